//! The figures of a report: those that the config asks for, and learning curves and agreement always.
//!
//! A [`CaptionedFigure`] is a picture with its caption and its numbers. Each file `figures/<kind>.rs` makes the figures
//! of one kind from records. Where no record holds what a kind needs there is no figure, and `missing` gives the
//! reason.

mod agreement;
mod animation_frame;
mod confusion_matrix;
mod corrections;
mod curves;
mod decision_regions;
mod functions;
mod gradient_norms;
mod histograms;
mod importance;
mod layer_health;
mod layers;
mod looks;
mod loss_surface;
mod missing;
mod network;
mod plane;
mod predictions;
mod range_test;
mod ranking;
mod reliability;
mod shared_axis;
mod table_view;
mod updates;
mod wording;

use experiment::Experiment;
use experiment::record::Record;
use experiment::spec::{Figure as FigureRequest, FigureKind};

use crate::arms::{Arm, arms};
use crate::figure::Figure;
pub use curves::drawn;
use histograms::HistogramOf;
use ranking::Curve;
pub(crate) use table_view::MOST_PANELS;

/// A figure with its caption and its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct CaptionedFigure {
    /// The picture, or the frames of an animation, of which a printed page shows the last. Never empty.
    pub frames: Vec<Figure>,
    /// Sentences that describe the picture, made from its data; Markdown without line breaks.
    pub caption: String,
    /// Its numbers as CSV; by default those of the last frame.
    pub csv: Option<String>,
    /// The width that the config asks for, in pixels.
    pub width: Option<u32>,
}

impl CaptionedFigure {
    /// A figure of one frame.
    pub fn single_frame(figure: Figure, caption: impl Into<String>) -> CaptionedFigure {
        CaptionedFigure { frames: vec![figure], caption: caption.into(), csv: None, width: None }
    }

    /// An animation of `frames`, at least one.
    pub fn animated(frames: Vec<Figure>, caption: impl Into<String>) -> CaptionedFigure {
        assert!(!frames.is_empty(), "an animation has a frame");
        CaptionedFigure { frames, caption: caption.into(), csv: None, width: None }
    }

    /// The same figure with these numbers in place of the default.
    pub fn csv(self, csv: String) -> CaptionedFigure {
        CaptionedFigure { csv: Some(csv), ..self }
    }

    /// The frame that a printed page shows.
    pub fn last(&self) -> &Figure {
        self.frames.last().expect("a figure has a frame")
    }
}

/// The figures of a report in their order, and a sentence for each figure of the config that cannot be drawn. `records`
/// are all runs of the experiment, arm after arm.
///
/// The first one is to show the answer: it is the first that the config asks for. The learning curves follow those that
/// are asked for, unless they are among them, and the agreement of the engines is the last.
pub fn figures(experiment: &Experiment, records: &[Record]) -> (Vec<CaptionedFigure>, Vec<String>) {
    let (mut figures, missing) = requested(experiment, records);
    if experiment.figure.iter().all(|request| request.kind != FigureKind::LearningCurves) {
        figures.extend(curves::draw(&arms(records)));
    }
    figures.extend(agreement::draw(records));
    (figures, missing)
}

/// The figures that the config asks for.
pub fn requested(experiment: &Experiment, records: &[Record]) -> (Vec<CaptionedFigure>, Vec<String>) {
    let (mut figures, mut missing) = (Vec::new(), Vec::new());
    let arms = arms(records);
    for request in &experiment.figure {
        match of_kind(request, &looks::chosen(request, &arms)) {
            empty if empty.is_empty() => missing.push(missing::missing(request.kind)),
            drawn => figures.extend(drawn.into_iter().map(|figure| looks::applied(request, figure))),
        }
    }
    (figures, missing)
}

fn of_kind(request: &FigureRequest, arms: &[Arm]) -> Vec<CaptionedFigure> {
    match request.kind {
        FigureKind::LearningCurves => curves::draw(arms),
        FigureKind::DecisionRegions => decision_regions::draw(request, arms),
        FigureKind::Corrections => corrections::draw(arms),
        FigureKind::Predictions => predictions::draw(request, arms),
        FigureKind::ConfusionMatrix => confusion_matrix::draw(arms),
        FigureKind::RocCurve => ranking::draw(Curve::Roc, arms),
        FigureKind::PrecisionRecallCurve => ranking::draw(Curve::PrecisionRecall, arms),
        FigureKind::ReliabilityDiagram => reliability::draw(arms),
        FigureKind::PermutationImportance => importance::draw(arms),
        FigureKind::WeightHistograms => histograms::draw(HistogramOf::Weights, arms),
        FigureKind::ActivationHistograms => histograms::draw(HistogramOf::PreActivations, arms),
        FigureKind::GradientNorms => gradient_norms::draw(arms),
        FigureKind::LayerHealth => layer_health::draw(arms),
        FigureKind::LossSurface => loss_surface::draw(arms),
        FigureKind::Network => network::draw(arms),
        FigureKind::Functions => functions::draw(arms),
        FigureKind::RangeTest => range_test::draw(arms),
        FigureKind::Updates => updates::draw(arms),
    }
}
