//! What stops a run: nothing is published, the exit code is 2. Bad data is never an error; see
//! [`crate::findings::finding::Finding`].

mod cause;

use std::fmt;

pub use self::cause::causes;
use crate::findings::fault::Fault;
use crate::findings::message::Message;
use crate::message;

/// The error that caused another one.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Who holds a warehouse for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockHolder {
    pub host: String,
    pub process: u32,
    pub since: String,
    /// When the warehouse is free again if the holder has died.
    pub ends: String,
}

/// Why a command cannot go on.
#[derive(Debug)]
pub enum Error {
    /// The declarations have faults; each names its file and line.
    Declarations(Vec<Fault>),
    /// No `tinhso.toml` in the folder or above it.
    NoProject { folder: String },
    /// The landing zone or the warehouse cannot be read or written.
    Store { action: &'static str, object: String, cause: Cause },
    /// Another run holds the warehouse; who, where its store says.
    Locked { warehouse: String, by: Option<Box<LockHolder>> },
    /// A table of the warehouse is not as this program writes it.
    Damaged { object: String, cause: Cause },
    /// The engine could not compute an indicator.
    Engine { subject: Message, cause: Cause },
    /// This program made a table that must not be published: a defect of its own, whatever the inputs.
    Program(Cause),
    /// A command was asked for something that is not there, or that it cannot do.
    Request(Message),
}

impl Error {
    /// A defect of the program itself.
    pub fn program(cause: impl Into<Cause>) -> Self {
        Self::Program(cause.into())
    }

    /// An error of input or output. The action is one of `cannot read`, `cannot write` and so on; the messages say it in
    /// each language.
    pub fn store(action: &'static str, object: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self::Store { action, object: object.into(), cause: cause.into() }
    }

    /// A file of the warehouse that cannot be understood.
    pub fn damaged(object: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self::Damaged { object: object.into(), cause: cause.into() }
    }

    /// A computation that failed.
    pub fn engine(subject: impl Into<Message>, cause: impl Into<Cause>) -> Self {
        Self::Engine { subject: subject.into(), cause: cause.into() }
    }

    /// The error in both languages, with what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Declarations(faults) => message!("error-declarations", count = faults.len()),
            Self::NoProject { folder } => message!("error-no-project", folder = folder),
            Self::Store { action, object, cause } => stored(action, object, &causes(&**cause)),
            Self::Locked { warehouse, by: None } => message!("error-locked", warehouse = warehouse),
            Self::Locked { warehouse, by: Some(holder) } => message!(
                "error-locked-by",
                warehouse = warehouse,
                host = &holder.host,
                process = holder.process.to_string(),
                since = &holder.since,
                ends = &holder.ends,
            ),
            Self::Damaged { object, cause } => message!("error-damaged", object = object, cause = causes(&**cause)),
            Self::Engine { subject, cause } => message!("error-engine", subject = subject, cause = causes(&**cause)),
            Self::Program(cause) => message!("error-program", cause = causes(&**cause)),
            Self::Request(message) => message.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store { cause, .. }
            | Self::Damaged { cause, .. }
            | Self::Engine { cause, .. }
            | Self::Program(cause) => Some(&**cause),
            Self::Declarations(_) | Self::NoProject { .. } | Self::Locked { .. } | Self::Request(_) => None,
        }
    }
}

/// What could not be done with an object of a store.
fn stored(action: &str, object: &str, cause: &Message) -> Message {
    match action {
        "cannot read" | "cannot open" => message!("error-store.read", object = object, cause = cause),
        "cannot write" | "cannot publish" => message!("error-store.write", object = object, cause = cause),
        "cannot create" => message!("error-store.create", object = object, cause = cause),
        "cannot create the warehouse" => message!("error-store.warehouse", object = object, cause = cause),
        "cannot archive" => message!("error-store.archive", object = object, cause = cause),
        "cannot list" => message!("error-store.list", object = object, cause = cause),
        "cannot lock" => message!("error-store.lock", object = object, cause = cause),
        "cannot open the cache" => message!("error-store.cache", object = object, cause = cause),
        "cannot open the landing zone" => message!("error-store.landing", object = object, cause = cause),
        "cannot open the run" => message!("error-store.run", object = object, cause = cause),
        "cannot remove" => message!("error-store.remove", object = object, cause = cause),
        _ => message!("error-store.use", object = object, cause = cause),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;
    use std::io;

    use super::*;

    #[derive(Debug)]
    struct Outer(io::Error, &'static str);

    impl fmt::Display for Outer {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.1)
        }
    }

    impl std::error::Error for Outer {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn an_error_keeps_its_source_and_names_each_cause_once() {
        let error = Error::store("cannot read", "a.xlsx", Outer(io::Error::other("disk gone"), "no page"));
        assert_eq!(error.to_string(), "cannot read a.xlsx: no page: disk gone");
        let source = error.source().and_then(|source| source.downcast_ref::<Outer>());
        assert_eq!(source.unwrap().0.kind(), io::ErrorKind::Other);
        let repeated = Error::damaged("x", Outer(io::Error::other("disk gone"), "no page (disk gone)"));
        assert_eq!(repeated.to_string(), "x is damaged: no page (disk gone)");
    }

    #[test]
    fn no_action_is_english_in_vietnamese() {
        for action in ["cannot read", "cannot create the warehouse", "cannot lock", "cannot do what nobody thought of"]
        {
            let message = Error::store(action, "a.xlsx", "why").message();
            assert!(!message.vi.contains("cannot"), "{}", message.vi);
            assert!(message.en.starts_with("cannot"), "{}", message.en);
        }
    }
}
