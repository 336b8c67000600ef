//! The closing summary and the lists that a person reads on a terminal, in Vietnamese or English.

use std::fmt::Write as _;

use crate::documents::words::state;
use crate::findings::code::Code;
use crate::findings::fault::Fault;
use crate::findings::finding::Finding;
use crate::findings::message::{message, say};
use crate::findings::severity::Severity;
use crate::publish::summary::TargetLine;
use crate::report::envelope::{RunAnswer, ValidateAnswer};
use crate::values::language::Language;

/// The summary of a run: where to begin in the morning, the targets, and the numbers last, where the eye is.
pub fn run(answer: &RunAnswer, language: Language) -> String {
    let summary = &answer.summary;
    let mut lines: Vec<(&str, String)> = Vec::new();
    let state = |name: &str| count(summary.submissions.get(name).copied().unwrap_or(0), language);
    lines.push((
        say(language, "Tệp", "Files"),
        match language {
            Language::Vi => format!(
                "{} tệp trong sổ đến hết ngày {}, lần này đọc {}",
                count(summary.objects, language),
                answer.as_of,
                count(answer.objects_read, language)
            ),
            Language::En => format!(
                "{} in the ledger up to {}, {} read this time",
                count(summary.objects, language),
                answer.as_of,
                count(answer.objects_read, language)
            ),
        },
    ));
    lines.push((
        say(language, "Dòng", "Rows"),
        match language {
            Language::Vi => format!(
                "{} dùng được, {} bị loại",
                count(summary.rows_accepted, language),
                count(summary.rows_quarantined, language)
            ),
            Language::En => format!(
                "{} accepted, {} quarantined",
                count(summary.rows_accepted, language),
                count(summary.rows_quarantined, language)
            ),
        },
    ));
    lines.push((
        say(language, "Báo cáo", "Submissions"),
        match language {
            Language::Vi => format!(
                "{} đúng hạn, {} muộn, {} thiếu, {} không dùng được",
                state("received"),
                state("late"),
                state("missing"),
                state("rejected")
            ),
            Language::En => format!(
                "{} in time, {} late, {} missing, {} rejected",
                state("received"),
                state("late"),
                state("missing"),
                state("rejected")
            ),
        },
    ));
    lines.push((
        say(language, "Phát hiện", "Findings"),
        match language {
            Language::Vi => {
                format!("{} lỗi, {} cảnh báo", count(summary.errors, language), count(summary.warnings, language))
            }
            Language::En => {
                format!("{} errors, {} warnings", count(summary.errors, language), count(summary.warnings, language))
            }
        },
    ));
    lines.push((
        say(language, "Số liệu", "Figures"),
        match language {
            Language::Vi => format!(
                "{} có giá trị, {} để trống kèm lý do",
                count(summary.figures, language),
                count(summary.figures_null, language)
            ),
            Language::En => format!(
                "{} published, {} null with their reason",
                count(summary.figures, language),
                count(summary.figures_null, language)
            ),
        },
    ));
    let unchanged = if answer.unchanged { say(language, " (không thay đổi)", " (unchanged)") } else { "" };
    lines.push((say(language, "Lần chạy", "Run"), format!("{}{unchanged}", answer.run_id)));
    lines.push((say(language, "Kết quả", "Results"), answer.results.clone()));
    let width = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    if !summary.first_errors.is_empty() {
        text.push_str(&first_errors(answer, language));
        text.push('\n');
    }
    if !summary.targets.is_empty() {
        text.push_str(&targets(&summary.targets, language));
        text.push('\n');
    }
    for (label, line) in lines {
        let _ = writeln!(text, "{}  {line}", padded(label, width));
    }
    text
}

/// Where to begin in the morning: the first errors, and where the rest stand.
fn first_errors(answer: &RunAnswer, language: Language) -> String {
    const SHOWN: usize = 5;
    let errors = &answer.summary.first_errors;
    let shown = &errors[..errors.len().min(SHOWN)];
    let mut text = findings(shown, language);
    let rest = answer.summary.errors.saturating_sub(u64::try_from(shown.len()).unwrap_or(u64::MAX));
    if rest > 0 {
        let file = format!("{}/findings.parquet", answer.results);
        let _ = match language {
            Language::Vi => writeln!(text, "… và {rest} lỗi nữa trong {file}"),
            Language::En => writeln!(text, "… and {rest} more errors in {file}"),
        };
    }
    text
}

/// The targets, a line each, in columns.
fn targets(targets: &[TargetLine], language: Language) -> String {
    let headings = match language {
        Language::Vi => ["Chỉ tiêu", "Kỳ", "Đạt được", "Mục tiêu", "Trạng thái", "Nguồn"],
        Language::En => ["Target", "Period", "Figure", "Goal", "State", "Source"],
    };
    let rows: Vec<[String; 6]> = targets
        .iter()
        .map(|target| {
            let sign = if target.direction == "at_most" { "≤" } else { "≥" };
            [
                message(language, &target.title).to_owned(),
                target.time_period.clone().unwrap_or_else(|| "–".to_owned()),
                target
                    .obs_value
                    .map_or_else(|| "–".to_owned(), |value| amount(value, target.decimals, &target.unit, language)),
                format!("{sign} {} ({})", goal(target, language), target.target_period),
                state(&target.target_state, language).to_owned(),
                target.source.clone(),
            ]
        })
        .collect();
    let mut widths = headings.map(|heading| heading.chars().count());
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    let mut line = |cells: [&str; 6]| {
        let cells: Vec<String> = cells
            .iter()
            .zip(widths)
            .enumerate()
            // Figures stand flush right.
            .map(|(place, (cell, width))| if place == 2 { flush_right(cell, width) } else { padded(cell, width) })
            .collect();
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    };
    line(headings);
    for row in &rows {
        line([&row[0], &row[1], &row[2], &row[3], &row[4], &row[5]]);
    }
    text
}

/// The value of a target with as many digits as it has.
fn goal(target: &TargetLine, language: Language) -> String {
    let written = target.target_value.to_string();
    let digits = written.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    amount(target.target_value, u8::try_from(digits).unwrap_or(2), &target.unit, language)
}

pub(super) fn amount(value: f64, decimals: u8, unit: &str, language: Language) -> String {
    let digits = usize::from(decimals);
    let number = match language {
        Language::Vi => format!("{value:.digits$}").replace('.', ","),
        Language::En => format!("{value:.digits$}"),
    };
    if unit == "percent" { format!("{number} %") } else { number }
}

pub(super) fn count(number: u64, language: Language) -> String {
    let digits = number.to_string();
    let sign = language.number_signs().0;
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(sign);
        }
        grouped.push(digit);
    }
    grouped
}

pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(crate::values::text::width(text))))
}

pub(super) fn flush_right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(crate::values::text::width(text))))
}

/// Findings, each with its place, what is wrong and what to do.
pub fn findings(findings: &[Finding], language: Language) -> String {
    let mut text = String::new();
    for finding in findings {
        let at = &finding.location;
        let place: Vec<&str> =
            [at.object.as_deref(), at.sheet.as_deref(), at.cell.as_deref()].into_iter().flatten().collect();
        let mut place = place.join(" · ");
        if at.cell.is_none()
            && let Some(row) = at.row
        {
            let _ =
                write!(place, "{}{} {row}", if place.is_empty() { "" } else { " · " }, say(language, "dòng", "row"));
        }
        let severity = match finding.severity() {
            Severity::Error => say(language, "lỗi", "error"),
            Severity::Warning => say(language, "cảnh báo", "warning"),
        };
        let _ = writeln!(text, "{severity}[{}] {place}", finding.code);
        let _ = writeln!(text, "  {}", message(language, &finding.message));
        // The words of a check are the project's, and name no numbers.
        if finding.code == Code::CheckFailed
            && let Some(value) = &finding.value
        {
            let _ = writeln!(text, "  {}: {value}", say(language, "ghi", "written"));
        }
        if let Some(expected) =
            finding.expected.as_ref().map(|expected| expected.text(language)).filter(|expected| !expected.is_empty())
        {
            let _ = writeln!(text, "  {}: {expected}", say(language, "cần", "expected"));
        }
        if let Some(suggestion) = finding.suggestion.as_ref().map(|suggestion| suggestion.text(language)) {
            let _ = writeln!(text, "  {}: {suggestion}", say(language, "gợi ý", "suggestion"));
        }
    }
    text
}

/// What `validate` found in each file.
pub fn validated(answer: &ValidateAnswer, language: Language) -> String {
    let mut text = String::new();
    for file in &answer.files {
        text.push_str(&findings(&file.findings, language));
        for table in &file.tables {
            let place =
                if table.sheet.is_empty() { file.file.clone() } else { format!("{} · {}", file.file, table.sheet) };
            let period = table.time_period.as_deref().unwrap_or(say(language, "chưa rõ", "an unknown period"));
            let sender = table.sender.as_deref().unwrap_or(say(language, "không rõ nơi gửi", "sender unknown"));
            let _ = match language {
                Language::Vi => writeln!(
                    text,
                    "{place}: biểu {} kỳ {period}, {sender}: {} dòng dùng được, {} dòng bị loại",
                    table.form_code, table.rows_accepted, table.rows_quarantined
                ),
                Language::En => writeln!(
                    text,
                    "{place}: form {} for {period}, {sender}: {} rows accepted, {} quarantined",
                    table.form_code, table.rows_accepted, table.rows_quarantined
                ),
            };
        }
    }
    text
}

/// Faults of the declarations, a line each.
pub fn faults(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}
