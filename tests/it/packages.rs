//! Zip packages for tests: made of texts, and made over.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;

/// A package of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let bytes: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive(&bytes)
}

/// An archive of these files; a name that ends with `/` is a folder.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        match name.strip_suffix('/') {
            Some(folder) => archive.add_directory(folder, SimpleFileOptions::default()).expect("a folder"),
            None => {
                archive.start_file(*name, SimpleFileOptions::default()).expect("a file");
                archive.write_all(bytes).expect("written");
            }
        }
    }
    archive.finish().expect("an archive").into_inner()
}

/// The names and bytes of the parts of a package.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut part = |place| {
        let mut part = package.by_index(place).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..zip::ZipArchive::new(Cursor::new(bytes)).expect("a package").len()).map(&mut part).collect()
}

/// The package with the text of each part made over.
pub fn repacked(bytes: &[u8], over: impl Fn(&str, String) -> String) -> Vec<u8> {
    let made = parts(bytes).into_iter().map(|(name, bytes)| match String::from_utf8(bytes) {
        Ok(text) => (name.clone(), over(&name, text).into_bytes()),
        Err(other) => (name, other.into_bytes()),
    });
    let made: Vec<_> = made.collect();
    archive(&made.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

/// An OpenDocument spreadsheet of one sheet with these rows, in XML.
pub fn ods(rows: &str) -> Vec<u8> {
    styled_ods("", rows)
}

/// The same with these styles, in XML.
pub fn styled_ods(styles: &str, rows: &str) -> Vec<u8> {
    let names = ["office", "style", "table", "text"]
        .map(|name| format!(r#"xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#))
        .join(" ");
    let content = format!(
        r#"<office:document-content {names} xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Biểu 01">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}
