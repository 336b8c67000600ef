//! Whole commands: how long one takes, and how much memory it holds at most.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often two commands take turns.
pub const ROUNDS: usize = 3;

/// What one command took.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub time: Duration,
    /// The peak of its resident memory in MiB, looked at every few milliseconds; 0 where the system does not tell.
    pub memory: u64,
}

/// Runs a command to its end. Exit code 1 is tinhso's word for findings, and no failure.
pub fn measure(command: &mut Command) -> Measured {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let begun = Instant::now();
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak(&child));
        match child.try_wait().expect("a child") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let time = begun.elapsed();
    let failed = !matches!(status.code(), Some(0 | 1));
    if failed {
        let output = child.wait_with_output().expect("a child");
        panic!("{command:?} ended with {status}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Measured { time, memory }
}

/// The high-water mark of a child's memory, as Linux tells it.
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The median by time.
pub fn median(mut all: Vec<Measured>) -> Measured {
    all.sort_by_key(|measured| measured.time);
    all[all.len() / 2]
}

pub fn heading() {
    println!(
        "{:<44} {:>10} {:>9}   {:<34} {:>10} {:>9} {:>8}",
        "tinhso", "time", "memory", "beside", "time", "memory", "ratio"
    );
}

/// A line of the table without memory: two parts of the work of one process.
pub fn compare_times(what: &str, tinhso: Duration, beside: &str, peer: Duration) {
    let (tinhso, peer) = (tinhso.as_secs_f64(), peer.as_secs_f64());
    println!("{what:<44} {tinhso:>8.3} s {:>9}   {beside:<34} {peer:>8.3} s {:>9} {:>7.2}×", "", "", tinhso / peer);
}

/// A line of the table.
pub fn compare(what: &str, tinhso: Measured, beside: &str, peer: Measured) {
    let seconds = |measured: Measured| format!("{:.3} s", measured.time.as_secs_f64());
    let ratio = tinhso.time.as_secs_f64() / peer.time.as_secs_f64();
    println!(
        "{what:<44} {:>10} {:>5} MiB   {beside:<34} {:>10} {:>5} MiB {ratio:>7.2}×",
        seconds(tinhso),
        tinhso.memory,
        seconds(peer),
        peer.memory
    );
}
