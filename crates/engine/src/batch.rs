//! A batch: which rows of the data set, and which units are dropped. Never matrices: an engine takes the rows from
//! the data set it was built on.

use crate::random::{Purpose, stream};

/// What one objective, gradient or step is computed on.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// Rows of the data set.
    pub rows: &'a [usize],
    /// For each hidden layer its dropout mask, (rows, width) row by row, as [`crate::masks`] draws them;
    /// empty when nothing is dropped.
    pub masks: &'a [Vec<f64>],
}

impl<'a> Batch<'a> {
    /// A batch with nothing dropped.
    pub fn of(rows: &'a [usize]) -> Self {
        Batch { rows, masks: &[] }
    }
}

/// In which order an epoch goes through the training rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleOrder {
    /// As they stand in the data set, in every epoch.
    Fixed,
    /// In an order that is drawn for each epoch.
    Shuffled,
}

/// Writes the order of the training rows in an epoch into `order`.
pub fn order_rows(seed: u64, epoch: usize, rows: &[usize], samples: SampleOrder, order: &mut Vec<usize>) {
    order.clear();
    order.extend_from_slice(rows);
    if samples == SampleOrder::Shuffled {
        stream(seed, Purpose::Order, epoch as u64, 0).shuffle(order);
    }
}
