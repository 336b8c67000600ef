//! Units whose names lost their ư on the way out of TCVN3.
//!
//! Takes a row's names where no unit has them; gives the unit that is meant, on sheets in TCVN3 only: elsewhere a name
//! without its ư is another name.

use crate::findings::message::Message;
use crate::message;
use crate::registry::names::{Names, Sought};
use crate::registry::{Unit, UnitIndex};
use crate::sheet::encoding::Encoding;
use crate::sheet::grid::Sheet;
use crate::sheet::legacy;

/// The unit that a name without its ư means.
pub(super) fn unit(sheet: &Sheet, names: &Names<'_>, sought: &Sought<'_>) -> Option<UnitIndex> {
    let found = sheet.legacy.filter(|legacy| legacy.encoding == Encoding::Tcvn3)?;
    if found.decoded {
        return names.with_lost_letter(sought);
    }
    let decoded = legacy::as_tcvn3(sought.name?)?;
    names.with_lost_letter(&Sought { name: Some(&decoded), ..*sought })
}

/// What a finding says of it.
pub(super) fn message(written: &str, unit: &Unit) -> Message {
    message!("lost-letter.name", written = written, unit = &unit.name, code = &unit.code)
}
