//! Every flag of the command line, and the help that teaches them.

mod blackboard;
mod check;
mod data;
mod explain;
mod output;
mod run;
mod sharing;
mod site;
mod verify;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use blackboard::{BlackboardFlags, BoardFormat};
pub use check::{CheckFlags, Format};
pub use data::{NewFlags, PredictFlags};
pub use explain::ExplainFlags;
pub use output::{Formats, OtherReport, PageFlags, ReportOutput};
pub use run::RunFlags;
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
pub const AFTER_HELP: &str = "\
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

/// Experiments that are to be trained.
#[derive(Debug, Args)]
pub struct Experiments {
    /// The experiments.
    #[arg(required = true, value_name = "CONFIG")]
    pub configs: Vec<PathBuf>,
    /// Set a key of every config, as in `--set training.epochs=500`; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
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
    pub reports: ReportOutput,
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
