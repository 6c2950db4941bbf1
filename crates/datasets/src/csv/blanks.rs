//! Cells between runs of blanks, as columns that line up have them: every run outside of quotes becomes one blank, and
//! those around a line go.

use std::io::{self, BufRead, BufReader, Read};

/// What stands between cells where runs of blanks and tabs do.
pub const BLANK: u8 = b' ';

/// The text, with one blank for each run of them where a blank stands between cells.
pub fn single(text: Box<dyn Read>, delimiter: u8) -> Box<dyn Read> {
    match delimiter {
        BLANK => Box::new(Single { text: BufReader::new(text), line: Vec::new(), given: 0 }),
        _ => text,
    }
}

struct Single {
    text: BufReader<Box<dyn Read>>,
    line: Vec<u8>,
    given: usize,
}

impl Read for Single {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.line.len() {
            let mut line = Vec::new();
            if self.text.read_until(b'\n', &mut line)? == 0 {
                return Ok(0);
            }
            (self.line, self.given) = (with_single_blanks(&line), 0);
        }
        let count = buffer.len().min(self.line.len() - self.given);
        buffer[..count].copy_from_slice(&self.line[self.given..][..count]);
        self.given += count;
        Ok(count)
    }
}

/// A line, whose quotes are closed in it.
fn with_single_blanks(line: &[u8]) -> Vec<u8> {
    let (mut quoted, mut blank) = (false, false);
    let mut kept = Vec::with_capacity(line.len());
    for &byte in line {
        quoted ^= byte == b'"';
        if !quoted && matches!(byte, b' ' | b'\t') {
            blank = true;
            continue;
        }
        if blank && !kept.is_empty() && !matches!(byte, b'\n' | b'\r') {
            kept.push(BLANK);
        }
        blank = false;
        kept.push(byte);
    }
    kept
}

/// Whether runs of blanks stand between the cells of nearly all lines, the first among them, and no other sign does.
pub fn separate(lines: &[&[u8]]) -> bool {
    let cells = |line: &[u8]| {
        let single = with_single_blanks(line);
        let other = unquoted(&single).any(|byte| matches!(byte, b',' | b';' | b'|'));
        if other { 0 } else { 1 + unquoted(&single).filter(|byte| *byte == BLANK).count() }
    };
    let tabs = |line: &[u8]| 1 + unquoted(line).filter(|byte| *byte == b'\t').count();
    let Some(first) = lines.first() else { return false };
    let wanted = cells(first);
    let alike = lines.iter().filter(|line| cells(line) == wanted).count();
    wanted > 1 && wanted > tabs(first) && 10 * alike >= 9 * lines.len()
}

fn unquoted(line: &[u8]) -> impl Iterator<Item = u8> {
    let mut quoted = false;
    line.iter().copied().filter(move |&byte| {
        quoted ^= byte == b'"';
        !quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_one_blank_outside_of_quotes() {
        let text = Box::new(&b"  18.0   8\t\t\"a  b\"  \r\n 15.0 7 c\n"[..]);
        let mut read = String::new();
        single(text, BLANK).read_to_string(&mut read).expect("it is in memory");
        assert_eq!(read, "18.0 8 \"a  b\"\r\n15.0 7 c\n");
    }

    #[test]
    fn blanks_separate_only_where_nothing_else_does() {
        let separate = |text: &str| separate(&text.lines().map(str::as_bytes).collect::<Vec<_>>());
        assert!(separate(" 0.1  18.0\n 0.02 0.0\n"));
        assert!(separate("18.0  8\t\"buick skylark 320\"\n15.0  8\t\"ford\"\n"));
        assert!(!separate("a\tb\n1\t2\n"), "tabs alone are tabs");
        assert!(!separate("New York,5\nLos Angeles,6\n"));
        assert!(!separate("name\nJohn Smith\nJane Doe\n"));
    }
}
