//! The numbers behind learning curves: one row per arm, engine, metric and drawn epoch.

use experiment::spec::{EngineName, Metric};

use super::Chart;
use super::series::{Point, Series};
use crate::csv::{digits, quoted};

/// The engines that trained.
pub fn engines(chart: &Chart) -> Vec<EngineName> {
    let trained =
        |engine: &EngineName| chart.groups.iter().any(|group| group.runs[0].run.spec.engines.contains(engine));
    [EngineName::FromScratch, EngineName::Burn].into_iter().filter(trained).collect()
}

/// `arm,engine,metric,epoch,mean,low,high,runs`; low and high are the ends of the band.
pub fn csv(chart: &Chart) -> String {
    let mut text = "arm,engine,metric,epoch,mean,low,high,runs\n".to_owned();
    for (arm, group) in chart.groups.iter().enumerate() {
        for engine in engines(chart) {
            for &quantity in &chart.quantities {
                for &part in &chart.parts {
                    let metric = Metric { part, quantity };
                    let start = format!("{},{},{metric}", quoted(&group.label), engine.as_str());
                    let series = Series::of(group, engine, metric);
                    let line = engine == group.reported_engine();
                    let drawn = if line { series.thinned(chart.most()) } else { series.sparse(arm) };
                    text.extend(drawn.points.iter().map(|point| row(&start, point)));
                }
            }
        }
    }
    text
}

fn row(start: &str, point: &Point) -> String {
    let (low, high) = point.band.map_or_else(Default::default, |(low, high)| (digits(low), digits(high)));
    format!("{start},{},{},{low},{high},{}\n", point.epoch, digits(point.mean), point.runs)
}
