//! What Longhand replaces and what it leaves alone: reports of other configs, files of other programs, names that are
//! no names, and output that is lost.

mod common;

use std::fs;
use std::time::{Duration, Instant};

use common::{TestFolder, XOR};

#[test]
fn a_config_whose_name_is_no_folder_is_refused_before_training() {
    for (name, why) in [
        ("...toml", "\"..\" is not a name for a folder"),
        ("..toml", "\".\" is not a name for a folder"),
        ("readme.MD.toml", "readme.MD is a file beside the reports"),
        ("a\u{1b}b.toml", "\"a\\u{1b}b\" holds a control character"),
    ] {
        let folder = TestFolder::new();
        let completed = folder.write(&format!("configs/{name}"), XOR).run(&["run", &format!("configs/{name}")]);
        assert_eq!(completed.code, 3, "{completed:?}");
        assert!(
            completed.err.contains(&format!("cannot name a report: {why}\n  = rename the config")),
            "{completed:?}"
        );
        assert!(!completed.err.contains('\u{1b}'), "{completed:?}");
        assert_eq!(folder.files(".").len(), 1, "nothing is written");
    }
}

#[test]
fn a_report_of_another_config_is_replaced_only_when_asked() {
    let folder = TestFolder::new();
    folder.write("a/xor.toml", XOR).write("b/xor.toml", XOR);
    let completed = folder.run(&["run", "a/xor.toml", "b/xor.toml"]);
    assert_eq!(completed.code, 3);
    assert!(completed.err.contains("would both write the report \"xor\""), "{}", completed.err);
    assert!(folder.files("reports").is_empty());
    assert_eq!(folder.run(&["run", "a/xor.toml"]).code, 0);
    let first = folder.files("reports");
    for command in ["run", "report"] {
        let completed = folder.run(&[command, "b/xor.toml"]);
        assert_eq!(completed.code, 3, "{completed:?}");
        let message = "error: reports/xor/report.md is the report of a/xor.toml, and b/xor.toml would replace it\n";
        assert!(completed.err.starts_with(message) && completed.err.contains("--replace"), "{}", completed.err);
        assert!(folder.files("reports") == first);
    }
    // The same config by another path, and the config after an edit, are the same config.
    assert_eq!(folder.run(&["run", "./a/../a/xor.toml"]).code, 0);
    folder.write("a/xor.toml", XOR.replace("XOR", "Edited"));
    assert_eq!(folder.run(&["run", "./a/xor.toml"]).code, 0);
    assert_eq!(folder.run(&["run", "b/xor.toml", "--replace"]).code, 0);
}

/// A report names its config as it was written where the program ran; from another folder it is the same file.
#[cfg(unix)]
#[test]
fn a_config_is_the_same_from_another_folder() {
    let folder = TestFolder::new();
    folder.write("a/xor.toml", XOR).write("b/xor.toml", XOR.replace("XOR", "Another"));
    let code = |line: &str| folder.shell(line).code;
    assert_eq!(code("\"$0\" run a/xor.toml --out o"), 0);
    assert_eq!(code("cd a && \"$0\" run xor.toml --out ../o"), 0);
    // The report now names xor.toml alone; which one that is, its text says.
    assert_eq!(code("\"$0\" run b/xor.toml --out o"), 3);
    assert_eq!(code("\"$0\" run a/xor.toml --out o"), 0);
}

/// Two people with configs of one name in folders of their own, and one folder for the reports: what a report says of
/// its config is the same for both.
#[cfg(unix)]
#[test]
fn a_config_of_the_same_name_in_another_folder_is_another() {
    let folder = TestFolder::new();
    let edited = |title: &str| XOR.replace("XOR", title);
    for (person, title) in [("ada", "Ada's"), ("ben", "Ben's")] {
        folder.write(&format!("{person}/configs/xor.toml"), edited(title)).write(&format!("{person}/xor.toml"), XOR);
    }
    for config in ["configs/xor.toml", "xor.toml"] {
        let out = if config == "xor.toml" { "bare" } else { "below" };
        let run = |person: &str| folder.shell(&format!("cd {person} && \"$0\" run {config} --out ../{out}"));
        assert_eq!(run("ada").code, 0);
        let first = folder.files(out);
        let refused = run("ben");
        assert_eq!(refused.code, 3, "{refused:?}");
        let whose = format!("is the report of {}/ada/{config}, and {config} would", folder.path().display());
        assert!(refused.err.contains(&whose), "{refused:?}");
        assert!(folder.files(out) == first, "nothing is trained");
        folder.write(&format!("ada/{config}"), edited("An edit"));
        assert_eq!(run("ada").code, 0, "an edit of one's own config");
        // A config that is gone cannot lose its report.
        fs::remove_file(folder.path().join("ada").join(config)).expect("it is there");
        assert_eq!(run("ben").code, 0);
        folder.write(&format!("ada/{config}"), XOR);
        assert_eq!(run("ada").code, 3);
        let replaced = folder.shell(&format!("cd ada && \"$0\" run {config} --out ../{out} --replace"));
        assert_eq!((replaced.code, run("ben").code), (0, 3), "{replaced:?}");
    }
}

/// A page made with `--set` takes the place of the config's own; the terminal says so, and how that comes back.
#[test]
fn a_report_with_other_settings_says_what_it_replaces() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR);
    let plain = folder.run(&["run", "xor.toml"]);
    let changed = ["run", "xor.toml", "--set", "training.epochs=2"];
    let (first, again) = (folder.run(&changed), folder.run(&changed));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let replaces = "It replaces the report of xor.toml: longhand run xor.toml writes that again, --out DIR keeps both.";
    assert!(words(&first.out).contains(replaces), "{first:?}");
    assert!(!plain.out.contains("replaces") && !again.out.contains("replaces"), "{plain:?} {again:?}");
    assert!(!folder.run(&["run", "xor.toml"]).out.contains("replaces"), "it is the config's own page again");
}

#[test]
fn a_report_holds_no_path_of_this_machine() {
    let folder = TestFolder::new();
    folder.write("a/xor.toml", XOR);
    let config = folder.path().join("a/xor.toml").display().to_string();
    assert_eq!(folder.run(&["run", &config]).code, 0);
    let first = folder.files("reports");
    for (path, content) in &first {
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains(&*folder.path().to_string_lossy()), "{}", path.display());
    }
    // The report is the same as the one of the relative path, byte for byte.
    assert_eq!(folder.run(&["run", "a/xor.toml"]).code, 0);
    assert!(folder.files("reports") == first);
}

#[test]
fn a_page_and_figures_of_somebody_else_stay() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR).write("reports/xor/report.md", "# My thesis\n");
    let completed = folder.run(&["run", "xor.toml"]);
    assert_eq!(completed.code, 2, "{completed:?}");
    assert!(completed.err.contains("reports/xor/report.md was not written by Longhand"), "{}", completed.err);
    assert_eq!(folder.files("reports").len(), 1, "nothing is trained");
    folder.write("mine/xor/figures/curves.svg", "a drawing of mine");
    let completed = folder.run(&["run", "xor.toml", "--out", "mine"]);
    assert_eq!(completed.code, 1, "{completed:?}");
    assert!(completed.err.contains("curves.svg was not written by Longhand"), "{}", completed.err);
    let there = folder.files("mine/xor/figures");
    assert_eq!(there.len(), 1);
    assert_eq!(there[0].1, b"a drawing of mine");
    folder.write("gradients/xor/gradients.csv", "mine\n");
    assert_eq!(folder.run(&["check", "xor.toml", "--out", "gradients"]).code, 2);
    folder.write("frame/framework.md", "mine\n");
    assert_eq!(folder.run(&["framework", "--out", "frame"]).code, 2);
}

/// Everything that is written to `/dev/full` is lost; a closed pipe is nobody's loss.
#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_is_told() {
    let folder = TestFolder::new();
    for command in ["schema > /dev/full", "--version > /dev/null && \"$0\" schema > /dev/full"] {
        let completed = folder.shell(&format!("\"$0\" {command}"));
        assert_eq!(completed.code, 1, "{completed:?}");
        assert!(completed.err.contains("error: cannot write the output: No space left on device"), "{completed:?}");
    }
    let completed = folder.shell("{ \"$0\" schema; echo $? > code; } | true; sleep 0.2; exit $(cat code)");
    assert_eq!((completed.code, completed.err.as_str()), (0, ""));
}

#[test]
fn a_title_with_control_characters_moves_no_cursor() {
    let folder = TestFolder::new();
    folder.write("xor.toml", XOR.replace("\"XOR\"", "\"a\\u001b[2Jb\\u0000c\""));
    let completed = folder.run(&["list", "xor.toml"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    assert!(completed.out.contains("a\u{fffd}[2Jb\u{fffd}c"), "{completed:?}");
}

/// One batch of this run takes many seconds.
#[cfg(unix)]
#[test]
fn an_interrupt_is_answered_within_a_second_and_loses_nothing() {
    let folder = TestFolder::new();
    let config = "title = \"Long\"\n[dataset]\nname = \"circles\"\nsamples = 200000\n[network]\n\
                  hidden = [400, 400]\n[training]\nbatch_size = \"full\"\nepochs = 3\n";
    folder.write("long.toml", config);
    for signal in ["INT", "TERM"] {
        let mut child = folder.start(&["run", "long.toml", "--jobs", "1"]);
        // The handler is there once the run has begun, which its unfinished neighbor cannot show: time must.
        std::thread::sleep(Duration::from_secs(3));
        let asked = Instant::now();
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-s", signal, &id]).status().is_ok_and(|s| s.success()));
        let code = child.wait().expect("it is ours").code();
        assert_eq!(code, Some(130), "{signal}");
        assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
    }
}
