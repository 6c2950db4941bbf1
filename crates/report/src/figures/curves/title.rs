//! The title of learning curves: what the curves come to, arm by arm.

use experiment::spec::{Metric, Quantity};

use super::Chart;
use super::caption::one_loss;
use crate::arms::records_of;
use crate::evaluation;
use crate::figures::wording::spread;
use crate::words::capital;

/// The title: the ends of the curves of the metric that evaluates, if it is drawn, else of the first.
///
/// Values of different losses are not compared.
pub fn title(chart: &Chart) -> String {
    let first = Metric { part: chart.parts[0], quantity: chart.quantities[0] };
    let drawn = |metric: &Metric| chart.quantities.contains(&metric.quantity) && chart.parts.contains(&metric.part);
    let metric = evaluation::metric(records_of(&chart.arms)).filter(drawn).unwrap_or(first);
    let is_objective = metric.quantity == Quantity::Objective;
    if (is_objective || metric.quantity == Quantity::Loss) && !one_loss(chart) {
        let what = if is_objective { "an objective" } else { "a loss" };
        return format!("Each arm has {what} of its own");
    }
    let name = capital(&evaluation::name(metric));
    let ends = chart.arms.iter().filter_map(|arm| Some((arm.result(metric)?.mean, arm.label.as_str())));
    match spread(ends) {
        Some(ends) => format!("{name} after training: {ends}"),
        None => format!("{name}: training diverged"),
    }
}
