//! Whole commands: how long one takes, how much of the processors, and how much memory it holds at most.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often two commands take turns.
pub const ROUNDS: usize = 3;

/// What one command took.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub time: Duration,
    /// The time of all processors, of the user and the system, to a hundredth of a second; 0 where it is unknown.
    pub cpu: Duration,
    /// The peak of its resident memory in MiB, looked at every few milliseconds; 0 where it is unknown.
    pub memory: u64,
}

/// Runs a command to its end. Exit code 1 is tinhso's word for findings, and no failure.
pub fn measure(command: &mut Command) -> Measured {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let (begun, cpu_before) = (Instant::now(), cpu_of_children());
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
    Measured { time, cpu: cpu_of_children().saturating_sub(cpu_before), memory }
}

/// The time of processors that ended children took, as Linux reports it.
fn cpu_of_children() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may hold blanks; fields 16 and 17 come 14 and 15 behind it.
    let behind = stat.rsplit_once(')').map(|(_, behind)| behind).unwrap_or_default();
    let ticks: u64 = behind.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The high-water mark of a child's memory, as Linux reports it.
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
        "{:<44} {:>10} {:>9} {:>9}   {:<34} {:>10} {:>9} {:>9} {:>8} {:>8}",
        "tinhso", "time", "cpu", "memory", "beside", "time", "cpu", "memory", "ratio", "of cpu"
    );
}

/// A line of the table without memory: two parts of the work of one process.
pub fn compare_times(what: &str, tinhso: Duration, beside: &str, peer: Duration) {
    let (tinhso, peer) = (tinhso.as_secs_f64(), peer.as_secs_f64());
    let (none, ratio) = ("", tinhso / peer);
    println!(
        "{what:<44} {tinhso:>8.3} s {none:>9} {none:>9}   {beside:<34} {peer:>8.3} s {none:>9} {none:>9} {ratio:>7.2}×"
    );
}

/// A line of the table.
pub fn compare(what: &str, tinhso: Measured, beside: &str, peer: Measured) {
    let seconds = |time: Duration| format!("{:.3} s", time.as_secs_f64());
    let ratio = |of: fn(Measured) -> Duration| of(tinhso).as_secs_f64() / of(peer).as_secs_f64();
    println!(
        "{what:<44} {:>10} {:>9} {:>5} MiB   {beside:<34} {:>10} {:>9} {:>5} MiB {:>7.2}× {:>7.2}×",
        seconds(tinhso.time),
        seconds(tinhso.cpu),
        tinhso.memory,
        seconds(peer.time),
        seconds(peer.cpu),
        peer.memory,
        ratio(|measured| measured.time),
        ratio(|measured| measured.cpu)
    );
}
