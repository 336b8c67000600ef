//! The sender of a table and the unit of each of its rows.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::members_of_units::RowOfNoUnit;
use super::stated_areas::StatedArea;
use super::words_beside_names::NamedRow;
use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::LabelledColumn;
use crate::locate::rows::{Row, behind_part_words, heads, sections};
use crate::message;
use crate::project::written::form::Role;
use crate::registry::UnitIndex;
use crate::registry::code_or_name::WrongCell;
use crate::registry::names::{Names, Sought, says_that_it_is_old};
use crate::sheet::grid::Cell;
use crate::typing::rejected_table::sender_of;
use crate::typing::repaired_area;
use crate::typing::rows::Rows;
use crate::typing::unread_cell;
use crate::values::gap_words;
use crate::values::period::Period;

/// A code or a name that a spreadsheet never computed, or could not, or that is a program's word for none; `known` where the other of the two names the unit.
fn broken_area(location: Location, cell: &Cell, known: bool) -> Finding {
    let written = cell.display().into_owned();
    let message = match (cell, known) {
        (Cell::Uncomputed(_), true) => message!("error-cell.area-uncomputed-other-used", written = &written),
        (Cell::Uncomputed(_), false) => message!("error-cell.area-uncomputed", written = &written),
        (_, true) => message!("error-cell.area-other-used", written = &written),
        (_, false) => message!("error-cell.area", written = &written),
    };
    let (code, message) = match cell {
        Cell::Unread(reason, _) => (Code::UnreadCell, unread_cell::message(*reason, &written)),
        Cell::Text(_) => (Code::UnreadCell, message!("unread-cell.gap-word", written = written.trim())),
        _ => (Code::ErrorCell, message),
    };
    let finding = Finding::new(code, location, message).value(written);
    if known { finding.weighing(Severity::Warning, Disposition::Used) } else { finding }
}

/// True where a code has no digit and the name beside it is nothing but digits, as many as codes have.
fn are_exchanged(code: Option<&str>, name: Option<&str>) -> bool {
    const FEWEST_DIGITS: usize = 3;
    let is_name = |text: &str| text.contains(char::is_alphabetic) && !text.contains(|sign: char| sign.is_ascii_digit());
    let is_code = |text: &str| text.len() >= FEWEST_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    code.is_some_and(is_name) && name.is_some_and(is_code)
}

impl<'a> Typing<'a> {
    /// The unit that the head names as its sender, or else the name of the sheet, or else a head before; a warning where the
    /// head names none of the map. A form without areas is the province's.
    pub(super) fn sender(&mut self, names: &Names<'_>, rows: &Rows, head: Option<Period>) -> Option<UnitIndex> {
        let province = (!self.form.has_areas()).then_some(self.project.province);
        let Some(period) = head.or_else(|| rows.period.iter().copied().flatten().next()) else {
            return sender_of(self.project, names, self.sheet, self.table);
        };
        let day = period.end(self.form.form.calendar);
        let levels = self.form.sender_levels(day);
        let sends = |unit: &UnitIndex| levels.contains(&self.project.registry.units[*unit].level);
        let sheet = names.sender(self.sheet.tab(), day).filter(sends);
        let found = match &self.table.head.sender {
            Some(found) if found.sheet.is_none() || sheet.is_none() => found,
            _ => return sheet.or(province),
        };
        let named = names.sender(&found.text, day);
        self.of_other_map = named.is_none() && names.of_another_day(&found.text, day).is_some();
        if let (Some(named), Some(sheet)) = (named, sheet)
            && !self.project.registry.is_within(sheet, named)
        {
            self.sheet_of_another(named, sheet);
        }
        if named.is_none() && province.is_none() {
            let finding = Finding::new(
                Code::UnknownSender,
                self.location_of(found),
                message!("unknown-sender.head", written = &found.text, day = day.to_string()),
            );
            let near = names.nearest_sender(&found.text, day, levels);
            let near = near.map_or_else(|| message!("unknown-sender.suggestion"), Message::from);
            self.report(finding.value(found.text.clone()).suggestion(near));
        }
        named.or(province)
    }

    /// The name of the sheet names another unit than its head.
    fn sheet_of_another(&mut self, named: UnitIndex, sheet: UnitIndex) {
        let units = &self.project.registry.units;
        let (named, sheet) = (&units[named].name, &units[sheet].name);
        let location = Location { cell: None, row: None, ..self.location(self.table.header_row, None, None) };
        let finding =
            Finding::new(Code::NameMismatch, location, message!("name-mismatch.sheet", sheet = sheet, head = named));
        self.report(finding.value(named.clone()).expected(sheet.clone()));
    }

    /// The unit of each row.
    pub(super) fn areas(
        &mut self,
        names: &Names<'_>,
        data: &[DataRow<'a>],
        sender: Option<UnitIndex>,
        rows: &mut Rows,
    ) {
        if !self.form.has_areas() {
            rows.unit.fill(Some(self.project.province));
            for (place, row) in data.iter().enumerate() {
                if rows.period[place].is_none() {
                    self.no_period(row.index, place, &mut rows.accepted);
                }
            }
            return;
        }
        let column_of = |role: Role| {
            let has_role = |column: &&LabelledColumn| {
                let field = column.field.and_then(|field| self.form.schema.fields.get(field));
                field.is_some_and(|field| field.role == Some(role))
            };
            self.table.columns.iter().find(has_role).map(|column| column.index)
        };
        let (code_column, either_column) = (column_of(Role::AreaCode), column_of(Role::Area));
        let name_column = column_of(Role::AreaName).or(either_column);
        let sections = self.units_of_sections(names, sender, rows);
        let other_map = self.follows_other_map(names, data, code_column, rows);
        let stated = self.stated_areas(code_column, name_column, &sections, rows);
        // A place is looked up once, however many lines speak of it.
        let mut resolved_before: HashMap<(&str, &str, Period), UnitIndex, ahash::RandomState> = HashMap::default();
        // Where a code and a name are those of two units, the rows of both say which is meant.
        let units_of_rows: OnceCell<HashSet<(UnitIndex, Period)>> = OnceCell::new();
        let mut of_no_unit: Vec<RowOfNoUnit> = Vec::new();
        // One row of the kind is a slip; columns that were interchanged are so in each.
        let written = |row: &DataRow<'a>, column: Option<u32>| {
            column
                .map(|column| row.cell(column))
                .filter(|cell| !cell.is_blank())
                .map(|cell| cell.display().trim().to_owned())
        };
        let are_columns_exchanged = data.len() > 1
            && data
                .iter()
                .all(|row| are_exchanged(written(row, code_column).as_deref(), written(row, name_column).as_deref()));
        for (place, row) in data.iter().enumerate() {
            let Some(period) = rows.period[place] else {
                self.no_period(row.index, place, &mut rows.accepted);
                continue;
            };
            let row = *row;
            let cell = |column: Option<u32>| column.map(|column| row.cell(column));
            let (code_cell, name_cell) = match stated.by_row.get(&row.index) {
                Some(StatedArea::Unit(unit)) => {
                    rows.unit[place] = Some(*unit);
                    continue;
                }
                Some(StatedArea::Cells(code, name)) => (*code, *name),
                None => (cell(code_column), cell(name_column)),
            };
            let as_key = |cell: Option<&'a Cell>| cell.map_or(Some(""), Cell::as_text);
            let written = as_key(code_cell).zip(as_key(name_cell)).map(|(code, name)| (code, name, period));
            let alone = !sections.contains_key(&row.index);
            if let Some(unit) = written.filter(|_| alone).and_then(|written| resolved_before.get(&written)) {
                rows.unit[place] = Some(*unit);
                continue;
            }
            let stated = |column: Option<u32>, cell: Option<&'a Cell>| {
                column.zip(cell).map_or(cell, |(column, cell)| Some(self.stated(column, cell)))
            };
            let (code_cell, name_cell) = (stated(code_column, code_cell), stated(name_column, name_cell));
            let is_broken = |cell: &&Cell| match cell {
                Cell::Text(written) => gap_words::is_one(written),
                cell => matches!(cell, Cell::Uncomputed(_) | Cell::Error(_) | Cell::Unread(..)),
            };
            let text =
                |cell: Option<&Cell>| cell.filter(|cell| !is_broken(cell)).map(|cell| cell.display().trim().to_owned());
            let (mut code, mut name) = (text(code_cell), text(name_cell));
            let cells = [(code_cell, code_column), (name_cell, name_column)];
            let broken = cells.into_iter().find_map(|(cell, column)| Some((cell.filter(is_broken)?, column)));
            if let Some((cell, column)) = broken {
                let known = [&code, &name].into_iter().flatten().any(|text| !text.is_empty());
                let labelled = self.table.columns.iter().find(|labelled| Some(labelled.index) == column);
                let field = labelled.and_then(|labelled| self.form.schema.fields.get(labelled.field?));
                let finding = broken_area(self.location(row.index, column, field), cell, known);
                if !known {
                    self.report_unplaced_row(finding, place, &mut rows.accepted);
                    continue;
                }
                self.report_row(finding, place, &mut rows.accepted);
            }
            // "Trong đó: Xã …" beside a code is the row of a unit; a line of an export is a part of another.
            let has_code = code.as_deref().is_some_and(|code| !code.is_empty());
            if let Some(rest) =
                name.as_deref().filter(|_| has_code && !self.form.has_lines()).and_then(behind_part_words)
            {
                name = Some(rest.to_owned());
            }
            // The one column of a form that holds either.
            if either_column.is_some()
                && name.as_deref().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
            {
                std::mem::swap(&mut code, &mut name);
            }
            // A code among the names and a name among the codes.
            let (mut code_column, mut name_column) = (code_column, name_column);
            if are_columns_exchanged && are_exchanged(code.as_deref(), name.as_deref()) {
                std::mem::swap(&mut code, &mut name);
                std::mem::swap(&mut code_column, &mut name_column);
            }
            let day = period.end(self.form.form.calendar);
            let sought = Sought {
                code: code.as_deref(),
                name: name.as_deref(),
                day,
                levels: self.form.form.reports.on(day),
                sender,
                other_map,
            };
            let section = sections.get(&row.index).copied();
            let mut resolved = names.resolve(&sought);
            // Of namesakes the one in the section's district is meant.
            if let (Err(fault), Some(section)) = (&resolved, section)
                && fault.code == Code::AmbiguousArea
            {
                resolved = names.resolve(&Sought { sender: Some(section), ..sought }).or(resolved);
            }
            if let (Ok(unit), Some(section)) = (&resolved, section)
                && !self.project.registry.is_within(*unit, section)
            {
                let column = name_column.or(code_column);
                self.outside_its_section((row.index, column), (*unit, section), place, &mut rows.accepted);
            }
            match resolved {
                Ok(unit) => {
                    rows.unit[place] = Some(unit);
                    let named = NamedRow { row: row.index, column: name_column, place, period };
                    let beside = (name.as_deref().unwrap_or_default(), unit);
                    // A name of which nothing is said needs no second look.
                    if self.words_beside_name(names, beside, named, &mut rows.accepted) {
                        resolved_before.extend(written.filter(|_| alone).map(|written| (written, unit)));
                    }
                }
                Err(fault) => {
                    let repaired = repaired_area::repaired(self.sheet, names, &sought);
                    let is_of_two = repaired.is_none() && fault.code == Code::AreaMismatch;
                    let wrong = if is_of_two {
                        let has_row = |unit| {
                            // A list may have any number of rows of a unit.
                            !self.form.lists()
                                && units_of_rows
                                    .get_or_init(|| {
                                        self.units_of_rows(names, data, [code_column, name_column], sender, rows)
                                    })
                                    .contains(&(unit, period))
                        };
                        names.wrong_of_two(&sought, has_row)
                    } else {
                        None
                    };
                    let by_code = match (&repaired, &wrong) {
                        (Some(repaired), _) => repaired.by_code,
                        (None, Some(wrong)) => matches!(wrong, Some(WrongCell::Code(_))),
                        (None, None) => names.is_fault_of_code(&sought, fault.code),
                    };
                    let column = if by_code { code_column.or(name_column) } else { name_column.or(code_column) };
                    let location = self.location(row.index, column, None);
                    rows.unit[place] = repaired.as_ref().map(|repaired| repaired.unit);
                    let is_repaired = repaired.is_some();
                    let (code_of, message, suggestion) = match (repaired, wrong) {
                        (Some(found), _) => (found.code, found.message, Some(found.suggestion.into())),
                        (None, Some(wrong)) => (fault.code, fault.message, wrong.map(|wrong| wrong.meant().into())),
                        (None, None) => (fault.code, fault.message, fault.suggestion),
                    };
                    let mut finding = Finding::new(code_of, location, message);
                    let is_code = by_code && code_column.is_some();
                    let ended = if self.form.has_lines() { None } else { names.ended_unit(&sought) };
                    if !is_repaired {
                        of_no_unit.push(RowOfNoUnit { place, ended });
                        rows.of_ended_units.extend(names.ended_unit_by_both(&sought).map(|unit| (place, unit)));
                    }
                    // Where the unit that it became has a row of its own, or the name says that it is the old one, nothing that is written here mends the row.
                    let has_own = |unit: UnitIndex| {
                        let became: Vec<UnitIndex> = self.project.registry.successors(unit).collect();
                        let of_rows = units_of_rows
                            .get_or_init(|| self.units_of_rows(names, data, [code_column, name_column], sender, rows));
                        became.iter().any(|unit| of_rows.contains(&(*unit, period)))
                    };
                    let is_of_old = name.as_deref().is_some_and(says_that_it_is_old);
                    let is_needless =
                        is_of_old || fault.code == Code::EndedArea && !self.form.lists() && ended.is_some_and(has_own);
                    let suggestion = suggestion.filter(|_| is_repaired || !is_needless);
                    finding.suggestion = suggestion.map(|unit| if is_code { self.code_alone(unit) } else { unit });
                    finding.location.time_period = Some(period.to_string());
                    finding.value = if by_code { code.or(name) } else { name.or(code) };
                    if is_repaired {
                        self.report_row(finding, place, &mut rows.accepted);
                        continue;
                    }
                    // Without a unit a row counts nowhere.
                    self.report_unplaced_row(finding, place, &mut rows.accepted);
                }
            }
        }
        self.rows_of_members(names, &of_no_unit, [code_column, name_column], sender, rows);
        self.doubtful_areas(&stated.taken_over, name_column.or(code_column), &sections, data, rows);
    }

    /// The units and periods of the rows that say by their cells whose they are.
    fn units_of_rows(
        &self,
        names: &Names<'_>,
        data: &[DataRow<'a>],
        columns: [Option<u32>; 2],
        sender: Option<UnitIndex>,
        rows: &Rows,
    ) -> HashSet<(UnitIndex, Period)> {
        let of_row = |(row, period): (&DataRow<'a>, &Option<Period>)| {
            let period = (*period)?;
            let [code, name] = columns.map(|column| Some(row.cell(column?).display().trim().to_owned()));
            let day = period.end(self.form.form.calendar);
            let levels = self.form.form.reports.on(day);
            let (code, name) = (code.as_deref(), name.as_deref());
            let unit = names.resolve(&Sought { code, name, day, levels, sender, other_map: false }).ok()?;
            Some((unit, period))
        };
        data.iter().zip(&rows.period).filter_map(of_row).collect()
    }

    /// What is written in the cell of a code, of a suggestion that names a unit by code and name: a code with its name is none.
    fn code_alone(&self, suggestion: Message) -> Message {
        let code = suggestion.vi.split_once(' ').filter(|(code, name)| {
            let registry = &self.project.registry;
            let units = registry.with_code(code).iter().filter_map(|unit| registry.units.get(*unit));
            units.into_iter().any(|unit| unit.name == *name)
        });
        match code {
            Some((code, _)) => code.into(),
            None => suggestion,
        }
    }

    /// True where the table was filled in by another map than that of its period: its head names a sender of that map alone,
    /// or one of its codes has ended.
    fn follows_other_map(
        &self,
        names: &Names<'_>,
        data: &[DataRow<'a>],
        code_column: Option<u32>,
        rows: &Rows,
    ) -> bool {
        let Some(period) = rows.period.iter().copied().flatten().next() else { return false };
        let day = period.end(self.form.form.calendar);
        // The lines of an export are of any day, and too many to be looked at twice.
        let by_code = || {
            let codes = data.iter().filter_map(|row| row.cell(code_column?).as_text());
            !self.form.has_lines() && codes.map(str::trim).any(|code| names.is_of_other_map(code, day))
        };
        self.of_other_map || by_code()
    }

    /// For each row below a section that names a unit, that unit.
    fn units_of_sections(&self, names: &Names<'_>, sender: Option<UnitIndex>, rows: &Rows) -> HashMap<u32, UnitIndex> {
        let Some(period) = rows.period.iter().copied().flatten().next() else { return HashMap::new() };
        let day = period.end(self.form.form.calendar);
        let within = |unit: &UnitIndex| sender.is_none_or(|sender| self.project.registry.is_within(*unit, sender));
        let units: HashMap<u32, UnitIndex> = sections(self.grid(), &self.table.body)
            .into_iter()
            .filter_map(|(row, words)| Some((row, names.sender(&words, day).filter(within)?)))
            .collect();
        let of = |row: &Row| Some((row.index, *units.get(&row.section.or_else(|| heads(row).then_some(row.index))?)?));
        self.table.body.iter().filter_map(of).collect()
    }

    /// A row is under the heading of a unit in which its own does not lie.
    fn outside_its_section(
        &mut self,
        (row, column): (u32, Option<u32>),
        (unit, section): (UnitIndex, UnitIndex),
        place: usize,
        accepted: &mut [bool],
    ) {
        let units = &self.project.registry.units;
        let (unit, section) = (&units[unit].name, &units[section].name);
        let finding = Finding::new(
            Code::ForeignArea,
            self.location(row, column, None),
            message!("foreign-area.outside-section", unit = unit, section = section),
        );
        let finding = finding.value(unit.clone()).expected(section.clone());
        self.report_row(finding.weighing(Severity::Warning, Disposition::Used), place, accepted);
    }
}
