//! Figures that teach: one color for each arm, titles that say what is seen, runs beside their mean, learning rates.

#[allow(dead_code)] // Other tests use more of it.
mod records;

use experiment::spec::{ArmName, Figure as FigureRequest, FigureKind, Part, Quantity};
use records::Fixture;
use records::asked::{curves, drawn, entry, layers, plots};
use report::figure::PlotLayer;
use report::palette::Style;
use report::{draw, figures};

/// Alone in a figure an arm looks as beside the others, where it is the second of three; and it keeps its label.
#[test]
fn an_arm_has_one_color_in_the_whole_report() {
    let all = curves(records::irises());
    let mut fixture = records::irises();
    let name = ArmName::from_iter([("network.activation".to_owned(), "tanh".into())]);
    fixture.experiment.figure =
        vec![FigureRequest { arms: Some(vec![name]), ..FigureRequest::of(FigureKind::LearningCurves) }];
    let alone = drawn(&fixture).remove(0);
    assert_eq!(entry(&alone, "tanh"), entry(&all, "tanh"));
    assert!(entry(&all, "tanh").is_some() && entry(&alone, "relu").is_none());
    assert_eq!(entry(&all, "tanh").map(|style| style.color), Some(Style::series(1).color));
}

/// Color, dash and marker say which arm it is, the width which part: thin for training, wide for the test part.
#[test]
fn arms_and_parts_differ_without_color() {
    let figure = curves(records::irises());
    let lines: Vec<Style> = layers(&figure)
        .filter_map(|layer| match layer {
            PlotLayer::Line(line) if line.label.is_empty() && line.style.width >= 1.0 => Some(line.style),
            _ => None,
        })
        .collect();
    // Two panels of three arms with two parts.
    assert_eq!(lines.len(), 2 * 3 * 2);
    let looks = |style: &Style| (format!("{:?}", style.dash), style.width.to_bits());
    let mut different: Vec<_> = lines[..6].iter().map(looks).collect();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), 6, "{different:?}");
}

/// The final test accuracies are set: 0.5, 0.75 and 0.875 in every run.
#[test]
fn the_title_says_where_the_curves_end() {
    let figure = curves(records::irises().with(|index, record| {
        records::set_test_accuracy(record, [0.5, 0.75, 0.875][index / 5]);
    }));
    assert_eq!(figure.title, "Test accuracy after training: 0.5 (sigmoid) to 0.875 (relu)");
    assert!(draw::svg(&figure).contains(">Test accuracy after training: 0.5 (sigmoid) to 0.875 (relu)</text>"));
}

#[test]
fn every_figure_has_a_title() {
    let fixture = records::irises().with(|_, record| records::confusion(record));
    let (figures, _) = figures::figures(&fixture.experiment, &fixture.records);
    assert_eq!(figures.len(), 2, "curves and agreement");
    assert!(figures.iter().all(|figure| figure.frames.iter().all(|frame| !frame.title.is_empty())));
}

#[test]
fn a_title_of_the_config_wins() {
    let mut fixture = records::irises();
    fixture.experiment.figure =
        vec![FigureRequest { title: Some("Mine".to_owned()), ..FigureRequest::of(FigureKind::LearningCurves) }];
    assert_eq!(drawn(&fixture)[0].title, "Mine");
}

/// Five runs are five lines, six runs are a band.
#[test]
fn few_runs_are_drawn_one_by_one() {
    let count = |seeds: &str| {
        let figure = curves(records::two_arms(seeds, ""));
        let bands = layers(&figure).filter(|layer| matches!(layer, PlotLayer::Band(_))).count();
        let thin = |layer: &&PlotLayer| matches!(layer, PlotLayer::Line(line) if line.style.width < 1.0);
        (bands, layers(&figure).filter(thin).count())
    };
    // Two panels of two arms.
    assert_eq!(count("[1, 2, 3, 4, 5]"), (0, 2 * 2 * 5));
    assert_eq!(count("[1, 2, 3, 4, 5, 6]"), (2 * 2, 0));
}

/// The rate of epoch e is 0.5·0.9^(e − 1).
#[test]
fn a_schedule_has_a_panel_of_its_rates() {
    let config = |schedule: &str| {
        format!(
            "title = \"Rates\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\nepochs = 10\n\
             optimizer = {{ rule = \"gradient-descent\", learning_rate = 0.5 }}\nschedule = {schedule}\n"
        )
    };
    let falling = Fixture::of(&config("{ kind = \"exponential\", factor = 0.9 }")).with(|_, record| {
        for row in &mut record.metrics.rows {
            row.rate = 0.5 * libm::pow(0.9, row.epoch as f64 - 1.0);
        }
    });
    let figure = curves(falling);
    let rates = plots(&figure).into_iter().find(|plot| plot.y.label == "learning rate").expect("a panel of rates");
    let PlotLayer::Line(line) = &rates.layers[0] else { panic!("a line") };
    assert_eq!((line.points.len(), line.points[0]), (10, (1.0, 0.5)));
    assert_eq!(line.points[2].1, 0.5 * libm::pow(0.9, 2.0));
    let constant = curves(Fixture::of(&config("\"constant\"")));
    assert!(plots(&constant).iter().all(|plot| plot.y.label != "learning rate"));
}

/// A label of the vertical axis is that of losses and scores, not that of the rates beside them.
#[test]
fn looks_leave_the_rates_alone() {
    let mut fixture = Fixture::of(
        "title = \"Rates\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\nepochs = 10\nschedule = \"cosine\"\n",
    );
    fixture.experiment.figure = vec![FigureRequest {
        y_label: Some("mine".to_owned()),
        x_label: Some("passes".to_owned()),
        ..FigureRequest::of(FigureKind::LearningCurves)
    }];
    let figure = drawn(&fixture).remove(0);
    let labels: Vec<_> = plots(&figure).iter().map(|plot| (plot.x.label.as_str(), plot.y.label.as_str())).collect();
    assert_eq!(labels, [("passes", "mine"), ("passes", "mine"), ("passes", "learning rate")]);
}

/// R² of the first arm is −5 throughout, and the panel ends at −1: words stand for the curve.
#[test]
fn a_curve_below_the_panel_is_said() {
    let fixture = Fixture::of(
        "title = \"R²\"\n[dataset]\nname = \"diabetes\"\n[network]\n[training]\nepochs = 60\n[sweep]\n\
         \"network.activation\" = [\"sigmoid\", \"tanh\"]\n",
    );
    let place = |record: &experiment::record::Record| {
        record.metrics.columns.iter().position(|metric| metric.quantity == Quantity::R2 && metric.part == Part::Train)
    };
    let below = fixture.with(|index, record| {
        let place = place(record).expect("R² is measured");
        record.metrics.rows.iter_mut().filter(|_| index == 0).for_each(|row| row.values[place] = -5.0);
    });
    let figure = curves(below);
    let words: Vec<&str> = layers(&figure)
        .filter_map(|layer| if let PlotLayer::Annotation(note) = layer { Some(note.text.as_str()) } else { None })
        .collect();
    assert_eq!(words, ["sigmoid: at most −5"]);
}
