//! The data of all planned runs: a data set that several runs share is read once and kept in memory once.
//!
//! Planning reads every data set, and running needs it again. In between as many sets are kept as fit into a budget.
//! The others are read again, and runs that use one at the same time share it. A set is dropped after the last run
//! that was planned with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, Weak};

use datasets::{DataError, DataErrors, DataFile, Loaded, Recipe};
use engine::Dataset;
use experiment::Spec;
use experiment::record::{Baseline, MissingCells};

use crate::metrics;

/// How many numbers are kept from planning to running, in all: half a gigabyte. A single set is kept whatever its size.
const BUDGET: usize = 1 << 26;

/// The data sets that have been read.
#[derive(Default)]
pub struct DatasetCache {
    sets: BTreeMap<(PathBuf, String), Arc<Shared>>,
    digests: BTreeMap<PathBuf, String>,
    kept: usize,
}

/// A data set and what follows from it alone.
pub struct Shared {
    spec: Spec,
    folder: PathBuf,
    recipe: Recipe,
    left_out: Vec<usize>,
    missing: MissingCells,
    files: Vec<DataFile>,
    baselines: OnceLock<Vec<Baseline>>,
    slot: Mutex<CacheSlot>,
}

#[derive(Default)]
struct CacheSlot {
    /// The set, kept from planning on.
    kept: Option<Arc<Dataset>>,
    /// The set, while runs use it.
    in_use: Weak<Dataset>,
    /// The number of planned runs that have not taken the set yet.
    requests_left: usize,
}

/// A data set, and its entry in the cache.
type Read = (Arc<Dataset>, Arc<Shared>);

impl DatasetCache {
    /// The data of one more run, and the entry from which the run will take them.
    pub(super) fn get(&mut self, spec: &Spec, folder: &Path) -> Result<Read, DataErrors> {
        // The baselines are measured once for all runs, and the class of the judge is part of what is measured.
        let key = (folder.to_path_buf(), format!("{} {:?}", datasets::cache_key(spec), spec.judge.class));
        let (dataset, shared) = match self.sets.get(&key).map(Arc::clone) {
            Some(shared) => {
                let dataset = shared.slot().get(&shared)?;
                (dataset, shared)
            }
            None => self.read(key, spec, folder)?,
        };
        shared.slot().requests_left += 1;
        Ok((dataset, shared))
    }

    fn read(&mut self, key: (PathBuf, String), spec: &Spec, folder: &Path) -> Result<Read, DataErrors> {
        self.make_room();
        let Loaded { dataset, recipe, left_out, missing, files } = datasets::load(spec, folder)?;
        self.same_as_before(&files, folder)?;
        let dataset = Arc::new(dataset);
        let mut slot = CacheSlot { in_use: Arc::downgrade(&dataset), ..CacheSlot::default() };
        let size = dataset.inputs.values().len();
        if self.kept == 0 || self.kept + size <= BUDGET {
            self.kept += size;
            slot.kept = Some(Arc::clone(&dataset));
        }
        let (spec, folder, slot) = (spec.clone(), folder.to_path_buf(), Mutex::new(slot));
        let shared =
            Arc::new(Shared { spec, folder, recipe, left_out, missing, files, baselines: OnceLock::new(), slot });
        self.sets.insert(key, Arc::clone(&shared));
        Ok((dataset, shared))
    }

    /// A first set above the budget is kept only while it is the only one.
    fn make_room(&mut self) {
        if self.kept > BUDGET {
            self.sets.values().for_each(|shared| shared.slot().kept = None);
            self.kept = 0;
        }
    }

    /// All runs of a call have the same files: one that another set has read before must not have changed since.
    fn same_as_before(&mut self, files: &[DataFile], folder: &Path) -> Result<(), DataError> {
        for file in files {
            let known = self.digests.entry(folder.join(&file.path)).or_insert_with(|| file.digest.clone());
            if *known != file.digest {
                return Err(changed(file));
            }
        }
        Ok(())
    }
}

/// Numbers of one file must not get the id of another.
fn changed(file: &DataFile) -> DataError {
    DataError::new(file.at, format!("the data changed: {} is not the file that was read before", file.path))
        .help("start the same command again when nothing writes to the file any more")
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

    /// The files that were read, with the digests of what was read.
    pub fn files(&self) -> &[DataFile] {
        &self.files
    }

    /// The data, for one of the planned runs, which calls this once.
    ///
    /// # Errors
    /// If they have to be read again and a file has changed since.
    pub fn dataset(&self) -> Result<Arc<Dataset>, DataErrors> {
        let mut slot = self.slot();
        let dataset = slot.get(self)?;
        slot.requests_left = slot.requests_left.saturating_sub(1);
        if slot.requests_left == 0 {
            slot.kept = None;
        }
        Ok(dataset)
    }

    /// The data, looked at before any run has taken them.
    ///
    /// # Errors
    /// If they have to be read again and a file has changed since.
    pub fn look(&self) -> Result<Arc<Dataset>, DataErrors> {
        self.slot().get(self)
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
    /// The set that is kept or in use. Else it is read, while other runs that need it wait.
    fn get(&mut self, shared: &Shared) -> Result<Arc<Dataset>, DataErrors> {
        if let Some(dataset) = self.kept.clone().or_else(|| self.in_use.upgrade()) {
            return Ok(dataset);
        }
        let loaded = datasets::load(&shared.spec, &shared.folder)?;
        if let Some((_, file)) = loaded.files.iter().zip(&shared.files).find(|(now, then)| now != then) {
            return Err(changed(file).into());
        }
        let dataset = Arc::new(loaded.dataset);
        self.in_use = Arc::downgrade(&dataset);
        Ok(dataset)
    }
}
