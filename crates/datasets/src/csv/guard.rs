//! Limits on what a file may hold: a line without an end, or a file that unpacks to more than the memory holds.
//!
//! Both are noticed while reading, before they fill the memory.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::memory;

/// The longest line (or record over several lines), and what the reader may hold besides.
const LONGEST: u64 = 64 << 20;
/// Memory is looked at after so many bytes.
const STEP: u64 = 32 << 20;

/// Counts the bytes since the last record; the reader of records sets it back.
#[derive(Clone, Default)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// A record has ended.
    pub fn record(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Bytes under guard.
pub struct Guarded<R> {
    inner: R,
    progress: Progress,
    passed: u64,
    looked: u64,
}

impl<R: Read> Guarded<R> {
    /// Guards the bytes of a reader.
    pub fn new(inner: R, progress: Progress) -> Self {
        Guarded { inner, progress, passed: 0, looked: 0 }
    }

    /// The numbers of a text take about as much room as the text, and a list that grows needs it once more.
    fn fits(&mut self) -> bool {
        if self.passed < self.looked + STEP {
            return true;
        }
        self.looked = self.passed;
        memory::available().is_none_or(|free| free > self.passed)
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.passed += length as u64;
        let line = self.progress.0.fetch_add(length as u64, Ordering::Relaxed) + length as u64;
        if line > LONGEST {
            let message = format!("a line of it has more than {}: is a quote never closed?", memory::in_words(LONGEST));
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        if !self.fits() {
            let (passed, free) = (memory::in_words(self.passed), memory::available().map(memory::in_words));
            let message = format!("{passed} of it are read, and {} of memory are free", free.unwrap_or_default());
            return Err(io::Error::new(io::ErrorKind::OutOfMemory, message));
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind, Read};

    use super::{Guarded, LONGEST, Progress};

    #[test]
    fn a_line_without_an_end_is_noticed_and_many_lines_are_not() {
        let progress = Progress::default();
        let endless = io::copy(&mut Guarded::new(io::repeat(b'x'), progress.clone()), &mut io::sink());
        assert_eq!(endless.expect_err("there is no end").kind(), ErrorKind::FileTooLarge);
        progress.record();
        let mut many = Guarded::new(io::repeat(b'x').take(2 * LONGEST), progress.clone());
        let mut piece = vec![0; 1 << 16];
        let mut passed = 0;
        while let Ok(length @ 1..) = many.read(&mut piece) {
            progress.record();
            passed += length as u64;
        }
        assert_eq!(passed, 2 * LONGEST);
    }
}
