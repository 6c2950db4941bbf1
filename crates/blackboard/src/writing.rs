//! The board of a network: its updates worked by hand, from the inputs to the new weights.

mod activation;
mod after;
mod backward;
mod called;
mod chain;
mod forward;
mod gradients;
mod intro;
mod loss;
mod normalization;
mod rules;
mod sheet;
mod single;
mod update;

use std::sync::Arc;

use engine::{Dataset, FollowedTraining, Update};
use experiment::Spec;
use experiment::spec;

use crate::board::{Block, Board, Words};
use crate::roundoff::Roundoff;
use crate::working::{PLAIN, step};
use sheet::Sheet;

pub(crate) use called::called;
pub(crate) use intro::{NETWORK, parameter};
pub(crate) use single::line_of;

/// What is written out, of which training.
#[derive(Debug, Clone)]
pub struct BoardRequest<'a> {
    /// The title of the board.
    pub title: &'a str,
    /// The config of the training, which names network, loss and rule.
    pub spec: &'a Spec,
    /// The rows that batches are taken from.
    pub dataset: &'a Arc<Dataset>,
    /// Its updates from the first on, one more than are written.
    pub followed: &'a FollowedTraining,
    /// How many updates are written out.
    pub steps: usize,
    /// Rows of the training part that are written in full; those of a small batch, or the first, if there are none.
    pub samples: &'a [usize],
}

/// The board of a training.
pub fn board(request: &BoardRequest) -> Board {
    let mut blocks = Vec::new();
    intro::write(request, &mut blocks);
    for number in 0..request.steps {
        let made = request.followed.end.is_none_or(|end| number < end.updates);
        let Some(update) = request.followed.updates.get(&number).filter(|_| made) else {
            let count = if number == 1 { "one update".to_owned() } else { format!("{number} updates") };
            blocks.push(words(format!("Training ends after {count}.")));
            break;
        };
        write_update(request, number, update, &mut blocks);
    }
    after::write(request, &mut blocks);
    Roundoff::default().mark(&mut blocks);
    Board { title: request.title.to_owned(), blocks }
}

/// What is rounding alone in the first updates.
pub(crate) fn rounding_of(request: &BoardRequest, updates: usize) -> Roundoff {
    let mut rounding = Roundoff::default();
    for (number, update) in request.followed.updates.range(..updates) {
        let mut blocks = Vec::new();
        write_update(request, *number, update, &mut blocks);
        rounding.mark(&mut blocks);
    }
    rounding
}

fn write_update(request: &BoardRequest, number: usize, update: &Update, blocks: &mut Vec<Block>) {
    let (working, after) = step(request.spec, request.dataset, update, &PLAIN);
    let after = after.or_else(|| Some(request.followed.updates.get(&(number + 1))?.before.clone()));
    let sheet = Sheet::new(request, number, update, &working, after.as_ref());
    blocks.push(Block::Heading(1, format!("Update {}", number + 1)));
    blocks.push(words(batch(&sheet)));
    write_parts(&sheet, blocks);
}

/// Forward, loss, backward, update.
fn write_parts(sheet: &Sheet, blocks: &mut Vec<Block>) {
    forward::write(sheet, blocks);
    loss::write(sheet, blocks);
    backward::write(sheet, blocks);
    if sheet.spec.training.update == spec::Update::Simultaneous {
        update::write(sheet, None, blocks);
    }
}

/// Which rows the batch has, and which of them are written in full.
fn batch(sheet: &Sheet) -> String {
    let rows: Vec<usize> = sheet.working.rows.iter().map(|row| sheet.training_row(*row)).collect();
    let list = |rows: &[usize]| rows.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    let which = match rows.len() {
        1 => format!("The batch is row {} of the training part", list(&rows)),
        2..=12 => format!("The batch is the rows {} of the training part", list(&rows)),
        n => format!("The batch is {n} rows of the training part, {}, …, {}", list(&rows[..4]), rows[n - 1]),
    };
    let full: Vec<usize> = sheet.samples.iter().map(|s| rows[*s]).collect();
    let rest = if full.len() == rows.len() {
        String::new()
    } else {
        let (rows, are) = if full.len() == 1 { ("Row", "is") } else { ("Rows", "are") };
        format!(" {rows} {} {are} written out in full; the others appear only in the sums.", list(&full))
    };
    format!("{which}; rows count from 0. Epoch {}, learning rate η = {}.{rest}", sheet.update.epoch, sheet.update.rate)
}

fn words(text: impl Into<String>) -> Block {
    Block::Words(vec![Words::Plain(text.into())])
}
