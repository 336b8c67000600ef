//! Open documents that state a number as a plain one: its style, or the text beside it, says that it is a percentage, a day, a code.
//!
//! LibreOffice does so where a format has sections, `SheetJS` and Gnumeric always.

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD};
use crate::packages::{ods, styled_ods};

const WHEN: &str = "2025-07-05T09:00:00+07:00";
const PLACES: &str = r#"<number:number number:decimal-places="2" number:min-integer-digits="1"/>"#;
const DAY: &str = r#"<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>"#;

/// A style of cells `c` whose numbers above zero are shown by this style, and zero by a dash, as LibreOffice writes `0.00%;-0.00%;"-"`.
fn in_sections(kind: &str, inner: &str) -> String {
    let style = |name: &str, inner: &str| {
        format!(r#"<number:{kind}-style style:name="{name}" style:volatile="true">{inner}</number:{kind}-style>"#)
    };
    let map = |sign: &str, name: &str| {
        format!(r#"<style:map style:condition="value(){sign}0" style:apply-style-name="{name}"/>"#)
    };
    let maps = [map("&gt;", "N1P0"), map("&lt;", "N1P1")].concat();
    let of_zero =
        format!(r#"<number:number-style style:name="N1"><number:text>-</number:text>{maps}</number:number-style>"#);
    let negative = ["<number:text>-</number:text>", inner].concat();
    [&style("N1P0", inner), &style("N1P1", &negative), of_zero.as_str(), &of_cells("N1")].concat()
}

fn of_cells(style: &str) -> String {
    format!(r#"<style:style style:name="c" style:family="table-cell" style:data-style-name="{style}"/>"#)
}

fn plain(value: &str, shown: Option<&str>) -> String {
    let shown = shown.map(|shown| format!("<text:p>{shown}</text:p>")).unwrap_or_default();
    format!(
        r#"<table:table-cell table:style-name="c" office:value-type="float" office:value="{value}">{shown}</table:table-cell>"#
    )
}

fn text(text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

/// A report whose last column has these cells, one a commune.
fn report(last: &[String]) -> String {
    let labels: Vec<String> = HEADER.trim_end().split(';').map(text).collect();
    let communes = OLD.iter().zip(last).map(|((code, name), last)| {
        let before = [code, name, "2025-Q2", "100", "50", "1000"].map(text);
        row(&[&before[..], std::slice::from_ref(last)].concat())
    });
    std::iter::once(row(&labels)).chain(communes).collect()
}

/// The values of the last column, and the errors and doubts, of a form whose last field is this.
#[track_caller]
fn read(field: &str, bytes: Vec<u8>) -> (Vec<String>, Vec<String>) {
    let mini = Mini::new();
    let number = r#""type": "number", "title": "Điểm chuyển đổi số", "measure": "rate""#;
    mini.edit("schemas/services.json", number, field);
    mini.write("pipelines/services.toml", "name = \"services\"\ntitle = { vi = \"Điểm\", en = \"Score\" }\n\n[[source]]\nform = \"services\"\nfrom = \"services/**\"\n");
    mini.send("services/q2.ods", WHEN, bytes);
    mini.tinhso(&["run"]);
    let findings = mini.table("findings");
    let said: Vec<_> = findings.iter().filter(|finding| !finding["cell"].is_empty()).cloned().collect();
    let values = lines(&filtered(mini.table("data/services"), &[]), &["score"]);
    (values, lines(&said, &["severity", "code", "cell", "value"]))
}

const PERCENT: &str =
    r#""type": "number", "title": "Điểm chuyển đổi số", "measure": "rate", "unit": "percent", "scale": 2"#;

#[test]
fn percentages_in_sections_and_in_texts_are_percentages() {
    let sections = in_sections("percentage", &format!("{PLACES}<number:text>%</number:text>"));
    let numbers = [("0.12", "12.00%"), ("0", "-"), ("1.25", "125.00%"), ("0.0004", "0.04%")];
    let cells = |with_text: bool| numbers.map(|(value, shown)| plain(value, with_text.then_some(shown)));
    let right = ["12", "0", "125", "0.04"].map(str::to_owned);
    for (styles, cells) in [(sections.as_str(), cells(true)), (&sections, cells(false)), ("", cells(true))] {
        let (values, findings) = read(PERCENT, styled_ods(styles, &report(&cells)));
        let values: Vec<f64> = values.iter().map(|value| value.parse().expect("a number")).collect();
        let right: Vec<f64> = right.iter().map(|value| value.parse().expect("a number")).collect();
        assert_eq!((values, findings), (right, Vec::new()), "{styles}");
    }
    // The sign is a word of the style: the number is what it shows.
    let word = format!(
        r#"<number:number-style style:name="N1">{PLACES}<number:text>%</number:text></number:number-style>{}"#,
        of_cells("N1")
    );
    let cells = [("12", "12.00%"), ("98.5", "98.50%")].map(|(value, shown)| plain(value, Some(shown)));
    let (values, _) = read(PERCENT, styled_ods(&word, &report(&cells)));
    assert_eq!(values.iter().map(|value| value.parse().expect("a number")).collect::<Vec<f64>>(), [12.0, 98.5]);
}

#[test]
fn days_in_sections_and_in_texts_are_days() {
    const OF_DAYS: &str = r#""type": "date", "title": "Điểm chuyển đổi số""#;
    let sections = in_sections("date", DAY);
    let plain_style = format!(r#"<number:date-style style:name="N1">{DAY}</number:date-style>{}"#, of_cells("N1"));
    let numbers = [("44270", "15/03/2021"), ("44805", "01/09/2022")];
    let cells = |with_text: bool| numbers.map(|(value, shown)| plain(value, with_text.then_some(shown)));
    let right = ["2021-03-15", "2022-09-01"].map(str::to_owned).to_vec();
    for (styles, cells) in
        [(sections.as_str(), cells(true)), (&sections, cells(false)), (&plain_style, cells(false)), ("", cells(true))]
    {
        let (values, findings) = read(OF_DAYS, styled_ods(styles, &report(&cells)));
        assert_eq!((values, findings), (right.clone(), Vec::new()), "{styles}");
        // In a field of numbers they are none.
        let (values, findings) = read(PERCENT, styled_ods(styles, &report(&cells)));
        assert_eq!(values, Vec::<String>::new(), "{styles}");
        assert!(findings.iter().all(|finding| finding.starts_with("error | type-error | G")), "{findings:?}");
    }
    // Days may be counted from another first day.
    let later = styled_ods(&plain_style, &report(&cells(false)));
    let later = crate::packages::repacked(&later, |_, text| {
        let first = r#"<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>"#;
        text.replace("<office:spreadsheet>", &format!("<office:spreadsheet>{first}"))
    });
    assert_eq!(read(OF_DAYS, later).0, ["2025-03-16", "2026-09-02"]);
}

#[test]
fn a_code_that_a_style_shows_letter_by_letter_is_the_text() {
    const OF_TEXTS: &str = r#""type": "string", "title": "Điểm chuyển đổi số""#;
    for (digits, embedded, value, shown) in [
        (10, vec![(6, "."), (3, ".")], "912345678", "0912.345.678"),
        (10, vec![(6, "-"), (3, "-")], "123", "0000-000-123"),
        (4, vec![(2, "-")], "123", "01-23"),
        (3, vec![(2, "h")], "123", "1h23"),
    ] {
        let embedded: String = embedded
            .iter()
            .map(|(place, text)| {
                format!(r#"<number:embedded-text number:position="{place}">{text}</number:embedded-text>"#)
            })
            .collect();
        let styles = format!(
            r#"<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="{digits}">{embedded}</number:number></number:number-style>{}"#,
            of_cells("N1")
        );
        for text in [Some(shown), None] {
            let (values, findings) = read(OF_TEXTS, styled_ods(&styles, &report(&[plain(value, text)])));
            assert_eq!((values, findings), (vec![shown.to_owned()], Vec::new()), "{shown}");
        }
    }
}

#[test]
fn what_links_keep_of_other_programs_is_no_sheet() {
    let score = |value: &str| report(&[plain(value, None)]);
    let kept = format!(
        "<table:dde-links><table:dde-link><table:table>{}</table:table></table:dde-link></table:dde-links>",
        report(&[plain("9", None), plain("9", None)])
    );
    let bytes = crate::packages::repacked(&ods(&score("5")), |_, text| {
        text.replace("</office:spreadsheet>", &format!("{kept}</office:spreadsheet>"))
    });
    let field = r#""type": "number", "title": "Điểm chuyển đổi số", "measure": "rate", "scale": 1"#;
    let (values, findings) = read(field, bytes);
    assert_eq!((values.len(), findings), (1, Vec::new()), "{values:?}");
    assert_eq!(values[0].parse(), Ok(5.0));
}
