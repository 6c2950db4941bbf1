//! The network number by number: every name of lecture 003, and no matrix anywhere.

use crate::calculus::sigmoid;

/// Every number of both passes, under its name in the lecture.
#[allow(missing_docs, reason = "the names are the lecture's own")]
pub struct Scalars {
    pub i: [f64; 2],
    pub o: [f64; 2],
    /// w₁ to w₈.
    pub w: [f64; 8],
    /// b₁ to b₄.
    pub b: [f64; 4],
    pub net_h: [f64; 2],
    pub out_h: [f64; 2],
    pub net_o: [f64; 2],
    pub out_o: [f64; 2],
    /// ∂E/∂out_o.
    pub by_out_o: [f64; 2],
    /// f(net)f(−net) of both outputs, and of both hidden units.
    pub slope_o: [f64; 2],
    pub slope_h: [f64; 2],
    /// ∂E/∂out_h, the sum of two paths.
    pub by_out_h: [f64; 2],
    /// ∂E/∂w₁ to ∂E/∂w₈.
    pub dw: [f64; 8],
    /// ∂E/∂b₁ to ∂E/∂b₄.
    pub db: [f64; 4],
}

impl Scalars {
    /// Forward, then backward.
    pub fn new() -> Self {
        let (i, o) = ([0.05, 0.10], [0.01, 0.99]);
        let w = [0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55];
        let b = [0.35, 0.35, 0.60, 0.60];
        let [w1, w2, w3, w4, w5, w6, w7, w8] = w;
        let net_h = [w1 * i[0] + w2 * i[1] + b[0], w3 * i[0] + w4 * i[1] + b[1]];
        let out_h = net_h.map(sigmoid);
        let net_o = [w5 * out_h[0] + w6 * out_h[1] + b[2], w7 * out_h[0] + w8 * out_h[1] + b[3]];
        let out_o = net_o.map(sigmoid);
        let by_out_o = [-2.0 * (o[0] - out_o[0]), -2.0 * (o[1] - out_o[1])];
        let slope = |net: f64| sigmoid(net) * sigmoid(-net);
        let (slope_o, slope_h) = (net_o.map(slope), net_h.map(slope));
        let [d1, d2] = [by_out_o[0] * slope_o[0], by_out_o[1] * slope_o[1]];
        let by_out_h = [d1 * w5 + d2 * w7, d1 * w6 + d2 * w8];
        let [h1, h2] = [by_out_h[0] * slope_h[0], by_out_h[1] * slope_h[1]];
        let dw =
            [h1 * i[0], h1 * i[1], h2 * i[0], h2 * i[1], d1 * out_h[0], d1 * out_h[1], d2 * out_h[0], d2 * out_h[1]];
        let db = [h1, h2, d1, d2];
        Scalars { i, o, w, b, net_h, out_h, net_o, out_o, by_out_o, slope_o, slope_h, by_out_h, dw, db }
    }
}
