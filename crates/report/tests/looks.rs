//! The looks that a config gives a figure.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::spec::{Figure, FigureKind, LegendPlace, LogAxes};
use report::document::RenderedFigure;

/// The learning curves of three arms, looking so.
fn curves(looks: Figure) -> RenderedFigure {
    let mut fixture = records::irises();
    fixture.experiment.figure = vec![looks];
    let mut figures = fixture.report("name").figures;
    assert_eq!(figures.iter().filter(|figure| figure.stem.starts_with("curves")).count(), 1, "they are drawn once");
    figures.remove(0)
}

fn plain() -> Figure {
    Figure::of(FigureKind::LearningCurves)
}

#[test]
fn title_labels_and_ranges_are_those_of_the_config() {
    let looks = Figure {
        title: Some("ReLU is as good".into()),
        x_label: Some("passes".into()),
        x_range: Some([0.0, 13.0]),
        ..plain()
    };
    let svg = curves(looks).source;
    assert!(svg.contains(">ReLU is as good</text>") && svg.contains(">passes</text>"), "{svg}");
    assert!(!svg.contains(">60</text>"), "the axis ends at 13");
    assert!(curves(plain()).source.contains(">60</text>"));
}

#[test]
fn a_width_scales_the_whole_picture() {
    let size = |figure: &RenderedFigure, name: &str| {
        let (_, rest) = figure.svg.split_once(&format!(" {name}=\"")).expect("it has a size");
        rest.split('"').next().and_then(|value| value.parse::<f64>().ok()).expect("a number")
    };
    let (before, after) = (curves(plain()), curves(Figure { width: Some(1600), ..plain() }));
    assert_eq!(size(&after, "width"), 1600.0);
    let proportion = |figure: &RenderedFigure| size(figure, "height") / size(figure, "width");
    assert!((proportion(&before) - proportion(&after)).abs() < 1.0 / 1600.0, "to a pixel");
}

#[test]
fn arms_seeds_and_the_legend_are_chosen() {
    let arm = named("tanh");
    let figure = curves(Figure { arms: Some(vec![arm]), seed: Some(2), ..plain() });
    assert!(figure.csv.contains("train-objective") && !figure.csv.contains("sigmoid,"), "{}", &figure.csv[..200]);
    assert!(
        figure.caption.contains("single run") || !figure.caption.contains("means over 5 seeds"),
        "{}",
        figure.caption
    );
    let hidden = curves(Figure { legend: Some(LegendPlace::None), ..plain() }).source;
    assert!(!hidden.contains(">sigmoid</text>"), "there is no legend");
    assert!(curves(plain()).source.contains(">sigmoid</text>"));
    assert_ne!(curves(Figure { log: Some(LogAxes::Y), ..plain() }).source, curves(plain()).source);
}

/// The name of an arm as a claim writes it.
fn named(activation: &str) -> experiment::spec::ArmName {
    let config = format!(
        "title = \"t\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\n[[figure]]\nkind = \"learning-curves\"\n\
         arms = [{{ network.activation = \"{activation}\" }}]\n"
    );
    let parsed = experiment::check::parse::<experiment::Experiment>("c.toml", &config, &[], |_| Vec::new());
    let figure = parsed.unwrap_or_else(|errors| panic!("{errors}")).base.figure.remove(0);
    figure.arms.expect("it names arms").remove(0)
}
