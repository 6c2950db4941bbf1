//! The panels of learning curves: bands, lines, marks, baselines, and the legend that explains dashes and marks.

use experiment::spec::{Compares, EngineName, Loss, Metric, Part, Quantity};

use super::series::{self, Series};
use super::{Arrangement, Chart};
use crate::evaluation;
use crate::figure::{Axis, Direction, Layer, Panel, ReferenceLine};
use crate::palette::{COLORS, Dash, GREY, INK, MARKERS, Style};

/// The panels in reading order.
pub fn panels(chart: &Chart) -> Vec<Panel> {
    let all: Vec<usize> = (0..chart.arms.len()).collect();
    let rows = chart.quantities.iter();
    match chart.arrangement {
        Arrangement::Shared => rows.map(|&quantity| panel(chart, "", quantity, &chart.parts, &all)).collect(),
        Arrangement::PartByPart => {
            let row = |&quantity: &Quantity| {
                let one = |&part: &Part| panel(chart, evaluation::part(part), quantity, &[part], &all);
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
    let log = series::spans_decades(quantity, &all);
    let mut layers = Vec::new();
    let (mut lines, mut marks) = (Vec::new(), Vec::new());
    for &index in arms {
        // The legend shows the style of an arm's last line, which must be that of the training part.
        for &part in parts.iter().rev() {
            let (style, label) = (style(chart, index, part), label(chart, index, part));
            let arm = &chart.arms[index];
            let metric = Metric { part, quantity };
            let series = Series::of(arm, arm.reported_engine(), metric).thinned(chart.most_points());
            layers.push(Layer::band(style, series.band(quantity, log)));
            if arm.reported_engine() != EngineName::Burn {
                let burn = Series::of(arm, EngineName::Burn, metric).sparse(index).line();
                marks.extend((!burn.is_empty()).then(|| Layer::points(label.clone(), style, burn)));
            }
            lines.push(Layer::line(label, style, series.line()));
        }
    }
    layers.extend(legend(chart, parts));
    layers.extend(lines);
    layers.extend(marks);
    layers.extend(baselines(chart, quantity, parts, arms));
    let y = axis(chart, quantity, log, &all);
    Panel::plot(title, Axis::linear("epoch"), y, layers)
}

/// The label of a line: its arm, or its part where each panel has one arm.
fn label(chart: &Chart, arm: usize, part: Part) -> String {
    if colored_by_part(chart) { evaluation::part(part).to_owned() } else { chart.arms[arm].label.clone() }
}

/// Whether colors distinguish the parts, since each panel has one arm.
fn colored_by_part(chart: &Chart) -> bool {
    match chart.arrangement {
        Arrangement::ArmByArm => true,
        Arrangement::Shared => chart.arms.len() == 1,
        Arrangement::PartByPart => false,
    }
}

fn style(chart: &Chart, arm: usize, part: Part) -> Style {
    let dash = match part {
        Part::Train => Dash::Solid,
        Part::Validation => Dash::Dashed,
        Part::Test => Dash::Dotted,
    };
    let index = if colored_by_part(chart) { part as usize } else { arm };
    let style = Style::series(index).color(COLORS[index % COLORS.len()]).marker(MARKERS[index % MARKERS.len()]);
    let dashed_by_part = chart.parts.len() > 1 && chart.arrangement != Arrangement::PartByPart;
    if dashed_by_part || chart.arms.len() == 1 { style.dash(dash) } else { style }
}

/// Entries of the legend without a curve of their own: the meaning of dashes and marks.
fn legend(chart: &Chart, parts: &[Part]) -> Vec<Layer> {
    let mut entries = Vec::new();
    if chart.arrangement != Arrangement::PartByPart && parts.len() > 1 {
        let of_part = |part| match colored_by_part(chart) {
            true => style(chart, 0, part),
            false => style(chart, 0, part).color(GREY),
        };
        entries.extend(parts.iter().map(|&part| Layer::line(evaluation::part(part), of_part(part), Vec::new())));
    }
    if chart.engines().contains(&EngineName::Burn) && chart.engines().len() > 1 {
        entries.push(Layer::points("marks: burn", Style::series(0).color(INK), Vec::new()));
    }
    entries
}

/// The baselines of the first arm shown, on the evaluation part.
fn baselines(chart: &Chart, quantity: Quantity, parts: &[Part], arms: &[usize]) -> Vec<Layer> {
    let Some(&part) = chart.parts.last() else { return Vec::new() };
    if !parts.contains(&part) || !matches!(quantity, Quantity::Accuracy | Quantity::R2) {
        return Vec::new();
    }
    let arm = &chart.arms[arms[0]];
    let dashes = [Dash::Long, Dash::DashDotDot];
    let rule = |(index, name): (usize, &str)| {
        let at = arm.baseline(name, Metric { part, quantity })?.mean;
        let style = Style::reference().dash(dashes[index % dashes.len()]);
        let label = format!("{name} ({})", evaluation::part(part));
        Some(Layer::Reference(ReferenceLine { label, style, direction: Direction::Horizontal, at }))
    };
    arm.baselines().into_iter().enumerate().filter_map(rule).collect()
}

fn axis(chart: &Chart, quantity: Quantity, log: bool, all: &[Series]) -> Axis {
    let label = quantity.in_words();
    let axis = if log { Axis::log(label) } else { Axis::linear(label) };
    let nats = chart.arms.iter().all(|arm| in_nats(arm.first().run.spec.loss()));
    let axis = match quantity {
        Quantity::Objective | Quantity::Loss if nats => axis.unit("nats"),
        _ => axis,
    };
    match series::range(quantity, log, all, chart.arrangement) {
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
