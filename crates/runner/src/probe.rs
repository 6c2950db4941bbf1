//! What figures need beyond metrics, recorded while a run goes on.
//!
//! Each figure kind of the spec brings its probe; a probe leaves tables by name. Probes look at the first engine
//! alone and disturb nothing: what they ask changes no answer (law L1), and what they try they take back from a
//! snapshot (law L2). A run with probes and one without end in the same bits.

mod claimed;
mod confusion;
mod corrections;
mod fit;
mod flat;
mod functions;
mod gradients;
mod health;
mod histograms;
mod importance;
pub mod look;
mod network;
mod plane;
mod range_test;
mod ranking;
mod reliability;
mod series;
mod surface;
mod targets;
mod updates;
pub mod vitals;

use std::collections::BTreeMap;
use std::sync::Arc;

use datasets::Recipe;
use engine::random::{Purpose, stream};
use engine::{Dataset, Engine};
use experiment::Spec;
use experiment::record::LabeledTable;
use experiment::spec::{EngineName, FigureKind, Part, Recorded};
use ranking::Curve;
use vitals::{Examination, Vitals};

use crate::archive::Archive;

/// The most rows of the training part that a probe looks at: enough to see every unit, few enough to be cheap.
const ROWS: usize = 256;

/// Records what one kind of figure needs.
trait Probe {
    /// Looks at the first engine after an epoch; 0 is before the first update.
    fn after_epoch(&mut self, _epoch: usize, _engine: &mut dyn Engine) {}

    /// Looks at the first engine after an update.
    fn after_step(&mut self, _engine: &mut dyn Engine) {}

    /// What changes as training goes on; nothing, for a probe that looks at the start and the end alone.
    fn describe_state(&mut self, _archive: &mut Archive) {}

    /// The tables, with what the final network of the first engine adds.
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)>;
}

/// What a probe is built from.
struct ProbeContext<'a> {
    spec: &'a Spec,
    dataset: &'a Arc<Dataset>,
    recipe: &'a Recipe,
    animate: bool,
}

/// All probes of a run.
pub(crate) struct Probes {
    first: EngineName,
    probes: Vec<Box<dyn Probe>>,
    stepped: bool,
    vitals: Option<Vitals>,
}

impl Probes {
    pub(crate) fn new(spec: &Spec, dataset: &Arc<Dataset>, recipe: &Recipe) -> Self {
        let mut kinds: BTreeMap<FigureKind, bool> = BTreeMap::new();
        spec.figure.iter().for_each(|figure| *kinds.entry(figure.kind).or_default() |= figure.animate);
        let is_claimed = spec.recording.iter().any(|recording| recording.quantity == Recorded::ClassCounts);
        if is_claimed || confusion::Confusion::reported(dataset) {
            kinds.entry(FigureKind::ConfusionMatrix).or_default();
        }
        let probe = |(kind, animate)| probe(kind, &ProbeContext { spec, dataset, recipe, animate });
        let targets = targets::Targets::new(dataset).map(boxed);
        let claimed = claimed::Claimed::new(&ProbeContext { spec, dataset, recipe, animate: false }).map(boxed);
        let probes = kinds.into_iter().filter_map(probe).chain(targets).chain(claimed).collect();
        Probes { first: spec.engines[0], probes, stepped: false, vitals: Vitals::new(spec, dataset) }
    }

    /// No probes: nothing is recorded.
    pub(crate) fn none(spec: &Spec) -> Self {
        Probes { first: spec.engines[0], probes: Vec::new(), stepped: false, vitals: None }
    }

    /// What the doctor asks, and nothing for figures.
    pub(crate) fn of_vitals(spec: &Spec, dataset: &Arc<Dataset>) -> Self {
        Probes { vitals: Vitals::new(spec, dataset), ..Probes::none(spec) }
    }

    /// Later examinations are of a training under this spec.
    pub(crate) fn continue_with(&mut self, spec: &Spec) {
        self.vitals.iter_mut().for_each(|vitals| vitals.continue_with(spec));
    }

    /// The examinations of the first engine so far, and one of the network after this epoch.
    pub(crate) fn examinations(&self, epoch: usize, engine: &mut dyn Engine) -> Vec<Examination> {
        self.vitals.as_ref().map_or(Vec::new(), |vitals| vitals.with_last(epoch, engine))
    }

    /// Looks at the first engine after an epoch, unless it had ended earlier.
    pub(crate) fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if epoch == 0 || std::mem::take(&mut self.stepped) {
            self.probes.iter_mut().for_each(|probe| probe.after_epoch(epoch, engine));
            self.vitals.iter_mut().for_each(|vitals| vitals.after_epoch(epoch, engine));
        }
    }

    /// Looks at an engine after an update; only at the first.
    pub(crate) fn after_step(&mut self, name: EngineName, engine: &mut dyn Engine) {
        if name == self.first {
            self.stepped = true;
            self.probes.iter_mut().for_each(|probe| probe.after_step(engine));
        }
    }

    /// What changes as training goes on.
    pub(crate) fn describe_state(&mut self, archive: &mut Archive) {
        archive.flag(&mut self.stepped);
        self.probes.iter_mut().for_each(|probe| probe.describe_state(archive));
        self.vitals.iter_mut().for_each(|vitals| vitals.describe_state(archive));
    }

    /// The tables, with what the final network of the first engine adds, and the examinations. That network is from
    /// this epoch.
    pub(crate) fn finish(
        self,
        epoch: usize,
        engine: &mut dyn Engine,
    ) -> (Vec<(String, LabeledTable)>, Vec<Examination>) {
        let tables = self.probes.into_iter().flat_map(|probe| probe.finish(engine)).collect();
        (tables, self.vitals.map_or(Vec::new(), |vitals| vitals.with_last(epoch, engine)))
    }
}

/// The probe of a kind; none where the kind does not go with the data or the network, which the report then says.
fn probe(kind: FigureKind, context: &ProbeContext) -> Option<Box<dyn Probe>> {
    match kind {
        FigureKind::LearningCurves => None,
        FigureKind::DecisionRegions => plane::Plane::new(context).map(boxed),
        FigureKind::Corrections => corrections::Corrections::new(context).map(boxed),
        FigureKind::Predictions => Some(boxed(fit::Fit::new(context))),
        FigureKind::ConfusionMatrix => confusion::Confusion::new(context).map(boxed),
        FigureKind::RocCurve => ranking::Ranking::new(Curve::Roc, context).map(boxed),
        FigureKind::PrecisionRecallCurve => ranking::Ranking::new(Curve::PrecisionRecall, context).map(boxed),
        FigureKind::ReliabilityDiagram => reliability::Reliability::new(context).map(boxed),
        FigureKind::PermutationImportance => Some(boxed(importance::Importance::new(context))),
        FigureKind::WeightHistograms => Some(boxed(histograms::Histograms::weights(context))),
        FigureKind::ActivationHistograms => Some(boxed(histograms::Histograms::activations(context))),
        FigureKind::GradientNorms => Some(boxed(gradients::Gradients::new(context))),
        FigureKind::LayerHealth => Some(boxed(health::Health::new(context))),
        FigureKind::LossSurface => Some(boxed(surface::Surface::new(context))),
        FigureKind::Network => Some(boxed(network::Network)),
        FigureKind::Functions => functions::Functions::new(context).map(boxed),
        FigureKind::RangeTest => Some(boxed(range_test::RangeTest::new(context))),
        FigureKind::Updates => Some(boxed(updates::Updates::new(context))),
    }
}

fn boxed<P: Probe + 'static>(probe: P) -> Box<dyn Probe> {
    Box::new(probe)
}

/// Rows from all over the training part, at most `most`.
pub(crate) fn sample_training_rows(dataset: &Dataset, most: usize) -> Vec<usize> {
    sample_rows(&dataset.train, most)
}

/// At most `most` of these rows, drawn: a table may be sorted, and its classes may take turns, so neither its first
/// rows nor every second one show all of them.
pub(crate) fn sample_rows(part: &[usize], most: usize) -> Vec<usize> {
    let mut rows = part.to_vec();
    if rows.len() > most {
        stream(0, Purpose::Check, 0, most as u64).shuffle(&mut rows);
        rows.truncate(most);
        rows.sort_unstable();
    }
    rows
}

/// The last part that has rows: what evaluates a network.
pub(crate) fn evaluated(dataset: &Dataset) -> Part {
    Part::ALL.into_iter().rev().find(|part| !dataset.part(*part).is_empty()).unwrap_or(Part::Train)
}

/// A table of these columns, the first that of the labels.
fn table<'a>(columns: impl IntoIterator<Item = &'a str>, rows: Vec<(String, Vec<f64>)>) -> LabeledTable {
    LabeledTable { columns: columns.into_iter().map(String::from).collect(), rows }
}

/// Six significant digits: what a pixel can show, in a fifth of the space.
fn six_digits(value: f64) -> f64 {
    format!("{value:.5e}").parse().expect("a number that was just written")
}
