//! From the bytes of a file to UTF-8, in whatever encoding it is written.

use std::io::Read;

use encoding_rs::{
    BIG5, EUC_KR, GB18030, ISO_8859_15, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
};
use encoding_rs_io::DecodeReaderBytesBuilder;
use experiment::spec::Encoding;

/// The text of these bytes. Without an encoding they are left alone, unless they begin with the mark of UTF-16.
pub fn decoded(bytes: Box<dyn Read>, encoding: Option<Encoding>) -> Box<dyn Read> {
    let encoding = encoding.map(standard).filter(|encoding| *encoding != UTF_8);
    let mut builder = DecodeReaderBytesBuilder::new();
    Box::new(builder.encoding(encoding).bom_override(true).utf8_passthru(true).build(bytes))
}

fn standard(encoding: Encoding) -> &'static encoding_rs::Encoding {
    match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16 => UTF_16LE,
        Encoding::Windows1252 => WINDOWS_1252,
        Encoding::Windows1250 => WINDOWS_1250,
        Encoding::Windows1251 => WINDOWS_1251,
        Encoding::Iso8859_15 => ISO_8859_15,
        Encoding::Macintosh => MACINTOSH,
        Encoding::ShiftJis => SHIFT_JIS,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
        Encoding::EucKr => EUC_KR,
    }
}
