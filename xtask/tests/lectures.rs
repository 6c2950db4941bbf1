//! reports/lectures.md, errata.md and matrix-form.md are what the program writes, and what they link to is there.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::TestFolder;
use experiment::spec::{Expect, PrintedVerdict};
use experiment::{Experiment, check, spec};
use lectures::errata::{self, Check};
use lectures::formulas;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What is expected of each worked config, by its name.
fn worked() -> BTreeMap<String, Vec<Expect>> {
    let entries = fs::read_dir(repository().join("configs")).expect("configs/ is there").flatten();
    let paths = entries.map(|entry| entry.path());
    let worked = paths.filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix(".toml")?.to_owned();
        name.starts_with("worked-").then_some((name, path))
    });
    let read = |(name, path): (String, PathBuf)| {
        let text = fs::read_to_string(path).expect("configs are text");
        let parsed = check::parse::<Experiment>(&name, &text, &[], spec::check).unwrap_or_else(|e| panic!("{e}"));
        (name, parsed.base.expect)
    };
    worked.map(read).collect()
}

#[test]
fn the_committed_pages_are_what_the_program_writes() {
    let folder = TestFolder::new();
    let configs: Vec<String> =
        worked().keys().map(|name| repository().join(format!("configs/{name}.toml")).display().to_string()).collect();
    let arguments = ["lectures", "--out", "out"].into_iter().chain(configs.iter().map(String::as_str));
    let completed = folder.run(&arguments.collect::<Vec<_>>());
    assert_eq!(
        (completed.code, completed.out.as_str()),
        (0, "out/lectures.md\nout/errata.md\nout/matrix-form.md\n"),
        "{completed:?}"
    );
    for page in ["lectures.md", "errata.md", "matrix-form.md"] {
        let written = fs::read_to_string(folder.path().join("out").join(page)).expect("it was written");
        let committed = fs::read_to_string(repository().join("reports").join(page)).expect("it is committed");
        assert!(written == committed, "reports/{page} is old: cargo xtask lectures writes it");
    }
}

/// The counts of the README, computed.
#[test]
fn the_readme_counts_as_the_tables_do() {
    let worked = worked();
    let printed = || worked.values().flatten().filter(|expect| expect.printed.is_some());
    let count = |verdict| printed().filter(|expect| expect.verdict == verdict).count();
    let all = formulas::all();
    let misprinted = all.iter().filter(|formula| formula.is_misprint()).count();
    let sentence = format!(
        "they print {} numbers in worked examples, of which {} come out to the last digit, {} are misprints and {} \
         cannot be computed from what is printed, and {} formulas, of which {} are right and {misprinted} are not",
        printed().count(),
        count(PrintedVerdict::Reproduced),
        count(PrintedVerdict::Erratum),
        count(PrintedVerdict::Lost),
        all.len(),
        all.len() - misprinted,
    );
    let readme = fs::read_to_string(repository().join("README.md")).expect("there is a README");
    assert!(readme.contains(&sentence), "the README does not say: {sentence}");
}

/// Every misprint that names a number names an erratum, or a number that shows what the print needs, of its lecture.
#[test]
fn what_the_page_links_to_is_there() {
    let worked = worked();
    for erratum in errata::all() {
        for check in erratum.checks {
            if let Check::Number(config, line) = check {
                let source = format!("{:03} l.{line}", erratum.lecture);
                let found = worked.get(*config).is_some_and(|all| all.iter().any(|of| of.source == source));
                assert!(found, "no number of {config} is of {source}");
            }
        }
    }
    for config in lectures::worked::configs() {
        assert!(worked.contains_key(config), "there is no config {config}");
    }
    for part in formulas::PARTS {
        let text = fs::read_to_string(repository().join(part.file)).expect(part.file);
        for formula in part.formulas {
            assert!(
                text.contains(&format!("\nfn {}()", formula.function)),
                "{} has no {}",
                part.file,
                formula.function
            );
        }
    }
}

/// Every misprinted number belongs to a misprint of the page.
#[test]
fn every_misprinted_number_is_on_the_page() {
    let numbers: Vec<(String, String)> = errata::all()
        .into_iter()
        .flat_map(|erratum| erratum.checks.iter().map(move |check| (erratum.lecture, check)))
        .filter_map(|(lecture, check)| match check {
            Check::Number(config, line) => Some((config.to_string(), format!("{lecture:03} l.{line}"))),
            Check::Formula(_) | Check::Computation(..) => None,
        })
        .collect();
    for (config, expects) in worked() {
        for expect in expects.iter().filter(|expect| expect.verdict == PrintedVerdict::Erratum) {
            let wanted = (config.clone(), expect.source.clone());
            assert!(numbers.contains(&wanted), "{wanted:?} is no misprint of the page");
        }
    }
}
