//! The norm of each layer's gradient over the epochs, on a logarithmic axis that all panels share.

use super::CaptionedFigure;
use super::layers::{layer_legend, layer_name, layer_style};
use super::table_view::{TableView, arms_with};
use super::wording::{shown_run, spread, values_by_arm};
use crate::arms::Arm;
use crate::figure::{Axis, Figure, Panel, PlotLayer};
use crate::markdown::escaped;
use crate::statistics::extremes;
use crate::words::number;

/// By this factor the axis goes beyond the norms.
const MARGIN: f64 = 1.5;

/// One figure with a panel for each arm.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, "gradient-norms");
    if arms.is_empty() {
        return Vec::new();
    }
    let norms = arms.iter().flat_map(|(_, view)| view.rows()).map(|(_, values)| (values[0], values[1]));
    let norms: Vec<(f64, f64)> = norms.collect();
    let range = range(&norms);
    let mut legend = layer_legend(&arms);
    let panels = arms.iter().map(|(arm, view)| panel(arm, *view, range, std::mem::take(&mut legend))).collect();
    let figure = Figure::new("gradient-norms", "Gradient norm of each layer", panels).title(title(&arms));
    vec![CaptionedFigure::single_frame(figure, caption(&arms, &cut_off(&norms, range)))]
}

/// The range of norms, given as pairs of an epoch and a norm. What is rounding, compared with where training starts,
/// would flatten everything else.
fn range(norms: &[(f64, f64)]) -> Option<(f64, f64)> {
    let seen = || norms.iter().filter(|(_, norm)| *norm > 0.0);
    let start = seen().filter(|(epoch, _)| *epoch == 0.0).map(|(_, norm)| *norm).reduce(f64::min);
    let floor = start.map_or(0.0, |start| start * f64::EPSILON);
    extremes(seen().map(|(_, norm)| *norm)).map(|(low, high)| (low.max(floor), high))
}

fn panel(arm: &Arm, view: TableView, range: Option<(f64, f64)>, legend: Vec<PlotLayer>) -> Panel {
    let labels = view.labels();
    let line = |label: &&str| {
        let (name, style) = (layer_name(label, labels.len()), layer_style(label, labels.len()));
        PlotLayer::line(name, style, view.points(label, 0, 1))
    };
    let y = Axis::log("norm of the gradient");
    let y = range.map_or(y.clone(), |(low, high)| y.range(low / MARGIN, high * MARGIN));
    Panel::plot(
        arm.label.clone(),
        Axis::linear("epoch"),
        y,
        legend.into_iter().chain(labels.iter().map(line)).collect(),
    )
}

/// What the axis does not show: norms of 0, and those that are rounding beside where training starts.
fn cut_off(norms: &[(f64, f64)], range: Option<(f64, f64)>) -> String {
    let lost = norms.iter().filter(|(_, norm)| *norm == 0.0).count();
    let least = norms.iter().map(|(_, norm)| *norm).filter(|norm| *norm > 0.0).reduce(f64::min);
    let zeros = (lost > 0).then_some(" Norms of 0 have no place on a logarithmic axis.".to_owned());
    let below = range.zip(least).filter(|((floor, _), least)| least < floor);
    let below = below.map(|((floor, _), least)| {
        format!(" What is below {} is cut off (the lowest is {}).", number(floor / MARGIN), number(least))
    });
    zeros.into_iter().chain(below).collect()
}

/// Names the quantity, says what is not shown, and compares the first layer with the last before training.
fn caption(arms: &[(Arm, TableView)], cut_off: &str) -> String {
    let is_clipped = |(arm, _): &(Arm, TableView)| arm.first_run().run.spec.training.clip.is_some();
    let clipped = if arms.iter().any(is_clipped) { ", before it is clipped" } else { "" };
    let words = format!(
        "√Σg² over all parameters of each layer{clipped}; epoch 0 is before training ({}).{cut_off}",
        shown_run(&arms[0].0)
    );
    let ratio = |(arm, view): &(Arm, TableView)| Some((crate::draw::short(ratio(*view)?), escaped(&arm.label)));
    let ratios: Vec<(String, String)> = arms.iter().filter_map(ratio).collect();
    match values_by_arm(&ratios) {
        none if none.is_empty() => words,
        ratios => {
            format!("{words} Before training, the ratio of the first layer's norm to the last layer's is {ratios}.")
        }
    }
}

/// The ratio of the first layer's norm to the last one's before training; of a single layer its norm there.
fn title(arms: &[(Arm, TableView)]) -> String {
    let ratios = arms.iter().filter_map(|(arm, view)| Some((ratio(*view)?, arm.label.as_str())));
    let start = |view: TableView| view.rows().next().map(|(_, values)| values[1]);
    let starts = arms.iter().filter_map(|(arm, view)| Some((start(*view)?, arm.label.as_str())));
    match (spread(ratios), spread(starts)) {
        (Some(ratios), _) => {
            format!("Gradient of the first layer, relative to the last one's, before training: {ratios}")
        }
        (None, Some(starts)) => format!("The norm of the gradient before training: {starts}"),
        (None, None) => "The norm of the gradient".to_owned(),
    }
}

/// The ratio of the first layer's norm to the last layer's before training; none of a single layer.
fn ratio(view: TableView) -> Option<f64> {
    let labels = view.labels();
    let start = |label: &str| view.of(label).next().map(|values| values[1]);
    let ratio = start(labels.first()?)? / start(labels.last()?)?;
    (labels.len() > 1 && ratio.is_finite()).then_some(ratio)
}

#[cfg(test)]
mod tests {
    use super::{cut_off, range};

    /// Norms of 8 and 2 before training: what is below 2·2⁻⁵² is rounding, and 0 has no logarithm.
    #[test]
    fn the_axis_ends_where_rounding_begins() {
        let norms = |last: f64| [(0.0, 8.0), (0.0, 2.0), (1.0, 0.0), (1.0, last)];
        assert_eq!(range(&norms(1e-70)), Some((2.0 / (1u64 << 52) as f64, 8.0)));
        assert_eq!(range(&norms(1e-12)), Some((1e-12, 8.0)));
        assert_eq!(range(&norms(1e90)), Some((2.0, 1e90)));
        assert_eq!(range(&[(1.0, 0.0)]), None);
    }

    /// 2·2⁻⁵²/1.5 = 2.961e-16.
    #[test]
    fn the_caption_says_what_the_axis_leaves_out() {
        let said = |norms: &[(f64, f64)]| cut_off(norms, range(norms));
        assert_eq!(said(&[(0.0, 8.0), (1.0, 2.0)]), "");
        assert_eq!(said(&[(0.0, 8.0), (1.0, 0.0)]), " Norms of 0 have no place on a logarithmic axis.");
        let below = " What is below 2.961e-16 is cut off (the lowest is 1.000e-70).";
        assert_eq!(said(&[(0.0, 2.0), (1.0, 1e-70)]), below);
    }
}
