//! What a run has recorded so far, written down or read back.

use experiment::Spec;
use experiment::record::{Agreement, MetricRow};

use crate::tape::Tape;

/// The rows of metrics. An engine is its number among those of the spec.
pub(super) fn metrics(tape: &mut Tape, rows: &mut Vec<MetricRow>, spec: &Spec) {
    let number = |row: &MetricRow| spec.engines.iter().position(|engine| *engine == row.engine).unwrap_or_default();
    let mut plain: Vec<(usize, usize, f64, Vec<f64>)> =
        rows.drain(..).map(|row| (number(&row), row.epoch, row.rate, row.values)).collect();
    tape.list(&mut plain, |tape, (engine, epoch, rate, values)| {
        tape.count(engine);
        tape.count(epoch);
        tape.number(rate);
        tape.numbers(values);
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
pub(super) fn agreement(tape: &mut Tape, rows: &mut Vec<Agreement>) {
    let numbers = |row: &Agreement| [row.outputs, row.gradients, row.step, row.trajectory, row.shadow];
    let mut plain: Vec<(usize, [f64; 5], bool, String)> =
        rows.drain(..).map(|row| (row.epoch, numbers(&row), row.agree, row.worst)).collect();
    tape.list(&mut plain, |tape, (epoch, numbers, agree, worst)| {
        tape.count(epoch);
        numbers.iter_mut().for_each(|number| tape.number(number));
        tape.flag(agree);
        tape.text(worst);
    });
    rows.extend(plain.into_iter().map(|(epoch, numbers, agree, worst)| {
        let [outputs, gradients, step, trajectory, shadow] = numbers;
        Agreement { epoch, outputs, gradients, worst, step, agree, trajectory, shadow }
    }));
}
