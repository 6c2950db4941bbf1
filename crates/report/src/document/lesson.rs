//! The lesson of an experiment in its report: what to answer before looking, the idea, the reason, the exercises.
//!
//! Formulas are written so that code hosts show them as they are: `$…$` where Markdown reads nothing in them for its
//! own, else ``$`…`$``, and displayed ones as blocks of `math`.

use std::collections::BTreeMap;

use experiment::prose::{Formula, MathStyle, formulas};
use experiment::spec::{Exercise, Lesson, lecture_of};
use experiment::words::is_unseen;

use super::{ANSWER, ASKED};
use crate::markdown::fold;
use crate::words::list;

/// The question to answer before looking; empty where there is none.
pub fn before(lesson: Option<&Lesson>) -> String {
    let predict = lesson.and_then(|lesson| lesson.predict.as_ref());
    predict.map_or(String::new(), |predict| format!("{ASKED}{}\n\n", hosted(predict)))
}

/// The answer of a worked example, before what became of its printed numbers; empty where there is none.
pub fn answer(lesson: Option<&Lesson>) -> String {
    let answer = lesson.and_then(|lesson| lesson.answer.as_ref());
    answer.map_or(String::new(), |answer| format!("{} ", hosted(answer)))
}

/// The idea and the reason, each with its heading.
pub fn explained(lesson: Option<&Lesson>) -> Vec<(&'static str, String)> {
    let parts = lesson.map(|lesson| [("The idea", hosted(&lesson.idea)), ("Why it is so", hosted(&lesson.because))]);
    parts.into_iter().flatten().collect()
}

/// Where the lectures treat it: the rows of the course's index, which stands beside the folders of the reports.
pub fn lectures(lesson: Option<&Lesson>) -> String {
    let mut rows: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for row in lesson.map_or(&[][..], |lesson| &lesson.lecture) {
        rows.entry(lecture_of(row).unwrap_or_default()).or_default().push(row);
    }
    let one = |(lecture, rows): (&usize, &Vec<&str>)| {
        let (name, noun) = (format!("{lecture:03}"), if rows.len() == 1 { "row" } else { "rows" });
        format!("[lecture {name}](../lectures.md#lecture-{name}), {noun} {}", list(rows))
    };
    let all: Vec<String> = rows.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("*In the course:* {}.", all.join("; ")) }
}

/// The exercises with their answers folded.
pub fn exercises(lesson: Option<&Lesson>) -> String {
    let all = lesson.map_or(&[][..], |lesson| &lesson.exercises);
    let one = |(index, Exercise { text, answer }): (usize, &Exercise)| {
        format!("**{}.** {}\n\n{}", index + 1, hosted(text), fold(ANSWER, &hosted(answer)))
    };
    all.iter().enumerate().map(one).collect()
}

/// A text with its formulas as code hosts show them.
fn hosted(text: &str) -> String {
    let text = text.trim().replace(|letter: char| is_unseen(letter) && letter != '\n', " ");
    let (mut written, mut end) = (String::with_capacity(text.len()), 0);
    for formula in formulas(&text) {
        written.push_str(&text[end..formula.at.start]);
        written.push_str(&host_form(&text, &formula));
        end = formula.at.end;
    }
    written + &text[end..]
}

fn host_form(text: &str, formula: &Formula) -> String {
    let tex = formula.tex.trim();
    match formula.form {
        MathStyle::Inline if is_plain(tex) => format!("${tex}$"),
        MathStyle::Inline => format!("$`{tex}`$"),
        MathStyle::Displayed if stands_alone(text, formula) => format!("```math\n{tex}\n```"),
        MathStyle::Displayed => text[formula.at.clone()].to_owned(),
    }
}

/// Whether Markdown reads nothing in a formula for its own: it takes the backslash from `\{`, and `_` and `*` in pairs
/// for emphasis, but not an underscore behind a letter.
fn is_plain(tex: &str) -> bool {
    let before = std::iter::once(' ').chain(tex.chars());
    let after = tex.chars().skip(1).map(Some).chain([None]);
    before.zip(tex.chars()).zip(after).all(|((before, letter), after)| match letter {
        '\\' => after.is_some_and(char::is_alphabetic),
        '_' => before.is_alphanumeric(),
        '*' | '<' | '>' | '[' | ']' | '`' | '~' | '|' | '&' | '\n' => false,
        _ => true,
    })
}

/// Whether nothing else is on the lines of a formula, and no quotation or list before it.
fn stands_alone(text: &str, formula: &Formula) -> bool {
    let (before, behind) = (&text[..formula.at.start], &text[formula.at.end..]);
    let ends = behind.lines().next().is_none_or(|line| line.trim().is_empty());
    ends && (before.is_empty() || before.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_listed_by_their_lecture() {
        let lesson = |lecture: &[&str]| Lesson {
            lecture: lecture.iter().map(|row| (*row).to_owned()).collect(),
            predict: None,
            answer: None,
            idea: "i".into(),
            because: "b".into(),
            exercises: Vec::new(),
        };
        let words = "*In the course:* [lecture 000](../lectures.md#lecture-000), row K12; \
                     [lecture 002](../lectures.md#lecture-002), rows M41 and M07.";
        assert_eq!(lectures(Some(&lesson(&["M41", "K12", "M07"]))), words);
        assert_eq!((lectures(Some(&lesson(&[]))), lectures(None)), (String::new(), String::new()));
    }

    /// What a code host would read for its own stands between backticks; a displayed formula is a block.
    #[test]
    fn formulas_are_written_as_code_hosts_show_them() {
        for (text, expected) in [
            ("a $w_{ij}$ b", "a $w_{ij}$ b"),
            ("a $\\hat{y}_{i}$ b", "a $`\\hat{y}_{i}`$ b"),
            ("a $\\{x\\}$, $a*b$", "a $`\\{x\\}`$, $`a*b`$"),
            ("a $`x`$", "a $x$"),
            ("a\n\n$$\nx\n$$\n\nb", "a\n\n```math\nx\n```\n\nb"),
            ("a\n$$x$$", "a\n```math\nx\n```"),
            ("a $$x$$ b", "a $$x$$ b"),
            ("- a\n  $$x$$", "- a\n  $$x$$"),
        ] {
            assert_eq!(hosted(text), expected, "{text}");
        }
    }
}
