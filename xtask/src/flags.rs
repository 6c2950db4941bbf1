//! Every flag of the command line, and the help that teaches them.

mod blackboard;
mod data;
mod explain;
mod sharing;
mod site;
mod verify;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use blackboard::{BlackboardFlags, Face};
pub use data::{NewFlags, PredictFlags};
pub use explain::ExplainFlags;

use crate::shard::{self, ShardFlag};
pub use sharing::{MergeFlags, SlurmFlags};
pub use site::{EngineFlag, PlayFlags, SiteFlags};
pub use verify::VerifyFlags;

/// A laboratory for neural-network courses.
///
/// An experiment is a TOML file. Longhand trains it twice, with the burn framework and with a network whose every
/// derivative is written by hand, shows that the two agree, and writes the figures and the report.
#[derive(Debug, Parser)]
#[command(name = "longhand", version, max_term_width = 100)]
pub struct Flags {
    #[command(subcommand)]
    pub command: Command,
}

/// The end of the help; `PROGRAM` is the name by which the program was started.
pub const AFTER: &str = "\
Examples:
  PROGRAM run configs/mlp-xor.toml
  PROGRAM run configs/*.toml
  PROGRAM run configs/mlp-xor.toml --set training.epochs=500 --set seeds=[1,2,3] --out my-reports
  PROGRAM new flowers.csv --target species
  PROGRAM explain learning_rate
  PROGRAM check configs/mlp-xor.toml
  PROGRAM blackboard configs/descent-sequential.toml --steps 2
  PROGRAM verify configs/mlp-xor.toml
  PROGRAM predict configs/mlp-iris.toml flowers.csv
  PROGRAM site --out course
  PROGRAM play configs/mlp-xor.toml --watch

Exit codes:
  0    everything was done (a run that diverged is an outcome, not an error)
  1    a run or a check failed: the engines disagree, a report is not the same made again, or a file could not be
       written
  2    the command line is wrong
  3    a config or its data is wrong: nothing was run, nothing was written; of verify and
       predict: digests, data or a run are unreadable
  130  interrupted; finished runs are kept, and the same command continues from there";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Train experiments with their engines and write their reports.
    Run(RunFlags),
    /// Draw reports again from finished runs, without training.
    Report(ReportFlags),
    /// Check gradients: five witnesses for every parameter, and planted faults that must be caught.
    Check(CheckFlags),
    /// Work one network by hand: every number of its updates, for the terminal, in Markdown or in LaTeX.
    Blackboard(BlackboardFlags),
    /// Make reports again, also those of other machines, and compare: the first difference is named.
    Verify(VerifyFlags),
    /// Predict from new data with a finished run.
    Predict(PredictFlags),
    /// Write a config for a table of your own, or a lesson to begin with.
    New(NewFlags),
    /// Explain a key of a config: what it means, what it may be, its default, and which configs use it.
    Explain(ExplainFlags),
    /// Measure every operation of the framework against a reference, and write framework.md.
    Framework(FrameworkFlags),
    /// Write what the lectures treat, with links and checks, their misprints, and one network in scalars and matrices.
    Lectures(LecturesFlags),
    /// Bring the runs of several folders together, as the parts of a sweep leave them.
    Merge(MergeFlags),
    /// Write the scripts of a Slurm job array that trains experiments, and of a job that merges its parts.
    Slurm(SlurmFlags),
    /// Write the course as a website: all reports, with a search and a playground, to open from a folder or to host.
    Site(SiteFlags),
    /// Open the playground in a browser, with a config.
    Play(PlayFlags),
    /// List experiments: titles, runs, and how many of them are finished.
    List(ListFlags),
    /// Print the JSON Schema of the config language.
    Schema,
}

#[derive(Debug, Args)]
pub struct RunFlags {
    /// The experiments.
    #[arg(required = true, value_name = "CONFIG")]
    pub configs: Vec<PathBuf>,
    /// Set a key of every config, as in `--set training.epochs=500`; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
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
    /// How many seconds of training a long run may lose to a kill: so often it keeps its state.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub checkpoint: u64,
    /// Check everything and print the runs, but train and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Run again whenever a config or its data are saved, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["dry_run", "shard", "only_failed"])]
    pub watch: bool,
    #[command(flatten)]
    pub page: PageFlags,
    #[command(flatten)]
    pub owner: Owner,
    #[command(flatten)]
    pub formats: Formats,
}

/// The page with all reports.
#[derive(Debug, Clone, Copy, Args)]
pub struct PageFlags {
    /// Also write DIR/index.html: one page with all experiments that needs no network.
    #[arg(long)]
    pub html: bool,
    /// Write that page and open it in a browser.
    #[arg(long)]
    pub open: bool,
}

impl PageFlags {
    /// Whether the page is to be written.
    pub fn wanted(self) -> bool {
        self.html || self.open
    }
}

/// Experiments, of which runs may be finished.
#[derive(Debug, Args)]
pub struct TrainedExperiments {
    /// The experiments; by default all in configs/.
    #[arg(value_name = "CONFIG")]
    pub configs: Vec<PathBuf>,
    /// Set a key of every config, as it was set for the run.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
    /// Where the reports and their runs are.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct ReportFlags {
    #[command(flatten)]
    pub trained: TrainedExperiments,
    #[command(flatten)]
    pub page: PageFlags,
    #[command(flatten)]
    pub owner: Owner,
    #[command(flatten)]
    pub formats: Formats,
}

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

/// What to do with the report of another config of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherReport {
    /// It stays, and the command fails.
    Kept,
    /// It is replaced.
    Replaced,
}

/// What happens to the report of another config of the same name.
#[derive(Debug, Clone, Copy, Args)]
pub struct Owner {
    /// Replace the report of another config of the same name.
    #[arg(long)]
    replace: bool,
}

impl Owner {
    /// The flag as a choice.
    pub fn other(self) -> OtherReport {
        if self.replace { OtherReport::Replaced } else { OtherReport::Kept }
    }
}

/// Further formats of every figure.
#[derive(Debug, Clone, Copy, Args)]
pub struct Formats {
    /// Also write every figure as PDF.
    #[arg(long)]
    pub pdf: bool,
    /// Also write every figure as PNG.
    #[arg(long)]
    pub png: bool,
}

impl Formats {
    /// No further format.
    pub const NONE: Formats = Formats { pdf: false, png: false };
}

#[derive(Debug, Args)]
pub struct FrameworkFlags {
    /// Where framework.md goes.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct LecturesFlags {
    /// The configs whose printed numbers are counted; by default all in configs/.
    #[arg(value_name = "CONFIG")]
    pub configs: Vec<PathBuf>,
    /// Where lectures.md, errata.md and matrix-form.md go.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct ListFlags {
    /// Also list the runs by arm: how many are finished, failed and missing, and why runs failed.
    #[arg(long)]
    pub runs: bool,
    #[command(flatten)]
    pub trained: TrainedExperiments,
}
