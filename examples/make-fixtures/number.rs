//! Exact numbers: takes whole units and the digits after the decimal sign, gives sums and the ways in which people write
//! them. No digit of a fixture rests on floating point.

/// `units ÷ 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub units: i64,
    /// Digits after the decimal sign.
    pub scale: u32,
}

/// The sign between groups of three digits and the decimal sign.
#[derive(Clone, Copy)]
pub enum Signs {
    /// `1.234,56`
    Points,
    /// `1 234,56`
    Spaces,
    /// `1,234.56`, which is the other way round in Vietnam.
    English,
}

impl Number {
    pub const fn count(units: i64) -> Self {
        Self { units, scale: 0 }
    }

    pub const fn hundredths(units: i64) -> Self {
        Self { units, scale: 2 }
    }

    /// The sum, with the digits of the one that has more.
    pub fn plus(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        let units = |number: Self| number.units * 10_i64.pow(scale - number.scale);
        Self { units: units(self) + units(other), scale }
    }

    /// Without zeros at the end of the fraction: `62,5` for `62,50`.
    pub fn trimmed(self) -> Self {
        let Self { mut units, mut scale } = self;
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        Self { units, scale }
    }

    /// The double nearest to the number, which is what a numeric cell holds: one division of two exact doubles.
    pub fn double(self) -> f64 {
        self.units as f64 / 10_i64.pow(self.scale) as f64
    }

    /// As text with all its digits; a minus is in front.
    pub fn text(self, signs: Signs) -> String {
        let (group, decimal) = match signs {
            Signs::Points => ('.', ','),
            Signs::Spaces => (' ', ','),
            Signs::English => (',', '.'),
        };
        let one = 10_u64.pow(self.scale);
        let whole = (self.units.unsigned_abs() / one).to_string();
        let mut text = String::from(if self.units < 0 { "-" } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if self.scale > 0 {
            let fraction = self.units.unsigned_abs() % one;
            text.push_str(&format!("{decimal}{fraction:0width$}", width = self.scale as usize));
        }
        text
    }
}

/// `total` in parts by weight that add up to it: what rounding leaves over goes to the first part.
pub fn distribute(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i64 = weights.iter().sum();
    let mut parts: Vec<i64> =
        weights.iter().map(|&weight| (i128::from(total) * i128::from(weight) / i128::from(sum)) as i64).collect();
    let left = total - parts.iter().sum::<i64>();
    if let Some(first) = parts.first_mut() {
        *first += left;
    }
    parts
}
