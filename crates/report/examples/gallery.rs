//! Draws one figure of each kind into a folder, as SVG, PNG, PDF and CSV: `cargo run -p report --example gallery -- DIR`.

#[path = "../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::path::Path;

use report::{animate, convert, csv, draw};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for figure in common::all() {
        let svg = draw::svg(&figure);
        let at = |ending: &str| folder.join(format!("{}.{ending}", figure.id));
        std::fs::write(at("live.svg"), &svg)?;
        std::fs::write(at("svg"), convert::outlined(&svg, &figure.caption)?)?;
        std::fs::write(at("pdf"), convert::pdf(&svg)?)?;
        std::fs::write(at("png"), convert::png(&convert::outlined(&svg, &figure.caption)?, 2.0)?)?;
        std::fs::write(at("csv"), csv::csv(&figure))?;
    }
    let moving = animate::animated(&common::frames(), animate::Timing::default())?;
    std::fs::write(folder.join("animated.svg"), &moving)?;
    std::fs::write(folder.join("animated.png"), convert::png(&moving, 2.0)?)?;
    Ok(())
}
