//! Which part of the runs' data each row was in, where the new data are the very file that the runs were trained on.

use std::path::Path;

use datasets::NewFile;
use experiment::spec::Part;

use super::PredictRequest;
use super::stored::StoredRun;
use crate::store::run_id;

/// The part of each of the `count` rows, none for a row that was left out; nothing for other data. Of several runs it
/// is `train` where any of them was trained on the row, else `validation` where it stopped or chose one.
pub fn parts(runs: &[StoredRun], request: &PredictRequest, count: usize) -> Option<Vec<Option<Part>>> {
    let mut of_runs = runs.iter().map(|run| parts_of_run(run, request.data, request.folder, count));
    let first = of_runs.next()??;
    of_runs.try_fold(first, |parts, others| {
        let sooner = |(part, other): (Option<Part>, Option<Part>)| part.into_iter().chain(other).min();
        Some(parts.into_iter().zip(others?).map(sooner).collect())
    })
}

/// A run id hashes the spec and the bytes of the data, so it tells whether these are the data of the run.
fn parts_of_run(stored: &StoredRun, data: &NewFile, folder: &Path, count: usize) -> Option<Vec<Option<Part>>> {
    let mut spec = stored.run.spec.clone();
    let (path, folder) = data.as_data_of(folder)?;
    spec.dataset.path = Some(path);
    let loaded = datasets::load(&spec, folder).ok()?;
    if run_id(&stored.run.spec, &loaded.files) != stored.run.id {
        return None;
    }
    let mut parts = vec![None; count];
    let used: Vec<usize> = (0..count).filter(|row| loaded.left_out.binary_search(row).is_err()).collect();
    for part in Part::ALL {
        // The rows of a test file are behind those of the data.
        for row in loaded.dataset.part(part).iter().filter_map(|row| used.get(*row)) {
            parts[*row] = Some(part);
        }
    }
    Some(parts)
}
