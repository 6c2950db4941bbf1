//! `play`: the site on this machine alone, its playground opened with a config that it may follow.

mod request;
mod server;
mod watch;

use std::path::{Path, PathBuf};

use ::report::site::{Course, playground};

use crate::configs::complaint;
use crate::flags::PlayFlags;
use crate::outcome::{Error, Outcome, Result};
use crate::{report, site, terminal};
use server::Server;
use watch::Watched;

/// Serves the site until the program is interrupted.
pub fn play(flags: &PlayFlags) -> Result {
    let config = flags.config.as_deref().map(given).transpose()?;
    let playground = site::playground::files(&flags.engine)
        .map_err(|why| Error::failed(format!("there is no playground: {why}")))?;
    let course = if flags.reports.is_dir() { site::reports::read(&flags.reports)? } else { Course::default() };
    let mut files = site::of(course, Some(playground), config.as_slice());
    let address = match &config {
        Some((name, _)) => playground::address(name),
        None => "playground/index.html".to_owned(),
    };
    let watched =
        flags.config.clone().filter(|_| flags.watch).zip(config).map(|(path, config)| Watched::new(path, config));
    watched.iter().for_each(|watched| watched.join(&mut files));
    let server =
        Server::new(files, watched).map_err(|error| Error::failed(format!("cannot serve the site: {error}")))?;
    let address = format!("{}/{address}", server.address());
    terminal::stdout(&address);
    // Without a browser the address is opened by hand.
    let _ = report::open(&address).map_err(Outcome::print_error);
    server.serve()
}

/// Name and text of a config. What is wrong with it, the playground says.
fn given(path: &Path) -> Result<(String, String)> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = read(&path.to_path_buf()).map_err(|error| {
        Error::usage(complaint(path).unwrap_or_else(|| format!("{} cannot be read: {error}", path.display())))
    })?;
    Ok((name, text))
}

fn read(path: &PathBuf) -> std::io::Result<String> {
    std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}
