//! Formulas without a value: what a program wrote and no spreadsheet computed is no empty cell, and no zero.

use rust_xlsxwriter::Workbook;

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, OLD, SECOND_QUARTER, sheet};
use crate::packages::{ods, package, repacked};

const WHEN: &str = "2025-07-05T09:00:00+07:00";

/// The five communes in rows 2 to 6 and a total; formulas in E2 (its result is written), E3, E4 and in the total.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 01").expect("a name");
    for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
        sheet.write(0, column, label).expect("written");
    }
    for (row, (code, name)) in (1..).zip(OLD) {
        sheet.write(row, 0, code).expect("written");
        sheet.write(row, 1, name).expect("written");
        sheet.write(row, 2, "2025-Q2").expect("written");
        for (column, number) in [(3, 100), (4, 50), (5, 1000), (6, 60)] {
            sheet.write(row, column, number).expect("written");
        }
    }
    sheet.write_formula(1, 4, rust_xlsxwriter::Formula::new("D2/2").set_result("50")).expect("written");
    sheet.write_formula(2, 4, "IF(D3>0,D3/2,\"<\")").expect("written");
    sheet.write_formula(3, 4, "D4/2").expect("written");
    sheet.write(6, 1, "Tổng số").expect("written");
    sheet.write_formula(6, 3, "SUM(D2:D6)").expect("written");
    book.save_to_buffer().expect("a workbook")
}

#[track_caller]
fn found(name: &str, bytes: &[u8]) -> (Mini, Vec<String>) {
    let mini = Mini::new();
    mini.send(&format!("services/{name}"), WHEN, bytes);
    mini.run(1);
    let findings = filtered(mini.table("findings"), &[("code", "error-cell")]);
    for finding in &findings {
        assert!(finding["message_vi"].contains("chưa được tính"), "{finding:?}");
        assert!(finding["message_en"].contains("never computed"), "{finding:?}");
    }
    (mini, lines(&findings, &["severity", "cell", "value", "disposition"]))
}

#[test]
fn a_formula_without_a_value_is_an_error_and_no_total() {
    // As openpyxl writes it, and without the element of the value.
    for value in ["<v></v>", ""] {
        let bytes = repacked(&workbook(), |name, text| match name {
            "xl/worksheets/sheet1.xml" => text.replace("</f><v>0</v>", &format!("</f>{value}")),
            _ => text.replace(" fullCalcOnLoad=\"1\"", ""),
        });
        let (mini, findings) = found("q2.xlsx", &bytes);
        assert_eq!(
            findings,
            [
                "warning | D7 | =SUM(D2:D6) | ignored",
                "error | E3 | =IF(D3>0,D3/2,\"<\") | quarantined",
                "error | E4 | =D4/2 | quarantined"
            ],
            "{value}"
        );
        assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2025-Q2"), "100.0 | A | 1/1");
        assert!(filtered(mini.table("findings"), &[("code", "total-mismatch")]).is_empty());
    }
}

#[test]
fn a_zero_in_a_workbook_that_asks_to_be_computed_is_no_value() {
    let (_, findings) = found("q2.xlsx", &workbook());
    assert_eq!(
        findings,
        [
            "warning | D7 | =SUM(D2:D6) | ignored",
            "error | E3 | =IF(D3>0,D3/2,\"<\") | quarantined",
            "error | E4 | =D4/2 | quarantined"
        ]
    );
    // Nobody asks for it: the formulas show by themselves that their zeros are no results, and so nobody has computed the others.
    let silent = |text: String| text.replace(" fullCalcOnLoad=\"1\"", "");
    let (_, of_silent) = found("q2.xlsx", &repacked(&workbook(), |_, text| silent(text)));
    assert_eq!(of_silent, findings);
    // A spreadsheet computed this one: its zero is a zero, of which nothing else is known.
    let computed = repacked(&workbook(), |_, text| {
        let text = text.replace("IF(D3&gt;0,D3/2,\"&lt;\")", "VLOOKUP(D3,A1:D9,2)");
        let text = text.replace("SUM(D2:D6)</f><v>0</v>", "SUM(D2:D6)</f><v>500</v>");
        silent(text.replace("D4/2</f><v>0</v>", "D4/2</f><v>50</v>"))
    });
    let mini = Mini::new();
    mini.send("services/q2.xlsx", WHEN, computed);
    mini.run(0);
    assert_eq!(mini.figure("dossiers_so_far", "90", "as-reported", "2025-Q2"), "500.0 | A | 5/5");
}

#[test]
fn formulas_that_ask_before_they_divide_show_what_they_give() {
    // A workbook of POI: some results are written, those of this cell are not; D4 is 100, and H4 is empty.
    let of = |formula: &str, stated: &str| {
        let bytes = repacked(&workbook(), |_, text| {
            let text = text.replace("SUM(D2:D6)</f><v>0</v>", "SUM(D2:D6)</f><v>500</v>");
            let text = text.replace("<f>IF(D3&gt;0,D3/2,\"&lt;\")</f><v>0</v>", "<v>50</v>");
            let text = text.replace("<f>D4/2</f><v>0</v>", &format!("<f>{formula}</f><v>{stated}</v>"));
            text.replace(" fullCalcOnLoad=\"1\"", "")
        });
        let mini = Mini::new();
        mini.send("services/q2.xlsx", WHEN, bytes);
        assert!(mini.tinhso(&["run"]).code < 2);
        lines(&filtered(mini.table("findings"), &[("code", "error-cell")]), &["cell"])
    };
    for formula in [
        "IF(D4=0,0,D4/2)",
        "IF(D4=&quot;&quot;,0,D4/2)",
        "IFERROR(D4/2,0)",
        "IF(ISERROR(D4/2),0,D4/2)",
        "ROUND(D4/2,1)",
        "AVERAGE(D2:D6)",
        "MAX(D2:D6)-50",
        "IF(AND(D4&gt;0,F4&gt;0),D4/2,0)",
    ] {
        assert_eq!(of(formula, "0"), ["E4"], "{formula}");
    }
    for formula in [
        "IF(H4=0,0,D4/H4)",
        "IFERROR(D4/H4,0)",
        "IF(ISERROR(D4/H4),0,D4/H4)",
        "ROUND(D4/1000,0)",
        "MAX(H2:H6)",
        "IF(H4&gt;0,D4/2,0)",
        "VLOOKUP(D4,A1:D9,2)",
    ] {
        assert!(of(formula, "0").is_empty(), "{formula}");
    }
}

#[test]
fn shared_and_array_formulas_without_values_are_seen_and_an_empty_text_is_a_value() {
    let bytes = repacked(&workbook(), |name, text| match name {
        "xl/worksheets/sheet1.xml" => text
            .replace(
                "<c r=\"E3\"><f>IF(D3&gt;0,D3/2,\"&lt;\")</f><v>0</v></c>",
                "<c r=\"E3\"><f t=\"shared\" si=\"0\"/></c>",
            )
            .replace("<c r=\"E4\"><f>D4/2</f><v>0</v></c>", "<c r=\"E4\"><f t=\"array\" ref=\"E4:E5\">D4:D5/2</f></c>")
            .replace("<c r=\"E5\"><v>50</v></c>", "")
            .replace("<c r=\"E6\"><v>50</v></c>", "<c r=\"E6\" t=\"str\"><f>\"\"</f><v></v></c>"),
        _ => text,
    });
    let (mini, findings) = found("q2.xlsx", &bytes);
    assert_eq!(
        findings,
        [
            "warning | D7 | =SUM(D2:D6) | ignored",
            "error | E3 | =… | quarantined",
            "error | E4 | =D4:D5/2 | quarantined",
            "error | E5 | =D4:D5/2 | quarantined"
        ]
    );
    assert_eq!(mini.figure("dossiers", "90005", "as-reported", "2025-Q2"), "100.0 | A | 1/1", "an empty text is a gap");
}

#[test]
fn an_ods_without_values_says_so_too() {
    let line = |cells: &[&str]| {
        let cell = |text: &&str| match text.strip_prefix("=") {
            Some(formula) => format!("<table:table-cell table:formula=\"of:={formula}\"/>"),
            None => {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
            }
        };
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let header: Vec<&str> = HEADER.trim_end().split(';').collect();
    let rows = [
        line(&header),
        line(&["90001", "Xã Đồi Chè", "2025-Q2", "100", "50", "1000", "60"]),
        line(&["90002", "Xã Bến Gỗ", "2025-Q2", "100", "=[.D3]/2", "1000", "60"]),
    ];
    let (_, findings) = found("q2.ods", &ods(&rows.concat()));
    assert_eq!(findings, ["error | E3 | =D3/2 | quarantined"]);
    // A zero, or an empty text, that a plain formula does not give: a program put it there. Then nothing shows that others were computed.
    let unknown = r#"<table:table-cell table:formula="of:=INDEX([.D2];1)" office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>"#;
    let stated = |said: &str, of_first: &str, prefix: &str| {
        let first = "<table:table-cell office:value-type=\"string\"><text:p>50</text:p></table:table-cell>";
        let rows = rows.concat().replace("/2\"/>", &format!("/2\"{said}"));
        let number = "<table:table-cell office:value-type=\"float\" office:value=\"100\"/>";
        let rows = rows
            .replace("<table:table-cell office:value-type=\"string\"><text:p>100</text:p></table:table-cell>", number);
        found("q2.ods", &ods(&rows.replace(first, of_first).replace("of:=", prefix))).1
    };
    // OpenFormula with its prefix; ODF 1.1, which has none.
    for prefix in ["of:=", "="] {
        for said in [
            " office:value-type=\"float\" office:value=\"0\"><text:p>0</text:p></table:table-cell>",
            " office:value-type=\"string\" office:string-value=\"\"/>",
        ] {
            assert_eq!(
                stated(said, unknown, prefix),
                ["error | E2 | =INDEX(D2,1) | quarantined", "error | E3 | =D3/2 | quarantined"]
            );
        }
    }
    // A type says nothing of a result; an empty text that is stated is one, where its formula may give it.
    for (said, expected) in [
        (" office:value-type=\"string\"", &["error | E3 | =D3/2 | quarantined"][..]),
        (" office:value-type=\"string\" office:string-value=\"\"", &[]),
    ] {
        let rows = rows.concat().replace("/2\"/>", &format!("/2\"{said}/>"));
        let mini = Mini::new();
        mini.send("services/q2.ods", WHEN, ods(&rows));
        mini.run(i32::from(!expected.is_empty()));
        let findings = filtered(mini.table("findings"), &[("code", "error-cell")]);
        assert_eq!(lines(&findings, &["severity", "cell", "value", "disposition"]), expected, "{said}");
    }
}

#[test]
fn parts_of_an_ods_in_utf_16_are_read() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let rows: String = [HEADER.trim_end(), "90001;Xã Đồi Chè;2025-Q2;100;50;1000;60"]
        .map(|line| format!("<table:table-row>{}</table:table-row>", line.split(';').map(cell).collect::<String>()))
        .concat();
    let parts = crate::packages::parts(&ods(&rows));
    for (mark, write) in [("\u{feff}", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("\u{feff}", u16::to_be_bytes)] {
        let in_utf_16 = |text: &str| -> Vec<u8> {
            let whole = format!("{mark}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{text}");
            whole.encode_utf16().flat_map(write).collect()
        };
        let parts: Vec<(String, Vec<u8>)> = parts
            .iter()
            .map(|(name, bytes)| match std::str::from_utf8(bytes) {
                Ok(text) if name.ends_with(".xml") => (name.clone(), in_utf_16(text)),
                _ => (name.clone(), bytes.clone()),
            })
            .collect();
        let mini = Mini::new();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
        mini.send("services/q2.ods", WHEN, crate::packages::archive(&parts));
        mini.run(0);
        assert_eq!(lines(&mini.table("data/services"), &["ref_area", "received"]), ["90001 | 100"]);
    }
}

#[test]
fn an_ods_that_repeats_its_cells_beyond_the_limit_is_too_large() {
    let cell =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let mini = Mini::new();
    mini.send("services/q2.ods", WHEN, ods(&row));
    // What every spreadsheet program writes below the last row costs nothing.
    let empty = "<table:table-row table:number-rows-repeated=\"1048500\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    mini.send("services/q3.ods", WHEN, ods(empty));
    mini.send("services/q4.zip", WHEN, package(&[("mimetype", "x"), ("content.xml", "<office")]));
    mini.run(1);
    let findings = lines(&mini.table("findings"), &["code", "object"]);
    let assert_found = |line: &str| assert!(findings.contains(&line.to_owned()), "{findings:?}");
    assert_found("oversized-file | services/q2.ods");
    assert_found("unknown-form | services/q3.ods");
    assert_found("unreadable-file | services/q4.zip");
}

/// What is said of a text whose label "Dân số" is `label`, each with its code, cell and disposition; `change` is made to the form.
fn of_label(label: &str, change: (&str, &str), code: i32) -> Vec<String> {
    let mini = Mini::new();
    mini.edit("schemas/services.json", change.0, change.1);
    let text = sheet("2025-Q2", &OLD, &SECOND_QUARTER).replace("Dân số", label);
    mini.send("services/q2.csv", WHEN, text);
    mini.run(code);
    let mut findings = mini.table("findings");
    findings.retain(|finding| finding["object"] == "services/q2.csv");
    lines(&findings, &["severity", "code", "cell", "field", "disposition"])
}

#[test]
fn what_a_label_that_gave_nothing_may_be_is_no_missing_column() {
    let unchanged = ("\"title\": \"Dân số\"", "\"title\": \"Dân số\"");
    for label in ["#REF!", "=DM!B1"] {
        assert_eq!(of_label(label, unchanged, 1), ["error | error-cell | F1 | people | used"]);
        let required = ("\"title\": \"Dân số\"", "\"title\": \"Dân số\", \"constraints\": { \"required\": true }");
        assert_eq!(of_label(label, required, 1), ["error | error-cell | F1 | people | rejected"]);
        let lenient = ("\"schema\": {", "\"severities\": { \"missing-label\": \"warning\" }, \"schema\": {");
        assert_eq!(of_label(label, lenient, 0), ["warning | error-cell | F1 | people | used"]);
    }
    // One more is missing than there are such labels.
    let more =
        ("{ \"name\": \"score\"", "{ \"name\": \"note\", \"title\": \"Ghi chú\" },\n      { \"name\": \"score\"");
    let missing = ["error | missing-label | A1 | note | used", "error | missing-label | A1 | people | used"];
    let mut found = of_label("#REF!", more, 1);
    found.sort();
    assert_eq!(found[..2], missing);
    assert_eq!(found[2..], ["warning | error-cell | F1 |  | used"]);
}

#[test]
fn each_cell_of_an_array_formula_and_of_a_shared_one_holds_its_own() {
    let computed = |text: &str| text.replace(" fullCalcOnLoad=\"1\"", "");
    let array = |result: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Biểu 01").expect("a name");
        for (column, label) in (0..).zip(HEADER.trim_end().split(';')) {
            sheet.write(0, column, label).expect("written");
        }
        for (row, (code, name)) in (1..).zip(OLD) {
            sheet.write(row, 0, code).expect("written");
            sheet.write(row, 1, name).expect("written");
            sheet.write(row, 2, "2025-Q2").expect("written");
            for (column, number) in [(3, 100), (4, 50), (5, 1000), (6, 60)] {
                sheet.write(row, column, number).expect("written");
            }
        }
        let formula = rust_xlsxwriter::Formula::new("D2:D4/2").set_result(result);
        sheet.write_array_formula(1, 4, 3, 4, formula).expect("written");
        repacked(&book.save_to_buffer().expect("a workbook"), |_, text| computed(&text))
    };
    // A program states the result of the first cell, and zeros for the others.
    let (_, findings) = found("q2.xlsx", &array("50"));
    let of_others = ["error | E3 | =D3/2 | quarantined", "error | E4 | =D4/2 | quarantined"];
    assert_eq!(findings, of_others);
    // The same, computed by a spreadsheet.
    let computed_array = repacked(&array("50"), |_, text| {
        ["E3", "E4"].iter().fold(text.to_owned(), |text, cell| {
            text.replace(&format!("<c r=\"{cell}\"><v>0</v>"), &format!("<c r=\"{cell}\"><v>50</v>"))
        })
    });
    let mini = Mini::new();
    mini.send("services/q2.xlsx", WHEN, &computed_array);
    mini.run(0);
    // One formula that three cells share, of which one was not computed.
    let shared = repacked(&array("50"), |_, text| {
        text.replace("<f t=\"array\" ref=\"E2:E4\">D2:D4/2</f>", "<f t=\"shared\" ref=\"E2:E4\" si=\"0\">D2/2</f>")
            .replace("<c r=\"E3\"><v>0</v>", "<c r=\"E3\"><f t=\"shared\" si=\"0\"/><v>0</v>")
            .replace("<c r=\"E4\"><v>0</v>", "<c r=\"E4\"><f t=\"shared\" si=\"0\"/><v>50</v>")
    });
    let (_, findings) = found("q2.xlsx", &shared);
    assert_eq!(findings, ["error | E3 | =D3/2 | quarantined"]);
}

#[test]
fn each_cell_of_a_matrix_formula_of_an_ods_holds_its_own() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |number: &str| format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>");
    let first = |result: &str| {
        format!(
            "<table:table-cell table:formula=\"of:=[.D2:.D4]/2\" table:number-matrix-rows-spanned=\"3\" \
             table:number-matrix-columns-spanned=\"1\" office:value-type=\"float\" office:value=\"{result}\"/>"
        )
    };
    let book = |online: [String; 3]| {
        let header: String = HEADER.trim_end().split(';').map(text).collect();
        let rows = OLD.iter().zip(&online).map(|((code, name), online)| {
            let cells =
                [text(code), text(name), text("2025-Q2"), number("100"), online.clone(), number("1000"), number("60")];
            format!("<table:table-row>{}</table:table-row>", cells.concat())
        });
        ods(&format!("<table:table-row>{header}</table:table-row>{}", rows.collect::<String>()))
    };
    let of_others = ["error | E3 | =D3/2 | quarantined", "error | E4 | =D4/2 | quarantined"];
    let (_, findings) = found("q2.ods", &book([first("50"), number("0"), number("0")]));
    assert_eq!(findings, of_others);
    let blank = || "<table:table-cell/>".to_owned();
    let (_, findings) = found("q2.ods", &book([first("50"), blank(), blank()]));
    assert_eq!(findings.len(), 2);
    let (_, findings) = found("q2.ods", &book([first("0"), number("0"), number("0")]));
    assert_eq!(findings, [&["error | E2 | =D2/2 | quarantined"], &of_others[..]].concat());
    let mini = Mini::new();
    mini.send("services/q2.ods", WHEN, book([first("50"), number("50"), number("50")]));
    mini.run(0);
}
