//! What the tests of the command line share: a folder of their own, and the program run in it.
#![allow(dead_code, reason = "each test file uses its share")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A folder that is gone at the end of a test.
pub struct TestFolder(tempfile::TempDir);

impl TestFolder {
    /// An empty folder.
    pub fn new() -> TestFolder {
        TestFolder(tempfile::tempdir().expect("there is room for a temporary folder"))
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &TestFolder {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("there is room");
        fs::write(path, content).expect("there is room");
        self
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Completed {
        Completed::of(&self.command(arguments).output().expect("the program starts"))
    }

    /// Starts the program in the folder, silently.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    /// The program in the folder, started as if it were installed: without the variables of cargo.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_longhand"));
        command.args(arguments).current_dir(self.path()).env_remove("CARGO").env_remove("NO_COLOR");
        command
    }

    /// Runs a line of shell in the folder; `$0` is the program.
    pub fn shell(&self, line: &str) -> Completed {
        let arguments = ["-c", line, env!("CARGO_BIN_EXE_longhand")];
        let output = Command::new("sh").args(arguments).current_dir(self.path()).output();
        Completed::of(&output.expect("there is a shell"))
    }

    /// All files below a folder with their contents, sorted.
    pub fn files(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        collect(&self.path().join(folder), &mut found);
        found.sort();
        let base = self.path().join(folder);
        found
            .into_iter()
            .map(|path| (path.strip_prefix(&base).expect("it is below").into(), fs::read(&path).expect("it is there")))
            .collect()
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}

/// What a finished program left.
#[derive(Debug)]
pub struct Completed {
    /// The exit code.
    pub code: i32,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

impl Completed {
    fn of(output: &Output) -> Completed {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Completed { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

/// A small experiment of both engines.
pub const XOR: &str = r#"title = "XOR"
seeds = [1, 2]

[dataset]
name = "xor"

[network]
hidden = [4]
output = "sigmoid"

[training]
batch_size = "full"
epochs = 5
optimizer = { rule = "momentum", learning_rate = 0.1 }
"#;

/// So many trials as the variable says, else a few: the whole number takes minutes.
pub fn trials(variable: &str, few: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// Draws that repeat: SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
pub struct Draws(u64);

impl Draws {
    /// The draws of a seed.
    pub fn new(seed: u64) -> Draws {
        Draws(seed)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.bits() % end as u64) as usize
    }
}
