//! Which moments of a long training are kept.
//!
//! A [`Series`] keeps every moment until there are too many, then every second, then every fourth, and so on: at
//! most `most`, evenly spaced, however long training goes on. [`frames`] picks the epochs of an animation: dense
//! at the start, where most happens.

use crate::archive::Archive;

/// What was seen at evenly spaced moments, counted from 0.
pub(super) struct Series<T> {
    most: usize,
    last: usize,
    stride: usize,
    items: Vec<(usize, T)>,
}

impl<T> Series<T> {
    /// Keeps between half of `most` and `most` moments, and `last` whatever its place.
    pub(super) fn new(most: usize, last: usize) -> Self {
        Series { most, last, stride: 1, items: Vec::new() }
    }

    /// What changes as moments pass.
    pub(super) fn describe_state(&mut self, archive: &mut Archive, mut item: impl FnMut(&mut Archive, &mut T))
    where
        T: Default,
    {
        archive.count(&mut self.stride);
        archive.list(&mut self.items, |archive, (moment, kept)| {
            archive.count(moment);
            item(archive, kept);
        });
    }

    /// Whether this moment is one to keep.
    pub(super) fn wants(&self, moment: usize) -> bool {
        moment.is_multiple_of(self.stride) || moment == self.last
    }

    /// Keeps what was seen at a moment that is wanted.
    pub(super) fn push(&mut self, moment: usize, item: T) {
        self.items.push((moment, item));
        if self.items.len() > self.most {
            self.stride *= 2;
            let (stride, last) = (self.stride, self.last);
            self.items.retain(|(moment, _)| moment.is_multiple_of(stride) || *moment == last);
        }
    }

    /// What was kept of a moment, to change.
    pub(super) fn get_mut(&mut self, moment: usize) -> Option<&mut T> {
        self.items.iter_mut().find(|(known, _)| *known == moment).map(|(_, item)| item)
    }

    /// What was kept, in order.
    pub(super) fn into_items(self) -> Vec<(usize, T)> {
        self.items
    }
}

/// About `count` epochs from 0 to `last`, at equal factors from 1 on.
pub(super) fn frames(last: usize, count: usize) -> Vec<usize> {
    let share = |k: usize| k as f64 / (count.max(3) - 2) as f64;
    let at = |k: usize| libm::round(libm::pow(last as f64, share(k))) as usize;
    let mut epochs: Vec<usize> = [0].into_iter().chain((0..count.max(3) - 1).map(at)).collect();
    epochs.retain(|&epoch| epoch <= last);
    epochs.dedup();
    epochs
}

#[cfg(test)]
mod tests {
    use super::{Series, frames};

    #[test]
    fn a_series_stays_small_even_and_keeps_the_last() {
        let mut series = Series::new(8, 1001);
        for moment in 0..=1001 {
            if series.wants(moment) {
                series.push(moment, ());
            }
        }
        // 1002 moments in at most 8: the stride has doubled until 1001 / stride + 2 ≤ 8, that is 256.
        let kept: Vec<usize> = series.into_items().into_iter().map(|(moment, ())| moment).collect();
        assert_eq!(kept, [0, 256, 512, 768, 1001]);
    }

    #[test]
    fn frames_grow_by_equal_factors() {
        // 10⁰ … 10³ in steps of √10: 1, 3.16, 10, 31.6, 100, 316, 1000.
        assert_eq!(frames(1000, 8), [0, 1, 3, 10, 32, 100, 316, 1000]);
        assert_eq!(frames(0, 30), [0]);
        assert_eq!(frames(2, 30), [0, 1, 2]);
    }
}
