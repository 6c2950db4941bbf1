//! Programs that are killed at random moments, and eight at once on one folder: what is left at the end is what an
//! undisturbed program leaves, byte for byte.
//!
//! `LONGHAND_KILLS=200` kills so often; the moments follow from a seed, as far as the machine repeats.

mod common;

use std::path::PathBuf;
use std::thread;
use std::time::Instant;

use common::{Draws, TestFolder, XOR, trials};

/// Twelve short runs of both engines, and a figure.
fn sweep() -> String {
    XOR.replace("[1, 2]", "[1, 2, 3]")
        + "\n[sweep]\n\"network.hidden\" = [[2], [3], [4], [5]]\n\n[[figure]]\nkind = \"decision-regions\"\n"
}

/// One run that takes about half a second, of whose every part the state matters.
const LONG: &str = r#"title = "Spirals"
engines = ["from-scratch"]
dataset = { name = "spirals", samples = 120, test = 0.2, validation = 0.2 }
figure = [{ kind = "gradient-norms" }]

[network]
hidden = [16, 16]
dropout = 0.1
batch_norm = {}

[training]
epochs = 400
batch_size = 16
optimizer = { rule = "adam", learning_rate = 0.01 }
early_stopping = { monitor = "validation-loss", patience = 400 }
"#;

/// What everybody sees of a folder: leftovers of killed programs have hidden names.
fn visible(folder: &TestFolder, name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let hidden = |path: &PathBuf| path.iter().any(|part| part.to_string_lossy().starts_with('.'));
    folder.files(name).into_iter().filter(|(path, _)| !hidden(path)).collect()
}

/// Kills the command so often at random moments, starting anew whenever it ends; then lets it end, and compares.
fn killed(config: &str, arguments: &[&str], kills: usize, draws: &mut Draws) {
    let folder = TestFolder::new();
    folder.write("sweep.toml", config);
    let begin = Instant::now();
    assert_eq!(folder.run(&["run", "sweep.toml", "--out", "whole"]).code, 0);
    let whole = begin.elapsed();
    let mut left = kills;
    for round in 0.. {
        let out = format!("out{round}");
        let command = [&["run", "sweep.toml", "--out", &out], arguments].concat();
        let mut rounds = 0;
        while left > 0 && rounds < 6 {
            let mut child = folder.start(&command);
            thread::sleep(whole.mul_f64(1.2 * draws.unit()));
            child.kill().expect("it may have ended, which is no error");
            child.wait().expect("it was started here");
            (left, rounds) = (left - 1, rounds + 1);
        }
        let completed = folder.run(&command);
        assert_eq!(completed.code, 0, "{completed:?}");
        assert!(visible(&folder, &out) == visible(&folder, "whole"), "{out} differs from an undisturbed sweep");
        if left == 0 {
            break;
        }
    }
}

#[test]
fn a_sweep_that_is_killed_ends_with_the_same_bytes() {
    killed(&sweep(), &["--jobs", "2"], trials("LONGHAND_KILLS", 6), &mut Draws::new(1));
}

/// With a checkpoint whenever the clock is looked at.
#[test]
fn a_long_run_that_is_killed_ends_with_the_same_bytes() {
    killed(LONG, &["--checkpoint", "0"], trials("LONGHAND_KILLS", 6), &mut Draws::new(2));
}

#[test]
fn eight_programs_at_once_spoil_nothing() {
    let folder = TestFolder::new();
    folder.write("sweep.toml", sweep());
    assert_eq!(folder.run(&["run", "sweep.toml", "--out", "whole"]).code, 0);
    // All runs are one part, so that each program wants each run.
    let command = ["run", "sweep.toml", "--out", "shared", "--shard", "1/1", "--jobs", "1"];
    let children: Vec<_> = (0..8).map(|_| folder.start(&command)).collect();
    for mut child in children {
        assert!(child.wait().expect("it was started here").success());
    }
    // Of programs that write reports, one works, and the others say so.
    let command = ["run", "sweep.toml", "--out", "shared"];
    let children: Vec<_> = (0..8).map(|_| folder.start(&command)).collect();
    let codes: Vec<i32> =
        children.into_iter().map(|mut child| child.wait().expect("it runs").code().unwrap_or(-1)).collect();
    assert!(codes.contains(&0) && codes.iter().all(|code| [0, 1].contains(code)), "{codes:?}");
    assert!(visible(&folder, "shared") == visible(&folder, "whole"));
}
