//! The id of a run: a hash of everything its numbers depend on.

use experiment::Spec;
use sha2::{Digest, Sha256};

/// The crates that compute, as they were when this program was built.
const FINGERPRINT: &str = env!("LONGHAND_FINGERPRINT");

/// The id of a run on these data files: 16 hexadecimal digits.
///
/// Seed and fold are in the spec, so repeats have ids of their own. Each part goes in behind its length, so
/// no two lists of parts read alike.
pub fn run_id(spec: &Spec, files: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    let spec = spec.canonical();
    let parts = [FINGERPRINT.as_bytes(), spec.as_bytes()].into_iter().chain(files.iter().map(Vec::as_slice));
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
