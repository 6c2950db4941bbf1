//! Experiments on which a verdict was once wrong, and what is right: honest engines agree.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use experiment::check::parse;
use experiment::{Experiment, Spec, spec};

use crate::{false_alarms, false_certificates};

/// Every arm of a config with its first seed, with these settings.
fn arms(path: &str, settings: &[&str]) -> Vec<(Spec, Arc<engine::Dataset>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path).expect("configs are text");
    let settings: Vec<String> = settings.iter().map(|setting| setting.to_string()).collect();
    let parsed = parse::<Experiment>("case.toml", &text, &settings, spec::check).unwrap_or_else(|e| panic!("{e}"));
    let load = |spec: &Spec| datasets::load(spec, path.parent().expect("it is in a folder"));
    let arm = |spec: Spec| {
        let dataset = Arc::new(load(&spec).unwrap_or_else(|errors| panic!("{errors:?}")).dataset);
        (spec, dataset)
    };
    parsed.arms.iter().map(|found| arm(found.value.first_spec())).collect()
}

fn nobody_disagrees(path: &str, settings: &[&str]) {
    for (spec, dataset) in arms(path, settings) {
        let alarms = false_alarms(&spec, &dataset);
        assert!(alarms.is_empty(), "{path} {settings:?}: {alarms:#?}");
    }
}

/// A bias in front of batch normalization has terms that cancel: its step is off by η·Σ|terms|, 2e-5 here, with
/// gradients right to 3e-16.
#[test]
fn a_target_in_its_own_unit_behind_batch_norm() {
    nobody_disagrees("tests/verdicts/cases/batch-norm-own-unit.toml", &[]);
}

/// A logistic regression that starts near its minimum: the line search decides by the last digit of the objective.
#[test]
fn lbfgs_near_its_minimum() {
    nobody_disagrees("tests/verdicts/cases/lbfgs-at-the-minimum.toml", &[]);
}

/// In f32 the square of a difference that is rounding alone is as large as ε: its error is of second order, u·e².
#[test]
fn a_constant_column_behind_batch_norm_in_f32() {
    nobody_disagrees("tests/verdicts/cases/constant-column-in-f32.toml", &[]);
}

/// Steps and an l1 penalty: the search decides at kinks of |w|, by more than one unit in the last place.
#[test]
fn lbfgs_between_kinks() {
    nobody_disagrees("tests/verdicts/cases/lbfgs-between-kinks.toml", &[]);
}

/// Gradients cancel to exactly 0 in one engine and to some last digits in the other, which divides them by their norm.
#[test]
fn a_gradient_that_is_rounding_has_no_direction() {
    nobody_disagrees("tests/verdicts/cases/gradient-of-rounding.toml", &[]);
}

/// Behind a shared bias of a softmax, whose gradient is 0 but for rounding, weights have gradients of 1e-25: known to
/// all digits, and no part of the norm.
#[test]
fn a_gradient_below_its_own_rounding_has_no_direction() {
    nobody_disagrees("tests/verdicts/cases/gradient-below-its-rounding.toml", &[]);
}

/// The check of a case holds before and after training, and misses no planted fault.
fn every_certificate_holds(path: &str, settings: &[&str]) {
    for (spec, dataset) in arms(path, settings) {
        let found = false_certificates(&spec, &dataset);
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

/// A power series of log-cosh converges within π/2: differences take a shorter step behind inputs in the thousands.
#[test]
fn differences_of_log_cosh() {
    every_certificate_holds("tests/verdicts/cases/log-cosh-far-out.toml", &[]);
}

/// Dual numbers differentiate the formula of the forward pass, which must keep the digits of its derivative: that of
/// log-cosh near 0, and that of softsign far out.
#[test]
fn dual_numbers_keep_their_digits() {
    every_certificate_holds("tests/verdicts/cases/log-cosh-near-zero.toml", &[]);
    every_certificate_holds("tests/verdicts/cases/softsign-far-out.toml", &[]);
}

/// A network that is of size 1e19 after training has diverged in f32, and not in f64.
#[test]
fn an_objective_that_overflows_in_f32_alone() {
    every_certificate_holds("tests/verdicts/cases/overflow-in-f32.toml", &[]);
}

/// Where the objective overflows, as the square of 1e300 does, dual numbers meet ∞·0; the backward passes stay finite,
/// and agree. So it is with the squares of weights in a penalty.
#[test]
fn an_objective_that_overflows() {
    let path = "tests/verdicts/cases/objective-overflows.toml";
    let initial = "initial={ \"layers.0.weight\" = [[1e200, 1.0], [0.5, 0.5]] }";
    for settings in [&[][..], &["training.penalty.l2=0.1", "dataset.targets=[[1], [1], [1], [0]]", initial]] {
        nobody_disagrees(path, settings);
        every_certificate_holds(path, settings);
    }
}

/// Far on the flat side of a selu e^z is below the smallest normal number of f32, and so are gradients and their mean:
/// one engine has lost more digits than the other.
#[test]
fn what_adam_remembers_of_gradients_below_f32() {
    nobody_disagrees("tests/verdicts/cases/gradients-below-f32.toml", &[]);
}

/// Rows that are all alike are 0 behind batch normalization, but for rounding, and so is what a slope of prelu counts.
#[test]
fn a_prelu_of_rounding() {
    nobody_disagrees("tests/verdicts/cases/prelu-of-rounding.toml", &[]);
}

/// Rates at which training diverges: gradients are infinite in both engines, or underflow in one.
#[test]
fn divergence_is_an_outcome() {
    let descent = "training.optimizer={ rule = \"gradient-descent\", learning_rate = 1.0 }";
    nobody_disagrees("../configs/csv-your-own.toml", &[descent]);
    for rate in ["10.0", "100.0"] {
        let momentum = format!("training.optimizer={{ rule = \"momentum\", learning_rate = {rate} }}");
        nobody_disagrees("../configs/residual-depth.toml", &[&momentum]);
        nobody_disagrees("../configs/mlp-iris.toml", &[&momentum, "training.epochs=20"]);
    }
}

/// Columns whose offset is 30,000 to 10 million times their deviation: z carries the rounding of x·w + b, which
/// normalization divides by the deviation.
#[test]
fn batch_norm_on_columns_far_from_zero() {
    for offset in [3e4, 1e5, 1e7] {
        let rows: Vec<String> = (0..8).map(|row| format!("[{:e}]", offset + f64::from(row * row % 5))).collect();
        let targets: Vec<String> = (0..8).map(|row| format!("[{}]", row % 3)).collect();
        let text = format!(
            "title = \"t\"\n[dataset]\nname = \"inline\"\ntask = \"regression\"\ninputs = [{}]\ntargets = [{}]\n\
             [network]\nhidden = [4]\nactivation = \"tanh\"\nbatch_norm = {{}}\n[training]\nepochs = 3\n",
            rows.join(", "),
            targets.join(", ")
        );
        let (spec, dataset) = crate::load(&text).expect("the config is right");
        let found = [false_alarms(&spec, &dataset), false_certificates(&spec, &dataset)].concat();
        assert!(found.is_empty(), "offset {offset:e}: {found:#?}");
    }
}

/// Kinks on integer rows, and targets of 1e6 beside targets of 1: few neighbors of a snapshot take the other way.
#[test]
fn lbfgs_where_few_neighbors_part() {
    nobody_disagrees("tests/verdicts/cases/lbfgs-on-ties.toml", &[]);
    nobody_disagrees("tests/verdicts/cases/lbfgs-far-below-its-targets.toml", &[]);
}

/// A parameter that starts at 0 is rounded as it is where a search tries it, not as at its start.
#[test]
fn lbfgs_from_zero() {
    nobody_disagrees("tests/verdicts/cases/lbfgs-from-zero.toml", &[]);
}

/// Logits of −1e16 are off by whole numbers, which to first order moves a probability of e⁻³⁰ by e⁻³⁰ alone.
#[test]
fn a_softmax_of_rounding() {
    nobody_disagrees("tests/verdicts/cases/softmax-of-rounding.toml", &[]);
    every_certificate_holds("tests/verdicts/cases/softmax-of-rounding.toml", &[]);
}

/// Experiments with one extreme number, each with the setting that has it: the file says what is so hard about it.
#[test]
fn extreme_numbers() {
    let inputs = format!("dataset.inputs=[{}]", ["[-1e25, -1e25, -1e25, -1e25, -1e25, -1e25]"; 2].join(", "));
    for (name, setting) in [
        ("saturated-at-both-ends", "network.activation={ kind = \"leaky-relu\", slope = 1e7 }"),
        ("norm-overflows", "network.activation={ kind = \"prelu\", slope = 1e154 }"),
        ("steps-beyond-f32", "training.optimizer={ rule = \"rmsprop\", learning_rate = 3.4e38 }"),
        ("softmax-far-out", "network.activation={ kind = \"elu\", alpha = 1e25 }"),
        ("lbfgs-slopes-overflow", "initial={ \"layers.0.bias\" = [[1e154]] }"),
        ("log-cosh-from-zero", &inputs),
        ("steps-lost-in-a-parameter", "initial={ \"layers.0.bias\" = [[-1e25, -1e25]] }"),
        ("clip-within-rounding", "training.loss={ kind = \"quantile\", level = 1e-8 }"),
        ("gradients-near-the-smallest", "training.loss={ kind = \"huber\", delta = 1e-300 }"),
        ("quotients-by-coincidence", "initial={ \"layers.1.gamma\" = [[1e8, 1e8, 1e8, 1e8, 1e8, 1e8, 1e8]] }"),
    ] {
        let path = format!("tests/verdicts/cases/{name}.toml");
        nobody_disagrees(&path, &[setting]);
        every_certificate_holds(&path, &[setting]);
    }
}

/// Far below √ε and far above it a normalized number hardly moves, and the derivative lies between.
#[test]
fn differences_across_the_deviation_of_batch_norm() {
    every_certificate_holds("tests/verdicts/cases/batch-norm-across-its-deviation.toml", &[]);
}

/// tanh far out has slopes of 1e-320, of which dual numbers keep no digit on their way to an objective of 1e163.
#[test]
fn derivatives_that_are_lost_on_the_way() {
    let descent = "training.optimizer={ rule = \"momentum\", learning_rate = 10.0 }";
    let settings = [descent, "training.epochs=6", "seeds=[1]", "sweep.network.hidden=[[12,8]]"];
    every_certificate_holds("../configs/capacity-hills.toml", &settings);
}

/// Beyond 1e154 what comes back times z overflows where the slope of a gate is 0: the gradient is 0, not 0·∞.
#[test]
fn gates_far_out_let_nothing_through() {
    for activation in ["gelu", "silu", "mish"] {
        let activation = format!("network.activation=\"{activation}\"");
        nobody_disagrees("tests/verdicts/cases/gates-far-out.toml", &[&activation]);
    }
}

/// Constants that f32 does not tell from 1, or whose distance from 1 it does not know to the digits of the bound.
#[test]
fn constants_next_to_one() {
    let rules = [
        ("momentum", "momentum"),
        ("nesterov", "momentum"),
        ("rmsprop", "decay"),
        ("adam", "beta1"),
        ("adam", "beta2"),
        ("adamw", "beta2"),
        ("amsgrad", "beta2"),
        ("adamax", "beta1"),
    ];
    for (rule, constant) in rules {
        for value in [0.999, 0.99999, 1.0 - 1e-9, 1.0f64.next_down()] {
            let rule = format!("training.optimizer={{ rule = {rule:?}, learning_rate = 0.01, {constant} = {value} }}");
            nobody_disagrees("../configs/mlp-xor.toml", &[&rule, "training.epochs=20"]);
        }
    }
}

/// Outputs that overflow leave nothing behind them to compare: 0 times infinity is no number in one engine, 0 in the
/// other. A derivative of dual numbers may overflow on the way to an objective that is a number.
#[test]
fn outputs_and_derivatives_that_overflow() {
    for slope in ["1e300", "-1e160"] {
        for activation in ["leaky-relu", "prelu"] {
            let activation = format!("network.activation={{ kind = {activation:?}, slope = {slope} }}");
            nobody_disagrees("tests/verdicts/cases/outputs-overflow.toml", &[&activation]);
            every_certificate_holds("tests/verdicts/cases/outputs-overflow.toml", &[&activation]);
        }
    }
}
