//! The rules of `test_path`: where it goes, and what excludes it.

use experiment::{Experiment, check, spec};

fn errors(dataset: &str) -> Vec<String> {
    let text = format!("title = \"t\"\nquestion = \"q\"\n[dataset]\n{dataset}\n[network]\n[training]\n");
    match check::parse::<Experiment>("test.toml", &text, &[], spec::check) {
        Ok(_) => Vec::new(),
        Err(errors) => {
            errors.list().iter().map(|error| format!("{}; {}", error.message, error.help.join("; "))).collect()
        }
    }
}

const CSV: &str = "name = \"csv\"\npath = \"a.csv\"\ntarget = \"y\"\ntask = \"classification\"\n";
const IDX: &str = "name = \"idx\"\npath = \"a\"\nlabels = \"b\"\n";

#[test]
fn files_take_it() {
    assert_eq!(errors(&format!("{CSV}test_path = \"b.csv\"")), [""; 0]);
    assert_eq!(errors(&format!("{CSV}test_path = \"b.csv\"\nvalidation = 0.2")), [""; 0]);
    assert_eq!(errors(&format!("{IDX}test_path = \"c\"\ntest_labels = \"d\"")), [""; 0]);
}

#[test]
fn a_share_or_folds_exclude_it() {
    let given = |key: &str| errors(&format!("{CSV}test_path = \"b.csv\"\n{key}"));
    let error = |key: &str| {
        format!("the rows of test_path are the test part, so {key} is not needed; leave out {key}, or test_path")
    };
    assert_eq!(given("test = 0.2"), [error("test")]);
    assert_eq!(given("folds = 3"), [error("folds")]);
}

#[test]
fn it_goes_with_files_and_in_pairs() {
    assert_eq!(
        errors("name = \"iris\"\ntest_path = \"b.csv\""),
        ["the data set \"iris\" takes no test_path; test_path goes with: csv, idx"]
    );
    assert_eq!(
        errors(&format!("{IDX}test_path = \"c\"")),
        ["the data set \"idx\" needs test_labels; \
             write test_labels = \"data/test-labels.idx\", or leave out test_path"]
    );
    assert_eq!(
        errors(&format!("{IDX}test_labels = \"c\"")),
        ["the data set \"idx\" needs test_path; write test_path = \"data/test-images.idx\", or leave out test_labels"]
    );
    assert_eq!(
        errors(&format!("{CSV}test_path = \"b.csv\"\ntest_labels = \"c\"")),
        ["the data set \"csv\" takes no test_labels; test_labels goes with: idx"]
    );
}
