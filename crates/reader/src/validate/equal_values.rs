//! When two values of a field are one: instants and times keep the zone in which they are written, and are compared in one.
//!
//! Takes a value and its field; gives the value by which keys and unique values compare it. Every other type is published in a text or a type of
//! its own of which equal values are equal.

use crate::project::written::form::Field;
use crate::project::written::textual::in_one_zone;
use crate::typing::rows::Value;

/// The value by which keys and unique values compare it.
pub fn as_compared(field: &Field, value: Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(in_one_zone(field.kind, &text).unwrap_or(text)),
        other => other,
    }
}
