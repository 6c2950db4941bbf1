//! `explain`: what a key of a config means, what it may be, what holds without it, and which configs use it.

use std::fs;
use std::path::PathBuf;

use ::report::terminal::{COLUMNS, cut, wrapped};
use experiment::explain::{Choice, Key, Language, Named, Need, uses};
use experiment::words::{count, program};

use crate::flags::ExplainFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::{configs, terminal};

/// So many configs are named.
const NAMED: usize = 4;

/// Prints what a key or a choice means; without one, the tables of a config.
pub fn explain(flags: &ExplainFlags) -> Result {
    let language = Language::of_experiments();
    let Some(asked) = &flags.key else {
        terminal::stdout(&list(&language.below("")));
        return Ok(Outcome::Success);
    };
    let found = language.named(asked);
    if found.is_empty() {
        return Err(unknown(&language, asked));
    }
    let mut texts = Vec::new();
    let mut plain: Vec<&Key> = Vec::new();
    for named in &found {
        match named {
            Named::Key(key) => texts.push(of_key(&language, key)),
            Named::Choice(key, choice) if choice.means.is_empty() => plain.push(key),
            Named::Choice(key, choice) => texts.push(of_choice(&language, key, choice)),
        }
    }
    texts.extend((!plain.is_empty()).then(|| of_plain_choice(asked, &plain)));
    terminal::stdout(texts.join("\n").trim_end());
    Ok(Outcome::Success)
}

fn unknown(language: &Language, asked: &str) -> Error {
    let meant = language.meant(asked).map(|meant| format!("did you mean {meant}? "));
    let all = format!("{} explain lists the tables of a config", program());
    Error::usage(format!("a config has no key {asked:?}\n  = {}{all}", meant.unwrap_or_default()))
}

fn of_key(language: &Language, key: &Key) -> String {
    let mut text = format!("{}\n{}\n", key.path, paragraphs(&key.means));
    if !key.of.is_empty() {
        text.push_str(&fact("of", &in_one(&key.of)));
    }
    text.push_str(&fact("may be", &key.may_be));
    let absent = match key.need {
        Need::Required => "it has to be there",
        Need::Optional => "it may be left out",
    };
    text.push_str(&fact("default", key.default.as_deref().unwrap_or(absent)));
    text.push_str(&fact("used in", &used_in(|config| sets(config, key))));
    let (plain, explained): (Vec<&Choice>, Vec<&Choice>) =
        key.choices.iter().partition(|choice| choice.means.is_empty());
    if !plain.is_empty() {
        let names: Vec<&str> = plain.iter().map(|choice| choice.name.as_str()).collect();
        text.push_str(&format!("\n  one of\n{}", wrapped(&names.join(", "), 4)));
    }
    let explained = explained.iter().map(|choice| (choice.name.as_str(), choice.means.as_str()));
    let heading = if plain.is_empty() { "one of" } else { "or" };
    text + &entries(heading, explained.collect()) + &entries("keys", lines(&language.below(&key.path)))
}

fn of_choice(language: &Language, key: &Key, choice: &Choice) -> String {
    let text = format!("{} = {:?}\n{}\n", key.path, choice.name, paragraphs(&choice.means));
    let own = format!("{:?}", choice.name);
    let below = language.below(&key.path).into_iter().filter(|key| key.of.iter().any(|of| of.ends_with(&own)));
    let used = fact("used in", &used_in(|config| uses(config, &key.path, Some(&choice.name))));
    text + &used + &entries("keys", lines(&below.collect::<Vec<_>>()))
}

/// A name that says itself what it means: the keys that it may be the value of.
fn of_plain_choice(name: &str, keys: &[&Key]) -> String {
    let used = used_in(|config| keys.iter().any(|key| uses(config, &key.path, Some(name))));
    let keys = keys.iter().map(|key| (key.path.as_str(), key.means.as_str()));
    format!("{name:?}\n{}", fact("used in", &used)) + &entries("is a choice of", keys.collect())
}

/// Documentation in lines, a blank one between paragraphs.
fn paragraphs(means: &str) -> String {
    means.split("\n\n").map(|paragraph| wrapped(paragraph, 2)).collect::<Vec<_>>().join("\n")
}

/// A word, and what is said of it in lines beside it; empty where nothing is said.
fn fact(word: &str, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let lines = wrapped(words, 12);
    format!("  {word:<10}{}", lines.trim_start())
}

fn list(keys: &[&Key]) -> String {
    let program = program();
    format!("{}\n{program} explain KEY tells more of one\n", entries("a config has", lines(keys)).trim())
}

fn lines<'k>(keys: &[&'k Key]) -> Vec<(&'k str, &'k str)> {
    keys.iter().map(|key| (key.path.rsplit('.').next().unwrap_or_default(), key.means.as_str())).collect()
}

/// Names with the first sentence of what they mean, one a line.
fn entries(heading: &str, entries: Vec<(&str, &str)>) -> String {
    let wide = entries.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let line = |(name, means): &(&str, &str)| {
        let first = means.split_once(". ").map_or(*means, |(first, _)| first).replace('\n', " ");
        format!("    {}\n", cut(&format!("{name:<wide$}  {first}"), LINE))
    };
    let lines: String = entries.iter().map(line).collect();
    if lines.is_empty() { lines } else { format!("\n  {heading}\n{lines}") }
}

/// A line of a list is wider than one of words: it is looked through, not read.
const LINE: usize = COLUMNS + 16;

/// Whether a config sets a key, and one of the choices that the key belongs to.
fn sets(config: &str, key: &Key) -> bool {
    let table = key.path.rsplit_once('.').map_or("", |(table, _)| table);
    let chosen = |of: &String| uses(config, table, Some(of.split('"').nth(1).unwrap_or_default()));
    uses(config, &key.path, None) && (key.of.is_empty() || key.of.iter().any(chosen))
}

/// `rule = "adam", rule = "adamw"` is `rule = "adam", "adamw"`.
fn in_one(choices: &[String]) -> String {
    let tag = choices[0].split('=').next().unwrap_or_default();
    let others = choices[1..].iter().map(|choice| choice.trim_start_matches(tag).trim_start_matches("= "));
    [choices[0].as_str()].into_iter().chain(others).collect::<Vec<_>>().join(", ")
}

/// The configs of this folder that use something; empty where there are none.
fn used_in(uses: impl Fn(&str) -> bool) -> String {
    let all = configs::all_here();
    let uses = |config: &&PathBuf| fs::read_to_string(config).is_ok_and(|text| uses(&text));
    let users: Vec<&PathBuf> = all.iter().filter(uses).collect();
    let names: Vec<String> = users.iter().take(NAMED).map(|config| config.display().to_string()).collect();
    match (all.is_empty(), users.len()) {
        (true, _) => String::new(),
        (false, 0) => format!("none of {}", count(all.len(), "config")),
        (false, used) if used > NAMED => format!("{} and {} more", names.join(", "), used - NAMED),
        (false, _) => names.join(", "),
    }
}
