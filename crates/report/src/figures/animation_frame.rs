//! The moment of training that a panel shows: the end, or one frame of an animation.

use experiment::spec::Figure as FigureRequest;

use super::table_view::TableView;

/// What a panel shows of a training: its end, or a frame of an animation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AnimationFrame<'a> {
    /// The end of training, in a figure that is not animated.
    End,
    /// A frame of an animation: the number of an epoch, or "final".
    Frame(&'a str),
}

impl<'a> AnimationFrame<'a> {
    /// The moments that a figure shows of tables whose labels are frames: every epoch of any table, then the end.
    pub fn all(request: &FigureRequest, views: impl IntoIterator<Item = TableView<'a>>) -> Vec<AnimationFrame<'a>> {
        if !request.animate {
            return vec![AnimationFrame::End];
        }
        let mut labels: Vec<&str> = views.into_iter().flat_map(TableView::labels).collect();
        labels.sort_by_key(|label| epoch(label));
        labels.dedup();
        labels.into_iter().map(AnimationFrame::Frame).collect()
    }

    /// The label of the rows that show this moment: the latest epoch up to the frame, and "final" once training has
    /// ended.
    pub fn of(self, view: TableView<'a>) -> &'a str {
        let AnimationFrame::Frame(frame) = self else { return "final" };
        let mut labels = view.labels();
        labels.sort_by_key(|label| epoch(label));
        let passed = labels.partition_point(|label| epoch(label) <= epoch(frame));
        match (passed.checked_sub(1), labels.get(passed)) {
            (Some(last), _) if labels[last] == frame => frame,
            (Some(_), Some(&"final")) | (None, _) | (_, None) => "final",
            (Some(last), Some(_)) => labels[last],
        }
    }

    /// The moment in words; none of a still. Every frame of an animation has one, so that the panels keep their place.
    pub fn in_words(self) -> String {
        match self {
            AnimationFrame::End => String::new(),
            AnimationFrame::Frame("final") => "after training".to_string(),
            AnimationFrame::Frame(epoch) => format!("epoch {epoch}"),
        }
    }
}

/// The epoch of a frame; "final" is later than every epoch.
fn epoch(label: &str) -> usize {
    label.parse().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use experiment::record::LabeledTable;
    use experiment::spec::FigureKind;

    use super::*;

    fn table(labels: &[&str]) -> LabeledTable {
        let rows = labels.iter().map(|label| ((*label).to_owned(), vec![0.0])).collect();
        LabeledTable { columns: vec!["frame".to_owned(), "x".to_owned()], rows }
    }

    /// One arm is kept at 0, 1 and 10 of its 10 epochs, the other at 0, 2, 7 and 50 of its 50.
    #[test]
    fn frames_are_those_of_all_arms() {
        let tables = [table(&["0", "1", "10", "final"]), table(&["0", "2", "7", "50", "final"])];
        let views = tables.each_ref().map(TableView::new);
        let request = FigureRequest { animate: true, ..FigureRequest::of(FigureKind::DecisionRegions) };
        let all = AnimationFrame::all(&request, views);
        assert_eq!(all, ["0", "1", "2", "7", "10", "50", "final"].map(AnimationFrame::Frame));
        let first: Vec<&str> = all.iter().map(|moment| moment.of(views[0])).collect();
        assert_eq!(first, ["0", "1", "1", "1", "10", "final", "final"]);
        let second: Vec<&str> = all.iter().map(|moment| moment.of(views[1])).collect();
        assert_eq!(second, ["0", "0", "2", "7", "7", "50", "final"]);
    }
}
