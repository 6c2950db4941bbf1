//! Figures that teach: one color for each arm, titles that say what is seen, runs beside their mean, learning rates.

#[allow(dead_code)] // Other tests use more of it.
mod records;

use experiment::record::{Outcome, Table};
use experiment::spec::{ArmName, Figure as FigureRequest, FigureKind, Part, Quantity};
use records::Fixture;
use report::figure::{Content, Figure, Layer, Network, Node, Panel, Plot};
use report::palette::Style;
use report::{draw, figures};

/// The figures of one kind that a report has where a config asks for one.
fn asked(mut fixture: Fixture, kind: FigureKind) -> Vec<Figure> {
    fixture.experiment.figure = vec![FigureRequest::of(kind)];
    drawn(&fixture)
}

/// The figures that a config asks for, the last frame of each.
fn drawn(fixture: &Fixture) -> Vec<Figure> {
    let (figures, missing) = figures::requested(&fixture.experiment, &fixture.records);
    assert!(missing.is_empty(), "{missing:?}");
    figures.iter().map(|figure| figure.last().clone()).collect()
}

fn curves(fixture: Fixture) -> Figure {
    asked(fixture, FigureKind::LearningCurves).remove(0)
}

fn plots(figure: &Figure) -> Vec<&Plot> {
    let plot = |panel: &'_ Panel| match panel {
        Panel { content: Content::Plot(_), .. } => true,
        Panel { content: Content::Network(_), .. } => false,
    };
    assert!(figure.panels.iter().all(plot), "no panel is a network");
    figure
        .panels
        .iter()
        .filter_map(|panel| if let Content::Plot(plot) = &panel.content { Some(plot) } else { None })
        .collect()
}

fn layers(figure: &Figure) -> impl Iterator<Item = &Layer> {
    plots(figure).into_iter().flat_map(|plot| &plot.layers)
}

/// The style of the entry of the legend with this label.
fn entry(figure: &Figure, label: &str) -> Option<Style> {
    layers(figure).find_map(|layer| match layer {
        Layer::Line(line) if line.label == label => Some(line.style),
        _ => None,
    })
}

/// A table of a run.
fn table<const N: usize>(columns: [&str; N], rows: &[(&str, &[f64])]) -> Table {
    let rows = rows.iter().map(|(label, values)| ((*label).to_owned(), values.to_vec())).collect();
    Table { columns: columns.map(str::to_owned).to_vec(), rows }
}

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
            Layer::Line(line) if line.label.is_empty() && line.style.width >= 1.0 => Some(line.style),
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
        let bands = layers(&figure).filter(|layer| matches!(layer, Layer::Band(_))).count();
        let thin = |layer: &&Layer| matches!(layer, Layer::Line(line) if line.style.width < 1.0);
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
    let Layer::Line(line) = &rates.layers[0] else { panic!("a line") };
    assert_eq!((line.points.len(), line.points[0]), (10, (1.0, 0.5)));
    assert_eq!(line.points[2].1, 0.5 * libm::pow(0.9, 2.0));
    let constant = curves(Fixture::of(&config("\"constant\"")));
    assert!(plots(&constant).iter().all(|plot| plot.y.label != "learning rate"));
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
        .filter_map(|layer| if let Layer::Annotation(note) = layer { Some(note.text.as_str()) } else { None })
        .collect();
    assert_eq!(words, ["sigmoid: at most −5"]);
}

/// A perceptron whose weights return to those of an earlier epoch has no last boundary.
#[test]
fn a_cycle_has_no_final_boundary() {
    let of = |outcome: Outcome| {
        let fixture = records::lone().with(|_, record| {
            record.run.outcomes[0].1 = outcome.clone();
            let names = ["layers.0.weight[0,0]", "layers.0.weight[1,0]", "layers.0.bias[0,0]"];
            let columns = ["correction", "epoch", names[0], names[1], names[2], "u", "v", "c"];
            let row = [1.0, 1.0, 1.0, -0.5, 1.0, 1.0, -0.5];
            let rows: [(&str, &[f64]); 3] = [("0", &row), ("1", &row), ("2", &row)];
            record.tables.insert("corrections".to_owned(), table(columns, &rows));
            let points: [(&str, &[f64]); 2] = [("train", &[0.0, 0.0, 0.0]), ("train", &[1.0, 1.0, 1.0])];
            record.tables.insert("decision-points".to_owned(), table(["part", "x1", "x2", "class"], &points));
        });
        let figure = asked(fixture, FigureKind::Corrections).remove(0);
        (entry(&figure, "final boundary").is_some(), entry(&figure, "repeats forever").is_some(), figure.title.clone())
    };
    let cycle = of(Outcome::Cycle { epoch: 1, length: 1, corrections: 2 });
    assert_eq!(cycle, (false, true, "The boundaries repeat forever; seen after 2 corrections".to_owned()));
    let clean = of(Outcome::Clean { epoch: 1, corrections: 2 });
    assert_eq!(clean, (true, false, "Corrections until no mistake is left: 2".to_owned()));
}

/// Bins are histograms, quantiles are called so.
#[test]
fn histograms_are_histograms() {
    let fixture = records::pair().with(|_, record| {
        let quantiles: [(&str, &[f64]); 2] =
            [("layers.0", &[0.0, -2.0, -1.0, 0.0, 1.0, 2.0]), ("layers.0", &[9.0, -1.0, -0.5, 0.0, 0.5, 1.0])];
        let columns = ["layer", "epoch", "q05", "q25", "q50", "q75", "q95"];
        record.tables.insert("weight-histograms".to_owned(), table(columns, &quantiles));
        let bins: [(&str, &[f64]); 4] = [
            ("layers.0", &[0.0, -2.0, 0.0, 0.5]),
            ("layers.0", &[0.0, 0.0, 2.0, 0.5]),
            ("layers.0", &[9.0, -2.0, 0.0, 0.25]),
            ("layers.0", &[9.0, 0.0, 2.0, 0.75]),
        ];
        record.tables.insert("weight-bins".to_owned(), table(["layer", "epoch", "from", "to", "share"], &bins));
    });
    let figures = asked(fixture, FigureKind::WeightHistograms);
    assert_eq!(
        figures.iter().map(|figure| figure.id.as_str()).collect::<Vec<_>>(),
        ["weight-histograms", "weight-quantiles"]
    );
    assert!(layers(&figures[0]).any(|layer| matches!(layer, Layer::Bars(_))));
    assert_eq!(figures[0].title, "Share of the first layer's weights in the fullest bin after training: 0.75");
    assert_eq!(figures[1].title, "After training the middle half of the first layer's weights spans 1");
}

/// Of two networks with the weights 10 and 1, the line of the second is 0.4 + (4 − 0.4)/10 pixels wide.
#[test]
fn networks_of_a_figure_share_one_scale() {
    let panel = |weight: f64| {
        let layers = vec![vec![Node::new("x")], vec![Node::new("y")]];
        Panel::network("", Network { layers, names: Vec::new(), weights: vec![vec![vec![weight]]] })
    };
    let widths = |weights: &[f64]| {
        let figure = Figure::new("n", "n", weights.iter().map(|weight| panel(*weight)).collect());
        let svg = draw::svg(&figure);
        let lines = svg.lines().filter(|line| line.starts_with("<polyline"));
        let width = |line: &str| line.split("stroke-width=\"").nth(1)?.split('"').next()?.parse::<f64>().ok();
        let all: Vec<f64> = lines.filter_map(width).collect();
        all[all.len() - weights.len()..].to_vec()
    };
    let alone = widths(&[1.0])[0];
    let both = widths(&[10.0, 1.0]);
    assert_eq!(both[0], alone, "the largest is the widest");
    assert!((both[1] / both[0] - 0.76 / 4.0).abs() < 0.02, "{both:?}");
}
