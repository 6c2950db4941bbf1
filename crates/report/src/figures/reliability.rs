//! The reliability diagram: of the rows that are given a probability, how many come true.
//!
//! A curve for each arm with a point for each of ten bins, at its mean probability; rows of all runs are counted
//! together.

use std::collections::BTreeMap;

use experiment::spec::{Metric, Part, Quantity};

use super::CaptionedFigure;
use super::table_view::{arms_with, view};
use super::wording::{class_name, spread, values_by_arm};
use crate::arms::Arm;
use crate::evaluation;
use crate::figure::{Axis, Figure, Panel, PlotLayer};
use crate::markdown::escaped;
use crate::palette::Style;

const TABLE: &str = "reliability-diagram";

/// One figure; none where no run gave probabilities.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, TABLE);
    let Some((first, table)) = arms.first() else { return Vec::new() };
    let label = table.labels()[0];
    let part = Part::ALL.into_iter().find(|part| part.as_str() == label).unwrap_or(Part::Train);
    let mut layers = vec![PlotLayer::line("calibrated", Style::reference(), vec![(0.0, 0.0), (1.0, 1.0)])];
    for (arm, _) in &arms {
        let (name, style) = (arm.label_or("network"), arm.style());
        layers.push(PlotLayer::line(name, style, points(arm)));
        layers.push(PlotLayer::points("", style, points(arm)));
    }
    let of = match &first.first_run().run.spec.judge.class {
        Some(class) => format!("probability of {}", class_name(class)),
        None => "probability of the predicted class".to_owned(),
    };
    let axis = |label: String| Axis::linear(label).range(0.0, 1.02);
    let panel = Panel::plot("", axis(of.clone()), axis("share that came true".to_owned()), layers);
    let figure = Figure::new(TABLE, "Reliability diagram: how often probabilities come true", vec![panel]).square();
    let arms: Vec<&Arm> = arms.iter().map(|(arm, _)| arm).collect();
    let figure = figure.title(title(part, &arms));
    vec![CaptionedFigure::single_frame(figure, caption(&of, part, &arms))]
}

/// Mean probability and share that came true, by bin, over all runs.
fn points(arm: &Arm) -> Vec<(f64, f64)> {
    let mut bins: BTreeMap<usize, [f64; 3]> = BTreeMap::new();
    for table in arm.runs.iter().filter_map(|record| view(record, TABLE)) {
        for (_, values) in table.rows() {
            let sums = bins.entry(values[0] as usize).or_default();
            sums.iter_mut().zip(&values[1..]).for_each(|(sum, value)| *sum += value);
        }
    }
    bins.into_values().map(|[rows, probability, came_true]| (probability / rows, came_true / rows)).collect()
}

/// How far probabilities are from how often they come true.
fn title(part: Part, arms: &[&Arm]) -> String {
    let metric = Metric { part, quantity: Quantity::CalibrationError };
    let errors = arms.iter().filter_map(|arm| Some((arm.result(metric)?.mean, arm.label.as_str())));
    let errors = spread(errors).map(|errors| format!(", off by {errors}")).unwrap_or_default();
    format!("How often probabilities come true{errors}")
}

fn caption(of: &str, part: Part, arms: &[&Arm]) -> String {
    let metric = Metric { part, quantity: Quantity::CalibrationError };
    let error = |arm: &&Arm| Some((evaluation::estimate(metric, arm.result(metric)?), escaped(&arm.label)));
    let errors: Vec<(String, String)> = arms.iter().filter_map(error).collect();
    let runs = arms[0].runs.len();
    let summed = if runs == 1 { String::new() } else { format!(", all {runs} runs together") };
    let errors =
        if errors.is_empty() { String::new() } else { format!(" Calibration error: {}.", values_by_arm(&errors)) };
    format!(
        "Rows of the {} part by their {} in ten bins{summed}: below the diagonal a network is overconfident.{errors}",
        part.in_words(),
        escaped(of)
    )
}
