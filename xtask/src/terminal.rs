//! Printing. A closed pipe, as in `longhand list | head`, is no error; output that is lost otherwise is one.
//!
//! Control characters of titles, names and data do not reach a terminal: they could move its cursor, change its title,
//! hide text or turn it around.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use experiment::diagnostic::TextStyle;
use experiment::words::is_unseen;
use indicatif::{MultiProgress, ProgressDrawTarget};

static OUTPUT_LOST: AtomicBool = AtomicBool::new(false);
/// The progress bars on the terminal: text is printed above them.
static BARS: Mutex<Option<MultiProgress>> = Mutex::new(None);

/// A line of results, to stdout.
pub fn stdout(line: &str) {
    print(&printable(line));
}

/// Lines of data, to stdout: a file or a program gets every byte of them, a terminal what it can show.
pub fn data(text: &str) {
    match io::stdout().is_terminal() {
        true => print(&printable(text)),
        false => print(text),
    }
}

/// A line about progress or an error, to stderr.
pub fn stderr(line: &str) {
    above_bars(|| drop(writeln!(io::stderr().lock(), "{}", printable(line))));
}

/// Rendered errors, to stderr. Where they are colored, colors stay; they are ours.
pub fn rendered(text: &str) {
    let shown = match text_style() {
        TextStyle::Colored => keeping(text, color),
        TextStyle::Plain => printable(text),
    };
    above_bars(|| drop(writeln!(io::stderr().lock(), "{shown}")));
}

/// Whether a line of results was lost, which is told at the first one.
pub fn output_was_lost() -> bool {
    OUTPUT_LOST.load(Ordering::Relaxed)
}

fn print(text: &str) {
    let mut written = Ok(());
    above_bars(|| {
        let mut stdout = io::stdout().lock();
        written = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
    });
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe && !OUTPUT_LOST.swap(true, Ordering::Relaxed) => {
            stderr(&format!("error: cannot write the output: {error}"));
        }
        Ok(()) | Err(_) => {}
    }
}

fn above_bars(print: impl FnOnce()) {
    match BARS.lock().ok().and_then(|bars| bars.clone()) {
        Some(bars) => bars.suspend(print),
        None => print(),
    }
}

/// From here on text is printed above these bars.
pub fn show_bars(bars: MultiProgress) {
    if let Ok(mut shown) = BARS.lock() {
        *shown = Some(bars);
    }
}

/// Takes the bars off the terminal, so that nothing of them is left when the program ends.
pub fn clear_bars() {
    let shown = BARS.lock().ok().and_then(|mut bars| bars.take());
    if let Some(bars) = shown {
        let _ = bars.clear();
        bars.set_draw_target(ProgressDrawTarget::hidden());
    }
}

/// Whether stderr is a terminal that can move its cursor.
pub fn has_cursor() -> bool {
    io::stderr().is_terminal() && std::env::var("TERM").is_ok_and(|term| term != "dumb")
}

/// Colors on a terminal, unless `TERM=dumb` or `NO_COLOR` asks for none.
pub fn text_style() -> TextStyle {
    let colored = has_cursor() && std::env::var_os("NO_COLOR").is_none();
    if colored { TextStyle::Colored } else { TextStyle::Plain }
}

/// The text with a replacement character for every character that is not seen but the line feed and the tab.
pub fn printable(text: &str) -> String {
    keeping(text, |_| 0)
}

/// The same, but as many bytes as `kept` says of the text that begins with an escape character stay.
fn keeping(text: &str, kept: impl Fn(&str) -> usize) -> String {
    let (mut shown, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(|letter: char| is_unseen(letter) && letter != '\n' && letter != '\t') {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = kept(rest);
        let control = rest.chars().next().map_or(0, char::len_utf8);
        match length {
            0 => shown.push(char::REPLACEMENT_CHARACTER),
            _ => shown.push_str(&rest[..length]),
        }
        rest = &rest[length.max(control)..];
    }
    shown + rest
}

/// The length of the escape sequence for a color with which the text begins, else 0.
fn color(text: &str) -> usize {
    let Some(sequence) = text.strip_prefix("\u{1b}[") else { return 0 };
    let digits = sequence.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    if sequence[digits..].starts_with('m') { digits + 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{color, keeping, printable};

    #[test]
    fn control_characters_are_replaced_and_colors_of_ours_stay() {
        assert_eq!(printable("a\u{1b}[31mb\0c\r\n\td\u{9b}e"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}\n\td\u{fffd}e");
        assert_eq!(printable("3\u{202e}001\u{2066}x\u{2028}é"), "3\u{fffd}001\u{fffd}x\u{fffd}é");
        let text = "\u{1b}[1;31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{1b}[2J";
        let shown = "\u{1b}[1;31mred\u{1b}[0m \u{fffd}]0;title\u{fffd} \u{fffd}[2J";
        assert_eq!(keeping(text, color), shown);
    }
}
