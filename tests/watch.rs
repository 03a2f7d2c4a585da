//! Reports that are made again whenever the inputs change, as a browser sees them.

use crate::cli::Desk;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// A program that watches the inputs of a desk, stopped at the end.
struct Watching {
    child: Child,
    port: u16,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    fn start(desk: &Desk) -> Self {
        let mut command = desk.command(&["build", "--watch", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("it says where to look");
        let port = first.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        // The pipe stays open as long as the program runs.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Self { port: port.unwrap_or_else(|| panic!("no port in {first:?}")), child }
    }

    /// The head and the body of an answer.
    fn ask_as(&self, host: &str, path: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it listens");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end + 4..].to_vec())
    }

    fn ask(&self, path: &str) -> (String, Vec<u8>) {
        self.ask_as(&format!("127.0.0.1:{}", self.port), path)
    }

    /// What the page is told after that many runs.
    fn after(&self, runs: u64) -> Value {
        for _ in 0..1200 {
            let (_, body) = self.ask("/state");
            let state: Value = serde_json::from_slice(&body).expect("JSON");
            if state["seen"].as_u64() >= Some(runs) {
                return state;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("run {runs} did not end");
    }
}

#[test]
fn a_change_of_the_inputs_is_shown_and_a_fault_leaves_the_last_reports() {
    let desk = Desk::with("tests/cases/one-year/inputs");
    let watching = Watching::start(&desk);
    let state = watching.after(1);
    assert_eq!((state["made"].as_u64(), state["found"].as_str()), (Some(1), Some("")), "{state}");
    let (head, first) = watching.ask("/output/2024/report.html");
    assert!(head.contains(" 200 ") && head.contains("text/html; charset=utf-8"), "{head}");
    assert!(fs::read(desk.at("output/2024/report.html")).expect("it is on the disk too") == first);

    desk.edit("2024.yaml", "document: Report of the Example Network", "document: Another Report");
    let state = watching.after(2);
    assert_eq!(state["made"].as_u64(), Some(2), "{state}");
    let (_, second) = watching.ask("/output/2024/report.html");
    assert!(String::from_utf8_lossy(&second).contains("Another Report") && first != second);

    desk.edit("2024.yaml", "as_of: 2024", "as_of: 2025");
    let state = watching.after(3);
    assert_eq!(state["made"].as_u64(), Some(2), "{state}");
    let found = state["found"].as_str().unwrap_or_default();
    assert!(found.contains("error[cut-off-outside-year]") && found.contains("2024.yaml:"), "{found}");
    assert!(watching.ask("/output/2024/report.html").1 == second, "the last reports stay");
}

#[test]
fn nothing_but_the_reports_is_served_and_only_to_this_machine() {
    let desk = Desk::with("tests/cases/one-year/inputs");
    let watching = Watching::start(&desk);
    watching.after(1);
    let paths = [
        "/inputs/2024.yaml",
        "/output/../inputs/2024.yaml",
        "/output/%2e%2e/inputs/2024.yaml",
        "/output/.ascn-report",
        "//etc/passwd",
    ];
    for path in paths {
        let (head, _) = watching.ask(path);
        assert!(head.contains(" 404 "), "{path}: {head}");
    }
    for host in ["example.org", "example.org:80", "0.0.0.0", ""] {
        let (head, _) = watching.ask_as(host, "/state");
        assert!(head.contains(" 403 "), "{host}: {head}");
    }
    let (head, page) = watching.ask("/");
    assert!(head.contains("default-src 'none'"), "{head}");
    assert!(String::from_utf8_lossy(&page).contains("/watch.js"));
    assert!(watching.ask("/watch.js").0.contains("text/javascript"));
}

#[test]
fn a_port_that_is_taken_is_told() {
    let desk = Desk::with("tests/cases/one-year/inputs");
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let port = taken.local_addr().expect("it has an address").port().to_string();
    let run = desk.run(&["build", "--watch", "--port", &port]);
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(said.contains(&port) && said.contains("--port"), "{said}");
    assert!(!desk.at("output").exists());
}
