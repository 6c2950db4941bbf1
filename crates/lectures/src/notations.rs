//! What the same thing is called in each of the lectures: a program has to choose, and to say what it chose.

/// One matter, and how each lecture and Longhand write it.
pub struct Notation {
    /// What it is about.
    pub matter: &'static str,
    /// Lectures 000 to 004.
    pub lectures: [&'static str; 5],
    /// What the configs and reports of Longhand mean.
    pub longhand: &'static str,
}

/// All of them.
pub const NOTATIONS: &[Notation] = &[
    Notation {
        matter: "index of a weight",
        lectures: [
            "w_ij from i to j (l.103–328); w_ji, w_kj to the first from the second (l.72–422); w₂₁ from X₁ to unit 2 \
             (Example 2)",
            "w_ij from i to j; wˡ leads into layer l (to l.342), Wˡ out of layer l (from l.346)",
            "w_ij from i to j, w_0j is the bias",
            "single numbers w₁ … w₈, W_ih = [w₁ w₃; w₂ w₄]",
            "single numbers w₁ … w₈",
        ],
        longhand: "`layers.k.weight[i,j]` from i to j, all from 0",
    },
    Notation {
        matter: "a layer in matrices",
        lectures: [
            "z = Wᵀx + b, columns",
            "z = (w)ᵀz, columns; from l.346 Z = XW + B, rows",
            "a = σ(Wᵀa), columns",
            "net = [i₁ i₂]W + b, printed as a column",
            "net = Wᵀx, columns",
        ],
        longhand: "z = x·w + b, a sample is a row",
    },
    Notation {
        matter: "loss of one sample",
        lectures: [
            "½ Σ(y − t)²",
            "½ Σ(y − y*)²",
            "½ Σ(y − v)², Σ(y − a)²",
            "Σ(o − out)², without ½",
            "Σ ½(target − out)²",
        ],
        longhand: "`squared-error`, `sum-squared-error`, `total-squared-error`",
    },
    Notation {
        matter: "loss of n samples",
        lectures: [
            "1/n Σ, so 1/(2n) in the examples",
            "Σ in the matrix form; mean in batches",
            "Σ (l.622), 1/N Σ (l.648)",
            "one sample",
            "one sample",
        ],
        longhand: "the mean; `total-squared-error` the sum",
    },
    Notation {
        matter: "sign of the error δ",
        lectures: ["y − t", "y − y*", "y − v, target minus output (l.509)", "−2(o − out)", "−(target − out)"],
        longhand: "y − t: δ is the derivative by z",
    },
    Notation {
        matter: "threshold and bias",
        lectures: [
            "bias x₀ or A₀ added, φ₀ = 1",
            "b added",
            "w·x ≥ w₀ (l.106) and w₀x₀ + w·x ≥ 0 (l.109)",
            "b₁ … b₄ added",
            "b₁, b₂ added",
        ],
        longhand: "`layers.k.bias` is added; a threshold is minus it",
    },
    Notation {
        matter: "where the bias lies",
        lectures: [
            "a vector for each layer; Example 2 has none at the output",
            "none up to l.216, then a row B for each layer",
            "row 0 of W",
            "one number for each unit",
            "one number for each layer, never updated",
        ],
        longhand: "`bias = \"per-unit\"`, `\"shared\"` or `\"none\"`; `frozen` stops updates",
    },
    Notation {
        matter: "step at 0",
        lectures: ["+1 (l.37)", "–", "fires (l.106, 143), does not (l.181)", "–", "–"],
        longhand: "`at_zero = \"upper\"` or `\"lower\"`",
    },
    Notation {
        matter: "relu at 0",
        lectures: ["0 for z ≤ 0", "z for z ≥ 0; no derivative there (l.601)", "derivative 1 (l.818)", "–", "–"],
        longhand: "derivative 0",
    },
    Notation {
        matter: "outputs of a perceptron",
        lectures: ["±1", "–", "±1 (l.106), 0 and 1 (l.134–181)", "–", "–"],
        longhand: "`coding = \"±1\"`, or 0 and 1",
    },
    Notation {
        matter: "order of updates",
        lectures: ["all at once", "all at once", "all at once", "all at once", "all at once (l.208 and 211 were not)"],
        longhand: "`update = \"simultaneous\"` or `\"sequential\"`",
    },
];

/// The table in Markdown.
pub fn table() -> String {
    let mut text = "| matter | 000 | 001 | 002 | 003 | 004 | Longhand |\n|---|---|---|---|---|---|---|\n".to_string();
    for Notation { matter, lectures, longhand } in NOTATIONS {
        text.push_str(&format!("| {matter} | {} | {longhand} |\n", lectures.join(" | ")));
    }
    text
}
