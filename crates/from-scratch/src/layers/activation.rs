//! The activation functions of hidden layers, element by element, and their derivatives.
//!
//! | name | a = f(z) | f′(z) | range |
//! |---|---|---|---|
//! | identity | z | 1 | (−∞, ∞) |
//! | step | 1 for z ≥ 0, else 0 | 0 | {0, 1} |
//! | sigmoid σ | 1/(1 + e⁻ᶻ) | a·(1 − a) | (0, 1) |
//! | tanh | (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ) | 1 − a² | (−1, 1) |
//! | arctan | arctan z | 1/(1 + z²) | (−π/2, π/2) |
//! | relu | max(0, z) | 1 for z > 0, else 0 | [0, ∞) |
//! | leaky-relu | z for z ≥ 0, else slope·z | 1 or slope | (−∞, ∞) |
//! | elu | z for z ≥ 0, else α·(eᶻ − 1) | 1 or α·eᶻ | (−α, ∞) |
//! | selu | 1.0507·elu(z), α = 1.6733 | 1.0507·elu′(z) | (−1.758, ∞) |
//! | softplus | ln(1 + eᶻ) | σ(z) | (0, ∞) |
//! | gelu | z·Φ(z), Φ(z) = ½(1 + erf(z/√2)) | Φ(z) + z·φ(z), φ(z) = e^(−z²/2)/√(2π) | (−0.17, ∞) |
//! | silu | z·σ(z) | σ(z)·(1 + z·σ(−z)) | (−0.28, ∞) |
//!
//! At a kink z = 0: relu′ = 0, leaky-relu′ = 1, elu′ = 1, selu′ = 1.0507, step′ = 0.
//!
//! Lecture 001 has most of them. Later ones: elu, D. Clevert et al., "Fast and accurate deep network learning by
//! exponential linear units", 2016; selu, G. Klambauer et al., "Self-normalizing neural networks", 2017; gelu,
//! D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016; silu, P. Ramachandran et al., "Searching for
//! activation functions", 2017. PyTorch's leaky-relu has slope 0.01, lecture 002's and ours 0.1; gelu is often
//! approximated by a tanh, ours is the one by erf. A relu hands NaN on, so that divergence shows.
//!
//! Leaves out `prelu` (a parameter of its own) and `maxout` (several inputs to one output).

use experiment::spec::Activation;

use crate::scalar::Scalar;

/// selu's factor λ, and its α.
const SELU: (f64, f64) = (1.050_700_987_355_480_5, 1.673_263_242_354_377_2);

/// z: (n, m)  ->  a: (n, m)
pub fn activation_forward<T: Scalar>(f: Activation, z: &[T], a: &mut [T]) {
    let of = T::from_f64;
    match f {
        Activation::Identity => a.copy_from_slice(z),
        Activation::Step => each(z, a, step),
        Activation::Sigmoid => each(z, a, sigmoid),
        Activation::Tanh => each(z, a, T::tanh),
        Activation::Arctan => each(z, a, T::atan),
        Activation::Relu => each(z, a, |z| if z <= T::ZERO { T::ZERO } else { z }),
        Activation::LeakyRelu { slope } => each(z, a, |z| if z < T::ZERO { of(slope) * z } else { z }),
        Activation::Elu { alpha } => each(z, a, |z| elu(z, of(alpha))),
        Activation::Selu => each(z, a, |z| of(SELU.0) * elu(z, of(SELU.1))),
        Activation::Softplus => each(z, a, softplus),
        Activation::Gelu => each(z, a, |z| z * normal(z)),
        Activation::Silu => each(z, a, |z| z * sigmoid(z)),
        Activation::Prelu { .. } | Activation::Maxout { .. } => has_its_own_layer(f),
    }
}

/// z, a: (n, m)  da: (n, m)  ->  dz = f′(z)·da: (n, m), in the place of da
pub fn activation_backward<T: Scalar>(f: Activation, z: &[T], a: &[T], d: &mut [T]) {
    let of = T::from_f64;
    match f {
        Activation::Identity => {}
        Activation::Step => d.fill(T::ZERO),
        Activation::Sigmoid => scale(z, a, d, sigmoid_slope),
        Activation::Tanh => scale(z, a, d, tanh_slope),
        Activation::Arctan => scale(z, a, d, |z, _| T::ONE / (T::ONE + z * z)),
        Activation::Relu => scale(z, a, d, |z, _| if z > T::ZERO { T::ONE } else { T::ZERO }),
        Activation::LeakyRelu { slope } => scale(z, a, d, |z, _| if z < T::ZERO { of(slope) } else { T::ONE }),
        Activation::Elu { alpha } => scale(z, a, d, |z, _| elu_slope(z, of(alpha))),
        Activation::Selu => scale(z, a, d, |z, _| of(SELU.0) * elu_slope(z, of(SELU.1))),
        Activation::Softplus => scale(z, a, d, |z, _| sigmoid(z)),
        Activation::Gelu => scale(z, a, d, |z, _| normal(z) + z * normal_pdf(z)),
        Activation::Silu => scale(z, a, d, |z, _| sigmoid(z) * (T::ONE + z * sigmoid(-z))),
        Activation::Prelu { .. } | Activation::Maxout { .. } => has_its_own_layer(f),
    }
}

/// f(z) and f′(z) at one point, for a picture of the function.
pub fn activation_at(f: Activation, z: f64) -> (f64, f64) {
    let (mut a, mut slope) = ([0.0], [1.0]);
    activation_forward(f, &[z], &mut a);
    activation_backward(f, &[z], &a, &mut slope);
    (a[0], slope[0])
}

fn each<T: Scalar>(z: &[T], a: &mut [T], f: impl Fn(T) -> T) {
    a.iter_mut().zip(z).for_each(|(a, z)| *a = f(*z));
}

fn scale<T: Scalar>(z: &[T], a: &[T], d: &mut [T], slope: impl Fn(T, T) -> T) {
    d.iter_mut().zip(z).zip(a).for_each(|((d, z), a)| *d *= slope(*z, *a));
}

fn has_its_own_layer(f: Activation) {
    unreachable!("{} is no function of one number", f.name());
}

fn step<T: Scalar>(z: T) -> T {
    if z >= T::ZERO { T::ONE } else { T::ZERO }
}

/// σ(z) = 1/(1 + e⁻ᶻ), written so that e is raised to no positive power: nothing overflows.
pub fn sigmoid<T: Scalar>(z: T) -> T {
    let q = (-z.abs()).exp();
    if z >= T::ZERO { T::ONE / (T::ONE + q) } else { q / (T::ONE + q) }
}

/// σ′ = a·(1 − a). Where a is close to 1, 1 − a has few digits left, and σ(−z) is the same with all of them.
pub fn sigmoid_slope<T: Scalar>(z: T, a: T) -> T {
    if a > T::from_f64(0.9) { a * sigmoid(-z) } else { a * (T::ONE - a) }
}

/// tanh′ = 1 − a². Where a is close to ±1 it is written as 4q/(1 + q)², q = e^(−2|z|), which keeps all digits.
pub fn tanh_slope<T: Scalar>(z: T, a: T) -> T {
    if a.abs() <= T::from_f64(0.9) {
        return T::ONE - a * a;
    }
    let q = (T::from_f64(-2.0) * z.abs()).exp();
    T::from_f64(4.0) * q / ((T::ONE + q) * (T::ONE + q))
}

fn elu<T: Scalar>(z: T, alpha: T) -> T {
    if z < T::ZERO { alpha * z.exp_m1() } else { z }
}

fn elu_slope<T: Scalar>(z: T, alpha: T) -> T {
    if z < T::ZERO { alpha * z.exp() } else { T::ONE }
}

/// ln(1 + eᶻ) = max(z, 0) + ln(1 + e^(−|z|)), which never overflows.
pub fn softplus<T: Scalar>(z: T) -> T {
    z.max(T::ZERO) + (-z.abs()).exp().ln_1p()
}

/// Φ(z), the normal distribution function.
pub fn normal<T: Scalar>(z: T) -> T {
    T::from_f64(0.5) * (T::ONE + (z * T::from_f64(std::f64::consts::FRAC_1_SQRT_2)).erf())
}

/// φ(z), the normal density.
pub fn normal_pdf<T: Scalar>(z: T) -> T {
    let height = std::f64::consts::FRAC_2_SQRT_PI * std::f64::consts::FRAC_1_SQRT_2 / 2.0;
    T::from_f64(height) * (T::from_f64(-0.5) * z * z).exp()
}
