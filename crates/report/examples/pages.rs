//! Writes the pages of synthetic experiments into a folder: `cargo run -p report --example pages -- FOLDER`.

use std::path::Path;
use std::{env, fs, io};

use report::convert;
use report::html::{PageReport, html};
use report::index::{Entry, index};

#[allow(dead_code)] // The tests use more of it.
#[path = "../tests/records/mod.rs"]
mod records;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/pages".to_owned());
    let fixture = [
        ("irises", records::irises().with(|_, record| records::confusion(record))),
        ("lone", records::lone()),
        ("regression", records::regression()),
        ("many", records::many()),
    ];
    let reports = fixture.map(|(name, fixture)| fixture.report(name));
    for report in &reports {
        write(&Path::new(&folder).join(&report.name), report)?;
    }
    let entries: Vec<Entry> = reports.iter().filter_map(|report| Entry::read(&report.name, &report.markdown)).collect();
    fs::write(Path::new(&folder).join("README.md"), index(&entries, &[]))?;
    let pages: Vec<PageReport> = reports.iter().map(PageReport::from).collect();
    fs::write(Path::new(&folder).join("index.html"), html(&pages))
}

fn write(folder: &Path, report: &report::document::Report) -> io::Result<()> {
    fs::create_dir_all(folder.join("figures"))?;
    fs::write(folder.join("report.md"), &report.markdown)?;
    for figure in &report.figures {
        let path = folder.join("figures").join(&figure.stem);
        fs::write(path.with_extension("svg"), &figure.svg)?;
        fs::write(path.with_extension("csv"), &figure.csv)?;
        fs::write(path.with_extension("png"), convert::png(&figure.source, 1.5).expect("what report draws is SVG"))?;
    }
    Ok(())
}
