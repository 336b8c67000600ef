//! Marks by which programs and people take a row out without deleting it: `is_deleted: true`, "Trạng thái: Đã xóa", `status: rejected`, `_op: delete`.
//!
//! Takes the label of a column and the text of a cell; gives what the cell says of its row. Labels and words count as a whole alone: "Nhà tạm: Đã xóa" and "Số hồ sơ bị
//! hủy" are figures.

use crate::values::{day, text};

/// What a mark says of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowMark {
    /// It was deleted, cancelled, rejected or given back: it is not to count.
    Withdrawn,
    /// It is a draft, or not in use: it may not count.
    Doubtful,
}

/// A column in which rows are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnOfMarks {
    /// A yes marks the row, and so does the day on which it came to be.
    Flag(RowMark),
    /// A no marks the row.
    Denial,
    /// A word of a state marks it.
    States,
    /// What a copy of a database does with the row.
    Operations,
}

const WITHDRAWN_FLAGS: [&str; 37] = [
    "deleted",
    "isdeleted",
    "deleteflag",
    "deletedflag",
    "delflag",
    "deletedat",
    "deletedon",
    "deletiondate",
    "deletedate",
    "datedeleted",
    "daxoa",
    "bixoa",
    "xoa",
    "ngayxoa",
    "xoaluc",
    "thoigianxoa",
    "thoidiemxoa",
    "removed",
    "isremoved",
    "removedat",
    "cancelled",
    "canceled",
    "iscancelled",
    "iscanceled",
    "cancelledat",
    "canceledat",
    "dahuy",
    "bihuy",
    "huybo",
    "ngayhuy",
    "voided",
    "isvoid",
    "rejected",
    "isrejected",
    "rejectedat",
    "bituchoi",
    "bitralai",
];
const DOUBTFUL_FLAGS: [&str; 7] = ["draft", "isdraft", "bannhap", "labannhap", "luunhap", "archived", "isarchived"];
const DENIALS: [&str; 8] = ["active", "isactive", "isvalid", "valid", "hieuluc", "conhieuluc", "hople", "kichhoat"];
/// Labels of states, without what they may be followed by.
const STATES: [&str; 5] = ["status", "state", "trangthai", "tinhtrang", "ketquaduyet"];
const OF_A_ROW: [&str; 20] = [
    "",
    "banghi",
    "dong",
    "dulieu",
    "solieu",
    "baocao",
    "bieu",
    "duyet",
    "pheduyet",
    "kiemduyet",
    "xuly",
    "gui",
    "nop",
    "code",
    "name",
    "text",
    "label",
    "cuabanghi",
    "phieu",
    "nhaplieu",
];
const BEFORE_STATES: [&str; 9] =
    ["record", "row", "approval", "review", "workflow", "submission", "report", "entry", "data"];
const OPERATIONS: [&str; 8] = ["op", "operation", "changetype", "rowstate", "dmltype", "rowkind", "thaotac", "action"];

const WITHDRAWN: [&str; 36] = [
    "deleted",
    "delete",
    "softdeleted",
    "daxoa",
    "bixoa",
    "xoa",
    "xoabo",
    "daxoabo",
    "removed",
    "rejected",
    "reject",
    "declined",
    "refused",
    "denied",
    "bituchoi",
    "tuchoi",
    "datuchoi",
    "bitralai",
    "tralai",
    "datralai",
    "khongduyet",
    "khongduocduyet",
    "khongpheduyet",
    "cancelled",
    "canceled",
    "cancel",
    "bihuy",
    "dahuy",
    "huy",
    "huybo",
    "dahuybo",
    "voided",
    "void",
    "withdrawn",
    "darut",
    "dathuhoi",
];
const DOUBTFUL: [&str; 17] = [
    "draft",
    "nhap",
    "bannhap",
    "luunhap",
    "dangnhap",
    "dangsoan",
    "dangsoanthao",
    "inactive",
    "archived",
    "invalid",
    "khonghople",
    "hethieuluc",
    "khonghieuluc",
    "superseded",
    "replaced",
    "dathaythe",
    "bithaythe",
];
const DELETIONS: [&str; 6] = ["delete", "deleted", "d", "remove", "removed", "xoa"];
/// Bytes of a label and of a mark.
const LONGEST: usize = 60;

/// A text without marks and without what parts its words.
fn key(written: &str) -> String {
    let plain = text::without_marks(written);
    plain.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// What the cells of a column of this label say of their rows; `None` for nearly all.
pub fn column_of_marks(label: &str) -> Option<ColumnOfMarks> {
    let own = label.rsplit(" > ").next().unwrap_or(label);
    if own.len() > LONGEST {
        return None;
    }
    let key = key(own);
    let key = key.as_str();
    let states = || {
        let behind =
            STATES.iter().find_map(|state| key.strip_prefix(state)).is_some_and(|rest| OF_A_ROW.contains(&rest));
        behind || BEFORE_STATES.iter().any(|before| matches!(key.strip_prefix(before), Some("status" | "state")))
    };
    match key {
        _ if WITHDRAWN_FLAGS.contains(&key) => Some(ColumnOfMarks::Flag(RowMark::Withdrawn)),
        _ if DOUBTFUL_FLAGS.contains(&key) => Some(ColumnOfMarks::Flag(RowMark::Doubtful)),
        _ if DENIALS.contains(&key) => Some(ColumnOfMarks::Denial),
        _ if OPERATIONS.contains(&key) => Some(ColumnOfMarks::Operations),
        _ => states().then_some(ColumnOfMarks::States),
    }
}

/// What a cell of such a column, as it is shown, says of its row.
pub fn row_mark(column: ColumnOfMarks, written: &str) -> Option<RowMark> {
    const NO: [&str; 7] = ["false", "0", "no", "n", "khong", "sai", "chua"];
    const YES: [&str; 10] = ["true", "1", "yes", "y", "co", "x", "dung", "roi", "v", "t"];
    let written = written.trim();
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let said = key(written);
    let said = said.as_str();
    let of_state = || {
        let withdrawn = WITHDRAWN.contains(&said).then_some(RowMark::Withdrawn);
        withdrawn.or_else(|| DOUBTFUL.contains(&said).then_some(RowMark::Doubtful))
    };
    match column {
        ColumnOfMarks::Flag(mark) => {
            let is_tick = matches!(written, "✓" | "✔" | "☑" | "√");
            let begin = written.get(..10).unwrap_or(written);
            let is_day = || day::written(written).or_else(|| day::written(begin)).is_some() || is_iso_day(begin);
            (YES.contains(&said) || is_tick || is_day()).then_some(mark).or_else(of_state)
        }
        ColumnOfMarks::Denial => NO.contains(&said).then_some(RowMark::Doubtful).or_else(of_state),
        ColumnOfMarks::States => of_state(),
        ColumnOfMarks::Operations => DELETIONS.contains(&said).then_some(RowMark::Withdrawn),
    }
}

/// True where a mark speaks of a deletion, and not of a thing that was cancelled or rejected.
pub fn says_deleted(label: &str, written: &str) -> bool {
    let speaks = |text: &str| {
        let key = key(text.rsplit(" > ").next().unwrap_or(text));
        ["delet", "xoa", "remov", "void"].iter().any(|word| key.contains(word))
    };
    speaks(label) || speaks(written) || column_of_marks(label) == Some(ColumnOfMarks::Operations)
}

/// "2024-10-01", of a year that is one.
fn is_iso_day(written: &str) -> bool {
    let mut parts = written.split('-');
    let is_number = |part: Option<&str>, digits: usize| {
        part.is_some_and(|part| {
            part.len() == digits
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && part.bytes().any(|byte| byte != b'0')
        })
    };
    is_number(parts.next(), 4) && is_number(parts.next(), 2) && is_number(parts.next(), 2) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_marked_by_flags_states_and_days() {
        let mark = |label: &str, cell: &str| column_of_marks(label).and_then(|column| row_mark(column, cell));
        for (label, cell) in [
            ("da_xoa", "TRUE"),
            ("isDeleted", "1"),
            ("Đã xóa", "x"),
            ("Đã hủy", "Có"),
            ("deleted_at", "2024-10-01T08:00:00Z"),
            ("Ngày xóa", "01/10/2024"),
            ("Trạng thái", "Đã xóa"),
            ("trang_thai_ban_ghi", "đã hủy"),
            ("status", "rejected"),
            ("approvalStatus", "Rejected"),
            ("Trạng thái phê duyệt", "Không phê duyệt"),
            ("meta > status", "DELETED"),
            ("_op", "d"),
        ] {
            assert_eq!(mark(label, cell), Some(RowMark::Withdrawn), "{label}: {cell}");
        }
        for (label, cell) in
            [("status", "draft"), ("Trạng thái", "Bản nháp"), ("is_active", "false"), ("draft", "true")]
        {
            assert_eq!(mark(label, cell), Some(RowMark::Doubtful), "{label}: {cell}");
        }
        for (label, cell) in [
            ("da_xoa", "FALSE"),
            ("isDeleted", "0"),
            ("Đã xóa", "không"),
            ("deleted_at", ""),
            ("deleted_at", "0000-00-00"),
            ("Trạng thái", "Đã duyệt"),
            ("Trạng thái", "Hiệu lực"),
            ("status", "approved"),
            ("is_active", "true"),
            ("Nhà tạm", "Đã xóa"),
            ("Tình trạng", "Không đạt"),
            ("Tình trạng nhà tạm", "Đã xóa"),
            ("Hồ sơ bị hủy", "1"),
            ("_op", "u"),
        ] {
            assert_eq!(mark(label, cell), None, "{label}: {cell}");
        }
    }
}
