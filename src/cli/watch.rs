//! The reports made anew whenever the inputs change, and shown in a browser of this machine.

use super::build::{Build, once};
use super::progress::Progress;
use super::{Ending, Failure, Manner, Told};
use crate::bundle::Bundle;
use crate::diagnostic::Style;
use crate::load;
use crate::side::locked;
use serde_json::json;
use std::convert::Infallible;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Request, Response, Server};

/// So long between two looks at the inputs.
const PAUSE: Duration = Duration::from_millis(250);

/// What the browser is shown.
#[derive(Debug, Default)]
struct Shown {
    /// How many runs have ended.
    seen: u64,
    /// How many of them made reports.
    made: u64,
    /// How the last one ended, in a sentence.
    said: String,
    /// What it found in the inputs.
    found: String,
    /// The reports as they were made last.
    reports: Bundle,
}

/// Makes the reports, and again at each change of the inputs, until the program is stopped; serves them meanwhile on the
/// loopback address, which no other machine can reach.
///
/// Fails if the port is taken, or if the inputs cannot be read at the start.
pub(super) fn watch(typed: &Build, port: u16, out: &mut dyn Write, err: &mut dyn Write) -> Result<Ending, Told> {
    let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|cause| Failure::NoPort(port, cause.to_string()))?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    let shown = Mutex::new(Shown::default());
    let stamp = load::stamp(&typed.common.inputs.path).map_err(Failure::from)?;
    thread::scope(|scope| {
        scope.spawn(|| server.incoming_requests().for_each(|request| answer(request, port, &shown)));
        let nobody_reads = again_and_again(typed, port, stamp, &shown, out, err);
        server.unblock();
        nobody_reads.map_or_else(|pipe| Err(pipe.into()), |never| match never {})
    })
}

/// Makes the reports until nobody reads any more what is told of it.
fn again_and_again(
    typed: &Build,
    port: u16,
    mut stamp: load::Stamp,
    shown: &Mutex<Shown>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Infallible> {
    writeln!(out, "Open http://127.0.0.1:{port}/ and go on writing; Ctrl-C ends it.")?;
    loop {
        run(typed, shown, out, err)?;
        out.flush()?;
        stamp = changed(&typed.common.inputs.path, &stamp);
    }
}

/// Waits until the inputs are others than they were, and are left alone again.
fn changed(inputs: &Path, before: &load::Stamp) -> load::Stamp {
    let mut last = before.clone();
    loop {
        thread::sleep(PAUSE);
        // An editor may take a file away for a moment to put another in its place.
        let Ok(now) = load::stamp(inputs) else { continue };
        if now == last && now != *before {
            return now;
        }
        last = now;
    }
}

/// One run, told to the terminal and to the browser.
fn run(typed: &Build, shown: &Mutex<Shown>, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<()> {
    let (mut told, mut found) = (Vec::new(), Vec::new());
    let progress = Progress::new(false);
    let made = once(typed, Manner { style: Style::Plain, progress: &progress }, &mut told, &mut found);
    let found = String::from_utf8_lossy(&found).into_owned();
    let (said, found, reports) = match made {
        Ok((Ending::Done, Some(reports))) => ("Made from the inputs as they are now.".to_owned(), found, Some(reports)),
        Ok(_) => ("The inputs have errors: below are the reports as they were made last.".to_owned(), found, None),
        Err(Told::Failure(failure)) => ("Nothing was written.".to_owned(), format!("{found}error: {failure}\n"), None),
        Err(Told::Pipe) => return Err(io::ErrorKind::BrokenPipe.into()),
    };
    out.write_all(&told)?;
    err.write_all(found.as_bytes())?;
    let mut shown = locked(shown);
    shown.seen += 1;
    (shown.said, shown.found) = (said, found);
    if let Some(reports) = reports {
        shown.reports = reports;
        shown.made += 1;
    }
    Ok(())
}

/// The program's own page may run its script and look at what is served here, and nothing else.
const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'";

/// Answers one request, from what is in memory: nothing on the disk can be asked for.
fn answer(request: Request, port: u16, shown: &Mutex<Shown>) {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let is_here = request.headers().iter().any(|header| {
        header.field.equiv("Host") && hosts.iter().any(|host| header.value.as_str().eq_ignore_ascii_case(host))
    });
    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    let (status, kind, body) = match path.as_str() {
        // A page of another site that bends its name to this machine sends that name.
        _ if !is_here => (403, "text/plain", b"ask for 127.0.0.1".to_vec()),
        "/" => (200, "text/html", include_str!("../../templates/en/watch.html").into()),
        "/watch.js" => (200, "text/javascript", include_str!("../../templates/watch.js").into()),
        "/state" => {
            let shown = locked(shown);
            let state = json!({ "seen": shown.seen, "made": shown.made, "said": shown.said, "found": shown.found });
            (200, "application/json", state.to_string().into_bytes())
        }
        path => {
            match path.strip_prefix("/output/").and_then(|path| locked(shown).reports.get(path).map(<[u8]>::to_vec)) {
                Some(bytes) => (200, kind(path), bytes),
                None => (404, "text/plain", b"there is no such file in the reports".to_vec()),
            }
        }
    };
    let mut response = Response::from_data(body).with_status_code(status);
    let charset = if kind.starts_with("image/p") || kind.starts_with("application/p") { "" } else { "; charset=utf-8" };
    let headers = [
        ("Content-Type", format!("{kind}{charset}")),
        ("Cache-Control", "no-store".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ];
    let policy = (path == "/").then(|| ("Content-Security-Policy", POLICY.to_owned()));
    for (name, value) in headers.into_iter().chain(policy) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // Whoever has gone away needs no answer.
    let _ = request.respond(response);
}

/// The kind of a file, by the end of its name.
fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("pdf") => "application/pdf",
        Some("json") => "application/json",
        Some("csv") => "text/csv",
        _ => "text/plain",
    }
}
