//! Lines with fewer points that look the same, so that files stay small however long a run was.

use super::geometry::{Point, distance};

/// The most a line may move, in pixels.
const TOLERANCE: f64 = 0.15;

/// Leaves out points that lie closer than the tolerance to the line through those kept (Ramer, 1972; Douglas and
/// Peucker, 1973); of long runs only the first, lowest, highest and last point of each column of pixels count.
pub fn line(points: &[Point]) -> Vec<Point> {
    let columns = by_column(points);
    let points: &[Point] = &columns;
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut kept = vec![false; points.len()];
    (kept[0], kept[points.len() - 1]) = (true, true);
    let mut open = vec![(0, points.len() - 1)];
    while let Some((first, last)) = open.pop() {
        if let Some(middle) = farthest(points, first, last) {
            kept[middle] = true;
            open.extend([(first, middle), (middle, last)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(&point, _)| point).collect()
}

fn farthest(points: &[Point], first: usize, last: usize) -> Option<usize> {
    let distances =
        (first + 1..last).map(|index| (index, distance_to_segment(points[index], points[first], points[last])));
    let farthest = distances.fold((first, TOLERANCE), |best, next| if next.1 > best.1 { next } else { best });
    (farthest.0 != first).then_some(farthest.0)
}

/// From a point to the segment between two others.
fn distance_to_segment(point: Point, start: Point, end: Point) -> f64 {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let (px, py) = (point.0 - start.0, point.1 - start.1);
    let length = dx * dx + dy * dy;
    let share = if length == 0.0 { 0.0 } else { ((px * dx + py * dy) / length).clamp(0.0, 1.0) };
    distance((px, py), (share * dx, share * dy))
}

/// Of a curve from left to right with far more points than pixels, at most four points for each column of pixels.
fn by_column(points: &[Point]) -> Vec<Point> {
    let forward = points.windows(2).all(|pair| pair[0].0 <= pair[1].0);
    let width = points.last().map_or(0.0, |last| last.0 - points[0].0);
    if !forward || points.len() as f64 <= 4.0 * width.max(1.0) {
        return points.to_vec();
    }
    points.chunk_by(|a, b| a.0.floor() == b.0.floor()).flat_map(extreme_points).collect()
}

/// First, lowest, highest and last, in their order and once each.
fn extreme_points(column: &[Point]) -> Vec<Point> {
    let by_height = |a: &usize, b: &usize| column[*a].1.total_cmp(&column[*b].1);
    let indices = 0..column.len();
    let highest = indices.clone().max_by(by_height).unwrap_or(0);
    let lowest = indices.min_by(by_height).unwrap_or(0);
    let mut chosen = vec![0, lowest, highest, column.len() - 1];
    chosen.sort_unstable();
    chosen.dedup();
    chosen.into_iter().map(|index| column[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_a_line_go_and_corners_stay() {
        let bent: Vec<Point> = (0..=20).map(f64::from).map(|x| (x, (x - 10.0).abs())).collect();
        assert_eq!(line(&bent), [(0.0, 10.0), (10.0, 0.0), (20.0, 10.0)]);
    }

    #[test]
    fn no_point_moves_farther_than_the_tolerance() {
        let wave: Vec<Point> = (0..400).map(f64::from).map(|x| (x, 40.0 * libm::sin(x / 25.0))).collect();
        let kept = line(&wave);
        assert!(kept.len() < wave.len() / 4, "{} points", kept.len());
        for &point in &wave {
            let nearest =
                kept.windows(2).map(|pair| distance_to_segment(point, pair[0], pair[1])).fold(f64::MAX, f64::min);
            assert!(nearest <= TOLERANCE, "{point:?} lies {nearest} away");
        }
    }

    #[test]
    fn a_spike_in_a_long_run_is_kept() {
        let run: Vec<Point> =
            (0..100_000).map(|i| (f64::from(i) / 1000.0, if i == 77_777 { 50.0 } else { 0.0 })).collect();
        assert!(line(&run).contains(&(77.777, 50.0)));
    }
}
