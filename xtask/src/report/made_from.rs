//! Which config the report of a folder is made from, where its name alone does not say it.
//!
//! A report is committed, so it names its config as it was written and holds no path of a machine. Two folders may each
//! hold a config that is written so. Beside the runs, which are not committed, lies the way from them to the config.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::files::whole;

/// The name of the file among the runs; a hidden one is none of them.
const NAME: &str = ".config";

/// Keeps which config the report of these runs is made from. A config that is no file is not kept.
pub fn save_origin(config: &Path, runs: &Path) -> io::Result<()> {
    let (Ok(config), Ok(from)) = (fs::canonicalize(config), fs::canonicalize(runs)) else { return Ok(()) };
    match way(&from, &config).to_str() {
        Some(way) => whole(&runs.join(NAME), format!("{way}\n").as_bytes()),
        None => Ok(()),
    }
}

/// The config that was kept, if its file is still there.
pub fn origin(runs: &Path) -> Option<PathBuf> {
    let text = fs::read_to_string(runs.join(NAME)).ok()?;
    let config = fs::canonicalize(runs).ok()?.join(text.strip_suffix('\n')?);
    fs::canonicalize(config).ok().filter(|config| config.is_file())
}

/// The way from a folder to a file: up to what both have in common, then down.
fn way(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::way;

    #[test]
    fn the_way_goes_up_and_down() {
        let said = |from: &str, to: &str| way(Path::new(from), Path::new(to));
        assert_eq!(said("/p/reports/xor/runs", "/p/configs/xor.toml"), Path::new("../../../configs/xor.toml"));
        assert_eq!(said("/p", "/p/xor.toml"), Path::new("xor.toml"));
        assert_eq!(said("/out", "/home/xor.toml"), Path::new("../home/xor.toml"));
    }
}
