//! What a workbook rests on beside its own cells: macros, which are never run, and other files, which are never opened.
//!
//! Takes what the readers of packages saw; gives a warning for macros and one for each other file whose values stand in cells.
//! They can be told for xlsx and xlsm (both), xlsb and xls (macros) and ods (other files).

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::formats::faults::finding;
use crate::sheet::address::address;

/// A cell whose value was taken from another file when the workbook was last computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The other file as the workbook names it.
    pub target: String,
    pub sheet: String,
    /// The first cell that names it: row and column, from 0.
    pub cell: (u32, u32),
}

/// The warning for macros.
pub fn macros(object: &str) -> Finding {
    let message = Message::new(
        "Tệp có macro; macro không được chạy, chỉ đọc các giá trị đã lưu trong ô. Nên gửi tệp .xlsx không có macro.",
        "The file holds macros; they are not run, only the values stored in its cells are read. Better send an .xlsx file without macros.",
    );
    finding(object, Code::MacroFile, message)
}

/// One warning for each other file, at the first cell that names it.
pub fn links(object: &str, links: &[Link]) -> Vec<Finding> {
    let mut told: Vec<&Link> = Vec::new();
    for link in links {
        if !told.iter().any(|known| known.target == link.target) {
            told.push(link);
        }
    }
    told.into_iter().map(|link| linked(object, link)).collect()
}

fn linked(object: &str, link: &Link) -> Finding {
    let file = link.target.rsplit(['/', '\\']).next().unwrap_or(&link.target);
    let message = Message::new(
        format!(
            "Công thức lấy số liệu từ tệp khác (“{file}”); hệ thống dùng giá trị đã lưu và không kiểm tra được tệp đó. Hãy dán thành giá trị rồi gửi lại."
        ),
        format!(
            "A formula takes its value from another file (“{file}”); the stored value is used, and that file cannot be checked. Paste it as a value and send the file again."
        ),
    );
    let mut found = finding(object, Code::ExternalLink, message).value(link.target.clone());
    found.location.sheet = Some(link.sheet.clone());
    found.location.cell = Some(address(link.cell.0, link.cell.1));
    found.location.row = link.cell.0.checked_add(1);
    found
}
