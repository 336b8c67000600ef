use proptest::prelude::*;

use super::*;

/// The formula in full parentheses, in a form whose columns are numbered 1 to `last`.
fn read(text: &str, last: u32) -> Option<String> {
    parse(text, 0, &(1..=last).collect()).map(|expression| shown(&expression))
}

fn shown(expression: &Expression) -> String {
    match expression {
        Expression::Column(number) => format!("c{number}"),
        Expression::Constant { units, scale: 0 } => units.to_string(),
        Expression::Constant { units, scale } => format!("{units}e-{scale}"),
        Expression::Negative(inner) => format!("-{}", shown(inner)),
        Expression::Binary(operation, left, right) => {
            let sign = match operation {
                Operation::Add => '+',
                Operation::Subtract => '-',
                Operation::Multiply => '*',
                Operation::Divide => '/',
            };
            format!("({}{sign}{})", shown(left), shown(right))
        }
    }
}

#[track_caller]
fn same(text: &str, last: u32, expected: &str) {
    assert_eq!(read(text, last).as_deref(), Some(expected), "{text}");
}

#[test]
fn sums_and_quotients_as_forms_write_them() {
    for text in ["1+2", " 1 + 2 ", "(1)+(2)", "[1] + [2]", "１＋２", "1\u{a0}+\u{3000}2", "Cột 1 + cột 2"] {
        same(text, 3, "(c1+c2)");
    }
    same("1−2–3", 4, "((c1-c2)-c3)");
    for text in ["3/2*100", "3:2x100", "3÷2×100", "(3)/(2) X 100", "3/2%", "3 / 2 %", "3/2*100%", "(3/2)%", "3/2x100 %"]
    {
        same(text, 4, "((c3/c2)*100)");
    }
    same("100*3/2", 4, "((100*c3)/c2)");
    same("(1+2)/(3-4)*1.000", 5, "(((c1+c2)/(c3-c4))*1000)");
    same("1+2*3", 4, "(c1+(c2*c3))");
    same("-1+2", 3, "(-c1+c2)");
    same("2", 3, "c2");
}

#[test]
fn a_number_is_a_column_where_one_has_it() {
    same("1*10", 12, "(c1*c10)");
    same("1*10", 9, "(c1*10)");
    same("1/2*100", 120, "((c1/c2)*100)");
    same("99+100", 120, "(c99+c100)");
    same("1*0,5", 3, "(c1*5e-1)");
    same("1*1,25+2*0.125", 3, "((c1*125e-2)+(c2*125e-3))");
    same("1*20%", 3, "(c1*20e-2)");
    for text in ["1+7", "1*12", "1+10", "1*1,234", "1*0", "5"] {
        assert_eq!(read(text, 4), None, "{text}");
    }
    assert_eq!(parse("1+3", 3, &(1..=3).collect()), None, "a column of itself");
}

#[test]
fn dots_stand_for_the_columns_between() {
    same("1+...+4", 5, "(((c1+c2)+c3)+c4)");
    same("1+2+…+4", 5, "(((c1+c2)+c3)+c4)");
    same("(1+....+3)/4", 5, "(((c1+c2)+c3)/c4)");
    for text in ["1+3+...+9", "1+...", "...+4", "4+...+1", "1...4", "6-1+...+4", "1+...+4*5", "1+...+99999999"] {
        assert_eq!(read(text, 9), None, "{text}");
    }
}

#[test]
fn what_is_no_arithmetic_is_not_understood() {
    for text in [
        "", "+", "1+", "(1", "1)", "()", "1 2", "1+2%", "1%", "a+b", "1=2", "1/2%*3", "sum(1)", "1,2", "1.", "1..2",
        "--1", "100", "100*100", "%", "1<2",
    ] {
        assert_eq!(read(text, 4), None, "{text}");
    }
    assert_eq!(read(&"(".repeat(299), 4), None);
    assert_eq!(read(&format!("{}1{}", "(".repeat(40), ")".repeat(40)), 4), None);
    assert_eq!(read(&"1+".repeat(5000), 4), None);
}

#[test]
fn sums_are_distinguished_from_quotients() {
    let linear = |text| parse(text, 0, &(1..=5).collect()).is_some_and(|expression| expression.is_linear());
    for text in ["1+2-3", "1*0,5+2", "(1+2)/100", "-(1-2)*10"] {
        assert!(linear(text), "{text}");
    }
    for text in ["1/2", "1*2", "1+2/3*100", "100/1"] {
        assert!(!linear(text), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,60}", signs in "[0-9+*/:x%().,… -]{0,320}") {
        let numbers = (1..=9).collect();
        let _ = parse(&text, 1, &numbers);
        let _ = parse(&signs, 1, &numbers);
    }

    #[test]
    fn what_is_shown_is_read_again(left in 1u32..9, middle in 1u32..9, right in 1u32..9, signs in "[+*/-]{2}") {
        let (first, second) = signs.split_at(1);
        let text = format!("({left}{first}{middle}){second}{right}");
        let once = read(&text, 9).expect("understood");
        prop_assert_eq!(read(&once.replace('c', ""), 9), Some(once));
    }
}
