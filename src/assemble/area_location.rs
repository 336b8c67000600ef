//! Where findings about a unit as a whole are.

use crate::findings::finding::Location;
use crate::project::Project;

/// A location that names a unit.
pub fn with_area(project: &Project, unit: Option<usize>) -> Location {
    let unit = unit.map(|unit| &project.registry.units[unit]);
    Location {
        ref_area: unit.map(|unit| unit.code.clone()),
        ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
        ..Location::default()
    }
}
