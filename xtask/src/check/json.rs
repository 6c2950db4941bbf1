//! The certificate as one line of JSON for each run.

use engine::certificate::{Certificate, TensorVerdict, VoteOutcome};
use runner::check::{Checked, FaultResult, TrainedPoint};
use serde_json::{Value, json};

/// The whole check of one run.
pub fn json(label: &str, checked: &Checked) -> String {
    let (apply, caught) = checked.tally();
    let faults = checked
        .faults
        .iter()
        .map(|(name, what, result)| json!({ "name": name, "what": what, "result": fault_result(*result) }));
    json!({
        "run": label,
        "holds": checked.holds(),
        "parameters": checked.layout.len(),
        "rows": checked.rows,
        "initial": certificate(checked, &checked.initial),
        "trained": certificate(checked, &checked.trained),
        "trained_point": match checked.point {
            TrainedPoint::AfterTraining => "after training",
            TrainedPoint::Perturbed => "perturbed",
        },
        "f32": checked.single.as_ref().map(|single| json!({
            "error": single.error, "engine": single.engine, "element": single.element, "bound": single.bound,
        })),
        "faults": {
            "planted": checked.faults.len(), "apply": apply, "caught": caught, "list": faults.collect::<Vec<_>>(),
        },
    })
    .to_string()
}

fn certificate(checked: &Checked, certificate: &Certificate) -> Value {
    let forward = certificate.forward.iter().map(
        |one| json!({ "engine": one.name, "outputs": one.outputs, "objective": one.objective, "agrees": one.agrees() }),
    );
    let tensors = certificate.tensors.iter().map(|tensor| self::tensor(checked, certificate, tensor));
    json!({ "forward": forward.collect::<Vec<_>>(), "tensors": tensors.collect::<Vec<_>>() })
}

fn tensor(checked: &Checked, certificate: &Certificate, tensor: &TensorVerdict) -> Value {
    let values = certificate.witnesses.iter().zip(&certificate.values[tensor.worst]);
    let (verdict, outvoted) = match &tensor.verdict {
        VoteOutcome::Agree => ("agree", &[][..]),
        VoteOutcome::Disagree { outvoted } => ("disagree", &outvoted[..]),
        VoteOutcome::Zero => ("zero", &[][..]),
        VoteOutcome::Undecidable => ("undecidable", &[][..]),
    };
    json!({
        "parameter": tensor.name,
        "verdict": verdict,
        "odd": outvoted,
        "error": tensor.error,
        "checked": tensor.checked,
        "zeros": tensor.zeros,
        "kinked": tensor.kinked.0,
        "kink": tensor.kinked.1,
        "worst": checked.layout.element_name(tensor.worst),
        "values": values.map(|(name, value)| (name.clone(), json!(value))).collect::<serde_json::Map<_, _>>(),
    })
}

fn fault_result(result: FaultResult) -> &'static str {
    match result {
        FaultResult::CaughtByForward => "caught by the forward pass",
        FaultResult::CaughtByVote => "caught by the vote",
        FaultResult::Missed => "missed",
        FaultResult::NotApplicable => "does not apply",
    }
}
