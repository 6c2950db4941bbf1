//! A drawing on a dark page: the same hues on a dark ground.
//!
//! A color is so much white, so much black, and a hue between the two. At night the ground takes the place of white and
//! a light ink that of black; the hue stays. So a tint of blue becomes a dark blue, black words become light ones, and
//! what color says, it says there too. What is seen well by day is lightened until it is seen as well at night. The
//! drawing itself knows both, and the page's scheme decides.

use std::collections::BTreeSet;

/// The ground that takes the place of white.
const GROUND: [f64; 3] = [28.0, 31.0, 36.0];
/// The ink that takes the place of black.
const INK: f64 = 230.0;
/// As much contrast is enough for a line; what has more by day keeps at least this (WCAG 2.2, 1.4.11).
const ENOUGH: f64 = 3.0;
/// In how many steps a color is lightened towards the ink.
const STEPS: u32 = 20;
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
    let night = |(part, ground): (f64, f64)| (part - white + (white * ground + black * INK) / 255.0).round();
    let plain = [0, 1, 2].map(|at| night((parts[at], GROUND[at])));
    let wanted = contrast(parts, [255.0; 3]).min(ENOUGH);
    let lighter = |step: u32| plain.map(|part| part + (INK - part) * f64::from(step) / f64::from(STEPS));
    let seen = (0..STEPS).map(lighter).find(|color| contrast(*color, GROUND) >= wanted);
    let [red, green, blue] = seen.unwrap_or([INK; 3]).map(|part| part.round() as u8);
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// How a color stands out from another, from 1 to 21 (WCAG 2.2).
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// The relative luminance of a color in sRGB (WCAG 2.2).
fn luminance(color: [f64; 3]) -> f64 {
    let linear = color.map(|part| match part / 255.0 {
        low if low <= 0.04045 => low / 12.92,
        high => libm::pow((high + 0.055) / 1.055, 2.4),
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[cfg(test)]
mod tests {
    use super::{GROUND, contrast, in_the_dark, with_dark_scheme};

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

    /// The colors of series stand out by 2.2 to 5.2 on white; of a tint of orange nobody asks more than on paper.
    #[test]
    fn what_is_seen_by_day_is_seen_at_night() {
        for day in ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#6e6e6e", "#fae3bb"] {
            let night = in_the_dark(&format!("<path fill=\"{day}\"/>"));
            let parts = |hex: &str| [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()));
            let [white, dark] = [(day, [255.0; 3]), (&night[12..19], GROUND)].map(|(it, on)| contrast(parts(it), on));
            assert!(dark >= white.min(3.0) - 0.05, "{day}: {white} on white, {dark} at night as {night}");
        }
        assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 1e-12, "black on white, as WCAG has it");
    }

    #[test]
    fn what_is_no_color_stays() {
        for svg in ["", "<svg", "<svg><g fill=\"url(#a)\" stroke=\"#12\"/></svg>", "<svg><g fill=\"#ééé\"/></svg>"] {
            assert_eq!(in_the_dark(svg), svg);
        }
    }
}
