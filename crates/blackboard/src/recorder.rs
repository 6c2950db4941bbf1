//! The formulas of a network, with a recorder around them: every number that goes in or out is written down, given
//! numbers take the place of computed ones, and the way back can be held to one unit.
//!
//! It wraps [`Longhand`](from_scratch::operations::Longhand), so what it writes down is what the hand-written engine
//! computes. Which layer a formula is asked for follows from the order of a pass: forward each layer begins with its
//! affine map, and on the way back the caller says where it is.

mod operations;

use std::cell::{Cell, RefCell};

use engine::Matrix;
use experiment::term::{LayerValue, Symbol};
use from_scratch::batch_loss::Samples;
use from_scratch::head::Head;
use from_scratch::matrix::MatRef;
use from_scratch::network::{Network, Residual};

use crate::differentiated::{Differentiated, Path};
use crate::given::Replacements;
use crate::numbers::{LayerNumbers, Numbers, copy, view};
use crate::parts::{Source, slopes, through_output};

/// The recorder of one batch.
pub(crate) struct Recorder<'a> {
    pub network: &'a Network,
    pub differentiated: Differentiated,
    pub path: Option<Path>,
    pub given: &'a Replacements,
    /// What the own loss of each sample is multiplied by; empty if no loss is differentiated.
    pub shares: Vec<f64>,
    /// Whether something is dropped.
    pub masked: bool,
    pub numbers: RefCell<Numbers>,
    /// The layer that the backward pass is at.
    pub at: Cell<usize>,
}

impl Recorder<'_> {
    /// From the logits, unless outputs are given, which have none.
    pub fn source(&self) -> Source {
        let last = self.network.layers.len() - 1;
        let given =
            [Symbol::Output, Symbol::Layer(last, LayerValue::A)].into_iter().any(|symbol| self.given.has(symbol));
        if given { Source::Outputs } else { Source::Logits }
    }

    /// The layer of the forward pass.
    fn now(&self) -> usize {
        self.numbers.borrow().layers.len() - 1
    }

    fn fix(&self, layer: usize, value: LayerValue, columns: usize, values: &mut [f64]) {
        self.given.fix(Symbol::Layer(layer, value), columns, values);
    }

    fn fix_derivative(&self, symbol: Symbol, columns: usize, values: &mut [f64]) {
        if !self.shares.is_empty() {
            self.given.fix_derivatives(symbol, columns, values, &self.shares);
        }
    }

    fn note(&self, layer: usize, note: impl FnOnce(&mut LayerNumbers)) {
        note(&mut self.numbers.borrow_mut().layers[layer]);
    }

    /// What every activation does: z as it is or as it is given, a, and f′(z), of which `slope` makes da = 1.
    fn activate(
        &self,
        z: MatRef<f64>,
        a: &mut [f64],
        forward: impl Fn(MatRef<f64>, &mut [f64]),
        derivative: impl Fn(MatRef<f64>, &[f64]) -> Matrix,
    ) {
        let layer = self.now();
        let of = &self.network.layers[layer];
        let mut z = copy(z);
        let columns = z.columns();
        self.fix(layer, LayerValue::Z, columns, z.values_mut());
        forward(view(&z), a);
        self.fix(layer, LayerValue::A, of.fan_out, a);
        if !self.masked && of.residual == Residual::Absent {
            self.fix(layer, LayerValue::H, of.fan_out, a);
        }
        let mut derivative = derivative(view(&z), a);
        let width = derivative.columns();
        self.fix(layer, LayerValue::Derivative, width, derivative.values_mut());
        let a = Matrix::new(z.rows(), of.fan_out, a.to_vec());
        self.note(layer, |of| (of.z, of.derivative, of.h, of.a) = (z, derivative, a.clone(), a));
    }

    /// What every activation does on the way back: da, then dz.
    fn deactivate(&self, d: MatRef<f64>, backward: impl FnOnce(&LayerNumbers, &Matrix) -> Matrix) -> Matrix {
        let layer = self.at.get();
        let mut da = copy(d);
        match self.differentiated {
            Differentiated::A { layer: at, sample, unit } if at == layer => da.row_mut(sample)[unit] = 1.0,
            _ => {}
        }
        let columns = da.columns();
        self.fix_derivative(Symbol::Layer(layer, LayerValue::A), columns, da.values_mut());
        let mut dz = backward(&self.numbers.borrow().layers[layer], &da);
        self.given.through_slopes(layer, &da, &mut dz);
        match self.differentiated {
            Differentiated::Z { layer: at, sample, unit } if at == layer => dz.row_mut(sample)[unit] = 1.0,
            _ => {}
        }
        let columns = dz.columns();
        self.fix_derivative(Symbol::Layer(layer, LayerValue::Z), columns, dz.values_mut());
        self.note(layer, |of| {
            if of.dh.rows() == 0 {
                of.dh = da.clone();
            }
            (of.da, of.dz, of.daffine) = (da, dz.clone(), dz.clone());
        });
        dz
    }

    /// The same derivatives, with nothing but what goes through the unit of the path.
    fn held(&self, d: MatRef<f64>) -> Matrix {
        let mut d = copy(d);
        let layer = self.at.get();
        if let Some(path) = self.path.filter(|path| path.layer == layer) {
            let pieces = d.columns() / self.network.layers[layer].fan_out;
            for s in 0..d.rows() {
                let other = |column: &usize| column / pieces != path.unit;
                (0..d.columns()).filter(other).for_each(|column| d.row_mut(s)[column] = 0.0);
            }
        }
        d
    }

    fn start(&self, head: Head, z: MatRef<f64>, y: MatRef<f64>, samples: Samples<f64>) -> (Matrix, Matrix) {
        let last = self.network.layers.len() - 1;
        let mut dy = Matrix::zeros(y.rows(), y.columns());
        match self.differentiated {
            Differentiated::Objective => slopes(head, self.source(), z, y, samples, None),
            Differentiated::Loss { sample: None, output } => slopes(head, self.source(), z, y, samples, output),
            Differentiated::Loss { sample: Some(sample), output } => {
                let weights: Vec<f64> = (0..z.rows()).map(|s| f64::from(u8::from(s == sample))).collect();
                let own = Samples { targets: samples.targets, weights: Some(&weights), total: 1.0 };
                slopes(head, self.source(), z, y, own, output)
            }
            Differentiated::Output { sample, output } => {
                dy.row_mut(sample)[output] = 1.0;
                (dy.clone(), through_output(head, z, y, &dy))
            }
            Differentiated::A { layer, sample, unit } if layer == last => {
                dy.row_mut(sample)[unit] = 1.0;
                (dy.clone(), through_output(head, z, y, &dy))
            }
            Differentiated::Z { layer, sample, unit } if layer == last => {
                let mut dz = dy.clone();
                dz.row_mut(sample)[unit] = 1.0;
                (dy, dz)
            }
            Differentiated::A { .. } | Differentiated::Z { .. } => (dy.clone(), dy),
        }
    }
}
