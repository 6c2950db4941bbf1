//! Curves of equal value on a grid: marching squares with linear interpolation.
//!
//! Every curve runs with the higher values on its left, in grid coordinates (column, row). In a cell whose corners
//! alternate, the mean of the four decides which pair is joined, so curves of different levels never cross.

use std::collections::{BTreeMap, BTreeSet};

use super::geometry::{Point, between};
use crate::figure::Grid;

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

/// A grid seen at one level, with `padding` rings of lower values around it, which lie on its outermost points.
struct Field<'a> {
    grid: &'a Grid,
    level: f64,
    padding: usize,
}

/// A column and a row, counted from the padding.
type Node = (usize, usize);

/// Two neighboring nodes between which a curve passes: one, and on which side of it the other lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    node: Node,
    neighbor: Neighbor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Neighbor {
    Right,
    Above,
}

impl Field<'_> {
    fn size(&self) -> (usize, usize) {
        (self.grid.columns + 2 * self.padding, self.grid.rows + 2 * self.padding)
    }

    fn value(&self, (column, row): Node) -> f64 {
        let (c, r) = (column.wrapping_sub(self.padding), row.wrapping_sub(self.padding));
        let inside = c < self.grid.columns && r < self.grid.rows;
        if inside { self.grid.value(c, r) } else { f64::NEG_INFINITY }
    }

    fn above(&self, node: Node) -> bool {
        self.value(node) >= self.level
    }

    /// Where a node lies in grid coordinates.
    fn place(&self, (column, row): Node) -> Point {
        let on_grid = |index: usize, count: usize| index.saturating_sub(self.padding).min(count - 1) as f64;
        (on_grid(column, self.grid.columns), on_grid(row, self.grid.rows))
    }

    fn crossing(&self, edge: Edge) -> Point {
        let (column, row) = edge.node;
        let neighbor = match edge.neighbor {
            Neighbor::Right => (column + 1, row),
            Neighbor::Above => (column, row + 1),
        };
        let (a, b) = (self.value(edge.node), self.value(neighbor));
        let share = (self.level - a) / (b - a);
        let share = if share.is_finite() && a.is_finite() && b.is_finite() { share } else { 0.5 };
        between(self.place(edge.node), self.place(neighbor), share)
    }

    /// Joins the crossings of one cell. Walking around the cell with it on the left, each edge at which the walk leaves
    /// the higher area is joined with one at which it enters.
    fn join(&self, (c, r): Node, next: &mut BTreeMap<Edge, Edge>) {
        let corners = [(c, r), (c + 1, r), (c + 1, r + 1), (c, r + 1)];
        let above = corners.map(|corner| self.above(corner));
        let steps = |leaves: fn(bool, bool) -> bool| (0..4).filter(move |&i| leaves(above[i], above[(i + 1) % 4]));
        let exits: Vec<usize> = steps(|here, after| here && !after).collect();
        let entries: Vec<usize> = steps(|here, after| !here && after).collect();
        let mean = corners.iter().map(|&corner| self.value(corner)).sum::<f64>() / 4.0;
        let edges = [
            Edge { node: (c, r), neighbor: Neighbor::Right },
            Edge { node: (c + 1, r), neighbor: Neighbor::Above },
            Edge { node: (c, r + 1), neighbor: Neighbor::Right },
            Edge { node: (c, r), neighbor: Neighbor::Above },
        ];
        for &exit in &exits {
            let last = entries.iter().rev().find(|&&entry| entry < exit).or(entries.last());
            let first = entries.iter().find(|&&entry| entry > exit).or(entries.first());
            let entry = if mean >= self.level { first } else { last };
            next.insert(edges[exit], edges[*entry.expect("a walk that leaves the higher area has entered it")]);
        }
    }

    /// All curves in grid coordinates, the open ones first.
    fn trace(&self) -> Vec<Vec<Point>> {
        let (columns, rows) = self.size();
        let mut next = BTreeMap::new();
        for row in 1..rows {
            (1..columns).for_each(|column| self.join((column - 1, row - 1), &mut next));
        }
        let ends: BTreeSet<Edge> = next.values().copied().collect();
        let starts: Vec<Edge> = next.keys().copied().filter(|edge| !ends.contains(edge)).collect();
        let mut curves: Vec<Vec<Point>> = starts.into_iter().map(|start| self.follow(start, &mut next)).collect();
        while let Some(&start) = next.keys().next() {
            curves.push(self.follow(start, &mut next));
        }
        curves
    }

    /// Follows and uses up one curve.
    fn follow(&self, start: Edge, next: &mut BTreeMap<Edge, Edge>) -> Vec<Point> {
        let mut curve = vec![self.crossing(start)];
        let mut edge = start;
        while let Some(after) = next.remove(&edge) {
            curve.push(self.crossing(after));
            edge = after;
        }
        curve.dedup();
        curve
    }
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
