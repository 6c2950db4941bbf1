//! The list of all reports, `reports/README.md`: title, question and answer of each, in the order of the course.
//!
//! It is made from the reports themselves, so a report stays in the list even where its runs are not on this machine.

mod course;

use self::course::COURSE;
use crate::document::{ANSWERED, MARKS};
use crate::markdown::link;
use crate::words::{capital, list};

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name of the experiment, which is that of its folder.
    pub name: String,
    /// Its title, in Markdown.
    pub title: String,
    /// Its question, in Markdown.
    pub question: Option<String>,
    /// The first sentence of its answer, in Markdown.
    pub answer: Option<String>,
}

impl Entry {
    /// The entry of the experiment `name` from its `report.md`; none if that is not a report of this program.
    pub fn read(name: &str, markdown: &str) -> Option<Entry> {
        let after = |start: &str| markdown.lines().find_map(|line| line.strip_prefix(start)).map(str::to_owned);
        let answer = after(ANSWERED).map(|answer| first_sentence(&answer)).or_else(|| first_claim(markdown));
        Some(Entry { name: name.to_owned(), title: after("# ")?, question: after("> "), answer })
    }

    /// The topic: the part of the name before its first hyphen.
    pub fn topic(&self) -> &str {
        self.name.split('-').next().unwrap_or(&self.name)
    }
}

/// The sentence of the first claim, with its mark unless it holds, and with the reason if it is not judged.
fn first_claim(markdown: &str) -> Option<String> {
    let claim = |line: &str| {
        let (mark, rest) = MARKS.iter().find_map(|mark| Some((*mark, line.strip_prefix(&format!("- {mark} **"))?)))?;
        let (sentence, numbers) = rest.split_once("** ")?;
        Some(match MARKS {
            [held, ..] if mark == held => sentence.to_owned(),
            [.., not_judged] if mark == not_judged => format!("{mark} {sentence} {}", first_sentence(numbers)),
            _ => format!("{mark} {sentence}"),
        })
    };
    markdown.lines().find_map(claim)
}

/// The text up to the first period with a space behind it, which no number contains.
fn first_sentence(text: &str) -> String {
    text.split_once(". ").map_or_else(|| text.to_owned(), |(sentence, _)| format!("{sentence}."))
}

/// The page that says how to read a report, which stands beside the list: its name and its content.
pub const HOW_TO_READ: (&str, &str) = ("how-to-read.md", include_str!("index/how-to-read.md"));

/// Where an entry stands in the course: section, and place in it. Of several beginnings the longest counts.
fn place(entry: &Entry) -> Option<(usize, usize)> {
    let all = COURSE.iter().enumerate().flat_map(|(section, (_, beginnings))| {
        beginnings.iter().enumerate().map(move |(number, beginning)| (section, number, beginning))
    });
    let fitting = all.filter(|(_, _, beginning)| entry.name.starts_with(**beginning));
    fitting.max_by_key(|(_, _, beginning)| beginning.len()).map(|(section, number, _)| (section, number))
}

/// The entries in the order of the course; other topics follow in alphabetic order.
pub fn by_topic(entries: &[Entry]) -> Vec<(String, Vec<&Entry>)> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    let key = |entry: &&Entry| match place(entry) {
        Some((section, number)) => (section, number, String::new(), entry.name.clone()),
        None => (COURSE.len(), 0, entry.topic().to_owned(), entry.name.clone()),
    };
    sorted.sort_by_key(key);
    let mut topics: Vec<(String, Vec<&Entry>)> = Vec::new();
    for entry in sorted {
        let heading = place(entry).map_or_else(|| capital(entry.topic()), |(section, _)| COURSE[section].0.to_owned());
        match topics.last_mut() {
            Some((known, entries)) if *known == heading => entries.push(entry),
            _ => topics.push((heading, vec![entry])),
        }
    }
    topics
}

/// The content of `reports/README.md`; `others` are the pages beside the reports, each with its title and its file.
pub fn index(entries: &[Entry], others: &[(String, String)]) -> String {
    let mut text =
        "# Reports\n\nOne report for each experiment in `configs/`. `longhand run configs/*.toml` trains the \
                    runs that are missing and writes all reports; `longhand report` redraws them without training.\n"
            .to_owned();
    if !others.is_empty() {
        let links: Vec<String> = others.iter().map(|(title, file)| link(title, file)).collect();
        text.push_str(&format!("\nBeside them: {}.\n", list(&links)));
    }
    for (topic, entries) in by_topic(entries) {
        text.push_str(&format!("\n## {topic}\n\n"));
        entries.iter().for_each(|entry| text.push_str(&item(entry)));
    }
    text
}

fn item(entry: &Entry) -> String {
    let Entry { name, title, question, answer } = entry;
    let mut lines = vec![format!("- **{}**", link(title, &format!("{name}/report.md")))];
    lines.extend(question.as_ref().map(|question| format!("  *{question}*")));
    lines.extend(answer.as_ref().map(|answer| format!("  {answer}")));
    lines.join("\n") + "\n"
}
