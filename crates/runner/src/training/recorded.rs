//! What a run has recorded so far, written down or read back.

use experiment::Spec;
use experiment::record::{Agreement, MetricRow};

use crate::archive::Archive;

/// The rows of metrics. An engine is its number among those of the spec.
pub(super) fn metrics(archive: &mut Archive, rows: &mut Vec<MetricRow>, spec: &Spec) {
    let number = |row: &MetricRow| spec.engines.iter().position(|engine| *engine == row.engine).unwrap_or_default();
    let mut plain: Vec<(usize, usize, f64, Vec<f64>)> =
        rows.drain(..).map(|row| (number(&row), row.epoch, row.rate, row.values)).collect();
    archive.list(&mut plain, |archive, (engine, epoch, rate, values)| {
        archive.count(engine);
        archive.count(epoch);
        archive.number(rate);
        archive.numbers(values);
    });
    let row = |(engine, epoch, rate, values): (usize, usize, f64, Vec<f64>)| MetricRow {
        engine: spec.engines[engine],
        epoch,
        rate,
        values,
    };
    rows.extend(plain.into_iter().map(row));
}

/// The rows of the agreement.
pub(super) fn agreement(archive: &mut Archive, rows: &mut Vec<Agreement>) {
    let numbers = |row: &Agreement| [row.outputs, row.gradients, row.step, row.trajectory, row.shadow_trajectory];
    let mut plain: Vec<(usize, [f64; 5], bool, String)> =
        rows.drain(..).map(|row| (row.epoch, numbers(&row), row.agree, row.worst)).collect();
    archive.list(&mut plain, |archive, (epoch, numbers, agree, worst)| {
        archive.count(epoch);
        numbers.iter_mut().for_each(|number| archive.number(number));
        archive.flag(agree);
        archive.text(worst);
    });
    rows.extend(plain.into_iter().map(|(epoch, numbers, agree, worst)| {
        let [outputs, gradients, step, trajectory, shadow_trajectory] = numbers;
        Agreement { epoch, outputs, gradients, worst, step, agree, trajectory, shadow_trajectory }
    }));
}
