//! Hashes the sources of every crate that computes, so that a change of the code gives runs a new id.

use std::path::{Path, PathBuf};
use std::{env, fs};

const CRATES: [&str; 6] = ["experiment", "engine", "datasets", "from-scratch", "models", "runner"];

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("..");
    let mut files = Vec::new();
    for name in CRATES {
        let folder = root.join(name);
        println!("cargo::rerun-if-changed={}", folder.join("src").display());
        println!("cargo::rerun-if-changed={}", folder.join("Cargo.toml").display());
        println!("cargo::rerun-if-changed={}", folder.join("data").display());
        collect(&folder.join("src"), &mut files);
        collect(&folder.join("data"), &mut files);
        files.push(folder.join("Cargo.toml"));
    }
    for name in ["../Cargo.lock", "../Cargo.toml"] {
        println!("cargo::rerun-if-changed={}", root.join(name).display());
        files.push(root.join(name));
    }
    files.sort();
    let hash = files.iter().fold(0xcbf2_9ce4_8422_2325, |hash, file| fnv(hash, &fs::read(file).unwrap_or_default()));
    println!("cargo::rustc-env=LONGHAND_FINGERPRINT={hash:016x}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// FNV-1a (Fowler, Noll and Vo): enough to tell two states of the sources apart.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
