//! Figures of single kinds: what they are called, and what is drawn or left out.

#[allow(dead_code)] // Other tests use more of it.
mod records;

use experiment::record::Outcome;
use experiment::spec::{FigureKind, Task};
use records::asked::{asked, entry, layers, table};
use report::draw;
use report::figure::{Figure, Network, Node, Panel, PlotLayer};
use report::palette::{ColorMap, Filling, sequential};

/// Of a network of two parameters the surface is whole; of one with more it is a plane, and says which.
#[test]
fn a_surface_says_which_plane_it_is() {
    let title = |parameters: usize| {
        let fixture = records::lone().with(|_, record| {
            record.run.data.parameters = parameters;
            let points: [(&str, &[f64]); 4] = [
                ("point", &[0.0, 0.0, 4.0]),
                ("point", &[1.0, 0.0, 3.0]),
                ("point", &[0.0, 1.0, 2.0]),
                ("point", &[1.0, 1.0, 1.0]),
            ];
            let columns = ["point", "layers.0.weight[0,0]", "layers.1.bias[0,0]", "objective"];
            record.tables.insert("loss-surface".to_owned(), table(columns, &points));
        });
        asked(fixture, FigureKind::LossSurface)[0].panels[0].title.clone()
    };
    assert_eq!(title(2), "");
    assert_eq!(title(9), "plane of w₁₁⁽¹⁾ and b₁⁽²⁾, 7 others as at the end");
}

/// Panels of a regression share their colors, from the least output or target of all arms to the largest, and a point
/// has the color of its target.
#[test]
fn surfaces_of_a_regression_can_be_compared() {
    let fixture = records::pair().with(|index, record| {
        record.run.data.task = Task::Regression;
        let high = if index < 3 { 1.0 } else { 4.0 };
        let surface: [(&str, &[f64]); 4] = [
            ("final", &[0.0, 0.0, 0.0]),
            ("final", &[1.0, 0.0, high]),
            ("final", &[0.0, 1.0, high]),
            ("final", &[1.0, 1.0, 0.5]),
        ];
        record.tables.insert("decision-regions".to_owned(), table(["frame", "x1", "x2", "y"], &surface));
        let points: [(&str, &[f64]); 3] =
            [("train", &[0.0, 0.0, -4.0]), ("train", &[1.0, 0.0, 4.0]), ("test", &[1.0, 1.0, 0.0])];
        record.tables.insert("decision-points".to_owned(), table(["part", "x1", "x2", "target"], &points));
    });
    let figure = asked(fixture, FigureKind::DecisionRegions).remove(0);
    let maps =
        layers(&figure).filter_map(|layer| if let PlotLayer::Heat(heat) = layer { Some(heat.map) } else { None });
    assert_eq!(maps.collect::<Vec<_>>(), [ColorMap::Sequential { range: Some((-4.0, 4.0)) }; 2]);
    let inside = |layer: &PlotLayer| match layer {
        PlotLayer::Points(points) if !points.points.is_empty() => Some(points.style.filling),
        _ => None,
    };
    // The middle of the first of sixteen shades, of the last, and of the one that begins in the middle.
    let shades = [0.5, 15.5, 8.5].map(|shade| Filling::With(sequential(shade / 16.0)));
    assert_eq!(layers(&figure).filter_map(inside).collect::<Vec<_>>(), [shades, shades].concat());
}

/// Up to six functions share a graph, and have panels of their own besides; of seven the panels alone are drawn.
#[test]
fn many_functions_are_small_multiples() {
    let ids = |count: usize| {
        let kinds = ["identity", "step", "sigmoid", "tanh", "arctan", "softsign", "relu"];
        let list = kinds[..count].iter().map(|kind| format!("\"{kind}\"")).collect::<Vec<_>>().join(", ");
        let fixture = records::arms(&list, "[1]", "").with(|_, record| {
            let points: [(&str, &[f64]); 2] = [("point", &[-1.0, 0.0, 0.5]), ("point", &[1.0, 1.0, 0.25])];
            record.tables.insert("functions".to_owned(), table(["point", "z", "value", "slope"], &points));
        });
        let figures = asked(fixture, FigureKind::Functions);
        figures.iter().map(|figure| (figure.id.clone(), figure.panels.len())).collect::<Vec<_>>()
    };
    assert_eq!(ids(6), [("functions".to_owned(), 2), ("functions-one-by-one".to_owned(), 6)]);
    assert_eq!(ids(7), [("functions".to_owned(), 7)]);
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
    assert!(layers(&figures[0]).any(|layer| matches!(layer, PlotLayer::Bars(_))));
    assert_eq!(figures[0].title, "Share of the first layer's weights in the fullest bin after training: 0.75");
    assert_eq!(figures[1].title, "After training the middle half of the first layer's weights spans 1");
}

/// Between three and three nodes nine weights find their places; in a fifth of the width no four do, so none is shown.
#[test]
fn weights_are_written_where_they_can_be_read() {
    let numbers = |sizes: &[usize]| {
        let layers = sizes.iter().map(|&size| (0..size).map(|_| Node::new("")).collect()).collect();
        let gap = |pair: &[usize]| vec![vec![0.125; pair[1]]; pair[0]];
        let weights = sizes.windows(2).map(gap).collect();
        let panel = Panel::network("", Network { layers, names: Vec::new(), weights });
        let panels = vec![panel.clone(), panel.clone(), panel];
        draw::svg(&Figure::new("n", "n", panels)).matches(">0.125</text>").count()
    };
    assert_eq!(numbers(&[3, 3]), 3 * 9);
    assert_eq!(numbers(&[2, 2, 2, 2, 2, 2, 2, 2, 2]), 0);
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
