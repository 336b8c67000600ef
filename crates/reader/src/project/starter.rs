//! The files of a new project: a small one that runs, with an invented province whose communes were merged.
//!
//! They lie in `templates/project/` as they are written, so that tests run them; only the province's name and code and the
//! language are put in here.

use crate::error::{Cause, Error};
use crate::message;
use crate::values::language::Language;
use crate::values::text;

/// What a person may say of the new project.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The province: `Lai Châu`, or `Thành phố Huế`.
    pub name: Option<String>,
    /// Its code, two digits.
    pub province: Option<String>,
    pub language: Language,
}

/// What the templates call the province.
const NAME: &str = "Mẫu";
const UNIT_NAME: &str = "Tỉnh Mẫu";
const CODE: &str = "99";
const UNITS: &str = "registry/units.csv";
const SETTINGS: &str = "tinhso.toml";
const README: &str = "README.md";

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../../templates/project/", $name)))),+]
    };
}

/// The files that are as they are.
const FILES: [(&str, &str); 11] = files!(
    "tinhso.toml",
    "schemas/one-stop.json",
    "pipelines/one-stop.toml",
    "registry/units.csv",
    "registry/crosswalk.csv",
    "landing/arrivals.csv",
    "landing/2025-Q2/huyen-song-trong.csv",
    "landing/2025-Q2/huyen-nui-xanh.csv",
    "landing/2025-Q3/xa-song-trong.csv",
    "landing/2025-Q3/xa-nui-xanh.csv",
    ".gitignore",
);

/// The JSON Schemas by which editors complete the declarations.
const SCHEMAS: [(&str, &str); 4] = [
    ("schemas/tinhso/decisions.json", include_str!("../../../../schemas/tinhso/decisions.json")),
    ("schemas/tinhso/project.json", include_str!("../../../../schemas/tinhso/project.json")),
    ("schemas/tinhso/form.json", include_str!("../../../../schemas/tinhso/form.json")),
    ("schemas/tinhso/pipeline.json", include_str!("../../../../schemas/tinhso/pipeline.json")),
];

/// The files of a new project, by name.
///
/// # Errors
/// A code that is not of a province, a name without letters.
pub fn files(wishes: &Wishes) -> Result<Vec<(String, String)>, Error> {
    let code = wishes.province.as_deref().unwrap_or(CODE);
    if code.len() != 2 || !code.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Error::Request(message!("init-province.code", written = code)));
    }
    let name = text::on_one_line(wishes.name.as_deref().unwrap_or(NAME)).into_owned();
    if !name.chars().any(char::is_alphabetic) {
        return Err(Error::Request(message!("init-province.name", written = name)));
    }
    let is_city = name.starts_with("Thành phố ");
    let unit_name = if is_city || name.starts_with("Tỉnh ") { name.clone() } else { format!("Tỉnh {name}") };
    let short_name = name.trim_start_matches("Thành phố ").trim_start_matches("Tỉnh ").to_owned();
    let readme = match wishes.language {
        Language::Vi => include_str!("../../../../templates/project/README.vi.md"),
        Language::En => include_str!("../../../../templates/project/README.en.md"),
    };
    let mut files = vec![(README.to_owned(), readme.replace(UNIT_NAME, &unit_name))];
    for (file, text) in FILES.into_iter().chain(SCHEMAS) {
        let text = match file {
            SETTINGS => settings(text, &short_name, code, wishes.language),
            UNITS => units(text, &unit_name, code, is_city)?,
            _ => text.to_owned(),
        };
        files.push((file.to_owned(), text));
    }
    Ok(files)
}

fn settings(text: &str, name: &str, code: &str, language: Language) -> String {
    // A name may hold quotes; TOML knows how to write them.
    let text = text.replace(&format!("\"{NAME}\""), &toml::Value::from(name).to_string());
    let text = text.replace(&format!("\"{CODE}\""), &format!("\"{code}\""));
    match language {
        Language::Vi => text,
        Language::En => text.replace("language    = \"vi\"", "language    = \"en\""),
    }
}

/// The units with the province's code and name in the cells that hold them.
fn units(text: &str, name: &str, code: &str, is_city: bool) -> Result<String, Error> {
    let failed = |error: Cause| Error::damaged(UNITS, error);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| failed(error.into()))?;
        let cells = record.iter().map(|cell| match cell {
            CODE => code,
            UNIT_NAME => name,
            "tinh" if is_city => "thanh_pho",
            cell => cell,
        });
        writer.write_record(cells).map_err(|error| failed(error.into()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.into()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.into()))
}
