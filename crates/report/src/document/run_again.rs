//! The section that says how a report is made again, and what it says read back.

use crate::markdown::{code, fenced};

/// The heading of the section.
pub(super) const HEADING: &str = "Run it again";
const RUN: &str = "longhand run ";
/// How earlier versions wrote it.
const RUN_IN_CHECKOUT: &str = "cargo xtask run ";

/// The config that a report names; none if the text is no report of Longhand.
pub fn named_config(markdown: &str) -> Option<String> {
    let arguments = named_arguments(markdown)?;
    let config = arguments.split(" --set ").next().unwrap_or(arguments);
    // A path that a shell would read otherwise stands in quotes.
    let quoted = config.strip_prefix('\'').and_then(|config| config.strip_suffix('\''));
    Some(quoted.map_or_else(|| config.to_owned(), |config| config.replace("'\\''", "'")))
}

/// The arguments with which a report says that it is made again: its config, and the keys that were set beside it.
pub fn named_arguments(markdown: &str) -> Option<&str> {
    // A section of earlier versions, or one that is folded.
    let headings = [format!("\n## {HEADING}\n\n```"), format!("\n<summary>{HEADING}</summary>\n\n```")];
    let (_, section) = headings.iter().find_map(|heading| markdown.rsplit_once(heading.as_str()))?;
    let (_, command) = section.split_once('\n')?;
    command.strip_prefix(RUN).or_else(|| command.strip_prefix(RUN_IN_CHECKOUT))?.lines().next()
}

/// How the runs are trained and the page is written again.
pub(super) fn commands(config_path: &str) -> String {
    format!(
        "{}\n\n\
         trains every run that is missing and writes this page. The numbers of each run are then in `runs/<run id>/`, \
         which is not committed: `run.toml` (the whole config with its defaults, the outcome, the final metrics), \
         `metrics.csv`, `agreement.csv`, `parameters.csv`, `predictions.csv`. To redraw this page without training: \
         {}.",
        fenced("sh", &format!("{RUN}{config_path}")),
        code(&format!("longhand report {config_path}"))
    )
}
