//! The learning-rate range test: the objective while the learning rate grows, and where it falls fastest.

use super::CaptionedFigure;
use super::table_view::{TableView, arms_with};
use super::wording::{shown_run, spread, values_by_arm};
use crate::arms::Arm;
use crate::figure::{Axis, Figure, Panel, PlotLayer};
use crate::markdown::escaped;
use crate::palette::{INK, Marker, Style};
use crate::words::significant;

/// The number of updates to each side between which a slope is measured.
const AROUND: usize = 3;

/// One figure with a curve for each arm.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, "range-test");
    let Some((first, _)) = arms.first() else { return Vec::new() };
    let curves = curves(&arms);
    let lines = curves.iter().map(|curve| {
        let label = if curve.label.is_empty() { "objective" } else { curve.label.as_str() };
        PlotLayer::line(label, curve.style, curve.points.clone())
    });
    let falls = curves.iter().filter_map(|curve| steepest(&curve.points)).collect();
    let marks = PlotLayer::points("steepest fall", Style::series(0).color(INK).marker(Marker::Diamond), falls);
    let y = Axis::linear("objective after the update");
    let y = range(&arms).map_or(y.clone(), |(low, high)| y.range(low, high));
    let panel = Panel::plot("", Axis::log("learning rate"), y, lines.chain([marks]).collect());
    let words = format!("{} ({})", caption(&curves), shown_run(first));
    let figure = Figure::new("range-test", "Learning-rate range test", vec![panel]).title(title(&curves));
    vec![CaptionedFigure::single_frame(figure, words)]
}

/// A curve, of all arms that have this one.
struct Curve {
    label: String,
    style: Style,
    points: Vec<(f64, f64)>,
}

/// The curves that differ: arms that begin alike, as with another learning rate, have one and the same.
fn curves(arms: &[(Arm, TableView)]) -> Vec<Curve> {
    let mut curves: Vec<Curve> = Vec::new();
    for (arm, view) in arms {
        let points = points_of(*view);
        match curves.iter_mut().find(|curve| curve.points == points) {
            Some(curve) => curve.label = in_common(&curve.label, &arm.label),
            None => curves.push(Curve { label: arm.label.clone(), style: arm.style(), points }),
        }
    }
    curves
}

/// The settings that two labels share; both labels where they share none.
fn in_common(one: &str, other: &str) -> String {
    let of_other: Vec<&str> = other.split(" · ").collect();
    let shared: Vec<&str> = one.split(" · ").filter(|setting| of_other.contains(setting)).collect();
    if shared.is_empty() { format!("{one}; {other}") } else { shared.join(" · ") }
}

/// Where the objective falls fastest.
fn title(curves: &[Curve]) -> String {
    let rates = curves.iter().filter_map(|curve| Some((steepest(&curve.points)?.0, curve.label.as_str())));
    match spread(rates) {
        Some(rates) => format!("The objective falls fastest at a learning rate of {rates}"),
        None => "The objective falls at no learning rate".to_owned(),
    }
}

fn points_of(view: TableView) -> Vec<(f64, f64)> {
    view.rows().map(|(_, values)| (values[0], values[1])).collect()
}

/// The point of the steepest fall over the logarithm of the rate, searched from the start to the lowest value before
/// the objective leaps up. A later fall is only the return from a leap.
fn steepest(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let slope = |at: usize| {
        let (before, after) = (points[at - AROUND], points[at + AROUND]);
        (after.1 - before.1) / libm::log(after.0 / before.0)
    };
    let lowest = (0..first_rise(points)).reduce(|best, at| if points[at].1 < points[best].1 { at } else { best })?;
    let places = AROUND..points.len().saturating_sub(AROUND).min(lowest + 1);
    let slopes = places.map(|at| (at, slope(at))).filter(|(_, slope)| *slope < 0.0);
    slopes.reduce(|best, next| if next.1 < best.1 { next } else { best }).map(|(at, _)| points[at])
}

/// The first update that undoes half of the decrease so far, once this decrease is a tenth of the largest.
fn first_rise(points: &[(f64, f64)]) -> usize {
    let start = points.first().map_or(f64::NAN, |point| point.1);
    let lowest = points.iter().map(|point| point.1).fold(f64::INFINITY, f64::min);
    let mut low = start;
    let leaps = |(_, value): &(f64, f64)| {
        low = low.min(*value);
        let decrease = start - low;
        decrease > 0.1 * (start - lowest) && value - low > 0.5 * decrease
    };
    points.iter().position(leaps).unwrap_or(points.len())
}

/// The axis ends a little above the objective at the start, and larger values are cut off.
fn range(arms: &[(Arm, TableView)]) -> Option<(f64, f64)> {
    let values = || arms.iter().flat_map(|(_, view)| view.rows()).map(|(_, values)| values[1]);
    let starts = arms.iter().filter_map(|(_, view)| view.rows().next()).map(|(_, values)| values[1]);
    let (low, start) = (values().fold(f64::INFINITY, f64::min), starts.fold(f64::NEG_INFINITY, f64::max));
    let room = start - low;
    (room > 0.0).then_some((low - 0.1 * room, start + 0.5 * room))
}

fn caption(curves: &[Curve]) -> String {
    let rate = |curve: &Curve| Some(crate::csv::digits(significant(steepest(&curve.points)?.0, 2)));
    let found = curves.iter().filter_map(|curve| Some((rate(curve)?, escaped(&curve.label))));
    let falls = values_by_arm(&found.collect::<Vec<_>>());
    let start = "One training of a copy of the network before training, whose learning rate grows from update to \
                 update: where the line is flat, the rate may be too large, or training has come to a plateau.";
    match falls.as_str() {
        "" => start.to_string(),
        falls => format!(
            "{start} Before its first leap, the objective falls fastest at a learning rate of {falls}, taken over \
             {AROUND} updates to both sides."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_common, steepest};

    #[test]
    fn labels_of_one_curve_keep_what_they_share() {
        assert_eq!(in_common("relu · learning rate 1", "relu · learning rate 2"), "relu");
        assert_eq!(in_common("learning rate 1", "learning rate 2"), "learning rate 1; learning rate 2");
    }

    #[test]
    fn the_steepest_fall_is_found() {
        // A logistic fall over ln η centered at η = e⁰ = 1: steepest there.
        let point = |k: i32| {
            let t = f64::from(k) / 4.0;
            (libm::exp(t), 1.0 / (1.0 + libm::exp(2.0 * t)))
        };
        let points: Vec<(f64, f64)> = (-20..=20).map(point).collect();
        assert_eq!(steepest(&points), Some((1.0, 0.5)));
        assert_eq!(steepest(&points[..5]), None);
    }

    /// The same fall, then a leap to 5 and a far steeper fall back below everything: that one is no advice.
    #[test]
    fn a_fall_back_from_a_leap_does_not_count() {
        let point = |k: i32| {
            let t = f64::from(k) / 4.0;
            let leap = if (21..25).contains(&k) { 5.0 } else { 0.0 };
            (libm::exp(t), leap + 1.0 / (1.0 + libm::exp(2.0 * t)) - if k >= 25 { 1.0 } else { 0.0 })
        };
        let points: Vec<(f64, f64)> = (-20..=30).map(point).collect();
        assert_eq!(steepest(&points), Some((1.0, 0.5)));
    }
}
