//! Marching squares: curves of equal value by linear interpolation within the cells of a grid.
//!
//! In a cell whose corners alternate between higher and lower, the mean of the four decides which pair is joined, so
//! that curves of different levels never cross.

use std::collections::{BTreeMap, BTreeSet};

use crate::draw::geometry::{Point, between};
use crate::figure::Grid;

/// A grid seen at one level, with `padding` rings of lower values around it, which lie on its outermost points.
pub struct Field<'a> {
    pub grid: &'a Grid,
    pub level: f64,
    pub padding: usize,
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
    pub fn trace(&self) -> Vec<Vec<Point>> {
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
