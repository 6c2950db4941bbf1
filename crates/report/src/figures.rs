//! Which figures a report has: learning curves and agreement always, then those that the config asks for.
//!
//! A [`CaptionedFigure`] is a figure as a book prints it: the picture, the words below it, the numbers behind it. Each file
//! `figures/<kind>.rs` makes the plates of one kind from records; a kind whose table no record holds gives none, and `missing` says why.

mod agreement;
mod arms;
mod confusion_matrix;
mod corrections;
mod curves;
mod decision_regions;
mod functions;
mod gradient_norms;
mod histograms;
mod layer_health;
mod loss_surface;
mod missing;
mod moment;
mod network;
mod plane;
mod predictions;
mod range_test;

use experiment::Experiment;
use experiment::record::Record;
use experiment::spec::{Figure as Asked, FigureKind};

use crate::figure::Figure;
use histograms::What;

/// A figure, the words below it and the numbers behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaptionedFigure {
    /// The picture; several are the frames of an animation, of which paper shows the last. Never empty.
    pub frames: Vec<Figure>,
    /// What one sees, in whole sentences, written from the data; Markdown without line breaks.
    pub caption: String,
    /// The numbers it was drawn from; by default those of the last frame's points.
    pub csv: Option<String>,
}

impl CaptionedFigure {
    /// A plate that does not move.
    pub fn still(figure: Figure, caption: impl Into<String>) -> CaptionedFigure {
        CaptionedFigure { frames: vec![figure], caption: caption.into(), csv: None }
    }

    /// A plate that shows `frames`, at least one, one after the other.
    pub fn moving(frames: Vec<Figure>, caption: impl Into<String>) -> CaptionedFigure {
        assert!(!frames.is_empty(), "an animation has a frame");
        CaptionedFigure { frames, caption: caption.into(), csv: None }
    }

    /// The same plate with numbers of its own behind it.
    pub fn csv(self, csv: String) -> CaptionedFigure {
        CaptionedFigure { csv: Some(csv), ..self }
    }

    /// The picture that paper shows.
    pub fn last(&self) -> &Figure {
        self.frames.last().expect("a plate has a picture")
    }
}

/// All plates of a report, in its order, and a sentence for each figure that was asked for and has none. `records` are
/// all runs of the experiment, arm after arm.
pub fn figures(experiment: &Experiment, records: &[Record]) -> (Vec<CaptionedFigure>, Vec<String>) {
    let mut plates: Vec<CaptionedFigure> = curves::draw(records).into_iter().chain(agreement::draw(records)).collect();
    let mut missing = Vec::new();
    for asked in &experiment.figure {
        match of_kind(asked, records) {
            none if none.is_empty() => missing.push(missing::missing(asked.kind)),
            some => plates.extend(some),
        }
    }
    (plates, missing)
}

fn of_kind(asked: &Asked, records: &[Record]) -> Vec<CaptionedFigure> {
    match asked.kind {
        FigureKind::DecisionRegions => decision_regions::draw(asked, records),
        FigureKind::Corrections => corrections::draw(records),
        FigureKind::Predictions => predictions::draw(asked, records),
        FigureKind::ConfusionMatrix => confusion_matrix::draw(records),
        FigureKind::WeightHistograms => histograms::draw(What::Weights, records),
        FigureKind::ActivationHistograms => histograms::draw(What::PreActivations, records),
        FigureKind::GradientNorms => gradient_norms::draw(records),
        FigureKind::LayerHealth => layer_health::draw(records),
        FigureKind::LossSurface => loss_surface::draw(records),
        FigureKind::Network => network::draw(records),
        FigureKind::Functions => functions::draw(records),
        FigureKind::RangeTest => range_test::draw(records),
    }
}
