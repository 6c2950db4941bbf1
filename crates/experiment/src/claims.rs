//! The claims of a config: which arms they name, and what is wrong with them; and the arms that figures name.
//!
//! They speak of several arms at once, so they are checked when all arms are known, one by one in `bound`
//! (what they compare), `device` (whether it is the same twice) and `moment` (where they look).

mod arm;
mod bound;
mod device;
mod kept;
mod moment;

use crate::check::{self, Parsed, sweep};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::repeated::repeated;
use crate::spec::{self, Against, Arm, Claim, Experiment, RuleViolation};

pub use arm::{NoArm, find};
pub use bound::FEWEST;
pub use kept::UnchangedPart;

/// Parses and checks a config with its claims, as [`check::parse`] does.
///
/// # Errors
/// Those of [`check::parse`], and those of the claims, all at once where every key has its type. Where `overrides` make
/// another experiment, it may have other arms than its claims name, and with other seeds fewer runs: then they are not
/// checked, and not judged either.
pub fn parse_experiment(file: &str, source: &str, overrides: &[String]) -> Result<Parsed<Experiment>, Diagnostics> {
    let parsed = check::parse::<Experiment>(file, source, overrides, spec::check);
    let claimed = match &parsed {
        Ok(parsed) => diagnosed(parsed, UnchangedPart::of(file, source, overrides, parsed)),
        Err(_) if !overrides.is_empty() => return parsed,
        // A config that violates nothing but rules between keys has arms, too, for claims to name.
        Err(_) => {
            let lenient = check::parse(file, source, overrides, |_| Vec::new());
            lenient.map_or_else(|_| Vec::new(), |parsed| diagnosed(&parsed, UnchangedPart::Runs))
        }
    };
    match parsed {
        Ok(parsed) if claimed.is_empty() => Ok(parsed),
        Ok(parsed) => Err(Diagnostics::new(parsed.document.sources().clone(), claimed)),
        Err(errors) => Err(Diagnostics::new(errors.sources().clone(), [errors.list(), &claimed].concat())),
    }
}

/// Whether the claims of an experiment of which this is left are judged.
pub fn are_judged(kept: UnchangedPart, parsed: &Parsed<Experiment>) -> bool {
    match kept {
        UnchangedPart::Runs => true,
        UnchangedPart::Arms => parsed.base.runs() >= FEWEST,
        UnchangedPart::Nothing => false,
    }
}

/// What is wrong with the claims, each error at its place.
fn diagnosed(parsed: &Parsed<Experiment>, kept: UnchangedPart) -> Vec<Diagnostic> {
    if !are_judged(kept, parsed) {
        return Vec::new();
    }
    // Other seeds than those of the file may lack one that a figure names.
    let drawn = if kept == UnchangedPart::Runs { drawn(&parsed.base, &arms(parsed)) } else { Vec::new() };
    drawn.iter().chain(&violations(parsed)).map(|violation| parsed.document.diagnostic(violation)).collect()
}

/// The arms of a config as records name them.
pub fn arms(parsed: &Parsed<Experiment>) -> Vec<Arm> {
    parsed.arms.iter().map(|arm| sweep::arm(&arm.settings)).collect()
}

/// A claim with what it refers to.
pub(crate) struct ResolvedClaim<'p> {
    /// Its number in the file, from 0.
    pub number: usize,
    /// The claim.
    pub claim: &'p Claim,
    /// The experiments of the arms that it names, first its own.
    pub arms: Vec<&'p Experiment>,
}

impl ResolvedClaim<'_> {
    /// The path of a key of the claim.
    pub fn at(&self, key: &str) -> String {
        format!("claim[{}].{key}", self.number)
    }
}

fn violations(parsed: &Parsed<Experiment>) -> Vec<RuleViolation> {
    let names = arms(parsed);
    let claims = &parsed.base.claim;
    let mut violations = idle_solution(&parsed.base);
    for (number, claim) in claims.iter().enumerate() {
        let mut referred = ResolvedClaim { number, claim, arms: Vec::new() };
        violations.extend(spec::unknown_rows(&referred.at("lecture"), &claim.lecture));
        violations.extend(bound::count(&referred));
        match resolved(&referred, &names) {
            Ok(indices) => {
                referred.arms = indices.iter().map(|index| &parsed.arms[*index].value).collect();
                violations.extend(device::violation(&referred));
                violations.extend(bound::violations(&referred));
                violations.extend(moment::violations(&referred));
            }
            Err(faults) => violations.extend(faults),
        }
    }
    violations
}

/// The indices of the arms that a claim names, first its own.
fn resolved(claim: &ResolvedClaim, names: &[Arm]) -> Result<Vec<usize>, Vec<RuleViolation>> {
    let own = [("arm", &claim.claim.arm)].into_iter();
    let others = claim.claim.bounds().into_iter().filter_map(|(key, _, against)| match against {
        Against::Arm(name) => Some((key, name)),
        Against::Bound(_) => None,
    });
    let (mut indices, mut faults): (Vec<(&str, usize)>, _) = (Vec::new(), Vec::new());
    for (key, name) in own.chain(others) {
        match find(name, names) {
            Ok(index) => indices.push((key, index)),
            Err(fault) => faults.push(fault.violation(&claim.at(key))),
        }
    }
    if let Some((key, _)) = indices.iter().skip(1).find(|(_, index)| *index == indices[0].1) {
        let message = "a claim cannot compare an arm with itself";
        let violation = RuleViolation::new(claim.at(key), message).also(claim.at("arm"), "the same arm");
        faults.push(violation.help("name another arm, or a number with above, below or equals"));
    }
    if faults.is_empty() { Ok(indices.into_iter().map(|(_, index)| index).collect()) } else { Err(faults) }
}

/// Arms and seeds that figures name and that do not run.
fn drawn(experiment: &Experiment, names: &[Arm]) -> Vec<RuleViolation> {
    let mut violations = Vec::new();
    let seeds = experiment.seeds();
    for (number, figure) in experiment.figure.iter().enumerate() {
        for (index, name) in figure.arms.iter().flatten().enumerate() {
            let fault = find(name, names).err();
            violations.extend(fault.map(|fault| fault.violation(&format!("figure[{number}].arms[{index}]"))));
        }
        let drawn = figure.arms.iter().flatten().map(|name| find(name, names).ok());
        let twice = repeated(drawn.enumerate().map(|(index, arm)| arm.ok_or(index)));
        violations.extend(twice.into_iter().map(|(index, first)| {
            RuleViolation::new(format!("figure[{number}].arms[{index}]"), "this figure draws the arm twice")
                .also(format!("figure[{number}].arms[{first}]"), "first here")
                .help("leave it out")
        }));
        if let Some(seed) = figure.seed.filter(|seed| !seeds.contains(seed)) {
            let known: Vec<String> = seeds.iter().map(u64::to_string).collect();
            let violation = RuleViolation::new(format!("figure[{number}].seed"), format!("no run has the seed {seed}"));
            violations.push(violation.help(format!("one of: {}", known.join(", "))));
        }
    }
    violations
}

/// A solution that no claim asks for would do nothing.
fn idle_solution(experiment: &Experiment) -> Vec<RuleViolation> {
    let claims = experiment.claim.iter().map(|claim| claim.metric.further());
    let is_asked = claims.chain([experiment.judge.further()]).any(|asked| asked == Some(&spec::Further::Distance));
    let asking = if experiment.judge.further() == Some(&spec::Further::Distance) { "judge.metric" } else { "claim" };
    let violation = match (is_asked, experiment.solution.is_empty()) {
        (false, false) => RuleViolation::new("solution", "no claim asks for the distance from this solution")
            .help("write a [[claim]] with metric = \"distance\", or leave out [solution]"),
        (true, true) => RuleViolation::new(asking, "the metric \"distance\" needs a known solution")
            .without("solution")
            .help("write [solution], with parameters as in [initial]"),
        (true, false) | (false, true) => return Vec::new(),
    };
    vec![violation]
}
