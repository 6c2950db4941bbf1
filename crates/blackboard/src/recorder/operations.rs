//! Each formula of a network with its notes: what goes in, what comes out, what is given instead.

use engine::Matrix;
use experiment::spec::{Activation, Penalty};
use experiment::term::{LayerValue, Symbol};
use from_scratch::batch_loss::Samples;
use from_scratch::head::Head;
use from_scratch::layers::batch_norm::{
    BatchMoments, BatchNormCache, BatchNormGradients, batch_statistics, inverse_deviations,
};
use from_scratch::matrix::{MatMut, MatRef};
use from_scratch::network::Residual;
use from_scratch::operations::{Longhand, Operations};

use super::Recorder;
use crate::differentiated::Differentiated;
use crate::numbers::{LayerNumbers, copy, view};
use crate::parts::{as_mut, output_slope, through_output};

impl Operations<f64> for Recorder<'_> {
    fn affine_forward(&self, x: MatRef<f64>, w: MatRef<f64>, b: Option<&[f64]>, mut z: MatMut<f64>) {
        self.numbers.borrow_mut().layers.push(LayerNumbers { x: copy(x), ..LayerNumbers::default() });
        let (layer, columns) = (self.now(), z.columns());
        Longhand.affine_forward(x, w, b, z.by_ref());
        self.fix(layer, LayerValue::Affine, columns, z.values());
        if self.network.layers[layer].batch_norm.is_none() {
            self.fix(layer, LayerValue::Z, columns, z.values());
        }
        self.note(layer, |of| of.affine = copy(z.view()));
    }

    fn normalize(&self, z: MatRef<f64>, moments: BatchMoments<f64>, mut normalized: MatMut<f64>) {
        let (layer, m) = (self.now(), z.columns());
        let (mut mean, mut variance, mut inverse) = (moments.mean.to_vec(), vec![0.0; m], vec![0.0; m]);
        batch_statistics(z, &mut vec![0.0; m], &mut variance);
        self.fix(layer, LayerValue::Mean, m, &mut mean);
        self.fix(layer, LayerValue::Variance, m, &mut variance);
        let epsilon = self.network.layers[layer].batch_norm.as_ref().map_or(0.0, |of| of.epsilon);
        inverse_deviations(&variance, epsilon, &mut inverse);
        Longhand.normalize(z, BatchMoments { mean: &mean, inverse_deviation: &inverse }, normalized.by_ref());
        self.fix(layer, LayerValue::Normalized, m, normalized.values());
        let row = |values| Matrix::new(1, m, values);
        let normalized = copy(normalized.view());
        self.note(layer, |of| {
            (of.mean, of.variance, of.inverse) = (row(mean), row(variance), row(inverse));
            of.normalized = normalized;
        });
    }

    fn batch_norm_backward(
        &self,
        _: BatchNormCache<f64>,
        gamma: &[f64],
        mut d: MatMut<f64>,
        g: BatchNormGradients<f64>,
    ) {
        let layer = self.at.get();
        {
            let numbers = self.numbers.borrow();
            let of = &numbers.layers[layer];
            let cache = BatchNormCache { normalized: view(&of.normalized), inverse_deviation: of.inverse.values() };
            Longhand.batch_norm_backward(cache, gamma, d.by_ref(), g);
        }
        let columns = d.columns();
        self.fix_derivative(Symbol::Layer(layer, LayerValue::Affine), columns, d.values());
        self.note(layer, |of| of.daffine = copy(d.view()));
    }

    fn activation_forward(&self, f: Activation, z: &[f64], a: &mut [f64]) {
        let columns = self.network.layers[self.now()].fan_out;
        let forward = |z: MatRef<f64>, a: &mut [f64]| Longhand.activation_forward(f, z.values(), a);
        self.activate(MatRef::new(z, z.len() / columns, columns), a, forward, |z, a| {
            let mut ones = Matrix::new(z.rows(), z.columns(), vec![1.0; a.len()]);
            Longhand.activation_backward(f, z.values(), a, ones.values_mut());
            ones
        });
    }

    fn activation_backward(&self, f: Activation, _: &[f64], _: &[f64], d: &mut [f64]) {
        let columns = self.network.layers[self.at.get()].fan_out;
        let dz = self.deactivate(MatRef::new(d, d.len() / columns, columns), |of, da| {
            let mut dz = da.clone();
            Longhand.activation_backward(f, of.z.values(), of.a.values(), dz.values_mut());
            dz
        });
        d.copy_from_slice(dz.values());
    }

    fn prelu_forward(&self, z: &[f64], slope: f64, a: &mut [f64]) {
        let columns = self.network.layers[self.now()].fan_out;
        let forward = |z: MatRef<f64>, a: &mut [f64]| Longhand.prelu_forward(z.values(), slope, a);
        self.activate(MatRef::new(z, z.len() / columns, columns), a, forward, |z, a| {
            let mut ones = Matrix::new(z.rows(), z.columns(), vec![1.0; a.len()]);
            Longhand.prelu_backward(z.values(), slope, ones.values_mut());
            ones
        });
    }

    fn prelu_backward(&self, _: &[f64], slope: f64, d: &mut [f64]) -> f64 {
        let columns = self.network.layers[self.at.get()].fan_out;
        let mut gradient = 0.0;
        let dz = self.deactivate(MatRef::new(d, d.len() / columns, columns), |of, da| {
            let mut dz = da.clone();
            gradient = Longhand.prelu_backward(of.z.values(), slope, dz.values_mut());
            dz
        });
        d.copy_from_slice(dz.values());
        gradient
    }

    fn maxout_forward(&self, z: MatRef<f64>, mut a: MatMut<f64>) {
        let (rows, columns) = (a.rows(), a.columns());
        let forward = |z: MatRef<f64>, a: &mut [f64]| Longhand.maxout_forward(z, MatMut::new(a, rows, columns));
        self.activate(z, a.values(), forward, |z, a| {
            let (ones, mut pieces) = (vec![1.0; a.len()], Matrix::zeros(rows, z.columns()));
            Longhand.maxout_backward(z, MatRef::new(&ones, rows, columns), as_mut(&mut pieces));
            pieces
        });
    }

    fn maxout_backward(&self, z: MatRef<f64>, da: MatRef<f64>, mut dz: MatMut<f64>) {
        let all = self.deactivate(da, |of, da| {
            let mut dz = Matrix::zeros(z.rows(), z.columns());
            Longhand.maxout_backward(view(&of.z), view(da), as_mut(&mut dz));
            dz
        });
        dz.values().copy_from_slice(all.values());
    }

    fn dropout_forward(&self, mask: &[f64], a: &[f64], h: &mut [f64]) {
        let layer = self.now();
        let of = &self.network.layers[layer];
        Longhand.dropout_forward(mask, a, h);
        if of.residual == Residual::Absent {
            self.fix(layer, LayerValue::H, of.fan_out, h);
        }
        let matrix = |values: &[f64]| Matrix::new(values.len() / of.fan_out, of.fan_out, values.to_vec());
        self.note(layer, |of| (of.mask, of.h) = (matrix(mask), matrix(h)));
    }

    fn dropout_backward(&self, mask: &[f64], d: &mut [f64]) {
        let columns = self.network.layers[self.at.get()].fan_out;
        self.note(self.at.get(), |of| of.dh = Matrix::new(d.len() / columns, columns, d.to_vec()));
        Longhand.dropout_backward(mask, d);
    }

    fn residual_forward(&self, x: MatRef<f64>, projection: Option<MatRef<f64>>, mut h: MatMut<f64>) {
        let (layer, columns) = (self.now(), h.columns());
        Longhand.residual_forward(x, projection, h.by_ref());
        self.fix(layer, LayerValue::H, columns, h.values());
        self.note(layer, |of| of.h = copy(h.view()));
    }

    fn output_forward(&self, head: Head, z: MatRef<f64>, mut y: MatMut<f64>) {
        let (layer, columns) = (self.now(), y.columns());
        Longhand.output_forward(head, z, y.by_ref());
        self.given.fix(Symbol::Output, columns, y.values());
        self.fix(layer, LayerValue::A, columns, y.values());
        let (z, y) = (copy(z), copy(y.view()));
        let derivative = output_slope(head, &z, &y);
        self.numbers.borrow_mut().outputs = y.clone();
        self.note(layer, |of| (of.z, of.derivative, of.h, of.a) = (z, derivative, y.clone(), y));
    }

    fn loss_backward(&self, head: Head, z: MatRef<f64>, y: MatRef<f64>, samples: Samples<f64>, mut dz: MatMut<f64>) {
        let (last, columns) = (self.network.layers.len() - 1, z.columns());
        let (mut dy, mut slopes) = self.start(head, z, y, samples);
        if !self.shares.is_empty() && self.given.has_derivative(Symbol::Output) {
            self.fix_derivative(Symbol::Output, columns, dy.values_mut());
            slopes = through_output(head, z, y, &dy);
        }
        self.fix_derivative(Symbol::Layer(last, LayerValue::Z), columns, slopes.values_mut());
        dz.values().copy_from_slice(slopes.values());
        self.numbers.borrow_mut().doutputs = dy.clone();
        self.note(last, |of| (of.dh, of.da, of.dz, of.daffine) = (dy.clone(), dy, slopes.clone(), slopes));
    }

    fn affine_backward_input(&self, w: MatRef<f64>, dz: MatRef<f64>, mut dx: MatMut<f64>) {
        Longhand.affine_backward_input(w, view(&self.held(dz)), dx.by_ref());
        self.note(self.at.get(), |of| of.dx = copy(dx.view()));
    }

    fn residual_backward_input(&self, projection: Option<MatRef<f64>>, dh: MatRef<f64>, mut dx: MatMut<f64>) {
        Longhand.residual_backward_input(projection, view(&self.held(dh)), dx.by_ref());
        self.note(self.at.get(), |of| of.dx = copy(dx.view()));
    }

    fn penalty_backward(&self, penalty: Penalty, w: &[f64], dw: &mut [f64]) {
        if self.differentiated == Differentiated::Objective {
            Longhand.penalty_backward(penalty, w, dw);
        }
    }
}
