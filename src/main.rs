//! The door: one command in, one exit code out.

use ascn_report::cli::{self, Cli, Ending};
use ascn_report::diagnostic::Style;
use ascn_report::write;
use clap::Parser;
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Err(fault) = ctrlc::set_handler(stop) {
        let _ = writeln!(
            io::stderr(),
            "warning: a run that is broken off may leave folders for the next to remove: {fault}"
        );
    }
    let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !io::stderr().is_terminal();
    let style = if is_plain { Style::Plain } else { Style::Coloured };
    let is_watched = io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|kind| kind != "dumb");
    // Standard error is not locked: how far a run is is shown there from beside it.
    let ending = cli::run(&cli, style, is_watched, &mut io::stdout().lock(), &mut io::stderr());
    if IS_STOPPED.load(Ordering::SeqCst) && ending != Ending::Done {
        ExitCode::from(STOPPED)
    } else {
        ExitCode::from(ending as u8)
    }
}

/// The exit code of a run that was broken off, as shells know it.
const STOPPED: u8 = 130;

static IS_STOPPED: AtomicBool = AtomicBool::new(false);

/// Somebody pressed Ctrl-C, or the machine shuts down: a writer at work puts everything back; else there is nothing to.
#[expect(clippy::exit, reason = "this is the door")]
fn stop() {
    IS_STOPPED.store(true, Ordering::SeqCst);
    if !write::stop() {
        std::process::exit(STOPPED.into());
    }
}
