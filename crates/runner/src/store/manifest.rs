//! `digests.txt` of a run: which files it has, and the SHA-256 of each, so that a damaged run is noticed.
//!
//! ```text
//! # Longhand run 0123456789abcdef, format 1, 8 files: check with sha256sum -c digests.txt
//! 3b1f...  agreement.csv
//! ```
//! It is written last. The first line counts the files, so that lines that are gone are missed, too. The format is the
//! number of the folder's layout: a program reads its own and says so of any other.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::{ReadProblem, StoreError};

/// The name of the file.
pub const NAME: &str = "digests.txt";
/// The layout of a run's folder, as this program writes and reads it.
pub const FORMAT: u32 = 1;

/// The files of a run, by their path below its folder.
pub struct Manifest {
    id: String,
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the list of the run in `folder`.
    ///
    /// # Errors
    /// If there is none, or it is of another format, or not whole.
    pub fn read(folder: &Path) -> Result<Manifest, StoreError> {
        let path = folder.join(NAME);
        let text = fs::read_to_string(&path).map_err(|error| StoreError::of_io(&path, error))?;
        Manifest::parse(&text).map_err(|problem| StoreError { file: path, problem })
    }

    fn parse(text: &str) -> Result<Manifest, ReadProblem> {
        let damaged = |what: &str| ReadProblem::Damaged(what.to_owned());
        let (header, lines) = text.split_once('\n').ok_or_else(|| damaged("it has no first line"))?;
        let header = Header::parse(header).ok_or_else(|| damaged("its first line is not one of Longhand"))?;
        if header.format != FORMAT {
            return Err(ReadProblem::OtherFormat { found: header.format, known: FORMAT });
        }
        let entry = |line: &str| line.split_once("  ").map(|(digest, name)| (name.to_owned(), digest.to_owned()));
        let files = lines.lines().map(entry).collect::<Option<BTreeMap<_, _>>>();
        let files = files.ok_or_else(|| damaged("a line of it is not a digest and a name"))?;
        match files.len() == header.files {
            true => Ok(Manifest { id: header.id.to_owned(), files }),
            false => Err(ReadProblem::Damaged(format!("it lists {} of {} files", files.len(), header.files))),
        }
    }

    /// The same list, if it is that of the run by whose id the folder is called.
    ///
    /// # Errors
    /// If another run lies there.
    pub fn in_its_place(self, folder: &Path) -> Result<Manifest, StoreError> {
        if folder.file_name().is_some_and(|name| *name == *self.id) {
            return Ok(self);
        }
        let problem = ReadProblem::Damaged(format!("it belongs to the run {}", self.id));
        Err(StoreError { file: folder.join(NAME), problem })
    }

    /// The names of the files below a folder of the run, as `tables/`.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.keys().map(String::as_str).filter(move |name| name.starts_with(folder))
    }

    /// The bytes of a file of the run, which are those that were written.
    ///
    /// # Errors
    /// If the file cannot be read, or has changed since.
    pub fn bytes(&self, folder: &Path, name: &str) -> Result<Vec<u8>, StoreError> {
        let path = folder.join(name);
        let bytes = fs::read(&path).map_err(|error| StoreError::of_io(&path, error))?;
        match self.files.get(name).is_some_and(|digest| *digest == hex(Sha256::digest(&bytes).as_slice())) {
            true => Ok(bytes),
            false => Err(changed(&path)),
        }
    }

    /// Goes through all files.
    ///
    /// # Errors
    /// The first one that cannot be read, or has changed since it was written.
    pub fn verify(&self, folder: &Path) -> Result<(), StoreError> {
        for (name, digest) in &self.files {
            let path = folder.join(name);
            if *digest != of_file(&path).map_err(|error| StoreError::of_io(&path, error))? {
                return Err(changed(&path));
            }
        }
        Ok(())
    }
}

fn changed(path: &Path) -> StoreError {
    StoreError { file: path.to_path_buf(), problem: ReadProblem::Damaged("it is not what the run wrote".to_owned()) }
}

struct Header<'a> {
    id: &'a str,
    format: u32,
    files: usize,
}

impl Header<'_> {
    fn parse(line: &str) -> Option<Header<'_>> {
        let (id, rest) = line.strip_prefix("# Longhand run ")?.split_once(", format ")?;
        let (format, rest) = rest.split_once(", ")?;
        let (files, _) = rest.split_once(" files: ")?;
        Some(Header { id, format: format.parse().ok()?, files: files.parse().ok()? })
    }
}

/// Writes the list of all files that are in the folder of the run `id`.
///
/// # Errors
/// Those of the file system.
pub fn write(folder: &Path, id: &str) -> io::Result<()> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files)?;
    let mut text =
        format!("# Longhand run {id}, format {FORMAT}, {} files: check with sha256sum -c {NAME}\n", files.len());
    for (name, digest) in files {
        writeln!(text, "{digest}  {name}").expect("a string takes everything");
    }
    fs::write(folder.join(NAME), text)
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => collect(&entry.path(), &format!("{name}/"), files)?,
            false => drop(files.insert(name, of_file(&entry.path())?)),
        }
    }
    Ok(())
}

/// The SHA-256 of a file, which may be larger than memory.
pub fn of_file(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut piece) = (File::open(path)?, Sha256::new(), [0; 1 << 14]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hex(hash.finalize().as_slice())),
            length => hash.update(&piece[..length]),
        }
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    })
}
