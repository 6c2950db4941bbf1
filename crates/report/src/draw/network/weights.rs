//! The weights of a network, written at their edges where there is room.

use std::collections::BTreeSet;

use super::{Edge, NodePosition, SMALL, gaps, radius};
use crate::draw::canvas::Canvas;
use crate::draw::geometry::{Point, Rect, between};
use crate::draw::number::three_digits;
use crate::draw::text::Anchor;
use crate::figure::{Network, Node};
use crate::palette::{INK, WHITE};

/// Up to so many weights between two layers are written.
const MOST_NUMBERS: usize = 9;

/// Weights at their edges where there are few, and only where all of a gap find a free place.
pub(super) fn draw(canvas: &mut Canvas, network: &Network, columns: &[Vec<NodePosition>]) {
    let mut taken: Vec<Rect> = notes(network, columns).into_iter().chain(disks(columns)).collect();
    for gap in gaps(network, columns).filter(|gap| gap.len() <= MOST_NUMBERS) {
        let Some(numbers) = placed(&gap, &taken) else { continue };
        for (area, words) in numbers {
            taken.push(area);
            canvas.rectangle(area, WHITE);
            let (x, y) = area.middle();
            canvas.text(&words, (x, y + SMALL.baseline_offset()), SMALL, Anchor::Middle, INK);
        }
    }
}

/// The weights of a gap, each at a free place along its edge; none where they are too crowded to be read.
fn placed(gap: &[Edge], taken: &[Rect]) -> Option<Vec<(Rect, String)>> {
    let distinct = |of: fn(&Edge) -> f64| gap.iter().map(|edge| of(edge).to_bits()).collect::<BTreeSet<u64>>().len();
    // Where one node has many edges they lie close together: the other side has more room.
    let fans_out = distinct(|edge| edge.end.1) > distinct(|edge| edge.start.1);
    let mut placed: Vec<(Rect, String)> = Vec::new();
    for Edge { start, end, weight } in gap.iter().copied() {
        let words = three_digits(weight);
        let (near, far) = if fans_out { (end, start) } else { (start, end) };
        let width = SMALL.width(&words);
        let is_free = |area: &Rect| {
            let others = taken.iter().chain(placed.iter().map(|(other, _)| other));
            others.into_iter().all(|&other| !area.overlaps(other))
        };
        let area = places(near, far, width).find(is_free)?;
        placed.push((area, words));
    }
    Some(placed)
}

/// Where the notes below the nodes stand.
fn notes(network: &Network, columns: &[Vec<NodePosition>]) -> Vec<Rect> {
    let below = radius(columns) + 11.0;
    let area = |layer: &[Node], position: &NodePosition| {
        let note = &layer[position.node?].note;
        let (half, (x, y)) = (0.5 * SMALL.width(note) + 2.0, position.at);
        (!note.is_empty()).then_some(Rect {
            left: x - half,
            right: x + half,
            top: y + below - 11.0,
            bottom: y + below + 3.0,
        })
    };
    let columns = network.layers.iter().zip(columns);
    columns.flat_map(|(layer, column)| column.iter().filter_map(move |position| area(layer, position))).collect()
}

/// The areas of words of a width along an edge, from `start` on.
fn places(start: Point, end: Point, width: f64) -> impl Iterator<Item = Rect> {
    let shares = (0..15).map(|step| 0.27 + 0.035 * f64::from(step));
    shares.map(move |share| {
        let (x, y) = between(start, end, share);
        let half = 0.5 * width + 2.0;
        Rect { left: x - half, right: x + half, top: y - 6.5, bottom: y + 6.5 }
    })
}

/// Where the nodes stand.
fn disks(columns: &[Vec<NodePosition>]) -> Vec<Rect> {
    let radius = radius(columns);
    let disk = |position: &NodePosition| {
        let (x, y) = position.at;
        Rect { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
    };
    columns.iter().flatten().map(disk).collect()
}
