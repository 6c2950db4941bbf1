//! Comma-separated values as people have them: quoted cells, CRLF, a byte-order mark, `;` or tab for the comma.
//!
//! The file is gone through once; its numbers go straight into the table that is trained on, so a million
//! rows by a hundred columns are held once. On the way from bytes to numbers:
//!
//! | file | knows |
//! |---|---|
//! | `source`, `guard`, `decode` | the bytes, unpacked, not too many, and their encoding |
//! | `format` | what the config says of signs and words |
//! | `delimiter`, `blanks`, `rows` | lines, cells and names |
//! | `cell`, `missing_words`, `short`, `kind`, `signs` | what one cell says, and with which signs numbers are written |
//! | `column`, `categories` | one column, and the numbers of its words |
//! | `reader` | all columns, row by row |
//! | `request`, `table` | what the config asks for, and the table that it gets |
//! | `problems`, `remedy`, `recovery`, `wording`, `place` | what is wrong, where, and what to write instead |

mod blanks;
#[cfg(any(test, target_family = "wasm"))]
mod browser;
pub(crate) mod categories;
pub mod cell;
pub(crate) mod column;
#[cfg(not(target_family = "wasm"))]
mod decode;
mod delimiter;
mod format;
mod guard;
pub(crate) mod kind;
pub(crate) mod missing_words;
mod place;
pub(crate) mod problems;
pub(crate) mod reader;
mod recovery;
pub(crate) mod remedy;
mod request;
mod room;
pub(crate) mod rows;
mod short;
pub(crate) mod signs;
mod source;
mod table;
mod title;
mod wording;

#[cfg(target_family = "wasm")]
pub(crate) use browser::decoded;
#[cfg(not(target_family = "wasm"))]
pub(crate) use decode::decoded;
pub use format::FileFormat;
pub use request::Request;
pub use source::Source;
pub use table::{append, read};
