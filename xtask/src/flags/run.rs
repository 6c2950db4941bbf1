//! The flags of `run`.

use std::path::PathBuf;

use clap::Args;
use runner::store::ExistingRun;

use super::{Experiments, ReportOutput};
use crate::shard::{self, ShardFlag};

#[derive(Debug, Args)]
pub struct RunFlags {
    #[command(flatten)]
    pub experiments: Experiments,
    /// Where reports go, each into a folder named like its config.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// How many runs at a time; by default one for each processor core. Results do not depend on it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Train finished runs again.
    #[arg(long)]
    pub fresh: bool,
    /// Train one part of the runs and write no report: K/N with K from 1, as in `--shard 2/8`, or `auto` for the task
    /// of a job array. `merge` brings the parts together.
    #[arg(long, value_name = "K/N", value_parser = shard::parse)]
    pub shard: Option<ShardFlag>,
    /// Train only those runs that failed before.
    #[arg(long)]
    pub only_failed: bool,
    /// Begin no further run after one has failed; by default the others go on.
    #[arg(long)]
    pub fail_fast: bool,
    /// How many seconds of training a long run may lose to a kill; its state is saved that often.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub checkpoint: u64,
    /// Check everything and print the runs, but train and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Run again whenever a config or its data are saved, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["dry_run", "shard", "only_failed"])]
    pub watch: bool,
    #[command(flatten)]
    pub reports: ReportOutput,
}

impl RunFlags {
    /// What becomes of finished runs.
    pub fn existing(&self) -> ExistingRun {
        if self.fresh { ExistingRun::Replaced } else { ExistingRun::Kept }
    }
}
