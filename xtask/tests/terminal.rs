//! What a user sees on the terminal: help for what was probably meant, answers, and programs that are interrupted.

mod common;

use std::path::Path;
use std::thread;
use std::time::Duration;

use common::{TestFolder, XOR};

/// A folder with two configs and files of other kinds.
fn project() -> TestFolder {
    let folder = TestFolder::new();
    folder.write("configs/mlp-xor.toml", XOR).write("configs/descent-momentum.toml", XOR);
    folder
        .write("data.csv", "x,y\n1,2\n")
        .write("README.md", "# Mine\n")
        .write("Cargo.toml", "[package]\nname = \"a\"\n");
    folder
}

#[test]
fn an_argument_that_is_no_config_is_answered_with_what_was_meant() {
    let folder = project();
    let expected = [
        ("mlp-xor", "there is no file mlp-xor\n  = did you mean configs/mlp-xor.toml?"),
        ("configs/mlp-xr.toml", "there is no file configs/mlp-xr.toml\n  = did you mean configs/mlp-xor.toml?"),
        ("configs", "configs is a folder\n  = configs/*.toml for its 2 configs"),
        ("data.csv", "data.csv is a table, not a config\n  = longhand new data.csv writes a config for it"),
        (
            "README.md",
            "README.md is not a config of an experiment\n  \
             = a config is a TOML file such as configs/descent-momentum.toml; longhand list shows them all",
        ),
    ];
    for (argument, message) in expected {
        let completed = folder.run(&["run", argument]);
        assert_eq!((completed.code, completed.err), (2, format!("error: {message}\n")), "{argument}");
    }
    let manifest = folder.run(&["run", "Cargo.toml"]);
    assert!(manifest.err.starts_with("error: Cargo.toml is not a config of an experiment\n"), "{}", manifest.err);
    let several = folder.run(&["run", "mlp-xor", "configs"]);
    assert!(several.err.contains("mlp-xor.toml?\nerror: configs is a folder"), "{}", several.err);
}

#[test]
fn a_wrong_command_line_is_answered_with_the_right_one() {
    let folder = project();
    let command = folder.run(&["rnu", "configs/mlp-xor.toml"]);
    assert!(command.code == 2 && command.err.contains("'run'"), "{}", command.err);
    for arguments in [&["--epochs", "5"][..], &["--epochs=5"]] {
        let epochs = folder.run(&[&["run", "configs/mlp-xor.toml"], arguments].concat());
        assert!(epochs.code == 2 && epochs.err.contains("write --set training.epochs=5\n"), "{}", epochs.err);
    }
    let set = folder.run(&["list", "--set", "seeds=[1]"]);
    assert_eq!(set.code, 0, "{set:?}");
    assert!(set.out.contains("configs/mlp-xor.toml\n  0 of 1 run finished  XOR\n"), "{}", set.out);
    let nothing = folder.run(&["list", "--out", "nothing"]);
    assert_eq!(nothing.err, "there is no folder nothing: nothing was run there so far\n");
}

#[test]
fn the_help_speaks_one_name() {
    let folder = TestFolder::new();
    for arguments in [&["--help"][..], &["run", "--help"], &["predict", "--help"], &["run"]] {
        let completed = folder.run(arguments);
        let text = completed.out + &completed.err;
        assert!(text.contains("Usage: longhand ") && !text.contains("xtask"), "{text}");
    }
    let of_cargo = folder.command(&["--help"]).env("CARGO", "cargo").output().expect("the program starts");
    let text = String::from_utf8_lossy(&of_cargo.stdout).into_owned();
    assert!(text.contains("Usage: cargo xtask ") && text.contains("  cargo xtask run configs/"), "{text}");
    assert!(!text.contains("  longhand "), "{text}");
}

/// Names and settings are longer than a line; paths stay whole, for they are to be copied.
#[test]
fn progress_and_tables_fit_sixty_columns() {
    let folder = TestFolder::new();
    let sweep =
        "[sweep]\n\"network.hidden\" = [[2, 3, 4], [16, 16, 16, 16]]\n\"training.batch_size\" = [\"full\", 2]\n";
    let title =
        XOR.replace("title = \"XOR\"", "title = \"How long may the title of an experiment be until it is cut?\"");
    folder.write("configs/a-name-that-says-nearly-everything.toml", title + sweep);
    let config = "configs/a-name-that-says-nearly-everything.toml";
    for arguments in [&["run", "--dry-run"][..], &["run"], &["check"], &["list", "--runs"], &["check", "--faults"]] {
        let config = if arguments == ["check", "--faults"] { None } else { Some(config) };
        let arguments: Vec<&str> = arguments.iter().copied().chain(config).collect();
        let completed = folder.run(&arguments);
        assert_eq!(completed.code, 0, "{completed:?}");
        let text = completed.out + &completed.err;
        let long = text.lines().find(|line| line.chars().count() > 60 && !line.contains(".md"));
        assert_eq!(long, None, "{arguments:?}");
    }
}

#[test]
fn outside_of_a_project_commands_without_configs_work() {
    let folder = TestFolder::new();
    assert_eq!(folder.run(&["check", "--faults"]).code, 0);
    assert_eq!(folder.run(&["schema"]).code, 0);
    let list = folder.run(&["list"]);
    assert_eq!((list.code, list.err.as_str()), (2, "error: there is no config in configs/ here\n  = name a config\n"));
}

#[test]
fn results_of_all_experiments_stand_in_one_file() {
    let folder = TestFolder::new();
    folder.write("a.toml", XOR).write("b.toml", XOR.to_string() + "[sweep]\n\"network.hidden\" = [[2], [3]]\n");
    assert_eq!(folder.run(&["run", "a.toml", "b.toml"]).code, 0);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("it was written");
    let (one, all) = (read("reports/b/results.csv"), read("reports/results.csv"));
    assert!(one.starts_with("run,engine,seed,fold,network.hidden,outcome,epoch,train-objective,"), "{one}");
    // Two engines and two seeds; b has two arms.
    assert_eq!((one.lines().count(), all.lines().count()), (1 + 8, 1 + 4 + 8));
    for row in all.lines().skip(1) {
        let path = row.rsplit(',').next().expect("a cell");
        assert!(folder.path().join("reports").join(path).is_file(), "{path}");
    }
    // Whoever edits the notebook keeps the changes.
    assert!(read("reports/notebook.ipynb").contains("results.csv"));
    folder.write("reports/notebook.ipynb", "mine");
    assert_eq!(folder.run(&["report", "a.toml"]).code, 0);
    assert_eq!(read("reports/notebook.ipynb"), "mine");
}

#[cfg(unix)]
#[test]
fn the_page_is_written_and_opened() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR).write("browser", "#!/bin/sh\necho \"$1\" > opened\n");
    let browser = folder.path().join("browser");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    let output = folder.command(&["run", "xor.toml", "--open"]).env("BROWSER", &browser).output();
    assert!(output.expect("the program starts").status.success());
    assert!(folder.path().join("reports/index.html").is_file());
    let opened = folder.path().join("opened");
    wait_for(&opened);
    assert_eq!(std::fs::read_to_string(opened).expect("it was written"), "reports/index.html\n");
}

/// Waits until a file is there and not empty.
fn wait_for(path: &Path) {
    for _ in 0..3000 {
        if std::fs::metadata(path).is_ok_and(|about| about.len() > 0) {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("{} does not appear", path.display());
}

/// One experiment is done at once, one would take hours.
#[cfg(unix)]
#[test]
fn an_interrupted_program_leaves_the_reports_of_what_is_done() {
    let folder = TestFolder::new();
    folder.write("quick.toml", XOR).write("slow.toml", XOR.replace("epochs = 5", "epochs = 10000000"));
    let mut program = folder.start(&["run", "quick.toml", "slow.toml", "--jobs", "1"]);
    wait_for(&folder.path().join("reports/quick/report.md"));
    let second = folder.run(&["run", "slow.toml"]);
    assert_eq!(second.code, 1, "{second:?}");
    assert!(second.err.starts_with("error: another program is writing reports/slow\n"), "{}", second.err);
    folder.shell(&format!("kill -INT {}", program.id()));
    assert_eq!(program.wait().expect("it is ours").code(), Some(130));
    assert!(folder.path().join("reports/README.md").is_file());
    assert!(!folder.path().join("reports/slow/report.md").exists(), "the slow run is not finished");
}

#[test]
fn a_dumb_terminal_and_a_pipe_get_no_colors() {
    let folder = TestFolder::new();
    folder.write("bad.toml", XOR.replace("sigmoid", "sigmoit"));
    for arguments in [&["run", "bad.toml"][..], &["rnu"], &["--help"]] {
        let output = folder.command(arguments).env("TERM", "dumb").output().expect("the program starts");
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{arguments:?}");
    }
}

/// One bad config keeps no other from being listed; it is told, and the exit code is that of it.
#[test]
fn a_list_names_the_good_and_tells_the_bad() {
    let folder = TestFolder::new();
    folder.write("configs/a.toml", XOR).write("configs/b.toml", XOR.replace("sigmoid", "sigmoit"));
    folder.write("configs/c.toml", XOR);
    let list = folder.run(&["list", "--out", "."]);
    assert_eq!(list.code, 3, "{list:?}");
    let listed = "configs/a.toml\n  0 of 2 runs finished  XOR\nconfigs/b.toml\n  cannot be listed\n\
                  configs/c.toml\n  0 of 2 runs finished  XOR\n";
    assert_eq!(list.out, listed);
    assert!(list.err.starts_with("error: output \"sigmoit\" is unknown\n --> configs/b.toml:"), "{}", list.err);
}

/// ESC, and the sign that turns what follows around, in a title: neither a terminal nor a pipe nor a page gets them.
#[test]
fn what_is_not_seen_is_not_written() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR.replace("\"XOR\"", "\"X\\u001B[31mO\\u202ER\""));
    let faces = ["terminal", "markdown", "latex"].map(|face| ["blackboard", "xor.toml", "--format", face].to_vec());
    let commands = [vec!["list", "xor.toml", "--out", "."], vec!["run", "xor.toml", "--html"]];
    let unseen = |text: &str| text.contains(['\u{1b}', '\u{202e}']);
    for arguments in faces.into_iter().chain(commands) {
        let completed = folder.run(&arguments);
        assert_eq!(completed.code, 0, "{completed:?}");
        assert!(!unseen(&completed.out) && !unseen(&completed.err), "{completed:?}");
        assert!(completed.out.contains(['�', '?']), "{}", completed.out);
    }
    for page in ["xor/report.md", "index.html"] {
        let text = std::fs::read_to_string(folder.path().join("reports").join(page)).expect("it was written");
        assert!(!unseen(&text) && text.contains('�'), "{page}");
    }
}
