//! The loss surface: the objective over the plane of the two parameters that travelled farthest, and the path.
//!
//! All other parameters stay at their final values, so the path, which was walked with the others on the move too,
//! does not lie on the surface except where training ended there; with two parameters in all it does.
//!
//! Leaves the tables `loss-path` (the update, the parameters that travelled farthest, farthest first) and
//! `loss-surface` (x, y, the objective of at most 512 training rows).

use engine::{Batch, Engine};
use experiment::record::LabeledTable;

use super::series::Series;
use super::{Probe, ProbeContext, sample_training_rows, six_digits, table};
use crate::archive::Archive;

const SIDE: usize = 40;
const ROWS: usize = 512;
/// The most updates that are kept.
const UPDATES: usize = 400;
/// So many parameters are kept: those of another arm that travelled farthest should be among them.
const KEPT: usize = 50;
/// A larger network has no path that two of its parameters would show.
const LARGEST: usize = 5000;

pub(super) struct Surface {
    rows: Vec<usize>,
    last: usize,
    update: usize,
    path: Series<Vec<f64>>,
    end: Option<(usize, Vec<f64>)>,
}

impl Surface {
    pub(super) fn new(context: &ProbeContext) -> Surface {
        Surface {
            rows: sample_training_rows(context.dataset, ROWS),
            last: context.spec.training.epochs,
            update: 0,
            path: Series::new(UPDATES, usize::MAX),
            end: None,
        }
    }

    fn keep(&mut self, engine: &dyn Engine) {
        if self.path.wants(self.update) && engine.layout().len() <= LARGEST {
            self.path.push(self.update, engine.snapshot().parameters);
        }
    }

    /// The path as far as it is finite.
    fn finite(&mut self) -> Vec<(usize, Vec<f64>)> {
        let path = std::mem::replace(&mut self.path, Series::new(UPDATES, usize::MAX));
        let mut path = path.into_items();
        if let Some(end) = self.end.take().filter(|end| path.last().is_some_and(|last| last.0 < end.0)) {
            path.push(end);
        }
        let finite = path.iter().take_while(|(_, parameters)| parameters.iter().all(|value| value.is_finite())).count();
        path.truncate(finite);
        path
    }
}

/// From where to where a parameter went.
fn reach(path: &[(usize, Vec<f64>)], index: usize) -> (f64, f64) {
    let values = path.iter().map(|(_, parameters)| parameters[index]);
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

/// The indices of the parameters, those with the longest reach first; of equals the first.
fn by_distance_moved(path: &[(usize, Vec<f64>)]) -> Vec<usize> {
    let travel = |index: usize| {
        let (low, high) = reach(path, index);
        high - low
    };
    let mut order: Vec<(usize, f64)> = (0..path[0].1.len()).map(|index| (index, travel(index))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().map(|(index, _)| index).take(KEPT).collect()
}

/// The reach of a parameter with air around it, at least a third as wide as `other`.
fn around(reach: (f64, f64), other: (f64, f64)) -> (f64, f64) {
    let middle = 0.5 * (reach.0 + reach.1);
    let half = (0.75 * (reach.1 - reach.0)).max(0.25 * (other.1 - other.0));
    let half = if half > 0.0 { half } else { 1.0 };
    (middle - half, middle + half)
}

/// The objective over the plane of parameters `pair`, the others as they are now.
fn surface(engine: &mut dyn Engine, rows: &[usize], pair: [usize; 2], x: (f64, f64), y: (f64, f64)) -> Vec<Vec<f64>> {
    let before = engine.snapshot();
    let mut tried = before.clone();
    let at = |(low, high): (f64, f64), k: usize| low + (high - low) * k as f64 / (SIDE - 1) as f64;
    let mut values = Vec::new();
    for row in 0..SIDE {
        for column in 0..SIDE {
            let (x, y) = (at(x, column), at(y, row));
            (tried.parameters[pair[0]], tried.parameters[pair[1]]) = (x, y);
            engine.restore(&tried);
            values.push([x, y, engine.objective(&Batch::of(rows))].map(six_digits).to_vec());
        }
    }
    engine.restore(&before);
    values
}

impl Probe for Surface {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if epoch == 0 {
            self.keep(engine);
        }
        if epoch == self.last && engine.layout().len() <= LARGEST {
            self.end = Some((self.update, engine.snapshot().parameters));
        }
    }

    fn after_step(&mut self, engine: &mut dyn Engine) {
        self.update += 1;
        self.keep(engine);
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        archive.count(&mut self.update);
        self.path.describe_state(archive, Archive::numbers);
        archive.option(&mut self.end, |archive, (update, parameters)| {
            archive.count(update);
            archive.numbers(parameters);
        });
    }

    fn finish(mut self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let path = self.finite();
        if path.len() < 2 || engine.layout().len() < 2 {
            return Vec::new();
        }
        let kept = by_distance_moved(&path);
        let pair = [kept[0], kept[1]];
        let reaches = pair.map(|index| reach(&path, index));
        let (x, y) = (around(reaches[0], reaches[1]), around(reaches[1], reaches[0]));
        let values = surface(engine, &self.rows, pair, x, y);
        let names: Vec<String> = kept.iter().map(|&index| engine.layout().element_name(index)).collect();
        let named = || names.iter().map(String::as_str);
        let steps = path.iter().map(|(update, parameters)| {
            (update.to_string(), kept.iter().map(|&index| six_digits(parameters[index])).collect())
        });
        let surface = values.into_iter().map(|values| (String::from("point"), values)).collect();
        vec![
            ("loss-path".into(), table(["update"].into_iter().chain(named()), steps.collect())),
            (
                "loss-surface".into(),
                table(["surface"].into_iter().chain(named().take(2)).chain(["objective"]), surface),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{around, by_distance_moved};

    #[test]
    fn the_longest_reach_comes_first() {
        let path = vec![(0, vec![0.0, 1.0, 5.0]), (1, vec![0.5, -1.0, 5.0]), (2, vec![0.0, 0.0, 5.0])];
        // Reaches 0.5, 2, 0.
        assert_eq!(by_distance_moved(&path), [1, 0, 2]);
    }

    #[test]
    fn the_plane_has_air() {
        // Half a reach of 2 on each side of 0, half as much again: ±1.5.
        assert_eq!(around((-1.0, 1.0), (0.0, 1.0)), (-1.5, 1.5));
        // No reach of its own: a quarter of the other's 4 on each side.
        assert_eq!(around((3.0, 3.0), (0.0, 4.0)), (2.0, 4.0));
    }
}
