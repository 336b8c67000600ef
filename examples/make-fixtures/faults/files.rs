//! Faults of a file as a whole: its letters, its sheets, its name, its password, its labels.

use super::{Edit, Fault, fault};
use crate::calendar::Period;
use crate::letters::Letters;
use crate::submissions::Damage;

pub const FAULTS: &[Fault] = &[
    fault(
        "02",
        Period::month(2024, 5),
        "102",
        Edit::Report { seen_at: None, change: |report| report.letters = Letters::Tcvn3 },
        "text in TCVN3, as programs of the nineties wrote it",
        "legacy-encoding",
        "warning: the text is decoded, and the rows are used",
    ),
    fault(
        "04",
        Period::quarter(2024, 4),
        "096",
        Edit::Report { seen_at: None, change: |report| report.letters = Letters::Vni },
        "a workbook typed in a VNI font: every text in it, labels and names too",
        "legacy-encoding",
        "warning: the text is decoded, and the rows are used",
    ),
    fault(
        "03",
        Period::quarter(2024, 4),
        "095",
        Edit::SentAgain { name: "2024-Q4_thi-xa-muong-lay_khong-mat-khau.xlsx" },
        "the report whole, after the protected file of the next line",
        "",
        "received: all rows are used",
    ),
    fault(
        "03",
        Period::quarter(2024, 4),
        "095",
        Edit::Damaged(Damage::Locked),
        "a workbook with a password; it comes open some hours later",
        "encrypted-file",
        "error: rejected",
    ),
    fault(
        "01",
        Period::quarter(2024, 4),
        "094",
        Edit::Elsewhere { path: "submissions/2024/01-CDS/2024-Q3_thanh-pho-dien-bien-phu (1).xlsx" },
        "the report of the fourth quarter under the name of the third",
        "name-mismatch",
        "warning: the period is that of the sheet, and the rows are used",
    ),
    fault(
        "02",
        Period::month(2024, 11),
        "099",
        Edit::Report { seen_at: None, change: |report| report.sheet_for_each_area = true },
        "a form split over two sheets, the town on one and the villages on the other",
        "",
        "received: the rows of both are used",
    ),
    fault(
        "03",
        Period::quarter(2024, 4),
        "102",
        Edit::Report {
            seen_at: Some(("label", "e_commerce_revenue")),
            change: |report| report.labels_without_accents = true,
        },
        "every label typed without accents",
        "doubtful-label",
        "warning, for each of them: the columns are used",
    ),
];
