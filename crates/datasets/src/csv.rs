//! Comma-separated values as people have them: quoted cells, CRLF, a byte-order mark, `;` or tab for the comma.
//!
//! The file is gone through once; its numbers go straight into the table that is trained on, so a million
//! rows by a hundred columns are held once. `rows` knows the format and `delimiter` what stands between cells,
//! `place` finds a cell again for an error, `cell` is one value and `values` what it says, `categories` numbers
//! words, `roles` says which column is what, `table` puts it together, `append` adds a second file like the first,
//! `complaint` words what is wrong.

mod append;
pub(crate) mod categories;
pub(crate) mod cell;
mod complaint;
mod delimiter;
mod place;
mod roles;
pub(crate) mod rows;
mod source;
mod table;
mod values;

pub use append::append;
pub use source::Source;
pub use table::{Wanted, read};
