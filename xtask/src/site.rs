//! `site`: the course as a website in a folder, made from the reports as they lie on disk.

mod checkout;
mod files;
pub mod playground;
pub mod reports;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ::report::site::{self, Course, File};
use ::report::words::{count, list};

use crate::flags::{EngineFlag, SiteFlags};
use crate::outcome::{Error, Outcome, Result};
use crate::{configs, terminal};

/// Writes the site; the playground is left out where it cannot be built, and the program says why.
pub fn site(flags: &SiteFlags) -> Result {
    files::may_be_written(&flags.out)?;
    let course = reports::read(&flags.reports)?;
    if course.lessons.is_empty() {
        let (reports, program) = (flags.reports.display(), experiment::words::program());
        return Err(Error::usage(format!("there is no report in {reports}\n  = {program} run CONFIG makes one")));
    }
    print_missing(&course, &flags.reports);
    let playground = if flags.no_playground { None } else { playground_or_reason(&flags.engine)? };
    let files = of(course, playground, &[]);
    files::write(&flags.out, &files)?;
    terminal::stdout(&flags.out.join("index.html").display().to_string());
    Ok(Outcome::Success)
}

/// The files of the playground, or none and the reason on stderr. An engine that was named has to be there.
fn playground_or_reason(engine: &EngineFlag) -> Result<Option<Vec<File>>> {
    match playground::files(engine) {
        Ok(files) => Ok(Some(files)),
        Err(why) if engine.module.is_some() => Err(Error::usage(why)),
        Err(why) => {
            terminal::stderr(&format!("warning: the site has no playground: {why}"));
            Ok(None)
        }
    }
}

/// All files of the site; the playground offers the configs `first`, by name and text, before those of the course.
pub fn of(course: Course, playground: Option<Vec<File>>, first: &[(String, String)]) -> Vec<File> {
    let course = Course { playground: playground.is_some(), ..course };
    let configs = playground.is_some().then(|| site::playground::configs(first, &course));
    let mut files = site::site(&course);
    files.extend(configs.into_iter().chain(playground).flatten());
    files
}

/// Says which configs have no report.
fn print_missing(course: &Course, reports: &Path) {
    let there: BTreeSet<&str> = course.lessons.iter().map(|lesson| lesson.page.name.as_str()).collect();
    let name = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let configs = configs::named_or_all(&[]).unwrap_or_default();
    let missing: Vec<String> = configs.iter().map(name).filter(|name| !there.contains(name.as_str())).collect();
    if !missing.is_empty() {
        let (program, number) = (experiment::words::program(), count(missing.len(), "config"));
        terminal::stderr(&format!(
            "warning: {number} without a report in {}: {}\n  = {program} run {}/NAME.toml makes it",
            reports.display(),
            list(&missing),
            configs::FOLDER
        ));
    }
}
