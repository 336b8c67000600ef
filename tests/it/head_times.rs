//! Days, periods and forecasts that a head, a note or an envelope says of its figures, beside the period of the report.

use crate::kit::{Row, filtered};
use crate::mini::Mini;
use crate::split_labels::sent;

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const FIRST: [&str; 7] = ["1", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"];
const SECOND: [&str; 7] = ["2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"];

/// What is found in a table of the second quarter with these lines above its labels and below its rows.
fn table(head: &[Vec<&str>], below: &[&str]) -> (Vec<String>, Vec<Row>) {
    let mut rows = vec![vec!["Biểu số 01/TN"], vec!["Quý II năm 2025"]];
    rows.extend_from_slice(head);
    rows.extend([LABELS.to_vec(), FIRST.to_vec(), SECOND.to_vec()]);
    rows.extend(below.iter().flat_map(|line| [vec![], vec![*line]]));
    let (mut found, rows) = sent(&rows, &[]);
    found.retain(|line| !line.ends_with("| TT"));
    (found, rows)
}

#[test]
fn lines_of_a_head_of_other_days_or_periods_are_a_warning() {
    for (head, value) in [
        (vec![vec!["Từ ngày: 01/04/2025", "Đến ngày: 31/05/2025"]], "Từ ngày: 01/04/2025 Đến ngày: 31/05/2025"),
        (vec![vec!["Từ ngày", "01/04/2025", "Đến ngày", "31/05/2025"]], "Từ ngày 01/04/2025 Đến ngày 31/05/2025"),
        (vec![vec!["Từ ngày: 01/04/2025"], vec!["Đến ngày: 31/05/2025"]], "Từ ngày: 01/04/2025 Đến ngày: 31/05/2025"),
        (vec![vec!["Dữ liệu đến: 31/05/2025"]], "Dữ liệu đến: 31/05/2025"),
        (vec![vec!["Thời điểm: 31/03/2025"]], "Thời điểm: 31/03/2025"),
        (vec![vec!["Năm báo cáo: 2024"]], "Năm báo cáo: 2024"),
        (vec![vec!["Năm báo cáo:", "2024"]], "Năm báo cáo: 2024"),
        (vec![vec!["(số liệu quý I)"]], "(số liệu quý I)"),
        (vec![vec!["(số liệu năm 2024)"]], "(số liệu năm 2024)"),
        (vec![vec!["(tháng 4 và tháng 5)"]], "(tháng 4 và tháng 5)"),
        (vec![vec!["(chưa có tháng 6)"]], "(chưa có tháng 6)"),
        (vec![vec!["(đến 15/5)"]], "(đến 15/5)"),
    ] {
        let (found, rows) = table(&head, &[]);
        assert_eq!(found, [format!("warning | period-mismatch | A3 | {value}")], "{head:?}");
        assert_eq!(rows.len(), 2, "{head:?}");
    }
    for head in [
        vec![vec!["Từ ngày: 01/04/2025", "Đến ngày: 30/06/2025"]],
        vec![vec!["Từ ngày: 01/04/2025"], vec!["Đến ngày: 30/06/2025"]],
        vec![vec!["Ngày in: 05/07/2025"]],
        vec![vec!["Ngày lấy số liệu: 05/07/2025"]],
        vec![vec!["Năm báo cáo: 2025"]],
        vec![vec!["(số liệu quý II)"]],
        vec![vec!["(tháng 4, 5, 6)"]],
        vec![vec!["(Tháng 7 năm 2025)"]],
        vec![vec!["(so với năm 2024)"]],
        vec![vec!["Giai đoạn 2021-2025"]],
    ] {
        assert_eq!(table(&head, &[]).0, Vec::<String>::new(), "{head:?}");
    }
}

#[test]
fn a_note_below_the_table_may_say_that_its_figures_are_other_ones() {
    for note in [
        "Ghi chú: Số liệu trên là số lũy kế từ đầu năm",
        "Ghi chú: số liệu kế hoạch",
        "Ghi chú: số liệu quý I năm 2025",
        "Ghi chú: số liệu chưa bao gồm tháng 6",
    ] {
        let (found, rows) = table(&[], &[note]);
        assert_eq!(found, [format!("warning | period-mismatch | A7 | {note}")]);
        assert_eq!(rows.len(), 2, "{note}");
    }
    for note in [
        "Ghi chú: số liệu quý II năm 2025",
        "Ghi chú: Số liệu do Phòng Tài chính - Kế hoạch tổng hợp",
        "Ghi chú: Số lũy kế ở cột 5",
        "Phòng Tài chính - Kế hoạch",
        "Ngày 05 tháng 7 năm 2025",
    ] {
        assert_eq!(table(&[], &[note]).0, Vec::<String>::new(), "{note}");
    }
}

#[test]
fn an_object_of_json_may_say_other_days_another_state_or_a_factor() {
    let row = r#"{"Mã xã":"90001","Tên xã":"Xã Đồi Chè","Hồ sơ tiếp nhận":120,"Hồ sơ trực tuyến":60,"Dân số":5000,"Điểm chuyển đổi số":62.5}"#;
    for (said, code) in [
        (r#""tu_ngay":"01/04/2025","den_ngay":"31/05/2025""#, Some("period-mismatch")),
        (r#""tu_ngay":"2025-04-01","den_ngay":"2025-05-31""#, Some("period-mismatch")),
        (r#""nam":2024"#, Some("period-mismatch")),
        (r#""quy":1"#, Some("period-mismatch")),
        (r#""trang_thai":"Nháp""#, Some("unread-cell")),
        (r#""incomplete":true"#, Some("unread-cell")),
        (r#""deleted":true"#, Some("unread-cell")),
        (r#""he_so":1000"#, Some("unread-cell")),
        (r#""nam":2025,"quy":2,"tu_ngay":"2025-04-01","den_ngay":"2025-06-30""#, None),
        (r#""trang_thai":"Đã duyệt","deleted":false,"he_so":1,"tien_te":"VND""#, None),
    ] {
        let mini = Mini::new();
        let text = format!(
            r#"{{"bieu":"01/TN","don_vi_bao_cao":"Huyện Suối Đá","ky_bao_cao":"Quý II năm 2025",{said},"rows":[{row}]}}"#
        );
        mini.send("services/q2.json", "2025-07-05T09:00:00+07:00", text);
        mini.tinhso(&["run"]);
        let found = filtered(mini.table("findings"), &[("object", "services/q2.json")]);
        let codes: Vec<&str> = found.iter().map(|finding| finding["code"].as_str()).collect();
        assert_eq!(codes.first().copied(), code, "{said}: {codes:?}");
        assert_eq!(mini.table("data/services").len(), 1, "{said}");
    }
}

#[test]
fn a_line_of_a_text_file_may_begin_with_a_sign() {
    for (line, count) in [("# Kế hoạch", 1), ("# Năm 2024", 1), ("# Thực hiện", 0), ("# Năm 2025", 0)] {
        let mini = Mini::new();
        let text = [
            "Biểu số 01/TN",
            "Quý II năm 2025",
            line,
            "Mã xã;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số",
            "90001;Xã Đồi Chè;120;60;4000;61,5",
            "90002;Xã Bến Gỗ;80;40;3000;55",
        ];
        mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", text.join("\n"));
        mini.tinhso(&["run"]);
        let found = filtered(mini.table("findings"), &[("code", "period-mismatch")]);
        assert_eq!(found.len(), count, "{line}");
        assert_eq!(mini.table("data/services").len(), 2, "{line}");
    }
}
