//! What caused an error, in both languages: what the operating system says, what a store or this program says of an object, and, as it
//! is, what a library says in English.

use std::error::Error;
use std::io::{self, ErrorKind};

use crate::findings::message::Message;
use crate::message;

/// An error and what caused it; a cause that the error above it already gives is not repeated.
pub fn causes(error: &(dyn Error + 'static)) -> Message {
    let mut text = error.to_string();
    let mut words = of(error);
    let mut next = error.source();
    while let Some(cause) = next {
        let said = cause.to_string();
        if !text.contains(&said) {
            let cause = of(cause);
            words = Message::new(format!("{}: {}", words.vi, cause.vi), format!("{}: {}", words.en, cause.en));
            text.push_str(&said);
        }
        next = cause.source();
    }
    words
}

/// One error of a chain.
fn of(error: &(dyn Error + 'static)) -> Message {
    if let Some(message) = error.downcast_ref::<Message>() {
        return message.clone();
    }
    let system = error.downcast_ref::<io::Error>().filter(|error| error.get_ref().is_none());
    let text = error.to_string();
    system.and_then(|error| of_system(error.kind())).or_else(|| own(&text)).unwrap_or_else(|| Message::from(text))
}

/// What an operating system says, where it is of a kind that people meet.
fn of_system(kind: ErrorKind) -> Option<Message> {
    Some(match kind {
        ErrorKind::NotFound => message!("cause-system.not-found"),
        ErrorKind::PermissionDenied => message!("cause-system.denied"),
        ErrorKind::AlreadyExists => message!("cause-system.exists"),
        ErrorKind::NotADirectory => message!("cause-system.no-folder"),
        ErrorKind::IsADirectory => message!("cause-system.folder"),
        ErrorKind::DirectoryNotEmpty => message!("cause-system.not-empty"),
        ErrorKind::ReadOnlyFilesystem => message!("cause-system.read-only"),
        ErrorKind::StorageFull => message!("cause-system.full"),
        ErrorKind::QuotaExceeded => message!("cause-system.quota"),
        ErrorKind::FileTooLarge => message!("cause-system.too-large"),
        ErrorKind::InvalidFilename => message!("cause-system.name"),
        ErrorKind::TimedOut => message!("cause-system.timed-out"),
        ErrorKind::ConnectionRefused => message!("cause-system.refused"),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            message!("cause-system.cut")
        }
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            message!("cause-system.unreachable")
        }
        _ => return None,
    })
}

/// What this program says of an object; a code of the store may follow in parentheses.
fn own(text: &str) -> Option<Message> {
    if let Some(known) = of_object(text) {
        return Some(known);
    }
    let (said, code) = text.split_once(" (")?;
    let known = of_object(said)?;
    Some(Message::new(format!("{} ({code}", known.vi), format!("{} ({code}", known.en)))
}

fn of_object(said: &str) -> Option<Message> {
    Some(match said {
        "it is not there" => message!("cause.not-there"),
        "it is not a folder" => message!("cause.no-folder"),
        "it became shorter while it was read" => message!("cause.shorter"),
        "the landing zone does not give it" => message!("cause.not-given"),
        "a file of that name is there" => message!("cause.taken"),
        "it was written before" => message!("cause.written-before"),
        "it was swept away" => message!("cause.swept-away"),
        "it has no manifest" => message!("cause.no-manifest"),
        "it is the current run" => message!("cause.current"),
        "its name is no SHA-256" => message!("cause.no-digest"),
        "not the name of a file" => message!("cause.no-name"),
        "not a name below the warehouse" => message!("cause.outside-warehouse"),
        "not a name below the project" => message!("cause.outside-project"),
        "the store denies access" => message!("cause.denied"),
        "the store does not accept the credentials" => message!("cause.credentials"),
        "another writes to it" => message!("cause.another-writes"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_both(error: impl Into<crate::error::Cause>) -> (String, String) {
        let message = causes(&*error.into());
        (message.vi, message.en)
    }

    #[test]
    fn causes_that_people_meet_have_both_languages() {
        let system = io::Error::from(ErrorKind::StorageFull);
        assert_eq!(in_both(system), ("hết chỗ trên ổ đĩa".to_owned(), "no space is left on the disk".to_owned()));
        let (vi, en) = in_both(io::Error::from_raw_os_error(2));
        assert!(!vi.contains("No such") && !en.contains("os error"), "{vi} {en}");
        let (vi, en) = in_both("it is not there (NoSuchKey)");
        assert!(vi.ends_with(" (NoSuchKey)") && !vi.contains("there"), "{vi}");
        assert_eq!(en, "it is not there (NoSuchKey)");
    }

    #[test]
    fn a_message_is_a_cause_in_both_languages() {
        let message = message!("cause.current");
        assert_eq!(in_both(message.clone()), (message.vi, message.en));
    }

    #[test]
    fn what_a_library_says_stays_as_it_is() {
        let said = "page 3 (of 4) is torn".to_owned();
        assert_eq!(in_both(said.as_str()), (said.clone(), said.clone()));
        assert_eq!(in_both(io::Error::other(said.clone())), (said.clone(), said));
    }
}
