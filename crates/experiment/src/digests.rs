//! What a report was made from and what came out, as digests: the content of `digests.toml` beside a report.
//!
//! Whoever has the file and the data can make the report again and compare. Only what repeats on every processor is
//! in it: the config, the data, and the numbers of the hand-written engine. No digest depends on the sources of the
//! program, so a change of them that moves no number changes none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Experiment, Spec};

/// The name of the file.
pub const NAME: &str = "digests.toml";
/// Its first line, by which it is recognized.
pub const HEADER: &str = "# Written by `longhand run`; `longhand verify` makes the report again and compares.\n";
/// The layout of the file, as this program writes and reads it.
pub const FORMAT: u32 = 1;

/// The content of `digests.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digests {
    /// The layout of the file: [`FORMAT`].
    pub format: u32,
    /// The name of the report.
    pub name: String,
    /// The overrides of the command line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    /// The whole text of the config.
    pub config: String,
    /// The SHA-256 of each data file, by its path as the config writes it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, String>,
    /// Every key of the first run with its value, all defaults filled in.
    pub spec: BTreeMap<String, String>,
    /// The SHA-256 of each table beside the report, without what depends on burn.
    pub files: BTreeMap<String, String>,
    /// The runs, in the order of arms and seeds.
    pub run: Vec<RunDigests>,
}

/// What one run was and what came out of it. Nothing is said of the numbers of an engine that is not the hand-written
/// one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunDigests {
    /// Its name, `hidden = [2]  seed 1`.
    pub name: String,
    /// The SHA-256 of its resolved spec as JSON.
    pub spec: String,
    /// That of the hand-written engine's lines of `metrics.csv`, the header before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metrics: Option<String>,
    /// That of the hand-written engine's lines of `parameters.csv`, the header before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<String>,
    /// That of its tables for figures, one after the other in the order of their names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<String>,
    /// Where metrics begin to differ: two hexadecimal digits for every `stride` epochs, those of the digest of all
    /// metrics so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trail: Option<Trail>,
}

/// The beginnings of the digests of a growing list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trail {
    /// From one pair of digits to the next there are so many epochs.
    pub stride: usize,
    /// Two hexadecimal digits each.
    pub digits: String,
}

impl Trail {
    /// The epochs in which two trails begin to differ, the first and the last; none where one has nothing else to say.
    pub fn first_difference(&self, other: &Trail) -> Option<(usize, usize)> {
        let pairs = |trail: &Trail| trail.digits.as_bytes().chunks(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
        let (ours, theirs) = (pairs(self), pairs(other));
        let common = ours.iter().zip(&theirs).position(|(a, b)| a != b);
        let at = common.or((ours.len() != theirs.len()).then(|| ours.len().min(theirs.len())))?;
        let last = at * self.stride;
        (self.stride == other.stride).then(|| (if at == 0 { 0 } else { last - self.stride + 1 }, last))
    }
}

/// Why a `digests.toml` cannot be used, in words.
pub type Unreadable = String;

impl Digests {
    /// The text of the file.
    pub fn to_toml(&self) -> String {
        let text = toml::to_string(self).expect("digests are tables, lists, strings and numbers");
        format!("{HEADER}{text}")
    }

    /// The digests of a text.
    ///
    /// # Errors
    /// If the text is not one that [`Digests::to_toml`] wrote, or of another format.
    pub fn from_toml(text: &str) -> Result<Digests, Unreadable> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let format: Format = toml::from_str(text).map_err(|error| in_words(text, &error))?;
        if format.format != FORMAT {
            return Err(format!("it has format {}, this program reads format {FORMAT}", format.format));
        }
        toml::from_str(text).map_err(|error| in_words(text, &error))
    }
}

/// What toml says, and in which line.
fn in_words(text: &str, error: &toml::de::Error) -> Unreadable {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map_or_else(String::new, |before| format!("line {}: ", before.matches('\n').count() + 1));
    format!("{line}{}", error.message())
}

/// The longest value that is shown whole; longer ones are matrices and rows of data.
const LONGEST: usize = 200;

/// Every key of a resolved spec with its value as JSON, `training.epochs` and `500`; lists are values.
pub fn keys_of_spec(spec: &Spec) -> BTreeMap<String, String> {
    keys(serde_json::to_value(spec))
}

/// Every key of a config with its value.
pub fn keys_of_config(experiment: &Experiment) -> BTreeMap<String, String> {
    keys(serde_json::to_value(experiment))
}

fn keys(value: serde_json::Result<Value>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect("", &value.expect("it is tables, lists, strings and finite numbers"), &mut found);
    found
}

fn collect(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect(&path, value, found);
            }
        }
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            let mut text = value.to_string();
            if text.len() > LONGEST {
                text = format!("{} characters of JSON", text.len());
            }
            found.insert(path.to_owned(), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Digests, HEADER, Trail};

    fn digests() -> Digests {
        Digests {
            format: 1,
            name: "xor".into(),
            settings: vec!["seeds=[1]".into()],
            config: "title = \"'''XOR'''\"\n# \\ and \"\"\"\n".into(),
            data: [("a \"b\".csv".into(), "00".into())].into(),
            spec: [("training.epochs".into(), "5".into())].into(),
            files: [("figures/curves.csv".into(), "11".into())].into(),
            run: Vec::new(),
        }
    }

    #[test]
    fn what_is_written_is_read_back_and_another_format_is_told() {
        let text = digests().to_toml();
        assert!(text.starts_with(HEADER));
        assert_eq!(Digests::from_toml(&text), Ok(digests()));
        let newer = text.replace("format = 1", "format = 2");
        assert_eq!(Digests::from_toml(&newer), Err("it has format 2, this program reads format 1".into()));
        assert!(Digests::from_toml("format = 1\nname = \"xor\"\n").is_err());
        let broken = text.replace("[files]", "[files");
        let line = broken.lines().position(|line| line == "[files").expect("it is there") + 1;
        assert!(Digests::from_toml(&broken).is_err_and(|said| said.starts_with(&format!("line {line}: "))));
    }

    #[test]
    fn a_trail_names_the_epochs_in_which_it_begins_to_differ() {
        let trail = |stride, digits: &str| Trail { stride, digits: digits.into() };
        assert_eq!(trail(1, "00112233").first_difference(&trail(1, "00112200")), Some((3, 3)));
        assert_eq!(trail(4, "001122").first_difference(&trail(4, "00ff22")), Some((1, 4)));
        assert_eq!(trail(4, "001122").first_difference(&trail(4, "ff1122")), Some((0, 0)));
        assert_eq!(trail(1, "0011").first_difference(&trail(1, "001122")), Some((2, 2)));
        assert_eq!(trail(1, "0011").first_difference(&trail(1, "0011")), None);
        assert_eq!(trail(1, "0011").first_difference(&trail(2, "0022")), None);
    }
}
