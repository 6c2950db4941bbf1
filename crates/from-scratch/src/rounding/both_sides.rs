//! Jumps within an error: where a number lies on one (the slope of relu at 0, the winner of maxout, the sign of y − t),
//! two engines may stand on either side of it. Then the jump itself is the error: both sides are computed, and their
//! difference counts.
//!
//! ```text
//! δ = ±32·u·e(z)     jump = |f(z + δ) − f(z − δ)|     e(f) = jump/u, if the error of z does not explain it
//! ```
//!
//! Slopes are flat far out, so the number within the error that is nearest to 0 is a third side of theirs.
//!
//! An error that is large is as good as a jump where f bends within it: to first order it moves e^z by e^z·δ, and a z
//! of −1e16 has a δ of 30.

use engine::agreement::larger;
use experiment::spec::{Activation, OutputActivation};

use crate::batch_loss::{self, Samples};
use crate::head::{Head, output_forward};
use crate::layers::{activation, maxout, prelu};
use crate::matrix::{MatMut, MatRef};
use crate::operations::Operations;
use crate::rounded::{ERROR_DEVIATIONS, Format, Rounded};
use crate::scalar::Scalar;

/// The formulas, with the jumps that an error may lie across.
#[derive(Debug, Clone, Copy)]
pub(super) struct BothSides;

impl<F: Format> Operations<Rounded<F>> for BothSides {
    fn activation_forward(&self, f: Activation, z: &[Rounded<F>], a: &mut [Rounded<F>]) {
        let [above, below] = sides(z).map(|z| {
            let mut a = vec![Rounded::ZERO; z.len()];
            activation::activation_forward(f, &z, &mut a);
            a
        });
        activation::activation_forward(f, z, a);
        add_jumps(a, &above, &below);
    }

    fn activation_backward(&self, f: Activation, z: &[Rounded<F>], a: &[Rounded<F>], d: &mut [Rounded<F>]) {
        let [above, below] = sides(z);
        let [above, below, middle] = [above, below, nearest_to_zero(z)].map(|z| {
            let (mut a, mut d) = (vec![Rounded::ZERO; z.len()], d.to_vec());
            activation::activation_forward(f, &z, &mut a);
            activation::activation_backward(f, &z, &a, &mut d);
            d
        });
        activation::activation_backward(f, z, a, d);
        add_jumps(d, &above, &below);
        add_jumps(d, &middle, &above);
    }

    fn prelu_forward(&self, z: &[Rounded<F>], slope: Rounded<F>, a: &mut [Rounded<F>]) {
        let [above, below] = sides(z).map(|z| {
            let mut a = vec![Rounded::ZERO; z.len()];
            prelu::prelu_forward(&z, slope, &mut a);
            a
        });
        prelu::prelu_forward(z, slope, a);
        add_jumps(a, &above, &below);
    }

    fn prelu_backward(&self, z: &[Rounded<F>], slope: Rounded<F>, d: &mut [Rounded<F>]) -> Rounded<F> {
        let [above, below] = sides(z).map(|z| {
            let mut d = d.to_vec();
            (prelu::prelu_backward(&z, slope, &mut d), d)
        });
        let mut dslope = [prelu::prelu_backward(z, slope, d)];
        add_jumps(d, &above.1, &below.1);
        // A z of 0 adds nothing to the slope, and its error does in an engine that finds it a little lower.
        add_jumps(&mut dslope, &[above.0], &[below.0]);
        dslope[0]
    }

    /// Each piece in turn lies above the others.
    fn maxout_backward(&self, z: MatRef<Rounded<F>>, da: MatRef<Rounded<F>>, mut dz: MatMut<Rounded<F>>) {
        maxout::maxout_backward(z, da, dz.by_ref());
        let pieces = z.columns() / da.columns();
        for piece in 0..pieces {
            let shifted = |(at, z): (usize, &Rounded<F>)| shifted(*z, if at % pieces == piece { 1.0 } else { -1.0 });
            let z: Vec<Rounded<F>> = z.values().iter().enumerate().map(shifted).collect();
            let mut other = vec![Rounded::ZERO; z.len()];
            let shape = (da.rows(), z.len() / da.rows());
            maxout::maxout_backward(MatRef::new(&z, shape.0, shape.1), da, MatMut::new(&mut other, shape.0, shape.1));
            let here = dz.values().to_vec();
            add_jumps(dz.values(), &here, &other);
        }
    }

    fn output_forward(&self, head: Head, z: MatRef<Rounded<F>>, mut y: MatMut<Rounded<F>>) {
        let [above, below] = match head.output {
            OutputActivation::Softmax => softmax_ends(z),
            _ => sides(z.values()).map(|z_side| self.outputs(head, z, &z_side)),
        };
        output_forward(head, z, y.by_ref());
        add_jumps(y.values(), &above, &below);
    }

    fn loss_forward(
        &self,
        head: Head,
        z: MatRef<Rounded<F>>,
        y: MatRef<Rounded<F>>,
        samples: Samples<Rounded<F>>,
    ) -> Rounded<F> {
        let (rows, columns) = (z.rows(), z.columns());
        let forward = |z: &[Rounded<F>], y: &[Rounded<F>]| {
            let (z, y) = (MatRef::new(z, rows, columns), MatRef::new(y, rows, columns));
            batch_loss::loss_forward(head, z, y, samples)
        };
        let ([z_above, z_below], [y_above, y_below]) = (sides(z.values()), sides(y.values()));
        let mut loss = [forward(z.values(), y.values())];
        add_jumps(&mut loss, &[forward(&z_above, &y_above)], &[forward(&z_below, &y_below)]);
        loss[0]
    }

    fn loss_backward(
        &self,
        head: Head,
        z: MatRef<Rounded<F>>,
        y: MatRef<Rounded<F>>,
        samples: Samples<Rounded<F>>,
        mut dz: MatMut<Rounded<F>>,
    ) {
        let (rows, columns) = (z.rows(), z.columns());
        let backward = |z: &[Rounded<F>], y: &[Rounded<F>]| {
            let mut d = vec![Rounded::ZERO; z.len()];
            let (z, y) = (MatRef::new(z, rows, columns), MatRef::new(y, rows, columns));
            batch_loss::loss_backward(head, z, y, samples, MatMut::new(&mut d, rows, columns));
            d
        };
        let ([z_above, z_below], [y_above, y_below]) = (sides(z.values()), sides(y.values()));
        let (above, below) = (backward(&z_above, &y_above), backward(&z_below, &y_below));
        let middle = nearest_to_zero(z.values());
        let middle = backward(&middle, &self.outputs(head, z, &middle));
        batch_loss::loss_backward(head, z, y, samples, dz.by_ref());
        add_jumps(dz.values(), &above, &below);
        add_jumps(dz.values(), &middle, &above);
    }
}

impl BothSides {
    fn outputs<F: Format>(&self, head: Head, shape: MatRef<Rounded<F>>, z: &[Rounded<F>]) -> Vec<Rounded<F>> {
        let mut y = vec![Rounded::ZERO; z.len()];
        let (rows, columns) = (shape.rows(), shape.columns());
        output_forward(head, MatRef::new(z, rows, columns), MatMut::new(&mut y, rows, columns));
        y
    }
}

/// A number at one end of its error.
fn shifted<F: Format>(z: Rounded<F>, side: f64) -> Rounded<F> {
    Rounded::of(z.value + side * z.error_bound(), z.error)
}

/// All numbers above, and all below.
fn sides<F: Format>(z: &[Rounded<F>]) -> [Vec<Rounded<F>>; 2] {
    [1.0, -1.0].map(|side| z.iter().map(|z| shifted(*z, side)).collect())
}

/// The number within the error that is nearest to 0: slopes are flat far out, and where both ends are, the middle may
/// not be.
fn nearest_to_zero<F: Format>(z: &[Rounded<F>]) -> Vec<Rounded<F>> {
    let within = |z: &Rounded<F>| z.value.max(-z.error_bound()).min(z.error_bound());
    z.iter().map(|z| Rounded::of(z.value - within(z), z.error)).collect()
}

/// Counts a difference between both sides as error where it is more than a smooth function makes of the error.
fn add_jumps<F: Format>(values: &mut [Rounded<F>], above: &[Rounded<F>], below: &[Rounded<F>]) {
    for (value, (above, below)) in values.iter_mut().zip(above.iter().zip(below)) {
        let jump = (above.value - below.value).abs() / F::UNIT;
        // A relu of a number that is 0 or a little more is exact at 0, and as uncertain as the number above.
        value.error = larger(value.error, larger(above.error, below.error));
        if jump > 4.0 * ERROR_DEVIATIONS * value.error {
            value.error = libm::hypot(value.error, jump);
        }
    }
}

/// z: (n, m)  ->  the largest y of a softmax within the errors of z, and the least: (n, m)
///
/// yⱼ = 1/(1 + Σₖ e^(zₖ − zⱼ)) over k ≠ j is largest where zⱼ lies above and all others below.
fn softmax_ends<F: Format>(z: MatRef<Rounded<F>>) -> [Vec<Rounded<F>>; 2] {
    [1.0, -1.0].map(|side| {
        let rows = (0..z.rows()).map(|s| z.row(s));
        let y = rows.flat_map(|z| {
            let at = |end: f64| z.iter().map(|z| z.value + end * z.error_bound()).collect::<Vec<f64>>();
            let (own, others) = (at(side), at(-side));
            (0..z.len()).map(move |j| {
                let before_and_after = others[..j].iter().chain(&others[j + 1..]);
                let rest: f64 = before_and_after.map(|other| libm::exp(other - own[j])).sum();
                Rounded::of(1.0 / (1.0 + rest), 0.0)
            })
        });
        y.collect()
    })
}

#[cfg(test)]
mod tests {
    use experiment::spec::Loss;

    use super::*;

    /// A number whose error reaches so far.
    fn within(value: f64, reach: f64) -> Rounded<f64> {
        Rounded::of(value, reach / (ERROR_DEVIATIONS * f64::UNIT))
    }

    /// Two logits of 0 with a reach of (ln 3)/2: at the ends they are ln 3 apart, so that y lies between ¼ and ¾. Of
    /// three the least y is 1/(1 + 3 + 3), the largest 3/(3 + 1 + 1).
    #[test]
    fn a_probability_is_largest_where_its_logit_alone_lies_above() {
        let ends = |count: usize| {
            let z = vec![within(0.0, libm::log(3.0) / 2.0); count];
            softmax_ends(MatRef::new(&z, 1, count)).map(|y| y[0].value)
        };
        let near = |found: [f64; 2], wanted: [f64; 2]| {
            found
                .iter()
                .zip(wanted)
                .for_each(|(found, wanted)| assert!((found / wanted - 1.0).abs() < 1e-14, "{found}"));
        };
        near(ends(2), [3.0 / 4.0, 1.0 / 4.0]);
        near(ends(3), [3.0 / 5.0, 1.0 / 7.0]);
    }

    /// A z of 30 with a reach of 60 lies where tanh is flat, and so do both ends; at 0 its slope is 1.
    #[test]
    fn a_slope_that_is_flat_at_both_ends_may_be_steep_between() {
        let reach = |reach: f64| {
            let (z, a, mut d) = ([within(30.0, reach)], [Rounded::<f64>::ONE], [Rounded::<f64>::ONE]);
            BothSides.activation_backward(Activation::Tanh, &z, &a, &mut d);
            d[0].error_bound()
        };
        assert!(reach(60.0) > 0.9 && reach(1.0) < 1e-20, "{} {}", reach(60.0), reach(1.0));
    }

    /// A z of 1e-9 that reaches to −1e-3 is −1000 behind a slope of a million; of two pieces of 1 and a little more the
    /// one that reaches to 1.001 may be the larger; a margin of −1e-9 that reaches to 1e-3 costs so much.
    #[test]
    fn a_value_is_as_uncertain_as_on_the_other_side_of_its_kink() {
        let reaches = |reach: f64| {
            let (z, mut a) = ([within(1e-9, reach)], [Rounded::<f64>::ZERO]);
            BothSides.prelu_forward(&z, Rounded::of(1e6, 0.0), &mut a);
            let (z, mut largest) = ([within(1.0, reach), within(1.0 + 1e-9, 0.0)], [Rounded::ZERO]);
            BothSides.maxout_forward(MatRef::new(&z, 1, 2), MatMut::new(&mut largest, 1, 1));
            let head = Head::of_signs(OutputActivation::Identity, Loss::Hinge);
            let (z, t) = ([within(1.0 + 1e-9, reach)], [Rounded::ONE]);
            let samples = Samples { targets: MatRef::new(&t, 1, 1), weights: None, total: Rounded::ONE };
            let loss = BothSides.loss_forward(head, MatRef::new(&z, 1, 1), MatRef::new(&z, 1, 1), samples);
            [a[0], largest[0], loss].map(Rounded::error_bound)
        };
        let least = [999.0, 0.99e-3, 0.99e-3];
        assert!(reaches(1e-3).iter().zip(least).all(|(found, least)| (least..3.0 * least).contains(found)));
        assert!(reaches(1e-12).iter().all(|found| *found < 1e-11), "{:?}", reaches(1e-12));
    }

    /// Logits of 0 and −60 with a reach of 35 may be 10 apart the other way: y = e⁻⁶⁰ may be anything up to 1, where
    /// the slope says that it moves by e⁻⁶⁰·35. With a reach of 1e-6 the slope says it all.
    /// With one of 1e200 no difference of the ends is small enough for an exponential.
    #[test]
    fn a_large_error_is_a_jump_where_the_slope_is_small() {
        let head = Head::of_signs(OutputActivation::Softmax, Loss::SquaredError);
        let reach = |reach: f64| {
            let (z, mut y) = ([within(0.0, reach), within(-60.0, reach)], [Rounded::<f64>::ZERO; 2]);
            BothSides.output_forward(head, MatRef::new(&z, 1, 2), MatMut::new(&mut y, 1, 2));
            y[1].error_bound()
        };
        assert!(reach(35.0) > 0.9 && reach(1e200) > 0.9, "{} {}", reach(35.0), reach(1e200));
        let of_the_slope = libm::exp(-60.0) * 1e-6;
        assert!((of_the_slope..3.0 * of_the_slope).contains(&reach(1e-6)), "{} {of_the_slope}", reach(1e-6));
    }
}
