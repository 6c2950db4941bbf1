//! An axis: its label, its unit, its scale and its range.

/// One axis of a panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The name of the quantity, e.g. "objective".
    pub label: String,
    /// The unit of the quantity, e.g. "nats"; empty for a pure number.
    pub unit: String,
    /// How values are spaced.
    pub scale: Scale,
    /// The values at the two ends; `None` takes them from the data. What lies outside is cut off.
    pub range: Option<(f64, f64)>,
}

/// How values are spaced along an axis.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios. Points with a zero or a negative value are dropped and break their line.
    Log,
    /// Names at 0, 1, 2, …, from left to right, or from top to bottom as in a table.
    Category(Vec<String>),
}

impl Axis {
    /// A linear axis over the range of the data.
    pub fn linear(label: impl Into<String>) -> Self {
        Self { label: label.into(), unit: String::new(), scale: Scale::Linear, range: None }
    }

    /// A logarithmic axis over the range of the positive data.
    pub fn log(label: impl Into<String>) -> Self {
        Self { scale: Scale::Log, ..Self::linear(label) }
    }

    /// An axis of names.
    pub fn category(label: impl Into<String>, names: Vec<String>) -> Self {
        Self { scale: Scale::Category(names), ..Self::linear(label) }
    }

    /// The same axis with a unit.
    pub fn unit(self, unit: impl Into<String>) -> Self {
        Self { unit: unit.into(), ..self }
    }

    /// The same axis from `low` to `high`.
    pub fn range(self, low: f64, high: f64) -> Self {
        Self { range: Some((low, high)), ..self }
    }

    /// The title of the axis: its label, and its unit in parentheses.
    pub fn title(&self) -> String {
        match (self.label.is_empty(), self.unit.is_empty()) {
            (_, true) => self.label.clone(),
            (true, false) => format!("({})", self.unit),
            (false, false) => format!("{} ({})", self.label, self.unit),
        }
    }
}
