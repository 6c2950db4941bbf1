//! Verdicts on differences: how rows that runs share widen intervals, how several comparisons are decided together, and
//! what advice follows.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use records::{Fixture, arms, set_test_accuracy, two_arms};

const THREE: &str = "[1, 2, 3]";
const FIVE: &str = "[1, 2, 3, 4, 5]";

/// Two arms with these test accuracies in three runs each.
fn with_accuracies(fixture: Fixture, first: [f64; 3], second: [f64; 3]) -> Fixture {
    fixture.with(|index, record| {
        set_test_accuracy(record, if index < 3 { first[index] } else { second[index - 3] });
    })
}

/// The answer and the note below the table, of 0.90, 0.92, 0.94 against 0.88, 0.90, 0.91 on 150 training rows, 50 test
/// rows.
fn answer_and_page(fixture: Fixture) -> (String, String) {
    let fixture = with_accuracies(fixture, [0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    (fixture.answer(), fixture.report("name").markdown)
}

/// s = 0.02, so half = 4.3027·0.02·√(1/3 + 1/3) = 0.0703.
#[test]
fn splits_of_one_table_share_rows() {
    let (answer, page) = answer_and_page(two_arms(THREE, "test = 0.25"));
    assert!(answer.contains("0.9200 ± 0.0703"), "{answer}");
    let note = "Each seed splits the same rows anew, so runs share rows. The variance of a mean of n runs is therefore \
                s²·(1/n + r), where r = 0.3333 is the ratio of evaluated rows to training rows (Nadeau and Bengio).";
    assert!(page.contains(note), "{page}");
}

/// 0.90, 0.92, 0.94 of three folds, 50 test rows and 100 training rows: half = 4.3027·0.02·√(1/3 + 1/2) = 0.0786.
#[test]
fn folds_share_training_rows() {
    let folds = two_arms("[1]", "folds = 3").with(|_, record| record.run.data.rows = [100, 0, 50]);
    let (answer, page) = answer_and_page(folds);
    assert!(answer.contains("0.9200 ± 0.0786 (mean and 95 % interval over 3 folds)"), "{answer}");
    assert!(page.contains("Folds share training rows.") && page.contains("where r = 0.5000 is the ratio"), "{page}");
}

/// Two seeds of three folds are six runs with the same r: s² = 4·0.0004/5 of 0.90, 0.92, 0.94 twice, so half =
/// 2.5706·0.017889·√(1/6 + 1/2) = 0.0375.
#[test]
fn repeated_folds_keep_the_overlap_of_one_partition() {
    let folds = two_arms("[1, 2]", "folds = 3").with(|index, record| {
        record.run.data.rows = [100, 0, 50];
        set_test_accuracy(record, [0.90, 0.92, 0.94][index % 3]);
    });
    assert!(folds.answer().contains("0.9200 ± 0.0375 (mean and 95 % interval over 6 runs)"), "{}", folds.answer());
}

/// Runs on the same rows, or on rows of their own, have r = 0: half = 4.3027·0.02/√3 = 0.0497.
#[test]
fn what_does_not_overlap_is_not_widened() {
    let same = "Every run is evaluated on the same rows";
    let moons = r#"
title = "Moons"
seeds = [1, 2, 3]
[dataset]
name = "moons"
test = 0.25
[network]
hidden = [4]
[training]
epochs = 60
[sweep]
"network.activation" = ["tanh", "relu"]
"#;
    let fixed = moons.replace("test = 0.25", "test = 0.25\nseed = 1");
    let file = moons.replace(
        "name = \"moons\"\ntest = 0.25",
        "name = \"csv\"\npath = \"a.csv\"\ntest_path = \"b.csv\"\n\
                             target = \"y\"\ntask = \"classification\"",
    );
    let cases = [
        (Fixture::of(moons), "Each seed draws new samples, so runs are independent."),
        (Fixture::of(&fixed), same),
        (two_arms(THREE, "test = 0.25\nseed = 1"), same),
        (Fixture::of(&file), same),
    ];
    for (fixture, note) in cases {
        let (answer, page) = answer_and_page(fixture);
        assert!(answer.contains("0.9200 ± 0.0497"), "{note}: {answer}");
        assert!(page.contains(note) && !page.contains("Nadeau"), "{note}: {page}");
    }
}

/// Points on a grid without noise are the same in every seed, so splits of them overlap as those of a file do.
#[test]
fn a_generated_set_without_noise_is_one_table() {
    let sine = "title = \"Sine\"\nseeds = [1, 2, 3]\n[dataset]\nname = \"sine\"\ntest = 0.25\n[network]\nhidden = [4]\n\
                [training]\nepochs = 60\n";
    let page = |config: &str| Fixture::of(config).report("name").markdown;
    assert!(page(sine).contains("Each seed splits the same rows anew"));
    let moons = sine.replace("\"sine\"", "\"moons\"").replace("test = 0.25", "test = 0.25\nnoise = 0.0");
    assert!(page(&moons).contains("Each seed splits the same rows anew"));
    let noisy = sine.replace("test = 0.25", "test = 0.25\nnoise = 0.1");
    assert!(page(&noisy).contains("Each seed draws new samples"));
}

/// Two arms of one table with a tenth and a half of it as the test part: r = 20/180 and 100/100.
#[test]
fn arms_of_different_splits_have_a_range_of_overlaps() {
    let splits = "title = \"Splits\"\nseeds = [1, 2, 3]\n[dataset]\nname = \"iris\"\n[network]\nhidden = [4]\n\
                  [training]\nepochs = 60\n[sweep]\n\"dataset.test\" = [0.1, 0.5]\n";
    let page = Fixture::of(splits).report("name").markdown;
    assert!(page.contains("where r = 0.1111 to 1.000 is the ratio"), "{page}");
}

/// Both other arms are 0.01, 0.02, 0.03, 0 and 0.02 worse: mean 0.016, s = 0.0114, error 0.0114/√5 = 0.0051, t = 3.14
/// and p = 0.035, which alone would be significant. The leads over the baseline, 0.52 and more, have the three smallest
/// of six p-values; the next needs 0.05/3. At 98.3 % t = 3.9608, so half = 0.0202; and it takes n runs with t·0.0114/√n
/// < 0.016, of six 0.0164 (t = 3.5341), of seven 0.0142 (t = 3.2875).
#[test]
fn several_comparisons_are_corrected_for() {
    let behind = [0.01, 0.02, 0.03, 0.0, 0.02];
    let fixture = arms("\"sigmoid\", \"tanh\", \"relu\"", FIVE, "test = 0.25\nseed = 1");
    let fixture = fixture.with(|index, record| {
        set_test_accuracy(record, 0.9 - if index < 5 { 0.0 } else { behind[index % 5] });
    });
    let answer = fixture.answer();
    let unclear = "It does not differ significantly from tanh (paired difference 0.01600, 98.3 % interval −0.004 to \
                   0.036) and relu (0.01600, −0.004 to 0.036). About 7 seeds would show a difference of this size from \
                   tanh.";
    assert!(answer.contains(unclear), "{answer}");
    let holm = "Significance is decided with Holm's correction for 6 comparisons, and each interval has the level of \
                its step in it. The test part both selects this arm among 3 and evaluates it";
    assert!(answer.contains(holm), "{answer}");
}

/// The validation part selects, so only the comparisons of the selected arm count: two arms and one baseline.
#[test]
fn an_arm_that_another_part_selected_has_fewer_comparisons() {
    let fixture = arms("\"sigmoid\", \"tanh\", \"relu\"", FIVE, "validation = 0.25\ntest = 0.25");
    assert!(fixture.answer().contains("Holm's correction for 3 comparisons"), "{}", fixture.answer());
}

/// The baseline is 0.01, 0.02 and 0.03 better than the network: s = 0.01, error 0.01·√(2/3), p = 0.134. Of the three
/// comparisons the smallest p-value is 0.018, of the two arms, which is more than 0.05/3: nothing is significant, and
/// every interval has 98.3 %: t = 0.9833·√2/√(1 − 0.9833²) = 7.6488, half = 0.0625. Ten runs have t = 2.9333, so that
/// t·0.01·√(1/10 + 1/3) = 0.0193 < 0.02; nine have 3.0158 and 0.0201.
#[test]
fn an_arm_is_compared_with_the_best_baseline() {
    let against = |ahead: [f64; 3]| {
        let fixture = with_accuracies(two_arms(THREE, "test = 0.25"), [0.90, 0.92, 0.94], [0.80; 3]);
        let fixture = fixture.with(|index, record| {
            let simple = [0.90, 0.92, 0.94][index % 3] + ahead[index % 3];
            record.run.baselines.iter_mut().flat_map(|known| &mut known.values).for_each(|(_, value)| *value = simple);
        });
        fixture.answer()
    };
    let unclear = "**tanh** does not differ significantly from majority class (paired difference −0.02000, 98.3 % \
                   interval −0.08 to 0.04). About 10 seeds would show a difference of this size from majority class.";
    assert!(against([0.01, 0.02, 0.03]).contains(unclear), "{}", against([0.01, 0.02, 0.03]));
    let worse = "**tanh** is worse than majority class by 0.02000 (98.3 % interval of the paired difference: 0.0200";
    assert!(against([0.02; 3]).contains(worse), "{}", against([0.02; 3]));
    assert!(against([2.2e-16; 3]).contains("**tanh** is as good as majority class."), "rounding is no lead");
    assert!(against([0.0; 3]).contains("**tanh** is as good as majority class."), "{}", against([0.0; 3]));
}

/// Differences −0.02, 0.00, 0.03: mean 0.00333 and s = 0.0252, far below 1.96·0.0252·√(1/3) = 0.0285.
#[test]
fn more_seeds_are_no_advice_where_they_cannot_tell() {
    let shared = with_accuracies(two_arms(THREE, "test = 0.25"), [0.90, 0.92, 0.94], [0.92, 0.92, 0.91]).answer();
    let advice = "No number of seeds would show a difference of this size, since the runs share rows; more rows might.";
    assert!(shared.contains(advice), "{shared}");
}

const FIXED_RUN: &str = r#"
title = "Nothing is random"
engines = ["from-scratch"]
[dataset]
name = "xor"
[network]
kind = "perceptron"
initializer = "zeros"
[training]
epochs = 60
batch_size = 1
shuffle = false
[sweep]
"training.optimizer" = [
  { rule = "gradient-descent", learning_rate = 0.5 },
  { rule = "gradient-descent", learning_rate = 1.0 },
]
"#;

#[test]
fn more_seeds_are_no_advice_where_nothing_is_random() {
    let fixed = Fixture::of(FIXED_RUN).answer();
    assert!(fixed.contains("Nothing in these runs depends on the seed") && !fixed.contains("set `seeds`"), "{fixed}");
    let shuffled = Fixture::of(&FIXED_RUN.replace("shuffle = false", "shuffle = true")).answer();
    assert!(shuffled.contains("set `seeds`"), "{shuffled}");
}

/// XOR is solved from 2 of 5 starts: the mean 0.7 of 1, 1, 0.5, 0.5, 0.5 is none of them.
#[test]
fn runs_that_reach_accuracy_1_are_counted_where_some_do() {
    let reach = |values: [f64; 5]| {
        let runs = records::irises().with(|index, record| set_test_accuracy(record, values[index % 5]));
        (runs.with_one_arm().answer(), runs.answer())
    };
    let (one, all) = reach([1.0, 1.0, 0.5, 0.5, 0.5]);
    assert!(one.starts_with("Test accuracy 1 is reached by 2 of 5 seeds; the mean is 0.7"), "{one}");
    let each =
        "Test accuracy 1 is reached by 2 of 5 seeds with sigmoid, 2 of 5 seeds with tanh and 2 of 5 seeds with relu.";
    assert!(all.contains(each), "{all}");
    for values in [[1.0; 5], [0.5; 5]] {
        let (one, all) = reach(values);
        assert!(!one.contains("is reached by") && !all.contains("is reached by"), "{one}\n{all}");
    }
}

/// A baseline that depends on the arm has a row for each.
#[test]
fn a_row_of_a_baseline_names_its_arm_where_arms_differ() {
    let fixture = two_arms(THREE, "test = 0.25").with(|index, record| {
        let values = record.run.baselines.iter_mut().flat_map(|baseline| &mut baseline.values);
        values.for_each(|(_, value)| *value = if index < 3 { 0.4 } else { 0.5 });
    });
    let page = fixture.report("name").markdown;
    for row in ["| *majority class* for tanh", "| *majority class* for relu"] {
        assert!(page.contains(row), "{row} is not in {page}");
    }
}
