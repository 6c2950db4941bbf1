//! A place that cannot be written: what is in its way, in words, and what to do.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// What the user reads; `flag` names another place.
pub fn message(path: &Path, error: &io::Error, flag: &str) -> String {
    let why = match error.kind() {
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::PermissionDenied => "this user may not write there".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "it is on a read-only file system".to_owned(),
        ErrorKind::InvalidFilename => "the file system takes no such name, as one that is too long".to_owned(),
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            in_the_way(path).unwrap_or_else(|| error.to_string())
        }
        _ => error.to_string(),
    };
    let room = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room, or ",
        _ => "",
    };
    format!("cannot write {}: {why}\n  = {room}name another place with {flag}", path.display())
}

/// The first part of a path, seen from its root, that should be a folder and is none.
fn in_the_way(path: &Path) -> Option<String> {
    let mut parts: Vec<&Path> = path.ancestors().filter(|part| !part.as_os_str().is_empty()).collect();
    parts.reverse();
    parts.into_iter().find_map(|part| {
        let what = match (fs::metadata(part), fs::symlink_metadata(part)) {
            (Ok(there), _) if there.is_dir() => return None,
            (Ok(_), _) => "is no folder",
            (Err(_), Ok(_)) => "is a link that leads nowhere",
            // What is to be written need not be there.
            (Err(_), Err(_)) if part == path => return None,
            (Err(_), Err(_)) => "is not there",
        };
        Some(format!("{} {what}", part.display()))
    })
}
