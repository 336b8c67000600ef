//! Whether an OpenDocument package is encrypted, which its list of parts says.

use quick_xml::events::Event;

use crate::formats::xlsx::package::Package;

/// True where the list of the package's parts says that one is encrypted.
pub(super) fn is_encrypted(package: &mut Package<'_>) -> bool {
    let mut encrypted = false;
    let read = package.each("META-INF/manifest.xml", |event| {
        encrypted |= matches!(event, Event::Start(tag) if tag.local_name().as_ref() == "encryption-data");
        Ok(())
    });
    read.is_ok() && encrypted
}
