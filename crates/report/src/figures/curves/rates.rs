//! The learning rate over the epochs, where a schedule changes it.
//!
//! One line for each arm, or a single one where all arms have the same rates. Of a schedule that follows a metric, the
//! rates of the first run are shown.

use experiment::spec::Schedule;

use super::{Arrangement, Chart, style};
use crate::arms::Arm;
use crate::figure::{Axis, Panel, PlotLayer};
use crate::palette::{INK, Style};
use crate::statistics::extremes;

/// The ratio of the largest rate to the smallest from which the axis is logarithmic.
const WIDE: f64 = 30.0;

/// The panel; none where no rate changes, or where each arm has a panel of its own.
pub fn panel(chart: &Chart) -> Option<Panel> {
    let lines: Vec<Vec<(f64, f64)>> = chart.arms.iter().map(rates).collect();
    if chart.arrangement == Arrangement::ArmByArm || !chart.arms.iter().any(changes) {
        return None;
    }
    let layers = match lines.iter().all(|line| *line == lines[0]) {
        true => vec![PlotLayer::line("", Style::series(0).color(INK), lines[0].clone())],
        false => {
            let line = |(arm, points): (&Arm, &Vec<(f64, f64)>)| {
                PlotLayer::line("", style::legend_style(arm.style()), points.clone())
            };
            chart.arms.iter().zip(&lines).map(line).collect()
        }
    };
    let positive = lines.iter().flatten().map(|(_, rate)| *rate).filter(|rate| *rate > 0.0);
    let is_wide = extremes(positive).is_some_and(|(low, high)| high / low > WIDE);
    let y = if is_wide { Axis::log("learning rate") } else { Axis::linear("learning rate") };
    Some(Panel::plot("", Axis::linear("epoch"), y, layers).aside())
}

/// Whether the rate of an arm changes over the epochs.
pub fn changes(arm: &Arm) -> bool {
    arm.first_run().run.spec.training.schedule.0 != Schedule::Constant
}

/// The rate of each epoch, from 1, in the first run of an arm.
pub fn rates(arm: &Arm) -> Vec<(f64, f64)> {
    let rows = arm.first_run().metrics.rows.iter().filter(|row| row.engine == arm.reported_engine() && row.epoch > 0);
    rows.map(|row| (row.epoch as f64, row.rate)).collect()
}
