//! Places that a run or another command refuses: what is no place, a file where a folder belongs, and landing zone, warehouse and declarations that are not apart
//! from each other.
//!
//! Takes the places of a project; gives the first that cannot be used, or lies in another. Each run would take in what the one before wrote,
//! or the next command would read what a run wrote as forms.

#![allow(clippy::disallowed_methods, reason = "links in the places of a project are followed here")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::store::places::{Place, Places};

/// The folders of a project that hold its declarations.
const DECLARATIONS: [&str; 3] = ["schemas", "pipelines", "registry"];

/// A place that a run refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedPlace {
    /// Its name in tinhso.toml.
    pub setting: &'static str,
    pub message: Message,
}

/// What is no place: a URL of no store, a file, or a home folder as shells write it. Whether a landing zone is there is no matter of the
/// declarations.
fn unusable(places: &Places, warehouse: &str) -> Option<RefusedPlace> {
    let settings = [("landing", places.landing.as_str()), ("warehouse", warehouse)];
    settings.into_iter().find_map(|(setting, place)| {
        let refused = |message| Some(RefusedPlace { setting, message });
        match Place::parse(place, &places.folder) {
            Ok(Place::Folder(folder)) => {
                let file = folder.ancestors().find(|above| above.is_file())?;
                refused(message!("place.is-a-file", file = file.display().to_string()))
            }
            Ok(Place::Store(_)) => None,
            Err(error) => refused(error.message()),
        }
    })
}

/// Refuses a file or folder, asked for on the command line, that lies in the landing zone, where the next run would take it for what people send, or in the
/// warehouse, which runs alone write.
///
/// # Errors
/// Where it lies there.
pub fn refuse_output(output: &Path, places: &Places, warehouse: &str) -> Result<(), Error> {
    let at = Place::Folder(resolved(output));
    let holds = |place: &str| match Place::parse(place, &places.folder) {
        Ok(Place::Folder(folder)) => at.is_within(&Place::Folder(resolved(&folder))),
        Ok(Place::Store(_)) | Err(_) => false,
    };
    let file = output.display().to_string();
    if holds(&places.landing) {
        return Err(Error::Request(message!("output-in-landing", file = file)));
    }
    if holds(warehouse) {
        return Err(Error::Request(message!("output-in-warehouse", file = file)));
    }
    Ok(())
}

/// A place that is none; a landing zone and a warehouse of which one lies in the other, one of them in the declarations, or the declarations in the landing
/// zone; `None` where all can be used and are apart.
pub fn refused_place(places: &Places, warehouse: &str) -> Option<RefusedPlace> {
    if let Some(refused) = unusable(places, warehouse) {
        return Some(refused);
    }
    let place = |place| match Place::parse(place, &places.folder).ok()? {
        Place::Folder(folder) => Some(Place::Folder(resolved(&folder))),
        store @ Place::Store(_) => Some(store),
    };
    let (landing, warehouse) = (place(&places.landing), place(warehouse));
    if let (Some(landing), Some(warehouse)) = (&landing, &warehouse)
        && (landing.is_within(warehouse) || warehouse.is_within(landing))
    {
        let message = message!("nested-places", landing = landing.shown(), warehouse = warehouse.shown());
        return Some(RefusedPlace { setting: "warehouse", message });
    }
    DECLARATIONS.iter().find_map(|folder| {
        let declarations = Place::Folder(resolved(&places.folder.join(folder)));
        let within = |place: &Option<Place>| {
            let place = place.as_ref().filter(|place| place.is_within(&declarations))?;
            Some((place.shown(), declarations.shown()))
        };
        let of_warehouse = within(&warehouse).map(|(warehouse, folder)| RefusedPlace {
            setting: "warehouse",
            message: message!("warehouse-in-declarations", warehouse = warehouse, folder = folder),
        });
        let of_landing = || {
            within(&landing).map(|(landing, folder)| RefusedPlace {
                setting: "landing",
                message: message!("landing-in-declarations", landing = landing, folder = folder),
            })
        };
        let around_them = || {
            landing.as_ref().filter(|landing| declarations.is_within(landing)).map(|landing| RefusedPlace {
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
/// A place that is none; one that is in the other, or both the same place.
pub fn refuse_places(places: &Places, warehouse: &str) -> Result<(), Error> {
    refused_place(places, warehouse).map_or(Ok(()), |refused| Err(Error::Request(refused.message)))
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
