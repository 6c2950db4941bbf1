//! From a request to its answer: who is asked.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::request::{Request, Result};
use crate::session::Session;
use crate::{certificate, config, describe, edit, limits, parameter, values, view, write_out};

/// The sessions of a page.
#[derive(Default)]
pub struct Sessions {
    open: BTreeMap<u64, Session>,
    last_id: u64,
}

impl Sessions {
    /// Answers a request; both are JSON. An answer is `{"ok": ...}` or `{"error": "..."}`.
    pub fn answer(&mut self, request: &[u8]) -> Vec<u8> {
        let answer = match Request::read(request).and_then(|request| self.ask(&request)) {
            Ok(answer) => json!({ "ok": answer }),
            Err(error) => json!({ "error": error }),
        };
        answer.to_string().into_bytes()
    }

    fn ask(&mut self, request: &Request) -> Result<Value> {
        match request.text("ask")? {
            "check" => config::check(request.config()?, request.perhaps("arm")?.unwrap_or(0), &request.files()?),
            "set" => edit::set(request.config()?, &request.changes()?),
            "get" => values::get(request.config()?, request.perhaps("arm")?),
            "describe" => describe::describe(request.text("name")?, request.text("text")?),
            "open" => self.open(request),
            "close" => self.close(request),
            "go_on" => self.continue_with(request),
            "advance" => self.session(request)?.advance(request.perhaps("batches")?, request.perhaps("epochs")?),
            "view" => self.view(request),
            "sample" => write_out::sample(self.session(request)?, request.count("row")?),
            "certify" => certificate::certify(self.session(request)?),
            "digest" => Ok(self.session(request)?.digest()),
            "files" => Ok(self.session(request)?.files()),
            "initial" => Ok(self.session(request)?.initial()),
            "set_parameter" => parameter::set(self.session(request)?, request),
            other => Err(format!("nobody can be asked to {other:?}")),
        }
    }

    fn session(&mut self, request: &Request) -> Result<&mut Session> {
        let number = request.count("session")?;
        self.open.get_mut(&number).ok_or_else(|| format!("there is no session {number}"))
    }

    fn view(&mut self, request: &Request) -> Result<Value> {
        let session = self.session(request)?;
        let mut view = view::view(session, request.count("grid")?)?;
        if request.is_wanted("predictions") {
            view["predictions"] = view::predictions(session);
        }
        if request.is_wanted("findings") {
            view["findings"] = session.findings();
        }
        Ok(view)
    }

    fn open(&mut self, request: &Request) -> Result<Value> {
        if self.open.len() == limits::SESSIONS {
            return Err(format!("{} sessions are open, and a page has no more: close one", limits::SESSIONS));
        }
        let (arm, seed) = (request.count("arm")?, request.count("seed")?);
        let mut session = Session::open(request.config()?, arm, seed, &request.files()?)?;
        let mut answer = session.initial_view();
        self.last_id += 1;
        answer["session"] = self.last_id.into();
        self.open.insert(self.last_id, session);
        Ok(answer)
    }

    fn continue_with(&mut self, request: &Request) -> Result<Value> {
        let (arm, seed) = (request.count("arm")?, request.count("seed")?);
        let (toml, files) = (request.config()?, request.files()?);
        self.session(request)?.continue_with(toml, arm, seed, &files)
    }

    fn close(&mut self, request: &Request) -> Result<Value> {
        let number = request.count("session")?;
        self.open.remove(&number).map(|_| json!({})).ok_or_else(|| format!("there is no session {number}"))
    }
}
