//! What a return says to write, typed to the letter into the cell that it marks, clears the finding.

use crate::kit::{Row, filtered, lines};
use crate::mini::{Mini, OLD};

const OBJECT: &str = "services/a.csv";

/// Sends a table with this title and these codes and names; gives the findings of the object.
fn sent(mini: &Mini, object: &str, title: &str, places: &[(&str, &str)]) -> Vec<Row> {
    let mut text = format!("{title};;;;;\nMã xã;Tên xã;Hồ sơ tiếp nhận;Hồ sơ trực tuyến;Dân số;Điểm chuyển đổi số\n");
    for (code, name) in places {
        text += &format!("{code};{name};9;5;100;50\n");
    }
    mini.send(object, "2025-07-05T09:00:00+07:00", text);
    let answer = mini.tinhso(&["run", "--format", "json"]);
    assert!(answer.code < 2, "{}", answer.stderr);
    filtered(mini.table("findings"), &[("object", object)])
}

#[test]
fn a_year_of_two_digits_is_suggested_with_four() {
    for (title, meant) in [("Quý II năm 25", "Quý II năm 2025"), ("Quý II/25", "Quý II/2025")] {
        let mini = Mini::new();
        let found = sent(&mini, OBJECT, title, &OLD);
        let found = filtered(found, &[("code", "unknown-period")]);
        assert_eq!(lines(&found, &["cell", "suggestion"]), [format!("A1 | {meant}")], "{title}");
        let mended = sent(&Mini::new(), OBJECT, &found[0]["suggestion"], &OLD);
        assert_eq!(lines(&filtered(mended, &[("code", "unknown-period")]), &["cell"]), Vec::<String>::new());
    }
    // What has no year at all has room for one.
    let found = sent(&Mini::new(), OBJECT, "Quý II", &OLD);
    assert_eq!(lines(&filtered(found, &[("code", "unknown-period")]), &["suggestion"]), ["Quý II năm …"]);
}

#[test]
fn the_cell_of_a_code_takes_a_code_alone() {
    for wrong in ["90x02", "901", "97777"] {
        let misspelt = [("90001", "Xã Đồi Chè"), (wrong, "Xã Bến Gỗ")];
        let found = sent(&Mini::new(), OBJECT, "Quý II năm 2025", &misspelt);
        let found = filtered(found, &[("code", "unknown-area")]);
        assert_eq!(lines(&found, &["cell", "suggestion"]), ["A4 | 90002"], "{wrong}");
        let mended = [("90001", "Xã Đồi Chè"), (found[0]["suggestion"].as_str(), "Xã Bến Gỗ")];
        let found = sent(&Mini::new(), OBJECT, "Quý II năm 2025", &mended);
        assert_eq!(lines(&filtered(found, &[("severity", "error")]), &["code"]), Vec::<String>::new());
    }
}

#[test]
fn for_the_row_of_another_level_nothing_is_suggested_in_its_place() {
    let with_district = [("90001", "Xã Đồi Chè"), ("90002", "Xã Bến Gỗ"), ("901", "Huyện Suối Đá")];
    let mut units = crate::mini::UNITS.to_owned();
    // A commune whose name is like that of its district.
    units = units.replace("90003,Xã Cầu Tre,commune,xa,901", "90003,Thị trấn Suối Đá,commune,thi_tran,901");
    let mini = Mini::new();
    mini.write("registry/units.csv", units);
    let found = sent(&mini, OBJECT, "Quý II năm 2025", &with_district);
    let found = filtered(found, &[("code", "unknown-area")]);
    assert_eq!(lines(&found, &["cell", "suggestion"]), ["A5 | "]);
}
