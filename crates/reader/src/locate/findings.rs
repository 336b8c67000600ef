//! What is wrong or odd about the tables of a file, in words.

use super::{Closest, Place};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::carried::Contradiction;
use crate::locate::head;
use crate::locate::labels::header::Header;
use crate::locate::labels::labelled::Labelled;
use crate::project::written::form::{Field, Form, Role};
use crate::sheet::address::address;
use crate::sheet::grid::{Grid, Sheet};
use crate::values::text;

impl Place<'_> {
    pub(super) fn location(&self, form: Option<&Form>, row: u32, column: u32) -> Location {
        Location {
            object: Some(self.object.to_owned()),
            sheet: Some(self.sheet.name.clone()).filter(|name| !name.is_empty()),
            cell: Some(address(row, column)),
            row: row.checked_add(1),
            form: form.map(|form| form.name.clone()),
            ..Location::default()
        }
    }

    /// A location of the whole sheet.
    fn whole_sheet(&self, form: Option<&Form>) -> Location {
        Location { cell: None, row: None, ..self.location(form, 0, 0) }
    }

    pub(super) fn hidden_sheet(&self, form: &Form) -> Finding {
        let name = &self.sheet.name;
        let message = Message::new(
            format!(
                "Trang tính “{name}” bị ẩn nhưng có bảng số liệu; bảng vẫn được đọc. Hãy bỏ ẩn hoặc xóa trang nếu không dùng."
            ),
            format!(
                "The sheet “{name}” is hidden, yet holds a table; it is read. Show the sheet, or delete it if it is not meant."
            ),
        );
        Finding::new(Code::HiddenSheet, self.whole_sheet(Some(form)), message)
    }

    pub(super) fn hidden_sheet_passed_over(&self, form: &Form) -> Finding {
        let name = &self.sheet.name;
        let message = Message::new(
            format!(
                "Trang tính “{name}” bị ẩn và không được đọc, vì các trang đang hiện đã có bảng số liệu. Hãy bỏ ẩn nếu cần gửi, hoặc xóa trang."
            ),
            format!(
                "The sheet “{name}” is hidden and is not read, since sheets that are shown hold tables. Show it if it is to be sent, or delete it."
            ),
        );
        let finding = Finding::new(Code::HiddenSheet, self.whole_sheet(Some(form)), message);
        finding.severity(Severity::Warning, Disposition::Ignored)
    }

    pub(super) fn too_many_labels(&self, row: u32) -> Finding {
        let mut location = self.location(None, row, 0);
        location.cell = None;
        let message = Message::new(
            "Trang tính có quá nhiều dòng giống tên cột nên không tìm hết được các bảng; trang không được dùng. Hãy tách bảng ra các trang riêng.",
            "The sheet has too many rows that look like labels for every table to be found; it is not used. Put each table on a sheet of its own.",
        );
        Finding::new(Code::UnreadSheet, location, message).severity(Severity::Error, Disposition::Rejected)
    }

    pub(super) fn ambiguous_form(&self, header: &Header) -> Finding {
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

    /// Two or more columns of one field. What is to be done depends on what tells them apart: a group, another table, nothing.
    pub(super) fn duplicate_label(&self, form: &Form, field: &Field, header: &Header, columns: &[u32]) -> Finding {
        let title = field.title.as_deref().unwrap_or(&field.name);
        let row = header.bottom;
        let cells = columns.iter().map(|column| address(row, *column)).collect::<Vec<_>>().join(", ");
        let mut location =
            self.location(Some(form), row, columns.get(1).or(columns.first()).copied().unwrap_or_default());
        location.field = Some(field.name.clone());
        let of = |column: &u32| header.columns.iter().find(|labelled| labelled.column == *column);
        let paths: Vec<String> = columns.iter().filter_map(of).map(|labelled| one_line(&labelled.path)).collect();
        let (first, others) = paths.split_first().map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
        let message = if matches!(field.role, Some(Role::Ordinal | Role::Area)) {
            Message::new(
                format!(
                    "Cột “{title}” lặp lại trên cùng dòng tên cột ({cells}): hai bảng đặt cạnh nhau mà không tách được. Hãy đặt bảng bên phải xuống dưới bảng bên trái, hoặc sang trang tính khác."
                ),
                format!(
                    "The label “{title}” stands again in the row of labels ({cells}): two tables side by side that cannot be told apart. Put the one on the right below the other, or on a sheet of its own."
                ),
            )
        } else if others.iter().any(|path| path != first) {
            let groups = paths.iter().map(|path| format!("“{path}”")).collect::<Vec<_>>().join(", ");
            Message::new(
                format!(
                    "Nhiều cột ({cells}) đều là “{title}” dưới các nhóm khác nhau: {groups}; không biết nhóm nào là số của kỳ báo cáo. Hãy tách mỗi kỳ (mỗi nhóm) thành một bảng riêng, ghi kỳ ở đầu bảng."
                ),
                format!(
                    "Several columns ({cells}) are “{title}” under different groups: {groups}; nothing tells which holds the figures of the report's period. Make each period, or group, a table of its own with its period above it."
                ),
            )
        } else {
            Message::new(
                format!(
                    "Nhiều cột cùng mang tên “{title}” ({cells}), không biết lấy cột nào; hãy chỉ để lại một cột, hoặc ghi tên khác cho cột không thuộc biểu."
                ),
                format!(
                    "Several columns bear the label “{title}” ({cells}), and nothing tells which to take; leave only one, or give another label to what does not belong to the form."
                ),
            )
        };
        Finding::new(Code::DuplicateLabel, location, message).value(cells).expected(title)
    }

    /// A column that is taken for a field with a doubt, which the message tells; `label` is what stands over it.
    fn doubt(
        &self,
        (form, field): (&Form, &Field),
        (row, column): (u32, u32),
        label: String,
        message: impl Fn(&str, &str) -> Message,
    ) -> Finding {
        let title = field.title.as_deref().unwrap_or(&field.name);
        let mut location = self.location(Some(form), row, column);
        location.field = Some(field.name.clone());
        let message = message(&label, title);
        Finding::new(Code::DoubtfulLabel, location, message).value(label).expected(title)
    }

    /// A measure that stands alone under a group which the form does not know.
    pub(super) fn unknown_group(&self, form: &Form, field: &Field, column: &Labelled, header: &Header) -> Finding {
        let code = &form.form.code;
        let label = one_line(header.whole_path(column));
        self.doubt((form, field), (header.bottom, column.column), label, |label, title| {
            Message::new(
                format!(
                    "Cột “{label}” được hiểu là “{title}” của biểu {code}, nhưng đứng dưới một nhóm mà biểu không có, có thể chỉ là một phần của số liệu; nếu đúng là số của biểu, hãy bỏ tên nhóm."
                ),
                format!(
                    "The column “{label}” is taken for “{title}” of form {code}, but stands under a group that the form does not know and may be a part of the figure; if it is the form's, take the group away."
                ),
            )
        })
    }

    /// Labels whose group was typed over the middle of its columns.
    pub(super) fn unclear_group(&self, form: &Form, field: &Field, column: &Labelled, row: u32) -> Finding {
        let code = &form.form.code;
        self.doubt((form, field), (row, column.column), one_line(&column.path), |label, title| {
            Message::new(
                format!(
                    "Cột “{label}” được hiểu là “{title}” của biểu {code}, nhưng ô tên nhóm phía trên chưa gộp nên không chắc nhóm gồm những cột nào; hãy gộp ô tên nhóm trên đúng các cột của nó."
                ),
                format!(
                    "The column “{label}” is taken for “{title}” of form {code}, but the group above is not merged, and which columns it spans is not sure; merge it over its columns."
                ),
            )
        })
    }

    pub(super) fn doubtful_label(&self, form: &Form, field: &Field, column: &Labelled, score: u8, row: u32) -> Finding {
        let code = &form.form.code;
        self.doubt((form, field), (row, column.column), one_line(&column.path), |label, title| {
            Message::new(
                format!(
                    "Cột “{label}” được hiểu là “{title}” của biểu {code} (giống {score}/100); hãy ghi tên cột đúng như biểu mẫu."
                ),
                format!(
                    "The column “{label}” is taken for “{title}” of form {code} (alike by {score} in 100); write the label as in the form."
                ),
            )
        })
    }

    pub(super) fn missing_label(
        &self,
        form: &Form,
        field: &Field,
        header: &Header,
        nearest: Option<(u32, u8)>,
    ) -> Finding {
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
        let near = nearest.and_then(|(column, near)| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column)?;
            let label = one_line(&labelled.path);
            Some(format!("{}: “{label}” ({near}/100)", address(header.bottom, column)))
        });
        let finding = match near {
            Some(near) => finding.suggestion(near),
            None => finding,
        };
        if field.constraints.required { finding.severity(Severity::Error, Disposition::Rejected) } else { finding }
    }

    /// A column of no field; `other` where it says that its figures are another period's, or the plan's.
    pub(super) fn extra_label(&self, form: &Form, column: &Labelled, row: u32, other: bool) -> Finding {
        let label = one_line(&column.path);
        let code = &form.form.code;
        let message = if other {
            Message::new(
                format!(
                    "Cột “{label}” ghi số của kỳ khác, số lũy kế hoặc số kế hoạch nên không được đọc vào biểu {code} của kỳ này; nếu đúng là số của kỳ này, hãy sửa tên cột."
                ),
                format!(
                    "The column “{label}” speaks of another period, of a running total or of the plan, and is not read into form {code} of this period; mend its label if its figures are this period's."
                ),
            )
        } else {
            Message::new(
                format!("Cột “{label}” không có trong biểu {code} nên không được đọc; hãy kiểm tra tên cột."),
                format!("The column “{label}” belongs to no field of form {code} and is not read; check its label."),
            )
        };
        Finding::new(Code::ExtraLabel, self.location(Some(form), row, column.column), message).value(label)
    }

    /// The name of the sheet and the head of the table tell different periods.
    pub(super) fn contradiction(&self, form: &Form, header: &Header, contradiction: &Contradiction) -> Finding {
        let Contradiction { named, written } = contradiction;
        let mut location = self.location(Some(form), header.top, 0);
        (location.cell, location.row) = (None, None);
        location.time_period = Some(written.to_string());
        let name = &self.sheet.name;
        Finding::new(
            Code::NameMismatch,
            location,
            Message::new(
                format!(
                    "Tên trang tính “{name}” nói kỳ {named}, trong bảng ghi kỳ {written}; số liệu được lấy theo bảng. Hãy sửa tên trang hoặc kỳ trong bảng."
                ),
                format!(
                    "The name of the sheet “{name}” says {named}, the table says {written}; the table is followed. Mend the name or the period."
                ),
            ),
        )
        .value(written.to_string())
        .expected(named.to_string())
    }

    /// A sheet of numbers beside the tables that were read.
    pub(super) fn unread_sheet(&self) -> Finding {
        let name = &self.sheet.name;
        Finding::new(
            Code::UnreadSheet,
            self.whole_sheet(None),
            Message::new(
                format!(
                    "Trang tính “{name}” có số liệu nhưng không có tên cột của biểu nào nên không được đọc; hãy thêm dòng tên cột, hoặc xóa trang nếu không dùng."
                ),
                format!(
                    "The sheet “{name}” holds numbers but the labels of no form, and is not read; add the labels, or delete the sheet if it is not meant."
                ),
            ),
        )
    }
}

/// A path on one line.
pub(super) fn one_line(path: &[String]) -> String {
    path.iter().map(|text| text::on_one_line(text)).collect::<Vec<_>>().join(" > ")
}

/// No table of any form: names the form that came closest, or whose code the head has.
pub(super) fn unknown_form(object: &str, sheets: &[Sheet], forms: &[Form], closest: Option<Closest>) -> Finding {
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
    if let Some(others) = closest.map(|closest| closest.others).filter(|others| *others > 0) {
        vi.push_str(&format!(
            "; {others} cột số liệu khác của biểu này chỉ có ở các cột ghi số lũy kế, số kế hoạch hoặc số của kỳ khác, không được lấy làm số của kỳ báo cáo"
        ));
        en.push_str(&format!(
            "; {others} more of its measures stand only in columns of a running total, of the plan or of another period, which are not taken for this period's"
        ));
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
