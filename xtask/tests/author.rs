//! The tools of an author: `explain`, `new --lesson`, `run --watch`, and what changed since a report was written.

mod common;

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use common::{TestFolder, XOR};

#[test]
fn a_key_is_explained_with_the_configs_that_use_it() {
    let folder = TestFolder::new();
    folder.write("configs/xor.toml", XOR).write("configs/other.toml", XOR.replace("momentum", "adam"));
    let momentum = folder.run(&["explain", "optimizer.momentum"]);
    let expected = "training.optimizer.momentum\n  μ: how much of the last step is kept.\n\n  \
                    of        rule = \"momentum\", \"nesterov\"\n  \
                    may be    a number of at least 0 and below 1\n  default   0.9\n  \
                    used in   none of 2 configs\n";
    assert_eq!((momentum.code, momentum.out.as_str()), (0, expected));
    let adam = folder.run(&["explain", "adam"]);
    assert!(adam.out.contains("  used in   configs/other.toml\n"), "{adam:?}");
    assert!(folder.run(&["explain"]).out.contains("    title      The title of the report.\n"));
    let wrong = folder.run(&["explain", "epcohs"]);
    let said = "error: a config has no key \"epcohs\"\n  = did you mean epochs? longhand explain lists the tables of \
                a config\n";
    assert_eq!((wrong.code, wrong.err.as_str()), (2, said));
}

#[test]
fn a_new_lesson_runs_as_it_is_and_its_claim_holds() {
    let folder = TestFolder::new();
    folder.write("configs/xor.toml", XOR);
    let new = folder.run(&["new", "--lesson", "two-circles"]);
    assert_eq!((new.code, new.out.as_str()), (0, "configs/two-circles.toml\n"), "{new:?}");
    let again = folder.run(&["new", "--lesson", "two-circles"]);
    assert_eq!(again.code, 2, "{again:?}");
    let nameless = folder.run(&["new", "--lesson", ""]);
    assert_eq!(nameless.err, "error: a lesson needs a name\n  = write --lesson two-circles, for example\n");
    let nowhere = folder.run(&["new", "--lesson", "some/where"]);
    assert_eq!(
        nowhere.err,
        "error: cannot write some/where.toml: some is not there\n  = name another place with --out\n"
    );
    assert_eq!(folder.files(".").len(), 2, "nothing is written");
    let run = folder.run(&["run", "configs/two-circles.toml"]);
    assert_eq!(run.code, 0, "{run:?}");
    let report = fs::read_to_string(folder.path().join("reports/two-circles/report.md")).expect("it is there");
    assert!(report.starts_with("# Two circles\n") && report.contains("- ✓ **Eight hidden units"), "{report}");
    assert!(report.contains("**Before you look.**") && report.contains("## The idea\n"), "{report}");
}

#[test]
fn a_run_says_what_changed() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    let first = folder.run(&["run", "xor.toml"]);
    assert!(!first.out.contains("Since"), "{first:?}");
    folder.write("xor.toml", XOR.replace("epochs = 5", "epochs = 6"));
    let second = folder.run(&["run", "xor.toml"]);
    assert!(second.out.contains("\nSince the report before:\n  training.epochs: 5 → 6\n"), "{second:?}");
    let git = "git -c user.name=a -c user.email=a@b";
    let commit = folder.shell(&format!("git init --quiet && git add reports/xor/*.* && {git} commit --quiet -m x"));
    assert_eq!(commit.code, 0, "{commit:?}");
    let after = |epochs: &str| {
        folder.write("xor.toml", XOR.replace("epochs = 5", epochs));
        folder.run(&["run", "xor.toml"]).out
    };
    after("epochs = 7");
    let third = after("epochs = 8");
    assert!(third.contains("\nSince the committed report:\n  training.epochs: 6 → 8\n"), "{third}");
    assert!(!after("epochs = 6").contains("Since the"), "it is the committed report");
}

/// Waits until the report holds some words; whether it does within a minute.
fn comes_to_hold(folder: &TestFolder, words: &str) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(60) {
        let report = fs::read_to_string(folder.path().join("reports/xor/report.md")).unwrap_or_default();
        if report.contains(words) {
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}

/// A fault in the config ends nothing; the next save is run.
#[test]
fn a_watched_config_is_run_again_when_it_is_saved() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    let mut watching = folder.start(&["run", "--watch", "xor.toml"]);
    let first = comes_to_hold(&folder, "# XOR\n");
    folder.write("xor.toml", "title = ");
    thread::sleep(Duration::from_millis(600));
    folder.write("xor.toml", XOR.replace("\"XOR\"", "\"Either, not both\""));
    let second = comes_to_hold(&folder, "# Either, not both\n");
    let is_alive = watching.try_wait().expect("it can be asked").is_none();
    watching.kill().expect("it can be ended");
    watching.wait().expect("it ends");
    assert!(first && second && is_alive, "first {first}, second {second}, alive {is_alive}");
}
