//! Whose a report is: one of another config, or a file that Longhand did not write, is not replaced.
//!
//! A report names its config, and beside its runs lies which file that is.

use std::fs;
use std::path::Path;

use ::report::document::{named_arguments, named_config};
use experiment::digests::{self, Digests};
use experiment::words;

use super::files::{may_be_written, read_if_there, unreadable};
use super::made_from;
use crate::configs::Config;
use crate::flags::OtherReport;
use crate::outcome::{Error, Result};

/// Fails if the report of a config would replace a file of somebody else or the report of another config.
pub fn may_be_reported(configs: &[Config], out: &Path, other: OtherReport) -> Result<()> {
    configs.iter().try_for_each(|config| one(config, out, other))
}

fn one(config: &Config, out: &Path, other: OtherReport) -> Result<()> {
    let path = out.join(&config.name).join("report.md");
    may_be_written(&path, |there| named_config(there).is_some())?;
    may_be_written(&out.join(&config.name).join(digests::NAME), |there| there.starts_with(digests::HEADER))?;
    let there = read_if_there(&path).map_err(|error| unreadable(&path, &error))?.unwrap_or_default();
    let named = named_config(&String::from_utf8_lossy(&there));
    let another = named.and_then(|named| another(config, out, named));
    match another.filter(|_| other == OtherReport::Kept) {
        Some(another) => Err(Error::invalid(format!(
            "error: {} is the report of {another}, and {} would replace it\n  \
             = rename one of the configs, name another folder with --out, or allow it with --replace\n",
            path.display(),
            config.path.display(),
        ))),
        None => Ok(()),
    }
}

/// How the report that is there comes back, if one that `--set` changed takes its place.
pub fn replaced(config: &Config, out: &Path) -> Option<String> {
    let path = out.join(&config.name).join("report.md");
    let there = read_if_there(&path).ok()??;
    let before = named_arguments(&String::from_utf8_lossy(&there))?.to_owned();
    (config.is_changed() && before != config.portable_arguments()).then(|| {
        let program = words::program();
        format!("It replaces the report of {before}: {program} run {before} writes that again, --out DIR keeps both.")
    })
}

/// The config that a report is of, if it is not this one.
fn another(config: &Config, out: &Path, named: String) -> Option<String> {
    match made_from::origin(&out.join(&config.name).join("runs")) {
        Some(kept) => (fs::canonicalize(&config.path).ok().as_ref() != Some(&kept)).then(|| shown(&kept)),
        None => (!is_named(config, out, &named)).then_some(named),
    }
}

/// A path as it is seen from here.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

/// Whether the words of a report name this config, as it is written here or by any other path to the same file: all
/// that is known of a report whose runs are not here.
fn is_named(config: &Config, out: &Path, named: &str) -> bool {
    let same_file = || Some(fs::canonicalize(named).ok()? == fs::canonicalize(&config.path).ok()?);
    config.portable_name() == named || same_file().unwrap_or(false) || is_named_from_elsewhere(config, out, named)
}

/// Whether words that were written in another folder name this file: its path ends in them, and where they are a bare
/// name, which every config of the name ends in, the digests beside the report hold its text.
fn is_named_from_elsewhere(config: &Config, out: &Path, named: &str) -> bool {
    let ends = fs::canonicalize(&config.path).is_ok_and(|path| path.ends_with(named));
    let text = || fs::read_to_string(out.join(&config.name).join(digests::NAME)).unwrap_or_default();
    let is_kept = || Digests::from_toml(&text()).is_ok_and(|digests| digests.config == config.text());
    ends && (Path::new(named).components().count() > 1 || is_kept())
}
