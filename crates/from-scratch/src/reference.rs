//! References: single operations of a network as textbooks write them, with gradients that nobody derived.
//!
//! ```text
//! g[i] = Σₒ upstream[o]·∂value[o]/∂x[i]
//! ```
//!
//! An operation is its forward formula alone. Dual numbers ([`crate::dual`]) push the derivative with respect to
//! one element after another through it, so no derivative is written down, here or anywhere. Made to judge other
//! implementations: it is slow, one forward for each element. Leaves out networks: [`crate::witness`] has them.

pub mod arithmetic;
pub mod functions;
pub mod losses;

use engine::Matrix;

use crate::dual::Dual;
use crate::matrix::MatRef;
use crate::scalar::Scalar;

/// What an operation gives and how it depends on its inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Its value.
    pub value: Matrix,
    /// The gradient of Σ value ⊙ upstream with respect to each input.
    pub gradients: Vec<Matrix>,
}

/// Value and gradients of an operation at these inputs. `upstream` has the shape of its value.
pub fn reference(inputs: &[Matrix], upstream: &Matrix, forward: impl Fn(&[Grid<Dual>]) -> Grid<Dual>) -> Reference {
    let mut grids: Vec<Grid<Dual>> = inputs.iter().map(Grid::of).collect();
    let value = forward(&grids).plain();
    let mut gradients = inputs.to_vec();
    for (input, gradient) in gradients.iter_mut().enumerate() {
        for (index, derivative) in gradient.values_mut().iter_mut().enumerate() {
            grids[input].values[index].derivative = 1.0;
            *derivative = forward(&grids).projected(upstream);
            grids[input].values[index].derivative = 0.0;
        }
    }
    Reference { value, gradients }
}

/// A matrix of any scalar that owns its values, row after row.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid<T> {
    rows: usize,
    columns: usize,
    values: Vec<T>,
}

impl<T: Scalar> Grid<T> {
    /// The same numbers, none of which depends on anything.
    pub fn of(matrix: &Matrix) -> Self {
        let values = matrix.values().iter().map(|&value| T::from_f64(value)).collect();
        Grid { rows: matrix.rows(), columns: matrix.columns(), values }
    }

    /// A matrix by its elements.
    pub fn build(rows: usize, columns: usize, element: impl Fn(usize, usize) -> T) -> Self {
        let values = (0..rows * columns).map(|index| element(index / columns, index % columns)).collect();
        Grid { rows, columns, values }
    }

    /// A matrix of one element.
    pub fn single(value: T) -> Self {
        Grid { rows: 1, columns: 1, values: vec![value] }
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// One element.
    pub fn at(&self, row: usize, column: usize) -> T {
        self.values[row * self.columns + column]
    }

    /// All elements, row after row.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The same as a view.
    pub fn view(&self) -> MatRef<'_, T> {
        MatRef::new(&self.values, self.rows, self.columns)
    }

    /// f of each element.
    pub fn map(&self, f: impl Fn(T) -> T) -> Self {
        Grid { values: self.values.iter().map(|&value| f(value)).collect(), ..*self }
    }

    /// f of each element and the one in its place.
    pub fn zip(&self, other: &Self, f: impl Fn(T, T) -> T) -> Self {
        let pairs = self.values.iter().zip(&other.values);
        Grid { values: pairs.map(|(&a, &b)| f(a, b)).collect(), ..*self }
    }

    /// A matrix of the same shape that `fill` writes.
    fn filled(&self, fill: impl FnOnce(&mut [T])) -> Self {
        let mut values = vec![T::ZERO; self.values.len()];
        fill(&mut values);
        Grid { values, ..*self }
    }
}

impl Grid<Dual> {
    fn plain(&self) -> Matrix {
        Matrix::new(self.rows, self.columns, self.values.iter().map(|value| value.value).collect())
    }

    fn projected(&self, upstream: &Matrix) -> f64 {
        self.values.iter().zip(upstream.values()).map(|(value, upstream)| value.derivative * upstream).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// value = xy, upstream = u: ∂/∂x = u·yᵀ, ∂/∂y = xᵀ·u; with x = (2, 3), y = (5, 7)ᵀ, u = 10.
    #[test]
    fn a_product_by_hand() {
        let inputs = [Matrix::new(1, 2, vec![2.0, 3.0]), Matrix::new(2, 1, vec![5.0, 7.0])];
        let found = reference(&inputs, &Matrix::new(1, 1, vec![10.0]), |i| arithmetic::product(&i[0], &i[1]));
        assert_eq!(found.value.values(), [31.0]);
        assert_eq!(found.gradients[0], Matrix::new(1, 2, vec![50.0, 70.0]));
        assert_eq!(found.gradients[1], Matrix::new(2, 1, vec![20.0, 30.0]));
    }
}
