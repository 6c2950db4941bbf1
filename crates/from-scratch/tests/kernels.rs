//! A training step calls no library for a fused multiply-add where the processor has an instruction for it.
//!
//! What is not inlined into a kernel keeps its bits and loses its path: it is compiled plainly, and takes ten times as
//! long. No result shows that, but plain code calls the functions `fma` and `fmaf`, and here they count. Code without a
//! multiply-add is not seen: the formula of a rule, a relu.

#![cfg(all(target_arch = "x86_64", target_os = "linux"))]
#![allow(unsafe_code, reason = "functions of the C library are replaced by their names")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::rule::{RULES, layout};
use common::{CASES, Case, Rows, Targets, case, dataset, functions};
use engine::Batch;
use experiment::Spec;
use experiment::spec::{Activation, AtZero, Clip, Loss, Named, Optimizer, OutputActivation, Precision};
use from_scratch::Scalar;
use from_scratch::batch_loss::{Samples, loss_backward, loss_forward};
use from_scratch::head::{Head, output_forward};
use from_scratch::layers::activation::{activation_backward, activation_forward};
use from_scratch::matrix::{MatMut, MatRef};
use from_scratch::optimizer::UpdateMethod;
use from_scratch::path::Path;
use from_scratch::state::OptimizerState;

static CALLS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the same function as the one of that name in the C library.
#[unsafe(no_mangle)]
extern "C" fn fma(a: f64, b: f64, c: f64) -> f64 {
    CALLS.fetch_add(1, Ordering::Relaxed);
    libm::fma(a, b, c)
}

// SAFETY: as above.
#[unsafe(no_mangle)]
extern "C" fn fmaf(a: f32, b: f32, c: f32) -> f32 {
    CALLS.fetch_add(1, Ordering::Relaxed);
    libm::fmaf(a, b, c)
}

/// How many calls some work makes.
fn calls(work: impl FnOnce()) -> usize {
    let before = CALLS.load(Ordering::Relaxed);
    work();
    CALLS.load(Ordering::Relaxed) - before
}

/// A step, and an evaluation of the same rows.
fn step(case: &Case, precision: Precision) -> usize {
    let (rows, data) = (Rows::of(&case.spec()), case.weighted_dataset());
    let mut engine = case.engine(precision, &data);
    calls(|| {
        engine.step(&rows.batch(), 0.01);
        engine.evaluate(rows.batch().rows);
    })
}

/// Products in tiles and in panels, behind a relu: 64 -> 100 -> 80 -> 3 with 50 samples.
fn large_step(precision: Precision) -> usize {
    let case = case("hidden = [100, 80]\nactivation = \"relu\"", "loss = \"cross-entropy\"").on(Targets::OneHot(3));
    let data = Arc::new(dataset(50, 64, case.targets, 1));
    let spec = Spec { precision, ..case.spec() };
    let mut engine = from_scratch::engine(&spec, Arc::clone(&data), &case.parameters(&data));
    let rows: Vec<usize> = (0..50).rev().collect();
    calls(|| {
        engine.step(&Batch::of(&rows), 0.01);
    })
}

/// Forward and backward of an activation.
fn activation<T: Scalar>(f: Activation) -> usize {
    let z: Vec<T> = (0..40).map(|i| T::from_f64(f64::from(i) / 10.0 - 2.0)).collect();
    let (mut a, mut d) = (z.clone(), z.clone());
    calls(|| {
        activation_forward(f, &z, &mut a);
        activation_backward(f, &z, &a, &mut d);
    })
}

/// Forward and backward of a loss with so many outputs.
fn loss<T: Scalar>(loss: Loss, columns: usize) -> usize {
    let output = loss.output().unwrap_or(OutputActivation::Softplus);
    let head = Head { output, loss, at_zero: AtZero::Upper, low: 0.0, high: 1.0 };
    let z: Vec<T> = (0..20 * columns).map(|i| T::from_f64((i * 7 % 23) as f64 / 10.0 - 1.0)).collect();
    let (t, mut y, mut dz) = (vec![T::ONE; z.len()], z.clone(), z.clone());
    let (z, targets) = (MatRef::new(&z, 20, columns), MatRef::new(&t, 20, columns));
    let samples = Samples { targets, weights: None, total: T::ONE };
    calls(|| {
        output_forward(head, z, MatMut::new(&mut y, 20, columns));
        let y = MatRef::new(&y, 20, columns);
        loss_forward(head, z, y, samples);
        loss_backward(head, z, y, samples, MatMut::new(&mut dz, 20, columns));
    })
}

/// Two steps of a rule, clipped to a norm.
fn rule(optimizer: Optimizer) -> usize {
    let clip = Some(Clip { norm: Some(0.1), value: None, tensor_norm: None });
    let method = UpdateMethod::new(optimizer, clip, &layout(&[(40, false)]));
    let (mut theta, mut state) = ([1.0; 40], OptimizerState { slots: Vec::new(), steps: 0 });
    calls(|| (0..2).for_each(|_| common::rule::step(&method, &mut state, &mut theta, 0.01, |x| (1.0, x.to_vec()))))
}

/// What makes how many calls on the current path, by name.
fn everything() -> Vec<(String, usize)> {
    let mut counts = Vec::new();
    for precision in [Precision::F64, Precision::F32] {
        let steps = CASES.iter().map(|case| (format!("{precision:?} {case:?}"), step(case, precision)));
        counts.extend(steps);
        counts.push((format!("{precision:?}, large"), large_step(precision)));
    }
    counts.extend(functions().into_iter().map(|f| (format!("{f:?}"), activation::<f32>(f) + activation::<f64>(f))));
    for of in Named::<Loss>::every() {
        counts.extend((1..6).map(|m| (format!("{of:?} of {m}"), loss::<f32>(of, m) + loss::<f64>(of, m))));
    }
    counts.extend(RULES.into_iter().map(|(optimizer, _)| (format!("{optimizer:?}"), rule(optimizer))));
    counts
}

/// One test alone in its program: another one beside it would be counted, too. On the plain path most of them call.
#[test]
fn nothing_falls_out_of_its_path() {
    let calling = |path: Path| {
        path.take();
        everything().into_iter().filter(|(_, calls)| *calls > 0).collect::<Vec<_>>()
    };
    assert!(calling(Path::Plain).len() > 100, "the plain path calls a function for each");
    for path in Path::available().into_iter().filter(|path| *path != Path::Plain) {
        assert_eq!(calling(path), [], "{path:?}");
    }
}
