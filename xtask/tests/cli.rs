//! The program as a user meets it: its exit codes, what it writes, and what it leaves alone.

mod common;

use common::{TestFolder, XOR};

#[test]
fn a_run_writes_a_report_and_says_where() {
    let folder = TestFolder::new();
    let completed = folder.write("xor.toml", XOR).run(&["run", "xor.toml"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    let lines: Vec<&str> = completed.out.lines().collect();
    assert_eq!((lines[0], lines[1], lines[2].trim()), ("", "XOR", "training accuracy"));
    assert_eq!(lines.last(), Some(&"reports/xor/report.md"));
    assert!(lines.iter().all(|line| line.chars().count() <= 60), "{}", completed.out);
    let names: Vec<String> = folder.files("reports").iter().map(|(path, _)| path.display().to_string()).collect();
    for name in ["README.md", "xor/report.md", "xor/figures/curves.svg", "xor/results.csv", "results.csv"] {
        assert!(names.iter().any(|known| known == name), "{name} is not among {names:?}");
    }
}

#[test]
fn results_do_not_depend_on_the_number_of_jobs() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    for (jobs, out) in [("1", "one"), ("2", "two")] {
        assert_eq!(folder.run(&["run", "xor.toml", "--jobs", jobs, "--out", out]).code, 0);
    }
    let (one, two) = (folder.files("one"), folder.files("two"));
    assert!(one.len() > 10, "{} files", one.len());
    for (ours, theirs) in one.iter().zip(&two) {
        assert!(ours == theirs, "{} and {} differ", ours.0.display(), theirs.0.display());
    }
    assert_eq!(one.len(), two.len());
}

#[test]
fn a_finished_run_is_skipped_and_gives_the_same_report() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    folder.run(&["run", "xor.toml"]);
    let first = folder.files("reports");
    let completed = folder.run(&["run", "xor.toml"]);
    assert!(completed.err.contains("finished earlier"), "{completed:?}");
    assert!(first == folder.files("reports"));
    assert_eq!(folder.run(&["report", "xor.toml"]).code, 0);
    assert!(first == folder.files("reports"));
}

#[test]
fn one_bad_config_keeps_all_from_running() {
    let folder = TestFolder::new();
    let bad = XOR.replace("sigmoid", "sigmoit");
    let completed = folder.write("xor.toml", XOR).write("bad.toml", bad).run(&["run", "xor.toml", "bad.toml"]);
    assert_eq!(completed.code, 3);
    assert!(
        completed.err.contains("--> bad.toml:9:10") && completed.err.contains("did you mean \"sigmoid\"?"),
        "{}",
        completed.err
    );
    assert!(folder.files("reports").is_empty(), "nothing is written on a bad config");
}

/// A config that learns the column y of a file.
fn regression(path: &str) -> String {
    format!(
        "title = \"Mine\"\n[dataset]\nname = \"csv\"\npath = {path:?}\ntarget = \"y\"\ntask = \"regression\"\n\
         [network]\n[training]\n"
    )
}

#[test]
fn a_fault_in_the_data_names_both_files() {
    let folder = TestFolder::new();
    let config = regression("mine.csv");
    let completed =
        folder.write("mine.toml", config).write("mine.csv", "x,y\n1,2\n3,oops\n").run(&["run", "mine.toml"]);
    assert_eq!(completed.code, 3);
    assert!(completed.err.contains("mine.toml:") && completed.err.contains("mine.csv:3:3"), "{}", completed.err);
    assert!(!completed.err.contains("panicked"), "{}", completed.err);
    assert!(folder.files("reports").is_empty());
}

#[test]
fn data_that_are_missing_are_told_with_the_config() {
    let folder = TestFolder::new();
    let config = regression("none.csv");
    let completed = folder.write("mine.toml", config).run(&["run", "mine.toml"]);
    assert_eq!(completed.code, 3);
    assert!(completed.err.contains("--> mine.toml:4:8"), "{}", completed.err);
}

#[test]
fn the_exit_code_of_a_wrong_command_line_is_2() {
    let folder = TestFolder::new();
    assert_eq!(folder.run(&["run"]).code, 2);
    assert_eq!(folder.run(&["walk"]).code, 2);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = TestFolder::new();
    let completed = folder.write("xor.toml", XOR).run(&["run", "xor.toml", "--dry-run"]);
    assert_eq!((completed.code, completed.out.lines().count()), (0, 3), "{completed:?}");
    assert!(folder.files("reports").is_empty());
}

#[test]
fn divergence_is_an_outcome() {
    let folder = TestFolder::new();
    let wild = "title = \"Wild\"\n[dataset]\nname = \"diabetes\"\n[network]\nhidden = []\n[training]\nepochs = 60\n\
                optimizer = { rule = \"gradient-descent\", learning_rate = 10.0 }\n";
    let completed = folder.write("wild.toml", wild).run(&["run", "wild.toml"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    let report =
        folder.files("reports").into_iter().find(|(path, _)| path.ends_with("report.md")).expect("it is there").1;
    assert!(String::from_utf8_lossy(&report).contains("diverged"));
}

/// The message names what is in the way and a remedy, before anything is trained.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR).write("taken", "a file");
    std::os::unix::fs::symlink("nowhere", folder.path().join("dangling")).expect("the name is free");
    let long = "n".repeat(300);
    for (out, why) in [
        ("taken", "taken is no folder"),
        ("taken/below", "taken is no folder"),
        ("dangling", "dangling is a link that leads nowhere"),
        ("dangling/below", "dangling is a link that leads nowhere"),
        (long.as_str(), "the file system takes no such name, as one that is too long"),
    ] {
        let completed = folder.run(&["run", "xor.toml", "--out", out]);
        assert_eq!(completed.code, 1, "{completed:?}");
        let said = format!("error: cannot write {out}: {why}\n  = name another place with --out\n");
        assert_eq!(completed.err, said);
    }
}

#[test]
fn a_check_writes_the_gradients_and_catches_the_faults() {
    let folder = TestFolder::new();
    let completed = folder.write("xor.toml", XOR).run(&["check", "xor.toml"]);
    assert_eq!(completed.code, 0, "{}{}", completed.out, completed.err);
    assert!(completed.out.contains("planted faults that apply were caught (of 15)"), "{}", completed.out);
    let files = folder.files("reports/xor");
    let gradients = &files.iter().find(|(path, _)| path.ends_with("gradients.csv")).expect("it is there").1;
    let text = String::from_utf8_lossy(gradients);
    assert!(text.starts_with("parameter,row,column,hand,dual,burn-flex,burn-ndarray,difference\n"));
    assert_eq!(text.lines().count(), 1 + 2 * 4 + 4 + 4 + 1);
}

#[test]
fn files_of_others_are_left_alone() {
    let folder = TestFolder::new();
    folder
        .write("xor.toml", XOR)
        .write("README.md", "# My thesis\n")
        .write("reports/index.html", "<title>Mine</title>");
    let completed = folder.run(&["run", "xor.toml", "--out", "."]);
    assert_eq!((completed.code, folder.files("xor").len()), (2, 0), "{completed:?}");
    assert!(
        completed.err.contains("README.md was not written by Longhand, and would be replaced"),
        "{}",
        completed.err
    );
    assert_eq!(folder.run(&["report", "xor.toml", "--html"]).code, 2);
    // A figure of somebody else stays; one that an earlier report showed goes.
    folder.write("mine/xor/figures/photo.svg", "mine");
    let figures = |count| XOR.to_string() + &"[[figure]]\nkind = \"network\"\n".repeat(count);
    for (count, network) in [(1, true), (0, false)] {
        folder.write("xor.toml", figures(count));
        assert_eq!(folder.run(&["run", "xor.toml", "--out", "mine"]).code, 0);
        let names: Vec<String> =
            folder.files("mine/xor/figures").iter().map(|(name, _)| name.display().to_string()).collect();
        let has = |name: &str| names.iter().any(|known| known == name);
        assert_eq!((has("photo.svg"), has("curves.csv")), (true, true), "{names:?}");
        assert_eq!([has("network.svg"), has("network.csv")], [network; 2], "{names:?}");
    }
}

#[test]
fn one_damaged_run_keeps_no_other_report_from_being_drawn() {
    let folder = TestFolder::new();
    folder.write("a.toml", XOR).write("b.toml", XOR);
    assert_eq!(folder.run(&["run", "a.toml", "b.toml"]).code, 0);
    let drawn = folder.files("reports/b/figures");
    let runs = folder.files("reports/a/runs");
    let path = runs.iter().find(|(path, _)| path.ends_with("metrics.csv")).expect("a run has metrics").0.display();
    folder
        .write(&format!("reports/a/runs/{path}"), "nonsense\n1\n2,3\n")
        .write("reports/b/figures/curves.svg", "stale");
    let completed = folder.run(&["report", "a.toml", "b.toml"]);
    assert_eq!((completed.code, completed.out.as_str()), (1, "reports/b/report.md\n"), "{completed:?}");
    assert!(completed.err.contains("metrics.csv is damaged: it is not what the run wrote\n"), "{}", completed.err);
    assert!(completed.err.contains("  = longhand run a.toml trains the run again"), "{}", completed.err);
    assert!(folder.files("reports/b/figures") == drawn);
}

/// The bytes of an undisturbed run, whenever and however often the program was killed before.
#[cfg(unix)]
#[test]
fn a_killed_program_goes_on_where_it_was() {
    let folder = TestFolder::new();
    let long = XOR.replace("epochs = 5", "epochs = 300").replace("[1, 2]", "[1, 2, 3, 4, 5, 6]");
    folder.write("xor.toml", &long);
    assert_eq!(folder.run(&["run", "xor.toml", "--out", "whole"]).code, 0);
    for wait in [1, 40, 120] {
        let mut child = folder.start(&["run", "xor.toml", "--jobs", "1"]);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().and_then(|()| child.wait()).expect("it is ours");
    }
    assert_eq!(folder.run(&["run", "xor.toml"]).code, 0);
    let visible = |below| {
        let mut files = folder.files(below);
        files.retain(|(path, _)| !path.to_string_lossy().contains("/.unfinished-"));
        files
    };
    assert!(visible("reports") == visible("whole"));
}

/// Past some blocks of 512 bytes the system writes no file any further, as on a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_nothing_half() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    let completed = folder.shell("trap '' XFSZ; ulimit -f 2; exec \"$0\" run xor.toml");
    assert_eq!(completed.code, 1, "{completed:?}");
    assert!(completed.err.contains("cannot write reports/xor/runs: "), "{}", completed.err);
    // Why the runs failed is all that is left, until they are finished.
    let left = folder.files("reports/xor/runs");
    assert!(left.iter().all(|(path, _)| path.to_string_lossy().starts_with(".failed-")), "{left:?}");
    assert_eq!(folder.run(&["run", "xor.toml"]).code, 0);
}

/// Of a packed table nobody knows the size before its end: 18 million rows of two numbers take 285 MB, and a list that
/// grows takes more for a moment.
#[cfg(target_os = "linux")]
#[test]
fn a_packed_table_that_memory_does_not_hold_is_refused() {
    let folder = TestFolder::new();
    folder.write(
        "long.toml",
        "title = \"Long\"\nnetwork = {}\ntraining = {}\n[dataset]\nname = \"csv\"\npath = \"long.csv.gz\"\n\
         target = \"y\"\ntask = \"regression\"\n",
    );
    let packed = folder.shell("{ echo x,y; yes 1,2 | head -n 17825792; } | gzip > long.csv.gz");
    assert_eq!(packed.code, 0, "{packed:?}");
    let completed = folder.shell("ulimit -v 400000; exec \"$0\" run long.toml");
    assert_eq!(completed.code, 3, "{completed:?}");
    let said = "error: long.csv.gz does not fit into memory: its rows take another 268.4 MB of it, and ";
    assert!(completed.err.starts_with(said), "{completed:?}");
    assert!(completed.err.contains("\n  = write rows = "), "{completed:?}");
}
