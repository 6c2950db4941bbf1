//! What a config in order becomes: overrides applied, arms in order, places by path.

use std::cell::RefCell;

use experiment::check::{self, FromConfig, schema_text};
use experiment::diagnostic::{Diagnostic, Diagnostics, Elsewhere, TextStyle};
use experiment::spec::RuleViolation;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::small::{Activation, BASE, BatchSize, Config, Loss, OneOrEach, Optimizer, accepted, refused};

#[test]
fn without_a_sweep_there_is_one_arm_that_sets_nothing() {
    let parsed = accepted(BASE, &[]);
    assert_eq!(parsed.arms.len(), 1);
    assert!(parsed.arms[0].settings.is_empty());
    assert_eq!(parsed.arms[0].value.training.epochs, 3);
    assert_eq!(parsed.base.network.activation, OneOrEach::One(Activation::Tanh));
}

#[test]
fn every_kind_of_key_is_read() {
    let text = "title = \"x\"\nseeds = [1, 0x10]\nnetwork = { range = [0, 0.5], residual = true }\ntraining.test = 0\n";
    let rest = [
        "training.loss=squared-error",
        "training.epochs=1_000",
        "training.optimizer={rule='gradient-descent',learning_rate=1}",
    ];
    let config = accepted(text, &rest).base;
    assert_eq!((config.seeds, config.network.range), (vec![1, 16], Some((0.0, 0.5))));
    assert!(config.network.residual && config.training.test == 0.0);
    assert_eq!(config.training.epochs, 1000);
}

#[test]
fn overrides_are_toml_or_else_strings_and_the_last_one_counts() {
    let overrides = [
        "title=a name of three words",
        "training.epochs=5",
        "training.epochs = 7",
        "training.loss=mean-squared-error",
        "training.optimizer.learning_rate=1e-3",
        "network.hidden=[4, 8]",
        "network.hidden[1]=9",
        "initial.\"layers.0.bias\"=[[0.5]]",
        "figure=[{ kind = 'x' }]",
    ];
    let config = accepted(BASE, &overrides).base;
    assert_eq!(config.title, "a name of three words");
    assert_eq!((config.training.epochs, config.training.loss), (7, Loss::MeanSquaredError));
    assert_eq!(config.training.optimizer, Optimizer::GradientDescent { learning_rate: 1e-3 });
    assert_eq!(config.network.hidden, [4, 9]);
    assert_eq!(config.initial["layers.0.bias"], [[0.5]]);
    assert_eq!(config.figure[0].kind, "x");
}

/// The first axis of the file varies slowest, whatever its name.
#[test]
fn arms_are_all_combinations_in_the_order_of_the_file() {
    let sweep = "[sweep]\ntraining.epochs = [2, 1]\n\"network.hidden\" = [[4], [8, 8], []]\n";
    let parsed = accepted(&format!("{BASE}{sweep}"), &[]);
    let arms: Vec<(usize, Vec<u32>)> =
        parsed.arms.iter().map(|arm| (arm.value.training.epochs, arm.value.network.hidden.clone())).collect();
    let expected = [(2, vec![4]), (2, vec![8, 8]), (2, vec![]), (1, vec![4]), (1, vec![8, 8]), (1, vec![])];
    assert_eq!(arms, expected);
    assert_eq!(
        parsed.axes.iter().map(|axis| axis.path.as_str()).collect::<Vec<_>>(),
        ["training.epochs", "network.hidden"]
    );
    assert_eq!(parsed.arms[1].settings[1].1.to_string(), "[8, 8]");
    assert_eq!(parsed.base.sweep["network.hidden"].len(), 3);
}

#[test]
fn an_axis_reaches_into_inline_tables_and_takes_whole_tables() {
    let rates = accepted(&format!("{BASE}[sweep]\n\"training.optimizer.learning_rate\" = [0.5, 1]\n"), &[]);
    let second = &rates.arms[1].value.training.optimizer;
    assert_eq!(*second, Optimizer::GradientDescent { learning_rate: 1.0 });
    let table = "{ rule = \"momentum\", learning_rate = 1, momentum = 0.5 }";
    let rules = accepted(&format!("{BASE}[sweep]\ntraining = {{ optimizer = [{table}] }}\n"), &[]);
    let only = &rules.arms[0].value.training.optimizer;
    assert_eq!(*only, Optimizer::Momentum { learning_rate: 1.0, momentum: 0.5 });
}

#[test]
fn an_axis_of_the_command_line_replaces_that_of_the_file() {
    let sweep = format!("{BASE}[sweep]\n\"training.epochs\" = [1, 2]\n\"training.batch_size\" = [\"full\", 4]\n");
    let parsed = accepted(&sweep, &["sweep.training.epochs=[5]"]);
    let batch_sizes: Vec<&BatchSize> = parsed.arms.iter().map(|arm| &arm.value.training.batch_size).collect();
    assert_eq!(batch_sizes.len(), 2);
    assert_eq!(*batch_sizes[1], BatchSize::Count(4));
    assert!(parsed.arms.iter().all(|arm| arm.value.training.epochs == 5));
}

/// 101 · 100 arms are 100 too many.
#[test]
fn a_sweep_has_its_limit() {
    let list = |length: usize| (1..=length).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
    let sweep = format!("[sweep]\ntraining.epochs = [{}]\ntraining.batch_size = [{}]\n", list(101), list(100));
    let message = refused(&format!("{BASE}{sweep}"), &[]);
    assert!(message.starts_with("error: this sweep has 10100 arms, at most 10000 are run\n --> a.toml:7:2\n"));
}

#[test]
fn places_are_found_by_path() {
    let document = accepted(&format!("{BASE}[initial]\n\"layers.0.weight\" = [[1], [2, 3]]\n"), &[]).document;
    let text = |path: &str| document.text(&document.place(path)).to_owned();
    assert_eq!(text("training.loss"), "\"squared-error\"");
    assert_eq!(text("initial.\"layers.0.weight\"[1][0]"), "2");
    assert_eq!(text("training.test"), "[training]", "an absent key stands where its table stands");
    assert_eq!(text("absent.key"), "", "an absent table stands at the start of the file");
    assert_eq!(document.text(&document.key_place("training.optimizer.rule")), "rule");
}

/// An error in a data file names both files.
#[test]
fn a_line_of_another_file_is_shown_below_the_config() {
    let document = accepted(BASE, &[]).document;
    let error = RuleViolation::new("title", "the cell \"tall\" is no number").help("remove the row");
    let (file, text) = ("data/größe.csv".to_owned(), "1.5,é,tall".to_owned());
    let label = "column height".to_owned();
    let elsewhere = Elsewhere { file, text, line: 17, column: 7, width: 4, label };
    let diagnostic = Diagnostic { elsewhere: Some(elsewhere), ..document.diagnostic(&error) };
    let shown = Diagnostics::new(document.sources().clone(), vec![diagnostic]).to_string();
    let expected = r#"error: the cell "tall" is no number
  --> a.toml:1:9
   |
 1 | title = "x"
   |         ^^^
   |
  ::: data/größe.csv:17:7
   |
17 | 1.5,é,tall
   |       ---- column height
   = remove the row
1 error in a.toml, nothing was run
"#;
    assert_eq!(shown, expected);
}

/// Without its colors the colored text is the plain one.
#[test]
fn colors_change_no_character() {
    let errors = check::parse::<Config>("a.toml", "title = 3\n", &[], |_| Vec::new()).expect_err("title is no number");
    let colored = errors.render(TextStyle::Colored);
    assert!(colored.contains("\u{1b}["));
    let parts = colored.split('\u{1b}');
    let plain: String = parts
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once('m').expect("a color ends").1 })
        .collect();
    assert_eq!(plain, errors.render(TextStyle::Plain));
}

/// A type whose schema says less than its parser.
#[derive(Debug, Deserialize, JsonSchema)]
struct Lax {
    #[serde(deserialize_with = "even")]
    #[allow(dead_code)]
    number: i64,
}

impl FromConfig for Lax {
    fn schema() -> serde_json::Value {
        check::schema::<Lax>()
    }

    fn from_table(table: toml::Value) -> Result<Lax, toml::de::Error> {
        Lax::deserialize(table)
    }
}

fn even<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let number = i64::deserialize(deserializer)?;
    if number % 2 == 0 { Ok(number) } else { Err(serde::de::Error::custom("this number is odd")) }
}

#[test]
fn what_only_serde_knows_is_reported_by_its_path() {
    let errors = check::parse::<Lax>("a.toml", "number = 3\n", &[], |_| Vec::new()).expect_err("3 is odd");
    assert!(errors.to_string().starts_with("error: this number is odd\n --> a.toml:1:10\n"), "{errors}");
}

#[test]
fn rules_see_every_arm_and_never_the_base_of_a_sweep() {
    let seen = RefCell::new(Vec::new());
    let rules = |config: &Config| {
        seen.borrow_mut().push(config.training.epochs);
        Vec::new()
    };
    let source = format!("{BASE}[sweep]\ntraining.epochs = [8, 9]\n");
    check::parse::<Config>("a.toml", &source, &[], rules).expect("a config in order");
    assert_eq!(*seen.borrow(), [8, 9]);
}

#[test]
fn the_committed_schema_knows_no_null() {
    let text = schema_text::<Config>();
    assert!(text.starts_with("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\","), "{text}");
    assert!(text.ends_with("}\n") && !text.contains("null"));
}
