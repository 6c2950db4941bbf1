//! Activations and their derivatives as formulas.

use experiment::spec::Activation;

use crate::formula::{Formula, Function, call, minus, number, over, square, times};

/// A formula and a remark.
pub(super) type Remarked = (Formula, Option<String>);

/// f(z).
pub(super) fn value(f: Activation, z: &Formula) -> Remarked {
    let at = z.value();
    let one_plus = |inner: Formula| Formula::Sum(vec![number(1.0), inner]);
    let side = |above: bool| Some(if above { "as z ≥ 0".to_owned() } else { "as z < 0".to_owned() });
    let z = z.clone();
    match f {
        Activation::Identity => (z, None),
        Activation::Sigmoid => (sigmoid(z), None),
        Activation::Tanh => (call(Function::Tanh, z), None),
        Activation::Softsign => (over(z.clone(), one_plus(call(Function::Abs, z))), None),
        Activation::Relu => (Formula::Call(Function::Max, vec![number(0.0), z]), None),
        Activation::LeakyRelu { slope } if at < 0.0 => (times([number(slope), z]), side(false)),
        Activation::Elu { alpha } if at < 0.0 => {
            (times([number(alpha), minus(call(Function::Exp, z), number(1.0))]), side(false))
        }
        Activation::LeakyRelu { .. } | Activation::Elu { .. } => (z, side(true)),
        Activation::Softplus => (call(Function::Ln, one_plus(call(Function::Exp, z))), None),
        Activation::Silu => (times([z.clone(), sigmoid(z)]), None),
        Activation::Step
        | Activation::Arctan
        | Activation::Selu
        | Activation::Gelu
        | Activation::Mish
        | Activation::Prelu { .. }
        | Activation::Maxout { .. } => (call(Function::Activation(f), z), Some(f.facts().formula.to_owned())),
    }
}

/// f′(z), where a = f(z).
pub(super) fn derivative(f: Activation, z: &Formula, a: &Formula) -> Remarked {
    let at = z.value();
    let side = |above: bool| Some(if above { "as z ≥ 0".to_owned() } else { "as z < 0".to_owned() });
    let one_plus = |inner: Formula| Formula::Sum(vec![number(1.0), inner]);
    let (z, a) = (z.clone(), a.clone());
    match f {
        Activation::Identity => (number(1.0), None),
        Activation::Step => (number(0.0), None),
        Activation::Sigmoid => (times([a.clone(), minus(number(1.0), a)]), None),
        Activation::Tanh => (minus(number(1.0), square(a)), None),
        Activation::Arctan => (over(number(1.0), one_plus(square(z))), None),
        Activation::Softsign => (over(number(1.0), square(one_plus(call(Function::Abs, z)))), None),
        Activation::Relu if at > 0.0 => (number(1.0), Some("as z > 0".to_owned())),
        Activation::Relu => (number(0.0), Some("as z ≤ 0".to_owned())),
        Activation::LeakyRelu { slope } if at < 0.0 => (number(slope), side(false)),
        Activation::Elu { alpha } if at < 0.0 => (Formula::Sum(vec![a, number(alpha)]), side(false)),
        Activation::LeakyRelu { .. } | Activation::Elu { .. } => (number(1.0), side(true)),
        Activation::Softplus => (sigmoid(z), None),
        Activation::Selu
        | Activation::Gelu
        | Activation::Silu
        | Activation::Mish
        | Activation::Prelu { .. }
        | Activation::Maxout { .. } => (call(Function::Derivative(f), z), None),
    }
}

/// 1/(1 + e⁻ᶻ).
fn sigmoid(z: Formula) -> Formula {
    let exponential = call(Function::Exp, Formula::Negative(Box::new(z)));
    over(number(1.0), Formula::Sum(vec![number(1.0), exponential]))
}
