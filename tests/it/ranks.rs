//! The place of a figure among others is counted from the good side.

use crate::mini::Mini;

#[test]
fn where_less_is_better_the_smallest_is_the_first() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let explained = |mini: &Mini, area: &str, language: &str| {
        let arguments = ["explain", "online_share", "2025-Q2", "--area", area, "--lang", language];
        mini.tinhso(&arguments).expect(0).stdout
    };
    let rank = |text: &str| {
        let (_, rest) = text.split_once("rank ").unwrap_or_else(|| panic!("{text}"));
        rest.split(" ·").next().unwrap_or_default().to_owned()
    };
    let ranks = |mini: &Mini| ["90001", "90002", "90004"].map(|area| rank(&explained(mini, area, "en")));
    assert_eq!(ranks(&mini), ["1/5, level commune", "3/5, level commune", "5/5, level commune"]);
    mini.edit("pipelines/services.toml", "at_least = 50", "at_most = 50");
    mini.run(0);
    let from_below = ["5/5", "2/5", "1/5"].map(|place| format!("{place} from the lowest, level commune"));
    assert_eq!(ranks(&mini), from_below);
    assert!(explained(&mini, "90001", "vi").contains("xã (từ thấp lên)"));
}
