//! Tables in Markdown. Cells are padded to the width of their column, so the source is readable too.

/// The alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// For words.
    Left,
    /// For numbers.
    Right,
}

/// A table of Markdown cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarkdownTable {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl MarkdownTable {
    /// A table with these columns and no rows.
    pub fn new<T: Into<String>>(columns: impl IntoIterator<Item = (T, Align)>) -> MarkdownTable {
        MarkdownTable {
            columns: columns.into_iter().map(|(name, align)| (name.into(), align)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row with one cell for each column.
    pub fn row(&mut self, cells: Vec<String>) {
        assert_eq!(cells.len(), self.columns.len(), "a row has a cell for each column");
        self.rows.push(cells);
    }

    /// The table in GitHub's Markdown, ending in a line break.
    pub fn markdown(&self) -> String {
        let header: Vec<String> = self.columns.iter().map(|(name, _)| escaped(name)).collect();
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect()).collect();
        let all = || std::iter::once(&header).chain(&rows);
        let width = |column: usize| all().map(|row| row[column].chars().count()).max().unwrap_or(0).max(3);
        let widths: Vec<usize> = (0..header.len()).map(width).collect();
        let rule: Vec<String> =
            self.columns.iter().zip(&widths).map(|((_, align), &width)| rule(*align, width)).collect();
        let mut text = self.line(&header, &widths);
        text.push_str(&format!("| {} |\n", rule.join(" | ")));
        rows.iter().for_each(|row| text.push_str(&self.line(row, &widths)));
        text
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let padded = cells.iter().zip(widths).zip(&self.columns).map(|((cell, &width), (_, align))| match align {
            Align::Left => format!("{cell:<width$}"),
            Align::Right => format!("{cell:>width$}"),
        });
        format!("| {} |\n", padded.collect::<Vec<_>>().join(" | "))
    }
}

fn rule(align: Align, width: usize) -> String {
    match align {
        Align::Left => "-".repeat(width),
        Align::Right => format!("{}:", "-".repeat(width - 1)),
    }
}

/// A cell with its bars escaped, which would end it, and without line breaks, which would end the row.
fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|").replace(['\n', '\r'], " ")
}
