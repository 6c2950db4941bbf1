//! The names of numbers on a board: a letter, its layer above, its units below, as in w₁₂⁽²⁾.
//!
//! Boards count layers and units from 1, as lectures do: w₁₂⁽²⁾ is `layers.1.weight[0,1]`, from unit 1 to unit 2.

/// A letter, in Unicode and in TeX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter(pub &'static str, pub &'static str);

impl Letter {
    /// The sum of an affine map, where the activation sees something else.
    pub const AFFINE: Letter = Letter("u", "u");
    /// The mean over the batch.
    pub const MEAN: Letter = Letter("μ", "\\mu");
    /// The variance over the batch.
    pub const VARIANCE: Letter = Letter("v", "v");
    /// What deviations from the mean are multiplied by.
    pub const INVERSE_DEVIATION: Letter = Letter("r", "r");
    /// u, normalized.
    pub const NORMALIZED: Letter = Letter("û", "\\hat u");
    /// What an activation sees.
    pub const Z: Letter = Letter("z", "z");
    /// What it gives.
    pub const A: Letter = Letter("a", "a");
    /// What dropout multiplies by.
    pub const MASK: Letter = Letter("m", "m");
    /// What a block hands on.
    pub const H: Letter = Letter("h", "h");
    /// Inputs.
    pub const X: Letter = Letter("x", "x");
    /// Outputs.
    pub const Y: Letter = Letter("y", "y");
    /// Targets.
    pub const T: Letter = Letter("t", "t");
    /// Targets that a loss smooths.
    pub const SMOOTHED: Letter = Letter("t̃", "\\tilde t");
    /// −1 or 1 in the place of a target that is coded otherwise.
    pub const SIGN: Letter = Letter("τ", "\\tau");
    /// The derivative of the objective with respect to z.
    pub const DELTA: Letter = Letter("δ", "\\delta");
    /// Weights.
    pub const WEIGHT: Letter = Letter("w", "w");
    /// Biases.
    pub const BIAS: Letter = Letter("b", "b");
    /// The scale of batch normalization.
    pub const GAMMA: Letter = Letter("γ", "\\gamma");
    /// Its shift.
    pub const BETA: Letter = Letter("β", "\\beta");
    /// The slope of prelu.
    pub const SLOPE: Letter = Letter("c", "c");
    /// The weights of a residual connection between different widths.
    pub const PROJECTION: Letter = Letter("p", "p");
    /// The objective.
    pub const OBJECTIVE: Letter = Letter("J", "J");
    /// The data loss.
    pub const LOSS: Letter = Letter("E", "E");
    /// The penalty.
    pub const PENALTY: Letter = Letter("Ω", "\\Omega");
    /// The gradient of the objective.
    pub const GRADIENT: Letter = Letter("g", "g");
    /// The learning rate.
    pub const RATE: Letter = Letter("η", "\\eta");
    /// ε of batch normalization and of update rules.
    pub const EPSILON: Letter = Letter("ε", "\\varepsilon");
}

/// Whether a letter is the value before an update or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UpdateSide {
    /// Before, or where there is no update.
    #[default]
    Before,
    /// After it.
    After,
}

/// The name of a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Name {
    /// A letter with its indices.
    Letter {
        /// The letter.
        letter: Letter,
        /// Its layer, counted from 1.
        layer: Option<usize>,
        /// Its units, counted from 1.
        index: Vec<usize>,
        /// Whether it is the number after an update.
        side: UpdateSide,
    },
    /// ∂ of the first by ∂ of the second.
    Partial(Box<Name>, Box<Name>),
    /// f′ of a name.
    Slope(Box<Name>),
}

impl Name {
    /// A letter alone.
    pub fn plain(letter: Letter) -> Name {
        Name::Letter { letter, layer: None, index: Vec::new(), side: UpdateSide::Before }
    }

    /// A letter of a layer, both counted from 0 here.
    pub fn of(letter: Letter, layer: usize, index: &[usize]) -> Name {
        let index = index.iter().map(|unit| unit + 1).collect();
        Name::Letter { letter, layer: Some(layer + 1), index, side: UpdateSide::Before }
    }

    /// A letter with one index, counted from 0 here, and no layer: an input, an output, a target.
    pub fn at(letter: Letter, unit: usize) -> Name {
        Name::Letter { letter, layer: None, index: vec![unit + 1], side: UpdateSide::Before }
    }

    /// The same number after the update.
    pub fn after(self) -> Name {
        match self {
            Name::Letter { letter, layer, index, .. } => Name::Letter { letter, layer, index, side: UpdateSide::After },
            other => other,
        }
    }

    /// The derivative of the activation there.
    pub fn slope(self) -> Name {
        Name::Slope(Box::new(self))
    }

    /// The derivative of the objective with respect to it.
    pub fn partial(self) -> Name {
        self.partial_of(Name::plain(Letter::OBJECTIVE))
    }

    /// The derivative of another number with respect to it.
    pub fn partial_of(self, differentiated: Name) -> Name {
        Name::Partial(Box::new(differentiated), Box::new(self))
    }
}
