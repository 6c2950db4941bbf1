//! What stands between the cells of a file: as the file says itself, or as its first lines suggest.

/// The line `sep=;` that tells a spreadsheet the delimiter: its length with its end, and the delimiter.
fn said(start: &[u8]) -> (usize, Option<u8>) {
    let mark = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    match &start[mark..] {
        [s, e, p, b'=', delimiter, rest @ ..] if [s, e, p].map(u8::to_ascii_lowercase) == *b"sep" => {
            let end = if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
            if end == 0 { (0, None) } else { (mark + 5 + end, Some(*delimiter)) }
        }
        _ => (0, None),
    }
}

/// What may stand between cells, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What stands between the cells of a file that begins like this, and how many bytes of it only say so.
pub fn delimiter(start: &[u8]) -> (usize, u8) {
    let (skipped, named) = said(start);
    (skipped, named.unwrap_or_else(|| guess(start)))
}

/// The delimiter that the first line has most of; rather one that the second line has as many of, since a name
/// may hold a comma where the file does not.
fn guess(start: &[u8]) -> u8 {
    let lines = start.split(|byte| *byte == b'\n' || *byte == b'\r');
    let mut lines = lines.filter(|line| line.iter().any(|byte| !byte.is_ascii_whitespace()));
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let count = |candidate: u8| (unquoted(first, candidate), unquoted(second, candidate));
    let rank = |candidate: &u8| match count(*candidate) {
        (0, _) => (false, 0),
        (names, cells) => (names == cells, names),
    };
    // Of equals the last is taken, so the likelier ones come last.
    DELIMITERS.into_iter().rev().max_by_key(rank).unwrap_or(b',')
}

/// How often a byte stands in a line outside of quotes.
fn unquoted(line: &[u8], wanted: u8) -> usize {
    let mut quoted = false;
    let outside = line.iter().filter(|&&byte| {
        quoted ^= byte == b'"';
        !quoted && byte == wanted
    });
    outside.count()
}
