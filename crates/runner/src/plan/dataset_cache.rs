//! The data of all planned runs: what several runs share is read once and slot once.
//!
//! Planning needs every data set, and so does running. From one to the other as many are kept as fit into a budget;
//! the others are read again, and given to all runs that want them at that time. A set is let go with the last run
//! that waits for it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, Weak};

use datasets::{DataErrors, Loaded, MissingCells, Recipe};
use engine::Dataset;
use experiment::Spec;
use experiment::record::Baseline;

use crate::{metrics, store};

/// How many numbers are kept from planning to running, in all: half a gigabyte. A single set is kept whatever its size.
const BUDGET: usize = 1 << 26;

/// The data sets that have been read.
#[derive(Default)]
pub struct DatasetCache {
    sets: BTreeMap<(PathBuf, String), Arc<Shared>>,
    digests: BTreeMap<Vec<PathBuf>, String>,
    kept: usize,
}

/// A data set and what follows from it alone.
pub struct Shared {
    spec: Spec,
    folder: PathBuf,
    recipe: Recipe,
    left_out: Vec<usize>,
    missing: MissingCells,
    baselines: OnceLock<Vec<Baseline>>,
    slot: Mutex<CacheSlot>,
}

#[derive(Default)]
struct CacheSlot {
    /// Kept from planning.
    kept: Option<Arc<Dataset>>,
    /// In the hands of runs.
    in_use: Weak<Dataset>,
    /// How many runs will still ask.
    requests_left: usize,
}

/// Data, and who shares them.
type Read = (Arc<Dataset>, Arc<Shared>);

impl DatasetCache {
    /// The data of one more run, and its share in them.
    pub(super) fn get(&mut self, spec: &Spec, folder: &Path) -> Result<Read, DataErrors> {
        let key = (folder.to_path_buf(), datasets::key(spec));
        let (dataset, shared) = match self.sets.get(&key).map(Arc::clone) {
            Some(shared) => {
                let dataset = shared.slot().get(spec, folder)?;
                (dataset, shared)
            }
            None => self.read(key, spec, folder)?,
        };
        shared.slot().requests_left += 1;
        Ok((dataset, shared))
    }

    fn read(&mut self, key: (PathBuf, String), spec: &Spec, folder: &Path) -> Result<Read, DataErrors> {
        self.make_room();
        let Loaded { dataset, recipe, left_out, missing } = datasets::load(spec, folder)?;
        let dataset = Arc::new(dataset);
        let mut slot = CacheSlot { in_use: Arc::downgrade(&dataset), ..CacheSlot::default() };
        let size = dataset.inputs.values().len();
        if self.kept == 0 || self.kept + size <= BUDGET {
            self.kept += size;
            slot.kept = Some(Arc::clone(&dataset));
        }
        let (spec, folder, slot) = (spec.clone(), folder.to_path_buf(), Mutex::new(slot));
        let shared = Arc::new(Shared { spec, folder, recipe, left_out, missing, baselines: OnceLock::new(), slot });
        self.sets.insert(key, Arc::clone(&shared));
        Ok((dataset, shared))
    }

    /// A first set that is beyond the budget is kept only while it is the only one.
    fn make_room(&mut self) {
        if self.kept > BUDGET {
            self.sets.values().for_each(|shared| shared.slot().kept = None);
            self.kept = 0;
        }
    }

    /// The hash of data files, which are gone through once.
    pub(super) fn digest(&mut self, files: Vec<PathBuf>) -> io::Result<String> {
        if let Some(digest) = self.digests.get(&files) {
            return Ok(digest.clone());
        }
        let digest = store::digest(&files)?;
        self.digests.insert(files, digest.clone());
        Ok(digest)
    }
}

impl Shared {
    /// How new data are prepared like these.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// Which rows of the file are left out, ascending.
    pub fn left_out(&self) -> &[usize] {
        &self.left_out
    }

    /// How much was missing.
    pub fn missing(&self) -> &MissingCells {
        &self.missing
    }

    /// The data, for a run that asks no second time.
    ///
    /// # Errors
    /// If they have to be read again and a file has changed since.
    pub fn dataset(&self) -> Result<Arc<Dataset>, DataErrors> {
        let mut slot = self.slot();
        let dataset = slot.get(&self.spec, &self.folder)?;
        slot.requests_left = slot.requests_left.saturating_sub(1);
        if slot.requests_left == 0 {
            slot.kept = None;
        }
        Ok(dataset)
    }

    /// What the simplest models reach, computed once.
    pub fn baselines(&self, dataset: &Dataset) -> &[Baseline] {
        self.baselines.get_or_init(|| metrics::baselines(&self.spec, dataset))
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, CacheSlot> {
        self.slot.lock().expect("no thread panics while it holds the data")
    }
}

impl CacheSlot {
    /// What is kept or in_use; else it is read, while others that want the same wait.
    fn get(&mut self, spec: &Spec, folder: &Path) -> Result<Arc<Dataset>, DataErrors> {
        if let Some(dataset) = self.kept.clone().or_else(|| self.in_use.upgrade()) {
            return Ok(dataset);
        }
        let dataset = Arc::new(datasets::load(spec, folder)?.dataset);
        self.in_use = Arc::downgrade(&dataset);
        Ok(dataset)
    }
}
