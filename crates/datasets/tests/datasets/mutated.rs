//! Files with bytes that are changed, lost or doubled: each is read or refused in words, and none is a bug.

use datasets::load;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

use crate::common::{folder, spec};

/// So many of each kind of file.
const FILES: usize = 1500;

/// Numerical Recipes' linear congruential generator.
struct Mutation(u32);

impl Mutation {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % bound.max(1)
    }

    /// One to four changes.
    fn of(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(5) {
                0 if !bytes.is_empty() => bytes[at] = self.below(256) as u8,
                1 if !bytes.is_empty() => drop(bytes.remove(at)),
                2 => bytes.truncate(at),
                3 => bytes.insert(at, [b'"', b',', b'\n', b'\r', 0, 0xff][self.below(6)]),
                _ => {
                    let piece = bytes[at..].iter().take(20).copied().collect::<Vec<_>>();
                    bytes.splice(at..at, piece);
                }
            }
        }
        bytes
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("a list takes everything");
    packed.finish().expect("a list takes everything")
}

#[test]
fn a_mutated_table_is_read_or_refused() {
    let text = b"a,b,color,y\n1,2.5,red,no\n-3,1e3,blue,yes\n0.5,,red,no\n4,-0,\"bl,ue\",yes\n5,6,red,no\n";
    let keys = "target = \"y\"\ntask = \"classification\"\ncategorical = [\"color\"]\nmissing = \"mean\"\ntest = 0.2";
    let spec = spec(&format!("name = \"csv\"\npath = \"data.csv\"\n{keys}"));
    let mut mutation = Mutation(1);
    let mut read = 0;
    for number in 0..FILES {
        let bytes = match number % 3 {
            0 => mutation.of(&packed(text)),
            1 => packed(&mutation.of(text)),
            _ => mutation.of(text),
        };
        let folder = folder(&[("data.csv", &bytes)]);
        match load(&spec, folder.path()) {
            Ok(loaded) => read += usize::from(loaded.dataset.inputs.rows() > 0),
            Err(errors) => assert!(!errors.to_string().is_empty()),
        }
    }
    assert!((1..FILES).contains(&read), "{read} were read");
}

#[test]
fn a_mutated_idx_file_is_read_or_refused() {
    let images = [b"\0\0\x08\x03\0\0\0\x04\0\0\0\x02\0\0\0\x02".as_slice(), &[0, 50, 100, 150].repeat(4)].concat();
    let labels = [b"\0\0\x08\x01\0\0\0\x04".as_slice(), &[0, 1, 0, 1]].concat();
    let spec = spec("name = \"idx\"\npath = \"images\"\nlabels = \"labels\"");
    let mut mutation = Mutation(2);
    let mut read = 0;
    for number in 0..FILES {
        let (images, labels) = match number % 3 {
            0 => (mutation.of(&images), labels.clone()),
            1 => (images.clone(), mutation.of(&labels)),
            _ => (mutation.of(&packed(&images)), mutation.of(&labels)),
        };
        let folder = folder(&[("images", &images), ("labels", &labels)]);
        match load(&spec, folder.path()) {
            Ok(loaded) => read += usize::from(loaded.dataset.inputs.rows() == 4),
            Err(errors) => assert!(!errors.to_string().is_empty()),
        }
    }
    assert!((1..FILES).contains(&read), "{read} were read");
}
