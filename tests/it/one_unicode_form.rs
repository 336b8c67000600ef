//! Declarations in decomposed letters: they meet the cells and the names of objects that look the same.

use unicode_normalization::UnicodeNormalization as _;

use crate::kit::lines;
use crate::mini::{HEADER, Mini, OLD};

const FORM: &str = "schemas/services.json";
const PIPELINE: &str = "pipelines/services.toml";

fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// A project in whose form the score is another field, with the states of the five communes; three of them are approved.
fn states(field: &str, states: [&str; 5], object: &str) -> Mini {
    let mini = Mini::new();
    let score = r#"{ "name": "score", "type": "number", "title": "Điểm chuyển đổi số", "measure": "rate" }"#;
    mini.edit(FORM, score, field);
    let mut text = HEADER.replace("Điểm chuyển đổi số", "Trạng thái");
    for ((code, name), state) in OLD.iter().zip(states) {
        text += &format!("{code};{name};2025-Q1;100;50;1000;{state}\n");
    }
    mini.send(object, "2025-04-05T09:00:00+07:00", text);
    mini
}

#[track_caller]
fn read(mini: &Mini) -> Vec<String> {
    mini.run(0);
    lines(&mini.table("data/services"), &["state"])
}

#[test]
fn values_of_a_form_are_those_of_cells_in_every_writing() {
    let approved = decomposed("Đã duyệt");
    let cells = ["Đã duyệt", approved.as_str(), "Đã duyệt", approved.as_str(), "Đã duyệt"];
    for property in [
        r#""constraints": { "enum": ["Đã duyệt"] }"#,
        r#""constraints": { "pattern": "Đã duyệt" }"#,
        r#""categories": [{ "value": "Đã duyệt", "label": "Rồi đó" }]"#,
        r#""categories": ["Đã duyệt"]"#,
    ] {
        let escaped = property.nfd().map(|sign| match sign {
            '\u{300}'..='\u{36f}' => format!("\\u{:04x}", u32::from(sign)),
            sign => sign.to_string(),
        });
        for written in [property.to_owned(), decomposed(property), escaped.collect()] {
            let field = format!(r#"{{ "name": "state", "type": "string", "title": "Trạng thái", {written} }}"#);
            let mini = states(&field, cells, "services/2025-Q1.csv");
            assert_eq!(read(&mini), ["Đã duyệt"; 5], "{written}");
        }
    }
}

#[test]
fn words_of_yes_and_no_are_compared_in_one_form() {
    let (yes, no) = (decomposed("rồi"), decomposed("chưa"));
    let cells = ["rồi", yes.as_str(), "chưa", no.as_str(), "rồi"];
    for property in [
        r#""trueValues": ["rồi"], "falseValues": ["chưa"]"#.to_owned(),
        format!(r#""trueValues": ["{yes}"], "falseValues": ["{no}"]"#),
    ] {
        let field = format!(r#"{{ "name": "state", "type": "boolean", "title": "Trạng thái", {property} }}"#);
        let mini = states(&field, cells, "services/2025-Q1.csv");
        assert_eq!(read(&mini), ["true", "true", "false", "false", "true"], "{property}");
    }
}

#[test]
fn folders_are_those_of_a_source_in_every_writing() {
    for [folder, from] in [[decomposed("Số liệu"), "Số liệu".to_owned()], ["Số liệu".to_owned(), decomposed("Số liệu")]]
    {
        let field = r#"{ "name": "state", "type": "string", "title": "Trạng thái" }"#;
        let mini = states(field, ["a"; 5], &format!("{folder}/2025-Q1.csv"));
        mini.edit(PIPELINE, "from = \"services/**\"", &format!("from = \"{from}/**\""));
        assert_eq!(read(&mini), ["a"; 5]);
        assert!(mini.table("findings").iter().all(|finding| finding["code"] != "unclaimed-object"));
    }
}

#[test]
fn a_condition_is_true_of_the_texts_that_it_looks_like() {
    let field = r#"{ "name": "state", "type": "string", "title": "Trạng thái" }"#;
    for written in ["Đã duyệt", &decomposed("Đã duyệt"), "\u{d0}ã duyệt", "Đã  duyệt "] {
        let mini = states(field, ["Đã duyệt", "Đã duyệt", "chưa", "chưa", "Đã duyệt"], "services/2025-Q1.csv");
        let counted = format!("value = \"count(*)\", where = \"state = '{written}'\"");
        mini.edit(PIPELINE, "value = \"count(*)\", where = \"received >= 100\"", &counted);
        mini.run(0);
        assert_eq!(mini.figure("busy_communes_share", "90", "as-reported", "2025-Q1"), "60.0 | A | 5/5", "{written}");
    }
}

#[test]
fn a_condition_is_in_the_writing_in_which_values_are_kept_or_is_refused() {
    let of = |kind: &str| format!(r#"{{ "name": "state", "type": "{kind}", "title": "Trạng thái" }}"#);
    for (kind, cell, written) in [
        ("duration", "PT36H", "PT36H"),
        ("yearmonth", "2020-02", "2020-2"),
        ("list", "a,b", "a,b"),
        ("time", "06:30:00", "06:30:00"),
    ] {
        let mini = states(&of(kind), [cell; 5], "services/2025-Q1.csv");
        let counted = format!("value = \"count(*)\", where = \"state = '{written}'\"");
        mini.edit(PIPELINE, "value = \"count(*)\", where = \"received >= 100\"", &counted);
        mini.run(0);
        assert_eq!(mini.figure("busy_communes_share", "90", "as-reported", "2025-Q1"), "100.0 | A | 5/5", "{kind}");
    }
    let mini = states(&of("time"), ["06:30:00"; 5], "services/2025-Q1.csv");
    mini.edit(PIPELINE, "where = \"received >= 100\"", "where = \"state = '06:30'\"");
    let fault = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(fault.contains("'06:30' is no value of it") && fault.contains("06:30:00"), "{fault}");
}

#[test]
fn an_object_is_one_however_its_name_is_composed() {
    let typed = "services/Huyện Rừng – quý I.csv";
    let field = r#"{ "name": "state", "type": "string", "title": "Trạng thái" }"#;
    let named = |from: &str, to: &str, mini: &Mini| {
        let path = |name: &str| mini.path().join("landing").join(name);
        std::fs::write(path(to), std::fs::read(path(from)).expect("the object")).expect("written");
        std::fs::remove_file(path(from)).expect("removed");
    };
    let of_mac = decomposed(typed);
    let mini = states(field, ["a"; 5], typed);
    let first = mini.run(0)["run_id"].clone();
    // Copied over a Mac it is the same, and changes nothing.
    named(typed, &of_mac, &mini);
    let again = mini.run(0);
    assert_eq!((&again["run_id"], &again["unchanged"]), (&first, &true.into()), "{again}");
    assert!(mini.table("findings").iter().all(|finding| finding["code"] != "duplicate-submission"));
    let status = mini.tinhso(&["status", "--format", "json"]).expect(0).json();
    assert!(!status.to_string().contains(&of_mac), "{status}");
    // A first run over such a folder is the same run.
    let other = states(field, ["a"; 5], typed);
    named(typed, &of_mac, &other);
    assert_eq!(other.run(0)["run_id"], first);
    for table in ["submissions", "data/services"] {
        let objects = lines(&other.table(table), &["object"]);
        assert!(objects.iter().all(|object| object == typed), "{objects:?}");
    }
    // Beside each other they are two files of one name.
    other.write(&format!("landing/{typed}"), "another text");
    let both = other.run(1).to_string();
    assert!(both.contains("not-an-object") && both.contains(&of_mac), "{both}");
}
