//! Lines above the names of the columns: a title, a source, a date, each in one cell.
//!
//! The first line with more cells than one names the columns where it holds words alone, and the line below it as many
//! cells with a number among them. Anything else may be a header with nameless columns, or a text, and stays.

use super::signs::is_number;

/// A file has at most so many of them.
const MOST: usize = 10;

/// How many lines above the names there are in a file that begins like this, and how many bytes they take.
pub fn titles(start: &[u8], delimiter: u8, comment: Option<u8>) -> (usize, usize) {
    let text = str::from_utf8(start).or_else(|error| str::from_utf8(&start[..error.valid_up_to()])).unwrap_or_default();
    let (mut count, mut bytes, mut passed) = (0, 0, 0);
    let mut rest = text.split_inclusive('\n');
    while let Some(line) = rest.next() {
        passed += line.len();
        if is_silent(line, comment) {
            continue;
        }
        let cells = cells(line, delimiter);
        if known(&cells) > 1 {
            return if is_above_rows(&cells, rest, delimiter, comment) { (count, bytes) } else { (0, 0) };
        }
        (count, bytes) = (count + 1, passed);
        if count > MOST || line.matches('"').count() % 2 == 1 {
            break;
        }
    }
    (0, 0)
}

/// Whether a line is empty or a comment.
fn is_silent(line: &str, comment: Option<u8>) -> bool {
    line.trim().is_empty() || (comment.is_some() && line.as_bytes().first().copied() == comment)
}

/// Whether cells are names of the columns below them.
fn is_above_rows<'a>(
    names: &[String],
    mut below: impl Iterator<Item = &'a str>,
    delimiter: u8,
    comment: Option<u8>,
) -> bool {
    let row = below.find(|line| !is_silent(line, comment)).map_or(Vec::new(), |line| cells(line, delimiter));
    row.len() == names.len() && row.iter().any(|cell| is_number(cell)) && !names.iter().any(|name| is_number(name))
}

/// How many cells are not empty.
fn known(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// The cells of a line, without the blanks and quotes around them.
fn cells(line: &str, delimiter: u8) -> Vec<String> {
    let mut quoted = false;
    let ends = |letter: char| {
        quoted ^= letter == '"';
        !quoted && letter == char::from(delimiter)
    };
    line.split(ends).map(|cell| cell.trim().trim_matches('"').trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::titles;

    #[test]
    fn a_title_ends_where_the_names_begin() {
        for (above, count) in [
            ("", 0),
            ("Survey 2023\n", 1),
            ("Survey 2023;;\r\n", 1),
            ("\"Survey; the first\"\n\nSource: a register\n# as of May\n", 2),
        ] {
            let text = format!("{above}day;place;rain\n2024-01-01;here;1,5\n");
            assert_eq!(titles(text.as_bytes(), b';', Some(b'#')), (count, expected(above)), "{text}");
        }
    }

    /// The bytes up to the end of the last title.
    fn expected(above: &str) -> usize {
        above.find("# as").unwrap_or(above.len())
    }

    /// Nameless columns, numbers with a decimal comma, sentences, names without rows, a quote that stays open.
    #[test]
    fn what_may_be_names_or_rows_stays() {
        for text in [
            "x,,\n1,2,3\n4,5,6\n",
            "x,,\na,2,3\nb,5,6\n",
            "x\n1,5\n2,7\n",
            "text\nHello, world\nGood bye, moon\n",
            "Survey\na,b\n",
            "Survey\na,b\n1,2,3\n",
            "\"Survey\na,b\n1,2\n",
        ] {
            assert_eq!(titles(text.as_bytes(), b',', None), (0, 0), "{text}");
        }
    }
}
