//! Buffers of numbers that begin where a cache line begins, large ones where a large page begins.
//!
//! A vector register is as long as a cache line, 64 bytes. Memory from the system's allocator begins in the middle of
//! a line, so that every read of a register would touch two: Adam's update takes three times as long from there.
//!
//! A processor looks up where a page of memory lies, and remembers some two thousand of them. A network of two million
//! parameters in `f32`, with its gradient and Adam's memory, fills 8,000 pages of 4 KiB, or 16 of 2 MiB: from these a
//! step takes a twentieth less.

use std::ops::{Deref, DerefMut};

/// The bytes of a cache line.
const LINE: usize = 64;
/// The bytes of a large page of x86-64 and of most others.
const LARGE_PAGE: usize = 2 << 20;

/// Numbers side by side, the first at the beginning of a cache line. It is used as the slice that it holds.
#[derive(Debug, Default)]
pub struct Buffer<T> {
    memory: Vec<T>,
    first: usize,
    length: usize,
}

impl<T: Copy + Default> Buffer<T> {
    /// Gives the buffer this length. What it held is kept only where the memory suffices; callers overwrite it.
    #[inline]
    pub fn resize(&mut self, length: usize) {
        if self.first + length > self.memory.len() {
            self.allocate(length);
        }
        self.length = length;
    }

    #[cold]
    fn allocate(&mut self, length: usize) {
        let border = if on_large_pages::<T>(length) { LARGE_PAGE } else { LINE };
        let spare = (border / size_of::<T>().max(1)).max(1);
        // To the end of a line, or of a large page, and one more, since the system's memory begins anywhere.
        self.memory = vec![T::default(); length.next_multiple_of(spare) + spare];
        let first = self.memory.as_ptr().align_offset(border);
        // A type whose size does not divide a line may have no such place.
        self.first = if first <= spare { first } else { 0 };
        ask_for_large_pages(&mut self.memory[self.first..]);
    }

    /// So many zeros.
    pub fn zeros(length: usize) -> Buffer<T> {
        let mut buffer = Buffer { memory: Vec::new(), first: 0, length: 0 };
        buffer.resize(length);
        buffer
    }

    /// Makes this buffer a copy of these numbers.
    pub fn copy_from(&mut self, values: &[T]) {
        self.resize(values.len());
        self.copy_from_slice(values);
    }

    /// Whether there is nothing in it, asked without the checks of a slice.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Leaves nothing in the buffer, but keeps its memory.
    pub fn clear(&mut self) {
        self.length = 0;
    }
}

/// Whether so many numbers are worth large pages: Linux gives them to who asks. A number lies on one of them.
fn on_large_pages<T>(length: usize) -> bool {
    let bytes = length * size_of::<T>();
    cfg!(target_os = "linux") && bytes >= LARGE_PAGE && LARGE_PAGE.is_multiple_of(size_of::<T>())
}

/// Asks the system for a large page wherever one lies whole within this memory. It comes in time for fresh zeros, which
/// have no pages before they are touched; for others it is a wish. A refusal changes nothing else.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn ask_for_large_pages<T>(memory: &mut [T]) {
    let (bytes, first) = (size_of_val(memory), memory.as_mut_ptr().cast::<u8>());
    let before = first.align_offset(LARGE_PAGE).min(bytes);
    let whole = (bytes - before) / LARGE_PAGE * LARGE_PAGE;
    if whole > 0 {
        // SAFETY: these pages lie within the slice, and the advice changes nothing that is in them.
        unsafe { libc::madvise(first.add(before).cast(), whole, libc::MADV_HUGEPAGE) };
    }
}

#[cfg(not(target_os = "linux"))]
fn ask_for_large_pages<T>(_memory: &mut [T]) {}

impl<T> Deref for Buffer<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.memory[self.first..][..self.length]
    }
}

impl<T> DerefMut for Buffer<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.memory[self.first..][..self.length]
    }
}

impl<T: Copy + Default> FromIterator<T> for Buffer<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Buffer<T> {
        let values: Vec<T> = values.into_iter().collect();
        let mut buffer = Buffer::zeros(0);
        buffer.copy_from(&values);
        buffer
    }
}

impl<'a, T> IntoIterator for &'a Buffer<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Buffer<T> {
    fn eq(&self, other: &Buffer<T>) -> bool {
        self[..] == other[..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the length, also of several large pages; growing within the memory keeps the place.
    #[test]
    fn the_first_number_begins_a_line() {
        for length in [1, 16, 17, 1000, 100_000, LARGE_PAGE / 4, 2_000_001] {
            let mut buffer = Buffer::<f32>::zeros(length);
            buffer[length - 1] = 3.0;
            assert_eq!((buffer.as_ptr() as usize % LINE, buffer.len(), buffer[length - 1]), (0, length, 3.0));
            let place = buffer.as_ptr();
            buffer.clear();
            buffer.resize(length);
            assert_eq!(buffer.as_ptr(), place);
        }
    }

    /// Three numbers of 24 bytes: no multiple of 24 need be the beginning of a line, and nothing is asked for.
    #[test]
    fn numbers_of_any_size_have_a_buffer() {
        let buffer: Buffer<[f64; 3]> = [[1.0; 3], [2.0; 3], [3.0; 3]].into_iter().collect();
        assert_eq!(buffer[2], [3.0; 3]);
    }
}
