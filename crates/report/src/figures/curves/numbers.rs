//! The numbers behind learning curves: one row per arm, engine, metric and epoch, of long runs every so many epochs.

use experiment::spec::{EngineName, Metric};

use super::Chart;
use super::series::{Point, Series};
use crate::csv::{digits, quoted};

/// The most epochs of a curve that are written, besides its extremes and its end.
const MOST: usize = 400;

/// The engines that trained.
pub fn engines(chart: &Chart) -> Vec<EngineName> {
    let trained = |engine: &EngineName| chart.groups.iter().any(|group| group.runs[0].run.spec.engines.contains(engine));
    [EngineName::FromScratch, EngineName::Burn].into_iter().filter(trained).collect()
}

/// `arm,engine,metric,epoch,mean,low,high,runs`; low and high are the ends of the band.
pub fn csv(chart: &Chart) -> String {
    let mut text = "arm,engine,metric,epoch,mean,low,high,runs\n".to_owned();
    for group in &chart.groups {
        for engine in engines(chart) {
            for &quantity in &chart.quantities {
                for &part in &chart.parts {
                    let metric = Metric { part, quantity };
                    let start = format!("{},{},{metric}", quoted(&group.label), engine.as_str());
                    let points = thinned(Series::of(group, engine, metric).points);
                    points.iter().for_each(|point| text.push_str(&line(&start, point)));
                }
            }
        }
    }
    text
}

fn line(start: &str, point: &Point) -> String {
    let (low, high) = point.band.map_or_else(Default::default, |(low, high)| (digits(low), digits(high)));
    format!("{start},{},{},{low},{high},{}\n", point.epoch, digits(point.mean), point.runs)
}

/// Every so many points of a long curve, with its first, last, lowest and highest.
fn thinned(points: Vec<Point>) -> Vec<Point> {
    let step = points.len().div_ceil(MOST).max(1);
    let by_mean = |a: &&Point, b: &&Point| a.mean.total_cmp(&b.mean);
    let always = [points.iter().min_by(by_mean), points.iter().max_by(by_mean), points.last()];
    let always: Vec<usize> = always.into_iter().flatten().map(|point| point.epoch).collect();
    let kept = |(index, point): &(usize, &Point)| index % step == 0 || always.contains(&point.epoch);
    points.iter().enumerate().filter(kept).map(|(_, point)| *point).collect()
}
