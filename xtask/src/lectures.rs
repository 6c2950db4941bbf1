//! `lectures`: what the lectures treat as reports/lectures.md, their misprints as reports/errata.md, and one network in
//! scalars and in matrices as reports/matrix-form.md.
//!
//! Here the formulas of `lectures` meet the printed numbers of the configs, so that one page counts both.

use std::fs;
use std::path::Path;

use ::lectures::errata::{self, Numbers};
use ::lectures::{matrix_form, topics};
use experiment::spec::{Expect, PrintedVerdict};

use crate::flags::LecturesFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::{configs, report, terminal};

/// Writes the pages.
pub fn lectures(flags: &LecturesFlags) -> Result {
    let configs = configs::read(&configs::named_or_all(&flags.configs)?, &[])?;
    let expects = configs.iter().flat_map(|config| &config.parsed.base.expect);
    let pages = [
        ("lectures.md", topics::FIRST_LINE, topics::page()),
        ("errata.md", errata::FIRST_LINE, errata::page(numbers(expects))),
        ("matrix-form.md", matrix_form::FIRST_LINE, matrix_form::page()),
    ];
    for (name, first_line, _) in &pages {
        let ours = |there: &str| there.lines().next() == Some(first_line);
        report::may_be_written(&flags.out.join(name), ours)?;
    }
    pages.iter().try_for_each(|(name, _, text)| write(&flags.out, name, text))?;
    Ok(Outcome::Success)
}

fn write(out: &Path, name: &str, text: &str) -> Result<()> {
    let path = out.join(name);
    let written = fs::create_dir_all(out).and_then(|()| report::whole(&path, text.as_bytes()));
    written.map_err(|error| Error::unwritten(&path, &error))?;
    terminal::stdout(&path.display().to_string());
    Ok(())
}

/// The printed numbers of worked examples, by their verdicts.
fn numbers<'a>(expects: impl Iterator<Item = &'a Expect>) -> Numbers {
    let mut numbers = Numbers::default();
    for expect in expects.filter(|expect| expect.printed.is_some()) {
        *match expect.verdict {
            PrintedVerdict::Reproduced => &mut numbers.reproduced,
            PrintedVerdict::Erratum => &mut numbers.misprinted,
            PrintedVerdict::Lost => &mut numbers.lost,
        } += 1;
    }
    numbers
}
