//! The two commands that look at everything: `build`, which writes, and `check`, which does not.

use super::tell::{listed, tell_editions, tell_faults, tell_misfits, tell_outdated, tell_values, tell_written};
use super::watch::watch;
use super::{Ending, Format, Manner, Options, Told, strict, unless_cut_short};
use crate::bundle::Bundle;
use crate::diagnostic::{self, KEPT, Style};
use crate::load;
use crate::rules::{self, RULES};
use crate::{Outcome, Scope};
use clap::Args;
use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;

/// What `build` takes.
#[derive(Debug, Args)]
pub struct Build {
    /// What `check` takes as well.
    #[command(flatten)]
    pub common: Options,
    /// Also make a brief for each city and each member state, into YEAR/briefs/. Later runs make briefs that stand anew
    /// with their edition.
    #[arg(long)]
    pub briefs: bool,
    /// Make the brief of this city alone, for its officer, into the folder `preview` beside the output, which stays as it
    /// is: of the edition of `--year`, or the newest. A preview before it is replaced.
    #[arg(long, value_name = "ID", requires = "briefs", conflicts_with = "strict")]
    pub city: Option<String>,
    /// Set the old output folder aside as it is, where something in it was changed or added by hand.
    #[arg(long, conflicts_with_all = ["year", "city"])]
    pub replace: bool,
    /// Go on: make the reports again whenever the inputs change, and show them in a browser of this machine.
    #[arg(long, conflicts_with_all = ["replace", "city"])]
    pub watch: bool,
    /// Where the browser finds them; 0 takes any port that is free.
    #[arg(long, value_name = "PORT", default_value_t = 4780, requires = "watch")]
    pub port: u16,
}

impl Build {
    /// Which editions are meant, and whether with briefs.
    fn scope(&self) -> Scope {
        match (self.common.year, self.briefs) {
            (None, false) => Scope::All,
            (None, true) => Scope::AllWithBriefs,
            (Some(year), false) => Scope::Year(year),
            (Some(year), true) => Scope::YearWithBriefs(year),
        }
    }
}

/// Makes the reports, once or for as long as somebody watches.
pub(super) fn build(
    typed: &Build,
    manner: Manner<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    if typed.watch { watch(typed, typed.port, out, err) } else { Ok(once(typed, manner, out, err)?.0) }
}

/// Makes the reports once; they are in the output then, and with the ending.
pub(super) fn once(
    typed: &Build,
    manner: Manner<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(Ending, Option<Bundle>), Told> {
    let options = &typed.common;
    if let Some(city) = &typed.city {
        return preview(city, options, manner.style, out, err);
    }
    let (inputs, scope) = (options.inputs.folder(), (typed.scope(), typed.replace));
    // Whoever watches is shown what is in memory.
    let mut outcome = if typed.watch {
        manner.made(inputs, &options.out, scope.0)?
    } else {
        manner.staged(inputs, &options.out, scope)?
    };
    let fails = options.strict && strict::has_faults(&mut outcome);
    let faults = tell_faults(&outcome, manner.style, err);
    let Some(bundle) = outcome.bundle.take() else {
        faults?;
        writeln!(err, "Nothing was written; {} is as it was.", options.out.display())?;
        return Ok((Ending::Faults, None));
    };
    if fails {
        tell_editions(&outcome, out)?;
        writeln!(err, "Nothing was written, because of --strict; {} is as it was.", options.out.display())?;
        return Ok((Ending::Faults, None));
    }
    // From here on the report is written even if nobody reads what is told.
    manner.progress.writing();
    let made = (&bundle, outcome.stage.take());
    let written = crate::publish(made, &options.inputs.path, &options.out, scope.0, scope.1)?;
    faults?;
    tell_outdated(&outcome.inputs, (&options.inputs.path, &options.out), err)?;
    tell_editions(&outcome, out)?;
    tell_written(&written, &options.out.join("index.html"), out, err)?;
    Ok((Ending::Done, Some(bundle)))
}

/// The folder of previews, beside the output.
const PREVIEW: &str = "preview";

/// Makes the brief of one city alone, beside the output.
fn preview(
    city: &str,
    options: &Options,
    style: Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<(Ending, Option<Bundle>), Told> {
    let outcome = crate::preview(options.inputs.folder(), city, options.year)?;
    let place = options.out.with_file_name(PREVIEW);
    let faults = tell_faults(&outcome, style, err);
    let Some(bundle) = &outcome.bundle else {
        faults?;
        writeln!(err, "Nothing was written; {} is as it was.", place.display())?;
        return Ok((Ending::Faults, None));
    };
    let written = crate::publish((bundle, None), &options.inputs.path, &place, Scope::All, false)?;
    faults?;
    // The page stands before its text.
    let page = bundle.paths().next().unwrap_or_default();
    tell_written(&written, &place.join(page), out, err)?;
    Ok((Ending::Done, None))
}

pub(super) fn check(
    file: Option<&Path>,
    options: &Options,
    (format, values): (Format, bool),
    manner: Manner<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    let (mut outcome, stopped) = if let Some(file) = file {
        let outcome = crate::check_file(options.inputs.folder(), file)?;
        let stopped = !outcome.is_sound();
        (outcome, stopped)
    } else {
        let outcome = manner.made(options.inputs.folder(), &options.out, options.scope())?;
        // What `build` would not write, `check` does not call sound.
        let stopped = outcome.bundle.is_none();
        (outcome, stopped)
    };
    let failed = (options.strict && strict::has_faults(&mut outcome)) || stopped;
    let ending = if failed { Ending::Faults } else { Ending::Done };
    let typed = match file {
        None if format == Format::Text => Some(crate::typed(options.inputs.folder(), values)?),
        _ if values => {
            let places: Vec<_> = rules::doubtful(&outcome.inputs).map(|value| value.place).collect();
            load::reread(&mut outcome.inputs.sources, &outcome.found, places.into_iter());
            None
        }
        _ => None,
    };
    let sources = &outcome.inputs.sources;
    if format == Format::Sarif {
        tell_misfits(&outcome, err)?;
    }
    let told = match format {
        Format::Text => tell_check(&outcome, ending, manner.style, out, err)
            .and_then(|()| tell_values(typed.as_ref().unwrap_or(&outcome.inputs), values, out)),
        Format::Json => writeln!(out, "{:#}", Value::Array(listed(&outcome))),
        Format::Sarif => {
            let rules = RULES.iter().map(|rule| (rule.code, rule.why, rule.severity));
            writeln!(out, "{:#}", diagnostic::sarif(&outcome.found, sources, rules))
        }
    };
    let dropped = outcome.found.dropped();
    let told = told.and_then(|()| match format {
        Format::Json | Format::Sarif if dropped > 0 => {
            writeln!(err, "… and {dropped} more; the first {KEPT} are listed.")
        }
        _ => Ok(()),
    });
    unless_cut_short(told, ending)
}

fn tell_check(
    outcome: &Outcome,
    ending: Ending,
    style: Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<()> {
    tell_faults(outcome, style, err)?;
    tell_editions(outcome, out)?;
    if ending == Ending::Done { writeln!(out, "The inputs are sound. Nothing was written.") } else { Ok(()) }
}
