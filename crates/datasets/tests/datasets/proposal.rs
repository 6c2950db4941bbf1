//! Configs for tables that nobody described: what is guessed, and that every one of them can be read as it says.

use std::fs;
use std::path::Path;

use datasets::DataError;
use datasets::Loaded;
use datasets::proposal::{Proposal, propose, propose_in_memory};
use experiment::Experiment;
use experiment::check::parse;
use experiment::spec;
use tempfile::TempDir;

/// What is proposed for a file of these bytes.
pub fn of(bytes: &[u8], target: Option<&str>) -> Result<Proposal, DataError> {
    let folder = TempDir::new().expect("there is room for temporary files");
    let path = folder.path().join("data.csv");
    fs::write(&path, bytes).expect("there is room");
    propose(&path, "data.csv", target)
}

/// The config for a file of these bytes, and the data that it reads.
pub fn proposed(bytes: &[u8]) -> (String, Loaded) {
    let folder = TempDir::new().expect("there is room for temporary files");
    fs::write(folder.path().join("data.csv"), bytes).expect("there is room");
    let proposal = of(bytes, None).unwrap_or_else(|error| panic!("{error}"));
    let parsed = parse::<Experiment>("new.toml", &proposal.config, &[], spec::check);
    let parsed = parsed.unwrap_or_else(|faults| panic!("{faults}\n{}", proposal.config));
    let loaded = datasets::load(&parsed.base.first_spec(), folder.path());
    (proposal.config.clone(), loaded.unwrap_or_else(|errors| panic!("{errors}\n{}", proposal.config)))
}

pub fn config(bytes: &[u8]) -> String {
    proposed(bytes).0
}

/// Whether a line of the config begins so, whatever the comment behind it.
pub fn assert_has(config: &str, line: &str) {
    assert!(config.lines().any(|known| known.starts_with(line)), "{line} is not in\n{config}");
}

/// A header and 40 rows.
pub fn table(header: &str, row: impl Fn(usize) -> String) -> String {
    header.to_owned() + &(0..40).map(|at| row(at) + "\n").collect::<String>()
}

#[test]
fn a_file_without_names_gets_some() {
    let rows = table("", |at| format!("{}.5,{},{}", at % 7, at * 3 % 11, ["a", "b"][at % 2]));
    let (text, loaded) = proposed(rows.as_bytes());
    assert_has(&text, "header = [\"c1\", \"c2\", \"c3\"]");
    assert_has(&text, "target = \"c3\"");
    assert_eq!(loaded.dataset.inputs.rows(), 40, "the first line is a row");
    // The first column numbers three kinds, the last is a measurement.
    let rows = table("", |at| format!("{},{}.25,{}.5", at % 3 + 1, at, at * at));
    assert_has(&config(rows.as_bytes()), "target = \"c1\"");
    // Words alone: those of the first line occur again.
    let letters =
        table("", |at| format!("{},{},{}", ["x", "b"][at % 2], ["s", "y"][at / 2 % 2], ["p", "e"][at / 3 % 2]));
    let (text, loaded) = proposed(letters.as_bytes());
    assert_has(&text, "header = [\"c1\", \"c2\", \"c3\"]");
    assert_eq!(loaded.dataset.inputs.rows(), 40);
}

#[test]
fn names_are_names_though_they_be_numbers_or_repeat() {
    let years = table("country,1990,1991,side\n", |at| format!("c{},{at}.5,{}.25,{}", at % 4, 2 * at, at % 2));
    let text = config(years.as_bytes());
    assert!(!text.contains("header ="), "{text}");
    let twice = table("x,x,side\n", |at| format!("{at}.5,{}.25,{}", at * 7 % 5, at % 2));
    let (text, loaded) = proposed(twice.as_bytes());
    assert_has(&text, "header = [\"x\", \"x_2\", \"side\"]");
    assert_eq!(loaded.dataset.inputs.rows(), 40, "the names are no row");
}

#[test]
fn the_signs_of_other_countries_are_found() {
    let german = table("Höhe;Länge;Art\n", |at| format!("{},5;1.{at:03},25;{}", at, ["süß", "saß"][at % 2]));
    let (text, loaded) = proposed(&latin(&german));
    for line in ["encoding = \"windows-1252\"", "decimal = \",\"", "thousands = \".\"", "target = \"Art\""] {
        assert_has(&text, line);
    }
    assert_eq!(loaded.dataset.schema.classes, ["saß", "süß"]);
    assert_eq!(loaded.dataset.schema.input_names, ["Höhe", "Länge"]);
}

/// Latin-1 has the first 256 characters of Unicode in a byte each.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("it is in Latin-1")).collect()
}

#[test]
fn numbers_in_other_forms_are_found() {
    let rows = table("day,rate,paid,when,price\n", |at| {
        let (month, day) = (at / 28 + 1, at % 28 + 1);
        format!(
            "2024-{month:02}-{day:02},{at}.5 %,{},{day}/{month}/2024,\"${},{:03}\"",
            ["yes", "no"][at % 2],
            at + 1,
            at
        )
    });
    let (text, loaded) = proposed(rows.as_bytes());
    assert_has(&text, "kind = { day = \"date\", rate = \"percent\", paid = \"boolean\", price = \"currency\" }");
    assert_has(&text, "thousands = \",\"");
    assert_has(&text, "    \"when\",  # a date is read as 2024-02-29 alone");
    assert_has(&text, "task = \"regression\"");
    assert_eq!(loaded.dataset.schema.input_names, ["day", "rate", "paid"]);
    // Codes are no amounts of money, though they have three letters and digits.
    let codes = table("code,x,side\n", |at| format!("PAL0{},{at}.5,{}", at % 3, at % 2));
    assert_has(&config(codes.as_bytes()), "categorical = [\"code\"]");
}

#[test]
fn a_word_among_numbers_means_missing_unless_it_is_a_category() {
    let rows = |other: &'static str| {
        table("x,y,side\n", move |at| {
            let x = if at == 20 { "unknown".to_owned() } else { format!("{at}.5") };
            format!("{x},{},{}", if at % 2 == 0 { other } else { "seen" }, at % 2)
        })
    };
    let text = config(rows("near").as_bytes());
    assert_has(&text, "missing_words = [\"\", \"?\", \"NA\", \"unknown\"]");
    assert_has(&text, "missing = \"indicator\"  # 1 cell missing");
    let text = config(rows("unknown").as_bytes());
    assert!(!text.contains("missing_words"), "{text}");
}

#[test]
fn a_rare_class_is_not_judged_by_accuracy() {
    let rows = |rare: usize| {
        let row =
            move |at: usize| format!("{}.5,{}\n", at * 7 % 13, if at.is_multiple_of(rare) { "yes" } else { "no" });
        "x,ill\n".to_owned() + &(0..400).map(row).collect::<String>()
    };
    assert_has(&config(rows(10).as_bytes()), "metric = \"test-auc\"  # 90 % of the rows are of one class");
    let text = config(rows(3).as_bytes());
    assert!(!text.contains("[judge]"), "{text}");
    // A class with a single row cannot be in every part.
    let text = config(rows(400).as_bytes());
    assert_has(&text, "stratify = false");
    assert!(!text.contains("[judge]"), "{text}");
}

#[test]
fn columns_that_line_up_with_blanks_are_cells() {
    let rows = table("", |at| format!("  {at}.50   {}\t{:>4}.0  \"make  {}\"", at % 5, at * at, at % 3));
    let (text, loaded) = proposed(rows.as_bytes());
    assert_has(&text, "header = [\"c1\", \"c2\", \"c3\", \"c4\"]");
    assert_eq!(loaded.dataset.schema.classes, ["make  0", "make  1", "make  2"]);
    assert_eq!((loaded.dataset.inputs.rows(), loaded.dataset.inputs.columns()), (40, 3));
}

/// A name at the end, or one that can mean nothing else, says what is predicted.
#[test]
fn the_target_is_what_names_suggest() {
    let titanic = table("class,survived,age\n", |at| format!("{},{},{}.5", at % 3, at % 2, at));
    assert_has(&config(titanic.as_bytes()), "target = \"survived\"");
    let votes = table("x,income,vote\n", |at| format!("{at}.5,{}00,{}", at + 3, ["a", "b"][at % 2]));
    assert_has(&config(votes.as_bytes()), "target = \"vote\"");
    let adult =
        table("x,sex,income\n", |at| format!("{at}.5,{},{}", ["m", "f"][at % 2], ["<=50K", ">50K"][at / 2 % 2]));
    assert_has(&config(adult.as_bytes()), "target = \"income\"");
}

/// Of 40 rows one knows the last column, and 19 the one before: neither is guessed, and the first says nothing as an
/// input either. A name does not change that; who asks for such a column gets it.
#[test]
fn a_target_is_mostly_known() {
    let rows = |names| {
        table(names, |at| {
            let half = if at < 19 { (at % 2).to_string() } else { String::new() };
            format!("{}.5,{},{half},{}", at * 7 % 13, at % 5, if at == 3 { "late" } else { "" })
        })
    };
    let text = config(rows("a,b,half,remark\n").as_bytes());
    assert_has(&text, "target = \"b\"  # it is the last column");
    assert_has(&text, "    \"remark\",  # it is known in 1 of the 40 rows that can be used");
    assert!(!text.contains("    \"half\""), "19 of 40 cells say something:\n{text}");
    assert_has(&config(rows("a,b,c,target\n").as_bytes()), "target = \"b\"");
    let all_but_empty = table("remark,note\n", |at| if at == 3 { "late,".into() } else { format!(",{at}x") });
    let error = of(all_but_empty.as_bytes(), None).expect_err("nothing to predict");
    assert_eq!(error.message, "no column can be predicted");
    assert!(
        error.help.iter().any(|line| line.starts_with("\"remark\": it is known in 1 of the 40 rows")),
        "{:?}",
        error.help
    );
}

/// A column whose known cells all say the same is no target, even at the end.
#[test]
fn a_target_takes_more_than_one_value() {
    let known = table("a,b,same\n", |at| format!("{}.5,{},{}", at * 7 % 13, at % 5, if at < 30 { "x" } else { "" }));
    assert_has(&config(known.as_bytes()), "target = \"b\"  # it is the last column");
}

/// A name of several lines adds no key to the config.
#[test]
fn a_file_may_have_any_name() {
    let bytes = table("x,y\n", |at| format!("{}.5,{}.5", at * 7 % 13, at * 3 % 11)).into_bytes();
    let name = "a\n[sweep]\n\"\u{202e}\u{7}.csv";
    let text = propose_in_memory(name, bytes.into()).expect("it is a table").config;
    assert_has(&text, "# Written from 40 rows of a\u{fffd}[sweep]\u{fffd}\"\u{fffd}\u{fffd}.csv. Change");
    assert_has(&text, "path = \"a\\u000A[sweep]\\u000A\\\"\\u202E\\u0007.csv\"");
    assert!(!text.contains("\n[sweep]"), "{text}");
}

#[test]
fn one_column_is_one_and_of_many_reasons_some_are_told() {
    let text = config(table("x,y\n", |at| format!("{}.5,{}.5", at * 7 % 13, at * 3 % 11)).as_bytes());
    assert_has(&text, "title = \"y from 1 column\"");
    let names: Vec<String> = (0..100).map(|column| format!("c{column}")).collect();
    let zeros = table(&format!("{}\n", names.join(",")), |_| vec!["0"; 100].join(","));
    let error = of(zeros.as_bytes(), None).expect_err("nothing to predict");
    assert_eq!(error.help.len(), 1 + 12 + 1, "{:?}", error.help);
    assert_eq!(error.help[13], "so it is with 88 further columns");
}

/// The rows that know the target know nothing of `other`, and the other way round, as where two studies share a file.
#[test]
fn a_column_that_is_known_only_without_the_target_is_no_input() {
    let studies = table("a,other,score\n", |at| match at % 3 {
        0 => format!("{}.5,{at}.5,", at % 7),
        _ => format!("{}.5,,{}.25", at % 7, at * at % 11),
    });
    let text = config(studies.as_bytes());
    assert_has(&text, "target = \"score\"");
    assert_has(&text, "    \"other\",  # it is known in 0 of the 26 rows that can be used");
}

/// A year is an input where there is no other, and is left out where there is.
#[test]
fn what_numbers_the_rows_is_an_input_where_there_is_nothing_else() {
    let nile = table("id,year,volume\n", |at| format!("{at},{},{}.5", 1871 + at, at * 37 % 101));
    let text = config(nile.as_bytes());
    assert_has(&text, "target = \"volume\"");
    assert_has(&text, "    \"id\",  # it numbers the rows");
    assert!(!text.contains("    \"year\""), "{text}");
    let both = table("year,rain,volume\n", |at| format!("{},{}.5,{}.5", 1871 + at, at % 7, at * 37 % 101));
    assert_has(&config(both.as_bytes()), "    \"year\",  # it numbers the rows");
    let error = of(table("id,y\n", |at| format!("{at},{}.5", at % 7)).as_bytes(), None).expect_err("no input");
    assert_eq!(error.message, "no column is left to predict \"y\" from");
    assert_eq!(error.help, ["--target predicts another column", "\"id\": it numbers the rows"]);
}

/// A control character among numbers is written as TOML escapes it.
#[test]
fn any_word_can_be_listed() {
    let odd = table("a,b\n", |at| format!("{},{}.5", if at == 7 { "\u{1a}".into() } else { at.to_string() }, at % 5));
    assert_has(&config(odd.as_bytes()), "missing_words = [\"\", \"\\u001A\", \"?\", \"NA\"]");
}

#[test]
fn there_is_nothing_to_propose_for_a_single_row() {
    let folder = TempDir::new().expect("there is room for temporary files");
    let path = folder.path().join("one.csv");
    fs::write(&path, "x,y\n1,2\n").expect("there is room");
    let error = propose(&path, "one.csv", None).expect_err("one row");
    assert!(error.message.ends_with("has fewer than 2 rows"), "{}", error.message);
    assert!(propose(Path::new("/nowhere.csv"), "nowhere.csv", None).is_err());
}
