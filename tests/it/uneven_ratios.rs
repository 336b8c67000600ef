//! Ratios of a longer period, or of units that merged, whose two parts are of other quarters or units: the figure says that it is of low reliability.

use crate::mini::{Mini, NEW, OLD, sheet};

/// A year of quarters in which the first commune has these values.
fn year(cells: [&str; 4]) -> Mini {
    let mini = Mini::new();
    for (index, first) in cells.into_iter().enumerate() {
        let quarter = index + 1;
        let others = ["200;60;2000;60", "300;70;3000;70", "400;80;4000;80", "500;90;5000;90"];
        let lines: Vec<Option<&str>> = std::iter::once(first).chain(others).map(Some).collect();
        let text = sheet(&format!("2024-Q{quarter}"), &OLD, &lines);
        let day = ["2024-04-05", "2024-07-05", "2024-10-05", "2025-01-05"][index];
        mini.send(&format!("services/q{quarter}.csv"), &format!("{day}T09:00:00+07:00"), text);
    }
    mini
}

#[test]
fn a_quarter_in_which_one_part_cannot_occur_makes_the_ratio_of_the_year_doubtful() {
    let mini = year(["100;50;1000;50", "100;x;1000;50", "100;50;1000;50", "100;50;1000;50"]);
    mini.run(0);
    let status = |indicator: &str, area: &str, period: &str| {
        let figure = mini.figure(indicator, area, "as-reported", period);
        figure.split(" | ").skip(1).map(str::to_owned).collect::<Vec<_>>().join(" | ")
    };
    // In the quarter the unit is in neither part.
    assert_eq!(status("online_share", "90001", "2024-Q2"), "M | 0/0");
    assert_eq!(status("online_share", "90", "2024-Q2"), "A | 4/4");
    // 150 of 400: the three quarters of one part beside the four of the other.
    assert_eq!(mini.figure("online_share", "90001", "as-reported", "2024"), "37.5 | U | 1/1");
    assert_eq!(status("online_share", "90", "2024"), "U | 5/5");
    // Another part of the map has nothing of it, nor has what rests on one of the fields alone.
    assert_eq!(status("online_share", "902", "2024"), "A | 2/2");
    assert_eq!(mini.figure("dossiers", "90001", "as-reported", "2024"), "400.0 | A | 1/1");
    mini.tinhso(&["verify"]).expect(0);
}

#[test]
fn what_cannot_occur_in_both_parts_or_in_the_whole_year_is_even() {
    let mini = year(["100;50;1000;50", "x;x;1000;50", "100;50;1000;50", "100;50;1000;50"]);
    mini.run(0);
    assert_eq!(mini.figure("online_share", "90001", "as-reported", "2024"), "50.0 | A | 1/1");
    let mini = year(["100;x;1000;50"; 4]);
    mini.run(0);
    assert_eq!(mini.figure("online_share", "90001", "as-reported", "2024"), " | M | 0/0");
    assert!(mini.figure("online_share", "90", "as-reported", "2024").ends_with("| A | 4/4"));
}

#[test]
fn a_member_whose_one_part_cannot_occur_makes_the_ratio_of_the_merged_unit_doubtful() {
    let mini = Mini::new();
    let lines = ["100;50;1000;50", "200;x;2000;60", "300;70;3000;70", "400;80;4000;80", "500;90;5000;90"];
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD, &lines.map(Some)));
    let new = ["310;120;3010;55", "710;150;7010;75", "510;95;5010;90"];
    mini.send("services/q3.csv", "2025-10-05T09:00:00+07:00", sheet("2025-Q3", &NEW, &new.map(Some)));
    mini.run(0);
    let share = |area: &str, geography: &str| mini.figure("online_share", area, geography, "2025-Q2");
    assert!(share("90001", "2025-07-01").contains(" | U | "), "{}", share("90001", "2025-07-01"));
    assert!(share("90003", "2025-07-01").contains(" | A | "));
    assert!(share("90", "as-reported").contains(" | A | 4/4"));
}

/// Two maps, in the first of which the second commune says that no dossier can come online.
fn merged(mini: &Mini) {
    let lines = ["100;50;1000;50", "200;x;2000;60", "300;70;3000;70", "400;80;4000;80", "500;90;5000;90"];
    mini.send("services/q2.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD, &lines.map(Some)));
}

#[test]
fn stocks_of_a_merged_unit_are_of_other_members_too() {
    let mini = Mini::new();
    for _ in 0..2 {
        mini.edit(
            "schemas/services.json",
            r#""measure": "flow", "unit": "DOSSIER""#,
            r#""measure": "stock", "merge": "sum", "unit": "DOSSIER""#,
        );
    }
    merged(&mini);
    mini.run(0);
    let share = |area: &str, geography: &str| mini.figure("online_share", area, geography, "2025-Q2");
    assert_eq!(share("90002", "as-reported"), " | M | 0/0");
    assert!(share("90", "as-reported").contains(" | A | 4/4"), "{}", share("90", "as-reported"));
    assert!(share("90001", "2025-07-01").contains(" | U | 1/1"), "{}", share("90001", "2025-07-01"));
    assert!(share("90003", "2025-07-01").contains(" | A | "));
    assert!(share("90", "2025-07-01").contains(" | U | 3/3"), "{}", share("90", "2025-07-01"));
    // What is not of the numerator is right.
    assert!(mini.figure("dossiers", "90", "2025-07-01", "2025-Q2").contains(" | A | "));
    mini.tinhso(&["verify"]).expect(0);
    // The explanation names the member, and its cell.
    let asked = ["explain", "online_share", "2025-Q2", "--area", "90001", "--geography", "2025-07-01", "--lang", "en"];
    let text = mini.tinhso(&asked).expect(0).stdout;
    let said = "Xã Bến Gỗ (90002), 2025-Q2: “Hồ sơ trực tuyến” cannot occur, and the other part has a value of it";
    assert!(text.contains(said) && text.contains("q2.csv · E3"), "{text}");
    let asked = ["explain", "online_share", "2025-Q2", "--area", "90003", "--geography", "2025-07-01", "--lang", "en"];
    assert!(!mini.tinhso(&asked).expect(0).stdout.contains("cannot occur"));
}

#[test]
fn the_other_part_may_be_of_another_form() {
    let mini = Mini::new();
    let renamed = |text: &str| text.replace("Hồ sơ tiếp nhận", "Lượt khách").replace("Hồ sơ trực tuyến", "Lượt xe");
    let form = crate::mini::FORM.replacen("\"services\"", "\"households\"", 1).replace("01/TN", "02/TN");
    let form = renamed(&form);
    mini.write("schemas/households.json", form);
    mini.edit(
        "pipelines/services.toml",
        "[[check]]",
        "[[source]]\nform = \"households\"\nfrom = \"households/**\"\n\n[[check]]",
    );
    mini.edit(
        "pipelines/services.toml",
        "denominator = { source = \"services\", value = \"sum(received)\" }",
        "denominator = { source = \"households\", value = \"sum(people)\" }",
    );
    merged(&mini);
    let lines = ["100;50;1000;50", "200;50;2000;60", "300;70;3000;70", "400;80;4000;80", "500;90;5000;90"];
    let text = renamed(&sheet("2025-Q2", &OLD, &lines.map(Some)));
    mini.send("households/q2.csv", "2025-07-05T09:00:00+07:00", text);
    mini.run(0);
    let share = |area: &str, geography: &str| mini.figure("online_share", area, geography, "2025-Q2");
    assert_eq!(share("90002", "as-reported"), " | M | 0/0");
    assert!(share("90001", "2025-07-01").contains(" | U | 1/1"), "{}", share("90001", "2025-07-01"));
    assert!(share("90003", "2025-07-01").contains(" | A | "), "{}", share("90003", "2025-07-01"));
}
