//! The certificate as a table on the terminal: what was checked, what was not, and how large the errors are.

use engine::certificate::{Certificate, FORWARD_TOLERANCE, Forward, TensorVerdict, VoteOutcome};
use runner::check::{Checked, FaultResult, SinglePrecisionError, TrainedPoint};

use ::report::terminal::wrapped;
use ::report::words::count;

/// The whole check of one run, in lines of at most 60 columns.
pub fn table(label: &str, checked: &Checked) -> String {
    let mut text = wrapped(label, 0);
    let parameters = count(checked.layout.len(), "parameter");
    text += &wrapped(&format!("{parameters}, a batch of {}, in f64", count(checked.rows, "row")), 2);
    if checked.looked < checked.layout.len() {
        let looked = checked.looked;
        let words = format!("dual and difference checked {looked} elements drawn at random, hand and burn all of them");
        text += &wrapped(&words, 2);
    }
    let trained = match checked.point {
        TrainedPoint::AfterTraining => "after training",
        TrainedPoint::Perturbed => "at initial parameters moved at random, because training diverged",
    };
    for (point, certificate) in [("at the initial parameters", &checked.initial), (trained, &checked.trained)] {
        text += &wrapped(point, 2);
        text += &forward(&certificate.forward);
        text += &tensors(checked, certificate);
    }
    text += &checked.single.as_ref().map(single).unwrap_or_default();
    text += &faults(checked);
    text + if checked.holds() { "  the certificate holds\n" } else { "  the certificate does NOT hold\n" }
}

fn forward(all: &[Forward]) -> String {
    let worst = all.iter().map(|one| one.outputs.max(one.objective)).fold(0.0, f64::max);
    if all.iter().all(Forward::agrees) {
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        let agree = format!("outputs and objective agree to {worst:.1e} (bound {FORWARD_TOLERANCE:.0e})");
        return wrapped(&format!("forward    hand, {}: {agree}", names.join(", ")), 4);
    }
    let line = |one: &Forward| {
        let errors = format!("{:.1e} (outputs), {:.1e} (objective)", one.outputs, one.objective);
        wrapped(&format!("forward    {} is off by {errors}", one.name), 4)
    };
    let different: String = all.iter().filter(|one| !one.agrees()).map(line).collect();
    different + &wrapped("the engines compute different functions: gradients were not compared", 4)
}

/// A row for each tensor; below it what else is to be said, and below all of them the witnesses of the worst element.
fn tensors(checked: &Checked, certificate: &Certificate) -> String {
    let Some(first) = certificate.tensors.first() else { return String::new() };
    let widest = certificate.tensors.iter().map(|tensor| tensor.name.len()).max().unwrap_or(0);
    let mut text = format!("    {:widest$}  {:<11}  {:>7}  {:>7}\n", "parameter", "verdict", "error", "checked");
    let mut worst = first;
    for tensor in &certificate.tensors {
        text += &row(checked, certificate, tensor, widest);
        worst = if tensor.error > worst.error { tensor } else { worst };
    }
    text + &witnesses("largest error: ", checked, certificate, worst)
}

fn row(checked: &Checked, certificate: &Certificate, tensor: &TensorVerdict, widest: usize) -> String {
    let (name, error, number) = (&tensor.name, tensor.error, tensor.checked);
    let verdict = verdict(&tensor.verdict);
    let mut text = format!("    {name:widest$}  {verdict:<11}  {error:>7.1e}  {number:>7}\n");
    if let VoteOutcome::Disagree { outvoted } = &tensor.verdict {
        let outvoted =
            if outvoted.is_empty() { "no majority".to_owned() } else { format!("{} alone", outvoted.join(", ")) };
        text += &witnesses(&format!("{outvoted}: "), checked, certificate, tensor);
    }
    notes(tensor).iter().for_each(|note| text += &wrapped(note, 6));
    text
}

/// The worst element of a tensor, and what each witness says of it.
fn witnesses(before: &str, checked: &Checked, certificate: &Certificate, tensor: &TensorVerdict) -> String {
    let element = checked.layout.element_name(tensor.worst);
    let shown = |value: &Option<f64>| value.map_or("-".to_string(), |value| format!("{value:.10e}"));
    let said = certificate.witnesses.iter().zip(&certificate.values[tensor.worst]);
    let said = said.map(|(name, value)| format!("      {name:<14}  {:>18}\n", shown(value)));
    wrapped(&format!("{before}{element}"), 4) + &said.collect::<String>()
}

fn verdict(verdict: &VoteOutcome) -> &'static str {
    match verdict {
        VoteOutcome::Agree => "agree",
        VoteOutcome::Disagree { .. } => "DISAGREE",
        VoteOutcome::Zero => "zero",
        VoteOutcome::Undecidable => "undecidable",
    }
}

/// What was not checked, and why.
fn notes(tensor: &TensorVerdict) -> Vec<String> {
    let mut notes = Vec::new();
    if tensor.zeros > 0 {
        notes.push(format!("{} not checked: the terms cancel", count(tensor.zeros, "zero")));
    }
    if let (number @ 1.., Some(kink)) = (tensor.kinked.0, &tensor.kinked.1) {
        notes.push(format!("no difference for {}: a kink at {kink}", count(number, "element")));
    }
    notes
}

/// The gradients in the precision of a run in f32.
fn single(single: &SinglePrecisionError) -> String {
    let SinglePrecisionError { error, engine, element, bound } = single;
    let verdict = if single.holds() { "agree" } else { "do NOT agree" };
    let words = format!(
        "in f32, the precision of the run, gradients {verdict} with f64: the largest error is {error:.1e}, of \
         {engine} at {element} (bound {bound:.0e})"
    );
    wrapped(&words, 2)
}

fn faults(checked: &Checked) -> String {
    let (apply, caught) = checked.tally();
    let all = checked.faults.len();
    let missed = checked.faults.iter().filter(|(_, _, result)| *result == FaultResult::Missed);
    let text = format!("  {caught} of {apply} planted faults that apply were caught (of {all})\n");
    text + &missed.map(|(name, what, _)| wrapped(&format!("MISSED {name}: {what}"), 4)).collect::<String>()
}
