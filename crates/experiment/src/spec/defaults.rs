//! The default numbers of the config language: serde takes a default by the name of a function alone.

pub(super) fn yes() -> bool {
    true
}

pub(super) fn minus_one() -> f64 {
    -1.0
}

pub(super) fn tiny() -> f64 {
    1e-8
}

pub(super) fn epsilon() -> f64 {
    1e-5
}

pub(super) fn thousandth() -> f64 {
    0.001
}

pub(super) fn hundredth() -> f64 {
    0.01
}

pub(super) fn tenth() -> f64 {
    0.1
}

pub(super) fn quarter() -> f64 {
    0.25
}

pub(super) fn nine_tenths() -> f64 {
    0.9
}

pub(super) fn nineteen_twentieths() -> f64 {
    0.95
}

pub(super) fn ninety_nine_hundredths() -> f64 {
    0.99
}

pub(super) fn nearly_one() -> f64 {
    0.999
}

pub(super) fn one() -> f64 {
    1.0
}

pub(super) fn two() -> usize {
    2
}

pub(super) fn ten() -> usize {
    10
}

pub(super) fn twenty() -> usize {
    20
}

pub(super) fn hundred() -> usize {
    100
}
