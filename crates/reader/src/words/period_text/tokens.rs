//! The words, numbers and signs of a text that may name a period.
//!
//! Takes text as written; gives its tokens in order. What is from the citation of a document to the end of the line is
//! left out: the numbers and dates of a decision are not the report's.

use crate::values::letters::is_letter;
use crate::values::text;

/// One token, and what it says.
#[derive(Clone, Debug)]
pub(super) struct PeriodToken {
    pub kind: TokenKind,
    /// True where no blank parts it from the token before.
    pub glued: bool,
    /// True on a line that goes on to cite a document.
    pub cited: bool,
    /// True for a word with marks.
    pub marked: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A run of digits: its value, and how many there are.
    Number(u32, usize),
    /// What a word says, and the word without marks.
    Word(Word, String),
    Sign(char),
    /// The end of a line.
    Break,
}

/// What a word says of periods. A word counts with its own marks or with none: Tủa Thàng is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Month,
    Quarter,
    /// "Q" before the number of a quarter, and "QIII" with it.
    Q,
    QRoman(u32),
    /// "T" before the number of a month.
    T,
    /// "S" before the number of a half-year.
    S,
    Half,
    First,
    Last,
    Day,
    /// "năm": the year, and five.
    Year,
    /// "nam": the year in texts without marks, else also the south.
    UnmarkedYear,
    Spelled(u32),
    Roman(u32),
    And,
    Of,
    From,
    To,
    /// "các", "từng": of no one month or quarter.
    Plural,
    /// Words between two periods of one title: "lũy kế", "cộng dồn", "cả".
    Between,
    /// Words before a period: "kỳ báo cáo".
    Label,
    Other,
}

impl Word {
    fn of(word: &str) -> Self {
        match word {
            "tháng" | "thang" | "thg" => Self::Month,
            "quý" | "quí" | "qúy" | "qúi" | "quy" | "qui" => Self::Quarter,
            "q" => Self::Q,
            "qi" => Self::QRoman(1),
            "qii" => Self::QRoman(2),
            "qiii" => Self::QRoman(3),
            "qiv" => Self::QRoman(4),
            "t" => Self::T,
            "s" => Self::S,
            "nửa" | "nua" => Self::Half,
            "đầu" | "dau" => Self::First,
            "cuối" | "cuoi" => Self::Last,
            "ngày" | "ngay" => Self::Day,
            "năm" => Self::Year,
            "nam" => Self::UnmarkedYear,
            "giêng" | "gieng" | "một" | "mot" => Self::Spelled(1),
            "hai" => Self::Spelled(2),
            "ba" => Self::Spelled(3),
            "tư" | "tu" | "bốn" | "bon" => Self::Spelled(4),
            "sáu" | "sau" => Self::Spelled(6),
            "bảy" | "bẩy" | "bay" => Self::Spelled(7),
            "tám" | "tam" => Self::Spelled(8),
            "chín" | "chin" => Self::Spelled(9),
            "mười" | "muoi" => Self::Spelled(10),
            "chạp" | "chap" => Self::Spelled(12),
            "i" => Self::Roman(1),
            "ii" => Self::Roman(2),
            "iii" => Self::Roman(3),
            "iv" => Self::Roman(4),
            "và" | "va" | "cùng" | "cung" => Self::And,
            "của" | "cua" | "trong" | "thuộc" | "thuoc" => Self::Of,
            "từ" => Self::From,
            "đến" | "den" | "tới" | "toi" => Self::To,
            "các" | "cac" | "những" | "nhung" | "từng" | "tung" | "hàng" | "hang" | "hằng" | "theo" | "mỗi" | "moi" => {
                Self::Plural
            }
            "lũy" | "luy" | "kế" | "ke" | "cộng" | "cong" | "dồn" | "don" | "cả" | "ca" | "tính" | "tinh" | "ước"
            | "uoc" | "tức" | "tuc" | "hết" | "het" => Self::Between,
            "kì" | "kỳ" | "ki" | "ky" | "báo" | "bao" | "cáo" | "cao" | "thời" | "thoi" | "gian" => Self::Label,
            _ => Self::Other,
        }
    }
}

impl PeriodToken {
    pub fn word(&self) -> Option<Word> {
        match self.kind {
            TokenKind::Word(word, _) => Some(word),
            _ => None,
        }
    }

    /// The word without marks; empty where it is none.
    pub fn plain(&self) -> &str {
        match &self.kind {
            TokenKind::Word(_, plain) => plain,
            _ => "",
        }
    }

    /// "năm", also where nobody marked it.
    pub fn is_year_word(&self) -> bool {
        matches!(self.word(), Some(Word::Year | Word::UnmarkedYear))
    }

    /// The value of a Roman number, up to four.
    pub fn roman(&self) -> Option<u32> {
        match self.word() {
            Some(Word::Roman(number)) => Some(number),
            _ => None,
        }
    }

    /// The value of a number of one or two digits.
    pub fn small(&self) -> Option<u32> {
        match self.kind {
            TokenKind::Number(value, 1 | 2) => Some(value),
            _ => None,
        }
    }

    /// A number of four digits that may be a year.
    pub fn year(&self) -> Option<i32> {
        match self.kind {
            TokenKind::Number(value, 4) if (1900..=2200).contains(&value) => i32::try_from(value).ok(),
            _ => None,
        }
    }

    /// One of these signs; `\n` is the end of a line.
    pub fn is_sign(&self, signs: &str) -> bool {
        match self.kind {
            TokenKind::Sign(sign) => signs.contains(sign),
            TokenKind::Break => signs.contains('\n'),
            _ => false,
        }
    }
}

/// The tokens of a text, line by line.
pub(super) fn tokens(text: &str) -> Vec<PeriodToken> {
    let mut tokens = Vec::new();
    for line in text.lines() {
        if !tokens.is_empty() {
            tokens.push(PeriodToken { kind: TokenKind::Break, glued: false, cited: false, marked: false });
        }
        tokens.extend(of_line(line));
    }
    without_kind_of_year(&mut tokens);
    tokens
}

/// "Năm tài chính 2021" and "năm ngân sách 2021" are the year 2021: what kind of year it is falls away.
fn without_kind_of_year(tokens: &mut Vec<PeriodToken>) {
    const KINDS: [[&str; 2]; 3] = [["tai", "chinh"], ["ngan", "sach"], ["bao", "cao"]];
    let is_year = |tokens: &[PeriodToken]| match tokens {
        [year, first, second, number] => {
            let kind = KINDS.contains(&[first.plain(), second.plain()]);
            year.is_year_word() && kind && matches!(number.kind, TokenKind::Number(_, 4))
        }
        _ => false,
    };
    while let Some(place) = tokens.windows(4).position(is_year) {
        tokens.drain(place + 1..place + 3);
    }
}

/// True where no letter has a mark.
pub(super) fn is_unmarked(tokens: &[PeriodToken]) -> bool {
    !tokens.iter().any(|token| token.marked)
}

fn of_line(line: &str) -> Vec<PeriodToken> {
    // A parenthesis at the end, "(2024)", is no footnote here: closing signs part words and do nothing else.
    let opened: String = line.chars().map(part).collect();
    let filled = if opened.contains("..") || opened.contains('…') { without_leaders(&opened) } else { opened };
    let name = text::name(&numerals(&filled));
    let mut tokens = Vec::new();
    let mut rest = name.as_str();
    let mut glued = false;
    while let Some(first) = rest.chars().next() {
        let alike = |sign: char| match first {
            first if first.is_ascii_digit() => sign.is_ascii_digit(),
            first if is_letter(first) => is_letter(sign),
            _ => false,
        };
        let end = rest.find(|sign| !alike(sign)).unwrap_or(rest.len()).max(first.len_utf8());
        let (run, after) = rest.split_at(end);
        rest = after;
        if first.is_whitespace() {
            glued = false;
            continue;
        }
        let kind = if first.is_ascii_digit() {
            TokenKind::Number(run.parse().unwrap_or(u32::MAX), run.len())
        } else if is_letter(first) {
            TokenKind::Word(Word::of(run), text::without_marks(run))
        } else {
            TokenKind::Sign(first)
        };
        tokens.push(PeriodToken {
            kind,
            glued: std::mem::replace(&mut glued, true),
            cited: false,
            marked: !run.is_ascii() && is_letter(first),
        });
    }
    if let Some(cited) = citation(&tokens) {
        tokens.truncate(cited);
        tokens.iter_mut().for_each(|token| token.cited = true);
    }
    tokens
}

/// A text without the dots of a printed form around what was filled in: "Quý ...II... năm ...2024...". Between two numbers they are a range, and between words
/// nothing is filled in.
fn without_leaders(text: &str) -> String {
    let is_dot = |sign: char| matches!(sign, '.' | '…');
    let is_value = |run: &str| {
        let numeral = run.to_ascii_lowercase();
        !run.is_empty() && run.bytes().all(|sign| sign.is_ascii_digit())
            || matches!(numeral.as_str(), "i" | "ii" | "iii" | "iv" | "ⅰ" | "ⅱ" | "ⅲ" | "ⅳ" | "Ⅰ" | "Ⅱ" | "Ⅲ" | "Ⅳ")
    };
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_dot) {
        let (before, from) = rest.split_at(start);
        let (dots, after) = from.split_at(from.find(|sign| !is_dot(sign)).unwrap_or(from.len()));
        kept.push_str(before);
        let left = kept.trim_end().rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        let right = after.trim_start();
        let right = right.get(..right.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(right.len()));
        let (before, after_dots) = (is_value(left), is_value(right.unwrap_or_default()));
        let are_leaders = (dots.chars().count() > 1 || dots == "…") && before != after_dots;
        kept.push_str(if are_leaders { " " } else { dots });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn part(sign: char) -> char {
    match sign {
        '_' | ')' | ']' | '}' => ' ',
        '[' | '{' => '(',
        '：' => ':',
        sign => sign,
    }
}

/// The signs Ⅰ to Ⅳ as letters.
fn numerals(text: &str) -> String {
    const NUMERALS: [(char, &str); 8] =
        [('Ⅰ', "I"), ('Ⅱ', "II"), ('Ⅲ', "III"), ('Ⅳ', "IV"), ('ⅰ', "i"), ('ⅱ', "ii"), ('ⅲ', "iii"), ('ⅳ', "iv")];
    let mut letters = String::with_capacity(text.len());
    for sign in text.chars() {
        match NUMERALS.iter().find(|(numeral, _)| *numeral == sign) {
            Some((_, spelled)) => letters.push_str(spelled),
            None => letters.push(sign),
        }
    }
    letters
}

/// The token with which the citation of a document begins.
fn citation(tokens: &[PeriodToken]) -> Option<usize> {
    let mut folded = String::new();
    let mut starts = Vec::with_capacity(tokens.len());
    for token in tokens {
        if !token.glued {
            folded.push(' ');
        }
        starts.push(folded.len());
        match &token.kind {
            TokenKind::Number(value, _) => folded.push_str(&value.to_string()),
            TokenKind::Word(_, plain) => folded.push_str(plain),
            TokenKind::Sign(sign) => folded.push(*sign),
            TokenKind::Break => folded.push(' '),
        }
    }
    let start = document(&folded)?;
    starts.iter().position(|token| *token >= start)
}

/// Where in a text without marks the citation of a document begins: its kind or its number, "12/qd-ubnd".
pub(super) fn document(folded: &str) -> Option<usize> {
    const WORDS: [&str; 7] =
        ["quyet dinh", "nghi quyet", "nghi dinh", "thong tu", "cong van", "ban hanh", "ke hoach so"];
    let mut is_within = false;
    for (place, byte) in folded.bytes().enumerate() {
        let begins = !std::mem::replace(&mut is_within, byte.is_ascii_alphanumeric() || byte == b'_');
        // A look at a letter costs less than to compare words.
        let may_cite = matches!(byte, b'q' | b'n' | b't' | b'c' | b'b' | b'k') || byte.is_ascii_digit();
        let cites = |rest: &str| WORDS.iter().any(|words| rest.starts_with(words)) || begins_with_a_number(rest);
        if begins && may_cite && folded.get(place..).is_some_and(cites) {
            return Some(place);
        }
    }
    None
}

/// True for a text that begins with the number of a document: digits, and its kind behind a stroke.
fn begins_with_a_number(text: &str) -> bool {
    let kind = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let kind = kind.strip_prefix('/').unwrap_or_default();
    let end = kind.find(|sign: char| !matches!(sign, 'a'..='z' | '0'..='9')).unwrap_or(kind.len());
    let office = kind.get(end..).and_then(|rest| rest.strip_prefix('-'));
    end > 0 && office.is_some_and(|office| office.starts_with(|sign: char| sign.is_ascii_lowercase()))
}
