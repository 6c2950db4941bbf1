//! The files of a report: each is written whole or not at all, and files of other programs stay as they are.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use ::report::convert;
use ::report::document::{RenderedFigure, Report};

use crate::flags::Formats;
use crate::outcome::{Error, Result};

/// The endings of the files that a figure has.
const ENDINGS: [&str; 4] = ["svg", "csv", "pdf", "png"];

/// A file for all reports of a folder, and the line (counted from 0) by which it is recognized as ours.
pub struct TopFile {
    /// Its name.
    pub name: &'static str,
    line: (usize, &'static str),
}

/// The list of all reports.
pub const INDEX: TopFile = TopFile { name: "README.md", line: (0, "# Reports") };
/// All reports as one page.
pub const PAGE: TopFile = TopFile { name: "index.html", line: (6, "<title>Longhand: reports</title>") };

impl TopFile {
    /// Fails where a file of that name exists that Longhand did not write.
    pub fn may_be_written_in(&self, out: &Path) -> Result<()> {
        let path = out.join(self.name);
        let (number, line) = self.line;
        match fs::read(&path) {
            Ok(there) if String::from_utf8_lossy(&there).lines().nth(number) != Some(line) => {
                Err(Error::usage(format!(
                    "{} was not written by Longhand, and the reports would replace it\n  \
                     = name another folder with --out",
                    path.display()
                )))
            }
            _ => Ok(()),
        }
    }
}

/// Writes the files of a report; figures that only the previous report showed are removed.
pub fn save(folder: &Path, report: &Report, formats: Formats) -> io::Result<()> {
    let figures = folder.join("figures");
    fs::create_dir_all(&figures)?;
    for figure in &report.figures {
        for (ending, content) in files(figure, formats) {
            let name = format!("{}.{ending}", figure.stem);
            whole(&figures.join(name), &content)?;
        }
    }
    let page = folder.join("report.md");
    let before = fs::read_to_string(&page).unwrap_or_default();
    for stem in shown(&before).filter(|stem| report.figures.iter().all(|figure| figure.stem != **stem)) {
        for path in ENDINGS.map(|ending| figures.join(format!("{stem}.{ending}"))).iter().filter(|path| path.exists()) {
            fs::remove_file(path)?;
        }
    }
    whole(&page, report.markdown.as_bytes())
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
    let mut file = tempfile::Builder::new().prefix(".unfinished-").tempfile_in(folder)?;
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
