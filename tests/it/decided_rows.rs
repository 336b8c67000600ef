//! Rows that a condition turns away, or lets in, whatever is missing in them: false and unknown is false.

use crate::kit::{filtered, lines};
use crate::mini::Mini;

const FORM: &str = r#"{ "name": "dossiers", "title": "Biểu số 03/HS: Hồ sơ",
  "form": { "code": "03/HS", "frequency": "quarter", "calendar": "gregorian", "reports": "commune", "GRAIN": "line",
    "submits": [{ "from": "2020-01-01", "level": "province" }], "due": "P15D", "first_period": "2024-Q4" },
  "schema": { "missingValues": [{ "value": "", "status": "O" }], "KEY": ["code", "quarter", "file", "field"],
    "fields": [
      { "name": "code", "type": "string", "title": "Mã xã", "role": "area-code" },
      { "name": "quarter", "type": "string", "title": "Quý", "role": "period" },
      { "name": "file", "type": "string", "title": "Mã hồ sơ" },
      { "name": "field", "type": "string", "title": "Lĩnh vực", "constraints": { "enum": ["Đất đai", "Y tế"] } },
      { "name": "days", "type": "integer", "title": "Số ngày", "measure": "flow", "unit": "DAY" } ] } }
"#;

const DOSSIERS: &str = "Mã xã;Quý;Mã hồ sơ;Lĩnh vực;Số ngày\n\
90001;Q4/2024;1;Đất đai;5\n90001;Q4/2024;2;Đất đai;30\n90001;Q4/2024;3;Y tế;\n\
90002;Q4/2024;4;Đất đai;7\n90003;Q4/2024;5;Y tế;3\n90004;Q4/2024;6;Đất đai;2\n90005;Q4/2024;7;Đất đai;\n";

fn indicator(name: &str, condition: &str, more: &str) -> String {
    format!(
        "[[indicator]]\nname = \"{name}\"\ntitle = {{ vi = \"{name}\", en = \"{name}\" }}\n\
         numerator = {{ source = \"dossiers\", value = \"count(*)\", where = \"{condition}\" }}\n{more}\
         unit = \"DOSSIER\"\nareas = [\"commune\", \"province\"]\nperiods = [\"quarter\"]\npartial = \"publish\"\n\n"
    )
}

#[test]
fn a_row_of_another_category_leaves_no_breakdown_open() {
    for is_of_lines in [true, false] {
        let mini = Mini::new();
        let form = match is_of_lines {
            true => {
                FORM.replace("GRAIN", "grain").replace("\"KEY\": [\"code\", \"quarter\", \"file\", \"field\"],", "")
            }
            false => FORM.replace("\"GRAIN\": \"line\",", "").replace("KEY", "primaryKey"),
        };
        mini.write("schemas/dossiers.json", form);
        let indicators = [
            indicator("by_where", "days <= 10", "by = \"field\"\n"),
            indicator("land_alone", "field = 'Đất đai' AND days <= 10", ""),
            indicator("slow_or_health", "field = 'Y tế' OR days > 10", ""),
        ];
        let head = "name = \"dossiers\"\ntitle = { vi = \"H\", en = \"H\" }\n[[source]]\nform = \"dossiers\"\nfrom = \"dossiers/**\"\n";
        mini.write("pipelines/dossiers.toml", format!("{head}{}", indicators.concat()));
        mini.send("dossiers/q4.csv", "2025-01-05T08:00:00+07:00", DOSSIERS);
        mini.run(0);
        let figures = |indicator: &str, breakdown: &str| {
            let rows = mini.table("indicators/dossiers");
            let wanted = [
                ("indicator", indicator),
                ("breakdown", breakdown),
                ("geography", "as-reported"),
                ("time_period", "2024-Q4"),
            ];
            lines(&filtered(rows, &wanted), &["ref_area", "obs_value", "obs_status", "n_reported", "n_expected"])
        };
        let of = |figures: &[&str]| figures.iter().map(|figure| (*figure).to_owned()).collect::<Vec<_>>();
        let land = of(&[
            "90001 | 1.0 | A | 1 | 1",
            "90002 | 1.0 | A | 1 | 1",
            "90003 | 0.0 | A | 1 | 1",
            "90004 | 1.0 | A | 1 | 1",
            "90005 |  | O | 0 | 1",
            "90 | 3.0 | U | 4 | 5",
        ]);
        assert_eq!(figures("by_where", "Đất đai"), land, "{is_of_lines}");
        assert_eq!(figures("land_alone", ""), land, "{is_of_lines}");
        let health = figures("by_where", "Y tế");
        assert_eq!((health[0].as_str(), health[4].as_str()), ("90001 |  | O | 0 | 1", "90005 | 0.0 | A | 1 | 1"));
        // True or unknown is true.
        let either = figures("slow_or_health", "");
        assert_eq!((either[0].as_str(), either[4].as_str()), ("90001 | 2.0 | A | 1 | 1", "90005 |  | O | 0 | 1"));
        // The row that leaves it open is named, and no other.
        let explained = |area: &str, breakdown: &str| {
            let asked = ["explain", "by_where", "2024-Q4", "--breakdown", breakdown, "--area", area, "--lang", "en"];
            mini.tinhso(&asked).expect(0).stdout
        };
        let health = explained("90001", "Y tế");
        match is_of_lines {
            true => assert!(health.contains("no value that the figure needs (status O)"), "{health}"),
            false => {
                assert!(health.contains("no value of “Số ngày” (status O)") && health.contains("row 4"), "{health}")
            }
        }
        let land = explained("90001", "Đất đai");
        assert!(!land.contains("no value"), "{land}");
    }
}
