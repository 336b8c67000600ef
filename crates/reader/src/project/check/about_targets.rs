//! Rules about targets: those that no published figure can ever be held against.
//!
//! Takes the targets of an indicator; gives warnings. Such a target is without data for ever, whatever is sent.

use crate::findings::message::Message;
use crate::message;
use crate::project::ResolvedIndicator;
use crate::project::written::pipeline::Target;
use crate::project::written::settings::Geography;
use crate::registry::{Registry, UnitIndex};
use crate::values::period::Calendar;

/// What the figures of an indicator are published for.
pub(super) struct Published<'a> {
    pub registry: &'a Registry,
    pub province: UnitIndex,
    pub geographies: &'a [Geography],
    /// That of the form of the numerator.
    pub calendar: Calendar,
}

impl Published<'_> {
    /// Why no figure of the indicator answers the target; nothing where one may.
    pub(super) fn odd(&self, indicator: &ResolvedIndicator, target: &Target) -> Vec<Message> {
        let declared = &indicator.declared;
        let name = declared.name.get_ref();
        let mut odd = Vec::new();
        let geography = target.geography.unwrap_or(Geography::AsReported);
        if !self.geographies.contains(&geography) {
            let published: Vec<String> = self.geographies.iter().map(Geography::to_string).collect();
            let (asked, published) = (geography.to_string(), published.join(", "));
            odd.push(message!("fault-target.geography", asked = &asked, published = &published));
        }
        let frequency = target.period.frequency();
        if declared.periods.iter().all(|published| *published.get_ref() != frequency) {
            let asked = message!("period-length", frequency = frequency.name());
            let published: Vec<&str> = declared.periods.iter().map(|published| published.get_ref().name()).collect();
            odd.push(message!("fault-target.period", asked = asked, name = name, published = published.join(", ")));
        }
        // Levels without figures are a fault; here it is about one unit.
        if !target.areas.is_empty() {
            return odd;
        }
        let province = &self.registry.units[self.province].code;
        let code = target.area.as_ref().unwrap_or(province);
        let day = geography.map_day(target.period.end(self.calendar));
        match self.registry.find(code, day).map(|unit| &self.registry.units[unit].level) {
            Some(level) if declared.areas.iter().all(|published| published.get_ref() != level) => {
                let published: Vec<&str> = declared.areas.iter().map(|level| level.get_ref().as_str()).collect();
                let published = published.join(", ");
                odd.push(message!(
                    "fault-target.level",
                    code = code,
                    level = level,
                    name = name,
                    published = &published
                ));
            }
            None if !self.registry.with_code(code).is_empty() => {
                odd.push(message!("fault-target.day", code = code, day = day.to_string()));
            }
            _ => {}
        }
        odd
    }
}
