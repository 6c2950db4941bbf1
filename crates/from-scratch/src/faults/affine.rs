//! Faults in the backward of the affine layer.

use engine::Dataset;
use experiment::Spec;
use experiment::spec::Bias;

use super::{PlantedFault, build, layout};
use crate::layers::affine::{AffineGradients, affine_backward};
use crate::matrix::{MatMut, MatRef};
use crate::operations::Operations;
use crate::product::set_product;

/// Faults in the backward of the affine layer.
pub const FAULTS: &[PlantedFault] = &[
    PlantedFault {
        name: "sign",
        what: "the gradient of every weight has the wrong sign",
        applies: |_, _| true,
        build: build::<Sign>,
    },
    PlantedFault {
        name: "transpose",
        what: "the gradient of every weight is written as its transpose",
        applies: any_matrix,
        build: build::<Transpose>,
    },
    PlantedFault {
        name: "bias",
        what: "the gradient of every bias is left out",
        applies: |spec, _| spec.network.bias != Bias::None,
        build: build::<NoBias>,
    },
    PlantedFault {
        name: "stale-cache",
        what: "backward reads the inputs of a layer from another sample; of a single sample, from an unused cache",
        applies: |_, _| true,
        build: build::<Stale>,
    },
    PlantedFault {
        name: "last-digits",
        what: "the largest element of every weight's gradient is off by one part in a million",
        applies: |_, _| true,
        build: build::<LastDigits>,
    },
    PlantedFault {
        name: "billionth",
        what: "the gradient of every weight is off by a billionth of the sum of its absolute terms",
        applies: |_, _| true,
        build: build::<Billionth>,
    },
];

/// Whether some weight has several rows and columns: the transpose of others is written alike.
fn any_matrix(spec: &Spec, dataset: &Dataset) -> bool {
    layout(spec, dataset).tensors.iter().any(|tensor| tensor.rows > 1 && tensor.columns > 1)
}

#[derive(Default)]
struct Sign;

impl Operations<f64> for Sign {
    fn affine_backward(&self, x: MatRef<f64>, dz: MatRef<f64>, mut d: AffineGradients<f64>) {
        affine_backward(x, dz, by_ref(&mut d));
        d.dw.values().iter_mut().for_each(|dw| *dw = -*dw);
    }
}

#[derive(Default)]
struct Transpose;

impl Operations<f64> for Transpose {
    fn affine_backward(&self, x: MatRef<f64>, dz: MatRef<f64>, mut d: AffineGradients<f64>) {
        affine_backward(x, dz, by_ref(&mut d));
        let (rows, columns) = (d.dw.rows(), d.dw.columns());
        set_product(dz.t(), x, MatMut::new(d.dw.values(), columns, rows));
    }
}

#[derive(Default)]
struct NoBias;

impl Operations<f64> for NoBias {
    fn affine_backward(&self, x: MatRef<f64>, dz: MatRef<f64>, mut d: AffineGradients<f64>) {
        affine_backward(x, dz, by_ref(&mut d));
        if let Some(bias) = d.db {
            bias.fill(0.0);
        }
    }
}

#[derive(Default)]
struct Billionth;

impl Operations<f64> for Billionth {
    fn affine_backward(&self, x: MatRef<f64>, dz: MatRef<f64>, mut d: AffineGradients<f64>) {
        affine_backward(x, dz, by_ref(&mut d));
        let sizes = |matrix: MatRef<f64>| matrix.values().iter().map(|value| value.abs()).collect::<Vec<f64>>();
        let (x_sizes, dz_sizes) = (sizes(x), sizes(dz));
        let mut terms = vec![0.0; d.dw.rows() * d.dw.columns()];
        let (x, dz) = (MatRef::new(&x_sizes, x.rows(), x.columns()), MatRef::new(&dz_sizes, dz.rows(), dz.columns()));
        set_product(x.t(), dz, MatMut::new(&mut terms, x.columns(), dz.columns()));
        d.dw.values().iter_mut().zip(terms).for_each(|(dw, terms)| *dw += 1e-9 * terms);
    }
}

#[derive(Default)]
struct Stale;

impl Operations<f64> for Stale {
    fn affine_backward(&self, x: MatRef<f64>, dz: MatRef<f64>, d: AffineGradients<f64>) {
        let mut stale = x.values().to_vec();
        match x.rows() {
            1 => stale.fill(0.0),
            _ => stale.rotate_left(x.columns()),
        }
        affine_backward(MatRef::new(&stale, x.rows(), x.columns()), dz, d);
    }
}

#[derive(Default)]
struct LastDigits;

impl Operations<f64> for LastDigits {
    fn affine_backward(&self, x: MatRef<f64>, dz: MatRef<f64>, mut d: AffineGradients<f64>) {
        affine_backward(x, dz, by_ref(&mut d));
        let largest = d.dw.values().iter_mut().max_by(|a, b| a.abs().total_cmp(&b.abs()));
        *largest.expect("a weight has elements") *= 1.0 + 1e-6;
    }
}

/// The same gradients for a shorter time, to spoil them afterwards.
fn by_ref<'a>(d: &'a mut AffineGradients<'_, f64>) -> AffineGradients<'a, f64> {
    AffineGradients { dw: d.dw.by_ref(), db: d.db.as_deref_mut() }
}
