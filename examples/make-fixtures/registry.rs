//! The administrative units, read from `registry/` of the project: takes its two CSV files, gives the senders of a
//! period, the communes of a district, and the old communes that a new one was made of.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use crate::calendar::Period;
use crate::form::Senders;

#[derive(Clone, Debug)]
pub struct Unit {
    pub code: String,
    pub name: String,
    /// The code of the district, or of the province since 2025-07-01.
    pub parent: String,
    /// A ward or a town.
    pub is_urban: bool,
}

pub struct Registry {
    pub province: Unit,
    pub districts: Vec<Unit>,
    pub old_communes: Vec<Unit>,
    pub new_communes: Vec<Unit>,
    /// The old communes of each new one, both by code.
    members: BTreeMap<String, Vec<String>>,
}

impl Registry {
    pub fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let (mut province, mut districts) = (None, Vec::new());
        let (mut old_communes, mut new_communes) = (Vec::new(), Vec::new());
        let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in csv::Reader::from_path(folder.join("units.csv"))?.into_deserialize() {
            let (code, name, level, kind, parent, _valid_from, valid_to): UnitRecord = record?;
            let unit = Unit { code, name, parent, is_urban: kind != "xa" };
            match (level.as_str(), valid_to.is_empty()) {
                ("province", _) => province = Some(unit),
                ("district", _) => districts.push(unit),
                ("commune", false) => old_communes.push(unit),
                ("commune", true) => new_communes.push(unit),
                _ => {}
            }
        }
        for record in csv::Reader::from_path(folder.join("crosswalk.csv"))?.into_records() {
            let record = record?;
            let (Some(from), Some(to)) = (record.get(0), record.get(2)) else {
                return Err("crosswalk.csv: a line has fewer than three values".into());
            };
            members.entry(to.to_owned()).or_default().push(from.to_owned());
        }
        let province = province.ok_or("units.csv has no province")?;
        Ok(Self { province, districts, old_communes, new_communes, members })
    }

    /// Who sends reports of this period; the province last.
    pub fn senders(&self, senders: Senders, period: Period) -> Vec<&Unit> {
        let province = std::iter::once(&self.province);
        match (senders, period.is_under_new_map()) {
            (Senders::Communes, true) => self.new_communes.iter().collect(),
            (Senders::Province | Senders::ProvinceBeside, true) => province.collect(),
            (Senders::ProvinceBeside, false) => self.districts.iter().chain(province).collect(),
            (_, false) => self.districts.iter().collect(),
        }
    }

    /// The communes that the report of `sender` lists: a commune lists itself.
    pub fn reported_by<'a>(&'a self, sender: &'a Unit, period: Period) -> Vec<&'a Unit> {
        if period.is_under_new_map() {
            vec![sender]
        } else {
            self.old_communes.iter().filter(|commune| commune.parent == sender.code).collect()
        }
    }

    /// The old communes whose figures make up those of `commune`: under the old map a commune is its only member.
    pub fn members<'a>(&'a self, commune: &'a Unit, period: Period) -> Vec<&'a str> {
        if period.is_under_new_map() {
            self.members.get(&commune.code).into_iter().flatten().map(String::as_str).collect()
        } else {
            vec![&commune.code]
        }
    }
}

/// The columns of `units.csv`, in its order.
type UnitRecord = (String, String, String, String, String, String, String);

/// Communes on the border with Laos and China in the districts that print them as a part of their total. A choice
/// for the fixtures, by old code: it follows no list of the government.
pub const BORDER_COMMUNES: [&str; 22] = [
    "03154", "03155", "03157", "03158", "03160", "03162", "03167", "03170", "03171", "03176", "03199", "03200",
    "03202", "03319", "03322", "03328", "03331", "03340", "03361", "03364", "03367", "03368",
];
