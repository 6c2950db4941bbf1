//! Draws one figure of each kind into a folder, as SVG, PNG in color and in grey, PDF and CSV:
//! `cargo run -p report --example gallery -- DIR`.

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/moving.rs"]
mod moving;

use std::error::Error;
use std::path::Path;

use report::palette::Rgb;
use report::{animate, convert, csv, draw};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    for figure in common::all() {
        let svg = draw::svg(&figure);
        let at = |ending: &str| folder.join(format!("{}.{ending}", figure.id));
        std::fs::write(at("live.svg"), &svg)?;
        let outlined = convert::outlined(&svg, &figure.caption)?;
        std::fs::write(at("svg"), &outlined)?;
        std::fs::write(at("pdf"), convert::pdf(&svg)?)?;
        std::fs::write(at("png"), convert::png(&outlined, 2.0)?)?;
        std::fs::write(at("grey.png"), convert::png(&grey(&outlined), 2.0)?)?;
        std::fs::write(at("csv"), csv::csv(&figure))?;
    }
    let moving = animate::animated(&moving::frames(), animate::FrameTiming::default())?;
    std::fs::write(folder.join("animated.svg"), &moving)?;
    std::fs::write(folder.join("animated.png"), convert::png(&moving, 2.0)?)?;
    Ok(())
}

/// Every color as a grey printer sees it.
fn grey(svg: &str) -> String {
    let mut parts = svg.split('#');
    let mut grey = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let byte = |at: usize| part.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte(0), byte(2), byte(4)) {
            (Some(r), Some(g), Some(b)) => {
                let level = (255.0 * Rgb(r, g, b).lightness()).round() as u8;
                grey.push_str(&format!("#{level:02x}{level:02x}{level:02x}{}", &part[6..]));
            }
            _ => grey.push_str(&format!("#{part}")),
        }
    }
    grey
}
