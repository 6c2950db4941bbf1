//! Images and labels in MNIST's format.

use std::io::Write;

use crate::common::{folder, spec, text};
use datasets::{Loaded, load};
use flate2::Compression;
use flate2::write::GzEncoder;

/// An idx file of unsigned bytes.
fn idx(sizes: &[u32], values: &[u8]) -> Vec<u8> {
    let header = [0, 0, 8, sizes.len() as u8];
    header.into_iter().chain(sizes.iter().flat_map(|size| size.to_be_bytes())).chain(values.iter().copied()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes all bytes");
    encoder.finish().expect("memory takes all bytes")
}

fn read(images: &[u8], labels: &[u8]) -> Result<Loaded, String> {
    let folder = folder(&[("images", images), ("labels", labels)]);
    let spec = spec("name = \"idx\"\npath = \"images\"\nlabels = \"labels\"");
    load(&spec, folder.path()).map_err(|error| text(&error, folder.path()))
}

fn images() -> Vec<u8> {
    idx(&[3, 1, 2], &[0, 255, 7, 8, 9, 10])
}

#[test]
fn plain_or_packed_images_are_the_same() {
    let labels = idx(&[3], &[7, 2, 7]);
    let set = read(&images(), &labels).expect("in order");
    assert_eq!(set.dataset.inputs.values(), [0.0, 255.0, 7.0, 8.0, 9.0, 10.0]);
    assert_eq!(set.dataset.schema.input_names, ["pixel_0_0", "pixel_0_1"]);
    assert_eq!((set.dataset.schema.classes.join(" "), set.dataset.labels.clone()), ("2 7".into(), vec![1, 0, 1]));
    let packed = read(&gzip(&images()), &gzip(&labels)).expect("in order");
    assert_eq!((packed.dataset, packed.recipe), (set.dataset, set.recipe));
}

#[test]
fn what_is_no_idx_file_is_told_so() {
    let labels = idx(&[3], &[7, 2, 7]);
    let help = "  = an idx file is as MNIST has it: unsigned bytes, plain or gzip\n";
    let cases: [(&[u8], &str); 7] = [
        (b"\0\0", "ends after 2 bytes, within the header of 4"),
        (b"a,b\n1,2\n", "is not an idx file: its first bytes are 97 and 44 instead of 0 and 0"),
        (b"\0\0\x0d\x01\0\0\0\x01\0\0\0\0", "holds values of type 13 (byte 2); only 8, unsigned bytes, is read"),
        (b"\0\0\x08\0", "has no dimensions (byte 3 is 0)"),
        (b"\0\0\x08\x03\0\0", "ends after 6 bytes, within the header of 16"),
        (&idx(&[3, 2, 2], &[1, 2, 3]), "has 3 bytes after its header, which says 3 x 2 x 2"),
        (&idx(&[0, 2, 2], &[]), "is empty: its header says 0 x 2 x 2"),
    ];
    for (bytes, what) in cases {
        assert_eq!(read(bytes, &labels), Err(format!("images {what}\n  at dataset.path\n{help}")));
    }
    let overflowing = idx(&[u32::MAX; 9], &[1]);
    assert!(read(&overflowing, &labels).is_err_and(|error| error.contains("more than there can be")));
}

#[test]
fn labels_must_fit_the_images() {
    assert_eq!(
        read(&images(), &idx(&[2], &[1, 2])),
        Err("labels has 2 labels for 3 images\n  at dataset.labels\n  = name the two files of one set\n".into())
    );
    assert_eq!(
        read(&images(), &images()),
        Err("labels holds 3 x 1 x 2, not labels\n  at dataset.labels\n  \
             = labels have one dimension; are the files swapped?\n"
            .into())
    );
}

/// Loads the images of three samples with a test pair beside them.
fn with_test(images_of_test: &[u8], labels_of_test: &[u8]) -> Result<Loaded, String> {
    let labels = idx(&[3], &[7, 2, 7]);
    let names = ["images", "labels", "test-images", "test-labels"];
    let folder =
        folder(&[(names[0], &images()), (names[1], &labels), (names[2], images_of_test), (names[3], labels_of_test)]);
    let keys = "test_path = \"test-images\"\ntest_labels = \"test-labels\"\nscale = \"min-max\"";
    let spec = spec(&format!("name = \"idx\"\npath = \"images\"\nlabels = \"labels\"\n{keys}"));
    load(&spec, folder.path()).map_err(|error| text(&error, folder.path()))
}

/// The training pixels are 0, 7, 9 and 255, 8, 10, so the test pixels (18, 255) become 18/9 and 247/247.
#[test]
fn a_test_pair_is_the_test_part() {
    let set = with_test(&idx(&[1, 1, 2], &[18, 255]), &idx(&[1], &[2])).expect("in order").dataset;
    assert_eq!((set.train, set.test, set.labels), (vec![0, 1, 2], vec![3], vec![1, 0, 1, 0]));
    assert_eq!(set.inputs.row(3), [2.0, 1.0]);
}

#[test]
fn a_test_pair_must_be_of_the_same_set() {
    assert_eq!(
        with_test(&idx(&[1, 2, 1], &[1, 2]), &idx(&[1], &[2])),
        Err("the images of test_path are 2 x 1, those of path are not\n  at dataset.test_path\n  \
             = name the two pairs of files of one set\n"
            .into())
    );
    assert_eq!(
        with_test(&idx(&[1, 1, 2], &[1, 2]), &idx(&[1], &[3])),
        Err("image 1 of test_path has the label 3\n  at dataset.test_labels\n  \
             = the labels to train on are 2, 7\n"
            .into())
    );
    assert_eq!(
        with_test(&idx(&[1, 1, 2], &[1, 2]), &idx(&[2], &[2, 2])),
        Err("test-labels has 2 labels for 1 images\n  at dataset.test_labels\n  \
             = name the two files of one set\n"
            .into())
    );
}

#[test]
fn damaged_gzip_is_told_so() {
    let mut packed = gzip(&images());
    packed.truncate(15);
    let error = read(&packed, &images()).expect_err("the end is missing");
    assert!(error.starts_with("images is a damaged gzip file: "), "{error}");
}
