//! The files of a site on disk: each is written whole or not at all, and what Longhand did not write stays.
//!
//! A list of the files lies beside them. What it names is ours; it is written before the first file and again after the
//! last, so that a site that was broken off is known, and a page that is no more goes.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use ::report::site::File;
use runner::store;

use crate::outcome::{Error, Result};
use crate::report::{read_if_there, unreadable, whole};

/// The list of the files of a site.
const LIST: &str = "files.txt";
/// Its first line, by which it is recognized.
const HEADER: &str = "Written by `longhand site`: the files below are replaced and removed by it, all others stay.";

/// Fails where a list exists that Longhand did not write.
pub fn may_be_written(out: &Path) -> Result<()> {
    crate::report::may_be_written(&out.join(LIST), |there| there.lines().next() == Some(HEADER))
}

/// Writes the files, and removes those of the site before that are no more.
pub fn write(out: &Path, files: &[File]) -> Result<()> {
    let list = out.join(LIST);
    let there = read_if_there(&list).map_err(|error| unreadable(&list, &error))?.unwrap_or_default();
    let before: BTreeSet<String> =
        String::from_utf8_lossy(&there).lines().skip(1).filter(is_below).map(Into::into).collect();
    nothing_of_others(out, files, &before)?;
    let now: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let written = replace(out, files, &before, &now);
    written.map_err(|error| Error::unwritten(out, &error))
}

fn replace(out: &Path, files: &[File], before: &BTreeSet<String>, now: &BTreeSet<String>) -> io::Result<()> {
    let listed =
        |paths: &BTreeSet<String>| paths.iter().fold(HEADER.to_owned(), |text, path| text + "\n" + path) + "\n";
    fs::create_dir_all(out)?;
    store::remove_unfinished(out);
    whole(&out.join(LIST), listed(&before.union(now).cloned().collect()).as_bytes())?;
    for file in files {
        let path = out.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        whole(&path, &file.content)?;
    }
    for path in before.difference(now).map(|path| out.join(path)).filter(|path| path.exists()) {
        fs::remove_file(&path)?;
        // Only where nothing else is left.
        let _ = path.parent().map(fs::remove_dir);
    }
    whole(&out.join(LIST), listed(now).as_bytes())
}

/// Fails where a file would be replaced that is none of ours and holds something else.
fn nothing_of_others(out: &Path, files: &[File], ours: &BTreeSet<String>) -> Result<()> {
    for file in files.iter().filter(|file| !ours.contains(&file.path)) {
        let path = out.join(&file.path);
        let there = read_if_there(&path).map_err(|error| unreadable(&path, &error))?;
        if there.is_some_and(|there| there != file.content) {
            return Err(Error::usage(format!(
                "{} was not written by `longhand site`, and would be replaced\n  = name another folder with --out",
                path.display()
            )));
        }
    }
    Ok(())
}

/// Whether a path of the list stays in the folder: the list is text that anybody may edit.
fn is_below(path: &&str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
