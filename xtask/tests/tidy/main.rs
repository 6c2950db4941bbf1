//! The architecture and the style, as tests: which crate may use which, that modules form no circles, how long lines,
//! functions and files are, and how files open.

mod circles;
mod code;
mod lines;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Who may use whom within the workspace, and which crates from outside: the ladder of ARCHITECTURE.md.
const LADDER: &[(&str, &[&str], &[&str])] = &[
    (
        "experiment",
        &[],
        &[
            "annotate-snippets",
            "pulldown-cmark",
            "pulldown-latex",
            "schemars",
            "serde",
            "serde_json",
            "strsim",
            "strum",
            "toml",
        ],
    ),
    ("engine", &["experiment"], &["rand_core", "rand_distr", "rand_pcg"]),
    (
        "report",
        &["experiment"],
        &[
            "csv",
            "dejavu",
            "libm",
            "plotters",
            "plotters-backend",
            "pulldown-cmark",
            "pulldown-latex",
            "resvg",
            "serde_json",
            "svg2pdf",
            "usvg",
        ],
    ),
    (
        "datasets",
        &["engine", "experiment"],
        &["csv", "encoding_rs", "encoding_rs_io", "flate2", "libm", "serde", "serde_json", "sha2"],
    ),
    ("from-scratch", &["engine", "experiment"], &["libc", "libm"]),
    ("lectures", &["engine", "experiment", "from-scratch"], &[]),
    ("blackboard", &["engine", "experiment", "from-scratch"], &[]),
    ("models", &["engine", "experiment"], &["burn"]),
    (
        "runner",
        &["datasets", "engine", "experiment"],
        &["csv", "libm", "safetensors", "serde_json", "sha2", "tempfile"],
    ),
    (
        "xtask",
        &["blackboard", "datasets", "engine", "experiment", "from-scratch", "lectures", "models", "report", "runner"],
        &["base64", "clap", "ctrlc", "flate2", "indicatif", "serde_json", "tempfile"],
    ),
    (
        "live",
        &["blackboard", "datasets", "engine", "experiment", "from-scratch", "runner"],
        &["serde_json", "toml_edit"],
    ),
    ("benches", &["engine", "experiment", "from-scratch", "models"], &["criterion"]),
];

/// What tests may use besides.
const TEST_ONLY: &[&str] = &["from-scratch", "libm", "proptest", "serde_json", "tempfile"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folders of all packages, by name.
fn packages() -> BTreeMap<String, PathBuf> {
    let crates = fs::read_dir(root().join("crates")).expect("crates/ is there").flatten().map(|entry| entry.path());
    let all = crates.chain([root().join("xtask"), root().join("benches")]);
    all.map(|folder| (folder.file_name().expect("it has a name").to_string_lossy().into_owned(), folder)).collect()
}

/// The names under a heading of a manifest, of one target too; manifests here write one dependency a line.
fn dependencies(folder: &Path, heading: &str) -> BTreeSet<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("every package has a manifest");
    let of_a_target = format!(".{}", heading.trim_start_matches('['));
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            inside = line == heading || (line.starts_with("[target.") && line.ends_with(&of_a_target));
        } else if inside {
            names.extend(line.split(['.', ' ', '=']).next().map(str::to_owned));
        }
    }
    names
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|known| known == ending) {
            found.push(path);
        }
    }
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    ["crates", "xtask", "benches"].iter().for_each(|folder| files(&root().join(folder), "rs", &mut found));
    found
}

#[test]
fn every_package_stands_on_the_ladder() {
    let known: BTreeSet<&str> = LADDER.iter().map(|(name, _, _)| *name).collect();
    let packages = packages();
    let there: BTreeSet<&str> = packages.keys().map(String::as_str).collect();
    assert_eq!(there, known);
}

#[test]
fn no_edge_leaves_the_ladder() {
    let packages = packages();
    for (name, ours, outside) in LADDER {
        let allowed: BTreeSet<String> = ours.iter().chain(*outside).map(|name| name.to_string()).collect();
        let used = dependencies(&packages[*name], "[dependencies]");
        let wrong: Vec<_> = used.difference(&allowed).collect();
        assert!(wrong.is_empty(), "{name} may not use {wrong:?}: see the ladder in ARCHITECTURE.md");
        let tests = dependencies(&packages[*name], "[dev-dependencies]");
        let wrong: Vec<_> =
            tests.iter().filter(|used| !allowed.contains(*used) && !TEST_ONLY.contains(&used.as_str())).collect();
        assert!(wrong.is_empty(), "the tests of {name} may not use {wrong:?}");
    }
}

#[test]
fn every_edge_of_the_ladder_is_used() {
    let packages = packages();
    for (name, ours, outside) in LADDER {
        let used = dependencies(&packages[*name], "[dependencies]");
        let idle: Vec<_> = ours.iter().chain(*outside).filter(|allowed| !used.contains(**allowed)).collect();
        assert!(idle.is_empty(), "{name} does not use {idle:?}: take it off the ladder");
    }
}

#[test]
fn lines_functions_and_files_are_short() {
    let mut found = Vec::new();
    for (name, folder) in packages() {
        let mut paths = Vec::new();
        files(&folder, "rs", &mut paths);
        for path in paths {
            let text = fs::read_to_string(&path).expect("sources are text");
            let tests = path.starts_with(folder.join("tests"));
            let functions = if tests { Vec::new() } else { lines::long_functions(&text) };
            let complaints = lines::complaints(&text).into_iter().chain(functions);
            found.extend(complaints.map(|complaint| format!("{name}: {}: {complaint}", path.display())));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn lines_of_styles_and_scripts_are_short() {
    let mut paths = Vec::new();
    ["css", "js", "mjs"].iter().for_each(|ending| files(&root().join("crates"), ending, &mut paths));
    assert!(paths.len() > 50, "{} styles and scripts", paths.len());
    let complaints = |path: &PathBuf| -> Vec<String> {
        let text = fs::read_to_string(path).expect("sources are text");
        lines::long_lines(&text).into_iter().map(|complaint| format!("{}: {complaint}", path.display())).collect()
    };
    let found: Vec<String> = paths.iter().flat_map(complaints).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn modules_form_no_circles() {
    let mut found = Vec::new();
    for (name, folder) in packages() {
        found.extend(
            circles::circles(&modules(&folder.join("src"))).into_iter().map(|circle| format!("{name}: {circle}")),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The modules of a crate by their paths, with the texts of their files.
fn modules(source: &Path) -> circles::Files {
    let mut found = Vec::new();
    files(source, "rs", &mut found);
    let module = |path: &Path| -> Vec<String> {
        let below = path.strip_prefix(source).expect("it is below").with_extension("");
        let names = below.iter().map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| !["lib", "main", "mod"].contains(&name.as_str())).collect()
    };
    found.iter().map(|path| (module(path), fs::read_to_string(path).expect("sources are text"))).collect()
}

#[test]
fn printing_is_done_by_the_command_line_alone() {
    for path in sources().iter().filter(|path| {
        path.starts_with(root().join("crates")) && path.components().any(|part| part.as_os_str() == "src")
    }) {
        let text = fs::read_to_string(path).expect("sources are text");
        for word in ["println!", "eprintln!", "print!(", "dbg!"] {
            assert!(
                !text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word)),
                "{} prints",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_is_left_undone() {
    let marks = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("#[ig", "nore"),
        concat!("#[should_", "panic"),
        concat!("FIX", "ME"),
    ];
    for path in sources() {
        let text = fs::read_to_string(&path).expect("sources are text");
        for mark in marks {
            assert!(!text.contains(mark), "{} has {mark}", path.display());
        }
    }
}
