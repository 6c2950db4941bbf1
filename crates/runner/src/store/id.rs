//! The id of a run: a hash of everything its numbers depend on.

use datasets::DataFile;
use experiment::Spec;
use sha2::{Digest, Sha256};

use super::manifest::hex;

/// The crates that compute, as they were when this program was built.
const FINGERPRINT: &str = env!("LONGHAND_FINGERPRINT");

/// The id of a run on these data files: 16 hexadecimal digits.
///
/// Seed and fold are in the spec, so repeats have ids of their own; of a file its content counts, not its place. Each
/// part goes in behind its length, so no two lists of parts read alike.
pub fn run_id(spec: &Spec, files: &[DataFile]) -> String {
    let spec = spec.canonical();
    let digests = files.iter().map(|file| file.digest.as_str());
    let mut hash = Sha256::new();
    for part in [FINGERPRINT, &spec].into_iter().chain(digests) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize()[..8])
}
