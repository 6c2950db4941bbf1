//! What a board ends with: the parameters after all updates, and the objective of all training rows before and after.

use engine::{Layout, Update};

use super::{BoardRequest, intro, words};
use crate::board::{Block, Line};
use crate::formula::number;
use crate::name::{Letter, Name};
use crate::working::{PLAIN, work};

pub(super) fn write(request: &BoardRequest, blocks: &mut Vec<Block>) {
    let updates = &request.followed.updates;
    let known = (0..=request.steps).rev().find_map(|made| Some((made, updates.get(&made)?)));
    let (Some((made, last)), Some(first)) = (known.filter(|(made, _)| *made > 0), updates.get(&0)) else {
        return;
    };
    let count = if made == 1 { "one update".to_owned() } else { format!("{made} updates") };
    blocks.push(Block::Heading(1, format!("After {count}")));
    let layout = Layout::of(request.spec, request.dataset.inputs.columns(), request.dataset.targets.columns());
    intro::tables(request, &layout, &last.before.parameters, "after", blocks);
    let way = match request.spec.training.update {
        experiment::spec::Update::Simultaneous => "simultaneous",
        experiment::spec::Update::Sequential => "sequential",
    };
    let rows = request.dataset.train.len();
    let what = if rows == 1 { "the training row".to_owned() } else { format!("all {rows} training rows") };
    let drops = request.spec.dropouts().iter().any(|p| *p > 0.0);
    let dropped = if drops { ", with nothing dropped" } else { "" };
    blocks.push(words(format!("The objective of {what}{dropped}, before and after {count} ({way}):")));
    let name = Name::plain(Letter::OBJECTIVE);
    blocks.push(Block::Lines(vec![
        Line::new(name.clone(), number(objective(request, first))),
        Line::new(name.after(), number(objective(request, last))),
    ]));
}

/// J of all training rows as one batch.
fn objective(request: &BoardRequest, at: &Update) -> f64 {
    let all = Update { rows: request.dataset.train.clone(), masks: Vec::new(), ..at.clone() };
    let working = work(request.spec, request.dataset, &all, &PLAIN);
    working.loss + working.penalty
}
