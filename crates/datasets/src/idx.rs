//! Images and labels in the format of MNIST, plain or gzip.
//!
//! Bytes 0 and 1 are 0, byte 2 is the type (8: unsigned bytes), byte 3 the number of dimensions, then each
//! dimension as a 4-byte big-endian number, then the values. The first dimension counts the samples; the rest
//! become columns, `pixel_0_0`, `pixel_0_1`, ... Pixels stay 0..255: `scale = "min-max"` brings them to 0..1.
//!
//! Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits", 1998. Leaves out the types
//! with more than one byte: no image set uses them.

use std::io::Read;
use std::path::Path;

use experiment::spec::Dataset;

use crate::column::Column;
use crate::csv::Source;
use crate::data_error::{DataError, list};
use crate::table::{Table, Target};

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
pub fn read(dataset: &Dataset, folder: &Path) -> Result<Table, DataError> {
    let names = [dataset.path.as_deref(), dataset.labels.as_deref()];
    let Pair { images, labels } = pair(folder, names, ["dataset.path", "dataset.labels"])?;
    let (labels, classes) = classes(&labels);
    let target = Target::Classes { name: "label".into(), labels, classes };
    let (rows, inputs) = (images.sizes[0], images.values.iter().map(|&pixel| f64::from(pixel)).collect());
    Ok(Table::complete(rows, inputs, Column::numbers(pixels(&images.sizes[1..])), target))
}

/// Appends the images and labels of a test part, and gives their number.
///
/// # Errors
/// Those of [`read`], images of another size, a label that none of the images before has.
pub fn append(dataset: &Dataset, folder: &Path, table: &mut Table) -> Result<usize, DataError> {
    let names = [dataset.test_path.as_deref(), dataset.test_labels.as_deref()];
    let Pair { images, labels } = pair(folder, names, ["dataset.test_path", "dataset.test_labels"])?;
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

fn pair(folder: &Path, names: [Option<&str>; 2], keys: [&'static str; 2]) -> Result<Pair, DataError> {
    let images = file(folder, names[0], keys[0])?;
    let labels = file(folder, names[1], keys[1])?;
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

fn file(folder: &Path, path: Option<&str>, at: &'static str) -> Result<Idx, DataError> {
    let source = Source::File { path: folder.join(path.unwrap_or_default()), at };
    parse(&bytes(&source)?).map_err(|what| source.error(format!("{} {what}", source.name())).help(HELP))
}

const HELP: &str = "an idx file is as MNIST has it: unsigned bytes, plain or gzip";

fn bytes(source: &Source) -> Result<Vec<u8>, DataError> {
    let mut bytes = Vec::new();
    source.open()?.read_to_end(&mut bytes).map_err(|error| source.unreadable(&error))?;
    Ok(bytes)
}

/// The parts of an idx file, or what is wrong with it.
fn parse(bytes: &[u8]) -> Result<Idx, String> {
    let &[zero, one, kind, dimensions, ref rest @ ..] = bytes else {
        return Err(format!("ends after {} bytes, within the header of 4", bytes.len()));
    };
    if (zero, one) != (0, 0) {
        return Err(format!("is no idx file: its first bytes are {zero} and {one} instead of 0 and 0"));
    }
    if kind != 8 {
        return Err(format!("holds values of type {kind} (byte 2); only 8, unsigned bytes, is read"));
    }
    if dimensions == 0 {
        return Err("has no dimensions (byte 3 is 0)".into());
    }
    let header = 4 * usize::from(dimensions);
    if rest.len() < header {
        return Err(format!("ends after {} bytes, within the header of {}", bytes.len(), header + 4));
    }
    let (sizes, values) = rest.split_at(header);
    let sizes: Vec<usize> =
        sizes.chunks_exact(4).map(|size| size.iter().fold(0, |n, &b| n << 8 | usize::from(b))).collect();
    let expected = sizes.iter().try_fold(1usize, |product, &size| product.checked_mul(size));
    match expected {
        Some(0) => Err(format!("is empty: its header says {}", by(&sizes))),
        Some(expected) if expected == values.len() => Ok(Idx { sizes, values: values.to_vec() }),
        _ => Err(format!("has {} bytes after its header, which says {}", values.len(), by(&sizes))),
    }
}

/// `60000 x 28 x 28`.
fn by(sizes: &[usize]) -> String {
    sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(" x ")
}
