//! Reads the command line. Help and errors call the program by the name it was started with, and a flag that is the
//! key of a config is answered with `--set`.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
use experiment::explain::{Language, Named};
use experiment::suggest::nearest;
use experiment::words;

use crate::flags::{AFTER_HELP, Flags};

/// The flags; a wrong command line ends the program with exit code 2.
pub fn read() -> Flags {
    let program = words::program();
    let command = Flags::command().bin_name(program).after_help(AFTER_HELP.replace("PROGRAM", program));
    let matches = command.try_get_matches().unwrap_or_else(|error| with_hint(error).exit());
    Flags::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// The error with what was probably meant.
fn with_hint(error: clap::Error) -> clap::Error {
    with_command(with_key(error))
}

/// `rnu` is probably `run`.
fn with_command(mut error: clap::Error) -> clap::Error {
    if let Some(ContextValue::String(given)) = error.get(ContextKind::InvalidSubcommand) {
        let command = Flags::command();
        let meant = nearest(given, command.get_subcommands().map(clap::Command::get_name)).map(str::to_owned);
        if let Some(meant) = meant {
            error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![meant]));
        }
    }
    error
}

/// `--epochs 5` is probably `--set training.epochs=5`.
fn with_key(mut error: clap::Error) -> clap::Error {
    let flag = match (error.kind(), error.get(ContextKind::InvalidArg)) {
        (ErrorKind::UnknownArgument, Some(ContextValue::String(flag))) => flag.clone(),
        _ => return error,
    };
    if let Some(key) = key(&Language::of_experiments(), &flag) {
        let value = value(&flag, &std::env::args().collect::<Vec<_>>());
        let tip = StyledStr::from(format!("to set this key of the config, write --set {key}={value}"));
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

/// The word behind the flag, or behind its equals sign.
fn value(flag: &str, arguments: &[String]) -> String {
    let place = arguments.iter().position(|argument| argument.split('=').next() == Some(flag));
    let given = place.and_then(|place| match arguments[place].split_once('=') {
        Some((_, value)) => Some(value.to_string()),
        None => arguments.get(place + 1).filter(|next| !next.starts_with('-')).cloned(),
    });
    given.unwrap_or_else(|| "VALUE".to_string())
}

/// The path of the config key that a flag names, the shortest if there are several.
fn key(language: &Language, flag: &str) -> Option<String> {
    let name = flag.trim_start_matches('-').replace('-', "_");
    let keys = language.named(&name).into_iter().filter_map(|named| match named {
        Named::Key(key) => Some(key.path.clone()),
        Named::Choice(..) => None,
    });
    keys.min_by_key(|path| (path.matches('.').count(), path.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_that_is_a_key_is_found() {
        let language = Language::of_experiments();
        let found = ["--epochs", "--seeds", "--learning-rate", "--hidden", "--colour"].map(|flag| key(&language, flag));
        let expected = [
            Some("training.epochs"),
            Some("seeds"),
            Some("training.optimizer.learning_rate"),
            Some("network.hidden"),
            None,
        ];
        assert_eq!(found, expected.map(|key| key.map(str::to_owned)));
    }

    #[test]
    fn the_value_is_taken_over() {
        let arguments = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(value("--epochs", &arguments("run x.toml --epochs 5")), "5");
        assert_eq!(value("--epochs", &arguments("run --epochs=7 x.toml")), "7");
        assert_eq!(value("--epochs", &arguments("run x.toml --epochs --fresh")), "VALUE");
    }
}
