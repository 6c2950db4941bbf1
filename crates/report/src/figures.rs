//! The figures of a report: those that the config asks for, and learning curves and agreement always.
//!
//! A [`CaptionedFigure`] is a picture with its caption and its numbers. Each file `figures/<kind>.rs` makes the figures
//! of one kind from records. Where no record holds what a kind needs there is no figure, and `missing` gives the
//! reason.

mod agreement;
mod confusion_matrix;
mod corrections;
mod curves;
mod decision_regions;
mod functions;
mod gradient_norms;
mod histograms;
mod importance;
mod labels;
mod layer_health;
mod layers;
mod looks;
mod loss_surface;
mod missing;
mod moment;
mod network;
mod plane;
mod predictions;
mod range_test;
mod ranking;
mod reliability;
mod table_view;

use experiment::Experiment;
use experiment::record::Record;
use experiment::spec::{Figure as FigureRequest, FigureKind};

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
    pub fn still(figure: Figure, caption: impl Into<String>) -> CaptionedFigure {
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
        figures.extend(curves::draw(records));
    }
    figures.extend(agreement::draw(records));
    (figures, missing)
}

/// The figures that the config asks for.
pub fn requested(experiment: &Experiment, records: &[Record]) -> (Vec<CaptionedFigure>, Vec<String>) {
    let (mut figures, mut missing) = (Vec::new(), Vec::new());
    for request in &experiment.figure {
        match of_kind(request, &looks::chosen(request, records)) {
            empty if empty.is_empty() => missing.push(missing::missing(request.kind)),
            drawn => figures.extend(drawn.into_iter().map(|figure| looks::applied(request, figure))),
        }
    }
    (figures, missing)
}

fn of_kind(request: &FigureRequest, records: &[Record]) -> Vec<CaptionedFigure> {
    match request.kind {
        FigureKind::LearningCurves => curves::draw(records),
        FigureKind::DecisionRegions => decision_regions::draw(request, records),
        FigureKind::Corrections => corrections::draw(records),
        FigureKind::Predictions => predictions::draw(request, records),
        FigureKind::ConfusionMatrix => confusion_matrix::draw(records),
        FigureKind::RocCurve => ranking::draw(Curve::Roc, records),
        FigureKind::PrecisionRecallCurve => ranking::draw(Curve::PrecisionRecall, records),
        FigureKind::ReliabilityDiagram => reliability::draw(records),
        FigureKind::PermutationImportance => importance::draw(records),
        FigureKind::WeightHistograms => histograms::draw(HistogramOf::Weights, records),
        FigureKind::ActivationHistograms => histograms::draw(HistogramOf::PreActivations, records),
        FigureKind::GradientNorms => gradient_norms::draw(records),
        FigureKind::LayerHealth => layer_health::draw(records),
        FigureKind::LossSurface => loss_surface::draw(records),
        FigureKind::Network => network::draw(records),
        FigureKind::Functions => functions::draw(records),
        FigureKind::RangeTest => range_test::draw(records),
    }
}
