//! A whole number as the text that a section of a format shows: `"A"00` shows 1 as A01.
//!
//! Takes the signs and digits of the section, in their order; gives the text where it is known letter by letter. Decimals, powers, fractions and
//! filled cells depend on the program, its language and the width of the column: they give none.

/// Digits of a whole number that doubles hold exactly.
const MOST: f64 = 1e15;

/// The sign of blanks whose number depends on the width of the column.
const FILL: char = '\t';

/// One sign of a section.
#[derive(Clone, Copy, Debug, PartialEq)]
enum TemplatePiece {
    Sign(char),
    /// The place of a digit: `0` shows a zero where there is none, `?` a blank, `#` nothing.
    Digit(char),
    /// All digits of the number.
    General,
}

/// What a section shows, sign by sign.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Template {
    pieces: Vec<TemplatePiece>,
    /// True where thousands are grouped, by a sign of the language.
    has_groups: bool,
    /// True where what is shown is not known letter by letter.
    is_unknown: bool,
}

impl Template {
    pub fn sign(&mut self, sign: char) {
        self.pieces.push(TemplatePiece::Sign(sign));
    }

    pub fn digit(&mut self, digit: char) {
        self.pieces.push(TemplatePiece::Digit(digit));
    }

    pub fn general(&mut self) {
        self.pieces.push(TemplatePiece::General);
    }

    pub const fn group(&mut self) {
        self.has_groups = true;
    }

    /// Blanks, or another sign, fill the rest of the cell.
    pub fn fill(&mut self, sign: Option<char>) {
        match sign {
            Some(' ') => self.sign(FILL),
            _ => self.forget(),
        }
    }

    pub const fn forget(&mut self) {
        self.is_unknown = true;
    }

    /// True where it shows more than digits: `is_negative` for a section of negative numbers, whose minus is theirs.
    pub fn shows_more(&self, is_negative: bool) -> bool {
        let is_digit = |piece: &&TemplatePiece| !matches!(piece, TemplatePiece::Sign(_));
        let mut has_minus = false;
        let is_sign = |piece: &TemplatePiece| match piece {
            TemplatePiece::Sign('-') if is_negative && !std::mem::replace(&mut has_minus, true) => false,
            TemplatePiece::Sign(sign) => !sign.is_whitespace(),
            _ => false,
        };
        if self.pieces.iter().any(is_sign) || !self.pieces.iter().any(|piece| is_digit(&piece)) {
            return true;
        }
        // Blanks between digits.
        let first = self.pieces.iter().position(|piece| is_digit(&piece)).unwrap_or_default();
        let last = self.pieces.iter().rposition(|piece| is_digit(&piece)).unwrap_or_default();
        self.pieces.get(first..last).unwrap_or_default().iter().any(|piece| !is_digit(&piece))
    }

    /// The text of a number without its sign.
    pub fn text(&self, number: f64) -> Option<String> {
        let has_digits = self.pieces.iter().any(|piece| !matches!(piece, TemplatePiece::Sign(_)));
        let number = number.abs();
        if self.is_unknown || has_digits && (number.fract() != 0.0 || number >= MOST) {
            return None;
        }
        // How thousands are grouped is not known; a number below them has none, unless zeros fill its places.
        let zeros = self.pieces.iter().filter(|piece| **piece == TemplatePiece::Digit('0')).count();
        if self.has_groups && (number >= 1000.0 || zeros > 3) {
            return None;
        }
        let digits = if number == 0.0 { String::new() } else { number.to_string() };
        let mut digits = digits.chars();
        let mut left = digits.as_str().len();
        let mut places = self.pieces.iter().filter(|piece| matches!(piece, TemplatePiece::Digit(_))).count();
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                TemplatePiece::Sign(sign) => text.push(*sign),
                TemplatePiece::General if number == 0.0 => text.push('0'),
                TemplatePiece::General => text.extend(digits.by_ref()),
                TemplatePiece::Digit(place) if left < places => {
                    text.extend(match place {
                        '0' => Some('0'),
                        '?' => Some(' '),
                        _ => None,
                    });
                    places -= 1;
                }
                // Digits beyond the places are shown at the first of them.
                TemplatePiece::Digit(_) => {
                    text.extend(digits.by_ref().take(left - places + 1));
                    (left, places) = (places - 1, places - 1);
                }
            }
        }
        let text = text.trim();
        (!text.contains(FILL)).then(|| text.to_owned())
    }
}
