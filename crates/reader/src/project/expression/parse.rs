//! SQL text to typed expressions.
//!
//! Takes the text of a `value`, `where` or `assert` and the form whose fields it names; gives an [`Aggregate`] or a
//! [`Condition`], or the reason why not with the form that is allowed. Everything that is not listed is refused: what is
//! not known to mean the same on every engine must not reach a figure.

use sqlparser::ast::{
    BinaryOperator, DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, InTarget,
    ObjectNamePart, UnaryOperator, Value,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use crate::findings::library_words::in_both_languages;
use crate::message;
use crate::project::expression::across;
use crate::project::expression::expression_error::ExpressionError;
use crate::project::expression::listed;
use crate::project::expression::literal;
use crate::project::expression::operand::{Operand, compare, number, times};
use crate::project::expression::refusal::{adds_nothing, aggregates, kind_of, measured_in, refused};
use crate::project::expression::typed::{Aggregate, Comparison, Condition, Scalar};
use crate::project::written::form::{Field, FieldType, Form, Measure, Role};
use crate::values::decimal::Decimal;

/// Longer texts are no declarations of people.
const TEXT_LIMIT: usize = 4096;
/// Nested operations; a sum of many terms nests once a term.
const DEPTH_LIMIT: usize = 100;

/// Reads the `value` of a part: one aggregate.
pub fn parse_aggregate(text: &str, form: &Form) -> Result<Aggregate, ExpressionError> {
    let expression = parse_whole(text)?;
    match unwrap(&expression) {
        Expr::Function(function) => ExpressionParser { form }.aggregate(function),
        other => Err(adds_nothing(other)),
    }
}

/// Reads a `where` or an `assert`: true, false or undecided for each row.
pub fn parse_condition(text: &str, form: &Form) -> Result<Condition, ExpressionError> {
    ExpressionParser { form }.condition(&parse_whole(text)?, 0)
}

/// The whole text as one SQL expression, with nothing after it.
fn parse_whole(text: &str) -> Result<Expr, ExpressionError> {
    if text.len() > TEXT_LIMIT {
        return Err(ExpressionError::new(message!("fault-expression.too-long", most = TEXT_LIMIT.to_string())));
    }
    let explain = |error: ParserError| {
        ExpressionError::new(match error {
            ParserError::RecursionLimitExceeded => message!("fault-expression.nests"),
            ParserError::TokenizerError(words) | ParserError::ParserError(words) => {
                message!("fault-expression.no-sql", written = text, words = in_both_languages(&words))
            }
        })
    };
    let mut parser = Parser::new(&GenericDialect {}).try_with_sql(text).map_err(explain)?;
    let expression = parser.parse_expr().map_err(explain)?;
    match &parser.peek_token_ref().token {
        Token::EOF => Ok(expression),
        rest => {
            let (rest, written) = (rest.to_string(), expression.to_string());
            Err(ExpressionError::new(message!("fault-expression.after-end", rest = rest, written = written)))
        }
    }
}

fn unwrap(expression: &Expr) -> &Expr {
    match expression {
        Expr::Nested(inner) => unwrap(inner),
        other => other,
    }
}

/// The name of a field, as [`super::across`] names those of other periods and forms: `x`, `previous(x)`, `previous_in_year(x)`, `year_ago(x)`, `other.x`.
fn named(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Identifier(name) => Some(name.value.clone()),
        Expr::CompoundIdentifier(names) => match names.as_slice() {
            [form, name] => Some(across::of_form(&form.value, &name.value)),
            _ => None,
        },
        Expr::Function(function) => {
            let ([ObjectNamePart::Identifier(name)], FunctionArguments::List(list)) =
                (function.name.0.as_slice(), &function.args)
            else {
                return None;
            };
            let ([FunctionArg::Unnamed(FunctionArgExpr::Expr(Expr::Identifier(field)))], None, true) =
                (list.args.as_slice(), list.duplicate_treatment, list.clauses.is_empty())
            else {
                return None;
            };
            let plain = function.filter.is_none() && function.over.is_none() && function.within_group.is_empty();
            across::of_period(&name.value, &field.value).filter(|_| plain)
        }
        _ => None,
    }
}

/// Reads expressions against the fields of a form.
struct ExpressionParser<'a> {
    form: &'a Form,
}

impl ExpressionParser<'_> {
    fn aggregate(&self, function: &Function) -> Result<Aggregate, ExpressionError> {
        let name = match function.name.0.as_slice() {
            [ObjectNamePart::Identifier(name)] => name.value.to_ascii_lowercase(),
            _ => String::new(),
        };
        let plain = function.filter.is_none()
            && function.over.is_none()
            && function.null_treatment.is_none()
            && function.within_group.is_empty()
            && !function.uses_odbc_syntax
            && matches!(function.parameters, FunctionArguments::None);
        if !plain {
            return Err(ExpressionError::new(message!(
                "fault-expression.more-than-argument",
                allowed = aggregates(),
                written = function.to_string(),
            )));
        }
        let FunctionArguments::List(list) = &function.args else {
            return Err(refused(&Expr::Function(function.clone()), aggregates()));
        };
        let ([FunctionArg::Unnamed(argument)], true) = (list.args.as_slice(), list.clauses.is_empty()) else {
            let (written, allowed) = (function.to_string(), aggregates());
            return Err(ExpressionError::new(message!(
                "fault-expression.arguments",
                allowed = allowed,
                written = written,
            )));
        };
        match (name.as_str(), list.duplicate_treatment, argument) {
            ("count", None, FunctionArgExpr::Wildcard) => Ok(Aggregate::Count),
            ("count", Some(DuplicateTreatment::Distinct), FunctionArgExpr::Expr(Expr::Identifier(name))) => {
                if self.form.areas().any(|field| field.name == name.value) {
                    return Ok(Aggregate::CountUnits);
                }
                Ok(Aggregate::CountDistinct(self.field(&name.value)?.name.clone()))
            }
            ("count", ..) => {
                Err(ExpressionError::new(message!("fault-expression.count", written = function.to_string())))
            }
            ("sum", None, FunctionArgExpr::Expr(argument)) => {
                let amount = self.amount(argument)?;
                for name in amount.amounts() {
                    let field = self.field(&name)?;
                    match field.measure {
                        Some(Measure::Flow | Measure::Stock) if field.kind.is_amount() => {}
                        Some(Measure::Rate) => {
                            return Err(ExpressionError::new(message!("fault-expression.rate", field = name)));
                        }
                        _ => {
                            return Err(ExpressionError::new(message!("fault-expression.no-measure", field = name)));
                        }
                    }
                }
                Ok(Aggregate::Sum(amount))
            }
            ("min", None, FunctionArgExpr::Expr(argument)) => Ok(Aggregate::Min(self.amount(argument)?)),
            ("max", None, FunctionArgExpr::Expr(argument)) => Ok(Aggregate::Max(self.amount(argument)?)),
            ("sum" | "min" | "max", ..) => {
                let written = function.to_string();
                Err(ExpressionError::new(message!("fault-expression.one-field", function = name, written = written)))
            }
            ("avg" | "mean", ..) => Err(ExpressionError::new(message!("fault-expression.average"))),
            _ => Err(refused(&Expr::Function(function.clone()), aggregates())),
        }
    }

    /// The argument of an aggregate: it names a field, and its amounts have one unit.
    fn amount(&self, argument: &Expr) -> Result<Scalar, ExpressionError> {
        if let Expr::Identifier(name) = unwrap(argument)
            && !self.field(&name.value)?.kind.is_amount()
        {
            return Err(ExpressionError::new(message!("fault-expression.no-number", field = name.to_string())));
        }
        let amount = self.scalar(argument, 0)?;
        if amount.amounts().is_empty() {
            return Err(ExpressionError::new(message!("fault-expression.literal", written = argument.to_string())));
        }
        self.one_unit(&amount.amounts())?;
        Ok(amount)
    }

    fn condition(&self, expression: &Expr, depth: usize) -> Result<Condition, ExpressionError> {
        let deeper = descend(depth)?;
        match expression {
            Expr::Nested(inner) => self.condition(inner, deeper),
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => {
                Ok(Condition::Not(Box::new(self.condition(expr, deeper)?)))
            }
            Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
                let mut parts = Vec::new();
                for side in [self.condition(left, deeper)?, self.condition(right, deeper)?] {
                    match side {
                        Condition::And(inner) => parts.extend(inner),
                        other => parts.push(other),
                    }
                }
                Ok(Condition::And(parts))
            }
            Expr::BinaryOp { left, op: BinaryOperator::Or, right } => {
                let mut parts = Vec::new();
                for side in [self.condition(left, deeper)?, self.condition(right, deeper)?] {
                    match side {
                        Condition::Or(inner) => parts.extend(inner),
                        other => parts.push(other),
                    }
                }
                Ok(Condition::Or(parts))
            }
            Expr::BinaryOp { left, op, right } => {
                let comparison = match op {
                    BinaryOperator::Eq => Comparison::Equal,
                    BinaryOperator::NotEq => Comparison::NotEqual,
                    BinaryOperator::Lt => Comparison::Less,
                    BinaryOperator::LtEq => Comparison::LessOrEqual,
                    BinaryOperator::Gt => Comparison::Greater,
                    BinaryOperator::GtEq => Comparison::GreaterOrEqual,
                    _ => return Err(refused(expression, message!("fault-allowed.comparison-of-two"))),
                };
                self.compare(self.operand(left, deeper)?, comparison, self.operand(right, deeper)?)
            }
            Expr::In { expr, target: InTarget::List(list), negated, global: false } => {
                let operand = self.operand(expr, deeper)?;
                let parts = list
                    .iter()
                    .map(|value| self.compare(operand.clone(), Comparison::Equal, self.operand(value, deeper)?))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok(negate(Condition::Or(parts), *negated))
            }
            Expr::Between { expr, negated, low, high } => {
                let operand = self.operand(expr, deeper)?;
                let parts = vec![
                    self.compare(operand.clone(), Comparison::GreaterOrEqual, self.operand(low, deeper)?)?,
                    self.compare(operand, Comparison::LessOrEqual, self.operand(high, deeper)?)?,
                ];
                Ok(negate(Condition::And(parts), *negated))
            }
            Expr::IsNull(inner) | Expr::IsNotNull(inner) => {
                let Some(name) = named(unwrap(inner)) else {
                    return Err(refused(expression, message!("fault-allowed.is-null")));
                };
                let negated = matches!(expression, Expr::IsNotNull(_));
                Ok(Condition::IsNull { field: self.field(&name)?.name.clone(), negated })
            }
            Expr::Identifier(name) => match self.field(&name.value)? {
                Field { kind: FieldType::Boolean, name, .. } => {
                    Ok(Condition::Boolean { field: name.clone(), value: true })
                }
                _ => Err(refused(expression, message!("fault-allowed.comparison"))),
            },
            other => Err(refused(other, message!("fault-allowed.conditions"))),
        }
    }

    fn compare(&self, left: Operand, comparison: Comparison, right: Operand) -> Result<Condition, ExpressionError> {
        let condition = match compare(left, comparison, right)? {
            Condition::Text { field, equal, value } => {
                let value = literal::as_kept(self.field(&field)?, &value)?;
                Condition::Text { field, equal, value }
            }
            other => other,
        };
        if let Condition::Compare { left, right, .. } = &condition {
            let mut amounts = left.amounts();
            amounts.extend(right.amounts());
            self.one_unit(&amounts)?;
        }
        listed::check(self.form, &condition)?;
        Ok(condition)
    }

    fn operand(&self, expression: &Expr, depth: usize) -> Result<Operand, ExpressionError> {
        if let Some(name) = named(unwrap(expression)) {
            let field = self.field(&name)?;
            return Ok(match field.kind {
                FieldType::Boolean => Operand::BooleanField(field.name.clone()),
                FieldType::Date => Operand::DateField(field.name.clone()),
                kind if kind.is_numeric() => Operand::Amount(Scalar::Field(field.name.clone())),
                _ => Operand::TextField(field.name.clone()),
            });
        }
        match unwrap(expression) {
            Expr::Value(value) => match &value.value {
                Value::SingleQuotedString(text) => Ok(Operand::Text(text.clone())),
                Value::Boolean(value) => Ok(Operand::Boolean(*value)),
                Value::Number(..) => Ok(Operand::Amount(self.scalar(expression, depth)?)),
                Value::Null => Err(ExpressionError::new(message!("fault-expression.null"))),
                _ => Err(refused(expression, message!("fault-allowed.values"))),
            },
            Expr::TypedString(typed) if typed.data_type == sqlparser::ast::DataType::Date => match &typed.value.value {
                Value::SingleQuotedString(text) => Ok(Operand::Text(text.clone())),
                _ => Err(refused(expression, message!("fault-allowed.day"))),
            },
            _ => Ok(Operand::Amount(self.scalar(expression, depth)?)),
        }
    }

    fn scalar(&self, expression: &Expr, depth: usize) -> Result<Scalar, ExpressionError> {
        let deeper = descend(depth)?;
        let boxed = |inner: &Expr| self.scalar(inner, deeper).map(Box::new);
        if let Some(name) = named(expression) {
            let field = self.field(&name)?;
            return match field.kind {
                kind if kind.is_numeric() => Ok(Scalar::Field(field.name.clone())),
                kind => Err(ExpressionError::new(message!("fault-expression.type", field = name, kind = kind.name()))),
            };
        }
        match expression {
            Expr::Nested(inner) => self.scalar(inner, deeper),
            Expr::Value(value) => match &value.value {
                Value::Number(digits, false) => number(digits),
                _ => Err(refused(expression, message!("fault-allowed.number-or-field"))),
            },
            Expr::UnaryOp { op: UnaryOperator::Plus, expr } => self.scalar(expr, deeper),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => Ok(match self.scalar(expr, deeper)? {
                Scalar::Number(number) => Scalar::Number(Decimal::from_units(-number.units())),
                other => Scalar::Negate(Box::new(other)),
            }),
            Expr::BinaryOp { left, op, right } => match op {
                BinaryOperator::Plus => Ok(Scalar::Add(boxed(left)?, boxed(right)?)),
                BinaryOperator::Minus => Ok(Scalar::Subtract(boxed(left)?, boxed(right)?)),
                BinaryOperator::Multiply => times(self.scalar(left, deeper)?, self.scalar(right, deeper)?),
                BinaryOperator::Divide | BinaryOperator::Modulo => {
                    let written = expression.to_string();
                    Err(ExpressionError::new(message!("fault-expression.divides", written = written)))
                }
                _ => Err(refused(expression, message!("fault-allowed.operations"))),
            },
            Expr::Case { operand: None, conditions, else_result: Some(otherwise), .. } => {
                let mut result = self.scalar(otherwise, deeper)?;
                for branch in conditions.iter().rev() {
                    result = Scalar::Case {
                        when: Box::new(self.condition(&branch.condition, deeper)?),
                        then: boxed(&branch.result)?,
                        otherwise: Box::new(result),
                    };
                }
                Ok(result)
            }
            Expr::Case { .. } => Err(refused(expression, message!("fault-allowed.case"))),
            Expr::Function(function) => {
                let nested =
                    ["sum", "count", "min", "max"].contains(&function.name.to_string().to_lowercase().as_str());
                let (what, allowed) = (kind_of(expression), message!("fault-allowed.amounts"));
                Err(if nested {
                    let message = message!("fault-expression.aggregate-within", what = what, allowed = allowed);
                    ExpressionError::new(message)
                } else {
                    refused(expression, allowed)
                })
            }
            other => Err(refused(other, message!("fault-allowed.amounts"))),
        }
    }

    /// The field of this name that has a column in the table of units.
    fn field(&self, name: &str) -> Result<&Field, ExpressionError> {
        let usable = |field: &&Field| !field.is_area() && !matches!(field.role, Some(Role::Period | Role::Ordinal));
        let fields = || self.form.schema.fields.iter().filter(usable);
        if let Some(field) = fields().find(|field| field.name == name) {
            return Ok(field);
        }
        if self.form.field(name).is_some() {
            return Err(ExpressionError::new(message!("fault-expression.field-of-place", field = name)));
        }
        let near = |field: &&Field| strsim::jaro_winkler(&name.to_lowercase(), &field.name);
        let suggestion = fields()
            .max_by(|one, other| near(one).total_cmp(&near(other)))
            .filter(|field| near(field) > 0.75)
            .map(|field| field.name.clone());
        let message = message!("fault-expression.no-field", field = name, form = &self.form.name);
        Err(ExpressionError { message, suggestion })
    }

    /// Refuses amounts of different units or multipliers: their sum or order means nothing.
    fn one_unit(&self, names: &[String]) -> Result<(), ExpressionError> {
        let mut first: Option<&Field> = None;
        for name in names {
            let field = self.field(name)?;
            let Some(known) = first else {
                first = Some(field);
                continue;
            };
            let unit = |field: &Field| (field.unit.clone(), field.multiplier.unwrap_or(0));
            if unit(known) != unit(field) {
                let (left, right) = (measured_in(known), measured_in(field));
                return Err(ExpressionError::new(message!("fault-expression.mixed-units", left = left, right = right)));
            }
        }
        Ok(())
    }
}

fn descend(depth: usize) -> Result<usize, ExpressionError> {
    if depth >= DEPTH_LIMIT {
        return Err(ExpressionError::new(message!("fault-expression.chain", most = DEPTH_LIMIT.to_string())));
    }
    Ok(depth + 1)
}

fn negate(condition: Condition, negated: bool) -> Condition {
    if negated { Condition::Not(Box::new(condition)) } else { condition }
}
