//! Further updates in one table: outputs, objective and parameters, a column for each.

use engine::{Layout, Update};

use super::escaped;
use crate::markup::{Markup, Unicode};
use crate::name::{Letter, Name};
use crate::working::Working;
use crate::writing::{BoardRequest, parameter, rounding_of};

/// More rows than this are left out, and said to be.
const ROWS: usize = 40;

/// The table behind the update that is written in full.
pub(super) fn table(request: &BoardRequest, markup: &Unicode, further: usize, heading: &str) -> String {
    let updates: Vec<&Update> = (0..=1 + further).filter_map(|number| request.followed.updates.get(&number)).collect();
    if updates.len() < 2 {
        return String::new();
    }
    let workings: Vec<Working> =
        updates.iter().map(|update| Working::of(request.spec, request.dataset, update)).collect();
    let rounding = rounding_of(request, updates.len());
    let number = |value: f64| markup.number(rounding.shown(value)).0;
    let head: Vec<String> =
        (0..updates.len()).map(|made| if made == 0 { "start".into() } else { format!("after {made}") }).collect();
    let mut rows =
        vec![(markup.name(&Name::plain(Letter::OBJECTIVE)), workings.iter().map(|of| of.loss + of.penalty).collect())];
    rows.extend(outputs(request, markup, &workings));
    let layout = &workings[0].layout;
    rows.extend((0..layout.len()).map(|at| {
        (
            markup.name(&parameter(&workings[0].network, layout, at)),
            workings.iter().map(|of| of.parameters[at]).collect::<Vec<f64>>(),
        )
    }));
    let all = rows.len();
    let left_out = if all > ROWS { format!("\nLeft out: {} further numbers.\n", all - ROWS) } else { String::new() };
    let row = |(name, values): (String, Vec<f64>)| {
        format!("| {} | {} |\n", escaped(&name), values.into_iter().map(number).collect::<Vec<_>>().join(" | "))
    };
    let body: String = rows.into_iter().take(ROWS).map(row).collect();
    let (head, rule) = (head.join(" | "), "---:|".repeat(updates.len()));
    let moving =
        if same_batch(&updates) { "" } else { " J in each column is that of the batch that the next update uses." };
    format!(
        "{heading} Further updates\n\nThe same steps once more, and again.{moving}\n\n\
         | | {head} |\n|---|{rule}\n{body}{left_out}\n"
    )
}

/// The outputs of the first row of a batch, where all updates have the same.
fn outputs(request: &BoardRequest, markup: &Unicode, workings: &[Working]) -> Vec<(String, Vec<f64>)> {
    let same = workings.windows(2).all(|pair| pair[0].rows == pair[1].rows);
    let layout = Layout::of(request.spec, request.dataset.inputs.columns(), request.dataset.targets.columns());
    let outputs = layout.widths[layout.widths.len() - 1];
    let rows = if same { workings[0].rows.len() } else { 0 };
    let name = |s: usize, j: usize| {
        let y = markup.name(&Name::at(Letter::Y, j));
        if rows > 1 { format!("{y}, row {s}") } else { y }
    };
    let values = |s: usize, j: usize| workings.iter().map(|of| of.numbers.outputs.at(s, j)).collect();
    (0..rows.min(4))
        .flat_map(|s| (0..outputs.min(4)).map(move |j| (s, j)))
        .map(|(s, j)| (name(s, j), values(s, j)))
        .collect()
}

fn same_batch(updates: &[&Update]) -> bool {
    updates.windows(2).all(|pair| pair[0].rows == pair[1].rows)
}
