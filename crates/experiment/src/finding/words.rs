//! The words of findings: a title, what was seen with its numbers, why it harms, what to try.
//!
//! Plain text: whoever prints it escapes it. Layers are counted from 1, as in figures and on blackboards.

use super::{Finding, FindingKind, why};

/// What it means that a training diverged, behind that word and a colon.
pub const DIVERGED: &str = "the loss became infinite or NaN, or ended beyond a million times what it was";

impl FindingKind {
    /// In two or three words.
    pub fn title(self) -> &'static str {
        match self {
            FindingKind::Leakage => "Possible leakage",
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
                "initial weights that suit the activation (\"xavier-uniform\" for tanh, \"he-normal\" for a \
                 rectifier), a rectifier, batch_norm, residual = true, or fewer layers"
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
            FindingKind::RateTooHigh => {
                "a smaller learning rate, a third of it at a time, until updates overshoot no longer"
            }
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
            ("{value}", apart(self.value, self.threshold, short)),
            ("{threshold}", apart(self.threshold, self.value, short)),
            ("{exactly}", self.threshold.to_string()),
            ("{share}", apart(self.value, self.threshold, percent)),
            ("{limit}", apart(self.threshold, self.value, percent)),
            ("{layer}", format!("hidden layer {}", self.layer.map_or(0, |layer| layer + 1))),
            ("{moment}", moment),
            ("{Moment}", beginning),
            ("{epoch}", self.epoch.to_string()),
            ("{s}", plural.to_owned()),
            ("{diverged}", DIVERGED.to_owned()),
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
                "{Moment} the gradient in {layer} is {value} times that of the output layer, less than {threshold}; \
                 each is divided by the size of what its layer reads (‖dw‖/‖x‖). The network has not learned."
            }
            FindingKind::ExplodingGradients => {
                "{Moment} the gradient in {layer} is {value} times that of the output layer, more than {threshold}; \
                 each is divided by the size of what its layer reads (‖dw‖/‖x‖)."
            }
            FindingKind::SaturatedUnits => {
                "{Moment}, {share} of all activations in {layer} are saturated, more than {limit}: \
                 their slope is below a tenth of the largest."
            }
            FindingKind::DeadUnits => {
                "{Moment}, {share} of the units in {layer} have slope 0 at every sample; {limit} is too much."
            }
            FindingKind::MismatchedLoss => {
                "{share} of the training rows are wrong where the slope of the output is below a tenth of its largest, \
                 more than {limit}."
            }
            FindingKind::RateTooHigh => {
                "Learning rate times curvature is {value} {moment}; beyond {threshold} updates overshoot."
            }
            FindingKind::UnstableTraining if self.value.is_infinite() => {
                "The training diverged in epoch {epoch}: {diverged}."
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
                "At the end the training loss still falls: its pace there, divided by the mean pace, is {value}; below \
                 {threshold} it would have come to rest."
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
                "On its own training rows the network is no better than guessing; it should go more than {limit} of \
                 the way to what they allow."
            }
            _ => {
                "On its own training rows the network has gone {share} of the way from guessing to what they allow; \
                 it should be more than {limit}."
            }
        }
    }

    /// All of it in one line: the title, what was seen, what to try.
    pub fn line(&self) -> String {
        format!("{}: {} Try {}.", self.kind.title(), self.what(), self.kind.remedy())
    }
}

/// A number with so many digits that it does not look like another one from which it differs: two if that is enough.
fn apart(value: f64, other: f64, write: fn(f64, usize) -> String) -> String {
    let differs = |digits: &usize| value == other || write(value, *digits) != write(other, *digits);
    write(value, (2..17).find(differs).unwrap_or(17))
}

/// So many significant digits, without an exponent where that is short: with two 0.00031, 1.2, 35, 4700, 3.1e-9.
fn short(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{}", value + 0.0).replace("inf", "∞").replace('-', "−");
    }
    let rounded: f64 = format!("{value:.*e}", digits - 1).parse().expect("a number that was just written");
    let size = rounded.abs();
    let written = if (1e-4..1e6).contains(&size) { format!("{rounded}") } else { format!("{rounded:e}") };
    written.replacen('-', "−", usize::from(rounded < 0.0))
}

/// A share as a percentage without decimals where two digits are enough; between nothing and half a percent with its
/// digits.
fn percent(share: f64, digits: usize) -> String {
    let percent = 100.0 * share;
    match percent == 0.0 || percent.abs() >= 0.5 {
        true => format!("{percent:.*} %", digits - 2),
        false => format!("{} %", short(percent, digits)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, FindingKind, apart, percent, short};
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
        let written =
            [0.0, 0.00031415, 1.25, 35.4, 4711.0, 3.14e-9, 2.5e7, f64::INFINITY, 0.999999].map(|value| short(value, 2));
        assert_eq!(written, ["0", "0.00031", "1.2", "35", "4700", "3.1e-9", "2.5e7", "∞", "1"]);
        let shares = [0.0, 0.004, 0.5, 0.999].map(|share| percent(share, 2));
        assert_eq!(shares, ["0 %", "0.4 %", "50 %", "100 %"]);
    }

    /// 0.4987 is less than a half, and 0.0198 less than 0.02.
    #[test]
    fn a_value_never_looks_like_its_threshold() {
        let both = |value, other, write| [apart(value, other, write), apart(other, value, write)];
        assert_eq!(both(0.4987, 0.5, percent), ["49.9 %", "50.0 %"]);
        assert_eq!(both(0.01998, 0.02, short), ["0.01998", "0.02"]);
        assert_eq!(both(0.3, 0.5, percent), ["30 %", "50 %"]);
        assert_eq!(both(0.5, 0.5, percent), ["50 %", "50 %"]);
    }
}
