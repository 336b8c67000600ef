//! JSON Schema, as far as the values of a field need it: types, members, items, bounds, lengths, patterns, lists of values, and
//! combinations of these. A keyword that is not known is named, and the schema is none: nothing is passed over.

use std::cmp::Ordering;

use regex::Regex;

use super::digits;
use crate::values::json::Json;
use crate::values::lexical::expression;

/// Keywords that say nothing of a value.
const ANNOTATIONS: [&str; 8] =
    ["$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated"];
/// Schemas nest no deeper.
const DEPTH: usize = 32;

/// What a value must keep to.
#[derive(Clone, Debug)]
pub struct JsonSchema(Vec<Keyword>);

#[derive(Clone, Debug)]
enum Keyword {
    /// `false`: no value at all.
    Nothing,
    Types(Vec<String>),
    OneOf(Vec<Json>),
    /// Canonical digits, and whether a value may compare so with them.
    Bound(String, fn(Ordering) -> bool),
    Letters(usize, fn(&usize, &usize) -> bool),
    Items(usize, fn(&usize, &usize) -> bool),
    Members(usize, fn(&usize, &usize) -> bool),
    Pattern(Regex),
    UniqueItems,
    EachItem(JsonSchema),
    Required(Vec<String>),
    /// The members that are named, and all others.
    Properties(Vec<(String, JsonSchema)>, Option<JsonSchema>),
    All(Vec<JsonSchema>),
    Any(Vec<JsonSchema>),
    ExactlyOne(Vec<JsonSchema>),
    Not(JsonSchema),
}

impl JsonSchema {
    /// Reads a schema.
    ///
    /// # Errors
    /// The keyword that is not known, or whose value is not what it should be, with the keywords and members that it is within:
    /// `properties/a/multipleOf`.
    pub fn read(schema: &Json) -> Result<Self, String> {
        Self::at(schema, 0)
    }

    fn at(schema: &Json, depth: usize) -> Result<Self, String> {
        let members = match schema {
            Json::Boolean(true) => return Ok(Self(Vec::new())),
            Json::Boolean(false) => return Ok(Self(vec![Keyword::Nothing])),
            Json::Object(members) if depth < DEPTH => members,
            other => return Err(other.to_string()),
        };
        let mut rules = Vec::new();
        for (keyword, value) in members {
            if ANNOTATIONS.contains(&keyword.as_str()) || keyword == "additionalProperties" {
                continue;
            }
            rules.push(rule(keyword, value, depth.saturating_add(1))?);
        }
        let others = match schema.member("additionalProperties") {
            Some(others) => Some(within("additionalProperties", others, depth.saturating_add(1))?),
            None => None,
        };
        let properties = rules.iter_mut().find_map(|rule| match rule {
            Keyword::Properties(_, others) => Some(others),
            _ => None,
        });
        match properties {
            Some(slot) => *slot = others,
            None if others.is_some() => rules.push(Keyword::Properties(Vec::new(), others)),
            None => {}
        }
        Ok(Self(rules))
    }

    /// True for a value that keeps to it.
    pub fn accepts(&self, value: &Json) -> bool {
        self.0.iter().all(|rule| rule.accepts(value))
    }
}

/// A schema that a keyword or a member holds.
fn within(name: &str, schema: &Json, depth: usize) -> Result<JsonSchema, String> {
    let is_object = matches!(schema, Json::Object(_));
    JsonSchema::at(schema, depth).map_err(|inner| if is_object { format!("{name}/{inner}") } else { name.to_owned() })
}

/// A keyword that holds schemas; any other is one of values.
fn rule(keyword: &str, value: &Json, depth: usize) -> Result<Keyword, String> {
    let schema = || within(keyword, value, depth);
    let schemas = || {
        let items = value.items().ok_or_else(|| keyword.to_owned())?;
        items.iter().map(|item| within(keyword, item, depth)).collect::<Result<Vec<JsonSchema>, String>>()
    };
    Ok(match keyword {
        "items" => Keyword::EachItem(schema()?),
        "not" => Keyword::Not(schema()?),
        "allOf" => Keyword::All(schemas()?),
        "anyOf" => Keyword::Any(schemas()?),
        "oneOf" => Keyword::ExactlyOne(schemas()?),
        "properties" => {
            let Json::Object(members) = value else { return Err(keyword.to_owned()) };
            let read = |(name, value): &(String, Json)| {
                Ok((name.clone(), within(&format!("{keyword}/{name}"), value, depth)?))
            };
            Keyword::Properties(members.iter().map(read).collect::<Result<_, String>>()?, None)
        }
        _ => rule_of_values(keyword, value).ok_or_else(|| keyword.to_owned())?,
    })
}

fn rule_of_values(keyword: &str, value: &Json) -> Option<Keyword> {
    let count = || value.number()?.parse::<usize>().ok();
    let bound = || digits::canonical(value.number()?);
    let texts = |list: &[Json]| list.iter().map(|one| one.text().map(str::to_owned)).collect::<Option<Vec<String>>>();
    Some(match keyword {
        "type" => {
            let names = match value {
                Json::Text(name) => vec![name.clone()],
                other => texts(other.items()?)?,
            };
            let known = ["array", "boolean", "integer", "null", "number", "object", "string"];
            Keyword::Types(Some(names).filter(|names| names.iter().all(|name| known.contains(&name.as_str())))?)
        }
        "enum" => Keyword::OneOf(value.items()?.iter().cloned().map(Json::ordered).collect()),
        "const" => Keyword::OneOf(vec![value.clone().ordered()]),
        "minimum" => Keyword::Bound(bound()?, Ordering::is_ge),
        "maximum" => Keyword::Bound(bound()?, Ordering::is_le),
        "exclusiveMinimum" => Keyword::Bound(bound()?, Ordering::is_gt),
        "exclusiveMaximum" => Keyword::Bound(bound()?, Ordering::is_lt),
        "minLength" => Keyword::Letters(count()?, PartialOrd::ge),
        "maxLength" => Keyword::Letters(count()?, PartialOrd::le),
        "minItems" => Keyword::Items(count()?, PartialOrd::ge),
        "maxItems" => Keyword::Items(count()?, PartialOrd::le),
        "minProperties" => Keyword::Members(count()?, PartialOrd::ge),
        "maxProperties" => Keyword::Members(count()?, PartialOrd::le),
        "pattern" => Keyword::Pattern(expression::of_part(value.text()?)?),
        "uniqueItems" => match value {
            Json::Boolean(true) => Keyword::UniqueItems,
            Json::Boolean(false) => Keyword::All(Vec::new()),
            _ => return None,
        },
        "required" => Keyword::Required(texts(value.items()?)?),
        _ => return None,
    })
}

impl Keyword {
    /// True for a value that keeps to the rule, and for one of a type of which the rule says nothing.
    fn accepts(&self, value: &Json) -> bool {
        match (self, value) {
            (Self::Nothing, _) => false,
            (Self::Types(names), value) => names.iter().any(|name| is_of(name, value)),
            (Self::OneOf(values), value) => values.iter().any(|one| is_equal(one, &value.clone().ordered())),
            (Self::Bound(bound, is_so), Json::Number(number)) => {
                digits::canonical(number).is_some_and(|number| is_so(digits::compare(&number, bound)))
            }
            (Self::Letters(count, is_so), Json::Text(text)) => is_so(&text.chars().count(), count),
            (Self::Pattern(pattern), Json::Text(text)) => pattern.is_match(text),
            (Self::Items(count, is_so), Json::List(items)) => is_so(&items.len(), count),
            (Self::Members(count, is_so), Json::Object(members)) => is_so(&members.len(), count),
            (Self::UniqueItems, Json::List(items)) => {
                let ordered: Vec<Json> = items.iter().cloned().map(Json::ordered).collect();
                let repeats =
                    |(place, one): (usize, &Json)| ordered.iter().take(place).any(|other| is_equal(other, one));
                !ordered.iter().enumerate().any(repeats)
            }
            (Self::EachItem(schema), Json::List(items)) => items.iter().all(|item| schema.accepts(item)),
            (Self::Required(names), value @ Json::Object(_)) => names.iter().all(|name| value.member(name).is_some()),
            (Self::Properties(named, others), Json::Object(members)) => members.iter().all(|(name, value)| {
                let schema = named.iter().find(|(own, _)| own == name).map(|(_, schema)| schema).or(others.as_ref());
                schema.is_none_or(|schema| schema.accepts(value))
            }),
            (Self::All(schemas), value) => schemas.iter().all(|schema| schema.accepts(value)),
            (Self::Any(schemas), value) => schemas.iter().any(|schema| schema.accepts(value)),
            (Self::ExactlyOne(schemas), value) => schemas.iter().filter(|schema| schema.accepts(value)).count() == 1,
            (Self::Not(schema), value) => !schema.accepts(value),
            _ => true,
        }
    }
}

fn is_of(name: &str, value: &Json) -> bool {
    match value {
        Json::Null => name == "null",
        Json::Boolean(_) => name == "boolean",
        Json::Number(number) => {
            let is_whole = || digits::canonical(number).is_some_and(|number| !number.contains('.'));
            name == "number" || name == "integer" && is_whole()
        }
        Json::Text(_) => name == "string",
        Json::List(_) => name == "array",
        Json::Object(_) => name == "object",
    }
}

/// True for equal values whose members are in order: 1.0 equals 1.
fn is_equal(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => digits::canonical(left) == digits::canonical(right),
        (Json::List(left), Json::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_equal(left, right))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| left.0 == right.0 && is_equal(&left.1, &right.1))
        }
        (left, right) => left == right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(schema: &str, value: &str) -> bool {
        JsonSchema::read(&Json::read(schema).unwrap()).unwrap().accepts(&Json::read(value).unwrap())
    }

    #[test]
    fn values_keep_to_their_schema() {
        let schema = r#"{ "type": "object", "required": ["code"], "additionalProperties": false, "properties": {
            "code": { "type": "string", "pattern": "^[0-9]{5}$" }, "area": { "type": ["number", "null"], "minimum": 0 },
            "tags": { "type": "array", "items": { "enum": ["a", "b"] }, "maxItems": 2, "uniqueItems": true } } }"#;
        for value in [
            r#"{"code":"03127"}"#,
            r#"{"code":"03127","area":1.50,"tags":["a","b"]}"#,
            r#"{"code":"03127","area":null}"#,
        ] {
            assert!(accepts(schema, value), "{value}");
        }
        for value in [
            "[]",
            "{}",
            r#"{"code":3127}"#,
            r#"{"code":"312"}"#,
            r#"{"code":"03127","area":-0.001}"#,
            r#"{"code":"03127","tags":["a","a"]}"#,
            r#"{"code":"03127","tags":["c"]}"#,
            r#"{"code":"03127","other":1}"#,
        ] {
            assert!(!accepts(schema, value), "{value}");
        }
    }

    #[test]
    fn numbers_are_compared_exactly_and_schemas_combine() {
        assert!(accepts(r#"{"type":"integer","exclusiveMaximum":100000000000000000000}"#, "99999999999999999999.0"));
        assert!(!accepts(r#"{"maximum":0.1}"#, "0.10000000000000000001"));
        assert!(
            !accepts(r#"{"minimum":-1}"#, "-1.5")
                && accepts(r#"{"minimum":-2}"#, "-1.5")
                && accepts(r#"{"maximum":3}"#, "-12")
        );
        assert!(accepts(r#"{"const":{"a":1,"b":[1]}}"#, r#"{"b":[1.0],"a":1.0}"#));
        assert!(accepts(r#"{"oneOf":[{"type":"string"},{"minimum":5}]}"#, "7"));
        assert!(!accepts(r#"{"oneOf":[{"type":"number"},{"minimum":5}]}"#, "7"));
        assert!(accepts(r#"{"not":{"type":"null"},"anyOf":[true,false]}"#, "7"));
        assert!(accepts(r#"{"additionalProperties":{"type":"number"}}"#, r#"{"a":1}"#));
        assert!(!accepts(r#"{"additionalProperties":{"type":"number"}}"#, r#"{"a":"1"}"#));
    }

    #[test]
    fn a_keyword_that_is_not_known_is_named() {
        let named = |schema: &str| JsonSchema::read(&Json::read(schema).unwrap()).unwrap_err();
        assert_eq!(named(r##"{"$ref":"#/$defs/a"}"##), "$ref");
        assert_eq!(named(r#"{"type":"strin"}"#), "type");
        assert_eq!(named(r#"{"items":{"format":"date"}}"#), "items/format");
        assert_eq!(named(r#"{"additionalProperties":{"format":"date"}}"#), "additionalProperties/format");
        assert_eq!(named(r#"{"properties":{"a":{"items":{"multipleOf":2}}}}"#), "properties/a/items/multipleOf");
        assert_eq!(named(r#"{"properties":{"a":3}}"#), "properties/a");
        assert_eq!(named(r#"{"anyOf":[true,{"not":{"$ref":"a"}}]}"#), "anyOf/not/$ref");
        assert_eq!(named(r#"{"allOf":{}}"#), "allOf");
        assert_eq!(named("3"), "3");
    }
}
