//! Lengths as open documents write them: `2.5cm`, `0.889in` (ODF 1.3, part 3, 18.3.18).

/// Pixels of an inch.
pub(super) const PIXELS: f64 = 96.0;

/// A length in inches; nothing for one that is none.
pub(super) fn inches(length: &str) -> Option<f64> {
    let length = length.trim();
    let digits = length.find(|sign: char| sign.is_ascii_alphabetic())?;
    let (number, unit) = length.split_at_checked(digits)?;
    let of_inch = match unit {
        "in" => 1.0,
        "cm" => 1.0 / 2.54,
        "mm" => 1.0 / 25.4,
        "pt" => 1.0 / 72.0,
        "pc" => 1.0 / 6.0,
        "px" => 1.0 / PIXELS,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * of_inch).filter(|inches| inches.is_finite())
}
