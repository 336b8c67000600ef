//! The sheets that explain a workbook: the run, the statuses and the columns; each indicator with its formula.

use arrow_array::{Array, Int64Array, StringArray};

use crate::columns::column;
use crate::documents::sheet::{Cell, Sheet};
use crate::documents::words;
use crate::documents::workbook::of_part;
use crate::error::Error;
use crate::findings::message::say;
use crate::query::export::Extract;
use crate::typing::unit_of_measure;
use crate::values::language::Language;
use crate::values::status::Status;

/// What the codes and the columns mean, and which run they are of.
pub fn statuses(extract: &Extract, language: Language) -> Sheet {
    let headings: &[&str] = match language {
        Language::Vi => &["Mã hoặc cột", "Ý nghĩa"],
        Language::En => &["Code or column", "Meaning"],
    };
    let mut sheet = Sheet::new(say(language, "Giải thích", "Legend"), headings);
    let mut line = |code: &str, meaning: &str| sheet.push(vec![Cell::text(code), Cell::text(meaning)]);
    line(say(language, "Lần chạy", "Run"), &extract.run_id);
    let deadline = extract.last_deadline.map(|day| day.to_string()).unwrap_or_default();
    if !deadline.is_empty() {
        line(say(language, "Tính đến hạn nộp", "Up to the deadline of"), &deadline);
    }
    for (name, meaning) in columns(language) {
        line(name, meaning);
    }
    for status in Status::ALL.into_iter().rev() {
        line(status.code(), words::status(status, language));
    }
    sheet
}

const fn columns(language: Language) -> [(&'static str, &'static str); 7] {
    match language {
        Language::Vi => [
            (
                "Giá trị",
                "Để trống khi không công bố được; cột Tình trạng nói lý do. Ô giữ đủ chữ số, chỉ hiển thị làm tròn",
            ),
            ("Mức đầy đủ", "Số đơn vị đã báo cáo chia cho số đơn vị phải báo cáo"),
            (
                "Bản đồ",
                "Như đã báo cáo: theo đơn vị hành chính của kỳ đó; bản đồ ngày: quy về đơn vị hành chính của ngày đó",
            ),
            ("Mã khu vực", "Mã là chữ, giữ số 0 ở đầu; mã được dùng lại sau sắp xếp nên tên đi kèm theo kỳ"),
            ("Kỳ", "2025 là năm, 2025-S1 nửa năm, 2025-Q3 quý, 2025-07 tháng"),
            ("Trạng thái", "So với mục tiêu: đạt, không đạt, đúng tiến độ, chậm tiến độ, chưa có số liệu"),
            ("Mã tình trạng", "Mã SDMX, giải thích dưới đây"),
        ],
        Language::En => [
            (
                "Value",
                "Blank where it cannot be published; Status says why. The cell holds every digit, only what is shown is rounded",
            ),
            ("Coverage", "Units that reported divided by units that had to"),
            ("Geography", "As reported: in the units of the period; map of a day: restated to the units of that day"),
            ("Area code", "Text, with its zeros; codes are reused after mergers, and the name is that of the period"),
            ("Period", "2025 is a year, 2025-S1 a half-year, 2025-Q3 a quarter, 2025-07 a month"),
            ("State", "Against the target: met, not met, on track, behind, no data"),
            ("Status code", "The code of SDMX, explained below"),
        ],
    }
}

/// Each indicator with its formula, unit and sources.
///
/// # Errors
/// A catalog that is damaged.
pub fn indicators(extract: &Extract, language: Language) -> Result<Sheet, Error> {
    let headings: &[&str] = match language {
        Language::Vi => &["Chỉ tiêu", "Tên máy", "Đơn vị", "Tử số", "Mẫu số", "Biểu nguồn", "Phương pháp"],
        Language::En => &["Indicator", "Name", "Unit", "Numerator", "Denominator", "Forms", "Method"],
    };
    let mut sheet = Sheet::new(say(language, "Chỉ tiêu", "Indicators"), headings);
    let table = &extract.catalog;
    let text = |name: &str| column::<StringArray>(table, "catalog", name);
    let multipliers: &Int64Array = column(table, "catalog", "unit_mult")?;
    let (names, units, methods) = (text("indicator")?, text("unit_measure")?, text("method")?);
    let (titles, sources) = (text(say(language, "title_vi", "title_en"))?, text("sources")?);
    let breakdowns = text("breakdown")?;
    let (numerators, denominators) = (text("numerator")?, text("denominator")?);
    let cell =
        |texts: &StringArray, row: usize| if texts.is_valid(row) { Cell::text(texts.value(row)) } else { Cell::Blank };
    for row in 0..table.num_rows() {
        sheet.push(vec![
            Cell::text(&of_part(titles.value(row), breakdowns, row)),
            cell(names, row),
            Cell::text(&unit_of_measure::in_words(units.value(row), multipliers.value(row), language)),
            cell(numerators, row),
            cell(denominators, row),
            cell(sources, row),
            cell(methods, row),
        ]);
    }
    Ok(sheet)
}
