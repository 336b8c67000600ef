//! Labels as people write them by hand: wrapped over two cells, printed again in another order, with a total of two periods among them; and a period on the
//! dotted lines of a printed form.

use crate::kit::{Row, filtered, lines};
use crate::mini::Mini;
use crate::split_labels::sent;

const HEAD: [&str; 2] = ["Biểu số 01/TN", "Quý II năm 2025"];

/// The table as a workbook and as a text: what is found, and each value of some fields.
fn both(rows: &[Vec<&str>], fields: &[&str]) -> [(Vec<String>, Vec<String>); 2] {
    let values = |rows: &[Row]| lines(rows, fields);
    let (found, of_workbook) = sent(rows, &[]);
    let codes = |found: Vec<String>| -> Vec<String> {
        let codes = found.iter().map(|line| line.split(" | ").take(3).collect::<Vec<_>>().join(" "));
        codes.filter(|line| !line.contains("extra-label") && !line.contains("missing-row")).collect()
    };
    let mini = Mini::new();
    let text: String = rows.iter().map(|row| format!("{}\n", row.join(";"))).collect();
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text);
    mini.tinhso(&["run"]);
    let of_text =
        lines(&filtered(mini.table("findings"), &[("object", "services/q2.csv")]), &["severity", "code", "cell"]);
    let of_text: Vec<String> = of_text.iter().map(|line| line.replace(" | ", " ")).collect();
    [(codes(found), values(&of_workbook)), (codes(of_text), values(&mini.table("data/services")))]
}

#[test]
fn labels_wrapped_over_two_cells_are_read_whole() {
    let rows = [
        vec![HEAD[0]],
        vec![HEAD[1]],
        vec!["TT", "Mã", "Tên", "Hồ sơ", "Hồ sơ", "Dân", "Điểm chuyển"],
        vec!["", "xã", "xã", "tiếp nhận", "trực tuyến", "số", "đổi số"],
        vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61"],
    ];
    for (found, values) in both(&rows, &["received", "online", "people", "score"]) {
        assert_eq!((found, values), (Vec::new(), vec!["120 | 60 | 4000 | 61.000000".to_owned()]));
    }
    // Groups over other words stay groups, and a table of something else is none of the form.
    let other = [
        vec![HEAD[0]],
        vec![HEAD[1]],
        vec!["TT", "Mã", "Tên", "Trâu", "Bò"],
        vec!["", "thôn", "thôn", "cày", "sữa"],
        vec!["1", "90001", "Xã Đồi Chè", "120", "60"],
    ];
    for (found, values) in both(&other, &["received"]) {
        assert_eq!((found, values), (vec!["error unknown-form ".to_owned()], Vec::new()));
    }
}

#[test]
fn labels_that_come_again_over_other_columns_end_the_table() {
    let labels = ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
    let second = vec!["2", "90002", "Xã Bến Gỗ", "40", "80", "3000", "55"];
    let table = |again: Vec<&'static str>| {
        let first = vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61"];
        [vec![HEAD[0]], vec![HEAD[1]], labels.to_vec(), first, again, second.clone()]
    };
    for (found, values) in both(&table(vec!["", "", "", labels[4], labels[3]]), &["received", "online"]) {
        assert_eq!((found, values), (vec!["error unread-row A5".to_owned()], vec!["120 | 60".to_owned()]));
    }
    // In their own order they say nothing new.
    for (found, values) in both(&table(vec!["", "", "", labels[3], labels[4]]), &["received", "online"]) {
        let expected = ["120 | 60".to_owned(), "40 | 80".to_owned()];
        assert_eq!((found, values), (vec!["error check-failed E6".to_owned()], expected[..1].to_vec()));
    }
}

#[test]
fn a_total_that_holds_what_was_carried_over_is_not_that_of_the_period() {
    let table = |beside: &'static str| {
        let mini = Mini::new();
        mini.edit("schemas/services.json", "\"title\": \"Hồ sơ tiếp nhận\"", "\"title\": \"Hồ sơ > Tổng số\"");
        let mut labels = vec!["Mã xã;Tên xã;Hồ sơ;;;Dân số;Điểm chuyển đổi số".to_owned()];
        labels.push(format!(";;Tổng số;{beside};Hồ sơ trực tuyến;;"));
        let text = format!("Quý II năm 2025\n{}\n90001;Xã Đồi Chè;120;20;60;4000;61\n", labels.join("\n"));
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text);
        mini.tinhso(&["run"]);
        let found = lines(&mini.table("findings"), &["code", "cell"]);
        (found.contains(&"missing-label | A3".to_owned()), lines(&mini.table("data/services"), &["received"]))
    };
    for carried in ["Kỳ trước chuyển sang", "Tồn đầu kỳ", "Chuyển từ kỳ trước"] {
        assert_eq!(table(carried), (true, vec![String::new()]), "{carried}");
    }
    assert_eq!(table("Qua bưu chính"), (false, vec!["120".to_owned()]));
}

#[test]
fn a_period_on_dotted_lines_is_read() {
    for (period, is_read) in [
        ("Quý: ...2... Năm: ...2025...", true),
        ("Quý ………II……. năm ……2025……", true),
        ("Quý ...... năm ......", false),
        ("Quý II năm 2 025", false),
    ] {
        let rows = [
            vec![HEAD[0]],
            vec![period],
            vec!["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"],
            vec!["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61"],
        ];
        for (found, values) in both(&rows, &["time_period"]) {
            let expected = if is_read { vec!["2025-Q2".to_owned()] } else { Vec::new() };
            assert_eq!(values, expected, "{period}: {found:?}");
            assert_eq!(found.is_empty(), is_read, "{period}: {found:?}");
        }
    }
    let mini = Mini::new();
    let text = "Quý II năm 2 025\nMã xã;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n90001;Xã Đồi Chè;120;60;4000;61\n";
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text);
    mini.tinhso(&["run"]);
    let found = filtered(mini.table("findings"), &[("code", "unknown-period")]);
    assert_eq!(lines(&found, &["suggestion"]), ["Quý … năm …"], "the year is not written a second time");
}
