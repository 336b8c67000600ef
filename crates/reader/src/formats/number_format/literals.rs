//! Digits that a number format holds itself, beside those of the number: `0"00"` shows 54 as 5400.
//!
//! Takes the signs that a section shows, in their order; gives whether a person would read digits of both as one number. Blanks, points and
//! commas between them change nothing; any other sign parts them, as in `0" m2"` and `"Quý "0"/2024"`.

/// What the last digit shown was of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Digit {
    Number,
    Format,
}

/// What a section shows, as far as it was walked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Literals {
    last: Option<Digit>,
    beside: bool,
    has_number: bool,
    /// Digits other than zero, which stands for a zero.
    has_digits: bool,
    is_fraction: bool,
}

impl Literals {
    /// A digit of the number is here.
    pub fn place(&mut self) {
        self.has_number = true;
        self.digit(Digit::Number);
    }

    /// A sign is shown as it is.
    pub fn show(&mut self, sign: char) {
        match sign {
            '0'..='9' => {
                self.has_digits |= sign != '0';
                self.digit(Digit::Format);
            }
            '.' | ',' | '\'' => {}
            sign if sign.is_whitespace() => {}
            _ => self.last = None,
        }
    }

    /// A numerator ends here.
    pub const fn fraction(&mut self) {
        (self.last, self.is_fraction) = (None, true);
    }

    pub const fn is_fraction(self) -> bool {
        self.is_fraction
    }

    /// True where a digit of the number was before.
    pub const fn has_number(self) -> bool {
        self.has_number
    }

    pub const fn are_beside_the_number(self) -> bool {
        self.beside
    }

    /// True where digits are shown in the place of the number.
    pub const fn are_alone(self) -> bool {
        self.has_digits && !self.has_number
    }

    fn digit(&mut self, digit: Digit) {
        self.beside |= self.last.is_some_and(|last| last != digit);
        self.last = Some(digit);
    }
}
