//! From a spec to a job: data read, names of parameters checked, run id computed. Nothing is trained or written.

mod dataset_cache;
mod range;
mod undefined;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datasets::{DataErrors, memory};
use engine::{Dataset, Layout};
use experiment::Spec;
use experiment::check::Document;
use experiment::diagnostic::Diagnostic;
use experiment::record::{DataSummary, MissingCells};
use experiment::spec::{self, Arm, Precision};

use crate::{initial, store};

pub use dataset_cache::{DatasetCache, Shared};

/// A run that can begin.
pub struct Job {
    /// Its name in progress and listings, `mlp-xor  hidden = [2]  seed 1`.
    pub label: String,
    /// Which arm of the sweep it belongs to.
    pub arm: Arm,
    /// What is trained, with every default filled in.
    pub spec: Spec,
    /// The hash of everything it depends on.
    pub id: String,
    /// Whether its gradients are certified, as those of the first run of every arm are.
    pub certify: bool,
    /// The folder of the runs of its experiment.
    pub runs: PathBuf,
    /// A summary of its data, for the record.
    pub data: DataSummary,
    /// Those data, which other runs may share.
    pub shared: Arc<Shared>,
}

/// Why a spec cannot become a job.
#[derive(Debug)]
pub enum PlanError {
    /// Its data cannot be read, or are not what the config says.
    Data(DataErrors),
    /// Keys that do not fit the data or the network: `[initial]`, `frozen`.
    Keys(Vec<spec::RuleViolation>),
}

impl PlanError {
    /// The error as diagnostics of the config that asked for the run.
    pub fn diagnostics(self, document: &Document) -> Vec<Diagnostic> {
        match self {
            PlanError::Keys(violations) => violations.iter().map(|violation| document.diagnostic(violation)).collect(),
            PlanError::Data(errors) => errors.into_iter().map(|error| error.diagnostic(document)).collect(),
        }
    }
}

/// The name of an experiment, and its places on disk.
pub struct ExperimentPaths<'a> {
    /// The name of the experiment.
    pub name: &'a str,
    /// The folder that paths in the config are relative to.
    pub folder: &'a Path,
    /// The folder of its runs.
    pub runs: &'a Path,
}

/// Makes a job of a spec, with the data that earlier jobs of the cache have read.
///
/// # Errors
/// If the data cannot be read, or the config names parameters that the network does not have.
pub fn job(
    paths: &ExperimentPaths,
    arm: &Arm,
    mut spec: Spec,
    dataset_cache: &mut DatasetCache,
) -> Result<Job, PlanError> {
    let (dataset, shared) = dataset_cache.get(&spec, paths.folder).map_err(PlanError::Data)?;
    let layout = Layout::of(&spec, dataset.inputs.columns(), dataset.targets.columns());
    let read = initial::read_file(&mut spec, paths.folder).map_err(|fault| PlanError::Keys(vec![*fault]))?;
    let faults = initial::at_file(violations(&spec, &dataset, &layout), &read);
    if !faults.is_empty() {
        return Err(PlanError::Keys(faults));
    }
    let id = store::run_id(&spec, shared.files());
    let data = summary(&dataset, &layout, shared.missing());
    Ok(Job {
        label: label(paths.name, arm, &spec),
        arm: arm.clone(),
        certify: false,
        id,
        runs: paths.runs.to_path_buf(),
        data,
        shared,
        spec,
    })
}

/// What does not fit between a spec, its data and its network.
pub fn violations(spec: &Spec, dataset: &Dataset, layout: &Layout) -> Vec<spec::RuleViolation> {
    [
        initial::violations(spec, layout),
        too_few_rows_for_batch_norm(spec, dataset),
        undefined::undefined_metrics(spec, dataset),
        range::out_of_range(spec, dataset),
        too_large(layout, spec),
    ]
    .concat()
}

fn summary(dataset: &Dataset, layout: &Layout, missing: &MissingCells) -> DataSummary {
    DataSummary {
        task: dataset.schema.task,
        inputs: dataset.schema.input_names.clone(),
        classes: dataset.schema.classes.clone(),
        rows: [&dataset.train, &dataset.validation, &dataset.test].map(Vec::len),
        parameters: layout.len(),
        novikoff: None,
        missing: missing.clone(),
    }
}

/// Batch statistics need two rows.
fn too_few_rows_for_batch_norm(spec: &Spec, dataset: &Dataset) -> Vec<spec::RuleViolation> {
    if spec.network.batch_norm.is_none() || dataset.train.len() > 1 {
        return Vec::new();
    }
    let fault =
        spec::RuleViolation::new("network.batch_norm", "batch norm needs two training rows or more, there is one");
    vec![fault.also("dataset", "the data").help("hold out less, or leave out batch_norm")]
}

/// What an engine holds of every parameter at least: its value, its gradient, and twice a snapshot of it.
const COPIES: u64 = 4;

/// So little memory is there: looking it up for each of 100,000 small runs would take longer than planning them.
const UNASKED: u64 = 1 << 20;

/// A network must fit into memory, with its inputs and the pieces of its units, which its config alone does not say.
fn too_large(layout: &Layout, spec: &Spec) -> Vec<spec::RuleViolation> {
    let bytes = match spec.precision {
        Precision::F32 => 4,
        Precision::F64 => 8,
    };
    let engines = spec.engines.len() as u64;
    let needed = (layout.len() as u64).saturating_mul(bytes * COPIES * engines);
    if needed < UNASKED {
        return Vec::new();
    }
    let Some(free) = memory::available().filter(|free| *free < needed) else { return Vec::new() };
    let message = format!(
        "the network has {} parameters, which take {} of memory at least, and {} are free",
        layout.len(),
        memory::in_words(needed),
        memory::in_words(free)
    );
    vec![
        spec::RuleViolation::new("network.hidden", message)
            .help("write narrower layers, or fewer inputs or pieces of maxout"),
    ]
}

/// `mlp-xor  hidden = [2]  seed 1`.
fn label(name: &str, arm: &Arm, spec: &Spec) -> String {
    let settings = arm.iter().map(|(path, value)| format!("{} = {value}", path.rsplit('.').next().unwrap_or(path)));
    let fold = spec.fold.map(|fold| format!("fold {}", fold + 1));
    let parts = [name.to_string()].into_iter().chain(settings).chain([format!("seed {}", spec.seed)]).chain(fold);
    parts.collect::<Vec<_>>().join("  ")
}
