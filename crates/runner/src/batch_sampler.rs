//! What is drawn for each epoch: the order of the samples, cut into batches, and the dropout masks.

use engine::batch::SampleOrder;
use engine::{Batch, Dataset, Layout, batch, masks};
use experiment::Spec;
use experiment::spec::BatchSize;

/// The order of samples and the dropout masks of each epoch, in buffers that are reused.
pub struct BatchSampler {
    seed: u64,
    samples: SampleOrder,
    /// Whether one batch holds all rows: then their order means nothing, and rows in order are read where they lie.
    full: bool,
    size: usize,
    smallest: usize,
    batches: usize,
    train: Vec<usize>,
    layers: Vec<(usize, f64)>,
    order: Vec<usize>,
    masks: Vec<Vec<f64>>,
}

impl BatchSampler {
    /// The sampler of a run.
    pub fn new(spec: &Spec, dataset: &Dataset, layout: &Layout) -> Self {
        let size = match spec.training.batch_size {
            BatchSize::Full(_) => dataset.train.len(),
            BatchSize::Count(count) => count.min(dataset.train.len()),
        };
        let smallest = if spec.network.batch_norm.is_some() { 2 } else { 1 };
        BatchSampler {
            seed: spec.seed,
            samples: if spec.training.shuffle { SampleOrder::Shuffled } else { SampleOrder::Fixed },
            full: size == dataset.train.len(),
            size,
            smallest,
            // As many as leave no remainder from which another could be made.
            batches: dataset.train.len().saturating_sub(smallest) / size.max(1) + 1,
            train: dataset.train.clone(),
            layers: layout.widths[1..].iter().copied().zip(spec.dropouts()).collect(),
            order: Vec::new(),
            masks: Vec::new(),
        }
    }

    /// Draws the order of an epoch.
    pub fn draw_order(&mut self, epoch: usize) {
        let samples = if self.full { SampleOrder::Fixed } else { self.samples };
        batch::order_rows(self.seed, epoch, &self.train, samples, &mut self.order);
    }

    /// Draws the order that a few rows of an epoch are taken from: those of a full batch, too, are any rows.
    fn draw_order_of_few_rows(&mut self, epoch: usize) {
        batch::order_rows(self.seed, epoch, &self.train, self.samples, &mut self.order);
    }

    /// Goes through the batches of an epoch.
    pub fn each_batch<E>(&mut self, epoch: usize, mut f: impl FnMut(&Batch) -> Result<(), E>) -> Result<(), E> {
        let mut step = 0;
        while let Some(done) = self.batch(epoch, step, &mut f) {
            done?;
            step += 1;
        }
        Ok(())
    }

    /// One batch of an epoch, counted from 0; none behind the last.
    pub fn batch<R>(&mut self, epoch: usize, step: usize, f: impl FnOnce(&Batch) -> R) -> Option<R> {
        if step >= self.batches {
            return None;
        }
        let start = step * self.size;
        let end = self.end(start);
        masks::draw(self.seed, epoch, step, end - start, &self.layers, &mut self.masks);
        Some(f(&Batch { rows: &self.order[start..end], masks: &self.masks }))
    }

    /// How many batches an epoch has.
    pub fn batches(&self) -> usize {
        self.batches
    }

    /// Where the batch from `start` ends: a remainder too small for batch statistics joins the batch before it.
    fn end(&self, start: usize) -> usize {
        let (end, all) = (start + self.size, self.order.len());
        if all < end + self.smallest { all } else { end }
    }

    /// The first batch of an epoch, of at most `most` rows.
    pub fn first_batch<R>(&mut self, epoch: usize, most: usize, f: impl FnOnce(&Batch) -> R) -> R {
        self.draw_order_of_few_rows(epoch);
        self.first_rows(epoch, self.end(0).min(most), f)
    }

    /// The first rows of an epoch, the first batch at least and `least` if there are so many.
    pub fn first_rows_or_more<R>(&mut self, epoch: usize, least: usize, f: impl FnOnce(&Batch) -> R) -> R {
        self.draw_order_of_few_rows(epoch);
        self.first_rows(epoch, self.end(0).max(least).min(self.order.len()), f)
    }

    fn first_rows<R>(&mut self, epoch: usize, end: usize, f: impl FnOnce(&Batch) -> R) -> R {
        masks::draw(self.seed, epoch, 0, end, &self.layers, &mut self.masks);
        f(&Batch { rows: &self.order[..end], masks: &self.masks })
    }
}
