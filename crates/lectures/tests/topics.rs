//! The subjects of the lectures: all of them are there, and everything that a row names exists and is about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use experiment::{Experiment, check, spec};
use lectures::topics::{self, Check, State, Topic};
use lectures::{formulas, worked};

/// What the subjects are held against.
struct Repository {
    root: PathBuf,
    configs: BTreeMap<String, Experiment>,
}

impl Repository {
    fn read() -> Repository {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let entries = fs::read_dir(root.join("configs")).expect("configs/ is there").flatten();
        let configs = entries.filter_map(|entry| {
            let name = entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned();
            let text = fs::read_to_string(entry.path()).expect("configs are text");
            let parsed = check::parse::<Experiment>(&name, &text, &[], spec::check).unwrap_or_else(|e| panic!("{e}"));
            Some((name, parsed.base))
        });
        Repository { configs: configs.collect(), root }
    }

    /// What is wrong with a row.
    fn problems(&self, topic: &Topic) -> Vec<String> {
        let State::Covered { reports, sources, checks } = topic.state else { return Vec::new() };
        let none = |what: &str, is_empty: bool| is_empty.then(|| format!("no {what}"));
        let mut problems: Vec<String> =
            [none("source", sources.is_empty()), none("check", checks.is_empty())].into_iter().flatten().collect();
        problems.extend(reports.iter().filter_map(|at| self.report(topic, at)));
        problems.extend(sources.iter().filter_map(|at| self.item(at)));
        problems.extend(checks.iter().filter_map(|check| self.check(topic, check)));
        problems
    }

    fn report(&self, topic: &Topic, at: &str) -> Option<String> {
        let (config, figure) = at.split_once('/').map_or((at, None), |(config, figure)| (config, Some(figure)));
        let folder = self.root.join("reports").join(config);
        let is_shown = figure.is_none_or(|figure| folder.join(format!("figures/{figure}.svg")).is_file());
        if !folder.join("report.md").is_file() || !is_shown {
            return Some(format!("there is no {at}"));
        }
        let experiment = self.configs.get(config)?;
        let is_cited = cited(experiment).any(|id| id == topic.id)
            || topic.ranges().iter().any(|(first, last)| worked::works_on(config, topic.lecture, *first, *last));
        (!is_cited).then(|| format!("{config} is not about it"))
    }

    /// `FILE#ITEM`: the file defines the item.
    fn item(&self, at: &str) -> Option<String> {
        let Some((text, item)) = self.file_and_name(at) else { return Some(format!("there is no {at}")) };
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        let kinds = ["fn", "struct", "enum", "trait", "const", "type"];
        let is_there = words.windows(2).any(|pair| kinds.contains(&pair[0]) && pair[1] == item);
        (!is_there).then(|| format!("there is no {at}"))
    }

    /// `FILE#FUNCTION`: the file has the function, and it is a test.
    fn test(&self, at: &str) -> Option<String> {
        let Some((text, function)) = self.file_and_name(at) else { return Some(format!("there is no {at}")) };
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let start = format!("fn {function}(");
        let is_test =
            |at: usize| lines[..at].iter().rev().take_while(|line| line.starts_with('#')).any(|l| *l == "#[test]");
        let is_there = (0..lines.len()).any(|at| lines[at].starts_with(&start) && is_test(at));
        (!is_there).then(|| format!("there is no test {at}"))
    }

    fn file_and_name<'a>(&self, at: &'a str) -> Option<(String, &'a str)> {
        let (file, name) = at.split_once('#')?;
        Some((fs::read_to_string(self.root.join(file)).ok()?, name))
    }

    fn check(&self, topic: &Topic, check: &Check) -> Option<String> {
        match check {
            Check::Test(at) => self.test(at),
            Check::Formula(function) => {
                let is_there = formulas::judged_by(function, topic.lecture).is_some();
                (!is_there).then(|| format!("there is no formula {function}"))
            }
            Check::Claim(config) => {
                let claims = self.configs.get(*config).into_iter().flat_map(|of| &of.claim);
                let is_cited = claims.flat_map(|claim| &claim.lecture).any(|id| id == topic.id);
                (!is_cited).then(|| format!("no claim of {config} cites it"))
            }
            Check::Number(config, line) => {
                let source = format!("{:03} l.{line}", topic.lecture);
                let expects = self.configs.get(*config).into_iter().flat_map(|of| &of.expect);
                let is_there = topic.contains_line(*line) && expects.into_iter().any(|expect| expect.source == source);
                (!is_there).then(|| format!("{config} expects nothing of {source}, or that is no line of it"))
            }
        }
    }
}

/// The subjects that a config cites.
fn cited(experiment: &Experiment) -> impl Iterator<Item = &String> {
    let lesson = experiment.lesson.iter().flat_map(|lesson| &lesson.lecture);
    lesson.chain(experiment.claim.iter().flat_map(|claim| &claim.lecture))
}

/// Numbered through, lecture by lecture.
#[test]
fn every_subject_has_its_row() {
    let expected = [("K", 34), ("S", 36), ("M", 52), ("Y", 18), ("Z", 6)];
    let ids = (0u8..).zip(expected).flat_map(|(lecture, (letter, count))| {
        (1..=count).map(move |number| (lecture, format!("{letter}{number:02}")))
    });
    let rows = topics::all().into_iter().map(|topic| (topic.lecture, topic.id.to_owned()));
    assert_eq!(rows.collect::<Vec<_>>(), ids.collect::<Vec<_>>());
}

#[test]
fn what_a_row_names_is_there_and_about_it() {
    let repository = Repository::read();
    let problems = topics::all()
        .into_iter()
        .flat_map(|topic| repository.problems(topic).into_iter().map(|problem| format!("{}: {problem}", topic.id)));
    let problems: Vec<String> = problems.collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn what_a_config_cites_has_a_row() {
    let ids: BTreeSet<&str> = topics::all().iter().map(|topic| topic.id).collect();
    for (name, experiment) in Repository::read().configs {
        let unknown: Vec<_> = cited(&experiment).filter(|id| !ids.contains(id.as_str())).collect();
        assert!(unknown.is_empty(), "{name} cites {unknown:?}");
    }
}

/// One wrong link each.
#[test]
fn a_wrong_link_is_found() {
    const AFFINE: &str = "crates/from-scratch/src/layers/affine.rs";
    let repository = Repository::read();
    let wrong = |reports: &'static [&str], source: &str, check: Check| {
        let source: &'static str = Box::leak(format!("{AFFINE}#{source}").into_boxed_str());
        let (sources, checks) = (vec![source].leak(), vec![check].leak());
        let state = State::Covered { reports, sources, checks };
        repository.problems(&Topic { lecture: 0, id: "K16", lines: "133–181", about: "", state })
    };
    const TEST: Check = Check::Test("crates/from-scratch/src/layers/affine.rs#by_hand");
    const NO_TEST: Check = Check::Test("crates/from-scratch/src/layers/affine.rs#affine_forward");
    let none: Vec<String> = Vec::new();
    assert_eq!(wrong(&["worked-equations"], "affine_forward", TEST), none);
    assert_eq!(wrong(&["worked-equation"], "affine_forward", TEST), ["there is no worked-equation"]);
    assert_eq!(wrong(&["mlp-iris/curve"], "affine_forward", TEST), ["there is no mlp-iris/curve"]);
    assert_eq!(wrong(&["mlp-iris/curves"], "affine_forward", TEST), ["mlp-iris is not about it"]);
    assert_eq!(wrong(&[], "affine", TEST), [format!("there is no {AFFINE}#affine")]);
    assert_eq!(wrong(&[], "affine_forward", NO_TEST), [format!("there is no test {AFFINE}#affine_forward")]);
    for check in [
        Check::Formula("no_formula"),
        Check::Claim("mlp-iris"),
        Check::Number("worked-equations", 138),
        Check::Number("worked-equations", 269),
    ] {
        assert_eq!(wrong(&[], "affine_forward", check).len(), 1, "{check:?}");
    }
}
