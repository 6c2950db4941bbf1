//! `[lesson]`: what it may hold, and its faults at their places.

use experiment::claims::parse_experiment;

const EXPERIMENT: &str = "title = \"t\"\ndataset = { name = \"xor\" }\nnetwork = { hidden = [2] }\ntraining = {}\n";

fn errors(lesson: &str) -> String {
    let config = format!("{EXPERIMENT}{lesson}");
    parse_experiment("a.toml", &config, &[]).map(drop).expect_err("the lesson is refused").to_string()
}

#[test]
fn a_lesson_is_no_part_of_a_run() {
    let lesson = "[lesson]\nlecture = ['M42']\npredict = 'Why?'\nidea = '''\nBecause $a = b$.\n'''\nbecause = 'So.'\n\
                  [[lesson.exercises]]\ntext = 'Add.'\nanswer = '$1 + 1 = 2$'\n";
    let plain = parse_experiment("a.toml", EXPERIMENT, &[]).expect("the config is in order").base;
    let taught =
        parse_experiment("a.toml", &format!("{EXPERIMENT}{lesson}"), &[]).expect("the lesson is in order").base;
    assert_eq!(taught.first_spec(), plain.first_spec());
    let lesson = taught.lesson.expect("it has a lesson");
    let paths: Vec<String> = lesson.texts().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["predict", "idea", "because", "exercises[0].text", "exercises[0].answer"]);
    // The line feed behind the opening quotes is no part of the text.
    assert_eq!(lesson.idea, "Because $a = b$.\n");
}

/// The caret stands below the command, in the third line of a text.
#[test]
fn a_formula_that_does_not_parse_is_pointed_at() {
    let lesson = "[lesson]\nidea = '''\nOne\ntwo $\\frac{a}{b}$\nthree $x + \\fracc{a}{b}$\n'''\nbecause = 'b'\n";
    let expected = r#"error: fracc is no command of formulas that pages know
 --> a.toml:9:12
  |
9 | three $x + \fracc{a}{b}$
  |            ^^^^^^
  = did you mean \frac?
1 error in a.toml, nothing was run
"#;
    assert_eq!(errors(lesson), expected);
}

#[test]
fn every_text_has_its_faults() {
    let lesson = "[lesson]\nlecture = ['M53']\nidea = 'costs $5'\nbecause = \"$\\\\frac$\"\n\
                  [[lesson.exercises]]\ntext = ' '\nanswer = '$a_b_c$'\n";
    let expected = r#"error: the course has no row "M53"
 --> a.toml:6:12
  |
6 | lecture = ['M53']
  |            ^^^^^
  = rows are K01 to K34, S01 to S36, M01 to M52, Y01 to Y18 and Z01 to Z06
error: this dollar opens no formula
 --> a.toml:7:15
  |
7 | idea = 'costs $5'
  |               ^
  = close the formula with another $, without blanks inside; write \$ for the sign itself
error: no formula: expected a token
 --> a.toml:8:11
  |
8 | because = "$\\frac$"
  |           ^^^^^^^^^^
error: the text is empty
  --> a.toml:10:9
   |
10 | text = ' '
   |         ^
error: no formula: trying to add a subscript twice to the same element
  --> a.toml:11:12
   |
11 | answer = '$a_b_c$'
   |            ^^^^^
5 errors in a.toml, nothing was run
"#;
    assert_eq!(errors(lesson), expected);
}

#[test]
fn idea_and_because_make_a_lesson() {
    let text = errors("[lesson]\npredict = 'a'\nbecuase = 'b'\n");
    assert!(text.contains("did you mean \"because\"?"), "{text}");
    assert!(text.contains("idea"), "{text}");
    assert!(errors("[lesson]\nidea = ''\nbecause = 'b'\n").contains("idea must not be empty"));
}
