//! Data for scripts: from a folder a page can load scripts alone, so a list is a script that gives it a name.

use serde_json::Value;

/// A script with the elements of a list, one a line.
pub fn script(name: &str, elements: impl Iterator<Item = Value>) -> String {
    let lines: Vec<String> = elements.map(|element| element.to_string()).collect();
    format!("\"use strict\";\nconst {name} = [\n{}\n];\n", lines.join(",\n"))
}
