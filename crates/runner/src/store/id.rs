//! The id of a run: a hash of everything its numbers depend on.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use experiment::Spec;
use sha2::{Digest, Sha256};

use super::manifest::hex;

/// The crates that compute, as they were when this program was built.
const FINGERPRINT: &str = env!("LONGHAND_FINGERPRINT");

/// The id of a run on data files of this digest: 16 hexadecimal digits.
///
/// Seed and fold are in the spec, so repeats have ids of their own. Each part goes in behind its length, so
/// no two lists of parts read alike.
pub fn run_id(spec: &Spec, digest: &str) -> String {
    let mut hash = Sha256::new();
    for part in [FINGERPRINT, &spec.canonical(), digest] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    text(hash, 8)
}

/// The hash of data files, one behind the other.
///
/// # Errors
/// If a file cannot be read.
pub fn digest(files: &[PathBuf]) -> io::Result<String> {
    let mut hash = Sha256::new();
    files.iter().try_for_each(|path| file(&mut hash, path))?;
    Ok(text(hash, 32))
}

fn text(hash: Sha256, bytes: usize) -> String {
    hex(&hash.finalize()[..bytes])
}

/// A file goes in piece by piece: it may be larger than the numbers in it.
fn file(hash: &mut Sha256, path: &Path) -> io::Result<()> {
    let mut file = File::open(path)?;
    hash.update(file.metadata()?.len().to_le_bytes());
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(()),
            length => hash.update(&piece[..length]),
        }
    }
}
