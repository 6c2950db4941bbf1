//! Numbers as text: as short as they can be, and the same bits when read back.

use engine::Schema;
use engine::schema::Scaling;
use experiment::spec::Precision;

/// A number of a run, with the digits that its precision has.
pub fn shortest(value: f64, precision: Precision) -> String {
    let plain = value == 0.0 || !value.is_finite() || (1e-5..1e16).contains(&value.abs());
    match (precision, plain) {
        (Precision::F64, true) => value.to_string(),
        (Precision::F64, false) => format!("{value:e}"),
        (Precision::F32, true) => (value as f32).to_string(),
        (Precision::F32, false) => format!("{:e}", value as f32),
    }
}

/// The precision that outputs have once they are back in the unit of the target: that of the engine only where nothing
/// was scaled, for the way back is computed in f64.
pub fn output_precision(schema: &Schema, precision: Precision) -> Precision {
    let plain = schema.target_scaling.iter().all(|scaling| *scaling == Scaling::NONE);
    if plain { precision } else { Precision::F64 }
}

#[cfg(test)]
mod tests {
    use experiment::spec::Precision::{F32, F64};

    use super::shortest;

    #[test]
    fn what_is_read_back_is_the_same() {
        for value in [0.1, -3.0, 1.0 / 3.0, 1e-300, 5e-324, 1.7e308, 0.0, f64::INFINITY] {
            assert_eq!(shortest(value, F64).parse(), Ok(value));
            let single = value as f32;
            assert_eq!(shortest(single.into(), F32).parse(), Ok(single));
        }
        assert_eq!(shortest(f64::from(0.1f32), F32), "0.1");
        assert_eq!(shortest(2e-9, F64), "2e-9");
    }
}
