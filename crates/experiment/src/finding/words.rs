//! The words of findings: a title, what was seen with its numbers, why it harms, what to try.
//!
//! Plain text: whoever prints it escapes it. Layers are counted from 1, as in figures and on blackboards.

use super::{Finding, FindingKind};

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
            FindingKind::Leakage => {
                "An input that carries the answer will not be known when a prediction is needed, so the score says \
                 nothing about new data."
            }
            FindingKind::UnscaledInputs => {
                "The loss is steep along the weights of large inputs and flat along those of small ones: a rate that \
                 is safe for the first hardly moves the others."
            }
            FindingKind::SymmetricUnits => {
                "Units with the same weights get the same gradient, so they stay the same forever and count as one."
            }
            FindingKind::VanishingGradients => {
                "On the way back each layer multiplies the gradient by its weights and by the slope of its \
                 activation. Where that product is small the first layers hardly move, and stay as they were drawn."
            }
            FindingKind::ExplodingGradients => {
                "On the way back each layer multiplies the gradient by its weights and by the slope of its \
                 activation. Where that product is large the first layers are thrown about by every update."
            }
            FindingKind::SaturatedUnits => {
                "Where an activation is flat its slope is close to 0, and the gradient behind it with it: a saturated \
                 unit hardly learns."
            }
            FindingKind::DeadUnits => {
                "A unit whose slope is 0 at every sample gets no gradient, so it cannot come back, and the network is \
                 smaller than it looks."
            }
            FindingKind::MismatchedLoss => {
                "The gradient of this loss carries the slope of the output, which is close to 0 where the output is \
                 sure: exactly the rows that are most wrong teach least. A cross-entropy cancels that slope."
            }
            FindingKind::RateTooHigh => {
                "Along a direction of curvature c an update multiplies the distance from the valley's floor by \
                 1 − rate·c. Beyond the limit it lands farther away than it began."
            }
            FindingKind::UnstableTraining => {
                "Updates that are too long jump over the minimum again and again, and each may end higher than it \
                 began."
            }
            FindingKind::RateTooLow => {
                "Each update goes in the right direction and almost nowhere: the same loss could be reached in a small \
                 part of the updates."
            }
            FindingKind::TooFewEpochs => {
                "Training ended while every epoch still improved the network, so the result says more about the number \
                 of epochs than about the network."
            }
            FindingKind::ClassImbalance => {
                "Whoever always answers with the common class is right almost always, so accuracy and a plain mean of \
                 losses hardly notice a class that is never found."
            }
            FindingKind::Overfitting => {
                "From some epoch on the network learns the training rows by heart: their loss falls while that of rows \
                 it has not seen rises."
            }
            FindingKind::Underfitting => {
                "The network does not even describe the rows that it was trained on, though they can be described: it \
                 is too small, of the wrong shape, or held back by a penalty."
            }
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
            FindingKind::RateTooHigh => "a learning rate below the one at which the two numbers are equal",
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
        let (value, threshold) = (short(self.value), short(self.threshold));
        let (layer, name) = (self.layer.map_or(0, |layer| layer + 1), self.name.as_deref().unwrap_or_default());
        match self.kind {
            FindingKind::Leakage if name.is_empty() => {
                format!("A straight line through the inputs gives the target with r² = {value}, {threshold} or more.")
            }
            FindingKind::Leakage => {
                format!("The input {name} gives the target with r² = {value}, {threshold} or more.")
            }
            FindingKind::UnscaledInputs => format!(
                "The input {name} is {value} times as large as the spread of a typical one; {threshold} is too much."
            ),
            FindingKind::SymmetricUnits => {
                format!("In hidden layer {layer} the weights of {} are those of another unit.", units(self.value))
            }
            FindingKind::VanishingGradients => format!(
                "Hidden layer {layer} gets {value} times the gradient of the output layer, less than {threshold}{}.",
                self.moment()
            ),
            FindingKind::ExplodingGradients => format!(
                "Hidden layer {layer} gets {value} times the gradient of the output layer, more than {threshold}{}.",
                self.moment()
            ),
            FindingKind::SaturatedUnits => format!(
                "In hidden layer {layer} {} of all activations are flat, more than {}{}.",
                percent(self.value),
                percent(self.threshold),
                self.moment()
            ),
            FindingKind::DeadUnits => format!(
                "In hidden layer {layer} {} of the units have slope 0 at every sample, {} or more{}.",
                percent(self.value),
                percent(self.threshold),
                self.moment()
            ),
            FindingKind::MismatchedLoss => format!(
                "{} of the training rows are wrong where the output is flat, more than {}.",
                percent(self.value),
                percent(self.threshold)
            ),
            FindingKind::RateTooHigh => format!(
                "Learning rate times curvature is {value}{}; beyond {threshold} updates overshoot.",
                self.moment()
            ),
            FindingKind::UnstableTraining if self.value.is_infinite() => {
                format!("The training diverged in epoch {}: its loss is no number any more.", self.epoch)
            }
            FindingKind::UnstableTraining => format!(
                "In the second half of training the loss rises by {} from epoch to epoch in the mean, more than {}.",
                percent(self.value),
                percent(self.threshold)
            ),
            FindingKind::RateTooLow => format!(
                "An update goes {value} of the way to the floor of its valley, less than {threshold}{}.",
                self.moment()
            ),
            FindingKind::TooFewEpochs => format!(
                "At the end the training loss falls at {} of its mean pace, more than {}.",
                percent(self.value),
                percent(self.threshold)
            ),
            FindingKind::ClassImbalance => format!(
                "Of the rows of the class {name} {} are found, fewer than {}, and the accuracy does not show it.",
                percent(self.value),
                percent(self.threshold)
            ),
            FindingKind::Overfitting => format!(
                "The {name} on held-out rows is {value} below that on training rows, more than {threshold}; their loss \
                 was least after epoch {}.",
                self.epoch
            ),
            FindingKind::Underfitting => format!(
                "On its own training rows the network has gone {} of the way from guessing to what they allow, less \
                 than {}.",
                percent(self.value),
                percent(self.threshold)
            ),
        }
    }

    /// All of it in one line: the title, what was seen, what to try.
    pub fn line(&self) -> String {
        format!("{}: {} Try {}.", self.kind.title(), self.what(), self.kind.remedy())
    }

    /// " before the first update" or " after epoch 12".
    fn moment(&self) -> String {
        match self.epoch {
            0 => " before the first update".to_owned(),
            epoch => format!(" after epoch {epoch}"),
        }
    }
}

fn units(count: f64) -> String {
    if count == 1.0 { "1 unit".to_owned() } else { format!("{count} units") }
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
    use super::{percent, short};

    #[test]
    fn numbers_have_two_digits_and_exponents_only_far_from_one() {
        let written = [0.0, 0.00031415, 1.25, 35.4, 4711.0, 3.14e-9, 2.5e7, f64::INFINITY, 0.999999].map(short);
        assert_eq!(written, ["0", "0.00031", "1.2", "35", "4700", "3.1e-9", "2.5e7", "∞", "1"]);
        assert_eq!([0.0, 0.004, 0.5, 0.999].map(percent), ["0 %", "0.4 %", "50 %", "100 %"]);
    }
}
