//! Images and labels in the format of MNIST, plain or gzip.
//!
//! Bytes 0 and 1 are 0, byte 2 is the type (8: unsigned bytes), byte 3 the number of dimensions, then each
//! dimension as a 4-byte big-endian number, then the values. The first dimension counts the samples; the rest
//! become columns, `pixel_0_0`, `pixel_0_1`, ... Pixels stay 0..255: `scale = "min-max"` brings them to 0..1.
//!
//! Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits", 1998. Leaves out the types
//! with more than one byte: no image set uses them.

use std::io::{self, Read};

use experiment::spec::Dataset;

use crate::column::Column;
use crate::data_error::{DataError, list};
use crate::files::Files;
use crate::memory;
use crate::table::{RawTable, Target};

/// A file: its dimensions and its bytes after the header.
struct Idx {
    sizes: Vec<usize>,
    values: Vec<u8>,
}

/// Images and their labels.
struct Pair {
    images: Idx,
    labels: Vec<u8>,
}

/// Reads images and labels.
///
/// # Errors
/// A file that is missing or no idx file, or as many labels as there are no images.
pub fn read(dataset: &Dataset, files: &Files) -> Result<RawTable, DataError> {
    let names = [dataset.path.as_deref(), dataset.labels.as_deref()];
    let Pair { images, labels } = pair(files, names, ["dataset.path", "dataset.labels"])?;
    let (labels, classes) = classes(&labels);
    let target = Target::Classes { name: "label".into(), labels, classes };
    let (rows, inputs) = (images.sizes[0], images.values.iter().map(|&pixel| f64::from(pixel)).collect());
    Ok(RawTable::complete(rows, inputs, Column::numbers(pixels(&images.sizes[1..])), target))
}

/// Appends the images and labels of a test part, and gives their number.
///
/// # Errors
/// Those of [`read`], images of another size, a label that none of the images before has.
pub fn append(dataset: &Dataset, files: &Files, table: &mut RawTable) -> Result<usize, DataError> {
    let names = [dataset.test_path.as_deref(), dataset.test_labels.as_deref()];
    let Pair { images, labels } = pair(files, names, ["dataset.test_path", "dataset.test_labels"])?;
    if Column::numbers(pixels(&images.sizes[1..])) != table.columns {
        let message = format!("the images of test_path are {}, those of path are not", by(&images.sizes[1..]));
        return Err(DataError::new("dataset.test_path", message).help("name the two pairs of files of one set"));
    }
    table.rows += labels.len();
    table.inputs.reserve_exact(images.values.len());
    table.inputs.extend(images.values.iter().map(|&pixel| f64::from(pixel)));
    let Target::Classes { labels: known, classes, .. } = &mut table.target else { unreachable!("labels are classes") };
    for (row, label) in labels.iter().enumerate() {
        let name = label.to_string();
        let class = classes.iter().position(|class| *class == name);
        known.push(class.ok_or_else(|| unseen(row, *label, classes))?);
    }
    Ok(labels.len())
}

/// A class that the network cannot know.
fn unseen(row: usize, label: u8, classes: &[String]) -> DataError {
    DataError::new("dataset.test_labels", format!("image {} of test_path has the label {label}", row + 1))
        .help(format!("the labels to train on are {}", list(classes)))
}

fn pair(files: &Files, names: [Option<&str>; 2], keys: [&'static str; 2]) -> Result<Pair, DataError> {
    let images = file(files, names[0], keys[0])?;
    let labels = file(files, names[1], keys[1])?;
    let (rows, name) = (images.sizes[0], names[1].unwrap_or_default());
    if labels.sizes.len() != 1 {
        let message = format!("{name} holds {}, not labels", by(&labels.sizes));
        return Err(DataError::new(keys[1], message).help("labels have one dimension; are the files swapped?"));
    }
    if labels.values.len() != rows {
        let message = format!("{name} has {} labels for {rows} images", labels.values.len());
        return Err(DataError::new(keys[1], message).help("name the two files of one set"));
    }
    Ok(Pair { images, labels: labels.values })
}

/// The labels that occur are the classes, in order.
fn classes(values: &[u8]) -> (Vec<usize>, Vec<String>) {
    let mut known = values.to_vec();
    known.sort_unstable();
    known.dedup();
    let labels = values.iter().map(|value| known.partition_point(|class| class < value)).collect();
    (labels, known.iter().map(u8::to_string).collect())
}

/// The names of the columns of an image with these sizes.
fn pixels(sizes: &[usize]) -> Vec<String> {
    sizes.iter().fold(vec!["pixel".to_owned()], |names, &size| {
        names.iter().flat_map(|name| (0..size).map(move |index| format!("{name}_{index}"))).collect()
    })
}

fn file(files: &Files, path: Option<&str>, at: &'static str) -> Result<Idx, DataError> {
    let source = files.source(path.unwrap_or_default(), at);
    parse(source.open()?).map_err(|problem| match problem {
        Problem::Format(what) => source.error(format!("{} {what}", source.name())).help(HELP),
        Problem::Unreadable(error) => source.unreadable(&error),
    })
}

const HELP: &str = "an idx file is as MNIST has it: unsigned bytes, plain or gzip";

/// What keeps an idx file from being one.
enum Problem {
    /// What its bytes say.
    Format(String),
    /// What the system says.
    Unreadable(io::Error),
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Problem::Unreadable(error)
    }
}

/// The parts of an idx file. No more is read than its header says, whatever it unpacks to.
fn parse(mut bytes: impl Read) -> Result<Idx, Problem> {
    let dimensions = dimensions(&mut bytes)?;
    let sizes = sizes(&mut bytes, dimensions)?;
    match sizes.iter().try_fold(1usize, |product, &size| product.checked_mul(size)) {
        Some(0) => wrong(format!("is empty: its header says {}", by(&sizes))),
        Some(expected) => values(bytes, sizes, expected),
        None => wrong(format!("has a header that says {}, more than there can be", by(&sizes))),
    }
}

fn wrong<T>(what: String) -> Result<T, Problem> {
    Err(Problem::Format(what))
}

/// The first four bytes: 0, 0, the type of the values, and the number of dimensions, which is returned.
fn dimensions(mut bytes: impl Read) -> Result<usize, Problem> {
    let start = up_to(&mut bytes, 4)?;
    let &[zero, one, kind, dimensions] = start.as_slice() else {
        return wrong(format!("ends after {} bytes, within the header of 4", start.len()));
    };
    if (zero, one) != (0, 0) {
        return wrong(format!("is not an idx file: its first bytes are {zero} and {one} instead of 0 and 0"));
    }
    if kind != 8 {
        return wrong(format!("holds values of type {kind} (byte 2); only 8, unsigned bytes, is read"));
    }
    if dimensions == 0 {
        return wrong("has no dimensions (byte 3 is 0)".into());
    }
    Ok(dimensions.into())
}

/// The size of each dimension: four bytes, the highest first.
fn sizes(mut bytes: impl Read, dimensions: usize) -> Result<Vec<usize>, Problem> {
    let header = 4 * dimensions;
    let sizes = up_to(&mut bytes, header)?;
    if sizes.len() < header {
        return wrong(format!("ends after {} bytes, within the header of {}", 4 + sizes.len(), header + 4));
    }
    Ok(sizes.chunks_exact(4).map(|size| size.iter().fold(0, |n, &b| n << 8 | usize::from(b))).collect())
}

/// The bytes after the header, as many as expected and no more. Each becomes a number of 8 bytes.
fn values(mut bytes: impl Read, sizes: Vec<usize>, expected: usize) -> Result<Idx, Problem> {
    let needed = (expected as u64).saturating_mul(9);
    if let Some(free) = memory::available().filter(|free| *free < needed) {
        let (needed, free) = (memory::in_words(needed), memory::in_words(free));
        let says = by(&sizes);
        return Err(Problem::Format(format!("says {says}, which takes {needed} of memory, and {free} are free")));
    }
    let values = up_to(&mut bytes, expected)?;
    let more = up_to(&mut bytes, 1)?.len();
    if values.len() == expected && more == 0 {
        return Ok(Idx { sizes, values });
    }
    let there = if more == 0 { values.len().to_string() } else { format!("more than {expected}") };
    Err(Problem::Format(format!("has {there} bytes after its header, which says {}", by(&sizes))))
}

/// So many bytes, or fewer if there are no more.
fn up_to(bytes: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    bytes.take(count as u64).read_to_end(&mut read)?;
    Ok(read)
}

/// `60000 x 28 x 28`.
fn by(sizes: &[usize]) -> String {
    sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(" x ")
}
