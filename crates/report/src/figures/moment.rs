//! Which moment of training a panel shows: its end, or one frame of an animation.

use experiment::spec::Figure as Asked;

use super::arms::TableView;

/// A moment of training.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Moment<'a> {
    /// The network that training leaves, in a figure that stands still.
    End,
    /// A frame of an animation: an epoch, or "final".
    Frame(&'a str),
}

impl<'a> Moment<'a> {
    /// All moments that a figure shows of tables labeled by frames: every epoch that any of them has, then the end.
    pub fn all(asked: &Asked, sheets: impl IntoIterator<Item = TableView<'a>>) -> Vec<Moment<'a>> {
        if !asked.animate {
            return vec![Moment::End];
        }
        let mut labels: Vec<&str> = sheets.into_iter().flat_map(TableView::labels).collect();
        labels.sort_by_key(|label| epoch(label));
        labels.dedup();
        labels.into_iter().map(Moment::Frame).collect()
    }

    /// The label of its rows in a table: of the epochs before a frame the last; an arm that ended stays as it ended.
    pub fn of(self, sheet: TableView<'a>) -> &'a str {
        let Moment::Frame(frame) = self else { return "final" };
        let mut labels = sheet.labels();
        labels.sort_by_key(|label| epoch(label));
        let passed = labels.partition_point(|label| epoch(label) <= epoch(frame));
        match (passed.checked_sub(1), labels.get(passed)) {
            (Some(last), _) if labels[last] == frame => frame,
            (Some(_), Some(&"final")) | (None, _) | (_, None) => "final",
            (Some(last), Some(_)) => labels[last],
        }
    }

    /// The line above all panels: every frame of an animation has one, else the panels would jump.
    pub fn heading(self) -> String {
        match self {
            Moment::End => String::new(),
            Moment::Frame("final") => "after training".to_string(),
            Moment::Frame(epoch) => format!("epoch {epoch}"),
        }
    }
}

/// The epoch of a frame; "final" comes after all.
fn epoch(label: &str) -> usize {
    label.parse().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use experiment::record::Table;
    use experiment::spec::FigureKind;

    use super::*;

    fn table(labels: &[&str]) -> Table {
        let rows = labels.iter().map(|label| ((*label).to_owned(), vec![0.0])).collect();
        Table { columns: vec!["frame".to_owned(), "x".to_owned()], rows }
    }

    /// One arm is kept at 0, 1 and 10 of its 10 epochs, the other at 0, 2, 7 and 50 of its 50.
    #[test]
    fn frames_are_those_of_all_arms() {
        let tables = [table(&["0", "1", "10", "final"]), table(&["0", "2", "7", "50", "final"])];
        let sheets = tables.each_ref().map(TableView::of_table);
        let asked = Asked { kind: FigureKind::DecisionRegions, animate: true };
        let all = Moment::all(&asked, sheets);
        assert_eq!(all, ["0", "1", "2", "7", "10", "50", "final"].map(Moment::Frame));
        let first: Vec<&str> = all.iter().map(|moment| moment.of(sheets[0])).collect();
        assert_eq!(first, ["0", "1", "1", "1", "10", "final", "final"]);
        let second: Vec<&str> = all.iter().map(|moment| moment.of(sheets[1])).collect();
        assert_eq!(second, ["0", "0", "2", "7", "7", "50", "final"]);
    }
}
