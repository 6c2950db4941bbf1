//! The course of a perceptron as lectures write it down: sample by sample, with the weights after each, until a pass
//! has no mistake or the weights of a pass come again.

use engine::Update;

use super::escaped;
use crate::markup::{Markup, Unicode};
use crate::name::{Letter, Name};
use crate::working::Working;
use crate::writing::{BoardRequest, parameter};

/// More samples than this are left out, and said to be.
pub(super) const SAMPLES: usize = 40;

/// One sample of a pass.
struct Sample {
    epoch: usize,
    row: usize,
    working: Working,
    /// The parameters after it.
    after: Vec<f64>,
}

impl Sample {
    fn of(request: &BoardRequest, number: usize, update: &Update) -> Option<Sample> {
        let after = request.followed.updates.get(&(number + 1))?.before.parameters.clone();
        let working = Working::of(request.spec, request.dataset, update);
        let row = request.dataset.train.iter().position(|known| *known == update.rows[0])?;
        Some(Sample { epoch: update.epoch, row, working, after })
    }

    /// What is wrong; nothing if the output is the target.
    fn mistake(&self) -> &'static str {
        let (y, t) = (self.working.numbers.outputs.at(0, 0), self.working.targets.at(0, 0));
        match t.total_cmp(&y) {
            std::cmp::Ordering::Greater => "t > y",
            std::cmp::Ordering::Less => "t < y",
            std::cmp::Ordering::Equal => "",
        }
    }

    fn cells(&self, markup: &Unicode) -> Vec<String> {
        let of = &self.working;
        let last = of.numbers.layers.last().expect("a network has an output layer");
        let seen = [of.targets.at(0, 0), last.z.at(0, 0), of.numbers.outputs.at(0, 0)];
        let number = |value: &f64| markup.number(*value).0;
        let known = of.inputs.row(0).iter().chain(&seen).map(number);
        let after = self.after.iter().map(number);
        let places = [self.epoch.to_string(), self.row.to_string()];
        let mistake = std::iter::once(escaped(self.mistake()));
        places.into_iter().chain(known).chain(mistake).chain(after).collect()
    }
}

/// How the passes end.
enum Ending {
    /// A pass has no mistake.
    Clean(usize),
    /// After a pass the weights are those after an earlier one.
    Repeats { pass: usize, earlier: usize },
    /// Neither happens in what is shown.
    Open,
}

/// The passes with their corrections.
pub(super) fn table(request: &BoardRequest, markup: &Unicode, heading: &str) -> String {
    let updates = request.followed.updates.range(..SAMPLES);
    let samples: Vec<Sample> = updates.filter_map(|(number, update)| Sample::of(request, *number, update)).collect();
    let Some(first) = samples.first() else { return String::new() };
    let start = &request.followed.updates[&0].before.parameters;
    let passes: Vec<&[Sample]> = samples.chunk_by(|a, b| a.epoch == b.epoch).collect();
    let (shown, ending) = ended(request, &passes, start);
    let head = head(&first.working, markup);
    let cells = passes[..shown].iter().flat_map(|pass| pass.iter()).map(|sample| sample.cells(markup));
    let rows: String = cells.map(|cells| format!("| {} |\n", cells.join(" | "))).collect();
    let rule = "---:|".repeat(head.len());
    format!("{heading} Pass by pass\n\n{RULE}\n\n| {} |\n|{rule}\n{rows}\n{}\n\n", head.join(" | "), sentence(&ending))
}

const RULE: &str = "A sample with y = t changes nothing. Where t \\> y, η·x is added to the weights and η to the bias; \
                    where t \\< y, both are taken away. The weights in a row are those after its sample.";

/// How many passes are shown, and how they end.
fn ended(request: &BoardRequest, passes: &[&[Sample]], start: &[f64]) -> (usize, Ending) {
    let rows = request.dataset.train.len();
    let mut seen = vec![start];
    for (index, pass) in passes.iter().enumerate().filter(|(_, pass)| pass.len() == rows) {
        if pass.iter().all(|sample| sample.mistake().is_empty()) {
            return (index + 1, Ending::Clean(index + 1));
        }
        let after = pass[rows - 1].after.as_slice();
        // In another order the same weights may lead elsewhere.
        if let Some(earlier) = seen.iter().position(|known| *known == after).filter(|_| !request.spec.training.shuffle)
        {
            return (index + 1, Ending::Repeats { pass: index + 1, earlier });
        }
        seen.push(after);
    }
    (passes.len(), Ending::Open)
}

fn head(working: &Working, markup: &Unicode) -> Vec<String> {
    let layer = working.network.layers.len() - 1;
    let inputs = (0..working.inputs.columns()).map(|unit| Name::at(Letter::X, unit));
    let seen = [Name::at(Letter::T, 0), Name::of(Letter::Z, layer, &[0]), Name::at(Letter::Y, 0)];
    let after = (0..working.layout.len()).map(|at| parameter(&working.network, &working.layout, at));
    let written = |name: Name| markup.name(&name);
    let places = ["pass", "row"].map(str::to_owned);
    let known = inputs.chain(seen).map(written);
    places.into_iter().chain(known).chain(["mistake".to_owned()]).chain(after.map(written)).collect()
}

fn sentence(ending: &Ending) -> String {
    match ending {
        Ending::Clean(pass) => format!("Pass {pass} has no mistake, so the weights stay as they are."),
        Ending::Repeats { pass, earlier: 0 } => {
            format!("After pass {pass} the weights are those of the start: the passes repeat, without end.")
        }
        Ending::Repeats { pass, earlier } => format!(
            "After pass {pass} the weights are those after pass {earlier}: from here the passes repeat, without end."
        ),
        Ending::Open => "Further samples are left out.".to_owned(),
    }
}
