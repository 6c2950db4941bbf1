//! Every layer by itself, at random points and shapes: with φ = Σ r·part(inputs) for random r, the
//! backward's gradients along a random direction are the derivative of φ that dual numbers push forward.
//!
//! The upstream gradient r is random, never all ones: those make batch norm's dx and dγ zero and check nothing.

mod common;

use common::functions;
use common::part::{Part, check};
use experiment::spec::Activation;
use from_scratch::Scalar;
use from_scratch::layers::activation::{activation_backward, activation_forward};
use from_scratch::layers::affine::{AffineGradients, affine_backward, affine_backward_input, affine_forward};
use from_scratch::layers::batch_norm::*;
use from_scratch::layers::dropout::{dropout_backward, dropout_forward};
use from_scratch::layers::maxout::{maxout_backward, maxout_forward};
use from_scratch::layers::prelu::{prelu_backward, prelu_forward};
use from_scratch::layers::residual::{residual_backward, residual_backward_input, residual_forward};
use from_scratch::matrix::{MatMut, MatRef};
use proptest::prelude::*;

struct Affine {
    n: usize,
    fan_in: usize,
    fan_out: usize,
    bias: usize,
}

impl Part for Affine {
    fn lengths(&self) -> Vec<usize> {
        vec![self.n * self.fan_in, self.fan_in * self.fan_out, self.bias]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        let mut z = vec![T::ZERO; self.n * self.fan_out];
        let (x, w) = (MatRef::new(&inputs[0], self.n, self.fan_in), MatRef::new(&inputs[1], self.fan_in, self.fan_out));
        let b = (self.bias > 0).then_some(inputs[2].as_slice());
        affine_forward(x, w, b, MatMut::new(&mut z, self.n, self.fan_out));
        z
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let (n, fan_in, fan_out) = (self.n, self.fan_in, self.fan_out);
        let [mut dx, mut dw, mut db] = [n * fan_in, fan_in * fan_out, self.bias].map(|length| vec![0.0; length]);
        let (x, w) = (MatRef::new(&inputs[0], n, fan_in), MatRef::new(&inputs[1], fan_in, fan_out));
        let dz = MatRef::new(upstream, n, fan_out);
        let bias = (self.bias > 0).then_some(db.as_mut_slice());
        affine_backward(x, dz, AffineGradients { dw: MatMut::new(&mut dw, fan_in, fan_out), db: bias });
        affine_backward_input(w, dz, MatMut::new(&mut dx, n, fan_in));
        vec![dx, dw, db]
    }
}

struct Function(Activation, usize);

impl Part for Function {
    fn lengths(&self) -> Vec<usize> {
        vec![self.1]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        let mut a = vec![T::ZERO; self.1];
        activation_forward(self.0, &inputs[0], &mut a);
        a
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let mut d = upstream.to_vec();
        activation_backward(self.0, &inputs[0], &self.forward(inputs), &mut d);
        vec![d]
    }
}

struct Prelu(usize);

impl Part for Prelu {
    fn lengths(&self) -> Vec<usize> {
        vec![self.0, 1]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        let mut a = vec![T::ZERO; self.0];
        prelu_forward(&inputs[0], inputs[1][0], &mut a);
        a
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let mut d = upstream.to_vec();
        let slope = prelu_backward(&inputs[0], inputs[1][0], &mut d);
        vec![d, vec![slope]]
    }
}

struct Maxout {
    n: usize,
    units: usize,
    pieces: usize,
}

impl Part for Maxout {
    fn lengths(&self) -> Vec<usize> {
        vec![self.n * self.units * self.pieces]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        let mut a = vec![T::ZERO; self.n * self.units];
        let z = MatRef::new(&inputs[0], self.n, self.units * self.pieces);
        maxout_forward(z, MatMut::new(&mut a, self.n, self.units));
        a
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let mut dz = vec![9.0; inputs[0].len()];
        let columns = self.units * self.pieces;
        let (z, da) = (MatRef::new(&inputs[0], self.n, columns), MatRef::new(upstream, self.n, self.units));
        maxout_backward(z, da, MatMut::new(&mut dz, self.n, columns));
        vec![dz]
    }
}

struct BatchNorm {
    n: usize,
    m: usize,
}

impl BatchNorm {
    /// x̂, y and r.
    fn pass<T: Scalar>(&self, inputs: &[Vec<T>]) -> [Vec<T>; 3] {
        let (n, m) = (self.n, self.m);
        let [mut mean, mut variance, mut inverse] = [m; 3].map(|length| vec![T::ZERO; length]);
        let [mut x, mut y] = [n * m; 2].map(|length| vec![T::ZERO; length]);
        let z = MatRef::new(&inputs[0], n, m);
        batch_statistics(z, &mut mean, &mut variance);
        // An ε of 0.1 keeps 1/√(v + ε) around 1, so that rounding stays that of numbers around 1.
        inverse_deviations(&variance, T::from_f64(0.1), &mut inverse);
        normalize(z, BatchMoments { mean: &mean, inverse_deviation: &inverse }, MatMut::new(&mut x, n, m));
        scale_and_shift(MatRef::new(&x, n, m), &inputs[1], &inputs[2], MatMut::new(&mut y, n, m));
        [x, y, inverse]
    }
}

impl Part for BatchNorm {
    fn lengths(&self) -> Vec<usize> {
        vec![self.n * self.m, self.m, self.m]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        let [_, y, _] = self.pass(inputs);
        y
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let [x, _, inverse] = self.pass(inputs);
        let (mut d, mut dgamma, mut dbeta) = (upstream.to_vec(), vec![0.0; self.m], vec![0.0; self.m]);
        let cache = BatchNormCache { normalized: MatRef::new(&x, self.n, self.m), inverse_deviation: &inverse };
        let gradients = BatchNormGradients { dgamma: &mut dgamma, dbeta: &mut dbeta };
        batch_norm_backward(cache, &inputs[1], MatMut::new(&mut d, self.n, self.m), gradients);
        vec![d, dgamma, dbeta]
    }
}

struct Dropout(Vec<f64>);

impl Part for Dropout {
    fn lengths(&self) -> Vec<usize> {
        vec![self.0.len()]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        let (mask, mut h) = (self.0.iter().map(|&x| T::from_f64(x)).collect::<Vec<T>>(), inputs[0].clone());
        dropout_forward(&mask, &inputs[0], &mut h);
        h
    }
    fn backward(&self, _: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let mut d = upstream.to_vec();
        dropout_backward(&self.0, &mut d);
        vec![d]
    }
}

/// With a projection where the widths differ.
struct Residual {
    n: usize,
    fan_in: usize,
    fan_out: usize,
}

impl Residual {
    fn projection<'a, T: Copy>(&self, p: &'a [T]) -> Option<MatRef<'a, T>> {
        (!p.is_empty()).then(|| MatRef::new(p, self.fan_in, self.fan_out))
    }
}

impl Part for Residual {
    fn lengths(&self) -> Vec<usize> {
        let projection = if self.fan_in == self.fan_out { 0 } else { self.fan_in * self.fan_out };
        vec![self.n * self.fan_in, projection, self.n * self.fan_out]
    }
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T> {
        let mut h = inputs[2].clone();
        let x = MatRef::new(&inputs[0], self.n, self.fan_in);
        residual_forward(x, self.projection(&inputs[1]), MatMut::new(&mut h, self.n, self.fan_out));
        h
    }
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>> {
        let (mut dx, mut dp) = (vec![0.0; inputs[0].len()], vec![0.0; inputs[1].len()]);
        let dh = MatRef::new(upstream, self.n, self.fan_out);
        if !dp.is_empty() {
            let x = MatRef::new(&inputs[0], self.n, self.fan_in);
            residual_backward(x, dh, MatMut::new(&mut dp, self.fan_in, self.fan_out));
        }
        residual_backward_input(self.projection(&inputs[1]), dh, MatMut::new(&mut dx, self.n, self.fan_in));
        vec![dx, dp, upstream.to_vec()]
    }
}

proptest! {
    #[test]
    fn affine(n in 1..5usize, fan_in in 1..5usize, fan_out in 2..5usize, kind in 0..3usize, seed: u64) {
        check(&Affine { n, fan_in, fan_out, bias: [0, 1, fan_out][kind] }, seed)?;
    }

    #[test]
    fn activation(f in prop::sample::select(functions()), length in 1..9usize, seed: u64) {
        check(&Function(f, length), seed)?;
    }

    #[test]
    fn prelu(length in 1..9usize, seed: u64) {
        check(&Prelu(length), seed)?;
    }

    #[test]
    fn maxout(n in 1..4usize, units in 1..4usize, pieces in 2..5usize, seed: u64) {
        check(&Maxout { n, units, pieces }, seed)?;
    }

    #[test]
    fn batch_norm(n in 2..7usize, m in 1..5usize, seed: u64) {
        check(&BatchNorm { n, m }, seed)?;
    }

    #[test]
    fn dropout(kept in prop::collection::vec(prop::sample::select(vec![0.0, 4.0 / 3.0]), 1..9), seed: u64) {
        check(&Dropout(kept), seed)?;
    }

    #[test]
    fn residual(n in 1..5usize, fan_in in 1..5usize, fan_out in 1..5usize, seed: u64) {
        check(&Residual { n, fan_in, fan_out }, seed)?;
    }
}
