//! Rows of JSON that programs wrap in an object: servers of maps, search engines.

use crate::cell_formats::labels;
use crate::kit::lines;
use crate::mini::{Mini, OLD};

/// The members of the rows of five communes.
fn rows() -> Vec<Vec<(String, String)>> {
    let row = |(code, name): (&str, &str)| {
        let values = [code, name, "2025-Q2"].map(|text| format!("\"{text}\"")).into_iter();
        let values = values.chain(["100", "50", "1000", "60.5"].map(str::to_owned));
        labels().into_iter().map(str::to_owned).zip(values).collect()
    };
    OLD.into_iter().map(row).collect()
}

fn object(members: &[(String, String)]) -> String {
    let members: Vec<String> = members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{{}}}", members.join(", "))
}

#[track_caller]
fn read(text: &str) -> Vec<String> {
    let mini = Mini::new();
    mini.send("services/a.json", "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    let found = lines(&mini.table("findings"), &["code", "severity", "message_en"]);
    assert!(found.iter().all(|line| !line.contains("| error |")), "{found:#?}");
    lines(&mini.table("data/services"), &["ref_area", "received", "online", "score"])
}

#[test]
fn rows_that_an_object_wraps_are_read() {
    let plain: Vec<String> = rows().iter().map(|row| object(row)).collect();
    let expected = read(&format!("[{}]", plain.join(", ")));
    assert_eq!(expected.len(), 5);
    for name in ["attributes", "_source", "fields", "properties", "dòng"] {
        let wrapped: Vec<String> = plain.iter().map(|row| format!("{{\"{name}\": {row}}}")).collect();
        assert_eq!(read(&format!("{{\"features\": [{}]}}", wrapped.join(", "))), expected, "{name}");
        assert_eq!(read(&wrapped.join("\n")), expected, "{name} a line");
        let twice: Vec<String> = wrapped.iter().map(|row| format!("{{\"hit\": {row}}}")).collect();
        assert_eq!(read(&format!("[{}]", twice.join(", "))), expected, "{name} in another");
    }
    // Two objects that part the members between them.
    let parted = rows().into_iter().map(|row| {
        let (unit, figures) = row.split_at(3);
        format!("{{\"xa\": {}, \"so_lieu\": {}}}", object(unit), object(figures))
    });
    assert_eq!(read(&format!("[{}]", parted.collect::<Vec<_>>().join(", "))), expected);
}
