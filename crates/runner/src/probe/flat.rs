//! Where an activation is flat: its slope is below a tenth of its largest, so hardly any gradient passes.
//!
//! | activation | slope | flat where |
//! |---|---|---|
//! | sigmoid | a(1 − a), at most ¼ | \|2a − 1\| > √0.9 |
//! | tanh | 1 − a² | \|a\| > √0.9 |
//! | arctan | 1/(1 + z²) | \|z\| > 3 |
//! | relu | 0 or 1 | z ≤ 0 |
//! | elu | 1, or a + α | a + α < 0.1·max(1, α) and z < 0 |
//! | selu | 1.0507, or a + 1.7581 | a + 1.7581 < 0.17581 |
//! | softplus | 1/(1 + e⁻ᶻ) | z < −ln 9 |
//! | gelu, silu | nearly 0 left of their minimum and beyond | z < −1.9, z < −1.1 |
//! | step | 0 | everywhere |

use experiment::spec::Activation;

/// √0.9: 1 − a² is a tenth there.
const EDGE: f64 = 0.948_683_298_050_513_8;
/// The limit of selu for z → −∞, with its sign turned.
const SELU: f64 = 1.758_099_340_847_376_6;

/// Whether the slope at pre-activation z with value a is below a tenth of the largest; `None` where it never is.
pub(super) fn flat(activation: Activation, z: f64, a: f64) -> Option<bool> {
    match activation {
        Activation::Step => Some(true),
        Activation::Sigmoid => Some((2.0 * a - 1.0).abs() > EDGE),
        Activation::Tanh => Some(a.abs() > EDGE),
        Activation::Arctan => Some(z.abs() > 3.0),
        Activation::Relu => Some(z <= 0.0),
        Activation::Elu { alpha } => Some(z < 0.0 && a + alpha < 0.1 * alpha.max(1.0)),
        Activation::Selu => Some(z < 0.0 && a + SELU < 0.1 * SELU),
        Activation::Softplus => Some(z < -2.197_224_577_336_219_6),
        Activation::Gelu => Some(z < -1.9),
        Activation::Silu => Some(z < -1.1),
        Activation::Identity | Activation::LeakyRelu { .. } | Activation::Prelu { .. } | Activation::Maxout { .. } => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::flat;
    use experiment::spec::Activation;

    /// The edge itself: the slope there is a tenth of the largest, by the formula of the table.
    #[test]
    fn edges_lie_where_the_slope_is_a_tenth() {
        let sigmoid = |z: f64| 1.0 / (1.0 + libm::exp(-z));
        type Form = fn(f64) -> f64;
        let forms: [(Activation, Form, Form); 4] = [
            (Activation::Tanh, libm::tanh, |z| 1.0 - libm::tanh(z) * libm::tanh(z)),
            (Activation::Arctan, libm::atan, |z| 1.0 / (1.0 + z * z)),
            (Activation::Elu { alpha: 1.0 }, libm::expm1, libm::exp),
            (Activation::Softplus, |z| libm::log1p(libm::exp(z)), |z| 1.0 / (1.0 + libm::exp(-z))),
        ];
        for (activation, value, slope) in forms {
            for z in (1..60).map(|k| -0.1 * f64::from(k)).filter(|z| (slope(*z) - 0.1).abs() > 1e-9) {
                assert_eq!(flat(activation, z, value(z)), Some(slope(z) < 0.1), "{activation:?} at {z}");
            }
        }
        for z in (-60..60).map(|k| 0.1 * f64::from(k)) {
            let a = sigmoid(z);
            assert_eq!(flat(Activation::Sigmoid, z, a), Some(4.0 * a * (1.0 - a) < 0.1), "sigmoid at {z}");
        }
    }
}
