//! One cell of an OpenDocument spreadsheet.
//!
//! Takes the element of a cell and what is in it; gives what the cell says. The value is in an attribute that its type names,
//! else in the paragraphs; a remark (`annotation`), a drawing, a note or how a word is pronounced is none. Blanks of a paragraph are one, as the format says
//! (ODF 1.3 part 3, 6.1.2), and those that count are elements of their own.

use std::sync::Arc;

use chrono::NaiveDate;
use quick_xml::events::{BytesStart, Event};

use crate::formats::formula_results::uncomputed;
use crate::formats::open_document::number;
use crate::formats::open_document::shown::{hides_the_day, hides_the_year, moment, shown, shows_clock, shows_day};
use crate::formats::open_document::styles::OdsStyles;
use crate::formats::raised_marks::{LookedRun, RunLook, unmarked};
use crate::formats::shown_day::shows_another_day;
use crate::formats::shown_number::{Shown, make_another};
use crate::formats::workbook::iso_cell;
use crate::formats::xlsx::xml::{Broken, attribute, text_of};
use crate::sheet::error_words::is_numbered;
use crate::sheet::grid::Cell;
use crate::sheet::shown::{ShownWords, Shows, is_word};
use crate::sheet::unread::{UnreadReason, known_again};
use crate::values::currency::is_foreign_currency_sign;

/// Bytes of the text of a cell.
const LONGEST_TEXT: usize = 1 << 20;
/// Blanks that one element stands for.
const MOST_BLANKS: u32 = 1 << 15;

/// A cell that is being read.
#[derive(Default)]
pub(super) struct OdsCellReading {
    /// How often it is side by side.
    pub repeats: u32,
    pub formula: Option<String>,
    /// The name of its style.
    pub style: Option<String>,
    /// Rows and columns that it spans.
    pub size: (u32, u32),
    /// Rows and columns that its formula fills; `(0, 0)` where it fills none but its own.
    pub matrix: (u32, u32),
    kind: Option<String>,
    is_error: bool,
    /// The code of its money.
    currency: Option<String>,
    /// The value in its attribute.
    value: Option<String>,
    text: String,
    /// Where parts of the text begin that are being read, of those that are raised, lowered or struck out.
    spans: Vec<Option<(usize, RunLook)>>,
    /// Where each of these begins and ends.
    looked: Vec<LookedRun>,
    /// Paragraphs that have begun, and those that are being read.
    paragraphs: usize,
    in_paragraph: usize,
    /// True where another blank would say nothing.
    after_blank: bool,
    /// True where the last sign is such a blank, which says nothing at the end of a paragraph.
    ends_in_blank: bool,
    /// Elements that began within one that is beside the value, that one too: a remark, a drawing.
    beside: usize,
}

impl OdsCellReading {
    /// A cell begins; `most_repeats` is the room right of it.
    pub fn begin(tag: &BytesStart<'_>, most_repeats: u32) -> Result<Self, Broken> {
        let mut cell = Self {
            repeats: number(tag, "number-columns-repeated")?.min(most_repeats),
            size: (number(tag, "number-rows-spanned")?, number(tag, "number-columns-spanned")?),
            formula: attribute(tag, "formula")?,
            style: attribute(tag, "style-name")?,
            ..Self::default()
        };
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute?;
            let value = || attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            match (attribute.key.local_name().as_ref(), attribute.key.prefix()) {
                ("number-matrix-rows-spanned", _) => cell.matrix.0 = count(&value()?),
                ("number-matrix-columns-spanned", _) => cell.matrix.1 = count(&value()?),
                // LibreOffice says here what OpenDocument has no word for.
                ("value-type", Some(prefix)) if prefix.as_ref() == "calcext" => cell.is_error = value()? == "error",
                ("currency", _) => cell.currency = Some(value()?.into_owned()),
                ("value-type", _) => cell.kind = Some(value()?.into_owned()),
                ("value" | "date-value" | "time-value" | "boolean-value" | "string-value", _) => {
                    cell.value = Some(value()?.into_owned());
                }
                _ => {}
            }
        }
        if cell.matrix != (0, 0) {
            cell.matrix = (cell.matrix.0.max(1), cell.matrix.1.max(1));
        }
        Ok(cell)
    }

    /// Its formula as spreadsheets show it.
    pub fn shown_formula(&self) -> Option<String> {
        self.formula.as_deref().map(as_shown)
    }

    /// True where it holds a text of nothing and no formula: perhaps what the formula of another cell gave.
    pub fn is_empty_text(&self) -> bool {
        self.formula.is_none() && self.has_value() && matches!(self.kind.as_deref(), Some("string") | None)
    }

    /// What is in the cell.
    pub fn take(&mut self, event: &Event<'_>, styles: &OdsStyles) -> Result<(), Broken> {
        match event {
            Event::Start(tag) if self.beside > 0 || is_beside(tag) => self.beside += 1,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" | "h" => {
                    self.paragraphs += 1;
                    self.in_paragraph += 1;
                    if self.paragraphs > 1 {
                        self.text.push('\n');
                    }
                    (self.after_blank, self.ends_in_blank) = (true, false);
                }
                "s" => {
                    for _ in 0..number(tag, "c")?.min(MOST_BLANKS) {
                        self.put(' ');
                    }
                }
                "span" => {
                    let style = attribute(tag, "style-name")?;
                    let look = style.map_or(RunLook::Plain, |style| styles.look_of_spans(&style));
                    self.spans.push((look != RunLook::Plain).then_some((self.text.len(), look)));
                }
                "tab" => self.put('\t'),
                "line-break" => self.put('\n'),
                _ => {}
            },
            Event::End(_) if self.beside > 0 => self.beside -= 1,
            Event::End(tag) => match tag.local_name().as_ref() {
                "span" => {
                    let start = self.spans.pop().flatten();
                    self.looked.extend(start.map(|(start, look)| (start, self.text.len(), look)));
                }
                "p" | "h" => {
                    self.in_paragraph = self.in_paragraph.saturating_sub(1);
                    if self.ends_in_blank {
                        self.text.pop();
                        self.ends_in_blank = false;
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
        if self.text.len() > LONGEST_TEXT { Err(Broken) } else { Ok(()) }
    }

    fn put(&mut self, sign: char) {
        self.text.push(sign);
        (self.after_blank, self.ends_in_blank) = (false, false);
    }

    fn say(&mut self, text: &str) {
        if self.in_paragraph == 0 || self.beside > 0 {
            return;
        }
        for sign in text.chars() {
            if !matches!(sign, ' ' | '\t' | '\n' | '\r') {
                self.put(sign);
            } else if !self.after_blank {
                self.text.push(' ');
                (self.after_blank, self.ends_in_blank) = (true, true);
            }
        }
    }

    /// True where the cell holds a value, be it an empty text; programs that compute write that one too.
    fn has_value(&self) -> bool {
        self.value.is_some() || self.paragraphs > 0
    }

    /// What the cell says, and how it shows it; `thousands` are those by which its style may divide a number.
    pub fn says(&self, thousands: &[u8], first_day: NaiveDate) -> (Cell, Shown) {
        let kind = self.kind.as_deref();
        if let Some(number) = self.plain_number() {
            if shows_day(number, &self.text, first_day)
                && let Some(moment) = moment(number, first_day)
            {
                return (moment, Shown::default());
            }
            if shows_clock(number, &self.text) {
                return (Cell::Number(number), Shown::default());
            }
            let shown = shown(number, &self.text, thousands, false);
            return (shown.cell(number), shown);
        }
        if let Some(number) = self.number().filter(|number| number.is_finite() && !self.shows_an_error())
            && kind == Some("percentage")
        {
            let shown = shown(number, &self.text, thousands, true);
            return (shown.cell(number), shown);
        }
        let said = self.says_as_stored();
        let day = match &said {
            Cell::Date(day) => Some(*day),
            Cell::DateTime(at) => Some(at.date()),
            _ => None,
        };
        // The text of the cell is what its format shows, which may have numbers of its own.
        let is_another = day.is_some_and(|day| self.paragraphs == 1 && shows_another_day(&self.text, day));
        let said = if is_another { Cell::Unread(UnreadReason::DayFormat, said.display().into_owned()) } else { said };
        (said, Shown::default())
    }

    /// The number of a cell whose type does not say how it is shown: its style does, or the text beside it.
    pub fn plain_number(&self) -> Option<f64> {
        let is_plain = matches!(self.kind.as_deref(), Some("float" | "currency")) && !self.shows_an_error();
        self.number().filter(|number| is_plain && number.is_finite())
    }

    /// The text beside the value; `None` where there is none, or no room for it.
    pub fn shown_text(&self) -> Option<&str> {
        let text = self.text.trim();
        (self.paragraphs > 0 && !is_too_wide(text)).then_some(text)
    }

    /// What a formula gave, where it is zero or an empty text: what programs put in the place of results.
    pub fn stand_in(&self) -> Option<(String, Option<f64>)> {
        let formula = self.formula.as_deref().filter(|_| self.has_value() && !self.shows_an_error())?;
        let stated = match self.kind.as_deref() {
            Some("float" | "currency" | "percentage") => Some(self.number().filter(|number| *number == 0.0)?),
            Some("string") | None if self.value.as_deref().unwrap_or(&self.text).is_empty() => None,
            _ => return None,
        };
        Some((as_shown(formula), stated))
    }

    /// The number that is stored.
    pub fn number(&self) -> Option<f64> {
        self.value.as_deref().and_then(|value| value.trim().parse::<f64>().ok())
    }

    /// What is shown with a number; `None` where that is the number alone.
    pub fn shows(&self, number: f64, style: Option<&str>, styles: &OdsStyles) -> Option<Shows> {
        let kind = self.kind.as_deref();
        // A zero that is shown as a word, as a percentage is, too.
        let is_in_words = number == 0.0 && !self.text.contains(|sign: char| sign.is_ascii_digit());
        let is_percent_in_words = kind == Some("percentage") && is_in_words;
        if !matches!(kind, Some("float" | "currency")) && !is_percent_in_words {
            return None;
        }
        // Beside a text the sign of đồng is in it.
        let is_said = |code: &str| code != "VND" || self.paragraphs == 0;
        let currency = self.currency.as_deref().filter(|code| kind == Some("currency") && is_said(code));
        let (before, after) = around_digits(&self.text).unwrap_or_default();
        // A sign of money says enough, and so does the code of the currency in the text.
        let is_unsaid = |code: &&str| !self.text.contains(is_foreign_currency_sign) && !self.text.contains(*code);
        let words = match currency.filter(is_unsaid) {
            None => ShownWords::new(before, after),
            Some(code) => ShownWords::new(before, &format!("{after} {code}")),
        };
        let is_replaced = number != 0.0 && self.replaces(number, style, styles);
        let is_hidden = || style.is_some_and(|style| styles.hides_numbers(style));
        let is_known = is_replaced
            || shows_signs(&self.text)
            || is_in_words && !self.text.trim().is_empty()
            || self.text.trim().is_empty() && number == 0.0 && is_hidden();
        if words.is_none() && !is_known {
            return None;
        }
        let text = Some(self.text.trim()).filter(|text| self.paragraphs == 1 && !is_too_wide(text)).map(Arc::from);
        Some(Shows { words: words.map(Arc::new), text, is_replaced, ..Shows::default() })
    }

    /// What is shown of a time, which is stored in another way.
    pub fn shows_time(&self) -> Option<Shows> {
        let text = Some(self.text.trim()).filter(|text| !text.is_empty() && !is_too_wide(text)).map(Arc::from);
        let is_stated = self.kind.as_deref() == Some("time") && self.value.is_some();
        let is_time = is_stated || self.plain_number().is_some_and(|number| shows_clock(number, &self.text));
        is_time.then(|| Shows { text, is_clock: true, ..Shows::default() })
    }

    /// That a day is shown without its year or its time, or as its month alone, where it is.
    pub fn shows_day(&self, said: &Cell) -> Option<Shows> {
        let day = match said {
            Cell::Date(day) => *day,
            Cell::DateTime(instant) => instant.date(),
            _ => return None,
        };
        let hides_year = self.paragraphs == 1 && hides_the_year(&self.text, day);
        let hides_day = self.paragraphs == 1 && !hides_year && hides_the_day(&self.text, day);
        let hides_time = matches!(said, Cell::DateTime(_)) && self.paragraphs == 1 && !shows_a_time(&self.text);
        let is_news = hides_year || hides_day || hides_time;
        is_news.then(|| Shows { hides_year, hides_day, hides_time, ..Shows::default() })
    }

    /// True where a number other than zero is shown as nothing, as a word, or without its sign.
    fn replaces(&self, number: f64, style: Option<&str>, styles: &OdsStyles) -> bool {
        let text = self.text.trim();
        let Some((before, after)) = around_digits(text) else {
            let is_blank = text.is_empty() && self.paragraphs > 0;
            let is_other = !text.is_empty() && !is_too_wide(text);
            return is_other || is_blank && style.is_some_and(|style| styles.hides_numbers(style));
        };
        if number > 0.0 && make_another(before, after) {
            return true;
        }
        let has_sign = || text.contains(['-', '−', '–', '(']) || is_word(before);
        let is_zero = || !text.contains(|sign: char| sign.is_ascii_digit() && sign != '0');
        number < 0.0 && !has_sign() && !is_zero() && !style.is_some_and(|style| styles.colours_numbers(style))
    }

    /// True for what LibreOffice shows where a formula failed.
    fn shows_an_error(&self) -> bool {
        self.is_error || self.formula.is_some() && is_error(&self.text)
    }

    /// What a cell says that shows no number.
    fn says_as_stored(&self) -> Cell {
        if let Some(formula) = self.formula.as_deref().filter(|_| !self.has_value()) {
            return uncomputed(&as_shown(formula));
        }
        let text = unmarked(&self.text, &self.looked);
        let text = text.as_ref();
        if self.shows_an_error() {
            return Cell::Error(text.trim().to_owned());
        }
        let unread = |written: &str| Cell::Unread(UnreadReason::Value, known_again(written));
        let value = self.value.as_deref();
        match (self.kind.as_deref(), value) {
            (Some("float" | "percentage" | "currency"), Some(value)) => match value.trim().parse::<f64>() {
                Ok(_) => Cell::Error("#NUM!".to_owned()),
                Err(_) => unread(value),
            },
            (Some("boolean"), Some(value)) => match value.trim() {
                "true" | "TRUE" => Cell::Boolean(true),
                "false" | "FALSE" => Cell::Boolean(false),
                other => unread(other),
            },
            (Some("date" | "time"), Some(value)) => iso_cell(value),
            (Some("float" | "percentage" | "currency" | "boolean" | "date" | "time"), None)
                if text.trim().is_empty() =>
            {
                Cell::Empty
            }
            // What is shown is there, and the value that it should show is not.
            (Some("float" | "percentage" | "currency" | "boolean" | "date" | "time"), None) => unread(text),
            (Some("string"), Some(value)) if value == self.text => Cell::from(text),
            (Some("string"), Some(value)) => Cell::from(value),
            (Some("string") | None, None) => Cell::from(text),
            // A value without a type: the number that it is, else a text.
            (None, Some(value)) => value.trim().parse().map_or_else(|_| Cell::from(value), Cell::Number),
            (Some(_), value) => {
                let written = value.unwrap_or(text);
                if written.trim().is_empty() {
                    Cell::Empty
                } else {
                    Cell::Unread(UnreadReason::Kind, known_again(written))
                }
            }
        }
    }
}

/// A number of rows or columns; 1 where it is none.
fn count(text: &str) -> u32 {
    text.trim().parse().unwrap_or(1)
}

/// A formula of OpenFormula as spreadsheets show it: `=SUM(D2:D6)` for `of:=SUM([.D2:.D6])` (OpenFormula 5.8). The brackets of another sheet
/// stay.
fn as_shown(formula: &str) -> String {
    let (prefix, rest) = match formula.split_once('=') {
        Some((prefix, rest)) => (prefix.trim().trim_end_matches(':'), rest),
        None => return formula.to_owned(),
    };
    // A formula without a prefix is of ODF 1.0 and 1.1, or what a program writes as spreadsheets show it.
    let is_open = match prefix {
        "of" | "oooc" => true,
        "" => rest.contains("[."),
        "msoxl" => false,
        _ => return formula.to_owned(),
    };
    if !is_open {
        return format!("={rest}");
    }
    let cells = rest.replace("[.", "").replace(":.", ":").replace(']', "");
    format!("={}", cells.replace(';', ","))
}

/// True for a text that shows more than a number with its points and sign: words, blanks in a code, parentheses.
fn shows_signs(text: &str) -> bool {
    let text = text.trim();
    let is_of_number = |sign: char| {
        sign.is_ascii_digit() || sign.is_whitespace() || matches!(sign, '.' | ',' | '-' | '−' | '\'' | '’')
    };
    let has_digits = text.contains(|sign: char| sign.is_ascii_digit());
    let is_code = text.starts_with('0') && text.contains(char::is_whitespace);
    !text.is_empty() && (!text.chars().all(is_of_number) || !has_digits || is_code)
}

/// True for what is shown in the place of a number that its column has no room for.
fn is_too_wide(text: &str) -> bool {
    text.starts_with('#') && text.chars().all(|sign| sign == '#')
}

/// What is before the first digit of a text, and what is behind the last.
fn around_digits(text: &str) -> Option<(&str, &str)> {
    let is_digit = |sign: char| sign.is_ascii_digit();
    let (first, last) = (text.find(is_digit)?, text.rfind(is_digit)?);
    Some((text.get(..first)?, text.get(last.checked_add(1)?..)?))
}

/// True for what LibreOffice shows where a formula failed, in older files beside a zero.
fn is_error(text: &str) -> bool {
    let text = text.trim();
    is_numbered(text) || text.len() > 1 && text.starts_with('#') && text.ends_with(['!', '?', 'A'])
}
/// True for what may be in a cell beside its value, with paragraphs of its own.
fn is_beside(tag: &BytesStart<'_>) -> bool {
    let name = tag.name();
    matches!(name.local_name().as_ref(), "annotation" | "note" | "ruby-text")
        || name.prefix().is_some_and(|prefix| matches!(prefix.as_ref(), "draw" | "dr3d"))
}

/// True where a text shows hours: "08:30", "8 giờ", "8h30".
fn shows_a_time(text: &str) -> bool {
    let mut before = ' ';
    let is_of_hours = |sign: char| {
        let own = sign == ':' || matches!(sign, 'h' | 'g' | 'H') && before.is_ascii_digit();
        if sign != ' ' {
            before = sign;
        }
        own
    };
    text.chars().any(is_of_hours)
}
