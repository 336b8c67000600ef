//! The tables of declared forms on the sheets of a file.
//!
//! Takes sheets and forms; gives tables with their columns and rows told apart, and findings for what fits no form. A
//! table that cannot be used (a field in two columns, a required field in none) is a finding and no table.

use crate::project::form::{Field, Form, Role};
use crate::read::grid::{Grid, Sheet, address};
use crate::read::head::{self, Head};
use crate::read::header::{Catalogue, Closest, Header, Labelled, Matched, Merges, unit_in};
use crate::read::legacy;
use crate::read::numbering::Numbering;
use crate::read::rows::{self, Row, RowRole};
use crate::validate::code::Code;
use crate::validate::finding::{Disposition, Finding, Location, Message, Severity};

/// What was found in a file.
#[derive(Clone, Debug, Default)]
pub struct Located {
    pub tables: Vec<Table>,
    /// Tables that were found and cannot be used, for the eyes of people; a finding says why.
    pub unusable: Vec<Table>,
    /// What each sheet gave, in their order.
    pub sheets: Vec<Searched>,
    pub findings: Vec<Finding>,
}

/// What searching a sheet gave beside its tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// The form that came closest among the blocks that are no table.
    pub closest: Option<Closest>,
    /// Tables that fit several forms equally well.
    pub ambiguous: usize,
}

/// How the form of a table was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormTold {
    /// Its labels fit no other form as well.
    ByLabels,
    /// The labels fit several forms, and the code above the table names one.
    ByCode,
}

/// A table of a declared form. Rows and columns count from 0.
#[derive(Clone, Debug)]
pub struct Table {
    /// Index in the forms that were given.
    pub form: usize,
    pub form_told: FormTold,
    /// Index in the sheets that were given.
    pub sheet: usize,
    pub sheet_name: String,
    pub head: Head,
    pub columns: Vec<Column>,
    pub body: Vec<Row>,
    pub numbering: Numbering,
    /// The first and last row of the body that are neither numbering nor notes; the row below the labels where the body
    /// is empty.
    pub first_row: u32,
    pub last_row: u32,
    /// The highest and the lowest row of the labels.
    pub header_top: u32,
    pub header_row: u32,
}

/// A column that has a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The sheet's column, from 0.
    pub index: u32,
    /// The whole label as written, its rows joined with ` > `.
    pub label: String,
    /// Index in the form's fields.
    pub field: Option<usize>,
    /// How the field was told.
    pub matched: Option<Matched>,
    /// The unit of measure that the label names in parentheses.
    pub unit: Option<String>,
}

/// Finds every table of a declared form. Of an archive each file must hold one.
pub fn locate(sheets: &[Sheet], object: &str, forms: &[Form]) -> Located {
    let catalogue = Catalogue::new(forms);
    let mut located = Located::default();
    let mut numbered = sheets.iter().enumerate();
    for file in sheets.chunk_by(|left, right| left.file == right.file) {
        let tables = located.tables.len();
        let (found, searched) = (located.findings.len(), located.sheets.len());
        for (number, sheet) in numbered.by_ref().take(file.len()) {
            located.findings.extend(legacy::finding(sheet, object));
            let place = Place { object, sheet, number, forms };
            let searched = place.search(&catalogue, &mut located);
            located.sheets.push(searched);
        }
        let findings = located.findings.get(found..).unwrap_or_default();
        let spoken = findings.iter().any(|finding| finding.disposition == Disposition::Rejected);
        if located.tables.len() == tables && !spoken {
            let closest = closest(located.sheets.get(searched..).unwrap_or_default());
            let mut finding = unknown_form(object, file, forms, closest);
            finding.location.sheet = file.first().and_then(|sheet| sheet.file.clone());
            located.findings.push(finding);
        }
    }
    if sheets.is_empty() {
        located.findings.push(unknown_form(object, sheets, forms, None));
    }
    located
}

/// One sheet, with what its findings name.
struct Place<'a> {
    object: &'a str,
    sheet: &'a Sheet,
    number: usize,
    forms: &'a [Form],
}

impl Place<'_> {
    fn search(&self, catalogue: &Catalogue, located: &mut Located) -> Searched {
        let mut searched = Searched::default();
        let closest = &mut searched.closest;
        let grid = &self.sheet.grid;
        let merges = Merges::new(grid);
        let mut from = 0;
        let mut above: Option<Head> = None;
        let mut next = catalogue.find(grid, &merges, from, closest);
        let mut hidden = !self.sheet.visible;
        while let Some(mut header) = next {
            let body_start = header.bottom.saturating_add(1);
            next = catalogue.find(grid, &merges, body_start, closest);
            let end = next.as_ref().map_or(u32::MAX, |next| next.top);
            let mut head = head::read(grid, from, header.top, self.forms);
            let mut form_told = FormTold::ByLabels;
            if let [_, _, ..] = header.forms.as_slice() {
                let named = head.form_code.as_ref().and_then(|code| {
                    header.forms.iter().find(|form| {
                        self.forms.get(**form).is_some_and(|form| head::names_code(&code.text, &form.form.code))
                    })
                });
                match named.copied() {
                    Some(form) => {
                        catalogue.read_as(&mut header, form);
                        form_told = FormTold::ByCode;
                    }
                    None => {
                        searched.ambiguous += 1;
                        located.findings.push(self.ambiguous_form(&header));
                        from = body_start;
                        continue;
                    }
                }
            }
            let Some((number, form)) = header.forms.first().and_then(|form| Some((*form, self.forms.get(*form)?)))
            else {
                continue;
            };
            head.period = head::period(grid, from, header.top, form.form.frequency);
            if let Some(above) = &above {
                head.period = head.period.or_else(|| above.period.clone());
                head.sender = head.sender.or_else(|| above.sender.clone());
                head.revision = head.revision.or(above.revision);
            }
            above = Some(head.clone());
            let body = rows::classify(grid, form, &header.columns, body_start, end);
            let solid = |row: &&Row| !matches!(row.role, RowRole::Note | RowRole::Numbering);
            let first_row = body.iter().find(solid).map_or(body_start, |row| row.index);
            let last_row = body.iter().rev().find(solid).map_or(first_row, |row| row.index);
            from = last_row.max(header.bottom).saturating_add(1);
            if std::mem::take(&mut hidden) {
                located.findings.push(self.hidden_sheet(form));
            }
            let numbering = rows::numbering(grid, &header.columns, &body);
            let usable = self.judge(form, &header, &body, &mut located.findings);
            let tables = if usable { &mut located.tables } else { &mut located.unusable };
            tables.push(Table {
                form: number,
                form_told,
                sheet: self.number,
                sheet_name: self.sheet.name.clone(),
                head,
                columns: header.columns.iter().map(column).collect(),
                body,
                numbering,
                first_row,
                last_row,
                header_top: header.top,
                header_row: header.bottom,
            });
        }
        searched
    }

    /// Findings on the labels of a table; false where it cannot be used.
    fn judge(&self, form: &Form, header: &Header, body: &[Row], findings: &mut Vec<Finding>) -> bool {
        let mut usable = true;
        for (place, columns) in &header.duplicates {
            let Some(field) = form.schema.fields.get(*place) else { continue };
            usable = false;
            findings.push(self.duplicate_label(form, field, header.bottom, columns));
        }
        let has = |place: usize| {
            header.columns.iter().any(|column| column.field() == Some(place))
                || header.duplicates.iter().any(|(field, _)| *field == place)
        };
        // One of the columns for code and name is enough.
        for (_, field) in form.schema.fields.iter().enumerate().filter(|(place, _)| !has(*place)) {
            if matches!(field.role, Some(Role::Area | Role::Ordinal | Role::Period)) {
                continue;
            }
            usable &= !field.constraints.required;
            findings.push(self.missing_label(form, field, header));
        }
        for column in header.columns.iter().filter(|column| column.matched.is_none()) {
            let claimed = header.duplicates.iter().any(|(_, columns)| columns.contains(&column.column));
            let filled = |row: &&Row| !self.sheet.grid.get(row.index, column.column).is_blank();
            let mut rows = body.iter().filter(|row| !matches!(row.role, RowRole::Note | RowRole::Numbering));
            if !claimed && rows.any(|row| filled(&row)) {
                findings.push(self.extra_label(form, column, header.bottom));
            }
        }
        usable
    }

    fn location(&self, form: Option<&Form>, row: u32, column: u32) -> Location {
        Location {
            object: Some(self.object.to_owned()),
            sheet: Some(self.sheet.name.clone()).filter(|name| !name.is_empty()),
            cell: Some(address(row, column)),
            row: row.checked_add(1),
            form: form.map(|form| form.name.clone()),
            ..Location::default()
        }
    }

    fn hidden_sheet(&self, form: &Form) -> Finding {
        let mut location = self.location(Some(form), 0, 0);
        (location.cell, location.row) = (None, None);
        let name = &self.sheet.name;
        Finding::new(
            Code::HiddenSheet,
            location,
            Message::new(
                format!(
                    "Trang tính “{name}” bị ẩn nhưng có bảng số liệu; bảng vẫn được đọc. Hãy bỏ ẩn hoặc xóa trang nếu không dùng."
                ),
                format!(
                    "The sheet “{name}” is hidden, yet holds a table; it is read. Show the sheet, or delete it if it is not meant."
                ),
            ),
        )
    }

    fn ambiguous_form(&self, header: &Header) -> Finding {
        let names: Vec<String> =
            header.forms.iter().filter_map(|form| self.forms.get(*form)).map(|form| form.form.code.clone()).collect();
        let names = names.join(", ");
        let column = header.columns.first().map_or(0, |column| column.column);
        Finding::new(
            Code::AmbiguousForm,
            self.location(None, header.bottom, column),
            Message::new(
                format!("Tên cột của bảng phù hợp như nhau với các biểu {names}; hãy ghi “Biểu số …” ở đầu bảng."),
                format!(
                    "The labels of the table fit the forms {names} equally well; write “Biểu số …” above the table."
                ),
            ),
        )
        .expected(names)
    }

    fn duplicate_label(&self, form: &Form, field: &Field, row: u32, columns: &[u32]) -> Finding {
        let title = field.title.as_deref().unwrap_or(&field.name);
        let cells = columns.iter().map(|column| address(row, *column)).collect::<Vec<_>>().join(", ");
        let mut location =
            self.location(Some(form), row, columns.get(1).or(columns.first()).copied().unwrap_or_default());
        location.field = Some(field.name.clone());
        Finding::new(
            Code::DuplicateLabel,
            location,
            Message::new(
                format!("Nhiều cột cùng mang tên “{title}” ({cells}), không biết lấy cột nào; hãy chỉ để lại một cột."),
                format!("Several columns bear the label “{title}” ({cells}), and nothing tells which to take; leave only one."),
            ),
        )
        .value(cells)
        .expected(title)
    }

    fn missing_label(&self, form: &Form, field: &Field, header: &Header) -> Finding {
        let title = field.title.as_deref().unwrap_or(&field.name);
        let column = header.columns.first().map_or(0, |column| column.column);
        let mut location = self.location(Some(form), header.bottom, column);
        location.field = Some(field.name.clone());
        let (vi, en) = if field.constraints.required {
            ("cột này bắt buộc nên bảng không được dùng", "it is required, so the table is not used")
        } else {
            ("số liệu của cột này coi như thiếu", "its values count as missing")
        };
        let finding = Finding::new(
            Code::MissingLabel,
            location,
            Message::new(
                format!(
                    "Không tìm thấy cột “{title}” của biểu {}; {vi}. Hãy thêm cột hoặc sửa tên cột cho đúng.",
                    form.form.code
                ),
                format!(
                    "No column has the label “{title}” of form {}; {en}. Add the column, or mend its label.",
                    form.form.code
                ),
            ),
        )
        .expected(title);
        if field.constraints.required { finding.severity(Severity::Error, Disposition::Rejected) } else { finding }
    }

    fn extra_label(&self, form: &Form, column: &Labelled, row: u32) -> Finding {
        let label = one_line(&column.path);
        Finding::new(
            Code::ExtraLabel,
            self.location(Some(form), row, column.column),
            Message::new(
                format!(
                    "Cột “{label}” không có trong biểu {} nên không được đọc; hãy kiểm tra tên cột.",
                    form.form.code
                ),
                format!(
                    "The column “{label}” belongs to no field of form {} and is not read; check its label.",
                    form.form.code
                ),
            ),
        )
        .value(label)
    }
}

fn column(labelled: &Labelled) -> Column {
    Column {
        index: labelled.column,
        label: one_line(&labelled.path),
        field: labelled.field(),
        matched: labelled.matched,
        unit: unit_in(&labelled.path),
    }
}

/// The form that came closest on any sheet; of equals the first.
fn closest(sheets: &[Searched]) -> Option<Closest> {
    let rank = |closest: &Closest| (closest.measures, closest.matched);
    sheets
        .iter()
        .filter_map(|sheet| sheet.closest)
        .reduce(|best, next| if rank(&next) > rank(&best) { next } else { best })
}

/// A path on one line.
fn one_line(path: &[String]) -> String {
    let texts = path.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.collect::<Vec<_>>().join(" > ")
}

/// No table of any form: names the form that came closest, or whose code the head has.
fn unknown_form(object: &str, sheets: &[Sheet], forms: &[Form], closest: Option<Closest>) -> Finding {
    let named = |grid: &Grid| {
        let cells = grid.rows(..).take(60).flat_map(|(_, cells)| cells.iter().take(60));
        cells
            .filter_map(|(_, cell)| cell.as_text())
            .find_map(|text| forms.iter().find(|form| head::names_code(text, &form.form.code)))
    };
    let by_labels = closest.and_then(|closest| Some((forms.get(closest.form)?, closest.matched)));
    let nearest = by_labels.or_else(|| sheets.iter().find_map(|sheet| named(&sheet.grid)).map(|form| (form, 0)));
    let (mut vi, mut en) = (
        "Không có bảng nào trong tệp mang tên cột của một biểu đã khai báo".to_owned(),
        "No table of the file has the labels of a declared form".to_owned(),
    );
    if let Some((form, matched)) = nearest {
        let (code, all) = (&form.form.code, form.schema.fields.len());
        vi.push_str(&format!("; gần nhất là biểu {code} với {matched} trên {all} tên cột"));
        en.push_str(&format!("; form {code} comes closest with {matched} of {all} labels"));
    }
    vi.push_str(". Hãy dùng đúng biểu mẫu và giữ nguyên tên cột.");
    en.push_str(". Use the right form, and leave its labels as they are.");
    let location = Location { object: Some(object.to_owned()), ..Location::default() };
    let finding = Finding::new(Code::UnknownForm, location, Message::new(vi, en));
    match nearest {
        Some((form, _)) => finding.suggestion(form.title.as_deref().unwrap_or(&form.name)),
        None => finding,
    }
}

#[cfg(test)]
mod tests;
