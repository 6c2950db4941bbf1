//! A small config language for the tests of the checker, with one of each kind of key.

use std::collections::BTreeMap;

use experiment::check::{self, FromConfig, Parsed};
use experiment::spec::RuleViolation;
use schemars::JsonSchema;
use serde::Deserialize;

impl FromConfig for Config {
    fn schema() -> serde_json::Value {
        check::schema::<Config>()
    }

    fn from_table(table: toml::Value) -> Result<Config, toml::de::Error> {
        Config::deserialize(table)
    }
}

/// The file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// A string that must not be empty.
    #[schemars(length(min = 1))]
    pub title: String,
    /// A list without repetitions.
    #[serde(default)]
    #[schemars(extend("uniqueItems" = true))]
    pub seeds: Vec<u64>,
    /// A table with lists.
    pub network: Network,
    /// A table with numbers and a tagged table.
    pub training: Training,
    /// A map.
    #[serde(default)]
    pub initial: BTreeMap<String, Vec<Vec<f64>>>,
    /// The axes.
    #[serde(default)]
    pub sweep: BTreeMap<String, Vec<serde_json::Value>>,
    /// An array of tables.
    #[serde(default)]
    pub figure: Vec<Figure>,
}

/// `[network]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// A list of bounded integers.
    #[serde(default)]
    #[schemars(inner(range(min = 1)))]
    pub hidden: Vec<u32>,
    /// One or a list.
    #[serde(default = "tanh")]
    pub activation: OneOrEach,
    /// An option of a documented enum.
    pub output: Option<Activation>,
    /// A pair.
    #[serde(default)]
    pub range: Option<(f64, f64)>,
    /// A boolean.
    #[serde(default)]
    pub residual: bool,
}

/// Documented constants.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Activation {
    /// z.
    Identity,
    /// Logistic.
    Sigmoid,
    /// Hyperbolic.
    Tanh,
    /// Kinked.
    Relu,
}

/// One or a list.
#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrEach {
    /// One.
    One(Activation),
    /// A list.
    Each(Vec<Activation>),
}

/// `[training]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Undocumented constants.
    pub loss: Loss,
    /// A bounded integer.
    #[schemars(range(min = 1, max = 1000))]
    pub epochs: usize,
    /// A word or an integer.
    #[serde(default = "full")]
    pub batch_size: BatchSize,
    /// A tagged table.
    pub optimizer: Optimizer,
    /// A number between two bounds.
    #[serde(default)]
    #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
    pub test: f64,
}

/// Losses.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Loss {
    SquaredError,
    MeanSquaredError,
    CrossEntropy,
}

/// A word or an integer.
#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum BatchSize {
    /// The word.
    Full(Full),
    /// The integer.
    Count(#[schemars(range(min = 1))] usize),
}

/// The word.
#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Full {
    Full,
}

/// A tagged table.
#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs)]
pub enum Optimizer {
    GradientDescent {
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
    },
    Momentum {
        learning_rate: f64,
        momentum: f64,
    },
}

/// `[[figure]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// A name.
    pub kind: String,
}

fn tanh() -> OneOrEach {
    OneOrEach::One(Activation::Tanh)
}

fn full() -> BatchSize {
    BatchSize::Full(Full::Full)
}

/// The rule of the tests: cross-entropy needs a sigmoid output.
pub fn rules(config: &Config) -> Vec<RuleViolation> {
    let fits = config.network.output == Some(Activation::Sigmoid);
    match config.training.loss {
        Loss::CrossEntropy if !fits => {
            let error = RuleViolation::new("training.loss", "cross-entropy needs a sigmoid output");
            vec![error.also("network.output", "here").help("write output = \"sigmoid\"")]
        }
        Loss::CrossEntropy | Loss::SquaredError | Loss::MeanSquaredError => Vec::new(),
    }
}

/// Parses a config that must be in order.
pub fn accepted(source: &str, overrides: &[&str]) -> Parsed<Config> {
    let overrides: Vec<String> = overrides.iter().map(|text| (*text).to_owned()).collect();
    check::parse("a.toml", source, &overrides, rules).unwrap_or_else(|errors| panic!("{errors}"))
}

/// What a user reads who runs an invalid config.
pub fn refused(source: &str, overrides: &[&str]) -> String {
    let overrides: Vec<String> = overrides.iter().map(|text| (*text).to_owned()).collect();
    check::parse("a.toml", source, &overrides, rules).expect_err("this config is invalid").to_string()
}

/// A config in order, open at its end: more keys of `[training]` may follow from line 7 on.
pub const BASE: &str = r#"title = "x"
[network]
[training]
loss = "squared-error"
epochs = 3
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
"#;

/// What a user reads when this follows after [`BASE`].
pub fn refused_after_base(rest: &str) -> String {
    refused(&format!("{BASE}{rest}"), &[])
}
