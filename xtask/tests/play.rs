//! `play`, in a checkout whose compiler is a stand-in: what the server answers, whom it refuses, and what it follows.

#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use common::{TestFolder, XOR};

/// A compiler that writes the first four bytes of every module where the module belongs.
const CARGO: &str =
    "#!/bin/sh\nd=target/wasm/wasm32-unknown-unknown/wasm\nmkdir -p $d\nprintf '\\0asm' > $d/live.wasm\n";
const PAGE: &str = "<!doctype html>\n<html><head><title>t</title>\n</head><body>a page</body></html>\n";

/// The program at work, ended with the test.
struct Played {
    child: Child,
    address: String,
}

impl Drop for Played {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn checkout(cargo: &str) -> TestFolder {
    let folder = TestFolder::new();
    folder.write("Cargo.toml", "").write("crates/live/page/playground.html", PAGE).write("crates/live/page/a.js", "a");
    folder.write("crates/live/page/tests/t.js", "t").write("xor.toml", XOR).write("cargo", cargo);
    let script = folder.path().join("cargo");
    std::fs::set_permissions(script, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    folder
}

fn play(folder: &TestFolder, arguments: &[&str]) -> Played {
    let mut command = folder.command(arguments);
    command.env("CARGO", folder.path().join("cargo")).env("BROWSER", "true");
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut address = String::new();
    let stdout = child.stdout.as_mut().expect("it is piped");
    BufReader::new(stdout).read_line(&mut address).expect("it says where it is");
    Played { child, address: address.trim_end().to_owned() }
}

impl Played {
    fn host(&self) -> &str {
        self.address.trim_start_matches("http://").split('/').next().expect("it has a host")
    }

    /// Sends bytes and reads everything that comes back.
    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).expect("somebody listens");
        stream.write_all(request.as_bytes()).expect("it is taken");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host()))
    }
}

#[test]
fn the_playground_is_served_with_the_config() {
    let folder = checkout(CARGO);
    let played = play(&folder, &["play", "xor.toml"]);
    assert!(played.address.starts_with("http://127.0.0.1:"), "{}", played.address);
    assert!(played.address.ends_with("/playground/index.html#config=xor"), "{}", played.address);
    let page = played.get("/playground/index.html");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{page}");
    assert!(page.ends_with(PAGE) && !page.contains("watch.js"), "{page}");
    assert!(played.get("/playground/").ends_with(PAGE));
    assert!(played.get("/").contains("<a class=\"brand\" href=\"index.html\">"));
    assert!(played.get("/playground/a.js?x=1").ends_with("\r\n\r\na"));
    // The four bytes, deflated (zlib, window -15), in base64.
    assert!(played.get("/playground/engine.wasm.js").ends_with("const LONGHAND_ENGINE = \"Y0gszgUA\";\n"));
    let listed = "{\"name\":\"xor\",\"title\":\"XOR\",\"script\":\"configs/xor.js\",\"report\":null}";
    assert!(played.get("/playground/configs.js").contains(listed));
    assert!(played.get("/playground/configs/xor.js").contains("\nLONGHAND_CONFIG({\"name\":\"xor\","));
    assert!(played.get("/playground/t.js").starts_with("HTTP/1.1 404 "), "tests are no part of the page");
}

#[test]
fn what_is_not_of_the_site_or_asked_by_another_name_is_refused() {
    let folder = checkout(CARGO);
    let played = play(&folder, &["play"]);
    let host = played.host().to_owned();
    for path in ["/../Cargo.toml", "/playground/../../xor.toml", "//etc/passwd", "/%2e%2e/xor.toml", "/xor.toml"] {
        assert!(played.get(path).starts_with("HTTP/1.1 404 "), "{path}");
    }
    for (request, status) in [
        ("GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n".to_owned(), "403"),
        (format!("POST / HTTP/1.1\r\nHost: {host}\r\n\r\n"), "405"),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), "400"),
        ("\u{0}\u{1}\r\n\r\n".to_owned(), "400"),
    ] {
        let answer = played.send(&request);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request:?}: {answer}");
    }
    let head = played.send(&format!("HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn a_file_is_followed() {
    let folder = checkout(CARGO);
    let played = play(&folder, &["play", "xor.toml", "--watch"]);
    assert!(played.get("/playground/").contains("<script src=\"watch.js\" defer></script>\n</head>"));
    let script = played.get("/playground/watch.js");
    let (_, known) = script.split_once("let known = \"").expect("it knows its first text");
    let asked = format!("/playground/watched.js?{}", &known[..16]);
    assert!(played.get(&asked).contains("Content-Length: 0\r\n"), "nothing has changed");
    folder.write("xor.toml", XOR.replace("XOR", "Edited"));
    let answer = played.get(&asked);
    assert!(answer.contains("LONGHAND_WATCHED({\"mark\":\"") && answer.contains("\"name\":\"xor\""), "{answer}");
    assert!(answer.contains("title = \\\"Edited\\\""), "{answer}");
    std::fs::remove_file(folder.path().join("xor.toml")).expect("it is there");
    assert!(played.get(&asked).contains("Content-Length: 0\r\n"), "a file that is gone for a moment");
}

/// A browser that says nothing keeps nobody else waiting.
#[test]
fn a_silent_connection_delays_no_other() {
    let folder = checkout(CARGO);
    let played = play(&folder, &["play"]);
    let silent: Vec<TcpStream> = (0..8).map(|_| TcpStream::connect(played.host()).expect("somebody listens")).collect();
    let asked = Instant::now();
    assert!(played.get("/").starts_with("HTTP/1.1 200 "));
    assert!(asked.elapsed() < Duration::from_secs(5));
    drop(silent);
}

#[test]
fn without_the_sources_or_their_compiler_the_remedy_is_named() {
    let folder = TestFolder::new();
    let completed = folder.run(&["play"]);
    let why = "error: there is no playground: it is built from the sources, and this is not a checkout of them\n";
    assert_eq!(completed.code, 1, "{completed:?}");
    assert!(completed.err.starts_with(why), "{completed:?}");
    let missing =
        "#!/bin/sh\necho '  = note: the `wasm32-unknown-unknown` target may not be installed' >&2\nexit 101\n";
    let folder = checkout(missing);
    let output = folder.command(&["play"]).env("CARGO", folder.path().join("cargo")).output().expect("it starts");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let remedy =
        "the Rust toolchain has no target wasm32-unknown-unknown\n  = rustup target add wasm32-unknown-unknown";
    assert!(told.contains(remedy), "{told}");
    let completed = folder.run(&["play", "--engine", "xor.toml"]);
    assert_eq!(completed.err, "error: there is no playground: xor.toml is not a WebAssembly module\n");
    let completed = folder.run(&["play", "none.toml"]);
    assert_eq!(completed.code, 2, "{completed:?}");
    assert!(completed.err.starts_with("error: there is no file none.toml\n"), "{completed:?}");
}
