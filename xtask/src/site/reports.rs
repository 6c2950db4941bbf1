//! Reads what the site is made from: reports with their figures, tables and configs, and the pages beside them.

use std::fs;
use std::io;
use std::path::Path;

use ::report::html::PageReport;
use ::report::results_csv;
use ::report::site::{Course, Lesson};
use experiment::digests::{self, Digests};

use crate::outcome::Result;
use crate::report::{others, pages, read_if_there, unreadable};

/// The course in a folder of reports, without a playground.
pub fn read(folder: &Path) -> Result<Course> {
    let lessons = pages(folder)?.into_iter().map(|page| lesson(folder, page)).collect::<Result<_>>()?;
    Ok(Course { lessons, others: others(folder)?, playground: false })
}

/// A report with its tables, and its config as its digests hold it.
fn lesson(reports: &Path, page: PageReport) -> Result<Lesson> {
    let folder = reports.join(&page.name);
    let digests = folder.join(digests::NAME);
    let text = read_if_there(&digests).map_err(|error| unreadable(&digests, &error))?;
    let read = text.and_then(|text| Digests::from_toml(&String::from_utf8_lossy(&text)).ok());
    let tables = tables(&folder).map_err(|error| unreadable(&folder, &error))?;
    Ok(Lesson { page, config: read.map(|digests| digests.config), tables })
}

/// `results.csv`, and the numbers of the figures.
fn tables(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let results = read_if_there(&folder.join(results_csv::NAME))?;
    let mut tables: Vec<_> = results.map(|bytes| (results_csv::NAME.to_owned(), text(bytes))).into_iter().collect();
    let entries = match fs::read_dir(folder.join("figures")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(tables),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            tables.push((format!("figures/{name}"), text(fs::read(&path)?)));
        }
    }
    tables.sort();
    Ok(tables)
}
