//! The config of a report and its data in a temporary folder, as they lay when the report was made.
//!
//! Every data file is known by its digest, so it may come from anywhere: from the folder named on the command line,
//! from beside the config where that is known, from beside the report, or from here, by its path in the config or by
//! its name alone.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use runner::store;

use super::given::GivenReport;
use crate::configs::FOLDER;
use crate::outcome::{Error, Result};

/// A temporary folder with everything that the report was made from.
pub struct Staged {
    /// The place of the config; no file lies there, its text is that of the digests.
    pub config: PathBuf,
    /// The folder for the reports made again.
    pub reports: PathBuf,
    _folder: tempfile::TempDir,
}

/// What differs, in words.
type Difference = String;

impl Staged {
    /// Finds the data and puts them in their places.
    ///
    /// # Errors
    /// If a file is not found, or cannot be read; a file with another digest is a difference.
    pub fn of(given: &GivenReport, data: Option<&Path>) -> Result<std::result::Result<Staged, Difference>> {
        let failed = |error: io::Error| Error::failed(format!("cannot write a temporary folder: {error}"));
        let folder = tempfile::tempdir().map_err(failed)?;
        // As many folders deep as a path of the data goes up.
        let up = given.digests.data.keys().map(|path| parent_steps(Path::new(path))).max().unwrap_or_default();
        let configs = folder.path().join("configs").join("up/".repeat(up));
        fs::create_dir_all(&configs).map_err(failed)?;
        let places = places(given, data);
        for (path, digest) in &given.digests.data {
            let source = match find(path, digest, &places)? {
                Ok(source) => source,
                Err(difference) => return Ok(Err(difference)),
            };
            let place = configs.join(path);
            if Path::new(path).is_absolute() {
                continue;
            }
            fs::create_dir_all(place.parent().unwrap_or(&configs)).map_err(failed)?;
            link(&source, &place).map_err(failed)?;
        }
        let config = configs.join(format!("{}.toml", given.digests.name));
        Ok(Ok(Staged { config, reports: folder.path().join("reports"), _folder: folder }))
    }
}

fn parent_steps(path: &Path) -> usize {
    path.components().filter(|part| *part == Component::ParentDir).count()
}

/// Where data may be, the first first.
fn places(given: &GivenReport, data: Option<&Path>) -> Vec<PathBuf> {
    let named = data.map(Path::to_path_buf).into_iter().chain(given.config_folders());
    let near = [given.folder.clone(), given.folder.join("data"), given.folder.join("..")];
    let near = near.into_iter().chain([PathBuf::new(), PathBuf::from(FOLDER)]);
    named.chain(near).collect()
}

/// The file with this digest; if there are only others of its name, the first of them differs.
fn find(path: &str, digest: &str, places: &[PathBuf]) -> Result<std::result::Result<PathBuf, Difference>> {
    let mut other = None;
    for candidate in candidates(path, places).into_iter().filter(|candidate| candidate.is_file()) {
        let found = store::digest_of_file(&candidate).map_err(|error| Error::invalid(format!("error: {error}\n")))?;
        if found == digest {
            return Ok(Ok(candidate));
        }
        other.get_or_insert(candidate);
    }
    match other {
        Some(other) => {
            Ok(Err(format!("the data file {} is not the one that the report was made from", other.display())))
        }
        None => Err(Error::invalid(format!(
            "error: there is no data file {path} with the SHA-256 {digest}\n  = {}\n",
            match Path::new(path).is_absolute() {
                true => "the config writes its whole path: put it there",
                false => "name its folder with --data DIR",
            }
        ))),
    }
}

/// Where a file of the config may lie; one whose whole path the config writes lies there alone.
fn candidates(path: &str, places: &[PathBuf]) -> Vec<PathBuf> {
    let path = Path::new(path);
    match path.is_absolute() {
        true => vec![path.to_path_buf()],
        false => {
            let name = path.file_name().unwrap_or_default();
            places.iter().flat_map(|place| [place.join(path), place.join(name)]).collect()
        }
    }
}

/// Data may be large, so they are not copied where the system has links.
fn link(source: &Path, place: &Path) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::symlink(fs::canonicalize(source)?, place);
    #[cfg(not(unix))]
    return fs::copy(source, place).map(drop);
}
