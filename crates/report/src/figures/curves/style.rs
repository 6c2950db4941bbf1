//! How a curve is drawn: color, dash and marker tell the arms apart, the width of the line the parts.
//!
//! So the curves of several arms and parts can be read on a grey page, too. Where each panel has one arm alone, color
//! and dash tell the parts apart as well.

use experiment::spec::Part;

use super::{Arrangement, Chart};
use crate::palette::{DASHES, Rgb, Style, WHITE};

/// The width of a curve where nothing else tells parts apart, in pixels.
const WIDTH: f64 = 2.0;
/// The width of the line of a single run beside the mean.
const THIN: f64 = 0.8;

/// The style of a curve of an arm.
pub fn of(chart: &Chart, arm: usize, part: Part) -> Style {
    let style = match by_part(chart) {
        true => Style::series(part as usize).dash(DASHES[part as usize]),
        false => chart.arms[arm].style(),
    };
    style.width(if has_parts(chart) { width(part) } else { WIDTH })
}

/// Whether colors tell the parts apart, since each panel has one arm, or nothing is swept.
pub fn by_part(chart: &Chart) -> bool {
    match chart.arrangement {
        Arrangement::ArmByArm => true,
        Arrangement::Shared => chart.arms[0].label.is_empty(),
        Arrangement::PartByPart => false,
    }
}

/// Whether a panel has several parts.
pub fn has_parts(chart: &Chart) -> bool {
    chart.parts.len() > 1 && chart.arrangement != Arrangement::PartByPart
}

fn width(part: Part) -> f64 {
    match part {
        Part::Train => 1.1,
        Part::Validation => 2.0,
        Part::Test => 3.0,
    }
}

/// The style of an arm in the legend.
pub fn legend_style(style: Style) -> Style {
    style.width(WIDTH)
}

/// The style of one run beside the mean.
pub fn run_style(style: Style) -> Style {
    style.color(faint(style.color)).width(THIN)
}

fn faint(color: Rgb) -> Rgb {
    color.mix(WHITE, 0.45)
}
