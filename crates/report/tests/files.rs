//! CSV, PDF, PNG and animations.

mod common;
#[path = "common/moving.rs"]
mod moving;

use report::animate::{FrameTiming, animated};
use report::figure::{Axis, Figure, Panel, PlotLayer};
use report::palette::Style;
use report::{convert, csv, draw};

#[test]
fn five_digits_are_enough_and_repeat() {
    let expected = [
        (0.1 + 0.2, "0.3"),
        (1.0 / 3.0, "0.33333"),
        (-2.0 / 3.0, "-0.66667"),
        (123456.7, "123460"),
        (1234567.0, "1234600"),
        (-0.0, "0"),
        (0.0001, "0.0001"),
        (1.23456789e-7, "1.2346e-7"),
        (6.02214076e23, "6.0221e23"),
        (f64::NAN, "NaN"),
        (f64::NEG_INFINITY, "-inf"),
    ];
    for (value, written) in expected {
        assert_eq!(csv::digits(value), written);
    }
}

#[test]
fn a_csv_has_the_columns_its_layers_need() {
    let style = Style::series(0);
    let line = PlotLayer::line("loss, \"mean\"", style, vec![(1.0, 0.5), (2.0, f64::NAN)]);
    let plain = |layers: Vec<PlotLayer>| {
        let names = ["iris".to_owned(), "wine".to_owned()].to_vec();
        let panel = Panel::plot("net", Axis::category("set", names), Axis::linear("y"), layers);
        csv::csv(&Figure::new("one", "", vec![panel]))
    };
    let rows = "net,\"loss, \"\"mean\"\"\",wine,0.5\nnet,\"loss, \"\"mean\"\"\",2,NaN\n";
    assert_eq!(plain(vec![line.clone()]), format!("panel,series,x,y\n{rows}"));
    let with_band = plain(vec![line, PlotLayer::band(style, vec![(0.0, 0.25, 0.75)])]);
    assert!(with_band.starts_with("panel,series,x,y,low,high\n"), "{with_band}");
    assert!(with_band.ends_with("net,,iris,,0.25,0.75\n"), "{with_band}");
}

#[test]
fn every_row_has_as_many_cells_as_the_header() {
    for figure in common::all() {
        let written = csv::csv(&figure);
        let cells = |line: &str| line.split('"').step_by(2).map(|part| part.matches(',').count()).sum::<usize>();
        let mut lines = written.lines();
        let header = cells(lines.next().expect("there is a header"));
        assert!(lines.all(|line| cells(line) == header), "{}", figure.id);
    }
}

#[test]
fn pdf_and_png_are_what_they_are_called() {
    let svg = draw::svg(&common::curves());
    assert!(convert::pdf(&svg).unwrap().starts_with(b"%PDF-"));
    let png = convert::png(&svg, 2.0).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    // Bytes 16 to 23 of a PNG are its width and height (ISO 15948, 11.2.2).
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    let (width, height) = draw::placement(&common::curves()).size;
    assert_eq!((f64::from(number(16)), f64::from(number(20))), (2.0 * width, 2.0 * height));
}

#[test]
fn outlining_changes_no_pixel_that_anyone_could_see() {
    let svg = draw::svg(&common::curves());
    let outlined = convert::outlined(&svg, "curves").unwrap();
    let (live, paths) = (pixels(&svg), pixels(&outlined));
    let far = live.iter().zip(&paths).filter(|(a, b)| a.abs_diff(**b) > 40).count();
    assert!(far * 2000 < live.len(), "{far} of {} differ", live.len());
}

fn pixels(svg: &str) -> Vec<u8> {
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_font_data(dejavu::sans::regular().to_vec());
    let tree = usvg::Tree::from_str(svg, &options).expect("our own SVG is SVG");
    let mut image = resvg::tiny_skia::Pixmap::new(640, 400).expect("the size is positive");
    resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut image.as_mut());
    image.data().to_vec()
}

#[test]
fn an_animation_is_small_repeats_and_shares_its_axes() {
    let frames = moving::frames();
    let moving = animated(&frames, FrameTiming::default()).unwrap();
    assert_eq!(moving, animated(&frames, FrameTiming::default()).unwrap());
    assert!(moving.len() < 1_000_000, "{} bytes", moving.len());
    assert!(moving.matches("<g class=").count() >= frames.len(), "every frame has something of its own");
    let whole = convert::outlined(&draw::svg(&frames[0]), "").unwrap().len();
    assert!(moving.len() < frames.len() * whole, "the frames share something");
    assert!(!moving.contains("<script") && !moving.contains("href"), "it works offline and as an image");
}

/// The axes, the titles and the data of every panel are the same in all frames: they are written once, and a frame is
/// only what it has of its own.
#[test]
fn what_frames_share_is_written_once() {
    let points: Vec<(f64, f64)> = (0..200).map(|k| (f64::from(k % 20), f64::from(k / 20))).collect();
    let panel = |title: &str, epoch: f64| {
        let line = PlotLayer::line("network", Style::series(4), vec![(0.0, epoch), (20.0, 9.0 - epoch)]);
        let data = PlotLayer::points("data", Style::series(0), points.clone());
        Panel::plot(title, Axis::linear("x"), Axis::linear("y").range(-1.0, 11.0), vec![line, data])
    };
    let frame = |k: u32| {
        let panels = vec![panel("left", f64::from(k)), panel("right", f64::from(k) / 2.0)];
        Figure::new("moving", "Two panels", panels).moment(format!("epoch {k}"))
    };
    let frames: Vec<Figure> = (0..10).map(frame).collect();
    let whole = convert::outlined(&draw::svg(&frames[0]), "").unwrap().len();
    let moving = animated(&frames, FrameTiming::default()).unwrap().len();
    assert!(moving < 10 * whole / 4, "{moving} bytes of 10 frames, {whole} of one");
}

/// A viewer without CSS animations shows the last frame, and nothing but it.
#[test]
fn an_animation_at_rest_is_its_last_frame() {
    let mut frames = moving::frames();
    let moving = animated(&frames, FrameTiming::default()).unwrap();
    draw::share_ranges(&mut frames);
    let last = convert::outlined(&draw::svg(frames.last().expect("there are frames")), "").unwrap();
    assert!(convert::png(&moving, 1.0).unwrap() == convert::png(&last, 1.0).unwrap());
}

/// Frame k of n, shown for s seconds in a round of r = n·s + hold, began k·s − r seconds ago.
#[test]
fn each_frame_has_its_turn() {
    let moving = animated(&moving::frames()[..3], FrameTiming { step: 0.5, hold: 1.0 }).unwrap();
    for delay in ["-2.500s", "-2.000s", "-1.500s"] {
        assert!(moving.contains(&format!("animation-delay:{delay}")), "{delay}");
    }
    // 0.5 of 2.5 seconds, and 1.5 of 2.5 for the last one.
    assert!(moving.contains("20.0000%{visibility:hidden}") && moving.contains("60.0000%{visibility:hidden}"));
    assert_eq!(moving.matches("visibility=\"visible\"").count(), 1);
}
