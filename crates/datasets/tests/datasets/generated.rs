//! Sets that are drawn: what their points have in common, whatever the draws.

use std::f64::consts::PI;

use crate::common::loaded;
use engine::Dataset;

fn dataset(text: &str) -> Dataset {
    loaded(text).dataset
}

fn norm(row: &[f64]) -> f64 {
    (row[0] * row[0] + row[1] * row[1]).sqrt()
}

#[test]
fn truth_tables_are_in_table_order() {
    let inputs = [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
    let tables = [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("nand", [1, 1, 1, 0]), ("xor", [0, 1, 1, 0])];
    for (name, labels) in tables {
        let dataset = dataset(&format!("name = {name:?}"));
        assert_eq!((dataset.inputs.values(), dataset.labels.as_slice()), (&inputs[..], &labels[..]), "{name}");
    }
    let not = dataset("name = \"not\"");
    assert_eq!((not.inputs.values(), not.labels.as_slice()), (&[0.0, 1.0][..], &[1, 0][..]));
    assert_eq!(dataset("name = \"parity\"\nbits = 2").labels, [0, 1, 1, 0]);
    assert_eq!(dataset("name = \"parity\"").inputs.rows(), 8);
}

#[test]
fn a_disc_lies_within_a_ring() {
    let set = dataset("name = \"circles\"\nsamples = 301");
    assert_eq!(set.labels.iter().filter(|label| **label == 0).count(), 151);
    for (row, &label) in set.labels.iter().enumerate() {
        let radius = norm(set.inputs.row(row));
        let within = if set.schema.classes[label] == "disc" { 0.0..2.5 } else { 3.5..5.0 };
        // A point is rounded after its radius was drawn: one part in 2⁵² either way.
        assert!(within.contains(&(radius * (1.0 - 1e-15))), "row {row}: {radius}");
    }
}

/// Every point of a moon is one away from the center of its circle, (0, 0) or (1, ½); the ends are known.
#[test]
fn moons_are_half_circles() {
    let set = dataset("name = \"moons\"\nsamples = 100\nnoise = 0");
    for (row, &label) in set.labels.iter().enumerate() {
        let (x, y) = (set.inputs.at(row, 0), set.inputs.at(row, 1));
        let center = [[0.0, 0.0], [1.0, 0.5]][label];
        assert!((norm(&[x - center[0], y - center[1]]) - 1.0).abs() < 1e-15, "row {row}");
    }
    assert_eq!(set.inputs.row(0), [1.0, 0.0]);
    assert_eq!(set.inputs.row(1), [0.0, 0.5]);
    assert!((set.inputs.at(98, 0) + 1.0).abs() < 1e-15 && (set.inputs.at(99, 0) - 2.0).abs() < 1e-15);
}

/// Arm c is arm 0 turned by 2πc/k: in the coordinates (r sin t, r cos t) a turn by −2πc/k of the plane.
#[test]
fn arms_of_a_spiral_are_turned_copies() {
    let set = dataset("name = \"spirals\"\nclasses = 3\nsamples = 90");
    let (cos, sin) = (-0.5, 3.0f64.sqrt() / 2.0);
    for j in 0..30 {
        let (first, second) = (set.inputs.row(3 * j), set.inputs.row(3 * j + 1));
        let turned = [first[0] * cos + first[1] * sin, first[1] * cos - first[0] * sin];
        assert!(norm(&[turned[0] - second[0], turned[1] - second[1]]) < 1e-14, "point {j}");
        assert!((norm(first) - 5.0 * j as f64 / 30.0).abs() < 1e-14, "point {j}");
    }
}

#[test]
fn quadrants_are_told_by_the_sign_of_the_product() {
    let set = dataset("name = \"quadrants\"");
    for (row, &label) in set.labels.iter().enumerate() {
        let x = set.inputs.row(row);
        assert_eq!(label == 1, x[0] * x[1] > 0.0, "row {row}");
        assert!(x.iter().all(|x| (0.3..5.3).contains(&x.abs())), "row {row}: {x:?}");
    }
}

/// The mean of m normal draws has standard error 1/√m: with m = 10000, 5 of them are 0.05. A mean beyond that
/// has a chance below 1e-6.
#[test]
fn clouds_have_their_centers_and_spread() {
    let set = dataset("name = \"gauss\"\nsamples = 20000");
    for (class, center) in [(0, -2.0), (1, 2.0)] {
        let rows: Vec<usize> = (0..20000).filter(|&row| set.labels[row] == class).collect();
        for column in 0..2 {
            let differences = rows.iter().map(|&row| set.inputs.at(row, column) - center);
            let mean = differences.clone().sum::<f64>() / 1e4;
            let variance = differences.map(|d| d * d).sum::<f64>() / 1e4;
            assert!(mean.abs() < 0.05 && (variance - 1.0).abs() < 0.08, "{mean} {variance}");
        }
    }
    let blobs = dataset("name = \"blobs\"\nclasses = 4\nnoise = 0");
    assert!(blobs.labels.iter().enumerate().all(|(row, _)| (norm(blobs.inputs.row(row)) - 4.0).abs() < 1e-14));
}

#[test]
fn curves_are_their_formulas() {
    let sine = dataset("name = \"sine\"\nsamples = 5");
    let expected = [0.0, -1.0, 0.0, 1.0, 0.0];
    for (row, expected) in expected.into_iter().enumerate() {
        assert!((sine.targets.at(row, 0) - expected).abs() < 1e-15, "row {row}");
    }
    assert_eq!(sine.inputs.values(), [-PI, -PI / 2.0, 0.0, PI / 2.0, PI]);
    assert_eq!(dataset("name = \"step\"\nsamples = 3").targets.values(), [0.0, 1.0, 1.0]);
    assert_eq!(dataset("name = \"polynomial\"\nsamples = 5").targets.values(), [-1.0, 1.0, 0.0, -1.0, 1.0]);
    let cubic = dataset("name = \"polynomial\"\nsamples = 3\ncoefficients = [5, 2, 1]");
    assert_eq!(cubic.targets.values(), [4.0, 5.0, 8.0]);
    let plane = dataset("name = \"plane\"");
    for row in 0..200 {
        let x = plane.inputs.row(row);
        assert_eq!(plane.targets.at(row, 0), (x[0] + x[1]) / 10.0);
    }
    assert!(dataset("name = \"hills\"").targets.values().iter().all(|y| y.abs() <= 1.0));
}

#[test]
fn a_seed_draws_the_same_data_and_another_seed_others() {
    let with = |text: &str| dataset(&format!("name = \"moons\"\ntest = 0.5\n{text}"));
    let (first, second) = (with("seed = 3"), with("seed = 4"));
    assert_eq!(first, with("seed = 3"));
    assert_ne!(first.inputs, second.inputs);
    assert_ne!(first.test, second.test);
}

#[test]
fn classes_may_be_asked_for_as_numbers() {
    let set = dataset("name = \"xor\"\ntask = \"regression\"");
    assert_eq!((set.targets.values(), set.labels.len()), (&[0.0, 1.0, 1.0, 0.0][..], 0));
}
