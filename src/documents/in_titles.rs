//! Findings of checks as people read them: the titles of fields and the words of a language in the place of names and signs of SQL.
//!
//! Tables, JSON and Parquet keep the names and the expression as they are declared; who mends a form knows its labels alone.

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;
use crate::project::Project;
use crate::project::expression::across;
use crate::project::written::form::Form;
use crate::values::language::Language;

/// Words of SQL that are said otherwise, by the longest first: those of more than one word are one piece.
const PHRASES: [(&[&str], &str); 7] = [
    (&["IS", "NOT", "NULL"], "filled"),
    (&["IS", "NULL"], "blank"),
    (&["NOT", "IN"], "none-of"),
    (&["AND"], "and"),
    (&["OR"], "or"),
    (&["IN"], "one-of"),
    (&["NOT"], "not"),
];

/// A finding with the titles of fields where its check names them; any other as it is.
pub fn in_titles(project: &Project, finding: &Finding, language: Language) -> Finding {
    let mut finding = finding.clone();
    if finding.code != Code::CheckFailed {
        return finding;
    }
    let form = finding.location.form.as_deref().and_then(|form| project.form_named(form));
    let Some(form) = form.and_then(|form| project.forms.get(form)) else { return finding };
    if let Some(expected) = &finding.expected {
        let said = Said { project, form };
        finding.expected = Some(said.expression(&expected.en).unwrap_or_else(|| expected.clone()));
        let value = finding.value.as_deref().and_then(|value| said.values(value).or_else(|| said.expression(value)));
        finding.value = value.map(|value| value.text(language).to_owned()).or(finding.value);
    }
    finding
}

/// Whose names are said.
struct Said<'a> {
    project: &'a Project,
    form: &'a Form,
}

impl Said<'_> {
    /// Fields with their values, as a check that fails writes them: `state = đang vận hành, launched_on = NULL`. `None` where it begins with no field.
    fn values(&self, written: &str) -> Option<Message> {
        let mut values: Vec<(Message, String)> = Vec::new();
        for part in written.split(", ") {
            let named = part.split_once(" = ").and_then(|(name, value)| Some((self.named(name)?, value)));
            match (named, values.last_mut()) {
                (Some((name, value)), _) => values.push((name, value.to_owned())),
                // A text may hold a comma.
                (None, Some((_, text))) => *text = format!("{text}, {part}"),
                (None, None) => return None,
            }
        }
        let (mut vi, mut en) = (Vec::new(), Vec::new());
        for (name, value) in values {
            let value = match value.as_str() {
                "NULL" => message!("check-words", meaning = "none"),
                "true" => message!("check-words", meaning = "yes"),
                "false" => message!("check-words", meaning = "no"),
                number if number.parse::<f64>().is_ok() => Message::number(number),
                text => text.into(),
            };
            vi.push(format!("{} = {}", name.vi, value.vi));
            en.push(format!("{} = {}", name.en, value.en));
        }
        Some(Message::new(vi.join(", "), en.join(", ")))
    }

    /// A field, or a field of an earlier period (`year_ago(total)`), in words.
    fn named(&self, written: &str) -> Option<Message> {
        match self.title(written) {
            Some(title) => Some(format!("“{title}”").into()),
            None => self.expression(written).filter(|_| written.ends_with(')')),
        }
    }

    /// An expression in words; `None` where it has more than names, values, comparisons and sums.
    fn expression(&self, written: &str) -> Option<Message> {
        let pieces = pieces(written)?;
        let (mut vi, mut en) = (String::new(), String::new());
        let mut push = |message: &Message| {
            for (text, more) in [(&mut vi, &message.vi), (&mut en, &message.en)] {
                let joined = text.is_empty() || text.ends_with('(') || matches!(more.as_str(), ")" | ",");
                if !joined {
                    text.push(' ');
                }
                text.push_str(more);
            }
        };
        let mut place = 0;
        while let Some(piece) = pieces.get(place) {
            let (message, length) = self.said(piece, pieces.get(place..).unwrap_or_default())?;
            push(&message);
            place += length;
        }
        Some(Message::new(vi, en))
    }

    /// What a piece is in words, and how many pieces are said with it.
    fn said(&self, piece: &Piece, rest: &[Piece]) -> Option<(Message, usize)> {
        let word = match piece {
            Piece::Sign(sign) => {
                let sign = match sign.as_str() {
                    "<=" => "≤",
                    ">=" => "≥",
                    "<>" | "!=" => "≠",
                    "*" => "×",
                    "/" => "÷",
                    other => other,
                };
                return Some((sign.into(), 1));
            }
            // A number has the signs of its reader; a text is between quotes.
            Piece::Value(value) if value.starts_with('“') => return Some((value.into(), 1)),
            Piece::Value(number) => return Some((Message::number(number), 1)),
            Piece::Word(word) => word,
        };
        let is_phrase = |words: &&(&[&str], &str)| {
            words.0.len() <= rest.len()
                && words
                    .0
                    .iter()
                    .zip(rest)
                    .all(|(known, piece)| matches!(piece, Piece::Word(word) if word.eq_ignore_ascii_case(known)))
        };
        if let Some((words, meaning)) = PHRASES.iter().find(is_phrase) {
            return Some((message!("check-words", meaning = *meaning), words.len()));
        }
        if let [_, Piece::Sign(open), Piece::Word(inner), Piece::Sign(close), ..] = rest
            && (open.as_str(), close.as_str()) == ("(", ")")
            && across::of_period(word, inner).is_some()
        {
            let title = self.title(inner)?;
            return Some((message!("check-words-before", before = word, title = title), 4));
        }
        match word.as_str() {
            "NULL" => Some((message!("check-words", meaning = "none"), 1)),
            "TRUE" | "true" => Some((message!("check-words", meaning = "yes"), 1)),
            "FALSE" | "false" => Some((message!("check-words", meaning = "no"), 1)),
            name => Some((format!("“{}”", self.title(name)?).into(), 1)),
        }
    }

    /// The title of a field of the form, or of another form that the check names.
    fn title(&self, name: &str) -> Option<String> {
        if let Some(field) = self.form.field(name) {
            return Some(field.title.clone().unwrap_or_else(|| name.to_owned()));
        }
        let (form, field) = name.split_once('.')?;
        let form = self.project.forms.get(self.project.form_named(form)?)?;
        let title = form.field(field)?.title.clone().unwrap_or_else(|| field.to_owned());
        Some(format!("{title} ({})", form.form.code))
    }
}

/// A piece of an expression.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    /// A number, or a text between quotes.
    Value(String),
    Sign(String),
}

/// The pieces of an expression; `None` where one is not closed.
fn pieces(written: &str) -> Option<Vec<Piece>> {
    let signs: Vec<char> = written.chars().collect();
    let (mut pieces, mut place) = (Vec::new(), 0);
    let run = |from: usize, is_of_it: &dyn Fn(char) -> bool| {
        signs.get(from..).unwrap_or_default().iter().take_while(|sign| is_of_it(**sign)).collect::<String>()
    };
    while let Some(&sign) = signs.get(place) {
        if sign.is_whitespace() {
            place += 1;
        } else if sign.is_ascii_digit() || sign == '-' && begins_a_number(&pieces, signs.get(place + 1)) {
            let number = format!("{sign}{}", run(place + 1, &|sign| sign.is_ascii_digit() || sign == '.'));
            place += number.chars().count();
            pieces.push(Piece::Value(number));
        } else if sign == '\'' || sign == '"' {
            let text = run(place + 1, &|inner| inner != sign);
            place += text.chars().count() + 2;
            if place > signs.len() {
                return None;
            }
            pieces.push(if sign == '"' { Piece::Word(text) } else { Piece::Value(format!("“{text}”")) });
        } else if sign.is_alphanumeric() || sign == '_' {
            let word = run(place, &|sign| sign.is_alphanumeric() || matches!(sign, '_' | '.' | '-'));
            place += word.chars().count();
            pieces.push(Piece::Word(word));
        } else {
            let two = run(place, &|sign| "<>=!".contains(sign));
            let text = if two.is_empty() { sign.to_string() } else { two };
            place += text.chars().count();
            pieces.push(Piece::Sign(text));
        }
    }
    Some(pieces)
}

/// True for a minus that is the sign of a number, and subtracts nothing.
fn begins_a_number(before: &[Piece], next: Option<&char>) -> bool {
    let behind_a_sign = before.last().is_none_or(|last| matches!(last, Piece::Sign(sign) if sign != ")"));
    behind_a_sign && next.is_some_and(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_falls_into_pieces() {
        let shown = |written: &str| {
            let pieces = pieces(written)?;
            let shown = pieces.into_iter().map(|piece| match piece {
                Piece::Word(word) => word,
                Piece::Value(value) => format!("[{value}]"),
                Piece::Sign(sign) => format!("<{sign}>"),
            });
            Some(shown.collect::<Vec<_>>().join(" "))
        };
        let pieces = "state <<>> [“đang vận hành”] OR launched_on IS NOT NULL";
        assert_eq!(shown("state <> 'đang vận hành' OR launched_on IS NOT NULL").as_deref(), Some(pieces));
        assert_eq!(shown("a<=2*previous(b)").as_deref(), Some("a <<=> [2] <*> previous <(> b <)>"));
        assert_eq!(shown("a = -5 - 3").as_deref(), Some("a <=> [-5] <-> [3]"));
        assert_eq!(shown("a = 'x"), None);
    }
}
