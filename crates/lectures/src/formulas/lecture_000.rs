//! Lecture 000: perceptron criterion, a 2-2-2 network, the general structure, and both examples.

use engine::Matrix;
use from_scratch::reference::{Grid, arithmetic};

use crate::Deviation;
use crate::calculus::{distance, gradients, number, outer, row, sample, sigmoid, square, transposed, worst};
use crate::formula::formulas;
use crate::network::{Activation, Architecture, Worked};

formulas! { 0:
    54, "step on the perceptron criterion", "w ← w + αφt", criterion_step;
    143, "pre-activations by components and in matrices", "z = Wᵀx + b", components_and_matrices;
    269, "error of a hidden unit", "δⱼ = g′(zⱼ)(wⱼ₁δ₁ + wⱼ₂δ₂)", hidden_error;
    292, "gradient of an output weight", "∂L/∂wᵢⱼ = δᵢaⱼ" => "∂L/∂wᵢⱼ = δⱼaᵢ", output_weight_indices;
    302, "gradient of a hidden weight", "∂L/∂wᵢⱼ = δⱼxᵢ", hidden_weight_indices;
    322, "gradient of the output weights", "∂L/∂W² = a¹(δ²)ᵀ", output_weights;
    324, "gradient of the hidden weights", "∂L/∂W¹ = a⁰(δ¹)ᵀ", hidden_weights;
    326, "gradient of the output biases", "∂L/∂b² = δ²", output_biases;
    328, "gradient of the hidden biases", "∂L/∂b¹ = δ¹", hidden_biases;
    389, "derivative by one output", "∂E/∂yₖ = Σₖ(yₖ − tₖ)" => "∂E/∂yₖ = yₖ − tₖ", one_output;
    395, "gradient of an output weight", "∂E/∂wₖⱼ = Σₖ(yₖ − tₖ)Aⱼ" => "∂E/∂wₖⱼ = (yₖ − tₖ)Aⱼ", one_output_weight;
    399, "the same over a batch", "1/N ΣₙΣₖ(yₙₖ − tₙₖ)Aⱼ" => "1/N Σₙ(yₙₖ − tₙₖ)Aⱼ", one_output_weight_of_a_batch;
    417, "gradient of a hidden weight", "Σₖ(yₖ − tₖ)wₖⱼh′(Zⱼ)xᵢ", general_hidden_weight;
    464, "derivative by one prediction", "∂MSE/∂Yᵢ = 1/n Σᵢ(Yᵢ − Tᵢ)" => "∂MSE/∂Yᵢ = 1/n (Yᵢ − Tᵢ)", one_prediction;
    625, "gradient of w₁₁ in Example 2", "along unit 21 alone" => "along units 21 and 22", one_path_of_w11;
    631, "gradient of w₂₁ in Example 2", "along unit 22 alone" => "along units 21 and 22", one_path_of_w21;
    631, "the chain rule over all paths, 14 gradients", "∂MSE/∂p = Σ over paths", all_paths;
}

/// E = −w·φ t of one misclassified sample.
fn criterion_step() -> Deviation {
    let (w, phi, t) = (sample(1, 3, 1), sample(1, 3, 2), -1.0);
    let truth = gradients(std::slice::from_ref(&w), |i| {
        let products = i[0].zip(&Grid::of(&phi), |w, phi| w * phi);
        -arithmetic::sum(&products).at(0, 0) * number(t)
    });
    // The step is α times the negative gradient.
    Deviation::of(distance(&Grid::of(&phi).map(|phi: f64| -phi * t), &truth[0]))
}

fn two_two_two() -> Worked {
    Architecture { activations: vec![Activation::Tanh, Activation::Sigmoid], factor: 0.5 }.work(&[2, 2, 2], 3)
}

fn components_and_matrices() -> Deviation {
    let net = two_two_two();
    let (x, w, b) = (&net.inputs[0], &net.inputs[1], &net.inputs[2]);
    let component = |j| w.at(0, j) * x.at(0, 0) + w.at(1, j) * x.at(0, 1) + b.at(0, j);
    let matrices = arithmetic::product(&transposed(w), &transposed(x)).zip(&transposed(b), |z, b| z + b);
    Deviation::of(worst((0..2).map(|j| component(j) - matrices.at(j, 0))))
}

fn hidden_error() -> Deviation {
    let net = two_two_two();
    let (w, d, slope) = (net.weight(2), &net.deltas[1], &net.slopes[0]);
    let error = |j| slope.at(0, j) * (w.at(j, 0) * d.at(0, 0) + w.at(j, 1) * d.at(0, 1));
    Deviation::of(distance(&row(&[error(0), error(1)]), net.true_bias(1)))
}

fn output_weight_indices() -> Deviation {
    let net = two_two_two();
    let (a, d) = (&net.a[1], &net.deltas[1]);
    let printed = Grid::build(2, 2, |i, j| d.at(0, i) * a.at(0, j));
    let right = Grid::build(2, 2, |i, j| d.at(0, j) * a.at(0, i));
    Deviation::with_correction(distance(&printed, net.true_weight(2)), distance(&right, net.true_weight(2)))
}

fn hidden_weight_indices() -> Deviation {
    let net = two_two_two();
    let found = Grid::build(2, 2, |i, j| net.deltas[0].at(0, j) * net.a[0].at(0, i));
    Deviation::of(distance(&found, net.true_weight(1)))
}

fn output_weights() -> Deviation {
    let net = two_two_two();
    Deviation::of(distance(&outer(&net.a[1], &net.deltas[1]), net.true_weight(2)))
}

fn hidden_weights() -> Deviation {
    let net = two_two_two();
    Deviation::of(distance(&outer(&net.a[0], &net.deltas[0]), net.true_weight(1)))
}

fn output_biases() -> Deviation {
    let net = two_two_two();
    Deviation::of(distance(&net.deltas[1], net.true_bias(2)))
}

fn hidden_biases() -> Deviation {
    let net = two_two_two();
    Deviation::of(distance(&net.deltas[0], net.true_bias(1)))
}

fn general() -> Worked {
    Architecture { activations: vec![Activation::Tanh, Activation::Identity], factor: 0.5 }.work(&[3, 4, 2], 4)
}

/// The outputs of regression are their own pre-activations, so ∂E/∂yₖ is that of the bias.
fn one_output() -> Deviation {
    let net = general();
    let (error, truth) = (net.error(), net.true_bias(2));
    let sum: f64 = error.values().iter().sum();
    Deviation::with_correction(distance(&row(&[sum, sum]), truth), distance(&error, truth))
}

fn one_output_weight() -> Deviation {
    let net = general();
    let (error, truth) = (net.error(), net.true_weight(2));
    let sum: f64 = error.values().iter().sum();
    Deviation::with_correction(
        distance(&outer(&net.a[1], &row(&[sum, sum])), truth),
        distance(&outer(&net.a[1], &error), truth),
    )
}

/// Two samples through one output layer: A (2, 3), w (3, 2).
fn one_output_weight_of_a_batch() -> Deviation {
    let (a, w, t) = (sample(2, 3, 5), sample(3, 2, 6), sample(2, 2, 7));
    let truth = gradients(&[a.clone(), w.clone()], |i| {
        let errors = arithmetic::product(&i[0], &i[1]).zip(&Grid::of(&t), |y, t| (y - t) * (y - t));
        arithmetic::sum(&errors).at(0, 0) * number(0.5 / 2.0)
    });
    let a: Grid<f64> = Grid::of(&a);
    let errors = arithmetic::product(&a, &Grid::of(&w)).zip(&Grid::of(&t), |y, t| y - t);
    let kept = Grid::build(2, 2, |n, _| errors.at(n, 0) + errors.at(n, 1));
    let gradient = |errors: &Grid<f64>| arithmetic::product(&transposed(&a), errors).map(|sum| sum / 2.0);
    Deviation::with_correction(distance(&gradient(&kept), &truth[1]), distance(&gradient(&errors), &truth[1]))
}

fn general_hidden_weight() -> Deviation {
    let net = general();
    let (error, w) = (net.error(), net.weight(2));
    let found = Grid::build(3, 4, |i, j| {
        let sum: f64 = (0..2).map(|k| error.at(0, k) * w.at(j, k)).sum();
        sum * net.slopes[0].at(0, j) * net.a[0].at(0, i)
    });
    Deviation::of(distance(&found, net.true_weight(1)))
}

/// Example 1: MSE = 1/(2n) Σ (Y − T)² of three sigmoid outputs.
fn one_prediction() -> Deviation {
    let y = Matrix::new(1, 3, [-0.3, -0.3, -1.8].map(sigmoid::<f64>).to_vec());
    let t = Matrix::new(1, 3, vec![3.0, 5.0, 10.0]);
    let truth = gradients(std::slice::from_ref(&y), |i| {
        let errors = i[0].zip(&Grid::of(&t), |y, t| (y - t) * (y - t));
        arithmetic::sum(&errors).at(0, 0) / number(6.0)
    });
    let errors: Grid<f64> = Grid::of(&y).zip(&Grid::of(&t), |y, t| (y - t) / 3.0);
    let sum: f64 = errors.values().iter().sum();
    Deviation::with_correction(distance(&row(&[sum; 3]), &truth[0]), distance(&errors, &truth[0]))
}

/// The network of Example 2 by its second sample, which is scaled to (0.5, 0.5).
fn example_2() -> Worked {
    let matrix = |rows, values: &[f64]| Matrix::new(rows, values.len() / rows, values.to_vec());
    let inputs = [
        matrix(1, &[0.5, 0.5]),
        matrix(2, &[-0.25, 0.901, 0.464, 0.197]),
        matrix(1, &[-0.959, 0.94]),
        matrix(2, &[-0.688, -0.688, -0.884, 0.732]),
        matrix(1, &[0.665, -0.575]),
        matrix(2, &[0.202, 0.416]),
        matrix(1, &[0.0]),
    ];
    let target = matrix(1, &[(7.6 - 5.85) / (10.25 - 5.85)]);
    Architecture { activations: vec![Activation::Sigmoid, Activation::Sigmoid, Activation::Identity], factor: 0.5 }
        .work_on(&inputs, &target)
}

/// The gradient of the weight from x to first unit `j` along the second units `paths`.
fn along(net: &Worked, j: usize, paths: &[usize]) -> f64 {
    let path = |&u: &usize| net.deltas[1].at(0, u) * net.weight(2).at(j, u);
    paths.iter().map(path).sum::<f64>() * net.slopes[0].at(0, j) * net.a[0].at(0, 0)
}

fn one_path_of_w11() -> Deviation {
    let net = example_2();
    let truth = net.true_weight(1).at(0, 0);
    Deviation::with_correction((along(&net, 0, &[0]) - truth).abs(), (along(&net, 0, &[0, 1]) - truth).abs())
}

fn one_path_of_w21() -> Deviation {
    let net = example_2();
    let truth = net.true_weight(1).at(0, 1);
    Deviation::with_correction((along(&net, 1, &[1]) - truth).abs(), (along(&net, 1, &[0, 1]) - truth).abs())
}

fn all_paths() -> Deviation {
    let net = example_2();
    let first = square([0, 1, 0, 1].map(|j| along(&net, j, &[0, 1])));
    let weights = [first, outer(&net.a[1], &net.deltas[1]), outer(&net.a[2], &net.deltas[2])];
    let layers = weights.iter().enumerate().map(|(layer, found)| distance(found, net.true_weight(layer + 1)));
    let biases = (0..2).map(|layer| distance(&net.deltas[layer], net.true_bias(layer + 1)));
    Deviation::of(worst(layers.chain(biases)))
}
