//! From a spec to a job: data read, names of parameters checked, run id computed. Nothing is trained or written.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use datasets::{Fault, Loaded, Recipe};
use engine::{Dataset, Layout};
use experiment::Spec;
use experiment::record::DataSummary;
use experiment::spec::{self, Arm};

use crate::{initial, store};

/// A run that can begin.
pub struct Job {
    /// What it is called in progress and listings.
    pub label: String,
    /// Which arm of the sweep it belongs to.
    pub arm: Arm,
    /// The run itself.
    pub spec: Spec,
    /// The hash of everything it depends on.
    pub id: String,
    /// Whether its gradients are checked: the first run of every arm.
    pub certify: bool,
    /// The folder of the runs of its experiment.
    pub runs: PathBuf,
    /// What its data are.
    pub data: DataSummary,
    /// How new data are prepared like these.
    pub recipe: Recipe,
    folder: PathBuf,
    kept: Mutex<Option<Arc<Dataset>>>,
}

/// Why a spec is no job.
#[derive(Debug)]
pub enum Trouble {
    /// Its data are wrong.
    Data(Box<Fault>),
    /// Keys do not fit the network: `[initial]`, `frozen`.
    Keys(Vec<spec::Fault>),
}

/// Where an experiment's runs belong.
pub struct Home<'a> {
    /// The name of the experiment.
    pub name: &'a str,
    /// The folder that paths in the config are relative to.
    pub folder: &'a Path,
    /// The folder of its runs.
    pub runs: &'a Path,
}

/// Up to this many numbers the data of each of many runs are kept from planning to running; larger ones are read
/// twice instead, so that they never lie in memory together.
const KEPT: usize = 1 << 21;

/// Makes a job of a spec.
///
/// # Errors
/// If the data cannot be read, or the config names parameters that the network does not have.
pub fn job(home: &Home, arm: &Arm, mut spec: Spec) -> Result<Job, Trouble> {
    let Loaded { dataset, recipe, .. } = datasets::load(&spec, home.folder).map_err(Box::new).map_err(Trouble::Data)?;
    let layout = Layout::of(&spec, dataset.inputs.columns(), dataset.targets.columns());
    let read = initial::read_file(&mut spec, home.folder).map_err(|fault| Trouble::Keys(vec![fault]))?;
    let faults =
        [initial::at_file(initial::faults(&spec, &layout), &read), crowded(&spec, &dataset), large(&layout)].concat();
    if !faults.is_empty() {
        return Err(Trouble::Keys(faults));
    }
    let id = store::run_id(&spec, &datasets::files(&spec, home.folder)).map_err(vanished)?;
    let data = summary(&dataset, &layout);
    Ok(Job {
        label: label(home.name, arm, &spec),
        arm: arm.clone(),
        certify: false,
        id,
        runs: home.runs.to_path_buf(),
        data,
        recipe,
        folder: home.folder.to_path_buf(),
        kept: Mutex::new(Some(Arc::new(dataset))),
        spec,
    })
}

/// A file that could be read as data a moment ago.
fn vanished(error: io::Error) -> Trouble {
    Trouble::Data(Box::new(Fault::new("dataset.path", format!("a data file cannot be read again: {error}"))))
}

impl Job {
    /// Lets go of the data if they are large: this is one run of many.
    pub fn one_of_many(&self) {
        let mut kept = self.kept.lock().expect("no thread panics while it holds the data");
        kept.take_if(|dataset| dataset.inputs.values().len() > KEPT);
    }

    /// The data: those kept from planning, or read anew.
    ///
    /// # Errors
    /// If a file has changed since.
    pub fn dataset(&self) -> Result<Arc<Dataset>, Box<Fault>> {
        let kept = self.kept.lock().expect("no thread panics while it holds the data").take();
        kept.map_or_else(|| Ok(Arc::new(datasets::load(&self.spec, &self.folder).map_err(Box::new)?.dataset)), Ok)
    }
}

fn summary(dataset: &Dataset, layout: &Layout) -> DataSummary {
    DataSummary {
        task: dataset.task,
        inputs: dataset.input_names.clone(),
        classes: dataset.classes.clone(),
        rows: [&dataset.train, &dataset.validation, &dataset.test].map(Vec::len),
        parameters: layout.len(),
        novikoff: None,
    }
}

/// Batch statistics need two rows.
fn crowded(spec: &Spec, dataset: &Dataset) -> Vec<spec::Fault> {
    if spec.network.batch_norm.is_none() || dataset.train.len() > 1 {
        return Vec::new();
    }
    let fault = spec::Fault::new("network.batch_norm", "batch norm needs two training rows or more, there is one");
    vec![fault.also("dataset", "the data").help("hold out less, or leave out batch_norm")]
}

/// The most parameters of a network: 8 GB in f64.
const MOST: usize = 1_000_000_000;

/// A network that fits into memory, with its inputs and the pieces of its units, which its config alone does not say.
fn large(layout: &Layout) -> Vec<spec::Fault> {
    let parameters = layout.len();
    if parameters <= MOST {
        return Vec::new();
    }
    let message = format!("the network has {parameters} parameters, more than {MOST}");
    vec![spec::Fault::new("network.hidden", message).help("write narrower layers, or fewer inputs or pieces of maxout")]
}

/// `mlp-xor  hidden = [2]  seed 1`.
fn label(name: &str, arm: &Arm, spec: &Spec) -> String {
    let settings = arm.iter().map(|(path, value)| format!("{} = {value}", path.rsplit('.').next().unwrap_or(path)));
    let fold = spec.fold.map(|fold| format!("fold {}", fold + 1));
    let parts = [name.to_string()].into_iter().chain(settings).chain([format!("seed {}", spec.seed)]).chain(fold);
    parts.collect::<Vec<_>>().join("  ")
}
