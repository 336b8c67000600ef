//! What is wrong or odd about the tables of a file, in words.

use super::{Closest, Place};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::carried::Contradiction;
use crate::locate::head;
use crate::locate::head::figures_of_notes::{
    figures_in_line, figures_in_note, line_about_figures, line_of_another_period, note_of_another_period,
};
use crate::locate::head::head_period::FoundPeriod;
use crate::locate::head::head_times::{SaidTimes, labels_say_which, times_in_a_head};
use crate::locate::known_text::KnownText;
use crate::locate::labels::header::Header;
use crate::locate::labels::labelled::Labelled;
use crate::locate::lost_labels;
use crate::locate::moved_labels::MovedLabels;
use crate::locate::pages::has_periods;
use crate::locate::rival_labels::RivalLabel;
use crate::locate::rows::{Row, RowRole};
use crate::message;
use crate::project::written::form::{Field, Form, Measure, Role};
use crate::sheet::address::{address, column_letters};
use crate::sheet::grid::{Grid, Sheet};
use crate::sheet::members::STEP;
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::words::revision::is_called_a_draft;

impl Place<'_> {
    pub(super) fn location(&self, form: Option<&Form>, row: u32, column: u32) -> Location {
        Location {
            sheet: Some(self.sheet.name.clone()).filter(|name| !name.is_empty()),
            cell: Some(address(row, column)),
            row: row.checked_add(1),
            form: form.map(|form| form.name.clone()),
            ..Location::default()
        }
    }

    /// A location of the whole sheet.
    pub(super) fn whole_sheet(&self, form: Option<&Form>) -> Location {
        Location { cell: None, row: None, ..self.location(form, 0, 0) }
    }

    pub(super) fn hidden_sheet(&self, form: &Form) -> Finding {
        let message = message!("hidden-sheet.read", sheet = &self.sheet.name);
        Finding::new(Code::HiddenSheet, self.whole_sheet(Some(form)), message)
    }

    pub(super) fn hidden_sheet_passed_over(&self, form: &Form) -> Finding {
        let message = message!("hidden-sheet.not-read", sheet = &self.sheet.name);
        let finding = Finding::new(Code::HiddenSheet, self.whole_sheet(Some(form)), message);
        finding.weighing(Severity::Warning, Disposition::Ignored)
    }

    pub(super) fn too_many_labels(&self, row: u32) -> Finding {
        let location = Location { cell: None, ..self.location(None, row, 0) };
        Finding::new(Code::UnreadSheet, location, message!("unread-sheet.too-many-labels"))
            .weighing(Severity::Error, Disposition::Rejected)
    }

    pub(super) fn ambiguous_form(&self, header: &Header) -> Finding {
        let codes: Vec<&str> =
            header.forms.iter().filter_map(|form| self.forms.get(*form)).map(|form| form.form.code.as_str()).collect();
        let codes = codes.join(", ");
        let column = header.columns.first().map_or(0, |column| column.column);
        let message = message!("ambiguous-form.labels", forms = &codes);
        Finding::new(Code::AmbiguousForm, self.location(None, header.bottom, column), message).expected(codes)
    }

    /// Two or more columns of one field. What is to be done depends on what separates them: a group, another table, nothing.
    pub(super) fn duplicate_label(&self, form: &Form, field: &Field, header: &Header, columns: &[u32]) -> Finding {
        let title = field.title.as_deref().unwrap_or(&field.name);
        let row = header.bottom;
        let cells = columns.iter().map(|column| address(row, *column)).collect::<Vec<_>>().join(", ");
        let mut location =
            self.location(Some(form), row, columns.get(1).or(columns.first()).copied().unwrap_or_default());
        location.field = Some(field.name.clone());
        let of = |column: &u32| header.columns.iter().find(|labelled| labelled.column == *column);
        let paths: Vec<String> = columns.iter().filter_map(of).map(|labelled| one_line(&labelled.path)).collect();
        // Labels that differ in their capitals alone are under no groups.
        let has_groups = paths.iter().any(|path| path.contains(STEP));
        let (first, others) = paths.split_first().map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
        let message = if field.is_area() || field.role == Some(Role::Ordinal) {
            message!("duplicate-label.side-by-side", label = title, cells = &cells)
        } else if has_groups && others.iter().any(|path| text::label(path) != text::label(first)) {
            let groups = paths.iter().map(|path| format!("“{path}”")).collect::<Vec<_>>().join(", ");
            message!("duplicate-label.groups", label = title, cells = &cells, groups = groups)
        } else {
            message!("duplicate-label.same", label = title, cells = &cells)
        };
        Finding::new(Code::DuplicateLabel, location, message).value(cells).expected(title)
    }

    /// A column that bears another label of a field: an error where it differs from the column that gives the field.
    pub(super) fn rival_label(&self, form: &Form, field: &Field, header: &Header, rival: &RivalLabel) -> Finding {
        let title = field.title.as_deref().unwrap_or(&field.name);
        let row = header.bottom;
        let label = |column: u32| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column);
            labelled.map_or_else(String::new, |labelled| one_line(&labelled.path))
        };
        let [own, other] = [rival.taken, rival.column].map(label);
        let [own_cell, other_cell] = [rival.taken, rival.column].map(|column| address(row, column));
        let mut location = self.location(Some(form), row, rival.column);
        location.field = Some(field.name.clone());
        let Some(differs) = rival.differs else {
            let message = message!("extra-label.repeats", label = &other, field = title, own = &own, cell = &own_cell);
            return Finding::new(Code::ExtraLabel, location, message).value(other);
        };
        let in_order = rival.taken < rival.column;
        let (own, other) = if in_order { (own, other) } else { (other, own) };
        let cells = if in_order { format!("{own_cell}, {other_cell}") } else { format!("{other_cell}, {own_cell}") };
        let message = message!(
            "duplicate-label.rivals",
            label = title,
            own = &own,
            other = &other,
            cells = &cells,
            row = differs.saturating_add(1)
        );
        Finding::new(Code::DuplicateLabel, location, message).value(cells).expected(title)
    }

    /// A column that is taken for a field with a doubt; `message` takes the label over it and the title of the field.
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
        let expected = with_unit_of(&label, title);
        Finding::new(Code::DoubtfulLabel, location, message).value(label).expected(expected)
    }

    /// A measure that is alone under a group which the form does not know.
    pub(super) fn unknown_group(&self, form: &Form, field: &Field, column: &Labelled, header: &Header) -> Finding {
        let code = &form.form.code;
        let label = one_line(header.whole_path(column));
        self.doubt((form, field), (header.bottom, column.column), label, |label, title| {
            message!("doubtful-label.unknown-group", label = label, field = title, form = code)
        })
    }

    /// The first of the measures, all of which are under a group that the form does not know.
    pub(super) fn group_over_all(&self, form: &Form, field: &Field, column: &Labelled, header: &Header) -> Finding {
        let code = &form.form.code;
        let label = one_line(header.whole_path(column));
        self.doubt((form, field), (header.bottom, column.column), label, |label, _| {
            message!("doubtful-label.group-over-all", label = label, form = code)
        })
    }

    /// Labels whose group was typed over the middle of its columns.
    pub(super) fn unclear_group(&self, form: &Form, field: &Field, column: &Labelled, row: u32) -> Finding {
        let code = &form.form.code;
        self.doubt((form, field), (row, column.column), one_line(&column.path), |label, title| {
            message!("doubtful-label.unclear-group", label = label, field = title, form = code)
        })
    }

    /// A label with words in parentheses that the form does not know.
    pub(super) fn unknown_words(&self, form: &Form, field: &Field, column: &Labelled, row: u32) -> Finding {
        let code = &form.form.code;
        self.doubt((form, field), (row, column.column), one_line(&column.path), |label, title| {
            message!("doubtful-label.unknown-words", label = label, field = title, form = code)
        })
    }

    pub(super) fn doubtful_label(&self, form: &Form, field: &Field, column: &Labelled, score: u8, row: u32) -> Finding {
        let code = &form.form.code;
        self.doubt((form, field), (row, column.column), one_line(&column.path), |label, title| {
            message!("doubtful-label.alike", label = label, field = title, form = code, score = u32::from(score))
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
        let message = if field.constraints.required {
            message!("missing-label.required", label = title, form = &form.form.code)
        } else {
            message!("missing-label.no-column", label = title, form = &form.form.code)
        };
        let mut finding = Finding::new(Code::MissingLabel, location, message).expected(title);
        finding.suggestion = nearest.and_then(|(column, near)| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column)?;
            let label = one_line(&labelled.path);
            Some(format!("{}: “{label}” ({near}/100)", address(header.bottom, column)).into())
        });
        if field.constraints.required { finding.weighing(Severity::Error, Disposition::Rejected) } else { finding }
    }

    /// A column that is not where the form has its field; `field` is what should be there.
    pub(super) fn incorrect_label(&self, form: &Form, field: &Field, column: &Labelled, row: u32) -> Finding {
        let title = field.title.as_deref().unwrap_or(&field.name);
        let label = one_line(&column.path);
        let mut location = self.location(Some(form), row, column.column);
        location.field = Some(field.name.clone());
        let message = message!("incorrect-label.order", label = &label, expected = title, form = &form.form.code);
        Finding::new(Code::IncorrectLabel, location, message).value(label).expected(title)
    }

    /// A column of no field; `other` where it says that its figures are another period's, or the plan's.
    pub(super) fn extra_label(&self, form: &Form, column: &Labelled, row: u32, other: bool) -> Finding {
        let label = one_line(&column.path);
        let code = &form.form.code;
        let message = if other {
            message!("extra-label.other-period", label = &label, form = code)
        } else {
            message!("extra-label.no-field", label = &label, form = code)
        };
        Finding::new(Code::ExtraLabel, self.location(Some(form), row, column.column), message).value(label)
    }

    /// Labels that are a cell beside their figures.
    pub(super) fn labels_beside_figures(&self, form: &Form, header: &Header, moved: MovedLabels) -> Finding {
        let row = header.bottom;
        let label = |column: u32| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column);
            labelled.map_or_else(String::new, |labelled| one_line(&labelled.path))
        };
        let (letters, count) = (column_letters(moved.unlabelled), moved.rows);
        let (first, blank) = (address(row, moved.first), address(row, moved.blank));
        let (label_of_first, label_of_blank) = (label(moved.first), label(moved.blank));
        let message = message!(
            "extra-label.labels-moved",
            column = &letters,
            count = count,
            first = first,
            label = &label_of_first,
            blank = blank,
            other = label_of_blank
        );
        let location = self.location(Some(form), row, moved.unlabelled);
        let finding = Finding::new(Code::ExtraLabel, location, message).value(letters).expected(label_of_first);
        finding.weighing(Severity::Error, Disposition::Rejected)
    }

    /// The name of the sheet and the head of the table name different periods.
    pub(super) fn contradiction(&self, form: &Form, header: &Header, contradiction: &Contradiction) -> Finding {
        let Contradiction { named, written } = contradiction;
        let mut location = self.location(Some(form), header.top, 0);
        (location.cell, location.row) = (None, None);
        location.time_period = Some(written.to_string());
        let (named, written) = (named.to_string(), written.to_string());
        let message =
            message!("name-mismatch.sheet-period", sheet = &self.sheet.name, named = &named, written = &written);
        Finding::new(Code::NameMismatch, location, message).value(written).expected(named)
    }

    /// A title that speaks of a running total, the plan or an estimate, where that of the form does not, or another text above the labels by which the
    /// figures are not those of `period`, which is that of the rows. `compared` is the text whose period is compared with that of the rows elsewhere.
    pub(super) fn title_of_other_figures(
        &self,
        form: &Form,
        header: &Header,
        from: u32,
        (period, compared): (Option<Period>, Option<&FoundPeriod>),
    ) -> Option<Finding> {
        let mut cells = self.sheet.grid.rows(from..header.top.max(from)).flat_map(|(row, cells)| {
            cells.iter().filter_map(move |(column, cell)| Some((row, *column, cell.as_text()?)))
        });
        // A group over some of the columns is no title.
        let is_group =
            |text: &str| header.columns.iter().any(|column| header.whole_path(column).iter().any(|of| of == text));
        let has_shares = form.schema.fields.iter().any(Field::is_percent);
        let is_of_shares = |words: &str, text: &str| {
            has_shares && text.contains(['%', '‰']) && head::head_figures::SHARES.contains(&words)
        };
        let says = |text: &str| {
            KnownText::of(text)
                .other_figures()
                .is_some_and(|words| !is_declared(form, words) && !is_of_shares(words, text))
        };
        let found = cells.find(|(_, _, text)| says(text) && !is_group(text.trim()));
        let named = || Some((self.whole_sheet(Some(form)), self.name_of_others(form, header, period, says)?));
        let found = found.map(|(row, column, title)| (self.location(Some(form), row, column), title));
        let warning = |location: Location, title: &str, message: fn(&str, &Form) -> Message| {
            let title = text::on_one_line(title.trim()).into_owned();
            let finding = Finding::new(Code::PeriodMismatch, location, message(&title, form)).value(title);
            finding.weighing(Severity::Warning, Disposition::Used)
        };
        if let Some((location, title)) = found.or_else(named) {
            return Some(warning(location, title, |title, form| {
                message!("period-mismatch.other-figures-title", written = title, form = &form.form.code)
            }));
        }
        let calendar = form.form.calendar;
        let is_compared = |said: &SaidTimes<'_>| compared.is_some_and(|of| of.found.cell == Some(said.cell));
        let of_days = period
            .and_then(|period| Some((period, times_in_a_head(self.sheet, header, from, (period, calendar))?)))
            .filter(|(_, said)| !is_compared(said));
        if let Some((period, said)) = of_days {
            let title = text::on_one_line(said.text.trim()).into_owned();
            let (row, column) = said.cell;
            let message = match has_periods(form, header) {
                true => message!("period-mismatch.days-above-rows", written = &title, period = period.to_string()),
                false => message!("period-mismatch.days-in-head", written = &title, period = period.to_string()),
            };
            let finding = Finding::new(Code::PeriodMismatch, self.location(Some(form), row, column), message);
            return Some(finding.value(title).weighing(Severity::Warning, Disposition::Used));
        }
        let mut texts = self.sheet.grid.rows(from..header.top.max(from)).flat_map(|(row, cells)| {
            cells.iter().filter_map(move |(column, cell)| Some((row, *column, cell.as_text()?)))
        });
        if let Some((row, column, text)) = texts.find(|(_, _, text)| is_called_a_draft(text)) {
            return Some(self.draft(form, (row, column), text));
        }
        if let Some(marked) = self.name_of_a_mark(form) {
            return Some(marked);
        }
        let (row, column, title) = self.months_in_a_title(form, header, from)?;
        Some(warning(self.location(Some(form), row, column), title, |title, form| {
            let length = message!("period-length", frequency = form.form.frequency.name());
            message!("period-mismatch.months-title", written = title, length = length)
        }))
    }

    /// A note below the table that says of its figures what a title of other figures does, where no label says of which they are.
    pub(super) fn note_of_other_figures(
        &self,
        form: &Form,
        header: &Header,
        body: &[Row],
        period: Option<Period>,
    ) -> Option<Finding> {
        let says = |note: &str| {
            figures_in_note(note).is_some_and(|words| !is_declared(form, words))
                || period.is_some_and(|period| note_of_another_period(note, period, form.form.calendar))
        };
        let notes = body.iter().filter(|row| row.role == RowRole::Note);
        let mut texts = notes.flat_map(|row| {
            self.sheet
                .grid
                .row(row.index)
                .iter()
                .filter_map(|(column, cell)| Some((row.index, *column, cell.as_text()?)))
        });
        let is_alone = |row: u32| self.sheet.grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).count() == 1;
        let line_says = |row: u32, note: &str| {
            let line = line_about_figures(note, |mark| self.has_mark(mark, row));
            line.filter(|_| is_alone(row)).is_some_and(|line| {
                figures_in_line(line).is_some_and(|words| !is_declared(form, words))
                    || period.is_some_and(|period| line_of_another_period(line, period, form.form.calendar))
            })
        };
        let is_draft = |row: u32, note: &str| is_called_a_draft(note) && is_alone(row);
        let found = texts.find(|(row, _, note)| says(note) || line_says(*row, note) || is_draft(*row, note));
        let (row, column, note) = found.filter(|(row, _, note)| is_draft(*row, note) || !labels_say_which(header))?;
        if is_draft(row, note) {
            return Some(self.draft(form, (row, column), note));
        }
        let note = text::on_one_line(note.trim()).into_owned();
        let message = message!("period-mismatch.other-figures-note", written = &note, form = &form.form.code);
        let finding = Finding::new(Code::PeriodMismatch, self.location(Some(form), row, column), message);
        Some(finding.value(note).weighing(Severity::Warning, Disposition::Used))
    }

    /// True where a cell above this row has the mark of a footnote.
    fn has_mark(&self, mark: &str, below: u32) -> bool {
        let cells = self.sheet.grid.rows(..below).flat_map(|(_, cells)| cells);
        cells.filter_map(|(_, cell)| cell.as_text()).any(|text| text.contains(mark))
    }

    /// A line that calls the report a draft.
    fn draft(&self, form: &Form, (row, column): (u32, u32), written: &str) -> Finding {
        let written = text::on_one_line(written.trim()).into_owned();
        let message = message!("period-mismatch.draft", written = &written);
        let finding = Finding::new(Code::PeriodMismatch, self.location(Some(form), row, column), message);
        finding.value(written).weighing(Severity::Warning, Disposition::Used)
    }

    /// A title that names several months together beside the period of the form, where no label says of which the figures are. Of
    /// stocks the same are at the end of both.
    fn months_in_a_title(&self, form: &Form, header: &Header, from: u32) -> Option<(u32, u32, &str)> {
        if !form.measures().any(|field| field.measure == Some(Measure::Flow)) {
            return None;
        }
        let own = match form.form.frequency {
            Frequency::Month => 1,
            Frequency::Quarter => 3,
            Frequency::HalfYear => 6,
            Frequency::Year => 12,
        };
        let declared = form.title.as_deref().and_then(|title| KnownText::of(title).months_together());
        let titles = self.sheet.grid.rows(from..header.top.max(from)).flat_map(|(row, cells)| {
            cells.iter().filter_map(move |(column, cell)| Some((row, *column, cell.as_text()?)))
        });
        let mut titles = titles.filter(|(_, _, text)| {
            let known = KnownText::of(text);
            let months = known.months_together();
            // "triệu đồng/6 tháng" is a unit, and is judged as one.
            let is_of_unit = known.unit_after().is_some_and(|unit| KnownText::of(unit).months_together() == months);
            months.is_some_and(|months| months != own) && months != declared && !is_of_unit
        });
        let found = titles.next()?;
        (!labels_say_which(header)).then_some(found)
    }

    /// A sheet of numbers beside the tables that were read.
    pub(super) fn unread_sheet(&self) -> Finding {
        let message = message!("unread-sheet.no-form", sheet = &self.sheet.name);
        Finding::new(Code::UnreadSheet, self.whole_sheet(None), message)
    }
}

/// True where the title or the description of a form has the words, which are without marks.
pub(super) fn is_declared(form: &Form, words: &str) -> bool {
    let titles = [form.title.as_deref(), form.description.as_deref()].into_iter().flatten();
    titles.into_iter().any(|title| KnownText::of(title).plain().contains(words))
}

/// A path on one line.
pub(super) fn one_line(path: &[String]) -> String {
    path.iter().map(|text| text::on_one_line(text)).collect::<Vec<_>>().join(" > ")
}

/// A file without figures beside others of its archive that hold tables: a letter that goes with them.
pub(super) fn letter(unknown: &Finding) -> Finding {
    let name = unknown.location.sheet.as_deref().unwrap_or_default();
    let finding =
        Finding::new(Code::UnknownForm, unknown.location.clone(), message!("unknown-form.letter", name = name));
    finding.weighing(Severity::Warning, Disposition::Ignored)
}

/// No table of any form: names the form that came closest, or whose code the head has.
pub(super) fn unknown_form(sheets: &[Sheet], forms: &[Form], closest: Option<Closest>) -> Finding {
    if let Some(lost) = lost_labels::of(sheets, forms) {
        let (code, first) = (&lost.form.form.code, &lost.first);
        let message = message!("unknown-form.lost-letters", form = code, count = lost.count, written = first);
        let finding = Finding::new(Code::UnknownForm, Location::default(), message).value(lost.first.clone());
        return finding.suggestion(lost.form.title.as_deref().unwrap_or(&lost.form.name));
    }
    let named = |grid: &Grid| {
        let cells = grid.rows(..).take(60).flat_map(|(_, cells)| cells.iter().take(60));
        cells
            .filter_map(|(_, cell)| cell.as_text())
            .find_map(|text| forms.iter().find(|form| head::names_code(text, &form.form.code)))
    };
    let named = sheets.iter().find_map(|sheet| named(&sheet.grid));
    // Labels of units and periods may be those of every form.
    let tells = |(form, closest): &(&Form, Closest)| {
        let is_alone = || named.map_or(!closest.is_one_of_several, |named| std::ptr::eq(named, *form));
        closest.measures + closest.others > 0 || is_alone()
    };
    let by_labels = closest.and_then(|closest| Some((forms.get(closest.form)?, closest))).filter(tells);
    let nearest = by_labels.map(|(form, closest)| (form, closest.matched));
    if let (None, Some(form)) = (nearest, named) {
        let message = message!("unknown-form.named", form = &form.form.code);
        let finding = Finding::new(Code::UnknownForm, Location::default(), message);
        return finding.suggestion(form.title.as_deref().unwrap_or(&form.name));
    }
    let others = closest.map_or(0, |closest| closest.others);
    let message = match nearest {
        Some((form, matched)) => {
            let (code, all) = (&form.form.code, form.schema.fields.len());
            let is_without_unit = closest.is_some_and(|closest| closest.is_without_unit);
            let is_of_unit = |field: &&Field| matches!(field.role, Some(Role::AreaCode | Role::AreaName));
            let units =
                form.schema.fields.iter().filter(is_of_unit).map(|field| field.title.as_ref().unwrap_or(&field.name));
            let units = units.map(|title| format!("“{title}”")).collect::<Vec<_>>().join(", ");
            if is_without_unit {
                message!("unknown-form.without-unit", form = code, matched = matched, all = all, labels = units)
            } else if others > 0 {
                message!("unknown-form.other-period", form = code, matched = matched, all = all, others = others)
            } else {
                message!("unknown-form.nearest", form = code, matched = matched, all = all)
            }
        }
        None => message!("unknown-form.none"),
    };
    let finding = Finding::new(Code::UnknownForm, Location::default(), message);
    match nearest {
        Some((form, _)) => finding.suggestion(form.title.as_deref().unwrap_or(&form.name)),
        None => finding,
    }
}

/// The title of a field with what a label has between brackets behind it, such as its unit of measure: who wrote the title alone would take that away.
fn with_unit_of(label: &str, title: &str) -> String {
    let label = label.trim_end();
    let bracket = label.strip_suffix(')').and_then(|rest| rest.rfind('(')).and_then(|start| label.get(start..));
    match bracket.filter(|_| !title.trim_end().ends_with(')')) {
        Some(bracket) => format!("{title} {bracket}"),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_is_written_anew_keeps_its_unit() {
        assert_eq!(with_unit_of("DOANH THU (TY DONG)", "Doanh thu"), "Doanh thu (TY DONG)");
        assert_eq!(with_unit_of("DOANH THU", "Doanh thu"), "Doanh thu");
        assert_eq!(with_unit_of("TY LE (TREN 1000 DAN)", "Tỷ lệ (trên 1000 dân)"), "Tỷ lệ (trên 1000 dân)");
    }
}
