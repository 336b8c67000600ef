//! Forms whose level changes within a longer period: what both levels reported is added to no unit, and that is said.

use crate::kit::{filtered, lines};
use crate::mini::{HEADER, Mini, NEW, sheet};

const FORM: &str = "schemas/services.json";
const REPORTS: &str =
    r#""reports": [{ "from": "2020-01-01", "level": "district" }, { "from": "2025-07-01", "level": "commune" }]"#;

/// Districts reported the first half of 2025, communes the second.
fn project() -> Mini {
    let mini = Mini::new();
    mini.edit(FORM, "\"reports\": \"commune\"", REPORTS);
    let pipeline = std::fs::read_to_string(mini.path().join("pipelines/services.toml")).expect("a file");
    let (kept, _) = pipeline.split_once("[[indicator]]\nname        = \"busy").expect("an indicator");
    mini.write("pipelines/services.toml", kept);
    for (period, day) in [("2025-Q1", "2025-04-05"), ("2025-Q2", "2025-07-05")] {
        let rows =
            format!("{HEADER}901;Huyện Suối Đá;{period};100;50;1000;\n902;Huyện Rừng Thông;{period};200;150;2000;\n");
        mini.send(&format!("services/{period}.csv"), &format!("{day}T09:00:00+07:00"), rows);
    }
    for (period, day) in [("2025-Q3", "2025-10-05"), ("2025-Q4", "2026-01-05")] {
        let cells = [Some("10;5;100;"); 3];
        mini.send(&format!("services/{period}.csv"), &format!("{day}T09:00:00+07:00"), sheet(period, &NEW, &cells));
    }
    mini
}

#[test]
fn a_run_says_which_period_has_no_figure_since_the_level_changed() {
    let mini = project();
    mini.run(0);
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "300.0 | A | 2/2");
    assert!(mini.figure("dossiers", "90", "as-reported", "2025").starts_with(" | "));
    let found = filtered(mini.table("findings"), &[("code", "not-restated"), ("time_period", "2025")]);
    assert_eq!(lines(&found, &["severity", "form", "time_period"]), ["warning | services | 2025"]);
    let message = &found[0]["message_en"];
    assert!(message.contains("district") && message.contains("received") && !message.contains("people"), "{message}");
    // The stock of the year is that of its last quarter.
    assert_eq!(mini.figure("people", "90", "as-reported", "2025"), "300.0 | A | 3/3");
}

#[test]
fn check_warns_of_the_period_in_which_the_level_changes() {
    let mini = project();
    let warned = |mini: &Mini| {
        let answer = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
        answer.lines().filter(|line| line.contains("no figure for 2025")).map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = warned(&mini);
    // online_share, dossiers and dossiers_so_far add flows, people does not.
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("pipelines/services.toml:")), "{lines:?}");
    // Where the form begins with the change, no period spans it.
    mini.edit(FORM, "\"calendar\": \"gregorian\",", "\"calendar\": \"gregorian\", \"first_period\": \"2025-Q3\",");
    assert!(warned(&mini).is_empty());
    let mini = project();
    mini.edit(
        FORM,
        "{ \"from\": \"2025-07-01\", \"level\": \"commune\" }]",
        "{ \"from\": \"2025-01-01\", \"level\": \"commune\" }]",
    );
    assert!(warned(&mini).is_empty(), "the change is at the end of a year");
}
