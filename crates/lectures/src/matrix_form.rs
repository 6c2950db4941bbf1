//! One small network worked twice: number by number, and in the matrices of lectures 001 and 003 (corrected).
//!
//! 2-2-2, sigmoid, E = Σ (o − out)²; the inputs, weights and biases are those of lecture 004. Each step stands beside
//! its shape, and the page says how far the two ways are apart.

mod matrices;
mod scalars;

use from_scratch::reference::Grid;

use scalars::Scalars;

/// The line by which the page is known as ours.
pub const FIRST_LINE: &str = "# One network in scalars and in matrices";

/// A step of the working in both ways.
pub struct Step {
    /// The formula in matrices.
    pub matrices: &'static str,
    /// What it gives.
    pub value: Grid<f64>,
    /// The same elements number by number, row after row: the formula, and what it gives.
    pub scalars: Vec<(&'static str, f64)>,
}

impl Step {
    /// The largest difference of an element.
    pub fn difference(&self) -> f64 {
        assert_eq!(self.value.values().len(), self.scalars.len(), "{}", self.matrices);
        let pairs = self.value.values().iter().zip(&self.scalars);
        pairs.map(|(matrix, (_, scalar))| (matrix - scalar).abs()).fold(0.0, f64::max)
    }
}

/// The steps in the form of lecture 001: rows, with a weight matrix behind them.
pub fn rows() -> Vec<Step> {
    matrices::rows(&Scalars::new())
}

/// The steps in the form of lecture 003: elementwise products of matrices of derivatives, with its misprints corrected.
pub fn elementwise() -> Vec<Step> {
    matrices::elementwise(&Scalars::new())
}

/// The page.
pub fn page() -> String {
    let worst = rows().iter().chain(&elementwise()).map(Step::difference).fold(0.0, f64::max);
    format!(
        "{FIRST_LINE}\n\n\
         The network of lecture 004 (i = (0.05, 0.1), targets (0.01, 0.99), one bias of 0.35 in the hidden \
         layer and of 0.6 in the output layer) with the loss of lecture 003, E = (o₁ − out_o1)² + \
         (o₂ − out_o2)². Each line holds one formula in matrices, its shape, its value, and the same numbers \
         computed one by one. The two ways differ by {} at most, which is their rounding.\n\n\
         ## Rows, as in lecture 001\n\n{}\n\
         ## Elementwise products, as in lecture 003\n\n\
         S + flipud S puts the sum of the columns of S into both rows: that is the sum over both outputs. Lecture 003 \
         prints the second and the last formula without ᵀ ([misprints](errata.md#lecture-003)).\n\n{}",
        if worst == 0.0 { "nothing".into() } else { format!("{worst:.0e}") },
        table(&rows()),
        table(&elementwise()),
    )
}

fn table(steps: &[Step]) -> String {
    let head = "| in matrices | shape | value | in scalars |\n|---|---|---|---|\n".to_string();
    let row = |step: &Step| {
        let scalars: Vec<String> =
            step.scalars.iter().map(|(formula, value)| format!("{formula} = {value:.6}")).collect();
        let (rows, columns) = (step.value.rows(), step.value.columns());
        format!("| {} | {rows} × {columns} | {} | {} |\n", step.matrices, matrix(&step.value), scalars.join("<br>"))
    };
    head + &steps.iter().map(row).collect::<String>()
}

/// `[0.1 0.2; 0.3 0.4]`
fn matrix(value: &Grid<f64>) -> String {
    let row = |i| (0..value.columns()).map(|j| format!("{:.6}", value.at(i, j))).collect::<Vec<_>>().join(" ");
    format!("[{}]", (0..value.rows()).map(row).collect::<Vec<_>>().join("; "))
}
