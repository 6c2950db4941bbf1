//! The answer of an experiment as plain text of at most 60 columns: the arms with the metric that judges, the first
//! sentence of the report, and what the doctor saw.

use experiment::record::Record;

use crate::arms::{self, Arm};
use crate::evaluation;
use crate::findings::{self, ArmFinding};
use crate::index::Entry;
use crate::judge::RankingMeasure;
use crate::words::number;

/// The most columns of a line.
pub const COLUMNS: usize = 60;

/// The longest title that stands above the numbers, in their column.
const TITLE: usize = 30;

/// The most findings that are printed.
const FINDINGS: usize = 3;

/// The arms and the baselines with the metric that judges, one row each; empty where nothing was measured.
pub fn results(records: &[Record]) -> String {
    let arms = arms::arms(records);
    let Some(metric) = evaluation::metric(records) else { return String::new() };
    let name = |arm: &Arm| arm.label_or(arm.reported_engine().as_str()).to_owned();
    if let Some(judge) = RankingMeasure::of(records) {
        let ordered = judge.ordered(&arms).into_iter().map(|arm| (name(arm), judge.text(arm)));
        return table(&judge.name(), &ordered.collect::<Vec<_>>());
    }
    let shown = |mean| evaluation::estimate(metric, mean);
    let value = |arm: &Arm| arm.result(metric).map_or_else(|| without_result(arm).to_owned(), shown);
    let mut rows: Vec<(String, String)> = arms.iter().map(|arm| (name(arm), value(arm))).collect();
    for name in arms.first().map_or_else(Vec::new, Arm::baselines) {
        let values: Vec<f64> =
            arms.iter().filter_map(|arm| arm.baseline(name, metric)).map(|baseline| baseline.mean).collect();
        let [low, high] = [f64::min, f64::max].map(|fold| values.iter().copied().reduce(fold));
        if let (Some(low), Some(high)) = (low, high) {
            let shown = if low == high { number(low) } else { format!("{} to {}", number(low), number(high)) };
            rows.push((name.to_owned(), shown));
        }
    }
    table(&evaluation::name(metric), &rows)
}

/// What the doctor saw, a line for each finding, of many the first; empty of healthy runs.
pub fn doctor(records: &[Record]) -> String {
    let seen = findings::seen(records);
    let line = |seen: &ArmFinding| {
        let place = Some(seen.place()).filter(|place| !place.is_empty()).map(|place| format!(" ({place})"));
        cut(&format!("doctor: {}{}", seen.finding.kind.title(), place.unwrap_or_default()), COLUMNS) + "\n"
    };
    let shown: String = seen.iter().take(FINDINGS).map(line).collect();
    match seen.len().saturating_sub(FINDINGS) {
        0 => shown,
        more => format!("{shown}doctor: {more} more in the report\n"),
    }
}

/// What stands in place of a mean: training may have diverged, or the metric is undefined.
fn without_result(arm: &Arm) -> &'static str {
    if arm.diverged() > 0 { "diverged" } else { "–" }
}

/// Two columns, names on the left and numbers on the right, below what the numbers are. No name is cut: a longer one
/// has lines of its own, and so has a title that is longer than most numbers.
fn table(title: &str, rows: &[(String, String)]) -> String {
    let of_title = Some(title.chars().count()).filter(|length| *length <= TITLE);
    let widest = |cell: fn(&(String, String)) -> &String| {
        rows.iter().map(|row| cell(row).chars().count()).max().unwrap_or_default()
    };
    let right = widest(|row| &row.1).max(of_title.unwrap_or_default());
    let left = widest(|row| &row.0).min(COLUMNS.saturating_sub(right + 4));
    let width = left + 2 + right;
    let row = |(name, value): &(String, String)| match name.chars().count() <= left {
        true => format!("  {name:<left$}  {value:>right$}\n"),
        false => format!("{}  {value:>width$}\n", wrapped(name, 2)),
    };
    let head = match of_title {
        Some(_) => format!("  {title:>width$}\n"),
        None => wrapped(title, 2),
    };
    head + &rows.iter().map(row).collect::<String>()
}

/// At most `columns` characters, the last of them an ellipsis where some are left out.
pub fn cut(text: &str, columns: usize) -> String {
    if text.chars().count() <= columns {
        return text.to_owned();
    }
    text.chars().take(columns.saturating_sub(1)).chain(['…']).collect()
}

/// The first sentence of the answer of a `report.md`, without its markup.
pub fn sentence(markdown: &str) -> String {
    let answer = Entry::read("", markdown).and_then(|entry| entry.answer).unwrap_or_default();
    wrapped(&unmarked(&answer), 0)
}

/// Words without the escapes and the emphasis of Markdown.
fn unmarked(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut letters = markdown.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next()),
            '*' | '`' => {}
            other => text.push(other),
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// At most `columns` characters, the first of them an ellipsis where some are left out: the end of a label says which
/// run of an experiment it is.
pub fn end(text: &str, columns: usize) -> String {
    let count = text.chars().count();
    if count <= columns {
        return text.to_owned();
    }
    ['…'].into_iter().chain(text.chars().skip(count + 1 - columns.max(1))).collect()
}

/// Lines of at most 60 columns, broken between words; `indent` blanks stand before each.
pub fn wrapped(text: &str, indent: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let letters: Vec<Vec<char>> = text.split_whitespace().map(|word| word.chars().collect()).collect();
    // A word that is longer than a line is broken, too.
    let words = letters.iter().flat_map(|word| word.chunks(COLUMNS - indent)).map(String::from_iter);
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= COLUMNS => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(_) | None => lines.push(" ".repeat(indent) + &word),
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, cut, end, sentence, table, wrapped};

    #[test]
    fn lines_fit_sixty_columns() {
        let rows = [("short".to_owned(), "1.000 ± 0".into()), ("long ".repeat(15), "0.9667 ± 0.0123".into())];
        let text = table("gradient norm of hidden layer 1 relative to that of the output layer", &rows);
        let blank = " ".repeat(45);
        let expected = "  gradient norm of hidden layer 1 relative to that of the\n  output layer\n".to_owned()
            + &format!("  short{}1.000 ± 0\n", " ".repeat(44))
            + "  long long long long long long long long long long long\n  long long long long\n"
            + &format!("{blank}0.9667 ± 0.0123\n");
        assert_eq!(text, expected);
        assert!(text.lines().all(|line| line.chars().count() <= COLUMNS), "{text}");
        let short = table("test accuracy", &[("a".into(), "1".into())]);
        assert_eq!(short, format!("     test accuracy\n  a{}1\n", " ".repeat(14)));
    }

    #[test]
    fn what_is_too_long_is_cut_or_broken() {
        assert_eq!((cut("abcdef", 4), end("abcdef", 4)), ("abc…".into(), "…def".into()));
        assert_eq!((cut("abcd", 4), end("abcd", 4)), ("abcd".into(), "abcd".into()));
        let lines = wrapped(&"seven77 ".repeat(16), 4);
        assert_eq!(lines.lines().map(str::len).collect::<Vec<_>>(), [59, 59, 19]);
    }

    #[test]
    fn a_sentence_has_no_markup() {
        let markdown = "# T\n\n**In short.** **hidden [2]** and **a\\_b** share the best training accuracy: 1.000 ± 0 \
                        (mean over 5 seeds). More.\n";
        let expected = "hidden [2] and a_b share the best training accuracy: 1.000 ±\n0 (mean over 5 seeds).\n";
        assert_eq!(sentence(markdown), expected);
    }
}
