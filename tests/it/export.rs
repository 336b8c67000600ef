//! `tinhso export FILE`: the figures of a run for people who live in Excel.

use std::io::Cursor;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx};

use crate::kit::{current_id, filtered};
use crate::mini::Mini;

fn exported(mini: &Mini, name: &str, arguments: &[&str]) -> (PathBuf, String) {
    let file = mini.path().join(name);
    let path = file.to_string_lossy().into_owned();
    let mut all = vec!["export", path.as_str()];
    all.extend(arguments);
    let answer = mini.tinhso(&all).expect(0);
    (file, answer.stdout)
}

/// The sheets of a workbook: their names, and their rows as texts.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let read = |name: String| {
        let range = book.worksheet_range(&name).expect("a sheet");
        let rows = range.rows().map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Data::String(text) => format!("“{text}”"),
                    other => other.to_string(),
                })
                .collect()
        });
        (name.clone(), rows.collect())
    };
    names.into_iter().map(read).collect()
}

fn page(sheets: &[(String, Vec<Vec<String>>)], rows: usize) -> String {
    let mut page = String::new();
    for (name, lines) in sheets {
        page += &format!("# {name}: {} rows\n", lines.len());
        for line in lines.iter().take(rows) {
            page += &format!("{}\n", line.join(" | ").trim_end());
        }
    }
    page
}

#[test]
fn a_workbook_opens_with_its_targets_figures_and_explanations() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let id = current_id(&mini.warehouse()).expect("a run");
    for language in ["vi", "en"] {
        let (file, _) = exported(&mini, "figures.xlsx", &["--lang", language]);
        let sheets = sheets(&std::fs::read(file).expect("written"));
        insta::assert_snapshot!(format!("workbook_{language}"), page(&sheets, 12).replace(&id, "[run]"));
    }
}

#[test]
fn the_same_run_gives_the_same_bytes_and_yesterdays_file_is_replaced() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let (file, said) = exported(&mini, "out/figures.xlsx", &["--lang", "en"]);
    let first = std::fs::read(&file).expect("written");
    assert!(said.contains("figures, 1 target of run"), "{said}");
    std::fs::write(&file, "yesterday's").expect("written");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    exported(&mini, "out/figures.xlsx", &["--lang", "en"]);
    assert_eq!(std::fs::read(&file).expect("written"), first);
    let id = current_id(&mini.warehouse()).expect("a run");
    exported(&mini, "out/by-id.xlsx", &["--lang", "en", "--run", &id]);
    assert_eq!(std::fs::read(mini.path().join("out/by-id.xlsx")).expect("written"), first);
    let left: Vec<_> = std::fs::read_dir(mini.path().join("out")).expect("a folder").collect();
    assert_eq!(left.len(), 2, "no half a file stays: {left:?}");
}

#[test]
fn a_flat_file_holds_what_the_table_holds() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let filters = ["--indicator", "online_share", "--area", "90", "--geography", "as-reported"];
    let (file, _) = exported(&mini, "figures.csv", &filters);
    let bytes = std::fs::read(file).expect("written");
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark")).expect("UTF-8");
    insta::assert_snapshot!(text.replace("\r\n", "\n"));
    let (file, _) = exported(&mini, "all.csv", &[]);
    let rows = std::fs::read_to_string(file).expect("written").lines().count() - 1;
    assert_eq!(rows, mini.table("indicators/services").len());
}

#[test]
fn filters_choose_in_the_workbook_too() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let (file, _) =
        exported(&mini, "some.xlsx", &["--level", "province", "--pipeline", "services", "--indicator", "dossiers"]);
    let sheets = sheets(&std::fs::read(file).expect("written"));
    let wanted = [("indicator", "dossiers"), ("area_level", "province")];
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Giới thiệu", "Mục lục", "Giải thích", "Chỉ tiêu", "Dịch vụ"], "no target is asked for");
    let rows = &sheets[4].1;
    assert_eq!(rows.len() - 1, filtered(mini.table("indicators/services"), &wanted).len());
    assert!(rows.iter().skip(1).all(|row| row[1] == "“90”"), "codes are text");
}

#[test]
fn an_area_that_is_asked_for_has_a_sheet_of_its_own() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let (file, _) = exported(&mini, "area.xlsx", &["--area", "Xã Đồi Chè", "--lang", "en"]);
    let sheets = sheets(&std::fs::read(file).expect("written"));
    let (_, profile) = sheets.iter().find(|(name, _)| name == "Xã Đồi Chè 90001").expect("its sheet");
    insta::assert_snapshot!(profile.iter().map(|row| row.join(" | ") + "\n").collect::<String>());
}

#[test]
fn the_sheet_of_an_area_has_its_target_beside_the_figure_that_is_judged() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let profile = |more: &[&str]| {
        let (file, _) = exported(&mini, "area.xlsx", &[&["--area", "90", "--lang", "en"], more].concat());
        let sheets = sheets(&std::fs::read(file).expect("written"));
        let (_, rows) = sheets.into_iter().find(|(name, _)| name == "Tỉnh Thử Nghiệm 90").expect("its sheet");
        let place = |heading: &str| rows[0].iter().position(|cell| cell == &format!("“{heading}”")).expect(heading);
        let row = rows.iter().find(|row| row[0] == "“Share online”").expect("its row");
        ["Target", "Target period", "State", "Geography"].map(|heading| row[place(heading)].clone())
    };
    let judged = profile(&[]);
    assert_eq!([&judged[0], &judged[1], &judged[3]], ["50", "“2025”", "“as reported”"]);
    assert!(!judged[2].contains('('), "{judged:?}");
    // On another map than that by which it is judged the state says so.
    let other = profile(&["--geography", "2025-07-01"]);
    assert_eq!([&other[0], &other[1], &other[3]], ["50", "“2025”", "“map of 2025-07-01”"]);
    assert!(other[2].ends_with("(as reported)”"), "{other:?}");
}

#[test]
fn levels_may_have_other_names() {
    let profile = |mini: &Mini| {
        mini.run(0);
        let (file, _) = exported(mini, "area.xlsx", &["--area", "Xã Đồi Chè", "--lang", "en"]);
        let sheets = sheets(&std::fs::read(file).expect("written"));
        let (_, profile) = sheets.into_iter().find(|(name, _)| name == "Xã Đồi Chè 90001").expect("its sheet");
        profile
    };
    let renamed = || {
        let mini = Mini::with_two_quarters();
        for name in ["registry/units.csv", "schemas/services.json", "schemas/value-added.json"] {
            rename_levels(&mini, name);
        }
        for name in ["pipelines/services.toml", "pipelines/economy.toml"] {
            rename_levels(&mini, name);
        }
        mini
    };
    let mini = renamed();
    let of_other_names = profile(&mini);
    assert_eq!(of_other_names, profile(&Mini::with_two_quarters()));
    assert!(of_other_names.iter().skip(1).any(|row| row[7].parse::<f64>().is_ok()), "{of_other_names:?}");
    in_order(&renamed());
}

/// Calls the levels of a file of declarations by their Vietnamese names.
fn rename_levels(mini: &Mini, name: &str) {
    let text = std::fs::read_to_string(mini.path().join(name)).expect("a file");
    let mut renamed = text;
    for (level, other) in [("province", "tinh"), ("district", "huyen"), ("commune", "xa")] {
        renamed = renamed.replace(&format!(",{level},"), &format!(",{other},"));
        for key in ["\"level\": ", "\"reports\": ", "registry = ", "[", ", "] {
            renamed = renamed.replace(&format!("{key}\"{level}\""), &format!("{key}\"{other}\""));
        }
    }
    mini.write(name, renamed);
}

#[test]
fn figures_are_in_the_order_in_which_people_read_them() {
    in_order(&Mini::with_two_quarters());
}

fn in_order(mini: &Mini) {
    mini.run(0);
    let (file, _) = exported(mini, "all.xlsx", &["--indicator", "people"]);
    let sheets = sheets(&std::fs::read(file).expect("written"));
    let (_, rows) = sheets.iter().find(|(name, _)| name == "Dịch vụ").expect("the figures");
    let order: Vec<(bool, &str, &str)> =
        rows.iter().skip(1).map(|row| (row[3] != "“như đã báo cáo”", row[1].as_str(), row[4].as_str())).collect();
    let mut sorted = order.clone();
    // Codes of larger areas are shorter here; a year goes before its quarters.
    sorted.sort_by_key(|(map, area, period)| (*map, area.len(), *area, period.len(), *period));
    assert_eq!(order, sorted);
    assert!(rows.iter().flatten().all(|cell| !cell.is_empty()), "no cell of a table is empty");
}

#[test]
fn a_name_of_the_registry_never_becomes_a_formula() {
    let mini = Mini::with_two_quarters();
    for name in ["=HYPERLINK(1)", "+cmd", "@SUM(A1)"] {
        mini.edit("registry/units.csv", "Tỉnh Thử Nghiệm", name);
        mini.run(0);
        let (file, _) = exported(&mini, "all.csv", &["--level", "province"]);
        let text = std::fs::read_to_string(file).expect("written");
        assert!(text.contains(&format!(",'{name},")) && !text.contains(&format!(",{name},")), "{text}");
        let (file, _) = exported(&mini, "all.xlsx", &["--level", "province"]);
        let sheets = sheets(&std::fs::read(file).expect("written"));
        assert!(
            sheets.iter().flat_map(|(_, rows)| rows.iter().flatten()).any(|cell| cell.contains(name)),
            "{sheets:?}"
        );
        mini.edit("registry/units.csv", name, "Tỉnh Thử Nghiệm");
    }
}

#[test]
fn what_cannot_be_exported_says_why() {
    let mini = Mini::with_two_quarters();
    let said = |arguments: &[&str]| mini.tinhso(arguments).expect(2).stderr;
    insta::assert_snapshot!(said(&["export", "a.xlsx"]), @"lỗi: chưa có lần chạy nào; `tinhso run` sẽ tạo lần đầu");
    mini.run(0);
    insta::assert_snapshot!(said(&["export", "a.pdf"]), @"lỗi: không rõ phải ghi a.pdf theo dạng nào; hãy đặt tên .xlsx hoặc .csv");
    insta::assert_snapshot!(said(&["export", "a.csv", "--indicator", "onlin_share"]), @"lỗi: không có chỉ tiêu `onlin_share`; có phải `online_share`?");
    insta::assert_snapshot!(said(&["export", "a.csv", "--lang", "en", "--level", "ward"]), @"error: no level `ward`; there are commune, district, province");
    insta::assert_snapshot!(said(&["export", "a.csv", "--lang", "en", "--run", "0000"]).replace(&current_id(&mini.warehouse()).expect("a run"), "[run]"), @"error: no run `0000`; there are [run]");
    insta::assert_snapshot!(said(&["export", "a.csv", "--lang", "en", "--level", "commune", "--area", "90"]), @"error: no figure fits all of what was asked for");
}

#[test]
fn an_area_may_be_named() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let (by_code, _) = exported(&mini, "code.csv", &["--area", "901", "--area", "90"]);
    let (by_name, _) = exported(&mini, "name.csv", &["--area", "Suối Đá", "--area", "tỉnh thử nghiệm"]);
    assert_eq!(std::fs::read(by_code).expect("written"), std::fs::read(by_name).expect("written"));
    let (ever, _) = exported(&mini, "ever.csv", &["--area", "Xã Đồi Chè", "--indicator", "dossiers"]);
    let (of_code, _) = exported(&mini, "of-code.csv", &["--area", "90001", "--indicator", "dossiers"]);
    assert_eq!(std::fs::read(ever).expect("written"), std::fs::read(of_code).expect("written"), "whatever the map");
}

#[test]
fn a_name_is_that_of_one_unit_and_a_code_of_all_that_have_had_it() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let table = |name: &str, area: &str, said: &str| {
        let file = mini.path().join(name);
        let path = file.to_string_lossy().into_owned();
        let answer = mini.tinhso(&["export", &path, "--area", area, "--indicator", "dossiers"]).expect(0);
        assert!(answer.stderr.contains(said), "{}", answer.stderr);
        std::fs::read_to_string(file).expect("written")
    };
    let first = table("code.csv", "90003", "90003 lần lượt là mã của nhiều đơn vị (");
    assert!(first.contains("Xã Hồ Sen"), "{first}");
    let named = table("name.csv", "Xã Hồ Sen", "");
    assert!(named.lines().skip(1).all(|line| line.contains("Xã Hồ Sen")) && named.lines().count() > 1, "{named}");
    assert!(first.lines().count() > named.lines().count());
}

#[test]
fn a_figure_is_never_shown_on_the_other_side_of_its_target() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let wanted =
        [("indicator", "online_share"), ("ref_area", "90"), ("geography", "as-reported"), ("time_period", "2025-Q2")];
    let figure = filtered(mini.table("indicators/services"), &wanted).remove(0);
    let value: f64 = figure["obs_value"].parse().expect("a figure");
    // With the digits of the indicator both would be the same, and the state would be a riddle.
    let goal = format!("{:.4}", value + 0.0004);
    let target = format!("period = \"2025-Q2\", at_least = {goal}");
    mini.edit("pipelines/services.toml", "period = \"2025\", at_least = 50", &target);
    let summary = mini.tinhso(&["run", "--lang", "en"]).expect(0).stdout;
    let line = summary.lines().find(|line| line.contains("Kế hoạch")).expect("the target").to_owned();
    let shown = |text: &str| -> f64 {
        text.split_whitespace()
            .filter_map(|word| word.parse().ok())
            .find(|one: &f64| (one - value).abs() < 0.01)
            .expect("a figure")
    };
    assert!(shown(line.split('≥').next().expect("a figure")) < goal.parse().expect("a number"), "{line}");
    assert!(line.contains(&format!("≥ {goal}")), "{line}");
    let (file, _) = exported(&mini, "figures.xlsx", &["--lang", "en"]);
    let styles = std::io::read_to_string(
        zip::ZipArchive::new(std::fs::File::open(file).expect("written"))
            .expect("a zip")
            .by_name("xl/styles.xml")
            .expect("styles"),
    );
    assert!(styles.expect("text").contains("formatCode=\"#,##0.0000\""));
}
