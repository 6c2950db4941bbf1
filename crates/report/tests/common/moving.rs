//! Frames of an animation.

use report::figure::{Axis, Figure, Grid, Panel, PlotLayer, Regions};
use report::palette::Style;

/// A decision border that bends from frame to frame.
pub fn frames() -> Vec<Figure> {
    let frame = |epoch: i32| {
        let bend = f64::from(epoch) / 20.0;
        let value = move |x: f64, y: f64| y - bend * libm::sin(2.0 * x);
        let own = Grid::sample((60, 60), (-2.0, 2.0), (-2.0, 2.0), value);
        let other = Grid { values: own.values.iter().map(|v| -v).collect(), ..own.clone() };
        let classes = vec![("above".to_owned(), Style::series(0), own), ("below".to_owned(), Style::series(1), other)];
        let points =
            |side: f64| (0..30).map(f64::from).map(|i| (libm::sin(i * 1.3) * 1.8, side * (0.3 + i / 20.0))).collect();
        let layers = vec![
            PlotLayer::Regions(Regions { classes }),
            PlotLayer::points("above", Style::series(0), points(1.0)),
            PlotLayer::points("below", Style::series(1), points(-1.0)),
        ];
        let panel = Panel::plot(format!("epoch {epoch}"), Axis::linear("x₁"), Axis::linear("x₂"), layers);
        Figure::new("moving", "The border while the net learns", vec![panel]).square()
    };
    (0..=30).map(frame).collect()
}
