//! Files in memory are read as files on disk are, and nothing on disk stands in for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use datasets::{DataErrors, Folder, Loaded, load};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

use super::common::{folder, listing, spec_with};

const TABLE: &str = "width,height,kind\n1,2,a\n2,,b\n3,4,a\n4,5,b\n";

fn of(bytes: &[u8], path: &str, keys: &str) -> [Result<Loaded, DataErrors>; 2] {
    let spec = spec_with(&format!("name = \"csv\"\npath = {path:?}\n{keys}"), "output = \"softmax\"", "");
    let memory = Folder::InMemory(Arc::new(BTreeMap::from([("data.csv".to_owned(), Arc::from(bytes))])));
    let disk = folder(&[("data.csv", bytes)]);
    [load(&spec, memory), load(&spec, disk.path())]
}

#[test]
fn a_file_in_memory_gives_what_one_on_disk_gives() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(TABLE.as_bytes()).expect("memory takes everything");
    let packed = packed.finish().expect("memory takes everything");
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(TABLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [TABLE.as_bytes(), &packed, &wide] {
        let [memory, disk] = of(bytes, "data.csv", "target = \"kind\"\nmissing = \"mean\"");
        assert!(disk.is_ok(), "{}", listing(&disk.unwrap_err()));
        assert_eq!(memory, disk);
    }
}

#[test]
fn its_problems_are_told_with_their_lines() {
    let [memory, _] = of(TABLE.as_bytes(), "data.csv", "target = \"kind\"");
    let said = listing(&memory.expect_err("a cell is missing"));
    assert!(said.contains("data.csv:3"), "{said}");
}

/// The manifest of this crate lies where the tests run.
#[test]
fn what_is_not_in_memory_is_not_there() {
    let [memory, _] = of(TABLE.as_bytes(), "Cargo.toml", "target = \"kind\"");
    assert_eq!(memory.expect_err("it is not given").list()[0].message, "there is no file Cargo.toml");
}
