//! Where the sources are that the playground is built from.

use std::path::{Path, PathBuf};

/// The folder of the page within a checkout.
pub const PAGE: &str = "crates/live/page";

/// The checkout that the program runs in: its folder, or one above; none for a program installed elsewhere.
pub fn folder_of_checkout() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().find(|folder| is_checkout(folder)).map(Path::to_path_buf)
}

fn is_checkout(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file() && folder.join(PAGE).join("playground.html").is_file()
}
