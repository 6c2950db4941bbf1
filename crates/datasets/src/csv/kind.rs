//! Cells that are numbers in another form: dates, amounts of money, yes and no.

use std::borrow::Cow;

/// The days from 1970-01-01 to a day of ISO 8601, with the time of day as a fraction if there is one.
///
/// `2024-02-29`, `2024-02-29T18:30`, `2024-02-29 18:30:15Z`. Leaves out weeks, days of the year and other time zones.
pub fn parse_date(text: &str) -> Option<f64> {
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time.strip_suffix('Z').unwrap_or(time))),
        None => (text, None),
    };
    let mut parts = date.splitn(3, '-');
    let [year, month, day] = [digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?];
    let known = (1..=12).contains(&month) && (1..=length(year, month)).contains(&day);
    known.then_some(())?;
    Some(from_epoch(year, month, day) as f64 + time.map_or(Some(0.0), fraction)?)
}

/// The part of a day that has gone by at `hh:mm` or `hh:mm:ss`.
fn fraction(time: &str) -> Option<f64> {
    let mut parts = time.split(':');
    let [hours, minutes] = [digits(parts.next()?, 2)?, digits(parts.next()?, 2)?];
    let seconds = parts.next().map_or(Some(0), |text| digits(text, 2))?;
    let known = hours < 24 && minutes < 60 && seconds < 60 && parts.next().is_none();
    known.then(|| (3600 * hours + 60 * minutes + seconds) as f64 / 86_400.0)
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The days of a month.
fn length(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days since 1970-01-01 in the Gregorian calendar. Years are counted from March, so that a leap day ends one:
/// the month m from March on begins on day (153·m + 2)/5 of its year.
fn from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let month = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
        - 1
        - DAYS_TO_1970
}

/// The days from the first of March of the year 0 to the first of January 1970.
const DAYS_TO_1970: i64 = 719_468;

/// The number in an amount of money, and the sign or the letters of its currency: `$1,200`, `-5 €`, `USD 12`.
pub fn parse_currency(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let (minus, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    };
    let is_sign =
        |c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-' | '+' | '\'' | '_') && !c.is_whitespace();
    let front = &rest[..rest.find(|c| !is_sign(c)).unwrap_or(rest.len())];
    let behind = &rest
        [rest.rfind(|c: char| !is_sign(c)).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8))..];
    let currency = match (front, behind) {
        ("", currency) | (currency, "") if is_currency(currency) => currency,
        _ => return None,
    };
    let number = rest[front.len()..rest.len() - behind.len()].trim();
    Some((if minus.is_empty() { Cow::Borrowed(number) } else { Cow::Owned(format!("-{number}")) }, currency))
}

/// The codes of ISO 4217 for the money of a country.
const CURRENCIES: &str = "\
     AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
     CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
     GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD \
     KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK \
     NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
     SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF \
     XCD XOF XPF YER ZAR ZMW ZWL DEM FRF ITL ESP ATS NLG";

/// A sign such as $, or the three letters of ISO 4217, or US$ and the like.
fn is_currency(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match text.chars().count() - letters {
        // Most cells have nothing beside their number, and the list need not be searched.
        0 if letters == 0 => false,
        0 => CURRENCIES.split(' ').any(|code| code == text) || matches!(text, "Fr" | "kr" | "zł" | "R"),
        1 => {
            letters <= 3
                && !text.contains(['%', '"', '?', '#', '/', '(', ')', '*', ':', '<', '>', '=', '~', '≤', '≥', '≈'])
        }
        _ => false,
    }
}

/// No and yes in lower case, as programs and people write them: in English, German, French, Spanish, Italian,
/// Portuguese, Dutch.
const PAIRS: [[&str; 2]; 17] = [
    ["false", "true"],
    ["no", "yes"],
    ["f", "t"],
    ["n", "y"],
    ["off", "on"],
    ["0", "1"],
    ["nein", "ja"],
    ["falsch", "wahr"],
    ["non", "oui"],
    ["faux", "vrai"],
    ["no", "sí"],
    ["no", "si"],
    ["falso", "verdadero"],
    ["no", "sì"],
    ["falso", "vero"],
    ["não", "sim"],
    ["nee", "ja"],
];

/// 1 of a word for yes, 0 of one for no.
pub fn parse_boolean(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let is = |which: usize| PAIRS.iter().any(|pair| lower == pair[which]);
    if is(1) { Some(1.0) } else { is(0).then_some(0.0) }
}

#[cfg(test)]
mod tests {
    use super::{parse_boolean, parse_currency, parse_date};

    /// 1970 to 2000 has 30 years and the 7 leap days of 1972 to 1996: 10957 days. 2000 is a leap year, 1900 is none.
    #[test]
    fn days_of_iso_8601() {
        let cases = [("1970-01-01", 0.0), ("1969-12-31", -1.0), ("2000-01-01", 10957.0), ("2000-02-29", 11016.0)];
        for (text, expected) in cases {
            assert_eq!(parse_date(text), Some(expected), "{text}");
        }
        assert_eq!(parse_date("2000-03-01").zip(parse_date("2000-02-28")).map(|(a, b)| a - b), Some(2.0));
        assert_eq!(parse_date("1900-03-01").zip(parse_date("1900-02-28")).map(|(a, b)| a - b), Some(1.0));
        assert_eq!(parse_date("1970-01-02T18:00"), Some(1.75));
        assert_eq!(parse_date("1970-01-02 12:00:00Z"), Some(1.5));
        for text in
            ["2001-02-29", "2000-13-01", "2000-1-1", "01.02.2000", "2000-01-01T24:00", "2000-01-01T10", "20000101"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_of_money() {
        let cases = [
            ("$1,200.50", "1,200.50", "$"),
            ("-5 €", "-5", "€"),
            ("$-5", "-5", "$"),
            ("USD 12", "12", "USD"),
            ("12CHF", "12", "CHF"),
            ("US$3", "3", "US$"),
        ];
        for (text, number, currency) in cases {
            assert_eq!(parse_currency(text), Some((number.into(), currency)), "{text}");
        }
        for text in ["12", "$5€", "5%", "red", "about 5", "PAL0708", "<0.01"] {
            let number = parse_currency(text).and_then(|(number, _)| number.parse::<f64>().ok());
            assert_eq!(number, None, "{text}");
        }
    }

    #[test]
    fn yes_and_no() {
        assert_eq!(["True", "y", "ON", "1"].map(parse_boolean), [Some(1.0); 4]);
        assert_eq!(["False", "N", "off", "0"].map(parse_boolean), [Some(0.0); 4]);
        assert_eq!(["Ja", "oui", "SÍ", "Sì", "sim", "wahr"].map(parse_boolean), [Some(1.0); 6]);
        assert_eq!(["nein", "Non", "no", "não", "NEE", "faux"].map(parse_boolean), [Some(0.0); 6]);
        assert_eq!(parse_boolean("maybe"), None);
    }
}
