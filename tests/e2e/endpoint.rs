//! An endpoint on this machine that answers as AWS does, for one test: ministack.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::process;
use crate::support::python::Python;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e/endpoint.py");

/// It is up within a second; a busy machine takes longer.
const LIMIT: Duration = Duration::from_secs(60);

/// A running endpoint. It stops when this is dropped, and also when the test process dies without dropping anything.
pub struct Endpoint {
    process: Child,
    port: u16,
    log: PathBuf,
}

impl Endpoint {
    /// Starts an endpoint with nothing in it; its log and its temporary files go to `folder`.
    pub fn start(python: &Python, folder: &Path) -> Self {
        for _ in 0..5 {
            if let Some(endpoint) = Self::start_on(free_port(), python, folder) {
                return endpoint;
            }
        }
        panic!("the endpoint does not start:\n{}", end_of(&folder.join("endpoint.log")));
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The last lines of the endpoint's log, and where to find the rest.
    pub fn end_of_log(&self) -> String {
        format!("the endpoint's log, {}:\n{}", self.log.display(), end_of(&self.log))
    }

    /// `None` if the process ends instead: somebody else may have taken the port in the meantime.
    fn start_on(port: u16, python: &Python, folder: &Path) -> Option<Self> {
        let log = folder.join("endpoint.log");
        let file = File::create(&log).expect("the target folder can be written");
        // Its health report repeats this. That tells it from another endpoint that was quicker to take the port.
        let name = format!("synth-{}-{port}", std::process::id());
        let process = python
            .command()
            .arg(SCRIPT)
            .current_dir(folder)
            .env("BIND_HOST", "127.0.0.1")
            .env("GATEWAY_PORT", port.to_string())
            .env("MINISTACK_EDITION", &name)
            // Refuse what AWS refuses, a missing capability for example; an account's key is that of its root user.
            .env("AUTH", "true")
            // It looks for containers to clean up, and for files of an earlier run: not on somebody's machine.
            .env("DOCKER_HOST", "unix:///nonexistent")
            .env("TMPDIR", folder)
            .env("HOME", folder)
            .env("S3_DATA_DIR", folder.join("s3"))
            // Listeners on fixed ports, which would make tests disturb each other.
            .env("IOT_MTLS_ENABLED", "0")
            .env("SFTP_ENABLED", "0")
            .stdin(Stdio::piped())
            .stdout(file.try_clone().expect("a file can be opened twice"))
            .stderr(file)
            .process_group(0)
            .spawn()
            .expect("the venv's Python runs");
        let mut endpoint = Self { process, port, log };
        let deadline = Instant::now() + LIMIT;
        while endpoint.process.try_wait().expect("a child can be waited for").is_none() {
            if health(port).is_some_and(|report| report.contains(&name)) {
                return Some(endpoint);
            }
            assert!(Instant::now() < deadline, "the endpoint is not healthy\n{}", endpoint.end_of_log());
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        // The end of its input is its sign to go, with all that it started.
        drop(self.process.stdin.take());
        if process::ends_within(&mut self.process, Duration::from_secs(5)).is_none() {
            process::kill_group(&mut self.process);
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("127.0.0.1 has a free port");
    listener.local_addr().expect("a listener has an address").port()
}

fn health(port: u16) -> Option<String> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    stream.write_all(b"GET /_ministack/health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").ok()?;
    let mut report = String::new();
    stream.read_to_string(&mut report).ok()?;
    Some(report)
}

fn end_of(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_else(|error| error.to_string());
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
