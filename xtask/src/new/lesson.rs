//! A lesson to begin with: a config that runs, with comments that say what each part is for.

use std::path::{Path, PathBuf};

use crate::configs::{FOLDER, shell_quoted};

const TEMPLATE: &str = include_str!("lesson.toml");

/// The config of a lesson with this name, at its place.
pub fn lesson_config(name: &str, place: &Path) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let title: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    TEMPLATE.replace("TITLE", &title).replace("THIS_FILE", &shell_quoted(&place.display().to_string()))
}

/// `configs/NAME.toml` where there are configs, else `NAME.toml`.
pub fn place(name: &str) -> PathBuf {
    let file = format!("{}.toml", name.strip_suffix(".toml").unwrap_or(name));
    let folder = Path::new(FOLDER);
    if folder.is_dir() && !name.contains('/') { folder.join(file) } else { PathBuf::from(file) }
}
