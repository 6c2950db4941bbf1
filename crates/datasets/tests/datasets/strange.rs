//! Tables as people leave them, through `new`: signs for nothing, other languages, titles, comments, units.

use crate::proposal::{assert_has, config, of, proposed, table};

/// A dash in every second row, in a column of numbers and in one of words: nothing is known there. Where "+" stands
/// against it, it is a category, and the numbers cannot be read.
#[test]
fn a_sign_for_nothing_means_missing_however_often_it_stands() {
    let rows = |pair: [&'static str; 3]| {
        table("x,color,b,side\n", move |at| {
            let x = if at % 2 == 0 { "-".to_owned() } else { format!("{at}.5") };
            format!("{x},{},{},{}", pair[at % 3], at * 7 % 11, at % 2)
        })
    };
    let (text, loaded) = proposed(rows(["red", "blue", "-"]).as_bytes());
    assert_has(&text, "missing_words = [\"\", \"-\", \"?\", \"NA\"]  # \"-\" among numbers says that nothing is known");
    // 20 of x, and 13 of the color: rows 2, 5, ... 38.
    assert_has(&text, "missing = \"indicator\"  # 33 cells missing");
    let inputs = ["x", "x=NA", "b", "color=blue", "color=red", "color=NA"];
    let mut found = loaded.dataset.schema.input_names.clone();
    found.sort();
    let mut inputs = inputs.map(String::from);
    inputs.sort();
    assert_eq!(found, inputs);
    let text = config(rows(["+", "-", "+"]).as_bytes());
    assert!(!text.contains("missing_words"), "{text}");
    assert_has(&text, "    \"x\",  # \"-\" among its numbers is a category of another column");
}

#[test]
fn yes_and_no_of_other_languages_are_booleans() {
    let rows = table("a,b,c,y\n", |at| {
        let pick = |no: &'static str, yes: &'static str| if at * 7 % 5 < 2 { no } else { yes };
        format!("{},{},{},{}.5", pick("nein", "ja"), pick("Non", "Oui"), pick("no", "sí"), at * 3 % 11)
    });
    let (text, loaded) = proposed(rows.as_bytes());
    assert_has(&text, "kind = { a = \"boolean\", b = \"boolean\", c = \"boolean\" }");
    assert_eq!(loaded.dataset.schema.input_names, ["a", "b", "c"]);
}

/// Ten of forty cells lie below what was measured. Words that are many, or stand among a few codes, are no such thing.
#[test]
fn a_single_word_among_many_numbers_means_missing() {
    let rows = |words: [&'static str; 2], numbers: usize| {
        table("x,b,side\n", move |at| {
            let x = if at % 4 == 0 { words[at / 4 % 2].to_owned() } else { format!("{}.5", at % numbers) };
            format!("{x},{}.25,{}", at * 7 % 11, at % 2)
        })
    };
    let below = config(rows(["<0.01", "<0.01"], 40).as_bytes());
    assert_has(&below, "missing_words = [\"\", \"<0.01\", \"?\", \"NA\"]");
    assert_has(&config(rows(["<0.01", "<0.1"], 40).as_bytes()), "    \"x\",  # 32 different words in 40 cells");
    assert_has(&config(rows(["low", "low"], 5).as_bytes()), "categorical = [\"x\"]");
}

#[test]
fn a_unit_behind_numbers_is_named() {
    let text = config(table("mass,a,y\n", |at| format!("{at}.5 kg,{},{}.25", at % 5, at * 7 % 11)).as_bytes());
    assert_has(
        &text,
        "    \"mass\",  # \"kg\" stands behind its numbers: write it into the name, and the numbers alone",
    );
}

#[test]
fn lines_of_comment_are_no_names() {
    let rows = table("a,b,y\n", |at| format!("{at}.5,{},{}", at * 3 % 7, at % 2));
    let (text, loaded) = proposed(format!("# Logger 7, serial 12\n# every 10 minutes\n{rows}").as_bytes());
    assert_has(&text, "comment = \"#\"  # lines that begin so are no rows");
    assert_eq!(loaded.dataset.inputs.rows(), 40);
    let named = config(format!("#{rows}").as_bytes());
    assert!(!named.contains("comment ="), "{named}");
}

/// With the delimiters of the rows behind it or without; its lines are counted where a problem is told.
#[test]
fn a_title_above_the_names_is_passed_over() {
    let rows = table("nr;a;b;y\n", |at| format!("{};{at}.5;{};{}", at + 1, at * 3 % 7, at % 2));
    for (above, lines) in
        [("Survey 2023;;;\n", "1 line"), ("Survey 2023\n", "1 line"), ("Survey\n\nof May\n", "2 lines")]
    {
        let (text, loaded) = proposed(format!("{above}{rows}").as_bytes());
        assert_has(&text, &format!("# {lines} above the names: a title, which is passed over"));
        assert_eq!(loaded.dataset.inputs.rows(), 40);
    }
    let error = of(format!("Survey\n\n{rows}3;4\n").as_bytes(), None).expect_err("a row is short");
    assert_eq!(error.elsewhere.map(|place| place.line), Some(44));
}

/// A name above words alone may be a title: only who knows the file can say so. A total below the rows does not hide
/// that they are numbered.
#[test]
fn a_title_above_words_is_told() {
    let rows = table("kind;place;state\n", |at| format!("{};{};{}", ["a", "b"][at % 2], ["n", "s"][at % 2], "x"));
    let title = "the first line names the columns: if it is a title, delete it";
    for (above, message) in [
        ("Survey;;\n", "the first line names 1 of 3 columns"),
        ("Survey\n", "this line has 3 cells, the header names 1"),
    ] {
        let error = of(format!("{above}{rows}").as_bytes(), None).expect_err("no names");
        assert_eq!((error.message.as_str(), error.help.as_slice()), (message, [title.to_owned()].as_slice()));
    }
    let rows = table("nr;a;b;y\n", |at| format!("{};{at}.5;{};{}", at + 1, at * 3 % 7, at % 2));
    assert_has(&config(format!("{rows}total;;;\n").as_bytes()), "    \"nr\",  # it numbers the rows");
}

/// Sixty words are too many for an input; under a usual name they are classes, five rows of each.
#[test]
fn a_target_may_have_many_classes() {
    let rows = |name: &str| {
        let row = |at: usize| format!("{}.5,L{},{}\n", at % 7, at % 60, at * 3 % 11);
        format!("a,{name},b\n{}", (0..300).map(row).collect::<String>())
    };
    assert_has(
        &config(rows("label").as_bytes()),
        "target = \"label\"  # its name is a usual one for what is predicted",
    );
    assert_has(&config(rows("words").as_bytes()), "target = \"b\"  # it is the last column");
}
