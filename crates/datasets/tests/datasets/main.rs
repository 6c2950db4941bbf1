//! The tests of the crate in one program, which links faster than one for each file.

mod baseline;
mod bounded;
mod common;
mod csv;
mod encode;
mod errors_cells;
mod errors_columns;
mod errors_config;
mod errors_features;
mod errors_file;
mod features;
mod files;
mod generated;
mod honest;
mod idx;
mod in_memory;
mod key;
mod missing;
mod mutated;
mod proposal;
mod recipe;
mod remarks;
mod signs;
mod split;
mod strange;
mod test_file;
