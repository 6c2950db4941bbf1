//! The update: clip, rule, max-norm, parameter by parameter.

use engine::{Role, TensorInfo};
use experiment::spec::Clip;
use experiment::term::Term;

use super::gradients::{elements, name, rest, symbol};
use super::rules::{self, Element};
use super::sheet::Sheet;
use super::words;
use crate::board::{Block, Line};
use crate::formula::{Formula, Function, named, number, over, square, times};
use crate::name::{Letter, Name, UpdateSide};

const NORM: Letter = Letter("‖g‖", "\\lVert g \\rVert");
const CLIPPED: Letter = Letter("g", "g");

/// The updates of one layer, or of all.
pub(super) fn write(sheet: &Sheet, layer: Option<usize>, blocks: &mut Vec<Block>) {
    if layer.is_none() {
        blocks.push(Block::Heading(2, "Update".into()));
    }
    let Some(after) = sheet.after else {
        blocks.push(words("The step is found by a line search, and training goes no further here."));
        return;
    };
    let facts = sheet.spec.training.optimizer.facts();
    if layer.is_none() {
        blocks.push(words(format!("Rule: {}, η = {}.", facts.formula, sheet.update.rate)));
    }
    if let Some(k) = layer {
        let before = if k == 0 { "" } else { " The layer before goes on from these." };
        blocks.push(words(format!(
            "Updated at once, as updates are sequential, with η = {}.{before}",
            sheet.update.rate
        )));
    }
    let scope: Vec<&TensorInfo> =
        sheet.working.layout.tensors.iter().filter(|tensor| layer.is_none_or(|k| k == tensor.layer)).collect();
    let clipped = Clipped::of(sheet, &scope, blocks);
    for tensor in &scope {
        if tensor.frozen {
            blocks.push(words(format!("{} is frozen: it stays as it is.", tensor.name)));
            continue;
        }
        let lines = elements(tensor).flat_map(|(row, column)| element(sheet, &clipped, after, tensor, row, column));
        blocks.push(Block::Lines(lines.collect()));
        blocks.extend(rest(tensor));
    }
}

/// The gradients that the rule sees.
struct Clipped {
    values: Vec<f64>,
    changed: bool,
    /// ‖g‖ of what is trained, after the clip.
    norm: f64,
}

impl Clipped {
    fn of(sheet: &Sheet, scope: &[&TensorInfo], blocks: &mut Vec<Block>) -> Clipped {
        let mut values = sheet.working.gradients.clone();
        let trained: Vec<&TensorInfo> = scope.iter().copied().filter(|tensor| !tensor.frozen).collect();
        let mut changed = false;
        if let Some(clip) = sheet.spec.training.clip {
            changed = clip_values(clip, &trained, &mut values, blocks);
        }
        let norm = trained.iter().flat_map(|tensor| &values[tensor.range()]).map(|g| g * g).sum::<f64>();
        Clipped { values, changed, norm: from_scratch::Scalar::sqrt(norm) }
    }
}

/// Clips as the config says, and writes it down; whether anything was changed.
fn clip_values(clip: Clip, trained: &[&TensorInfo], values: &mut [f64], blocks: &mut Vec<Block>) -> bool {
    if let Some(bound) = clip.value {
        blocks.push(words(format!("Clip: every element of the gradient is kept within ±{bound}.")));
        let all = trained.iter().flat_map(|tensor| tensor.range());
        return all.fold(false, |changed, at| {
            let before = values[at];
            values[at] = before.min(bound).max(-bound);
            changed || values[at] != before
        });
    }
    let groups: Vec<Vec<&TensorInfo>> = match clip.norm {
        Some(_) => vec![trained.to_vec()],
        None => trained.iter().map(|tensor| vec![*tensor]).collect(),
    };
    let bound = clip.norm.or(clip.tensor_norm).unwrap_or(f64::INFINITY);
    // Counted, not searched: every group is shortened.
    groups.iter().filter(|group| shorten(group, bound, values, blocks)).count() > 0
}

/// ‖g‖ = √Σg², and the factor min(1, c/‖g‖).
fn shorten(group: &[&TensorInfo], bound: f64, values: &mut [f64], blocks: &mut Vec<Block>) -> bool {
    let squares: Vec<Formula> = group
        .iter()
        .flat_map(|tensor| tensor.range())
        .map(|at| square(named(Name::plain(Letter::GRADIENT), values[at])))
        .collect();
    let first = squares.first().cloned().unwrap_or(number(0.0));
    let norm = Line::new(Name::plain(NORM), Formula::Root(Box::new(Formula::Over("", Box::new(first), squares))));
    let factor = if norm.value > bound { bound / norm.value } else { 1.0 };
    let ratio = over(number(bound), named(Name::plain(NORM), norm.value));
    let remark = match group {
        [tensor] => format!("clip of {}", tensor.name),
        _ => "clip, over all that is trained".to_owned(),
    };
    let factor_name = Name::plain(Letter("c/‖g‖", "\\min(1, c/\\lVert g \\rVert)"));
    let line = Line::new(factor_name, Formula::Call(Function::Min, vec![number(1.0), ratio])).worth(factor);
    blocks.push(Block::Lines(vec![norm.remark(remark), line]));
    group.iter().flat_map(|tensor| tensor.range()).for_each(|at| values[at] *= factor);
    factor < 1.0
}

/// All lines of one parameter.
fn element(
    sheet: &Sheet,
    clipped: &Clipped,
    after: &engine::Snapshot,
    tensor: &TensorInfo,
    row: usize,
    column: usize,
) -> Vec<Line> {
    let at = tensor.offset + row * tensor.columns + column;
    let name = name(sheet, tensor, row, column);
    let g = if clipped.changed { clipped_name(&name) } else { name.clone().partial() };
    let clip = clipped.changed.then(|| clip_line(sheet, clipped, &g, &name, at));
    let slots = |state: &[Vec<f64>]| state.iter().filter_map(|slot| slot.get(at).copied()).collect::<Vec<f64>>();
    let (memory, remembered) = (slots(&sheet.update.before.state), slots(&after.state));
    let of = Element {
        name: name.clone(),
        before: sheet.working.parameters[at],
        after: after.parameters[at],
        gradient: named(g, clipped.values[at]),
        rate: sheet.update.rate,
        step: sheet.update.before.steps + 1,
        memory: &memory,
        remembered: &remembered,
        norm: clipped.norm,
    };
    let term = Term { at: sheet.number + 1, ..sheet.term(symbol(tensor), &[row, column], None) };
    let mut rule = rules::lines(sheet.spec.training.optimizer, &of);
    let bound = sheet.spec.training.max_norm.filter(|_| tensor.role == Role::Weight);
    let steps = rule.pop().map_or_else(Vec::new, |step| match bound {
        None => vec![step],
        Some(bound) => max_norm(step, bound, after.parameters[at]).into(),
    });
    let mut lines: Vec<Line> = clip.into_iter().chain(rule).chain(steps).collect();
    let last = lines.pop().map(|last| last.term(term));
    lines.extend(last);
    lines
}

/// A step, and what max-norm leaves of it.
fn max_norm(step: Line, bound: f64, after: f64) -> [Line; 2] {
    let value = step.formula.value();
    let factor = if value == 0.0 { 1.0 } else { after / value };
    let step = step.worth(value);
    let remark = match (factor - 1.0).abs() < 1e-12 {
        true => format!("max-norm {bound}: the column is short enough"),
        false => format!("max-norm: its column is shortened to {bound}"),
    };
    let formula = times([number(factor), named(step.name.clone(), value)]);
    let line = Line::new(step.name.clone(), formula).worth(after).remark(remark);
    [step, line]
}

/// g with the indices of its parameter.
fn clipped_name(name: &Name) -> Name {
    match name {
        Name::Letter { layer, index, .. } => {
            Name::Letter { letter: CLIPPED, layer: *layer, index: index.clone(), side: UpdateSide::Before }
        }
        other => other.clone(),
    }
}

fn clip_line(sheet: &Sheet, clipped: &Clipped, g: &Name, name: &Name, at: usize) -> Line {
    let raw = named(name.clone().partial(), sheet.working.gradients[at]);
    let formula = match sheet.spec.training.clip.and_then(|clip| clip.value) {
        Some(bound) => {
            let above = Formula::Call(Function::Min, vec![raw, number(bound)]);
            Formula::Call(Function::Max, vec![number(-bound), above])
        }
        None => {
            let factor = clipped.values[at] / sheet.working.gradients[at];
            times([raw, number(if factor.is_nan() { 1.0 } else { factor })])
        }
    };
    Line::new(g.clone(), formula).worth(clipped.values[at])
}
