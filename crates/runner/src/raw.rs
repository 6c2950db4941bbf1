//! The inputs as the user knows them, before features and scaling, and the way from there into the engine.

use datasets::Recipe;
use engine::{Dataset, Matrix};

/// The columns of the data in their own units.
pub struct Raw {
    /// The names of the columns.
    pub names: Vec<String>,
    /// (n, columns): every row of the data set.
    pub rows: Matrix,
    recipe: Recipe,
}

impl Raw {
    /// The columns of a data set that has just so many, with its scaling undone; none if features or categories left
    /// no trace of one.
    pub fn of(dataset: &Dataset, recipe: &Recipe, columns: usize) -> Option<Raw> {
        let sources = recipe.unchanged_inputs().into_iter().collect::<Option<Vec<usize>>>()?;
        if sources.len() != columns {
            return None;
        }
        let mut rows = Matrix::zeros(dataset.inputs.rows(), sources.len());
        for row in 0..rows.rows() {
            let values =
                sources.iter().map(|&input| dataset.schema.input_scaling[input].invert(dataset.inputs.at(row, input)));
            rows.row_mut(row).iter_mut().zip(values).for_each(|(slot, value)| *slot = value);
        }
        let names = recipe.columns.iter().map(|column| column.name.clone()).collect();
        Some(Raw { names, rows, recipe: recipe.clone() })
    }

    /// The same columns for an engine that takes them in another way, such as features of them.
    pub fn for_recipe(self, recipe: &Recipe) -> Raw {
        Raw { recipe: recipe.clone(), ..self }
    }

    /// raw: (n, columns)  ->  (n, in), as the engine takes it; none where a feature is not finite.
    pub fn inputs(&self, raw: &Matrix) -> Option<Matrix> {
        self.recipe.inputs_of(raw).ok()
    }

    /// The values at `count` equal steps over a column, a share of its range beyond both ends.
    pub fn steps(&self, column: usize, count: usize, beyond: f64) -> Vec<f64> {
        let values = || (0..self.rows.rows()).map(|row| self.rows.at(row, column));
        let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let air = if high > low { beyond * (high - low) } else { 1.0 };
        let step = (high - low + 2.0 * air) / (count - 1) as f64;
        (0..count).map(|k| low - air + k as f64 * step).collect()
    }
}
