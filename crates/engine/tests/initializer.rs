//! Where parameters start: the distributions have the bounds and variances of their formulas; and what they are called.

use engine::{Layout, Role, initializer};
use experiment::{Experiment, check, spec};

const IN: usize = 600;
const OUT: usize = 400;
const COUNT: f64 = (IN * OUT) as f64;

/// The weights from 600 inputs to 400 units.
fn weights(initializer: &str) -> Vec<f64> {
    let text = format!(
        "title = \"t\"\ndataset = {{ name = \"iris\" }}\ntraining = {{}}\n\
         network = {{ hidden = [{OUT}], initializer = {initializer} }}\n"
    );
    let parsed =
        check::parse::<Experiment>("t.toml", &text, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
    let spec = parsed.base.first_spec();
    let layout = Layout::of(&spec, IN, 3);
    let parameters = initializer::initial(&spec, &layout);
    parameters[layout.find(0, Role::Weight).expect("every layer has a weight").range()].to_vec()
}

fn variance(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>() / values.len() as f64
}

/// No draw lies outside, and of 240,000 even draws neither the least nor the largest misses its bound by 0.1 %, but
/// with probability 2·0.9995^240000 < 1e-52. Even draws up to a bound b have the mean square b²/3 up to b²·√(4/45n):
/// five of those are one draw in two million.
#[test]
fn uniform_draws_fill_their_interval_evenly() {
    let both = (IN + OUT) as f64;
    let bounds = [
        ("\"xavier-uniform\"", 6.0 / both),
        ("\"he-uniform\"", 6.0 / IN as f64),
        ("\"lecun-uniform\"", 3.0 / IN as f64),
        ("{ kind = \"uniform\", low = -1.0, high = 1.0 }", 1.0),
    ];
    for (name, square) in bounds {
        let weights = weights(name);
        let share = variance(&weights) / square;
        assert!((share - 1.0 / 3.0).abs() <= 5.0 * (4.0 / 45.0 / COUNT).sqrt(), "{name}: a mean square of {share}");
        let largest = weights.iter().fold(f64::MIN, |largest, value| largest.max(*value));
        let least = weights.iter().fold(f64::MAX, |least, value| least.min(*value));
        for end in [largest, -least] {
            let share = end / square.sqrt();
            assert!((0.999..=1.0).contains(&share), "{name}: an end is at {share} of its bound");
        }
    }
}

/// The variance of n normal draws is σ² up to σ²·√(2/n), their mean 0 up to σ/√n: five of those are one draw in two
/// million.
#[test]
fn normal_draws_have_their_mean_and_variance() {
    let both = (IN + OUT) as f64;
    let cases = [
        ("\"xavier-normal\"", 2.0 / both),
        ("\"he-normal\"", 2.0 / IN as f64),
        ("\"lecun-normal\"", 1.0 / IN as f64),
        ("{ kind = \"normal\", deviation = 0.3 }", 0.09),
    ];
    for (name, expected) in cases {
        let weights = weights(name);
        let (share, mean) = (variance(&weights) / expected, weights.iter().sum::<f64>() / COUNT);
        assert!((share - 1.0).abs() <= 5.0 * (2.0 / COUNT).sqrt(), "{name}: {share} of the variance");
        assert!(mean.abs() <= 5.0 * (expected / COUNT).sqrt(), "{name}: a mean of {mean}");
    }
}

/// 2-2-2 as lecture 000 draws it: from the input on, each layer with the weights into it and a bias for each unit.
#[test]
fn tensors_are_named_layer_by_layer() {
    let text = "title = \"t\"\ndataset = { name = \"iris\" }\ntraining = {}\nnetwork = { hidden = [2] }\n";
    let parsed =
        check::parse::<Experiment>("t.toml", text, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
    let layout = Layout::of(&parsed.base.first_spec(), 2, 2);
    let named = layout.tensors.iter().map(|tensor| (tensor.name.as_str(), tensor.rows, tensor.columns, tensor.offset));
    let expected = [
        ("layers.0.weight", 2, 2, 0),
        ("layers.0.bias", 1, 2, 4),
        ("layers.1.weight", 2, 2, 6),
        ("layers.1.bias", 1, 2, 10),
    ];
    assert_eq!(named.collect::<Vec<_>>(), expected);
}

#[test]
fn zeros_are_zeros_and_an_interval_is_kept() {
    assert!(weights("\"zeros\"").iter().all(|value| *value == 0.0));
    let values = weights("{ kind = \"uniform\", low = 2.0, high = 3.0 }");
    assert!(values.iter().all(|value| (2.0..3.0).contains(value)));
}
