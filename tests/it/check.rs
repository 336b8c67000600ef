//! `tinhso check`: each fault of the declarations with its file, its line and what to write instead.

use std::fmt::Write as _;

use crate::mini::Mini;

const PIPELINE: &str = "pipelines/services.toml";
const EXPORT: &str = "schemas/value-added.json";
const FORM: &str = "schemas/services.json";
const UNITS: &str = "registry/units.csv";
const CROSSWALK: &str = "registry/crosswalk.csv";

/// What is edited where: file, text that is there, text instead.
type Edit = (&'static str, &'static str, &'static str);

/// The faults that `check` finds after each edit, in English and in Vietnamese, as a page. One of them names the file, and
/// each is said in both languages.
#[track_caller]
fn page(edits: &[(&str, Edit)]) -> String {
    let mut page = String::new();
    for (what, (file, from, to)) in edits {
        let mini = Mini::new();
        mini.edit(file, from, to);
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code, 2, "{what}: {} {}", answer.stdout, answer.stderr);
        assert_eq!(answer.stdout, "");
        let json = mini.tinhso(&["check", "--format", "json"]).expect(2).json();
        let faults = json["faults"].as_array().expect("faults");
        // What rests on the broken line may be reported too.
        assert!(faults.iter().any(|fault| fault["file"] == *file), "{what}: {faults:?}");
        assert!(faults.iter().all(|fault| fault["message"]["vi"] != fault["message"]["en"]), "{what}: {faults:?}");
        let vietnamese = mini.tinhso(&["check", "--lang", "vi"]).expect(2).stderr;
        let _ = writeln!(page, "# {what}\n{}{vietnamese}", answer.stderr);
    }
    page
}

#[test]
fn vintages_and_parts_of_two_sources_are_refused() {
    const ECONOMY: &str = "pipelines/economy.toml";
    let of = |vintage: &'static str| (ECONOMY, "vintage = \"E\"", vintage);
    let page = page(&[
        ("another letter", of("vintage = \"F\"")),
        ("the word", of("vintage = \"Sơ bộ\"")),
        ("nothing", of("vintage = \"\"")),
        (
            "a denominator of both",
            (PIPELINE, "{ registry = \"commune\", value", "{ source = \"services\", registry = \"commune\", value"),
        ),
    ]);
    assert_eq!(page.matches("is no vintage: E (estimated), P (provisional) or A (final)").count(), 3, "{page}");
    assert!(page.contains("vintage = \"P\""), "{page}");
    assert!(page.contains("a part names a source or the registry, not both"), "{page}");
}

#[test]
fn places_in_one_another_and_in_the_declarations_are_refused() {
    const SETTINGS: &str = "tinhso.toml";
    let warehouse = |to: &'static str| (SETTINGS, "warehouse   = \"warehouse\"", to);
    let page = page(&[
        ("in the landing zone", warehouse("warehouse = \"landing/kho\"")),
        ("among the forms", warehouse("warehouse = \"schemas\"")),
        ("below the registry", warehouse("warehouse = \"registry/../registry/kho\"")),
        ("among the pipelines", (SETTINGS, "landing     = \"landing\"", "landing = \"pipelines/\"")),
    ]);
    assert_eq!(page.matches("tinhso.toml:5: the warehouse ").count(), 2, "{page}");
    assert!(page.contains("tinhso.toml:5: the landing zone "), "{page}");
    assert!(page.contains("tinhso.toml:4: the landing zone "), "{page}");
    for place in ["schemas", "pipelines/kho"] {
        let mini = Mini::new();
        let there = |mini: &Mini| std::fs::read_dir(mini.path().join("schemas")).expect("a folder").count();
        let before = there(&mini);
        let place = mini.path().join(place).display().to_string();
        for command in ["check", "run"] {
            let answer = mini.tinhso(&[command, "--warehouse", &place, "--lang", "en"]).expect(2);
            assert!(answer.stderr.contains("from which the declarations are read"), "{}", answer.stderr);
        }
        assert_eq!(there(&mini), before);
    }
    let (mini, elsewhere) = (Mini::new(), Mini::new());
    for place in [".", "schemas/.."] {
        let (landing, warehouse) = (mini.path().join(place), elsewhere.path().join("kho"));
        let places = ["--landing", &landing.display().to_string(), "--warehouse", &warehouse.display().to_string()];
        for command in ["check", "run"] {
            let answer = mini.tinhso(&[&[command], &places[..], &["--lang", "en"]].concat()).expect(2);
            assert!(answer.stderr.contains("would be read as what people send"), "{}", answer.stderr);
        }
        assert!(!warehouse.exists());
    }
}

#[test]
fn settings_that_a_run_refuses_are_faults() {
    const SETTINGS: &str = "tinhso.toml";
    let landing = |to: &'static str| (SETTINGS, "landing     = \"landing\"", to);
    let warehouse = |to: &'static str| (SETTINGS, "warehouse   = \"warehouse\"", to);
    let day = |to: &'static str| (SETTINGS, "as_of       = \"2026-03-31\"", to);
    let wrong: [(&str, Edit, &str); 16] = [
        (
            "a store of files",
            landing("landing = \"ftp://example.vn/x\""),
            "tinhso.toml:4: there is no store behind ftp://",
        ),
        ("no bucket", landing("landing = \"s3://\""), "tinhso.toml:4: this s3:// URL names no bucket"),
        ("a file of data", landing("landing = \"registry/units.csv\""), "units.csv is a file, where a folder belongs"),
        ("a file", warehouse("warehouse = \"tinhso.toml\""), "tinhso.toml:5: "),
        ("below a file", warehouse("warehouse = \"tinhso.toml/kho\""), "tinhso.toml is a file, where a folder belongs"),
        ("a home folder", warehouse("warehouse = \"~/kho\""), "tinhso.toml:5: `~/kho`: a shell alone knows"),
        ("a zero byte", warehouse("warehouse = \"kho\\u0000\""), "tinhso.toml:5: a place holds a zero byte"),
        ("before all years", day("as_of = \"-9999-01-01\""), "the as-of day -9999-01-01 lies before 1900"),
        ("the year 0", day("as_of = \"0000-01-01\""), "the as-of day 0000-01-01 lies before 1900"),
        ("far ahead", day("as_of = \"2999-01-01\""), "the as-of day 2999-01-01 lies more than ten years after today"),
        ("no bytes", day("limits = { max_bytes = 0 }"), "tinhso.toml:7: by the limit max_bytes = 0 every file"),
        ("no cells", day("limits = { max_cells = 0 }"), "tinhso.toml:7: by the limit max_cells = 0 every file"),
        (
            "too many bytes",
            day("limits = { max_bytes = 99999999999999999999 }"),
            "the number 99999999999999999999 is too large",
        ),
        ("fewer than none", day("limits = { max_bytes = -1 }"), "-1 is less than 0"),
        (
            "a zero byte in a word",
            day("on_finish = { command = [\"x\", \"a\\u0000\"] }"),
            "on_finish holds a zero byte",
        ),
        ("capitals", (SETTINGS, "language    = \"vi\"", "language = \"VI\""), "did you mean `vi`?"),
    ];
    for (what, edit, expected) in wrong {
        let page = page(&[(what, edit)]);
        assert!(page.contains(expected), "{page}");
        // A run says the same.
        let mini = Mini::new();
        mini.edit(edit.0, edit.1, edit.2);
        mini.tinhso(&["run", "--lang", "en"]).expect(2);
    }
    let mini = Mini::new();
    for command in ["check", "run"] {
        let said = mini.tinhso(&[command, "--warehouse=~/kho", "--lang", "en"]).expect(2).stderr;
        assert!(said.contains("a shell alone knows the home folder"), "{said}");
    }
    assert!(!mini.path().join("~").exists());
}

#[test]
fn patterns_by_which_no_text_is_a_value_are_a_warning() {
    for (kind, format, words) in [
        ("date", "%d/%m", Some("no text is a day by the pattern %d/%m")),
        ("date", "%H:%M", Some("it needs a year")),
        ("date", "%m/%Y", None),
        ("date", "%d/%m/%y", None),
        ("time", "%d", Some("it needs an hour")),
        ("time", "%I:%M", Some("it needs an hour (%H, or %I with %p)")),
        ("time", "%H", None),
        ("datetime", "%d/%m/%Y", Some("no text is a day with its time")),
        ("datetime", "fmt:%d/%m/%Y %H:%M", None),
    ] {
        let mini = Mini::new();
        let last = "\"title\": \"Điểm chuyển đổi số\", \"measure\": \"rate\" }";
        let more = format!(r#"{last}, {{ "name": "opened", "type": "{kind}", "format": "{format}", "title": "Mở" }}"#);
        mini.edit(FORM, last, &more);
        let page = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
        assert_eq!(page.contains("no text is"), words.is_some(), "{kind} {format}: {page}");
        assert!(words.is_none_or(|words| page.contains(words)), "{kind} {format}: {page}");
    }
}

#[test]
fn names_that_differ_in_capitals_alone_are_a_warning() {
    let last = "\"title\": \"Điểm chuyển đổi số\", \"measure\": \"rate\" }";
    for (name, other) in
        [("Score", Some("score")), ("Score_Status", Some("score_status")), ("Sheet", Some("sheet")), ("scored", None)]
    {
        let mini = Mini::new();
        let more = format!(r#"{last}, {{ "name": "{name}", "type": "string", "title": "Khác" }}"#);
        mini.edit(FORM, last, &more);
        let page = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
        assert_eq!(page.contains("differ in capitals alone"), other.is_some(), "{name}: {page}");
        assert!(
            other.is_none_or(|other| page.contains(&format!("`{name}` and `{other}` are names"))),
            "{name}: {page}"
        );
    }
}

#[test]
fn statuses_of_values_for_none_are_refused() {
    let page = page(&[("a status of a value", (FORM, "\"status\": \"L\"", "\"status\": \"P\""))]);
    assert!(page.contains("P is the status of one"), "{page}");
}

#[test]
fn declarations_that_hold() {
    let mini = Mini::new();
    insta::assert_snapshot!(mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout, @"The declarations hold: 2 forms, 2 pipelines, 7 indicators, 11 units");
}

#[test]
fn checks_that_say_nothing_or_contradict_each_other_are_warned_of() {
    let mini = Mini::new();
    let check = |name: &str, assert: &str| {
        format!(
            "[[check]]\nname = \"{name}\"\nsource = \"services\"\nassert = \"{assert}\"\nseverity = \"error\"\nmessage = {{ vi = \"Sai\", en = \"wrong\" }}\n\n"
        )
    };
    let more = [
        check("no_debt", "received + online >= 0"),
        check("again", "received >= online"),
        check("more_online", "online > received + 1"),
        check("sound", "received <= 100000"),
    ];
    mini.edit(PIPELINE, "[[indicator]]", &(more.concat() + "[[indicator]]"));
    let answer = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
    let reported: Vec<&str> = answer.lines().filter(|line| line.contains("pipelines/services.toml")).collect();
    let expected = [
        "no row that keeps to the constraints of its fields breaks the check no_debt",
        "the check again says nothing that online_within_received does not say",
        "no row can keep the check more_online and, at once, online_within_received",
    ];
    assert_eq!(reported.len(), expected.len(), "{answer}");
    for (line, expected) in reported.iter().zip(expected) {
        assert!(line.ends_with(expected), "{line}");
    }
}

#[test]
fn checks_that_no_row_of_the_newest_run_could_fail_are_warned_of() {
    let mini = Mini::with_two_quarters();
    let check = |name: &str, assert: &str, missing: &str| {
        format!(
            "[[check]]\nname = \"{name}\"\nsource = \"services\"\nassert = \"{assert}\"\nmissing = \"{missing}\"\nseverity = \"error\"\nmessage = {{ vi = \"Sai\", en = \"wrong\" }}\n\n"
        )
    };
    mini.edit(
        "schemas/services.json",
        r#"{ "name": "online","#,
        r#"{ "name": "returned", "type": "integer", "title": "Trả lại", "measure": "flow", "unit": "DOSSIER" }, { "name": "online","#,
    );
    let more = [
        check("returned_within_received", "returned <= received", "passes"),
        check("returned_is_there", "returned >= 0", "fails"),
        check("either", "returned <= 5 OR received >= 0", "passes"),
        check("both", "returned <= 5 AND received < 100000", "passes"),
    ];
    mini.edit(PIPELINE, "[[indicator]]", &(more.concat() + "[[indicator]]"));
    let reported = || {
        let answer = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
        let of_run = answer.lines().filter(|line| line.contains("newest run"));
        of_run.map(|line| line.split_once("services.toml:").expect("a place").1.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(reported(), [""; 0], "before the first run");
    mini.run(1);
    // The check that fails where a value is missing has failed in every row, and keeps them all out.
    assert_eq!(
        reported(),
        [
            "10: the newest run has no accepted row of the form services, and its checks have said nothing: online_within_received, returned_within_received, either, both"
        ]
    );
    mini.edit(PIPELINE, "missing = \"fails\"", "missing = \"passes\"");
    // A column that is missing is an error of its own.
    mini.run(1);
    let none_could = "no accepted row of the newest run could fail the check";
    let all = reported();
    let of = |name: &str| all.iter().find(|line| line.contains(&format!("check {name}:"))).cloned();
    assert!(of("either").is_some() && of("both").is_none() && of("online_within_received").is_none(), "{all:?}");
    let expected = format!("{none_could} returned_within_received: in all of them returned is missing");
    assert!(of("returned_within_received").is_some_and(|line| line.ends_with(&expected)), "{all:?}");
    // Nobody reads a run that is not there.
    let elsewhere = mini.path().join("elsewhere");
    let answer = mini.tinhso(&["check", "--lang", "en", "--warehouse", &elsewhere.to_string_lossy()]).expect(0).stdout;
    assert!(!answer.contains("newest run") && !elsewhere.exists(), "{answer}");
}

#[test]
fn keys_and_words() {
    let faults = page(&[
        ("an unknown key of the settings", ("tinhso.toml", "language ", "langauge ")),
        ("an unknown language", ("tinhso.toml", "\"vi\"", "\"vn\"")),
        ("a key that is missing", ("tinhso.toml", "province    = \"90\"\n", "")),
        ("a province that is no unit", ("tinhso.toml", "\"90\"", "\"91\"")),
        ("a geography that is no day", ("tinhso.toml", "\"2025-07-01\"]", "\"new\"]")),
        ("a geography before every unit", ("tinhso.toml", "\"2025-07-01\"]", "\"2019-07-01\"]")),
        ("a geography that is there twice", ("tinhso.toml", "\"2025-07-01\"]", "\"as-reported\"]")),
        ("a day in the order of Vietnam", ("tinhso.toml", "\"2026-03-31\"", "\"31/03/2026\"")),
        ("a day without quotes", ("tinhso.toml", "\"2026-03-31\"", "2026-03-31")),
        ("a settling time in days", ("tinhso.toml", "\"PT0S\"", "\"P1D\"")),
        ("debris that is everything", ("tinhso.toml", "settle ", "debris = [\"*\"]\nsettle ")),
        ("debris that is a path", ("tinhso.toml", "settle ", "debris = [\"xã/*.tmp\"]\nsettle ")),
        ("debris that is no pattern", ("tinhso.toml", "settle ", "debris = [\"[\"]\nsettle ")),
        ("debris that is no list", ("tinhso.toml", "settle ", "debris = \"*.tmp\"\nsettle ")),
        ("an unknown key of a pipeline", (PIPELINE, "minimum_coverage", "minimum_covrage")),
        ("broken TOML", (PIPELINE, "[[indicator]]", "[[indicator]")),
        ("an unknown key of a form", (FORM, "\"primaryKey\"", "\"primarykey\"")),
        ("an unknown measure", (FORM, "\"measure\": \"flow\"", "\"measure\": \"flows\"")),
        ("a number for a text", (FORM, "\"frequency\": \"quarter\"", "\"frequency\": 4")),
        ("a number for a list", (FORM, "[\"code\", \"period\"]", "4")),
        ("a multiplier beyond all", (FORM, "\"measure\": \"rate\"", "\"measure\": \"rate\", \"multiplier\": 300")),
        ("a sign of two characters", (FORM, "\"measure\": \"rate\"", "\"measure\": \"rate\", \"decimalChar\": \",.\"")),
        ("a merge rule that is none", (FORM, "\"measure\": \"rate\"", "\"measure\": \"rate\", \"merge\": \"median\"")),
        ("a period that is none", (PIPELINE, "period = \"2025\"", "period = \"năm 2025\"")),
        ("a number beyond all", (PIPELINE, "at_least = 50", "at_least = 1e15")),
        ("broken JSON", (FORM, "\"form\": {", "\"form\" {")),
    ]);
    insta::assert_snapshot!(faults);
}

#[test]
fn expressions() {
    let numerator = "value = \"sum(online)\"";
    let faults = page(&[
        ("an unknown field", (PIPELINE, numerator, "value = \"sum(onlin)\"")),
        ("an unknown field in a check", (PIPELINE, "online <= received", "online <= recieved")),
        ("an unknown field in a where", (PIPELINE, "received >= 100", "recieved >= 100")),
        ("a rate that is added", (PIPELINE, numerator, "value = \"sum(score)\"")),
        ("mixed units", (PIPELINE, numerator, "value = \"sum(online + people)\"")),
        ("mixed units in a check", (PIPELINE, "online <= received", "online <= people")),
        ("a division", (PIPELINE, numerator, "value = \"sum(online) / sum(received)\"")),
        ("an average", (PIPELINE, numerator, "value = \"avg(online)\"")),
        ("a function", (PIPELINE, numerator, "value = \"sum(abs(online))\"")),
        ("a subquery", (PIPELINE, "received >= 100", "received >= (select 1)")),
        ("a text beside a number", (PIPELINE, "online <= received", "online <= 'nhiều'")),
        ("an aggregate in a check", (PIPELINE, "online <= received", "online <= max(received)")),
        ("a sum of nothing", (PIPELINE, numerator, "value = \"online\"")),
        ("no SQL at all", (PIPELINE, numerator, "value = \"sum(\"")),
    ]);
    insta::assert_snapshot!(faults);
}

#[test]
fn indicators_and_targets() {
    let faults = page(&[
        ("an unknown form of a source", (PIPELINE, "form = \"services\"", "form = \"service\"")),
        ("an unknown form of a check", (PIPELINE, "source   = \"services\"", "source   = \"servces\"")),
        (
            "an unknown form of a numerator",
            (
                PIPELINE,
                "{ source = \"services\", value = \"sum(online)\" }",
                "{ source = \"servies\", value = \"sum(online)\" }",
            ),
        ),
        ("a target without a direction", (PIPELINE, "at_least = 50, ", "")),
        ("a target with two", (PIPELINE, "at_least = 50, ", "at_least = 50, at_most = 60, ")),
        ("a target for an area that is none", (PIPELINE, "at_least = 50, ", "at_least = 50, area = \"99\", ")),
        ("a target for a level without figures", (PIPELINE, "at_least = 50, ", "at_least = 50, areas = [\"ward\"], ")),
        (
            "a target for one area and for all",
            (PIPELINE, "at_least = 50, ", "at_least = 50, area = \"90\", areas = [\"commune\"], "),
        ),
        ("a ratio without minimum_coverage", (PIPELINE, "minimum_coverage = 0.6\n", "")),
        ("a minimum_coverage that is no share", (PIPELINE, "minimum_coverage = 0.6\n", "minimum_coverage = 60\n")),
        ("a total with minimum_coverage", (PIPELINE, "partial     = \"publish\"", "minimum_coverage = 0.6")),
        ("an unknown level", (PIPELINE, "areas       = [\"commune\",", "areas       = [\"comune\",")),
        ("an unknown level of the registry", (PIPELINE, "registry = \"commune\"", "registry = \"communes\"")),
        (
            "a period finer than the form",
            (PIPELINE, "periods     = [\"quarter\", \"year\"]", "periods     = [\"month\", \"year\"]"),
        ),
        ("a total in another unit", (PIPELINE, "unit        = \"DOSSIER\"", "unit        = \"PERSON\"")),
        ("two indicators of one name", (PIPELINE, "name        = \"people\"", "name        = \"dossiers\"")),
    ]);
    insta::assert_snapshot!(faults);
}

#[test]
fn forms() {
    let faults = page(&[
        ("a primaryKey that names no field", (FORM, "[\"code\", \"period\"]", "[\"cod\", \"period\"]")),
        ("two fields of one name", (FORM, "\"name\": \"online\"", "\"name\": \"received\"")),
        ("a number without a measure", (FORM, ", \"measure\": \"rate\"", "")),
        ("a measure of text", (FORM, "\"type\": \"number\"", "\"type\": \"string\"")),
        ("an unknown level", (FORM, "\"reports\": \"commune\"", "\"reports\": \"ward\"")),
        (
            "a due date without a sender",
            ("schemas/value-added.json", "\"reports\": \"province\"", "\"reports\": \"province\", \"due\": \"P10D\""),
        ),
        (
            "a due date that is no duration",
            (FORM, "\"reports\": \"commune\"", "\"reports\": \"commune\", \"due\": \"10 ngày\""),
        ),
        (
            "a first period of another frequency",
            (FORM, "\"reports\": \"commune\"", "\"reports\": \"commune\", \"first_period\": \"2024\""),
        ),
        ("two forms of one name", ("schemas/value-added.json", "\"name\": \"value-added\"", "\"name\": \"services\"")),
    ]);
    insta::assert_snapshot!(faults);
}

#[test]
fn types_formats_constraints_and_keys() {
    const SCORE: &str = "\"type\": \"number\", \"title\": \"Điểm chuyển đổi số\", \"measure\": \"rate\"";
    const KEY: &str = "\"primaryKey\": [\"code\", \"period\"]";
    let faults = page(&[
        ("an unknown format", (FORM, SCORE, r#""type": "string", "format": "emial""#)),
        ("a directive that is not known", (FORM, SCORE, r#""type": "date", "format": "%d/%m/%Q""#)),
        ("a pattern without directives", (FORM, SCORE, r#""type": "date", "format": "dd/mm/yyyy""#)),
        ("a property of another type", (FORM, SCORE, r#""type": "string", "trueValues": ["x"]"#)),
        ("a constraint of another type", (FORM, SCORE, r#""type": "string", "constraints": { "minimum": 1 }"#)),
        ("a bound that is no day", (FORM, SCORE, r#""type": "date", "constraints": { "minimum": "31/02/2025" }"#)),
        (
            "no number",
            (
                FORM,
                SCORE,
                r#""type": "number", "measure": "rate", "constraints": { "minimum": 10, "exclusiveMaximum": 10 }"#,
            ),
        ),
        ("no length", (FORM, SCORE, r#""type": "string", "constraints": { "minLength": 5, "maxLength": 3 }"#)),
        (
            "no listed value",
            (FORM, SCORE, r#""type": "string", "constraints": { "enum": ["x", "y"], "pattern": "z+" }"#),
        ),
        ("one text for yes and no", (FORM, SCORE, r#""type": "boolean", "trueValues": ["x"], "falseValues": ["x"]"#)),
        ("items of a type that they cannot have", (FORM, SCORE, r#""type": "list", "itemType": "object""#)),
        ("an empty delimiter", (FORM, SCORE, r#""type": "list", "delimiter": """#)),
        ("a category twice", (FORM, SCORE, r#""type": "string", "categories": ["a", { "value": "a", "label": "b" }]"#)),
        ("a value that is not of its type", (FORM, SCORE, r#""type": "time", "constraints": { "enum": ["7 giờ"] }"#)),
        ("an example that is none", (FORM, SCORE, r#""type": "year", "example": "năm nay""#)),
        (
            "a keyword of JSON Schema",
            (FORM, SCORE, r#""type": "object", "constraints": { "jsonSchema": { "format": "date" } }"#),
        ),
        ("a flow of truths", (FORM, SCORE, r#""type": "boolean", "measure": "flow""#)),
        ("a sum of years", (FORM, SCORE, r#""type": "year", "measure": "stock", "merge": "sum""#)),
        ("two causes", (FORM, "{ \"value\": \"x\",", "{ \"value\": \"x\", \"status\": \"L\" }, { \"value\": \"x\",")),
        ("a unique key of no field", (FORM, KEY, r#""uniqueKeys": [["people", "peple"]]"#)),
        (
            "a foreign key to no form",
            (
                FORM,
                KEY,
                r#""foreignKeys": [{ "fields": "code", "reference": { "resource": "servces", "fields": "code" } }]"#,
            ),
        ),
        (
            "a foreign key to no field",
            (
                FORM,
                KEY,
                r#""foreignKeys": [{ "fields": "code", "reference": { "resource": "registry", "fields": "cod" } }]"#,
            ),
        ),
        (
            "a foreign key of two fields to one",
            (FORM, KEY, r#""foreignKeys": [{ "fields": ["code", "period"], "reference": { "fields": "code" } }]"#),
        ),
        ("an unknown mode", (FORM, KEY, r#""fieldsMatch": "exactly""#)),
    ]);
    insta::assert_snapshot!(faults);
}

#[test]
fn the_registry() {
    let faults = page(&[
        (
            "a day that is none",
            (
                UNITS,
                "902,Huyện Rừng Thông,district,huyen,90,2020-01-01",
                "902,Huyện Rừng Thông,district,huyen,90,01/01/2020",
            ),
        ),
        ("a unit that ends before it begins", (UNITS, "902,2020-01-01,2025-07-01", "902,2020-01-01,2019-07-01")),
        ("a parent that is no unit", (UNITS, "xa,902,2020-01-01", "xa,903,2020-01-01")),
        ("a code that two units have at once", (UNITS, "90002,Xã Bến Gỗ", "90001,Xã Bến Gỗ")),
        (
            "a unit that lies in itself",
            (UNITS, "90,Tỉnh Thử Nghiệm,province,tinh,,", "90,Tỉnh Thử Nghiệm,province,tinh,90,"),
        ),
        (
            "a line with a cell too few",
            (
                UNITS,
                "902,Huyện Rừng Thông,district,huyen,90,2020-01-01,2025-07-01",
                "902,Huyện Rừng Thông,district,huyen,90,2020-01-01",
            ),
        ),
        (
            "a type of unit that is none",
            (UNITS, "902,Huyện Rừng Thông,district,huyen,", "902,Huyện Rừng Thông,district,Huyện,"),
        ),
        ("a unit without a type", (UNITS, "902,Huyện Rừng Thông,district,huyen,", "902,Huyện Rừng Thông,district,,")),
        ("a column that is missing", (CROSSWALK, "legal_basis", "basis")),
        ("a passage from a unit that is none", (CROSSWALK, "90002,2020-01-01", "90009,2020-01-01")),
        (
            "a share that is none",
            (CROSSWALK, "90002,2020-01-01,90001,2025-07-01,1", "90002,2020-01-01,90001,2025-07-01,1.5"),
        ),
        (
            "shares that are not the whole",
            (CROSSWALK, "90002,2020-01-01,90001,2025-07-01,1", "90002,2020-01-01,90001,2025-07-01,0.5"),
        ),
    ]);
    insta::assert_snapshot!(faults);
}

#[test]
fn every_fault_is_reported_at_once_in_the_language_asked_for() {
    let mini = Mini::new();
    mini.edit(PIPELINE, "sum(online)", "sum(onlin)");
    mini.edit(PIPELINE, "at_least = 50, ", "");
    mini.edit(FORM, "[\"code\", \"period\"]", "[\"code\", \"perod\"]");
    let answer = mini.tinhso(&["check"]).expect(2);
    assert!(answer.stderr.ends_with("lỗi: khai báo có 3 lỗi; chưa công bố gì\n"), "{}", answer.stderr);
    assert!(!mini.warehouse().exists(), "check writes nothing");
}

#[test]
fn a_faulty_project_is_reported_in_its_own_language_by_every_command() {
    let mini = Mini::new();
    mini.edit("tinhso.toml", "\"vi\"", "\"en\"");
    mini.edit(PIPELINE, "sum(online)", "sum(onlin)");
    for command in ["check", "run", "status"] {
        let english = mini.tinhso(&[command]).expect(2).stderr;
        assert!(
            english.contains("form `services` has no field `onlin` (did you mean `online`?)\nerror: "),
            "{english}"
        );
        let vietnamese = mini.tinhso(&[command, "--lang", "vi"]).expect(2).stderr;
        assert!(vietnamese.contains("không có trường `onlin` (có phải là `online`?)\nlỗi: "), "{vietnamese}");
    }
}

#[test]
fn ten_mistakes_read_well_in_both_languages() {
    let mini = Mini::new();
    mini.edit("tinhso.toml", "language ", "langauge ");
    mini.edit("tinhso.toml", "\"2025-07-01\"]", "\"2024-07-01\"]");
    mini.edit(
        UNITS,
        "902,Huyện Rừng Thông,district,huyen,90,2020-01-01",
        "902,Huyện Rừng Thông,district,huyen,90,01/01/2020",
    );
    mini.edit(CROSSWALK, "90002,2020-01-01,90001,2025-07-01,1", "90002,2020-01-01,90001,2025-07-01,0.5");
    mini.edit(FORM, "\"reports\": \"commune\"", "\"reports\": \"ward\"");
    mini.edit(FORM, ", \"measure\": \"rate\"", "");
    mini.edit(FORM, "[\"code\", \"period\"]", "[\"cod\", \"period\"]");
    mini.edit(PIPELINE, "from = \"services/**\"", "from = \"services/[\"");
    mini.edit(PIPELINE, "online <= received", "online <= people");
    mini.edit(PIPELINE, "at_least = 50, ", "");
    mini.edit(PIPELINE, "unit        = \"DOSSIER\"", "unit        = \"PERSON\"");
    mini.edit(PIPELINE, "[\"commune\",", "[\"comune\",");
    insta::assert_snapshot!("ten_mistakes_en", mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr);
    insta::assert_snapshot!("ten_mistakes_vi", mini.tinhso(&["check"]).expect(2).stderr);
}

#[test]
fn a_form_that_says_area_twice_is_given_the_two_lines_to_write() {
    let mini = Mini::new();
    mini.edit(FORM, "\"role\": \"area-code\"", "\"role\": \"area\"");
    mini.edit(FORM, "\"role\": \"area-name\"", "\"role\": \"area\"");
    // One is plainly the code: the project runs as before, and is told what to write.
    let warnings = mini.tinhso(&["check", "--format", "json"]).expect(0).json()["warnings"].clone();
    let lines: Vec<String> = warnings
        .as_array()
        .expect("warnings")
        .iter()
        .map(|fault| format!("{} {} {}", fault["file"], fault["line"], fault["suggestion"]))
        .collect();
    let wanted = |line: usize, field: &str, role: &str| {
        lines.iter().any(|found| {
            found.starts_with(&format!("\"{FORM}\" {line} ")) && found.contains(field) && found.contains(role)
        })
    };
    assert!(wanted(17, "code", "area-code") && wanted(18, "commune", "area-name"), "{lines:#?}");
    assert_eq!(lines.len(), 2, "{lines:#?}");
    // Where nothing says which is the code, nobody guesses.
    mini.edit(FORM, "\"title\": \"Mã xã\"", "\"title\": \"Đơn vị\"");
    mini.edit(FORM, "\"name\": \"code\"", "\"name\": \"place\"");
    let answer = mini.tinhso(&["check", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains(&format!("{FORM}:17: two fields have the role `area`")), "{}", answer.stderr);
}

#[test]
fn a_type_that_is_not_that_of_the_own_name_of_the_unit_is_a_warning() {
    let mini = Mini::new();
    mini.edit("registry/units.csv", "90001,Xã Đồi Chè,commune,xa,90,", "90001,Xã Đồi Chè,commune,phuong,90,");
    let answer = mini.tinhso(&["check", "--format", "json"]).expect(0).json();
    let [warning] = answer["warnings"].as_array().expect("warnings").as_slice() else { panic!("{answer}") };
    assert_eq!((&warning["file"], &warning["line"]), (&"registry/units.csv".into(), &10.into()), "{answer}");
    assert!(warning["suggestion"].to_string().contains("xa"), "{answer}");
}

#[test]
fn one_column_of_units_beside_a_code_is_a_fault() {
    let mini = Mini::new();
    mini.edit(FORM, "\"role\": \"area-name\"", "\"role\": \"area\"");
    let answer = mini.tinhso(&["check", "--lang", "en"]).expect(2);
    assert!(answer.stderr.contains(&format!("{FORM}:18: ")), "{}", answer.stderr);
}

#[test]
fn every_fault_of_every_file_is_found_at_once() {
    let mini = Mini::new();
    mini.edit("tinhso.toml", "language ", "langauge ");
    mini.edit(FORM, "\"measure\": \"flow\"", "\"measure\": \"flows\"");
    mini.edit(FORM, "\"title\": \"Tên xã\"", "\"titel\": \"Tên xã\"");
    mini.edit(FORM, "\"frequency\": \"quarter\"", "\"frequency\": 4");
    mini.edit(PIPELINE, "minimum_coverage", "minimum_covrage");
    mini.edit(PIPELINE, "severity = \"error\"", "severity = \"eror\"");
    let faults = mini.tinhso(&["check", "--format", "json"]).expect(2).json()["faults"].clone();
    let faults: Vec<String> = faults
        .as_array()
        .expect("faults")
        .iter()
        .map(|fault| format!("{} {}", fault["file"], fault["message"]))
        .collect();
    for (file, word) in [
        ("tinhso.toml", "langauge"),
        (FORM, "flows"),
        (FORM, "titel"),
        (FORM, "integer where string"),
        (PIPELINE, "minimum_covrage"),
        (PIPELINE, "eror"),
    ] {
        assert!(faults.iter().any(|fault| fault.contains(file) && fault.contains(word)), "{file} {word}: {faults:#?}");
    }
}

#[test]
fn an_unknown_key_does_not_hide_what_else_is_wrong() {
    let mini = Mini::new();
    mini.edit(FORM, "\"title\": \"Tên xã\"", "\"titel\": \"Tên xã\"");
    mini.edit(FORM, "[\"code\", \"period\"]", "[\"cod\", \"period\"]");
    mini.edit(PIPELINE, "sum(online)", "sum(onlin)");
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    for words in ["unknown property `titel` (did you mean `title`?)", "primaryKey names `cod`", "no field `onlin`"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn what_cannot_be_used_does_not_hide_what_else_is_wrong() {
    let mini = Mini::new();
    mini.edit(FORM, "\"frequency\"", "\"frequenzy\"");
    mini.edit(FORM, "\"measure\": \"flow\"", "\"measure\": \"flux\"");
    mini.edit(FORM, "[\"code\", \"period\"]", "[\"cod\", \"period\"]");
    mini.edit(PIPELINE, "title       = { vi = \"Hồ sơ\"", "titel       = { vi = \"Hồ sơ\"");
    mini.edit(PIPELINE, "unit        = \"PERSON\"", "unit        = 3");
    mini.edit(PIPELINE, "sum(online)", "sum(onlin)");
    mini.edit(PIPELINE, "received >= 100", "received >= (100");
    mini.write("schemas/broken.json", "{ \"name\": \"broken\" ");
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    for words in [
        "unknown property `frequenzy` (did you mean `frequency`?)",
        "missing property `frequency`",
        "primaryKey names `cod`",
        "`flux`",
        "unknown property `titel` (did you mean `title`?)",
        "no field `onlin`",
        "received >= (100",
        "schemas/broken.json:1",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("no form"), "{page}");
}

#[test]
fn properties_of_the_standards_are_accepted_and_foreign_ones_are_a_warning() {
    let mini = Mini::new();
    let standard = r#""profile": "tabular-data-resource", "path": "x.csv", "format": "csv", "mediatype": "text/csv",
  "encoding": "utf-8", "dialect": { "delimiter": ";" }, "sources": [{ "title": "Cục Thống kê" }], "licenses": [],
  "form": {"#;
    mini.edit(FORM, "\"form\": {", standard);
    mini.edit(FORM, "\"title\": \"Dân số\"", "\"title\": \"Dân số\", \"example\": \"12\", \"rdfType\": \"x\"");
    let answer = mini.tinhso(&["check", "--format", "json"]).expect(0).json();
    assert_eq!(answer["warnings"].as_array().map(Vec::len), Some(0), "{answer}");
    mini.edit(FORM, "\"example\"", "\"our_own_note\": 1, \"example\"");
    let answer = mini.tinhso(&["check", "--format", "json"]).expect(0).json();
    assert_eq!(answer["warnings"][0]["file"], FORM);
    assert_eq!(answer["warnings"].as_array().map(Vec::len), Some(1), "{answer}");
    mini.tinhso(&["run"]).expect(0);
}

#[test]
fn a_target_that_no_figure_answers_is_a_warning() {
    let target = "{ period = \"2025\", at_least = 50, source = \"Kế hoạch\"";
    for (more, words) in [
        (", area = \"90\" }", None),
        (", area = \"901\" }", Some("no unit has the code `901` on 2025-12-31")),
        (", geography = \"2024-01-01\" }", Some("the target is in the map 2024-01-01")),
        (", baseline = { period = \"2024-Q1\", value = 3 } }", None),
    ] {
        let mini = Mini::new();
        mini.edit(PIPELINE, &format!("{target} }}"), &format!("{target}{more}"));
        let page = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
        assert_eq!(page.contains("target"), words.is_some(), "{page}");
        assert!(words.is_none_or(|words| page.contains(words)), "{page}");
    }
    let mini = Mini::new();
    mini.edit(PIPELINE, "period = \"2025\", at_least", "period = \"2025-S1\", at_least");
    mini.edit(PIPELINE, "areas       = [\"commune\", \"district\", \"province\"]", "areas       = [\"commune\"]");
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
    for words in ["the target is for a half-year", "the target is of `90` (province)", "is published for commune:"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    mini.edit(
        PIPELINE,
        "source = \"Kế hoạch\"",
        "source = \"Kế hoạch\", baseline = { period = \"2025-Q2\", value = 3 }",
    );
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(2).stderr;
    assert!(page.contains("the baseline of a target must lie before its period"), "{page}");
}

#[test]
fn a_target_of_a_level_without_units_is_a_warning() {
    for (target, is_odd) in [
        (r#"{ period = "2025", at_least = 50, source = "Kế hoạch", areas = ["commune"] }"#, false),
        (r#"{ period = "2024", at_least = 50, source = "Kế hoạch", areas = ["district", "commune"] }"#, false),
        (r#"{ period = "2025", at_least = 50, source = "Kế hoạch", areas = ["commune", "district"] }"#, true),
        (
            r#"{ period = "2025-Q2", at_least = 50, source = "Kế hoạch", areas = ["district"], geography = "2025-07-01" }"#,
            true,
        ),
        (r#"{ period = "2019", at_least = 50, source = "Kế hoạch", areas = ["commune"] }"#, true),
        (r#"{ period = "2019", at_least = 50, source = "Kế hoạch", areas = ["commune"], every = "year" }"#, false),
        (r#"{ period = "2019", at_least = 50, source = "Kế hoạch", area = "90003", every = "year" }"#, false),
        (r#"{ period = "2025", at_least = 50, source = "Kế hoạch", area = "901", every = "year" }"#, true),
    ] {
        let mini = Mini::new();
        mini.edit(PIPELINE, r#"{ period = "2025", at_least = 50, source = "Kế hoạch" }"#, target);
        let page = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
        assert_eq!(page.contains("no figure is ever held against"), is_odd, "{target}: {page}");
    }
}

#[test]
fn a_form_that_is_joined_in_vain_is_a_warning() {
    let mini = Mini::new();
    mini.edit(PIPELINE, "severity = \"error\"", "severity = \"error\"\nwith     = \"services\"");
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
    assert!(page.contains("the check online_within_received joins the form services"), "{page}");
    mini.edit(PIPELINE, "online <= received\"", "online <= \\\"services\\\".received\"");
    let page = mini.tinhso(&["check", "--lang", "en"]).expect(0).stdout;
    assert!(!page.contains("joins"), "{page}");
}

#[test]
fn names_that_become_names_of_files() {
    let pipeline = "name  = \"services\"";
    let faults = page(&[
        ("a pipeline in a folder", (PIPELINE, pipeline, "name  = \"dịch/vụ\"")),
        ("a pipeline outside", (PIPELINE, pipeline, "name  = \"../services\"")),
        ("a hidden pipeline", (PIPELINE, pipeline, "name  = \".services\"")),
        ("a pipeline with a backslash", (PIPELINE, pipeline, "name  = 'dịch\\vụ'")),
        ("a pipeline with a control character", (PIPELINE, pipeline, "name  = \"a\\u001bb\"")),
        ("a pipeline without a name", (PIPELINE, pipeline, "name  = \"\"")),
        ("a form in a folder", (EXPORT, "\"name\": \"value-added\"", "\"name\": \"value/added\"")),
        ("a hidden form", (EXPORT, "\"name\": \"value-added\"", "\"name\": \".value-added\"")),
        ("a form with a line break", (EXPORT, "\"name\": \"value-added\"", "\"name\": \"value\\nadded\"")),
    ]);
    insta::assert_snapshot!(faults);
    let mini = Mini::new();
    mini.edit(PIPELINE, pipeline, &format!("name  = \"{}\"", "ộ".repeat(67)));
    mini.tinhso(&["check"]).expect(2);
}

#[test]
fn a_rate_is_never_merged_by_a_sum() {
    for (merge, is_refused) in [("sum", true), ("min", false), ("max", false), ("mean by people", false)] {
        let mini = Mini::new();
        mini.edit(FORM, "\"measure\": \"rate\"", &format!("\"measure\": \"rate\", \"merge\": \"{merge}\""));
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, is_refused, "{merge}: {}", answer.stderr);
        assert_eq!(answer.stderr.contains("`score` is a rate, which is never added"), is_refused, "{}", answer.stderr);
    }
}

#[test]
fn a_form_without_units_reports_the_province_alone() {
    for (reports, is_refused) in [
        ("\"province\"", false),
        ("[\"province\"]", false),
        ("\"commune\"", true),
        ("[\"province\", \"commune\"]", true),
        (r#"[{ "from": "2026-01-01", "level": "province" }]"#, true),
    ] {
        let mini = Mini::new();
        mini.edit(EXPORT, "\"reports\": \"province\"", &format!("\"reports\": {reports}"));
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, is_refused, "{reports}: {}", answer.stderr);
        let words = "each row speaks for the province: it reports province alone, at any time";
        assert_eq!(answer.stderr.contains(words), is_refused, "{}", answer.stderr);
    }
}

#[test]
fn what_is_never_used_is_no_warning() {
    for (code, severity, is_refused) in [
        ("unknown-area", "warning", true),
        ("foreign-area", "note", true),
        ("area-mismatch", "warning", true),
        ("unknown-period", "warning", true),
        ("primary-key", "warning", true),
        ("primary-key", "error", false),
        ("type-error", "warning", false),
        ("period-mismatch", "warning", false),
    ] {
        let mini = Mini::new();
        mini.edit(
            FORM,
            "\"schema\": {",
            &format!("\"severities\": {{ \"{code}\": \"{severity}\" }},\n  \"schema\": {{"),
        );
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, is_refused, "{code}: {}", answer.stderr);
        let words = format!("{FORM}:15: `{code}` cannot be a warning or a note");
        assert_eq!(answer.stderr.contains(&words), is_refused, "{}", answer.stderr);
    }
}

#[test]
fn thresholds_take_decimals() {
    for (key, written, is_refused) in [
        ("within", "2.5", false),
        ("within_digits", "1.5", false),
        ("within_digits", "1.05", false),
        ("within", "0.5", true),
    ] {
        let mini = Mini::new();
        mini.edit(FORM, "\"schema\": {", &format!("\"rules\": {{ \"{key}\": {written} }},\n  \"schema\": {{"));
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, is_refused, "{key} {written}: {}", answer.stderr);
    }
}

#[test]
fn severities_that_change_nothing() {
    for (code, words) in [
        ("check-failed", Some("the severity of `check-failed` is that of each `[[check]]`")),
        ("empty-file", Some("a finding `empty-file` is of no form")),
        ("unknown-form", Some("a finding `unknown-form` is of no form")),
        ("stale-decision", Some("a finding `stale-decision` is of no form")),
        ("unclaimed-object", None),
        ("hidden-sheet", None),
        ("stopped", None),
    ] {
        let mini = Mini::new();
        mini.edit(FORM, "\"schema\": {", &format!("\"severities\": {{ \"{code}\": \"note\" }},\n  \"schema\": {{"));
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, words.is_some(), "{code}: {}", answer.stderr);
        assert!(words.is_none_or(|words| answer.stderr.contains(words)), "{}", answer.stderr);
    }
}

#[test]
fn signs_that_mean_something_else_in_a_number() {
    for (key, sign, is_refused) in [
        ("decimalChar", "1", true),
        ("decimalChar", "e", true),
        ("decimalChar", "-", true),
        ("decimalChar", " ", true),
        ("decimalChar", ".", false),
        ("decimalChar", "·", false),
        ("groupChar", "0", true),
        ("groupChar", "(", true),
        ("groupChar", "%", true),
        ("groupChar", " ", false),
        ("groupChar", "'", false),
        ("groupChar", "", false),
    ] {
        let mini = Mini::new();
        mini.edit(FORM, "\"measure\": \"rate\"", &format!("\"measure\": \"rate\", \"{key}\": \"{sign}\""));
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, is_refused, "{key} {sign}: {}", answer.stderr);
        let words = format!("the `{key}` of `score` is “{sign}”");
        assert_eq!(answer.stderr.contains(&words), is_refused, "{}", answer.stderr);
    }
}

#[test]
fn what_says_nothing_of_a_type_or_a_role() {
    const SCORE: &str = "\"type\": \"number\", \"title\": \"Điểm chuyển đổi số\", \"measure\": \"rate\"";
    let of_score = [
        (r#""type": "string", "groupChar": ".""#, Some("`groupChar` says nothing of `score`, which is of type string")),
        (r#""type": "year", "decimalChar": ",""#, Some("`decimalChar` says nothing of `score`")),
        (r#""type": "date", "unit": "VND""#, Some("`unit` says nothing of `score`")),
        (r#""type": "date", "measure": "stock", "unit": "DAY""#, None),
        (r#""type": "boolean", "multiplier": 6"#, Some("`multiplier` says nothing of `score`")),
        (r#""type": "integer", "measure": "flow", "scale": 2"#, Some("`scale` says nothing of `score`")),
        (r#""type": "integer", "measure": "flow", "scale": 0"#, None),
        (r#""type": "integer", "measure": "flow", "decimalChar": ".", "groupChar": ",""#, None),
        (r#""type": "string", "categoriesOrdered": true"#, Some("`score` has `categoriesOrdered` and no `categories`")),
        (r#""type": "string", "categories": ["a"], "categoriesOrdered": true"#, None),
    ];
    let of_code = [
        (r#""format": "uri""#, Some("`format` says nothing of `code`, whose role is area-code")),
        (r#""unit": "VND""#, Some("`unit` says nothing of `code`")),
        (r#""format": "default""#, None),
        (r#""categories": ["90001"]"#, None),
        (r#""missingValues": ["?"]"#, None),
    ];
    let edits = of_score.map(|(declared, words)| (SCORE, format!("\"title\": \"Điểm\", {declared}"), words));
    let role = "\"role\": \"area-code\"";
    let edits = edits.into_iter().chain(of_code.map(|(declared, words)| (role, format!("{role}, {declared}"), words)));
    for (from, to, words) in edits {
        let mini = Mini::new();
        mini.edit(FORM, from, &to);
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        assert_eq!(answer.code == 2, words.is_some(), "{to}: {}", answer.stderr);
        assert!(words.is_none_or(|words| answer.stderr.contains(words)), "{to}: {}", answer.stderr);
    }
}

#[test]
fn a_number_that_names_something_has_no_measure() {
    const SCORE: &str =
        "{ \"name\": \"score\", \"type\": \"number\", \"title\": \"Điểm chuyển đổi số\", \"measure\": \"rate\" }";
    const KEY: &str = "\"primaryKey\": [\"code\", \"period\"]";
    let check = |constraints: &str, keys: &str| {
        let mini = Mini::new();
        let field =
            format!("{{ \"name\": \"score\", \"type\": \"integer\", \"title\": \"Số hiệu trạm\"{constraints} }}");
        mini.edit(FORM, SCORE, &field);
        mini.edit(FORM, KEY, &format!("{KEY}{keys}"));
        let answer = mini.tinhso(&["check", "--lang", "en"]);
        (answer.code, answer.stderr)
    };
    for (constraints, keys) in [
        ("", ", \"uniqueKeys\": [[\"score\"]]"),
        ("", ", \"foreignKeys\": [{ \"fields\": \"score\", \"reference\": { \"fields\": \"received\" } }]"),
        (
            "",
            ", \"foreignKeys\": [{ \"fields\": \"received\", \"reference\": { \"resource\": \"services\", \"fields\": \"score\" } }]",
        ),
        (", \"constraints\": { \"unique\": true }", ""),
        (", \"constraints\": { \"enum\": [1, 2] }", ""),
        (", \"categories\": [1, 2]", ""),
    ] {
        let (code, said) = check(constraints, keys);
        assert_eq!(code, 0, "{constraints}{keys}: {said}");
    }
    let (code, said) = check("", "");
    assert!(code == 2 && said.contains("measure"), "{said}");
}

#[test]
fn lines_of_the_registry_are_those_of_an_editor_and_commas_alone_say_nothing() {
    for end in ["\n", "\r\n", "\r"] {
        let mini = Mini::new();
        for (file, from, to) in [
            (UNITS, "90002,Xã Bến Gỗ,commune,xa,", ",,,,,,\n\n90002,Xã Bến Gỗ,commune,xaa,"),
            (CROSSWALK, "90002,2020-01-01,90001", ",,,,,\n90002,2020-01-32,90001"),
        ] {
            mini.edit(file, from, to);
            let text = std::fs::read_to_string(mini.path().join(file)).expect("a file");
            mini.write(file, text.replace('\n', end));
        }
        let faults = mini.tinhso(&["check", "--format", "json"]).expect(2).json()["faults"].clone();
        let mut found: Vec<String> = faults
            .as_array()
            .expect("faults")
            .iter()
            .map(|fault| format!("{} {}", fault["file"].as_str().unwrap_or_default(), fault["line"]))
            .collect();
        found.dedup();
        assert_eq!(found, [format!("{CROSSWALK} 4"), format!("{UNITS} 8")], "{end:?}: {faults}");
    }
}
