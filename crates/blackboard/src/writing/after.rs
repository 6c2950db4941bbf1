//! What a board ends with: the parameters after all updates, and the objective of all training rows before and after.

use engine::{Layout, Update};

use super::{Wish, intro, words};
use crate::board::{Block, Line};
use crate::formula::number;
use crate::name::{Letter, Name};
use crate::working::{PLAIN, work};

pub(super) fn write(wish: &Wish, blocks: &mut Vec<Block>) {
    let updates = &wish.followed.updates;
    let known = (0..=wish.steps).rev().find_map(|made| Some((made, updates.get(&made)?)));
    let (Some((made, last)), Some(first)) = (known.filter(|(made, _)| *made > 0), updates.get(&0)) else {
        return;
    };
    let count = if made == 1 { "one update".to_owned() } else { format!("{made} updates") };
    blocks.push(Block::Heading(1, format!("After {count}")));
    let layout = Layout::of(wish.spec, wish.dataset.inputs.columns(), wish.dataset.targets.columns());
    intro::tables(wish, &layout, &last.before.parameters, "after", blocks);
    let way = match wish.spec.training.update {
        experiment::spec::Update::Simultaneous => "simultaneous",
        experiment::spec::Update::Sequential => "sequential",
    };
    let rows = wish.dataset.train.len();
    let what = if rows == 1 { "the training row".to_owned() } else { format!("all {rows} training rows") };
    let drops = wish.spec.dropouts().iter().any(|p| *p > 0.0);
    let dropped = if drops { ", with nothing dropped" } else { "" };
    blocks.push(words(format!("The objective of {what}{dropped}, before and after {count} ({way}):")));
    let name = Name::plain(Letter::OBJECTIVE);
    blocks.push(Block::Lines(vec![
        Line::new(name.clone(), number(objective(wish, first))),
        Line::new(name.after(), number(objective(wish, last))),
    ]));
}

/// J of all training rows as one batch.
fn objective(wish: &Wish, at: &Update) -> f64 {
    let all = Update { rows: wish.dataset.train.clone(), masks: Vec::new(), ..at.clone() };
    let working = work(wish.spec, wish.dataset, &all, &PLAIN);
    working.loss + working.penalty
}
