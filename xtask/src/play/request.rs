//! One request of HTTP/1.1, as far as a folder of files needs it: a line, and the host that was asked.

use std::io::{self, Read};

/// The longest head of a request; browsers send less than a kilobyte.
const LONGEST: u64 = 8 * 1024;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method, as `GET`.
    pub method: String,
    /// The path as it was sent, without what follows a question mark.
    pub path: String,
    /// What follows the question mark.
    pub query: String,
    /// The host and port that the browser believes to talk to.
    pub host: String,
}

/// Reads a request up to the empty line.
///
/// # Errors
/// If the other side is silent for too long, sends no request, or one without an end.
pub fn read(stream: impl Read) -> io::Result<Request> {
    let mut head = Vec::new();
    let mut stream = stream.take(LONGEST);
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let text = String::from_utf8_lossy(&head);
    parse(&text).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "this is not a request"))
}

/// The request of a head; none if it is not one of HTTP/1.x, or names no host.
fn parse(head: &str) -> Option<Request> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let mut hosts = lines.filter_map(|line| line.split_once(':')).filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let (host, second) = (hosts.next()?.1.trim(), hosts.next());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let fits = version.starts_with("HTTP/1.") && path.starts_with('/') && second.is_none() && words.next().is_none();
    let [method, path, query, host] = [method, &path[fits.into()..], query, host].map(str::to_owned);
    fits.then_some(Request { method, path, query, host })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_request_is_its_line_and_its_host() {
        let head = "GET /a%20b/c.js?v=1 HTTP/1.1\r\nAccept: */*\r\nhost: localhost:80\r\n\r\nrest";
        let request = read(head.as_bytes()).expect("it is one");
        let words = [request.method, request.path, request.query, request.host];
        assert_eq!(words, ["GET", "a%20b/c.js", "v=1", "localhost:80"]);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let long = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(9000));
        for head in [
            "",
            "\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://elsewhere/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/2\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1 x\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n",
            long.as_str(),
        ] {
            assert!(read(head.as_bytes()).is_err(), "{head:?}");
        }
    }
}
