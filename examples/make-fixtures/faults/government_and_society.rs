//! Faults of forms 02/CĐS and 04/CĐS.

use super::{Edit, Fault, QUARANTINED, fault, rename, repeat};
use crate::calendar::Period;
use crate::report::{Report, Row};
use crate::society;
use crate::submissions::Damage;

pub const FAULTS: &[Fault] = &[
    fault(
        "02",
        Period::month(2024, 1),
        "099",
        Edit::Row { key: "03289", field: "dossiers_online", change: |row| row.write("dossiers_online", "nhiều") },
        "a word (`nhiều`, \"many\") where a count belongs",
        "type-error",
        QUARANTINED,
    ),
    fault(
        "02",
        Period::month(2024, 2),
        "097",
        Edit::Row {
            key: "03193",
            field: "dossiers_online",
            change: |row| row.set("dossiers_online", row.count("dossiers_received") + 7),
        },
        "seven more dossiers received online than received",
        "check-failed",
        "error (`online_within_received`): the row is quarantined",
    ),
    fault(
        "02",
        Period::month(2024, 3),
        "101",
        Edit::Row {
            key: "03208",
            field: "dossiers_settled",
            change: |row| row.set("dossiers_settled", row.count("dossiers_settled") + 5),
        },
        "five more dossiers settled than on time and overdue together",
        "check-failed",
        "warning (`settled_is_on_time_and_overdue`): the row is used and flagged",
    ),
    fault(
        "02",
        Period::month(2024, 5),
        "097",
        Edit::Report {
            seen_at: Some(("03202", "commune")),
            change: |report| {
                report.layout.has_codes = false;
                rename(report, "03202", "Xã Mường Mươn Hạ");
            },
        },
        "a commune that never was (`Xã Mường Mươn Hạ`), in a table without codes",
        "unknown-area",
        "error: the row is quarantined; `Xã Mường Mươn` (03202) is suggested",
    ),
    fault(
        "04",
        Period::quarter(2024, 1),
        "099",
        Edit::Row { key: "03262", field: "commune", change: |row| row.printed_code = "03263".to_owned() },
        "the codes of two neighbouring rows interchanged: `03263` beside `X. Mùn Chung`",
        "area-mismatch",
        QUARANTINED,
    ),
    fault(
        "04",
        Period::quarter(2024, 1),
        "099",
        Edit::Row { key: "03263", field: "commune", change: |row| row.printed_code = "03262".to_owned() },
        "the other of the two: `03262` beside `X. Nà Tòng`",
        "area-mismatch",
        QUARANTINED,
    ),
    fault(
        "04",
        Period::quarter(2024, 2),
        "098",
        Edit::Report { seen_at: Some(("03268", "commune")), change: add_commune_of_neighbour },
        "a row for Xã Mường Mùn (03268), which is in Huyện Tuần Giáo",
        "foreign-area",
        "error: the row is quarantined; the row in Tuần Giáo's own report counts",
    ),
    fault(
        "02",
        Period::month(2024, 6),
        "103",
        Edit::Report { seen_at: Some(("03169", "commune")), change: |report| repeat(report, "03169") },
        "the row of Xã Nà Hỳ twice, the same to the last figure (the ordinal aside)",
        "primary-key",
        "warning: the row counts once",
    ),
    fault(
        "04",
        Period::quarter(2024, 3),
        "103",
        Edit::Report {
            seen_at: Some(("03199", "commune")),
            change: |report| {
                repeat(report, "03199");
                if let Some(row) = report.row_mut("03199") {
                    row.set("adults_with_account", row.count("adults_with_account") - 31);
                }
            },
        },
        "two rows for Xã Si Pa Phìn that differ in the accounts (the second is named here)",
        "primary-key",
        "error: both rows are quarantined",
    ),
    fault(
        "02",
        Period::month(2024, 7),
        "094",
        Edit::Report {
            seen_at: Some(("total", "dossiers_received")),
            change: |report| report.total_error = Some(("dossiers_received", 90)),
        },
        "a printed total of dossiers received that is 90 too high",
        "total-mismatch",
        "warning: the rows are used",
    ),
    fault(
        "02",
        Period::month(2024, 8),
        "095",
        Edit::Damaged(Damage::CutInHalf),
        "the first half of a workbook",
        "unreadable-file",
        "error: rejected; never sent again, so the three communes are missing",
    ),
    fault(
        "02",
        Period::month(2024, 9),
        "102",
        Edit::SentAgain { name: "2024-09_huyen-muong-ang_gui-lai.csv" },
        "the report whole, after the empty file of the next line",
        "",
        "received: all rows are used",
    ),
    fault(
        "02",
        Period::month(2024, 9),
        "102",
        Edit::Damaged(Damage::Emptied),
        "a file of no bytes; the report comes whole some hours later",
        "empty-file",
        "error: rejected",
    ),
    fault(
        "02",
        Period::month(2024, 10),
        "099",
        Edit::Stray { name: "Danh sach an trua thang 10.xlsx" },
        "the lunch list of a canteen",
        "unknown-form",
        "error: no form claims the file",
    ),
    fault(
        "02",
        Period::month(2024, 10),
        "101",
        Edit::Report { seen_at: None, change: |report| report.missing_column = Some("dossiers_overdue") },
        "a template without the column of dossiers overdue",
        "missing-label",
        "error: the rows are used, the field is missing in each",
    ),
    fault(
        "02",
        Period::month(2024, 11),
        "097",
        Edit::Report { seen_at: Some(("03181", "remarks")), change: add_remarks },
        "a column `Ghi chú` that the form does not have (the cell holds the first remark)",
        "extra-label",
        "warning: the column is ignored, the rows are used",
    ),
    fault(
        "04",
        Period::quarter(2024, 2),
        "102",
        Edit::Row { key: "03256", field: "commune", change: |row| row.printed_name = Some("Xã Mường Ảng") },
        "`Xã Mường Ảng` beside the code of Thị trấn Mường Ảng",
        "area-mismatch",
        QUARANTINED,
    ),
    fault(
        "02",
        Period::month(2025, 6),
        "094",
        Edit::Report {
            seen_at: Some(("03325", "commune")),
            change: |report| {
                report.layout.has_codes = false;
                rename(report, "03325", "Xa Muong Phang");
            },
        },
        "`Xa Muong Phang` without any accent, in a table without codes",
        "unknown-area",
        "error: the row is quarantined; `Xã Mường Phăng` (03325) is suggested",
    ),
    fault(
        "02",
        Period::month(2024, 12),
        "099",
        Edit::SentAgain { name: "Bao cao thang 12 (ban sao).xlsx" },
        "the same bytes as the report of Huyện Tuần Giáo, under another name",
        "duplicate-submission",
        "warning: counted once",
    ),
    fault(
        "02",
        Period::month(2024, 6),
        "100",
        Edit::Corrected {
            name: "Bao cao thang 6 huyen Dien Bien (sua lan 2).xlsx",
            change: |report| {
                for commune in ["03322", "03337", "03352"] {
                    revise_dossiers(report, commune, 12);
                }
            },
        },
        "a second version: dossiers received and online raised by 12 in 03322, 03337 and 03352",
        "superseded",
        "note, on the first version: the second replaces every row",
    ),
    fault(
        "04",
        Period::quarter(2024, 4),
        "101",
        Edit::Corrected {
            name: "2024-Q4_huyen-dien-bien-dong_sua-lan-2.xlsx",
            change: |report| {
                report.rows.retain(|row| row.key != "03384");
                if let Some(row) = report.row_mut("03370") {
                    row.set("adults_with_account", row.count("adults_with_account") + 45);
                }
            },
        },
        "a second version without Xã Tìa Dình (03384) and adds 45 accounts in Xã Pu Nhi (03370)",
        "superseded",
        "warning: 03384 keeps its row of the first version, all else comes from the second",
    ),
    fault(
        "02",
        Period::month(2025, 9),
        "03163",
        Edit::Corrected {
            name: "Bao cao thang 9 (sua lan 2).xlsx",
            change: |report| revise_dossiers(report, "03163", 6),
        },
        "a second version under a name without a sender: six more dossiers received and online",
        "superseded",
        "note, on the first version: the second replaces it",
    ),
    fault(
        "02",
        Period::month(2024, 3),
        "103",
        Edit::Late { days: 4 },
        "arrives on 23 March 2024, four days after the deadline",
        "late-submission",
        "warning: the rows are used",
    ),
    fault(
        "04",
        Period::quarter(2025, 1),
        "097",
        Edit::Late { days: 4 },
        "arrives on 28 March 2025, four days after the deadline",
        "late-submission",
        "warning: the rows are used",
    ),
    fault(
        "02",
        Period::month(2024, 4),
        "100",
        Edit::Missing,
        "Huyện Điện Biên never reports April 2024: 108 of 129 communes remain (coverage 0.84), so the province has no share for the month, 2024-Q2 and 2024",
        "missing-submission",
        "warning: 21 communes are missing",
    ),
    fault(
        "02",
        Period::month(2024, 11),
        "095",
        Edit::Missing,
        "Thị Xã Mường Lay never reports November 2024",
        "missing-submission",
        "warning: three communes are missing; the month of the province is given",
    ),
    fault(
        "04",
        Period::quarter(2025, 4),
        "03385",
        Edit::Missing,
        "Xã Tìa Dình never reports the last quarter of 2025: the year rests on 44 of 45 communes",
        "missing-submission",
        "warning: one commune is missing",
    ),
    fault(
        "02",
        Period::month(2024, 12),
        "098",
        Edit::Row {
            key: "03244",
            field: "dossiers_overdue",
            change: |row| {
                row.set("dossiers_on_time", row.count("dossiers_settled") + 3);
                row.set("dossiers_overdue", -3);
            },
        },
        "a count of -3 (the row still adds up)",
        "constraint-error",
        QUARANTINED,
    ),
    fault(
        "04",
        Period::quarter(2025, 3),
        "03172",
        Edit::Report {
            seen_at: Some(("03172", "commune")),
            change: |report| {
                report.layout.has_codes = false;
                rename(report, "03172", "Thị trấn Mường Chà");
            },
        },
        "Xã Na Sang reports under the name of the town that became its seat. The town ended on 2025-07-01; the Xã Mường Chà of today (03166) is another place",
        "ended-area",
        "error: the row is quarantined; the text says that the unit ended and became part of Xã Na Sang (03172), and never suggests 03166",
    ),
    fault(
        "02",
        Period::month(2024, 10),
        "096",
        Edit::Row { key: "03162", field: "officials", change: |row| row.write("officials", "12,5") },
        "`12,5` in a column of whole numbers",
        "type-error",
        QUARANTINED,
    ),
    fault(
        "04",
        Period::quarter(2025, 2),
        "096",
        Edit::Elsewhere { path: "submissions/2025/02-CDS/2025-Q2_huyen-muong-nhe.xlsx" },
        "a report of form 04/CĐS in the folder of form 02",
        "",
        "received as 04/CĐS: what a file is, its content says",
    ),
    fault(
        "02",
        Period::month(2025, 8),
        "03208",
        Edit::Elsewhere { path: "submissions/2025/02-CDS/Copy of Book1.xlsx" },
        "a name that says nothing",
        "",
        "received: sender and period are in the form",
    ),
    fault(
        "02",
        Period::month(2024, 9),
        "097",
        Edit::Row {
            key: "03196",
            field: "officials_with_signature",
            change: |row| row.write("officials_with_signature", ""),
        },
        "an empty cell",
        "",
        "missing value, status O",
    ),
    fault(
        "04",
        Period::quarter(2024, 3),
        "096",
        Edit::Row {
            key: "03155",
            field: "adults_with_smartphone",
            change: |row| row.write("adults_with_smartphone", "..."),
        },
        "`...`: it occurred, and nobody counted",
        "",
        "missing value, status L",
    ),
    fault(
        "04",
        Period::quarter(2025, 1),
        "100",
        Edit::Row {
            key: "03365",
            field: "adults_with_identity",
            change: |row| row.write("adults_with_identity", "đang cập nhật"),
        },
        "`đang cập nhật` (\"being updated\")",
        "",
        "missing value, status L",
    ),
    fault(
        "04",
        Period::quarter(2025, 2),
        "103",
        Edit::Row {
            key: "03173",
            field: "people_with_health_record",
            change: |row| row.write("people_with_health_record", ""),
        },
        "an empty cell",
        "",
        "missing value, status O",
    ),
    fault(
        "02",
        Period::month(2025, 10),
        "03158",
        Edit::Row {
            key: "03158",
            field: "officials_with_signature",
            change: |row| row.write("officials_with_signature", "..."),
        },
        "`...`: it occurred, and nobody counted",
        "",
        "missing value, status L: the share of officials has no figure for Xã Sín Thầu in 2025-10",
    ),
];

fn revise_dossiers(report: &mut Report, commune: &str, more: i64) {
    if let Some(row) = report.row_mut(commune) {
        row.set("dossiers_received", row.count("dossiers_received") + more);
        row.set("dossiers_online", row.count("dossiers_online") + more);
    }
}

fn add_commune_of_neighbour(report: &mut Report) {
    let Some(last) = report.rows.last() else {
        return;
    };
    let mut commune = last.unit.clone();
    commune.code = "03268".to_owned();
    commune.name = "Xã Mường Mùn".to_owned();
    let figures = society::figures(&commune.code, false, report.period.index());
    report.rows.push(Row::new(&commune, report.form, &figures));
}

fn add_remarks(report: &mut Report) {
    report.extra_label = Some("Ghi chú");
    for (commune, remark) in [("03181", "Mất mạng 2 ngày"), ("03197", "Cán bộ nghỉ thai sản")] {
        if let Some(row) = report.row_mut(commune) {
            row.remark = remark;
        }
    }
}
