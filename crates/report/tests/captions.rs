//! Captions: they describe what is shown, and user-written words in them are no markup.

#[allow(dead_code)] // The tests of documents use more of it.
mod records;

use std::collections::BTreeMap;

use experiment::record::{LabeledTable, Record};
use experiment::spec::{Figure, FigureKind};
use records::Fixture;

fn table<const N: usize>(columns: [&str; N], rows: Vec<(String, Vec<f64>)>) -> LabeledTable {
    LabeledTable { columns: columns.map(str::to_owned).to_vec(), rows }
}

/// A perceptron's corrections 0 to `kept`, and the last of `all` where that is more, with the data.
fn corrections(kept: usize, all: usize) -> BTreeMap<String, LabeledTable> {
    let last = (all > kept).then_some(all);
    let row = |at: usize| (at.to_string(), vec![1.0, 1.0, 2.0, -1.0, 1.0, 2.0, -1.0]);
    let names = ["layers.0.weight[0,0]", "layers.0.weight[1,0]", "layers.0.bias[0,0]"];
    let columns = ["correction", "epoch", names[0], names[1], names[2], "u", "v", "c"];
    let corrections = table(columns, (0..=kept).chain(last).map(row).collect());
    let point = |x: f64| ("train".to_owned(), vec![x, 1.0 - x, x]);
    let points = table(["part", "x1", "x2", "class"], vec![point(0.0), point(1.0)]);
    BTreeMap::from([("corrections".to_owned(), corrections), ("decision-points".to_owned(), points)])
}

fn asked(mut fixture: Fixture, kinds: &[FigureKind]) -> Fixture {
    fixture.experiment.figure = kinds.iter().map(|&kind| Figure::of(kind)).collect();
    fixture
}

fn caption(fixture: &Fixture, stem: &str) -> String {
    let report = fixture.report("name");
    let found = report.figures.iter().find(|figure| figure.stem == stem);
    found.unwrap_or_else(|| panic!("no figure is called {stem}")).caption.clone()
}

/// Tables of every figure whose caption names arms: two layers, and an objective that falls over the rates.
fn tables(record: &mut Record) {
    let norms = |layer: usize, norm: f64| (format!("layers.{layer}"), vec![0.0, norm]);
    let scale = record.run.arm[0].1.len() as f64;
    let norms = vec![norms(0, scale), norms(1, 1.0)];
    let rates = (0..20).map(|k| (k.to_string(), vec![libm::exp2(f64::from(k)) * scale, 20.0 - f64::from(k)])).collect();
    record.tables = corrections(3, 3);
    record.tables.insert("gradient-norms".to_owned(), table(["layer", "epoch", "norm"], norms));
    record.tables.insert("range-test".to_owned(), table(["update", "rate", "objective"], rates));
}

#[test]
fn labels_of_arms_are_no_markup() {
    let fixture = records::pair().with(|index, record| {
        let name = if index < 3 { "<b>*|a*" } else { "<b>*|bb*" };
        record.run.arm = vec![("dataset.target".to_owned(), format!("{name:?}"))];
        tables(record);
    });
    let kinds = [FigureKind::Corrections, FigureKind::GradientNorms, FigureKind::RangeTest];
    let report = asked(fixture, &kinds).report("name");
    for stem in ["curves", "corrections", "gradient-norms", "range-test"] {
        let figure = report.figures.iter().find(|figure| figure.stem == stem).expect("it was asked for");
        assert!(figure.caption.contains("&lt;b&gt;\\*|a\\*"), "{stem}: {}", figure.caption);
    }
    let norms = report.figures.iter().find(|figure| figure.stem == "gradient-norms").expect("it was asked for");
    assert!(norms.caption.contains("before training (from-scratch, seed 1, one of 3 runs)"), "{}", norms.caption);
    assert!(report.figures.iter().all(|figure| !figure.caption.contains("<b>")));
    assert!(!report.markdown.contains("<b>"), "{}", report.markdown);
}

/// The probe keeps 200 corrections and the last.
#[test]
fn corrections_are_counted_as_they_were_made() {
    let with = |all: usize| {
        let fixture = records::lone().with(|_, record| record.tables = corrections(all.min(200), all));
        caption(&asked(fixture, &[FigureKind::Corrections]), "corrections")
    };
    assert!(with(3).starts_with("The boundary after each of 3 corrections, and the parameters"), "{}", with(3));
    assert!(with(201).starts_with("The boundary after each of 201 corrections, and"), "{}", with(201));
    let many = "The boundary after each of the first 200 of 5000 corrections and after the last, and the parameters";
    assert!(with(5000).starts_with(many), "{}", with(5000));
}

/// A second output has weights of its own, of which neither line nor curve is drawn.
#[test]
fn of_several_outputs_the_first_is_shown_and_named() {
    let fixture = records::lone().with(|_, record| {
        let mut tables = corrections(3, 3);
        let table = tables.get_mut("corrections").expect("it was just inserted");
        table.columns.insert(3, "layers.0.weight[0,1]".to_owned());
        table.rows.iter_mut().for_each(|(_, values)| values.insert(2, 7.0));
        record.tables = tables;
    });
    let fixture = asked(fixture, &[FigureKind::Corrections]);
    assert!(caption(&fixture, "corrections").contains("Only the first of 2 outputs is shown"));
    let report = fixture.report("name");
    let drawn = report.figures.iter().find(|figure| figure.stem == "corrections").expect("it was asked for");
    assert!(!drawn.csv.contains(",7"), "{}", drawn.csv);
}

/// Where only a validation part is held out, it evaluates, in the figure and in the section.
#[test]
fn the_confusion_matrix_is_of_the_evaluation_part() {
    let fixture = Fixture::of(
        "title = \"V\"\n[dataset]\nname = \"iris\"\nvalidation = 0.25\n[network]\nhidden = [4]\n\
         [training]\nepochs = 60\n",
    );
    let fixture = fixture.with(|_, record| {
        records::confusion(record);
        let counts = record.tables.get_mut("confusion-matrix").expect("it was just inserted");
        counts.rows.iter_mut().for_each(|(part, _)| *part = "validation".to_owned());
        counts.rows.push(("train".to_owned(), vec![0.0, 0.0, 99.0]));
    });
    let fixture = asked(fixture, &[FigureKind::ConfusionMatrix]);
    let caption = caption(&fixture, "confusion-matrix");
    assert!(caption.starts_with("Samples of the validation part by their true class"), "{caption}");
    let text = fixture.report("name").markdown;
    assert!(text.contains("Predictions on the validation part") && !text.contains("99"), "{text}");
}

/// Ten permutations of two columns: color loses 0.3 and 0.5 in turn, size nothing.
fn importance(record: &mut Record, shift: f64) {
    let of = |name: &'static str, low: f64, high: f64| {
        (0..10).map(move |at| (name.to_owned(), vec![f64::from(at), if at % 2 == 0 { low } else { high }]))
    };
    let rows = of("size", 0.0, 0.0).chain(of("color", 0.3 + shift, 0.5 + shift)).collect();
    record.tables.insert("permutation-importance".to_owned(), table(["column", "repeat", "test-accuracy"], rows));
}

fn importance_of(fixture: Fixture) -> (String, String) {
    let report = asked(fixture, &[FigureKind::PermutationImportance]).report("name");
    let figure = report.figures.iter().find(|figure| figure.stem == "permutation-importance").expect("it is drawn");
    (figure.caption.clone(), figure.csv.clone())
}

/// Of one run the interval is that of its permutations: mean 0.4, s² = 10·0.1²/9, t = 2.26216 for 9 degrees of freedom
/// (scipy.stats.t.ppf(0.975, 9)), so 0.4 ± 2.26216·0.105409/√10 = 0.4 ± 0.075405.
#[test]
fn importance_of_a_single_run_has_the_interval_of_its_permutations() {
    let (caption, csv) = importance_of(records::lone().with(|_, record| importance(record, 0.0)));
    assert!(caption.starts_with("How much the test accuracy falls when one column is mixed up"), "{caption}");
    assert!(caption.contains("over 10 permutations of a single run"), "{caption}");
    assert_eq!(csv, "arm,column,importance,low,high\n,color,0.4,0.32459,0.47541\n,size,0,0,0\n");
}

/// Of three runs with means 0.3, 0.4, 0.5 it is that of the means, whatever the permutations of each: s = 0.1, t =
/// 4.30265 for 2 degrees of freedom, and 50 of 200 rows evaluate in every split, so r = 1/3 and
/// 0.4 ± 4.30265·0.1·√(1/3 + 1/3) = 0.4 ± 0.351310.
#[test]
fn importance_of_several_runs_has_the_interval_of_their_means() {
    let fixture = records::pair().with_one_arm();
    let (caption, csv) = importance_of(fixture.with(|index, record| importance(record, 0.1 * index as f64 - 0.1)));
    assert!(caption.contains("over 3 seeds, each the mean of 10 permutations"), "{caption}");
    assert_eq!(csv, "arm,column,importance,low,high\n,color,0.4,0.04869,0.75131\n,size,0,0,0\n");
}

/// Every run has its curve: two corners of two runs of each arm are four lines of numbers.
#[test]
fn roc_curves_of_all_runs_are_drawn() {
    let fixture = records::pair().with(|_, record| {
        let share = 0.25 * record.run.spec.seed as f64;
        let corner = |x: f64, y: f64| ("test".to_owned(), vec![0.0, 1.0 - x, x, y]);
        let curve =
            table(["part", "class", "threshold", "false alarms", "recall"], vec![corner(0.0, share), corner(1.0, 1.0)]);
        record.tables.insert("roc-curve".to_owned(), curve);
    });
    let report = asked(fixture, &[FigureKind::RocCurve]).report("name");
    let figure = report.figures.iter().find(|figure| figure.stem == "roc-curve").expect("it is drawn");
    assert!(figure.caption.contains("a thin line for each of 3 runs"), "{}", figure.caption);
    let start: Vec<&str> = figure.csv.lines().take(4).collect();
    let first = "setosa,tanh,\"from-scratch, seed 1\"";
    assert_eq!(start[..2], ["class,arm,run,false positive rate,recall".to_owned(), format!("{first},0,0.25")]);
    assert_eq!(figure.csv.lines().count(), 1 + 2 * 3 * 2);
    assert_eq!(figure.csv.lines().filter(|line| line.ends_with("seed 3\",0,0.75")).count(), 2);
}
