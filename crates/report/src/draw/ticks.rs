//! Where an axis has ticks, and what they say.
//!
//! Linear: steps of 1, 2 or 5 times a power of ten. Logarithmic: decades, thinned out when there are many; less than
//! two decades get 1, 2, 5 within each; a range too narrow for those gets linear steps.

use super::number::{Notation, exponent, power_of_ten, ten_to};

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The value.
    pub at: f64,
    /// What it says; empty for a small mark between two that speak.
    pub label: String,
}

/// At most `most` + 1 steps over [low, high].
pub fn linear(low: f64, high: f64, most: usize) -> Vec<Tick> {
    let (digit, power) = step((high - low) / most.max(1) as f64);
    let notation = Notation::fitting(low.abs().max(high.abs()), power);
    let at = |index: f64| match power {
        0.. => index * digit * power_of_ten(power),
        _ => index * digit / power_of_ten(-power),
    };
    let length = at(1.0);
    // A hair of a step, so that an end which is itself a tick is not lost to rounding.
    let first = (low / length - 1e-6).ceil();
    let last = (high / length + 1e-6).floor();
    let indices = (0..).map(|offset| first + f64::from(offset)).take_while(|&index| index <= last);
    indices.map(at).take(3 * most + 3).map(|at| Tick { at, label: notation.write(at) }).collect()
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `raw`, as (digit, power).
pub fn step(raw: f64) -> (f64, i32) {
    let power = exponent(raw);
    let mantissa = raw / power_of_ten(power);
    match [1.0, 2.0, 5.0].into_iter().find(|&digit| digit >= mantissa * (1.0 - 1e-9)) {
        Some(digit) => (digit, power),
        None => (1.0, power + 1),
    }
}

/// Ticks over [low, high], both positive, with at most about `most` labels.
pub fn log(low: f64, high: f64, most: usize) -> Vec<Tick> {
    let powers = exponent(low)..=exponent(high);
    let decades: Vec<i32> = powers.clone().filter(|&power| inside(power_of_ten(power), low, high)).collect();
    if decades.len() >= 2 {
        return decade_ticks(&decades, powers, low, high, most);
    }
    let digits = [1.0, 2.0, 5.0];
    let fine: Vec<Tick> = within(powers, &digits, low, high).map(labeled).collect();
    if fine.len() >= 3 { fine } else { linear(low, high, most) }
}

fn decade_ticks(decades: &[i32], powers: std::ops::RangeInclusive<i32>, low: f64, high: f64, most: usize) -> Vec<Tick> {
    let every = decades.len().div_ceil(most.max(2)) as i32;
    let plain = decades.iter().all(|power| (-2..=4).contains(power));
    let write = |power: i32| match (power % every, plain) {
        (0, true) => Notation::Plain { decimals: (-power).max(0) as usize }.write(power_of_ten(power)),
        (0, false) => ten_to(power),
        _ => String::new(),
    };
    let mut ticks: Vec<Tick> =
        decades.iter().map(|&power| Tick { at: power_of_ten(power), label: write(power) }).collect();
    if decades.len() <= 6 {
        let digits = [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
        let between = within(powers, &digits, low, high);
        ticks.extend(between.map(|(at, _)| Tick { at, label: String::new() }));
    }
    ticks.sort_by(|a, b| a.at.total_cmp(&b.at));
    ticks
}

/// digit · 10^power for every digit and power, as far as inside, with its power.
fn within(
    powers: std::ops::RangeInclusive<i32>,
    digits: &[f64],
    low: f64,
    high: f64,
) -> impl Iterator<Item = (f64, i32)> {
    let all = powers.flat_map(move |power| digits.iter().map(move |digit| (digit * power_of_ten(power), power)));
    all.filter(move |&(at, _)| inside(at, low, high))
}

fn labeled((at, power): (f64, i32)) -> Tick {
    Tick { at, label: Notation::fitting(at, power).write(at) }
}

fn inside(at: f64, low: f64, high: f64) -> bool {
    at >= low * (1.0 - 1e-9) && at <= high * (1.0 + 1e-9)
}

/// One tick per name.
pub fn names(names: &[String]) -> Vec<Tick> {
    let name = |(index, name): (usize, &String)| Tick { at: index as f64, label: name.clone() };
    names.iter().enumerate().map(name).collect()
}
