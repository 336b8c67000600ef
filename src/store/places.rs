//! Where the data of a project come from, and what the places of the settings mean.

use std::path::{Path, PathBuf};

use object_store::path::Path as ObjectPath;
use url::Url;

use crate::error::Error;
use crate::message;

/// Schemes of object stores.
const STORES: [&str; 7] = ["s3", "s3a", "gs", "az", "azure", "abfs", "abfss"];

/// Where a project's data come from.
#[derive(Clone, Debug)]
pub struct Places {
    /// The folder of the project.
    pub folder: PathBuf,
    /// A path (a relative one lies in the folder) or a URL.
    pub landing: String,
}

/// What a place of the settings means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Folder(PathBuf),
    Store(StoreUrl),
}

/// A place in an object store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoreUrl {
    pub scheme: String,
    /// The bucket, or the container of an account.
    pub bucket: String,
    /// The URL without its path.
    pub root: String,
    /// The names below it, with `/`; empty for all of the bucket.
    pub prefix: String,
    /// The place as a person would write it.
    pub name: String,
}

impl Place {
    /// Reads a path (a relative one lies in the project folder) or a URL.
    ///
    /// # Errors
    /// A request that cannot be met: a URL of another kind, or one that holds more than a place.
    pub(super) fn parse(place: &str, project_folder: &Path) -> Result<Self, Error> {
        // A shell alone knows whose home that is, and does not see the settings.
        if place == "~" || place.starts_with("~/") {
            return Err(Error::Request(message!("place.home", place = place)));
        }
        if place.contains('\0') {
            return Err(Error::Request(message!("place.zero")));
        }
        let Some((scheme, _)) = place.split_once("://") else {
            return Ok(Self::Folder(project_folder.join(place)));
        };
        let scheme = scheme.to_ascii_lowercase();
        if STORES.contains(&scheme.as_str()) {
            return StoreUrl::parse(place, &scheme).map(Self::Store);
        }
        if scheme != "file" {
            // The rest of the URL may hold credentials, so only its scheme is shown.
            return Err(Error::Request(message!("place.other-store", scheme = scheme)));
        }
        let folder = Url::parse(place).ok().and_then(|url| url.to_file_path().ok());
        folder.map(Self::Folder).ok_or_else(|| Error::Request(message!("place.no-file-url", place = place)))
    }

    /// The place as a person would write it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Store(url) => url.name.clone(),
        }
    }

    /// True where one of two lies in the other, as far as their names show.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Folder(this), Self::Folder(other)) => this.starts_with(other),
            (Self::Store(this), Self::Store(other)) => {
                let below = this.prefix.strip_prefix(&other.prefix);
                let is_below =
                    below.is_some_and(|rest| rest.is_empty() || other.prefix.is_empty() || rest.starts_with('/'));
                this.holder().eq_ignore_ascii_case(&other.holder()) && is_below
            }
            _ => false,
        }
    }
}

impl StoreUrl {
    /// What holds the place: its bucket, whichever of the names of its kind of store the URL begins with.
    fn holder(&self) -> String {
        let kind = match self.scheme.as_str() {
            "s3a" => "s3",
            "azure" => "az",
            "abfs" => "abfss",
            other => other,
        };
        let bucket = self.root.split_once("://").map_or(self.root.as_str(), |(_, bucket)| bucket);
        format!("{kind}://{bucket}")
    }

    fn parse(place: &str, scheme: &str) -> Result<Self, Error> {
        // Whatever is wrong, the URL is not shown: it may hold credentials.
        let no_store = || Error::Request(message!("place.no-store-url", scheme = scheme));
        let url = Url::parse(place).map_err(|_| no_store())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(no_store)?;
        // `abfs://container@account.dfs.core.windows.net` names a container in the place of a user.
        let has_container = matches!(scheme, "abfs" | "abfss") && host.contains('.');
        let holds_more = url.password().is_some() || url.query().is_some() || url.fragment().is_some();
        if holds_more || (!url.username().is_empty() && !has_container) || url.port().is_some() {
            return Err(Error::Request(message!("place.credentials", scheme = scheme)));
        }
        let prefix = ObjectPath::from_url_path(url.path()).map_err(|_| no_store())?.to_string();
        let (bucket, root) = match url.username() {
            "" => (host.to_owned(), format!("{scheme}://{host}")),
            container => (container.to_owned(), format!("{scheme}://{container}@{host}")),
        };
        let name = if prefix.is_empty() { root.clone() } else { format!("{root}/{prefix}") };
        Ok(Self { scheme: scheme.to_owned(), bucket, root, prefix, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(place: &str) -> StoreUrl {
        match Place::parse(place, Path::new("/project")) {
            Ok(Place::Store(url)) => url,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_url_names_a_place_and_no_credentials() {
        let url = store("s3://kho-so-lieu/tỉnh 14/kho/");
        assert_eq!((url.name.as_str(), url.prefix.as_str()), ("s3://kho-so-lieu/tỉnh 14/kho", "tỉnh 14/kho"));
        let url = store("abfss://kho@tinh.dfs.core.windows.net/a");
        assert_eq!((url.bucket.as_str(), url.root.as_str()), ("kho", "abfss://kho@tinh.dfs.core.windows.net"));
        assert_eq!(store("GS://bucket").name, "gs://bucket");
        for wrong in [
            "s3://key:hidden@bucket/x",
            "s3://hidden@bucket",
            "az://container/x?sig=hidden",
            "gs://bucket/x#hidden",
            "s3:///hidden",
            "ftp://hidden/x",
            "https://bucket.example/x?sig=hidden",
        ] {
            let refused = Place::parse(wrong, Path::new("/project")).unwrap_err();
            let Error::Request(message) = &refused else { panic!("{refused}") };
            assert!(!message.en.contains("hidden") && !message.vi.contains("hidden"), "{}", message.en);
        }
    }

    #[test]
    fn a_place_lies_in_another_by_whole_names() {
        let within = |this: &str, other: &str| Place::Store(store(this)).is_within(&Place::Store(store(other)));
        assert!(
            within("s3://b/kho/landing", "s3://b/kho") && within("s3://b/kho", "s3://b") && within("s3://b", "s3://b")
        );
        assert!(within("s3a://b/kho/landing", "s3://b/kho") && within("azure://b/kho", "az://b"));
        assert!(within("abfs://b@tinh.dfs.core.windows.net/kho/x", "abfss://b@tinh.dfs.core.windows.net/kho"));
        assert!(!within("s3a://b/kho2", "s3://b/kho") && !within("az://b/kho", "s3://b"));
        assert!(!within("s3://b/kho2", "s3://b/kho") && !within("s3://c/kho", "s3://b") && !within("gs://b", "s3://b"));
    }
}
