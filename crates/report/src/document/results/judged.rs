//! The column of a further measure that judges: a cell for each arm, the best in bold, and the order in words.

use crate::arms::Arm;
use crate::judge::RankingMeasure;

/// A column of the results.
pub struct Column {
    /// Its name.
    pub name: String,
    /// A cell for each arm, in their order.
    pub cells: Vec<String>,
    /// Whether one of them is in bold.
    pub has_bold: bool,
    /// Whether an interval in one of them is cut at an end of the measure's range.
    pub has_cut: bool,
    /// A sentence that says how the arms are ordered.
    pub order: String,
}

/// The column of a judge.
pub fn column(judge: &RankingMeasure, arms: &[Arm]) -> Column {
    let best = judge.best(arms);
    let is_best = |arm: &Arm| best.is_some() && judge.mean(arm).map(|mean| mean.mean) == best;
    let cell = |arm: &Arm| match is_best(arm) {
        true => format!("**{}**", judge.text(arm)),
        false => judge.text(arm),
    };
    let cells = arms.iter().map(cell).collect();
    let has_cut = arms.iter().any(|arm| judge.is_cut(arm));
    Column { name: judge.name(), cells, has_bold: best.is_some(), has_cut, order: judge.order() }
}
