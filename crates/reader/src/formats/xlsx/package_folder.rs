//! The folder in which a package was packed again: a workbook that somebody unpacked, and whose folder was compressed.

use std::collections::HashMap;

/// What marks a package, whichever folder it is in.
const MARKS: [&str; 3] = ["[content_types].xml", "mimetype", "content.xml"];

/// Endings of files that no package holds beside its marks: such a folder is one of reports. Embedded ones lie further down.
const REPORTS: [&str; 9] = [".csv", ".tsv", ".txt", ".json", ".parquet", ".xlsx", ".xls", ".xlsb", ".ods"];

/// The names of the parts of a package without the one folder that they all lie in; as they are where they lie in several, or where no part in it marks
/// a package. What macOS leaves beside a folder is no part.
pub(super) fn without_folder<S: std::hash::BuildHasher + Default>(
    parts: HashMap<String, usize, S>,
) -> HashMap<String, usize, S> {
    let is_left_behind = |name: &str| name.starts_with("__macosx/") || name.ends_with(".ds_store");
    let mut folders =
        parts.keys().filter(|name| !is_left_behind(name)).map(|name| name.split_once('/').map(|(folder, _)| folder));
    let Some(Some(folder)) = folders.next() else { return parts };
    let is_one = folders.all(|other| other == Some(folder));
    let folder = format!("{folder}/");
    let is_report =
        |name: &String| name.matches('/').count() == 1 && REPORTS.iter().any(|ending| name.ends_with(ending));
    if !is_one
        || parts.keys().any(is_report)
        || !MARKS.iter().any(|mark| parts.contains_key(&format!("{folder}{mark}")))
    {
        return parts;
    }
    let within = parts.into_iter().filter_map(|(name, index)| Some((name.strip_prefix(&folder)?.to_owned(), index)));
    within.filter(|(name, _)| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_one_folder_are_those_of_a_package_where_one_marks_it() {
        let names = |names: &[&str]| {
            let parts: HashMap<String, usize> =
                names.iter().zip(0..).map(|(name, index)| ((*name).to_owned(), index)).collect();
            let mut found: Vec<String> = without_folder(parts).into_keys().collect();
            found.sort();
            found.join(" ")
        };
        assert_eq!(names(&["bieu/", "bieu/[content_types].xml", "bieu/xl/a.xml"]), "[content_types].xml xl/a.xml");
        let embedded = ["b/[content_types].xml", "b/xl/embeddings/so.xlsx"];
        assert_eq!(names(&embedded), "[content_types].xml xl/embeddings/so.xlsx");
        assert_eq!(names(&["__macosx/bieu/._a", "bieu/content.xml", "bieu/.ds_store"]), ".ds_store content.xml");
        for other in [
            ["a/b.csv", "a/content.xml"],
            ["a/b.xlsx", "a/mimetype"],
            ["a/b.xlsx", "a/c.xlsx"],
            ["a/[content_types].xml", "b/[content_types].xml"],
            ["a/mimetype", "mimetype"],
        ] {
            assert_eq!(names(&other), other.join(" "));
        }
    }
}
