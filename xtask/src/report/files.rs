//! The files of a report: each is written whole or not at all, and files of other programs stay as they are.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ::report::convert;
use ::report::document::{RenderedFigure, Report};
use ::report::index;
use ::report::results_csv;
use experiment::digests;
use runner::store::{self, UNFINISHED};

use crate::flags::Formats;
use crate::outcome::{Error, Result};

/// The endings of the files that a figure has.
const ENDINGS: [&str; 4] = ["svg", "csv", "pdf", "png"];

/// A file for all reports of a folder, and the line (counted from 0) by which it is recognized as ours: the whole line,
/// or its beginning where the text ends in a comma.
pub struct TopFile {
    /// Its name.
    pub name: &'static str,
    line: (usize, &'static str),
}

/// The list of all reports.
pub const INDEX: TopFile = TopFile { name: "README.md", line: (0, "# Reports") };
/// How to read a report.
pub const HOW_TO_READ: TopFile = TopFile { name: index::HOW_TO_READ.0, line: (0, "# How to read a report") };
/// All reports as one page.
pub const PAGE: TopFile = TopFile { name: "index.html", line: (6, "<title>Longhand: reports</title>") };

/// The results of all reports; the columns behind these depend on the experiments.
pub const RESULTS: TopFile = TopFile { name: results_csv::NAME, line: (0, "experiment,run,engine,seed,fold,") };

impl TopFile {
    /// Fails where a file of that name exists that Longhand did not write.
    pub fn may_be_written_in(&self, out: &Path) -> Result<()> {
        let (number, line) = self.line;
        may_be_written(&out.join(self.name), |there| {
            there
                .lines()
                .nth(number)
                .is_some_and(|found| found == line || (line.ends_with(',') && found.starts_with(line)))
        })
    }
}

/// Fails where a file exists that is not `ours`, or that cannot be read.
pub fn may_be_written(path: &Path, ours: impl Fn(&str) -> bool) -> Result<()> {
    if path.is_dir() {
        let path = path.display();
        return Err(Error::usage(format!(
            "{path} is a folder, and a file goes there\n  = name another folder with --out"
        )));
    }
    match read_if_there(path).map_err(|error| unreadable(path, &error))? {
        Some(there) if !ours(&String::from_utf8_lossy(&there)) => Err(Error::usage(format!(
            "{} was not written by Longhand, and would be replaced\n  = name another folder with --out",
            path.display()
        ))),
        Some(_) | None => Ok(()),
    }
}

/// An error of the system says nothing about what is there, so nothing is written.
pub fn unreadable(path: &Path, error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "this user may not read it".to_owned(),
        _ => error.to_string(),
    };
    let remedy = "nothing was changed: make it readable, or name another folder";
    Error::failed(format!("cannot read {}: {why}\n  = {remedy}", path.display()))
}

/// The content of a file, none if there is no file of that name, or can be none.
pub fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(there) => Ok(Some(there)),
        // A name that no file can have is that of none; whoever writes it is told.
        Err(error) if store::is_absence(&error) || error.kind() == io::ErrorKind::InvalidFilename => Ok(None),
        Err(error) => Err(error),
    }
}

/// The tables beside the page.
pub struct Tables<'a> {
    /// `results.csv`.
    pub results: &'a str,
    /// `digests.toml`.
    pub digests: &'a str,
}

/// Writes the files of a report; figures that only the previous report showed are removed.
///
/// The page comes before its figures: it says which files are ours, also if the program ends in between.
pub fn save(folder: &Path, report: &Report, tables: &Tables, formats: Formats) -> io::Result<()> {
    let (figures, page) = (folder.join("figures"), folder.join("report.md"));
    fs::create_dir_all(&figures)?;
    let before = read_if_there(&page)?.unwrap_or_default();
    let before = String::from_utf8_lossy(&before);
    let ours: Vec<&str> = shown(&before).collect();
    let drawn: Vec<(PathBuf, Vec<u8>)> = report
        .figures
        .iter()
        .flat_map(|figure| files(figure, formats).into_iter().map(|(ending, bytes)| (&figure.stem, ending, bytes)))
        .map(|(stem, ending, bytes)| (figures.join(format!("{stem}.{ending}")), bytes))
        .collect();
    for (path, content) in &drawn {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let foreign = !ours.contains(&&*stem) && read_if_there(path)?.is_some_and(|there| there != *content);
        if foreign {
            let message = format!("{} was not written by Longhand, and would be replaced", path.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
    }
    for stem in ours.iter().filter(|stem| report.figures.iter().all(|figure| figure.stem != ***stem)) {
        for path in ENDINGS.map(|ending| figures.join(format!("{stem}.{ending}"))).iter().filter(|path| path.exists()) {
            fs::remove_file(path)?;
        }
    }
    whole(&page, report.markdown.as_bytes())?;
    whole(&folder.join(results_csv::NAME), tables.results.as_bytes())?;
    whole(&folder.join(digests::NAME), tables.digests.as_bytes())?;
    drawn.iter().try_for_each(|(path, content)| whole(path, content))
}

/// The stems of the figures that a report shows.
fn shown(markdown: &str) -> impl Iterator<Item = &str> {
    let links = markdown.split("(figures/").skip(1).filter_map(|rest| rest.split_once(".svg)"));
    links.map(|(stem, _)| stem).filter(|stem| stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

fn files(figure: &RenderedFigure, formats: Formats) -> Vec<(&'static str, Vec<u8>)> {
    let mut files = vec![("svg", figure.svg.clone().into_bytes()), ("csv", figure.csv.clone().into_bytes())];
    if formats.pdf {
        files.push(("pdf", convert::pdf(&figure.source).expect("what this program drew is valid SVG")));
    }
    if formats.png {
        files.push(("png", convert::png(&figure.source, 2.0).expect("what this program drew is valid SVG")));
    }
    files
}

/// Writes a file by one rename, and leaves it alone if it holds that content already.
pub fn whole(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
    file.write_all(content)?;
    readable(file.as_file())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// A temporary file is its owner's alone; a report is for everybody.
fn readable(file: &fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    let _ = file;
    Ok(())
}
