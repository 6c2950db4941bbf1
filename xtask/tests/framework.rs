//! reports/framework.md names what burn computes wrongly, and clears what it computes right.

mod common;

use common::TestFolder;

/// The cells of the row of an operation on a device, under a heading.
fn row<'a>(page: &'a str, heading: &str, operation: &str, device: &str) -> Vec<&'a str> {
    let section = page.split("\n## ").find(|section| section.starts_with(heading));
    let lines = section.unwrap_or_else(|| panic!("no section {heading}")).lines();
    let mut rows = lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let found = rows.find(|cells| cells.len() > 3 && cells[0] == format!("`{operation}`") && cells[2] == device);
    found.unwrap_or_else(|| panic!("no {operation} on {device} under {heading}"))
}

const VALUE: usize = 3;
const GRADIENT: usize = 4;
const VERDICT: usize = 7;

fn page(folder: &TestFolder, out: &str) -> String {
    let completed = folder.run(&["framework", "--out", out]);
    assert_eq!(
        (completed.code, completed.out.as_str()),
        (0, format!("{out}/framework.md\n").as_str()),
        "{completed:?}"
    );
    std::fs::read_to_string(folder.path().join(out).join("framework.md")).expect("it was written")
}

#[test]
fn the_page_judges_the_framework() {
    let folder = TestFolder::new();
    let page = page(&folder, "one");
    for device in ["flex", "ndarray"] {
        assert_eq!(row(&page, "Every operation", "Tensor::matmul", device)[VERDICT], "exact");
    }
    // The slopes of x·½(1 + erf(x/√2)) and of its form by tanh differ by up to 9e-4, where slopes reach 1.13; the
    // random upstream gradient shifts the ratio by a small factor.
    let gelu = row(&page, "Not exact", "activation::gelu", "ndarray");
    assert_eq!(gelu[VERDICT], "**wrong**");
    assert_eq!(gelu[VERDICT + 1], "`exact::gelu`");
    let error = |cell: usize| gelu[cell].parse::<f64>().expect("a number");
    assert!(error(VALUE) < 1e-14 && (1e-4..1e-2).contains(&error(GRADIENT)), "{gelu:?}");
    assert_eq!(row(&page, "Every operation", "activation::gelu", "flex")[VERDICT], "exact");
    assert!(page.contains("`activation::gelu` on ndarray"), "the summary names it");
    // α/1 instead of α/2: the targets 0.9y + 0.1 are off by 0.05.
    let smoothed = row(&page, "Not exact", "nn::loss::BinaryCrossEntropyLoss, smoothing", "flex");
    assert_eq!(smoothed[VERDICT], "**wrong**");
    let sigmoid = row(&page, "Not exact", "activation::sigmoid", "ndarray");
    assert_eq!(sigmoid[VERDICT], "single precision, **wrong** far out");
}

/// Every replacement is exact near and far on both devices, and replaces what is not or lacks something.
#[test]
fn what_is_used_instead_is_exact() {
    let folder = TestFolder::new();
    let page = page(&folder, "one");
    let section = page.split("\n## ").find(|section| section.starts_with("Used instead")).expect("it is there");
    let rows: Vec<&str> = section.lines().filter(|line| line.starts_with("| `")).collect();
    assert!(rows.len() >= 20, "{section}");
    for line in rows {
        let verdict = line.trim_matches('|').split('|').nth(VERDICT).map(str::trim);
        assert_eq!(verdict, Some("exact"), "{line}");
    }
}

#[test]
fn the_page_is_the_same_each_time() {
    let folder = TestFolder::new();
    assert_eq!(page(&folder, "one"), page(&folder, "two"));
}

#[test]
fn the_page_names_the_version_that_is_used() {
    let lock = include_str!("../../Cargo.lock");
    let version = lock.split("name = \"burn\"\nversion = \"").nth(1).and_then(|rest| rest.split('"').next());
    let folder = TestFolder::new();
    assert!(page(&folder, "one").contains(&format!("burn {} ", version.expect("burn is locked"))));
}
