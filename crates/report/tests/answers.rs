//! The answer of a report: who is chosen by what, what may be said of differences, and how a perceptron ended.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::record::{Outcome, Record};
use experiment::spec::{Metric, Part, Quantity};
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
    accuracy(record, Part::Test, value);
}

fn accuracy(record: &mut Record, part: Part, value: f64) {
    let judged = Metric { part, quantity: Quantity::Accuracy };
    for last in &mut record.run.finals {
        last.values.iter_mut().filter(|(metric, _)| *metric == judged).for_each(|(_, known)| *known = value);
    }
}

fn pair(first: [f64; 3], second: [f64; 3]) -> Made {
    records::pair().with(|index, record| judge(record, if index < 3 { first[index] } else { second[index - 3] }))
}

/// 0.90, 0.92, 0.94: s = 0.02, half = 4.3027·0.02/√3 = 0.0497. Differences 0.02, 0.02, 0.03: mean 0.02333,
/// s = 0.005774, half = 4.3027·0.005774/√3 = 0.01434. The baseline has 0.36 in every run: 0.56 ± 0.0497 behind.
#[test]
fn a_lead_is_told_with_its_interval() {
    let made = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    assert_eq!(
        answer(&made),
        "**In short.** **tanh** did best by test accuracy: 0.9200 ± 0.0497 (mean and 95 % interval over 3 seeds). It \
         leads relu by 0.02333 (95 % interval of the paired difference: 0.009 to 0.038). The baseline (majority class) \
         reaches 0.3600. **tanh** beats majority class by 0.5600 (95 % interval of the paired difference: 0.510 to 0.610). \
         The best of 2 arms by the part that judges flatters: to say how good it is takes fresh rows, or a validation \
         part that chooses."
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

/// Two arms over three seeds, with more in `[dataset]`.
fn cut(seeds: &str, dataset: &str) -> Made {
    Made::of(&format!(
        "title = \"Two arms\"\nseeds = {seeds}\n[dataset]\nname = \"iris\"\n{dataset}\n[network]\nhidden = [4]\n[training]\n\
         epochs = 60\n[sweep]\n\"network.activation\" = [\"tanh\", \"relu\"]\n"
    ))
}

/// The validation part chooses relu, of which the test part thinks less. 0.88, 0.90, 0.91: mean 0.89667, s = 0.015275,
/// half = 4.3027·0.015275/√3 = 0.0379; the differences are those of the lead above, with the other sign.
#[test]
fn the_validation_part_chooses_and_the_test_part_judges() {
    let tests = [[0.90, 0.92, 0.94], [0.88, 0.90, 0.91]].concat();
    let made = cut("[1, 2, 3]", "validation = 0.25\ntest = 0.25").with(|index, record| {
        judge(record, tests[index]);
        accuracy(record, Part::Validation, if index < 3 { 0.8 } else { 0.9 });
    });
    let answer = answer(&made);
    let expected = "**In short.** **relu**, chosen by validation accuracy, reaches test accuracy 0.8967 ± 0.0379 (mean and \
                    95 % interval over 3 seeds). It falls behind tanh by 0.02333 (95 % interval of the paired \
                    difference: 0.009 to 0.038).";
    assert!(answer.starts_with(expected), "{answer}");
    assert!(!answer.contains("flatters"), "the test part had no say: {answer}");
}

/// Both other arms are 0.01, 0.02, 0.03, 0 and 0.02 behind: mean 0.016, s = 0.0114, half = 2.7764·0.0114/√5 = 0.01416,
/// t = 3.14 and p = 0.035. Alone that would do; of three pairs the first needs 0.05/3.
#[test]
fn many_comparisons_are_held_to_more() {
    let behind = [0.01, 0.02, 0.03, 0.0, 0.02];
    let made =
        records::irises().with(|index, record| judge(record, 0.9 - if index < 5 { 0.0 } else { behind[index % 5] }));
    let answer = answer(&made);
    let expected = "It cannot be told apart from tanh (paired difference 0.01600, 95 % interval 0.002 to 0.030) and relu \
                    (0.01600, 0.002 to 0.030): more seeds might tell. What counts as told apart has passed Holm's \
                    correction for 3 comparisons; each interval stands for itself.";
    assert!(answer.contains(expected), "{answer}");
    assert!(answer.contains("The best of 3 arms by the part that judges flatters"), "{answer}");
}

/// One arm leaves rows out: neither is best, no difference is paired, no number is bold.
#[test]
fn arms_judged_on_different_rows_do_not_compare() {
    let made = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]).with(|index, record| {
        if index >= 3 {
            record.run.data.rows[2] -= 1;
        }
    });
    let expected = "**In short.** The arms are judged on different rows, so their numbers do not compare: test accuracy is \
                    0.9200 ± 0.0497 with tanh and 0.8967 ± 0.0379 with relu (mean and 95 % interval over 3 seeds). \
                    **tanh** beats majority class by 0.5600";
    assert!(answer(&made).starts_with(expected), "{}", answer(&made));
    let text = made.report("made").markdown;
    assert!(!line(&text, "| tanh").contains("**"), "{text}");
    assert!(text.contains("Judged on different rows, none is best.") && !text.contains("It leads"), "{text}");
}

/// 0.90, 0.92, 0.94 of three folds, 50 rows judging and 100 training: half = 4.3027·0.02·√(1/3 + 1/2) = 0.0786.
#[test]
fn folds_share_training_rows() {
    let tests = [[0.90, 0.92, 0.94], [0.88, 0.90, 0.91]].concat();
    let made = cut("[1]", "folds = 3").with(|index, record| {
        record.run.data.rows = [100, 0, 50];
        judge(record, tests[index]);
    });
    let answer = answer(&made);
    assert!(answer.contains("0.9200 ± 0.0786 (mean and 95 % interval over 3 folds)"), "{answer}");
    assert!(
        made.report("made")
            .markdown
            .contains("s²·(1/n + r), r the share of the rows that judge to those that train (Nadeau and Bengio)")
    );
}

/// The simple model of every run is 0.01, 0.02 and 0.03 better than a network: half = 4.3027·0.01/√3 = 0.0248.
#[test]
fn a_network_is_held_against_the_best_simple_model() {
    let against = |ahead: [f64; 3]| {
        let made = pair([0.90, 0.92, 0.94], [0.80; 3]).with(|index, record| {
            let simple = [0.90, 0.92, 0.94][index % 3] + ahead[index % 3];
            record.run.baselines.iter_mut().flat_map(|known| &mut known.values).for_each(|(_, value)| *value = simple);
        });
        answer(&made)
    };
    let unclear = "**tanh** cannot be told apart from majority class (paired difference −0.02000, 95 % interval −0.045 to \
                   0.005).";
    assert!(against([0.01, 0.02, 0.03]).contains(unclear), "{}", against([0.01, 0.02, 0.03]));
    let short = "**tanh** falls short of majority class by 0.02000 (95 % interval of the paired difference: 0.0200";
    assert!(against([0.02; 3]).contains(short), "{}", against([0.02; 3]));
    assert!(against([2.2e-16; 3]).contains("**tanh** does as well as majority class."), "rounding beats nobody");
    assert!(against([0.0; 3]).contains("**tanh** does as well as majority class."), "{}", against([0.0; 3]));
}

fn rosenblatt(network: &str, training: &str) -> Made {
    Made::of(&format!(
        "title = \"Rosenblatt\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"xor\"\n[network]\nkind = \"perceptron\"\n\
         {network}\n[training]\nepochs = 60\nbatch_size = 1\n{training}\n"
    ))
}

fn ended(made: Made, outcome: Outcome, parameters: usize) -> String {
    answer(&made.with(|_, record| {
        record.run.outcomes[0].1 = outcome.clone();
        record.run.data.parameters = parameters;
    }))
}

/// The made-up data have two inputs: three parameters for each output, two where there is no bias.
#[test]
fn a_perceptron_answers_by_how_it_ended() {
    let clean = ended(rosenblatt("", ""), Outcome::Clean { epoch: 4, corrections: 6 }, 3);
    assert!(clean.contains("right on every training sample after 6 corrections: epoch 4 went by without a mistake."));
    let cycle = Outcome::Cycle { epoch: 6, length: 3, corrections: 14 };
    let came = "after 14 corrections the weights of an earlier epoch came back at the end of epoch 6, so the perceptron goes \
                round in a cycle of 3 epochs forever.";
    let proven = [
        ("", "", 3, "The training data are **not linearly separable**: after"),
        ("bias = \"none\"", "", 2, "**No line through the origin parts the classes**: after"),
        ("", "", 9, "**At least one class cannot be parted from the rest by a line**: after"),
        ("", "penalty = { l2 = 1e-3 }", 3, "**In short.** After"),
    ];
    for (network, training, parameters, expected) in proven {
        let answer = ended(rosenblatt(network, training), cycle.clone(), parameters);
        assert!(answer.contains(expected) && answer.contains(&came[5..]), "{expected}: {answer}");
    }
}

#[test]
fn a_perceptron_that_never_was_clean_says_so() {
    let still = "The perceptron still made mistakes in the last of its 60 epochs.";
    let drawn = ended(rosenblatt("", "shuffle = true"), Outcome::Finished, 3);
    assert!(drawn.contains(still) && drawn.contains("write `shuffle = false`"), "{drawn}");
    let fixed = ended(rosenblatt("", "shuffle = false"), Outcome::Finished, 3);
    assert!(fixed.contains(still) && !fixed.contains("shuffle"), "{fixed}");
    let counted = ended(rosenblatt("", "until_clean = false"), Outcome::Finished, 3);
    assert!(!counted.contains("mistakes"), "it may have been clean for long: {counted}");
}
