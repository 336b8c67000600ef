//! What a file is called beside others: by its name, with as many of its folders as tell it apart from those that have the same name.

/// The end of a name, parted by `/`, that is the end of no other; the name alone where that is so, or where none is.
pub fn told_apart<'n>(name: &'n str, names: &[&str]) -> &'n str {
    let ends_so = |other: &str, end: &str| {
        other.strip_suffix(end).is_some_and(|folders| folders.is_empty() || folders.ends_with('/'))
    };
    let parts = name.char_indices().rev().filter(|(_, sign)| *sign == '/').map(|(place, _)| place + 1);
    let ends = || parts.clone().chain([0]).filter_map(|start| name.get(start..));
    let others = || names.iter().filter(|other| **other != name);
    ends().find(|end| others().all(|other| !ends_so(other, end))).or_else(|| ends().next()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_folders_are_named_as_tell_files_apart() {
        let names = ["q1/bc.xlsx", "q2/bc.xlsx", "2024/q2/bc.xlsx", "q2/abc.xlsx", "q1/d.xlsx"];
        let told = |name| told_apart(name, &names);
        assert_eq!(told("q1/bc.xlsx"), "q1/bc.xlsx");
        assert_eq!(told("2024/q2/bc.xlsx"), "2024/q2/bc.xlsx");
        assert_eq!([told("q2/abc.xlsx"), told("q1/d.xlsx"), told("e.xlsx")], ["abc.xlsx", "d.xlsx", "e.xlsx"]);
        // It is the end of another however much is named.
        assert_eq!(told("q2/bc.xlsx"), "bc.xlsx");
        assert_eq!(told_apart("q1/bc.xlsx", &["q1/bc.xlsx"]), "bc.xlsx");
    }
}
