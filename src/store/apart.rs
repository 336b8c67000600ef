//! Landing zone, warehouse and declarations apart from each other.
//!
//! Takes the places of a project; gives the first that lies in another. Each run would take in what the one before wrote, or the next command
//! would read what a run wrote as forms.

#![allow(clippy::disallowed_methods, reason = "links in the places of a project are followed here")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::store::places::{Place, Places};

/// The folders of a project that hold its declarations.
const DECLARATIONS: [&str; 3] = ["schemas", "pipelines", "registry"];

/// A place that lies in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NestedPlace {
    /// Its name in tinhso.toml.
    pub setting: &'static str,
    pub message: Message,
}

/// A landing zone and a warehouse of which one lies in the other, one of them in the declarations, or the declarations in the landing
/// zone; `None` where all are apart.
pub fn nested(places: &Places, warehouse: &str) -> Option<NestedPlace> {
    // Whether a place is one at all is found where it is opened.
    let place = |place| match Place::parse(place, &places.folder).ok()? {
        Place::Folder(folder) => Some(Place::Folder(resolved(&folder))),
        store @ Place::Store(_) => Some(store),
    };
    let (landing, warehouse) = (place(&places.landing), place(warehouse));
    if let (Some(landing), Some(warehouse)) = (&landing, &warehouse)
        && (landing.is_within(warehouse) || warehouse.is_within(landing))
    {
        let message = message!("nested-places", landing = landing.shown(), warehouse = warehouse.shown());
        return Some(NestedPlace { setting: "warehouse", message });
    }
    DECLARATIONS.iter().find_map(|folder| {
        let declarations = Place::Folder(resolved(&places.folder.join(folder)));
        let within = |place: &Option<Place>| {
            let place = place.as_ref().filter(|place| place.is_within(&declarations))?;
            Some((place.shown(), declarations.shown()))
        };
        let of_warehouse = within(&warehouse).map(|(warehouse, folder)| NestedPlace {
            setting: "warehouse",
            message: message!("warehouse-in-declarations", warehouse = warehouse, folder = folder),
        });
        let of_landing = || {
            within(&landing).map(|(landing, folder)| NestedPlace {
                setting: "landing",
                message: message!("landing-in-declarations", landing = landing, folder = folder),
            })
        };
        let around_them = || {
            landing.as_ref().filter(|landing| declarations.is_within(landing)).map(|landing| NestedPlace {
                setting: "landing",
                message: message!("declarations-in-landing", landing = landing.shown(), folder = declarations.shown()),
            })
        };
        of_warehouse.or_else(of_landing).or_else(around_them)
    })
}

/// Refuses such places.
///
/// # Errors
/// Where one is in the other, or both are the same place.
pub fn refuse_nested(places: &Places, warehouse: &str) -> Result<(), Error> {
    nested(places, warehouse).map_or(Ok(()), |nested| Err(Error::Request(nested.message)))
}

/// A path without links, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|ancestor| {
        let rest = path.strip_prefix(ancestor).ok()?;
        Some(fs::canonicalize(ancestor).ok()?.join(rest))
    });
    // The empty rest leaves a separator at the end.
    there.unwrap_or(path).components().collect()
}
