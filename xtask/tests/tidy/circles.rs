//! Modules of one parent form no circle: a part that is used by another does not use it in turn.
//!
//! Whatever lies below a module counts as the module itself. A parent and its children may use each other. Paths are
//! read from the text: those that begin with `crate`, `super` or `self`, in `use` or in place, and a name that is
//! exported again is followed to its source.

use std::collections::{BTreeMap, BTreeSet};

use super::code::code;

/// A module by its path; the root of a crate is empty.
type Module = Vec<String>;

/// The files of a crate: the module and the text of each.
pub type Files = BTreeMap<Module, String>;

/// All circles, each as `a -> b -> a`.
pub fn circles(files: &Files) -> Vec<String> {
    let edges = edges(files);
    let parents: BTreeSet<&[String]> = files.keys().filter_map(|module| module.split_last()).map(|(_, p)| p).collect();
    parents.into_iter().flat_map(|parent| among_children(parent, &edges)).collect()
}

/// The circles among the children of one module.
fn among_children(parent: &[String], edges: &BTreeSet<(Module, Module)>) -> Vec<String> {
    let child = |module: &Module| {
        (module.len() > parent.len() && module.starts_with(parent)).then(|| module[parent.len()].clone())
    };
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, to) in edges.iter().filter_map(|(from, to)| Some((child(from)?, child(to)?))) {
        if from != to {
            uses.entry(from).or_default().insert(to);
        }
    }
    let mut found: Vec<Vec<String>> = uses.keys().filter_map(|start| way_back(start, &uses)).collect();
    // A circle is found once from each of its members: the one that begins with its first name stays.
    found.retain(|circle| circle.iter().min() == circle.first());
    let prefix = parent.iter().map(|name| format!("{name}::")).collect::<String>();
    found.into_iter().map(|circle| format!("{prefix}{}", circle.join(" -> "))).collect()
}

/// The shortest way from a module over others back to itself.
fn way_back(start: &str, uses: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in uses.get(way.last()?).into_iter().flatten() {
                let extended = [way.clone(), vec![next.clone()]].concat();
                if next == start {
                    return Some(extended);
                }
                if seen.insert(next.clone()) {
                    longer.push(extended);
                }
            }
        }
        ways = longer;
    }
    None
}

/// Which module uses which.
fn edges(files: &Files) -> BTreeSet<(Module, Module)> {
    let mut edges = BTreeSet::new();
    for (module, text) in files {
        for path in paths(&code(text)) {
            if let Some(to) = resolve(module, &path, files, 0) {
                edges.insert((module.clone(), to));
            }
        }
    }
    edges
}

/// The module that a path leads to, seen from `module`.
fn resolve(module: &[String], path: &[String], files: &Files, depth: usize) -> Option<Module> {
    let (first, mut rest) = path.split_first()?;
    let mut at: Module = match first.as_str() {
        "crate" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module.split_last()?.1.to_vec(),
        child => {
            let below = [module, &[child.to_owned()]].concat();
            files.contains_key(&below).then_some(below)?
        }
    };
    while let Some((name, after)) = rest.split_first() {
        let below =
            if name == "super" { at.split_last()?.1.to_vec() } else { [&at[..], std::slice::from_ref(name)].concat() };
        if !files.contains_key(&below) {
            break;
        }
        (at, rest) = (below, after);
    }
    let exported = rest.first().filter(|_| depth < 4).and_then(|name| exported(&at, name, files));
    exported.and_then(|path| resolve(&at, &path, files, depth + 1)).or(Some(at))
}

/// The path behind a name that a module exports again.
fn exported(module: &[String], name: &str, files: &Files) -> Option<Vec<String>> {
    let code = code(files.get(module)?);
    let statements = code.split(';').filter_map(|statement| {
        let (visibility, path) = statement.rsplit_once("use ")?;
        visibility.trim_end().rsplit('\n').next()?.contains("pub").then_some(path)
    });
    statements.flat_map(|path| expand(path.trim())).find(|path| path.last().is_some_and(|last| last == name))
}

/// Every path of a file: those of `use`, and those written in place.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if !(before.is_alphanumeric() || before == '_' || before == ':') {
                found.extend(expand(&code[at..]));
            }
        }
    }
    found
}

/// `a::{b, c::d}` as a::b and a::c::d; ends with the path.
fn expand(text: &str) -> Vec<Vec<String>> {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let name: String = text.chars().take_while(|letter| word(*letter)).collect();
    let Some(rest) = text[name.len()..].strip_prefix("::") else { return vec![vec![name]] };
    let tails = match rest.strip_prefix('{') {
        None => expand(rest),
        Some(group) => members(group).into_iter().flat_map(|member| expand(member.trim())).collect(),
    };
    tails.into_iter().map(|tail| [vec![name.clone()], tail].concat()).collect()
}

/// The members of a group, whose opening brace is gone.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut start) = (0, 0);
    let mut found = Vec::new();
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_planted_circle_is_found() {
    let files = |texts: &[(&str, &str)]| -> Files {
        let module = |path: &str| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        texts.iter().map(|(path, text)| (module(path), text.to_string())).collect()
    };
    let parent = files(&[("", "mod a;\nuse a::A;"), ("a", "use crate::B; mod b;"), ("a::b", "use super::A;")]);
    assert_eq!(circles(&parent), [""; 0]);
    let siblings = files(&[("", ""), ("a", "use crate::b::{C, D};"), ("b", ""), ("b::c", "fn f() { crate::a::g() }")]);
    assert_eq!(circles(&siblings), ["a -> b -> a"]);
    let exported =
        files(&[("", "mod a; mod b;\npub use b::{B, C};"), ("a", "use crate::B;"), ("b", "use crate::a::A;")]);
    assert_eq!(circles(&exported), ["a -> b -> a"]);
    let three = files(&[("", ""), ("a", "use super::b::B;"), ("b", "use crate::c;"), ("c", "use crate::{a::A};")]);
    assert_eq!(circles(&three), ["a -> b -> c -> a"]);
    let comment = files(&[("", ""), ("a", "use crate::b;"), ("b", "// as crate::a does\n\"crate::a\"")]);
    assert_eq!(circles(&comment), [""; 0]);
}
