//! Strings that come from a user never become markup, neither of the page nor of the Markdown.
//!
//! A drawn mixture of fragments that mean something to Markdown or HTML stands at every place that takes words of a
//! user: title, question, command, classes, inputs, paths. What a browser would run must not be on the page.

#[allow(dead_code, unused_imports)] // The tests of documents use more of it.
mod records;

use experiment::spec::{Exercise, Lesson, TargetColumns};
use records::Fixture;
use report::claims::Judgeable;
use report::document::{experiment_report, named_config};
use report::html::{PageReport, html};

const FRAGMENTS: [&str; 34] = [
    "$",
    "$$",
    "$\\text{<script>zqx()</script>}$",
    "```math\n\\text{<img src=x onerror=zqx>}\n```\n",
    "</details>",
    "\\href{javascript:zqx}{a}$",
    "`",
    "``",
    "```",
    "````",
    "~~~",
    "\n",
    "\n\n",
    "<script>zqx()</script>",
    "<img src=x onerror=zqx>",
    "<!--",
    "-->",
    "](javascript:zqx)",
    "[a](javascript:zqx)",
    "[",
    "]",
    "(",
    "|",
    "\\",
    "*",
    "_",
    "&lt;",
    "'",
    "\"",
    "# ",
    "<svg/onload=zqx>",
    "\u{1b}[31m",
    "\0",
    " a ",
];
const REPORTS: usize = 150;

/// Numerical Recipes' linear congruential generator: enough to mix fragments.
struct Mixture(u32);

impl Mixture {
    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) as usize
    }

    /// One to seven fragments.
    fn words(&mut self) -> String {
        (0..=self.next() % 7).map(|_| FRAGMENTS[self.next() % FRAGMENTS.len()]).collect()
    }
}

/// What no page of ours holds: its markup has no scripts, comments, or pictures by another address than data.
///
/// Gives the text up to the first such thing.
fn harm(page: &str) -> Option<String> {
    let page = page.to_lowercase();
    let harmful = ["<script", "<img src=x", "<svg/onload", "<!--", "\"javascript:", "\0", "\u{1b}"];
    let at = harmful.into_iter().filter_map(|harmful| Some(page.find(harmful)? + harmful.len())).min()?;
    Some(page[..at].chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect())
}

fn fixture(mixture: &mut Mixture) -> Fixture {
    let config = "title = \"t\"\nseeds = [1, 2]\n[dataset]\nname = \"csv\"\npath = \"p\"\ntarget = \"y\"\n\
                  task = \"classification\"\ntest_path = \"q\"\n[network]\n[training]\nepochs = 2\n";
    let mut fixture = Fixture::of(config);
    fixture.experiment.title = mixture.words();
    fixture.experiment.question = Some(mixture.words());
    let exercise = Exercise { text: mixture.words(), answer: mixture.words() };
    fixture.experiment.lesson = Some(Lesson {
        lecture: Vec::new(),
        predict: Some(mixture.words()),
        answer: None,
        idea: mixture.words(),
        because: mixture.words(),
        exercises: vec![exercise],
    });
    let [path, test_path, target, input, class] = std::array::from_fn(|_| mixture.words());
    for record in &mut fixture.records {
        let dataset = &mut record.run.spec.dataset;
        (dataset.path, dataset.test_path) = (Some(path.clone()), Some(test_path.clone()));
        dataset.target = Some(TargetColumns::One(target.clone()));
        record.run.data.inputs = vec![input.clone(), "x2".into()];
        record.run.data.classes = vec![class.clone(), "b".into(), "c".into()];
        record.agreement.iter_mut().for_each(|row| row.worst.clone_from(&input));
    }
    fixture
}

#[test]
fn words_of_a_user_are_never_markup() {
    let mut mixture = Mixture(1);
    for number in 0..REPORTS {
        let fixture = fixture(&mut mixture);
        let command = format!("a.toml --set 'title={}'", mixture.words());
        let report = experiment_report(&fixture.experiment, "hostile", &command, &fixture.records, Judgeable::Yes);
        let page = html(&[PageReport::from(&report)]);
        assert_eq!(harm(&page), None, "report {number}");
        // And the report is still known as that of its config, whatever its words.
        assert_eq!(named_config(&report.markdown).as_deref(), Some("a.toml"), "{}", report.markdown);
    }
}

/// A page of somebody else below the reports: its markup is shown as text.
#[test]
fn raw_html_of_a_report_is_shown_and_not_passed_on() {
    let markdown = "# A\n\n<script>zqx()</script>\n\nb <img src=x onerror=zqx> [c](javascript:zqx)\n\n<!-- d -->\n";
    let page = html(&[PageReport { name: "a".into(), markdown: markdown.into(), figures: Vec::new() }]);
    assert_eq!(harm(&page), None);
    assert!(page.contains("&lt;script&gt;zqx()&lt;/script&gt;"), "{page}");
    assert!(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"), "{page}");
}

#[test]
fn a_config_is_named_as_it_was_typed() {
    let fixture = Fixture::of("title = \"t\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\nepochs = 1\n");
    for (arguments, config) in [
        ("configs/a.toml", "configs/a.toml"),
        ("configs/a.toml --set seeds=[1,2]", "configs/a.toml"),
        ("'my configs/it'\\''s.toml' --set 'title=a b'", "my configs/it's.toml"),
    ] {
        let report = experiment_report(&fixture.experiment, "a", arguments, &fixture.records, Judgeable::Yes);
        assert_eq!(named_config(&report.markdown).as_deref(), Some(config));
    }
    assert_eq!(named_config("# My thesis\n\n## Run it again\n\nmake\n"), None);
}
