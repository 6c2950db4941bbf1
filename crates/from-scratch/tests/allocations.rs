//! Once warm, a training step allocates nothing.

#![allow(unsafe_code, reason = "a global allocator is unsafe by its signature")]

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{CASES, Rows, Targets, case, dataset};
use engine::Batch;
use experiment::Spec;
use experiment::spec::{Optimizer, Precision};

struct Counting;

static COUNT: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Allocations of one step on each of these batches, after three rounds to warm up.
fn allocations(engine: &mut dyn engine::Engine, batches: &[Batch]) -> usize {
    let mut before = 0;
    for _ in 0..4 {
        before = COUNT.load(Ordering::Relaxed);
        for batch in batches {
            engine.step(batch, 0.01);
        }
    }
    COUNT.load(Ordering::Relaxed) - before
}

/// One test alone in its program: another one beside it would be counted too.
#[test]
fn steps_allocate_nothing_once_warm() {
    for case in CASES.iter().filter(|case| !matches!(case.spec().training.optimizer, Optimizer::Lbfgs { .. })) {
        let (rows, data) = (Rows::of(&case.spec()), case.weighted_dataset());
        let shorter = Batch::of(&[3, 1]);
        for precision in [Precision::F64, Precision::F32] {
            let mut engine = case.engine(precision, &data);
            let count = allocations(&mut *engine, &[rows.batch(), shorter]);
            assert_eq!(count, 0, "{} allocations with\n{}\n{}", count, case.network, case.training);
        }
    }
    large_products_allocate_nothing();
}

/// 64 -> 100 -> 80 -> 3 with 50 samples: products in tiles, along rows and columns, with and without panels.
fn large_products_allocate_nothing() {
    let case = case("hidden = [100, 80]\nactivation = \"relu\"", "loss = \"cross-entropy\"").on(Targets::OneHot(3));
    let data = Arc::new(dataset(50, 64, case.targets, 1));
    for precision in [Precision::F64, Precision::F32] {
        let spec = Spec { precision, ..case.spec() };
        let mut engine = from_scratch::engine(&spec, Arc::clone(&data), &case.parameters(&data));
        let rows: Vec<usize> = (0..50).rev().collect();
        let count = allocations(&mut *engine, &[Batch::of(&rows)]);
        assert_eq!(count, 0, "{count} allocations");
    }
}
