//! Which moment of training a panel shows: its end, or one frame of an animation.

use experiment::spec::Figure as Asked;

use super::arms::Sheet;

/// A moment of training.
#[derive(Debug, Clone, Copy)]
pub enum Moment<'a> {
    /// The network that training leaves, in a figure that stands still.
    End,
    /// A frame of an animation: an epoch, or "final".
    Frame(&'a str),
}

impl<'a> Moment<'a> {
    /// All moments that a figure shows of a table labeled by frames.
    pub fn all(asked: &Asked, sheet: Sheet<'a>) -> Vec<Moment<'a>> {
        if asked.animate { sheet.labels().into_iter().map(Moment::Frame).collect() } else { vec![Moment::End] }
    }

    /// The label of its rows in a table; an arm that ended before this frame stays as it ended.
    pub fn of(self, sheet: Sheet) -> &'a str {
        match self {
            Moment::Frame(frame) if sheet.labels().contains(&frame) => frame,
            Moment::Frame(_) | Moment::End => "final",
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
