//! What is too large for a page: a browser has one thread for it, and no memory to waste.
//!
//! A link may hold any config, so sizes are judged before anything is drawn or computed from them. The program has no
//! such limits, and every refusal says so.

use engine::Dataset;
use experiment::Spec;
use experiment::spec::{Activation, BatchSize, DatasetName, Initial};

/// Bytes of a request.
pub const REQUEST: usize = 32 << 20;
/// Bytes of the text of a config.
pub const CONFIG: usize = 200_000;
/// Bytes of all data files together.
pub const FILES: usize = 16 << 20;
/// Bytes of the text of a config times its arms: each arm is a copy.
pub const ARMS: usize = 20 << 20;
/// Sessions at a time.
pub const SESSIONS: usize = 8;
/// Parameters of a network.
pub const PARAMETERS: f64 = 300_000.0;
/// Hidden layers.
pub const LAYERS: usize = 100;
/// Rows of a data set.
pub const ROWS: usize = 50_000;
/// Numbers of a data set.
pub const NUMBERS: usize = 4_000_000;
/// Parameters times rows of one update: some seconds of a slow machine.
pub const UPDATE: f64 = 3e8;
/// Parameters times all rows: what measuring an epoch takes.
pub const EPOCH: f64 = 1e9;
/// Updates in one request.
pub const UPDATES: usize = 1_000_000;
/// Points along one side of a map.
pub const GRID: usize = 200;
/// Numbers of all maps of an answer.
pub const MAPS: usize = 1_000_000;
/// Units of a hidden layer that have maps.
pub const UNITS: usize = 16;
/// Rows of a part whose outputs an answer holds.
pub const PREDICTIONS: usize = 1000;
/// Parameters times elements that a certificate computes again and again.
pub const CERTIFICATE: f64 = 3e6;

const ELSEWHERE: &str = "the program trains it: longhand run CONFIG";

/// Why a page does not train this, from what its config alone says.
pub fn of_config(spec: &Spec) -> Option<String> {
    let rows = match spec.dataset.name {
        DatasetName::Parity => 1 << spec.dataset.bits.unwrap_or(0),
        _ => spec.dataset.samples.unwrap_or(0),
    };
    let layers = spec.network.hidden.len();
    let why = match spec.dataset.name {
        DatasetName::Idx => "it reads files of images".to_owned(),
        _ if spec.initial.values().any(|value| matches!(value, Initial::File(_))) => {
            "it starts from a file of parameters".to_owned()
        }
        _ if rows > ROWS => format!("it has {rows} samples, and a page takes {ROWS}"),
        _ if layers > LAYERS => format!("it has {layers} hidden layers, and a page takes {LAYERS}"),
        _ => return None,
    };
    Some(format!("{why}; {ELSEWHERE}"))
}

/// Why a page does not train this network on these data.
pub fn of_network(spec: &Spec, dataset: &Dataset) -> Option<String> {
    let (rows, columns) = (dataset.inputs.rows(), dataset.inputs.columns());
    let parameters = parameters(spec, columns, dataset.targets.columns());
    let batch = match spec.training.batch_size {
        BatchSize::Full(_) => dataset.train.len(),
        BatchSize::Count(count) => count.min(dataset.train.len()),
    };
    let (update, epoch) = (parameters * batch as f64, parameters * rows as f64);
    let why = match () {
        () if rows > ROWS => format!("its data have {rows} rows, and a page takes {ROWS}"),
        () if rows.saturating_mul(columns) > NUMBERS => {
            format!("its data have {rows} x {columns} numbers, and a page takes {NUMBERS}")
        }
        () if parameters > PARAMETERS => {
            format!("the network has about {parameters:.0} parameters, and a page takes {PARAMETERS:.0}")
        }
        () if update > UPDATE => {
            format!("{parameters:.0} parameters times {batch} rows in one update are too much work for a page")
        }
        () if epoch > EPOCH => {
            format!("{parameters:.0} parameters times {rows} rows in one epoch are too much work for a page")
        }
        () => return None,
    };
    Some(format!("{why}; {ELSEWHERE}"))
}

/// About how many parameters a network has: as a fraction, which no width can overflow.
fn parameters(spec: &Spec, inputs: usize, outputs: usize) -> f64 {
    let pieces = spec.activations().into_iter().map(|activation| match activation {
        Activation::Maxout { pieces } => pieces as f64,
        _ => 1.0,
    });
    let mut widths = vec![inputs as f64];
    widths.extend(spec.network.hidden.iter().map(|width| *width as f64));
    widths.push(outputs as f64);
    let residual = if spec.network.residual { 2.0 } else { 1.0 };
    let pairs = widths.windows(2).zip(pieces.chain([1.0]));
    pairs.map(|(pair, pieces)| (residual * pair[0] + 3.0) * pair[1] * pieces).sum()
}
