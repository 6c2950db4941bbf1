//! The certificate of the network as it is: three witnesses compute its gradients in different ways, and vote.
//!
//! They are the hand-written backward pass, dual numbers and differences. The framework burn, the program's other
//! witness, is not in a page. The forward pass is compared with that on dual numbers.

use std::sync::Arc;

use engine::certificate::{
    Certificate, DifferencesWitness, EngineWitness, FORWARD_TOLERANCE, Forward, TensorVerdict, VoteOutcome, Witness,
};
use engine::{Dataset, Engine};
use experiment::Spec;
use from_scratch::DualWitness;
use runner::check::{CheckEngines, certificate};
use serde_json::{Value, json};

use crate::limits;
use crate::request::Result;
use crate::session::{BUILD, Session};

const ENGINES: CheckEngines = CheckEngines { build: BUILD, engines, witnesses, faults: |_, _, _| Vec::new() };

fn engines(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64]) -> Vec<Box<dyn Engine>> {
    [from_scratch::engine, from_scratch::dual_engine].map(|build| build(spec, Arc::clone(dataset), parameters)).into()
}

fn witnesses(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64], elements: &[usize]) -> Vec<Box<dyn Witness>> {
    let hand = || from_scratch::engine(spec, Arc::clone(dataset), parameters);
    vec![
        Box::new(EngineWitness::new("hand", hand())),
        Box::new(DualWitness::new(spec, Arc::clone(dataset), elements.to_vec())),
        Box::new(DifferencesWitness::new(hand(), spec, Arc::clone(dataset), elements.to_vec())),
    ]
}

/// Certifies the gradients of the network as it is.
pub fn certify(session: &mut Session) -> Result<Value> {
    let layout = session.training.layout();
    let (parameters, tensors) = (layout.len(), layout.tensors.len());
    if parameters as f64 * tensors as f64 > limits::CERTIFICATE {
        return Err(format!("a page does not check {parameters} parameters; longhand check CONFIG does"));
    }
    let snapshot = session.training.first().snapshot();
    if !snapshot.parameters.iter().chain(&snapshot.statistics).all(|value| value.is_finite()) {
        return Err("the parameters are no longer finite numbers, so there is nothing to check".to_owned());
    }
    let certificate = certificate(&session.spec, &session.dataset, &ENGINES, &snapshot);
    let error = certificate.tensors.iter().map(|tensor| tensor.error).fold(0.0, f64::max);
    Ok(json!({
        "verdict": if certificate.holds() { "agree" } else { "disagree" },
        "parameters": certificate.tensors.iter().map(|tensor| tensor.checked).sum::<usize>(),
        "largest_error": error, "bound": FORWARD_TOLERANCE,
        "witnesses": certificate.witnesses, "lines": lines(&certificate),
    }))
}

fn lines(certificate: &Certificate) -> Vec<String> {
    let forward = certificate.forward.iter().map(forward);
    let missing = "The framework burn, the program's fourth witness, is not in a page: longhand check CONFIG asks it.";
    forward.chain(certificate.tensors.iter().map(tensor)).chain([missing.to_owned()]).collect()
}

fn forward(forward: &Forward) -> String {
    let verdict = if forward.agrees() { "agrees with" } else { "DIFFERS from" };
    let error = forward.outputs.max(forward.objective);
    format!("The forward pass {verdict} that on dual numbers; largest difference {error:.1e}.")
}

fn tensor(of: &TensorVerdict) -> String {
    let TensorVerdict { name, checked, zeros, kinked, .. } = of;
    let elements = if *checked == 1 { "1 element".to_owned() } else { format!("{checked} elements") };
    let zeros = if *zeros > 0 { format!("; {zeros} are zero, which checks nothing") } else { String::new() };
    let kinks =
        if kinked.0 > 0 { format!("; at {} a kink is too near for differences", kinked.0) } else { String::new() };
    match &of.verdict {
        VoteOutcome::Agree => {
            format!("{name}: all witnesses agree on {elements}; largest error {:.1e}{zeros}{kinks}.", of.error)
        }
        VoteOutcome::Disagree { outvoted } if outvoted.is_empty() => {
            format!("{name}: the witnesses DISAGREE, none has a majority.")
        }
        VoteOutcome::Disagree { outvoted } => format!("{name}: {} DISAGREES with the others.", outvoted.join(" and ")),
        VoteOutcome::Zero => format!("{name}: its gradient is zero, which checks nothing."),
        VoteOutcome::Undecidable => format!("{name}: a kink is too near for two witnesses to have a value."),
    }
}
