//! The rules over history and peers, over rows that are typed already: 3,321 communes, so many months each.

use std::hint::black_box;
use std::time::Instant;

use chrono::{DateTime, Utc};
use tinhso::assemble::across::shown_since::ShownSince;
use tinhso::assemble::{Arrived, across, newest::newest, object_name::ObjectNames};
use tinhso::project::Project;
use tinhso::project::load::load;
use tinhso::project::written::files::ProjectFiles;
use tinhso::store::project::read_project;
use tinhso::typing::number::Signs;
use tinhso::typing::reading::{Reading, SourceColumn, TypedTable};
use tinhso::typing::rows::{Rows, Value};
use tinhso::values::decimal::Decimal;
use tinhso::values::period::{Frequency, Period};
use tinhso::values::status::Status;

use crate::province::{scratch, write};

const COMMUNES: usize = 3_321;
const ROUNDS: usize = 3;
const MEASURES: usize = 8;

/// Months of all communes: the rows are so many times 3,321.
pub fn bench(months: usize) {
    let project = project();
    let readings: Vec<Reading> = (0..months).map(|month| reading(&project, month)).collect();
    let day: DateTime<Utc> = "2030-01-01T00:00:00Z".parse().expect("an instant");
    let names: Vec<String> = (0..months).map(|month| format!("history/{month:03}.csv")).collect();
    let arrived: Vec<Arrived<'_>> = readings
        .iter()
        .zip(&names)
        .map(|(reading, name)| Arrived { object: name, sha256: name, received_at: day, reading })
        .collect();
    let newest = newest(&ObjectNames::new(&project), &arrived);
    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        found = black_box(across::check(&project, &arrived, &newest, &mut ShownSince::default())).len();
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let rows = months * COMMUNES;
    println!(
        "rules over {rows} rows of history, {MEASURES} measures: {:.3} s, {found} findings",
        times[ROUNDS / 2].as_secs_f64()
    );
}

fn project() -> Project {
    let folder = scratch("history");
    let mut units =
        "code,name,level,type,parent_code,valid_from,valid_to\n90,Tỉnh Thử,province,tinh,,2020-01-01,\n".to_owned();
    for commune in 0..COMMUNES {
        units += &format!("{},Xã {commune},commune,xa,90,2020-01-01,\n", 10_000 + commune);
    }
    let measures: Vec<String> = (0..MEASURES)
        .map(|measure| format!(r#"{{ "name": "m{measure}", "type": "number", "title": "M{measure}", "measure": "flow", "unit": "VND", "scale": 2 }}"#))
        .collect();
    let form = format!(
        r#"{{ "name": "history", "form": {{ "code": "HI", "frequency": "month", "reports": "commune", "submits": [{{ "from": "2020-01-01", "level": "province" }}] }},
  "schema": {{ "fields": [{{ "name": "code", "type": "string", "title": "Mã", "role": "area-code" }}, {}], "primaryKey": ["code"] }} }}"#,
        measures.join(", ")
    );
    let pipeline = "name = \"history\"\ntitle = { vi = \"Lịch sử\", en = \"History\" }\n[[source]]\nform = \"history\"\nfrom = \"**\"\n";
    let settings = "name = \"Bench\"\nprovince = \"90\"\nlanguage = \"vi\"\nlanding = \"landing\"\nwarehouse = \"warehouse\"\ngeographies = [\"as-reported\"]\nas_of = \"2030-12-31\"\n";
    write(&folder.join("tinhso.toml"), settings.as_bytes());
    write(&folder.join("registry/units.csv"), units.as_bytes());
    write(
        &folder.join("registry/crosswalk.csv"),
        "from_code,from_valid_from,to_code,to_valid_from,share,legal_basis\n".as_bytes(),
    );
    write(&folder.join("schemas/history.json"), form.as_bytes());
    write(&folder.join("pipelines/history.toml"), pipeline.as_bytes());
    let files: ProjectFiles = read_project(&folder).expect("a project");
    load(&files).expect("sound declarations")
}

/// One month of all communes: amounts that go up and down by a fifth, and one in ten thousand a thousandfold.
fn reading(project: &Project, month: usize) -> Reading {
    let form = &project.forms[0];
    let mut rows = Rows::empty(form);
    let year = 2021 + i32::try_from(month / 12).expect("few");
    let period = Period::new(Frequency::Month, year, u32::try_from(month % 12 + 1).expect("few")).expect("a month");
    let mut seed = 0x2545_f491_4f6c_dd1d_u64 ^ (u64::try_from(month).expect("few") << 20);
    for commune in 0..COMMUNES {
        rows.number.push(u32::try_from(commune + 2).expect("few"));
        rows.unit.push(Some(commune + 1));
        rows.period.push(Some(period));
        rows.accepted.push(true);
        rows.columns[0].values.push(Value::Text((10_000 + commune).to_string()));
        for measure in 0..MEASURES {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let size = i128::try_from((commune % 60 + 3) * (measure + 1)).expect("small") * 100;
            let mut hundredths = size * (80 + i128::from(seed % 41));
            if seed.is_multiple_of(10_007) {
                hundredths *= 1000;
            }
            let column = &mut rows.columns[measure + 1];
            column.values.push(Value::Decimal(Decimal::from_units(hundredths * 10_000_000_000)));
            column.statuses.push(Status::A);
        }
    }
    let column = |field: usize| SourceColumn {
        field,
        letters: format!("{}", char::from(b'A' + u8::try_from(field).expect("few"))),
        label: format!("M{field}"),
        unit: None,
        multiplier: None,
        signs: Signs { group: '.', decimal: ',' },
        page: None,
    };
    let table = TypedTable {
        form: 0,
        sheet: String::new(),
        period: Some(period),
        period_at: None,
        sender: Some(0),
        revision: 1,
        first_row: 2,
        last_row: u32::try_from(COMMUNES + 1).expect("few"),
        columns: (0..=MEASURES).map(column).collect(),
        rows,
        pages: Vec::new(),
    };
    Reading { tables: vec![table], findings: Vec::new(), ..Reading::default() }
}
