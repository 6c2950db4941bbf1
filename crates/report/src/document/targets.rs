//! How well each of several targets is predicted: R², MAE and RMSE, each in the target's own unit.
//!
//! They are those of the selected arm on the evaluation part, the means over its runs.

use experiment::record::Record;
use experiment::spec::Part;

use crate::arms::{Arm, arms};
use crate::evaluation::{metric, ranking, selection_metric};
use crate::markdown::escaped;
use crate::tables::{Align, MarkdownTable};
use crate::words::{count, number};

/// The table that runs record. The label of a row is its part; its values are the index of the target, R², MAE and
/// RMSE.
const TABLE: &str = "targets";

/// The section in Markdown; empty where a run predicts a single target or classes.
pub fn section(records: &[Record]) -> String {
    let arms = arms(records);
    let Some(metric) = metric(records) else { return String::new() };
    let Some((best, _)) = ranking(&arms, selection_metric(&arms, metric)).into_iter().next() else {
        return String::new();
    };
    let measured: Vec<[f64; 3]> = (0..).map_while(|target| means(best, metric.part, target)).collect();
    if measured.is_empty() {
        return String::new();
    }
    format!("{}\n\n{}", opening(best, metric.part), table(&names(best, measured.len()), &measured))
}

/// The columns of the file; y1, y2, ... of targets in the config itself.
fn names(arm: &Arm, count: usize) -> Vec<String> {
    match &arm.first_run().run.spec.dataset.target {
        Some(target) => target.names().to_vec(),
        None => (1..=count).map(|number| format!("y{number}")).collect(),
    }
}

fn opening(best: &Arm, of: Part) -> String {
    let arm = if best.label.is_empty() { String::new() } else { format!(" of {}", escaped(&best.label)) };
    let mean = match best.runs.len() {
        1 => String::new(),
        runs => format!(", the means over {}", count(runs, "run")),
    };
    format!("Each target{arm} on the {} part{mean}. MAE and RMSE are in the target's own unit.", of.in_words())
}

fn table(names: &[String], measured: &[[f64; 3]]) -> String {
    let mut table = MarkdownTable::new([
        ("target", Align::Left),
        ("R²", Align::Right),
        ("MAE", Align::Right),
        ("RMSE", Align::Right),
    ]);
    for (name, values) in names.iter().zip(measured) {
        table.row([escaped(name)].into_iter().chain(values.map(number)).collect());
    }
    table.markdown()
}

/// R², MAE and RMSE of a target, the means over the runs; none where a run recorded no such table.
fn means(arm: &Arm, part: Part, target: usize) -> Option<[f64; 3]> {
    let mut sums = [0.0; 3];
    for record in &arm.runs {
        let mut rows = record.tables.get(TABLE)?.rows.iter();
        let (_, values) = rows.find(|(label, values)| label == part.as_str() && values[0] == target as f64)?;
        sums.iter_mut().zip(values.get(1..4)?).for_each(|(sum, value)| *sum += value);
    }
    Some(sums.map(|sum| sum / arm.runs.len() as f64))
}
