//! How a file is written, as the config says it. A recipe keeps it, for new data are written alike.

use experiment::spec::{CharacterEncoding, Dataset, Decimal, Thousands};
use serde::{Deserialize, Serialize};

/// What the config says of the characters and the numbers of a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FileFormat {
    /// The sign between cells; `None` is found in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The decimal sign of numbers.
    pub decimal: Decimal,
    /// The sign between groups of three digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thousands: Option<Thousands>,
    /// The names of the columns, if the file does not have them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<Vec<String>>,
    /// The sign that begins a line of comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<char>,
    /// The encoding of the characters; `None` is UTF-8, or UTF-16 with its mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<CharacterEncoding>,
    /// The cells that mean "missing"; `None` is the default list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_words: Option<Vec<String>>,
}

impl FileFormat {
    /// What the config says.
    pub fn of(dataset: &Dataset) -> Self {
        FileFormat {
            delimiter: dataset.delimiter,
            decimal: dataset.decimal,
            thousands: dataset.thousands,
            header: dataset.header.clone(),
            comment: dataset.comment,
            encoding: dataset.encoding,
            missing_words: dataset.missing_words.clone(),
        }
    }
}

/// A sign of the config as the byte that the reader looks for; the rules of the config refuse others than ASCII.
pub fn byte(sign: char) -> u8 {
    u8::try_from(sign).unwrap_or(b'?')
}
