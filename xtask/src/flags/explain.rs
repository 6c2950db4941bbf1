//! The flags of `explain`.

use clap::Args;

#[derive(Debug, Args)]
pub struct ExplainFlags {
    /// A key by its path or the end of it, as in training.optimizer.momentum, epochs or `[network]`; or a choice, as in
    /// adam. Without it, the tables of a config.
    #[arg(value_name = "KEY")]
    pub key: Option<String>,
}
