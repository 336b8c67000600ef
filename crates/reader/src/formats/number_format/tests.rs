//! What codes of number formats show.

use super::*;
use crate::sheet::grid::Cell;
use crate::sheet::unread::UnreadReason;
use proptest::prelude::*;

fn shows(code: &str, number: f64) -> bool {
    NumberFormat::parse(code).is_some_and(|format| format.shown(number).percent)
}

#[test]
fn a_percent_sign_counts_unless_quoted_or_escaped() {
    for code in ["0%", "0.00%", "#,##0.0 %", "[Red]0%", "General%", "\"tỷ lệ \"0%", "0%;[Red]-0%;\"–\"", "0\\ %"]
    {
        assert!(shows(code, 0.45), "{code}");
    }
    for code in ["General", "0", "0\"%\"", "0\\%", "0_%", "0*%", "[$%-42A]0", "0;-0;0;@%", "\"%", "[%", ""] {
        assert!(!shows(code, 0.45), "{code}");
    }
}

#[test]
fn the_section_that_shows_the_number_decides() {
    assert!(shows("0;-0%", -0.45) && !shows("0;-0%", 0.45));
    assert!(shows("[<1]0%;0", 0.45) && !shows("[<1]0%;0", 45.0));
    assert!(shows("[>=1]0;[<=-1]0;0%", 0.45) && !shows("[>=1]0;[<=-1]0;0%", -45.0));
    assert!(!shows("0%;-0%;0", 0.0) && shows("0%;-0%", 0.0));
}

#[test]
fn commas_behind_the_digits_divide_by_a_thousand_each() {
    let thousands = |code: &str| NumberStyle::parse(code).shown(1e9).thousands;
    for (code, count) in [
        ("#,##0", 0),
        ("#,##0,", 1),
        ("#,##0,,", 2),
        ("0.0,,\"tr\"", 2),
        ("#,##0,.00", 1),
        ("#,##0.00_);(#,##0.00)", 0),
        ("0\",\"", 0),
        ("0\\,", 0),
        ("[<1000000]0;0,,", 2),
        ("dd, yyyy", 0),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 0),
    ] {
        assert_eq!(thousands(code), count, "{code}");
    }
}

#[test]
fn zeros_alone_are_digits_that_are_always_shown() {
    let digits = |code: &str| NumberStyle::parse(code).shown(54.0).digits;
    for (code, count) in [
        ("00000", 5),
        ("000\\ 00", 5),
        ("\"Mã \"00000", 5),
        ("00000;-00000;00000", 5),
        ("0", 0),
        ("0.00", 0),
        ("#,##0", 0),
        ("#0000", 0),
        ("00000%", 5),
        ("00.0E+00", 0),
        ("00,000", 0),
        ("General", 0),
        ("00\"/2024\"", 2),
    ] {
        assert_eq!(digits(code), count, "{code}");
    }
}

#[test]
fn digits_of_the_format_beside_those_of_the_number_make_another() {
    for code in [
        "0\"00\"",
        "0\\0",
        "\"1\"000",
        "#,##0\" 000\"",
        "0\".000\"",
        "\"Năm 20\"00",
        "General\"0\"",
        "0*0",
        "0.0\"5\"",
        "[$1-42A]0",
        "0;-0\"0\"",
        "1000",
        "\"100\"",
    ] {
        let number = if code.contains(';') { -54.0 } else { 54.0 };
        assert!(NumberStyle::parse(code).shown(number).has_own_digits, "{code}");
    }
    for code in [
        "#,##0\" m2\"",
        "\"Quý \"0\"/2024\"",
        "0_0",
        "# ?/16",
        "# ??/100",
        "0.00E+00",
        "0;-0;\"0\"",
        "[=54]\"54\";0",
        "\"đợt 1 - \"0",
        "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        "[$-42A]0",
        "[Color10]0",
        "[>=1000]0;0",
        "General",
        "0\\.",
    ] {
        assert!(!NumberStyle::parse(code).shown(54.0).has_own_digits, "{code}");
    }
    let unread = Cell::Unread(UnreadReason::Format, "54".to_owned());
    assert_eq!(NumberStyle::parse("0\"00\"").shown(54.0).cell(54.0), unread);
}

#[test]
fn words_beside_a_number_are_kept_with_the_style() {
    let words = |code: &str, number: f64| {
        let words = NumberStyle::parse(code).shows(number)?.words?;
        Some(format!("{}|{}", words.before, words.after))
    };
    for (code, shown) in [
        ("0\" tỷ\"", "|tỷ"),
        ("#,##0\\ \\t\\ỷ", "|tỷ"),
        ("#,##0 \"tỷ đồng\"", "|tỷ đồng"),
        ("#,##0.0,,, \"tỷ\"", "|tỷ"),
        ("[$$-409]#,##0", "$|"),
        ("#,##0 [$₫-42A]", "|₫"),
        ("\"$\"#,##0_);\\(\"$\"#,##0\\)", "$|"),
        ("$#,##0", "$|"),
        ("_(* #,##0_)\"đ\"", "|đ"),
        ("0 đ", "|đ"),
        ("General\" USD\"", "|USD"),
        ("0\"%\"", "|%"),
        ("\"Số: \"0;-0", "Số|"),
        ("[>=10]0\" tỷ\";0", "|tỷ"),
    ] {
        assert_eq!(words(code, 15.0).as_deref(), Some(shown), "{code}");
    }
    for code in ["General", "0", "#,##0.00", "_(* #,##0_);_(* (#,##0);_(* \"-\"??_)", "0%", "0.00E+00", "[Red]0", "@"] {
        assert_eq!(words(code, 15.0), None, "{code}");
    }
    assert_eq!(words("0;0\" tỷ\"", 15.0), None);
}

#[test]
fn what_is_shown_in_the_place_of_a_number_is_noticed() {
    let replaced =
        |code: &str, number: f64| NumberStyle::parse(code).shows(number).is_some_and(|shows| shows.is_replaced);
    for (code, number) in [
        (";;;", 1500.0),
        ("0;;", -5.0),
        ("0;", -5.0),
        ("\"Có\";\"Không\"", 5.0),
        ("\"Có\";\"Không\"", -5.0),
        ("0;0", -5.0),
        ("#,##0.0;#,##0.0", -5.0),
        ("0\" hồ sơ\";0\" hồ sơ\"", -5.0),
        ("[=1]\"Có\";\"Không\"", 1.0),
        ("0\".\"00", 1500.0),
        ("0\\,0", 1500.0),
        ("\"\"", 1500.0),
    ] {
        assert!(replaced(code, number), "{code} {number}");
    }
    for (code, number) in [
        (";;;", 0.0),
        ("0;-0;;@", 0.0),
        ("0;-0;\"x\"", 0.0),
        ("General;-General;\"x\"", -5.0),
        ("General;-General;\"x\"", 5.0),
        ("0;-0", -5.0),
        ("0;[Red]0", -5.0),
        ("0;[Color 10]0", -5.0),
        ("0;(0)", -5.0),
        ("0_);\\(0\\)", -5.0),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", -5.0),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", 0.0),
        ("_-* #,##0 _₫_-;-* #,##0 _₫_-;_-* \"-\"?? _₫_-;_-@_-", -5.0),
        ("0;\"giảm \"0", -5.0),
        ("[=54]\"54\";0", 54.0),
        ("[<1]0%;0", -5.0),
        ("#\".\"##0", 1500.0),
        ("#\\,##0.00", 1500.0),
        ("0\".\"", 15.0),
        ("@", 15.0),
        ("General", -5.0),
        ("0.0%", -5.0),
        ("0;0", 5.0),
    ] {
        assert!(!replaced(code, number), "{code} {number}");
    }
}

#[test]
fn a_whole_number_is_shown_letter_by_letter() {
    let shown = |code: &str, number: f64| {
        NumberStyle::parse(code).shows(number).map(|shows| shows.text.map(|text| text.to_string()))
    };
    for (code, number, text) in [
        ("\"A\"00", 1.0, "A01"),
        ("\"A\"00", -1.0, "-A01"),
        ("\"A\"00", 123.0, "A123"),
        ("0## ### ####", 912_345_678.0, "091 234 5678"),
        ("00\".\"00", 12.0, "00.12"),
        ("00\".\"00", 12345.0, "123.45"),
        ("0\\-0", 0.0, "0-0"),
        ("#\" hồ sơ\"", 5.0, "5 hồ sơ"),
        ("#,##0\" hồ sơ\"", 5.0, "5 hồ sơ"),
        ("\"Có\";\"Không\"", 5.0, "Có"),
        ("\"Có\";\"Không\"", -5.0, "Không"),
        ("\"Có\";\"Có\";\"Không\"", 0.0, "Không"),
        ("0;-0;\"-\"", 0.0, "-"),
        ("0;-0;", 0.0, ""),
        ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", 0.0, "-"),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"_)", -5.0, "(5)"),
        (";;;", 1500.0, ""),
        ("0;0", -5.0, "5"),
        ("0;(0)", -5.0, "(5)"),
        ("General\" người\"", 12.0, "12 người"),
        ("\"Quý \"0\"/2024\"", 2.0, "Quý 2/2024"),
        ("[>=10]0\" lần\";0", 12.0, "12 lần"),
    ] {
        assert_eq!(shown(code, number), Some(Some(text.to_owned())), "{code} {number}");
    }
    for (code, number) in [
        ("\"A\"00", 1.5),
        ("#,##0\" hồ sơ\"", 1500.0),
        ("0.0\" ha\"", 12.0),
        ("\"~\"0%", 0.5),
        ("\"x\"* 0", 5.0),
        ("*x0", 5.0),
        ("\"x\"0E+00", 5.0),
        ("# ?/?", 5.0),
        ("0\" tr\",,", 1e6),
        ("h:mm", 0.25),
        ("[h]:mm", 12.0),
        ("[<0]\"âm \"0;0", -5.0),
    ] {
        assert_eq!(shown(code, number), Some(None), "{code} {number}");
    }
    for (code, number) in [
        ("General", 5.0),
        ("0", 5.0),
        ("00000", 5.0),
        ("#,##0.00", 5.5),
        ("0.0%", 0.5),
        ("0;-0", -5.0),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", 5.0),
        ("#,##0_);(#,##0)", 5.0),
        ("@", 5.0),
    ] {
        assert_eq!(shown(code, number), None, "{code} {number}");
    }
}

proptest! {
    #[test]
    fn no_code_makes_it_panic(code in "[%0#;\"\\\\_*\\[\\]<>=.ạ ]{0,40}", number in any::<f64>()) {
        let shown = NumberStyle::parse(&code).shown(number);
        let _ = (shown.cell(number), NumberStyle::parse(&code).shows(number));
    }
}

#[test]
fn signs_and_words_of_a_format_that_make_another_number_replace_it() {
    let replaces =
        |code: &str, number: f64| NumberStyle::parse(code).shows(number).is_some_and(|shows| shows.is_replaced);
    for code in ["-#,##0", "(#,##0)", "[Red](#,##0);[Blue]#,##0", "\"tăng \"0", "\"<\"0", "\"≥\"0", "#,##0-", "\\(0\\)"]
    {
        assert!(replaces(code, 5800.0), "{code}");
        assert!(!replaces(code, 0.0), "{code}");
    }
    for code in [
        "#,##0_);(#,##0)",
        "_(* #,##0_);_(* (#,##0);_(* \"-\"??_)",
        "+0;-0",
        "0;(0)",
        "#,##0*-",
        "*-#,##0",
        "0 \"(hồ sơ)\"",
        "\"khoảng \"0",
    ] {
        assert!(!replaces(code, 5800.0), "{code}");
        assert!(!replaces(code, -5800.0), "{code}");
    }
    // The section of negatives shows their own sign, and that of a single section is shown before it.
    assert!(!replaces("0;-0", -5.0) && replaces("(0)", -5.0));
}
