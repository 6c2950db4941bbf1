//! Lecture 003: linear regression, and the matrix form of the 2-2-2 network with E = Σ (o − out)².
//!
//! W_ih = [w₁ w₃; w₂ w₄], W_ho = [w₅ w₇; w₆ w₈]. The lecture's matrices of derivatives:
//!
//! ```text
//! O_EO  ∂E/∂out in both columns      O_ON  ∂out/∂net in both columns    O_NW  out_h1 and out_h2 in the rows
//! H_EO  w₅ w₆; w₇ w₈                 H_ON  ∂out_h/∂net_h likewise       H_NW  i₁ and i₂ in the rows
//! ```

use engine::Matrix;
use from_scratch::reference::{Grid, arithmetic};

use crate::Deviation;
use crate::calculus::{
    conformable, distance, gradients, number, points, sample, sigmoid, slope, square, times, transposed, worst,
};
use crate::formula::formulas;
use crate::network::{Activation, Architecture, Worked};

formulas! { 3:
    30, "slope of a line of regression", "∂J/∂θ¹ = −2 Σ(y − θ¹x − θ²)x", slope_of_the_line;
    32, "offset of a line of regression", "∂J/∂θ² = −2 Σ(y − θ¹x − θ²)", offset_of_the_line;
    113, "derivative of the sigmoid", "f′(x) = f(x)f(−x)", sigmoid_mirrored;
    160, "∂net_o2/∂w₁", "w₅f(net_h1)f(−net_h1)i₁" => "w₇f(net_h1)f(−net_h1)i₁", path_to_the_second_output;
    207, "net of the hidden layer", "[i₁ i₂]W_ih + [b₁; b₂]" => "[i₁ i₂]W_ih + [b₁ b₂]", row_plus_column;
    211, "net of the output layer", "[out_h1; out_h2]W_ho" => "[out_h1 out_h2]W_ho", column_times_square;
    222, "last entry of O_NW", "∂net_o2/∂w₅" => "∂net_o2/∂w₈", last_entry;
    226, "right column of H_NW", "∂net_h1/∂w₃, ∂net_h1/∂w₄" => "∂net_h2/∂w₃, ∂net_h2/∂w₄", right_column;
    283, "gradient of W_ho", "O_EO ⊙ O_ON ⊙ O_NW" => "(O_EO ⊙ O_ON)ᵀ ⊙ O_NW", output_weights;
    294, "gradient of W_ih", "(S + flipud S) ⊙ H_ON ⊙ H_NW" => "(S + flipud S) ⊙ H_ONᵀ ⊙ H_NW", hidden_weights;
    294, "S + flipud S, S = O_EO ⊙ O_ON ⊙ H_EO", "the sum of the columns in both rows", flipped_sum;
    297, "O_ON, top right", "∂out_o1/∂net_o2" => "∂out_o1/∂net_o1", top_right;
}

/// The true gradient of J = Σ (y − θ¹x − θ²)² over seven points, beside both printed formulas.
fn line() -> [f64; 2] {
    let (x, y, theta) = (sample(7, 1, 31), sample(7, 1, 32), sample(1, 2, 33));
    let truth = gradients(std::slice::from_ref(&theta), |i| {
        let (slope, offset) = (i[0].at(0, 0), i[0].at(0, 1));
        let errors = Grid::of(&y).zip(&Grid::of(&x), |y, x| (y - slope * x - offset) * (y - slope * x - offset));
        arithmetic::sum(&errors).at(0, 0)
    });
    let pairs = || x.values().iter().zip(y.values());
    let error = |(x, y): (&f64, &f64)| y - theta.at(0, 0) * x - theta.at(0, 1);
    let slope: f64 = pairs().map(|(x, y)| -2.0 * error((x, y)) * x).sum();
    let offset: f64 = pairs().map(|pair| -2.0 * error(pair)).sum();
    [slope - truth[0].at(0, 0), offset - truth[0].at(0, 1)]
}

fn slope_of_the_line() -> Deviation {
    Deviation::of(line()[0].abs())
}

fn offset_of_the_line() -> Deviation {
    Deviation::of(line()[1].abs())
}

fn sigmoid_mirrored() -> Deviation {
    Deviation::of(worst(points().map(|x| sigmoid(x) * sigmoid(-x) - slope(sigmoid, x))))
}

fn net() -> Worked {
    Architecture { activations: vec![Activation::Sigmoid; 2], factor: 1.0 }.work(&[2, 2, 2], 34)
}

/// The true derivative of a pre-activation of layer `layer` (from 1), unit `unit`, by each input, weight and bias.
fn net_by(worked: &Worked, layer: usize, unit: usize) -> Vec<Matrix> {
    let shape = Architecture { activations: vec![Activation::Sigmoid; 2], factor: 1.0 };
    let plain = |grid: &Grid<f64>| Matrix::new(grid.rows(), grid.columns(), grid.values().to_vec());
    let inputs: Vec<Matrix> = worked.inputs.iter().map(plain).collect();
    gradients(&inputs, |inputs| shape.forward(inputs).0[layer - 1].at(0, unit))
}

fn path_to_the_second_output() -> Deviation {
    let net = net();
    let truth = net_by(&net, 2, 1)[1].at(0, 0);
    let along = |weight: f64| weight * net.slopes[0].at(0, 0) * net.a[0].at(0, 0);
    let w = net.weight(2);
    Deviation::with_correction((along(w.at(0, 0)) - truth).abs(), (along(w.at(0, 1)) - truth).abs())
}

/// A row plus a column is no row: the sum stands only where both have one shape.
fn row_plus_column() -> Deviation {
    let net = net();
    let (product, b) = (arithmetic::product(&net.a[0], net.weight(1)), &net.inputs[2]);
    let sum = |b: &Grid<f64>| match (b.rows(), b.columns()) == (product.rows(), product.columns()) {
        true => worst(product.zip(b, |p, b| p + b).zip(&net.z[0], |a, b| a - b).values().iter().copied()),
        false => f64::INFINITY,
    };
    Deviation::with_correction(sum(&transposed(b)), sum(b))
}

fn column_times_square() -> Deviation {
    let net = net();
    let fits = |out: &Grid<f64>| if conformable(out, net.weight(2)) { 0.0 } else { f64::INFINITY };
    Deviation::with_correction(fits(&transposed(&net.a[1])), fits(&net.a[1]))
}

/// The value printed in that place is out_h2.
fn last_entry() -> Deviation {
    let net = net();
    let by = &net_by(&net, 2, 1)[3];
    let out = net.a[1].at(0, 1);
    Deviation::with_correction((by.at(0, 0) - out).abs(), (by.at(1, 1) - out).abs())
}

/// The values printed in that column are i₁ and i₂.
fn right_column() -> Deviation {
    let net = net();
    let (of_h1, of_h2) = (net_by(&net, 1, 0), net_by(&net, 1, 1));
    let off = |by: &Matrix| worst((0..2).map(|i| by.at(i, 1) - net.a[0].at(0, i)));
    Deviation::with_correction(off(&of_h1[1]), off(&of_h2[1]))
}

/// One number in each row.
fn rows(values: [f64; 2]) -> Grid<f64> {
    square([values[0], values[0], values[1], values[1]])
}

/// O_EO ⊙ O_ON.
fn output_errors(net: &Worked) -> Grid<f64> {
    let by_output = net.error().map(|error| 2.0 * error);
    let each = |row: &Grid<f64>| rows([row.at(0, 0), row.at(0, 1)]);
    times(&each(&by_output), &each(&net.slopes[1]))
}

fn output_weights() -> Deviation {
    let net = net();
    let (errors, o_nw) = (output_errors(&net), rows([net.a[1].at(0, 0), net.a[1].at(0, 1)]));
    let truth = net.true_weight(2);
    Deviation::with_correction(
        distance(&times(&errors, &o_nw), truth),
        distance(&times(&transposed(&errors), &o_nw), truth),
    )
}

/// S = O_EO ⊙ O_ON ⊙ H_EO, and S with its rows exchanged.
fn paths(net: &Worked) -> [Grid<f64>; 2] {
    let s = times(&output_errors(net), &transposed(net.weight(2)));
    let flipped = Grid::build(2, 2, |i, j| s.at(1 - i, j));
    [s, flipped]
}

fn hidden_weights() -> Deviation {
    let net = net();
    let [s, flipped] = paths(&net);
    let sum = s.zip(&flipped, |a, b| a + b);
    let h_on = rows([net.slopes[0].at(0, 0), net.slopes[0].at(0, 1)]);
    let h_nw = rows([net.a[0].at(0, 0), net.a[0].at(0, 1)]);
    let found = |h_on: &Grid<f64>| distance(&times(&times(&sum, h_on), &h_nw), net.true_weight(1));
    Deviation::with_correction(found(&h_on), found(&transposed(&h_on)))
}

fn flipped_sum() -> Deviation {
    let net = net();
    let [s, flipped] = paths(&net);
    // ∂E/∂out_h, the sum over both outputs.
    let arriving = arithmetic::product(&net.deltas[1], &transposed(net.weight(2)));
    let both = Grid::build(2, 2, |i, j| s.at(i, j) + flipped.at(i, j) - arriving.at(0, j));
    Deviation::of(worst(both.values().iter().copied()))
}

/// out_o1 does not depend on net_o2.
fn top_right() -> Deviation {
    let net = net();
    let z = Matrix::new(1, 2, net.z[1].values().to_vec());
    let truth = gradients(&[z], |i| sigmoid(i[0].at(0, 0)) + number(0.0));
    let value = net.slopes[1].at(0, 0);
    Deviation::with_correction((truth[0].at(0, 1) - value).abs(), (truth[0].at(0, 0) - value).abs())
}
