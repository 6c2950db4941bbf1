//! Which part of the run's data each row was in, where the new data are the very file that the run was trained on.

use std::path::{Path, absolute};

use experiment::spec::Part;

use super::stored::StoredRun;
use crate::store::run_id;

/// The name of the part of each of the `count` rows, empty for a row that was left out; none for other data.
///
/// A run id hashes the spec and the bytes of the data, so it tells whether these are the data of the run.
pub fn parts(stored: &StoredRun, data: &Path, count: usize) -> Option<Vec<&'static str>> {
    let mut spec = stored.run.spec.clone();
    spec.dataset.path = Some(absolute(data).ok()?.to_str()?.to_owned());
    let loaded = datasets::load(&spec, Path::new("")).ok()?;
    if run_id(&stored.run.spec, &loaded.files) != stored.run.id {
        return None;
    }
    let mut parts = vec![""; count];
    let used: Vec<usize> = (0..count).filter(|row| loaded.left_out.binary_search(row).is_err()).collect();
    for part in Part::ALL {
        for &row in loaded.dataset.part(part) {
            *parts.get_mut(*used.get(row)?)? = part.as_str();
        }
    }
    Some(parts)
}
