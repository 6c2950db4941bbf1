//! Everything that is wrong with a file is told at once, with the keys to paste.

use crate::common::{csv, csv_with};

const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";

fn told(text: &str, keys: &str) -> String {
    csv(text, &format!("{NUMBERS}\n{keys}")).map(drop).expect_err("something is wrong")
}

#[test]
fn all_columns_of_words_are_named_together() {
    assert_eq!(
        told("a,b,c,y\nx,p,u,1\ny,q,v,2\nx,q,u,3\n", ""),
        "3 columns hold cells that are not numbers: \"a\" (3 cells), \"b\" (3 cells), \"c\" (3 cells)\n  \
         at dataset.path\n  \
         --> data.csv:2:1\n  | x,p,u,1\n  | ^\n  \
         = categories: \"a\", \"b\", \"c\", for example \"x\"\n  \
         = to paste into [dataset]:\ncategorical = [\"a\", \"b\", \"c\"]\n"
    );
}

/// Words, dates, prices, missing cells and targets in one answer; pasted, the keys make the file readable.
#[test]
fn the_keys_to_paste_remedy_the_file() {
    let text =
        "id,day,price,size,k,w,y\nr1,2024-01-01,$5,1.5,u,1,1\nr2,2024-01-02,$6,,,2,\nr3,2024-01-03,$7,2.5,v,3,3\n";
    let errors = told(text, "categorical = [\"k\"]");
    let pasted = errors.rsplit("to paste into [dataset]:\n").next().expect("the keys to paste");
    assert_eq!(
        pasted,
        "kind = { day = \"date\", price = \"currency\" }\ncategorical = [\"k\", \"id\"]\n\
         missing = { k = \"category\", size = \"mean\", y = \"drop\" }\n"
    );
    let loaded = csv(text, &format!("{NUMBERS}\n{pasted}")).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(loaded.dataset.inputs.rows(), 2);
    assert_eq!(errors.matches("  at dataset").count(), 3, "words, missing inputs, a missing target: {errors}");
}

/// A column of words is categorical or left out, and its missing cells with it.
#[test]
fn missing_words_are_categories() {
    let text = (0..30).fold("name,sex,age,y\n".to_owned(), |text, row| match row % 10 {
        0 => text + &format!(",,,{row}\n"),
        _ => text + &format!("passenger {row},{},{row},{row}\n", if row % 2 == 0 { "f" } else { "m" }),
    });
    let errors = told(&text, "");
    let pasted = errors.rsplit("to paste into [dataset]:\n").next().expect("the keys to paste");
    let missing = "missing = { age = \"mean\", sex = \"category\" }\n";
    assert_eq!(pasted, format!("categorical = [\"sex\"]\nignore = [\"name\"]\n{missing}"));
    assert!(csv(&text, &format!("{NUMBERS}\n{pasted}")).is_ok());
}

/// The signs of a file are found in all of its columns together, behind a currency too.
#[test]
fn signs_are_those_of_the_file() {
    let text = "price;size;day;y\n1.234,50 €;0,5;1/31/2024;1\n9,50 €;1,5;2/1/2024;2\n";
    let errors = told(text, "");
    let pasted = errors.rsplit("to paste into [dataset]:\n").next().expect("the keys to paste");
    let signs = "decimal = \",\"\nthousands = \".\"";
    assert_eq!(pasted, format!("{signs}\nkind = {{ price = \"currency\" }}\nignore = [\"day\"]\n"));
    let inputs = csv(text, &format!("{NUMBERS}\n{pasted}")).map(|loaded| loaded.dataset.inputs.values().to_vec());
    assert_eq!(inputs, Ok(vec![1234.5, 0.5, 9.5, 1.5]));
    assert!(
        told("day,y\n1/31/2024,1\n2/1/2024,2\n", "").contains("  = a date is written as ISO 8601 says, 2024-02-29")
    );
}

/// A number with the signs of the file is no word that may mean "missing", beside one that may be.
#[test]
fn numbers_are_not_taken_for_missing_words() {
    let text = (0..30).fold("size;stars;y\n".to_owned(), |text, row| {
        let stars = ["3,5", "k.A."].get(row).map_or_else(|| (row % 5).to_string(), |text| (*text).to_owned());
        text + &format!("{row},5;{stars};{row}\n")
    });
    let errors = told(&text, "");
    let pasted = errors.rsplit("to paste into [dataset]:\n").next().expect("the keys to paste");
    assert!(pasted.contains("\"k.A.\"]") && !pasted.contains("3,5"), "{pasted}");
    let loaded = csv(&text, &format!("{NUMBERS}\n{pasted}")).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(loaded.dataset.inputs.row(0)[1], 3.5);
}

/// Thirty passengers with a name each: the name is left out, the sex is a category.
#[test]
fn names_of_rows_are_left_out() {
    let text = (0..30).fold("name,sex,y\n".to_owned(), |text, row| {
        text + &format!("passenger {row},{},{row}\n", if row % 2 == 0 { "f" } else { "m" })
    });
    assert!(told(&text, "").ends_with("to paste into [dataset]:\ncategorical = [\"sex\"]\nignore = [\"name\"]\n"));
}

/// Numbers with another decimal sign are known as such, as inputs and as the target.
#[test]
fn a_decimal_comma_has_its_key() {
    let german = "to read such numbers, write decimal = \",\" in [dataset]\n";
    let target = "\"28,7\" is not a number, and the target of a regression is\n  at dataset.target\n";
    let text = "day;humidity;y\n1;40;28,7\n2;41;28,95\n3;43;29,08\n";
    assert!(told(text, "").starts_with(target) && told(text, "").ends_with(german), "{}", told(text, ""));
    assert_eq!(
        csv(text, &format!("{NUMBERS}\ndecimal = \",\"")).map(|set| set.dataset.targets.values().to_vec()),
        Ok(vec![28.7, 28.95, 29.08])
    );
    assert!(told("a;y\n1;1,200\n2;2,300\n", "").ends_with("write thousands = \",\" in [dataset]\n"));
}

#[test]
fn a_wrong_delimiter_is_named() {
    let errors = told("a,y\n1,2\n3,4\n", "delimiter = \";\"");
    assert_eq!(
        errors,
        "the cells of this file are not separated by \";\"\n  at dataset.delimiter\n  \
         --> data.csv:1:1\n  | a,y\n  | ^^^\n  \
         = write delimiter = \",\" in [dataset], or leave it out\n"
    );
}

#[test]
fn files_of_other_formats_are_answered_with_the_way_to_a_csv() {
    for (start, what) in [
        (&b"PK\x03\x04....[Content_Types].xml"[..], "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
        (b"PAR1", "a Parquet file"),
        (b"ARROW1", "an Arrow file"),
    ] {
        let errors = crate::common::csv_with(start, NUMBERS, "", "").map(drop).expect_err("no text");
        assert!(errors.starts_with(&format!("data.csv is {what}, not text\n  at dataset.path\n  = ")), "{errors}");
        assert!(errors.contains("to_csv(\"data.csv\", index=False)"), "{errors}");
    }
}

/// A problem of the whole file does not hide those of its columns: encoding, a column without a name, and words are one
/// answer, and so are missing names and words.
#[test]
fn problems_that_hide_others_are_told_with_them() {
    let latin = b",caf\xe9,color,y\n1,2,red,3\n2,3,blue,4\n";
    let found = csv_with(latin, "target = \"y\"\ntask = \"regression\"", "", "").expect_err("three problems");
    for message in ["the file is not UTF-8 text", "column 1 has no name", "\"red\" is not a number"] {
        assert!(found.lines().any(|line| line == message), "{message} is not in\n{found}");
    }
    let remedied = "target = \"y\"\ntask = \"regression\"\nencoding = \"windows-1252\"\nignore = [\"\"]\n\
                    categorical = [\"color\"]";
    assert!(csv_with(latin, remedied, "", "").is_ok(), "their remedies together are enough");
    let nameless = "1,2.5,3\n2,x,4\n3,1.5,5\n";
    let keys = |target: &str| format!("target = \"{target}\"\ntask = \"regression\"");
    let found = csv(nameless, &keys("c3")).expect_err("no names, and a word");
    assert!(found.contains("holds numbers, not names") && found.contains("\"x\" is not a number"), "{found}");
    let found = csv(nameless, &keys("y")).expect_err("no names");
    assert!(!found.contains("no column"), "the names that are proposed are not asked for: {found}");
}
