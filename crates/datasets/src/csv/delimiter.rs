//! The sign between the cells of a file: as the config or the file says itself, or as most of its lines suggest.

use super::blanks;

/// The line `sep=;` that tells a spreadsheet the delimiter: its length with its end, and the delimiter.
fn named(start: &[u8]) -> (usize, Option<u8>) {
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

/// The delimiter of a file that begins like this, and how many bytes of it only name the delimiter.
pub fn delimiter(start: &[u8], comment: Option<u8>) -> (usize, u8) {
    let (skipped, named) = named(start);
    (skipped, named.or_else(|| likeliest(start, comment)).unwrap_or(b','))
}

/// The delimiter that most lines have the same number of, of equals the one with more cells in a line. A comma in a
/// name or a sentence is in few lines, or in each a different number of times.
pub fn likeliest(start: &[u8], comment: Option<u8>) -> Option<u8> {
    let lines = start.split(|byte| *byte == b'\n' || *byte == b'\r');
    let lines = lines.filter(|line| line.iter().any(|byte| !byte.is_ascii_whitespace()));
    let lines: Vec<&[u8]> = lines.filter(|line| comment.is_none() || line.first().copied() != comment).collect();
    if blanks::separate(whole(&lines, start)) {
        return Some(blanks::BLANK);
    }
    let rank = |delimiter: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| unquoted(line, delimiter)).collect();
        most_frequent(counts.into_iter().filter(|count| *count > 0))
    };
    // Of equals the last is taken, so the likelier ones come last.
    let ranked = DELIMITERS.into_iter().rev().filter_map(|delimiter| Some((rank(delimiter)?, delimiter)));
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, delimiter)| delimiter)
}

/// The lines without the last one, where the sample may have cut it.
fn whole<'a, 'b>(lines: &'b [&'a [u8]], start: &[u8]) -> &'b [&'a [u8]] {
    let cut = lines.len() > 1 && !matches!(start.last(), Some(b'\n' | b'\r'));
    &lines[..lines.len() - usize::from(cut)]
}

/// How often the most frequent number occurs, and that number.
fn most_frequent(numbers: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let mut sorted: Vec<usize> = numbers.collect();
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).max()
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

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn most_lines_decide() {
        let cases: [(&[u8], u8); 5] = [
            (b"a, m;y\n1;x\n3;z\n", b';'),
            (b"day;h;t\n1;40;28,7\n2;41;28,95\n", b';'),
            (b"A title, with commas, in front\na|b\n1|2\n3|4\n", b'|'),
            (b"name\ttext\n1\tone, two\n2\tthree\n", b'\t'),
            (b"y\n1\n", b','),
        ];
        for (text, expected) in cases {
            assert_eq!(delimiter(text, None), (0, expected), "{}", String::from_utf8_lossy(text));
        }
        assert_eq!(delimiter(b"# one, two, three\n# four, five, six\na;b\n1;2\n", Some(b'#')), (0, b';'));
    }
}
