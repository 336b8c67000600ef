//! Rules about targets: those that no published figure can ever be held against, and those of another size than the figure.
//!
//! Takes the targets of an indicator; gives warnings. Such a target is without data for ever, whatever is sent.

use super::odd_shares::target_as_share;
use crate::findings::message::Message;
use crate::message;
use crate::project::ResolvedIndicator;
use crate::project::written::pipeline::Target;
use crate::project::written::settings::Geography;
use crate::registry::{Registry, Unit, UnitIndex};
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
    /// Why no figure of the indicator answers the target, or that it is written as a share; nothing where it may be meant.
    pub(super) fn odd(&self, indicator: &ResolvedIndicator, target: &Target) -> Vec<Message> {
        let declared = &indicator.declared;
        let name = declared.name.get_ref();
        let mut odd: Vec<Message> = target_as_share(declared, target).into_iter().collect();
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
        let day = geography.map_day(target.period.end(self.calendar));
        // A target of each year may be about units that come later.
        let is_repeated = target.every.is_some() && geography == Geography::AsReported;
        let is_there = |unit: &Unit| unit.is_valid_on(day) || is_repeated && unit.valid_from > day;
        // Levels without figures are a fault.
        if !target.areas.is_empty() {
            for level in &target.areas {
                let mut units = self.registry.units.iter().enumerate().filter(|(_, unit)| unit.level == *level);
                if !units.any(|(index, unit)| is_there(unit) && self.registry.is_within(index, self.province)) {
                    odd.push(message!("fault-target.no-unit", level = level, day = day.to_string()));
                }
            }
            return odd;
        }
        let province = &self.registry.units[self.province].code;
        let code = target.area.as_ref().unwrap_or(province);
        let of_code = self.registry.with_code(code);
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
            None if !of_code.is_empty() && !of_code.iter().any(|unit| is_there(&self.registry.units[*unit])) => {
                odd.push(message!("fault-target.day", code = code, day = day.to_string()));
            }
            _ => {}
        }
        odd
    }
}
