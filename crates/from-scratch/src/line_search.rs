//! A line search for the strong Wolfe conditions.
//!
//! Along a direction d, φ(t) = f(θ + t·d). It looks for a step t with
//!
//! φ(t) ≤ φ(0) + c₁·t·φ′(0)      it went down far enough            c₁ = 1e-4
//! |φ′(t)| ≤ c₂·|φ′(0)|          and the slope there is small       c₂ = 0.9
//!
//! First steps grow until a good one lies between two of them, then that bracket is narrowed. New trial steps are
//! minima of the cubic through values and slopes of two points.
//!
//! J. Nocedal, S. J. Wright, "Numerical Optimization", 2006, algorithms 3.5 and 3.6, with the safeguards of
//! M. Schmidt's minFunc, 2005. Constants and decisions are those of PyTorch's `strong_wolfe`; one differs: an
//! objective that is not a number counts as infinitely high, so the search turns back from where PyTorch's runs on.

/// c₁.
const DECREASE: f64 = 1e-4;
/// c₂.
const CURVATURE: f64 = 0.9;
/// Points tried after the first one.
const TRIALS: usize = 25;
/// A bracket within which no parameter moves further than this is narrow enough.
pub const TOLERANCE_CHANGE: f64 = 1e-9;

/// A point of the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point<T> {
    /// t.
    pub step: f64,
    /// φ(t).
    pub value: f64,
    /// φ′(t) = g·d.
    pub slope: f64,
    /// g, the gradient of f there, as long as θ.
    pub gradient: Vec<T>,
}

/// Where a search ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// One that satisfies both conditions or, when the search gave up, the lowest of the last bracket.
    pub point: Point<T>,
    /// How many points were tried.
    pub probes: usize,
}

/// What the first phase ends with.
enum Bracket<T> {
    /// A point that satisfies both conditions.
    Good(Point<T>),
    /// Two points with a good one between them.
    Ends([Point<T>; 2]),
}

struct Search<'a, T, F> {
    start: &'a Point<T>,
    probe: F,
    probes: usize,
}

/// Searches from `start`, which has t = 0 and a negative slope.
///
/// first: the first t that is tried; largest_component: ‖d‖∞; probe: t -> the point there.
pub fn search<T: Clone>(
    start: &Point<T>,
    first: f64,
    largest_component: f64,
    probe: impl FnMut(f64) -> Point<T>,
) -> Found<T> {
    let mut search = Search { start, probe, probes: 0 };
    let point = match search.bracket(first) {
        Bracket::Good(point) => point,
        Bracket::Ends(ends) => search.zoom(ends, largest_component),
    };
    Found { point, probes: search.probes }
}

impl<T: Clone, F: FnMut(f64) -> Point<T>> Search<'_, T, F> {
    /// Steps further and further out, until the last two points have a good one between them.
    fn bracket(&mut self, first: f64) -> Bracket<T> {
        let mut previous = self.start.clone();
        let mut current = self.visit(first);
        while self.probes <= TRIALS {
            let high = self.too_high(&current) || (self.probes > 2 && current.value >= previous.value);
            if !high && self.flat(&current) {
                return Bracket::Good(current);
            }
            if high || current.slope >= 0.0 {
                return Bracket::Ends([previous, current]);
            }
            let nearest = current.step + 0.01 * (current.step - previous.step);
            let next = minimum(&previous, &current, nearest, 10.0 * current.step);
            previous = std::mem::replace(&mut current, self.visit(next));
        }
        Bracket::Ends([self.start.clone(), current])
    }

    /// Narrows a bracket. Its lower end always went down far enough; the good point lies on the side of the other.
    fn zoom(&mut self, mut ends: [Point<T>; 2], largest_component: f64) -> Point<T> {
        let mut low = lower(&ends);
        let mut last = LastTrial::Inside;
        while self.probes <= TRIALS && (ends[1].step - ends[0].step).abs() * largest_component >= TOLERANCE_CHANGE {
            let step = trial(&ends, &mut last);
            let new = self.visit(step);
            if self.too_high(&new) || new.value >= ends[low].value {
                ends[1 - low] = new;
                low = lower(&ends);
                continue;
            }
            if self.flat(&new) {
                return new;
            }
            if new.slope * (ends[1 - low].step - ends[low].step) >= 0.0 {
                ends[1 - low] = ends[low].clone();
            }
            ends[low] = new;
        }
        let [left, right] = ends;
        if low == 0 { left } else { right }
    }

    fn visit(&mut self, step: f64) -> Point<T> {
        self.probes += 1;
        let point = (self.probe)(step);
        let value = if point.value.is_nan() { f64::INFINITY } else { point.value };
        Point { value, ..point }
    }

    /// The first condition, violated.
    fn too_high(&self, point: &Point<T>) -> bool {
        point.value > self.start.value + DECREASE * point.step * self.start.slope
    }

    /// The second condition.
    fn flat(&self, point: &Point<T>) -> bool {
        point.slope.abs() <= -CURVATURE * self.start.slope
    }
}

/// Which of the ends is lower, the first of equals.
fn lower<T>(ends: &[Point<T>; 2]) -> usize {
    if ends[0].value <= ends[1].value { 0 } else { 1 }
}

/// Where the latest trial within a bracket was left.
#[derive(PartialEq)]
enum LastTrial {
    Inside,
    NearAnEnd,
}

/// Where to try within a bracket: at the minimum of the cubic, unless that is close to an end.
///
/// Within a tenth of the width from an end it is accepted once; the second time in a row, or on the end itself,
/// the trial moves to that tenth, so that the bracket shrinks.
fn trial<T>(ends: &[Point<T>; 2], last: &mut LastTrial) -> f64 {
    let left = ends[0].step.min(ends[1].step);
    let right = ends[0].step.max(ends[1].step);
    let step = minimum(&ends[0], &ends[1], left, right);
    let margin = 0.1 * (right - left);
    let before = std::mem::replace(last, LastTrial::Inside);
    let is_near_an_end = (right - step).min(step - left) < margin;
    if !is_near_an_end {
        return step;
    }
    if before == LastTrial::Inside && step < right && step > left {
        *last = LastTrial::NearAnEnd;
        return step;
    }
    if (step - right).abs() < (step - left).abs() { right - margin } else { left + margin }
}

/// The minimum of the cubic through values and slopes of two points, within `from` and `to`; their middle if the
/// cubic has none.
fn minimum<T>(a: &Point<T>, b: &Point<T>, from: f64, to: f64) -> f64 {
    let (a, b) = if a.step <= b.step { (a, b) } else { (b, a) };
    let d1 = a.slope + b.slope - 3.0 * (a.value - b.value) / (a.step - b.step);
    let square = d1 * d1 - a.slope * b.slope;
    if square.is_nan() || square < 0.0 {
        return (from + to) / 2.0;
    }
    let d2 = square.sqrt();
    let step = b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2.0 * d2));
    step.max(from).min(to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(step: f64, (value, slope): (f64, f64)) -> Point<f64> {
        Point { step, value, slope, gradient: Vec::new() }
    }

    /// A quartic with two wells of different depth and a slope of −1 at 0: t⁴/4 − at³/3 + bt²/2 − t.
    fn quartic(a: f64, b: f64, t: f64) -> (f64, f64) {
        let value = t * (t * (t * (t / 4.0 - a / 3.0) + b / 2.0) - 1.0);
        (value, t * (t * (t - a) + b) - 1.0)
    }

    proptest! {
        /// A quartic is bounded below, so points with both conditions exist (Nocedal, Wright, lemma 3.1).
        #[test]
        fn both_conditions_hold_where_the_search_ends(a in -4.0..4.0, b in -4.0..6.0, first in 1e-3..100.0) {
            let start = point(0.0, quartic(a, b, 0.0));
            let mut visited = Vec::new();
            let found = search(&start, first, 1.0, |t| {
                visited.push(t);
                point(t, quartic(a, b, t))
            });
            let end = &found.point;
            prop_assert_eq!(found.probes, visited.len());
            prop_assert!(found.probes <= 1 + TRIALS);
            prop_assert!(end.value <= start.value + DECREASE * end.step * start.slope);
            prop_assert!(end.slope.abs() <= CURVATURE * start.slope.abs());
        }

        /// The minimum of the cubic t³/3 − (p + q)t²/2 + pqt is its larger extremum, whatever two points are known.
        #[test]
        fn the_minimum_of_a_cubic_is_found(p in -2.0..0.0, q in 1.0..3.0f64, a in -3.0..-1.0f64, b in 0.0..5.0) {
            let cubic = |t: f64| (t * (t * (t / 3.0 - (p + q) / 2.0) + p * q), (t - p) * (t - q));
            let (a, b) = (point(a, cubic(a)), point(b, cubic(b)));
            // Values of about 100 cancel to slopes of about 1: some digits of 16 are lost.
            prop_assert!((minimum(&a, &b, -10.0, 10.0) - q).abs() < 1e-9_f64);
            prop_assert_eq!(minimum(&b, &a, -10.0, 10.0), minimum(&a, &b, -10.0, 10.0));
        }
    }

    /// From 0 the trial 1.95 is low enough on (t − 1)² but the slope 1.9 is above 0.9·2, and rises: the minimum of
    /// the cubic between 0 and 1.95 is that of the parabola.
    #[test]
    fn a_rising_trial_closes_the_bracket() {
        let parabola = |t: f64| point(t, ((t - 1.0) * (t - 1.0), 2.0 * (t - 1.0)));
        let found = search(&parabola(0.0), 1.95, 1.0, parabola);
        assert_eq!(found.probes, 2);
        assert!((found.point.step - 1.0).abs() < 1e-15);
    }

    /// A falling line never satisfies the second condition: the search goes ten times as far each time, 25 times.
    #[test]
    fn a_search_without_end_gives_up() {
        let found = search(&point(0.0, (0.0, -1.0)), 1.0, 1.0, |t| point(t, (-t, -1.0)));
        assert_eq!(found.probes, 1 + TRIALS);
        assert!(found.point.value < -1.0);
    }

    /// Close to an end it is accepted once, then moved to a tenth of the width; on the end itself at once.
    #[test]
    fn trials_near_an_end_move_away() {
        // A parabola with its minimum at 0.05 within [0, 1].
        let parabola = |t: f64| point(t, ((t - 0.05) * (t - 0.05), 2.0 * (t - 0.05)));
        let ends = [parabola(0.0), parabola(1.0)];
        let mut last = LastTrial::Inside;
        assert!((trial(&ends, &mut last) - 0.05).abs() < 1e-15 && last == LastTrial::NearAnEnd);
        assert_eq!(trial(&ends, &mut last), 0.1);
        assert!(last == LastTrial::Inside);
        // The minimum at 0.05 is left of [0.25, 1.25], so the trial would be 0.25 itself.
        let beside = [parabola(0.25), parabola(1.25)];
        assert_eq!(trial(&beside, &mut last), 0.35);
    }
}
