//! New rows on which a network is asked for what it never saw anything like: inputs far outside of the training range.
//!
//! A little outside is what happens to new data. Far is farther than the range is wide; where training had one value
//! alone, it is any other.

use std::fmt;

/// An input that lies far outside of its training range in some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfRange {
    /// The name of the input.
    pub input: String,
    /// The first of the rows, counted from 1.
    pub first: usize,
    /// How many rows they are.
    pub rows: usize,
}

/// The inputs that lie far outside of their ranges; none where no ranges are known.
///
/// values: (n, in), not scaled
pub(super) fn out_of_range(names: &[String], ranges: &[[f64; 2]], values: &[f64]) -> Vec<OutOfRange> {
    let one = |(input, (name, [least, greatest])): (usize, (&String, &[f64; 2]))| {
        let width = greatest - least;
        let is_far = |value: f64| value < least - width || value > greatest + width;
        let far = values.iter().skip(input).step_by(names.len()).enumerate().filter(|(_, value)| is_far(**value));
        let rows: Vec<usize> = far.map(|(row, _)| row + 1).collect();
        Some(OutOfRange { input: name.clone(), first: *rows.first()?, rows: rows.len() })
    };
    names.iter().zip(ranges).enumerate().filter_map(one).collect()
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let OutOfRange { input, first, rows } = self;
        write!(f, "{input:?} lies far outside of its training range in row {first}")?;
        if *rows > 1 { write!(f, " and {} more", rows - 1) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::out_of_range;

    /// The range 1 to 9 is 8 wide, so from −7 to 17 nothing is far; a missing cell is nowhere.
    #[test]
    fn far_is_farther_than_the_range_is_wide() {
        let names = ["size".to_owned(), "flat".to_owned()];
        let values = [-7.0, 3.0, 17.1, 3.0, f64::NAN, 3.5, 1e300, 3.0, 17.0, 3.0];
        let found = out_of_range(&names, &[[1.0, 9.0], [3.0, 3.0]], &values);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        let far = "lies far outside of its training range in row";
        assert_eq!(told, [format!("\"size\" {far} 2 and 1 more"), format!("\"flat\" {far} 3")]);
        assert_eq!(out_of_range(&names, &[], &values), []);
    }
}
