//! Problems of a file that hide all others: an encoding, missing names, a column without a name. The file is read
//! once more as if the config had the remedy, so that the next problems are told in the same answer.

use super::format::FileFormat;
use super::request::Request;
use crate::data_error::{DataErrors, Recovery};

/// So many problems can hide others: one of each kind.
const KINDS: usize = 3;

/// Reads a file, and with every problem that hides others once more without it. `read` reads as a request says.
///
/// # Errors
/// All problems that were met, those that hide others first.
pub fn read_with_recovery<T>(
    request: &Request,
    read: impl Fn(&Request) -> Result<T, DataErrors>,
) -> Result<T, DataErrors> {
    let mut errors = match read(request) {
        Ok(table) => return Ok(table),
        Err(errors) => errors,
    };
    let (mut ignore, mut format) = (request.ignore.to_vec(), request.format.clone());
    for _ in 0..KINDS {
        let Some(recovery) = errors.list().last().and_then(|error| error.recovery.clone()) else { break };
        if !apply(*recovery, request, &mut ignore, &mut format) {
            break;
        }
        errors.retain_recoverable();
        match read(&Request { ignore: &ignore, format: format.clone(), ..request.clone() }) {
            Ok(_) => break,
            Err(more) => errors.extend(more),
        }
    }
    Err(errors)
}

/// Whether the remedy can be taken: with other names the columns that the config names are unknown.
fn apply(recovery: Recovery, request: &Request, ignore: &mut Vec<String>, format: &mut FileFormat) -> bool {
    match recovery {
        Recovery::IgnoreNameless => ignore.push(String::new()),
        Recovery::Encoding(encoding) => format.encoding = Some(encoding),
        Recovery::Header(names) if request.targets.iter().all(|target| names.contains(target)) => {
            format.header = Some(names);
        }
        Recovery::Header(_) => return false,
    }
    true
}
