//! Values on a regular lattice over a rectangle of the plane.

/// `values[row · columns + column]`; column 0 lies at `x.0` and the last at `x.1`, row 0 at `y.0` and the last at `y.1`.
///
/// Drawn as cells, each reaches half a step around its point. A value that is no number stays unpainted.
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
    /// Takes the values of `value` at each point of the lattice.
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
    pub fn table(rows: &[Vec<f64>]) -> Self {
        let columns = rows.first().map_or(0, Vec::len);
        assert!(rows.iter().all(|row| row.len() == columns), "the rows of a table are equally long");
        let last = |count: usize| count.saturating_sub(1) as f64;
        Self { columns, rows: rows.len(), x: (0.0, last(columns)), y: (0.0, last(rows.len())), values: rows.concat() }
    }

    /// The value at a point of the lattice.
    pub fn value(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// Where a point of the lattice lies.
    pub fn point(&self, column: usize, row: usize) -> (f64, f64) {
        (self.x.0 + column as f64 * self.step().0, self.y.0 + row as f64 * self.step().1)
    }

    /// The distance between neighbors along x and along y; 1 where there is a single column or row.
    pub fn step(&self) -> (f64, f64) {
        let step = |(low, high): (f64, f64), count: usize| {
            if count < 2 { 1.0 } else { (high - low) / (count - 1) as f64 }
        };
        (step(self.x, self.columns), step(self.y, self.rows))
    }

    /// The smallest and the largest finite value, if there is one.
    pub fn extremes(&self) -> Option<(f64, f64)> {
        self.values.iter().filter(|v| v.is_finite()).fold(None, |found, &v| match found {
            None => Some((v, v)),
            Some((low, high)) => Some((low.min(v), high.max(v))),
        })
    }

    /// The mean of every place and its `reach` neighbors to each side. At the rim the neighborhood shrinks on both sides,
    /// so that a straight border of two values stays where it was.
    pub fn smoothed(&self, reach: usize) -> Self {
        let near = |index: usize, count: usize| {
            let reach = reach.min(index).min(count - 1 - index);
            index - reach..=index + reach
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

    /// The same function between the same points on a lattice `times` as fine, by bilinear interpolation.
    pub fn refined(&self, times: usize) -> Self {
        let finer = |count: usize| count.saturating_sub(1) * times + usize::from(count > 0);
        let (columns, rows) = (finer(self.columns), finer(self.rows));
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let share = |index: usize| (index % times) as f64 / times as f64;
        let between = |(column, row)| {
            let (c, r): (usize, usize) = (column / times, row / times);
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

    /// On the border x + y = 10 of a half-plane as many neighbors lie above as below, and those on it count as above: of
    /// (2k + 1)² places, which the border leaves by 2k + 1, the mean is at least a half; one step below it is less.
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
