//! Room for a list that grows with a file: memory is asked before a large one does. How many rows a packed file has
//! nobody knows before its end, and a row of two letters may become twenty bytes.

use crate::memory;

/// So few bytes are there.
const SMALL: u64 = 64 << 20;
/// What a row takes besides its own numbers until a network can train on it: its place in a part, and its targets.
const PER_ROW: u64 = 32;

/// What is needed, and what is free of it, in words.
pub type OutOfMemory = String;

/// Sees to it that a list takes so many values more.
///
/// # Errors
/// If there is no room: a list that grows is copied, and for that moment there twice.
pub fn try_reserve<T>(values: &mut Vec<T>, more: usize) -> Result<(), OutOfMemory> {
    if values.capacity() - values.len() >= more {
        return Ok(());
    }
    let wanted = values.len().saturating_add(more).max(2 * values.capacity()).saturating_mul(size_of::<T>());
    is_there(wanted as u64)?;
    values.try_reserve(more).map_err(|_| no_room(wanted as u64, memory::available()))
}

/// Sees to it that so many rows can become a data set.
///
/// # Errors
/// If there is no room.
pub fn for_rows(count: usize) -> Result<(), OutOfMemory> {
    is_there(PER_ROW * count as u64)
}

fn is_there(wanted: u64) -> Result<(), OutOfMemory> {
    if wanted <= SMALL {
        return Ok(());
    }
    memory::available().filter(|free| *free < wanted).map_or(Ok(()), |free| Err(no_room(wanted, Some(free))))
}

fn no_room(wanted: u64, free: Option<u64>) -> OutOfMemory {
    let free = free.map_or_else(String::new, |free| format!(", and {} are free", memory::in_words(free)));
    format!("its rows take another {} of it{free}", memory::in_words(wanted))
}

#[cfg(test)]
mod tests {
    use super::{for_rows, try_reserve};

    #[test]
    fn a_list_that_no_memory_holds_is_refused() {
        let mut values = vec![1.0, 2.0];
        assert!(try_reserve(&mut values, 100).is_ok() && values.capacity() >= 102);
        assert!(
            try_reserve(&mut values, usize::MAX / 16).is_err_and(|said| said.starts_with("its rows take another "))
        );
        assert_eq!(values, [1.0, 2.0]);
        assert!(for_rows(1_000).is_ok());
    }
}
