//! Names that people ask for.

use crate::error::Error;
use crate::findings::fault::nearest;
use crate::findings::message::Message;
use crate::message;

/// A name that the run does not know, with the one that was meant or those that there are.
pub(super) fn unknown<'a>(filter: Message, asked: &str, known: impl Iterator<Item = &'a str> + Clone) -> Error {
    const SHOWN: usize = 12;
    if let Some(nearest) = nearest(asked, known.clone()) {
        return Error::Request(message!("export-unknown.misspelt", asked = asked, filter = filter, nearest = nearest));
    }
    let mut listed = known.clone().take(SHOWN).collect::<Vec<_>>().join(", ");
    if known.count() > SHOWN {
        listed.push_str(", …");
    }
    Error::Request(message!("export-unknown.other", asked = asked, filter = filter, known = listed))
}

/// No run to read from.
pub(super) fn no_run() -> Error {
    Error::Request(message!("export-no-run"))
}
