//! A drawing on a dark page: the same hues on a dark ground.
//!
//! A color is so much white, so much black, and a hue between the two. At night the ground takes the place of white and
//! a light ink that of black; the hue stays. So a tint of blue becomes a dark blue, black words become light ones, and
//! what color says, it says there too. The drawing itself knows both, and the page's scheme decides.

use std::collections::BTreeSet;

/// The ground that takes the place of white.
const GROUND: [f64; 3] = [28.0, 31.0, 36.0];
/// The ink that takes the place of black.
const INK: f64 = 230.0;
/// What has a color.
const ATTRIBUTES: [&str; 2] = ["fill", "stroke"];

/// The drawing with a rule for each of its colors on a dark page.
pub fn with_dark_scheme(svg: &str) -> String {
    let Some((head, rest)) = svg.split_once('>') else { return svg.to_owned() };
    let rules: String = ATTRIBUTES.iter().flat_map(|attribute| rules(svg, attribute)).collect();
    format!("{head}><style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>{rest}")
}

/// The drawing in its colors on a dark page alone.
pub fn in_the_dark(svg: &str) -> String {
    ATTRIBUTES.iter().fold(svg.to_owned(), |svg, attribute| recolored(&svg, attribute))
}

fn rules(svg: &str, attribute: &str) -> BTreeSet<String> {
    let rule = |(color, _)| Some(format!("[{attribute}=\"{color}\"]{{{attribute}:{}}}", dark(color)?));
    svg.split(&beginning(attribute)).skip(1).filter_map(color).filter_map(rule).collect()
}

fn recolored(svg: &str, attribute: &str) -> String {
    let beginning = beginning(attribute);
    let mut parts = svg.split(&beginning);
    let first = parts.next().unwrap_or_default().to_owned();
    let dark = |part: &str| color(part).and_then(|(color, rest)| Some(dark(color)? + rest));
    parts.fold(first, |written, part| written + &beginning + &dark(part).unwrap_or_else(|| part.to_owned()))
}

fn beginning(attribute: &str) -> String {
    format!(" {attribute}=\"")
}

/// `#rrggbb` at the beginning of a text, and what follows.
fn color(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked("#rrggbb".len()).filter(|(color, _)| color.starts_with('#'))
}

/// The color in the dark.
fn dark(color: &str) -> Option<String> {
    let part = |at: usize| u8::from_str_radix(color.get(at..at + 2)?, 16).ok().map(f64::from);
    let parts = [part(1)?, part(3)?, part(5)?];
    let white = parts.iter().copied().fold(f64::MAX, f64::min);
    let black = 255.0 - parts.iter().copied().fold(0.0, f64::max);
    let night = |(part, ground): (f64, f64)| (part - white + (white * ground + black * INK) / 255.0).round() as u8;
    let [red, green, blue] = [0, 1, 2].map(|at| night((parts[at], GROUND[at])));
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

#[cfg(test)]
mod tests {
    use super::{in_the_dark, with_dark_scheme};

    /// White is the ground, black the ink, and a pure hue stays: (0, 255, 0) is neither.
    #[test]
    fn white_and_black_change_places_and_hues_stay() {
        let drawn = |color: &str| format!("<svg width=\"1\"><path fill=\"{color}\" stroke=\"none\"/></svg>");
        for (day, night) in [("#ffffff", "#1c1f24"), ("#000000", "#e6e6e6"), ("#00ff00", "#00ff00")] {
            assert_eq!(in_the_dark(&drawn(day)), drawn(night));
            let rule = format!("(prefers-color-scheme:dark){{[fill=\"{day}\"]{{fill:{night}}}}}</style><path");
            assert!(with_dark_scheme(&drawn(day)).contains(&rule));
        }
    }

    #[test]
    fn what_is_no_color_stays() {
        for svg in ["", "<svg", "<svg><g fill=\"url(#a)\" stroke=\"#12\"/></svg>", "<svg><g fill=\"#ééé\"/></svg>"] {
            assert_eq!(in_the_dark(svg), svg);
        }
    }
}
