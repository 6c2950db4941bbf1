//! The command line of Longhand: flags, configs, runs, reports, done.

mod blackboard;
mod check;
mod command_line;
mod configs;
mod engines;
mod explain;
mod flags;
mod framework;
mod interrupt;
mod judge;
mod lectures;
mod list;
mod merge;
mod new;
mod outcome;
mod plan;
mod play;
mod predict;
mod progress;
mod report;
mod run;
mod shard;
mod site;
mod slurm;
mod terminal;
mod unfinished;
mod verify;
mod watch;

use std::process::ExitCode;

use flags::Command;
use outcome::Outcome;

fn main() -> ExitCode {
    outcome::report_panics_as_bugs();
    let outcome = match command_line::read().command {
        Command::Run(flags) if flags.watch => watch::watch(&flags),
        Command::Run(flags) => run::run(&flags, flags.reports.page),
        Command::Report(flags) => report::redraw(&flags),
        Command::Check(flags) => check::check(&flags),
        Command::Blackboard(flags) => blackboard::blackboard(&flags),
        Command::Predict(flags) => predict::predict(&flags),
        Command::New(flags) => new::new(&flags),
        Command::Explain(flags) => explain::explain(&flags),
        Command::Framework(flags) => framework::framework(&flags),
        Command::Lectures(flags) => lectures::lectures(&flags),
        Command::Merge(flags) => merge::merge(&flags),
        Command::Verify(flags) => verify::verify(&flags),
        Command::Slurm(flags) => slurm::slurm(&flags),
        Command::Site(flags) => site::site(&flags),
        Command::Play(flags) => play::play(&flags),
        Command::List(flags) => list::list(&flags),
        Command::Schema => list::schema(),
    };
    let outcome = outcome.unwrap_or_else(Outcome::print_error);
    let written = if terminal::output_was_lost() { Outcome::Failed } else { Outcome::Success };
    outcome.worse(written).into()
}
