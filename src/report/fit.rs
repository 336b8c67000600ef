//! Texts on a terminal: no line is longer than it is wide, as far as words allow.
//!
//! Takes a text with the marks of [`ink`](super::ink); gives the text as it is shown in so many columns. Sentences go on below, the cells of
//! a table within their columns, and a drawing in bands of columns, one below the other.

use std::borrow::Cow;

use crate::report::ink::{BAND, CELL, CELL_RIGHT, in_colour, plain, whole_colour};
use crate::values::text::width;

/// Blanks between the columns of a table.
const GAP: usize = 2;

/// The text with no line longer than so many columns, as far as its words allow: none is broken. What goes on in a further line is
/// indented by two more than its first.
pub fn fitted(text: &str, columns: usize) -> Cow<'_, str> {
    let is_wide = |line: &str| width(&plain(line)) > columns;
    if !text.lines().any(is_wide) {
        return Cow::Borrowed(text);
    }
    let mut fitted = String::with_capacity(text.len());
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for block in lines.chunk_by(|line, next| kind(line) == kind(next)) {
        let block_is_wide = block.iter().any(|line| is_wide(without_end(line).0));
        match block.first().map(|line| kind(line)) {
            Some(Kind::Table) if block_is_wide => table(block, columns, &mut fitted),
            Some(Kind::Drawing) if block_is_wide => drawing(block, columns, &mut fitted),
            _ => block.iter().for_each(|line| sentence(line, columns, &mut fitted)),
        }
    }
    Cow::Owned(fitted)
}

/// What a line is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sentence,
    Table,
    Drawing,
}

fn kind(line: &str) -> Kind {
    if line.contains(BAND) {
        Kind::Drawing
    } else if line.contains([CELL, CELL_RIGHT]) {
        Kind::Table
    } else {
        Kind::Sentence
    }
}

fn without_end(line: &str) -> (&str, &str) {
    line.strip_suffix('\n').map_or((line, ""), |words| (words, "\n"))
}

fn sentence(line: &str, columns: usize, into: &mut String) {
    let (words, end) = without_end(line);
    if width(&plain(words)) > columns {
        wrap(words, columns, into)
    } else {
        into.push_str(words)
    }
    into.push_str(end);
}

fn wrap(line: &str, columns: usize, into: &mut String) {
    // Narrow terminals have no room for what is deep within.
    let indent = (line.len() - line.trim_start_matches(' ').len()).min(columns / 2);
    let further = (indent + 2).min(columns / 2);
    into.push_str(&" ".repeat(indent));
    let (mut taken, mut is_first) = (indent, true);
    for word in line.trim_start_matches(' ').split_inclusive(' ') {
        let needed = width(&plain(word.trim_end_matches(' ')));
        if !is_first && taken + needed > columns {
            into.truncate(into.trim_end_matches(' ').len());
            into.push('\n');
            into.push_str(&" ".repeat(further));
            taken = further;
            if word.trim_end_matches(' ').is_empty() {
                continue;
            }
        }
        into.push_str(word);
        taken += width(&plain(word));
        is_first = false;
    }
    into.truncate(into.trim_end_matches(' ').len());
}

/// A cell of a table.
struct TableCell<'t> {
    text: &'t str,
    is_right: bool,
}

impl TableCell<'_> {
    /// How wide what is not broken in it is: a word, and a number with its unit.
    fn longest_word(&self) -> usize {
        let text = plain(self.text);
        let is_number = self.is_right && text.contains(|sign: char| sign.is_ascii_digit());
        if is_number { width(&text) } else { text.split(' ').map(width).max().unwrap_or(0) }
    }
}

/// Lays the lines of a table out in columns so narrow that they fit, and in as few lines as can be; where even the longest words do not, its lines go on below as
/// sentences do.
fn table(lines: &[&str], columns: usize, into: &mut String) {
    let indent = lines.first().and_then(|line| line.find([CELL, CELL_RIGHT])).unwrap_or(0);
    let rows: Vec<Vec<TableCell<'_>>> = lines.iter().map(|line| cells(without_end(line).0)).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |place: usize| rows.iter().filter_map(move |row| row.get(place));
    let widest =
        |place: usize, of_cell: &dyn Fn(&TableCell<'_>) -> usize| column(place).map(of_cell).max().unwrap_or(0);
    let natural: Vec<usize> = (0..count).map(|place| widest(place, &|cell| width(&plain(cell.text)))).collect();
    let words: Vec<usize> = (0..count).map(|place| widest(place, &|cell| cell.longest_word())).collect();
    let room = columns.saturating_sub(indent + GAP * count.saturating_sub(1));
    let wrapped = |row: &[TableCell<'_>], widths: &[usize]| -> Vec<Vec<String>> {
        row.iter().zip(widths).map(|(cell, wide)| pieces(cell.text, *wide)).collect()
    };
    let height = |widths: &Vec<usize>| -> usize {
        rows.iter().filter_map(|row| wrapped(row, widths).iter().map(Vec::len).max()).sum()
    };
    let Some(widths) = widths(&natural, &words, room).min_by_key(height) else {
        lines.iter().for_each(|line| sentence(line, columns, into));
        return;
    };
    for (row, line) in rows.iter().zip(lines) {
        let wrapped = wrapped(row, &widths);
        for number in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
            let mut shown = " ".repeat(indent);
            for (place, ((cell, pieces), wide)) in row.iter().zip(&wrapped).zip(&widths).enumerate() {
                let piece = pieces.get(number).map_or("", String::as_str);
                let blanks = " ".repeat(wide.saturating_sub(width(&plain(piece))));
                if place > 0 {
                    shown.push_str(&" ".repeat(GAP));
                }
                let (before, after) = if cell.is_right { (blanks.as_str(), "") } else { ("", blanks.as_str()) };
                shown.extend([before, piece, after]);
            }
            into.push_str(shown.trim_end_matches(' '));
            into.push('\n');
        }
        if without_end(line).1.is_empty() {
            into.truncate(into.trim_end_matches('\n').len());
        }
    }
}

/// The cells of a line, without what fills their columns.
fn cells(line: &str) -> Vec<TableCell<'_>> {
    let mut cells = Vec::new();
    let mut rest = line.find([CELL, CELL_RIGHT]).and_then(|at| line.get(at..)).unwrap_or_default();
    while let Some(mark) = rest.chars().next() {
        let after = rest.get(mark.len_utf8()..).unwrap_or_default();
        let end = after.find([CELL, CELL_RIGHT]).unwrap_or(after.len());
        let (text, next) = after.split_at_checked(end).unwrap_or((after, ""));
        cells.push(TableCell { text: text.trim_matches(' '), is_right: mark == CELL_RIGHT });
        rest = next;
    }
    cells
}

/// Columns that are no wider than this may keep their width while the others give way.
const SHORT: [usize; 5] = [18, 14, 10, 6, 0];

/// Widths of columns that fit together into so much room, by which columns keep theirs: each of the others has its longest word, and of what is
/// left a share by what it could use. None where the longest words of all do not fit.
fn widths(natural: &[usize], words: &[usize], room: usize) -> impl Iterator<Item = Vec<usize>> {
    SHORT.into_iter().filter_map(move |short| {
        let least = natural.iter().zip(words).map(|(natural, words)| if *natural <= short { *natural } else { *words });
        let least: Vec<usize> = least.collect();
        let mut left = room.checked_sub(least.iter().sum())?;
        let wants: Vec<usize> =
            natural.iter().zip(&least).map(|(natural, least)| natural.saturating_sub(*least)).collect();
        let mut wanted: usize = wants.iter().sum();
        let widths = least.into_iter().zip(wants).map(|(least, wants)| {
            let share = if wanted > left { (left * wants).checked_div(wanted).unwrap_or(0) } else { wants };
            (left, wanted) = (left.saturating_sub(share), wanted.saturating_sub(wants));
            least + share
        });
        Some(widths.collect())
    })
}

/// A text in lines of so many columns; what goes on is indented by one where there is room.
fn pieces(text: &str, wide: usize) -> Vec<String> {
    let (mark, words) = whole_colour(text).map_or((None, text), |(mark, words)| (Some(mark), words));
    let mut pieces: Vec<String> = vec![String::new()];
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let needed = width(&plain(word));
        let Some(last) = pieces.last_mut() else { break };
        let taken = width(&plain(last));
        if taken == 0 {
            last.push_str(word);
        } else if taken + 1 + needed <= wide {
            last.push(' ');
            last.push_str(word);
        } else {
            let indent = if needed < wide { " " } else { "" };
            pieces.push(format!("{indent}{word}"));
        }
    }
    match mark {
        Some(mark) => pieces.into_iter().map(|piece| in_colour(mark, &piece)).collect(),
        None => pieces,
    }
}

/// Draws the columns of a drawing in bands, each with the margin of its lines. A line of one cell, which is in no column, is shown in the
/// first band.
fn drawing(lines: &[&str], columns: usize, into: &mut String) {
    let rows: Vec<Vec<&str>> = lines.iter().map(|line| without_end(line).0.split(BAND).collect()).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |place: usize| rows.iter().filter(|row| row.len() == count).filter_map(move |row| row.get(place));
    let widths: Vec<usize> = (0..count).map(|place| wide(place).map(|cell| width(cell)).max().unwrap_or(0)).collect();
    let margin = widths.first().copied().unwrap_or(0);
    let mut first = 1;
    while first < count {
        let mut taken = margin;
        let fits = |wide: &&usize| {
            taken += **wide;
            taken <= columns
        };
        let shown = widths.get(first..).unwrap_or_default().iter().take_while(fits).count().max(1);
        if first > 1 {
            into.push('\n');
        }
        for (row, line) in rows.iter().zip(lines) {
            if row.len() < count {
                if first == 1 {
                    sentence(&plain(line), columns, into);
                }
                continue;
            }
            let mut drawn = row.first().copied().unwrap_or_default().to_owned();
            drawn.extend(row.iter().skip(first).take(shown).copied());
            into.push_str(drawn.trim_end_matches(' '));
            into.push('\n');
        }
        first += shown;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::severity::Severity;
    use crate::report::ink::inked;

    #[test]
    fn long_lines_go_on_below_and_no_word_is_broken() {
        let text = "lỗi[check-failed] submissions/2024/01.xlsx · Sheet1 · E17\n  Số thôn, bản có sóng 4G vượt tổng số thôn, bản\nngắn\n";
        let narrow = fitted(text, 30);
        assert_eq!(
            narrow,
            "lỗi[check-failed]\n  submissions/2024/01.xlsx ·\n  Sheet1 · E17\n  Số thôn, bản có sóng 4G vượt\n    tổng số thôn, bản\nngắn\n"
        );
        assert!(matches!(fitted(text, 80), Cow::Borrowed(_)));
        assert_eq!(fitted("một-từ-dài-hơn-cả-dòng kế\n", 10), "một-từ-dài-hơn-cả-dòng\n  kế\n");
        let ink = inked(Severity::Error, "lỗi");
        assert_eq!(fitted(&format!("{ink} hai ba\n"), 7), format!("{ink} hai\n  ba\n"), "marks take no room");
    }

    #[test]
    fn words_and_their_order_stay_at_every_width() {
        let text = "  a bb  ccc dddd · eeeee   ffffff\n\n    g\n      một hai ba bốn năm sáu bảy tám chín\n";
        for columns in 1..60 {
            let narrow = fitted(text, columns);
            assert_eq!(narrow.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
            let longest = text.split_whitespace().map(width).max().unwrap();
            assert!(
                narrow.lines().all(|line| width(line) <= columns.max(longest + columns / 2)),
                "{columns}: {narrow}"
            );
        }
    }

    #[test]
    fn cells_go_on_within_their_columns() {
        let line =
            |cells: [&str; 3]| format!("  {CELL}{:<20}  {CELL_RIGHT}{:>6}  {CELL}{}\n", cells[0], cells[1], cells[2]);
        let text = line(["Chỉ tiêu", "Đạt", "Nguồn"]) + &line(["Tỷ lệ xã có dịch vụ", "62,22", "13-NQ/TU"]) + "sau\n";
        assert_eq!(
            fitted(&text, 32),
            "  Chỉ tiêu         Đạt  Nguồn\n  Tỷ lệ xã có    62,22  13-NQ/TU\n   dịch vụ\nsau\n"
        );
        assert!(matches!(fitted(&text, 80), Cow::Borrowed(_)));
        // Where not even the words fit, the lines go on below.
        assert!(fitted(&text, 20).lines().all(|line| width(&plain(line)) <= 20));
    }

    #[test]
    fn a_colour_is_that_of_each_line_of_its_cell() {
        let text = format!("{CELL}{}  {CELL}b\n", inked(Severity::Error, "một hai ba"));
        let fitted = fitted(&text, 8);
        let red = |text: &str| inked(Severity::Error, text);
        assert_eq!(fitted, format!("{}    b\n{}\n{}\n", red("một"), red(" hai"), red(" ba")));
    }

    #[test]
    fn drawings_are_in_bands_of_columns() {
        let line = |margin: &str, cells: [&str; 3]| {
            format!("{margin:2}{BAND} │ {:3}{BAND} │ {:3}{BAND} │ {:3}\n", cells[0], cells[1], cells[2])
        };
        let rule = format!("──{BAND}─┼────{BAND}─┼────{BAND}─┼────\n");
        let text = line("", ["A", "B", "C"])
            + &rule
            + &line("1", ["x", "y", "zzz"])
            + &format!("2 {BAND} │ một ghi chú dài\n");
        assert_eq!(
            fitted(&text, 15),
            "   │ A   │ B\n───┼─────┼────\n1  │ x   │ y\n2  │ một ghi\n  chú dài\n\n   │ C\n───┼────\n1  │ zzz\n"
        );
    }
}
