//! Do the engines agree? What was compared, the worst of it with its place and its bound, and the verdict in words.

use experiment::bounds::Bounds;
use experiment::record::{Agreement, Certified, Record};
use experiment::spec::EngineName;

use crate::arms::groups;
use crate::markdown::{code, plain};
use crate::tables::{Align, Table};
use crate::words::{bound, count, magnitude};

/// One comparison of one run.
struct Place<'a> {
    label: &'a str,
    record: &'a Record,
    row: &'a Agreement,
}

/// What is compared: its name, its error, its bound.
type Kind = (&'static str, fn(&Agreement) -> f64, fn(&Bounds) -> f64);

const KINDS: [Kind; 3] = [
    ("outputs", |row| row.outputs, |bounds| bounds.outputs),
    ("gradients", |row| row.gradients, |bounds| bounds.gradients),
    ("one step", |row| row.step, |bounds| bounds.step),
];

/// The section in Markdown.
pub fn section(records: &[Record]) -> String {
    let groups = groups(records);
    let places: Vec<Place> = groups
        .iter()
        .flat_map(|group| group.runs.iter().map(move |record| (group.label.as_str(), *record)))
        .flat_map(|(label, record)| record.agreement.iter().map(move |row| Place { label, record, row }))
        .collect();
    if places.is_empty() {
        return format!("{}\n\n{}", alone(records), certificates(records)).trim_end().to_owned();
    }
    let mut table = Table::new([
        ("compared", Align::Left),
        ("largest error", Align::Right),
        ("bound", Align::Right),
        ("where", Align::Left),
    ]);
    for kind in &KINDS {
        table.row(worst(kind, &places));
    }
    let parts = [verdict(&places), table.markdown(), METHOD.to_owned(), trajectories(&places), certificates(records)];
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// What the five witnesses said of the trained networks, in a sentence or two.
fn certificates(records: &[Record]) -> String {
    let all: Vec<&Certified> = records.iter().filter_map(|record| record.run.certificate.as_ref()).collect();
    if all.is_empty() {
        return String::new();
    }
    let sum = |part: fn(&Certified) -> usize| all.iter().map(|one| part(one)).sum::<usize>();
    let largest = |part: fn(&Certified) -> f64| all.iter().map(|one| part(one)).fold(0.0, f64::max);
    if sum(|one| one.checked) == 0 {
        return "Gradient certificate: after training every gradient is zero or lies at a kink, so none was left to check; \
                `cargo xtask check` also looks before training."
            .to_owned();
    }
    let mut wrong: Vec<&str> = all.iter().flat_map(|one| &one.wrong).map(String::as_str).collect();
    wrong.sort_unstable();
    wrong.dedup();
    let verdict = if wrong.is_empty() { "agree".to_owned() } else { format!("**disagree** on {}", wrong.join(", ")) };
    format!(
        "Gradient certificate of {} after training: on {} the hand-written backward pass, dual numbers, burn on two \
         devices and central differences {verdict}; the largest error is {} of the sum of absolute terms ({} more are \
         zero or lie at a kink, and were not checked). `cargo xtask check` says it in full.",
        count(all.len(), "network"),
        count(sum(|one| one.checked), "parameter"),
        magnitude(largest(|one| one.error)),
        sum(|one| one.unchecked),
    )
}

const METHOD: &str = "After every epoch, and once before the first, both engines were put at the same snapshot and asked \
    for the outputs and gradients of the same batch and for one step from there. An output's error is relative to the \
    larger of 1 and the output; a gradient's to the sum of the absolute terms that make it up; a step's to the larger \
    of 1 and the parameter, or to the largest update where the rule is adaptive. The bounds are those of CONVENTIONS.md.";

/// Why there is nothing to compare.
fn alone(records: &[Record]) -> String {
    let Some(record) = records.first() else { return String::new() };
    match record.run.spec.engines[..] {
        [EngineName::FromScratch] => {
            "Only the hand-written engine trained here, so there was nothing to compare it with.".to_owned()
        }
        [EngineName::Burn] => "Only burn trained here, so there was nothing to compare it with.".to_owned(),
        _ => "Both engines trained, but no comparison was recorded: one of them diverged at once.".to_owned(),
    }
}

fn verdict(places: &[Place]) -> String {
    let runs = places.iter().map(|place| &place.record.run.id).collect::<std::collections::BTreeSet<_>>().len();
    let compared = format!("{} in {}", count(places.len(), "comparison"), count(runs, "run"));
    let apart: Vec<&Place> = places.iter().filter(|place| !place.row.agree).collect();
    match apart.first() {
        None => format!("**Yes.** All {compared} lie within their bounds."),
        Some(first) => format!(
            "**No.** {} of {compared} lie outside of their bounds; the first in {}.",
            apart.len(),
            place_name(first, None)
        ),
    }
}

/// The comparison that came closest to its bound, or went farthest beyond it.
fn worst(kind: &Kind, places: &[Place]) -> Vec<String> {
    let (name, error, limit) = kind;
    let bound_of = |place: &Place| limit(&Bounds::of(&place.record.run.spec));
    let share = |place: &&Place| error(place.row) / bound_of(place);
    let worst = places.iter().max_by(|a, b| share(a).total_cmp(&share(b))).expect("there is a comparison");
    let parameter = (*name == "gradients" && error(worst.row) > 0.0).then_some(worst.row.worst.as_str());
    let place =
        if error(worst.row) > 0.0 { place_name(worst, parameter) } else { "everywhere the same bits".to_owned() };
    vec![(*name).to_owned(), magnitude(error(worst.row)), bound(bound_of(worst)), place]
}

fn place_name(place: &Place, parameter: Option<&str>) -> String {
    let mut parts: Vec<String> = parameter.map(code).into_iter().collect();
    if !place.label.is_empty() {
        parts.push(plain(place.label));
    }
    parts.push(format!("seed {}", place.record.run.spec.seed));
    parts.extend(place.record.run.spec.fold.map(|fold| format!("fold {}", fold + 1)));
    parts.push(match place.row.epoch {
        0 => "before training".to_owned(),
        epoch => format!("epoch {epoch}"),
    });
    parts.join(", ")
}

/// Left to themselves, the engines drift apart as any two roundings do.
fn trajectories(places: &[Place]) -> String {
    let largest = |of: fn(&Agreement) -> f64| places.iter().map(|place| of(place.row)).fold(0.0, f64::max);
    let (engines, shadow) = (largest(|row| row.trajectory), largest(|row| row.shadow));
    format!(
        "Left to themselves from the same start, the parameters of the two engines drifted at most {} apart. How much of \
         that is rounding alone shows a shadow: the hand-written engine once more, started one unit in the last place \
         away, drifted {} from itself.{}",
        magnitude(engines),
        magnitude(shadow),
        if engines > 1e3 * shadow.max(1e-14) {
            " The engines drift faster than that: what one step may differ by, above, adds up."
        } else {
            ""
        }
    )
}
