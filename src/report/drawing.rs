//! What the reader sees, drawn for a terminal: the sheets, what was told of each table, and the table as a grid with the
//! role of each row in the margin.

use std::fmt::Write as _;

use crate::findings::message::say;
use crate::locate::labels::matched::Words;
use crate::report::drawn::{Drawn, drawn};
use crate::report::inspected::{
    InspectAnswer, InspectedFile, InspectedSheet, InspectedTable, PassedOver, Stated, ToldBy,
};
use crate::report::inspected_row::{InspectedRole, InspectedRow, Scope};
use crate::report::terminal::{findings, flush_right, padded};
use crate::sheet::hidden::listed;
use crate::values::language::Language;
use crate::values::text::{fitted, width};

/// What `inspect` saw in each file.
pub fn inspected(answer: &InspectAnswer, language: Language) -> String {
    let texts: Vec<String> = answer.files.iter().map(|file| inspected_file(file, language)).collect();
    texts.join("\n")
}

fn inspected_file(file: &InspectedFile, language: Language) -> String {
    let mut text = format!("{}\n", heading(file, language));
    if !file.sheets.is_empty() && file.kind.as_deref() != Some("text") {
        text.push('\n');
        text.push_str(&sheets(&file.sheets, language));
        text.push_str(&untold(file, language));
    }
    for (number, table) in file.tables.iter().enumerate() {
        text.push('\n');
        text.push_str(&told(table, number + 1, language));
        text.push('\n');
        text.push_str(&columns(table, language));
        text.push('\n');
        text.push_str(&grid(table, language));
    }
    if file.tables.is_empty() {
        let _ = writeln!(text, "\n{}", say(language, "Không có bảng nào được đọc.", "No table is read."));
    }
    if !file.findings.is_empty() {
        text.push('\n');
        text.push_str(&findings(&file.findings, language));
    }
    text
}

/// The file and what it is.
fn heading(file: &InspectedFile, language: Language) -> String {
    let mut parts = vec![file.file.clone()];
    match file.kind.as_deref() {
        None => parts.push(say(language, "không đọc được", "cannot be read").to_owned()),
        Some("text") => {
            parts.push(say(language, "văn bản", "text").to_owned());
            parts.extend(file.encoding.clone());
            parts.extend(file.sheets.first().and_then(|sheet| legacy(sheet, language)));
            let sign = match file.delimiter {
                Some('\t') => Some(say(language, "dấu tab", "tab").to_owned()),
                Some(sign) => Some(format!("“{sign}”")),
                None => None,
            };
            parts.extend(file.only_first_bytes.map(|bytes| match language {
                Language::Vi => format!("chỉ xem {bytes} byte đầu"),
                Language::En => format!("only the first {bytes} bytes"),
            }));
            parts.extend(sign.map(|sign| format!("{} {sign}", say(language, "phân cách bằng", "delimited by"))));
        }
        Some(kind) => {
            let count = file.sheets.len();
            let sheets = match (language, count) {
                (Language::Vi, _) => format!("{count} trang tính"),
                (Language::En, 1) => "1 sheet".to_owned(),
                (Language::En, _) => format!("{count} sheets"),
            };
            parts.extend([kind.to_owned(), sheets]);
        }
    }
    parts.join(" · ")
}

fn sheets(sheets: &[InspectedSheet], language: Language) -> String {
    let lines: Vec<[String; 4]> = sheets
        .iter()
        .enumerate()
        .map(|(number, sheet)| {
            let size = match language {
                Language::Vi => format!("{} dòng × {} cột", sheet.rows, sheet.columns),
                Language::En => format!("{} rows × {} columns", sheet.rows, sheet.columns),
            };
            let hidden = if sheet.visible { "" } else { say(language, " (ẩn)", " (hidden)") };
            [
                (number + 1).to_string(),
                format!("“{}”{hidden}", sheet.name),
                if sheet.rows == 0 { "–".to_owned() } else { size },
                [Some(outcome(sheet, language) + &what_it_hides(sheet, language)), legacy(sheet, language)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
            ]
        })
        .collect();
    table_of(&lines, [true, false, false, false])
}

/// What the format of the file leaves open.
fn untold(file: &InspectedFile, language: Language) -> String {
    let mut open = Vec::new();
    if file.sheets.iter().any(|sheet| sheet.hidden_rows.is_none()) {
        open.push(say(language, "dòng và cột ẩn", "hidden rows and columns"));
    }
    if file.tables.iter().flat_map(|table| &table.columns).any(|column| column.percent_cells.is_none()) {
        open.push(say(language, "định dạng phần trăm", "percent formats"));
    }
    let kind = file.kind.as_deref().unwrap_or_default();
    let open = open.join(", ");
    match (open.as_str(), language) {
        ("", _) => String::new(),
        (open, Language::Vi) => format!("  không rõ trong tệp {kind} này: {open}\n"),
        (open, Language::En) => format!("  unknown in this {kind} file: {open}\n"),
    }
}

/// The rows and columns that a sheet hides.
fn what_it_hides(sheet: &InspectedSheet, language: Language) -> String {
    let mut text = String::new();
    let mut add = |runs: &Option<Vec<String>>, vi, en| match runs.as_deref() {
        None | Some([]) => {}
        Some(runs) => {
            let _ = write!(text, "; {} {}", say(language, vi, en), listed(runs));
        }
    };
    add(&sheet.hidden_rows, "dòng ẩn:", "hidden rows:");
    add(&sheet.hidden_columns, "cột ẩn:", "hidden columns:");
    text
}

/// What the texts of a sheet are written in, where that is not Unicode, and how sure that is.
fn legacy(sheet: &InspectedSheet, language: Language) -> Option<String> {
    let found = sheet.legacy?;
    let what = if found.decoded {
        say(language, "đã đổi từ", "decoded from")
    } else {
        say(language, "để nguyên, có thể là", "left as it is, maybe")
    };
    let sure = say(language, "chắc", "sure");
    let (title, confidence) = (found.encoding.title(), found.confidence);
    Some(match language {
        Language::Vi => format!("{what} {title} ({sure} {confidence}%)"),
        Language::En => format!("{what} {title} ({confidence}% {sure})"),
    })
}

/// Whether a sheet is read, or why not.
fn outcome(sheet: &InspectedSheet, language: Language) -> String {
    let why = match sheet.passed_over {
        None if language == Language::Vi => return format!("đọc {} bảng", sheet.tables),
        None if sheet.tables == 1 => return "1 table".to_owned(),
        None => return format!("{} tables", sheet.tables),
        Some(PassedOver::Empty) => say(language, "không có gì", "nothing in it"),
        Some(PassedOver::NoTable) => say(language, "không có tên cột của biểu nào", "no table of a declared form"),
        Some(PassedOver::Unusable) => say(language, "có bảng nhưng không dùng được", "its table cannot be used"),
        Some(PassedOver::Hidden) => {
            say(language, "bị ẩn, các trang hiện đã có bảng", "hidden, beside tables that are shown")
        }
        Some(PassedOver::Ambiguous) => say(language, "bảng hợp với nhiều biểu", "its table fits several forms"),
    };
    let closest = sheet.closest.as_ref().map_or_else(String::new, |closest| match language {
        Language::Vi => format!("; gần nhất là {} ({}/{} cột)", closest.form_code, closest.matched, closest.fields),
        Language::En => {
            format!("; {} comes closest ({} of {} labels)", closest.form_code, closest.matched, closest.fields)
        }
    });
    format!("{} {why}{closest}", say(language, "bỏ qua:", "passed over:"))
}

/// What was told of a table.
fn told(table: &InspectedTable, number: usize, language: Language) -> String {
    let mut text = format!("{} {number}", say(language, "Bảng", "Table"));
    if !table.sheet.is_empty() {
        let _ = write!(text, " · {} “{}”", say(language, "trang", "sheet"), table.sheet);
    }
    let unused = if table.used { "" } else { say(language, " · KHÔNG DÙNG ĐƯỢC", " · NOT USED") };
    text.push_str(&format!("{unused}\n"));
    let title = table.form_title.as_ref().map(|title| format!(" · {title}")).unwrap_or_default();
    let by_labels = match language {
        Language::Vi => format!("nhờ {}/{} tên cột", table.matched, table.fields),
        Language::En => format!("told by {} of {} labels", table.matched, table.fields),
    };
    let by_code = match table.form_told_by {
        ToldBy::Labels => String::new(),
        ToldBy::Code => say(language, " và số hiệu phía trên", " and by the code above").to_owned(),
    };
    let unknown = || say(language, "không rõ", "unknown").to_owned();
    let joined = |stated: Option<&Stated>, meaning: String| match stated {
        Some(stated) => format!("{} → {meaning}", quoted(stated, language)),
        None => meaning,
    };
    let periods = match table.time_periods.as_slice() {
        [] => unknown(),
        [only] => only.clone(),
        [first, .., last] => format!("{first} … {last}"),
    };
    let period = match &table.period_column {
        Some(column) => format!("{} {column} → {periods}", say(language, "cột", "column")),
        None => joined(table.period.as_ref(), periods),
    };
    let sender = match (&table.sender_ref_area, &table.sender_name) {
        (Some(code), Some(name)) => format!("{code} {name}"),
        _ => unknown(),
    };
    let mut lines = vec![
        [
            say(language, "biểu", "form").to_owned(),
            format!("{} ({}){title}, {by_labels}{by_code}", table.form_code, table.form),
        ],
        [say(language, "kỳ", "period").to_owned(), period],
        [say(language, "nơi gửi", "sender").to_owned(), joined(table.sender.as_ref(), sender)],
    ];
    let plain = |stated: &Stated| quoted(stated, language);
    if let Some(code) = &table.code {
        lines.insert(1, [say(language, "số hiệu", "code").to_owned(), plain(code)]);
    }
    lines.extend(table.unit.as_ref().map(|unit| [say(language, "đơn vị tính", "unit").to_owned(), plain(unit)]));
    lines.extend(
        table.revision.as_ref().map(|revision| [say(language, "lần gửi", "revision").to_owned(), plain(revision)]),
    );
    let heading = say(language, "công thức", "formulas");
    for (place, formula) in table.formulas.iter().enumerate() {
        let doubt = if formula.understood { "" } else { say(language, " · không hiểu", " · not understood") };
        let heading = if place == 0 { heading } else { "" };
        lines.push([heading.to_owned(), format!("“{}” ({}){doubt}", fitted(&formula.text, 60), formula.cell)]);
    }
    lines.push([say(language, "các dòng", "rows").to_owned(), counts(table, language)]);
    text.push_str(&table_of(&lines, [false, false]));
    text
}

/// A text of the head and where it stands: `“Tháng 9/2025” (A4)`.
fn quoted(stated: &Stated, language: Language) -> String {
    let place = match (&stated.sheet, &stated.cell) {
        (None, Some(cell)) => cell.clone(),
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
        (_, None) => say(language, "tên trang tính", "name of the sheet").to_owned(),
    };
    format!("“{}” ({place})", fitted(&stated.text, 60))
}

/// `7–24: 15 data, 2 section, 1 total`.
fn counts(table: &InspectedTable, language: Language) -> String {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for row in table.rows.iter().filter(|row| row.role != InspectedRole::Label) {
        let name = role(row, language);
        match counts.iter_mut().find(|(of, _)| *of == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let counts: Vec<String> = counts.into_iter().map(|(name, count)| format!("{count} {name}")).collect();
    let counts =
        if counts.is_empty() { say(language, "không có dòng nào", "none").to_owned() } else { counts.join(", ") };
    match (table.first_row, table.last_row) {
        (first, last) if first == last => format!("{first}: {counts}"),
        (first, last) => format!("{first}–{last}: {counts}"),
    }
}

/// Where each column went.
fn columns(table: &InspectedTable, language: Language) -> String {
    let headings = match language {
        Language::Vi => ["Cột", "Tên cột như đã viết", "Trường", "Nhận ra nhờ", "Đơn vị", ""],
        Language::En => ["Column", "Label as written", "Field", "Told by", "Unit", ""],
    };
    let mut lines = vec![headings.map(str::to_owned)];
    for column in &table.columns {
        let field = column.field.clone().unwrap_or_else(|| say(language, "(bỏ qua)", "(ignored)").to_owned());
        let told = column.told_by.map_or("", |words| match words {
            Words::Title => say(language, "tiêu đề", "title"),
            Words::Alias => say(language, "tên khác", "alias"),
            Words::Name => say(language, "tên trường", "name"),
        });
        let score = column.score.map_or(String::new(), |score| format!(" {score}"));
        let unit = column.unit.clone().unwrap_or_default();
        let mut remarks = Vec::new();
        if column.hidden == Some(true) {
            remarks.push(say(language, "cột ẩn", "hidden").to_owned());
        }
        match (column.percent_cells, language) {
            (None | Some(0), _) => {}
            (Some(count), Language::Vi) => remarks.push(format!("{count} ô định dạng %")),
            (Some(count), Language::En) => remarks.push(format!("{count} in a percent format")),
        }
        let (told, label) = (format!("{told}{score}"), fitted(&column.label, 56));
        lines.push([column.column.clone(), label, field, told, unit, remarks.join(", ")]);
    }
    table_of(&lines, [false; 6])
}

/// The table itself, with row numbers and roles in the margin.
fn grid(table: &InspectedTable, language: Language) -> String {
    // Labels have their whole text above; where there are many columns they give way to what stands below them.
    let (most, most_of_labels) = match table.columns.len() {
        0..=7 => (20, 20),
        8..=11 => (16, 9),
        _ => (12, 7),
    };
    let drawn = drawn(&table.rows);
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .map(|column| width(&column.column).max(column.field.as_deref().map_or(1, width)).min(most_of_labels))
        .collect();
    let shown =
        || drawn.iter().filter_map(|line| if let Drawn::Row(place) = line { table.rows.get(*place) } else { None });
    for row in shown().filter(|row| row.role != InspectedRole::Note) {
        let most = if row.role == InspectedRole::Label { most_of_labels } else { most };
        for (width_of, cell) in widths.iter_mut().zip(&row.cells) {
            *width_of = (*width_of).max(width(&fitted(cell, most)));
        }
    }
    let number_width = table.rows.last().map_or(1, |row| row.row.to_string().len());
    let role_width = shown().map(|row| width(role(row, language))).max().unwrap_or(0);
    let line = |number: &str, margin: &str, cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| {
                let cell = fitted(cell, *width);
                if is_amount(&cell) { flush_right(&cell, *width) } else { padded(&cell, *width) }
            })
            .collect();
        let margin = format!("{} {}", flush_right(number, number_width), padded(margin, role_width));
        format!("{margin} │ {}", cells.join(" │ ")).trim_end().to_owned() + "\n"
    };
    let whole = widths.iter().sum::<usize>() + 3 * widths.len().saturating_sub(1);
    let letters: Vec<String> = table.columns.iter().map(|column| column.column.clone()).collect();
    let fields: Vec<String> =
        table.columns.iter().map(|column| column.field.clone().unwrap_or_else(|| "–".to_owned())).collect();
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let rule = format!("{}─┼─{}\n", "─".repeat(number_width + 1 + role_width), rule.join("─┼─"));
    let mut text = line("", "", &letters) + &line("", "", &fields) + &rule;
    let mut labels = true;
    let margin = " ".repeat(number_width + 1 + role_width);
    for line_of in &drawn {
        let row = match line_of {
            Drawn::Row(place) => table.rows.get(*place),
            Drawn::LeftOut(count, of) => {
                let of = table.rows.get(*of).map_or("", |row| role(row, language));
                let _ = match language {
                    Language::Vi => writeln!(text, "{margin} │ … {count} dòng {of} nữa"),
                    Language::En => writeln!(text, "{margin} │ … {count} more {of} rows"),
                };
                None
            }
            Drawn::Rest(count) => {
                let _ = match language {
                    Language::Vi => writeln!(text, "{margin} │ … {count} dòng nữa"),
                    Language::En => writeln!(text, "{margin} │ … {count} more rows"),
                };
                None
            }
        };
        let Some(row) = row else { continue };
        if std::mem::replace(&mut labels, row.role == InspectedRole::Label) && !labels {
            text.push_str(&rule);
        }
        let number = row.row.to_string();
        if row.role == InspectedRole::Note {
            // A note stands in no column.
            let texts: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            let (number, margin) = (flush_right(&number, number_width), padded(role(row, language), role_width));
            let _ = writeln!(text, "{number} {margin} │ {}", fitted(&texts.join("  ·  "), whole.max(60)));
            continue;
        }
        text.push_str(&line(&number, role(row, language), &row.cells));
    }
    text
}

/// The role of a row in a word.
const fn role(row: &InspectedRow, language: Language) -> &'static str {
    match (row.role, row.scope) {
        (InspectedRole::Label, _) => say(language, "tên cột", "labels"),
        (InspectedRole::Data, _) => say(language, "số liệu", "data"),
        (InspectedRole::Section, _) => say(language, "mục", "section"),
        (InspectedRole::PartOf, _) => say(language, "trong đó", "part of"),
        (InspectedRole::Total, Some(Scope::Section)) => say(language, "tổng mục", "section total"),
        (InspectedRole::Total, _) => say(language, "tổng bảng", "total"),
        (InspectedRole::Note, _) => say(language, "ghi chú", "note"),
        (InspectedRole::Blank, _) => say(language, "trống", "blank"),
        (InspectedRole::Numbering, _) => say(language, "số cột", "numbering"),
        (InspectedRole::Unit, _) => say(language, "đơn vị tính", "unit"),
    }
}

/// True for what stands flush right in a table of figures.
fn is_amount(cell: &str) -> bool {
    cell.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-')
        && cell.chars().all(|sign| sign.is_ascii_digit() || " .,-%".contains(sign))
}

/// Lines in columns, with two spaces before and between.
fn table_of<const N: usize>(lines: &[[String; N]], right: [bool; N]) -> String {
    let mut widths = [0; N];
    for line in lines {
        for (width_of, cell) in widths.iter_mut().zip(line) {
            *width_of = (*width_of).max(width(cell));
        }
    }
    let mut text = String::new();
    for line in lines {
        let cells: Vec<String> = (line.iter().zip(widths).zip(right))
            .map(|((cell, width), right)| if right { flush_right(cell, width) } else { padded(cell, width) })
            .collect();
        let _ = writeln!(text, "  {}", cells.join("  ").trim_end());
    }
    text
}
