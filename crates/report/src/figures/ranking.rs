//! The ROC curve and the precision-recall curve: what a network finds of a class, and at which price.
//!
//! A panel for each class, in it a curve for each run of each arm: thin where an arm has several. Leaves out areas of
//! single runs: the caption has the mean over all runs.

use experiment::record::Record;
use experiment::spec::{Metric, Part, Quantity};

use super::CaptionedFigure;
use super::table_view::{TableView, arms_with, view};
use super::wording::{class_name, run_name, shown_run, spread, values_by_arm};
use crate::arms::Arm;
use crate::csv::{digits, quoted};
use crate::evaluation;
use crate::figure::{Axis, Figure, Panel, PlotLayer, balanced};
use crate::markdown::escaped;
use crate::palette::Style;
use crate::words::capital;

/// The most panels of classes.
const MOST_CLASSES: usize = 12;

/// The width of a curve, and of one among those of other runs, in pixels.
const WIDTHS: [f64; 2] = [2.0, 0.9];

/// Which of the two curves.
#[derive(Clone, Copy)]
pub enum Curve {
    /// Recall over the false positive rate.
    Roc,
    /// Precision over recall.
    PrecisionRecall,
}

/// One figure; none where no run recorded the curve.
pub fn draw(curve: Curve, arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, curve.table());
    let Some((first, view)) = arms.first() else { return Vec::new() };
    let panels: Vec<Panel> = classes(*view).map(|class| panel(curve, class, &arms)).collect();
    let columns = balanced(panels.len(), 3);
    let figure = Figure::new(curve.table(), curve.alternative(), panels).square().columns(columns);
    let figure = figure.title(title(curve, &arms));
    vec![CaptionedFigure::single_frame(figure, caption(curve, first, &arms)).csv(csv(curve, *view, &arms))]
}

/// The classes of a table, in order.
fn classes(view: TableView) -> impl Iterator<Item = usize> {
    let mut classes: Vec<usize> = view.rows().map(|(_, values)| values[0] as usize).collect();
    classes.dedup();
    classes.into_iter().take(MOST_CLASSES)
}

fn panel(curve: Curve, class: usize, arms: &[(Arm, TableView)]) -> Panel {
    let mut layers = vec![curve.guessing(&points(arms[0].1, class))];
    for (arm, _) in arms {
        let label = arm.label_or("network");
        let style = arm.style().width(WIDTHS[usize::from(arm.runs.len() > 1)]);
        let of_runs = runs(curve, class, arm).map(|(_, points)| PlotLayer::line(label, style, curve.path(&points)));
        layers.extend(of_runs);
    }
    let [x, y] = curve.axes().map(|label| Axis::linear(label).range(0.0, 1.02));
    Panel::plot(class_name(&arms[0].0.first_run().run.data.classes[class]), x, y, layers)
}

/// The corners of the curve of one class.
fn points(view: TableView, class: usize) -> Vec<(f64, f64)> {
    let of_class = view.rows().filter(|(_, values)| values[0] as usize == class);
    of_class.map(|(_, values)| (values[2], values[3])).collect()
}

/// The runs of an arm that recorded the curve of a class, with its corners.
fn runs<'a>(curve: Curve, class: usize, arm: &Arm<'a>) -> impl Iterator<Item = (&'a Record, Vec<(f64, f64)>)> {
    let of_run = move |record: &&'a Record| Some((*record, points(view(record, curve.table())?, class)));
    arm.runs.clone().into_iter().filter_map(move |record| of_run(&record)).filter(|(_, points)| !points.is_empty())
}

/// `class,arm,run,x,y`: the corners of the curves of all runs.
fn csv(curve: Curve, first: TableView, arms: &[(Arm, TableView)]) -> String {
    let [x, y] = curve.columns();
    let mut text = format!("class,arm,run,{x},{y}\n");
    for class in classes(first) {
        for (arm, _) in arms {
            for (record, points) in runs(curve, class, arm) {
                let names = [&record.run.data.classes[class], &arm.label, &run_name(record)].map(|name| quoted(name));
                let start = names.join(",");
                text.extend(points.iter().map(|(x, y)| format!("{start},{},{}\n", digits(*x), digits(*y))));
            }
        }
    }
    text
}

impl Curve {
    fn table(self) -> &'static str {
        match self {
            Curve::Roc => "roc-curve",
            Curve::PrecisionRecall => "precision-recall-curve",
        }
    }

    fn alternative(self) -> &'static str {
        match self {
            Curve::Roc => "ROC curve: the recall of a class, over its false positive rate",
            Curve::PrecisionRecall => "Precision-recall curve: the precision at each recall",
        }
    }

    fn axes(self) -> [&'static str; 2] {
        match self {
            Curve::Roc => ["false positive rate (share of the other rows)", "recall (share of the class)"],
            Curve::PrecisionRecall => ["recall (share of the class)", "precision"],
        }
    }

    /// The names of the two numbers of a corner.
    fn columns(self) -> [&'static str; 2] {
        match self {
            Curve::Roc => ["false positive rate", "recall"],
            Curve::PrecisionRecall => ["recall", "precision"],
        }
    }

    /// The curve through its recorded corners. An ROC curve begins in the corner. Precision holds for the whole step of
    /// recall that ends at a point, which is what the average precision sums.
    fn path(self, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
        match self {
            Curve::Roc => [(0.0, 0.0)].iter().chain(points).copied().collect(),
            Curve::PrecisionRecall => {
                let before = [0.0].into_iter().chain(points.iter().map(|point| point.0));
                before
                    .zip(points)
                    .flat_map(|(before, &(recall, precision))| [(before, precision), (recall, precision)])
                    .collect()
            }
        }
    }

    /// The curve of outputs that know nothing: the diagonal, or the share of the class, which is the precision when all
    /// rows are taken.
    fn guessing(self, points: &[(f64, f64)]) -> PlotLayer {
        let share = points.last().map_or(0.0, |point| point.1);
        let ends = match self {
            Curve::Roc => vec![(0.0, 0.0), (1.0, 1.0)],
            Curve::PrecisionRecall => vec![(0.0, share), (1.0, share)],
        };
        PlotLayer::line("guessing", Style::reference(), ends)
    }

    fn area(self) -> Quantity {
        match self {
            Curve::Roc => Quantity::Auc,
            Curve::PrecisionRecall => Quantity::AveragePrecision,
        }
    }
}

/// The part of which the curves are.
fn part(arms: &[(Arm, TableView)]) -> Part {
    let part = arms[0].1.labels().first().and_then(|label| Part::ALL.into_iter().find(|part| part.as_str() == *label));
    part.unwrap_or(Part::Train)
}

/// The areas under the curves.
fn title(curve: Curve, arms: &[(Arm, TableView)]) -> String {
    let metric = Metric { part: part(arms), quantity: curve.area() };
    let areas = arms.iter().filter_map(|(arm, _)| Some((arm.result(metric)?.mean, arm.label.as_str())));
    let areas = spread(areas).map(|areas| format!(": {areas}")).unwrap_or_default();
    format!("{}{areas}", capital(&evaluation::name(metric)))
}

fn caption(curve: Curve, first: &Arm, arms: &[(Arm, TableView)]) -> String {
    let part = part(arms);
    let second = match curve {
        Curve::Roc => "over the share of the other rows that do",
        Curve::PrecisionRecall => "and how many of all rows that do are of the class",
    };
    let start = "Every threshold of the output is a point: the share of the rows of the class that reach it";
    let metric = Metric { part, quantity: curve.area() };
    let area =
        |(arm, _): &(Arm, TableView)| Some((evaluation::estimate(metric, arm.result(metric)?), escaped(&arm.label)));
    let areas: Vec<(String, String)> = arms.iter().filter_map(area).collect();
    let areas = match (areas.is_empty(), first.runs.len()) {
        (true, _) => String::new(),
        (false, 1) => format!(" {}: {}.", curve.area().in_words(), values_by_arm(&areas)),
        (false, runs) => format!(" Mean {} over {runs} runs: {}.", curve.area().in_words(), values_by_arm(&areas)),
    };
    let shown = match first.runs.len() {
        1 => shown_run(first),
        runs => format!("{}, a thin line for each of {runs} runs", first.first_run().run.spec.engines[0].as_str()),
    };
    format!("{start}, {second} ({} part, {shown}).{areas}", part.in_words())
}
