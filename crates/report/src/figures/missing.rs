//! Why a figure of the config could not be drawn.

use experiment::spec::FigureKind;

use crate::markdown::code;

/// The sentence that stands in the report in place of a figure.
pub fn missing(kind: FigureKind) -> String {
    format!("The figure {} could not be drawn: {}.", code(kind.as_str()), needs(kind))
}

fn needs(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::DecisionRegions => "it needs exactly two numeric input columns, both among the features",
        FigureKind::LearningCurves | FigureKind::Updates => "nothing was trained",
        FigureKind::Corrections => "it needs a perceptron with two inputs and no features",
        FigureKind::ConfusionMatrix => "it needs classes",
        FigureKind::RocCurve | FigureKind::PrecisionRecallCurve => {
            "it needs classes, with rows of each in the part that evaluates"
        }
        FigureKind::ReliabilityDiagram => "it needs probabilities of classes: a softmax or sigmoid output",
        FigureKind::PermutationImportance => "the metric is not a number for any mixture of the rows",
        FigureKind::LossSurface => {
            "it needs from 2 to 5000 parameters and at least one update after which they are finite"
        }
        FigureKind::Network => "a layer has more than 100 units",
        FigureKind::Functions => "it needs one input, one output and hidden = [1]",
        FigureKind::RangeTest => "the very first update was not finite",
        FigureKind::Predictions
        | FigureKind::WeightHistograms
        | FigureKind::ActivationHistograms
        | FigureKind::GradientNorms
        | FigureKind::LayerHealth => "no run recorded it",
    }
}
