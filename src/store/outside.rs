//! Another program that is asked or notified once: takes its name, its arguments and what it reads; gives what it wrote, or why it
//! gave no answer.
//!
//! No shell is between, it has so much time and no more, and what it may write is bounded.

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::findings::message::Message;
use crate::message;

/// Bytes that an answer may have.
const MOST_BYTES: u64 = 1 << 30;
/// Bytes of a complaint that are kept.
const MOST_TOLD: u64 = 16 << 10;
/// How often it is looked whether the program has ended.
const PAUSE: Duration = Duration::from_millis(10);
/// What a program that has ended may still have in its pipes, or a child of its own hold open.
const AFTER_END: Duration = Duration::from_secs(5);

/// Why a program gave no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// There is no such program on the PATH.
    Absent,
    /// It took longer than it may, and was ended.
    Late,
    /// It failed, and said nothing; its exit code, or none where a signal ended it.
    Ended(Option<i32>),
    /// It failed; what it said.
    Failed(String),
}

/// How a program ended that failed and said nothing.
pub fn exit_of(code: Option<i32>) -> Message {
    match code {
        Some(code) => message!("program-ended.code", code = code.to_string()),
        None => message!("program-ended.signal"),
    }
}

/// What a program writes to standard output.
///
/// # Errors
/// A program that is not there, fails, takes too long or writes too much.
pub fn answer_of(program: &str, arguments: &[&str], input: &str, limit: Duration) -> Result<Vec<u8>, Unanswered> {
    let began = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::piped());
    ended(command, input, || is_late(began, limit), |child| drop(child.kill()))
}

/// Notifies a program; what it writes to standard output is thrown away. Where it takes too long, or is called off, it is ended with all
/// that it has started.
///
/// # Errors
/// A program that is not there, fails or takes too long.
pub fn notify(
    words: &[String],
    folder: &Path,
    input: &str,
    limit: Duration,
    is_called_off: &AtomicBool,
) -> Result<(), Unanswered> {
    let began = Instant::now();
    let Some((program, arguments)) = words.split_first() else { return Err(Unanswered::Absent) };
    // A path is one from the folder; a name is looked for on the PATH.
    let program = if program.contains('/') { folder.join(program) } else { PathBuf::from(program) };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdout(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let is_over = || is_late(began, limit) || is_called_off.load(Ordering::Relaxed);
    ended(command, input, is_over, end_group).map(drop)
}

/// Ends a program and what it has started.
fn end_group(child: &mut Child) {
    // Signals to groups are beyond the standard library; `kill` is a utility of POSIX.
    #[cfg(unix)]
    {
        let group = format!("-{}", child.id());
        let mut kill = Command::new("kill");
        kill.args(["-s", "KILL", "--", &group]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Err(cause) = kill.status() {
            tracing::warn!(%cause, "what a program has started may still run");
        }
    }
    drop(child.kill());
}

fn is_late(began: Instant, limit: Duration) -> bool {
    began.elapsed() >= limit
}

/// True for a path, and for a name that a folder of the PATH is seen to have.
fn is_on_path(program: &Path) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    program.components().count() > 1 || std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

/// What a command writes to standard output, where that is a pipe; once its time is over it is ended by `end`.
fn ended(
    mut command: Command,
    input: &str,
    is_over: impl Fn() -> bool,
    end: impl Fn(&mut Child),
) -> Result<Vec<u8>, Unanswered> {
    let failed = |cause: std::io::Error| Unanswered::Failed(cause.to_string());
    command.stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|cause| match cause.kind() {
        ErrorKind::NotFound => Unanswered::Absent,
        // A folder of the PATH that may not be searched is said before that no other has the program.
        ErrorKind::PermissionDenied if !is_on_path(Path::new(command.get_program())) => Unanswered::Absent,
        _ => failed(cause),
    })?;
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_owned();
        // A program that does not read to the end has its reasons, which its exit code says.
        thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    }
    let written = read_to_end(child.stdout.take(), MOST_BYTES);
    let complaint = read_to_end(child.stderr.take(), MOST_TOLD);
    let status = loop {
        match child.try_wait().map_err(failed)? {
            Some(status) => break status,
            None if is_over() => {
                end(&mut child);
                let _ = child.wait();
                return Err(Unanswered::Late);
            }
            None => thread::sleep(PAUSE),
        }
    };
    if !status.success() {
        let complaint = complaint.recv_timeout(AFTER_END).unwrap_or_default();
        let complaint = String::from_utf8_lossy(&complaint);
        let first = complaint.lines().map(str::trim).find(|line| !line.is_empty());
        return Err(first.map_or(Unanswered::Ended(status.code()), |said| Unanswered::Failed(said.to_owned())));
    }
    match written.recv_timeout(AFTER_END) {
        Ok(written) if written.len() as u64 <= MOST_BYTES => Ok(written),
        Ok(_) => Err(Unanswered::Failed(format!("it wrote more than {MOST_BYTES} bytes"))),
        Err(_) => Err(Unanswered::Late),
    }
}

/// Reads a pipe on a thread of its own: so many bytes and one more, and what follows is thrown away.
fn read_to_end(pipe: Option<impl Read + Send + 'static>, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.by_ref().take(most.saturating_add(1)).read_to_end(&mut bytes);
            let _ = std::io::copy(&mut pipe, &mut std::io::sink());
        }
        // Nobody waits for a program that was late.
        let _ = sender.send(bytes);
    });
    receiver
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(300);
    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_program_answers_or_the_cause_is_given() {
        assert_eq!(answer_of("cat", &[], "xã", LONG).unwrap(), "xã".as_bytes());
        assert_eq!(answer_of("no-such-program-of-anyone", &[], "", LONG), Err(Unanswered::Absent));
        assert_eq!(answer_of("sleep", &["60"], "", SOON), Err(Unanswered::Late));
        assert!(matches!(answer_of("ls", &["/no/such/folder"], "", LONG), Err(Unanswered::Failed(_))));
        assert!(answer_of("true", &[], &"x".repeat(1 << 20), LONG).unwrap().is_empty());
    }
}
