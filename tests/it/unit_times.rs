//! Who asks for a unit in a time that is not its own gets to know when it ended or began, and whom to ask for.

use crate::mini::{Mini, OLD, SECOND_QUARTER, THIRD_QUARTER, sheet};

#[test]
fn a_unit_that_ended_names_what_it_became() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let said = |arguments: &[&str]| mini.tinhso(&[arguments, &["--lang", "en"]].concat()).expect(2).stderr;
    for area in ["90002", "Xã Bến Gỗ"] {
        let ended = said(&["explain", "dossiers", "2025-Q3", "--area", area]);
        assert!(ended.contains("Xã Bến Gỗ (90002) ended on 2025-07-01"), "{ended}");
        assert!(
            ended.contains("It became Xã Đồi Chè (90001):\n  tinhso explain dossiers 2025-Q3 --area 90001\n"),
            "{ended}"
        );
    }
    // The command that is named answers.
    mini.tinhso(&["explain", "dossiers", "2025-Q3", "--area", "90001"]).expect(0);
    let in_map = said(&["show", "dossiers", "--area", "90002", "--geography", "2025-07-01"]);
    assert!(in_map.contains("no figure of the map of 2025-07-01. It became Xã Đồi Chè (90001)"), "{in_map}");
    assert!(in_map.contains("\n  tinhso show dossiers --area 90001 --geography 2025-07-01\n"), "{in_map}");
    // Of a district the registry names nothing that it became: what it was in is there.
    let district = said(&["explain", "dossiers", "2025-Q3", "--area", "Huyện Suối Đá"]);
    assert!(
        district.contains("names nothing that it became. It was in Tỉnh Thử Nghiệm (90):\n  tinhso explain"),
        "{district}"
    );
    let vi = mini.tinhso(&["explain", "dossiers", "2025-Q3", "--area", "90002"]).expect(2).stderr;
    assert!(vi.contains("kết thúc ngày 2025-07-01") && vi.contains("Đơn vị tiếp nối là Xã Đồi Chè (90001)"), "{vi}");
}

#[test]
fn a_unit_that_was_not_there_yet_names_what_it_was_made_of() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let arguments =
        ["explain", "dossiers", "2025-Q2", "--area", "Xã Hồ Sen", "--geography", "as-reported", "--lang", "en"];
    let said = mini.tinhso(&arguments).expect(2).stderr;
    assert!(said.contains("Xã Hồ Sen (90003) is there since 2025-07-01"), "{said}");
    assert!(
        said.contains("no figure of 2025-Q2 (as reported). It was made of Xã Cầu Tre (90003), Xã Đá Bạc (90004):"),
        "{said}"
    );
    assert!(said.contains("\n  tinhso explain dossiers 2025-Q2 --area 90004 --geography as-reported\n"), "{said}");
    // Restated it has one.
    mini.tinhso(&["explain", "dossiers", "2025-Q2", "--area", "Xã Hồ Sen"]).expect(0);
}

#[test]
fn a_series_says_when_its_areas_began_and_ended() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let shown = |area: &str| mini.tinhso(&["show", "dossiers", "--area", area, "--lang", "en"]).expect(0).stdout;
    let ended = shown("90002");
    assert!(ended.contains("Xã Bến Gỗ (90002) ended on 2025-07-01 and became Xã Đồi Chè (90001):\n    tinhso show dossiers --area 90001\n"), "{ended}");
    let both = shown("90003");
    assert!(both.contains("Xã Cầu Tre (90003) ended on 2025-07-01 and became Xã Hồ Sen (90003)."), "{both}");
    assert!(
        both.contains("made of Xã Cầu Tre (90003), Xã Đá Bạc (90004):\n    tinhso show dossiers --area 90004\n"),
        "{both}"
    );
    assert!(
        shown("901").contains("Huyện Suối Đá (901) ended on 2025-07-01; the registry names nothing that it became.")
    );
    assert!(!shown("90").contains("2020-01-01"), "what is there all the time says nothing");
    let answer = mini.tinhso(&["show", "dossiers", "--area", "90002", "--format", "json"]).expect(0).json();
    assert_eq!(answer["times"][0]["area"]["ref_area_valid_to"], "2025-07-01");
    assert_eq!(answer["times"][0]["became"][0]["ref_area"], "90001");
}

#[test]
fn a_code_that_meant_another_area_before_has_a_series_of_each() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let asked = ["show", "dossiers", "--area", "90003", "--lang", "en"];
    let answer = mini.tinhso(&[&asked[..], &["--format", "json"]].concat()).expect(0).json();
    let all = answer["series"].as_array().expect("series");
    let as_reported = all.iter().filter(|one| one["geography"] == "as-reported" && one["freq"] == "Q");
    let places: Vec<_> =
        as_reported.map(|one| (one["ref_area_name"].as_str(), one["points"].as_array().map(Vec::len))).collect();
    assert_eq!(places, [(Some("Xã Cầu Tre"), Some(1)), (Some("Xã Hồ Sen"), Some(1))]);
    let said = mini.tinhso(&asked).expect(0).stdout;
    assert!(said.starts_with("Dossiers · Xã Hồ Sen (90003)"), "{said}");
    assert!(said.contains("\nXã Cầu Tre (90003)\n"), "{said}");
}

#[test]
fn an_export_says_which_of_its_areas_ended() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let file = mini.path().join("figures.csv");
    let exported = |areas: &[&str]| {
        let areas = areas.iter().flat_map(|area| ["--area", area]);
        let arguments: Vec<&str> =
            ["export", file.to_str().expect("a path"), "--lang", "en"].into_iter().chain(areas).collect();
        mini.tinhso(&arguments).expect(0).stderr
    };
    let said = exported(&["90002"]);
    assert!(
        said.contains("Xã Bến Gỗ (90002) ended on 2025-07-01 and became Xã Đồi Chè (90001), of which no figures"),
        "{said}"
    );
    assert_eq!(exported(&["90002", "90001"]), "");
    assert_eq!(exported(&[]), "");
}

#[test]
fn other_periods_and_levels_are_named() {
    let mini = Mini::with_two_quarters();
    mini.run(0);
    let said = |arguments: &[&str]| mini.tinhso(&[arguments, &["--lang", "en"]].concat()).expect(2).stderr;
    for period in ["2025-06", "2031"] {
        let none = said(&["explain", "dossiers", period]);
        assert!(none.contains(&format!("no period `{period}`; there are 2025-Q2 … 2025-Q3")), "{none}");
    }
    let level = said(&["explain", "busy_communes_share", "--area", "90001"]);
    assert!(
        level.contains("no figure of Xã Đồi Chè (90001), a commune; it has those of district, province"),
        "{level}"
    );
    assert!(said(&["explain", "dossiers", "--area", "99999"]).contains("no area `99999`"));
    assert!(said(&["explain", "dossiers", "2025-Q5"]).contains("`2025-Q5` is no period; write 2025, 2025-S1"));
    mini.tinhso(&["explain", "dossiers", "2025-q3"]).expect(0);
    assert!(
        said(&["explain", "dossiers", "2025-Q3", "--method", "x"]).contains("no method (--method) `x`; there is none")
    );
    assert!(said(&["explain", "value_added"]).contains("this run has no figures of value_added"));
    // Without marks an area is asked back, and not taken.
    for written in ["Xa Doi Che", "doi che"] {
        let plain = said(&["explain", "dossiers", "--area", written]);
        assert!(plain.contains("did you mean `Xã Đồi Chè`?"), "{plain}");
    }
}

#[test]
fn each_method_has_its_own_title_over_its_figures() {
    let mini = Mini::with_two_quarters();
    let next = "[[indicator]]\nname        = \"dossiers_so_far\"";
    let methods = |first: &str, second: &str| {
        let one = |method: &str, title: &str, value: &str| {
            format!(
                "[[indicator]]\nname = \"load\"\nmethod = \"{method}\"\ntitle = {{ vi = \"{title}\", en = \"{title}\" }}\n\
                 numerator = {{ source = \"services\", value = \"sum({value})\" }}\nunit = \"DOSSIER\"\n\
                 areas = [\"province\"]\nperiods = [\"quarter\"]\n\n"
            )
        };
        format!("{}{}{next}", one("all", first, "received"), one("web", second, "online"))
    };
    mini.edit("pipelines/services.toml", next, &methods("Load of all", "Load of the web"));
    mini.run(0);
    let said = mini.tinhso(&["show", "load", "--lang", "en"]).expect(0).stdout;
    let heads: Vec<&str> = said.lines().filter(|line| line.contains("load") || line.contains("Load")).collect();
    assert!(heads[0].starts_with("load · "), "{said}");
    assert_eq!(heads[1..3], ["Load of all · all", "Load of the web · web"], "{said}");
}

#[test]
fn of_two_units_of_one_name_the_newest_figure_is_followed() {
    let mini = Mini::new();
    mini.edit(
        "registry/units.csv",
        "90005,Xã Giếng Mới,commune,xa,90,2025-07-01,",
        "90005,Xã Bến Gỗ,commune,xa,90,2025-07-01,",
    );
    let new = [("90001", "Xã Đồi Chè"), ("90003", "Xã Hồ Sen"), ("90005", "Xã Bến Gỗ")];
    mini.send("services/q2.csv", "2025-07-01T09:00:00+07:00", sheet("2025-Q2", &OLD, &SECOND_QUARTER));
    mini.send("services/q3.csv", "2025-10-01T09:00:00+07:00", sheet("2025-Q3", &new, &THIRD_QUARTER));
    mini.run(0);
    let shown = mini.tinhso(&["show", "dossiers", "--area", "Xã Bến Gỗ", "--lang", "en"]).expect(0).stdout;
    assert!(shown.starts_with("Dossiers · Xã Bến Gỗ (90005)"), "{shown}");
    for unit in ["\nXã Bến Gỗ (90002)\n", "\nXã Bến Gỗ (90005)\n"] {
        assert!(shown.contains(unit), "whose a block is: {shown}");
    }
    let (_, command) = shown.rsplit_once("tinhso ").unwrap_or_else(|| panic!("{shown}"));
    let command: Vec<&str> = command.lines().next().unwrap_or_default().split_whitespace().collect();
    assert_eq!(command.get(4), Some(&"90005"), "{shown}");
    mini.tinhso(&command).expect(0);
}
