//! The panels of learning curves: runs or bands, lines, marks, baselines, and the legend of widths and marks.

use experiment::record::Record;
use experiment::spec::{Compares, EngineName, Loss, Metric, Part, Quantity};

use super::series::{self, R2_FLOOR, Series};
use super::{Arrangement, Chart, style};
use crate::arms::{Arm, records_of};
use crate::draw::short;
use crate::figure::{Annotation, Axis, Orientation, Panel, PlotLayer, ReferenceLine, Scale};
use crate::palette::{Dash, GREY, INK, Style};

/// The panels in reading order.
pub fn panels(chart: &Chart) -> Vec<Panel> {
    let all: Vec<usize> = (0..chart.arms.len()).collect();
    let rows = chart.quantities.iter();
    match chart.arrangement {
        Arrangement::Shared => rows.map(|&quantity| panel(chart, "", quantity, &chart.parts, &all)).collect(),
        Arrangement::PartByPart => {
            let row = |&quantity: &Quantity| {
                let one = |&part: &Part| panel(chart, part.in_words(), quantity, &[part], &all);
                chart.parts.iter().map(one).collect::<Vec<_>>()
            };
            rows.flat_map(row).collect()
        }
        Arrangement::ArmByArm => {
            let one = |&arm: &usize| panel(chart, &chart.arms[arm].label, chart.quantities[0], &chart.parts, &[arm]);
            all.iter().map(one).collect()
        }
    }
}

/// The curves of a quantity on some parts, of the arms with these indices.
fn panel(chart: &Chart, title: &str, quantity: Quantity, parts: &[Part], arms: &[usize]) -> Panel {
    let all = chart.curves(quantity);
    let scale = series::scale(quantity, &all);
    let mut layers = Vec::new();
    let (mut lines, mut marks) = (Vec::new(), Vec::new());
    for &index in arms {
        let arm = &chart.arms[index];
        for &part in parts.iter().rev() {
            let (style, label) = (style::of(chart, index, part), label(chart, index, part));
            let metric = Metric { part, quantity };
            let series = Series::of(arm, arm.reported_engine(), metric).thinned(chart.most_points());
            match chart.shows_runs(arm) {
                true => layers.extend(runs(chart, arm, metric, style)),
                false => layers.push(PlotLayer::band(style, series.band(quantity, &scale))),
            }
            if arm.reported_engine() != EngineName::Burn {
                let burn = Series::of(arm, EngineName::Burn, metric).sparse(index).line();
                marks.extend((!burn.is_empty()).then(|| PlotLayer::points(label, style, burn)));
            }
            lines.push(PlotLayer::line("", style, series.line()));
        }
    }
    layers.extend(legend(chart, parts, arms));
    layers.extend(lines);
    layers.extend(marks);
    layers.extend(baselines(chart, quantity, parts, arms));
    layers.extend(hidden(chart, quantity, parts, arms));
    let y = axis(chart, quantity, scale, &all);
    Panel::plot(title, Axis::linear("epoch"), y, layers)
}

/// The label of a line: its arm, or its part where each panel has one arm.
fn label<'c>(chart: &'c Chart, arm: usize, part: Part) -> &'c str {
    if style::by_part(chart) { part.in_words() } else { &chart.arms[arm].label }
}

/// The runs of an arm, one by one.
fn runs(chart: &Chart, arm: &Arm, metric: Metric, style: Style) -> Vec<PlotLayer> {
    let most = chart.most_points() / arm.runs.len();
    let line = |record: &&Record| {
        let alone = Arm { runs: vec![*record], ..arm.clone() };
        let series = Series::of(&alone, arm.reported_engine(), metric).thinned(most);
        PlotLayer::line("", style::run_style(style), series.line())
    };
    arm.runs.iter().map(line).collect()
}

/// The legend: the arms, the parts, and what the marks are.
fn legend(chart: &Chart, parts: &[Part], arms: &[usize]) -> Vec<PlotLayer> {
    let mut entries = Vec::new();
    let mut entry = |label: &str, style: Style| entries.push(PlotLayer::line(label, style, Vec::new()));
    if style::by_part(chart) {
        parts.iter().for_each(|&part| entry(part.in_words(), style::of(chart, arms[0], part)));
    } else {
        let arms = arms.iter().map(|&arm| (&chart.arms[arm].label, chart.arms[arm].style()));
        arms.for_each(|(label, style)| entry(label, style::legend_style(style)));
        let grey = |part| style::of(chart, 0, part).color(GREY).dash(Dash::Solid);
        let parts = parts.iter().filter(|_| style::has_parts(chart));
        parts.for_each(|&part| entry(part.in_words(), grey(part)));
    }
    if chart.engines().contains(&EngineName::Burn) && chart.engines().len() > 1 {
        entries.push(PlotLayer::points("any mark: burn", Style::series(0).color(INK), Vec::new()));
    }
    entries
}

/// The baselines of the first arm shown, on the evaluation part.
fn baselines(chart: &Chart, quantity: Quantity, parts: &[Part], arms: &[usize]) -> Vec<PlotLayer> {
    let Some(&part) = chart.parts.last() else { return Vec::new() };
    if !parts.contains(&part) || !matches!(quantity, Quantity::Accuracy | Quantity::R2) {
        return Vec::new();
    }
    let arm = &chart.arms[arms[0]];
    let dashes = [Dash::Long, Dash::DashDotDot];
    let rule = |(index, name): (usize, &str)| {
        let at = arm.baseline(name, Metric { part, quantity })?.mean;
        let style = Style::reference().dash(dashes[index % dashes.len()]);
        let label = format!("{name} ({})", part.in_words());
        Some(PlotLayer::Reference(ReferenceLine { label, style, orientation: Orientation::Horizontal, at }))
    };
    arm.baselines().into_iter().enumerate().filter_map(rule).collect()
}

/// Words in the place of curves that lie below the panel.
fn hidden(chart: &Chart, quantity: Quantity, parts: &[Part], arms: &[usize]) -> Vec<PlotLayer> {
    if quantity != Quantity::R2 || !series::is_cut(&chart.curves(quantity)) {
        return Vec::new();
    }
    let best = |arm: &Arm| {
        let of_part = |&part: &Part| Series::of(arm, arm.reported_engine(), Metric { part, quantity }).best();
        parts.iter().filter_map(of_part).reduce(f64::max)
    };
    let below = arms.iter().filter_map(|&index| {
        let (arm, best) = (&chart.arms[index], best(&chart.arms[index])?);
        (best < R2_FLOOR).then(|| format!("{}: at most {}", arm.label_or("R²"), short(best)))
    });
    let last = records_of(&chart.arms).flat_map(|record| &record.metrics.rows).map(|row| row.epoch).max();
    let middle = 0.5 * last.unwrap_or(0) as f64;
    let note = |(row, text): (usize, String)| {
        PlotLayer::Annotation(Annotation { at: (middle, R2_FLOOR + 0.08 + 0.13 * row as f64), text })
    };
    below.enumerate().map(note).collect()
}

fn axis(chart: &Chart, quantity: Quantity, scale: Scale, all: &[Series]) -> Axis {
    let range = series::range(quantity, &scale, all, chart.arrangement);
    let axis = Axis { scale, ..Axis::linear(quantity.in_words()) };
    let nats = chart.arms.iter().all(|arm| in_nats(arm.first_run().run.spec.loss()));
    let axis = match quantity {
        Quantity::Objective | Quantity::Loss if nats => axis.unit("nats"),
        _ => axis,
    };
    match range {
        Some((low, high)) => axis.range(low, high),
        None => axis,
    }
}

/// Whether the unit of a loss is the nat.
fn in_nats(loss: Loss) -> bool {
    match loss.compares() {
        Compares::Probabilities { .. } => true,
        Compares::Numbers | Compares::Sides(_) => false,
    }
}
