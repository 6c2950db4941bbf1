//! The flags of the commands that read a table of the user: `predict` and `new`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use experiment::spec::WhenUnknown;

#[derive(Debug, Args)]
pub struct PredictFlags {
    /// A config, whose report says which run predicts; or the folder of a finished run, as in
    /// reports/mlp-iris/runs/0123456789abcdef.
    #[arg(value_name = "CONFIG|RUN")]
    pub run: PathBuf,
    /// A CSV with the columns that the run was trained on; `-` is standard input. Where it holds the target, too, the
    /// metrics of the report are printed to stderr.
    #[arg(value_name = "DATA")]
    pub data: PathBuf,
    /// Where the predictions go; by default to stdout.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The mean over all runs of the arm, with the smallest (low:) and the largest (high:) of them.
    #[arg(long)]
    pub ensemble: bool,
    /// A simple model in place of the network, as the report names it: "majority class", "linear regression".
    #[arg(long, value_name = "NAME", conflicts_with = "ensemble")]
    pub baseline: Option<String>,
    /// What becomes of a category that training never saw; by default it is an error.
    #[arg(long, value_enum)]
    pub unknown: Option<Unknown>,
    /// Where the runs of a config are.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub reports: PathBuf,
    /// Set a key of the config, as it was set for the run.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
}

/// What becomes of a category that training never saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Unknown {
    /// All inputs of the category are 0.
    Zero,
}

impl From<Unknown> for WhenUnknown {
    fn from(unknown: Unknown) -> WhenUnknown {
        match unknown {
            Unknown::Zero => WhenUnknown::Zero,
        }
    }
}

#[derive(Debug, Args)]
pub struct NewFlags {
    /// A CSV whose first line names its columns; it may be gzipped.
    #[arg(value_name = "DATA", required_unless_present = "lesson")]
    pub data: Option<PathBuf>,
    /// A lesson in the place of a table: a config with comments, which runs as it is.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["data", "target"])]
    pub lesson: Option<String>,
    /// The column to predict; without it a guess, which the config explains.
    #[arg(long, value_name = "NAME")]
    pub target: Option<String>,
    /// Where the config goes; by default beside the data, a lesson into configs/ if that is there. No file is
    /// written over.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
