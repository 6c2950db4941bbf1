//! `framework`: every operation of burn against its reference, on both devices, as reports/framework.md.
//!
//! Here burn's operations meet the formulas of `from-scratch`: no crate below sees both.

mod reference;

use std::fs;

use ::report::framework::{Framework, FrameworkDefault, LargestErrors, Replacement, Row, framework_report};
use engine::Matrix;
use experiment::spec::{Device, Precision};
use from_scratch::reference::Reference;
use models::framework::{DEFAULTS, InputRange, Operation, REPLACEMENTS, ValueAndGradients, operations};

use crate::flags::FrameworkFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::{report, terminal};

/// The version that the workspace pins.
const NAME: &str = "burn 0.22.1";
/// The seeds of the points in either input range.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=20;

/// Measures every operation and writes framework.md.
pub fn framework(flags: &FrameworkFlags) -> Result {
    let path = flags.out.join("framework.md");
    report::may_be_written(&path, |there| there.starts_with("# What the framework computes\n"))?;
    let written =
        fs::create_dir_all(&flags.out).and_then(|()| report::whole(&path, framework_report(&measured()).as_bytes()));
    written.map_err(|error| Error::unwritten(&path, &error))?;
    terminal::stdout(&path.display().to_string());
    Ok(Outcome::Success)
}

/// Everything, measured.
fn measured() -> Framework {
    let defaults = DEFAULTS.iter().map(|default| FrameworkDefault {
        setting: default.setting.into(),
        framework: default.burn.into(),
        usual: default.usual.into(),
        ours: default.ours.into(),
    });
    Framework {
        name: NAME.into(),
        points: SEEDS.count(),
        rows: operations().flat_map(rows).collect(),
        replacements: replacements(),
        defaults: defaults.collect(),
    }
}

fn replacements() -> Vec<Replacement> {
    let replacements = REPLACEMENTS.iter().map(|replacement| {
        let mut replaced = operations().filter(|operation| operation.kind == replacement.operation.kind);
        Replacement {
            of: replaced.next().expect("every kind is an operation of burn").name.into(),
            because: replacement.reason.into(),
            rows: rows(&replacement.operation).into(),
        }
    });
    replacements.collect()
}

/// An operation on each device.
fn rows(operation: &Operation) -> [Row; 2] {
    [Device::Flex, Device::Ndarray].map(|device| Row {
        operation: operation.name.into(),
        formula: operation.formula.into(),
        device: name(device).into(),
        near: errors(operation, device, InputRange::Near),
        far: errors(operation, device, InputRange::Far),
    })
}

fn name(device: Device) -> &'static str {
    match device {
        Device::Flex => "flex",
        Device::Ndarray => "ndarray",
    }
}

/// The worst errors over all points.
fn errors(operation: &Operation, device: Device, range: InputRange) -> LargestErrors {
    let each = SEEDS.map(|seed| {
        let (inputs, upstream) = operation.points(seed, range);
        let found = operation.value_and_gradients(device, Precision::F64, &inputs, &upstream);
        compare(&found, &reference::of(operation.kind, &inputs, &upstream))
    });
    let none = LargestErrors { value: None, gradient: None };
    each.fold(none, |worst, one| LargestErrors {
        value: larger(worst.value, one.value),
        gradient: larger(worst.gradient, one.gradient),
    })
}

fn compare(found: &ValueAndGradients, reference: &Reference) -> LargestErrors {
    let gradients = found.gradients.iter().zip(&reference.gradients);
    LargestErrors {
        value: error(&found.value, &reference.value),
        gradient: gradients.map(|(found, reference)| error(found, reference)).fold(None, larger),
    }
}

/// The larger error; an unknown one is less than any other.
fn larger(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    if b > a { b } else { a }
}

/// The largest difference of an element, relative to the largest element of the reference; infinite where the element
/// is not finite. Elements whose reference overflows are left out.
fn error(found: &Matrix, reference: &Matrix) -> Option<f64> {
    let known = || found.values().iter().zip(reference.values()).filter(|(_, reference)| reference.is_finite());
    let scale = known().fold(0.0f64, |scale, (_, reference)| scale.max(reference.abs()));
    let difference = |(found, reference): (&f64, &f64)| match (found - reference).abs() {
        0.0 => 0.0,
        difference if difference.is_finite() => difference / scale,
        _ => f64::INFINITY,
    };
    known().map(difference).fold(None, |worst, one| larger(worst, Some(one)))
}
