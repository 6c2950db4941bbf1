//! Cutting lines and polygons at the frame, so that nothing is drawn outside of the axes.

use super::geometry::{Point, Rect, between};

/// The pieces of a line inside of `area`; a missing point breaks it. (Liang and Barsky, 1984, per segment.)
pub fn line(points: impl IntoIterator<Item = Option<Point>>, area: Rect) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut before: Option<Point> = None;
    for point in points {
        match (before, point) {
            (None, Some(point)) if area.contains(point) => pieces.push(vec![point]),
            (Some(start), Some(end)) => join(&mut pieces, segment(start, end, area), start),
            (None, Some(_)) | (_, None) => (),
        }
        before = point;
    }
    pieces
}

/// Continues the last piece when the segment begins where that ended, else begins a new one.
fn join(pieces: &mut Vec<Vec<Point>>, cut: Option<(Point, Point)>, start: Point) {
    let Some((from, to)) = cut else { return };
    match pieces.last_mut() {
        Some(piece) if from == start && piece.last() == Some(&from) => piece.push(to),
        _ => pieces.push(vec![from, to]),
    }
}

fn segment(start: Point, end: Point, area: Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let sides = [
        (-dx, start.0 - area.left),
        (dx, area.right - start.0),
        (-dy, start.1 - area.top),
        (dy, area.bottom - start.1),
    ];
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (slope, distance) in sides {
        if slope == 0.0 && distance < 0.0 {
            return None;
        }
        if slope < 0.0 {
            enter = enter.max(distance / slope);
        }
        if slope > 0.0 {
            leave = leave.min(distance / slope);
        }
    }
    let at = |share: f64| match share {
        0.0 => start,
        1.0 => end,
        _ => area.clamp(between(start, end, share)),
    };
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// The part of a polygon inside of `area`. (Sutherland and Hodgman, 1974.)
pub fn polygon(points: &[Point], area: Rect) -> Vec<Point> {
    let left = cut(points, |p| p.0 - area.left);
    let right = cut(&left, |p| area.right - p.0);
    let top = cut(&right, |p| p.1 - area.top);
    cut(&top, |p| area.bottom - p.1)
}

/// The part where `depth` is not negative.
fn cut(points: &[Point], depth: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::with_capacity(points.len() + 2);
    for (index, &point) in points.iter().enumerate() {
        let before = points[(index + points.len() - 1) % points.len()];
        let (a, b) = (depth(before), depth(point));
        if (a < 0.0) != (b < 0.0) {
            kept.push(between(before, point, a / (a - b)));
        }
        if b >= 0.0 {
            kept.push(point);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };

    /// From (−5, 5) to (15, 5) the line is inside between x = 0 and x = 10.
    #[test]
    fn a_line_is_cut_where_it_leaves() {
        assert_eq!(line([Some((-5.0, 5.0)), Some((15.0, 5.0))], FRAME), [[(0.0, 5.0), (10.0, 5.0)]]);
        assert!(line([Some((-5.0, 5.0)), Some((5.0, 15.0 + 1e-9))], FRAME).is_empty());
    }

    #[test]
    fn a_gap_breaks_a_line() {
        let points = [Some((1.0, 1.0)), Some((2.0, 2.0)), None, Some((3.0, 3.0))];
        assert_eq!(line(points, FRAME), [vec![(1.0, 1.0), (2.0, 2.0)], vec![(3.0, 3.0)]]);
    }

    /// Of the diamond |x| + |y| ≤ 4 around a corner, the quarter inside is a triangle with legs of 4.
    #[test]
    fn a_polygon_is_cut_to_its_inside() {
        let inside = polygon(&[(4.0, 0.0), (0.0, 4.0), (-4.0, 0.0), (0.0, -4.0)], FRAME);
        let after = inside.iter().cycle().skip(1);
        let area: f64 = inside.iter().zip(after).map(|(a, b)| 0.5 * (a.0 * b.1 - b.0 * a.1)).sum();
        assert_eq!(area, 8.0);
    }
}
