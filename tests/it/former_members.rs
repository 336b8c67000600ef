//! Merged units that report by their former members, or the time before their merger: which of two units of one name is meant, nobody can say.

use crate::kit::{Row, filtered};
use crate::mini::Mini;
use crate::split_labels::workbook;

const LABELS: [&str; 7] =
    ["TT", "Mã xã", "Tên xã", "Hồ sơ tiếp nhận", "Hồ sơ trực tuyến", "Dân số", "Điểm chuyển đổi số"];
const OFFICE: &str = "UBND xã Đồi Chè";

fn row<'t>(code: &'t str, name: &'t str) -> Vec<&'t str> {
    vec!["1", code, name, "120", "60", "4000", "61.5"]
}

fn part<'t>(code: &'t str, name: &'t str) -> Vec<&'t str> {
    vec!["2", code, name, "80", "40", "3000", "55"]
}

/// The findings of a workbook and of a text from an office, which say the same, and how many rows are published.
#[track_caller]
fn read(office: &str, period: &str, day: &str, body: &[Vec<&str>]) -> (Vec<String>, usize) {
    let office = format!("Đơn vị báo cáo: {office}");
    let head = [vec!["Biểu số 01/TN"], vec![office.as_str()], vec![period], LABELS.to_vec()];
    let all: Vec<Vec<&str>> = head.into_iter().chain(body.iter().cloned()).collect();
    let text: String = all.iter().map(|cells| cells.join(";") + "\n").collect();
    let text = text.replace("61.5", "61,5");
    let [of_workbook, of_text] =
        [("r.xlsx", workbook(&all, &[])), ("r.csv", text.into_bytes())].map(|(name, bytes)| {
            let mini = Mini::new();
            let object = format!("services/{name}");
            mini.send(&object, &format!("{day}T09:00:00+07:00"), bytes);
            let answer = mini.tinhso(&["run", "--format", "json"]);
            assert!(answer.code < 2, "{}", answer.stderr);
            let mut found = filtered(mini.table("findings"), &[("object", &object)]);
            let of_others = ["late-submission", "missing-row", "extra-label"];
            found.retain(|row| !of_others.contains(&row["code"].as_str()));
            let described =
                |row: &Row| format!("{} | {} | {} | {}", row["severity"], row["code"], row["cell"], row["suggestion"]);
            (found.iter().map(described).collect::<Vec<_>>(), mini.table("data/services").len())
        });
    assert_eq!(of_workbook, of_text, "in a workbook and in a text");
    of_workbook
}

#[track_caller]
fn of_third_quarter(body: &[Vec<&str>]) -> (Vec<String>, usize) {
    read(OFFICE, "Quý III năm 2025", "2025-10-05", body)
}

#[test]
fn the_row_of_a_merged_unit_beside_those_of_its_members_is_kept_out() {
    let doubtful = "error | doubtful-area | C5 | ";
    for (own, member, found) in [
        (row("90001", "Xã Đồi Chè"), part("90002", "Xã Bến Gỗ"), "error | ended-area | C6 | "),
        (row("", "Xã Đồi Chè"), part("", "Xã Bến Gỗ"), "error | ended-area | C6 | "),
        (row("", "Đồi Chè"), part("", "Bến Gỗ"), "error | ended-area | C6 | "),
        (row("", "Đồi Chè"), part("", "Bản Nậm He"), "error | unknown-area | C6 | "),
    ] {
        let (mut lines, rows) = of_third_quarter(&[own.clone(), member.clone()]);
        lines.sort();
        let mut expected = vec![doubtful.to_owned(), found.to_owned()];
        expected.sort();
        if own[1] == "90001" {
            // The code is what is wrong beside a name that is that of a unit.
            assert_eq!(lines.len(), 2, "{lines:?}");
            assert!(lines.contains(&doubtful.to_owned()), "{lines:?}");
        } else {
            assert_eq!(lines, expected, "{own:?} {member:?}");
        }
        assert_eq!(rows, 0, "{own:?} {member:?}");
    }
    // Neither of two former units is today's.
    let (lines, rows) = of_third_quarter(&[row("", "Xã Đồi Chè (cũ)"), part("", "Xã Bến Gỗ (cũ)")]);
    assert!(rows == 0 && lines.len() == 2 && lines.iter().all(|line| line.ends_with("| ")), "{lines:?}");
}

#[test]
fn the_row_of_a_whole_unit_is_used() {
    assert_eq!(of_third_quarter(&[row("90001", "Xã Đồi Chè")]), (vec![], 1));
    // A member that has no figures any more, and parts that add up to the whole.
    let blank = vec!["2", "90002", "Xã Bến Gỗ", "", "", "", ""];
    assert_eq!(of_third_quarter(&[row("90001", "Xã Đồi Chè"), blank]).1, 1);
    let whole = vec!["", "", "Xã Đồi Chè", "200", "100", "7000", "61.5"];
    let (lines, rows) = of_third_quarter(&[whole, part("", "Xã Bến Gỗ"), row("", "Xã Cầu Tre")]);
    assert!(rows == 1 && !lines.iter().any(|line| line.contains("doubtful-area")), "{lines:?}");
    // By its code and the word of its type the unit is meant, whatever else is there.
    let (lines, rows) = of_third_quarter(&[row("90001", "Xã Đồi Chè"), part("", "Bản Nậm He")]);
    assert!(rows == 1 && !lines.iter().any(|line| line.contains("doubtful-area")), "{lines:?}");
}

#[test]
fn a_merged_unit_that_reports_the_time_before_is_in_doubt() {
    for own in [row("90001", "Xã Đồi Chè"), row("", "Xã Đồi Chè")] {
        let found = read(OFFICE, "Quý II năm 2025", "2025-07-05", std::slice::from_ref(&own));
        assert_eq!(found, (vec!["warning | doubtful-area | C5 | ".to_owned()], 1), "{own:?}");
        // It was sent while the unit was what it was, or by the district.
        assert_eq!(read(OFFICE, "Quý I năm 2025", "2025-04-05", std::slice::from_ref(&own)), (vec![], 1));
        assert_eq!(read("UBND huyện Suối Đá", "Quý II năm 2025", "2025-07-05", &[own]), (vec![], 1));
    }
    // With a table for each former unit it is by the map of its period.
    let tables = [
        row("90001", "Xã Đồi Chè"),
        vec![],
        vec!["Đơn vị báo cáo: UBND xã Bến Gỗ"],
        vec!["Quý II năm 2025"],
        LABELS.to_vec(),
        part("90002", "Xã Bến Gỗ"),
    ];
    assert_eq!(read(OFFICE, "Quý II năm 2025", "2025-07-05", &tables), (vec![], 2));
    // A unit that went on alone is the same.
    let alone = vec!["1", "90005", "Xã Giếng Mới", "120", "60", "4000", "61.5"];
    assert_eq!(read("UBND xã Giếng Mới", "Quý II năm 2025", "2025-07-05", &[alone]), (vec![], 1));
}
