//! Numbers in two notations: which one a file writes, and what is said where both can be meant.

use crate::common::csv;
use crate::proposal::{assert_has, proposed, table};

const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";

fn told(text: &str, keys: &str) -> String {
    csv(text, &format!("{NUMBERS}\n{keys}")).map(drop).expect_err("something is wrong")
}

/// Three decimals everywhere: a comma that does not separate cells is a decimal sign, and the config says what else it
/// could be.
#[test]
fn a_comma_between_other_signs_is_a_decimal_one() {
    for sign in [";", "\t"] {
        let rows = table(&format!("size{sign}price\n"), |at| format!("{},250{sign}{},500", at % 9 + 1, at * 3 % 7 + 1));
        let (text, loaded) = proposed(rows.as_bytes());
        assert_has(&text, "decimal = \",\"  # more columns are numbers so");
        assert_has(&text, "# if 1,250 is 1250 and not 1.25: write thousands = \",\" in [dataset]");
        assert!(!text.contains("\nthousands"), "{text}");
        let (size, price) = (1.25, 1.5);
        let set = loaded.dataset;
        let own = |row: usize| (unscaled(&set, row), set.schema.target_scaling[0].invert(set.targets.row(row)[0]));
        let (first_size, first_price) = own(0);
        assert!((first_size - size).abs() < 1e-12 && (first_price - price).abs() < 1e-12, "{:?}", own(0));
    }
}

/// The first input of a row in the unit of its column.
fn unscaled(set: &engine::Dataset, row: usize) -> f64 {
    set.schema.input_scaling[0].invert(set.inputs.row(row)[0])
}

/// No thousands follow a zero, and where commas separate cells a comma within one groups digits.
#[test]
fn a_leading_zero_is_that_of_a_decimal_and_quoted_commas_group_digits() {
    let decimals = table("a,b,side\n", |at| format!("\"0,{:03}\",\"{},125\",{}", at + 100, at + 1, at % 2));
    assert_has(&proposed(decimals.as_bytes()).0, "decimal = \",\"  # more columns are numbers so");
    let thousands = table("a,b,side\n", |at| format!("\"{},{:03}\",{at}.5,{}", at + 1, at, at % 2));
    let (text, _) = proposed(thousands.as_bytes());
    assert_has(&text, "thousands = \",\"  # more columns are numbers so");
    // With a decimal comma the column b would be one of words, so nothing else can be meant.
    assert!(!text.contains("# if "), "{text}");
}

/// A number in another notation is no word for "missing": it is told, with its place.
#[test]
fn a_number_in_another_notation_says_something() {
    let rows =
        |odd: &'static str| table("x,price\n", move |at| format!("{at}.5,{}", if at == 20 { odd } else { "7.25" }));
    for odd in ["\"1,25\"", "5%", "$3"] {
        let folder = crate::common::folder(&[("data.csv", rows(odd).as_bytes())]);
        let proposal = datasets::proposal::propose(&folder.path().join("data.csv"), "data.csv", Some("x"));
        let text = proposal.unwrap_or_else(|error| panic!("{error}")).config;
        assert!(!text.contains("missing"), "{text}");
        let spec = experiment::check::parse::<experiment::Experiment>("new.toml", &text, &[], experiment::spec::check);
        let spec = spec.unwrap_or_else(|errors| panic!("{errors}\n{text}")).base.first_spec();
        let errors = datasets::load(&spec, folder.path()).map(drop).expect_err("it cannot be read");
        let errors = crate::common::text(&errors, folder.path());
        assert!(errors.contains(" is not a number\n") && errors.contains("data.csv:22:6"), "{errors}");
        assert!(errors.contains("= or, if the other cells of the column are written with other signs"), "{errors}");
    }
}

/// Signs are those of the file: what one column alone would suggest is not told of a column beside it.
#[test]
fn an_error_names_the_signs_that_fit_most_columns() {
    let german = "to read such numbers, write decimal = \",\" in [dataset]\n";
    let errors = told("a;y\n1,250;1\n2,500;2\n", "");
    assert!(errors.contains(german), "{errors}");
    assert!(
        errors.ends_with("= or, if 1,250 is 1250 and not 1.25: write thousands = \",\" in [dataset]\n"),
        "{errors}"
    );
    let american = told("a;b;y\n1,250;1,250,000;1\n2,500;2,500,000;2\n", "");
    assert!(american.ends_with("to paste into [dataset]:\nthousands = \",\"\n"), "{american}");
    assert!(told("a;y\n0,696;1\n", "thousands = \",\"").contains(german));
    assert!(
        told("a;y\n0.5;1\n", "decimal = \",\"")
            .ends_with("= to read such numbers, leave decimal and thousands out of [dataset]\n")
    );
}

/// Whatever follows an open quote would be read into one cell, and its rows be lost.
#[test]
fn a_quote_that_is_never_closed_is_an_error_at_its_place() {
    for end in ["", "\n", "\n3,4,B\n4,5,A\n", "\r\n3,4,B\r\n"] {
        let text = format!("a,b,y\n1,2,A\n2,3,\"B{end}");
        let errors = csv(&text, "target = \"y\"\ntask = \"classification\"").map(drop).expect_err("it is open");
        assert_eq!(
            errors,
            "a quote opens here and is never closed, so the rest of the file is one cell\n  at dataset.path\n  \
             --> data.csv:3:5\n  | 2,3,\"B\n  |     ^^\n  = close it, or delete it\n"
        );
    }
    let closed = csv("a,b,y\n1,2,A\n2,3,\"B\"\n3,4,\"A\"", "target = \"y\"\ntask = \"classification\"");
    assert_eq!(closed.map(|loaded| loaded.dataset.inputs.rows()), Ok(3));
    assert!(csv("a,\"y\n1,2\n", NUMBERS).map(drop).expect_err("in the header").contains("a quote opens here"));
}
