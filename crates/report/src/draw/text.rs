//! Words: their font, how wide they are, where they break, how they are shortened.
//!
//! Their widths come from plotters, which reads the font that ships with the program.

use std::sync::Once;

use plotters::prelude::{FontDesc, FontFamily, FontStyle};
use plotters::style::register_font;

/// The name of the only font.
pub const FAMILY: &str = "DejaVu Sans";

/// plotters measures a font by its line height; DejaVu's is 2384 units for an em of 2048.
const HEIGHT_PER_EM: f64 = 2384.0 / 2048.0;

/// plotters rounds widths down to whole pixels, so words are measured this many times larger.
const ENLARGED: f64 = 16.0;

/// The only font in a size and a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// The em, in pixels.
    pub size: f64,
    /// Regular or bold.
    pub weight: Weight,
}

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// Numbers at ticks and in tables.
pub const TICK: Font = Font { size: 11.5, weight: Weight::Regular };
/// Axis labels and the legend.
pub const LABEL: Font = Font { size: 12.5, weight: Weight::Regular };
/// Titles of panels.
pub const TITLE: Font = Font { size: 13.0, weight: Weight::Bold };

/// Which point of the words lies at the given point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Font {
    /// From one baseline to the next.
    pub fn line_height(self) -> f64 {
        (self.size * 1.3).round()
    }

    /// From the middle of digits down to their baseline.
    pub fn baseline_offset(self) -> f64 {
        self.size * 0.36
    }

    /// The width of `words` in pixels.
    pub fn width(self, words: &str) -> f64 {
        let face = self.face(self.size * HEIGHT_PER_EM * ENLARGED);
        let (start, end) = face.layout_box(words).expect("the font is registered");
        f64::from(end.0 - start.0) / ENLARGED
    }

    /// The font as plotters knows it, in another size.
    pub fn face(self, size: f64) -> FontDesc<'static> {
        register();
        let style = match self.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        FontDesc::new(FontFamily::Name(FAMILY), size, style)
    }

    /// `words`, or as many of its first letters as fit into `room` pixels and "…".
    pub fn shorten(self, words: &str, room: f64) -> String {
        if self.width(words) <= room {
            return words.to_owned();
        }
        let letters: Vec<char> = words.chars().collect();
        let cut = |count: usize| -> String {
            let kept: String = letters[..count].iter().collect();
            format!("{}…", kept.trim_end())
        };
        let fitting = (1..letters.len()).rev().map(cut).find(|short| self.width(short) <= room);
        fitting.unwrap_or_else(|| "…".to_owned())
    }

    /// `words` broken at spaces and hyphens into at most `lines` lines of `room` pixels; what does not fit ends in "…".
    pub fn wrap(self, words: &str, room: f64, lines: usize) -> Vec<String> {
        let mut wrapped: Vec<String> = Vec::new();
        for piece in pieces(words) {
            let full = wrapped.len() == lines;
            match wrapped.last_mut() {
                Some(line) if full || self.width(format!("{line}{piece}").trim_end()) <= room => line.push_str(piece),
                _ => wrapped.push(piece.to_owned()),
            }
        }
        let trimmed = wrapped.iter().map(|line| line.trim_end());
        trimmed.map(|line| self.shorten(line, room)).collect()
    }
}

/// What may stand on a line of its own, with the space or hyphen that ends it.
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    words.trim().split_inclusive([' ', '-'])
}

/// Makes the font known to plotters, once.
fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let faces = [(FontStyle::Normal, dejavu::sans::regular()), (FontStyle::Bold, dejavu::sans::bold())];
        for (style, bytes) in faces {
            if register_font(FAMILY, style, bytes).is_err() {
                unreachable!("the embedded font is whole");
            }
        }
    });
}
