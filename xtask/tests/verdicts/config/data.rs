//! Inputs and targets of an experiment: scales from 1e-6 to 1e6, constant, equal and nearly equal columns, one row.

use super::{Draw, Head};

impl Draw<'_> {
    /// A column of normal numbers of some scale on some offset; now and then constant, or small integers.
    fn column(&mut self, rows: usize) -> Vec<f64> {
        let (scale, offset) = match self.count(0, 5) {
            0 => (1.0, 0.0),
            1 => (self.scale(-6, 6), 0.0),
            2 => (1.0, self.scale(0, 6)),
            3 => (self.scale(-6, 0), self.scale(-6, 6)),
            4 => (0.0, self.scale(-6, 6)),
            _ => (0.0, self.one_number(&[0.0, 1.0, -1.0])),
        };
        let whole = self.once_in(4);
        (0..rows).map(|_| if whole { self.0.normal().round() } else { offset + scale * self.0.normal() }).collect()
    }

    fn one_number(&mut self, of: &[f64]) -> f64 {
        of[self.0.below(of.len())]
    }
}

fn rows(columns: &[Vec<f64>]) -> String {
    let row = |at: usize| columns.iter().map(|column| format!("{:e}", column[at])).collect::<Vec<_>>().join(", ");
    format!("[{}]", (0..columns[0].len()).map(|at| format!("[{}]", row(at))).collect::<Vec<_>>().join(", "))
}

/// The lines of `[dataset]`.
pub fn dataset(draw: &mut Draw, head: &Head) -> String {
    let samples = if draw.once_in(12) { 1 } else { draw.count(2, 12) };
    let mut columns: Vec<Vec<f64>> = (0..draw.count(1, 6)).map(|_| draw.column(samples)).collect();
    if draw.once_in(4) {
        columns.push(columns[0].clone());
    }
    if draw.once_in(8) {
        columns.push(columns[0].iter().map(|value| value.next_up()).collect());
    }
    let targets = match head.classes {
        true => classes(draw, samples, &head.output),
        false => (0..draw.count(1, 3)).map(|_| draw.column(samples)).collect(),
    };
    let task = if head.classes { "classification" } else { "regression" };
    let mut text = format!("name = \"inline\"\ntask = {task:?}\n");
    text += &draw.maybe(2, |draw| format!("scale = {:?}", draw.name("Scale")));
    if !head.classes {
        text += &draw.maybe(2, |draw| format!("target_scale = {:?}", draw.name("Scale")));
    }
    text += &draw.maybe(6, |draw| format!("{} = 0.3", draw.one(&["test", "validation"])));
    text + &format!("inputs = {}\ntargets = {}\n", rows(&columns), rows(&targets))
}

/// Behind a softmax a column of whole numbers or one column for each class; else columns of 0 and 1.
fn classes(draw: &mut Draw, samples: usize, output: &str) -> Vec<Vec<f64>> {
    let most = draw.count(1, 3);
    match output {
        "softmax" if draw.once_in(2) => {
            let labels: Vec<usize> = (0..samples).map(|_| draw.count(0, most)).collect();
            let column = |class| labels.iter().map(|label| f64::from(u8::from(*label == class))).collect();
            (0..=most).map(column).collect()
        }
        "softmax" => vec![(0..samples).map(|_| draw.count(0, most) as f64).collect()],
        _ => {
            let columns = if draw.once_in(3) { most } else { 1 };
            (0..columns).map(|_| (0..samples).map(|_| draw.count(0, 1) as f64).collect()).collect()
        }
    }
}
