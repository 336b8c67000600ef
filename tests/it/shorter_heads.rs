//! A head that names a part of the period that the column of the rows names: the figures of a month are not those of the quarter.

use crate::kit::Row;
use crate::mini::Mini;
use crate::split_labels::sent_in;

/// The findings and the rows of a table below a head, whose rows say 2025-Q2.
fn below(mini: &Mini, head: &str) -> (Vec<String>, Vec<Row>) {
    let rows = [
        vec!["Biểu số 01/TN"],
        vec![head],
        vec![],
        vec!["Kỳ báo cáo", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"],
        vec!["2025-Q2", "90001", "Xã Đồi Chè", "120", "60", "4000", "61.5"],
        vec!["2025-Q2", "90002", "Xã Bến Gỗ", "80", "40", "3000", "55"],
    ];
    sent_in(mini, &rows, &[])
}

#[test]
fn a_month_above_rows_of_its_quarter_is_a_warning() {
    for head in ["Tháng 5 năm 2025", "Kỳ báo cáo: Tháng 6 năm 2025", "Tháng 2 năm 2025"] {
        let (found, rows) = below(&Mini::new(), head);
        assert_eq!(found, [format!("warning | period-mismatch | A2 | {head}")], "{head}");
        assert_eq!(rows.len(), 2, "{head}: the rows are used");
    }
}

#[test]
fn the_period_itself_and_the_month_in_which_a_report_is_written_say_nothing() {
    for head in ["Quý II năm 2025", "Năm 2025", "Tháng 7 năm 2025", "Số liệu đến hết tháng 6 năm 2025"]
    {
        let (found, rows) = below(&Mini::new(), head);
        assert_eq!(found, [""; 0], "{head}");
        assert_eq!(rows.len(), 2, "{head}");
    }
}

#[test]
fn a_quarter_above_rows_of_its_year_is_a_warning() {
    let mini = Mini::new();
    let head = |title: &str| format!("{title};;;\nNăm;Mã ngành;Loại số liệu;Giá trị tăng thêm\n2024;A;A;10,5\n");
    let found = |mini: &Mini| -> Vec<String> {
        let rows = mini.table("findings");
        let rows = rows.iter().filter(|finding| finding["code"] == "period-mismatch");
        rows.map(|finding| finding["message_en"].clone()).collect()
    };
    mini.send("exports/a.csv", "2025-07-05T09:00:00+07:00", head("Quý III năm 2024"));
    mini.run(0);
    let expected = "The head says “Quý III năm 2024” (2024-Q3), and the rows say “2024” (2024); the figures are taken as those of 2024. \
        If they are of 2024-Q3 alone, send those of the whole period, else mend the head.";
    assert_eq!(found(&mini), [expected]);
    let mini = Mini::new();
    mini.send("exports/a.csv", "2025-07-05T09:00:00+07:00", head("Năm 2024"));
    mini.run(0);
    assert_eq!(found(&mini), [""; 0]);
}
