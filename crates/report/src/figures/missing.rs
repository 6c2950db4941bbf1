//! Why a figure that the config asks for is not there.

use experiment::spec::FigureKind;

/// A sentence for a figure that was asked for and could not be drawn.
pub fn missing(kind: FigureKind) -> String {
    format!("There is no picture of the {}: {}.", kind.as_str().replace('-', " "), needs(kind))
}

fn needs(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::DecisionRegions => "it needs data of two columns that are numbers, themselves among the features",
        FigureKind::Corrections => "it needs a perceptron on two inputs, without features",
        FigureKind::ConfusionMatrix => "it needs classes",
        FigureKind::LossSurface => "it needs two parameters or more, at most 5000, and an update that kept them finite",
        FigureKind::Network => "a layer has more than 100 units",
        FigureKind::Functions => "it needs one input, one output and hidden = [1] with a bias",
        FigureKind::RangeTest => "the very first update was not finite",
        FigureKind::Predictions
        | FigureKind::WeightHistograms
        | FigureKind::ActivationHistograms
        | FigureKind::GradientNorms
        | FigureKind::LayerHealth => "no run recorded it",
    }
}
