//! Why a figure that the config asks for is not there.

use experiment::Experiment;
use experiment::record::Record;
use experiment::spec::FigureKind;

/// A sentence for each figure that was asked for and could not be drawn.
pub fn missing(experiment: &Experiment, records: &[Record]) -> Vec<String> {
    let absent = experiment.figure.iter().map(|asked| asked.kind).filter(|kind| absent(*kind, records));
    absent.map(|kind| format!("There is no picture of the {}: {}.", words(kind), needs(kind))).collect()
}

fn absent(kind: FigureKind, records: &[Record]) -> bool {
    let recorded = |record: &Record| record.tables.get(table(kind)).is_some_and(|table| !table.rows.is_empty());
    !records.iter().any(recorded)
}

/// The table that a kind is drawn from.
fn table(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::DecisionRegions => "decision-regions",
        FigureKind::Corrections => "corrections",
        FigureKind::Predictions => "fit-points",
        FigureKind::ConfusionMatrix => "confusion-matrix",
        FigureKind::WeightHistograms => "weight-histograms",
        FigureKind::ActivationHistograms => "activation-histograms",
        FigureKind::GradientNorms => "gradient-norms",
        FigureKind::LayerHealth => "layer-health",
        FigureKind::LossSurface => "loss-surface",
        FigureKind::Network => "network",
        FigureKind::Functions => "functions",
        FigureKind::RangeTest => "range-test",
    }
}

fn words(kind: FigureKind) -> String {
    table(kind).replace("fit-points", "predictions").replace('-', " ")
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
