//! The flags of `check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct CheckFlags {
    /// The experiments; of each, every arm with its first seed.
    #[arg(required_unless_present = "faults", value_name = "CONFIG")]
    pub configs: Vec<PathBuf>,
    /// Set a key of every config, as in `--set training.epochs=500`; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
    /// Where gradients.csv and gradients-trained.csv go, into a folder named like the config.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// How the certificate is printed.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// List the planted faults instead.
    #[arg(long)]
    pub faults: bool,
}

/// How a certificate is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people.
    Table,
    /// One line of JSON for each run.
    Json,
}
