//! How an explanation names cells to people.

use crate::mini::{Mini, NEW, sheet};
use crate::packages::archive;

#[test]
fn cells_of_two_files_of_an_archive_have_two_names() {
    let mini = Mini::new();
    let file = |place: usize, cells: &str| sheet("2025-Q3", &[NEW[place]], &[Some(cells)]);
    let (first, second) = (file(0, "100;50;1000;50"), file(1, "200;50;1000;50"));
    let files = [("a/xã.csv", first.as_bytes()), ("b/xã.csv", second.as_bytes())];
    mini.send("services/gói.zip", "2025-10-05T09:00:00+07:00", archive(&files));
    mini.run(0);
    let text = mini.tinhso(&["explain", "online_share", "2025-Q3", "--lang", "en"]).expect(0).stdout;
    assert!(text.contains("gói.zip › a/xã.csv E2 ÷ D2") && text.contains("gói.zip › b/xã.csv E2 ÷ D2"), "{text}");
}
