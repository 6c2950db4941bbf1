//! Learning curves: objective or loss, and accuracy or R², over the epochs.
//!
//! One color for each arm; training solid, validation dashed, test dotted. Lines are the engine that speaks (the
//! hand-written one where it trained), bands its 95 % interval over the runs; sparse marks on top are burn. Epoch 0
//! is before the first update. Leaves out whatever is not finite; a run that ended early ends its curve, and the mean
//! goes on over those that still run.

mod caption;
mod numbers;
mod series;

use experiment::record::Record;
use experiment::spec::{EngineName, Metric, Part, Quantity, Task};

use super::CaptionedFigure;
use crate::arms::{Group, groups, trained};
use crate::figure::{Axis, Direction, Figure, Layer, Panel, Rule, balanced};
use crate::judging;
use crate::palette::{COLORS, Dash, GREY, INK, MARKERS, Style};
use series::Series;

/// More arms than this do not share a panel.
const TOGETHER: usize = 6;
/// More arms than this, and each part gets a panel of its own.
const WITH_PARTS: usize = 3;
/// The most panels of one arm each.
const MULTIPLES: usize = 12;
/// About how many points all curves of a figure have, where runs are long.
const ALL_POINTS: usize = 3000;

/// What of the runs is drawn, and how it is arranged.
pub(crate) struct Chart<'a> {
    /// The arms drawn.
    pub groups: Vec<Group<'a>>,
    /// How many arms there are.
    pub arms: usize,
    /// What is drawn, from top to bottom.
    pub quantities: Vec<Quantity>,
    /// On which parts.
    pub parts: Vec<Part>,
    /// How the panels are arranged.
    pub arrangement: Arrangement,
}

impl Chart<'_> {
    /// The most points of a curve: all together stay few enough to be read and committed.
    fn most(&self) -> usize {
        let curves = self.groups.len() * self.quantities.len() * self.parts.len();
        (ALL_POINTS / curves.max(1)).clamp(100, 400)
    }
}

/// How the panels are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// A panel for each quantity, the parts told apart by their dashes.
    Shared,
    /// A row for each quantity, a column for each part.
    PartByPart,
    /// A panel for each arm.
    Multiples,
}

/// One plate; none without metrics, or where nothing was trained.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    if !trained(records) {
        return Vec::new();
    }
    let Some(chart) = chart(records) else { return Vec::new() };
    let panels = panels(&chart);
    let columns = match chart.arrangement {
        Arrangement::Shared => panels.len(),
        Arrangement::PartByPart => chart.parts.len(),
        Arrangement::Multiples => balanced(panels.len(), 4),
    };
    let words: Vec<&str> = chart.quantities.iter().map(|&quantity| judging::quantity(quantity)).collect();
    let figure = Figure::new("curves", format!("Learning curves: {} over the epochs", words.join(" and ")), panels);
    vec![CaptionedFigure::still(figure.columns(columns), caption::words(&chart)).csv(numbers::csv(&chart))]
}

fn chart(records: &[Record]) -> Option<Chart<'_>> {
    let measured = &records.first()?.metrics.columns;
    let all = groups(records);
    let arms = all.len();
    let mut quantities = quantities(records);
    quantities.retain(|&quantity| measured.iter().any(|metric| metric.quantity == quantity));
    let parts: Vec<Part> =
        Part::ALL.into_iter().filter(|&part| measured.iter().any(|metric| metric.part == part)).collect();
    let arrangement = match arms {
        _ if arms > TOGETHER => Arrangement::Multiples,
        _ if arms > WITH_PARTS && parts.len() > 1 => Arrangement::PartByPart,
        _ => Arrangement::Shared,
    };
    let groups = if arrangement == Arrangement::Multiples { best(all, records) } else { all };
    if arrangement == Arrangement::Multiples {
        quantities.reverse();
        quantities.truncate(1);
    }
    (!quantities.is_empty()).then_some(Chart { groups, arms, quantities, parts, arrangement })
}

/// What training minimizes, and what judges.
fn quantities(records: &[Record]) -> Vec<Quantity> {
    let penalized = records.iter().any(|record| {
        let penalty = record.run.spec.training.penalty;
        penalty.l1 > 0.0 || penalty.l2 > 0.0
    });
    let first = if penalized { Quantity::Objective } else { Quantity::Loss };
    match records[0].run.data.task {
        Task::Classification => vec![first, Quantity::Accuracy],
        Task::Regression => vec![first, Quantity::R2],
    }
}

/// Those arms that did best, in the order of the file.
fn best<'a>(groups: Vec<Group<'a>>, records: &[Record]) -> Vec<Group<'a>> {
    let Some(metric) = judging::metric(records) else { return groups.into_iter().take(MULTIPLES).collect() };
    let kept: Vec<String> = judging::ranking(&groups, judging::chooser(&groups, metric))
        .into_iter()
        .take(MULTIPLES)
        .map(|(group, _)| group.label.clone())
        .collect();
    groups.into_iter().filter(|group| kept.contains(&group.label)).collect()
}

fn panels(chart: &Chart) -> Vec<Panel> {
    let arms: Vec<usize> = (0..chart.groups.len()).collect();
    let mut panels = Vec::new();
    match chart.arrangement {
        Arrangement::Shared => {
            for &quantity in &chart.quantities {
                panels.push(panel(chart, "", quantity, &chart.parts, &arms));
            }
        }
        Arrangement::PartByPart => {
            for &quantity in &chart.quantities {
                for &part in &chart.parts {
                    panels.push(panel(chart, judging::part(part), quantity, &[part], &arms));
                }
            }
        }
        Arrangement::Multiples => {
            for &arm in &arms {
                panels.push(panel(chart, &chart.groups[arm].label, chart.quantities[0], &chart.parts, &[arm]));
            }
        }
    }
    panels
}

fn panel(chart: &Chart, title: &str, quantity: Quantity, parts: &[Part], arms: &[usize]) -> Panel {
    let all = everything(chart, quantity);
    let log = series::spans_decades(quantity, &all);
    let mut layers = Vec::new();
    let (mut lines, mut marks) = (Vec::new(), Vec::new());
    for &arm in arms {
        // The last line of an arm shows its style in the legend: that of the training part.
        for &part in parts.iter().rev() {
            let style = style(chart, arm, part);
            let label = label(chart, arm, part);
            let group = &chart.groups[arm];
            let metric = Metric { part, quantity };
            let series = Series::of(group, group.reported_engine(), metric).thinned(chart.most());
            layers.push(Layer::band(style, series.band(quantity, log)));
            if group.reported_engine() != EngineName::Burn {
                let burn = Series::of(group, EngineName::Burn, metric).sparse(arm).line();
                marks.extend((!burn.is_empty()).then(|| Layer::points(label.clone(), style, burn)));
            }
            lines.push(Layer::line(label, style, series.line()));
        }
    }
    layers.extend(key(chart, parts));
    layers.extend(lines);
    layers.extend(marks);
    layers.extend(baselines(chart, quantity, parts, arms));
    let y = axis(chart, quantity, log, &all);
    Panel::plot(title, Axis::linear("epoch"), y, layers)
}

/// What a line is called in the legend: its arm, or its part where there is one arm.
fn label(chart: &Chart, arm: usize, part: Part) -> String {
    if parts_are_series(chart) { judging::part(part).to_owned() } else { chart.groups[arm].label.clone() }
}

/// Whether colors tell parts apart, because a panel has one arm.
fn parts_are_series(chart: &Chart) -> bool {
    match chart.arrangement {
        Arrangement::Multiples => true,
        Arrangement::Shared => chart.groups.len() == 1,
        Arrangement::PartByPart => false,
    }
}

fn style(chart: &Chart, arm: usize, part: Part) -> Style {
    let dash = match part {
        Part::Train => Dash::Solid,
        Part::Validation => Dash::Dashed,
        Part::Test => Dash::Dotted,
    };
    let slot = if parts_are_series(chart) { part as usize } else { arm };
    let style = Style::slot(slot).color(COLORS[slot % COLORS.len()]).marker(MARKERS[slot % MARKERS.len()]);
    let parts_told_by_dash = chart.parts.len() > 1 && chart.arrangement != Arrangement::PartByPart;
    if parts_told_by_dash || chart.groups.len() == 1 { style.dash(dash) } else { style }
}

/// Entries of the legend that stand for no curve of their own: what dashes and marks mean.
fn key(chart: &Chart, parts: &[Part]) -> Vec<Layer> {
    let mut key = Vec::new();
    if chart.arrangement != Arrangement::PartByPart && parts.len() > 1 {
        let own = |part| match parts_are_series(chart) {
            true => style(chart, 0, part),
            false => style(chart, 0, part).color(GREY),
        };
        key.extend(parts.iter().map(|&part| Layer::line(judging::part(part), own(part), Vec::new())));
    }
    if numbers::engines(chart).contains(&EngineName::Burn) && numbers::engines(chart).len() > 1 {
        key.push(Layer::points("marks: burn", Style::slot(0).color(INK), Vec::new()));
    }
    key
}

/// The simple models on the part that judges: those of the first arm shown.
fn baselines(chart: &Chart, quantity: Quantity, parts: &[Part], arms: &[usize]) -> Vec<Layer> {
    let Some(&part) = chart.parts.last() else { return Vec::new() };
    if !parts.contains(&part) || !matches!(quantity, Quantity::Accuracy | Quantity::R2) {
        return Vec::new();
    }
    let group = &chart.groups[arms[0]];
    let dashes = [Dash::Long, Dash::DashDotDot];
    let rule = |(index, name): (usize, &str)| {
        let at = group.baseline(name, Metric { part, quantity })?.mean;
        let style = Style::reference().dash(dashes[index % dashes.len()]);
        let label = format!("{name} ({})", judging::part(part));
        Some(Layer::Rule(Rule { label, style, direction: Direction::Horizontal, at }))
    };
    group.baselines().into_iter().enumerate().filter_map(rule).collect()
}

/// All curves of a quantity that the figure shows, so that its panels share one scale.
fn everything(chart: &Chart, quantity: Quantity) -> Vec<Series> {
    let of = |group: &Group, part: Part| Series::of(group, group.reported_engine(), Metric { part, quantity });
    chart.groups.iter().flat_map(|group| chart.parts.iter().map(move |&part| of(group, part))).collect()
}

fn axis(chart: &Chart, quantity: Quantity, log: bool, all: &[Series]) -> Axis {
    let label = judging::quantity(quantity);
    let axis = if log { Axis::log(label) } else { Axis::linear(label) };
    let nats = chart.groups.iter().all(|group| caption::entropic(group.runs[0].run.spec.loss()));
    let axis = match quantity {
        Quantity::Objective | Quantity::Loss if nats => axis.unit("nats"),
        _ => axis,
    };
    match series::range(quantity, log, all, chart.arrangement) {
        Some((low, high)) => axis.range(low, high),
        None => axis,
    }
}
