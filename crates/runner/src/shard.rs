//! One part of a sweep that is shared out over several machines: each run belongs to one part, by its id.
//!
//! The id is a hash, so parts are about equally large, and adding an arm moves no run from one part to another.

use std::fmt;
use std::str::FromStr;

/// Part `part` of `of`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    part: u64,
    of: u64,
}

impl Shard {
    /// Part `part` of `of`; none unless 1 ≤ part ≤ of.
    pub fn new(part: u64, of: u64) -> Option<Shard> {
        (1..=of).contains(&part).then_some(Shard { part, of })
    }

    /// Whether the run with this id belongs to the part.
    pub fn contains(self, id: &str) -> bool {
        u64::from_str_radix(id, 16).is_ok_and(|id| id % self.of == self.part - 1)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let parts = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
        let shard = parts.and_then(|(part, of)| Shard::new(part, of));
        shard.ok_or_else(|| "write K/N with K from 1 to N, as in 2/8, or auto in a job array".to_owned())
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "part {} of {}", self.part, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn every_run_belongs_to_exactly_one_part() {
        let ids: Vec<String> =
            (0..1000u64).map(|n| format!("{:016x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
        for of in [1, 2, 3, 7] {
            let parts: Vec<Shard> = (1..=of).filter_map(|part| Shard::new(part, of)).collect();
            for id in &ids {
                assert_eq!(parts.iter().filter(|part| part.contains(id)).count(), 1, "{id}");
            }
            // A thousand draws of probability p leave a part within five standard deviations of its mean.
            let (mean, p) = (1000.0 / of as f64, 1.0 / of as f64);
            for part in &parts {
                let size = ids.iter().filter(|id| part.contains(id)).count() as f64;
                assert!((size - mean).abs() <= 5.0 * (1000.0 * p * (1.0 - p)).sqrt(), "{part}: {size}");
            }
        }
    }

    #[test]
    fn parts_are_counted_from_1() {
        assert_eq!("2/8".parse(), Ok(Shard { part: 2, of: 8 }));
        for wrong in ["0/8", "9/8", "1/0", "2", "a/b", "-1/2", ""] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
