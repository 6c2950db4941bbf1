//! Figures that are hard to draw: gaps, constants, no data at all, large and tiny numbers, all styles at once.

use report::figure::{Axis, Figure, Panel, PlotLayer};
use report::palette::Style;

/// What real runs leave: gaps, constants, nothing, numbers of any size, and long titles.
pub fn edge_cases() -> Figure {
    let line = |points: Vec<(f64, f64)>| vec![PlotLayer::line("series", Style::series(0), points)];
    let epoch = || Axis::linear("epoch");
    let plot = |title: &str, y: Axis, layers: Vec<PlotLayer>| Panel::plot(title, epoch(), y, layers);
    let broken =
        vec![(0.0, 1.0), (1.0, 0.5), (2.0, f64::NAN), (3.0, 0.4), (4.0, f64::INFINITY), (5.0, 0.3), (6.0, 0.25)];
    let diverging = (0..30).map(|i| (f64::from(i), libm::exp(f64::from(i) * 2.0))).collect();
    Figure::new(
        "edge-cases",
        "Gaps, constants, nothing",
        vec![
            plot("NaN and infinity", Axis::linear("loss"), line(broken)),
            plot("one point", Axis::linear("loss"), line(vec![(3.0, 0.5)])),
            plot("a constant", Axis::linear("loss"), line(vec![(0.0, 0.25), (9.0, 0.25)])),
            plot("nothing", Axis::linear("loss"), line(vec![])),
            plot("only zeros on a log axis", Axis::log("loss"), line(vec![(0.0, 0.0), (1.0, 0.0)])),
            plot("large numbers", Axis::linear("loss"), line(diverging)),
            plot("tiny, within a factor of two, log", Axis::log("loss"), line(vec![(0.0, 1.1e-7), (5.0, 1.9e-7)])),
            plot(
                "cut off at 1",
                Axis::linear("loss").range(0.0, 1.0),
                line((0..20).map(|i| (f64::from(i), 2.5 * libm::fabs(libm::sin(f64::from(i))))).collect()),
            ),
            plot(
                "a title that is so long that even two lines of this panel cannot hold all of it, so it is cut",
                Axis::linear("a label much longer than the axis it stands at, and then some more")
                    .unit("meters per second"),
                line(vec![(0.0, -1e-5), (1.0, 2e-5)]),
            ),
        ],
    )
}

/// The styles of nine series in one panel.
pub fn many_series() -> Figure {
    let line = |k: usize| {
        let points = (0..=40).map(f64::from).map(|x| (x, k as f64 + libm::sin(x / 6.0 + k as f64))).collect();
        PlotLayer::line(format!("series {k}"), Style::series(k), points)
    };
    let points = |k: usize| {
        let points = (0..12).map(f64::from).map(|x| (x, k as f64 + 0.4 * libm::cos(x + k as f64))).collect();
        PlotLayer::points(format!("series {k}"), Style::series(k), points)
    };
    let x = || Axis::linear("x");
    let panels = vec![
        Panel::plot("lines", x(), Axis::linear("y"), (0..9).map(line).collect()),
        Panel::plot("points", x(), Axis::linear("y"), (0..9).map(points).collect()),
    ];
    Figure::new("styles", "All styles", panels)
}
