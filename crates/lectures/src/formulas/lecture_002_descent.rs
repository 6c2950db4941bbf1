//! Lecture 002, second part: signs of backpropagation, the 2-3-2-2 network, batch normalization and weight decay.

use engine::Matrix;
use from_scratch::Scalar;
use from_scratch::reference::{Grid, arithmetic};

use crate::Deviation;
use crate::calculus::{distance, gradients, number, outer, sample, sigmoid, times, transposed, worst};
use crate::formula::formulas;
use crate::network::{Activation, Architecture, Worked};

formulas! { 2:
    509, "gradient of an output weight", "∂E/∂u = (y − v)v(1 − v)o" => "∂E/∂u = −(y − v)v(1 − v)o",
        sign_of_output_gradient;
    511, "gradient of a hidden weight", "∂E/∂w = Σ(y − v)v(1 − v)u·o(1 − o)x" => "the same with a minus",
        sign_of_hidden_gradient;
    539, "update of an output weight", "Δu = −η(y − v)v(1 − v)o lowers E" => "Δu = +η(y − v)v(1 − v)o", update_descends;
    681, "∂Eᵢ/∂w₀₁³ with Eᵢ of l.654", "−2(y₁ − a₁)a₁(1 − a₁)" => "−(y₁ − a₁)a₁(1 − a₁)", factor_of_half_squares;
    671, "∂E/∂w₀₁³ with E of l.671", "−2(y₁ − a₁)a₁(1 − a₁)", factor_of_plain_squares;
    692, "∂E/∂w₂₁³", "−2(y₁ − a₁)a₁(1 − a₁)a₂²", second_output_weight;
    710, "∂E/∂w₃₁²", "y₁ in both outputs' terms" => "y₂ in the second term", second_layer_weight;
    727, "∂E/∂w₀₁²", "y₁ in both outputs' terms" => "y₂ in the second term", second_layer_bias;
    754, "∂E/∂w₁₂¹", "y₁ in both outputs' terms" => "y₂ in the second term", first_layer_weight;
    748, "∂z₁²/∂w₁₂¹", "w₂₁² (∂σ/∂w₁₂¹)(∂z₂¹/∂w₁₂¹)" => "w₂₁² (∂σ/∂z₂¹)(∂z₂¹/∂w₁₂¹)", doubled_factor;
    586, "composition of L layers", "… W³ᵀσ³(σ²(W²ᵀ …" => "… W³ᵀσ²(W²ᵀ …", composition;
    616, "a₁³ as one nested formula", "σ(w₀₁ + w₁₁σ(…) + w₂₁σ(…))", nested_output;
    864, "normalized activations", "(x − μ)/√variance has variance 1", unit_variance;
    874, "update with weight decay", "α ∂R/∂w + ∂Loss/∂w, with R in Loss" => "α ∂R/∂w + ∂(data loss)/∂w",
        doubled_penalty;
}

/// E = ½ Σ (y − v)² of a 3-4-2 network of sigmoids.
fn sigmoids() -> Worked {
    Architecture { activations: vec![Activation::Sigmoid; 2], factor: 0.5 }.work(&[3, 4, 2], 11)
}

/// (y − v)v(1 − v), the lecture's δ.
fn printed_delta(net: &Worked) -> Grid<f64> {
    let slope = net.a[2].map(|v| v * (1.0 - v));
    times(&net.error().map(|error| -error), &slope)
}

fn negative(x: &Grid<f64>) -> Grid<f64> {
    x.map(|x| -x)
}

fn sign_of_output_gradient() -> Deviation {
    let net = sigmoids();
    let printed = outer(&net.a[1], &printed_delta(&net));
    let truth = net.true_weight(2);
    Deviation::with_correction(distance(&printed, truth), distance(&negative(&printed), truth))
}

fn sign_of_hidden_gradient() -> Deviation {
    let net = sigmoids();
    let slope = net.a[1].map(|o| o * (1.0 - o));
    let hidden = times(&arithmetic::product(&printed_delta(&net), &transposed(net.weight(2))), &slope);
    let printed = outer(&net.a[0], &hidden);
    let truth = net.true_weight(1);
    Deviation::with_correction(distance(&printed, truth), distance(&negative(&printed), truth))
}

/// How much E grows by one update of u with η = 0.1.
fn update_descends() -> Deviation {
    let shape = Architecture { activations: vec![Activation::Sigmoid; 2], factor: 0.5 };
    let net = sigmoids();
    let before = shape.error(&net.inputs, &net.target);
    let growth = |sign: f64| {
        let mut inputs = net.inputs.clone();
        inputs[3] = inputs[3].zip(&outer(&net.a[1], &printed_delta(&net)), |u, update| u + sign * 0.1 * update);
        f64::max(shape.error(&inputs, &net.target) - before, 0.0)
    };
    Deviation::with_correction(growth(-1.0), growth(1.0))
}

/// The 2-3-2-2 network of sigmoids with the squared error times this factor. Its w₀ⱼ are biases.
fn descent(factor: f64) -> Worked {
    Architecture { activations: vec![Activation::Sigmoid; 3], factor }.work(&[2, 3, 2, 2], 12)
}

/// −2(yⱼ − aⱼ)aⱼ(1 − aⱼ) of output j, from 0, with the target of output `of`.
fn term(net: &Worked, j: usize, of: usize) -> f64 {
    let a = net.a[3].at(0, j);
    -2.0 * (net.target.at(0, of) - a) * a * (1.0 - a)
}

fn factor_of_half_squares() -> Deviation {
    let net = descent(0.5);
    let truth = net.true_bias(3).at(0, 0);
    Deviation::with_correction((term(&net, 0, 0) - truth).abs(), (0.5 * term(&net, 0, 0) - truth).abs())
}

fn factor_of_plain_squares() -> Deviation {
    let net = descent(1.0);
    Deviation::of((term(&net, 0, 0) - net.true_bias(3).at(0, 0)).abs())
}

fn second_output_weight() -> Deviation {
    let net = descent(1.0);
    Deviation::of((term(&net, 0, 0) * net.a[2].at(0, 1) - net.true_weight(3).at(1, 0)).abs())
}

/// The lecture's sum over both outputs, through the first unit of layer 2; the second term takes the target `of`.
fn through_unit_1(net: &Worked, of: usize) -> f64 {
    let w = net.weight(3);
    (term(net, 0, 0) * w.at(0, 0) + term(net, 1, of) * w.at(0, 1)) * net.slopes[1].at(0, 0)
}

fn second_layer_weight() -> Deviation {
    let net = descent(1.0);
    let off = |of| (through_unit_1(&net, of) * net.a[1].at(0, 2) - net.true_weight(2).at(2, 0)).abs();
    Deviation::with_correction(off(0), off(1))
}

fn second_layer_bias() -> Deviation {
    let net = descent(1.0);
    let off = |of| (through_unit_1(&net, of) - net.true_bias(2).at(0, 0)).abs();
    Deviation::with_correction(off(0), off(1))
}

fn first_layer_weight() -> Deviation {
    let net = descent(1.0);
    let (w2, w3) = (net.weight(2), net.weight(3));
    let found = |of| {
        let into = |k: usize| term(&net, 0, 0) * w3.at(k, 0) + term(&net, 1, of) * w3.at(k, 1);
        let sum: f64 = (0..2).map(|k| into(k) * net.slopes[1].at(0, k) * w2.at(1, k)).sum();
        sum * net.slopes[0].at(0, 1) * net.a[0].at(0, 0)
    };
    let off = |of| (found(of) - net.true_weight(1).at(0, 1)).abs();
    Deviation::with_correction(off(0), off(1))
}

/// The true derivative by a dual number: z₁² as a function of the first weights.
fn doubled_factor() -> Deviation {
    let net = descent(1.0);
    let w = Matrix::new(2, 3, net.inputs[1].values().to_vec());
    let others = [0, 2, 3, 4].map(|k: usize| {
        let grid = &net.inputs[k];
        Matrix::new(grid.rows(), grid.columns(), grid.values().to_vec())
    });
    let truth = gradients(&[w], |i| {
        let [x, b, w2, b2] = [0, 1, 2, 3].map(|k| Grid::of(&others[k]));
        let a = arithmetic::affine(&x, &i[0], &b).map(sigmoid);
        arithmetic::affine(&a, &w2, &b2).at(0, 0)
    })[0]
        .at(0, 1);
    let (x1, slope, w21) = (net.a[0].at(0, 0), net.slopes[0].at(0, 1), net.weight(2).at(1, 0));
    Deviation::with_correction((w21 * (slope * x1) * x1 - truth).abs(), (w21 * slope * x1 - truth).abs())
}

/// Four layers of two units with four activations, so that it matters which one is applied.
fn composition() -> Deviation {
    let activations: [fn(f64) -> f64; 4] = [sigmoid, Scalar::tanh, Scalar::atan, |z| Scalar::ln_1p(Scalar::exp(z))];
    let weights = [21, 22, 23, 24].map(|seed| Grid::<f64>::of(&sample(2, 2, seed)));
    let x: Grid<f64> = Grid::of(&sample(2, 1, 25));
    let layer = |l: usize, a: &Grid<f64>| arithmetic::product(&transposed(&weights[l - 1]), a);
    let f = |l: usize, z: &Grid<f64>| z.map(activations[l - 1]);
    let mut truth = x.clone();
    for l in 1..=4 {
        truth = f(l, &layer(l, &truth));
    }
    let second = f(2, &layer(2, &f(1, &layer(1, &x))));
    let printed = f(4, &layer(4, &f(3, &layer(3, &f(3, &second)))));
    let right = f(4, &layer(4, &f(3, &layer(3, &second))));
    let off = |found: &Grid<f64>| worst(found.zip(&truth, |a, b| a - b).values().iter().copied());
    Deviation::with_correction(off(&printed), off(&right))
}

fn nested_output() -> Deviation {
    let net = descent(1.0);
    let (x, w1, b1) = (&net.inputs[0], &net.inputs[1], &net.inputs[2]);
    let (w2, b2, w3, b3) = (&net.inputs[3], &net.inputs[4], &net.inputs[5], &net.inputs[6]);
    let first = |j| sigmoid(b1.at(0, j) + w1.at(0, j) * x.at(0, 0) + w1.at(1, j) * x.at(0, 1));
    let second = |j| sigmoid(b2.at(0, j) + w2.at(0, j) * first(0) + w2.at(1, j) * first(1) + w2.at(2, j) * first(2));
    let nested = sigmoid(b3.at(0, 0) + w3.at(0, 0) * second(0) + w3.at(1, 0) * second(1));
    Deviation::of((nested - net.a[3].at(0, 0)).abs())
}

/// 50 numbers about 3 with a spread of 2, normalized by their own mean and biased variance.
fn unit_variance() -> Deviation {
    let values = sample(1, 50, 26).values().iter().map(|x| 3.0 + 2.0 * x).collect::<Vec<f64>>();
    let moments = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / 50.0;
        (mean, values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 50.0)
    };
    let (mean, variance) = moments(&values);
    let normalized: Vec<f64> = values.iter().map(|x| (x - mean) / variance.sqrt()).collect();
    Deviation::of((moments(&normalized).1 - 1.0).abs())
}

/// Loss = ½‖xw − y‖² + α/2 ‖w‖², R = ½‖w‖².
fn doubled_penalty() -> Deviation {
    let (x, w, y, alpha) = (sample(4, 3, 27), sample(3, 1, 28), sample(4, 1, 29), 0.7);
    let loss = |of_penalty: f64| {
        gradients(std::slice::from_ref(&w), |i| {
            let errors = arithmetic::product(&Grid::of(&x), &i[0]).zip(&Grid::of(&y), |a, b| (a - b) * (a - b));
            let decay = arithmetic::sum(&i[0].map(|w| w * w)).at(0, 0);
            arithmetic::sum(&errors).at(0, 0) * number(0.5) + decay * number(0.5 * of_penalty)
        })
        .remove(0)
    };
    let (data, whole) = (loss(0.0), loss(alpha));
    let update = |part: &Matrix| Grid::of(part).zip(&Grid::of(&w), |loss, w| alpha * w + loss);
    Deviation::with_correction(distance(&update(&whole), &whole), distance(&update(&data), &whole))
}
