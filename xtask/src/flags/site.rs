//! The flags of `site` and `play`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct SiteFlags {
    /// Where the site goes. Files there that are not of a site of Longhand stay.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Where the reports are.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub reports: PathBuf,
    /// Leave the playground out, whose engine has to be compiled for browsers.
    #[arg(long, conflicts_with = "module")]
    pub no_playground: bool,
    #[command(flatten)]
    pub engine: EngineFlag,
}

#[derive(Debug, Args)]
pub struct PlayFlags {
    /// The config that the playground opens with.
    #[arg(value_name = "CONFIG")]
    pub config: Option<PathBuf>,
    /// Follow the file: what an editor saves is in the playground at once.
    #[arg(long, requires = "config")]
    pub watch: bool,
    /// Where the reports are that the course beside the playground shows.
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub reports: PathBuf,
    #[command(flatten)]
    pub engine: EngineFlag,
}

/// Where the engine of the playground comes from.
#[derive(Debug, Args)]
pub struct EngineFlag {
    /// The engine as a WebAssembly module that is compiled already; by default it is compiled from the checkout.
    #[arg(long = "engine", value_name = "FILE")]
    pub module: Option<PathBuf>,
}
