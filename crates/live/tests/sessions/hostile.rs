//! A hostile link or page can do nothing but be answered by an error.

use live::Sessions;
use serde_json::{Value, json};

use super::common::{MOONS, Page};

#[test]
fn requests_that_are_none_are_refused() {
    let mut sessions = Sessions::default();
    for bytes in [&b""[..], b"[]", b"{}", b"{\"ask\": 1}", b"\xff\xfe", b"null", b"{\"ask\": \"open\"}"] {
        let answer = String::from_utf8(sessions.answer(bytes)).expect("an answer is text");
        assert!(answer.starts_with("{\"error\":"), "{answer}");
    }
    let deep = "[".repeat(100_000);
    assert!(sessions.answer(deep.as_bytes()).starts_with(b"{\"error\":"));
}

#[test]
fn sessions_that_are_not_there_are_refused() {
    let mut page = Page::default();
    for ask in ["advance", "view", "sample", "certify", "digest", "files", "close"] {
        assert_eq!(page.refused(json!({ "ask": ask, "session": 7 })), "there is no session 7");
        page.refused(json!({ "ask": ask, "session": -1 }));
        page.refused(json!({ "ask": ask, "session": "x" }));
    }
    let session = page.open(MOONS, 0, 1);
    page.ask(json!({ "ask": "close", "session": session }));
    page.refused(json!({ "ask": "close", "session": session }));
}

#[test]
fn sizes_are_refused_before_they_are_computed() {
    let mut page = Page::default();
    let with = |old: &str, new: &str| MOONS.replace(old, new);
    for (toml, why) in [
        (with("samples = 60", "samples = 10000000"), "10000000 samples"),
        (with("[4, 3]", "[1000, 1000]"), "parameters, and a page takes"),
        (with("[4, 3]", "[1000000, 1000000]"), ""),
        (with("[4, 3]", &format!("[{}]", ["1"; 101].join(", "))), "101 hidden layers"),
        (with("name  = \"moons\"", "name = \"idx\""), ""),
    ] {
        let checked = page.answer(json!({ "ask": "check", "toml": toml }));
        let summary = &checked["ok"]["summary"];
        let said = summary["why_not"].as_str().unwrap_or_default();
        let refused = summary["fits"] == false || checked["ok"]["errors"].as_array().is_some_and(|all| !all.is_empty());
        assert!(refused && said.contains(why), "{why}: {checked}");
        page.refused(json!({ "ask": "open", "toml": toml, "arm": 0, "seed": 1 }));
    }
    let long = format!("{MOONS}# {}", "x".repeat(300_000));
    assert!(page.refused(json!({ "ask": "check", "toml": long })).contains("a page takes"));
    let values: Vec<String> = (1..10_000).map(|count| count.to_string()).collect();
    let arms =
        with("\"network.activation\" = [\"tanh\", \"relu\"]", &format!("\"dataset.samples\" = [{}]", values.join(",")));
    assert!(page.refused(json!({ "ask": "check", "toml": arms })).contains("9999 arms"));
}

#[test]
fn numbers_out_of_range_are_refused() {
    let mut page = Page::default();
    let session = page.open(MOONS, 0, 1);
    page.refused(json!({ "ask": "open", "toml": MOONS, "arm": 2, "seed": 1 }));
    page.refused(json!({ "ask": "open", "toml": MOONS, "arm": u64::MAX, "seed": 1 }));
    page.refused(json!({ "ask": "view", "session": session, "grid": 1_000_000_000 }));
    page.refused(json!({ "ask": "sample", "session": session, "row": 45 }));
    page.refused(json!({ "ask": "advance", "session": session }));
    page.refused(json!({ "ask": "advance", "session": session, "batches": 1, "epochs": 1 }));
    page.refused(json!({ "ask": "advance", "session": session, "batches": -1 }));
    let seed = json!({ "ask": "open", "toml": MOONS, "arm": 0, "seed": "18446744073709551615" });
    page.ask(seed);
}

#[test]
fn a_page_has_so_many_sessions_and_no_more() {
    let mut page = Page::default();
    let sessions: Vec<Value> = (0..live::limits::SESSIONS).map(|_| page.open(MOONS, 0, 1)).collect();
    let open = json!({ "ask": "open", "toml": MOONS, "arm": 0, "seed": 1 });
    assert!(page.refused(open.clone()).ends_with("close one"));
    page.ask(json!({ "ask": "close", "session": sessions[0] }));
    page.ask(open);
}

/// Bytes of a config changed at random: whatever comes out is answered.
#[test]
fn mangled_configs_are_answered() {
    let mut page = Page::default();
    let mut state = 1_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for _ in 0..300 {
        let mut letters: Vec<char> = MOONS.chars().collect();
        for _ in 0..=draw(3) {
            let (from, to) = (draw(letters.len()), draw(letters.len()));
            match draw(3) {
                0 => letters[from] = letters[to],
                1 => drop(letters.remove(from)),
                _ => letters.insert(from, ['[', '"', '0', '-', '𝒙', '\n'][draw(6)]),
            }
        }
        let toml: String = letters.into_iter().collect();
        let opened = page.answer(json!({ "ask": "open", "toml": toml, "arm": 0, "seed": 1 }));
        page.answer(json!({ "ask": "check", "toml": toml }));
        page.answer(json!({ "ask": "get", "toml": toml }));
        if let Some(session) = opened["ok"].get("session") {
            page.ask(json!({ "ask": "advance", "session": session, "batches": 2 }));
            page.ask(json!({ "ask": "close", "session": session }));
        }
    }
}
