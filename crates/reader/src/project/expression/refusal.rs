//! The words by which an expression is refused: what it is, and what is allowed in its place.

use sqlparser::ast::{BinaryOperator, Expr};

use crate::findings::message::Message;
use crate::message;
use crate::project::expression::expression_error::ExpressionError;
use crate::project::written::form::Field;

/// The aggregates that a `value` may be.
pub(super) fn aggregates() -> Message {
    message!("fault-allowed.aggregates")
}

/// An expression that is no aggregate, with what to write where a quotient of aggregates was written.
pub(super) fn adds_nothing(expression: &Expr) -> ExpressionError {
    let (written, allowed) = (expression.to_string(), aggregates());
    ExpressionError::new(match expression {
        Expr::BinaryOp { op: BinaryOperator::Divide, .. } => {
            message!("fault-expression.adds-nothing-quotient", allowed = allowed, written = written)
        }
        Expr::BinaryOp { .. } => {
            message!("fault-expression.adds-nothing-operation", allowed = allowed, written = written)
        }
        _ => message!("fault-expression.adds-nothing", allowed = allowed, written = written),
    })
}

/// What an expression is, where its kind alone is refused.
pub(super) fn kind_of(expression: &Expr) -> Message {
    match expression {
        Expr::Subquery(_) | Expr::Exists { .. } => message!("fault-refused.subquery"),
        Expr::Function(function) => message!("fault-refused.function", name = function.name.to_string()),
        Expr::Cast { .. } => message!("fault-refused.cast"),
        Expr::Like { .. } | Expr::ILike { .. } => "LIKE".into(),
        other => message!("fault-refused.other", written = other.to_string()),
    }
}

pub(super) fn refused(expression: &Expr, allowed: Message) -> ExpressionError {
    ExpressionError::new(message!("fault-expression.refused", what = kind_of(expression), allowed = allowed))
}

/// In which unit a field is measured.
pub(super) fn measured_in(field: &Field) -> Message {
    let power = field.multiplier.unwrap_or(0).to_string();
    match &field.unit {
        Some(unit) => message!("fault-expression.in-unit", field = &field.name, power = power, unit = unit),
        None => message!("fault-expression.in-no-unit", field = &field.name, power = power),
    }
}
