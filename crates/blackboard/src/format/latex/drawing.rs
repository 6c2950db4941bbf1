//! A network in TikZ: circles in columns, and arrows between them.
//!
//! A weight stands at its arrow, and a bias below its circle, where there is room for them: between layers that few
//! arrows join. In denser ones they would cover one another; the tables below the drawing hold all of them.

use crate::board::Drawing;
use crate::markup::{Markup, Tex};

/// More arrows than these between two layers leave no room for weights.
const LABELED: usize = 4;
/// Digits of a number in the drawing.
const DIGITS: usize = 3;
/// How far apart layers stand at most, and how much room all of them have, in cm.
const APART: f64 = 4.5;
const ROOM: f64 = 15.0;
/// Layers closer than this leave no room for a weight between them.
const CLOSEST: f64 = 3.4;
const HEIGHT: f64 = 1.5;

/// Whether numbers stand between two layers.
#[derive(Clone, Copy, PartialEq)]
enum Labels {
    Shown,
    /// There is no room for them.
    LeftOut,
}

impl Labels {
    /// Of layers so far apart, with so many arrows between them.
    fn between(apart: f64, arrows: usize) -> Labels {
        if apart >= CLOSEST && arrows <= LABELED { Labels::Shown } else { Labels::LeftOut }
    }
}

/// The picture, and what is said of its numbers.
pub(super) fn drawing(digits: usize, of: &Drawing) -> String {
    let markup = Tex { digits: digits.min(DIGITS) };
    let apart = APART.min(ROOM / (of.layers.len().max(2) - 1) as f64);
    let labels: Vec<Labels> = of.edges.iter().map(|edges| Labels::between(apart, edges.len())).collect();
    let mut text = format!("\\begin{{center}}\n\\begin{{tikzpicture}}[x={apart:.2}cm,y={HEIGHT}cm,>=stealth]\n");
    for (layer, (units, width)) in of.layers.iter().enumerate() {
        let names: Vec<String> = units.iter().map(|name| markup.name(name)).collect();
        text.push_str(&column(layer, &names, *width));
    }
    for (layer, edges) in of.edges.iter().enumerate() {
        text.push_str(&arrows(&markup, layer, edges, labels[layer]));
    }
    for (layer, biases) in of.biases.iter().enumerate() {
        // Arrows that leave a circle steeply would cross what stands below it.
        if labels[layer..].iter().take(2).all(|labels| *labels == Labels::Shown) {
            text.push_str(&below(&markup, layer + 1, biases));
        }
    }
    let note = if labels.contains(&Labels::Shown) { SOME } else { NONE };
    text + "\\end{tikzpicture}\n\n" + note + "\n\\end{center}"
}

const SOME: &str = "\\small Numbers in the drawing are rounded; the tables below have them with their digits.";
const NONE: &str = "\\small The weights stand in the tables below.";

/// The circles of a layer, one below the other.
fn column(layer: usize, names: &[String], width: usize) -> String {
    let middle = (names.len() as f64 - 1.0) / 2.0;
    let circle = |(unit, name): (usize, &String)| {
        let place = format!("({layer},{})", middle - unit as f64);
        format!("\\node[circle,draw,minimum size=9mm,inner sep=1pt] (n{layer}-{unit}) at {place} {{${name}$}};\n")
    };
    let circles: String = names.iter().enumerate().map(circle).collect();
    match names.len() < width {
        true => {
            let y = middle - names.len() as f64 + 0.3;
            format!("{circles}\\node at ({layer},{y}) {{$\\vdots$ ({width})}};\n")
        }
        false => circles,
    }
}

/// The arrows between two layers.
fn arrows(markup: &Tex, layer: usize, edges: &[(usize, usize, f64)], labels: Labels) -> String {
    let last = |unit: fn(&(usize, usize, f64)) -> usize| edges.iter().map(unit).max().unwrap_or(0);
    let (from, to) = (last(|edge| edge.0), last(|edge| edge.1));
    let arrow = |edge: &(usize, usize, f64)| {
        let value = markup.number(edge.2).0;
        let label =
            format!(" node[pos={},fill=white,inner sep=1pt,font=\\scriptsize] {{${value}$}}", pos(from, to, edge.0));
        let label = match labels {
            Labels::Shown => label.as_str(),
            Labels::LeftOut => "",
        };
        format!("\\draw[->] (n{layer}-{}) --{label} (n{}-{});\n", edge.0, layer + 1, edge.1)
    };
    edges.iter().map(arrow).collect()
}

/// Where on its arrow a weight stands: where arrows are far apart, and not where they cross.
fn pos(last_from: usize, last_to: usize, from: usize) -> f64 {
    match (last_from, last_to) {
        (0, 0) => 0.5,
        (0, _) => 0.7,
        (_, 0) => 0.3,
        (_, _) if from == 0 => 0.3,
        (_, _) => 0.7,
    }
}

/// The biases below their circles.
fn below(markup: &Tex, layer: usize, biases: &[f64]) -> String {
    let bias = |(unit, value): (usize, &f64)| {
        let value = markup.number(*value).0;
        format!("\\node[below,font=\\scriptsize,inner sep=1pt] at (n{layer}-{unit}.south) {{$b={value}$}};\n")
    };
    biases.iter().enumerate().map(bias).collect()
}
