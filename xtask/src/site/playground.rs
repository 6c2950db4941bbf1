//! The playground: its page as it lies in the sources, and the engine, compiled to WebAssembly and written as text.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use ::report::site::File;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::checkout::{PAGE, folder_of_checkout};
use crate::flags::EngineFlag;

/// What the engine is compiled for.
const TARGET: &str = "wasm32-unknown-unknown";
/// Its folder of builds: another set of flags, so that it makes nothing else compile anew.
const BUILDS: &str = "target/wasm";

/// The files of the playground but its list of configs.
///
/// # Errors
/// Why there is none, in words with the remedy.
pub fn files(engine: &EngineFlag) -> Result<Vec<File>, String> {
    let checkout = folder_of_checkout().ok_or_else(|| {
        "it is built from the sources, and this is not a checkout of them\n  = run it in the folder of a checkout"
            .to_owned()
    })?;
    let mut files = page(&checkout.join(PAGE)).map_err(|error| format!("its page cannot be read: {error}"))?;
    let module = match &engine.module {
        Some(path) => read(path)?,
        None => read(&compiled(&checkout)?)?,
    };
    files.push(File::new("playground/engine.wasm.js", script(&module)));
    Ok(files)
}

/// The page and what lies beside it.
fn page(folder: &Path) -> io::Result<Vec<File>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    let file = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = if name == "playground.html" { "index.html" } else { &name };
        Ok(File::new(format!("playground/{name}"), fs::read(path)?))
    };
    paths.iter().map(file).collect()
}

/// Compiles the engine; cargo knows when there is nothing to do. The path of the module.
fn compiled(checkout: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "-p", "live", "--lib", "--profile", "wasm", "--target", TARGET, "--target-dir", BUILDS];
    let output = Command::new(&cargo).args(arguments).current_dir(checkout).output();
    let output = output.map_err(|error| format!("{} cannot be started: {error}", cargo.display()))?;
    let error_output = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(match error_output.contains("target may not be installed") {
            true => format!("the Rust toolchain has no target {TARGET}\n  = rustup target add {TARGET}"),
            false => format!("its engine does not compile\n{}", error_output.trim_end()),
        });
    }
    Ok(checkout.join(BUILDS).join(TARGET).join("wasm/live.wasm"))
}

/// A module, which begins with the same four bytes wherever it comes from.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let module = fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let known = module.starts_with(b"\0asm");
    known.then_some(module).ok_or_else(|| format!("{} is not a WebAssembly module", path.display()))
}

/// A script that holds the module, deflated, as text: from a folder a page can load scripts alone.
fn script(module: &[u8]) -> String {
    format!("\"use strict\";\nconst LONGHAND_ENGINE = \"{}\";\n", STANDARD.encode(deflated(module)))
}

/// The bytes without their repetitions; a browser unpacks them.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("a vector takes every byte")
}
