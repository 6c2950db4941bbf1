//! `blackboard` on the command line: which run, which rows, which form, and exercises.

mod common;

use std::process::Command;

use common::{TestFolder, XOR};

fn board(arguments: &[&str]) -> String {
    let folder = TestFolder::new();
    let completed = folder.write("xor.toml", XOR).run(&[&["blackboard", "xor.toml"], arguments].concat());
    assert_eq!(completed.code, 0, "{}{}", completed.out, completed.err);
    assert!(folder.files("reports").is_empty(), "a blackboard writes no file");
    completed.out
}

#[test]
fn it_writes_one_update_of_the_first_run() {
    let first = board(&[]);
    assert!(first.starts_with("XOR\n═══\n"), "{first}");
    assert_eq!(first, board(&["--seed", "1"]));
    assert_ne!(first, board(&["--seed", "2"]));
    // A seed that the config does not name is as good as one that it names.
    assert_ne!(first, board(&["--seed", "77"]));
    assert!(first.contains("\nUpdate 1\n") && !first.contains("\nUpdate 2\n"));
    assert!(board(&["--steps", "2"]).contains("\nUpdate 2\n"));
    // Paragraphs are wrapped.
    let text = board(&["--sample", "2"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Row 2 is written out in full; the others appear only in the sums."), "{text}");
}

#[test]
fn digits_are_as_many_as_asked_for() {
    let short = board(&["--digits", "3"]);
    let long = board(&["--digits", "15"]);
    let longest = |text: &str| {
        let numbers =
            text.split(|letter: char| !letter.is_ascii_digit() && letter != '.').filter(|part| part.contains("0."));
        numbers.map(|part| part.trim_start_matches(['0', '.']).len()).max()
    };
    assert_eq!(longest(&short), Some(3));
    assert_eq!(longest(&long), Some(15));
}

#[test]
fn an_arm_is_named_by_its_value() {
    let folder = TestFolder::new();
    folder.write("xor.toml", format!("{XOR}\n[sweep]\n\"network.hidden\" = [[2], [3]]\n"));
    let run = |arm: &str| folder.run(&["blackboard", "xor.toml", "--arm", arm]);
    for arm in ["[3]", "hidden=[3]", "network.hidden = [3]", "3 hidden units"] {
        assert!(run(arm).out.starts_with("XOR (3 hidden units)\n"), "{:?}", run(arm));
    }
    let wrong = run("[4]");
    assert_eq!(wrong.code, 2);
    let message = "error: no arm is named \"[4]\"\n  = one of:\n    2 hidden units\n    3 hidden units\n";
    assert_eq!(wrong.err, message);
}

#[test]
fn a_row_that_is_not_there_is_told() {
    let folder = TestFolder::new();
    let completed = folder.write("xor.toml", XOR).run(&["blackboard", "xor.toml", "--sample", "0,4"]);
    assert_eq!(completed.code, 2);
    assert_eq!(completed.err, "error: --sample 4: the training part has 4 rows, counted from 0\n");
}

/// A row that no shown update sees is not passed over; an exercise has all of its rows on the sheet.
#[test]
fn rows_are_on_the_board() {
    let folder = TestFolder::new();
    folder.write("pairs.toml", XOR.replace("batch_size = \"full\"", "batch_size = 2\nshuffle = false"));
    let run = |arguments: &[&str]| folder.run(&[&["blackboard", "pairs.toml"], arguments].concat());
    let other = run(&["--sample", "3"]);
    assert_eq!(other.code, 2, "{other:?}");
    let message = "error: --sample 3: row 3 is in no batch on this board; they have the rows 0, 1\n";
    assert_eq!(other.err, message);
    assert_eq!(run(&["--sample", "3", "--steps", "2"]).code, 0);
    let sheet = run(&["--blank"]).out;
    assert!(sheet.contains("rows 0, 1 of the training part") && sheet.contains("all 2 training rows"), "{sheet}");
    assert!(!sheet.contains("appear only in the sums"), "{sheet}");
}

#[test]
fn an_exercise_is_new_for_every_seed_and_has_a_solution() {
    let sheet = board(&["--blank", "--seed", "3"]);
    assert!(sheet.starts_with("XOR (exercise 3)"), "{sheet}");
    assert!(sheet.contains("__________"));
    assert_eq!(sheet, board(&["--blank", "--seed", "3"]));
    assert_ne!(sheet, board(&["--blank", "--seed", "4"]));
    let solution = board(&["--solution", "--seed", "3"]);
    assert!(!solution.contains("____"));
    let weights = |text: &str| {
        let lines = text.lines().skip_while(|line| !line.contains("layers.0.weight")).skip(2);
        lines.take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(weights(&sheet), weights(&solution));
    assert_eq!(weights(&sheet).len(), 2);
}

/// Where LaTeX is installed its documents are typeset; they are written everywhere.
#[test]
fn a_latex_document_is_whole() {
    for arguments in [&["--format", "latex", "--steps", "2"][..], &["--format", "latex", "--blank"]] {
        let document = board(arguments);
        assert!(document.starts_with("\\documentclass") && document.ends_with("\\end{document}\n"), "{document}");
        let (begun, ended) = (document.matches("\\begin{").count(), document.matches("\\end{").count());
        assert_eq!(begun, ended);
        assert_eq!(
            document.matches("\\left").count() - document.matches("\\leftarrow").count(),
            document.matches("\\right").count()
        );
        let folder = TestFolder::new();
        folder.write("board.tex", &document);
        let mut latex = Command::new("pdflatex");
        latex.args(["-interaction=nonstopmode", "-halt-on-error", "board.tex"]).current_dir(folder.path());
        if let Ok(output) = latex.output() {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

/// More updates than training makes are not made.
#[test]
fn the_end_of_training_is_the_end_of_the_board() {
    let all = board(&["--steps", "18446744073709551615"]);
    assert_eq!(all, board(&["--steps", "100000"]));
}
