//! The loss after every update of the first epochs: what it does within an epoch, which curves over epochs do not show.

use super::CaptionedFigure;
use super::table_view::{TableView, arms_with};
use super::wording::{shown_run, spread};
use crate::arms::Arm;
use crate::figure::{Axis, Figure, Panel, PlotLayer};

/// One figure with a line for each arm.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let mut arms = arms_with(arms, "updates");
    arms.retain(|(_, view)| moved(*view));
    let Some((first, _)) = arms.first() else { return Vec::new() };
    let line = |(arm, view): &(Arm, TableView)| PlotLayer::line(arm.label.clone(), arm.style(), points(*view));
    let lines = arms.iter().map(line).collect();
    let panel = Panel::plot("", Axis::linear("epoch"), Axis::linear("loss"), lines);
    let words = format!(
        "The loss on training rows after every update of the first three epochs ({}). Where an epoch has one update \
         its line is straight.",
        shown_run(first)
    );
    let figure = Figure::new("updates", "The loss after every update", vec![panel]).title(title(&arms));
    vec![CaptionedFigure::single_frame(figure, words)]
}

fn points(view: TableView) -> Vec<(f64, f64)> {
    view.points("update", 0, 1)
}

/// Whether there was an update at all.
fn moved(view: TableView) -> bool {
    view.rows().count() > 1
}

fn title(arms: &[(Arm, TableView)]) -> String {
    let rises = arms.iter().map(|(arm, view)| (rise(&points(*view)), arm.label.as_str()));
    spread(rises).map_or_else(String::new, |rises| format!("The largest rise of the loss in one update: {rises}"))
}

/// The largest rise from one update to the next; 0 where it never rises.
fn rise(points: &[(f64, f64)]) -> f64 {
    points.windows(2).map(|pair| pair[1].1 - pair[0].1).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::rise;

    #[test]
    fn falls_are_no_rises() {
        assert_eq!(rise(&[(0.0, 3.0), (0.5, 1.0), (1.0, 1.5), (1.5, 1.25)]), 0.5);
        assert_eq!(rise(&[(0.0, 3.0), (1.0, 1.0)]), 0.0);
    }
}
