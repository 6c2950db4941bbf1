//! Reports: their structure and their sentences, from made-up runs.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::record::{Outcome, Record};
use experiment::spec::{Figure, FigureKind, Metric, Part, Quantity};
use records::Made;

/// The line that starts so.
fn line<'a>(text: &'a str, start: &str) -> &'a str {
    let found = text.lines().find(|line| line.starts_with(start));
    found.unwrap_or_else(|| panic!("no line starts with {start:?} in:\n{text}"))
}

fn answer(made: &Made) -> String {
    line(&made.report("made").markdown, "**In short.**").to_owned()
}

/// Sets the test accuracy that every engine ends with.
fn judge(record: &mut Record, value: f64) {
    let judged = Metric { part: Part::Test, quantity: Quantity::Accuracy };
    for last in &mut record.run.finals {
        last.values.iter_mut().filter(|(metric, _)| *metric == judged).for_each(|(_, known)| *known = value);
    }
}

fn pair(first: [f64; 3], second: [f64; 3]) -> Made {
    records::pair().with(|index, record| judge(record, if index < 3 { first[index] } else { second[index - 3] }))
}

#[test]
fn a_report_has_its_sections_in_order() {
    let text = records::irises().with(|_, record| records::confusion(record)).report("mlp-iris").markdown;
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    let expected = [
        "# Fisher's irises",
        "## Setup",
        "## Results",
        "## Figures",
        "## Classes",
        "## Do the engines agree?",
        "## Run it again",
    ];
    assert_eq!(headings, expected);
    assert_eq!(line(&text, "> "), "> Which hidden activation fits the three irises best?");
    assert!(text.contains("```sh\ncargo xtask run configs/mlp-iris.toml\n```"));
    assert!(text.ends_with(".\n") && !text.contains("\n\n\n"));
}

/// 0.90, 0.92, 0.94: s = 0.02, half = 4.3027·0.02/√3 = 0.0497. Differences 0.02, 0.02, 0.03: mean 0.02333,
/// s = 0.005774, half = 4.3027·0.005774/√3 = 0.01434.
#[test]
fn a_lead_is_told_with_its_interval() {
    let made = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    assert_eq!(
        answer(&made),
        "**In short.** **tanh** did best by test accuracy: 0.9200 ± 0.0497 (mean and 95 % interval over 3 seeds). It \
         leads relu by 0.02333 (95 % interval of the paired difference: 0.009 to 0.038). The baseline (majority class) \
         reaches 0.3600. The test part compares the arms here; who chooses one by it needs fresh data to judge that one."
    );
}

/// Differences 0.01, 0.02, 0.03: mean 0.02, s = 0.01, half = 4.3027·0.01/√3 = 0.0248.
#[test]
fn arms_within_noise_are_not_told_apart() {
    let made = pair([0.90, 0.92, 0.94], [0.89, 0.90, 0.91]);
    let expected = "It cannot be told apart from relu (paired difference 0.02000, 95 % interval −0.005 to 0.045): more \
                    seeds might tell.";
    assert!(answer(&made).contains(expected), "{}", answer(&made));
}

#[test]
fn equal_arms_have_no_best() {
    let made = pair([1.0; 3], [1.0; 3]);
    let expected = "**In short.** No arm did better than another: both end with test accuracy 1.000 ± 0";
    assert!(answer(&made).starts_with(expected), "{}", answer(&made));
    let row = line(&made.report("made").markdown, "| tanh").to_owned();
    assert!(row.contains("1.000 ± 0") && !row.contains("**1.000"), "{row}");
}

#[test]
fn a_diverged_run_is_no_number_and_is_told() {
    let made = pair([0.90, 0.92, 0.94], [0.99; 3]).with(|index, record| {
        if index >= 4 {
            record.run.outcomes.iter_mut().for_each(|(_, outcome)| *outcome = Outcome::Diverged { epoch: index });
        }
    });
    let answer = answer(&made);
    assert!(answer.contains("**tanh** did best"), "an arm of which runs broke down cannot be best: {answer}");
    assert!(answer.contains("2 of 3 runs with relu diverged: the objective was not finite any more."), "{answer}");
    let text = made.report("made").markdown;
    let row = line(&text, "| relu");
    assert!(row.contains("0.9900 (1 of 3)"), "{row}");
    assert!(row.contains("1 of 3 ran to epoch 60; 2 of 3 diverged in epochs 4 to 5"), "{row}");
}

/// Before training there is neither a curve nor a winner, whatever the numbers of the initial parameters are.
#[test]
fn without_training_nobody_wins() {
    let made = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]).with(|_, record| {
        record.metrics.rows.retain(|row| row.epoch == 0);
        record.agreement.retain(|row| row.epoch == 0);
    });
    let report = made.report("made");
    assert!(line(&report.markdown, "**In short.**").starts_with("**In short.** Nothing was trained, so no arm"));
    assert!(!line(&report.markdown, "| tanh").contains("**"), "{}", report.markdown);
    let stems: Vec<&str> = report.figures.iter().map(|figure| figure.stem.as_str()).collect();
    assert!(!stems.contains(&"curves") && !stems.contains(&"agreement"), "{stems:?}");
}

/// An accuracy of 0.93 where one class is 0.93 of the rows says nothing.
#[test]
fn the_accuracy_of_a_rare_class_is_not_praised() {
    let common = |record: &mut Record| {
        let values = record.run.baselines.iter_mut().flat_map(|baseline| &mut baseline.values);
        values.for_each(|(_, value)| *value = 0.93);
    };
    let rare = answer(&records::pair().with(|_, record| common(record)));
    assert!(rare.contains("One class alone makes up 0.9300 of the rows"), "{rare}");
    assert!(!answer(&records::pair()).contains("One class alone"));
}

#[test]
fn a_single_run_shows_its_bare_value_and_says_so() {
    let text = records::lone().report("lone").markdown;
    assert!(text.contains("(a single run)"));
    assert!(text.contains("Each number is that of a single run, so there is no interval."));
    assert!(text.contains("Nothing was held out"));
    assert!(text.contains("Only the hand-written engine trained here"));
    assert!(!text.contains('±'), "{text}");
}

#[test]
fn a_perceptron_answers_by_how_it_ended() {
    let ended =
        |outcome: Outcome| answer(&records::lone().with(|_, record| record.run.outcomes[0].1 = outcome.clone()));
    let clean = ended(Outcome::Clean { epoch: 4, corrections: 6 });
    assert!(clean.contains("right on every training sample after 6 corrections: epoch 4 went by without a mistake."));
    let cycle = ended(Outcome::Cycle { epoch: 6, length: 3, corrections: 14 });
    assert!(cycle.contains("**not linearly separable**") && cycle.contains("a cycle of 3 epochs forever"), "{cycle}");
}

#[test]
fn what_is_swept_is_marked() {
    let text = records::irises().report("made").markdown;
    let row = |name: &str| text.lines().find(|line| line.contains(name)).unwrap_or_default().to_owned();
    assert!(row("| hidden activation").contains("| *swept:* sigmoid · tanh · relu "), "{text}");
    assert!(row("| hidden layers").contains("| 8 "), "{text}");
    assert!(row("| rule ").contains("| momentum, learning rate 0.05, momentum 0.9 "), "{text}");
    assert!(!text.contains("| dropout"), "what does not apply has no row");
}

/// 5 runs of 10 samples of each class; of the versicolors 8 are right: recall 0.8, and of 12 called virginica 10 are.
#[test]
fn classes_have_precision_and_recall() {
    let text = records::irises().with(|_, record| records::confusion(record)).report("made").markdown;
    assert!(line(&text, "| versicolor").contains("**40** |        10 |"), "{text}");
    let measures = text.lines().filter(|line| line.starts_with("| v")).skip(2).collect::<Vec<_>>();
    assert_eq!(measures[0], "| versicolor |     1.000 | 0.8000 |   50 |");
    assert_eq!(measures[1], "| virginica  |    0.8333 |  1.000 |   50 |");
}

#[test]
fn a_disagreement_is_said_with_its_place() {
    let made = records::irises().with(|index, record| {
        if index == 7 {
            (record.agreement[3].gradients, record.agreement[3].agree) = (2.5e-9, false);
        }
    });
    let text = made.report("made").markdown;
    let verdict =
        "**No.** 1 of 915 comparisons in 15 runs lie outside of their bounds; the first in tanh, seed 3, epoch 3.";
    assert_eq!(line(&text, "**No.**"), verdict);
    let row = line(&text, "| gradients");
    assert!(row.contains("2.5e-9 | 1e-12 | `layers.0.weight[1,2]`, tanh, seed 3, epoch 3"), "{row}");
}

#[test]
fn words_of_users_are_no_markup() {
    let mut made = records::lone();
    made.experiment.title = "<b>*a* | b_c</b>".to_owned();
    assert_eq!(line(&made.report("lone").markdown, "# "), "# &lt;b&gt;\\*a\\* | b_c&lt;/b&gt;");
}

#[test]
fn same_records_same_bytes() {
    assert_eq!(records::irises().report("made"), records::irises().report("made"));
}

/// Two figures of one kind keep files of their own.
#[test]
fn files_of_figures_differ() {
    let mut made = records::irises().with(|_, record| records::confusion(record));
    let asked = Figure { kind: FigureKind::ConfusionMatrix, animate: false };
    made.experiment.figure = vec![asked.clone(), asked];
    let report = made.report("made");
    let stems: Vec<&str> = report.figures.iter().map(|figure| figure.stem.as_str()).collect();
    assert_eq!(stems.len(), 4, "curves, agreement and twice the matrix: {stems:?}");
    assert_eq!(stems[3], format!("{}-2", stems[2]));
    assert!(report.markdown.contains(&format!("(figures/{}.svg)", stems[3])));
}
