//! By what a workbook is known that went back to its sender, so that its list of faults is not read when it comes again.

/// The name of the document property that it has.
pub const PROPERTY: &str = "tinhso-return";

/// The names of the first sheet, its list, in each language.
pub const LIST_NAMES: [&str; 2] = ["Cần sửa", "To mend"];
