//! The website of the committed reports, and what `site` does to a folder: links, policy, sizes, files of others.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::{Completed, TestFolder};

/// The most bytes of a page, its figures and the search left out.
const LARGEST: usize = 300_000;

fn reports() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports").display().to_string()
}

fn site(folder: &TestFolder, reports: &str) -> Completed {
    folder.run(&["site", "--out", "site", "--no-playground", "--reports", reports])
}

/// The values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where a relative address leads from a page.
fn target(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop().unwrap_or_else(|| panic!("{address} leaves the site from {page}"))),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn the_site_of_the_committed_reports_is_whole() {
    let folder = TestFolder::new();
    let completed = site(&folder, &reports());
    assert_eq!((completed.code, completed.out.as_str()), (0, "site/index.html\n"), "{completed:?}");
    let files: BTreeMap<String, Vec<u8>> =
        folder.files("site").into_iter().map(|(path, content)| (path.display().to_string(), content)).collect();
    let pages: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, content)| (path.as_str(), std::str::from_utf8(content).expect("pages are text")))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(path, page)| (*path, values(page, "id").into_iter().collect())).collect();
    for (path, page) in &pages {
        assert!(page.len() < LARGEST, "{path} has {} bytes", page.len());
        assert!(page.contains("content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"));
        for inline in [" style=\"", "<style", "<script>", "<iframe", "<object", "javascript:", " onclick", "src=\"http"]
        {
            assert!(!page.contains(inline), "{inline} is in {path}");
        }
        assert_eq!(values(page, "id").len(), ids[path].len(), "ids of {path} are unique");
        for address in values(page, "href").into_iter().chain(values(page, "src")) {
            let (file, place) = address.split_once('#').unwrap_or((address, ""));
            let file = if file.is_empty() { (*path).to_owned() } else { target(path, file) };
            assert!(files.contains_key(&file), "{address} of {path} leads to {file}, which is not there");
            assert!(place.is_empty() || ids[file.as_str()].contains(place), "{address} of {path} has no such place");
        }
    }
    all_reports_are_there(&files, &pages);
}

/// A drawing of the site without the style that gives it other colors in the dark; any other text as it is.
fn without_dark_colors(text: &str) -> String {
    match text.split_once("<style>").zip(text.split_once("</style>\n")) {
        Some(((before, _), (_, after))) if text.starts_with("<svg") => format!("{before}\n{after}"),
        _ => text.to_owned(),
    }
}

/// Every report, and everything beside it, with links from its page.
fn all_reports_are_there(files: &BTreeMap<String, Vec<u8>>, pages: &BTreeMap<&str, &str>) {
    let folders = fs::read_dir(reports()).expect("they are there").flatten();
    let names = folders.filter(|entry| entry.path().join("report.md").is_file());
    let names: Vec<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.len() > 80);
    for name in names {
        let page = pages[format!("{name}/report.html").as_str()];
        assert!(pages["index.html"].contains(&format!("href=\"{name}/report.html\"")), "{name} is on the start page");
        let below = Path::new(&reports()).join(&name);
        for figure in fs::read_dir(below.join("figures")).into_iter().flatten().flatten() {
            let file = format!("figures/{}", figure.file_name().to_string_lossy());
            assert!(page.contains(&format!("href=\"{file}\"")), "{file} is on the page of {name}");
            let there = String::from_utf8_lossy(&files[&format!("{name}/{file}")]).into_owned();
            let figure = fs::read_to_string(figure.path()).expect("it is there");
            assert!(without_dark_colors(&there) == figure, "{name}/{file} is the figure");
        }
        let config = fs::read(Path::new(&reports()).join(format!("../configs/{name}.toml")));
        assert!(config.is_ok() && files.contains_key(&format!("{name}/{name}.toml")), "{name} has its config");
        assert!(page.contains("Results as CSV") && page.contains(">Config</a>"), "{name} can be taken along");
    }
}

const REPORT: &str = "# XOR\n\n> Why?\n\n<details>\n<summary>Run it again</summary>\n\n```sh\n\
                      longhand run configs/xor.toml\n```\n\n</details>\n";

#[test]
fn a_page_that_is_no_more_goes_and_files_of_others_stay() {
    let folder = TestFolder::new();
    folder.write("reports/a/report.md", REPORT).write("reports/b/report.md", REPORT);
    folder.write("site/notes.txt", "mine\n").write("site/b/mine.txt", "mine\n");
    assert_eq!(site(&folder, "reports").code, 0);
    assert!(folder.path().join("site/b/report.html").exists());
    fs::remove_dir_all(folder.path().join("reports/b")).expect("it is there");
    folder.write("outside.txt", "mine\n").write("absolute.txt", "mine\n");
    let absolute = folder.path().join("absolute.txt").display().to_string();
    let list = fs::read_to_string(folder.path().join("site/files.txt")).expect("it is there");
    folder.write("site/files.txt", list + "../outside.txt\n" + &absolute + "\n");
    assert_eq!(site(&folder, "reports").code, 0);
    let there = folder.files("site").into_iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>();
    assert!(!there.iter().any(|path| path == "b/report.html"), "{there:?}");
    assert!(["notes.txt", "b/mine.txt", "a/report.html"].iter().all(|file| there.iter().any(|path| path == file)));
    assert!(["outside.txt", "absolute.txt"].iter().all(|file| folder.path().join(file).exists()));
    let before = folder.files("site");
    assert_eq!(site(&folder, "reports").code, 0);
    assert!(folder.files("site") == before, "the same reports give the same bytes");
}

#[test]
fn nothing_is_written_where_a_file_of_somebody_else_would_be_replaced() {
    for (file, code) in [("index.html", 2), ("a/report.html", 2), ("files.txt", 2)] {
        let folder = TestFolder::new();
        folder.write("reports/a/report.md", REPORT).write(&format!("site/{file}"), "mine\n");
        let completed = site(&folder, "reports");
        assert_eq!(completed.code, code, "{completed:?}");
        let why = format!("error: site/{file} was not written by ");
        assert!(completed.err.starts_with(&why), "{completed:?}");
        assert_eq!(folder.files("site").len(), 1);
    }
}

#[test]
fn what_is_missing_is_told() {
    let folder = TestFolder::new();
    let completed = site(&folder, "reports");
    assert_eq!(completed.code, 1, "{completed:?}");
    fs::create_dir(folder.path().join("reports")).expect("there is room");
    let completed = site(&folder, "reports");
    assert_eq!(completed.code, 2, "{completed:?}");
    assert!(completed.err.contains("error: there is no report in reports\n  = longhand run CONFIG makes one"));
    folder.write("reports/a/report.md", REPORT).write("configs/xor.toml", common::XOR);
    let completed = folder.run(&["site", "--out", "site"]);
    assert_eq!(completed.code, 0, "{completed:?}");
    let expected = "warning: 1 config without a report in reports: xor\n  = longhand run configs/NAME.toml makes it\n\
                    warning: the site has no playground: it is built from the sources, and this is not a checkout of \
                    them\n  = run it in the folder of a checkout\n";
    assert_eq!(completed.err, expected);
    assert!(!folder.path().join("site/playground").exists());
}
