//! Units that a row means though its name or its code has lost something: the ư of a name on its way out of TCVN3, the zeros
//! before a code that a spreadsheet took for a number.
//!
//! Takes what a row says where no unit has it; gives the only unit that can be meant, and what a finding says of it.

use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::registry::UnitIndex;
use crate::registry::names::{Names, Sought};
use crate::sheet::encoding::Encoding;
use crate::sheet::grid::Sheet;
use crate::sheet::legacy;

/// A unit that is meant, and what was repaired to find it.
pub(super) struct RepairedArea {
    pub unit: UnitIndex,
    pub code: Code,
    pub message: Message,
    /// The code or the name as the registry writes it.
    pub suggestion: String,
    /// True where the code was repaired, false for the name.
    pub by_code: bool,
}

/// The unit that is meant.
pub(super) fn repaired(sheet: &Sheet, names: &Names<'_>, sought: &Sought<'_>) -> Option<RepairedArea> {
    let units = &names.registry().units;
    let lost_letter = || {
        let unit = with_lost_letter(sheet, names, sought)?;
        let found = &units[unit];
        let written = sought.name.unwrap_or_default();
        let message = message!("lost-letter.name", written = written, unit = &found.name, code = &found.code);
        Some(RepairedArea { unit, code: Code::LostLetter, message, suggestion: found.name.clone(), by_code: false })
    };
    let lost_zeros = || {
        let unit = names.with_lost_zeros(sought)?;
        let found = &units[unit];
        let written = sought.code.unwrap_or_default();
        let has_zeros = written.trim_end().strip_suffix(".0") == Some(found.code.as_str());
        let message = match has_zeros {
            true => message!("lost-zeros.as-a-number", written = written, unit = &found.name, code = &found.code),
            false => message!("lost-zeros.code", written = written, unit = &found.name, code = &found.code),
        };
        Some(RepairedArea { unit, code: Code::LostZeros, message, suggestion: found.code.clone(), by_code: true })
    };
    lost_letter().or_else(lost_zeros)
}

/// The unit that a name without its ư means, on sheets in TCVN3 only: elsewhere a name without its ư is another name.
fn with_lost_letter(sheet: &Sheet, names: &Names<'_>, sought: &Sought<'_>) -> Option<UnitIndex> {
    let found = sheet.legacy.filter(|legacy| legacy.encoding == Encoding::Tcvn3)?;
    if found.decoded {
        return names.with_lost_letter(sought);
    }
    let decoded = legacy::as_tcvn3(sought.name?)?;
    names.with_lost_letter(&Sought { name: Some(&decoded), ..*sought })
}
