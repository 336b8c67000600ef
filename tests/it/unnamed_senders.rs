//! Forms that do not say who sends them: what has no unit of another submission does not replace it.

use crate::kit::{filtered, lines};
use crate::mini::{Mini, OLD, SECOND_QUARTER, sheet};

const SUBMITS: &str = r#",
    "submits": [
      { "from": "2020-01-01", "level": "district" },
      { "from": "2025-07-01", "level": "commune" }
    ]"#;

/// The submissions of both districts.
fn districts(mini: &Mini) {
    mini.send("services/901.csv", "2025-07-05T09:00:00+07:00", sheet("2025-Q2", &OLD[..3], &SECOND_QUARTER[..3]));
    mini.send("services/902.csv", "2025-07-06T09:00:00+07:00", sheet("2025-Q2", &OLD[3..], &SECOND_QUARTER[3..]));
}

fn states(mini: &Mini) -> Vec<String> {
    lines(&mini.table("submissions"), &["object", "state"])
}

#[test]
fn files_without_a_common_unit_do_not_replace_each_other() {
    // Nobody is named, or nobody yet.
    for from in [SUBMITS, "{ \"from\": \"2020-01-01\", \"level\": \"district\" },"] {
        let mini = Mini::new();
        mini.edit("schemas/services.json", from, "");
        districts(&mini);
        mini.run(0);
        assert_eq!(states(&mini), ["services/901.csv | received", "services/902.csv | received"]);
        for code in ["superseded", "earlier-row-kept"] {
            assert!(filtered(mini.table("findings"), &[("code", code)]).is_empty(), "{code}");
        }
        assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "1500.0 | A | 5/5");
    }
}

#[test]
fn what_is_sent_again_replaces_what_has_its_units() {
    let mini = Mini::new();
    mini.edit("schemas/services.json", SUBMITS, "");
    districts(&mini);
    mini.send(
        "services/901-2.csv",
        "2025-07-08T09:00:00+07:00",
        sheet("2025-Q2", &OLD[..2], &[Some("110;50;1000;50"), Some("200;60;2000;60")]),
    );
    mini.run(0);
    assert_eq!(
        states(&mini),
        ["services/901.csv | superseded", "services/902.csv | received", "services/901-2.csv | received"]
    );
    let kept = filtered(mini.table("findings"), &[("code", "earlier-row-kept")]);
    assert_eq!(lines(&kept, &["object", "ref_area"]), ["services/901.csv | 90003"]);
    assert!(kept[0]["message_en"].contains("901-2.csv"), "{kept:?}");
    assert_eq!(mini.figure("dossiers", "90", "as-reported", "2025-Q2"), "1510.0 | A | 5/5");
}
