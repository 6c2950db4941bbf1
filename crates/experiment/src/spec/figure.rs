//! Figures that a config asks for beyond the learning curves and the agreement.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::ArmName;

/// One further figure of the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What the figure shows.
    pub kind: FigureKind,
    /// Whether the figure is animated over the epochs; for `decision-regions` and `predictions`.
    #[serde(default)]
    pub animate: bool,
    /// A few words above the picture that say what is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub title: Option<String>,
    /// The width of the picture in pixels; its words grow with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 100, max = 10_000))]
    pub width: Option<u32>,
    /// Both ends of the horizontal axis, `[0, 20]`; by default those of the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x_range: Option<[f64; 2]>,
    /// Both ends of the vertical axis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y_range: Option<[f64; 2]>,
    /// The words at the horizontal axis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x_label: Option<String>,
    /// The words at the vertical axis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y_label: Option<String>,
    /// Which axes are logarithmic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<LogAxes>,
    /// The arms that are drawn, each named as in a claim; by default all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub arms: Option<Vec<ArmName>>,
    /// The seed whose runs are drawn; by default those of all seeds, or of the first where one run is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Where the legend stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legend: Option<LegendPlace>,
}

/// Which axes are logarithmic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LogAxes {
    /// The horizontal one.
    X,
    /// The vertical one.
    Y,
    /// Both.
    Both,
}

impl LogAxes {
    /// Whether the horizontal axis is one of them.
    pub fn includes_x(self) -> bool {
        matches!(self, LogAxes::X | LogAxes::Both)
    }

    /// Whether the vertical axis is one of them.
    pub fn includes_y(self) -> bool {
        matches!(self, LogAxes::Y | LogAxes::Both)
    }
}

/// Where a legend stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LegendPlace {
    /// Below the panels.
    Below,
    /// Right of the panels.
    Right,
    /// Nowhere.
    None,
}

impl Figure {
    /// A figure of a kind, as it is without further keys.
    pub fn of(kind: FigureKind) -> Figure {
        let (title, width, x_range, y_range, x_label, y_label) = (None, None, None, None, None, None);
        let (log, arms, seed, legend) = (None, None, None, None);
        Figure { kind, animate: false, title, width, x_range, y_range, x_label, y_label, log, arms, seed, legend }
    }

    /// What of it must be recorded while a run trains, and so belongs to the run; its looks do not.
    pub fn recorded(&self) -> Option<Figure> {
        (self.kind != FigureKind::LearningCurves).then(|| Figure { animate: self.animate, ..Figure::of(self.kind) })
    }
}

/// What a figure shows; the runner records what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum FigureKind {
    /// Loss, and accuracy or R², over the epochs; every report has it, this gives it a place and its looks.
    LearningCurves,
    /// The predicted class or probability over the plane of two inputs, with the training points.
    DecisionRegions,
    /// A perceptron's boundary after every correction.
    Corrections,
    /// Outputs against targets, and residuals; for one input the fitted curve over the data.
    Predictions,
    /// Counts of true against predicted classes.
    ConfusionMatrix,
    /// Recall over the false positive rate, for every threshold of the output.
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
    /// The update-to-weight ratio and the shares of saturated activations and dead units, per layer and epoch.
    LayerHealth,
    /// The path of the optimizer on the loss surface of the two parameters of largest travel.
    LossSurface,
    /// The network itself with its trained weights.
    Network,
    /// The activation functions of the sweep and their derivatives.
    Functions,
    /// Loss against a learning rate that grows with every step, on a copy of the network.
    RangeTest,
    /// The loss after every update of the first three epochs.
    Updates,
}

impl FigureKind {
    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}
