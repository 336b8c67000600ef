//! Where the data of a project come from and go to.

use std::path::PathBuf;

/// Where a project's data come from and go to.
#[derive(Clone, Debug)]
pub struct Places {
    pub folder: PathBuf,
    pub landing: String,
    pub warehouse: String,
}
