//! The flags of `blackboard`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct BlackboardFlags {
    /// The experiment.
    #[arg(value_name = "CONFIG")]
    pub config: PathBuf,
    /// The arm of its sweep, as reports or `list --runs` name it, or the value alone, as in `--arm sequential`; by
    /// default the first.
    #[arg(long, value_name = "ARM")]
    pub arm: Option<String>,
    /// The seed of the run, by default the first of the config.
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Rows of the training part, counted from 0, that are written in full; the others of a batch enter sums. By
    /// default all of a small batch, of a larger one the first.
    #[arg(long = "sample", value_name = "N,...", value_delimiter = ',')]
    pub samples: Vec<usize>,
    /// How many updates are written out.
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub steps: usize,
    /// What is written to stdout.
    #[arg(long, value_enum, default_value_t = BoardFormat::Terminal)]
    pub format: BoardFormat,
    /// Significant digits of the numbers.
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u8).range(1..=17))]
    pub digits: u8,
    /// An exercise: new numbers for every seed, and room where the results go.
    #[arg(long)]
    pub blank: bool,
    /// The solution of the exercise of the same seed.
    #[arg(long, conflicts_with = "blank")]
    pub solution: bool,
    /// Set a key of the config, as in `--set training.update=sequential`; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
}

/// The form of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BoardFormat {
    /// Text in Unicode.
    Terminal,
    /// Markdown with formulas, as code hosts show them.
    Markdown,
    /// A whole document for pdflatex, with a drawing of the network.
    Latex,
}

impl BlackboardFlags {
    /// Whether the network is worked with new numbers.
    pub fn is_exercise(&self) -> bool {
        self.blank || self.solution
    }
}
