//! Figures that a config asks for beyond the learning curves and the agreement.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// One further figure of the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What the figure shows.
    pub kind: FigureKind,
    /// Whether the figure is animated over the epochs; for `decision-regions` and `predictions`.
    #[serde(default)]
    pub animate: bool,
}

/// What a figure shows; the runner records what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum FigureKind {
    /// The predicted class or probability over the plane of two inputs, with the training points.
    DecisionRegions,
    /// A perceptron's boundary after every correction.
    Corrections,
    /// Outputs against targets, and residuals; for one input the fitted curve over the data.
    Predictions,
    /// Counts of true against predicted classes.
    ConfusionMatrix,
    /// Recall over false alarms, for every threshold of the output.
    RocCurve,
    /// Precision over recall, for every threshold of the output.
    PrecisionRecallCurve,
    /// How often probabilities come true, in ten bins.
    ReliabilityDiagram,
    /// How much worse the judge's metric gets when a column is mixed up among the rows, for each column.
    PermutationImportance,
    /// Histograms of each layer's weights over the epochs.
    WeightHistograms,
    /// Histograms of each layer's pre-activations over the epochs.
    ActivationHistograms,
    /// The norm of each layer's gradient over the epochs.
    GradientNorms,
    /// The update-to-weight ratio and the shares of saturated and dead units, per layer and epoch.
    LayerHealth,
    /// The path of the optimizer on the loss surface of the two parameters of largest travel.
    LossSurface,
    /// The network itself with its trained weights.
    Network,
    /// The activation functions of the sweep and their derivatives.
    Functions,
    /// Loss against a learning rate that grows with every step, on a copy of the network.
    RangeTest,
}

impl FigureKind {
    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
