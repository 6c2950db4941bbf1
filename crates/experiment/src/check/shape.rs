//! What a value may be: the JSON schema that schemars generates, read into an enum.
//!
//! The dialect is that of schemars 1 under draft-07: references to `definitions`, documented unit
//! enums as `oneOf` of constants, internally tagged enums as `oneOf` of tables with a constant.
//! Leaves out what our types never produce: recursion, patterns, `not`, `if`.

use serde_json::Value;

mod read;

/// What a value may be.
#[derive(Clone, Debug)]
pub enum ValueShape {
    /// Anything that TOML can say.
    Anything,
    /// `true` or `false`.
    Boolean,
    /// A string of at least so many characters.
    Text(usize),
    /// One of these strings.
    Choice(Vec<String>),
    /// An integer or a float.
    Number(Number),
    /// A list.
    List(Box<List>),
    /// A table.
    Table(TableShape),
    /// A table whose other keys depend on one key, the tag.
    Tagged(Tagged),
    /// Any of these; the type of the value decides.
    Union(Vec<ValueShape>),
}

/// The bounds of a number; `integer` refuses floats.
#[derive(Clone, Debug, Default)]
pub struct Number {
    /// Whether only integers fit.
    pub integer: bool,
    /// The least value that fits.
    pub least: Option<f64>,
    /// The value must lie above this.
    pub above: Option<f64>,
    /// The greatest value that fits.
    pub most: Option<f64>,
    /// The value must lie below this.
    pub below: Option<f64>,
    /// The greatest value its type can hold, which only a message about a larger one mentions.
    pub limit: Option<f64>,
}

/// The items of a list and how many there may be.
#[derive(Clone, Debug)]
pub struct List {
    /// One shape for every item, or one for each.
    pub items: Items,
    /// The least length.
    pub least: usize,
    /// The greatest length.
    pub most: usize,
    /// Whether no item may repeat another.
    pub unique: bool,
}

/// The shapes of the items of a list.
#[derive(Clone, Debug)]
pub enum Items {
    /// Every item has this shape.
    Every(ValueShape),
    /// Item i has shape i.
    Each(Vec<ValueShape>),
}

/// The keys of a table.
#[derive(Clone, Debug, Default)]
pub struct TableShape {
    /// The known keys, in the order of the fields.
    pub keys: Vec<Key>,
    /// What other keys may hold; without it they are unknown.
    pub others: Option<Box<ValueShape>>,
    /// How many keys it has at least.
    pub least: usize,
}

/// A known key of a table.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it may hold.
    pub shape: ValueShape,
}

/// A table whose keys depend on the value of its tag.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// The key that decides.
    pub tag: String,
    /// The values of the tag, each with the table it stands for, the tag included.
    pub branches: Vec<(String, TableShape)>,
}

impl ValueShape {
    /// Reads a schema whose root carries the `definitions`.
    pub fn of_schema(root: &Value) -> Self {
        read::Reader { root }.shape(root)
    }

    /// Reads a part of a schema, whose root carries the `definitions`.
    pub fn of_part(root: &Value, part: &Value) -> Self {
        read::Reader { root }.shape(part)
    }

    /// The tables of this shape whose name alone does not say enough.
    pub fn needing_details(&self) -> Vec<&(String, TableShape)> {
        let Self::Tagged(tagged) = self else { return Vec::new() };
        tagged.branches.iter().filter(|(_, table)| !table.details(&tagged.tag).is_empty()).collect()
    }

    /// The shapes of a union, or this one.
    fn parts(self) -> Vec<ValueShape> {
        if let Self::Union(shapes) = self { shapes } else { vec![self] }
    }

    fn as_choice(&mut self) -> Option<&mut Vec<String>> {
        if let Self::Choice(names) = self { Some(names) } else { None }
    }

    /// Whether this is a table that knows a key, whatever its tag.
    pub fn has_key(&self, name: &str) -> bool {
        match self {
            Self::Table(table) => table.key(name).is_some(),
            Self::Tagged(tagged) => tagged.branches.iter().any(|(_, table)| table.key(name).is_some()),
            _ => false,
        }
    }
}

impl TableShape {
    /// The key of a name.
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The keys that must be there beside the tag.
    pub fn details(&self, tag: &str) -> Vec<&Key> {
        self.keys.iter().filter(|key| key.required && key.name != tag).collect()
    }

    /// The names of all known keys.
    pub fn names(&self) -> Vec<&str> {
        self.keys.iter().map(|key| key.name.as_str()).collect()
    }
}

impl Tagged {
    /// The values the tag may have.
    pub fn names(&self) -> Vec<&str> {
        self.branches.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The branch of a value of the tag.
    pub fn branch(&self, name: &str) -> Option<&(String, TableShape)> {
        self.branches.iter().find(|(branch, _)| branch == name)
    }

    /// The branch that is meant when the tag is absent: the one that does not require it.
    pub fn default_branch(&self) -> Option<&(String, TableShape)> {
        let optional = |table: &TableShape| table.key(&self.tag).is_some_and(|key| !key.required);
        self.branches.iter().find(|(_, table)| optional(table))
    }
}
