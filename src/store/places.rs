//! Where the data of a project come from, and what the places of the settings mean.

use std::path::{Path, PathBuf};

use url::Url;

use crate::error::Error;
use crate::message;

/// Where a project's data come from.
#[derive(Clone, Debug)]
pub struct Places {
    /// The folder of the project.
    pub folder: PathBuf,
    /// A path (a relative one lies in the folder) or a URL.
    pub landing: String,
}

/// The folder that a path or `file://` URL of the settings means; a relative one lies in the project folder.
///
/// # Errors
/// A request that cannot be met, when the URL is of an object store: this build has folders only.
pub(super) fn folder_of(place: &str, project_folder: &Path) -> Result<PathBuf, Error> {
    let Some((scheme, _)) = place.split_once("://") else {
        return Ok(project_folder.join(place));
    };
    if !scheme.eq_ignore_ascii_case("file") {
        // The rest of the URL may hold credentials, so only its scheme is shown.
        return Err(Error::Request(message!("place.other-store", scheme = scheme)));
    }
    Url::parse(place)
        .ok()
        .and_then(|url| url.to_file_path().ok())
        .ok_or_else(|| Error::Request(message!("place.no-file-url", place = place)))
}
