//! Days and periods by which the figures below a head are not those of its period.
//!
//! Takes the rows above the labels; gives the first text that says so: in one cell, in the cells of a row ("Từ ngày | 01/07/2024 | Đến ngày | 31/08/2024"),
//! or on two lines ("Từ ngày: 01/07/2024", "Đến ngày: 31/08/2024"), as systems print what was asked of them above their exports.

use std::borrow::Cow;

use crate::locate::head;
use crate::locate::known_text::KnownText;
use crate::locate::labels::header::Header;
use crate::sheet::grid::{Cell, Sheet};
use crate::values::period::{Calendar, Period};

/// Cells of a row that are read together: a row of many is one of a table.
const MOST_CELLS: usize = 8;

/// A text, and where it begins.
pub(in crate::locate) struct SaidTimes<'a> {
    pub text: Cow<'a, str>,
    pub cell: (u32, u32),
}

/// A text of a head by whose days or periods the figures are not those of the period, or not of a large part of it.
pub(in crate::locate) fn times_in_a_head<'a>(
    sheet: &'a Sheet,
    header: &Header,
    from: u32,
    (period, calendar): (Period, Calendar),
) -> Option<SaidTimes<'a>> {
    let says_days = |text: &str| {
        let leave_out = |known: &KnownText| known.days().is_some_and(|days| days.leave_out_much_of(period, calendar));
        text.len() <= head::LONGEST && leave_out(&KnownText::of(text))
    };
    let names_which = labels_say_which(header);
    let is_group =
        |text: &str| header.columns.iter().any(|column| header.whole_path(column).iter().any(|of| of == text.trim()));
    let mut above: Option<SaidTimes<'a>> = None;
    for (row, all) in sheet.grid.rows(from..header.top.max(from)) {
        let cells: Vec<&(u32, Cell)> = all.iter().filter(|(_, cell)| !cell.is_blank()).take(MOST_CELLS + 1).collect();
        let Some((start, _)) = cells.first() else { continue };
        let texts = || all.iter().filter_map(|(column, cell)| Some((*column, cell.as_text()?)));
        let line = match cells.as_slice() {
            [(_, Cell::Text(text))] => Cow::Borrowed(text.as_str()),
            _ if cells.len() > MOST_CELLS => Cow::Borrowed(""),
            _ => cells.iter().map(|(_, cell)| cell.display()).collect::<Vec<_>>().join(" ").into(),
        };
        let line = SaidTimes { text: line, cell: (row, *start) };
        let first_day = above.take().filter(|above| begins_a_span(&above.text));
        if let Some(first_day) = first_day {
            let both = format!("{} {}", first_day.text, line.text);
            if says_days(&both) {
                return Some(SaidTimes { text: both.into(), cell: first_day.cell });
            }
        }
        if cells.len() > 1 && begins_a_span(&line.text) && says_days(&line.text) {
            return Some(line);
        }
        if let Some((column, text)) = texts().find(|(_, text)| says_days(text)) {
            return Some(SaidTimes { text: text.into(), cell: (row, column) });
        }
        if cells.len() > 1 && says_days(&line.text) {
            return Some(line);
        }
        // Periods side by side are labels of something.
        let named = texts().filter(|(_, text)| KnownText::of(text).is_only_a_period()).count();
        let are_others = |text: &str| KnownText::of(text).said_periods().are_others_than(period);
        let says_period = |text: &str| !names_which && are_others(text) && !is_group(text);
        if named <= 1 {
            if let Some((column, text)) = texts().find(|(_, text)| says_period(text)) {
                return Some(SaidTimes { text: text.into(), cell: (row, column) });
            }
            // "Năm báo cáo:" and 2023 are in cells side by side.
            if cells.len() == 2 && says_period(&line.text) {
                return Some(line);
            }
        }
        above = Some(line);
    }
    None
}

/// True for a line that says the first day of a span.
fn begins_a_span(line: &str) -> bool {
    let known = KnownText::of(line);
    let plain = known.plain().trim_start_matches([' ', '_']);
    plain.strip_prefix("tu").is_some_and(|rest| rest.starts_with([' ', '_']))
}

/// True where a label says of which period the figures below it are.
pub(in crate::locate) fn labels_say_which(header: &Header) -> bool {
    header.columns.iter().flat_map(|column| header.whole_path(column)).any(|label| {
        let known = KnownText::of(label);
        !known.periods().is_empty()
            || !known.other_words().is_empty()
            || known.months_together().is_some()
            || known.names_a_part_of_a_year()
    })
}
