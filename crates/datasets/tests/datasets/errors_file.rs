//! Errors of a whole CSV or of its lines, each as a user reads it.

use crate::common::csv_with;

const CLASSES: &str = "target = \"y\"\ntask = \"classification\"";

#[test]
fn each_is_told_with_its_place_and_remedy() {
    let cases: Vec<(&[u8], String, &str)> = vec![
        (
            b"",
            CLASSES.into(),
            r##"data.csv is empty
  at dataset.path
  = the first line names the columns
"##,
        ),
        (
            b"a,y\n",
            CLASSES.into(),
            r##"data.csv has a header but no rows
  at dataset.path
  = one line for each sample
"##,
        ),
        (
            b"a,b,a,y\n1,2,3,4\n",
            CLASSES.into(),
            r##"two columns are named "a"
  at dataset.path
  --> data.csv:1:5
  | a,b,a,y
  |     ^
  = give each column its own name
  = or name them in [dataset]: header = ["a", "b", "a_2", "y"]
"##,
        ),
        (
            b",a,y\n1,2,3\n",
            CLASSES.into(),
            r##"column 1 has no name
  at dataset.path
  --> data.csv:1:1
  | ,a,y
  | ^
  = name it, or delete it: a column of row numbers predicts nothing
  = ignore = [""] in [dataset] leaves out columns without a name
"##,
        ),
        (
            b"1,2,3\n4,5,6\n",
            CLASSES.into(),
            r##"the first line holds numbers, not names
  at dataset.path
  --> data.csv:1:1
  | 1,2,3
  | ^^^^^
  = the first line names the columns
  = for a file without names, write them in [dataset]: header = ["c1", "c2", "c3"]
"##,
        ),
        (
            b"a,y\n1,x\n2,caf\xe9\n",
            CLASSES.into(),
            r##"the file is not UTF-8 text
  at dataset.path
  --> data.csv:3:6
  | 2,caf�
  |      ^ not UTF-8
  = save it again as UTF-8; a spreadsheet calls that "CSV UTF-8"
  = or write its encoding in [dataset]: encoding = "windows-1252" is that of older programs
"##,
        ),
        (
            b"a\xe9,y\n1,x\n",
            CLASSES.into(),
            r##"the file is not UTF-8 text
  at dataset.path
  --> data.csv:1:2
  | a�,y
  |  ^ not UTF-8
  = save it again as UTF-8; a spreadsheet calls that "CSV UTF-8"
  = or write its encoding in [dataset]: encoding = "windows-1252" is that of older programs
"##,
        ),
        (
            b"a,b,y\n1,2,x\n\n1,x\n",
            CLASSES.into(),
            r##"this line has 2 cells, the header names 3
  at dataset.path
  --> data.csv:4:4
  | 1,x
  |    ^
  = write every cell; one that is not known stays empty between its delimiters
"##,
        ),
        (
            b"a,b,y\n1,2,x\n1,2,3,4\n",
            CLASSES.into(),
            r##"this line has 4 cells, the header names 3
  at dataset.path
  --> data.csv:3:7
  | 1,2,3,4
  |       ^
  = put a cell that holds the delimiter in double quotes
"##,
        ),
        (
            "\u{feff}a,b,y\n1,2,x\n3,rot,x\n".as_bytes(),
            CLASSES.into(),
            r##""rot" is not a number
  at dataset.path
  --> data.csv:3:3
  | 3,rot,x
  |   ^^^
  = if "b" holds categories, write categorical = ["b"] in [dataset]
  = if it only names the rows, write ignore = ["b"] in [dataset]
"##,
        ),
        (
            "\u{feff}a,b,y\r\n1,2,x\r\n3,rot,x\r\n".as_bytes(),
            CLASSES.into(),
            r##""rot" is not a number
  at dataset.path
  --> data.csv:3:3
  | 3,rot,x
  |   ^^^
  = if "b" holds categories, write categorical = ["b"] in [dataset]
  = if it only names the rows, write ignore = ["b"] in [dataset]
"##,
        ),
        (
            b"a,b,y\n1,2,x,\n",
            CLASSES.into(),
            r##"this line has 4 cells, the header names 3
  at dataset.path
  --> data.csv:2:7
  | 1,2,x,
  |       ^
  = delete the delimiter at the end of every line, or name the column
"##,
        ),
        (
            b"a,y,\n1,x,\n",
            CLASSES.into(),
            r##"column 3 has no name
  at dataset.path
  --> data.csv:1:5
  | a,y,
  |     ^
  = delete the delimiter at the end of every line, or name the column
  = ignore = [""] in [dataset] leaves out columns without a name
"##,
        ),
        (
            b"a,b,y\n\"1,2,x\n3,4,z\"\n",
            CLASSES.into(),
            r##"this line has 1 cell, the header names 3
  at dataset.path
  --> data.csv:3:7
  | 3,4,z"
  |       ^
  = a cell of it goes on over several lines: is a quote never closed?
"##,
        ),
        (
            b"a:y\n1:x\n",
            CLASSES.into(),
            r##"the file has no column "y"
  at dataset.target
  --> data.csv:1:1
  | a:y
  | ^^^
  = columns: a:y
  = columns are separated by a comma, a semicolon, a tab, | or blanks; delimiter in [dataset] names another sign
"##,
        ),
        (
            b"10,20,red\n30,40,blue\n",
            CLASSES.into(),
            r##"the file has no column "y"
  at dataset.target
  --> data.csv:1:1
  | 10,20,red
  | ^^^^^^^^^
  = columns: 10, 20, red
  = the first line names the columns
  = for a file without names, write them in [dataset]: header = ["c1", "c2", "c3"]
"##,
        ),
        (
            b"PK\x03\x04rest",
            CLASSES.into(),
            r##"data.csv is a zip archive or a spreadsheet
  at dataset.path
  = unpack it, or save the sheet as CSV
"##,
        ),
        (
            b"a,y\n,x\n",
            format!("{CLASSES}\nmissing=\"drop\""),
            r##"every row of data.csv has a missing cell, so none is left
  at dataset.path
  = write missing = "mean" in [dataset], or fill the cells
"##,
        ),
    ];
    for (bytes, keys, error) in cases {
        assert_eq!(csv_with(bytes, &keys, "", "").map(drop), Err(error.into()));
    }
}

/// Data are read more than once, which a pipe cannot give; the null device stands for it here.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused() {
    let spec = crate::common::spec(&format!("name = \"csv\"\npath = \"/dev/null\"\n{CLASSES}"));
    let error = datasets::load(&spec, std::path::Path::new(".")).expect_err("a device has no rows");
    assert_eq!(
        crate::common::listing(&error),
        "/dev/null is a pipe or a device, not a file\n  at dataset.path\n  \
         = save the data into a file: they are read more than once\n"
    );
}
