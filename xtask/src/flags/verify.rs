//! The flags of `verify`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct VerifyFlags {
    /// Configs whose reports are verified, or folders of reports, which may come from elsewhere; by default all configs
    /// in configs/.
    #[arg(value_name = "CONFIG|REPORT")]
    pub what: Vec<PathBuf>,
    /// Train the N runs with the smallest ids alone, and compare what they left; the tables of the report need all.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub sample: Option<u32>,
    /// Where the data files are, by their paths in the config or by their names alone; they are also looked for beside
    /// the config and beside the report.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where the reports of configs are.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// How many runs at a time; by default one for each processor core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}
