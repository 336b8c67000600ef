//! Why a row means no unit of the map: each reason with its code, its sentence and what to write instead.

use chrono::NaiveDate;

use super::names::{Names, Sought};
use super::{Unit, UnitIndex};
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::message;
use crate::values::text;

/// Why a code and a name mean no unit of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaFault {
    pub code: Code,
    pub message: Message,
    pub suggestion: Option<Message>,
}

/// Why a name means no unit of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoUnit {
    /// It is the name of each of these.
    Several(Vec<UnitIndex>),
    /// It is the name of this unit of another map.
    Ended(UnitIndex),
    /// It is the name of this unit, under another type.
    OfAnotherKind(UnitIndex),
    Unknown,
}

impl Names<'_> {
    pub(super) fn changed_hands(&self, code: &str, unit: UnitIndex, other: UnitIndex, day: NaiveDate) -> AreaFault {
        let (unit, other) = (&self.registry.units[unit], &self.registry.units[other]);
        AreaFault {
            code: Code::AreaMismatch,
            message: message!(
                "area-mismatch.changed-hands",
                code = code,
                day = day.to_string(),
                unit = &unit.name,
                other = &other.name
            ),
            suggestion: Some(message!("area-mismatch.write-name")),
        }
    }

    pub(super) fn no_such_code(&self, code: &str, name: Option<&str>, sought: &Sought<'_>) -> AreaFault {
        if let Some(&other) = self.registry.with_code(code).last() {
            return self.ended(other, code, sought.day, None);
        }
        if let Some(fault) = self.damaged_code(code, name, sought) {
            return fault;
        }
        let lost_zero = self.of_padded_code(code, sought).map(|unit| &self.registry.units[unit]);
        AreaFault {
            code: Code::UnknownArea,
            message: message!("unknown-area.no-code", code = code, day = sought.day.to_string()),
            suggestion: lost_zero
                .map(|unit| message!("unknown-area.keep-zero", code = &unit.code, unit = &unit.name))
                .or_else(|| name.and_then(|name| self.nearest(name, sought)).map(Message::from)),
        }
    }

    /// Why a name means no unit, in words.
    pub(super) fn fault(&self, reason: NoUnit, written: &str, sought: &Sought<'_>) -> AreaFault {
        let units = &self.registry.units;
        match reason {
            NoUnit::Several(several) => {
                let list: Vec<String> =
                    several.iter().map(|&unit| format!("{} {}", units[unit].code, units[unit].name)).collect();
                AreaFault {
                    code: Code::AmbiguousArea,
                    message: message!("ambiguous-area.several-units", name = written, units = list.join("; ")),
                    suggestion: Some(message!("ambiguous-area.write-code")),
                }
            }
            NoUnit::Ended(other) => self.ended(other, written, sought.day, None),
            NoUnit::OfAnotherKind(unit) => wrong_kind(written, &units[unit]),
            NoUnit::Unknown => AreaFault {
                code: Code::UnknownArea,
                message: message!("unknown-area.no-name", name = written, day = sought.day.to_string()),
                suggestion: self.nearest(written, sought).map(Message::from),
            },
        }
    }

    /// A unit of another map: when it ended, or begins, and what it became. `holder` is a code of the row with the unit that has
    /// it on this day.
    pub(super) fn ended(
        &self,
        other: UnitIndex,
        written: &str,
        day: NaiveDate,
        holder: Option<(&str, &Unit)>,
    ) -> AreaFault {
        let units = &self.registry.units;
        let unit = &units[other];
        let written = if text::name(written) == text::name(&unit.name) { &unit.code } else { written };
        let became: Vec<&str> = self.registry.successors(other).map(|unit| units[unit].name.as_str()).collect();
        let suggestion = became.first().map(|name| Message::from(*name));
        let became = became.join(", ");
        let (name, today, begin) = (&unit.name, day.to_string(), unit.valid_from.to_string());
        let end = unit.valid_to.filter(|end| *end <= day).map(|end| end.to_string());
        let message = match (end, holder) {
            (Some(end), None) if became.is_empty() => {
                message!("ended-area.ended", unit = name, written = written, end = end)
            }
            (Some(end), None) => {
                message!("ended-area.merged", unit = name, written = written, became = became, end = end)
            }
            (None, None) => message!("ended-area.not-yet", unit = name, written = written, begin = begin),
            (Some(end), Some((code, holder))) if became.is_empty() => message!(
                "area-mismatch.name-ended",
                day = today,
                code = code,
                holder = &holder.name,
                unit = name,
                written = written,
                end = end
            ),
            (Some(end), Some((code, holder))) => message!(
                "area-mismatch.name-merged",
                day = today,
                code = code,
                holder = &holder.name,
                unit = name,
                written = written,
                became = became,
                end = end
            ),
            (None, Some((code, holder))) => message!(
                "area-mismatch.name-not-yet",
                day = today,
                code = code,
                holder = &holder.name,
                unit = name,
                written = written,
                begin = begin
            ),
        };
        let code = if holder.is_some() { Code::AreaMismatch } else { Code::EndedArea };
        AreaFault { code, message, suggestion }
    }
}

/// The name of a level; a level that the program does not know is shown as it is declared.
pub fn level(level: &str) -> Message {
    match level {
        "province" => message!("level-province"),
        "district" => message!("level-district"),
        "commune" => message!("level-commune"),
        other => other.into(),
    }
}

/// The names of levels, one after another.
pub fn levels(levels: &[String]) -> Message {
    let names: Vec<Message> = levels.iter().map(|name| level(name)).collect();
    let joined = |of: fn(&Message) -> &str| names.iter().map(of).collect::<Vec<_>>().join(", ");
    Message::new(joined(|name| &name.vi), joined(|name| &name.en))
}

pub(super) fn wrong_kind(written: &str, unit: &Unit) -> AreaFault {
    AreaFault {
        code: Code::AreaMismatch,
        message: message!("area-mismatch.other-type", written = written, code = &unit.code, unit = &unit.name),
        suggestion: Some(format!("{} {}", unit.code, unit.name).into()),
    }
}
