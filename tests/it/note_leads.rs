//! The words that lead a note below a table: "Ghi chú", "Chú ý", "Note" and others say one thing.

use crate::each_format::{LABELS, ROWS, sent};
use crate::kit::Row;
use crate::mini::Mini;
use crate::split_labels::workbook;

const LEADS: [&str; 9] =
    ["Ghi chú", "Chú ý", "Lưu ý", "Chú thích", "Chú giải", "Giải thích", "Thuyết minh", "Note", "Remarks"];

/// The report with a first figure and lines below the rows, as a workbook and as a delimited text, which must be read alike.
#[track_caller]
fn with_notes(figure: &'static str, notes: &[&str]) -> (Vec<String>, Vec<Row>) {
    let mut first = ROWS[0].to_vec();
    first[3] = figure;
    let mut rows = vec![LABELS.to_vec(), first, ROWS[1].to_vec(), ROWS[2].to_vec()];
    rows.extend(notes.iter().map(|note| vec![*note]));
    let text: String = rows
        .iter()
        .map(|row| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(";") + "\n")
        .collect();
    let (found, counted) = sent(&Mini::new(), "q2.xlsx", workbook(&rows, &[]));
    let (of_text, counted_of_text) = sent(&Mini::new(), "q2.csv", text);
    assert_eq!((&found, counted.len()), (&of_text, counted_of_text.len()), "{figure} {notes:?}");
    (found, counted)
}

fn received(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row["received"].as_str()).collect()
}

#[test]
fn a_star_is_explained_by_a_note_whatever_leads_it() {
    for lead in LEADS.iter().chain(&["Nguồn", "ghi chu", "CHÚ Ý"]) {
        for note in [format!("{lead}: (*) Số liệu đã rà soát lại"), format!("{lead}: * Đã rà soát lại")]
        {
            let (found, rows) = with_notes("120*", &[&note]);
            assert_eq!(received(&rows), ["120", "80", "70"], "{note}: {found:?}");
        }
    }
    let (found, rows) = with_notes("120**", &["(*) Đã rà soát lại; (**) số tạm tính của xã"]);
    assert_eq!(received(&rows), ["120", "80", "70"], "{found:?}");
    // Without its note a star may mean anything.
    for note in ["Chú ý: đã rà soát lại", "Người lập biểu: * Nguyễn Văn A", "Ghi chú: (**) đã rà soát lại"]
    {
        let (found, rows) = with_notes("120*", &[note]);
        assert_eq!(rows.len(), 2, "{note}: {found:?}");
        assert!(found.iter().any(|line| line.starts_with("error | type-error")), "{note}: {found:?}");
    }
}

#[test]
fn a_note_says_of_all_figures_what_they_are_whatever_leads_it() {
    for lead in LEADS {
        let note = format!("{lead}: Số liệu trên là số lũy kế từ đầu năm");
        let (found, rows) = with_notes("120", &[&note]);
        assert_eq!((found, rows.len()), (vec![format!("warning | period-mismatch | {note}")], 3), "{lead}");
        let (found, rows) = with_notes("120", &[&format!("{lead}: số liệu do xã lập")]);
        assert_eq!((found, rows.len()), (Vec::new(), 3), "{lead}");
    }
}

#[test]
fn a_unit_that_a_note_says_of_one_column_is_not_that_of_the_table() {
    for lead in LEADS {
        let note = format!("{lead}: Doanh thu tính bằng tỷ đồng");
        let (found, rows) = with_notes("120", &[&note]);
        assert_eq!((found, rows.len()), (Vec::new(), 3), "{lead}");
    }
}
