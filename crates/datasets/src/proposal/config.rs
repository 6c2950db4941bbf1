//! The text of the config: every key with its value, and a comment where it was guessed.

use experiment::spec::Decimal;
use experiment::words::count;

use super::profile::Profile;
use super::roles::Roles;

/// With fewer rows than this nothing is held out to stop early: the part would be too small to say anything.
const FEW: usize = 60;
/// With more rows than this one engine trains: the comparison of two would take long.
const MANY: usize = 10_000;

/// The config for a table at `path`.
pub fn text(path: &str, decimal: Decimal, roles: &Roles) -> String {
    [top(path, roles), dataset(path, decimal, roles), network(roles), training(roles), figures(roles)].join("\n")
}

fn top(path: &str, roles: &Roles) -> String {
    let columns = roles.numeric.len() + roles.categorical.len();
    let engines = match roles.rows > MANY {
        true => {
            "engines = [\"from-scratch\"]  # add \"burn\" to compare every epoch with it, in three times the time\n"
        }
        false => "",
    };
    format!(
        "# Written from {} rows of {path}. Change what you like; `longhand run` says what is wrong.\n\
         title = {}\nquestion = {}\nseeds = [1, 2, 3]  # each seed draws its own split and its own network\n{engines}",
        roles.rows,
        quoted(&format!("{} from {columns} columns", roles.target.name)),
        quoted(&format!("How well can a small network predict {}?", roles.target.name)),
    )
}

fn dataset(path: &str, decimal: Decimal, roles: &Roles) -> String {
    let mut lines = vec![
        "[dataset]".to_owned(),
        "name = \"csv\"".to_owned(),
        format!("path = {}  # relative to this file", quoted(path)),
        format!("target = {}  # {}", quoted(&roles.target.name), roles.reason),
        task(roles),
    ];
    match decimal {
        Decimal::Point => {}
        Decimal::Comma => lines.push("decimal = \",\"  # more columns are numbers than with a point".to_owned()),
    }
    if !roles.categorical.is_empty() {
        lines.push(format!("categorical = [{}]  # columns of words", names(&roles.categorical)));
    }
    if !roles.ignored.is_empty() {
        lines.push("ignore = [".to_owned());
        lines.extend(roles.ignored.iter().map(|(name, reason)| format!("    {},  # {reason}", quoted(name))));
        lines.push("]".to_owned());
    }
    lines.extend(missing(roles));
    match roles.rows < FEW {
        true => lines.push("test = 0.25  # the share of the rows that judges".to_owned()),
        false => lines.extend([
            "test = 0.2        # the share of the rows that judges".to_owned(),
            "validation = 0.2  # the share that says when to stop".to_owned(),
        ]),
    }
    lines.push("scale = \"standard\"  # columns to mean 0 and variance 1, by the training rows".to_owned());
    if !roles.classes {
        lines.push("target_scale = \"standard\"  # metrics stay in the unit of the target".to_owned());
    }
    lines.join("\n") + "\n"
}

fn task(roles: &Roles) -> String {
    let values = roles.target.values.len();
    match (roles.classes, roles.target.is_numeric()) {
        (true, true) => format!(
            "task = \"classification\"  # {values} different integers; as numbers: task = \"regression\", \
             output = \"identity\", loss = \"mean-squared-error\""
        ),
        (true, false) => format!("task = \"classification\"  # {values} different words"),
        (false, _) => "task = \"regression\"  # a number".to_owned(),
    }
}

/// Missing inputs are filled; a row without its target cannot be used.
fn missing(roles: &Roles) -> Option<String> {
    let inputs: usize = roles.numeric.iter().chain(&roles.categorical).map(|column| column.missing).sum();
    let target = format!("{} = \"drop\"", quoted(&roles.target.name));
    match (inputs, roles.target.missing) {
        (0, 0) => None,
        (cells, 0) => Some(format!("missing = \"indicator\"  # {} missing: {FILLED}", count(cells, "cell"))),
        (0, rows) => Some(format!("missing = {{ {target} }}  # {} without a target", count(rows, "row"))),
        (cells, rows) => Some(format!(
            "missing = {{ \"*\" = \"indicator\", {target} }}  # {} missing: {FILLED}; {} without a target",
            count(cells, "cell"),
            count(rows, "row"),
        )),
    }
}

const FILLED: &str = "the mean, and a column that says where";

fn network(roles: &Roles) -> String {
    let hidden = if roles.rows < 500 { "[16]" } else { "[32, 16]" };
    let output = match (roles.classes, roles.target.values.len()) {
        (true, 2) => "output = \"sigmoid\"  # the probability of the second of two classes",
        (true, _) => "output = \"softmax\"  # a probability for each class",
        (false, _) => "output = \"identity\"",
    };
    format!("[network]\nhidden = {hidden}\nactivation = \"tanh\"\n{output}\n")
}

fn training(roles: &Roles) -> String {
    let loss = match (roles.classes, roles.target.values.len()) {
        (true, 2) => "binary-cross-entropy",
        (true, _) => "cross-entropy",
        (false, _) => "mean-squared-error",
    };
    let (epochs, stopping) = match roles.rows {
        0..FEW => (100, ""),
        FEW..2000 => (300, "early_stopping = { monitor = \"validation-loss\", patience = 30 }\n"),
        _ => (100, "early_stopping = { monitor = \"validation-loss\", patience = 10 }\n"),
    };
    let batch = if roles.rows < 2000 { 32 } else { 128 };
    format!(
        "[training]\nloss = \"{loss}\"\nbatch_size = {batch}\nepochs = {epochs}\n\
         optimizer = {{ rule = \"adam\", learning_rate = 0.005 }}\npenalty = {{ l2 = 1e-3 }}\n{stopping}"
    )
}

fn figures(roles: &Roles) -> String {
    let kind = if roles.classes { "confusion-matrix" } else { "predictions" };
    format!("[[figure]]\nkind = \"{kind}\"\n")
}

fn names(columns: &[Profile]) -> String {
    columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        control if control.is_control() => format!("\\u{:04X}", control as u32),
        other => other.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}
