//! What looks as if it said something and does not: arms that are one network, and tables without a key.

use experiment::claims::parse_experiment;

use super::error;

/// An experiment with two arms and three seeds.
const TWO_ARMS: &str = r#"title = "t"
seeds = [1, 2, 3]
dataset = { name = "iris", test = 0.3 }
network = { hidden = [4, 4], output = "softmax" }
training = { epochs = 10 }
SWEEP
"#;

/// On burn's devices the hand-written engine is the same network; alone, burn may be compared with itself.
#[test]
fn arms_of_devices_are_one_network_by_hand() {
    let device = |engines: &str| {
        let swept = TWO_ARMS.replace("SWEEP", "sweep = { device = [\"flex\", \"ndarray\"] }");
        let arms = "arm = { device = \"flex\" }\nequals_arm = { device = \"ndarray\" }";
        format!("{engines}\n{swept}[[claim]]\nsays = \"s\"\nmetric = \"test-accuracy\"\n{arms}\nmargin = 0.1\n")
    };
    let (message, at, help) = error(&device(""));
    let expected = "these arms differ in device alone, which is burn's: claims are about the hand-written engine";
    assert_eq!((message.as_str(), at.as_str()), (expected, "{ device = \"ndarray\" }"));
    assert_eq!(help, "write engines = [\"burn\"], or compare arms that differ in another key");
    assert!(parse_experiment("c.toml", &device("engines = [\"burn\"]"), &[]).is_ok());
}

/// An empty table looks as if it asked for something.
#[test]
fn a_table_says_something() {
    let plain = TWO_ARMS.replace("SWEEP", "");
    let of = |table: &str| error(&format!("{plain}{table}"));
    let (message, at, help) = of("[judge]");
    assert_eq!((message.as_str(), at.as_str()), ("the table [judge] says nothing", "[judge]"));
    assert_eq!(help, "one of: metric, class");
    for table in ["sweep", "initial", "solution"] {
        let (message, _, help) = of(&format!("[{table}]"));
        assert_eq!((message, help.as_str()), (format!("the table [{table}] says nothing"), "leave it out"));
    }
    let penalty = plain.replace("epochs = 10", "epochs = 10, penalty = {}");
    assert_eq!(error(&penalty).0, "the table [training.penalty] says nothing");
    assert!(parse_experiment("c.toml", &plain, &[]).is_ok());
}
