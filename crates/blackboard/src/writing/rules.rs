//! Update rules with their numbers: what is remembered, and the step.

use experiment::spec::Optimizer;

use crate::board::Line;
use crate::formula::{Formula, Function, call, minus, named, number, over, square, times};
use crate::name::{Letter, Name};

/// One parameter at its update.
pub(super) struct Element<'a> {
    /// Its name, and its value before.
    pub name: Name,
    pub before: f64,
    /// Its value after, by the engine.
    pub after: f64,
    /// The gradient that the rule sees, after any clip, by its name.
    pub gradient: Formula,
    /// η.
    pub rate: f64,
    /// Which update this is, the first is 1.
    pub step: u64,
    /// What the rule remembered, and what it remembers afterwards: one number for each of its slots.
    pub memory: &'a [f64],
    pub remembered: &'a [f64],
    /// ‖g‖ over all that is trained.
    pub norm: f64,
}

impl Element<'_> {
    fn rate(&self) -> Formula {
        named(Name::plain(Letter::RATE), self.rate)
    }

    fn theta(&self) -> Formula {
        named(self.name.clone(), self.before)
    }

    /// A slot of the memory before, and the line that makes it anew; its letter goes with the parameter's indices.
    fn slot(&self, slot: usize, letter: Letter, formula: impl FnOnce(Formula) -> Formula) -> (Line, Formula) {
        let name = self.with(letter);
        let before = named(name.clone(), self.memory.get(slot).copied().unwrap_or(0.0));
        let after = self.remembered.get(slot).copied().unwrap_or(f64::NAN);
        let line = Line::new(name.clone().after(), formula(before)).worth(after);
        (line, named(name.after(), after))
    }

    /// A letter of the rule, of this parameter.
    fn with(&self, letter: Letter) -> Name {
        match &self.name {
            Name::Letter { layer, index, mark, .. } => {
                Name::Letter { letter, layer: *layer, index: index.clone(), mark: *mark }
            }
            Name::Partial(_) | Name::Slope(_) => Name::plain(letter),
        }
    }

    fn step(&self, direction: Formula) -> Line {
        self.from(self.theta(), direction)
    }

    fn from(&self, theta: Formula, direction: Formula) -> Line {
        Line::new(self.name.clone().after(), minus(theta, times([self.rate(), direction]))).worth(self.after)
    }
}

const VELOCITY: Letter = Letter("v", "v");
const SQUARES: Letter = Letter("s", "s");
const FIRST: Letter = Letter("m", "m");
const SECOND: Letter = Letter("v", "v");
const LARGEST: Letter = Letter("u", "u");
const CORRECTED_FIRST: Letter = Letter("m̂", "\\hat m");
const CORRECTED_SECOND: Letter = Letter("v̂", "\\hat v");
const NORM: Letter = Letter("‖g‖", "\\lVert g \\rVert");

/// The lines of one parameter's update.
pub(super) fn lines(rule: Optimizer, of: &Element) -> Vec<Line> {
    let g = of.gradient.clone();
    let kept = |share: f64, value: Formula| times([number(share), value]);
    match rule {
        Optimizer::GradientDescent { .. } => vec![of.step(g)],
        Optimizer::Momentum { momentum, .. } => {
            let (line, v) = of.slot(0, VELOCITY, |v| Formula::Sum(vec![kept(momentum, v), g]));
            vec![line, of.step(v)]
        }
        Optimizer::Nesterov { momentum, .. } => {
            let (line, v) = of.slot(0, VELOCITY, |v| Formula::Sum(vec![kept(momentum, v), g.clone()]));
            vec![line, of.step(Formula::Sum(vec![g, kept(momentum, v)]))]
        }
        Optimizer::Adagrad { epsilon, .. } => {
            let (line, s) = of.slot(0, SQUARES, |s| Formula::Sum(vec![s, square(g.clone())]));
            vec![line, of.step(over(g, root_and(s, epsilon)))]
        }
        Optimizer::Rmsprop { decay, epsilon, .. } => {
            let mean = |s| Formula::Sum(vec![kept(decay, s), kept(1.0 - decay, square(g.clone()))]);
            let (line, s) = of.slot(0, SQUARES, mean);
            vec![line, of.step(over(g, root_and(s, epsilon)))]
        }
        Optimizer::Adam { beta1, beta2, epsilon, .. } => adam(of, (beta1, beta2), epsilon, None),
        Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
            adam(of, (beta1, beta2), epsilon, Some(weight_decay))
        }
        Optimizer::Adamax { beta1, beta2, epsilon, .. } => {
            let (first, m) = of.slot(0, FIRST, |m| Formula::Sum(vec![kept(beta1, m), kept(1.0 - beta1, g.clone())]));
            let largest = |u| Formula::Call(Function::Max, vec![kept(beta2, u), call(Function::Abs, g)]);
            let (second, u) = of.slot(1, LARGEST, largest);
            let (line, corrected) = corrected(of, CORRECTED_FIRST, m, beta1);
            let below = Formula::Sum(vec![u, number(epsilon)]);
            vec![first, second, line, of.step(over(corrected, below))]
        }
        Optimizer::NormalisedGradient { .. } if of.norm > 0.0 => {
            vec![of.step(over(g, named(Name::plain(NORM), of.norm)))]
        }
        Optimizer::NormalisedGradient { .. } => vec![of.step(g)],
        Optimizer::Lbfgs { .. } => {
            vec![Line::new(of.name.clone().after(), number(of.after)).remark("found by a line search")]
        }
    }
}

/// √s + ε.
fn root_and(s: Formula, epsilon: f64) -> Formula {
    Formula::Sum(vec![Formula::Root(Box::new(s)), named(Name::plain(Letter::EPSILON), epsilon)])
}

/// m̂ = m/(1 − βᵗ).
fn corrected(of: &Element, letter: Letter, mean: Formula, beta: f64) -> (Line, Formula) {
    let power = Formula::Power(Box::new(number(beta)), Box::new(number(of.step as f64)));
    let line = Line::new(of.with(letter), over(mean, minus(number(1.0), power)));
    let value = named(line.name.clone(), line.value);
    (line, value)
}

fn adam(of: &Element, (beta1, beta2): (f64, f64), epsilon: f64, decay: Option<f64>) -> Vec<Line> {
    let g = of.gradient.clone();
    let kept = |share: f64, value: Formula| times([number(share), value]);
    let (first, m) = of.slot(0, FIRST, |m| Formula::Sum(vec![kept(beta1, m), kept(1.0 - beta1, g.clone())]));
    let (second, v) = of.slot(1, SECOND, |v| Formula::Sum(vec![kept(beta2, v), kept(1.0 - beta2, square(g.clone()))]));
    let (third, m) = corrected(of, CORRECTED_FIRST, m, beta1);
    let (fourth, v) = corrected(of, CORRECTED_SECOND, v, beta2);
    let theta = match decay {
        None => of.theta(),
        Some(decay) => times([minus(number(1.0), times([of.rate(), number(decay)])), of.theta()]),
    };
    vec![first, second, third, fourth, of.from(theta, over(m, root_and(v, epsilon)))]
}
