//! An animation: figures one after the other in one SVG that moves by itself, also as `<img>` and offline.
//!
//! What only one frame has stands in groups, which CSS shows when their turn comes; what all frames share is written
//! once. Viewers without CSS animations, readers who prefer less motion and printers get the last frame. There is
//! nothing in between two frames: a network at epoch 7½ does not exist.

use crate::convert;
use crate::draw;
use crate::figure::Figure;

/// How long each frame is shown, and how much longer the last one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FrameTiming {
    /// Seconds per frame.
    pub step: f64,
    /// Further seconds on the last frame before the animation starts again.
    pub hold: f64,
}

impl Default for FrameTiming {
    /// Four frames a second, two seconds at the end.
    fn default() -> Self {
        Self { step: 0.25, hold: 2.0 }
    }
}

/// The animation of `frames` as an endless loop, on axes wide enough for all of them; its words are outlined.
///
/// The frames are meant to differ in their data, titles and headings only. A heat layer needs a color map with a given
/// range; otherwise a color means another value in each frame.
///
/// # Errors
/// When a frame cannot be converted, which would be a bug of this crate.
pub fn animated(frames: &[Figure], timing: FrameTiming) -> Result<String, usvg::Error> {
    let mut frames = frames.to_vec();
    draw::share_ranges(&mut frames);
    let title = frames.last().map_or("", |frame| frame.caption.as_str()).to_owned();
    let drawn: Result<Vec<_>, _> = frames.iter().map(|frame| convert::elements(&draw::svg(frame))).collect();
    let drawn = drawn?;
    let size = drawn.iter().fold((1.0f32, 1.0f32), |size, (_, own)| (size.0.max(own.0), size.1.max(own.1)));
    let parts: Vec<&[String]> = drawn.iter().map(|(elements, _)| elements.as_slice()).collect();
    Ok(document(&parts, size, &title, timing))
}

fn document(frames: &[&[String]], size: (f32, f32), title: &str, timing: FrameTiming) -> String {
    let mut page = convert::head(size, title);
    page.push_str(&style(frames.len(), timing));
    let mut positions = vec![0; frames.len()];
    for element in shared(frames) {
        page.push_str(&own_groups(frames, &mut positions, Some(element), timing));
        page.push_str(element);
    }
    page.push_str(&own_groups(frames, &mut positions, None, timing));
    page.push_str("</svg>\n");
    page
}

/// A group for each frame with the elements from its position up to the shared element `until`, or up to the end.
///
/// Moves the positions behind `until`.
fn own_groups(frames: &[&[String]], positions: &mut [usize], until: Option<&String>, timing: FrameTiming) -> String {
    let mut page = String::new();
    for (index, (frame, position)) in frames.iter().zip(positions).enumerate() {
        let rest = &frame[*position..];
        let length = until.and_then(|until| rest.iter().position(|element| element == until)).unwrap_or(rest.len());
        let own = &rest[..length];
        if !own.is_empty() {
            page.push_str(&open_group(index, frames.len(), timing));
            page.extend(own.iter().map(String::as_str));
            page.push_str("</g>\n");
        }
        *position += own.len() + usize::from(until.is_some());
    }
    page
}

/// The elements that all frames have in the same order, such as axes and words. They are written once.
fn shared<'a>(frames: &[&'a [String]]) -> Vec<&'a String> {
    let Some((sample, others)) = frames.split_first() else { return Vec::new() };
    let mut positions = vec![0; others.len()];
    let mut found = Vec::new();
    for element in *sample {
        let next = |(frame, &start): (&&[String], &usize)| {
            Some(start + frame[start..].iter().position(|other| other == element)?)
        };
        let places: Option<Vec<usize>> = others.iter().zip(&positions).map(next).collect();
        if let Some(places) = places {
            positions = places.into_iter().map(|place| place + 1).collect();
            found.push(element);
        }
    }
    found
}

/// The length of the loop in seconds.
fn duration(frames: usize, timing: FrameTiming) -> f64 {
    frames as f64 * timing.step + timing.hold
}

/// The animations of the last frame (l) and of every other frame (f). Each frame is visible at the start of its loop;
/// the loops start one step after the other.
fn style(frames: usize, timing: FrameTiming) -> String {
    let duration = duration(frames, timing);
    let share = |seconds: f64| 100.0 * seconds / duration;
    let (one, last) = (share(timing.step), share(timing.step + timing.hold));
    format!(
        "<style>\
         @keyframes f{{0%{{visibility:visible}}{one:.4}%{{visibility:hidden}}}}\
         @keyframes l{{0%{{visibility:visible}}{last:.4}%{{visibility:hidden}}}}\
         @media screen and (prefers-reduced-motion:no-preference){{\
         .f{{animation:f {duration:.3}s step-end infinite}}\
         .l{{animation:l {duration:.3}s step-end infinite}}}}\
         </style>\n"
    )
}

/// The group of one frame. Its loop started in the past, so that it does not wait for its first turn.
fn open_group(index: usize, frames: usize, timing: FrameTiming) -> String {
    let delay = index as f64 * timing.step - duration(frames, timing);
    let (class, rest) = if index + 1 == frames { ("l", "visible") } else { ("f", "hidden") };
    format!("<g class=\"{class}\" visibility=\"{rest}\" style=\"animation-delay:{delay:.3}s\">\n")
}
