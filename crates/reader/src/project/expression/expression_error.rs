//! Why an expression is refused.

use std::fmt;

use crate::findings::message::Message;
use crate::message;

/// Why a text is no expression of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    pub message: Message,
    /// The field that was probably meant.
    pub suggestion: Option<String>,
}

impl ExpressionError {
    pub(super) const fn new(message: Message) -> Self {
        Self { message, suggestion: None }
    }
}

/// In English, for logs and tests.
impl fmt::Display for ExpressionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message.en)?;
        match &self.suggestion {
            Some(name) => write!(formatter, "; {}", message!("fault.did-you-mean", name = name).en),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ExpressionError {}
