//! Digests of the numbers of a finished run that repeat on every processor: those of the hand-written engine.
//!
//! `grep -E '^(engine|from-scratch),' metrics.csv | sha256sum` gives the same as the program.

use std::fmt::Write;
use std::path::Path;

use experiment::Spec;
use experiment::digests::{RunDigests, Trail};
use experiment::spec::EngineName;
use sha2::{Digest, Sha256};

use super::error::{ReadProblem, StoreError};
use super::manifest::{Manifest, hex};

/// The digests of the run of `spec` in `folder`, with marks of its metrics at `marks` epochs at most.
///
/// `name` is what it is called in a message.
///
/// # Errors
/// If a file cannot be read, or is not what the run wrote.
pub fn digests(folder: &Path, spec: &Spec, name: &str, marks: usize) -> Result<RunDigests, StoreError> {
    let files = Manifest::read(folder)?.in_its_place(folder)?;
    let of = |name: &str| Ok::<_, StoreError>(lines(&files.bytes(folder, name)?));
    let (metrics, parameters) = (of("metrics.csv")?, of("parameters.csv")?);
    let (trail, metrics) = match &metrics {
        None => (None, None),
        Some(lines) => (Some(trail(lines, marks)), Some(lines.concat())),
    };
    // Probes look at the first engine alone.
    let first = spec.engines.first() == Some(&EngineName::FromScratch);
    let tables = if first { Some(tables(&files, folder)?) } else { None };
    Ok(RunDigests {
        name: name.to_owned(),
        spec: digest(spec.canonical().as_bytes()),
        metrics: metrics.map(|lines| digest(lines.as_bytes())),
        parameters: parameters.map(|lines| digest(lines.concat().as_bytes())),
        tables,
        trail,
    })
}

/// The SHA-256 of some bytes in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

/// The SHA-256 of a file.
///
/// # Errors
/// If the file cannot be read.
pub fn digest_of_file(path: &Path) -> Result<String, StoreError> {
    let unreadable = |error| StoreError { file: path.to_path_buf(), problem: ReadProblem::Unreadable(error) };
    super::manifest::of_file(path).map_err(unreadable)
}

/// The header and the lines of the hand-written engine; none if it has no line.
fn lines(bytes: &[u8]) -> Option<Vec<String>> {
    let text = String::from_utf8_lossy(bytes);
    let own = format!("{},", EngineName::FromScratch.as_str());
    let lines = text.split_inclusive('\n').enumerate();
    let lines: Vec<String> =
        lines.filter(|(at, line)| *at == 0 || line.starts_with(&own)).map(|(_, line)| line.to_owned()).collect();
    (lines.len() > 1).then_some(lines)
}

/// The first line is a header, each further one that of an epoch.
fn trail(lines: &[String], marks: usize) -> Trail {
    let stride = (lines.len() - 1).div_ceil(marks.max(1));
    let (mut hash, mut digits) = (Sha256::new(), String::new());
    for (at, line) in lines.iter().enumerate() {
        hash.update(line);
        if at > 0 && (at - 1).is_multiple_of(stride) {
            write!(digits, "{:02x}", hash.clone().finalize()[0]).expect("a string takes everything");
        }
    }
    Trail { stride, digits }
}

/// Names and contents, so that no two sets of tables read alike.
fn tables(files: &Manifest, folder: &Path) -> Result<String, StoreError> {
    let mut hash = Sha256::new();
    for name in files.below("tables/") {
        let bytes = files.bytes(folder, name)?;
        hash.update(format!("{name} {}\n", bytes.len()));
        hash.update(bytes);
    }
    Ok(hex(hash.finalize().as_slice()))
}

#[cfg(test)]
mod tests {
    use super::{digest, lines, trail};

    #[test]
    fn the_digest_is_that_of_the_hand_written_engine_alone() {
        let text = b"engine,epoch\nfrom-scratch,0\nburn,0\nfrom-scratch,1\nburn,1\n";
        let own = lines(text).expect("there are lines of it").concat();
        assert_eq!(own, "engine,epoch\nfrom-scratch,0\nfrom-scratch,1\n");
        assert_eq!(lines(b"engine,epoch\nburn,0\n"), None);
        // sha256sum of nothing, FIPS 180-4.
        assert_eq!(digest(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn a_number_leaves_its_mark_from_its_epoch_on() {
        let metrics = |changed: usize| {
            let value = |epoch| if epoch >= changed { "1.5" } else { "1.0" };
            let line = |epoch| format!("from-scratch,{epoch},{}\n", value(epoch));
            ["engine,epoch,loss\n".to_owned()].into_iter().chain((0..20).map(line)).collect::<Vec<_>>()
        };
        let before = trail(&metrics(99), 100);
        assert_eq!((before.stride, before.digits.len()), (1, 40));
        // Two digits are equal by chance once in 256 times.
        let exact =
            (0..20).filter(|&epoch| before.first_difference(&trail(&metrics(epoch), 100)) == Some((epoch, epoch)));
        assert!(exact.count() >= 18);
        let coarse = trail(&metrics(99), 5);
        assert_eq!((coarse.stride, coarse.digits.len()), (4, 10));
        assert_eq!(coarse.first_difference(&trail(&metrics(6), 5)), Some((5, 8)));
    }
}
