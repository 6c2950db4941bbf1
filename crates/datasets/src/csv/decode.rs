//! From the bytes of a file to UTF-8, in whatever encoding it is written.

use std::io::Read;

use encoding_rs::{
    BIG5, EUC_KR, GB18030, ISO_8859_15, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
};
use encoding_rs_io::DecodeReaderBytesBuilder;
use experiment::spec::CharacterEncoding;

/// The text of these bytes. Without an encoding they are left alone, unless they begin with the mark of UTF-16.
pub fn decoded(bytes: Box<dyn Read>, encoding: Option<CharacterEncoding>) -> Box<dyn Read> {
    let encoding = encoding.map(standard).filter(|encoding| *encoding != UTF_8);
    let mut builder = DecodeReaderBytesBuilder::new();
    Box::new(builder.encoding(encoding).bom_override(true).utf8_passthru(true).build(bytes))
}

fn standard(encoding: CharacterEncoding) -> &'static encoding_rs::Encoding {
    match encoding {
        CharacterEncoding::Utf8 => UTF_8,
        CharacterEncoding::Utf16 => UTF_16LE,
        CharacterEncoding::Windows1252 => WINDOWS_1252,
        CharacterEncoding::Windows1250 => WINDOWS_1250,
        CharacterEncoding::Windows1251 => WINDOWS_1251,
        CharacterEncoding::Iso8859_15 => ISO_8859_15,
        CharacterEncoding::Macintosh => MACINTOSH,
        CharacterEncoding::ShiftJis => SHIFT_JIS,
        CharacterEncoding::Gb18030 => GB18030,
        CharacterEncoding::Big5 => BIG5,
        CharacterEncoding::EucKr => EUC_KR,
    }
}
