//! Tables by hand: what is said of their rows.

use std::collections::BTreeSet;

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::formats;
use crate::locate::labels::header::Catalogue;
use crate::locate::locate;
use crate::project::Project;
use crate::project::load::load;
use crate::project::written::files::{ProjectFiles, SourceFile};
use crate::registry::names::Names;
use crate::sheet::limits::Limits;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::table::type_table;
use crate::validate::rules::{InTable, of_a_table};

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), text: text.to_owned() }
}

/// A form of three communes with five whole numbers, `a` to `e`, of which `a` is at least 1, and a number of million đồng, `money`.
fn project(checks: &[&str]) -> Project {
    let whole = ["a", "b", "c", "d", "e"].map(|name| {
        let least = if name == "a" { r#", "constraints": { "minimum": 1 }"# } else { "" };
        format!(
            r#"{{ "name": "{name}", "type": "integer", "title": "Cột {name}", "measure": "flow", "unit": "DOSSIER"{least} }}"#
        )
    });
    let form = format!(
        r#"{{ "name": "f", "form": {{ "code": "F", "frequency": "year", "reports": "commune", "submits": [{{ "from": "2020-01-01", "level": "province" }}] }},
  "schema": {{ "fields": [{{ "name": "code", "type": "string", "title": "Mã", "role": "area-code" }}, {},
    {{ "name": "money", "type": "number", "title": "Kinh phí", "measure": "flow", "unit": "VND", "multiplier": 0, "scale": 4 }},
    {{ "name": "paid", "type": "number", "title": "Đã chi", "measure": "flow", "unit": "VND", "multiplier": 0, "scale": 4 }}], "primaryKey": ["code"] }} }}"#,
        whole.join(", ")
    );
    let mut pipeline =
        "name = \"p\"\ntitle = { vi = \"P\", en = \"P\" }\n[[source]]\nform = \"f\"\nfrom = \"**\"\n".to_owned();
    for (index, check) in checks.iter().enumerate() {
        pipeline += &format!(
            "[[check]]\nname = \"c{index}\"\nsource = \"f\"\nassert = \"{check}\"\nseverity = \"warning\"\nmessage = {{ vi = \"{check}\", en = \"{check}\" }}\n"
        );
    }
    let files = ProjectFiles {
        settings: file(
            "tinhso.toml",
            "name = \"T\"\nprovince = \"90\"\nlanguage = \"vi\"\nlanding = \"landing\"\nwarehouse = \"warehouse\"\ngeographies = [\"as-reported\"]\nas_of = \"2030-12-31\"\n",
        ),
        forms: vec![file("schemas/f.json", &form)],
        pipelines: vec![file("pipelines/p.toml", &pipeline)],
        units: file(
            "registry/units.csv",
            "code,name,level,type,parent_code,valid_from,valid_to\n90,Tỉnh Thử,province,tinh,,2020-01-01,\n10001,Xã Một,commune,xa,90,2020-01-01,\n10002,Xã Hai,commune,xa,90,2020-01-01,\n10003,Xã Ba,commune,xa,90,2020-01-01,\n",
        ),
        crosswalk: file(
            "registry/crosswalk.csv",
            "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n",
        ),
        decisions: None,
        passed_over: Vec::new(),
    };
    load(&files).expect("sound declarations")
}

/// What the rules find in a table: a numbering row and rows.
fn found(checks: &[&str], lines: &str) -> Vec<Finding> {
    let project = project(checks);
    let labels = "Mã;Cột a;Cột b;Cột c;Cột d;Cột e;Kinh phí;Đã chi";
    let text = format!("Biểu F;;Đơn vị báo cáo: Tỉnh Thử;;;;;\nNăm 2024;;;;;;;\n{labels}\n{lines}\n");
    let opened = formats::open(text.as_bytes(), &Limits::default()).expect("a text");
    let located = locate(&opened.sheets, &project.forms, &Catalogue::new(&project.forms));
    let (sheet, table) = (&opened.sheets[0], &located.tables[0]);
    let missing = MissingTexts::of_fields(&project.forms[0]);
    let outcome = type_table(&project, &Names::new(&project.registry), &missing, sheet, table);
    let mut typed = outcome.table.expect("typed rows");
    let (form, totals, found) = (&project.forms[0], &outcome.totals[..], outcome.findings.kept());
    of_a_table(
        &InTable {
            project: &project,
            form,
            missing: &missing,
            sheet,
            table,
            totals,
            before: &[],
            found,
            elsewhere: &BTreeSet::new(),
        },
        &mut typed,
    )
    .all()
}

/// Cell, message and suggestion of what is said of likely cells.
fn reported(checks: &[&str], lines: &str) -> Vec<String> {
    let mut reported = Vec::new();
    for finding in found(checks, lines).iter().filter(|finding| finding.code == Code::LikelyWrongCell) {
        let cell = finding.location.cell.as_deref().unwrap_or("the row");
        let suggestion = finding.suggestion.as_ref().map_or("none", |suggestion| suggestion.en.as_str());
        assert_eq!(finding.expected, finding.suggestion);
        reported.push(format!("{cell}, {suggestion}: {}", finding.message.en));
    }
    reported
}

const NUMBERS: &str = "A;1=2+3;2;3;4;5;6;7";

#[test]
fn one_cell_that_explains_a_formula_and_a_check() {
    // 10 for 100.
    let lines = format!("{NUMBERS}\n10001;10;61;39;95;1;;");
    assert_eq!(
        reported(&["d <= a", "e <= d"], &lines),
        [
            "B5, 100: 10 is likely wrong. What does not hold: the check “d <= a”, the formula “1=2+3” of the numbering row. With 100 here alone all of it holds, and nothing else breaks; check the number"
        ]
    );
    // With what is known to hold, the other cells of the formula are beyond doubt; the finding of the formula names this one already.
    let lines = format!("{NUMBERS}\n10001;10;61;39;61;39;;");
    assert_eq!(reported(&["b = d", "c = e"], &lines), [""; 0]);
    let lines = format!("{NUMBERS}\n10001;100;11;39;61;100;;");
    assert_eq!(
        reported(&["b = d", "a = e"], &lines),
        [
            "C5, 61: 11 is likely wrong. What does not hold: the check “b = d”, the formula “1=2+3” of the numbering row. With 61 here alone all of it holds, and nothing else breaks; check the number"
        ]
    );
}

#[test]
fn sound_rows_and_rows_of_one_law_alone_say_nothing() {
    for row in ["100;61;39;95;1;;", "10;61;39;5;1;;", ";61;39;95;1;;", "100;61;39;95;;;"] {
        assert_eq!(reported(&["d <= a"], &format!("{NUMBERS}\n10001;{row}")), [""; 0], "{row}");
    }
    // A check that says what the formula says is no second law.
    assert_eq!(reported(&["a = b + c"], &format!("{NUMBERS}\n10001;10;61;39;5;1;;")), [""; 0]);
}

#[test]
fn ties_are_said_as_ties() {
    let lines = "A;1;2;3;4;5;6;7\n10001;10;20;5;3;3;;";
    assert_eq!(reported(&["b <= a", "c <= d"], lines), [""; 0], "two laws over other cells");
    assert_eq!(
        reported(&["b <= a", "b + c <= a"], lines),
        [
            "the row, none: One of these is wrong, and it is not known which: B5, C5. What does not hold: the check “b <= a”, the check “b + c <= a”. No change of fewer cells mends it; check these cells"
        ]
    );
    // Both sums are as far off: one of the two cells in both, and none is preferred.
    assert_eq!(
        reported(&["a + b = c", "a + b = d"], "A;1;2;3;4;5;6;7\n10001;10;20;35;35;3;;"),
        [
            "the row, none: One of these is wrong, and it is not known which: B5, C5. What does not hold: the check “a + b = c”, the check “a + b = d”. No change of fewer cells mends it; check these cells"
        ]
    );
    // Where they are not, two cells are wrong in any case.
    let two = reported(&["a + b = c", "a + b = d"], "A;1;2;3;4;5;6;7\n10001;10;20;35;36;3;;");
    assert_eq!(two.len(), 1);
    assert!(two[0].contains("B5 & D5, B5 & E5, C5 & D5, C5 & E5, D5 & E5."), "{two:?}");
}

#[test]
fn limits_of_fields_narrow_down() {
    // `b` would have to be 0 - 5, or `a` 25: `a` is at least 1, and nothing keeps it from that.
    let lines = "A;1;2;3;4;5;6;7\n10001;-5;20;5;3;3;;";
    assert_eq!(
        reported(&["a >= b"], lines),
        [
            "B5, none: -5 is likely wrong. What does not hold: the constraints of B5, the check “a >= b”. Another number here alone can make all of it hold, and nothing else breaks; check the number"
        ]
    );
    // Whole numbers: `c` and `d` would be the half of 5.
    let half = reported(&["2 * c = a", "c = d"], "A;1;2;3;4;5;6;7\n10001;5;20;4;3;3;;");
    assert!(half[0].contains("not known which: B5 & D5, B5 & E5. "), "{half:?}");
}

#[test]
fn two_cells_that_only_together_explain() {
    let lines = "A;1;2;3;4;5;6;7\n10001;10;20;5;10;3;;";
    let two = reported(&["a = b", "a = d", "c = e", "c = 3", "b = d + 0"], lines);
    // Two parts that have nothing to do with each other, one cell in each.
    assert_eq!(two.len(), 2, "{two:?}");
    assert!(two[0].starts_with("C5, 10: ") && two[1].starts_with("D5, 3: "), "{two:?}");
    let lines = "A;1;2;3;4;5;6;7\n10001;10;10;5;7;10;;";
    let reported = reported(&["a = b", "b = e", "c = e", "d = e", "a + b + c + d = 40"], lines);
    assert_eq!(
        reported,
        [
            "D5, 10: 5 is likely wrong, together with E5. What does not hold: the check “c = e”, the check “d = e”, the check “a + b + c + d = 40”. No change of fewer cells mends it; check these numbers",
            "E5, 10: 7 is likely wrong, together with D5. What does not hold: the check “c = e”, the check “d = e”, the check “a + b + c + d = 40”. No change of fewer cells mends it; check these numbers",
        ]
    );
}

#[test]
fn amounts_of_dong_are_exact() {
    let lines = "A;1;2;3;4;5;6=7;7\n10001;1;1;1;1;1;12345678901234,5678;12345678901234,5679";
    // One more in the last of eighteen digits.
    let one = reported(&["paid <= money", "money <= 12345678901234.5678", "paid = 12345678901234.5678"], lines);
    assert_eq!(one.len(), 1, "{one:?}");
    assert!(one[0].starts_with("H5, 12345678901234,5678: 12345678901234.5679 is likely wrong"), "{one:?}");
    let large = "A;1;2;3;4;5;6;7\n10001;1;1;1;1;1;12345678901234567890;98765432109876543210";
    let reported = reported(&["1000000 * paid <= 999999 * money", "paid <= money"], large);
    assert!(reported.iter().all(|line| line.starts_with("the row")), "{reported:?}");
}

#[test]
fn a_total_is_evidence_where_one_of_its_rows_alone_fails() {
    let totals = "10002;7;3;4;1;1;;\n10003;9;4;5;1;1;;\nTổng;36;17;19;;;;";
    // 20 = 10 + 10 was meant, and 13 is written for the first 10.
    let lines = format!("{NUMBERS}\n10001;20;13;10;1;1;;\n{totals}");
    let one = reported(&[], &lines);
    assert_eq!(
        one,
        [
            "C5, 10: 13 is likely wrong. What does not hold: the formula “1=2+3” of the numbering row, the total in C8. With 10 here alone all of it holds, and nothing else breaks; check the number"
        ]
    );
    // Where it is off by more than the row, another of its rows may be wrong too.
    let lines = format!("{NUMBERS}\n10001;20;13;10;1;1;;\n10002;7;3;4;1;1;;\n10003;9;4;5;1;1;;\nTổng;36;21;19;;;;");
    assert_eq!(
        reported(&[], &lines),
        [
            "C5, 10: 13 is likely wrong, together with C8 (or a row that it adds). What does not hold: the formula “1=2+3” of the numbering row, the total in C8. No change of fewer cells mends it; check these numbers"
        ]
    );
    // Where another row under it fails too, it is evidence for neither.
    let lines = format!("{NUMBERS}\n10001;20;13;10;1;1;;\n10002;8;3;4;1;1;;\n10003;9;4;5;1;1;;\nTổng;36;17;19;;;;");
    assert_eq!(reported(&[], &lines), [""; 0]);
}

#[test]
fn exchanged_digits_are_said_once() {
    let lines = format!("{NUMBERS}\n10001;120;19;29;91;1;;\n10002;7;3;4;3;1;;");
    let codes: Vec<Code> = found(&["b = d"], &lines).iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&Code::TransposedDigits) && !codes.contains(&Code::LikelyWrongCell), "{codes:?}");
}

#[test]
fn rounding_is_allowed_where_the_formula_allows_it() {
    // 1.25 + 2.35 is 3.6 or, each rounded, 3.59 to 3.61 and more.
    let numbers = "A;1;2;3;4;5;6=7;7";
    let rounded = format!("{numbers}\n10001;5;5;1;1;1;3,6;3,64");
    assert_eq!(reported(&["a = b"], &rounded), [""; 0]);
    let lines = format!("{numbers}\n10001;5;5;1;1;1;3,6;4,64");
    let reported = reported(&["paid <= 4", "money <= 4"], &lines);
    assert_eq!(reported.len(), 1, "{reported:?}");
    assert!(reported[0].starts_with("H5, 3,6: 4.64 is likely wrong"), "{reported:?}");
}

#[test]
fn what_is_no_sum_takes_no_part() {
    let lines = "A;1=2/3;2;3;4;5;6;7\n10001;10;20;5;3;3;;";
    assert_eq!(reported(&["b <= a OR c = 1", "c <= d", "a <> 10"], lines), [""; 0]);
}
