//! The files beside the page of a report: drawings, numbers, the config, a thumbnail.

use super::{File, Lesson, dark, thumbnail};

/// The files of a report but its page.
pub fn files(lesson: &Lesson) -> Vec<File> {
    let name = &lesson.page.name;
    let drawings =
        lesson.page.figures.iter().map(|(stem, svg)| File::new(drawing(name, stem), dark::with_dark_scheme(svg)));
    let tables = lesson.tables.iter().map(|(path, table)| File::new(format!("{name}/{path}"), table.clone()));
    let config = lesson.config.iter().map(|text| File::new(config_path(name), text.clone()));
    let small = thumbnail::SCHEMES.iter().filter_map(|scheme| {
        let png = thumbnail::png(lesson, *scheme)?;
        Some(File::new(thumbnail::path(name, *scheme), png))
    });
    drawings.chain(tables).chain(config).chain(small).collect()
}

/// The paths of those of them that words may link to.
pub fn linkable_paths(lesson: &Lesson) -> Vec<String> {
    let name = &lesson.page.name;
    let drawings = lesson.page.figures.iter().map(|(stem, _)| drawing(name, stem));
    let tables = lesson.tables.iter().map(|(path, _)| format!("{name}/{path}"));
    drawings.chain(tables).chain(lesson.config.iter().map(|_| config_path(name))).collect()
}

/// The path of the config of a report.
pub fn config_path(name: &str) -> String {
    format!("{name}/{name}.toml")
}

fn drawing(name: &str, stem: &str) -> String {
    format!("{name}/figures/{stem}.svg")
}
