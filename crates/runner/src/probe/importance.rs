//! Permutation importance: how much worse the final network judges when one column is mixed up among the rows.
//!
//! importance of column c = metric(y(x), t) − metric(y(x with column c permuted), t), with its sign such that larger
//! is more important. The metric and its part are those of the judge, else accuracy or R² on the last part that is
//! held out; a loss, which weighs outputs in the engine's own way, gives place to accuracy or R², too.
//! L. Breiman, "Random forests", 2001; A. Fisher, C. Rudin and F. Dominici, "All models are wrong, but many are
//! useful", 2019.
//!
//! Leaves the table `permutation-importance`: the column, the repetition, and the importance in a column with the name
//! of the metric. A column of the data is permuted as one, with all inputs that come from it: categories, the mark of
//! a missing cell, and formulas, where the features hold every column itself. Where they do not, each formula is
//! permuted by itself. A value that is no number, as the precision of a class that nobody predicts, is left out.

use std::ops::Range;
use std::sync::Arc;

use datasets::Recipe;
use engine::random::{Purpose, stream};
use engine::{Dataset, Engine, Matrix};
use experiment::record::LabeledTable;
use experiment::spec::{MeasuredOn, Metric, Quantity, Task};

use super::{Probe, ProbeContext, evaluated, sample_rows, six_digits, table};
use crate::metrics::{judge, judged_class};
use crate::raw::Raw;

/// How often each column is permuted.
const REPEATS: usize = 10;
/// The most rows that are predicted in all, unless there are very many columns.
const PREDICTED: usize = 1_000_000;
/// The rows that are looked at in any case, if there are so many.
const LEAST_ROWS: usize = 1000;

pub(super) struct Importance {
    dataset: Arc<Dataset>,
    source: Source,
    metric: Metric,
    class: Option<usize>,
    seed: u64,
}

/// What is permuted.
enum Source {
    /// Inputs that come from one column each, or formulas, with their names.
    Inputs(Vec<(String, Range<usize>)>),
    /// The columns of the data themselves; the inputs are computed from them.
    Columns(Box<Raw>),
}

impl Importance {
    pub(super) fn new(context: &ProbeContext) -> Importance {
        let (spec, dataset) = (context.spec, context.dataset);
        Importance {
            dataset: dataset.clone(),
            source: Source::of(dataset, context.recipe),
            metric: metric(context),
            class: judged_class(spec, &dataset.schema),
            seed: spec.seed,
        }
    }

    /// The rows that are predicted: those of the part, or so many of them, drawn.
    fn rows(&self) -> Vec<usize> {
        let most = PREDICTED / (REPEATS * self.source.names().len()).max(1);
        sample_rows(self.dataset.part(self.metric.part), most.max(LEAST_ROWS))
    }

    /// The metric, with its sign such that larger is better. inputs: (rows, in)
    fn score(&self, engine: &mut dyn Engine, inputs: &Matrix, rows: &[usize]) -> f64 {
        let outputs = engine.predict(inputs);
        let value = judge(self.metric.quantity, &outputs, rows, &self.dataset, self.class);
        if self.metric.quantity.higher_is_better() { value } else { -value }
    }
}

/// The metric of the judge, if outputs and targets alone decide it.
fn metric(context: &ProbeContext) -> Metric {
    let asked = context.spec.judge.results_metric();
    let quantity = asked.map(|metric| metric.quantity).filter(|asked| asked.measured_on() != MeasuredOn::Anything);
    let usual = match context.dataset.schema.task {
        Task::Classification => Quantity::Accuracy,
        Task::Regression => Quantity::R2,
    };
    let part = asked.map_or_else(|| evaluated(context.dataset), |metric| metric.part);
    Metric { part, quantity: quantity.unwrap_or(usual) }
}

impl Source {
    fn of(dataset: &Dataset, recipe: &Recipe) -> Source {
        let Some(formulas) = &recipe.features else {
            let mut start = 0;
            let one = |(name, inputs): (String, usize)| {
                start += inputs;
                (name, start - inputs..start)
            };
            let columns = recipe.columns.iter().map(|column| (column.name.clone(), column.input_names().len()));
            return Source::Inputs(columns.map(one).collect());
        };
        match Raw::of(dataset, recipe, recipe.columns.len()) {
            Some(raw) => Source::Columns(Box::new(raw)),
            None => Source::Inputs(formulas.iter().cloned().zip((0..).map(|input| input..input + 1)).collect()),
        }
    }

    fn names(&self) -> Vec<&str> {
        match self {
            Source::Inputs(inputs) => inputs.iter().map(|(name, _)| name.as_str()).collect(),
            Source::Columns(raw) => raw.names.iter().map(String::as_str).collect(),
        }
    }

    /// The inputs of these rows, (rows, in), with one column taken from the rows in `order`. None where a formula is
    /// not finite for a mixture that the data do not hold.
    fn permuted(&self, dataset: &Dataset, rows: &[usize], order: &[usize], column: usize) -> Option<Matrix> {
        let mixed = |from: &Matrix, columns: Range<usize>| {
            let mut mixed = from.select(rows);
            for (at, &other) in order.iter().enumerate() {
                mixed.row_mut(at)[columns.clone()].copy_from_slice(&from.row(other)[columns.clone()]);
            }
            mixed
        };
        match self {
            Source::Inputs(inputs) => Some(mixed(&dataset.inputs, inputs[column].1.clone())),
            Source::Columns(raw) => raw.inputs(&mixed(&raw.rows, column..column + 1)),
        }
    }
}

impl Probe for Importance {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let rows = self.rows();
        let before = self.score(engine, &self.dataset.inputs.select(&rows), &rows);
        let mut found = Vec::new();
        for (column, name) in self.source.names().into_iter().enumerate() {
            for repeat in 0..REPEATS {
                let mut order = rows.clone();
                stream(self.seed, Purpose::Permutation, column as u64, repeat as u64).shuffle(&mut order);
                let inputs = self.source.permuted(&self.dataset, &rows, &order, column);
                let after = inputs.map_or(f64::NAN, |inputs| self.score(engine, &inputs, &rows));
                found.push((name.to_string(), vec![repeat as f64, six_digits(before - after)]));
            }
        }
        found.retain(|(_, values)| values[1].is_finite());
        vec![("permutation-importance".into(), table(["column", "repeat", &self.metric.to_string()], found))]
    }
}
