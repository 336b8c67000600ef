//! Why the bytes of an object of the landing zone could not be had, in words that name no place of a machine.

use std::io;

use super::survey::PassedOver;
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;

/// Why the bytes of an object could not be had. It is tried again by the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreachable {
    /// It went away since the landing zone was listed.
    Gone,
    /// The store does not let it be read.
    Forbidden,
    /// It changed while it was read.
    Changed,
    Other,
}

impl Unreachable {
    pub(super) fn of(kind: io::ErrorKind) -> Self {
        match kind {
            io::ErrorKind::NotFound => Self::Gone,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Other,
        }
    }

    /// The words of a store name places of a machine; a finding is published and must not.
    pub(super) fn of_store(error: &object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => return Self::Gone,
            object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
                return Self::Forbidden;
            }
            object_store::Error::Precondition { .. } => return Self::Changed,
            _ => {}
        }
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
        while let Some(one) = cause {
            if let Some(error) = one.downcast_ref::<io::Error>() {
                return Self::of(error.kind());
            }
            cause = one.source();
        }
        Self::Other
    }

    /// Why, in words that name no place of a machine.
    pub fn message(self) -> Message {
        match self {
            Self::Gone => message!("unreachable-object.gone"),
            Self::Forbidden => message!("unreachable-object.forbidden"),
            Self::Changed => message!("unreachable-object.changed"),
            Self::Other => message!("unreachable-object.other"),
        }
    }

    /// The finding about it.
    pub fn finding(self, object: &str) -> Finding {
        PassedOver::unreachable(object, self).finding()
    }
}

/// Why an object could not be copied.
#[derive(Debug)]
pub enum CopyFailure {
    Source(Unreachable),
    Sink(Error),
}
