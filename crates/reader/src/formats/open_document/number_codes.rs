//! Number formats of an OpenDocument spreadsheet as codes of Excel.
//!
//! Takes the elements of the styles of numbers, days, times and texts (ODF 1.3 part 3, 16.29); gives for each the code that shows the same.
//! A style that no code shows exactly gives none.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::formats::open_document::code_pieces::{CodePiece, embedded, joined, number, scientific, textual};
use crate::formats::xlsx::xml::{Broken, attribute, text_of};

/// Styles of a workbook; LibreOffice has a few thousand at most.
const MOST: usize = 1 << 18;
/// Pieces of one style, and conditions.
const MOST_PIECES: usize = 64;

/// What a style shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DataKind {
    #[default]
    Number,
    Percentage,
    Moment,
    Text,
}

/// The styles that were declared so far.
#[derive(Default)]
pub(super) struct DataStyles {
    styles: HashMap<String, DataStyle>,
    /// The style that is being read, by name.
    open: Option<(String, DataStyle)>,
    /// A piece of text that is being read.
    text: Option<String>,
}

#[derive(Default)]
struct DataStyle {
    kind: DataKind,
    pieces: Vec<CodePiece>,
    /// True where something in it has no code.
    is_foreign: bool,
    language: Option<String>,
    colour: Option<&'static str>,
    /// Hours go on past a day.
    overflows: bool,
    /// Digits behind the text among them that is being read.
    digits_behind: Option<usize>,
    /// Conditions on the number, each with the style that shows it then.
    others: Vec<(String, String)>,
}

impl DataStyles {
    /// What is in a part before its sheets.
    pub fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) => self.begin(tag)?,
            Event::End(tag) => match tag.local_name().as_ref() {
                "number-style" | "currency-style" | "percentage-style" | "date-style" | "time-style" | "text-style" => {
                    self.styles.extend(self.open.take());
                    if self.styles.len() > MOST {
                        return Err(Broken);
                    }
                }
                name @ ("text" | "currency-symbol" | "fill-character" | "embedded-text") => {
                    if let (Some(text), Some((_, style))) = (self.text.take(), &mut self.open) {
                        match (name, text.chars().next()) {
                            ("fill-character", sign) => style.pieces.push(CodePiece::Fill(sign.unwrap_or(' '))),
                            ("embedded-text", _) => style.embed(&text),
                            _ => style.pieces.push(CodePiece::Literal(text)),
                        }
                    }
                }
                _ => {}
            },
            event => {
                if let Some(text) = text_of(event)? {
                    self.say(&text);
                }
            }
        }
        Ok(())
    }

    fn say(&mut self, said: &str) {
        if let Some(text) = &mut self.text {
            text.push_str(said);
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let local = tag.local_name();
        let kind = match local.as_ref() {
            "number-style" | "currency-style" => Some(DataKind::Number),
            "percentage-style" => Some(DataKind::Percentage),
            "date-style" | "time-style" => Some(DataKind::Moment),
            "text-style" => Some(DataKind::Text),
            _ => None,
        };
        if let Some(kind) = kind {
            let overflows = attribute(tag, "truncate-on-overflow")?.as_deref() == Some("false");
            let language = attribute(tag, "language")?;
            let style = DataStyle { kind, overflows, language, ..DataStyle::default() };
            self.open = Some((attribute(tag, "name")?.unwrap_or_default(), style));
            return Ok(());
        }
        let Some((_, style)) = &mut self.open else { return Ok(()) };
        if style.pieces.len().max(style.others.len()) > MOST_PIECES {
            style.is_foreign = true;
            return Ok(());
        }
        match local.as_ref() {
            "text" | "currency-symbol" | "fill-character" => self.text = Some(String::new()),
            // A text among the digits, which says how many of them are behind it.
            "embedded-text" => {
                style.digits_behind = attribute(tag, "position")?.and_then(|digits| digits.trim().parse().ok());
                self.text = Some(String::new());
            }
            "map" => {
                let (condition, other) = (attribute(tag, "condition")?, attribute(tag, "apply-style-name")?);
                style.others.extend(condition.zip(other));
            }
            "text-properties" => style.colour = attribute(tag, "color")?.as_deref().and_then(colour),
            name => match piece(name, tag)? {
                Some(piece) => style.pieces.push(piece),
                None => style.is_foreign = true,
            },
        }
        Ok(())
    }

    /// The code of a style; nothing where it has none, or there is no such style.
    pub fn code(&self, name: &str) -> Option<String> {
        let style = self.styles.get(name)?;
        let own = style.section()?;
        let mut sections = Vec::new();
        for (condition, other) in &style.others {
            let other = self.styles.get(other).filter(|other| other.others.is_empty())?;
            sections.push((sign_and_number(condition)?, other.section()?));
        }
        let conditions: Vec<(&str, &str)> =
            sections.iter().map(|((sign, number), _)| (*sign, number.as_str())).collect();
        let is_plain = match (style.kind, &conditions[..]) {
            (_, []) => return Some(own).filter(|own| !own.is_empty()),
            // As the sections of a code are without conditions.
            (DataKind::Text, [(">", "0"), ("<", "0"), ("=", "0")]) => true,
            (DataKind::Text, _) => return None,
            (_, [(">=", "0")] | [(">", "0"), ("<", "0")]) => true,
            (_, [_] | [_, _]) => false,
            _ => return None,
        };
        let mut code = String::new();
        for ((sign, number), section) in &sections {
            if !is_plain {
                let sign = if *sign == "!=" { "<>" } else { sign };
                code.push_str(&format!("[{sign}{number}]"));
            }
            code.push_str(section);
            code.push(';');
        }
        Some(code + &own)
    }
}

impl DataStyle {
    /// Puts a text among the digits that were read last.
    fn embed(&mut self, text: &str) {
        let (kind, behind) = (self.kind, self.digits_behind.take());
        let embedded = self.pieces.last().and_then(|piece| embedded(piece, kind, behind?, text));
        match (self.pieces.last_mut(), embedded) {
            (Some(piece), Some(embedded)) => *piece = embedded,
            _ => self.is_foreign = true,
        }
    }

    /// The code of the style alone, without its conditions.
    fn section(&self) -> Option<String> {
        if self.is_foreign {
            return None;
        }
        // It shows nothing.
        if self.pieces.iter().all(|piece| matches!(piece, CodePiece::Literal(text) if text.is_empty())) {
            return Some(String::new());
        }
        let code = joined(self.kind, &self.pieces, self.overflows)?;
        let language = self.language.as_deref().filter(|_| self.pieces.iter().any(textual));
        let language = match language {
            Some("vi") => "[$-42A]",
            Some("en") => "[$-409]",
            _ => "",
        };
        Some(format!("{}{language}{code}", self.colour.unwrap_or_default()))
    }
}

/// What an element of a style stands for; nothing where no code says it.
fn piece(name: &str, tag: &BytesStart<'_>) -> Result<Option<CodePiece>, Broken> {
    let is = |name: &str, value: &str| Ok::<_, Broken>(attribute(tag, name)?.as_deref() == Some(value));
    let count = |name: &str| {
        let count = attribute(tag, name)?.and_then(|count| count.trim().parse::<usize>().ok());
        Ok::<_, Broken>(count.filter(|count| *count < MOST_PIECES))
    };
    if !is("calendar", "gregorian")? && attribute(tag, "calendar")?.is_some() {
        return Ok(None);
    }
    let is_long = is("style", "long")?;
    let of = |short: &'static str, long: &'static str| if is_long { long } else { short };
    Ok(match name {
        "number" => {
            let decimals = count("decimal-places")?;
            let least = count("min-decimal-places")?.or(decimals);
            let replaced = attribute(tag, "decimal-replacement")?;
            let grouped = is("grouping", "true")?;
            let factor = attribute(tag, "display-factor")?;
            let whole = count("min-integer-digits")?;
            number(whole, decimals.zip(least), replaced.as_deref(), grouped, factor.as_deref())
        }
        "scientific-number" => {
            let is_usual = count("exponent-interval")?.is_none_or(|interval| interval < 2);
            let is_signed = !is("forced-exponent-sign", "false")?;
            let digits = (count("min-integer-digits")?, count("decimal-places")?, count("min-exponent-digits")?);
            if is_usual && is_signed { scientific(digits) } else { None }
        }
        "text-content" => Some(CodePiece::Digits("@".to_owned())),
        "day" => Some(CodePiece::Part(of("d", "dd"))),
        "day-of-week" => Some(CodePiece::Part(of("ddd", "dddd"))),
        "month" if is("textual", "true")? => Some(CodePiece::Part(of("mmm", "mmmm"))),
        "month" => Some(CodePiece::Month(of("m", "mm"))),
        "year" => Some(CodePiece::Part(of("yy", "yyyy"))),
        "hours" => Some(CodePiece::Hours(of("h", "hh"))),
        "minutes" => Some(CodePiece::Minutes(of("m", "mm"))),
        "seconds" => Some(CodePiece::Seconds(of("s", "ss"), count("decimal-places")?.unwrap_or_default())),
        "am-pm" => Some(CodePiece::Part("AM/PM")),
        _ => None,
    })
}

/// A condition on a number: `value()>=1000000`.
fn sign_and_number(condition: &str) -> Option<(&'static str, String)> {
    let rest = condition.trim().strip_prefix("value()")?;
    let sign = [">=", "<=", "!=", ">", "<", "="].into_iter().find(|sign| rest.starts_with(sign))?;
    let number = rest.strip_prefix(sign)?.trim();
    number.parse::<f64>().is_ok_and(f64::is_finite).then(|| (sign, number.to_owned()))
}

/// The colour of a code; nothing for one that it has no word for.
fn colour(colour: &str) -> Option<&'static str> {
    Some(match colour.to_ascii_lowercase().as_str() {
        "#000000" => "[Black]",
        "#ff0000" => "[Red]",
        "#00ff00" => "[Green]",
        "#0000ff" => "[Blue]",
        "#ffff00" => "[Yellow]",
        "#ff00ff" => "[Magenta]",
        "#00ffff" => "[Cyan]",
        "#ffffff" => "[White]",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::reader::Reader;

    /// The code of the first of these styles.
    fn code(xml: &str) -> Option<String> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let mut styles = DataStyles::default();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return styles.code("N1"),
                event => assert!(styles.take(&event).is_ok()),
            }
        }
    }

    /// A style of this kind, named `N1`.
    fn of(kind: &str, inner: &str) -> Option<String> {
        code(&format!(r#"<number:{kind}-style style:name="N1">{inner}</number:{kind}-style>"#))
    }

    #[test]
    fn numbers_have_their_digits_and_texts() {
        let number = |attributes: &str| of("number", &format!("<number:number {attributes}/>"));
        for (attributes, expected) in [
            (r#"number:min-integer-digits="1""#, Some("General")),
            (r#"number:decimal-places="0" number:min-integer-digits="1""#, Some("0")),
            (r#"number:decimal-places="2" number:min-integer-digits="1""#, Some("0.00")),
            (r#"number:decimal-places="0" number:min-integer-digits="1" number:grouping="true""#, Some("#,##0")),
            (r#"number:decimal-places="0" number:min-integer-digits="5""#, Some("00000")),
            (r#"number:decimal-places="1" number:min-integer-digits="5" number:grouping="true""#, Some("00,000.0")),
            (r#"number:decimal-places="3" loext:min-decimal-places="1" number:min-integer-digits="0""#, Some("#.0##")),
            (r#"number:decimal-places="0" number:min-integer-digits="1" number:display-factor="1000""#, Some("0,")),
            (r#"number:decimal-places="0" number:min-integer-digits="1" number:display-factor="7""#, None),
            (r#"number:decimal-places="2" number:decimal-replacement="--" number:min-integer-digits="1""#, None),
            (r#"number:min-integer-digits="1" number:grouping="true""#, None),
        ] {
            assert_eq!(number(attributes).as_deref(), expected, "{attributes}");
        }
        let digits = r#"<number:number number:decimal-places="1" number:min-integer-digits="1"/>"#;
        let text = |text: &str| format!("<number:text>{text}</number:text>");
        assert_eq!(of("percentage", &[digits, &text("%")].concat()).as_deref(), Some("0.0%"));
        assert_eq!(of("percentage", &[digits, &text(" % &lt;")].concat()).as_deref(), Some("0.0 % \"<\""));
        assert_eq!(of("percentage", digits), None);
        assert_eq!(of("number", &[digits, &text("%")].concat()).as_deref(), Some("0.0\"%\""));
        let dong = r#"<number:currency-symbol number:language="vi">đ</number:currency-symbol>"#;
        assert_eq!(of("currency", &[digits, &text(" "), dong].concat()).as_deref(), Some("0.0 \"đ\""));
        let embedded = |digits: usize, texts: &[(usize, &str)]| {
            let texts = texts.iter().map(|(place, text)| {
                format!(r#"<number:embedded-text number:position="{place}">{text}</number:embedded-text>"#)
            });
            let texts: String = texts.collect();
            of(
                "number",
                &format!(
                    r#"<number:number number:decimal-places="0" number:min-integer-digits="{digits}">{texts}</number:number>"#
                ),
            )
        };
        assert_eq!(embedded(10, &[(6, "."), (3, ".")]).as_deref(), Some(r#"0000"."000"."000"#));
        assert_eq!(embedded(10, &[(3, "-"), (6, "-")]).as_deref(), Some("0000-000-000"));
        assert_eq!(embedded(3, &[(2, "h")]).as_deref(), Some(r#"0"h"00"#));
        // Behind a digit that need not be there it is shown by some programs alone.
        assert_eq!(embedded(2, &[(2, "h")]), None);
        let power = r#"<number:scientific-number number:decimal-places="2" number:min-integer-digits="1" number:min-exponent-digits="2"/>"#;
        assert_eq!(of("number", power).as_deref(), Some("0.00E+00"));
        assert_eq!(of("text", "<number:text-content/>").as_deref(), Some("@"));
        let filled = ["<number:fill-character> </number:fill-character>", digits].concat();
        assert_eq!(of("number", &filled).as_deref(), Some("* 0.0"));
    }

    #[test]
    fn days_and_times_have_their_parts() {
        let (day, month, year) = (
            r#"<number:day number:style="long"/>"#,
            r#"<number:month number:style="long"/>"#,
            r#"<number:year number:style="long"/>"#,
        );
        let text = |text: &str| format!("<number:text>{text}</number:text>");
        let slash = text("/");
        assert_eq!(of("date", &[day, &slash, month, &slash, year].concat()).as_deref(), Some("dd/mm/yyyy"));
        let words = [&text("ngày "), day, &text(" tháng "), month].concat();
        assert_eq!(of("date", &words).as_deref(), Some("\"ngày\" dd \"tháng\" mm"));
        let (hours, minutes) = (r#"<number:hours number:style="long"/>"#, r#"<number:minutes number:style="long"/>"#);
        let seconds = r#"<number:seconds number:style="long" number:decimal-places="1"/>"#;
        let colon = text(":");
        assert_eq!(of("time", &[hours, &colon, minutes].concat()).as_deref(), Some("hh:mm"));
        assert_eq!(of("time", &[minutes, &colon, seconds].concat()).as_deref(), Some("mm:ss.0"));
        // Beside hours a month would be shown as minutes, and alone minutes as a month.
        assert_eq!(of("date", &[hours, &colon, month].concat()), None);
        assert_eq!(of("time", minutes), None);
        let textual = r#"<number:month number:style="long" number:textual="true"/>"#;
        let vietnamese =
            format!(r#"<number:date-style style:name="N1" number:language="vi">{textual}</number:date-style>"#);
        assert_eq!(code(&vietnamese).as_deref(), Some("[$-42A]mmmm"));
        let long = format!(
            r#"<number:time-style style:name="N1" number:truncate-on-overflow="false">{hours}{colon}{minutes}</number:time-style>"#
        );
        assert_eq!(code(&long).as_deref(), Some("[hh]:mm"));
        assert_eq!(of("date", "<number:quarter/>"), None);
        assert_eq!(of("date", r#"<number:year number:calendar="buddhist"/>"#), None);
    }

    #[test]
    fn conditions_are_sections() {
        let digits =
            r#"<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>"#;
        let style = |name: &str, inner: &str| {
            format!(r#"<number:number-style style:name="{name}">{inner}</number:number-style>"#)
        };
        let red = r##"<style:text-properties fo:color="#ff0000"/><number:text>-</number:text>"##;
        let map = |condition: &str, name: &str| {
            format!(r#"<style:map style:condition="{condition}" style:apply-style-name="{name}"/>"#)
        };
        let plain = style("P0", digits);
        let zero = style("P1", "<number:text>–</number:text>");
        let negative = [red, digits].concat();
        let two = [plain.clone(), style("N1", &[&negative, map("value()&gt;=0", "P0").as_str()].concat())].concat();
        assert_eq!(code(&two).as_deref(), Some("#,##0;[Red]-#,##0"));
        let large = [plain.clone(), style("N1", &[digits, &map("value()&gt;=1000", "P0")].concat())].concat();
        assert_eq!(code(&large).as_deref(), Some("[>=1000]#,##0;#,##0"));
        let maps = [map("value()&gt;0", "P0"), map("value()&lt;0", "P0")].concat();
        let three = [plain, zero, style("N1", &["<number:text>–</number:text>", maps.as_str()].concat())].concat();
        assert_eq!(code(&three).as_deref(), Some("#,##0;#,##0;\"–\""));
        assert_eq!(code(&style("N1", &[digits, &map("value()&gt;=0", "none")].concat())), None);
    }
}
