//! By what is known what we wrote into a workbook that went back to its sender, so that it is not read when it comes again: the list of
//! faults, and the notes on cells. A note is known by its first line, whatever program saved the workbook since and wherever its sheets are.

/// The name of the document property that it has.
pub const PROPERTY: &str = "tinhso-return";

/// The names of the first sheet, its list, in each language.
pub const LIST_NAMES: [&str; 2] = ["Cần sửa", "To mend"];

/// The first line of what we wrote in the note of a cell, behind what the sender wrote there.
pub const NOTE_LEAD: &str = "tinhso:";

/// The note of a cell that has a comment of the sender.
pub fn note(comment: &str, ours: &str) -> String {
    match comment {
        "" => format!("{NOTE_LEAD}\n{ours}"),
        comment => format!("{comment}\n\n{NOTE_LEAD}\n{ours}"),
    }
}

/// What the sender wrote in the note of a cell.
pub fn of_sender(note: &str) -> &str {
    let mut place = 0usize;
    let ours = note.split_inclusive('\n').find_map(|line| {
        let begins = place;
        place = place.saturating_add(line.len());
        (line.trim() == NOTE_LEAD).then_some(begins)
    });
    ours.and_then(|begins| note.get(..begins)).unwrap_or(note).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_wrote_is_no_comment_of_the_sender() {
        assert_eq!(of_sender(&note("", "cần: triệu đồng")), "");
        assert_eq!(of_sender(&note("ĐVT: tỷ đồng", "cần: triệu đồng")), "ĐVT: tỷ đồng");
        assert_eq!(of_sender("ĐVT: tỷ đồng\r\n\r\n tinhso:\r\ncần: triệu đồng"), "ĐVT: tỷ đồng");
        assert_eq!(of_sender("ĐVT: tỷ đồng"), "ĐVT: tỷ đồng");
    }
}
