//! The codes of the tables in words, for people who know no SDMX.

use crate::findings::message::say;
use crate::values::language::Language;
use crate::values::status::Status;

/// An observation status.
pub fn status(status: Status, language: Language) -> &'static str {
    let (vi, en) = match status {
        Status::B => ("gián đoạn chuỗi số liệu", "break in the series"),
        Status::O => ("thiếu, không rõ lý do", "missing, cause unknown"),
        Status::M => ("không thể phát sinh", "cannot exist"),
        Status::L => ("có phát sinh, chưa thu thập", "exists, not collected"),
        Status::H => ("thiếu do ngày nghỉ", "missing because of a holiday"),
        Status::Q => ("không công bố để bảo mật", "suppressed"),
        Status::J => ("được miễn báo cáo", "derogation"),
        Status::S => ("thiếu do sự kiện đặc biệt", "missing because of special events"),
        Status::D => ("khác định nghĩa", "definition differs"),
        Status::K => ("nằm trong mục khác", "included in another category"),
        Status::W => ("gồm cả mục khác", "includes another category"),
        Status::I => ("số gán", "imputed"),
        Status::F => ("dự báo", "forecast"),
        Status::E => ("ước tính", "estimated"),
        Status::P => ("sơ bộ", "provisional"),
        Status::N => ("không có ý nghĩa", "not significant"),
        Status::U => ("độ tin cậy thấp", "low reliability"),
        Status::V => ("chưa kiểm chứng", "unvalidated"),
        Status::G => ("thử nghiệm", "experimental"),
        Status::A => ("bình thường", "normal"),
    };
    say(language, vi, en)
}

/// A level of units; one that is not of Vietnam stays as it is.
pub fn level(level: &str, language: Language) -> &str {
    match level {
        "province" => say(language, "tỉnh", "province"),
        "district" => say(language, "huyện", "district"),
        "commune" => say(language, "xã", "commune"),
        other => other,
    }
}

/// A geography.
pub fn geography(geography: &str, language: Language) -> String {
    match (geography, language) {
        ("as-reported", _) => say(language, "như đã báo cáo", "as reported").to_owned(),
        (day, Language::Vi) => format!("bản đồ {day}"),
        (day, Language::En) => format!("map of {day}"),
    }
}

/// The state of a target.
pub(crate) fn state(name: &str, language: Language) -> &str {
    match (language, name) {
        (Language::Vi, "met") => "đạt",
        (Language::Vi, "not met") => "không đạt",
        (Language::Vi, "on track") => "đúng tiến độ",
        (Language::Vi, "behind") => "chậm tiến độ",
        (Language::Vi, "no data") => "chưa có số liệu",
        (_, name) => name,
    }
}
