//! The results: a row for each arm with means and intervals, the baselines, and how training ended.
//!
//! Where `[judge]` names the metric that decides, the best mean of it is in bold; else no number is, for a column alone
//! does not answer the question. A further measure that judges is the first column (`judged`).

mod baselines;
mod columns;
pub(super) mod ending;
mod intervals;
mod judged;
mod notes;
mod scores;
mod shown;

use experiment::record::Record;

use crate::arms::{Arm, arms};
use crate::evaluation;
use crate::judge::RankingMeasure;
use crate::tables::MarkdownTable;
use columns::Columns;

/// The table in Markdown, with the notes that explain it.
pub fn section(records: &[Record]) -> String {
    let judge = RankingMeasure::of(records);
    let arms = ordered(records, judge.as_ref());
    let metrics = shown::metrics(records);
    if metrics.is_empty() {
        return String::new();
    }
    let columns = Columns::of(&arms, metrics, judge.as_ref());
    let mut table = MarkdownTable::new(columns.heads());
    (0..arms.len()).for_each(|index| table.row(columns.arm(index)));
    for (name, values) in baselines::rows(&arms, &columns.metrics) {
        table.row(columns.baseline(name, values));
    }
    format!("{}\n{}", table.markdown(), notes::all(&columns).join(" "))
}

/// The arms in the order of the config, or the best first where `[judge]` names what decides.
fn ordered<'r>(records: &'r [Record], judge: Option<&RankingMeasure>) -> Vec<Arm<'r>> {
    let all = arms(records);
    if let Some(judge) = judge {
        return judge.ordered(&all).into_iter().cloned().collect();
    }
    let Some(metric) = records.first().and_then(|record| record.run.spec.judge.results_metric()) else { return all };
    let mut ordered: Vec<Arm> = evaluation::ranking(&all, metric).into_iter().map(|(arm, _)| arm.clone()).collect();
    // An arm without any value comes last.
    let unranked = all.iter().filter(|arm| ordered.iter().all(|known| known.label != arm.label));
    let unranked: Vec<Arm> = unranked.cloned().collect();
    ordered.extend(unranked);
    ordered
}
