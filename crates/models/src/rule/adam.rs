//! Rules that divide a moving mean of the gradient by a measure of its size: Adam, AdamW and AdaMax.

use burn::tensor::Tensor;

use super::Formula;

/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
pub(super) struct Adam {
    /// β₁ and β₂.
    pub(super) betas: [f64; 2],
    pub(super) epsilon: f64,
    /// λ of AdamW; 0 of Adam.
    pub(super) weight_decay: f64,
}

impl Formula<2> for Adam {
    fn apply(&self, [mean, square]: [Tensor<1>; 2], gradient: Tensor<1>, step: u64) -> ([Tensor<1>; 2], Tensor<1>) {
        let [beta1, beta2] = self.betas;
        let mean = mean.mul_scalar(beta1) + gradient.clone().mul_scalar(1.0 - beta1);
        let square = square.mul_scalar(beta2) + gradient.square().mul_scalar(1.0 - beta2);
        let [first, second] = self.betas.map(|beta| 1.0 / one_less_power(beta, step));
        let size = square.clone().sqrt().mul_scalar(second.sqrt()).add_scalar(self.epsilon);
        let direction = mean.clone().mul_scalar(first) / size;
        ([mean, square], direction)
    }

    fn weight_decay(&self) -> f64 {
        self.weight_decay
    }
}

/// m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g|), θ ← θ − η·m̂/(u + ε) with m̂ = m/(1 − β₁ᵗ).
pub(super) struct AdaMax {
    /// β₁ and β₂.
    pub(super) betas: [f64; 2],
    pub(super) epsilon: f64,
}

impl Formula<2> for AdaMax {
    fn apply(&self, [mean, largest]: [Tensor<1>; 2], gradient: Tensor<1>, step: u64) -> ([Tensor<1>; 2], Tensor<1>) {
        let [beta1, beta2] = self.betas;
        let mean = mean.mul_scalar(beta1) + gradient.clone().mul_scalar(1.0 - beta1);
        let largest = largest.mul_scalar(beta2).max_pair(gradient.abs());
        let corrected = mean.clone().mul_scalar(1.0 / one_less_power(beta1, step));
        let direction = corrected / largest.clone().add_scalar(self.epsilon);
        ([mean, largest], direction)
    }
}

/// 1 − βᵗ, also of a β next to 1, whose power would lose what it differs from 1 by.
///
/// What a steps and b steps take off 1 is p + q·(1 − p): nothing cancels, and a million steps take twenty doublings.
fn one_less_power(beta: f64, steps: u64) -> f64 {
    let both = |p: f64, q: f64| p + q * (1.0 - p);
    let (mut result, mut doubled, mut left) = (0.0, 1.0 - beta, steps);
    while left > 0 {
        if left % 2 == 1 {
            result = both(result, doubled);
        }
        doubled = both(doubled, doubled);
        left /= 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::one_less_power;

    /// β = ½: 1 − 2⁻ᵗ. β = 1 − 2⁻⁵³: t·2⁻⁵³ to t of itself. A million steps of 1 − 1e-9: 1 − e^(−0.001), of a series.
    #[test]
    fn one_less_a_power_keeps_its_digits() {
        assert_eq!([1, 2, 3, 10].map(|t| one_less_power(0.5, t)), [0.5, 0.75, 0.875, 1023.0 / 1024.0]);
        assert_eq!(one_less_power(0.0, 7), 1.0);
        let least = f64::EPSILON / 2.0;
        assert_eq!(one_less_power(1.0 - least, 1), least);
        assert!((one_less_power(1.0 - least, 7) / (7.0 * least) - 1.0).abs() <= 4.0 * f64::EPSILON);
        let beta = 1.0 - 1e-9;
        // x = t·ln β, and 1 − eˣ = −x − x²/2 − x³/6 − x⁴/24; the next term is 1e-14 of it, and what follows 1e-18.
        let gap = 1.0 - beta;
        let x = -1e6 * (gap + gap * gap / 2.0);
        let expected = -x * (1.0 + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0))));
        // Twenty doublings of four roundings each.
        assert!((one_less_power(beta, 1_000_000) / expected - 1.0).abs() <= 80.0 * f64::EPSILON);
    }
}
