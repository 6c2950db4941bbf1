//! What holds for every picture: its bytes repeat, it is small, its words can be read, and nothing is missing.

mod common;

use report::figure::{Axis, Content, Figure, Grid, Heat, Panel, PlotLayer, Shading};
use report::palette::{ColorMap, Style};
use report::{convert, draw};
use usvg::{Node, Rect};

/// The most bytes of a picture: code hosts still show it, and it may be committed.
const MOST_BYTES: usize = 200_000;

fn outlined(figure: &Figure) -> String {
    convert::outlined(&draw::svg(figure), &figure.caption).expect("our own SVG is SVG")
}

fn panel(layers: Vec<PlotLayer>) -> Figure {
    let panel = Panel::plot("", Axis::linear("x"), Axis::linear("y"), layers);
    Figure::new("one", "One panel", vec![panel])
}

#[test]
fn every_file_repeats_to_the_byte() {
    for figure in common::all() {
        let svg = draw::svg(&figure);
        assert_eq!(svg, draw::svg(&figure), "{}", figure.id);
        assert_eq!(outlined(&figure), outlined(&figure), "{}", figure.id);
        assert!(convert::pdf(&svg).unwrap() == convert::pdf(&svg).unwrap(), "{}", figure.id);
        assert!(convert::png(&svg, 1.0).unwrap() == convert::png(&svg, 1.0).unwrap(), "{}", figure.id);
    }
}

#[test]
fn every_figure_is_small() {
    for figure in common::all() {
        let bytes = outlined(&figure).len();
        assert!(bytes < MOST_BYTES, "{} has {bytes} bytes", figure.id);
    }
}

/// The size of a picture is bounded by its columns of pixels, even if 50 000 values jump up and down.
#[test]
fn a_long_noisy_run_is_small() {
    let noise = |i: i32| libm::sin(f64::from(i) * 12.9898) * 43758.5453 % 1.0;
    let layers = (0..4).map(|k| {
        let points = (0..50_000).map(|i| (f64::from(i), noise(i + 1000 * k))).collect();
        PlotLayer::line(format!("run {k}"), Style::series(k as usize), points)
    });
    let bytes = outlined(&panel(layers.collect())).len();
    assert!(bytes < MOST_BYTES, "{bytes} bytes");
}

/// 60 × 60 cells with different neighbors everywhere, so that no two can be drawn as one.
#[test]
fn a_grid_without_runs_is_small() {
    let grid = Grid::sample((60, 60), (0.0, 1.0), (0.0, 1.0), |x, y| libm::sin(911.0 * x + 353.0 * y));
    let map = ColorMap::Sequential { range: None };
    let heat = PlotLayer::Heat(Heat { label: "value".to_owned(), grid, map, shading: Shading::Cells });
    let bytes = outlined(&panel(vec![heat]).square()).len();
    assert!(bytes < MOST_BYTES, "{bytes} bytes");
}

#[test]
fn the_legend_lies_beside_every_frame() {
    for figure in common::all() {
        let placement = draw::placement(&figure);
        let Some(legend) = placement.legend else { continue };
        for frame in &placement.frames {
            let beside = legend.left >= frame.right || legend.top >= frame.bottom;
            assert!(beside, "{}: the legend {legend:?} covers {frame:?}", figure.id);
        }
        assert!(legend.right <= placement.size.0 && legend.bottom <= placement.size.1, "{}", figure.id);
    }
}

/// The words of the SVG and the boxes around them, as usvg measures them.
fn words(figure: &Figure) -> Vec<(String, Rect)> {
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_font_data(dejavu::sans::regular().to_vec());
    options.fontdb_mut().load_font_data(dejavu::sans::bold().to_vec());
    let tree = usvg::Tree::from_str(&draw::svg(figure), &options).expect("our own SVG is SVG");
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    found
}

fn collect(group: &usvg::Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text().trim()).collect();
                found.push((words, text.abs_bounding_box()));
            }
            Node::Path(_) | Node::Image(_) => (),
        }
    }
}

#[test]
fn no_word_leaves_the_page() {
    for figure in common::all() {
        let (width, height) = draw::placement(&figure).size;
        for (word, area) in words(&figure) {
            let inside = area.left() >= 0.0 && area.top() >= 0.0;
            let inside = inside && f64::from(area.right()) <= width && f64::from(area.bottom()) <= height;
            assert!(inside, "{}: \"{word}\" at {area:?} leaves {width} x {height}", figure.id);
        }
    }
}

/// The box of a line of words is higher than its letters, so letters do not touch where boxes overlap by a few pixels.
#[test]
fn no_two_words_overlap() {
    let tolerance = 3.0;
    for figure in common::all() {
        let words = words(&figure);
        for (index, (a, first)) in words.iter().enumerate() {
            for (b, second) in &words[index + 1..] {
                let across = first.left() + tolerance < second.right() && second.left() + tolerance < first.right();
                let down = first.top() + tolerance < second.bottom() && second.top() + tolerance < first.bottom();
                assert!(!(across && down), "{}: \"{a}\" lies on \"{b}\"", figure.id);
            }
        }
    }
}

#[test]
fn labels_units_and_series_are_all_there() {
    let text: Vec<String> = words(&common::curves()).into_iter().map(|(word, _)| word).collect();
    let expected =
        ["epoch", "objective (nats)", "sigmoid", "tanh", "relu", "baseline: majority class", "0.4", "1.4", "60"];
    for word in expected {
        assert!(text.iter().any(|found| found == word), "\"{word}\" is missing in {text:?}");
    }
}

#[test]
fn outlined_words_need_no_font() {
    for figure in common::all() {
        let svg = outlined(&figure);
        assert!(!svg.contains("<text") && !svg.contains("font"), "{}", figure.id);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", figure.id);
        assert!(!svg.contains("opacity"), "{}: overlaid colors would print differently", figure.id);
    }
}

/// The number of points of each stroke in the color of the first series.
fn strokes(figure: &Figure) -> Vec<usize> {
    let svg = draw::svg(figure);
    let own = svg.lines().filter(|line| line.starts_with("<polyline") && line.contains("#0072B2"));
    own.map(|line| line.split("points=").nth(1).map_or(0, |points| points.matches(',').count())).collect()
}

#[test]
fn a_point_that_is_no_number_breaks_its_line() {
    let line = |points: Vec<(f64, f64)>| Figure {
        legend: report::figure::Legend::Hidden,
        ..panel(vec![PlotLayer::line("a", Style::series(0), points)])
    };
    let bent = |gap: f64| line(vec![(0.0, 1.0), (1.0, 3.0), (2.0, 0.0), (3.0, gap), (4.0, 2.0), (5.0, 5.0)]);
    assert_eq!(strokes(&bent(1.5)), [6], "all six corners");
    assert_eq!(strokes(&bent(f64::NAN)), [3, 2]);
    assert_eq!(strokes(&bent(f64::INFINITY)), [3, 2]);
}

#[test]
fn a_logarithmic_axis_drops_zeros_and_negative_values() {
    let points = vec![(0.0, 1.0), (1.0, 0.1), (2.0, 0.0), (3.0, 0.01), (4.0, 0.1), (5.0, -1.0), (6.0, 1.0)];
    let layers = vec![PlotLayer::line("", Style::series(0), points)];
    let panel = Panel::plot("", Axis::linear("x"), Axis::log("y"), layers);
    let figure = Figure::new("log", "", vec![panel]);
    assert_eq!(strokes(&figure), [2, 2], "the last point stands alone");
    assert!(draw::svg(&figure).contains("stroke-linecap=\"round\""), "and is a dot");
}

#[test]
fn a_panel_without_a_point_says_so() {
    let empty = [vec![], vec![PlotLayer::line("", Style::series(0), vec![(f64::NAN, 1.0), (1.0, f64::INFINITY)])]];
    for layers in empty {
        assert!(draw::svg(&panel(layers)).contains("no data"));
    }
    let zeros = PlotLayer::line("", Style::series(0), vec![(0.0, 0.0)]);
    let on_log = Panel::plot("", Axis::linear("x"), Axis::log("y"), vec![zeros]);
    assert!(draw::svg(&Figure::new("zeros", "", vec![on_log])).contains("no data"));
}

#[test]
fn nothing_is_drawn_outside_of_a_given_range() {
    let mut figure = panel(vec![PlotLayer::line("", Style::series(0), vec![(0.0, -50.0), (1.0, 50.0), (2.0, -50.0)])]);
    let Content::Plot(plot) = &mut figure.panels[0].content else { unreachable!("the panel has axes") };
    plot.y.range = Some((0.0, 1.0));
    let frame = draw::placement(&figure).frames[0];
    let svg = draw::svg(&figure);
    let lines = svg.lines().filter(|line| line.starts_with("<polyline") && line.contains("#0072B2"));
    for line in lines {
        let points = line.split("points=\"").nth(1).and_then(|rest| rest.split('"').next());
        let points = points.expect("a polyline has points");
        for pair in points.split_whitespace().filter_map(|pair| pair.split_once(',')) {
            let y: f64 = pair.1.parse().expect("coordinates are whole numbers");
            // They are quarters of a pixel, rounded.
            assert!((4.0 * frame.top - 1.0..=4.0 * frame.bottom + 1.0).contains(&y), "{y} is outside of {frame:?}");
        }
    }
}

/// XML cannot hold a vertical tab, an escape or U+FFFF, not even escaped; the name of a class can.
#[test]
fn a_letter_that_xml_cannot_hold_is_replaced() {
    let layer = PlotLayer::line("a\u{b}b\u{1b}\u{ffff}", Style::series(0), vec![(0.0, 1.0), (1.0, 2.0)]);
    let panel = Panel::plot("c\u{0}", Axis::linear("x"), Axis::linear("y"), vec![layer]);
    let svg = draw::svg(&Figure::new("one", "d\u{1}", vec![panel]));
    assert!(svg.contains("a�b��") && svg.contains("c�"), "{svg}");
    let outlined = report::convert::outlined(&svg, "d\u{1}").expect("this is SVG");
    assert!(report::convert::pdf(&outlined).is_ok(), "what comes out is SVG too");
}
