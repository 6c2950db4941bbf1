//! `[[expect]]`: what is wrong with one, at its place, and the arm that one belongs to.

use experiment::check::{self, sweep};
use experiment::spec::{self, unknown_arms};
use experiment::{Experiment, Spec};

const CONFIG: &str = "title = \"t\"\nengines = [\"from-scratch\"]\ndataset = { name = \"xor\" }\n\
                      network = { hidden = [2] }\ntraining = { batch_size = \"full\" }\n";

/// `line:column message; help` of every error of a config with this expectation.
fn errors(keys: &str) -> Vec<String> {
    let text = format!("{CONFIG}[[expect]]\nsource = \"004 l.1\"\n{keys}\n");
    match check::parse::<Experiment>("t.toml", &text, &[], spec::check) {
        Ok(_) => Vec::new(),
        Err(errors) => {
            let shown = errors.to_string();
            let places = shown.lines().filter_map(|line| line.trim().strip_prefix("--> t.toml:").map(str::to_owned));
            let texts = errors.list().iter().map(|error| format!("{}; {}", error.message, error.help.join("; ")));
            places.zip(texts).map(|(place, text)| format!("{place} {text}")).collect()
        }
    }
}

#[test]
fn good_expectations() {
    for keys in [
        "quantity = \"output\"",
        "quantity = \"output\"\nprinted = \"0.50\"\nrounding = \"truncated\"\nvalues = \"own\"",
        "quantity = \"the score\"\nprinted = \"60\"\nverdict = \"lost\"\nwhy = \"no questions\"",
        "quantity = \"loss @ 3\"\nright = \"0.25\"\nwhy = \"asked\"",
        "quantity = \"loss\"\nprinted = \"1\"\nverdict = \"erratum\"\nright = \"2\"\nwhy = \"a slip\"",
        "quantity = \"dlayers.0.weight[0,1]\"\nprinted = \"5.5e-04\"\n[expect.given]\n\"output sample 2\" = 0.142",
    ] {
        assert_eq!(errors(keys), [""; 0], "{keys}");
    }
}

#[test]
fn errors_stand_at_their_keys() {
    let cases = [
        ("quantity = \"outptu\"", "8:13", "\"outptu\" names no quantity"),
        ("quantity = \"output\"\nprinted = \"0,5\"", "9:11", "\"0,5\" is not a decimal number; write its digits"),
        ("quantity = \"loss\"\nvalues = \"own\"", "9:10", "only x, t and output have a unit of their own"),
        ("quantity = \"loss\"\nverdict = \"lost\"\nwhy = \"w\"", "9:11", "verdict \"lost\" is about a printed number"),
        ("quantity = \"loss\"\nprinted = \"1\"\nverdict = \"lost\"", "10:11", "verdict \"lost\" needs a reason"),
        (
            "quantity = \"loss\"\nprinted = \"1\"\nwhy = \"w\"\nverdict = \"erratum\"",
            "11:11",
            "an erratum has right digits; write right",
        ),
        (
            "quantity = \"loss\"\nprinted = \"1\"\nright = \"2\"",
            "10:9",
            "a number that is reproduced has no other right",
        ),
        ("quantity = \"loss\"\ngiven = { \"outptu\" = 1.0 }", "9:", "\"outptu\" names no quantity"),
        ("quantity = \"epochs @ 3\"", "8:20", "epochs are counted when training has ended, not after an update"),
        ("quantity = \"objective sample 0\"", "8:23", "the objective is of the batch: a penalty belongs to no sample"),
        ("quantity = \"x[+0]\"", "8:13", "an index is counts from 0 in brackets, without spaces; write [1] or [0,1]"),
        ("quantity = \"doutput via unit 0\"", "8:21", "no layer comes after the output; leave out via unit"),
        ("quantity = \"loss\"\ngiven = { \"dx[0] via unit 0\" = 1.0 }", "9:", "dx[0] via unit 0 is a part of a number"),
        ("quantity = \"t\"\ngiven = { \"loss\" = 1.0 }", "9:", "nothing else is computed from loss; leave it out"),
        (
            "quantity = \"loss @ 1\"\ngiven = { \"output @ 2\" = 1.0 }",
            "9:",
            "it is given after 2 updates, and loss @ 1 comes before; write @ 1 at most",
        ),
        ("quantity = \"loss\"\nrounding = \"up\"", "9:12", "rounding \"up\" is unknown"),
        ("quantity = \"loss\"\nprinted = 0.5", "9:11", ""),
        ("quantity = \"loss\"\nprintd = \"0.5\"", "9:1", "unknown key \"printd\""),
    ];
    for (keys, place, message) in cases {
        let found = errors(keys);
        let is_there = |error: &String| error.starts_with(place) && error.contains(message);
        assert!(found.iter().any(is_there), "{keys}\n{found:#?}");
    }
}

/// The run does not depend on what is expected of it.
#[test]
fn a_run_knows_nothing_of_it() {
    let spec = |text: &str| -> Spec {
        check::parse::<Experiment>("t.toml", text, &[], spec::check).unwrap_or_else(|e| panic!("{e}")).base.first_spec()
    };
    let with = format!("{CONFIG}[[expect]]\nquantity = \"loss\"\nsource = \"004 l.1\"\nprinted = \"1\"\n");
    assert_eq!(spec(CONFIG).canonical(), spec(&with).canonical());
}

#[test]
fn an_arm_is_found_by_its_settings() {
    let parsed = |arm: &str| {
        let text = format!(
            "{CONFIG}[sweep]\n\"training.update\" = [\"simultaneous\", \"sequential\"]\n\"network.hidden\" \
             = [[2], [3]]\n\
             [[expect]]\nquantity = \"loss\"\nsource = \"s\"\narm = {{ {arm} }}\n"
        );
        check::parse::<Experiment>("t.toml", &text, &[], spec::check).unwrap_or_else(|errors| panic!("{errors}"))
    };
    let found = |arm: &str| {
        let parsed = parsed(arm);
        let arms: Vec<sweep::Settings> = parsed.arms.iter().map(|arm| arm.settings.clone()).collect();
        parsed.base.expect[0].arm_among(&arms)
    };
    assert_eq!(found(""), Some(0));
    assert_eq!(found("\"network.hidden\" = [3]"), Some(1));
    assert_eq!(found("\"training.update\" = \"sequential\", \"network.hidden\" = [2]"), Some(2));
    assert_eq!(found("\"network.hidden\" = [4]"), None);
    assert_eq!(found("training.update = \"sequential\", network = { hidden = [3] }"), Some(3));
    assert_eq!(found("network.hidden = [4]"), None);
    let complaints = |arm: &str| unknown_arms(&parsed(arm).base);
    assert_eq!(complaints("\"network.hidden\" = [3]"), []);
    let [complaint] = &complaints("\"network.hidden\" = [4]")[..] else { panic!("one complaint") };
    assert_eq!(complaint.at, "expect[0].arm.\"network.hidden\"");
    assert_eq!(complaint.message, "no arm of the sweep has network.hidden = [4]");
    assert_eq!(complaint.help, ["one of: [2], [3]"]);
    let [complaint] = &complaints("training.updat = 1")[..] else { panic!("one complaint") };
    assert_eq!(complaint.at, "expect[0].arm.\"training\".\"updat\"");
    assert_eq!(complaint.message, "\"training.updat\" is not an axis of the sweep");
    let help = "did you mean \"training.update\"? one of: \"network.hidden\", \"training.update\"";
    assert_eq!(complaint.help, [help]);
}
