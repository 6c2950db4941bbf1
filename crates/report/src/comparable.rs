//! What of a report repeats on every processor, so that two copies of it can be compared: the numbers of the
//! hand-written engine. Those of burn, and what engines differ by, are left out.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, Writer};
use experiment::spec::EngineName;

use crate::results_csv;

/// Columns that name a run by its id, which depends on the sources of the program.
const OF_IDS: [&str; 2] = ["run", "metrics_csv"];
/// The stems of figures that compare the engines.
const OF_BOTH: &str = "figures/agreement";
/// The table of learning curves, which has rows for each engine.
const CURVES: &str = "figures/curves";
/// The sections of a page whose numbers repeat; the part before the first heading has no name.
const SECTIONS: [&str; 5] = ["", "Setup", "Results", "Classes", "Targets"];

/// The comparable part of a table beside the report, by its path as `figures/curves.csv`; none if there is none.
/// `first` is the engine that figures of a single engine look at.
pub fn table(path: &str, text: &str, first: EngineName) -> Option<String> {
    let by_engine = path == results_csv::NAME || path.starts_with(CURVES);
    if path.starts_with(OF_BOTH) || (first == EngineName::Burn && !by_engine) {
        return None;
    }
    let rows = read(text);
    let header = rows.first()?;
    let engine = header.iter().position(|name| name == "engine").filter(|_| by_engine);
    let kept = |at: &usize| !(by_engine && OF_IDS.contains(&&header[*at]));
    let columns: Vec<usize> = (0..header.len()).filter(kept).collect();
    let mut writer = Writer::from_writer(Vec::new());
    for row in rows.iter().filter(|row| engine.is_none_or(|at| row.get(at) != Some(EngineName::Burn.as_str()))) {
        let cells = columns.iter().map(|&at| row.get(at).unwrap_or_default());
        writer.write_record(cells).expect("memory takes everything");
    }
    Some(String::from_utf8(writer.into_inner().expect("memory takes everything")).expect("it was text"))
}

/// Where two comparable tables begin to differ, in words: `there` of the one at hand, `again` of the one made again.
pub fn difference(there: &str, again: &str) -> Option<String> {
    let (there, again) = (read(there), read(again));
    let header = again.first().cloned().unwrap_or_default();
    for (number, (theirs, ours)) in there.iter().zip(&again).enumerate() {
        if theirs == ours {
            continue;
        }
        let cell = |row: &StringRecord, at| row.get(at).unwrap_or("nothing").to_owned();
        let at = (0..theirs.len().max(ours.len())).find(|&at| theirs.get(at) != ours.get(at)).unwrap_or_default();
        let column = if number == 0 { "header" } else { header.get(at).unwrap_or("column") };
        let (theirs, ours) = (cell(theirs, at), cell(ours, at));
        return Some(format!("row {number}, {column}: {theirs} there, {ours} made again"));
    }
    let rows = |rows: &[StringRecord]| rows.len().saturating_sub(1);
    (there.len() != again.len()).then(|| format!("{} rows there, {} made again", rows(&there), rows(&again)))
}

fn read(text: &str) -> Vec<StringRecord> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map_while(Result::ok).collect()
}

/// Where the numbers of two pages begin to differ, in words. Their words may differ, as other versions write others.
pub fn page_difference(there: &str, again: &str) -> Option<String> {
    let (theirs, ours) = (numbers(there), numbers(again));
    let differing = theirs.iter().zip(&ours).find(|((_, theirs), (_, ours))| theirs != ours);
    if let Some(((line, theirs), (_, ours))) = differing {
        return Some(format!("line {line}: {theirs} there, {ours} made again"));
    }
    (theirs.len() != ours.len()).then(|| format!("{} numbers there, {} made again", theirs.len(), ours.len()))
}

/// The comparable numbers of a page with their lines, counted from 1.
fn numbers(markdown: &str) -> Vec<(usize, &str)> {
    let (mut section, mut found, mut with_burn) = ("", Vec::new(), false);
    for (number, line) in markdown.lines().enumerate() {
        section = heading(line).unwrap_or(section);
        if !SECTIONS.contains(&section) {
            continue;
        }
        let shown = match line.starts_with('|') {
            false => {
                with_burn = false;
                line
            }
            true => {
                with_burn |= line.contains("| burn ");
                if with_burn { without_last_cell(line) } else { line }
            }
        };
        found.extend(digits(shown).into_iter().map(|place| (number + 1, &shown[place])));
    }
    found
}

/// The section that a line opens: a heading, what opens on a click, or the pictures, whose captions may speak of burn.
fn heading(line: &str) -> Option<&str> {
    let folded = || line.strip_prefix("<summary>")?.strip_suffix("</summary>");
    let picture = || line.starts_with("![").then_some("pictures");
    line.strip_prefix("## ").or_else(folded).or_else(picture)
}

fn without_last_cell(line: &str) -> &str {
    let inner = line.trim_end().trim_end_matches('|');
    inner.rsplit_once('|').map_or(line, |(rest, _)| rest)
}

/// The places of numbers: digits with what belongs to a number around them.
fn digits(line: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, letter) in line.char_indices() {
        let end = at + letter.len_utf8();
        let goes_on = found.last().is_some_and(|place| place.end == at);
        let part = letter.is_ascii_digit() || (goes_on && matches!(letter, '.' | 'e' | '-'));
        match (part, goes_on) {
            (true, true) => found.last_mut().expect("one goes on").end = end,
            (true, false) => found.push(at..end),
            (false, _) => {}
        }
    }
    // The full stop of a sentence is no part of its last number.
    found
        .into_iter()
        .map(|place| place.start..place.start + line[place.clone()].trim_end_matches(['.', 'e', '-']).len())
        .collect()
}

#[cfg(test)]
mod tests {
    use experiment::spec::EngineName::{Burn, FromScratch};

    use super::{difference, page_difference, table};

    #[test]
    fn rows_of_burn_and_ids_of_runs_are_left_out() {
        let results = "run,engine,seed,loss,metrics_csv\nab,from-scratch,1,0.5,runs/ab\nab,burn,1,0.25,runs/ab\n";
        let own = table("results.csv", results, FromScratch);
        assert_eq!(own.as_deref(), Some("engine,seed,loss\nfrom-scratch,1,0.5\n"));
        assert_eq!(table("figures/agreement.csv", "a\n1\n", FromScratch), None);
        assert_eq!(table("figures/network.csv", "a\n1\n", Burn), None);
        assert_eq!(table("figures/network.csv", "a,\"b,c\"\n1,2\n", FromScratch).as_deref(), Some("a,\"b,c\"\n1,2\n"));
    }

    #[test]
    fn the_first_cell_that_differs_is_named() {
        let there = "seed,loss\n1,0.5\n2,0.5\n";
        assert_eq!(difference(there, there), None);
        let again = difference(there, "seed,loss\n1,0.5\n2,0.25\n");
        assert_eq!(again.as_deref(), Some("row 2, loss: 0.5 there, 0.25 made again"));
        assert_eq!(difference(there, "seed,loss\n").as_deref(), Some("2 rows there, 0 made again"));
    }

    #[test]
    fn a_number_on_the_page_counts_unless_it_is_of_burn() {
        let page = |accuracy: &str, burn: &str, words: &str| {
            format!(
                "# XOR\n\n**In short.** {words} {accuracy}.\n\n## Results\n\n| | loss | burn differs by |\n\
                 | -: | -: | -: |\n| [2] | 0.22 ± 0.10 | {burn} |\n\n## Do the engines agree?\n\n{burn}\n"
            )
        };
        let there = page("0.875", "1e-16", "It is");
        assert_eq!(page_difference(&there, &page("0.875", "2e-17", "The best is")), None);
        let said = page_difference(&there, &page("0.75", "1e-16", "It is"));
        assert_eq!(said.as_deref(), Some("line 3: 0.875 there, 0.75 made again"));
    }
}
