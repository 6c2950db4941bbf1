//! The layers of a network, one file each; `operations` gathers their formulas in a trait.
//!
//! Every layer is a pair `x_forward` / `x_backward`; `d` + name is the gradient of the objective with respect
//! to name. No layer remembers anything: what backward needs is handed to it.
//!
//! A hidden block is affine -> batch norm -> activation -> dropout (+ its input, if it is residual); the output
//! layer is affine -> its activation, which [`crate::batch_loss`] goes back through.

pub mod activation;
pub mod affine;
pub mod batch_norm;
pub mod dropout;
pub mod maxout;
pub mod prelu;
pub mod residual;
pub mod softmax;
