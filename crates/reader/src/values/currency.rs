//! Signs and codes of currencies.

/// A sign of a currency: Unicode's category Sc, of which "₫" is that of đồng.
pub const fn is_currency_sign(sign: char) -> bool {
    matches!(
        sign,
        '$' | '¢'
            ..='¥'
                | '\u{58f}'
                | '\u{9f3}'
                | '\u{e3f}'
                | '\u{17db}'
                | '\u{20a0}'..='\u{20cf}'
                | '\u{ff04}'
                | '\u{ffe0}'
                | '\u{ffe1}'
                | '\u{ffe5}'
                | '\u{ffe6}'
    )
}

/// The codes of ISO 4217 in which amounts are reported here: đồng, currencies of aid and loans, and those of neighbours.
const CODES: [&str; 15] =
    ["VND", "USD", "EUR", "JPY", "CNY", "KRW", "GBP", "AUD", "CAD", "CHF", "SGD", "THB", "LAK", "KHR", "TWD"];

/// True for the code of a currency.
pub fn is_currency_code(code: &str) -> bool {
    CODES.contains(&code)
}

/// The sign of a currency that is not đồng.
pub fn is_foreign_currency_sign(sign: char) -> bool {
    sign != '₫' && is_currency_sign(sign)
}
