//! Suggestions for names that mean no unit: takes what is written and the map it was looked for in, gives the unit whose name
//! comes nearest. Nobody but a person may accept one.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::UnitIndex;
use super::names::{Name, Names, Sought, is_number};
use crate::values::text;
use crate::words::unit_types::UNIT_TYPES;

/// Units that are as near and are named together.
const MOST_SUGGESTED: usize = 3;

impl Names<'_> {
    /// The units of the map whose names are the same without marks, or nearly the same: the nearest, and those as near.
    pub(super) fn nearest(&self, written: &str, sought: &Sought<'_>) -> Option<String> {
        let plain = text::without_marks(&Name::parse(written).core);
        // Without its marks the type of a unit is no prefix yet: "Phuong Song Da". "Xa Dung" is a name as it is.
        let words = UNIT_TYPES.iter().map(|kind| text::without_marks(kind.begin()));
        let bare = words.into_iter().find_map(|word| plain.strip_prefix(&word).map(str::to_owned));
        let bare = bare.filter(|bare| !bare.is_empty()).unwrap_or_else(|| plain.clone());
        let candidates = self.registry.valid_on(sought.day, sought.levels);
        let inside =
            candidates.filter(|&unit| sought.sender.is_none_or(|sender| self.registry.is_within(unit, sender)));
        let mut near: Vec<(usize, UnitIndex)> = inside
            .filter_map(|unit| {
                let core = Name::parse(&self.registry.units[unit].name).core;
                let core = text::without_marks(&core);
                let is_same = core == plain || core == bare;
                // Another number is another unit, and nearly none of it.
                let distance = strsim::osa_distance(&plain, &core).min(strsim::osa_distance(&bare, &core));
                (is_same || !is_number(&core)).then_some((distance, unit))
            })
            .filter(|(distance, _)| *distance <= 2.max(plain.chars().count() / 3))
            .collect();
        near.sort_unstable();
        let least = near.first()?.0;
        let named = near.iter().take_while(|(distance, _)| *distance == least).take(MOST_SUGGESTED).map(|(_, unit)| {
            let unit = &self.registry.units[*unit];
            format!("{} {}", unit.code, unit.name)
        });
        Some(named.collect::<Vec<_>>().join("; "))
    }

    /// The unit of these levels that a head without marks, or with a wrong letter, may name as its sender: the one whose whole
    /// name is in what is written, or nearly so. A unit of another map is none that was misspelt: what it became is suggested.
    pub fn nearest_sender(&self, written: &str, day: NaiveDate, levels: &[String]) -> Option<String> {
        if let Some(other) = self.of_another_day(written, day) {
            return self.registry.successors(other).map(|unit| self.registry.units[unit].name.clone()).next();
        }
        let (written, plain) = (text::name(written), text::without_marks(written));
        let words: Vec<&str> = plain.split(' ').collect();
        // "…, tỉnh Điện Biên" names the province, and no district by a wrong type.
        let is_whole = self.registry.units.iter().any(|unit| written.ends_with(&text::name(&unit.name)));
        self.registry
            .valid_on(day, levels)
            .filter_map(|unit| {
                let name = text::without_marks(&self.registry.units[unit].name);
                let length = name.split(' ').count();
                let nearest = words.windows(length).map(|part| strsim::osa_distance(&part.join(" "), &name)).min();
                // The name under another type of unit is one mistake.
                let core = Name::parse(&self.registry.units[unit].name).core;
                let of_another_type = (written.ends_with(&core) && !is_whole).then_some(1);
                let nearest = nearest.into_iter().chain(of_another_type).min()?;
                // Of equals the whole name: Điện Biên is a part of Điện Biên Đông.
                (nearest <= name.chars().count() / 6).then_some((nearest, Reverse(name.len()), unit))
            })
            .min()
            .map(|(_, _, unit)| self.registry.units[unit].name.clone())
    }
}
