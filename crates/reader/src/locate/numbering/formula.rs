//! The arithmetic of a numbering row: `1+2`, `(3)/(2)x100`, `4:3%`, `1+2+...+8`.
//!
//! Takes what is to the right of a `=` and the numbers that the row gives to columns; gives an [`Expression`] over
//! those numbers, or `None` for what cannot be understood: a formula is never guessed at.
//!
//! A number is the column of that number. It is a constant where no column has it and it cannot be meant as one: with a
//! decimal sign, with a percent sign, or a power of ten as a factor; from 100 up such a factor is a constant even in a
//! form of a hundred columns. A percent sign at the end of a quotient multiplies it by 100 (`3/2%`), after 100 it says
//! nothing (`3/2*100%`), after another constant it divides by 100.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// Signs of a formula; longer ones are no arithmetic of a form.
const MOST_SIGNS: usize = 300;
/// Tokens after `1+...+8` is written out.
const MOST_TOKENS: usize = 1200;
/// Parentheses within parentheses.
const MOST_DEPTH: usize = 16;
/// Digits of a constant.
const MOST_DIGITS: usize = 12;

/// Arithmetic over the numbers of columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// The column of this number in the numbering row.
    Column(u32),
    /// `units` ÷ 10^`scale`.
    Constant {
        units: i64,
        scale: u32,
    },
    Negative(Box<Expression>),
    Binary(Operation, Box<Expression>, Box<Expression>),
}

/// What joins two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Expression {
    /// Calls with every expression that this one is made of, itself first.
    fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        see(self);
        match self {
            Self::Column(_) | Self::Constant { .. } => {}
            Self::Negative(inner) => inner.walk(see),
            Self::Binary(_, left, right) => {
                left.walk(see);
                right.walk(see);
            }
        }
    }

    /// The numbers of the columns that it names.
    pub fn columns(&self) -> BTreeSet<u32> {
        let mut columns = BTreeSet::new();
        self.walk(&mut |expression| {
            if let Self::Column(number) = expression {
                columns.insert(*number);
            }
        });
        columns
    }

    /// True where a constant of 100 makes percents of a quotient.
    pub fn names_hundred(&self) -> bool {
        let mut found = false;
        self.walk(&mut |expression| found |= *expression == HUNDRED);
        found
    }

    /// True for sums of columns times constants: no column is multiplied or divided by another.
    pub fn is_linear(&self) -> bool {
        let mut linear = true;
        self.walk(&mut |expression| {
            linear &= match expression {
                Self::Binary(Operation::Multiply, left, right) => {
                    left.columns().is_empty() || right.columns().is_empty()
                }
                Self::Binary(Operation::Divide, _, right) => right.columns().is_empty(),
                _ => true,
            }
        });
        linear
    }
}

const HUNDRED: Expression = Expression::Constant { units: 100, scale: 0 };

/// Signs that are written in many ways, in one: spaces of any width, full-width signs, dashes, crosses.
pub fn normalized(text: &str) -> String {
    let one = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        sign if sign.is_whitespace() => ' ',
        '−' | '–' | '—' | '‐' | '‑' => '-',
        sign => sign,
    };
    if text.is_ascii() {
        return text.chars().map(one).collect();
    }
    let invisible = |sign: &char| !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}');
    text.nfc().filter(invisible).map(one).collect()
}

/// Reads the right side of a formula. `numbers` are those of the columns, `own` that of the column it is in.
pub fn parse(text: &str, own: u32, numbers: &BTreeSet<u32>) -> Option<Expression> {
    if text.chars().count() > MOST_SIGNS {
        return None;
    }
    let mut tokens = written_out(tokens(&normalized(text).to_lowercase().replace("cột", ""))?)?;
    let percent = match tokens.as_slice() {
        [.., FormulaToken::FormulaNumber(number), FormulaToken::Percent] if !number.is_column(numbers) => false,
        [.., FormulaToken::Percent] => tokens.pop().is_some(),
        _ => false,
    };
    let mut parser = Parser { tokens: &tokens, at: 0, numbers, depth: 0 };
    let expression = parser.sum()?;
    let whole = parser.at == tokens.len();
    let columns = expression.columns();
    if !whole || columns.is_empty() || columns.contains(&own) {
        return None;
    }
    if !percent {
        return Some(expression);
    }
    let quotient = matches!(expression, Expression::Binary(Operation::Divide, ..));
    quotient.then(|| Expression::Binary(Operation::Multiply, Box::new(expression), Box::new(HUNDRED)))
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum FormulaToken {
    FormulaNumber(FormulaNumber),
    Sign(Operation),
    Open,
    Close,
    Percent,
    /// `...`: the numbers between its neighbours.
    Until,
}

/// A number as written: digits with at most one decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FormulaNumber {
    units: i64,
    scale: u32,
}

impl FormulaNumber {
    const fn whole(number: u32) -> Self {
        Self { units: number as i64, scale: 0 }
    }

    /// Groups of zeros are thousands (`1.000`); `1,234` may be either and is neither.
    fn read(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() > MOST_DIGITS {
            return None;
        }
        let units = digits.parse().ok()?;
        let (whole, fraction) = match text.split_once(['.', ',']) {
            None => return Some(Self { units, scale: 0 }),
            Some(parts) => parts,
        };
        if whole.is_empty() || fraction.is_empty() {
            return None;
        }
        let mut groups = fraction.split(['.', ',']);
        if whole.len() <= 3 && !whole.starts_with('0') && groups.all(|group| group == "000") {
            return Some(Self { units, scale: 0 });
        }
        let ambiguous = fraction.len() == 3 && !whole.starts_with('0');
        if ambiguous || fraction.contains(['.', ',']) {
            return None;
        }
        Some(Self { units, scale: u32::try_from(fraction.len()).ok()? })
    }

    fn number(self) -> Option<u32> {
        u32::try_from(self.units).ok().filter(|_| self.scale == 0)
    }

    fn is_column(self, numbers: &BTreeSet<u32>) -> bool {
        self.number().is_some_and(|number| numbers.contains(&number))
    }

    fn is_power_of_ten(self) -> bool {
        let mut rest = self.units;
        while rest >= 10 && rest % 10 == 0 {
            rest /= 10;
        }
        self.scale == 0 && self.units >= 10 && rest == 1
    }
}

fn tokens(text: &str) -> Option<Vec<FormulaToken>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let mut length = sign.len_utf8();
        match sign {
            ' ' => {}
            _ if rest.starts_with("...") || sign == '…' => {
                let dots = |sign: char| sign == '.' || sign == '…';
                length = rest.find(|sign| !dots(sign)).unwrap_or(rest.len());
                tokens.push(FormulaToken::Until);
            }
            '0'..='9' => {
                length =
                    rest.find(|sign: char| !sign.is_ascii_digit() && !matches!(sign, '.' | ',')).unwrap_or(rest.len());
                // "1+2...": the dots are no part of the number.
                length = rest.find("..").map_or(length, |dots| dots.min(length));
                let number = rest.get(..length)?;
                tokens.push(FormulaToken::FormulaNumber(FormulaNumber::read(number)?));
            }
            '+' => tokens.push(FormulaToken::Sign(Operation::Add)),
            '-' => tokens.push(FormulaToken::Sign(Operation::Subtract)),
            '*' | 'x' | '×' | '·' | '∗' | 'х' => tokens.push(FormulaToken::Sign(Operation::Multiply)),
            '/' | ':' | '÷' | '∕' => tokens.push(FormulaToken::Sign(Operation::Divide)),
            '(' | '[' | '{' => tokens.push(FormulaToken::Open),
            ')' | ']' | '}' => tokens.push(FormulaToken::Close),
            '%' => tokens.push(FormulaToken::Percent),
            _ => return None,
        }
        rest = rest.get(length..)?;
    }
    Some(tokens)
}

/// Writes `1+...+4` out as `1+2+3+4`.
fn written_out(tokens: Vec<FormulaToken>) -> Option<Vec<FormulaToken>> {
    const ADD: FormulaToken = FormulaToken::Sign(Operation::Add);
    let mut out: Vec<FormulaToken> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = after;
        if *token != FormulaToken::Until {
            out.push(token.clone());
            continue;
        }
        let (
            [before @ .., FormulaToken::FormulaNumber(first), ADD],
            [ADD, FormulaToken::FormulaNumber(last), after @ ..],
        ) = (out.as_slice(), rest)
        else {
            return None;
        };
        let (first, last) = (first.number()?, last.number()?);
        let steps_by_one = match before {
            [.., FormulaToken::FormulaNumber(earlier), ADD] => earlier.number()?.checked_add(1)? == first,
            [.., FormulaToken::Sign(_)] => false,
            _ => true,
        };
        let ends = !matches!(after, [FormulaToken::Sign(Operation::Multiply | Operation::Divide), ..]);
        let count = usize::try_from(last.checked_sub(first)?).ok()?;
        if !steps_by_one || !ends || count == 0 || out.len() + 2 * count > MOST_TOKENS {
            return None;
        }
        for number in first + 1..=last {
            out.extend([FormulaToken::FormulaNumber(FormulaNumber::whole(number)), ADD]);
        }
        out.pop();
        rest = after;
    }
    Some(out)
}

struct Parser<'a> {
    tokens: &'a [FormulaToken],
    at: usize,
    numbers: &'a BTreeSet<u32>,
    depth: usize,
}

impl Parser<'_> {
    fn next_is(&mut self, wanted: impl Fn(&FormulaToken) -> bool) -> bool {
        let found = self.tokens.get(self.at).is_some_and(wanted);
        self.at += usize::from(found);
        found
    }

    fn joined(&mut self, signs: [Operation; 2], part: impl Fn(&mut Self) -> Option<Expression>) -> Option<Expression> {
        let mut left = part(self)?;
        while let Some(FormulaToken::Sign(sign)) = self.tokens.get(self.at)
            && signs.contains(sign)
        {
            self.at += 1;
            left = Expression::Binary(*sign, Box::new(left), Box::new(part(self)?));
        }
        Some(left)
    }

    fn sum(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return None;
        }
        let sum = self.joined([Operation::Add, Operation::Subtract], Self::product)?;
        self.depth -= 1;
        Some(sum)
    }

    fn product(&mut self) -> Option<Expression> {
        self.joined([Operation::Multiply, Operation::Divide], Self::single)
    }

    fn single(&mut self) -> Option<Expression> {
        if self.next_is(|token| *token == FormulaToken::Sign(Operation::Subtract)) {
            return Some(Expression::Negative(Box::new(self.primary()?)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Option<Expression> {
        if self.next_is(|token| *token == FormulaToken::Open) {
            let inner = self.sum()?;
            return self.next_is(|token| *token == FormulaToken::Close).then_some(inner);
        }
        let Some(FormulaToken::FormulaNumber(number)) = self.tokens.get(self.at) else { return None };
        let is = |at: Option<usize>, wanted: &[Operation]| {
            let token = at.and_then(|at| self.tokens.get(at));
            matches!(token, Some(FormulaToken::Sign(sign)) if wanted.contains(sign))
        };
        let factor = is(self.at.checked_sub(1), &[Operation::Multiply, Operation::Divide])
            || is(self.at.checked_add(1), &[Operation::Multiply]);
        self.at += 1;
        let ten = factor && number.is_power_of_ten();
        if number.is_column(self.numbers) && !(ten && number.units >= 100) {
            return number.number().map(Expression::Column);
        }
        if self.next_is(|token| *token == FormulaToken::Percent) {
            let scale = if number.units == 100 && number.scale == 0 { 0 } else { number.scale + 2 };
            return Some(Expression::Constant { units: number.units, scale });
        }
        (ten || number.scale > 0).then_some(Expression::Constant { units: number.units, scale: number.scale })
    }
}
