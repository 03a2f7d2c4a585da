//! The door: one command in, one exit code out.

use ascn_report::cli::{self, Cli};
use ascn_report::diagnostic::Style;
use clap::Parser;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !io::stderr().is_terminal();
    let style = if is_plain { Style::Plain } else { Style::Coloured };
    let ending = cli::run(&cli, style, &mut io::stdout().lock(), &mut io::stderr().lock());
    ExitCode::from(ending as u8)
}
