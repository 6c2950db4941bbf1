//! The certificate as a table on the terminal: what was checked, what was not, and how large the errors are.

use engine::certificate::{Certificate, FORWARD, Forward, TensorVerdict, Verdict};
use runner::check::{Checked, FaultResult, SinglePrecision, TrainedPoint};

use ::report::words::count;

/// The whole check of one run.
pub fn table(label: &str, checked: &Checked) -> String {
    let mut lines = vec![format!("{label}")];
    let parameters = count(checked.layout.len(), "parameter");
    lines.push(format!("  {parameters}, a batch of {}, in f64", count(checked.rows, "row")));
    if checked.looked < checked.layout.len() {
        lines.push(format!(
            "  dual and difference checked {} elements drawn at random, hand and burn all of them",
            checked.looked
        ));
    }
    let trained = match checked.point {
        TrainedPoint::AfterTraining => "after training",
        TrainedPoint::Perturbed => "at initial parameters moved at random, because training diverged",
    };
    for (point, certificate) in [("at the initial parameters", &checked.initial), (trained, &checked.trained)] {
        lines.push(format!("  {point}"));
        lines.extend(forward(&certificate.forward));
        lines.extend(tensors(checked, certificate));
    }
    lines.extend(checked.single.as_ref().map(single));
    lines.extend(faults(checked));
    let verdict = if checked.holds() { "the certificate holds" } else { "the certificate does NOT hold" };
    lines.push(format!("  {verdict}"));
    lines.join("\n") + "\n"
}

fn forward(all: &[Forward]) -> Vec<String> {
    let worst = all.iter().map(|one| one.outputs.max(one.objective)).fold(0.0, f64::max);
    if all.iter().all(Forward::agrees) {
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        return vec![format!(
            "    forward    hand, {}: outputs and objective agree to {worst:.1e} (bound {FORWARD:.0e})",
            names.join(", ")
        )];
    }
    let line = |one: &Forward| {
        format!(
            "    forward    {} is off by {:.1e} (outputs), {:.1e} (objective)",
            one.name, one.outputs, one.objective
        )
    };
    let different = all.iter().filter(|one| !one.agrees()).map(line);
    different.chain(["    the engines compute different functions: gradients were not compared".to_string()]).collect()
}

fn tensors(checked: &Checked, certificate: &Certificate) -> Vec<String> {
    if certificate.tensors.is_empty() {
        return Vec::new();
    }
    let widest = certificate.tensors.iter().map(|tensor| tensor.name.len()).max().unwrap_or(0);
    let mut lines = vec![format!(
        "    {:widest$}  {:<12} {:>8}  {:>7}  worst element: {}",
        "parameter",
        "verdict",
        "error",
        "checked",
        certificate.witnesses.join(", ")
    )];
    lines.extend(certificate.tensors.iter().map(|tensor| row(checked, certificate, tensor, widest)));
    lines
}

fn row(checked: &Checked, certificate: &Certificate, tensor: &TensorVerdict, widest: usize) -> String {
    let shown = |value: &Option<f64>| value.map_or("-".to_string(), |value| format!("{value:.10e}"));
    let values: Vec<String> = certificate.values[tensor.worst].iter().map(shown).collect();
    let element = checked.layout.element(tensor.worst);
    let place = element.strip_prefix(&tensor.name).unwrap_or(&element);
    let notes = notes(tensor);
    let verdict = verdict(&tensor.verdict);
    let (error, checked) = (tensor.error, tensor.checked);
    format!(
        "    {:widest$}  {verdict:<12} {error:>8.1e}  {checked:>7}  {place} {}{notes}",
        tensor.name,
        values.join(", ")
    )
}

fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Agree => "agree".into(),
        Verdict::Disagree { odd } if odd.is_empty() => "DISAGREE (no majority)".into(),
        Verdict::Disagree { odd } => format!("DISAGREE ({} alone)", odd.join(", ")),
        Verdict::Zero => "zero".into(),
        Verdict::Undecidable => "undecidable".into(),
    }
}

/// What was not checked, and why.
fn notes(tensor: &TensorVerdict) -> String {
    let mut notes = Vec::new();
    if tensor.zeros > 0 {
        notes.push(format!("{} not checked: the terms cancel", count(tensor.zeros, "zero")));
    }
    if let (number @ 1.., Some(kink)) = (tensor.kinked.0, &tensor.kinked.1) {
        notes.push(format!("no difference for {}: a kink at {kink}", count(number, "element")));
    }
    if notes.is_empty() { String::new() } else { format!("  ({})", notes.join("; ")) }
}

/// The gradients in the precision of a run in f32.
fn single(single: &SinglePrecision) -> String {
    let SinglePrecision { error, engine, element, bound } = single;
    let verdict = if single.holds() { "agree" } else { "do NOT agree" };
    format!(
        "  in f32, the precision of the run, gradients {verdict} with f64: the largest error is {error:.1e}, of \
         {engine} at {element} (bound {bound:.0e})"
    )
}

fn faults(checked: &Checked) -> Vec<String> {
    let (apply, caught) = checked.tally();
    let all = checked.faults.len();
    let missed = checked.faults.iter().filter(|(_, _, result)| *result == FaultResult::Missed);
    let mut lines = vec![format!("  {caught} of {apply} planted faults that apply were caught (of {all})")];
    lines.extend(missed.map(|(name, what, _)| format!("    MISSED {name}: {what}")));
    lines
}
