//! As much of TOML as the value of a sweep needs: inline tables and lists, taken apart at their commas.

/// The keys and values of an inline table; none of any other value.
pub fn pairs(value: &str) -> Option<Vec<(String, String)>> {
    let inside = value.trim().strip_prefix('{')?.strip_suffix('}')?;
    let pair = |piece: &str| {
        let (key, value) = piece.split_once('=')?;
        Some((key.trim().to_owned(), value.trim().to_owned()))
    };
    Some(split(inside).into_iter().filter_map(pair).collect())
}

/// The items of a list; none of any other value.
pub fn items(value: &str) -> Option<Vec<&str>> {
    let inside = value.trim().strip_prefix('[')?.strip_suffix(']')?;
    Some(split(inside).into_iter().map(str::trim).filter(|item| !item.is_empty()).collect())
}

/// A string without its quotes.
pub fn string(value: &str) -> &str {
    value.trim().trim_matches('"')
}

/// The pieces between commas outside of strings, lists and tables.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut start) = (0_i32, false, 0);
    let mut pieces = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => (),
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{items, pairs};

    #[test]
    fn commas_inside_part_nothing() {
        assert_eq!(items("[\"x,1\", [1, 2], {a = 1, b = 2}]"), Some(vec!["\"x,1\"", "[1, 2]", "{a = 1, b = 2}"]));
        let expected = [("kind", "\"a,b\""), ("at", "[1, 2]")].map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(pairs("{ kind = \"a,b\", at = [1, 2] }"), Some(expected.to_vec()));
        assert_eq!((items("[]"), pairs("1.0"), items("\"[\"")), (Some(Vec::new()), None, None));
    }
}
