//! The findings of files that cannot be read.

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::formats::text::encoding::NotText;
use crate::sheet::limits::Limits;

/// Why a file is no text.
pub fn no_text(object: &str, reason: NotText) -> Finding {
    let (vi, en) = match reason {
        NotText::Binary => (
            "Không nhận ra định dạng của tệp: không phải bảng tính, cũng không phải văn bản".to_owned(),
            "The format of the file is unknown: it is neither a workbook nor text".to_owned(),
        ),
        NotText::CutShort => (
            "Tệp văn bản bị cắt ngắn giữa một chữ".to_owned(),
            "The text file is cut short within a character".to_owned(),
        ),
        NotText::Broken { line } => (
            format!("Tệp văn bản có chữ hỏng ở dòng {line}"),
            format!("The text file holds a broken character on line {line}"),
        ),
    };
    let message = Message::new(
        format!("{vi}; hãy gửi lại tệp .xlsx, hoặc .csv mã hóa UTF-8."),
        format!("{en}; send an .xlsx file, or a .csv file in UTF-8."),
    );
    let mut found = finding(object, Code::UnreadableFile, message);
    if let NotText::Broken { line } = reason {
        found.location.row = u32::try_from(line).ok();
    }
    found
}

/// A record whose quotes do not close.
pub fn endless_record(object: &str, line: u32) -> Finding {
    let message = Message::new(
        format!("Dấu ngoặc kép mở ở dòng {line} không đóng; hãy sửa dòng đó rồi gửi lại."),
        format!("A quote opened on line {line} is never closed; mend that line and send the file again."),
    );
    let mut found = finding(object, Code::UnreadableFile, message);
    found.location.row = Some(line);
    found
}

pub(crate) fn encrypted(object: &str) -> Finding {
    finding(
        object,
        Code::EncryptedFile,
        Message::new(
            "Tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại.",
            "The file is protected with a password; remove the password and send it again.",
        ),
    )
}

/// A file of more bytes than the limits allow.
pub fn too_large(object: &str, size: u64, limits: &Limits) -> Finding {
    oversized(object, &format!("{size} byte"), &format!("{} byte", limits.max_bytes))
}

pub(crate) fn oversized(object: &str, value: &str, limit: &str) -> Finding {
    finding(
        object,
        Code::OversizedFile,
        Message::new(
            format!("Tệp quá lớn, vượt giới hạn {limit}; hãy xóa phần thừa hoặc chia nhỏ rồi gửi lại."),
            format!(
                "The file is too large, beyond the limit of {limit}; remove what is not needed, or split it, and send it again."
            ),
        ),
    )
    .value(value)
    .expected(limit)
}

pub(crate) fn finding(object: &str, code: Code, message: Message) -> Finding {
    Finding::new(code, Location { object: Some(object.to_owned()), ..Location::default() }, message)
}
