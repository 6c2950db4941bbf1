//! Dashes, cut by hand: strokes of plotters are solid.
//!
//! Cut strokes also keep the files of noisy lines in bounds, since the pattern grows with the length of the line.

use super::geometry::{Point, between, distance};
use crate::palette::Style;

/// How often the pattern repeats along one line at most.
const MOST_REPEATS: f64 = 500.0;

/// The strokes of a line in the dash of its style.
pub fn strokes(points: &[Point], style: Style) -> Vec<Vec<Point>> {
    let pattern = style.dash.pattern();
    if points.is_empty() || pattern.is_empty() {
        return vec![points.to_vec()];
    }
    let length: f64 = points.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    let stretch = length / (MOST_REPEATS * pattern.iter().sum::<f64>().max(1.0));
    let scale = (style.width / 2.0).max(0.6).max(stretch);
    let pattern: Vec<f64> = pattern.iter().map(|part| part * scale).collect();
    let mut cutter = Cutter::new(points[0], &pattern);
    points.windows(2).for_each(|pair| cutter.advance(pair[0], pair[1]));
    cutter.strokes.retain(|stroke| stroke.len() > 1);
    cutter.strokes
}

/// Walks along a line through a pattern of stroke, gap, stroke, gap, …
struct Cutter<'a> {
    pattern: &'a [f64],
    /// Which part of the pattern the walk is in, and how much of it is left.
    part: usize,
    left: f64,
    strokes: Vec<Vec<Point>>,
}

impl<'a> Cutter<'a> {
    fn new(start: Point, pattern: &'a [f64]) -> Self {
        Self { pattern, part: 0, left: pattern[0], strokes: vec![vec![start]] }
    }

    fn advance(&mut self, mut from: Point, to: Point) {
        let mut rest = distance(from, to);
        while rest > self.left {
            from = between(from, to, self.left / rest);
            rest -= self.left;
            match self.in_stroke() {
                true => self.extend(from),
                false => self.strokes.push(vec![from]),
            }
            self.part = (self.part + 1) % self.pattern.len();
            self.left = self.pattern[self.part];
        }
        self.left -= rest;
        if self.in_stroke() {
            self.extend(to);
        }
    }

    fn in_stroke(&self) -> bool {
        self.part.is_multiple_of(2)
    }

    fn extend(&mut self, point: Point) {
        self.strokes.last_mut().expect("a line begins with a stroke").push(point);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Dash;

    /// Strokes of 7 and gaps of 3.5 at a width of 2: on a line of 20, from 0 to 7 and from 10.5 to 17.5.
    #[test]
    fn a_dashed_line_is_cut_into_its_pattern() {
        let style = Style::series(0).dash(Dash::Dashed);
        let cut = strokes(&[(0.0, 0.0), (20.0, 0.0)], style);
        assert_eq!(cut, [[(0.0, 0.0), (7.0, 0.0)], [(10.5, 0.0), (17.5, 0.0)]]);
    }

    /// The corner at (5, 0) lies in the first stroke and stays a corner of it.
    #[test]
    fn a_stroke_bends_with_its_line() {
        let style = Style::series(0).dash(Dash::Dashed);
        let cut = strokes(&[(0.0, 0.0), (5.0, 0.0), (5.0, 4.0)], style);
        assert_eq!(cut, [[(0.0, 0.0), (5.0, 0.0), (5.0, 2.0)]]);
    }

    #[test]
    fn a_solid_line_is_one_stroke() {
        let points = [(0.0, 0.0), (3.0, 4.0), (6.0, 0.0)];
        assert_eq!(strokes(&points, Style::series(0).dash(Dash::Solid)), [points]);
    }
}
