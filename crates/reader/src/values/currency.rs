//! Signs of currencies.

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

/// The sign of a currency that is not đồng.
pub fn is_foreign_currency_sign(sign: char) -> bool {
    sign != '₫' && is_currency_sign(sign)
}
