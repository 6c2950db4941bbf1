//! L-BFGS: burn's port of PyTorch's, with its strong Wolfe line search.
//!
//! The parameters are handed to it as a module of one tensor, so batch norm's running statistics, which it
//! would take for parameters, stay out. It always works in f64, whatever the precision of the network: then
//! its state survives burn's own record, which is read back in f64.
//!
//! burn gives a line search only the evaluations that its step has left (as PyTorch does from 2.15 on), which leaves a
//! step of one iteration none. Ours has always 25: each call of burn's makes one iteration with 25, and the tests that
//! end a step stand here; they are PyTorch's.

use burn::module::{Module, Param};
use burn::optim::{GradientsParams, LBFGS, LBFGSConfig, LineSearchFn};
use burn::tensor::{Bytes, DType, FloatDType, Tensor};

use crate::device::number;

/// All parameters as one.
#[derive(Module, Debug)]
struct Flat {
    parameters: Param<Tensor<1>>,
}

/// The largest change, of a parameter or of the objective, that ends a step; and the largest gradient.
const CHANGE: f64 = 1e-9;
const GRADIENT: f64 = 1e-7;

/// Evaluations within one iteration: where it starts, and the line search.
const EVALUATIONS: usize = 1 + 25;

/// The optimizer with its memory of past steps.
pub(crate) struct Lbfgs {
    iterations: usize,
    config: LBFGSConfig,
    inner: LBFGS,
    history: History,
}

/// Whether there are past steps to remember.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum History {
    Empty,
    Filled,
}

impl Lbfgs {
    /// Before the first step.
    pub(crate) fn new(history: usize, iterations: usize) -> Lbfgs {
        let config = LBFGSConfig::new()
            .with_max_iter(1)
            .with_history_size(history)
            .with_tolerance_grad(GRADIENT)
            .with_tolerance_change(CHANGE)
            .with_max_eval(Some(EVALUATIONS))
            .with_line_search_fn(LineSearchFn::StrongWolfe);
        Lbfgs { iterations, inner: config.init(), config, history: History::Empty }
    }

    /// One step of up to `iterations` iterations. `evaluate` gives the objective and its gradient.
    pub(crate) fn apply(
        &mut self,
        rate: f64,
        parameters: Tensor<1>,
        mut evaluate: impl FnMut(Tensor<1>) -> (f64, Tensor<1>),
    ) -> Tensor<1> {
        self.history = History::Filled;
        let dtype: FloatDType = parameters.dtype().into();
        let mut here = parameters.cast(DType::F64);
        let mut evaluations = 1;
        for _ in 0..self.iterations {
            let mut values = Vec::new();
            let end = self.iterate(rate, here.clone(), |at| {
                let (objective, gradient) = evaluate(at.cast(dtype));
                values.push(objective);
                (objective, gradient.cast(DType::F64))
            });
            // Where an iteration starts was evaluated by the one before.
            evaluations += values.len() - 1;
            let movement = number((end.0.clone() - here).abs().max());
            here = end.0;
            let converged = movement <= CHANGE || (end.1 - values[0]).abs() < CHANGE;
            if converged || evaluations >= self.iterations * 5 / 4 {
                break;
            }
        }
        here.cast(dtype)
    }

    /// One direction and the search along it: where it ended, and the objective there.
    fn iterate(
        &mut self,
        rate: f64,
        start: Tensor<1>,
        mut evaluate: impl FnMut(Tensor<1>) -> (f64, Tensor<1>),
    ) -> (Tensor<1>, f64) {
        let start = Flat { parameters: Param::from_tensor(start.autodiff()) };
        let (end, objective) = self.inner.step(rate, start, |module: Flat| {
            let (objective, gradient) = evaluate(module.parameters.val().inner());
            let mut gradients = GradientsParams::new();
            gradients.register(module.parameters.id, gradient);
            (objective, gradients)
        });
        (end.parameters.val().inner(), objective)
    }

    /// burn's record, four bytes to a number; empty before the first step.
    pub(crate) fn state(&self) -> Vec<Vec<f64>> {
        if self.history == History::Empty {
            return Vec::new();
        }
        let bytes = self.inner.into_bytes().expect("a state in memory can be written to memory");
        let chunk = |chunk: &[u8]| chunk.iter().rev().fold(0u32, |word, byte| word << 8 | u32::from(*byte));
        let length = bytes.len() as f64;
        vec![std::iter::once(length).chain(bytes.chunks(4).map(|four| f64::from(chunk(four)))).collect()]
    }

    /// Goes back to a state of its own; any other one is a fresh start.
    pub(crate) fn restore(&mut self, state: &[Vec<f64>]) {
        let record = state.first().and_then(|numbers| numbers.split_first());
        let fresh = self.config.init();
        let loaded = record.and_then(|(length, words)| {
            let mut bytes: Vec<u8> = words.iter().flat_map(|word| (*word as u32).to_le_bytes()).collect();
            bytes.truncate(*length as usize);
            fresh.clone().from_bytes(Bytes::from_bytes_vec(bytes)).ok()
        });
        self.history = if loaded.is_some() { History::Filled } else { History::Empty };
        self.inner = loaded.unwrap_or(fresh);
    }
}
