//! The files for all reports of a folder: their list, their results, the starter notebook, and the page.
//!
//! They are made from what is on disk, so that reports of other machines and of other calls stay in them.

use std::fs;
use std::io;
use std::path::Path;

use ::report::document::named_config;
use ::report::html::{PageReport, html};
use ::report::index::{self, Entry};
use ::report::results_csv::{self, all_results};
use ::report::site::{OTHERS, Other};

use super::browser;
use super::files::{HOW_TO_READ, INDEX, PAGE, RESULTS, read_if_there, unreadable, whole};
use crate::flags::PageFlags;
use crate::outcome::{Error, Result};
use crate::terminal;

/// A notebook that reads `results.csv`. Whoever edits it keeps the changes: it is never written over.
const NOTEBOOK: (&str, &str) = ("notebook.ipynb", include_str!("notebook.ipynb"));

/// Fails where one of the files exists and was not written by Longhand.
pub fn collections_may_be_written(out: &Path, page: PageFlags) -> Result<()> {
    INDEX.may_be_written_in(out)?;
    HOW_TO_READ.may_be_written_in(out)?;
    RESULTS.may_be_written_in(out)?;
    if page.wanted() { PAGE.may_be_written_in(out) } else { Ok(()) }
}

/// Writes all of them; the page only where it is wanted.
pub fn write_collections(out: &Path, page: PageFlags) -> Result<()> {
    let pages = pages(out)?;
    let entries: Vec<Entry> = pages.iter().filter_map(|page| Entry::read(&page.name, &page.markdown)).collect();
    if entries.is_empty() {
        return Ok(());
    }
    write(&out.join(HOW_TO_READ.name), index::HOW_TO_READ.1)?;
    let others: Vec<(String, String)> = others(out)?.iter().filter_map(link_to).collect();
    write(&out.join(INDEX.name), &index::index(&entries, &others))?;
    write(&out.join(RESULTS.name), &all_results(&results(out, &pages)))?;
    let notebook = out.join(NOTEBOOK.0);
    if !notebook.exists() {
        write(&notebook, NOTEBOOK.1)?;
    }
    if page.wanted() { write_page(&out.join(PAGE.name), &pages, page) } else { Ok(()) }
}

fn write_page(path: &Path, pages: &[PageReport], flags: PageFlags) -> Result<()> {
    write(path, &html(pages))?;
    terminal::stdout(&path.display().to_string());
    if flags.open { browser::open(path) } else { Ok(()) }
}

fn write(path: &Path, content: &str) -> Result<()> {
    whole(path, content.as_bytes()).map_err(|error| Error::unwritten(path, &error))
}

/// The pages beside the reports that are there.
pub fn others(folder: &Path) -> Result<Vec<Other>> {
    let mut others = Vec::new();
    for name in OTHERS {
        let path = folder.join(format!("{name}.md"));
        let text = read_if_there(&path).map_err(|error| unreadable(&path, &error))?;
        let text = text.map(|text| String::from_utf8_lossy(&text).into_owned());
        others.extend(text.map(|markdown| Other { name: name.to_owned(), markdown }));
    }
    Ok(others)
}

/// The title of a page, and its file.
fn link_to(other: &Other) -> Option<(String, String)> {
    let title = other.markdown.lines().next()?.strip_prefix("# ")?;
    Some((title.to_owned(), format!("{}.md", other.name)))
}

/// The `results.csv` of every report that has one.
fn results(out: &Path, pages: &[PageReport]) -> Vec<(String, String)> {
    let read = |page: &PageReport| fs::read_to_string(out.join(&page.name).join(results_csv::NAME));
    pages.iter().filter_map(|page| Some((page.name.clone(), read(page).ok()?))).collect()
}

/// The reports in a folder, as they are on disk. What cannot be read is an error: it must not drop out of the list.
pub fn pages(out: &Path) -> Result<Vec<PageReport>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(out).map_err(|error| unreadable(out, &error))? {
        folders.push(entry.map_err(|error| unreadable(out, &error))?.path());
    }
    folders.sort();
    folders.iter().filter_map(|folder| page(folder).map_err(|error| unreadable(folder, &error)).transpose()).collect()
}

/// The report in a folder; none if there is none, or one that Longhand did not write.
fn page(folder: &Path) -> io::Result<Option<PageReport>> {
    let Some(markdown) = read_if_there(&folder.join("report.md"))? else { return Ok(None) };
    let markdown = String::from_utf8_lossy(&markdown).into_owned();
    if named_config(&markdown).is_none() {
        return Ok(None);
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(PageReport { name, figures: figures(&folder.join("figures"))?, markdown }))
}

/// The drawings in a folder by their stems; a report without figures may have no such folder.
fn figures(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut figures = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "svg") {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            figures.push((stem, String::from_utf8_lossy(&fs::read(&path)?).into_owned()));
        }
    }
    figures.sort();
    Ok(figures)
}
