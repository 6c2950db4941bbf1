//! A server for one reader on one machine: files that lie in memory, GET alone, no other address than loopback.
//!
//! There is no path to a disk in it, so no path leads out of the site. A page of another host that was led here by its
//! name is refused by the `Host` that its browser sends.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use ::report::site::File;

use super::request::{self, Request};
use super::watch::Watched;
use crate::outcome::Result;

/// How many requests are answered at a time; more are turned away.
const MOST: usize = 64;
/// How long a silent browser is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The site, and the port that it is reached at.
pub struct Server {
    listener: TcpListener,
    port: u16,
    files: BTreeMap<String, Vec<u8>>,
    watched: Option<Watched>,
    busy: AtomicUsize,
}

/// What is answered: the status, the type of the content, and the content.
type Answer<'a> = (&'static str, &'static str, std::borrow::Cow<'a, [u8]>);

impl Server {
    /// Takes a free port.
    ///
    /// # Errors
    /// If the system gives none.
    pub fn new(files: Vec<File>, watched: Option<Watched>) -> io::Result<Server> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let port = listener.local_addr()?.port();
        let files = files.into_iter().map(|file| (file.address(), file.content)).collect();
        Ok(Server { listener, port, files, watched, busy: AtomicUsize::new(0) })
    }

    /// Where the site is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers requests until the program ends.
    pub fn serve(&self) -> Result {
        thread::scope(|scope| {
            for stream in self.listener.incoming().flatten() {
                if self.busy.fetch_add(1, Ordering::Relaxed) >= MOST {
                    self.busy.fetch_sub(1, Ordering::Relaxed);
                    continue;
                }
                scope.spawn(move || {
                    // A browser that went away misses nothing.
                    let _ = self.converse(stream);
                    self.busy.fetch_sub(1, Ordering::Relaxed);
                });
            }
        });
        unreachable!("connections never end")
    }

    /// One request, one answer.
    fn converse(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let (head, answer) = match request::read(&stream) {
            Ok(request) => (request.method == "HEAD", self.answer(&request)),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => (false, refused("400 Bad Request")),
            Err(error) => return Err(error),
        };
        let (status, kind, content) = answer;
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: same-origin\r\n\
             Connection: close\r\n\r\n",
            content.len()
        )?;
        if head { Ok(()) } else { stream.write_all(&content) }
    }

    fn answer(&self, request: &Request) -> Answer<'_> {
        let names = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        if !names.contains(&request.host) {
            return refused("403 Forbidden");
        }
        if !["GET", "HEAD"].contains(&request.method.as_str()) {
            return refused("405 Method Not Allowed");
        }
        let path = match request.path.as_str() {
            path if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
            path => path.to_owned(),
        };
        match (self.watched.as_ref().and_then(|watched| watched.answer(&path, &request.query)), self.files.get(&path)) {
            (Some(script), _) => ("200 OK", kind(&path), script.into_bytes().into()),
            (None, Some(content)) => ("200 OK", kind(&path), content.into()),
            (None, None) => refused("404 Not Found"),
        }
    }
}

fn refused(status: &'static str) -> Answer<'static> {
    (status, "text/plain; charset=utf-8", status.as_bytes().into())
}

/// The type of a file, by its ending.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "text/plain; charset=utf-8",
    }
}
