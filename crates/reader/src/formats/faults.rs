//! The findings of files that cannot be read.
//!
//! They say nothing of the object: its name belongs to the arrival, and the same bytes may have several.

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::formats::text::encoding::NotText;
use crate::formats::text::pieces::MOST_LINES;
use crate::formats::workbook::LostSheet;
use crate::message;
use crate::sheet::address::address;
use crate::sheet::limits::Limits;

/// Why a file is no text.
pub fn no_text(reason: NotText) -> Finding {
    let message = match reason {
        NotText::Binary => message!("unreadable-file.no-text"),
        NotText::CutShort => message!("unreadable-file.text-cut-short"),
        NotText::Broken { line } => message!("unreadable-file.text-broken", line = line.to_string()),
        NotText::Zeros { line, count } => {
            message!("unreadable-file.text-zeros", line = line.to_string(), count = count)
        }
    };
    let mut found = finding(Code::UnreadableFile, message);
    if let NotText::Broken { line } | NotText::Zeros { line, .. } = reason {
        found.location.row = u32::try_from(line).ok();
    }
    found
}

/// A record whose quotes do not close.
pub fn endless_record(line: u32) -> Finding {
    let mut found = finding(Code::UnreadableFile, message!("unreadable-file.open-quote", line = line.to_string()));
    found.location.row = Some(line);
    found
}

/// A line of labels, from 0, over other columns than the labels of an export: whatever is below it may be another export.
pub(crate) fn moved_labels(line: u32) -> Finding {
    let line = line.saturating_add(1);
    let mut found = finding(Code::UnreadableFile, message!("unreadable-file.moved-labels", line = line.to_string()));
    found.location.row = Some(line);
    found
}

/// A day of an export, on this line from 0, that is one with its month first alone: days on other lines, which may be either, were read day first.
pub(crate) fn month_first(line: u32, column: u32, (field, label): (&str, &str), written: &str) -> Finding {
    let row = line.saturating_add(1);
    let message = message!("unreadable-file.month-first", line = row.to_string(), label = label, written = written);
    let mut found = finding(Code::UnreadableFile, message).value(written);
    found.location.row = Some(row);
    found.location.cell = Some(address(line, column));
    found.location.field = Some(field.to_owned());
    found
}

pub(crate) fn encrypted() -> Finding {
    finding(Code::EncryptedFile, message!("encrypted-file.password"))
}

/// A file that made its reader panic, at this part where it is known.
pub(crate) fn panicked(part: Option<&str>) -> Finding {
    let message = match part {
        Some(part) => message!("unreadable-file.part", part = part),
        None => message!("unreadable-file.broken"),
    };
    finding(Code::UnreadableFile, message)
}

/// What a file has too much of, with the most that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exceeded {
    Bytes(u64),
    /// Bytes that are packed in it.
    Unpacked(u64),
    Cells(usize),
    Files(usize),
    /// Cells of one record, or members of one object.
    Columns(usize),
    Lines(u32),
}

impl Exceeded {
    fn limit(self) -> Message {
        match self {
            Self::Bytes(limit) => message!("limit-bytes", limit = limit),
            Self::Unpacked(limit) => message!("limit-unpacked", limit = limit),
            Self::Cells(limit) => message!("limit-cells", limit = limit),
            Self::Files(limit) => message!("limit-files", limit = limit),
            Self::Columns(limit) => message!("limit-columns", limit = limit),
            Self::Lines(limit) => message!("limit-lines", limit = limit),
        }
    }
}

/// A file of more bytes than the limits allow.
pub fn too_large(size: u64, limits: &Limits) -> Finding {
    oversized(Some(size), Exceeded::Bytes(limits.max_bytes))
}

/// A packed file of so many bytes, which are more than one of the two limits allows.
pub(crate) fn too_large_unpacked(size: u64, limits: &Limits) -> Finding {
    let is_of_files = size > limits.max_bytes && limits.max_bytes <= limits.max_unpacked;
    let (max_bytes, max_unpacked) = (Exceeded::Bytes(limits.max_bytes), Exceeded::Unpacked(limits.max_unpacked));
    oversized(Some(size), if is_of_files { max_bytes } else { max_unpacked })
}

/// A file that has too much of something; `found` says how much, where it was counted to its end.
pub(crate) fn oversized(found: Option<u64>, exceeded: Exceeded) -> Finding {
    let limit = exceeded.limit();
    let mut finding = finding(Code::OversizedFile, message!("oversized-file.limit", limit = &limit)).expected(limit);
    finding.value = found.map(|found| found.to_string());
    finding
}

/// A text of more lines than can be numbered.
pub fn too_many_lines() -> Finding {
    oversized(None, Exceeded::Lines(MOST_LINES))
}

/// A sheet that the workbook lists and that could not be read, beside others that could.
pub(crate) fn lost_sheet(lost: &LostSheet) -> Finding {
    let name = &lost.name;
    let mut found = if lost.is_missing {
        finding(Code::UnreadSheet, message!("unread-sheet.missing", sheet = name))
    } else {
        // What it held is not known.
        let found = finding(Code::UnreadSheet, message!("unread-sheet.broken", sheet = name));
        found.weighing(Severity::Error, Disposition::Rejected)
    };
    found.location.sheet = Some(name.clone());
    found
}

/// A finding about a whole file.
pub(crate) fn finding(code: Code, message: Message) -> Finding {
    Finding::new(code, Location::default(), message)
}
