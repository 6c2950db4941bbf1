//! The text of the config: every key with its value, and a comment where it was guessed.

use experiment::spec::{CharacterEncoding, ColumnKind};
use experiment::words::{count, is_unseen};

use super::layout::FileLayout;
use super::profile::Profile;
use super::roles::Roles;
use crate::csv::remedy::keys_of;
use crate::csv::remedy::toml::{kinds, number_separator_keys, quoted, strings};

/// With fewer rows than this nothing is held out to stop early: the part would be too small to say anything.
const FEW: usize = 60;
/// From this percentage of one class on, accuracy says little about the others.
const SKEWED: usize = 80;
/// So many rows of a class are enough for every part to have some.
const RARE: usize = 15;
/// With more rows than this one engine trains: the comparison of two would take long.
const MANY: usize = 10_000;

/// The config for a table at `path`.
pub fn text(path: &str, layout: &FileLayout, roles: &Roles) -> String {
    let parts = [top(path, roles), dataset(path, layout, roles), network(roles), training(roles)];
    parts.into_iter().chain(judge(roles)).chain([figures(roles)]).collect::<Vec<_>>().join("\n")
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
        "# Written from {} rows of {}. Change what you like; `longhand run` says what is wrong.\n\
         title = {}\nquestion = {}\nseeds = [1, 2, 3]  # each seed draws its own split and its own network\n{engines}",
        roles.rows,
        // A file may have a name of two lines, and a comment has one.
        path.replace(is_unseen, "\u{fffd}"),
        quoted(&format!("{} from {}", roles.target.name, count(columns, "column"))),
        quoted(&format!("How well can a small network predict {}?", roles.target.name)),
    )
}

fn dataset(path: &str, layout: &FileLayout, roles: &Roles) -> String {
    let mut lines = vec![
        "[dataset]".to_owned(),
        "name = \"csv\"".to_owned(),
        format!("path = {}  # relative to this file", quoted(path)),
    ];
    lines.extend(written(layout));
    lines.push(format!("target = {}  # {}", quoted(&roles.target.name), roles.reason));
    lines.push(task(roles));
    lines.extend(forms(roles));
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
    if roles.classes && roles.target.values.values().any(|count| *count == 1) {
        lines.push("stratify = false  # a class has a single row, which cannot be in every part".to_owned());
    }
    lines.push("scale = \"standard\"  # columns to mean 0 and variance 1, by the training rows".to_owned());
    if !roles.classes {
        lines.push("target_scale = \"standard\"  # metrics stay in the unit of the target".to_owned());
    }
    lines.join("\n") + "\n"
}

/// How the file is written, where that is not the usual way.
fn written(layout: &FileLayout) -> Vec<String> {
    let mut lines = Vec::new();
    if layout.encoding == Some(CharacterEncoding::Windows1252) {
        lines.push("encoding = \"windows-1252\"  # it is not UTF-8, but what older programs write".to_owned());
    }
    lines.extend(layout.comment.map(|sign| format!("comment = \"{sign}\"  # lines that begin so are no rows")));
    if layout.titles > 0 {
        lines.push(format!("# {} above the names: a title, which is passed over", count(layout.titles, "line")));
    }
    if let Some(names) = &layout.header {
        lines.push(format!(
            "header = {}  # the file does not name its columns, or names two alike",
            strings(names.iter())
        ));
    }
    lines.extend(
        number_separator_keys(layout.signs()).into_iter().map(|key| format!("{key}  # more columns are numbers so")),
    );
    lines.extend(layout.doubt.iter().map(|(meanings, other)| format!("# {meanings}: {}", keys_of(*other))));
    if let Some([words, non_numeric]) = &layout.missing_words {
        let non_numeric: Vec<String> = non_numeric.iter().map(|word| quoted(word)).collect();
        let means = if non_numeric.len() == 1 { "says" } else { "say" };
        lines.push(format!(
            "missing_words = {}  # {} among numbers {means} that nothing is known",
            strings(words.iter()),
            non_numeric.join(", ")
        ));
    }
    lines
}

/// Columns of numbers in another form.
fn forms(roles: &Roles) -> Option<String> {
    let columns = roles.numeric.iter().chain([&roles.target]);
    let forms: Vec<(&String, ColumnKind)> = columns.filter_map(|column| Some((&column.name, column.kind()?))).collect();
    let line = kinds(forms.iter().map(|(name, kind)| (*name, kind)));
    (!forms.is_empty()).then(|| format!("{line}  # numbers in another form"))
}

/// Where one class is nearly all rows, accuracy is no judge.
fn judge(roles: &Roles) -> Option<String> {
    let counts = || roles.target.values.values().copied();
    let (most, least) = (counts().max()?, counts().min()?);
    let share = 100 * most / roles.target.known().max(1);
    let skewed = roles.classes && share >= SKEWED && least >= RARE;
    skewed.then(|| {
        format!("[judge]\nmetric = \"test-auc\"  # {share} % of the rows are of one class, so accuracy says little\n")
    })
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
    let kinds: &[&str] = match (roles.classes, roles.target.values.len()) {
        (true, 2) => &["confusion-matrix", "roc-curve", "permutation-importance"],
        (true, _) => &["confusion-matrix", "permutation-importance"],
        (false, _) => &["predictions", "permutation-importance"],
    };
    kinds.iter().map(|kind| format!("[[figure]]\nkind = \"{kind}\"\n")).collect::<Vec<_>>().join("\n")
}

fn names(columns: &[Profile]) -> String {
    columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}
