//! Why a command line was refused, in the language of the person who typed it.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::findings::message::Message;
use crate::values::language::Language;
use crate::{message, say};

/// What to print of a command line that clap refuses; `None` where clap says it itself, as it does with help.
pub fn refused(error: &Error, language: Language) -> Option<String> {
    let reason = say!(language, "failure", message = reason(error)?);
    let usage = one(error, ContextKind::Usage).map(|usage| {
        let usage = usage.trim_start_matches("Usage:").trim().to_owned();
        format!("{} {usage}\n\n", say!(language, "help-words.usage"))
    });
    Some(format!("{reason}\n\n{}{}\n", usage.unwrap_or_default(), say!(language, "help-refused.more")))
}

fn reason(error: &Error) -> Option<Message> {
    let argument = || many(error, ContextKind::InvalidArg);
    let value = || one(error, ContextKind::InvalidValue).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => match one(error, ContextKind::SuggestedArg) {
            Some(nearest) => message!("help-refused.argument-misspelt", argument = argument(), nearest = nearest),
            None => message!("help-refused.argument-unknown", argument = argument()),
        },
        ErrorKind::InvalidSubcommand => {
            let command = one(error, ContextKind::InvalidSubcommand)?;
            match many(error, ContextKind::SuggestedSubcommand) {
                nearest if nearest.is_empty() => message!("help-refused.command-unknown", command = command),
                nearest => message!("help-refused.command-misspelt", command = command, nearest = nearest),
            }
        }
        ErrorKind::InvalidValue if value().is_empty() => {
            message!("help-refused.value-missing", argument = argument())
        }
        ErrorKind::InvalidValue => {
            let possible = many(error, ContextKind::ValidValue);
            message!("help-refused.value-not-listed", argument = argument(), possible = possible, value = value())
        }
        ErrorKind::ValueValidation => {
            let (argument, value) = (argument(), value());
            match argument.rsplit('<').next().map(|name| name.trim_end_matches('>')) {
                Some("DATE") => message!("help-refused.value-no-day", argument = argument, value = value),
                Some("NUMBER") => message!("help-refused.value-no-number", argument = argument, value = value),
                Some("DURATION") => message!("help-refused.value-no-duration", argument = argument, value = value),
                _ => message!("help-refused.value-wrong", argument = argument, value = value),
            }
        }
        ErrorKind::TooManyValues => message!("help-refused.value-too-many", value = value()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            message!("help-refused.value-missing", argument = argument())
        }
        ErrorKind::InvalidUtf8 => message!("help-refused.no-text"),
        ErrorKind::MissingRequiredArgument => message!("help-refused.argument-missing", argument = argument()),
        ErrorKind::MissingSubcommand => message!("help-refused.command-missing"),
        ErrorKind::ArgumentConflict if argument() == many(error, ContextKind::PriorArg) => {
            message!("help-refused.argument-repeated", argument = argument())
        }
        _ => return None,
    })
}

/// What the error says of one thing.
fn one(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    }
}

/// What the error says of several things, separated by commas.
fn many(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => one(error, kind).unwrap_or_default(),
    }
}
