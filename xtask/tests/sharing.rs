//! A sweep that is shared out: parts, merging, runs that failed, and two programs on one folder.

mod common;

use std::fs;

use common::{TestFolder, XOR};

/// Eight runs in four arms.
fn sweep() -> String {
    XOR.to_owned() + "\n[sweep]\n\"network.hidden\" = [[2], [3], [4], [5]]\n"
}

/// Everything below a folder but the folders of parts.
fn visible(folder: &TestFolder, name: &str) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    folder.files(name)
}

#[test]
fn parts_merged_are_the_whole_sweep_byte_for_byte() {
    let folder = TestFolder::new();
    folder.write("xor.toml", sweep());
    assert_eq!(folder.run(&["run", "xor.toml", "--out", "whole"]).code, 0);
    let mut runs = 0;
    for part in ["1/3", "2/3", "3/3"] {
        let out = format!("part{}", &part[..1]);
        let completed = folder.run(&["run", "xor.toml", "--shard", part, "--out", &out]);
        assert_eq!(completed.code, 0, "{completed:?}");
        assert!(completed.out.starts_with(&format!("part {} of 3: ", &part[..1])), "{completed:?}");
        let there = fs::read_dir(folder.path().join(&out).join("xor")).map_or(0, Iterator::count);
        assert!(there <= 1, "a part writes no report");
        runs += folder.files(&out).iter().filter(|(path, _)| path.ends_with("run.toml")).count();
    }
    assert_eq!(runs, 8, "every run belongs to one part");
    let parts: Vec<String> =
        (1..=3).map(|part| format!("part{part}")).filter(|part| !folder.files(part).is_empty()).collect();
    let mut arguments = vec!["merge", "--out", "merged"];
    arguments.extend(parts.iter().map(String::as_str));
    let completed = folder.run(&arguments);
    assert_eq!(completed.code, 0, "{completed:?}");
    assert_eq!(folder.run(&["report", "xor.toml", "--out", "merged"]).code, 0);
    assert!(visible(&folder, "merged") == visible(&folder, "whole"));
    // Once more changes nothing, and says so.
    let again = folder.run(&arguments);
    assert_eq!((again.code, again.out.contains("0 runs copied")), (0, true), "{again:?}");
    assert!(visible(&folder, "merged") == visible(&folder, "whole"));
}

#[test]
fn a_damaged_run_is_not_merged_and_is_told() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    assert_eq!(folder.run(&["run", "xor.toml", "--out", "part"]).code, 0);
    let files = folder.files("part/xor/runs");
    let (path, _) = files.iter().find(|(path, _)| path.ends_with("parameters.csv")).expect("a run has parameters");
    folder.write(&format!("part/xor/runs/{}", path.display()), "nonsense");
    let completed = folder.run(&["merge", "part", "--out", "merged"]);
    assert_eq!(completed.code, 1, "{completed:?}");
    assert!(completed.err.contains("parameters.csv is damaged"), "{}", completed.err);
    assert!(completed.out.contains("1 run copied"), "{}", completed.out);
    assert_eq!(folder.run(&["merge", "nowhere", "--out", "merged"]).code, 2);
}

#[test]
fn runs_are_listed_by_arm_and_those_that_failed_can_be_trained_alone() {
    let folder = TestFolder::new();
    folder.write("xor.toml", sweep());
    // A file in the place of a run's folder cannot be replaced by one, so that run fails.
    let dry = folder.run(&["run", "xor.toml", "--dry-run"]).out;
    let id = dry.lines().nth(3).and_then(|line| line.split_whitespace().next()).expect("eight runs").to_owned();
    folder.write(&format!("reports/xor/runs/.lock-{id}/file"), "");
    let completed = folder.run(&["run", "xor.toml", "--jobs", "1"]);
    assert_eq!(completed.code, 1, "{completed:?}");
    let listed = folder.run(&["list", "--runs", "xor.toml"]).out;
    assert!(listed.contains("7 of 8 runs finished"), "{listed}");
    assert!(listed.contains("1 finished, 1 failed, 0 missing"), "{listed}");
    assert!(listed.contains(&format!("{id}  xor  hidden = [3]  seed 1: cannot write reports/xor/runs: ")), "{listed}");
    fs::remove_dir_all(folder.path().join(format!("reports/xor/runs/.lock-{id}"))).expect("it is there");
    let completed = folder.run(&["run", "xor.toml", "--only-failed"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    assert!(completed.out.ends_with("reports/xor/report.md\n"), "{completed:?}");
    assert!(folder.run(&["list", "--runs", "xor.toml"]).out.contains("2 finished, 0 failed, 0 missing"));
}

#[test]
fn the_others_begin_no_more_after_a_failure_when_asked() {
    let folder = TestFolder::new();
    folder.write("xor.toml", sweep());
    let dry = folder.run(&["run", "xor.toml", "--dry-run"]).out;
    let id = dry.lines().nth(1).and_then(|line| line.split_whitespace().next()).expect("eight runs").to_owned();
    folder.write(&format!("reports/xor/runs/.lock-{id}/file"), "");
    let completed = folder.run(&["run", "xor.toml", "--jobs", "1", "--fail-fast"]);
    assert_eq!(completed.code, 1, "{completed:?}");
    assert!(folder.run(&["list", "xor.toml"]).out.contains("0 of 8 runs finished"));
}

/// Two programs on one folder, each asked for all runs: each run is trained once, and both end well.
#[cfg(unix)]
#[test]
fn two_programs_share_a_folder_and_train_no_run_twice() {
    let folder = TestFolder::new();
    folder.write("xor.toml", sweep().replace("epochs = 5", "epochs = 200"));
    assert_eq!(folder.run(&["run", "xor.toml", "--out", "whole"]).code, 0);
    let one = "\"$0\" run xor.toml --shard 1/1 --jobs 1";
    let completed = folder.shell(&format!("{one} 2> one.txt & {one} 2> two.txt; a=$?; wait $! && exit $a"));
    assert_eq!(completed.code, 0, "{completed:?}");
    assert_eq!(completed.out, "part 1 of 1: 8 of 8 runs finished\n".repeat(2));
    let said = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was written");
    let (one, two) = (said("one.txt"), said("two.txt"));
    let trained = |text: &str| text.lines().filter(|line| line.contains("  done, loss ")).count();
    assert_eq!(trained(&one) + trained(&two), 8, "{one}{two}");
    assert_eq!(folder.run(&["report", "xor.toml"]).code, 0);
    assert!(folder.files("reports") == folder.files("whole"));
}

/// A lock goes with its owner, however that ends.
#[cfg(unix)]
#[test]
fn no_lock_survives_its_owner() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR.replace("epochs = 5", "epochs = 100000"));
    let mut child = folder.start(&["run", "xor.toml", "--jobs", "1"]);
    let locked = || folder.files("reports").iter().any(|(path, _)| path.to_string_lossy().contains(".lock-"));
    for _ in 0..500 {
        if locked() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(locked());
    child.kill().and_then(|()| child.wait()).expect("it is ours");
    let completed = folder.run(&["run", "xor.toml", "--set", "training.epochs=5"]);
    assert_eq!(completed.code, 0, "{completed:?}");
}

#[test]
fn a_part_that_is_none_is_refused() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    for part in ["0/2", "3/2", "two", "1/0"] {
        assert_eq!(folder.run(&["run", "xor.toml", "--shard", part]).code, 2);
    }
    let completed = folder.run(&["run", "xor.toml", "--shard", "auto"]);
    assert_eq!(completed.code, 2);
    assert!(completed.err.contains("write --shard K/N"), "{}", completed.err);
}

#[test]
fn a_checkpoint_of_another_spec_is_told() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR).write("reports/xor/runs/.checkpoint-0123456789abcdef", "whatever");
    let completed = folder.run(&["run", "xor.toml"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    let said = "warning: xor: 1 checkpoint of another spec, other data or another program, as \
                reports/xor/runs/.checkpoint-0123456789abcdef, cannot be continued\n  \
                = remove what you do not need any more\n";
    assert!(completed.err.contains(said), "{}", completed.err);
}
