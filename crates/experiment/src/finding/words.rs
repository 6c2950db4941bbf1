//! The words of findings: a title, what was seen with its numbers, why it harms, what to try.
//!
//! Plain text: whoever prints it escapes it. Layers are counted from 1, as in figures and on blackboards.

use super::{Finding, FindingKind, why};

impl FindingKind {
    /// In two or three words.
    pub fn title(self) -> &'static str {
        match self {
            FindingKind::Leakage => "Leakage",
            FindingKind::UnscaledInputs => "Unscaled inputs",
            FindingKind::SymmetricUnits => "Symmetric units",
            FindingKind::VanishingGradients => "Vanishing gradients",
            FindingKind::ExplodingGradients => "Exploding gradients",
            FindingKind::SaturatedUnits => "Saturated units",
            FindingKind::DeadUnits => "Dead units",
            FindingKind::MismatchedLoss => "Loss and output do not fit",
            FindingKind::RateTooHigh => "Learning rate too high",
            FindingKind::UnstableTraining => "Unstable training",
            FindingKind::RateTooLow => "Learning rate too low",
            FindingKind::TooFewEpochs => "Too few epochs",
            FindingKind::ClassImbalance => "Class imbalance",
            FindingKind::Overfitting => "Overfitting",
            FindingKind::Underfitting => "Underfitting",
        }
    }

    /// Why it harms, in one or two sentences.
    pub fn why(self) -> &'static str {
        match self {
            FindingKind::Leakage => why::LEAKAGE,
            FindingKind::UnscaledInputs => why::UNSCALED_INPUTS,
            FindingKind::SymmetricUnits => why::SYMMETRIC_UNITS,
            FindingKind::VanishingGradients => why::VANISHING_GRADIENTS,
            FindingKind::ExplodingGradients => why::EXPLODING_GRADIENTS,
            FindingKind::SaturatedUnits => why::SATURATED_UNITS,
            FindingKind::DeadUnits => why::DEAD_UNITS,
            FindingKind::MismatchedLoss => why::MISMATCHED_LOSS,
            FindingKind::RateTooHigh => why::RATE_TOO_HIGH,
            FindingKind::UnstableTraining => why::UNSTABLE_TRAINING,
            FindingKind::RateTooLow => why::RATE_TOO_LOW,
            FindingKind::TooFewEpochs => why::TOO_FEW_EPOCHS,
            FindingKind::ClassImbalance => why::CLASS_IMBALANCE,
            FindingKind::Overfitting => why::OVERFITTING,
            FindingKind::Underfitting => why::UNDERFITTING,
        }
    }

    /// What to try, the likeliest first.
    pub fn remedy(self) -> &'static str {
        match self {
            FindingKind::Leakage => "list the column under ignore, and ask when its value is known",
            FindingKind::UnscaledInputs => "scale = \"standard\", or \"robust\" where a few values are far out",
            FindingKind::SymmetricUnits => {
                "draw the initial weights: initializer = \"xavier-uniform\" or \"he-normal\""
            }
            FindingKind::VanishingGradients => {
                "a rectifier (\"relu\") with initializer = \"he-normal\", batch_norm, residual = true, or fewer layers"
            }
            FindingKind::ExplodingGradients => {
                "smaller initial weights (\"xavier-uniform\", \"he-normal\"), clip = { norm = 1.0 }, or batch_norm"
            }
            FindingKind::SaturatedUnits => {
                "scaled inputs, smaller initial weights (\"xavier-uniform\"), a smaller learning rate, or \"relu\""
            }
            FindingKind::DeadUnits => {
                "\"leaky-relu\" or \"elu\", initializer = \"he-normal\", or a smaller learning rate"
            }
            FindingKind::MismatchedLoss => {
                "loss = \"cross-entropy\" behind a softmax, \"binary-cross-entropy\" behind a sigmoid"
            }
            FindingKind::RateTooHigh => "a smaller learning rate, until rate times curvature stays below that limit",
            FindingKind::UnstableTraining => {
                "a third of the learning rate, a schedule that lowers it, larger batches, or clip = { norm = 1.0 }"
            }
            FindingKind::RateTooLow => {
                "ten times the learning rate; a figure of kind \"range-test\" shows how far to go"
            }
            FindingKind::TooFewEpochs => "more epochs, with early_stopping to end them, or a larger learning rate",
            FindingKind::ClassImbalance => {
                "judge by \"balanced-accuracy\" or the recall of the class, and class_weights = \"balanced\""
            }
            FindingKind::Overfitting => "early_stopping, a penalty (l2), dropout, a smaller network, or more rows",
            FindingKind::Underfitting => "more or wider hidden layers, further features, or a smaller penalty",
        }
    }
}

impl Finding {
    /// What was seen, with its number and the threshold, in one sentence.
    pub fn what(&self) -> String {
        let (moment, beginning) = match self.epoch {
            0 => ("before the first update".to_owned(), "Before the first update".to_owned()),
            epoch => (format!("after epoch {epoch}"), format!("After epoch {epoch}")),
        };
        let plural = if self.value == 1.0 { "" } else { "s" };
        let name = self.name.clone().unwrap_or_default();
        let words = [
            ("{value}", short(self.value)),
            ("{threshold}", short(self.threshold)),
            ("{exactly}", self.threshold.to_string()),
            ("{share}", percent(self.value)),
            ("{limit}", percent(self.threshold)),
            ("{layer}", format!("hidden layer {}", self.layer.map_or(0, |layer| layer + 1))),
            ("{moment}", moment),
            ("{Moment}", beginning),
            ("{epoch}", self.epoch.to_string()),
            ("{s}", plural.to_owned()),
            // Last, as a name may hold any words.
            ("{name}", name),
        ];
        words.iter().fold(self.sentence().to_owned(), |text, (place, word)| text.replace(place, word))
    }

    /// The sentence with places for its words.
    fn sentence(&self) -> &'static str {
        match self.kind {
            FindingKind::Leakage if self.name.is_none() => {
                "A straight line through the inputs gives the target with r² = {value}, the threshold is {exactly}."
            }
            FindingKind::Leakage => "The input {name} gives the target with r² = {value}, the threshold is {exactly}.",
            FindingKind::UnscaledInputs => {
                "The input {name} is {value} times as large as the spread of a typical one; {threshold} is too much."
            }
            FindingKind::SymmetricUnits => "In {layer} the weights of {value} unit{s} are those of another unit.",
            FindingKind::VanishingGradients => {
                "{Moment} the gradient in {layer} is {value} times that of the output layer, less than {threshold}."
            }
            FindingKind::ExplodingGradients => {
                "{Moment} the gradient in {layer} is {value} times that of the output layer, more than {threshold}."
            }
            FindingKind::SaturatedUnits => {
                "{Moment}, {share} of all activations in {layer} are flat, more than {limit}."
            }
            FindingKind::DeadUnits => {
                "{Moment}, {share} of the units in {layer} have slope 0 at every sample; {limit} is too much."
            }
            FindingKind::MismatchedLoss => {
                "{share} of the training rows are wrong where the output is flat, more than {limit}."
            }
            FindingKind::RateTooHigh => {
                "Learning rate times curvature is {value} {moment}; beyond {threshold} updates overshoot."
            }
            FindingKind::UnstableTraining if self.value.is_infinite() => {
                "The training diverged in epoch {epoch}: its loss is no longer a number."
            }
            FindingKind::UnstableTraining | FindingKind::RateTooLow | FindingKind::TooFewEpochs => self.of_course(),
            FindingKind::ClassImbalance | FindingKind::Overfitting | FindingKind::Underfitting => self.of_course(),
        }
    }

    /// The same of findings about the course of a training and its result.
    fn of_course(&self) -> &'static str {
        match self.kind {
            FindingKind::UnstableTraining => {
                "In the second half of training the loss keeps jumping: its rises alone, averaged over the epochs, \
                 come to {share} of it, more than {limit}."
            }
            // Where the curvature is negative a step has no floor to come near to.
            FindingKind::RateTooLow if self.value <= 0.0 => {
                "{Moment} the slope along an update does not get flatter: no floor of a valley is in sight."
            }
            FindingKind::RateTooLow => {
                "{Moment} an update goes {value} of the way to the floor of its valley, less than {threshold}."
            }
            FindingKind::TooFewEpochs => {
                "At the end the training loss still falls, by {share} of its mean fall in an epoch, more than {limit}."
            }
            FindingKind::ClassImbalance => {
                "Of the rows of the class {name}, {share} are found, fewer than {limit}, and the accuracy does not \
                 show it."
            }
            FindingKind::Overfitting => {
                "The {name} on held-out rows is {value} below that on training rows, more than {threshold}; their loss \
                 was least after epoch {epoch}."
            }
            _ if self.value <= 0.0 => {
                "On its own training rows the network is no better than guessing; it should go {limit} of the way to \
                 what they allow."
            }
            _ => {
                "On its own training rows the network has gone {share} of the way from guessing to what they allow, \
                 less than {limit}."
            }
        }
    }

    /// All of it in one line: the title, what was seen, what to try.
    pub fn line(&self) -> String {
        format!("{}: {} Try {}.", self.kind.title(), self.what(), self.kind.remedy())
    }
}

/// Two significant digits, without an exponent where that is short: 0.00031, 1.2, 35, 4700, 3.1e-9.
fn short(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{}", value + 0.0).replace("inf", "∞").replace('-', "−");
    }
    let rounded: f64 = format!("{value:.1e}").parse().expect("a number that was just written");
    let size = rounded.abs();
    let written = if (1e-4..1e6).contains(&size) { format!("{rounded}") } else { format!("{rounded:e}") };
    written.replacen('-', "−", usize::from(rounded < 0.0))
}

/// A share as a percentage; between nothing and half a percent with its digits.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if percent == 0.0 || percent.abs() >= 0.5 { format!("{percent:.0} %") } else { format!("{} %", short(percent)) }
}

#[cfg(test)]
mod tests {
    use super::{Finding, FindingKind, percent, short};
    use crate::spec::EngineName;

    /// Learning rate times curvature is no part of a way where the curvature is negative.
    #[test]
    fn a_slope_that_gets_steeper_has_no_floor() {
        let of = |value: f64| {
            let (kind, engine, name) = (FindingKind::RateTooLow, EngineName::FromScratch, None);
            Finding { kind, engine, layer: None, name, epoch: 20, value, threshold: 0.02 }.what()
        };
        let floor = "After epoch 20 an update goes 0.01 of the way to the floor of its valley, less than 0.02.";
        assert_eq!(of(0.01), floor);
        let slope = "After epoch 20 the slope along an update does not get flatter: no floor of a valley is in sight.";
        assert_eq!(of(-0.021), slope);
    }

    #[test]
    fn numbers_have_two_digits_and_exponents_only_far_from_one() {
        let written = [0.0, 0.00031415, 1.25, 35.4, 4711.0, 3.14e-9, 2.5e7, f64::INFINITY, 0.999999].map(short);
        assert_eq!(written, ["0", "0.00031", "1.2", "35", "4700", "3.1e-9", "2.5e7", "∞", "1"]);
        assert_eq!([0.0, 0.004, 0.5, 0.999].map(percent), ["0 %", "0.4 %", "50 %", "100 %"]);
    }
}
