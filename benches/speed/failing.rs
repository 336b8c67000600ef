//! The rules of a table whose rows all fail, beside the same rows sound: which cell is to blame is looked for in each.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use tinhso::formats;
use tinhso::locate::labels::header::Catalogue;
use tinhso::locate::locate;
use tinhso::project::Project;
use tinhso::project::load::load;
use tinhso::project::written::files::ProjectFiles;
use tinhso::registry::names::Names;
use tinhso::sheet::limits::Limits;
use tinhso::store::project::read_project;
use tinhso::typing::missing_texts::MissingTexts;
use tinhso::typing::table::type_table;
use tinhso::validate::rules::{InTable, of_a_table};

use crate::province::{scratch, write};

const ROUNDS: usize = 3;
const FIELDS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
const CHECKS: [&str; 6] = ["b + c = a", "d <= a", "e + f = d", "g <= b", "h <= c", "d + h <= 2 * a"];

/// So many rows of eight cells and six checks.
pub fn bench(rows: usize) {
    let project = project();
    let (sound, found_in_sound) = timed(&project, &text(rows, false));
    let (failing, found) = timed(&project, &text(rows, true));
    println!(
        "rules of a table of {rows} rows, 8 cells and 6 checks: sound {:.3} s ({found_in_sound} findings), all failing {:.3} s ({found} findings)",
        sound.as_secs_f64(),
        failing.as_secs_f64()
    );
}

fn timed(project: &Project, text: &str) -> (Duration, usize) {
    let opened = formats::open(text.as_bytes(), &Limits::default()).expect("a text");
    let located = locate(&opened.sheets, &project.forms, &Catalogue::new(&project.forms));
    let (sheet, table) = (&opened.sheets[0], &located.tables[0]);
    let missing = MissingTexts::of_fields(&project.forms[0]);
    let outcome = type_table(project, &Names::new(&project.registry), &missing, sheet, table);
    let typed = outcome.table.expect("typed rows");
    let (form, totals, found) = (&project.forms[0], &outcome.totals[..], outcome.findings.kept());
    let elsewhere = BTreeSet::new();
    let at =
        InTable { project, form, missing: &missing, sheet, table, totals, before: &[], found, elsewhere: &elsewhere };
    let (mut times, mut count) = (Vec::new(), 0);
    for _ in 0..ROUNDS {
        let mut typed = typed.clone();
        let begun = Instant::now();
        count = black_box(of_a_table(&at, &mut typed)).all().len();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    (times[ROUNDS / 2], count)
}

fn project() -> Project {
    let folder = scratch("failing");
    let fields: Vec<String> = FIELDS
        .iter()
        .map(|name| format!(r#"{{ "name": "{name}", "type": "integer", "title": "Cột {name}", "measure": "flow", "unit": "DOSSIER", "constraints": {{ "minimum": 0 }} }}"#))
        .collect();
    let form = format!(
        r#"{{ "name": "failing", "form": {{ "code": "FA", "frequency": "year", "reports": "province", "submits": [{{ "from": "2020-01-01", "level": "province" }}] }},
  "schema": {{ "fields": [{{ "name": "project", "type": "string", "title": "Dự án" }}, {}], "primaryKey": ["project"] }} }}"#,
        fields.join(", ")
    );
    let mut pipeline =
        "name = \"p\"\ntitle = { vi = \"P\", en = \"P\" }\n[[source]]\nform = \"failing\"\nfrom = \"**\"\n".to_owned();
    for (index, check) in CHECKS.iter().enumerate() {
        write!(
            pipeline,
            "[[check]]\nname = \"c{index}\"\nsource = \"failing\"\nassert = \"{check}\"\nseverity = \"warning\"\nmessage = {{ vi = \"{check}\", en = \"{check}\" }}\n"
        )
        .expect("a text");
    }
    let settings = "name = \"Bench\"\nprovince = \"90\"\nlanguage = \"vi\"\nlanding = \"landing\"\nwarehouse = \"warehouse\"\ngeographies = [\"as-reported\"]\nas_of = \"2030-12-31\"\n";
    let units = "code,name,level,type,parent_code,valid_from,valid_to\n90,Tỉnh Thử,province,tinh,,2020-01-01,\n";
    let crosswalk = "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n";
    for (name, text) in [
        ("tinhso.toml", settings),
        ("registry/units.csv", units),
        ("registry/crosswalk.csv", crosswalk),
        ("schemas/failing.json", &form),
        ("pipelines/failing.toml", &pipeline),
    ] {
        write(&folder.join(name), text.as_bytes());
    }
    let files: ProjectFiles = read_project(&folder).expect("a project");
    load(&files).expect("sound declarations")
}

/// A table whose rows keep all checks, or break some in one or two cells.
fn text(rows: usize, failing: bool) -> String {
    let mut text = "Biểu FA;;Đơn vị báo cáo: Tỉnh Thử;;;;;;\nNăm 2024;;;;;;;;\nDự án;".to_owned();
    let labels: Vec<String> = FIELDS.iter().map(|name| format!("Cột {name}")).collect();
    text += &labels.join(";");
    for row in 0..rows {
        let size = i64::try_from(row % 977 + 100).expect("small");
        let (b, c, e, f) = (3 * size, 2 * size, 2 * size, size);
        let mut cells = [b + c, b, c, e + f, e, f, size, size];
        // The cells that are wrong, each to what its checks do not allow.
        let wrong: &[usize] = match row % 4 {
            0 => &[3],
            1 => &[1],
            2 => &[0],
            _ => &[1, 3],
        };
        for cell in wrong.iter().filter(|_| failing) {
            cells[*cell] = if *cell == 3 { cells[*cell] * 20 } else { cells[*cell] / 100 };
        }
        let cells = cells.map(|cell| cell.to_string()).join(";");
        write!(text, "\nDự án {row};{cells}").expect("a text");
    }
    text
}
