//! How a table is written in its file: which characters, which numbers, which rows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The sign between the whole and the fractional part of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Decimal {
    /// 3.5
    #[default]
    #[serde(rename = ".")]
    Point,
    /// 3,5
    #[serde(rename = ",")]
    Comma,
}

/// The sign between groups of three digits in front of the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Thousands {
    /// 1,234
    #[serde(rename = ",")]
    Comma,
    /// 1.234
    #[serde(rename = ".")]
    Point,
    /// 1 234, also with the blanks that do not break a line.
    #[serde(rename = " ")]
    Blank,
    /// 1'234
    #[serde(rename = "'")]
    Apostrophe,
    /// 1_234
    #[serde(rename = "_")]
    Underscore,
}

/// How the characters of a file are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CharacterEncoding {
    /// Unicode in one to four bytes.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Unicode in two or four bytes, in the order that the mark at the start names, else the lower byte first.
    #[serde(rename = "utf-16")]
    Utf16,
    /// Western Europe on Windows, and what is called Latin-1 or ISO 8859-1.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Central Europe on Windows.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Cyrillic on Windows.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// Western Europe with the euro sign.
    #[serde(rename = "iso-8859-15")]
    Iso8859_15,
    /// Western Europe on old Macintosh computers.
    Macintosh,
    /// Japanese.
    ShiftJis,
    /// Chinese, simplified.
    Gb18030,
    /// Chinese, traditional.
    Big5,
    /// Korean.
    EucKr,
}

/// What the cells of a column say, and which number each becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// A day of ISO 8601, 2024-02-29, with a time of day if there is one, 2024-02-29T18:30: the days since the
    /// earliest of the training part.
    Date,
    /// 12.5 % or 12.5%: the number without the sign, divided by 100.
    Percent,
    /// A number with the sign or the three letters of a currency before or behind it, the same in every row: the
    /// number.
    Currency,
    /// true, t, yes, y, on or 1: 1; false, f, no, n, off or 0: 0; in upper or lower case, and the same words in German,
    /// French, Spanish, Italian, Portuguese and Dutch: ja and nein, oui and non, sí and no.
    Boolean,
}

/// Some rows of a file: from `start` to the one before `end`, counted from 0 behind the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RowRange {
    /// The first row.
    pub start: u64,
    /// The row after the last; none for all that follow.
    pub end: Option<u64>,
}

impl RowRange {
    /// Every row.
    pub const ALL: RowRange = RowRange { start: 0, end: None };

    /// Whether a row is one of them.
    pub fn contains(self, row: u64) -> bool {
        self.start <= row && self.end.is_none_or(|end| row < end)
    }
}

impl TryFrom<String> for RowRange {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number = |text: &str, absent: Option<u64>| match text.trim() {
            "" => Some(absent),
            text => text.parse().ok().map(Some),
        };
        let ends = text.split_once(':').and_then(|(start, end)| Some((number(start, Some(0))?, number(end, None)?)));
        match ends {
            Some((Some(start), end)) if end.is_none_or(|end| start < end) => Ok(RowRange { start, end }),
            _ => Err(format!(
                "{text:?} is not a range of rows: write \"0:500\", the first row and the one behind the last, or \
                 \"500:\""
            )),
        }
    }
}

impl From<RowRange> for String {
    fn from(range: RowRange) -> String {
        format!("{}:{}", range.start, range.end.map(|end| end.to_string()).unwrap_or_default())
    }
}
