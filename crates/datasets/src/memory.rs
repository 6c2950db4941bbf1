//! How much memory is free: what the system says, or less where the program or its container has a limit.
//!
//! Only Linux tells it in files. A WebAssembly module knows how much it has, and how much it may have. Elsewhere
//! nothing is known, and nothing is refused.

use std::fs;

/// Free memory in bytes; none where the system does not say.
pub fn available() -> Option<u64> {
    [system(), container(), address_space(), module()].into_iter().flatten().min()
}

/// What a WebAssembly module may still ask for, of 2 GB: browsers give no more for certain.
fn module() -> Option<u64> {
    #[cfg(target_family = "wasm")]
    return Some((1_u64 << 31).saturating_sub(core::arch::wasm32::memory_size(0) as u64 * 65_536));
    #[cfg(not(target_family = "wasm"))]
    None
}

fn system() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    Some(first_number(line)? * 1024)
}

/// What is left of the limit of a control group, version 2.
fn container() -> Option<u64> {
    let number = |file: &str| fs::read_to_string(format!("/sys/fs/cgroup/{file}")).ok()?.trim().parse::<u64>().ok();
    Some(number("memory.max")?.saturating_sub(number("memory.current")?))
}

/// What is left of a limit on addresses (`ulimit -v`). Pages have 4096 bytes at least.
fn address_space() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    let used = first_number(&fs::read_to_string("/proc/self/statm").ok()?)? * 4096;
    Some(first_number(line)?.saturating_sub(used))
}

/// The number with which a text begins, if it does: `unlimited` is none.
fn first_number(text: &str) -> Option<u64> {
    text.split_whitespace().next()?.parse().ok()
}

/// A number of bytes in words: `1.5 GB`.
pub fn in_words(bytes: u64) -> String {
    let value = bytes as f64;
    let units = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")];
    let unit = units.into_iter().find(|(size, _)| value >= *size);
    unit.map_or_else(|| format!("{bytes} bytes"), |(size, name)| format!("{:.1} {name}", value / size))
}

#[cfg(test)]
mod tests {
    use super::{available, first_number, in_words};

    #[test]
    fn sizes_are_read_and_written() {
        assert_eq!(first_number("  16 kB"), Some(16));
        assert_eq!(first_number("  unlimited  unlimited  bytes"), None);
        assert_eq!([999, 1_000_000, 1_550_000_000].map(in_words), ["999 bytes", "1.0 MB", "1.6 GB"]);
        assert_eq!(available().is_some(), cfg!(target_os = "linux"));
    }
}
