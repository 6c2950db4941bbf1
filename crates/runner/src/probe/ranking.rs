//! ROC curve and precision-recall curve of the final network, on the last part that is held out.
//!
//! Leave the tables `roc-curve` (the part, the class, a threshold, false alarms, recall) and `precision-recall-curve`
//! (the part, the class, a threshold, recall, precision): of the class of the judge, else of the second of two classes,
//! else of every class. Points between which a curve goes straight on are left out.

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::record::LabeledTable;
use experiment::spec::Task;

use super::{Probe, ProbeContext, evaluated, six_digits, table};
use crate::metrics::{Threshold, judged_class, thresholds};

/// Which of the two curves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    Roc,
    PrecisionRecall,
}

pub(super) struct Ranking {
    dataset: Arc<Dataset>,
    class: Option<usize>,
    curve: Curve,
}

impl Ranking {
    pub(super) fn new(curve: Curve, context: &ProbeContext) -> Option<Ranking> {
        let dataset = context.dataset;
        let class = judged_class(context.spec, &dataset.schema).or((dataset.schema.classes.len() == 2).then_some(1));
        let classes = dataset.schema.task == Task::Classification && !dataset.labels.is_empty();
        classes.then(|| Ranking { dataset: dataset.clone(), class, curve })
    }
}

impl Curve {
    fn table(self, rows: Vec<(String, Vec<f64>)>) -> (String, LabeledTable) {
        match self {
            Curve::Roc => ("roc-curve".into(), table(["part", "class", "threshold", "false alarms", "recall"], rows)),
            Curve::PrecisionRecall => {
                let columns = ["part", "class", "threshold", "recall", "precision"];
                ("precision-recall-curve".into(), table(columns, rows))
            }
        }
    }

    /// The point of the curve at a threshold; `all` is the last one, which every row reaches.
    fn point(self, at: Threshold, all: Threshold) -> [f64; 2] {
        let recall = at.right as f64 / all.right as f64;
        match self {
            Curve::Roc => [at.wrong as f64 / all.wrong as f64, recall],
            Curve::PrecisionRecall => [recall, at.right as f64 / (at.right + at.wrong) as f64],
        }
    }

    /// Whether the curve bends at the second of three thresholds, or its step ends there.
    fn bends(self, before: Threshold, at: Threshold, after: Threshold) -> bool {
        match self {
            Curve::Roc => {
                let along = |from: Threshold, to: Threshold| (from.right == to.right, from.wrong == to.wrong);
                let (first, second) = (along(before, at), along(at, after));
                first != second || first == (false, false)
            }
            Curve::PrecisionRecall => at.right > before.right,
        }
    }

    /// The thresholds at which the curve bends, and the first and the last.
    fn corners(self, thresholds: &[Threshold]) -> Vec<Threshold> {
        let kept = |index: &usize| match (index.checked_sub(1), thresholds.get(index + 1)) {
            (Some(before), Some(after)) => self.bends(thresholds[before], thresholds[*index], *after),
            (None, _) | (_, None) => true,
        };
        (0..thresholds.len()).filter(kept).map(|index| thresholds[index]).collect()
    }
}

impl Probe for Ranking {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let part = evaluated(&self.dataset);
        let rows = self.dataset.part(part);
        let outputs = engine.evaluate(rows).outputs;
        let classes = self.class.map_or(0..self.dataset.schema.classes.len(), |class| class..class + 1);
        let mut points = Vec::new();
        for class in classes {
            let thresholds = thresholds(&outputs, rows, &self.dataset, class).unwrap_or_default();
            let Some(all) = thresholds.last().copied().filter(|all| all.right > 0 && all.wrong > 0) else { continue };
            for at in self.curve.corners(&thresholds) {
                let [x, y] = self.curve.point(at, all).map(six_digits);
                points.push((part.as_str().to_string(), vec![class as f64, six_digits(at.output), x, y]));
            }
        }
        vec![self.curve.table(points)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Right twice, wrong twice, right once: the ROC curve goes up, to the right, and up again; a step of the
    /// precision-recall curve ends where one more is found.
    #[test]
    fn corners_are_kept() {
        let counts = [(1, 0), (2, 0), (2, 1), (2, 2), (3, 2)];
        let thresholds = counts.map(|(right, wrong)| Threshold { output: -((right + wrong) as f64), right, wrong });
        let kept = |curve: Curve| curve.corners(&thresholds).iter().map(|at| (at.right, at.wrong)).collect::<Vec<_>>();
        assert_eq!(kept(Curve::Roc), [(1, 0), (2, 0), (2, 2), (3, 2)]);
        assert_eq!(kept(Curve::PrecisionRecall), [(1, 0), (2, 0), (3, 2)]);
        assert_eq!(Curve::Roc.point(thresholds[3], thresholds[4]), [1.0, 2.0 / 3.0]);
        assert_eq!(Curve::PrecisionRecall.point(thresholds[3], thresholds[4]), [2.0 / 3.0, 0.5]);
    }
}
