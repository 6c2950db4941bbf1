//! Update rules with their numbers: what is remembered, and the step.

use experiment::spec::Optimizer;
use from_scratch::rules;

use crate::board::Line;
use crate::by_hand::read;
use crate::formula::{Formula, named, number};
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
    /// A letter of the rule, of this parameter; θ is the parameter itself.
    fn name_of(&self, letter: &'static str) -> Name {
        match &self.name {
            name if letter == THETA => name.clone(),
            Name::Letter { layer, index, side, .. } => {
                Name::Letter { letter: hatted(letter), layer: *layer, index: index.clone(), side: *side }
            }
            Name::Partial(..) | Name::Slope(_) => Name::plain(hatted(letter)),
        }
    }

    /// What is known before the first line: letters and what they stand for.
    fn known(&self, rule: Optimizer) -> Vec<(&'static str, Formula)> {
        let facts = rule.facts();
        let epsilon = facts.constants.iter().find(|constant| constant.name == "epsilon");
        let epsilon = epsilon.map(|constant| ("ε", named(Name::plain(Letter::EPSILON), constant.value)));
        let known = [
            (THETA, named(self.name.clone(), self.before)),
            ("g", self.gradient.clone()),
            ("η", named(Name::plain(Letter::RATE), self.rate)),
            ("t", number(self.step as f64)),
            ("‖g‖", named(Name::plain(NORM), self.norm)),
        ];
        known.into_iter().chain(epsilon).collect()
    }
}

/// The parameter, in the formulas of rules.
const THETA: &str = "θ";
const NORM: Letter = Letter("‖g‖", "\\lVert g \\rVert");

/// A letter with what stands above it.
fn hatted(letter: &'static str) -> Letter {
    match letter {
        "m̂" => Letter(letter, "\\hat m"),
        "v̂" => Letter(letter, "\\hat v"),
        _ => Letter(letter, letter),
    }
}

/// The lines of one parameter's update, as its rule writes them in `from-scratch`.
pub(super) fn lines(rule: Optimizer, of: &Element) -> Vec<Line> {
    let Some(by_hand) = rules::rule_of::<f64>(rule).map(|rule| rule.by_hand(of.norm)) else {
        return vec![Line::new(of.name.clone().after(), number(of.after)).remark("found by a line search")];
    };
    let (slots, mut known) = (rule.memory().len(), of.known(rule));
    let mut lines = Vec::new();
    for (at, (letter, text)) in by_hand.iter().enumerate() {
        let name = of.name_of(letter);
        if at < slots {
            known.push((letter, named(name.clone(), of.memory.get(at).copied().unwrap_or(0.0))));
        }
        let latest =
            |letter: &str| known.iter().rev().find(|(other, _)| *other == letter).map(|(_, value)| value.clone());
        let formula = read(text, &latest);
        let line = match (at < slots, *letter) {
            (true, _) => Line::new(name.after(), formula).worth(of.remembered.get(at).copied().unwrap_or(f64::NAN)),
            (false, THETA) => Line::new(name.after(), formula).worth(of.after),
            (false, _) => Line::new(name, formula),
        };
        known.push((letter, named(line.name.clone(), line.value)));
        lines.push(line);
    }
    lines
}
