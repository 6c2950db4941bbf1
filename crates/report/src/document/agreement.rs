//! Do the engines agree? The verdict, and the largest error of each comparison with its bound and where it occurred.

use experiment::bounds::Bounds;
use experiment::record::{Agreement, CertificateSummary, Record};
use experiment::spec::EngineName;

use crate::arms::arms;
use crate::markdown::{code, escaped};
use crate::tables::{Align, MarkdownTable};
use crate::words::{bound, count, magnitude};

/// One comparison in one epoch of a run.
struct Compared<'a> {
    label: &'a str,
    record: &'a Record,
    row: &'a Agreement,
}

/// A kind of comparison: its name, its error, its bound.
type Kind = (&'static str, fn(&Agreement) -> f64, fn(&Bounds) -> f64);

const KINDS: [Kind; 3] = [
    ("outputs", |row| row.outputs, |bounds| bounds.outputs),
    ("gradients", |row| row.gradients, |bounds| bounds.gradients),
    ("one step", |row| row.step, |bounds| bounds.step),
];

/// The section in Markdown.
pub fn section(records: &[Record]) -> String {
    let arms = arms(records);
    let compared: Vec<Compared> = arms
        .iter()
        .flat_map(|arm| arm.runs.iter().map(move |record| (arm.label.as_str(), *record)))
        .flat_map(|(label, record)| record.agreement.iter().map(move |row| Compared { label, record, row }))
        .collect();
    if compared.is_empty() {
        return format!("{}\n\n{}", not_compared(records), certificates(records)).trim_end().to_owned();
    }
    let mut table = MarkdownTable::new([
        ("compared", Align::Left),
        ("largest error", Align::Right),
        ("bound", Align::Right),
        ("where", Align::Left),
    ]);
    for kind in &KINDS {
        table.row(worst(kind, &compared));
    }
    let parts =
        [verdict(&compared), table.markdown(), METHOD.to_owned(), trajectories(&compared), certificates(records)];
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// Whether a comparison exceeds its bound, or the witnesses of a gradient disagree.
pub fn is_broken(records: &[Record]) -> bool {
    let wrong =
        |record: &Record| record.run.certificate.as_ref().is_some_and(|certificate| !certificate.wrong.is_empty());
    records.iter().any(|record| record.agreement.iter().any(|row| !row.agree) || wrong(record))
}

/// The agreement in one line, where nothing is wrong.
pub fn in_one_line(records: &[Record]) -> String {
    let compared = records.iter().map(|record| record.agreement.len()).sum::<usize>();
    match compared {
        0 => "Agreement of the engines".to_owned(),
        1 => "✓ The hand-written network and burn agree in the only comparison".to_owned(),
        _ => format!("✓ The hand-written network and burn agree in all {}", count(compared, "comparison")),
    }
}

/// The gradient certificates of the trained networks, in a sentence or two.
fn certificates(records: &[Record]) -> String {
    let all: Vec<&CertificateSummary> = records.iter().filter_map(|record| record.run.certificate.as_ref()).collect();
    if all.is_empty() {
        return String::new();
    }
    let sum = |part: fn(&CertificateSummary) -> usize| all.iter().map(|one| part(one)).sum::<usize>();
    let largest = |part: fn(&CertificateSummary) -> f64| all.iter().map(|one| part(one)).fold(0.0, f64::max);
    if sum(|one| one.checked) == 0 {
        return "Gradient certificate: after training every gradient is zero or lies at a kink, so none could be \
                checked. `longhand check` also checks before training."
            .to_owned();
    }
    let mut wrong: Vec<&str> = all.iter().flat_map(|one| &one.wrong).map(String::as_str).collect();
    wrong.sort_unstable();
    wrong.dedup();
    let unchecked = match sum(|one| one.unchecked) {
        0 => String::new(),
        1 => " (1 more is zero or lies at a kink, and was not checked)".to_owned(),
        more => format!(" ({more} more are zero or lie at a kink, and were not checked)"),
    };
    let verdict = if wrong.is_empty() { "agree".to_owned() } else { format!("**disagree** on {}", wrong.join(", ")) };
    format!(
        "Gradient certificate of {} after training: on {} the hand-written backward pass, dual numbers, burn on two \
         devices and central differences {verdict}. The largest error is {} of the sum of absolute \
         terms{unchecked}.{} `longhand check` prints the whole certificate.",
        count(all.len(), "network"),
        count(sum(|one| one.checked), "parameter"),
        magnitude(largest(|one| one.error)),
        single_precision(&all),
    )
}

/// The certificate checks formulas in f64; what it says of the kernels of a run in f32.
fn single_precision(all: &[&CertificateSummary]) -> String {
    let single = all.iter().filter_map(|one| one.single).reduce(f64::max);
    let sentence = |error| {
        format!(
            " All of this is in f64. In f32, the precision of the runs, gradients are those of f64 to {}.",
            magnitude(error)
        )
    };
    single.map_or(String::new(), sentence)
}

const METHOD: &str = "Before training and after every epoch, both engines start from the same snapshot and compute the \
    outputs and gradients of the same batch and one step. The error of an output is relative to the larger of 1 and \
    the output, that of a gradient to the sum of its absolute terms, and that of a step to the larger of 1 and the \
    parameter, or to the largest update where the rule is adaptive. CONVENTIONS.md gives the bounds.";

/// The reason why nothing was compared.
fn not_compared(records: &[Record]) -> String {
    let Some(record) = records.first() else { return String::new() };
    match record.run.spec.engines[..] {
        [EngineName::FromScratch] => "Only the hand-written engine trained, so there is nothing to compare.".to_owned(),
        [EngineName::Burn] => "Only burn trained, so there is nothing to compare.".to_owned(),
        _ => "Both engines trained, but one of them diverged at once, so no comparison was recorded.".to_owned(),
    }
}

fn verdict(compared: &[Compared]) -> String {
    let runs = compared.iter().map(|one| &one.record.run.id).collect::<std::collections::BTreeSet<_>>().len();
    let total = format!("{} in {}", count(compared.len(), "comparison"), count(runs, "run"));
    let outside: Vec<&Compared> = compared.iter().filter(|one| !one.row.agree).collect();
    match outside.first() {
        None if compared.len() == 1 => "**Yes.** The only comparison lies within its bounds.".to_owned(),
        None => format!("**Yes.** All {total} lie within their bounds."),
        Some(first) => format!(
            "**No.** {} of {total} exceed their bounds; the first is at {}.",
            outside.len(),
            location(first, None)
        ),
    }
}

/// The comparison with the largest error relative to its bound.
fn worst(kind: &Kind, compared: &[Compared]) -> Vec<String> {
    let (name, error, limit) = kind;
    let bound_of = |one: &Compared| limit(&Bounds::of(&one.record.run.spec));
    let share = |one: &&Compared| error(one.row) / bound_of(one);
    let worst = compared.iter().max_by(|a, b| share(a).total_cmp(&share(b))).expect("there is a comparison");
    let parameter = (*name == "gradients" && error(worst.row) > 0.0).then_some(worst.row.worst.as_str());
    let one = if error(worst.row) > 0.0 { location(worst, parameter) } else { "identical bits everywhere".to_owned() };
    vec![(*name).to_owned(), magnitude(error(worst.row)), bound(bound_of(worst)), one]
}

fn location(one: &Compared, parameter: Option<&str>) -> String {
    let mut parts: Vec<String> = parameter.map(code).into_iter().collect();
    if !one.label.is_empty() {
        parts.push(escaped(one.label));
    }
    parts.push(format!("seed {}", one.record.run.spec.seed));
    parts.extend(one.record.run.spec.fold.map(|fold| format!("fold {}", fold + 1)));
    parts.push(match one.row.epoch {
        0 => "before training".to_owned(),
        epoch => format!("epoch {epoch}"),
    });
    parts.join(", ")
}

/// The drift of the engines trained separately, beside that of rounding alone.
fn trajectories(compared: &[Compared]) -> String {
    let largest = |of: fn(&Agreement) -> f64| compared.iter().map(|one| of(one.row)).fold(0.0, f64::max);
    let (engines, shadow) = (largest(|row| row.trajectory), largest(|row| row.shadow_trajectory));
    format!(
        "Trained separately from the same start, the parameters of the two engines differ by at most {}. A shadow \
         shows how far rounding alone drives a run: the hand-written engine started one unit in the last place away \
         differs by {} from itself.{}",
        magnitude(engines),
        magnitude(shadow),
        if engines > 1e3 * shadow.max(1e-14) {
            " The engines drift faster than the shadow, since the differences of single steps, above, accumulate."
        } else {
            ""
        }
    )
}
