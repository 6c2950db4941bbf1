//! Lecture 001: chains without activation, biases and activations, the matrix form, the four activation functions.

use engine::Matrix;
use from_scratch::Scalar;
use from_scratch::reference::{Grid, arithmetic};

use super::restarts;
use crate::Deviation;
use crate::calculus::{
    conformable, distance, gradients, number, outer, points, row, sigmoid, slope, times, transposed, worst,
};
use crate::formula::formulas;
use crate::network::{Activation, Architecture, Worked};

formulas! { 1:
    8, "the weight that maps 2 to 1", "w = ½", the_right_weight;
    69, "w⁴ of a network with one output", "w⁴ is 2 × 2" => "w⁴ is 2 × 1", last_weights_of_one_output;
    113, "second component of δ³", "d₂⁴w₂₁⁴, of an output that is not there" => "d⁴w₂₁⁴", second_component;
    117, "recursion without activation", "dⱼˡ = Σₖ wⱼₖˡ⁺¹dₖˡ⁺¹", recursion_without_activation;
    209, "update that reaches the printed output in 25 steps", "w ← w − h ∇J/‖∇J‖" => "w ← w − h ∇J", normalized_update;
    274, "error of an output unit", "dⱼᴸ = (yⱼ − yⱼ*)s′(zⱼ)", output_error;
    282, "error of a hidden unit", "dⱼˡ = s′(zⱼˡ) Σₖ wⱼₖˡ⁺¹dₖˡ⁺¹", hidden_error;
    288, "gradient of a weight", "∂J/∂wᵢⱼ = dⱼˡs′(zᵢˡ⁻¹)" => "∂J/∂wᵢⱼ = dⱼˡs(zᵢˡ⁻¹)", weight_of_a_slope;
    314, "gradient of a bias", "∂J/∂bⱼˡ = dⱼˡ", biases;
    418, "cost that belongs to δ⁵ = (ŷ − y)σ′", "J = ½ Σ(ŷ − y)" => "J = ½ Σ(ŷ − y)²", cost_without_square;
    502, "∂J/∂w₁₁³ by components", "Σₖ δₖ⁵w₁ₖ⁴ σ′(z₁⁴)a₁³", one_component;
    526, "errors of layer 4", "δ⁴ = δ⁵(W⁴)ᵀ ⊙ σ′(Z⁴)", errors_of_layer_4;
    536, "gradient of W³", "∂J/∂W³ = (A³)ᵀδ⁴", third_weights;
    570, "errors of a middle layer", "δˡ = δˡ⁺¹·(Wˡ)ᵀ·σ′(zˡ), all dots matrix products" => "δˡ = δˡ⁺¹·(Wˡ)ᵀ ⊙ σ′(zˡ)",
        dot_for_elements;
    587, "gradient of W¹", "∂J/∂W¹ = Xᵀδ²", first_weights;
    324, "tanh by an exponential", "tanh z = 2/(1 + e⁻²ᶻ) − 1", tanh_by_an_exponential;
    324, "tanh brought to (0, 1)", "s(z) = 1/(1 + e⁻²ᶻ)", tanh_between_0_and_1;
    600, "symmetry of the sigmoid's derivative", "σ′(−z) = σ′(z)", even_derivative;
    602, "symmetry of tanh", "tanh(−z) = −tanh z", odd_tanh;
}

fn the_right_weight() -> Deviation {
    let (x, weight) = (2.0f64, 0.5);
    Deviation::of((x * weight - 1.0).abs())
}

/// The 1-2-2-1 network of l.61, for x = 2 and y* = 1.
fn chain() -> Worked {
    let numbers: [(usize, usize, &[f64]); 7] = [
        (1, 1, &[2.0]),
        (1, 2, &[0.7, 0.5]),
        (1, 2, &[0.0, 0.0]),
        (2, 2, &[0.4, 0.6, 0.5, 0.2]),
        (1, 2, &[0.0, 0.0]),
        (2, 1, &[0.1, 0.1]),
        (1, 1, &[0.0]),
    ];
    let inputs = numbers.map(|(rows, columns, values)| Matrix::new(rows, columns, values.to_vec()));
    Architecture { activations: vec![Activation::Identity; 3], factor: 0.5 }
        .work_on(&inputs, &Matrix::new(1, 1, vec![1.0]))
}

fn last_weights_of_one_output() -> Deviation {
    let outputs = |columns: usize| (columns as f64 - 1.0).abs();
    let z: Grid<f64> = row(&[1.0, 1.0]);
    let of = |columns| arithmetic::product(&z, &Grid::build(2, columns, |_, _| 1.0)).columns();
    Deviation::with_correction(outputs(of(2)), outputs(of(1)))
}

/// d₂⁴ does not exist; it is taken as 0.
fn second_component() -> Deviation {
    let net = chain();
    let (d, w) = (net.deltas[2].at(0, 0), net.weight(3));
    let gradient = |second: f64| outer(&net.a[1], &row(&[d * w.at(0, 0), second]));
    let truth = net.true_weight(2);
    Deviation::with_correction(distance(&gradient(0.0), truth), distance(&gradient(d * w.at(1, 0)), truth))
}

fn recursion_without_activation() -> Deviation {
    let net = chain();
    let d4 = net.error();
    let d3 = arithmetic::product(&d4, &transposed(net.weight(3)));
    let d2 = arithmetic::product(&d3, &transposed(net.weight(2)));
    let layers = [d2, d3, d4].into_iter().enumerate();
    Deviation::of(worst(layers.map(|(l, d)| distance(&outer(&net.a[l], &d), net.true_weight(l + 1)))))
}

/// How far the best of many starts stays from the residual that is printed, 0.00698.
fn normalized_update() -> Deviation {
    let beyond = |best: f64| f64::max(best - 0.00698, 0.0);
    let by_either_norm = f64::min(restarts::best(restarts::Norm::All), restarts::best(restarts::Norm::Layer));
    Deviation::with_correction(beyond(by_either_norm), beyond(restarts::best(restarts::Norm::None)))
}

/// The 2-4-3-2-4 network with biases and a sigmoid everywhere.
fn deep() -> Worked {
    Architecture { activations: vec![Activation::Sigmoid; 4], factor: 0.5 }.work(&[2, 4, 3, 2, 4], 8)
}

/// (y − y*) s′(z)
fn last_error(net: &Worked) -> Grid<f64> {
    times(&net.error(), &net.slopes[3])
}

fn output_error() -> Deviation {
    let net = deep();
    Deviation::of(distance(&last_error(&net), net.true_bias(4)))
}

fn hidden_error() -> Deviation {
    let net = deep();
    let mut d = last_error(&net);
    let layers = [3, 2, 1].map(|layer| {
        let w = net.weight(layer + 1);
        d = Grid::build(1, w.rows(), |_, j| {
            let sum: f64 = (0..w.columns()).map(|k| w.at(j, k) * d.at(0, k)).sum();
            sum * net.slopes[layer - 1].at(0, j)
        });
        distance(&d, net.true_bias(layer))
    });
    Deviation::of(worst(layers))
}

fn weight_of_a_slope() -> Deviation {
    let net = deep();
    let printed = [2, 3, 4].map(|l| distance(&outer(&net.slopes[l - 2], &net.deltas[l - 1]), net.true_weight(l)));
    let right = [1, 2, 3, 4].map(|l| distance(&outer(&net.a[l - 1], &net.deltas[l - 1]), net.true_weight(l)));
    Deviation::with_correction(worst(printed), worst(right))
}

fn biases() -> Deviation {
    let net = deep();
    Deviation::of(worst((1..=4).map(|layer| distance(&net.deltas[layer - 1], net.true_bias(layer)))))
}

/// The gradient of the printed cost with respect to Z⁵ beside (ŷ − y)σ′.
fn cost_without_square() -> Deviation {
    let net = deep();
    let z = Matrix::new(1, 4, net.z[3].values().to_vec());
    let t = Matrix::new(1, 4, net.target.values().to_vec());
    let truth = gradients(&[z], |i| {
        let errors = i[0].map(sigmoid).zip(&Grid::of(&t), |y, t| y - t);
        arithmetic::sum(&errors).at(0, 0) * number(0.5)
    });
    let claimed = last_error(&net);
    Deviation::with_correction(distance(&claimed, &truth[0]), distance(&claimed, net.true_bias(4)))
}

fn one_component() -> Deviation {
    let net = deep();
    let sum: f64 = (0..4).map(|k| net.deltas[3].at(0, k) * net.weight(4).at(0, k)).sum();
    let found = sum * net.slopes[2].at(0, 0) * net.a[2].at(0, 0);
    Deviation::of((found - net.true_weight(3).at(0, 0)).abs())
}

fn errors_of_layer_4() -> Deviation {
    let net = deep();
    let found = times(&arithmetic::product(&last_error(&net), &transposed(net.weight(4))), &net.slopes[2]);
    Deviation::of(distance(&found, net.true_bias(3)))
}

fn third_weights() -> Deviation {
    let net = deep();
    Deviation::of(distance(&outer(&net.a[2], &net.deltas[2]), net.true_weight(3)))
}

fn dot_for_elements() -> Deviation {
    let net = deep();
    let arriving = arithmetic::product(&net.deltas[3], &transposed(net.weight(4)));
    let printed = if conformable(&arriving, &net.slopes[2]) { 0.0 } else { f64::INFINITY };
    Deviation::with_correction(printed, distance(&times(&arriving, &net.slopes[2]), net.true_bias(3)))
}

fn first_weights() -> Deviation {
    let net = deep();
    Deviation::of(distance(&outer(&net.inputs[0], &net.deltas[0]), net.true_weight(1)))
}

/// The doubled sigmoid: 1/(1 + e⁻²ᶻ).
fn twice(z: f64) -> f64 {
    1.0 / (1.0 + Scalar::exp(-2.0 * z))
}

fn tanh_by_an_exponential() -> Deviation {
    Deviation::of(worst(points().map(|z| Scalar::tanh(z) - (2.0 * twice(z) - 1.0))))
}

fn tanh_between_0_and_1() -> Deviation {
    Deviation::of(worst(points().map(|z| (Scalar::tanh(z) + 1.0) / 2.0 - twice(z))))
}

fn even_derivative() -> Deviation {
    Deviation::of(worst(points().map(|z| slope(sigmoid, z) - slope(sigmoid, -z))))
}

fn odd_tanh() -> Deviation {
    Deviation::of(worst(points().map(|z| Scalar::tanh(z) + Scalar::tanh(-z))))
}
