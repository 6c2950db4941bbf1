//! Where an axis has ticks, and how they are labeled.
//!
//! Linear: steps of 1, 2 or 5 times a power of ten. Logarithmic: powers of ten, only some of them when there are many;
//! with less than two of them 1, 2 and 5 in each decade; in a range too narrow for those, linear steps.

use std::ops::RangeInclusive;

use super::number::{NumberFormat, exponent, power_of_ten, written_power_of_ten};

/// A mark on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub value: f64,
    /// Empty for a minor tick between two labeled ones.
    pub label: String,
}

/// Ticks over [low, high], at most `max_steps` + 1; up to three more where that gives only one, which shows no scale.
pub fn linear(low: f64, high: f64, max_steps: usize) -> Vec<Tick> {
    let finer = (max_steps..=max_steps + 3).map(|steps| evenly_spaced(low, high, steps)).find(|ticks| ticks.len() > 1);
    finer.unwrap_or_else(|| evenly_spaced(low, high, max_steps))
}

/// At most `max_steps` + 1 ticks over [low, high].
fn evenly_spaced(low: f64, high: f64, max_steps: usize) -> Vec<Tick> {
    let (digit, power) = step((high - low) / max_steps.max(1) as f64);
    let notation = NumberFormat::fitting(low.abs().max(high.abs()), power);
    let value = |index: f64| match power {
        0.. => index * digit * power_of_ten(power),
        _ => index * digit / power_of_ten(-power),
    };
    let length = value(1.0);
    // The tolerance keeps an end that is itself a tick from being lost to rounding.
    let first = (low / length - 1e-6).ceil();
    let last = (high / length + 1e-6).floor();
    let indices = (0..).map(|offset| first + f64::from(offset)).take_while(|&index| index <= last);
    let values = indices.map(value).take(3 * max_steps + 3);
    values.map(|value| Tick { value, label: notation.write(value) }).collect()
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

/// Ticks over [low, high], both positive, with about `max_labels` labels at most.
pub fn log(low: f64, high: f64, max_labels: usize) -> Vec<Tick> {
    let powers = exponent(low)..=exponent(high);
    let decades: Vec<i32> = powers.clone().filter(|&power| inside(power_of_ten(power), low, high)).collect();
    if decades.len() >= 2 {
        return decade_ticks(&decades, powers, low, high, max_labels);
    }
    let digits = [1.0, 2.0, 5.0];
    let fine: Vec<Tick> = within(powers, &digits, low, high).map(labeled).collect();
    if fine.len() >= 3 { fine } else { linear(low, high, max_labels) }
}

/// Ticks at powers of ten, with minor ticks between them where there are few.
fn decade_ticks(decades: &[i32], powers: RangeInclusive<i32>, low: f64, high: f64, max_labels: usize) -> Vec<Tick> {
    let every = decades.len().div_ceil(max_labels.max(2)) as i32;
    let plain = decades.iter().all(|power| (-2..=4).contains(power));
    let write = |power: i32| match (power % every, plain) {
        (0, true) => NumberFormat::Plain { decimals: (-power).max(0) as usize }.write(power_of_ten(power)),
        (0, false) => written_power_of_ten(power),
        _ => String::new(),
    };
    let mut ticks: Vec<Tick> =
        decades.iter().map(|&power| Tick { value: power_of_ten(power), label: write(power) }).collect();
    if decades.len() <= 6 {
        let digits = [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
        let between = within(powers, &digits, low, high);
        ticks.extend(between.map(|(value, _)| Tick { value, label: String::new() }));
    }
    ticks.sort_by(|a, b| a.value.total_cmp(&b.value));
    ticks
}

/// digit · 10^power for every digit and power that lie in [low, high], each with its power.
fn within(powers: RangeInclusive<i32>, digits: &[f64], low: f64, high: f64) -> impl Iterator<Item = (f64, i32)> {
    let all = powers.flat_map(move |power| digits.iter().map(move |digit| (digit * power_of_ten(power), power)));
    all.filter(move |&(value, _)| inside(value, low, high))
}

fn labeled((value, power): (f64, i32)) -> Tick {
    Tick { value, label: NumberFormat::fitting(value, power).write(value) }
}

fn inside(value: f64, low: f64, high: f64) -> bool {
    value >= low * (1.0 - 1e-9) && value <= high * (1.0 + 1e-9)
}

/// A tick for each name, at 0, 1, 2, …
pub fn category(names: &[String]) -> Vec<Tick> {
    let name = |(index, name): (usize, &String)| Tick { value: index as f64, label: name.clone() };
    names.iter().enumerate().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).filter(|label| !label.is_empty()).collect()
    }

    #[test]
    fn linear_steps_are_one_two_or_five() {
        // 1.5 / 5 = 0.3, so the step is 0.5; 60 / 6 = 10 is a step itself; 7 / 4 = 1.75 makes 2.
        assert_eq!(labels(&linear(0.0, 1.5, 5)), ["0", "0.5", "1.0", "1.5"]);
        assert_eq!(labels(&linear(0.0, 60.0, 6)), ["0", "10", "20", "30", "40", "50", "60"]);
        assert_eq!(labels(&linear(-3.5, 3.5, 4)), ["−2", "0", "2"]);
    }

    /// Over 9.4 in three steps 5 is the least, and 0 its only multiple: with five steps it is 2.
    #[test]
    fn a_single_tick_is_not_enough() {
        assert_eq!(labels(&linear(-4.7, 4.7, 3)), ["−4", "−2", "0", "2", "4"]);
    }

    #[test]
    fn large_and_small_numbers_share_a_power_of_ten() {
        assert_eq!(labels(&linear(0.0, 3e7, 3)), ["0", "1·10⁷", "2·10⁷", "3·10⁷"]);
        assert_eq!(labels(&linear(0.0, 1e-5, 2)), ["0", "0.5·10⁻⁵", "1.0·10⁻⁵"]);
        assert_eq!(labels(&linear(0.0, 40_000.0, 2)), ["0", "20\u{202f}000", "40\u{202f}000"]);
    }

    #[test]
    fn decades_are_powers_of_ten_thinned_out_evenly() {
        // 1e-14 to 1 are 15 decades; at most 5 labels means every third power that 3 divides.
        assert_eq!(labels(&log(1e-14, 1.0, 5)), ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"]);
        assert_eq!(labels(&log(0.05, 200.0, 5)), ["0.1", "1", "10", "100"]);
    }

    /// Between 1 and 10 lie 2 to 9.
    #[test]
    fn decades_have_eight_small_marks() {
        let ticks = log(1.0, 100.0, 5);
        assert_eq!(ticks.iter().filter(|tick| tick.label.is_empty()).count(), 2 * 8);
    }

    #[test]
    fn less_than_two_decades_still_have_words() {
        assert_eq!(labels(&log(1.5, 60.0, 5)), ["2", "5", "10", "20", "50"]);
        assert_eq!(labels(&log(1.15, 1.85, 4)), ["1.2", "1.4", "1.6", "1.8"]);
    }

    #[test]
    fn names_stand_at_whole_numbers() {
        let ticks = category(&["a".to_owned(), "b".to_owned()]);
        assert_eq!(ticks.iter().map(|tick| tick.value).collect::<Vec<_>>(), [0.0, 1.0]);
    }
}
