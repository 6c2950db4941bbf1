//! Figures one after the other in one SVG that moves by itself, also as `<img>` and offline.
//!
//! What a frame has of its own stands in groups that CSS shows for its step; what all frames share is written once. Whoever does not know
//! CSS animations, prefers less motion or prints sees the last frame. Leaves out anything in between two frames:
//! a trained net at epoch 7½ does not exist.

use crate::convert;
use crate::draw;
use crate::figure::Figure;

/// How long each frame is shown, and how much longer the last one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timing {
    /// Seconds per frame.
    pub step: f64,
    /// Further seconds on the last frame before it begins anew.
    pub hold: f64,
}

impl Default for Timing {
    /// Four frames a second, two seconds at the end.
    fn default() -> Self {
        Self { step: 0.25, hold: 2.0 }
    }
}

/// The animation of `frames`, on axes wide enough for all of them, for ever; its words are outlined.
///
/// The frames are meant to differ in their data and panel titles only. Colors of a heat layer follow the range given
/// in its map: leave it open and they change their meaning from frame to frame.
///
/// # Errors
/// When a frame does not convert, which would be a fault of this crate.
pub fn animated(frames: &[Figure], timing: Timing) -> Result<String, usvg::Error> {
    let mut frames = frames.to_vec();
    draw::share_ranges(&mut frames);
    let title = frames.last().map_or("", |frame| frame.caption.as_str()).to_owned();
    let drawn: Result<Vec<_>, _> = frames.iter().map(|frame| convert::elements(&draw::svg(frame))).collect();
    let drawn = drawn?;
    let size = drawn.iter().fold((1.0f32, 1.0f32), |size, (_, own)| (size.0.max(own.0), size.1.max(own.1)));
    let parts: Vec<&[String]> = drawn.iter().map(|(elements, _)| elements.as_slice()).collect();
    Ok(document(&parts, size, &title, timing))
}

fn document(frames: &[&[String]], size: (f32, f32), title: &str, timing: Timing) -> String {
    let mut page = convert::head(size, title);
    page.push_str(&style(frames.len(), timing));
    let mut at = vec![0; frames.len()];
    for element in shared(frames) {
        page.push_str(&turns(frames, &mut at, Some(element), timing));
        page.push_str(element);
    }
    page.push_str(&turns(frames, &mut at, None, timing));
    page.push_str("</svg>\n");
    page
}

/// What each frame has of its own before the shared element `until`, or at its end; moves all frames past it.
fn turns(frames: &[&[String]], at: &mut [usize], until: Option<&String>, timing: Timing) -> String {
    let mut page = String::new();
    for (index, (frame, at)) in frames.iter().zip(at).enumerate() {
        let rest = &frame[*at..];
        let length = until.map_or(Some(rest.len()), |until| rest.iter().position(|element| element == until));
        let own = &rest[..length.unwrap_or(rest.len())];
        if !own.is_empty() {
            page.push_str(&open(index, frames.len(), timing));
            page.extend(own.iter().map(String::as_str));
            page.push_str("</g>\n");
        }
        *at += own.len() + usize::from(until.is_some());
    }
    page
}

/// The elements that all frames have, in one and the same order: axes, words, the data. They are written once, between
/// what is the frames' own.
fn shared<'a>(frames: &[&'a [String]]) -> Vec<&'a String> {
    let Some((sample, others)) = frames.split_first() else { return Vec::new() };
    let mut at = vec![0; others.len()];
    let mut found = Vec::new();
    for element in *sample {
        let next =
            |(frame, &at): (&&[String], &usize)| Some(at + frame[at..].iter().position(|other| other == element)?);
        let places: Option<Vec<usize>> = others.iter().zip(&at).map(next).collect();
        if let Some(places) = places {
            at = places.into_iter().map(|place| place + 1).collect();
            found.push(element);
        }
    }
    found
}

/// Seconds of one round.
fn round(frames: usize, timing: Timing) -> f64 {
    frames as f64 * timing.step + timing.hold
}

/// Every frame is visible from the start of its own round on; the rounds are shifted by the steps.
fn style(frames: usize, timing: Timing) -> String {
    let round = round(frames, timing);
    let share = |seconds: f64| 100.0 * seconds / round;
    let (one, last) = (share(timing.step), share(timing.step + timing.hold));
    format!(
        "<style>\
         @keyframes f{{0%{{visibility:visible}}{one:.4}%{{visibility:hidden}}}}\
         @keyframes l{{0%{{visibility:visible}}{last:.4}%{{visibility:hidden}}}}\
         @media screen and (prefers-reduced-motion:no-preference){{\
         .f{{animation:f {round:.3}s step-end infinite}}\
         .l{{animation:l {round:.3}s step-end infinite}}}}\
         </style>\n"
    )
}

/// A frame that began in the past by its share of the round, so that none waits in its resting state.
fn open(index: usize, frames: usize, timing: Timing) -> String {
    let delay = index as f64 * timing.step - round(frames, timing);
    let (class, rest) = if index + 1 == frames { ("l", "visible") } else { ("f", "hidden") };
    format!("<g class=\"{class}\" visibility=\"{rest}\" style=\"animation-delay:{delay:.3}s\">\n")
}
