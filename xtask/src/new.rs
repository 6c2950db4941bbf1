//! `new`: a config for a table, written beside it, or one for a lesson.

mod lesson;

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use datasets::proposal::propose;
use experiment::words;

use crate::flags::NewFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::{configs, plan, terminal};

/// Writes the config of a table or of a lesson, and checks it like any other.
pub fn new(flags: &NewFlags) -> Result {
    match (&flags.lesson, &flags.data) {
        (Some(name), _) => of_lesson(name, flags),
        (None, Some(data)) => of_table(data, flags),
        (None, None) => Err(Error::usage("name a table, or a lesson with --lesson NAME")),
    }
}

fn of_table(data: &Path, flags: &NewFlags) -> Result {
    let out = flags.out.clone().unwrap_or_else(|| beside(data));
    if out.exists() {
        return Err(exists(&out));
    }
    let proposal = propose(data, &as_written(data, &out), flags.target.as_deref());
    let proposal = proposal.map_err(|error| Error::invalid(error.to_string()))?;
    let arguments = written(&out, &proposal.config)?;
    let program = words::program();
    left_out(&proposal.ignored);
    terminal::stderr(&format!("it predicts {:?}; {program} run {arguments} trains it", proposal.target));
    Ok(Outcome::Success)
}

/// So many columns are named with the reason why they are left out; of all of them it stands in the config.
const NAMED: usize = 12;

fn left_out(columns: &[(String, String)]) {
    for (name, reason) in columns.iter().take(NAMED) {
        terminal::stderr(&format!("it leaves out {name:?}: {reason}"));
    }
    let more = columns.len().saturating_sub(NAMED);
    if more > 0 {
        terminal::stderr(&format!("it leaves out {}, as its ignore says", words::count(more, "more column")));
    }
}

fn of_lesson(name: &str, flags: &NewFlags) -> Result {
    if name.trim().is_empty() {
        return Err(Error::usage("a lesson needs a name\n  = write --lesson two-circles, for example"));
    }
    let out = flags.out.clone().unwrap_or_else(|| lesson::place(name));
    let arguments = written(&out, &lesson::lesson_config(name, &out))?;
    let program = words::program();
    terminal::stderr(&format!("{program} run --watch {arguments} runs it, and again whenever it is saved"));
    Ok(Outcome::Success)
}

/// Writes a new config, checks it, and says where it is; what names it on the command line.
fn written(out: &Path, text: &str) -> Result<String> {
    create(out, text)?;
    let arguments = checked(out).inspect_err(|_| {
        // What cannot run is not left behind; that it stays where it cannot be removed either is no further error.
        let _ = fs::remove_file(out);
    })?;
    terminal::stdout(&out.display().to_string());
    Ok(arguments)
}

/// What names a config on the command line, if it can run.
fn checked(config: &Path) -> Result<String> {
    let configs = configs::read(&[config.to_path_buf()], &[])?;
    plan::plan(&configs, Path::new("reports"))?;
    Ok(configs[0].arguments())
}

/// `data/mine.toml` for `data/mine.csv` and `data/mine.csv.gz`, `pima.te.toml` for `pima.te.csv`.
fn beside(data: &Path) -> PathBuf {
    let unpacked =
        if data.extension().is_some_and(|ending| ending == "gz") { data.with_extension("") } else { data.into() };
    unpacked.with_extension("toml")
}

/// The path of the data as the config names it: relative to the config where both lie in one folder.
fn as_written(data: &Path, out: &Path) -> String {
    let folder = |path: &Path| path.parent().unwrap_or(Path::new("")).to_path_buf();
    let path = match folder(data) == folder(out) {
        true => PathBuf::from(data.file_name().unwrap_or_default()),
        false => std::path::absolute(data).unwrap_or_else(|_| data.to_path_buf()),
    };
    path.display().to_string()
}

fn create(path: &Path, text: &str) -> Result<()> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(path),
        _ => Error::unwritten(path, &error),
    })
}

fn exists(path: &Path) -> Error {
    Error::usage(format!("{} exists, and no file is written over\n  = name another with --out FILE", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_config_lies_beside_the_data() {
        assert_eq!(beside(Path::new("data/mine.csv.gz")), Path::new("data/mine.toml"));
        assert_eq!(beside(Path::new("mine.csv")), Path::new("mine.toml"));
        assert_eq!(beside(Path::new("pima.te.csv")), Path::new("pima.te.toml"));
        assert_eq!(beside(Path::new(".csv")), Path::new(".csv.toml"));
        assert_eq!(as_written(Path::new("data/mine.csv"), Path::new("data/other.toml")), "mine.csv");
        assert!(Path::new(&as_written(Path::new("data/mine.csv"), Path::new("other.toml"))).is_absolute());
    }
}
