//! Files that are larger than anybody means are errors with their size, told in few words and before they fill memory.

use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

use datasets::load;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::common::{csv, csv_with, folder, spec};

const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";
const CLASSES: &str = "target = \"y\"\ntask = \"classification\"";

/// Zeros, a thousand to one when packed.
fn packed(start: &[u8], piece: &[u8], times: usize) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(start).expect("a list takes everything");
    (0..times).for_each(|_| packed.write_all(piece).expect("a list takes everything"));
    packed.finish().expect("a list takes everything")
}

#[test]
fn a_quote_that_is_never_closed_is_told_in_few_words() {
    let text = format!("x,y\n1,2\n\"{}", "3,4\n".repeat(1_000_000));
    let said = csv(&text, NUMBERS).expect_err("the cell has 4 MB");
    assert!(said.starts_with("a quote opens here and is never closed"), "{said}");
    assert!(said.len() < 2000, "{} bytes", said.len());
    // A cell that does end, and that nobody wrote.
    let said = csv(&format!("{text}\"\n"), NUMBERS).expect_err("the cell has 4 MB");
    assert!(said.starts_with("this cell has 4.0 MB, more than 1.0 MB\n"), "{}", &said[..200]);
    assert!(said.len() < 2000 && said.contains("is a quote never closed?"), "{} bytes", said.len());
}

#[test]
fn a_packed_line_without_an_end_is_not_unpacked_whole() {
    let bomb = packed(b"x,y\n1,\"", &[b'a'; 1 << 20], 100);
    let said = csv_with(&bomb, NUMBERS, "", "").expect_err("the cell has 100 MB");
    let expected = "data.csv is not a table: a line of it has more than 67.1 MB: is a quote never closed?\n";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn a_long_line_is_shown_in_part_and_its_cell_is_marked() {
    let names: Vec<String> = (0..1000).map(|number| format!("column{number:04}")).collect();
    let cells = |odd: &str| (0..999).map(|at| if at == 500 { odd.into() } else { at.to_string() }).collect::<Vec<_>>();
    let text = format!("{},y\n{},1\n", names[..999].join(","), cells("oops").join(","));
    let said = csv(&text, NUMBERS).expect_err("a word is no number");
    assert!(said.contains("oops") && said.len() < 1500, "{said}");
    let lines: Vec<&str> = said.lines().collect();
    let line = lines.iter().position(|line| line.contains("…")).expect("the line is cut");
    let (marked, caret) = (lines[line], lines[line + 1]);
    let start = caret.find('^').map(|at| caret[..at].chars().count()).expect("a caret");
    let cell: String = marked.chars().skip(start).take(4).collect();
    assert_eq!(cell, "oops", "{said}");
}

/// A quadratic check of the names took 13 seconds for so many columns.
#[test]
fn many_columns_are_read_in_time_that_grows_linearly() {
    let names: Vec<String> = (0..100_000).map(|number| format!("c{number}")).collect();
    let row = "1,".repeat(100_000);
    let text = format!("{},y\n{row}2\n{row}3\n", names.join(","));
    let begun = Instant::now();
    assert!(csv(&text, NUMBERS).is_ok());
    let twice = format!("{},c0,y\n{row}1,2\n", names.join(","));
    let said = csv(&twice, NUMBERS).expect_err("a name stands twice");
    assert!(said.starts_with("two columns are named \"c0\"") && said.len() < 5000, "{} bytes", said.len());
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
}

#[test]
fn the_name_of_a_class_has_at_most_256_bytes() {
    let text = |length: usize| format!("x,y\n1,{}\n2,b\n3,b\n4,b\n", "a".repeat(length));
    assert!(csv(&text(256), CLASSES).is_ok());
    let said = csv(&text(257), CLASSES).expect_err("it is longer");
    assert!(said.starts_with("the name of a class has 257 bytes, more than 256: \"aaaa"), "{said}");
}

/// A header that asks for 10 kB before a gigabyte of zeros, and one that asks for more than any memory.
#[test]
fn an_idx_file_is_read_no_further_than_its_header_says() {
    let said = |images: &[u8]| {
        let folder = folder(&[("images", images), ("labels", b"\0\0\x08\x01\0\0\0\x01\x05")]);
        let spec = spec("name = \"idx\"\npath = \"images\"\nlabels = \"labels\"");
        load(&spec, folder.path()).expect_err("it is not an idx file").list()[0].message.clone()
    };
    let begun = Instant::now();
    let bomb = packed(b"\0\0\x08\x02\0\0\0\x64\0\0\0\x64", &[0; 1 << 20], 1000);
    assert!(said(&bomb).ends_with("has more than 10000 bytes after its header, which says 100 x 100"));
    assert!(said(b"\0\0\x08\x02\xff\xff\xff\xff\xff\xff\xff\xff").contains("of memory, and "));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

/// The digest is that of the bytes of the file, packed or not, whether or not all rows are used.
#[test]
fn the_digest_is_that_of_the_bytes_that_were_read() {
    // printf 'x,y\n1,2\n3,4\n' | sha256sum
    const DIGEST: &str = "2a2b86e74ffd5e6a9b75e52a105cf9d02920837179f8e8961aa15411d380f7a3";
    let folder = folder(&[("data.csv", b"x,y\n1,2\n3,4\n")]);
    for keys in ["", "\nrows = \"0:1\""] {
        let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\n{NUMBERS}{keys}"));
        let files = load(&spec, folder.path()).unwrap_or_else(|errors| panic!("{errors}")).files;
        assert_eq!(
            (files[0].digest.as_str(), files[0].at, files[0].path.as_str()),
            (DIGEST, "dataset.path", "data.csv")
        );
    }
    fs::write(folder.path().join("data.csv"), "x,y\n1,2\n3,5\n").expect("the temporary folder is writable");
    let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\n{NUMBERS}"));
    let files = load(&spec, folder.path()).unwrap_or_else(|errors| panic!("{errors}")).files;
    assert_ne!(files[0].digest, DIGEST);
}

/// Lines of four bytes, and a length of 4 TiB that takes no room on the disk: nothing behind the first lines is read.
#[test]
#[cfg(target_os = "linux")]
fn a_table_that_does_not_fit_is_refused_with_its_size_before_it_is_read() {
    let text = format!("x,y\n{}", "1,2\n".repeat(20_000));
    let folder = folder(&[("data.csv", text.as_bytes())]);
    let file = fs::File::options().append(true).open(folder.path().join("data.csv")).expect("it was just written");
    file.set_len(1 << 42).expect("a hole takes no room");
    let said = |keys: &str| {
        let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\n{NUMBERS}{keys}"));
        load(&spec, folder.path()).expect_err("it has no end").list()[0].message.clone()
    };
    let begun = Instant::now();
    // 1 << 40 rows of two numbers of 8 bytes.
    let size = "has about 1099511627776 rows of 2 columns, which take 17592.2 GB of memory, and ";
    assert!(said("").contains(size), "{}", said(""));
    // A part of the rows fits; then the zeros behind them are one line without an end.
    assert!(said("\nrows = \"0:4\"").contains("has more than 67.1 MB"));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
