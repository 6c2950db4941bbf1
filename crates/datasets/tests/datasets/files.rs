//! Files as people have them, with the keys that say how they are written.

use crate::common::{csv, csv_with};
use datasets::Loaded;

const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";

fn loaded(bytes: &[u8], keys: &str) -> Loaded {
    csv_with(bytes, &format!("{NUMBERS}\n{keys}"), "", "").unwrap_or_else(|errors| panic!("{errors}"))
}

/// One table in the encodings and signs that a config can name.
#[test]
fn one_table_in_other_signs() {
    let text = "größe;b;y\n1.234,5;x;1\n-3;é;2\n";
    let utf_16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).expect("a character of Latin-1")).collect();
    let signs = "decimal = \",\"\nthousands = \".\"\ncategorical = [\"b\"]";
    let spellings = [
        (text.as_bytes().to_vec(), signs.to_owned()),
        (utf_16(u16::to_le_bytes, b"\xff\xfe"), signs.to_owned()),
        (utf_16(u16::to_be_bytes, b"\xfe\xff"), signs.to_owned()),
        (utf_16(u16::to_le_bytes, b""), format!("{signs}\nencoding = \"utf-16\"")),
        (latin, format!("{signs}\nencoding = \"windows-1252\"")),
        (text.replace(';', "^").into_bytes(), format!("{signs}\ndelimiter = \"^\"")),
        (
            format!("# by hand; or not\n{}", text.replace("-3", "# a; remark\n-3")).into_bytes(),
            format!("{signs}\ncomment = \"#\""),
        ),
    ];
    for (bytes, keys) in spellings {
        let set = loaded(&bytes, &keys).dataset;
        assert_eq!(set.schema.input_names, ["größe", "b=x", "b=é"], "{keys}");
        assert_eq!(set.inputs.values(), [1234.5, 1.0, 0.0, -3.0, 0.0, 1.0], "{keys}");
    }
}

/// The place of a problem counts the lines of the file, comments among them, in whatever encoding.
#[test]
fn problems_have_their_place_in_every_encoding() {
    let text = "# one\na;y\n# two\n1;é\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).expect("a character of Latin-1")).collect();
    let keys = format!("{NUMBERS}\ncomment = \"#\"\nencoding = \"windows-1252\"");
    let told = csv_with(&latin, &keys, "", "").map(drop).expect_err("a word is no number");
    assert!(told.contains("  --> data.csv:4:3\n  | 1;é\n  |   ^\n"), "{told}");
}

/// What write.csv of R and to_csv of pandas write: the first column has no name.
#[test]
fn a_column_without_a_name_can_be_ignored() {
    let text = "\"\",\"speed\",\"y\"\n\"1\",4,2\n\"2\",4,10\n\"3\",7,4\n\"4\",7,22\n";
    let loaded = loaded(text.as_bytes(), "ignore = [\"\"]");
    assert_eq!(
        (loaded.dataset.schema.input_names.join(" "), loaded.dataset.inputs.values()),
        ("speed".into(), &[4.0, 4.0, 7.0, 7.0][..])
    );
    let folder = crate::common::folder(&[("new.csv", text.as_bytes())]);
    let new = loaded.recipe.read(&folder.path().join("new.csv")).expect("the column is not used");
    assert_eq!(new.inputs, loaded.dataset.inputs);
    assert_eq!(
        csv("a,,,y\n1,2,3,4\n", &format!("{NUMBERS}\nignore = [\"\"]")).map(|set| set.dataset.schema.input_names.len()),
        Ok(1)
    );
}

#[test]
fn the_config_may_name_the_columns() {
    let header = "header = [\"a\", \"b\", \"y\"]";
    let without = loaded(b"1,2,3\n4,5,6\n", header);
    assert_eq!(
        (without.dataset.inputs.values(), without.dataset.targets.values()),
        (&[1.0, 2.0, 4.0, 5.0][..], &[3.0, 6.0][..])
    );
    let repeated = loaded(b"a,a,y\n1,2,3\n4,5,6\n", header);
    assert_eq!((repeated.dataset.inputs, repeated.left_out), (without.dataset.inputs, vec![]));
    // Letters in every column: nothing says that the first line is names, so it is a row.
    let letters = csv(
        "x,u,k\nx,v,l\n",
        "header = [\"a\", \"b\", \"y\"]\ntarget = \"y\"\ntask = \"classification\"\ncategorical = [\"a\", \"b\"]",
    );
    assert_eq!(letters.map(|set| set.dataset.labels), Ok(vec![0, 1]));
}

/// A new file may have the order of the config, or names of its own in any order and without the target.
#[test]
fn a_later_file_may_name_its_columns() {
    let recipe = loaded(b"1,2,3\n4,5,6\n", "header = [\"a\", \"b\", \"y\"]").recipe;
    for text in ["7,8,0\n", "a,b,y\n7,8,0\n", "b,note,a\n8,x,7\n"] {
        let folder = crate::common::folder(&[("new.csv", text.as_bytes())]);
        let new = recipe.read(&folder.path().join("new.csv")).unwrap_or_else(|errors| panic!("{text}: {errors}"));
        assert_eq!(new.inputs.values(), [7.0, 8.0], "{text}");
    }
}

/// Rows have their numbers in the file, whichever are used.
#[test]
fn some_rows_may_be_used() {
    let text = "a,y\n0,0\n1,1\n2,2\n,3\n4,4\n5,5\n";
    for (range, rows, left_out) in [
        ("1:5", vec![1.0, 2.0, 4.0], vec![0, 3, 5]),
        (":2", vec![0.0, 1.0], vec![2, 3, 4, 5]),
        ("4:", vec![4.0, 5.0], vec![0, 1, 2, 3]),
        ("1:500", vec![1.0, 2.0, 4.0, 5.0], vec![0, 3]),
    ] {
        let loaded = loaded(text.as_bytes(), &format!("missing = \"drop\"\nrows = {range:?}"));
        assert_eq!((loaded.dataset.inputs.values(), loaded.left_out), (rows.as_slice(), left_out), "{range}");
    }
    let none = csv(text, &format!("{NUMBERS}\nrows = \"6:\"")).map(drop).expect_err("there are six");
    assert_eq!(
        none,
        "data.csv has none of the rows of the config\n  at dataset.rows\n  \
         = rows are counted from 0 behind the header\n"
    );
}

/// 2024-02-29 is 59 days behind 2024-01-01. The earliest date is that of the training part, which new data may precede.
#[test]
fn kinds_become_numbers() {
    let text = "day,rate,price,paid,y\n2024-02-29,12.5 %,\"$1,200.50\",yes,1\n\
                2024-01-01,-3%,$7,No,2\n2024-01-02T12:00,0%,-$1,TRUE,3\n";
    let keys =
        "thousands = \",\"\nkind = { day = \"date\", rate = \"percent\", price = \"currency\", paid = \"boolean\" }";
    let loaded = loaded(text.as_bytes(), keys);
    assert_eq!(loaded.dataset.inputs.values(), [59.0, 0.125, 1200.5, 1.0, 0.0, -0.03, 7.0, 0.0, 1.5, 0.0, -1.0, 1.0]);
    let read = |text: &str| {
        let folder = crate::common::folder(&[("new.csv", text.as_bytes())]);
        loaded.recipe.read(&folder.path().join("new.csv")).map_err(|errors| crate::common::text(&errors, folder.path()))
    };
    assert_eq!(
        read("paid,price,rate,day\nn,$5,1%,2023-12-31\n").expect("in order").inputs.values(),
        [-1.0, 0.01, 5.0, 0.0]
    );
    let euros = read("paid,price,rate,day\nn,5 €,1%,2023-12-31\n").expect_err("another currency");
    assert!(euros.starts_with("\"5 €\" is in another currency\n"), "{euros}");
}

#[test]
fn robust_scaling_takes_median_and_quartiles() {
    // numpy: quantiles of 1, 2, 4, 8, 100 at 0.25, 0.5, 0.75 are 2, 4, 8. Column b has equal quartiles, c is constant.
    let text = "a,b,c,y\n1,0,5,1\n2,0,5,2\n4,0,5,3\n8,0,5,4\n100,9,5,5\n";
    let set = loaded(text.as_bytes(), "scale = \"robust\"").dataset;
    let expected = [[-0.5, 0.0, 0.0], [-1.0 / 3.0, 0.0, 0.0], [0.0; 3], [2.0 / 3.0, 0.0, 0.0], [16.0, 9.0, 0.0]];
    for (row, expected) in expected.iter().enumerate() {
        for (value, expected) in set.inputs.row(row).iter().zip(expected) {
            assert!((value - expected).abs() <= 4e-16 * expected.abs(), "row {row}: {value} is not {expected}");
        }
    }
}

/// The deviation of 1, 2, 3, 4, 5 is √2, in whatever unit: squares of 1e-170 and 1e200 leave the range of f64.
#[test]
fn very_small_and_very_large_values_are_scaled() {
    for unit in ["e-170", "e0", "e200"] {
        let text = (1..=5).fold("a,y\n".to_owned(), |text, row| text + &format!("{row}{unit},{row}\n"));
        let set = loaded(text.as_bytes(), "scale = \"standard\"").dataset;
        for (value, expected) in set.inputs.values().iter().zip([-2.0, -1.0, 0.0, 1.0, 2.0]) {
            // The mean and the deviation are each rounded once, and the values were when they were read.
            let expected = expected / 2f64.sqrt();
            assert!((value - expected).abs() <= 1e-15, "{unit}: {value} is not {expected}");
        }
    }
}

#[test]
fn several_targets_are_predicted_by_one_network() {
    let text = "x1,heating,x2,cooling\n0.98,15.5,514.5,21\n0.9,20.5,563.5,28\n0.86,19.5,588,27\n";
    let keys = "target = [\"heating\", \"cooling\"]\ntask = \"regression\"\ntarget_scale = \"min-max\"";
    let loaded = csv(text, keys).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(
        (loaded.dataset.schema.target_names.join(" "), loaded.dataset.schema.input_names.join(" ")),
        ("heating cooling".into(), "x1 x2".into())
    );
    assert_eq!(loaded.dataset.targets.values(), [0.0, 0.0, 1.0, 1.0, 0.8, 6.0 / 7.0]);
    let folder = crate::common::folder(&[("new.csv", b"cooling,x2,x1,heating\n1,2,3,4\n5,6,7,\n")]);
    let new = loaded.recipe.read(&folder.path().join("new.csv")).expect("in order");
    assert_eq!(new.known_targets, Some(datasets::KnownTargets::Numbers(vec![Some(vec![4.0, 1.0]), None])));
}
