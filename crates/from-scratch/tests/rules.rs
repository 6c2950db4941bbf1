//! The rules against closed forms, against their formulas from a random memory, and on three objectives.
//!
//! L-BFGS is here where it is one rule among others; what is its own stands in `lbfgs.rs` and `line_search.rs`.

mod common;

use common::rule::{ADAMW, RULES, chain, layout, step};
use engine::Snapshot;
use experiment::spec::{Clip, Memory, Optimizer};
use from_scratch::buffer::Buffer;
use from_scratch::optimizer::UpdateMethod;
use from_scratch::state::OptimizerState;

const NO_CLIP: Clip = Clip { norm: None, tensor_norm: None, value: None };

/// Relative, a few roundings wide.
fn assert_close(actual: f64, expected: f64, what: &str) {
    assert!((actual - expected).abs() <= 4e-15 * expected.abs(), "{what}: {actual} is not {expected}");
}

/// The directions of the first ten steps under the constant gradient 3, and the memory after each.
fn under_constant_gradient(optimizer: Optimizer) -> Vec<(f64, Vec<f64>)> {
    let (chain, mut state) = (chain(optimizer, None, &layout(&[(1, false)])), OptimizerState::default());
    let steps = (1..=10).map(|_| {
        let mut gradients = [3.0];
        chain.apply(&mut state, &mut [0.0], &mut gradients, 1.0);
        (gradients[0], state.slots.iter().map(|slot| slot[0]).collect())
    });
    steps.collect()
}

/// bᵏ by multiplication.
fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * base)
}

/// v after k steps is the geometric sum g·(1 − μᵏ)/(1 − μ), and Nesterov's direction is the next one's.
#[test]
fn velocity_under_a_constant_gradient_is_a_geometric_sum() {
    let velocity = |k| 3.0 * (1.0 - power(0.875, k)) / 0.125;
    for (k, (direction, memory)) in (1..).zip(under_constant_gradient(RULES[1].0)) {
        assert_close(memory[0], velocity(k), "v");
        assert_close(direction, velocity(k), "classical");
    }
    for (k, (direction, memory)) in (1..).zip(under_constant_gradient(RULES[2].0)) {
        assert_close(memory[0], velocity(k), "v");
        assert_close(direction, velocity(k + 1), "Nesterov's");
    }
}

/// AdaGrad: s = k·g². RMSProp: s = g²·(1 − ρᵏ). Both divide g by √s + ε.
#[test]
fn squares_under_a_constant_gradient_are_sums() {
    for (k, (direction, memory)) in (1..).zip(under_constant_gradient(RULES[3].0)) {
        assert_eq!(memory[0], 9.0 * k as f64);
        assert_close(direction, 3.0 / (3.0 * (k as f64).sqrt() + 0.25), "AdaGrad");
    }
    for (k, (direction, memory)) in (1..).zip(under_constant_gradient(RULES[4].0)) {
        assert_close(memory[0], 9.0 * (1.0 - power(0.75, k)), "s");
        assert_close(direction, 3.0 / (3.0 * (1.0 - power(0.75, k)).sqrt() + 0.25), "RMSProp");
    }
}

/// m = g·(1 − β₁ᵗ) and v = g²·(1 − β₂ᵗ), so the corrected means are g and g² at every t: g/(|g| + ε).
#[test]
fn corrected_means_of_a_constant_gradient_are_exact_from_the_first_step() {
    for (t, (direction, memory)) in (1..).zip(under_constant_gradient(RULES[5].0)) {
        assert_close(memory[0], 3.0 * (1.0 - power(0.5, t)), "m");
        assert_close(memory[1], 9.0 * (1.0 - power(0.75, t)), "v");
        assert_close(direction, 3.0 / 3.25, "Adam");
    }
}

/// m as Adam's, and u = |g| from the first step on, so the direction is g/(|g| + ε) at every t.
#[test]
fn the_largest_of_a_constant_gradient_is_the_gradient() {
    for (t, (direction, memory)) in (1..).zip(under_constant_gradient(RULES[9].0)) {
        assert_close(memory[0], 3.0 * (1.0 - power(0.5, t)), "m");
        assert_eq!(memory[1], 3.0, "u");
        assert_close(direction, 3.0 / 3.25, "AdaMax");
    }
}

/// g = 4, then 1: u is 4, then max(0.75·4, 1) = 3; m is 2, then ½·2 + ½·1 = 1.5, over 1 − ½² = ¾.
#[test]
fn a_gradient_that_shrinks_leaves_the_largest_behind() {
    let (chain, mut state) = (chain(RULES[9].0, None, &layout(&[(1, false)])), OptimizerState::default());
    chain.apply(&mut state, &mut [0.0], &mut [4.0], 1.0);
    let mut gradients = [1.0];
    chain.apply(&mut state, &mut [0.0], &mut gradients, 1.0);
    assert_eq!(state.slots.iter().map(|slot| slot[0]).collect::<Vec<f64>>(), [1.5, 3.0]);
    assert_close(gradients[0], 2.0 / 3.25, "AdaMax");
}

/// g = 4, then 0: v is ¼·16 = 4, then 3; u stays 4, over 1 − ¾² = 7/16. m is 2, then 1, over 1 − ½² = ¾.
#[test]
fn a_mean_square_that_shrinks_leaves_the_largest_behind() {
    let (chain, mut state) = (chain(RULES[10].0, None, &layout(&[(1, false)])), OptimizerState::default());
    chain.apply(&mut state, &mut [0.0], &mut [4.0], 1.0);
    let mut gradients = [0.0];
    chain.apply(&mut state, &mut [0.0], &mut gradients, 1.0);
    assert_eq!(state.slots.iter().map(|slot| slot[0]).collect::<Vec<f64>>(), [1.0, 3.0, 4.0]);
    assert_close(gradients[0], 4.0 / 3.0 / ((64.0f64 / 7.0).sqrt() + 0.25), "AMSGrad");
}

/// Without a gradient only the decay is left: θ after k steps is θ·(1 − ηλ)ᵏ, exact for dyadic factors.
#[test]
fn adamw_decays_every_tensor_that_is_not_frozen() {
    let layout = layout(&[(1, false), (1, true), (1, false)]);
    let (chain, mut state, mut theta) = (chain(ADAMW, None, &layout), OptimizerState::default(), [2.0, 3.0, 5.0]);
    for _ in 0..4 {
        chain.apply(&mut state, &mut theta, &mut [0.0; 3], 0.5);
    }
    let left = power(1.0 - 0.5 * 0.125, 4);
    assert_eq!(theta, [2.0 * left, 3.0, 5.0 * left]);
}

/// ‖(3, 4)‖ = 5: the step is as long as the rate. No gradient, no step, instead of 0/0.
#[test]
fn normalized_steps_have_the_length_of_the_rate() {
    let (chain, mut state, mut theta) =
        (chain(RULES[7].0, None, &layout(&[(2, false)])), OptimizerState::default(), [1.0, 1.0]);
    chain.apply(&mut state, &mut theta, &mut [3.0, 4.0], 10.0);
    assert_eq!(theta, [1.0 - 6.0, 1.0 - 8.0]);
    chain.apply(&mut state, &mut theta, &mut [0.0, 0.0], 10.0);
    assert_eq!(theta, [-5.0, -7.0]);
}

/// Tensors (3, 4) and (0, 12): norms 5 and 12, global norm 13; a frozen (84) would make it 85.
#[test]
fn clipping_keeps_to_its_bound() {
    let clipped = |clip, frozen: &[(usize, bool)], gradient: &[f64]| {
        let mut gradients = gradient.to_vec();
        let mut theta = vec![0.0; gradient.len()];
        chain(RULES[0].0, Some(clip), &layout(frozen)).apply(
            &mut OptimizerState::default(),
            &mut theta,
            &mut gradients,
            1.0,
        );
        gradients
    };
    let trained = [(2, false), (2, false)];
    let gradient = [3.0, -4.0, 0.0, 12.0];
    assert_eq!(clipped(Clip { value: Some(3.5), ..NO_CLIP }, &trained, &gradient), [3.0, -3.5, 0.0, 3.5]);
    assert_eq!(clipped(Clip { norm: Some(6.5), ..NO_CLIP }, &trained, &gradient), [1.5, -2.0, 0.0, 6.0]);
    assert_eq!(clipped(Clip { norm: Some(13.0), ..NO_CLIP }, &trained, &gradient), gradient);
    assert_eq!(clipped(Clip { tensor_norm: Some(6.0), ..NO_CLIP }, &trained, &gradient), [3.0, -4.0, 0.0, 6.0]);
    let frozen = [(2, false), (2, false), (1, true)];
    let norm = Clip { norm: Some(6.5), ..NO_CLIP };
    assert_eq!(clipped(norm, &frozen, &[3.0, -4.0, 0.0, 12.0, 84.0]), [1.5, -2.0, 0.0, 6.0, 0.0]);
}

/// A smooth objective in four parameters with its minimum at 0: Σ cᵢθᵢ²/2 + θ₀θ₁θ₂θ₃/8.
fn coupled(theta: &[f64]) -> (f64, Vec<f64>) {
    let curvature = [1.0, 2.0, 0.5, 1.5];
    let product = theta.iter().product::<f64>() / 8.0;
    let value = theta.iter().zip(curvature).map(|(t, c)| 0.5 * c * t * t).sum::<f64>() + product;
    (value, theta.iter().zip(curvature).map(|(t, c)| c * t + product / t).collect())
}

/// Not a bit of a frozen parameter moves, its memory stays 0, and the others move.
#[test]
fn frozen_tensors_stay_where_they_are() {
    for (optimizer, _) in RULES {
        let method = UpdateMethod::new(optimizer, None, &layout(&[(1, false), (2, true), (1, false)]));
        let (mut state, mut theta) = (OptimizerState::default(), [0.5, -0.75, 1.25, 1.0]);
        for _ in 0..3 {
            step(&method, &mut state, &mut theta, 0.1, coupled);
        }
        assert_eq!(theta[1..3], [-0.75, 1.25], "{}", optimizer.as_str());
        assert!(theta[0] != 0.5 && theta[3] != 1.0, "{}", optimizer.as_str());
        assert!(state.slots.iter().all(|slot| slot[1] == 0.0 && slot[2] == 0.0), "{}", optimizer.as_str());
    }
}

/// From a snapshot in the middle the same steps give the same bits.
#[test]
fn steps_repeat_from_a_snapshot() {
    for (optimizer, _) in RULES {
        let method = UpdateMethod::new(optimizer, None, &layout(&[(4, false)]));
        let (mut state, mut theta) = (OptimizerState::default(), vec![0.5, -0.75, 1.25, 1.0]);
        let walk = |state: &mut OptimizerState<f64>, theta: &mut [f64]| {
            (0..5).for_each(|_| step(&method, state, theta, 0.01, coupled));
        };
        walk(&mut state, &mut theta);
        let state_then = Snapshot { state: state.values(), steps: state.steps, ..Snapshot::default() };
        let mut theta_then = theta.clone();
        walk(&mut state, &mut theta);
        let mut again = OptimizerState::of(&state_then);
        walk(&mut again, &mut theta_then);
        assert_eq!((&again, &theta_then), (&state, &theta), "{}", optimizer.as_str());
        assert_eq!(state.steps, 10);
    }
}

/// One step from a memory that came from elsewhere, as the tenth, against each formula as it is printed.
#[test]
fn the_tenth_step_from_any_memory_follows_the_formula() {
    let (g, theta, rate) = ([0.3, -1.7, 2.9], [0.7, 1.1, -0.2], 0.03);
    let (means, largest, squares) = ([-0.4, 0.9, 0.13], [0.5, 2.4, 1.2], [0.6, 2.2, 0.05]);
    let remembered = |memory: &Memory| match memory {
        Memory::Gradients => means.to_vec(),
        Memory::Largest => largest.to_vec(),
        Memory::Squares => squares.to_vec(),
    };
    let bias = |beta: f64| 1.0 - power(beta, 10);
    for (optimizer, _) in RULES {
        let UpdateMethod::Chain(chain) = UpdateMethod::new(optimizer, None, &layout(&[(3, false)])) else { continue };
        let slots = optimizer.memory().iter().map(remembered).map(Buffer::from_iter).collect();
        let (mut state, mut moved) = (OptimizerState { slots, steps: 9 }, theta);
        chain.apply(&mut state, &mut moved, &mut g.clone(), rate);
        for i in 0..3 {
            let (g, m, v) = (g[i], means[i], squares[i]);
            let adam = (0.5 * m + 0.5 * g) / bias(0.5) / (((0.75 * v + 0.25 * g * g) / bias(0.75)).sqrt() + 0.25);
            let expected = match optimizer {
                Optimizer::GradientDescent { .. } => theta[i] - rate * g,
                Optimizer::Momentum { .. } => theta[i] - rate * (0.875 * m + g),
                Optimizer::Nesterov { .. } => theta[i] - rate * (g + 0.875 * (0.875 * m + g)),
                Optimizer::Adagrad { .. } => theta[i] - rate * g / ((v + g * g).sqrt() + 0.25),
                Optimizer::Rmsprop { .. } => theta[i] - rate * g / ((0.75 * v + 0.25 * g * g).sqrt() + 0.25),
                Optimizer::Adam { .. } => theta[i] - rate * adam,
                Optimizer::Adamw { .. } => theta[i] - rate * 0.125 * theta[i] - rate * adam,
                // The mean square falls below what is remembered of the first, and rises above it of the others.
                Optimizer::Amsgrad { .. } => {
                    let u = v.max(0.75 * v + 0.25 * g * g);
                    theta[i] - rate * (0.5 * m + 0.5 * g) / bias(0.5) / ((u / bias(0.75)).sqrt() + 0.25)
                }
                // The first and the second gradient are less than what is remembered and has shrunk, the third is more.
                Optimizer::Adamax { .. } => {
                    let u = if 0.75 * largest[i] > g.abs() { 0.75 * largest[i] } else { g.abs() };
                    theta[i] - rate * (0.5 * m + 0.5 * g) / bias(0.5) / (u + 0.25)
                }
                // 0.3² + 1.7² + 2.9² = 11.39.
                Optimizer::NormalisedGradient { .. } => theta[i] - rate * g / 11.39f64.sqrt(),
                Optimizer::Lbfgs { .. } => unreachable!("it is no chain"),
            };
            assert_close(moved[i], expected, optimizer.as_str());
        }
    }
}

/// ½Σ(a + b·x − y)² through (0, 1), (1, 3), (2, 5), which a = 1, b = 2 meets.
fn least_squares(theta: &[f64]) -> (f64, Vec<f64>) {
    let errors = [(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)].map(|(x, y)| (x, theta[0] + theta[1] * x - y));
    let value = errors.iter().map(|(_, e)| 0.5 * e * e).sum();
    (value, vec![errors.iter().map(|(_, e)| e).sum(), errors.iter().map(|(x, e)| x * e).sum()])
}

/// (1 − x)² + 10(y − x²)², a bent valley with its floor at (1, 1).
fn valley(theta: &[f64]) -> (f64, Vec<f64>) {
    let (a, b) = (1.0 - theta[0], theta[1] - theta[0] * theta[0]);
    (a * a + 10.0 * b * b, vec![-2.0 * a - 40.0 * theta[0] * b, 20.0 * b])
}

/// ½(x² + 100y²): a bowl ten times as steep across as along.
fn bowl(theta: &[f64]) -> (f64, Vec<f64>) {
    (0.5 * (theta[0] * theta[0] + 100.0 * theta[1] * theta[1]), vec![theta[0], 100.0 * theta[1]])
}

/// Every rule comes down to a millionth of where it began, with a rate that falls to 0 in a straight line.
#[test]
fn every_rule_converges_on_every_objective() {
    type Objective = fn(&[f64]) -> (f64, Vec<f64>);
    let objectives: [(&str, Objective); 3] = [("least squares", least_squares), ("valley", valley), ("bowl", bowl)];
    for (mut optimizer, rate) in RULES {
        if let Optimizer::Adamw { weight_decay, .. } = &mut optimizer {
            *weight_decay = 0.0; // Its decay moves the minimum.
        }
        for (name, objective) in objectives {
            let method = UpdateMethod::new(optimizer, None, &layout(&[(2, false)]));
            let (mut state, mut theta) = (OptimizerState::default(), [-1.2, 1.0]);
            for k in 0..20_000 {
                let falling = rate * (1.0 - k as f64 / 20_000.0);
                step(&method, &mut state, &mut theta, falling, objective);
            }
            let (start, end) = (objective(&[-1.2, 1.0]).0, objective(&theta).0);
            assert!(end <= 1e-6 * start, "{} on {name}: {start} came down to {end} only", optimizer.as_str());
        }
    }
}
