//! Flags about what is written beside a report: a page, further formats, and whose report may be replaced.

use clap::Args;

/// What a command that writes reports writes beside them, and which of them it may replace.
#[derive(Debug, Clone, Copy, Args)]
pub struct ReportOutput {
    #[command(flatten)]
    pub page: PageFlags,
    #[command(flatten)]
    pub owner: ReplaceFlag,
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
pub struct ReplaceFlag {
    /// Replace the report of another config of the same name.
    #[arg(long)]
    replace: bool,
}

impl ReplaceFlag {
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
