//! The examples run.

#[path = "../examples/layer.rs"]
mod layer;
#[path = "../examples/train.rs"]
mod train;

#[test]
fn a_network_is_trained_on_given_data() {
    train::main();
}

#[test]
fn a_layer_is_checked_by_differences() {
    layer::main();
}
