//! What a value may be, in words: for messages and for the remedy below them.

use super::shape::{Items, List, Number, ValueShape};

impl ValueShape {
    /// What fits, to follow "must be": `an integer of at least 1`, `"full", or a list of numbers`.
    pub fn words(&self) -> String {
        match self {
            Self::Anything => "a value".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Text(_) => "a string".to_owned(),
            Self::Choice(names) if names.len() == 1 => format!("{:?}", names[0]),
            Self::Choice(_) => "a name in quotes".to_owned(),
            Self::Number(number) => number.words(),
            Self::List(list) => list.words(),
            Self::Table(_) => "a table".to_owned(),
            Self::Tagged(tagged) => format!("a table with the key {}", tagged.tag),
            Self::Union(shapes) => joined(each_once(shapes.iter().map(ValueShape::words)), ", or "),
        }
    }

    /// The remedy for a value of a type that does not fit: the words it may be, if it may be one.
    pub fn remedy(&self) -> Option<String> {
        match self {
            Self::Choice(names) if names.len() > 1 => Some(one_of(names)),
            Self::Tagged(tagged) => Some(format!("{} is {}", tagged.tag, one_of(&tagged.names()))),
            Self::Union(shapes) => shapes.iter().find_map(ValueShape::remedy),
            Self::Choice(_) | Self::Anything | Self::Boolean | Self::Text(_) => None,
            Self::Number(_) | Self::List(_) | Self::Table(_) => None,
        }
    }

    /// Several of the kind: `integers`, `lists`.
    fn plural(&self) -> String {
        match self {
            Self::Anything => "values".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Text(_) => "strings".to_owned(),
            Self::Choice(_) => "names".to_owned(),
            Self::Number(number) if number.integer => "integers".to_owned(),
            Self::Number(_) => "numbers".to_owned(),
            Self::List(list) => format!("lists of {}", list.items_in_words()),
            Self::Table(_) | Self::Tagged(_) => "tables".to_owned(),
            Self::Union(shapes) => joined(shapes.iter().map(ValueShape::plural).collect(), " or "),
        }
    }
}

impl Number {
    fn words(&self) -> String {
        let kind = if self.integer { "an integer" } else { "a number" };
        let bounds = match (self.least, self.above, self.most, self.below) {
            (Some(least), None, Some(most), None) => format!(" from {least} to {most}"),
            (least, above, most, below) => {
                let low = above.map(|above| format!(" above {above}"));
                let low = low.or_else(|| least.map(|least| format!(" of at least {least}")));
                let high = below.map(|below| format!(" below {below}"));
                let high = high.or_else(|| most.map(|most| format!(" of at most {most}")));
                let bounds: Vec<String> = low.into_iter().chain(high).collect();
                bounds.join(" and")
            }
        };
        format!("{kind}{bounds}")
    }
}

impl List {
    fn words(&self) -> String {
        let of = self.items_in_words();
        match (self.least, self.most) {
            (least, most) if least == most => format!("a list of {least} {of}"),
            _ => format!("a list of {of}"),
        }
    }

    fn items_in_words(&self) -> String {
        match &self.items {
            Items::Every(shape) => shape.plural(),
            Items::Each(_) => "values".to_owned(),
        }
    }
}

/// Two kinds of names are names.
fn each_once(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.collect();
    words.dedup();
    words
}

/// `one of: a, b, c`.
pub fn one_of(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    format!("one of: {}", names.join(", "))
}

/// `a, b, or c`: commas, and `last` before the last.
fn joined(mut words: Vec<String>, last: &str) -> String {
    let end = words.pop().unwrap_or_default();
    if words.is_empty() { end } else { format!("{}{last}{end}", words.join(", ")) }
}
