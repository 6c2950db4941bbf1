//! The losses by family; [`crate::loss`] chooses among them and takes the means.

pub mod cross_entropy;
pub mod distance;
pub mod margin;
