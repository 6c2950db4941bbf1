//! Values on a regular grid over a rectangle of the plane.

use crate::statistics;

/// `values[row · columns + column]` is the value at the point in that row and column.
///
/// Column 0 lies at `x.0` and the last one at `x.1`, row 0 at `y.0` and the last one at `y.1`. Drawn as cells, each
/// point is in the middle of its cell. A value that is not a number is not painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Points in a row.
    pub columns: usize,
    /// Points in a column.
    pub rows: usize,
    /// Where the first and the last column lie.
    pub x: (f64, f64),
    /// Where the first and the last row lie.
    pub y: (f64, f64),
    /// columns · rows values, row after row.
    pub values: Vec<f64>,
}

impl Grid {
    /// The values of a function at each point of the grid.
    pub fn sample(
        (columns, rows): (usize, usize),
        x: (f64, f64),
        y: (f64, f64),
        value: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let mut grid = Self { columns, rows, x, y, values: Vec::with_capacity(columns * rows) };
        for row in 0..rows {
            for column in 0..columns {
                let (x, y) = grid.point(column, row);
                grid.values.push(value(x, y));
            }
        }
        grid
    }

    /// A table whose rows and columns are categories: row r, column c lies at (c, r).
    pub fn of_categories(rows: &[Vec<f64>]) -> Self {
        let columns = rows.first().map_or(0, Vec::len);
        assert!(rows.iter().all(|row| row.len() == columns), "the rows of a table are equally long");
        let last = |count: usize| count.saturating_sub(1) as f64;
        Self { columns, rows: rows.len(), x: (0.0, last(columns)), y: (0.0, last(rows.len())), values: rows.concat() }
    }

    /// The value at a point.
    pub fn value(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// (x, y) of a point.
    pub fn point(&self, column: usize, row: usize) -> (f64, f64) {
        (self.x.0 + column as f64 * self.spacing().0, self.y.0 + row as f64 * self.spacing().1)
    }

    /// The distance between neighbors along x and along y; 1 where there is a single column or row.
    pub fn spacing(&self) -> (f64, f64) {
        let spacing = |(low, high): (f64, f64), count: usize| {
            if count < 2 { 1.0 } else { (high - low) / (count - 1) as f64 }
        };
        (spacing(self.x, self.columns), spacing(self.y, self.rows))
    }

    /// The smallest and the largest finite value, if there is one.
    pub fn extremes(&self) -> Option<(f64, f64)> {
        statistics::extremes(self.values.iter().copied())
    }

    /// At each point the mean over the square of points up to `neighbors` columns and rows away. At the rim the square
    /// shrinks on both sides, so that a straight border of two values stays where it was.
    pub fn smoothed(&self, neighbors: usize) -> Self {
        let near = |index: usize, count: usize| {
            let neighbors = neighbors.min(index).min(count - 1 - index);
            index - neighbors..=index + neighbors
        };
        let places = (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (column, row)));
        let mean = |(column, row)| {
            let rows = near(row, self.rows);
            let values = rows.flat_map(|row| near(column, self.columns).map(move |column| self.value(column, row)));
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            sum / count
        };
        Self { values: places.map(mean).collect(), ..self.clone() }
    }

    /// The same function on a grid that divides each step into `factor` steps, by bilinear interpolation.
    pub fn refined(&self, factor: usize) -> Self {
        let finer = |count: usize| count.saturating_sub(1) * factor + usize::from(count > 0);
        let (columns, rows) = (finer(self.columns), finer(self.rows));
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let share = |index: usize| (index % factor) as f64 / factor as f64;
        let between = |(column, row)| {
            let (c, r): (usize, usize) = (column / factor, row / factor);
            let (s, t) = (share(column), share(row));
            let (c1, r1) = ((c + 1).min(self.columns - 1), (r + 1).min(self.rows - 1));
            let below = mixed(self.value(c, r), self.value(c1, r), s);
            mixed(below, mixed(self.value(c, r1), self.value(c1, r1), s), t)
        };
        Self { columns, rows, values: places.map(between).collect(), ..self.clone() }
    }
}

/// a at share 0, b at share 1; a alone at share 0, even beside infinity.
fn mixed(a: f64, b: f64, share: f64) -> f64 {
    if share == 0.0 { a } else { a + share * (b - a) }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    /// On the border x + y = 20 of a half-plane as many neighbors lie above as below, and those on the border count as
    /// above: of the (2k + 1)² points, 2k + 1 of which lie on the border, the mean is more than a half. One step below
    /// the border it is less.
    #[test]
    fn a_straight_border_stays_where_it_was() {
        let step = Grid::sample((21, 21), (0.0, 20.0), (0.0, 20.0), |x, y| if x + y >= 20.0 { 1.0 } else { 0.0 });
        let smoothed = step.smoothed(3);
        for column in 0..=20 {
            assert!(smoothed.value(column, 20 - column) > 0.5, "{column}");
            assert!(column == 20 || smoothed.value(column, 19 - column) < 0.5, "{column}");
        }
    }
}
