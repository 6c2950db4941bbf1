//! The network of an experiment: every activation, initializer and bias of the schema, deep and shallow.

use super::{Draw, Head};

/// The lines of `[network]` with `depth` hidden layers.
pub fn network(draw: &mut Draw, head: &Head, depth: usize) -> String {
    if head.output == "step" {
        return format!("kind = \"perceptron\"\ninitializer = {}\n", initializer(draw));
    }
    let hidden: Vec<usize> = (0..depth).map(|_| draw.count(1, 8)).collect();
    let mut text = format!("hidden = {hidden:?}\noutput = {:?}\ninitializer = {}\n", head.output, initializer(draw));
    if depth > 0 {
        let activations = match draw.once_in(3) {
            true => format!("[{}]", (0..depth).map(|_| activation(draw)).collect::<Vec<_>>().join(", ")),
            false => activation(draw),
        };
        text += &format!("activation = {activations}\n");
        text += &draw.maybe(3, batch_norm);
        text += &draw.maybe(5, |_| "residual = true".into());
        text += &draw.maybe(5, |draw| dropout(draw, depth));
        text += &draw.maybe(6, |_| "at_zero = \"lower\"".into());
    }
    text + &format!("bias = {:?}\n", draw.name("Bias"))
}

fn activation(draw: &mut Draw) -> String {
    match draw.name("Activation").as_str() {
        "maxout" => format!("{{ kind = \"maxout\", pieces = {} }}", draw.count(2, 3)),
        name if draw.once_in(3) && ["leaky-relu", "prelu"].contains(&name) => {
            format!("{{ kind = {name:?}, slope = {:e} }}", draw.one_slope())
        }
        name => format!("{{ kind = {name:?} }}"),
    }
}

/// One probability for all hidden layers, or one for each.
fn dropout(draw: &mut Draw, depth: usize) -> String {
    match draw.once_in(2) {
        true => "dropout = 0.25".into(),
        false => {
            let each: Vec<&str> = (0..depth).map(|_| draw.one(&["0.0", "0.1", "0.5", "0.9"])).collect();
            format!("dropout = [{}]", each.join(", "))
        }
    }
}

fn batch_norm(draw: &mut Draw) -> String {
    match draw.count(0, 2) {
        0 => "batch_norm = {}".into(),
        1 => "batch_norm = { inference = \"training-set\" }".into(),
        _ => {
            let (momentum, epsilon) = (draw.one(&["0.01", "0.5", "1.0"]), draw.scale(-12, 0));
            format!("batch_norm = {{ momentum = {momentum}, epsilon = {epsilon:e} }}")
        }
    }
}

fn initializer(draw: &mut Draw) -> String {
    match draw.name("Initializer").as_str() {
        "normal" => format!("{{ kind = \"normal\", deviation = {:e} }}", draw.scale(-6, 3)),
        name => format!("{name:?}"),
    }
}

impl Draw<'_> {
    fn one_slope(&mut self) -> f64 {
        let scale = self.scale(-3, 1);
        if self.once_in(3) { -scale } else { scale }
    }
}
