//! What is to be verified: the `digests.toml` of a report, and where it lies.

use std::fs;
use std::path::{Path, PathBuf};

use ::report::document::named_config;
use experiment::digests::{Digests, NAME, keys_of_config};
use experiment::words::program;

use super::keys::first_key;
use crate::configs::{self, Config, shell_quoted};
use crate::outcome::{Error, Result};
use crate::report::{config_kept, read_if_there, unreadable};

/// The digests of a report.
pub struct GivenReport {
    /// What `digests.toml` says.
    pub digests: Digests,
    /// The folder of the report.
    pub folder: PathBuf,
    /// The config, where it was named instead of its report.
    pub config: Option<PathBuf>,
}

impl GivenReport {
    /// The report of a config in the folder `out`, or the report in a folder.
    ///
    /// # Errors
    /// If there are no digests, or they cannot be read.
    pub fn read(path: &Path, out: &Path) -> Result<GivenReport> {
        let is_config = path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with(NAME);
        let (folder, config) = match is_config {
            true => (out.join(path.file_stem().unwrap_or_default()), Some(path.to_path_buf())),
            false if path.is_dir() => (path.to_path_buf(), None),
            false => (path.parent().unwrap_or(Path::new("")).to_path_buf(), None),
        };
        if !is_config && !path.exists() {
            let what = format!("there is no report {}\n  = name a config, or the folder of a report", path.display());
            return Err(Error::usage(what));
        }
        let file = folder.join(NAME);
        let shown = file.display();
        let invalid = |what: String| Error::invalid(format!("error: {what}\n"));
        let bytes = read_if_there(&file).map_err(|error| invalid(format!("{shown} cannot be read: {error}")))?;
        let none = || format!("there is no {shown}\n  = `run` or `report` writes it beside the report");
        let bytes = bytes.ok_or_else(|| invalid(none()))?;
        let text = String::from_utf8(bytes).map_err(|_| invalid(format!("{shown} is not text in UTF-8")))?;
        let damaged = |what: String| {
            let program = program();
            let again = config
                .as_ref()
                .map_or_else(|| "CONFIG".to_owned(), |config| shell_quoted(&config.display().to_string()));
            invalid(format!(
                "{shown} cannot be used: {what}\n  \
                 = remove it, and {program} run {again} writes it again; of a report from elsewhere, get another copy"
            ))
        };
        let digests = Digests::from_toml(&text).map_err(damaged)?;
        if Path::new(&digests.name).file_name().is_none_or(|name| *name != *digests.name) {
            return Err(damaged(format!("{:?} is not the name of a report", digests.name)));
        }
        Ok(GivenReport { digests, folder, config })
    }

    /// The report as messages show it.
    pub fn shown(&self) -> String {
        self.folder.display().to_string()
    }

    /// The config as messages show it.
    pub fn shown_config(&self) -> String {
        let file = self.config.clone().unwrap_or_else(|| self.folder.join(NAME));
        file.display().to_string()
    }

    /// The config that the page is of, where the digests are of another.
    ///
    /// # Errors
    /// If the page cannot be read.
    pub fn other_page(&self) -> Result<Option<String>> {
        let page = self.folder.join("report.md");
        let bytes = read_if_there(&page).map_err(|error| unreadable(&page, &error))?.unwrap_or_default();
        let named = named_config(&String::from_utf8_lossy(&bytes));
        let other = named.filter(|named| Path::new(named).file_stem().is_none_or(|stem| *stem != *self.digests.name));
        Ok(other.map(|named| format!("report.md is of {named}, {NAME} of {}.toml", self.digests.name)))
    }

    /// The folders of the config, as far as it is known: named here, named by the page, or kept beside the runs.
    pub fn config_folders(&self) -> Vec<PathBuf> {
        let page = fs::read_to_string(self.folder.join("report.md")).unwrap_or_default();
        let named = named_config(&page).map(PathBuf::from);
        let known = [self.config.clone(), named, config_kept(&self.folder.join("runs"))];
        known.into_iter().flatten().filter_map(|config| config.parent().map(Path::to_path_buf)).collect()
    }

    /// The first key of the config that is not what it was when the report was made; none where only the report was
    /// named.
    ///
    /// # Errors
    /// If the config cannot be read, or is wrong.
    pub fn changed_key(&self) -> Result<Option<String>> {
        let Some(path) = &self.config else { return Ok(None) };
        let Digests { settings, config, .. } = &self.digests;
        let now = configs::read(std::slice::from_ref(path), settings)?;
        let Some(now) = now.first().filter(|now| now.text() != config) else { return Ok(None) };
        let Ok(then) = configs::of_text(path, &self.shown_config(), config, settings) else {
            return Ok(Some("this program does not accept the config of the report".to_owned()));
        };
        let keys = |config: &Config| keys_of_config(&config.parsed.base);
        Ok(first_key(&keys(&then), &keys(now)))
    }
}
