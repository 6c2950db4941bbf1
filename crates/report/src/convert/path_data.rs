//! Path data with few bytes: whole tenths of a unit, relative coordinates, and no letter for a repeated command.

use usvg::Path;
use usvg::tiny_skia_path::{PathSegment, Point, Transform};

/// Appends a path, moved by `transform`, to path data.
pub fn append(data: &mut String, path: &Path, transform: Transform) {
    Writer { data, at: (0, 0), start: (0, 0), last: ' ', transform }.write(path);
}

/// A length in whole tenths of a unit.
pub fn tenths(value: f32) -> i32 {
    (value * 10.0).round() as i32
}

/// A number of tenths as a decimal, without a zero before or behind the point.
pub fn decimal(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, tenth) => format!("{sign}.{tenth}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

/// Positions are whole tenths, so that rounding errors of relative coordinates do not add up.
struct Writer<'a> {
    data: &'a mut String,
    /// The end of the last command.
    at: (i32, i32),
    /// The start of the open part of the path.
    start: (i32, i32),
    /// The last command.
    last: char,
    transform: Transform,
}

impl Writer<'_> {
    fn write(&mut self, path: &Path) {
        for segment in path.data().segments() {
            match segment {
                PathSegment::MoveTo(p) => self.begin(p),
                PathSegment::LineTo(p) => self.line(p),
                PathSegment::QuadTo(a, p) => self.curve_to('q', &[a, p]),
                PathSegment::CubicTo(a, b, p) => self.curve_to('c', &[a, b, p]),
                PathSegment::Close => {
                    self.data.push('z');
                    self.last = 'z';
                    self.at = self.start;
                }
            }
        }
    }

    fn tenths(&self, mut point: Point) -> (i32, i32) {
        self.transform.map_point(&mut point);
        (tenths(point.x), tenths(point.y))
    }

    fn begin(&mut self, point: Point) {
        self.at = self.tenths(point);
        self.start = self.at;
        self.numbers('M', &[self.at.0, self.at.1]);
    }

    fn line(&mut self, point: Point) {
        let to = self.tenths(point);
        let (dx, dy) = (to.0 - self.at.0, to.1 - self.at.1);
        match (dx, dy) {
            (0, 0) => (),
            (dx, 0) => self.numbers('h', &[dx]),
            (0, dy) => self.numbers('v', &[dy]),
            (dx, dy) => self.numbers('l', &[dx, dy]),
        }
        self.at = to;
    }

    fn curve_to(&mut self, command: char, points: &[Point]) {
        let placed: Vec<(i32, i32)> = points.iter().map(|&point| self.tenths(point)).collect();
        let relative = placed.iter().flat_map(|&(x, y)| [x - self.at.0, y - self.at.1]);
        let relative: Vec<i32> = relative.collect();
        self.numbers(command, &relative);
        self.at = placed.last().copied().unwrap_or(self.at);
    }

    /// A command that is repeated needs no letter.
    fn numbers(&mut self, command: char, numbers: &[i32]) {
        let named = command == 'M' || command != self.last;
        if named {
            self.data.push(command);
        }
        self.last = command;
        for (index, &number) in numbers.iter().enumerate() {
            if (index > 0 || !named) && number >= 0 {
                self.data.push(' ');
            }
            self.data.push_str(&decimal(number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_have_no_zeros_to_spare() {
        assert_eq!([0, 5, -5, 10, 123, -40].map(decimal), ["0", ".5", "-.5", "1", "12.3", "-4"]);
    }
}
