//! Short decimal numbers, read at once: -12.5, 0.001, 1999.
//!
//! A number of at most 15 digits is an integer below 2^53, divided by a power of ten up to 10^15. Both are exact as
//! `f64`, so the division rounds once, and gives the digits that every correct reader gives (W. D. Clinger, How to Read
//! Floating Point Numbers Accurately, 1990). Leaves out everything else: exponents, more digits, words.

/// 10^k for every number of decimals.
const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
/// So many digits always make an integer below 2^53.
const MOST_DIGITS: usize = 15;

/// The number in a text, if it is a short one.
pub fn parse_short_number(text: &[u8]) -> Option<f64> {
    let (is_negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let (digits, decimals) = if (4..=8).contains(&text.len()) { at_once(text)? } else { one_by_one(text)? };
    let value = digits as f64 / POWERS[decimals];
    Some(if is_negative { -value } else { value })
}

/// The digits of a text without the point, as an integer, and how many of them stand behind the point.
fn one_by_one(text: &[u8]) -> Option<(u64, usize)> {
    if text.len() > MOST_DIGITS + 1 {
        return None;
    }
    let (mut digits, mut place) = (0_u64, None);
    for (at, byte) in text.iter().enumerate() {
        match byte.wrapping_sub(b'0') {
            digit @ 0..=9 => digits = 10 * digits + u64::from(digit),
            _ if *byte == b'.' && place.is_none() => place = Some(at),
            _ => return None,
        }
    }
    let count = text.len() - usize::from(place.is_some());
    let is_short = (1..=MOST_DIGITS).contains(&count);
    is_short.then(|| (digits, place.map_or(0, |place| text.len() - 1 - place)))
}

/// A byte in every byte of a word.
const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The same of 4 to 8 bytes, which fit into a word: the first of them lowest, "0" below them, the point taken out.
fn at_once(text: &[u8]) -> Option<(u64, usize)> {
    let free = 8 * (8 - text.len());
    let (first, last) = (u64::from(word(text.first_chunk()?)), u64::from(word(text.last_chunk()?)));
    let padded = last << 32 | first << free | every(b'0') & ((1 << free) - 1);
    // The lowest byte that is a point has its high bit here (A. Mycroft's test for a zero byte).
    let unlike = padded ^ every(b'.');
    let points = unlike.wrapping_sub(every(1)) & !unlike & every(0x80);
    let (digits, decimals) = match points.trailing_zeros() / 8 {
        8 => (padded, 0),
        place => {
            let below = (1 << (8 * place)) - 1;
            // The byte of the point goes: those below it move up.
            let above = padded & !(below << 8 | 0xff);
            (above | (padded & below) << 8 | u64::from(b'0'), 7 - place as usize)
        }
    };
    are_digits(digits).then(|| (integer(digits), decimals))
}

fn word(bytes: &[u8; 4]) -> u32 {
    u32::from_le_bytes(*bytes)
}

/// Whether every byte is one of "0" to "9": none below, and none that 0x46 carries beyond 0x7f.
fn are_digits(word: u64) -> bool {
    (word.wrapping_add(every(0x46)) | word.wrapping_sub(every(b'0'))) & every(0x80) == 0
}

/// Eight digits, the first lowest, as an integer: pairs, pairs of pairs, and both halves (D. Lemire).
fn integer(word: u64) -> u64 {
    let digits = word - every(b'0');
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let low = (pairs & 0xff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let high = (pairs >> 16 & 0xff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    low.wrapping_add(high) >> 32
}

#[cfg(test)]
mod tests {
    use super::parse_short_number;

    /// The same bits as the standard library, whatever the digits and wherever the point.
    #[test]
    fn what_is_read_has_the_digits_of_the_standard_library() {
        let mut state = 1_u64;
        for count in 1..=17 {
            for _ in 0..2000 {
                // The multiplier of Knuth's MMIX: the digits need only be of all kinds.
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let digits = format!("{:017}", state >> 8).chars().rev().take(count).collect::<String>();
                let point = (state >> 3) as usize % (count + 1);
                for text in [format!("-{}.{}", &digits[..point], &digits[point..]), digits] {
                    let read = parse_short_number(text.as_bytes());
                    assert_eq!(read.is_some(), count <= 15, "{text}");
                    let right = text.parse::<f64>().expect("digits and a point");
                    assert!(read.is_none_or(|value| value.to_bits() == right.to_bits()), "{text}");
                }
            }
        }
    }

    #[test]
    fn everything_else_is_left_to_others() {
        let no_short_number = [
            "", "-", ".", "-.", "+1", "1e3", "1,5", "--1", "1.2.3", " 1", "1 ", "NaN", "inf", "١", "....", "12:45",
            "1/23", "99²",
        ];
        for text in no_short_number {
            assert_eq!(parse_short_number(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(parse_short_number(b"-0").map(f64::to_bits), Some((-0.0_f64).to_bits()));
    }
}
