//! The flags of sweeps that are shared out over machines.

use std::path::PathBuf;

use clap::Args;

use super::Experiments;

#[derive(Debug, Args)]
pub struct MergeFlags {
    /// The folders of reports whose runs are copied.
    #[arg(required = true, value_name = "DIR")]
    pub from: Vec<PathBuf>,
    /// The folder of reports that takes them; `report` then writes the reports.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct SlurmFlags {
    #[command(flatten)]
    pub experiments: Experiments,
    /// How many tasks the array has.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    pub array: u16,
    /// Where the merging job writes the reports.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// Where the scripts go, and the parts and messages of the tasks.
    #[arg(long, value_name = "DIR", default_value = "slurm")]
    pub scripts: PathBuf,
}
