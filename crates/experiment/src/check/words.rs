//! What a value may be, in words: for messages and for the remedy below them.

use super::shape::{Items, List, Number, Shape};

impl Shape {
    /// What fits, to follow "must be": `an integer of at least 1`, `one of "a", "b"`.
    pub fn words(&self) -> String {
        match self {
            Self::Anything => "a value".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Text(_) => "a string".to_owned(),
            Self::Choice(names) if names.len() == 1 => format!("{:?}", names[0]),
            Self::Choice(names) => format!("one of {}", quoted(names)),
            Self::Number(number) => number.words(),
            Self::List(list) => list.words(),
            Self::Table(_) => "a table".to_owned(),
            Self::Tagged(tagged) => format!("a table with the key {}", tagged.tag),
            Self::Union(shapes) => {
                let words: Vec<String> = shapes.iter().map(Shape::words).collect();
                words.join(", or ")
            }
        }
    }

    /// The remedy for a value that does not fit: `one of: a, b`, or what it may be.
    pub fn remedy(&self) -> Option<String> {
        match self {
            Self::Choice(names) => Some(one_of(names)),
            Self::Tagged(tagged) => Some(format!("{} is {}", tagged.tag, one_of(&tagged.names()))),
            Self::Union(_) => Some(format!("it may be {}", self.words())),
            Self::Anything | Self::Boolean | Self::Text(_) | Self::Number(_) | Self::List(_) | Self::Table(_) => None,
        }
    }

    /// Several of the kind: `integers`, `lists`.
    fn plural(&self) -> String {
        match self {
            Self::Anything => "values".to_owned(),
            Self::Boolean => "true or false".to_owned(),
            Self::Text(_) | Self::Choice(_) => "strings".to_owned(),
            Self::Number(number) if number.integer => "integers".to_owned(),
            Self::Number(_) => "numbers".to_owned(),
            Self::List(list) => format!("lists of {}", list.items_in_words()),
            Self::Table(_) | Self::Tagged(_) => "tables".to_owned(),
            Self::Union(shapes) => {
                let plurals: Vec<String> = shapes.iter().map(Shape::plural).collect();
                plurals.join(" or ")
            }
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

/// `one of: a, b, c`.
pub fn one_of(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    format!("one of: {}", names.join(", "))
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    quoted.join(", ")
}
