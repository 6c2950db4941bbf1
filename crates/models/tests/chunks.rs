//! A large part is evaluated in chunks, which changes no number.

mod common;

use std::sync::Arc;

use common::{dataset, spec_of, whole};
use experiment::spec::Device;
use models::engine_on;

/// The six samples over and over, 2731 times each and the first once more: 16,387 rows, three more than a chunk has.
/// L over all of them is (6·2731·L₆ + L₁)/16387.
#[test]
fn a_part_of_two_chunks_is_the_sum_of_its_rows() {
    let spec = spec_of("hidden = [3]\nactivation = \"tanh\"", "loss = \"mean-squared-error\"");
    let six = dataset(&spec);
    let rows: Vec<usize> = (0..16_387).map(|row| row % 6).collect();
    let many = whole(six.inputs.select(&rows), six.targets.select(&rows), Vec::new(), six.schema.encoding, None);
    let parameters: Vec<f64> = (0..3 * 3 + 3 + 3 * 2 + 2).map(|k| f64::from(k) / 10.0 - 1.0).collect();
    let mut small = engine_on(Device::Flex, &spec, six, &parameters);
    let mut large = engine_on(Device::Flex, &spec, Arc::new(many), &parameters);
    let every: Vec<usize> = (0..rows.len()).collect();
    let (few, all) = (small.evaluate(&[0, 1, 2, 3, 4, 5]), large.evaluate(&every));
    for (row, &sample) in rows.iter().enumerate() {
        let pairs = all.outputs.row(row).iter().zip(few.outputs.row(sample));
        // Products of three and of four terms: a few units in the last place.
        pairs.for_each(|(ours, theirs)| assert!((ours - theirs).abs() <= 1e-14, "row {row}: {ours} {theirs}"));
    }
    let expected = (6.0 * 2731.0 * few.loss + small.evaluate(&[0]).loss) / 16_387.0;
    // Sums of 16 thousand positive terms lose at most as many half units in the last place, and far fewer in fact.
    assert!((all.loss - expected).abs() <= 1e-12 * expected, "{} is not {expected}", all.loss);
}
