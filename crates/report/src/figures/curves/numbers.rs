//! The numbers of learning curves: a row for each arm, engine, metric and drawn epoch, and the learning rates where a
//! schedule changes them.

use experiment::spec::Metric;

use super::series::{Point, Series};
use super::{Chart, rates};
use crate::arms::Arm;
use crate::csv::{digits, quoted};

/// `arm,engine,metric,epoch,mean,low,high,runs`; low and high are the ends of the band.
pub fn csv(chart: &Chart) -> String {
    let mut text = "arm,engine,metric,epoch,mean,low,high,runs\n".to_owned();
    for (index, arm) in chart.arms.iter().enumerate() {
        for engine in chart.engines() {
            for &quantity in &chart.quantities {
                for &part in &chart.parts {
                    let metric = Metric { part, quantity };
                    let start = format!("{},{},{metric}", quoted(&arm.label), engine.as_str());
                    let series = Series::of(arm, engine, metric);
                    let line = engine == arm.reported_engine();
                    let drawn = if line { series.thinned(chart.most_points()) } else { series.sparse(index) };
                    text.extend(drawn.points.iter().map(|point| row(&start, point)));
                }
            }
        }
    }
    text.extend(chart.arms.iter().filter(|arm| rates::changes(arm)).map(rates_of));
    text
}

/// The learning rate of each epoch, in the first run.
fn rates_of(arm: &Arm) -> String {
    let start = format!("{},{},learning-rate", quoted(&arm.label), arm.reported_engine().as_str());
    let row = |(epoch, rate): (f64, f64)| format!("{start},{epoch},{},,,1\n", digits(rate));
    rates::rates(arm).into_iter().map(row).collect()
}

fn row(start: &str, point: &Point) -> String {
    let (low, high) = point.band.map_or_else(Default::default, |(low, high)| (digits(low), digits(high)));
    format!("{start},{},{},{low},{high},{}\n", point.epoch, digits(point.mean), point.runs)
}
