//! Hashes the sources of every crate that computes, so that a change of the code gives runs a new id.

use std::path::{Path, PathBuf};
use std::{env, fs};

const CRATES: [&str; 6] = ["experiment", "engine", "datasets", "from-scratch", "models", "runner"];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("..");
    let mut files = Vec::new();
    for name in CRATES {
        let folder = root.join(name);
        for part in ["src", "data", "Cargo.toml"].map(|part| folder.join(part)) {
            collect(&part, &mut files);
        }
    }
    for name in ["../Cargo.lock", "../Cargo.toml"] {
        collect(&root.join(name), &mut files);
    }
    files.sort();
    let hash = files.iter().fold(0xcbf2_9ce4_8422_2325, |hash, file| fnv(hash, &fs::read(file).unwrap_or_default()));
    println!("cargo::rustc-env=LONGHAND_FINGERPRINT={hash:016x}");
}

/// Adds a file, or every file of a folder, and has cargo watch it. What is absent is not watched: cargo would take it
/// for changed at every build.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if !path.exists() {
        return;
    }
    println!("cargo::rerun-if-changed={}", path.display());
    if path.is_file() {
        return files.push(path.to_path_buf());
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        collect(&entry.path(), files);
    }
}

/// FNV-1a (Fowler, Noll and Vo): enough to tell two states of the sources apart.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
