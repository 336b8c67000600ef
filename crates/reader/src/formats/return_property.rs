//! The document property of a workbook that went back to its sender: takes a package, gives what the property says.

use std::io::Read as _;

use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::token::PartFault;
use crate::sheet::returned::PROPERTY;

/// The part of a package of Excel that holds properties of one's own.
pub(super) const CUSTOM_PROPERTIES: &str = "docProps/custom.xml";
/// That of an OpenDocument.
pub(super) const META: &str = "meta.xml";

/// Bytes of a part that are looked at.
const MOST: u64 = 64 << 10;

/// The value of the property, up to where its element ends; nothing where the package has none.
pub(super) fn return_property(package: &mut Package<'_>, part: &str) -> Option<String> {
    if !package.has(part) {
        return None;
    }
    let read = package.unpacked(part, |bytes| {
        let mut text = Vec::new();
        bytes.take(MOST).read_to_end(&mut text).map_err(|_| PartFault::Broken)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    });
    value(&read.ok()?)
}

fn value(text: &str) -> Option<String> {
    let begins = |quote: char| {
        let name = format!("{quote}{PROPERTY}{quote}");
        text.find(&name).map(|begin| begin.saturating_add(name.len()))
    };
    let rest = text.get(begins('"').or_else(|| begins('\''))?..)?;
    Some(rest.split("</").next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::returned::digest_in;

    #[test]
    fn the_property_is_read_as_each_program_writes_it() {
        let digest = "0123456789abcdef".repeat(4);
        for text in [
            format!("<property pid=\"2\" name=\"tinhso-return\"><vt:lpwstr>{digest}</vt:lpwstr></property>"),
            format!(
                "<meta:user-defined meta:name='tinhso-return' meta:value-type=\"string\">{digest}</meta:user-defined>"
            ),
        ] {
            let value = value(&text);
            assert_eq!(value.as_deref().and_then(digest_in), Some(&*digest), "{text}");
        }
        assert_eq!(value("<property name=\"other\"/>"), None);
    }
}
