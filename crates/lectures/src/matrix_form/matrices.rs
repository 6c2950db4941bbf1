//! The network in matrices, each step beside the scalars that its elements are.

use from_scratch::reference::{Grid, arithmetic};

use super::Step;
use super::scalars::Scalars;
use crate::calculus::{outer, row, sigmoid, square, times, transposed};

fn step<const N: usize>(matrices: &'static str, value: &Grid<f64>, scalars: [(&'static str, f64); N]) -> Step {
    Step { matrices, value: value.clone(), scalars: scalars.to_vec() }
}

/// W_ih = [w₁ w₃; w₂ w₄] and W_ho = [w₅ w₇; w₆ w₈]: from the row's unit to the column's.
fn weights(s: &Scalars) -> [Grid<f64>; 2] {
    let w = s.w;
    [square([w[0], w[2], w[1], w[3]]), square([w[4], w[6], w[5], w[7]])]
}

/// The gradient of W_ho number by number, row after row.
fn of_w_ho(dw: &[f64; 8]) -> [(&'static str, f64); 4] {
    [("∂E/∂w₅", dw[4]), ("∂E/∂w₇", dw[6]), ("∂E/∂w₆", dw[5]), ("∂E/∂w₈", dw[7])]
}

/// The gradient of W_ih number by number, row after row.
fn of_w_ih(dw: &[f64; 8]) -> [(&'static str, f64); 4] {
    [("∂E/∂w₁", dw[0]), ("∂E/∂w₃", dw[2]), ("∂E/∂w₂", dw[1]), ("∂E/∂w₄", dw[3])]
}

fn slopes(z: &Grid<f64>) -> Grid<f64> {
    z.map(|z| sigmoid(z) * (1.0 - sigmoid(z)))
}

/// Forward: X·W + B, σ; backward: δ·Wᵀ ⊙ σ′, Aᵀ·δ.
pub fn rows(s: &Scalars) -> Vec<Step> {
    let [w1, w2] = weights(s);
    let (x, y) = (row(&s.i), row(&s.o));
    let z2 = arithmetic::affine(&x, &w1, &row(&s.b[..2]));
    let a2 = z2.map(sigmoid);
    let z3 = arithmetic::affine(&a2, &w2, &row(&s.b[2..]));
    let a3 = z3.map(sigmoid);
    let d3 = times(&a3.zip(&y, |a, y| 2.0 * (a - y)), &slopes(&z3));
    let d2 = times(&arithmetic::product(&d3, &transposed(&w2)), &slopes(&z2));
    [forward(s, [&z2, &a2, &z3, &a3]), back_to_w2(s, &a2, &d3), back_to_w1(s, &x, &d2)].into_iter().flatten().collect()
}

fn forward(s: &Scalars, [z2, a2, z3, a3]: [&Grid<f64>; 4]) -> Vec<Step> {
    vec![
        step(
            "Z² = X·W¹ + B²",
            z2,
            [("net_h1 = w₁i₁ + w₂i₂ + b₁", s.net_h[0]), ("net_h2 = w₃i₁ + w₄i₂ + b₂", s.net_h[1])],
        ),
        step("A² = σ(Z²)", a2, [("out_h1 = f(net_h1)", s.out_h[0]), ("out_h2 = f(net_h2)", s.out_h[1])]),
        step(
            "Z³ = A²·W² + B³",
            z3,
            [("net_o1 = w₅out_h1 + w₆out_h2 + b₃", s.net_o[0]), ("net_o2 = w₇out_h1 + w₈out_h2 + b₄", s.net_o[1])],
        ),
        step("Ŷ = σ(Z³)", a3, [("out_o1 = f(net_o1)", s.out_o[0]), ("out_o2 = f(net_o2)", s.out_o[1])]),
    ]
}

fn back_to_w2(s: &Scalars, a2: &Grid<f64>, d3: &Grid<f64>) -> Vec<Step> {
    let [.., by_net_o1, by_net_o2] = s.db;
    vec![
        step(
            "δ³ = 2(Ŷ − Y) ⊙ σ′(Z³)",
            d3,
            [
                ("∂E/∂net_o1 = −2(o₁ − out_o1)f(net_o1)f(−net_o1)", by_net_o1),
                ("∂E/∂net_o2 = −2(o₂ − out_o2)f(net_o2)f(−net_o2)", by_net_o2),
            ],
        ),
        step("∂E/∂W² = (A²)ᵀ·δ³", &outer(a2, d3), of_w_ho(&s.dw)),
        step("∂E/∂B³ = δ³", d3, [("∂E/∂b₃", by_net_o1), ("∂E/∂b₄", by_net_o2)]),
    ]
}

fn back_to_w1(s: &Scalars, x: &Grid<f64>, d2: &Grid<f64>) -> Vec<Step> {
    let [by_net_h1, by_net_h2, ..] = s.db;
    vec![
        step(
            "δ² = δ³·(W²)ᵀ ⊙ σ′(Z²)",
            d2,
            [
                ("∂E/∂net_h1 = (∂E/∂net_o1 w₅ + ∂E/∂net_o2 w₇)f(net_h1)f(−net_h1)", by_net_h1),
                ("∂E/∂net_h2 = (∂E/∂net_o1 w₆ + ∂E/∂net_o2 w₈)f(net_h2)f(−net_h2)", by_net_h2),
            ],
        ),
        step("∂E/∂W¹ = Xᵀ·δ²", &outer(x, d2), of_w_ih(&s.dw)),
        step("∂E/∂B² = δ²", d2, [("∂E/∂b₁", by_net_h1), ("∂E/∂b₂", by_net_h2)]),
    ]
}

/// One number in each row of a square.
fn both(values: [f64; 2]) -> Grid<f64> {
    square([values[0], values[0], values[1], values[1]])
}

/// The same four scalars as the rows of [`both`].
fn twice(names: [&'static str; 2], values: [f64; 2]) -> [(&'static str, f64); 4] {
    [(names[0], values[0]), (names[0], values[0]), (names[1], values[1]), (names[1], values[1])]
}

/// The gradient matrices of lecture 003, from the forward pass in matrices.
pub fn elementwise(s: &Scalars) -> Vec<Step> {
    let [w_ih, w_ho] = weights(s);
    let net_h = arithmetic::affine(&row(&s.i), &w_ih, &row(&s.b[..2]));
    let out_h = net_h.map(sigmoid);
    let net_o = arithmetic::affine(&out_h, &w_ho, &row(&s.b[2..]));
    let by_out = net_o.map(sigmoid).zip(&row(&s.o), |out, o| -2.0 * (o - out));
    let pair = |of: &Grid<f64>| both([of.at(0, 0), of.at(0, 1)]);
    let output = Factors { eo: pair(&by_out), on: pair(&slopes(&net_o)), nw: pair(&out_h) };
    let hidden = Factors { eo: transposed(&w_ho), on: pair(&slopes(&net_h)), nw: pair(&row(&s.i)) };
    let errors = times(&output.eo, &output.on);
    [of_output_layer(s, &output, &errors), of_hidden_layer(s, &hidden, &errors)].into_iter().flatten().collect()
}

/// The factors of the gradients of a layer: error by output, output by net input, net input by weight.
struct Factors {
    eo: Grid<f64>,
    on: Grid<f64>,
    nw: Grid<f64>,
}

fn of_output_layer(s: &Scalars, Factors { eo, on, nw }: &Factors, errors: &Grid<f64>) -> Vec<Step> {
    let gradient = times(&transposed(errors), nw);
    vec![
        step("O_EO", eo, twice(["∂E/∂out_o1 = −2(o₁ − out_o1)", "∂E/∂out_o2 = −2(o₂ − out_o2)"], s.by_out_o)),
        step("O_ON", on, twice(["f(net_o1)f(−net_o1)", "f(net_o2)f(−net_o2)"], s.slope_o)),
        step("O_NW", nw, twice(["out_h1", "out_h2"], s.out_h)),
        step("∂E/∂W_ho = (O_EO ⊙ O_ON)ᵀ ⊙ O_NW", &gradient, of_w_ho(&s.dw)),
    ]
}

fn of_hidden_layer(s: &Scalars, Factors { eo, on, nw }: &Factors, errors: &Grid<f64>) -> Vec<Step> {
    let paths = times(errors, eo);
    let sum = Grid::build(2, 2, |i, j| paths.at(i, j) + paths.at(1 - i, j));
    let gradient = times(&times(&sum, &transposed(on)), nw);
    let [.., w5, w6, w7, w8] = s.w;
    let ([.., by_net_o1, by_net_o2], [by_out_h1, by_out_h2]) = (s.db, s.by_out_h);
    vec![
        step("H_EO", eo, [("w₅", w5), ("w₆", w6), ("w₇", w7), ("w₈", w8)]),
        step(
            "S = O_EO ⊙ O_ON ⊙ H_EO",
            &paths,
            [
                ("∂E/∂net_o1 w₅", by_net_o1 * w5),
                ("∂E/∂net_o1 w₆", by_net_o1 * w6),
                ("∂E/∂net_o2 w₇", by_net_o2 * w7),
                ("∂E/∂net_o2 w₈", by_net_o2 * w8),
            ],
        ),
        step(
            "S + flipud S",
            &sum,
            [
                ("∂E/∂out_h1", by_out_h1),
                ("∂E/∂out_h2", by_out_h2),
                ("∂E/∂out_h1", by_out_h1),
                ("∂E/∂out_h2", by_out_h2),
            ],
        ),
        step("H_ON", on, twice(["f(net_h1)f(−net_h1)", "f(net_h2)f(−net_h2)"], s.slope_h)),
        step("H_NW", nw, twice(["i₁", "i₂"], s.i)),
        step("∂E/∂W_ih = (S + flipud S) ⊙ H_ONᵀ ⊙ H_NW", &gradient, of_w_ih(&s.dw)),
    ]
}
