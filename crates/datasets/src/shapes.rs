//! Classes in the plane, drawn: circles, moons, blobs, spirals, gauss, quadrants.
//!
//! Row i belongs to class i mod k, so classes alternate and differ in size by at most one. Noise displaces a
//! point by a normal draw of that standard deviation in each coordinate and leaves its class.
//!
//! | set | class c of row i, before noise | noise |
//! |---|---|---|
//! | circles | 0: ring, radius evenly in 3.5..5; 1: disc, radius evenly in 0..2.5; angle even | 0 |
//! | moons | t = π·j/(m − 1), j-th of m in its class; 0: (cos t, sin t); 1: (1 − cos t, ½ − sin t) | 0.1 |
//! | blobs | the point 4·(cos 2πc/k, sin 2πc/k) | 1 |
//! | spirals | r = 5j/m, t = 3.5π·j/m + 2πc/k, (r sin t, r cos t) | 0 |
//! | gauss | 0: (−2, −2); 1: (2, 2) | 1 |
//! | quadrants | evenly in ±5 off the axes by 0.3; 1: x₁x₂ ≥ 0 | 0 |
//!
//! Circles, spirals, gauss and quadrants have the sizes of TensorFlow Playground, whose noise is even rather
//! than normal; moons are scikit-learn's.

use std::f64::consts::PI;

use engine::random::Stream;
use libm::{cos, sin};

use crate::column::Column;
use crate::table::{RawTable, Target};

/// How a set places its points: of one class, the j-th of m.
pub struct PointGenerator {
    /// The names of the classes.
    pub classes: Vec<String>,
    /// The standard deviation of the noise unless the config says another.
    pub noise: f64,
    /// (class, j, m) -> the point.
    pub place: Place,
}

type Place = Box<dyn Fn(usize, usize, usize, &mut Stream) -> [f64; 2]>;

/// `samples` points of the shape.
pub fn draw(shape: &PointGenerator, samples: usize, noise: f64, stream: &mut Stream) -> RawTable {
    let k = shape.classes.len();
    let labels: Vec<usize> = (0..samples).map(|row| row % k).collect();
    let mut inputs = Vec::with_capacity(2 * samples);
    for (row, &class) in labels.iter().enumerate() {
        let of_class = (samples - class).div_ceil(k);
        let point = (shape.place)(class, row / k, of_class, stream);
        inputs.extend(point.map(|x| x + noise * stream.normal()));
    }
    let target = Target::Classes { name: "class".into(), labels, classes: shape.classes.clone() };
    RawTable::complete(samples, inputs, Column::numbers(["x1", "x2"]), target)
}

/// A disc within a ring.
pub fn circles() -> PointGenerator {
    named(["ring", "disc"], 0.0, |class, _, _, stream| {
        let radius = if class == 1 { stream.between(0.0, 2.5) } else { stream.between(3.5, 5.0) };
        polar(radius, stream.between(0.0, 2.0 * PI))
    })
}

/// Two interleaved half circles.
pub fn moons() -> PointGenerator {
    named(["upper", "lower"], 0.1, |class, j, m, _| {
        let t = PI * j as f64 / (m.max(2) - 1) as f64;
        if class == 0 { [cos(t), sin(t)] } else { [1.0 - cos(t), 0.5 - sin(t)] }
    })
}

/// `k` clouds on a circle.
pub fn blobs(k: usize) -> PointGenerator {
    numbered(k, 1.0, move |class, _, _, _| polar(4.0, 2.0 * PI * class as f64 / k as f64))
}

/// `k` arms of a spiral.
pub fn spirals(k: usize) -> PointGenerator {
    numbered(k, 0.0, move |class, j, m, _| {
        let along = j as f64 / m as f64;
        let t = 3.5 * PI * along + 2.0 * PI * class as f64 / k as f64;
        [5.0 * along * sin(t), 5.0 * along * cos(t)]
    })
}

/// Two clouds on the diagonal.
pub fn gauss() -> PointGenerator {
    numbered(2, 1.0, |class, _, _, _| if class == 0 { [-2.0; 2] } else { [2.0; 2] })
}

/// Four quadrants.
pub fn quadrants() -> PointGenerator {
    numbered(2, 0.0, |class, _, _, stream| {
        let sizes = [stream.between(0.3, 5.3), stream.between(0.3, 5.3)];
        let right = if stream.uniform() < 0.5 { -1.0 } else { 1.0 };
        let up = if class == 1 { right } else { -right };
        [right * sizes[0], up * sizes[1]]
    })
}

fn polar(radius: f64, angle: f64) -> [f64; 2] {
    [radius * cos(angle), radius * sin(angle)]
}

fn named(
    classes: [&str; 2],
    noise: f64,
    place: impl Fn(usize, usize, usize, &mut Stream) -> [f64; 2] + 'static,
) -> PointGenerator {
    PointGenerator { classes: classes.map(String::from).to_vec(), noise, place: Box::new(place) }
}

fn numbered(
    k: usize,
    noise: f64,
    place: impl Fn(usize, usize, usize, &mut Stream) -> [f64; 2] + 'static,
) -> PointGenerator {
    PointGenerator { classes: (0..k).map(|class| class.to_string()).collect(), noise, place: Box::new(place) }
}
