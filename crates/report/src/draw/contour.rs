//! Curves of equal value on a grid, as lines and as closed rings, with their corners rounded.
//!
//! Every curve runs with the higher values on its left, in grid coordinates (column, row).

mod marching_squares;

use super::geometry::Point;
use crate::figure::Grid;
use marching_squares::Field;

/// Contour lines in data coordinates: open where they leave the grid, else with their first point repeated at the end.
pub fn lines(grid: &Grid, level: f64) -> Vec<Vec<Point>> {
    let field = Field { grid, level, padding: 0 };
    let curves = field.trace().into_iter().map(|curve| rounded(&rounded(&curve, grid), grid));
    curves.map(|curve| curve.into_iter().map(|at| data(grid, at)).collect()).collect()
}

/// The closed boundary of an area of values at or above a level, or of a hole in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// Corners in data coordinates.
    pub points: Vec<Point>,
    /// The area enclosed, in cells; negative around a hole.
    pub area: f64,
}

/// The rings around {value ≥ level}; outside of the grid everything counts as lower.
pub fn rings(grid: &Grid, level: f64) -> Vec<Ring> {
    let field = Field { grid, level, padding: 1 };
    let enclose = |curve: Vec<Point>| Ring {
        area: signed_area(&curve),
        points: rounded(&rounded(&curve, grid), grid).into_iter().map(|at| data(grid, at)).collect(),
    };
    field.trace().into_iter().map(enclose).filter(|ring| ring.area != 0.0).collect()
}

/// From grid coordinates to data coordinates.
fn data(grid: &Grid, (column, row): Point) -> Point {
    (grid.x.0 + column * grid.spacing().0, grid.y.0 + row * grid.spacing().1)
}

/// Cuts the corners that linear interpolation leaves (Chaikin, 1974), by a quarter of each side, which is less than a
/// quarter of a cell. Points on the rim of the grid stay.
fn rounded(curve: &[Point], grid: &Grid) -> Vec<Point> {
    if curve.len() < 3 {
        // A single point of the grid exactly at the level is a curve of one point.
        return curve.to_vec();
    }
    let rim = |value: f64, count: usize| value <= 0.0 || value >= (count - 1) as f64;
    let fixed = |(x, y): Point| rim(x, grid.columns) || rim(y, grid.rows);
    let closed = curve.first() == curve.last();
    let last = curve.len() - 1;
    let towards = |a: Point, b: Point| (0.75 * a.0 + 0.25 * b.0, 0.75 * a.1 + 0.25 * b.1);
    let mut cut = Vec::with_capacity(2 * curve.len());
    for (index, &point) in curve.iter().enumerate() {
        let end = index == 0 || index == last;
        let before = if index == 0 { curve[last.saturating_sub(1)] } else { curve[index - 1] };
        match curve.get(index + 1) {
            _ if fixed(point) || (end && !closed) => cut.push(point),
            Some(&after) => cut.extend([towards(point, before), towards(point, after)]),
            None => cut.extend(cut.first().copied()),
        }
    }
    cut
}

fn signed_area(points: &[Point]) -> f64 {
    let after = points.iter().cycle().skip(1);
    0.5 * points.iter().zip(after).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells of 1/20 and values whose zero line is the circle of radius `radius`.
    fn disk(radius: f64, sign: f64) -> Grid {
        Grid::sample((61, 61), (-1.5, 1.5), (-1.5, 1.5), |x, y| sign * (radius * radius - x * x - y * y))
    }

    /// The area is π r² in cells. Linear interpolation and cut corners lose no more than a few thousandths of it on a
    /// circle with a radius of 20 cells: the chord of one cell lies (1/20)²/8 inside, and corners lose less than that.
    #[test]
    fn a_disk_has_its_area() {
        let found = rings(&disk(1.0, 1.0), 0.0);
        let expected = std::f64::consts::PI * 20.0 * 20.0;
        assert_eq!(found.len(), 1);
        assert!((found[0].area / expected - 1.0).abs() < 3e-3, "{} cells", found[0].area);
    }

    /// The inverted disk is the whole grid of 60 × 60 cells with a hole.
    #[test]
    fn a_hole_has_negative_area() {
        let mut areas: Vec<f64> = rings(&disk(1.0, -1.0), 0.0).iter().map(|found| found.area).collect();
        areas.sort_by(f64::total_cmp);
        assert_eq!(areas.len(), 2);
        assert!(areas[0] < 0.0 && areas[1] == 3600.0, "{areas:?}");
    }

    /// x = 0.25 on a plane that rises with x: one upright line, cut nowhere, with the higher values on its left.
    #[test]
    fn a_plane_has_one_straight_line() {
        let plane = Grid::sample((11, 11), (0.0, 1.0), (0.0, 1.0), |x, _| x);
        let curves = lines(&plane, 0.25);
        assert_eq!(curves.len(), 1);
        // 0.25 lies half way between two nodes, so only rounding keeps x from being exact.
        assert!(curves[0].iter().all(|&(x, _)| (x - 0.25).abs() < 1e-12), "{curves:?}");
        let ends = (curves[0][0].1, curves[0][curves[0].len() - 1].1);
        assert_eq!(ends, (1.0, 0.0), "downwards, so that larger x is on the left");
    }

    /// Two opposite corners at 1, two at 0: their mean is 0.5. Below it the high corners are one area, above it two.
    #[test]
    fn a_saddle_is_decided_by_its_mean() {
        let saddle = Grid { columns: 2, rows: 2, x: (0.0, 1.0), y: (0.0, 1.0), values: vec![1.0, 0.0, 0.0, 1.0] };
        assert_eq!(rings(&saddle, 0.4).len(), 1);
        assert_eq!(rings(&saddle, 0.6).len(), 2);
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let grid = Grid::sample((5, 5), (0.0, 4.0), (0.0, 4.0), |x, _| if x < 2.0 { f64::NAN } else { 1.0 });
        let found = rings(&grid, f64::MIN);
        // Columns 2 to 4 are numbers; the border lies half way to column 1: 2.5 of 4 cells, times 4 rows.
        assert_eq!(found.iter().map(|found| found.area).collect::<Vec<_>>(), [10.0]);
    }

    /// The level is reached at one place and passed nowhere: around it all four crossings are that place.
    #[test]
    fn a_lone_place_at_the_level_is_a_curve_of_one_point() {
        let peak = Grid::sample((5, 5), (0.0, 4.0), (0.0, 4.0), |x, y| if (x, y) == (2.0, 2.0) { 0.5 } else { 0.0 });
        assert!(lines(&peak, 0.5).iter().all(|curve| curve.iter().all(|&point| point == (2.0, 2.0))));
        assert_eq!(rings(&peak, 0.5), []);
    }
}
