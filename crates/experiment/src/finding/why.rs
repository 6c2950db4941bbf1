//! Why each finding harms, in one or two sentences.

pub(super) const LEAKAGE: &str = "An input that is nearly the target may have been filled in with the answer: then it \
    is not known when a prediction is needed, and the score says nothing about new data. Where it is known in time, a \
    straight line is all that there is to learn.";
pub(super) const UNSCALED_INPUTS: &str = "The loss is steep along the weights of large inputs and flat along \
    those of small ones: a rate that is safe for the first hardly moves the others.";
pub(super) const SYMMETRIC_UNITS: &str = "Units with the same weights get the same gradient, so they stay the \
    same forever and count as one.";
pub(super) const VANISHING_GRADIENTS: &str = "On the way back each layer multiplies the gradient by its weights \
    and by the slope of its activation. Where that product is small the first layers hardly move, and stay as \
    they were drawn.";
pub(super) const EXPLODING_GRADIENTS: &str = "On the way back each layer multiplies the gradient by its weights \
    and by the slope of its activation. Where that product is large the first layers are thrown about by every \
    update.";
pub(super) const SATURATED_UNITS: &str = "Where an activation is flat its slope is close to 0, and the gradient \
    behind it with it: a saturated unit hardly learns.";
pub(super) const DEAD_UNITS: &str = "A unit whose slope is 0 at every sample gets no gradient, so it cannot come \
    back, and the network is smaller than it looks.";
pub(super) const MISMATCHED_LOSS: &str = "The gradient of this loss carries the slope of the output, which is \
    close to 0 where the output is sure: exactly the rows that are most wrong teach least. A cross-entropy \
    cancels that slope.";
pub(super) const RATE_TOO_HIGH: &str = "Along a direction of curvature c an update multiplies the distance from \
    the valley's floor by 1 − rate·c. Beyond the limit it lands farther away than it began.";
pub(super) const UNSTABLE_TRAINING: &str = "Updates that are too long jump over the minimum again and again, and \
    each may end higher than it began.";
pub(super) const RATE_TOO_LOW: &str = "Each update goes in the right direction and almost nowhere: the same loss \
    could be reached in a small part of the updates.";
pub(super) const TOO_FEW_EPOCHS: &str = "Training ended while every epoch still improved the network, so the \
    result says more about the number of epochs than about the network.";
pub(super) const CLASS_IMBALANCE: &str = "Whoever always answers with the common class is right almost always, \
    so accuracy and a plain mean of losses hardly notice a class that is never found.";
pub(super) const OVERFITTING: &str = "From some epoch on the network learns the training rows by heart: their \
    loss falls while that of rows it has not seen rises.";
pub(super) const UNDERFITTING: &str = "The network does not even describe the rows that it was trained on, \
    though they can be described: it is too small, of the wrong shape, or held back by a penalty.";
