//! The list of all reports, `reports/README.md`: title, question and answer of each, by topic.
//!
//! It is made from the reports themselves, so a report stays in the list even where its runs are not on this machine.

use crate::markdown::link;
use crate::words::capital;

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
        let answer = after("**In short.** ").map(|answer| first_sentence(&answer));
        Some(Entry { name: name.to_owned(), title: after("# ")?, question: after("> "), answer })
    }

    /// The topic: the part of the name before its first hyphen.
    pub fn topic(&self) -> &str {
        self.name.split('-').next().unwrap_or(&self.name)
    }
}

/// The text up to the first period with a space behind it, which no number contains.
fn first_sentence(text: &str) -> String {
    text.split_once(". ").map_or_else(|| text.to_owned(), |(sentence, _)| format!("{sentence}."))
}

/// The entries by topic, topics and names in alphabetic order.
pub fn by_topic(entries: &[Entry]) -> Vec<(&str, Vec<&Entry>)> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by_key(|entry| (entry.topic(), &entry.name));
    let mut topics: Vec<(&str, Vec<&Entry>)> = Vec::new();
    for entry in sorted {
        match topics.last_mut() {
            Some((topic, entries)) if *topic == entry.topic() => entries.push(entry),
            _ => topics.push((entry.topic(), vec![entry])),
        }
    }
    topics
}

/// The content of `reports/README.md`.
pub fn index(entries: &[Entry]) -> String {
    let mut text =
        "# Reports\n\nOne report for each experiment in `configs/`. `cargo xtask run configs/*.toml` trains the \
                    runs that are missing and writes all reports; `cargo xtask report` redraws them without training.\n"
            .to_owned();
    for (topic, entries) in by_topic(entries) {
        text.push_str(&format!("\n## {}\n\n", capital(topic)));
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
