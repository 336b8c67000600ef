//! A zip archive of files: several workbooks, texts or other files sent as one object.
//!
//! Takes the bytes of an archive; gives the sheets of every file in it, as if each had been sent alone, with findings for
//! those that cannot be read. A sheet bears the name of its file: `xa/bieu-02.xlsx › Biểu 02`. The limits hold over all files
//! together. What programs leave behind, by the names that the caller knows, is passed over and named once ([`passed_over`]); a scan or a
//! letter beside the tables is an attachment, and passed over with a warning. An archive within an archive is not opened.

mod passed_over;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::formats::archive::passed_over::PassedOver;
use crate::formats::faults::{Exceeded, encrypted, finding, oversized};
use crate::formats::guard::reading;
use crate::formats::sniff::Kind;
use crate::formats::workbook::weight;
use crate::formats::{Opened, gzip, packing, sniff};
use crate::message;
use crate::sheet::grid::Sheet;
use crate::sheet::limits::Limits;
use crate::sheet::returned::ReturnOf;
use crate::values::text::composed;

/// What parts the name of a file from the name of its sheet.
const BETWEEN: &str = " › ";
/// Files that an archive may hold: more than a province has communes.
const MOST_FILES: usize = 10_000;
/// Files that may be unpacked and found to be beyond the limits; behind them nothing more is unpacked.
const MOST_BEYOND: usize = 2;

/// Every sheet of every file that nobody left behind. The `Err` is the finding that says why there is none.
#[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
pub fn read(bytes: &[u8], limits: &Limits, is_left_behind: &dyn Fn(&str) -> bool) -> Result<Opened, Finding> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| broken(&cause))?;
    if zip.len() > MOST_FILES {
        return Err(oversized(u64::try_from(zip.len()).ok(), Exceeded::Files(MOST_FILES)));
    }
    let mut unpacked = Unpacked {
        limits: *limits,
        left: *limits,
        left_of_texts: limits.max_bytes,
        beyond: 0,
        is_left_behind,
        sheets: Vec::new(),
        findings: Vec::new(),
        passed_over: PassedOver::default(),
        return_of: ReturnOf::default(),
    };
    for index in 0..zip.len() {
        unpacked.entry(&mut zip, index);
    }
    let Unpacked { sheets, mut findings, passed_over, mut return_of, .. } = unpacked;
    return_of.is_list_alone = sheets.is_empty() && !return_of.objects.is_empty();
    if sheets.is_empty() {
        if findings.is_empty() {
            let nothing = || message!("empty-file.archive");
            let message = if passed_over.is_empty() { nothing() } else { passed_over.is_all() };
            return Err(finding(Code::EmptyFile, message));
        }
        // With nothing beside them, what was sent are no attachments.
        findings = findings.into_iter().map(|found| found.weighing(Severity::Error, Disposition::Rejected)).collect();
    }
    findings.extend(passed_over.note());
    Ok(Opened { kind: Kind::Zip, encoding: None, delimiter: None, sheets, findings, return_of })
}

/// What the files of an archive gave so far.
struct Unpacked<'a> {
    limits: Limits,
    /// What the files to come may still take.
    left: Limits,
    /// Bytes that the texts, JSON and Parquet to come may hold: together as many as one that is sent alone.
    left_of_texts: u64,
    /// Files that were unpacked and found to be beyond the limits.
    beyond: usize,
    /// True for the name of a file that a program left, or that lies in a folder of one.
    is_left_behind: &'a dyn Fn(&str) -> bool,
    sheets: Vec<Sheet>,
    findings: Vec<Finding>,
    passed_over: PassedOver,
    return_of: ReturnOf,
}

impl Unpacked<'_> {
    fn entry(&mut self, zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize) {
        let name = zip.by_index_raw(index).map(|entry| (name_of(entry.name_raw()), entry.is_dir()));
        let (name, is_folder) = match name {
            Ok(known) => known,
            Err(cause) => return self.findings.push(broken(&cause)),
        };
        if is_folder {
            return;
        }
        if (self.is_left_behind)(&passed_over::compared(&name)) {
            return self.passed_over.push(zip, index, name);
        }
        reading(&name);
        match self.file(zip, index, &name) {
            Ok(opened) => self.take(opened, &name),
            Err(mut found) => {
                found.location.sheet = Some(name);
                self.findings.push(found);
            }
        }
    }

    #[expect(clippy::result_large_err, reason = "once a file, and the finding is what callers keep")]
    fn file(&mut self, zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize, name: &str) -> Result<Opened, Finding> {
        let packed = zip.by_index_raw(index).ok().filter(|entry| !entry.encrypted()).map(|entry| entry.compression());
        if let Some(packing) = packed.and_then(packing::unknown) {
            return Err(finding(Code::UnreadableFile, message!("unreadable-file.packing", packing = packing)));
        }
        if self.beyond >= MOST_BEYOND {
            return Err(finding(Code::OversizedFile, message!("oversized-file.not-unpacked", files = self.beyond)));
        }
        let entry = zip.by_index(index).map_err(|cause| match cause {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => encrypted(),
            cause => broken(&cause),
        })?;
        let most = self.left.max_bytes.min(self.left.max_unpacked);
        // What says itself that it is too large costs nothing.
        if entry.size() > most {
            return Err(self.too_large(entry.size()));
        }
        if entry.size() > self.left_of_texts && is_named_as_text(name) {
            return Err(self.too_many_texts());
        }
        let mut bytes = Vec::new();
        let read = entry.take(most.saturating_add(1)).read_to_end(&mut bytes);
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left.max_unpacked = self.left.max_unpacked.saturating_sub(size);
        if size > most {
            self.beyond += 1;
            return Err(self.too_large(size));
        }
        read.map_err(|cause| broken(&ZipError::Io(cause)))?;
        let bytes = match gzip::unpack(&bytes, &self.left) {
            None => bytes,
            Some(unpacked) => {
                let unpacked = unpacked?;
                let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
                self.left.max_unpacked = self.left.max_unpacked.saturating_sub(size);
                unpacked
            }
        };
        let sniff::Sniffed { kind, unpacked } = sniff::sniff(&bytes);
        if kind == Kind::Zip {
            return Err(finding(Code::UnreadableFile, message!("unreadable-file.archive-within", name = name)));
        }
        let is_package = matches!(kind, Kind::Xlsx | Kind::Xlsb | Kind::Ods);
        if matches!(kind, Kind::Text | Kind::Json | Kind::Parquet | Kind::Empty) {
            let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if size > self.left_of_texts {
                self.beyond += 1;
                return Err(self.too_many_texts());
            }
            self.left_of_texts -= size;
        }
        if is_package {
            if unpacked > self.left.max_unpacked {
                return Err(oversized(Some(unpacked), Exceeded::Unpacked(self.limits.max_unpacked)));
            }
            self.left.max_unpacked = self.left.max_unpacked.saturating_sub(unpacked);
        }
        // What a package unpacks to was counted.
        let max_unpacked = if is_package { u64::MAX } else { self.left.max_unpacked };
        let opened = crate::formats::open(&bytes, &Limits { max_unpacked, ..self.left });
        opened.map_err(|found| {
            self.beyond += usize::from(found.code == Code::OversizedFile);
            if matches!(kind, Kind::Other(..)) { attachment(found, name) } else { found }
        })
    }

    /// A text beside others that together are larger than one that is sent alone may be.
    fn too_many_texts(&self) -> Finding {
        let limit = message!("limit-bytes", limit = self.limits.max_bytes);
        finding(Code::OversizedFile, message!("oversized-file.texts-together", limit = &limit)).expected(limit)
    }

    /// A file of more bytes than one may have, or than are left for all.
    fn too_large(&self, size: u64) -> Finding {
        let Limits { max_bytes, max_unpacked, .. } = self.limits;
        oversized(
            Some(size),
            if size > max_bytes { Exceeded::Bytes(max_bytes) } else { Exceeded::Unpacked(max_unpacked) },
        )
    }

    fn take(&mut self, opened: Opened, name: &str) {
        let named = |sheet: &str| match sheet.is_empty() {
            true => name.to_owned(),
            false => format!("{name}{BETWEEN}{sheet}"),
        };
        if opened.sheets.is_empty() && !opened.return_of.is_list_alone {
            let mut found = finding(Code::UnreadableFile, message!("unreadable-file.no-worksheet", name = name));
            found.location.sheet = Some(name.to_owned());
            self.findings.push(found);
        }
        self.return_of.join(opened.return_of);
        for mut found in opened.findings {
            found.location.sheet = Some(named(found.location.sheet.as_deref().unwrap_or_default()));
            self.findings.push(found);
        }
        for mut sheet in opened.sheets {
            // A long text takes the room of many cells.
            let cells = sheet.grid.rows(..).flat_map(|(_, cells)| cells).map(|(_, cell)| weight(cell));
            self.left.max_cells = self.left.max_cells.saturating_sub(cells.fold(0, usize::saturating_add));
            sheet.name = named(&sheet.name);
            sheet.file = Some(name.to_owned());
            self.sheets.push(sheet);
        }
    }
}

/// A document beside the tables, such as the scan of the signed report.
fn attachment(found: Finding, name: &str) -> Finding {
    let message = message!("unreadable-file.attachment", name = name);
    let mut found = found;
    found.message = message;
    found.weighing(Severity::Warning, Disposition::Ignored)
}

fn broken(cause: &ZipError) -> Finding {
    let message = match cause {
        ZipError::UnsupportedArchive(_) => message!("unreadable-file.archive-unsupported"),
        _ => message!("unreadable-file.archive-broken"),
    };
    finding(Code::UnreadableFile, message)
}

/// The name of an entry. Programs write UTF-8 with and without saying so; what is none is in the code page of DOS, as the
/// format says (APPNOTE 4.4.4, appendix D), and only its letters of ASCII are sure. Those of a Mac decompose their letters.
fn name_of(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    composed(&text)
        .chars()
        .map(|sign| {
            if sign.is_control() {
                '\u{fffd}'
            } else if sign == '\\' {
                '/'
            } else {
                sign
            }
        })
        .collect()
}

/// True for the name of a file whose cells are texts, as its ending says.
fn is_named_as_text(name: &str) -> bool {
    const ENDINGS: [&str; 7] = ["csv", "tsv", "txt", "json", "jsonl", "ndjson", "parquet"];
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_whatever_they_were_written_in() {
        assert_eq!(name_of("xã\\biểu.xlsx".as_bytes()), "xã/biểu.xlsx");
        assert_eq!(name_of("xa\u{303}.csv".as_bytes()), "x\u{e3}.csv");
        assert_eq!(name_of(b"bi\x82u\n.xlsx"), "bi\u{fffd}u\u{fffd}.xlsx");
    }
}
