//! Claims: what is refused, word for word and at its place, and what is accepted.

mod nothing_said;
mod recorded;

use experiment::claims::parse_experiment;

/// An experiment with two arms, three seeds, and a claim made of these lines.
fn with_claim(lines: &str) -> String {
    format!(
        r#"title = "t"
seeds = [1, 2, 3]
dataset = {{ name = "iris", test = 0.3 }}
network = {{ hidden = [4, 4], output = "softmax" }}
training = {{ epochs = 10 }}
sweep = {{ network.activation = ["tanh", "relu"] }}
[[claim]]
says = "s"
{lines}
"#
    )
}

/// The first error: its message, the text under its caret, and its remedies.
fn error(config: &str) -> (String, String, String) {
    let errors = parse_experiment("c.toml", config, &[]).map(drop).expect_err("it is refused");
    let first = &errors.list()[0];
    let place = &first.place;
    (first.message.clone(), config[place.start..place.end].to_owned(), first.help.join("; "))
}

#[test]
fn what_cannot_be_judged_is_refused_at_its_place() {
    let tanh = "arm = { network.activation = \"tanh\" }";
    let cases = [
        (
            format!("metric = \"test-accuracy\"\n{tanh}\nabove_arm = {{ network.activation = \"tanh\" }}"),
            "a claim cannot compare an arm with itself",
            "{ network.activation = \"tanh\" }",
            "name another arm",
        ),
        (
            format!("metric = \"test-accuracy\"\n{tanh}\nabove = -0.5"),
            "the metric cannot miss this bound",
            "-0.5",
            "write a bound in between",
        ),
        (
            format!("metric = \"test-accuracy\"\n{tanh}\nabove = 1.0"),
            "no value of this metric is there",
            "1.0",
            "write a bound in between",
        ),
        (
            "metric = \"test-accuracy\"\narm = { network.activation = \"rely\" }\nabove = 0.5".to_owned(),
            "no arm has network.activation = \"rely\"",
            "{ network.activation = \"rely\" }",
            "did you mean \"relu\"?",
        ),
        (
            "metric = \"test-accuracy\"\nabove = 0.5".to_owned(),
            "2 arms fit this name",
            "",
            "also name network.activation",
        ),
        (
            format!("metric = \"test-r2\"\n{tanh}\nabove = 0.5"),
            "test-r2 is not measured in classification",
            "\"test-r2\"",
            "one of: ",
        ),
        (
            format!("metric = \"validation-accuracy\"\n{tanh}\nabove = 0.5"),
            "validation-accuracy needs a validation part",
            "\"validation-accuracy\"",
            "write [dataset] validation = 0.2",
        ),
        (
            format!("metric = \"test-accuracy\"\nat = 11\n{tanh}\nabove = 0.5"),
            "there is no epoch 11, training has 10",
            "11",
            "write a number of 0 to 10, 0 for the start",
        ),
        (
            format!("metric = {{ kind = \"gradient-norm\", layer = 3 }}\n{tanh}\nabove = 0.5"),
            "there is no layer 3",
            "3",
            "layers count from 0, the last layer is 2",
        ),
        (
            format!("metric = \"test-accuracy\"\n{tanh}\nequals = 0.5"),
            "over several seeds a mean is never exactly a number",
            "0.5",
            "write margin = ..., the largest difference that counts as none",
        ),
        (
            format!("metric = \"test-accuracy\"\n{tanh}\nabove = 0.5\nlecture = [\"S37\"]"),
            "the course has no row \"S37\"",
            "\"S37\"",
            "rows are K01 to K34, S01 to S36, M01 to M52, Y01 to Y18 and Z01 to Z06",
        ),
        (
            format!("metric = \"bits\"\n{tanh}\nequals = 1.0"),
            "\"bits\" is whether two arms have the same bits",
            "1.0",
            "write equals_arm = { ... }",
        ),
        (
            format!("metric = {{ kind = \"gradient-norm\", layer = 0 }}\n{tanh}\nabove = 0.5\nmargin = 0.5"),
            "the margin of a ratio is a factor, 1 or more",
            "0.5",
            "write 2.0 for twice as much",
        ),
        (
            format!("metric = \"gradient-norm\"\n{tanh}\nabove = 0.5"),
            "metric \"gradient-norm\" needs the key layer",
            "\"gradient-norm\"",
            "write metric = { kind = \"gradient-norm\", layer = ... }; layer is an integer of at least 0",
        ),
        (
            format!("metric = \"gradient-nrom\"\n{tanh}\nabove = 0.5"),
            "metric \"gradient-nrom\" is unknown",
            "\"gradient-nrom\"",
            "gradient-norm",
        ),
    ];
    for (lines, message, place, help) in cases {
        let (found, at, remedies) = error(&with_claim(&lines));
        assert_eq!(found, message, "{lines}");
        assert!(place.is_empty() || at == place, "{lines}: the caret is at {at:?}");
        assert!(remedies.contains(help), "{lines}: {remedies}");
    }
}

/// A value that every network or none reaches, and a simple model that does not have the metric, decide nothing.
#[test]
fn what_measures_are_held_against_must_be_possible() {
    let cases = [
        (
            "share-reaching",
            "of = \"test-accuracy\", value = 1.5",
            "test-accuracy never reaches 1.5",
            "1.5",
            "value is a number above 0, of at most 1",
        ),
        (
            "epochs-until",
            "of = \"train-accuracy\", value = 0.0",
            "train-accuracy always reaches 0",
            "0.0",
            "value is a number above 0, of at most 1",
        ),
        (
            "updates-until",
            "of = \"train-loss\", value = -0.1",
            "train-loss never reaches -0.1",
            "-0.1",
            "value is a number of at least 0",
        ),
        (
            "epochs-until",
            "of = \"test-f1\", value = 0.5",
            "test-f1 is measured at the end alone",
            "\"test-f1\"",
            "name a loss, an accuracy, R², MAE or RMSE",
        ),
        (
            "over-baseline",
            "of = \"test-accuracy\", baseline = \"mean\"",
            "the mean is not measured in classification",
            "\"mean\"",
            "one of: majority-class, logistic-regression",
        ),
        (
            "over-baseline",
            "of = \"test-loss\", baseline = \"majority-class\"",
            "a simple model has no test-loss",
            "\"test-loss\"",
            "name a score of classes, the log loss, R², MAE or RMSE",
        ),
    ];
    let tanh = "arm = { network.activation = \"tanh\" }";
    for (kind, details, message, place, help) in cases {
        let measure = format!("metric = {{ kind = \"{kind}\", {details} }}");
        let found = error(&with_claim(&format!("{measure}\n{tanh}\nabove = 0.5")));
        assert_eq!(found, (message.to_owned(), place.to_owned(), help.to_owned()), "{measure}");
        let plain = with_claim(&format!("metric = \"test-accuracy\"\n{tanh}\nabove = 0.5"));
        let found = error(&format!("{plain}[judge]\n{measure}\n"));
        assert_eq!(found, (message.to_owned(), place.to_owned(), help.to_owned()), "[judge] {measure}");
    }
}

/// What the network must have for a measure, the judge is told as a claim is.
#[test]
fn a_judge_needs_the_keys_of_its_measure() {
    let plain = with_claim("metric = \"test-accuracy\"\narm = { network.activation = \"tanh\" }\nabove = 0.5");
    let judged = |metric: &str| error(&format!("{plain}[judge]\nmetric = {metric}\n"));
    let (message, place, help) = judged("\"class-recall\"");
    assert_eq!((message.as_str(), place.as_str()), ("metric \"class-recall\" needs the key class", "\"class-recall\""));
    assert_eq!(help, "write metric = { kind = \"class-recall\", class = ... }; class is a string");
    let (message, ..) = judged("\"epochs-until\"");
    assert_eq!(message, "metric \"epochs-until\" needs the keys of and value");
    let shallow = plain.replace("[4, 4]", "[]") + "[judge]\nmetric = \"dead\"\n";
    assert_eq!(error(&shallow).0, "this network has no hidden layer");
}

/// Classes have recall, numbers have not: the caret is at the word, and what may be there is named.
#[test]
fn a_measure_of_classes_in_a_regression_is_told_what_it_may_be() {
    let tanh = "arm = { network.activation = \"tanh\" }";
    let claim = with_claim(&format!("metric = {{ kind = \"class-recall\", class = \"1\" }}\n{tanh}\nabove = 0.5"));
    let (message, place, help) = error(&claim.replace("iris", "diabetes").replace("softmax", "identity"));
    assert_eq!(message, "the recall of a class is not measured in regression");
    assert_eq!((place.as_str(), help.as_str()), ("\"class-recall\"", REGRESSION));
}

const REGRESSION: &str = "one of: test-objective, test-loss, test-r2, test-mae, test-rmse";

#[test]
fn chance_needs_three_runs() {
    let claim = "metric = \"test-accuracy\"\narm = { network.activation = \"tanh\" }\nabove = 0.5";
    let few = with_claim(claim).replace("[1, 2, 3]", "[1, 2]");
    let (message, _, help) = error(&few);
    assert_eq!(message, "chance plays a part, and there are too few runs");
    assert_eq!(help, "write seeds = [1, 2, 3] or more: at least 3 runs of every arm");
    assert!(
        parse_experiment("c.toml", &few.replace("test-accuracy", "updates-per-epoch").replace("0.5", "2"), &[]).is_ok()
    );
    assert!(
        parse_experiment("c.toml", &few, &["training.epochs=3".to_owned()]).is_ok(),
        "another experiment is not judged"
    );
}

/// A loss that does not fit the output and a claim of an arm that does not run are told together.
#[test]
fn claims_are_checked_together_with_the_rules_between_keys() {
    let claim = "metric = \"test-accuracy\"\narm = { network.activation = \"rely\" }\nabove = 0.5";
    let config = with_claim(claim).replace("epochs = 10", "epochs = 10, loss = \"binary-cross-entropy\"");
    let errors = parse_experiment("c.toml", &config, &[]).map(drop).expect_err("it is refused");
    let messages: Vec<&str> = errors.list().iter().map(|error| error.message.as_str()).collect();
    let of_claim = "no arm has network.activation = \"rely\"";
    assert_eq!(messages, ["binary-cross-entropy needs a sigmoid output, this network ends in \"softmax\"", of_claim]);
}

#[test]
fn a_judge_may_ask_for_the_distance_from_a_solution() {
    let judged = |more: &str| {
        with_claim("metric = \"test-accuracy\"\narm = { network.activation = \"tanh\" }\nabove = 0.5")
            + "[judge]\nmetric = \"distance\"\n"
            + more
    };
    assert_eq!(error(&judged("")).0, "the metric \"distance\" needs a known solution");
    assert_eq!(error(&judged("")).1, "\"distance\"");
    let solution = judged("[solution]\n\"layers.0.bias\" = [[1.0, 0.0, 0.0, 0.0]]\n");
    parse_experiment("c.toml", &solution, &[]).unwrap_or_else(|errors| panic!("{errors}"));
}

#[test]
fn a_solution_needs_its_claim() {
    let config = with_claim("metric = \"test-accuracy\"\narm = { network.activation = \"tanh\" }\nabove = 0.5");
    let idle = config + "[solution]\n\"layers.0.bias\" = [1.0, 0.0, 0.0, 0.0]\n";
    assert_eq!(error(&idle).0, "no claim asks for the distance from this solution");
    let asked = with_claim("metric = \"distance\"\narm = { network.activation = \"tanh\" }\nbelow = 0.5");
    assert_eq!(error(&asked).0, "the metric \"distance\" needs a known solution");
}
