//! Reports: their structure and their sentences, from synthetic runs.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::record::LabeledTable;
use experiment::spec::{Exercise, Figure, FigureKind, Lesson, TargetColumns};

/// The line that starts so.
fn line<'a>(text: &'a str, start: &str) -> &'a str {
    let found = text.lines().find(|line| line.starts_with(start));
    found.unwrap_or_else(|| panic!("no line starts with {start:?} in:\n{text}"))
}

#[test]
fn a_report_has_its_sections_in_order() {
    let text = records::irises().with(|_, record| records::confusion(record)).report("mlp-iris").markdown;
    let headings = text.lines().filter(|line| line.starts_with('#') || line.starts_with("<summary>"));
    let expected = [
        "# Fisher's irises",
        "## Results",
        "## Classes",
        "<summary>Setup</summary>",
        "<summary>✓ The hand-written network and burn agree in all 915 comparisons</summary>",
        "<summary>Run it again</summary>",
    ];
    assert_eq!(headings.collect::<Vec<_>>(), expected);
    assert_eq!(line(&text, "> "), "> Which hidden activation fits the three irises best?");
    assert!(text.contains("```sh\nlonghand run configs/mlp-iris.toml\n```"));
    assert!(text.ends_with("\n</details>\n") && !text.contains("\n\n\n"));
}

/// What a lesson says stands around the answer, in the order in which it is read.
#[test]
fn a_lesson_stands_around_the_answer() {
    let mut fixture = records::irises();
    let exercise = |text: &str| Exercise { text: text.to_owned(), answer: "$2$".to_owned() };
    fixture.experiment.lesson = Some(Lesson {
        lecture: Vec::new(),
        predict: Some("Which one?\n".to_owned()),
        answer: None,
        idea: "The slope $f'(z)$:\n\n$$\nf' = \\{1\\}\n$$\n".to_owned(),
        because: "Because $\\hat{y}_{i}$.".to_owned(),
        exercises: vec![exercise("Add $1$."), exercise("Again.")],
    });
    let text = fixture.report("mlp-iris").markdown;
    let parts = [
        "# Fisher's irises",
        "> Which hidden activation",
        "**Before you look.** Which one?",
        "<details>\n<summary>The answer</summary>\n\n**In short.** ",
        "![",
        "</details>\n\n## The idea\n\nThe slope $f'(z)$:\n\n```math\nf' = \\{1\\}\n```",
        "## Why it is so\n\nBecause $`\\hat{y}_{i}`$.",
        "## Results",
        "## Exercises\n\n**1.** Add $1$.\n\n<details>\n<summary>Answer</summary>\n\n$2$\n\n</details>\n\n**2.** ",
        "<summary>Setup</summary>",
    ];
    let places = parts.map(|part| text.find(part).unwrap_or_else(|| panic!("{part} is not in:\n{text}")));
    assert!(places.is_sorted(), "{places:?}");
}

/// Three runs of each arm, with R² of 0.9, 0.8 and 0.4 of one target: the mean is 0.7.
#[test]
fn each_of_several_targets_has_its_row() {
    let fixture = records::regression().with(|number, record| {
        record.run.spec.dataset.target = Some(TargetColumns::Several(vec!["heating".into(), "cooling".into()]));
        let columns = ["part", "target", "r2", "mae", "rmse"].map(str::to_owned).to_vec();
        let parts = ["train", "validation", "test"];
        let of = |part: &str, target: f64, r2: f64| (part.to_owned(), vec![target, r2, 2.0, 3.0]);
        let first = [0.9, 0.8, 0.4][number % 3];
        let rows = parts.iter().flat_map(|part| [of(part, 0.0, first), of(part, 1.0, 0.5)]).collect();
        record.tables.insert("targets".to_owned(), LabeledTable { columns, rows });
    });
    let text = fixture.report("name").markdown;
    assert!(text.contains("\n## Targets\n"), "{text}");
    assert!(line(&text, "| cooling").starts_with("| cooling | 0.5000 | 2.000 | 3.000 |"), "{text}");
    assert!(line(&text, "| heating").starts_with("| heating | 0.7000 | 2.000 | 3.000 |"), "{text}");
    assert!(!records::irises().report("name").markdown.contains("## Targets"));
}

#[test]
fn a_single_run_shows_its_bare_value_and_says_so() {
    let text = records::lone().report("lone").markdown;
    assert!(text.contains("(a single run)"));
    assert!(text.contains("Each number is from a single run, so there are no intervals."));
    assert!(text.contains("Nothing was held out"));
    assert!(text.contains("Only the hand-written engine trained, so"));
    assert!(!text.contains('±'), "{text}");
}

#[test]
fn what_is_swept_is_marked() {
    let text = records::irises().report("name").markdown;
    let row = |name: &str| text.lines().find(|line| line.contains(name)).unwrap_or_default().to_owned();
    assert!(row("| hidden activation").contains("| *swept:* sigmoid · tanh · relu "), "{text}");
    assert!(row("| hidden layers").contains("| 8 "), "{text}");
    assert!(row("| rule ").contains("| momentum, learning rate 0.05, momentum 0.9 "), "{text}");
    assert!(!text.contains("| dropout"), "what does not apply has no row");
}

/// 5 runs of 10 samples of each class; of the versicolors 8 are right: recall 0.8, and of 12 called virginica 10 are.
/// F1 = 2·8/(10 + 8) and 2·10/(10 + 12); the means are those with the 1 of every setosa.
#[test]
fn classes_have_precision_and_recall() {
    let text = records::irises().with(|_, record| records::confusion(record)).report("name").markdown;
    assert!(line(&text, "| versicolor").contains("**40** |        10 |"), "{text}");
    let measures = text.lines().filter(|line| line.starts_with("| v")).skip(2).collect::<Vec<_>>();
    assert_eq!(measures[0], "| versicolor   |     1.000 | 0.8000 | 0.8889 |   50 |");
    assert_eq!(measures[1], "| virginica    |    0.8333 |  1.000 | 0.9091 |   50 |");
    assert_eq!(line(&text, "| *macro mean*"), "| *macro mean* |    0.9444 | 0.9333 | 0.9327 |  150 |");
}

#[test]
fn a_disagreement_is_said_with_its_place() {
    let fixture = records::irises().with(|index, record| {
        if index == 7 {
            (record.agreement[3].gradients, record.agreement[3].agree) = (2.5e-9, false);
        }
    });
    let text = fixture.report("name").markdown;
    let verdict = "**No.** 1 of 915 comparisons in 15 runs exceed their bounds; the first is at tanh, seed 3, epoch 3.";
    assert_eq!(line(&text, "**No.**"), verdict);
    let row = line(&text, "| gradients");
    assert!(row.contains("2.5e-9 | 1e-12 | `layers.0.weight[1,2]`, tanh, seed 3, epoch 3"), "{row}");
}

#[test]
fn words_of_users_are_no_markup() {
    let mut fixture = records::lone();
    fixture.experiment.title = "<b>*a* | b_c</b>".to_owned();
    assert_eq!(line(&fixture.report("lone").markdown, "# "), "# &lt;b&gt;\\*a\\* | b_c&lt;/b&gt;");
}

#[test]
fn same_records_same_bytes() {
    assert_eq!(records::irises().report("name"), records::irises().report("name"));
}

/// Two figures of one kind keep files of their own.
#[test]
fn files_of_figures_differ() {
    let mut fixture = records::irises().with(|_, record| records::confusion(record));
    let asked = Figure::of(FigureKind::ConfusionMatrix);
    fixture.experiment.figure = vec![asked.clone(), asked];
    let report = fixture.report("name");
    let stems: Vec<&str> = report.figures.iter().map(|figure| figure.stem.as_str()).collect();
    assert_eq!(stems.len(), 4, "twice the matrix, curves and agreement: {stems:?}");
    assert_eq!(stems[1], format!("{}-2", stems[0]));
    assert!(report.markdown.contains(&format!("(figures/{}.svg)", stems[1])));
}

/// A worked example has the losses of its arms below its boards.
#[test]
fn arms_of_a_worked_example_stand_side_by_side() {
    let text = records::irises().worked("mlp-iris");
    let table = text.split("## The arms side by side").nth(1).expect("it has the section");
    let head: Vec<&str> = line(table, "| ").split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(head, ["loss before", "loss after", "training"]);
    assert!(!records::lone().worked("lone").contains("side by side"));
}
