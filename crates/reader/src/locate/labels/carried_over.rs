//! Totals that hold what an earlier period carried over: "Hồ sơ tiếp nhận" over "Tổng số | Kỳ trước chuyển sang | Tiếp nhận trong kỳ", as the forms of
//! administrative procedures have it.
//!
//! Takes the labels of a table and their fields; gives the columns of such totals. They are no figures of the period alone: each pending dossier would count once a
//! month. Where the form has a field for what was carried over, its own labels say what its total is.

use crate::locate::labels::matched::Matched;
use crate::values::text;

/// What a column of the amounts at the beginning of a period says, without marks.
const CARRIED: [&str; 9] = [
    "chuyen sang",
    "chuyen qua",
    "chuyen tu ki truoc",
    "mang sang",
    "ton dau",
    "dau ki",
    "ton ki truoc",
    "ton cu",
    "ki truoc con lai",
];

/// The places of the totals among the texts over the columns, each with the words of the column that was carried over.
pub(super) fn totals(paths: &[&[String]], fields: &[Option<Matched>]) -> Vec<(usize, &'static str)> {
    let carried = paths.iter().zip(fields).filter(|(_, field)| field.is_none()).filter_map(|(path, _)| {
        let (last, group) = path.split_last()?;
        (!group.is_empty()).then_some((group, carried_over(last)?))
    });
    let carried: Vec<(&[String], &'static str)> = carried.collect();
    if carried.is_empty() {
        return Vec::new();
    }
    let total = |(place, path): (usize, &&[String])| {
        let (last, group) = path.split_last()?;
        let of_group = carried.iter().find(|(of, _)| *of == group && is_total(last))?;
        Some((place, of_group.1))
    };
    paths.iter().enumerate().filter_map(total).collect()
}

fn carried_over(label: &str) -> Option<&'static str> {
    // Most labels end here.
    if !label.contains(['c', 'C', 'm', 'M', 't', 'T', 'đ', 'Đ', 'k', 'K']) {
        return None;
    }
    let plain = text::without_marks(&text::label(label));
    CARRIED.into_iter().find(|words| plain.contains(words))
}

fn is_total(label: &str) -> bool {
    let plain = text::without_marks(&text::label(label));
    plain.split(' ').next().is_some_and(|word| word == "tong") || matches!(plain.as_str(), "cong" | "toan bo")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_beside_what_was_carried_over_holds_it() {
        let path = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let paths = [
            path(&["Tên xã"]),
            path(&["Hồ sơ tiếp nhận", "Tổng số"]),
            path(&["Hồ sơ tiếp nhận", "Kỳ trước chuyển sang"]),
            path(&["Hồ sơ giải quyết", "Tổng số"]),
        ];
        let paths: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
        assert_eq!(totals(&paths, &[None, None, None, None]), [(1, "chuyen sang")]);
        assert!(totals(&paths[..2], &[None, None]).is_empty());
        assert!(totals(&paths[..1], &[None]).is_empty());
    }
}
