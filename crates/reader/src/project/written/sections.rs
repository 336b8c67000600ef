//! The tables of a TOML file that can be used where others of it cannot.
//!
//! An indicator without its title is a fault, and its pipeline makes no project; what is wrong with the other indicators is
//! looked for all the same, so that `check` reports everything at once.

use super::tree::{Node, Tree};

/// The text without each table of a list (`[[indicator]]`) that holds one of these places; lines and offsets stay as they are.
/// `None` where a place is in no such table.
pub fn without(text: &str, root: &Node, places: &[usize]) -> Option<String> {
    let Tree::Object(entries) = &root.value else { return None };
    let header = |node: &Node, mark: &str| {
        let start = node.span.start;
        text.get(start..).is_some_and(|rest| rest.starts_with(mark)).then_some(start)
    };
    let mut starts: Vec<(usize, bool)> = Vec::new();
    for entry in entries {
        match &entry.node.value {
            Tree::List(items) => starts.extend(items.iter().filter_map(|item| Some((header(item, "[[")?, true)))),
            _ => starts.extend(header(&entry.node, "[").map(|start| (start, false))),
        }
    }
    starts.sort_unstable();
    let mut left_out = Vec::new();
    for place in places {
        let next = starts.partition_point(|(start, _)| start <= place);
        let (start, _) = starts.get(next.checked_sub(1)?).filter(|(_, is_of_list)| *is_of_list)?;
        left_out.push(*start..starts.get(next).map_or(text.len(), |(start, _)| *start));
    }
    let is_left_out = |offset: usize| left_out.iter().any(|range| range.contains(&offset));
    let mut kept = String::with_capacity(text.len());
    for (offset, sign) in text.char_indices() {
        match sign {
            '\n' => kept.push(sign),
            _ if is_left_out(offset) => (0..sign.len_utf8()).for_each(|_| kept.push(' ')),
            _ => kept.push(sign),
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::super::tree::of_toml;
    use super::*;

    #[test]
    fn a_table_of_a_list_is_left_out_whole() {
        let text = "name = 'ố'\n[[part]]\na = 1\n[[part.of]]\nb = 2\n[[part]]\na = 3\n[other]\nc = 4\n";
        let root = of_toml(text).unwrap();
        let place = |of: &str| text.find(of).unwrap();
        let kept = |places: &[usize]| without(text, &root, places);
        let lines = |text: Option<String>| {
            text.map(|text| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("|"))
        };
        assert_eq!(lines(kept(&[place("b = 2")])).unwrap(), "name = 'ố'|||||[[part]]|a = 3|[other]|c = 4");
        assert_eq!(lines(kept(&[place("a = 3"), place("[[part]]")])).unwrap(), "name = 'ố'|||||||[other]|c = 4");
        assert_eq!(kept(&[place("a = 1")]).unwrap().len(), text.len());
        assert_eq!(kept(&[place("name")]), None);
        assert_eq!(kept(&[place("a = 3"), place("c = 4")]), None);
    }
}
