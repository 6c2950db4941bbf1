//! Reports on disk: written from finished runs, each file whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ::report::convert;
use ::report::document::{Drawn, Report, experiment_report};
use ::report::html::{Page, html};
use ::report::index::{Entry, index};
use experiment::record::Record;
use runner::plan::Job;
use runner::store::{self, ReadError};

use crate::configs;
use crate::flags::{Formats, ReportFlags};
use crate::outcome::{Error, Outcome, Result};
use crate::plan::{Plan, plan};
use crate::say;

/// `report`: draws again from finished runs. Experiments that were not named and not run keep their reports.
pub fn redraw(flags: &ReportFlags) -> Result {
    let paths = configs::named_or_all(&flags.configs)?;
    let configs = configs::read(&paths, &flags.settings)?;
    let mut outcome = Outcome::Well;
    for plan in &plan(&configs, &flags.out)? {
        let unfinished = plan.jobs.iter().find(|job| !store::finished(&job.runs, &job.id));
        match unfinished {
            None => outcome = outcome.and(write(plan, &flags.out, flags.formats)?),
            Some(job) if flags.configs.is_empty() => {
                say::err(&format!("{}: not finished here, its report stays as it is", job.label));
            }
            Some(job) => {
                let arguments = plan.config.arguments();
                return Err(Error::usage(format!(
                    "{}: not finished: cargo xtask run {arguments} does that",
                    job.label
                )));
            }
        }
    }
    write_index(&flags.out)?;
    if flags.html {
        write_page(&flags.out)?;
    }
    Ok(outcome)
}

/// Writes the report of one experiment from its records.
pub fn write(plan: &Plan, out: &Path, formats: Formats) -> Result {
    let records = records(plan)?;
    let report = document(plan, &records);
    let folder = out.join(&plan.config.name);
    save(&folder, &report, formats)
        .map_err(|error| Error::failed(format!("cannot write the report in {}: {error}", folder.display())))?;
    say::out(&format!("{}", folder.join("report.md").display()));
    Ok(verdict(plan, &records))
}

fn records(plan: &Plan) -> Result<Vec<Record>> {
    // A finished run may have belonged to another sweep: which arm it is now, the config says.
    let read = |job: &Job| {
        let mut record = store::read(&store::folder(&job.runs, &job.id))?;
        record.run.arm = job.arm.clone();
        Ok::<Record, ReadError>(record)
    };
    plan.jobs
        .iter()
        .map(read)
        .collect::<std::result::Result<_, _>>()
        .map_err(|error| Error::failed(format!("{error}\n  = remove that folder, or run with --fresh")))
}

fn document(plan: &Plan, records: &[Record]) -> Report {
    experiment_report(&plan.config.parsed.base, &plan.config.name, &plan.config.arguments(), records)
}

/// Engines that disagree are a failure, told with the place.
fn verdict(plan: &Plan, records: &[Record]) -> Outcome {
    let mut outcome = Outcome::Well;
    for (job, record) in plan.jobs.iter().zip(records) {
        if let Some(row) = record.agreement.iter().find(|row| !row.agree) {
            say::err(&format!(
                "error: {}: the engines disagree after epoch {}: outputs {:.1e}, gradients {:.1e} at {}, one step {:.1e}",
                job.label, row.epoch, row.outputs, row.gradients, row.worst, row.step
            ));
            outcome = Outcome::Failed;
        }
        for wrong in record.run.certificate.iter().flat_map(|certificate| &certificate.wrong) {
            say::err(&format!("error: {}: the gradient witnesses disagree on {wrong}", job.label));
            outcome = Outcome::Failed;
        }
    }
    outcome
}

/// The endings of the files that a report has.
const ENDINGS: [&str; 4] = ["svg", "csv", "pdf", "png"];

/// Writes the files of a report; figures of an earlier one that it no longer has go.
fn save(folder: &Path, report: &Report, formats: Formats) -> io::Result<()> {
    let figures = folder.join("figures");
    fs::create_dir_all(&figures)?;
    for figure in &report.figures {
        for (ending, content) in files(figure, formats) {
            let name = format!("{}.{ending}", figure.stem);
            whole(&figures.join(name), &content)?;
        }
    }
    for entry in fs::read_dir(&figures)?.flatten() {
        let ours = entry.path().extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known));
        let stem = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if ours && !report.figures.iter().any(|figure| figure.stem == stem) {
            fs::remove_file(entry.path())?;
        }
    }
    whole(&folder.join("report.md"), report.markdown.as_bytes())
}

fn files(figure: &Drawn, formats: Formats) -> Vec<(&'static str, Vec<u8>)> {
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
fn whole(path: &Path, content: &[u8]) -> io::Result<()> {
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

/// Writes the list of all reports in a folder.
pub fn write_index(out: &Path) -> Result<()> {
    let entries: Vec<Entry> = pages(out).iter().filter_map(|page| Entry::read(&page.name, &page.markdown)).collect();
    let path = out.join("README.md");
    whole(&path, index(&entries).as_bytes()).map_err(|error| unwritten(&path, &error))
}

/// Writes all reports of a folder as one page.
fn write_page(out: &Path) -> Result<()> {
    let path = out.join("index.html");
    whole(&path, html(&pages(out)).as_bytes()).map_err(|error| unwritten(&path, &error))?;
    say::out(&path.display().to_string());
    Ok(())
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    Error::failed(format!("cannot write {}: {error}", path.display()))
}

/// The reports in a folder, as they are on disk.
fn pages(out: &Path) -> Vec<Page> {
    let mut folders: Vec<PathBuf> = fs::read_dir(out).into_iter().flatten().flatten().map(|e| e.path()).collect();
    folders.sort();
    folders.iter().filter_map(|folder| page(folder)).collect()
}

fn page(folder: &Path) -> Option<Page> {
    let markdown = fs::read_to_string(folder.join("report.md")).ok()?;
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder.join("figures")).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    let figure =
        |path: &PathBuf| Some((path.file_stem()?.to_string_lossy().into_owned(), fs::read_to_string(path).ok()?));
    let figures = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "svg")).filter_map(figure);
    Some(Page { name: folder.file_name()?.to_string_lossy().into_owned(), markdown, figures: figures.collect() })
}
