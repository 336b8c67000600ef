//! The tables of one sheet, or of a part of it, one below the other.
//!
//! Takes the labels that are found from top to bottom; gives tables with their head, the roles of their rows and their columns.

use super::{FormFound, LabelledColumn, Located, Place, Searched, Table};
use crate::findings::finding::Finding;
use crate::locate::beside::Surroundings;
use crate::locate::carried::Carried;
use crate::locate::carried_units::TakingTable;
use crate::locate::findings::one_line;
use crate::locate::head::HeadText;
use crate::locate::head::head_period::FoundPeriod;
use crate::locate::head::head_unit::is_of_figures;
use crate::locate::head::{self, Head, head_period, head_unit};
use crate::locate::labels::area_label;
use crate::locate::labels::header::{Catalogue, Header, Search};
use crate::locate::labels::label_path::unit_in;
use crate::locate::labels::label_unit;
use crate::locate::labels::labelled::Labelled;
use crate::locate::pages::{has_periods, read_for_period};
use crate::locate::rows::period_of_rows::period_of_rows;
use crate::locate::rows::printed_sums::sums_of;
use crate::locate::rows::{self, Row, RowRole};
use crate::locate::unit_beside::unit_beside;
use crate::locate::unit_columns::states_units;
use crate::locate::unit_elsewhere;
use crate::locate::units_below::UnitsBelow;
use crate::project::written::form::Form;
use crate::sheet::grid::{Grid, Sheet};
use crate::values::period::Frequency;
use crate::words::unit_text::stated;

impl Place<'_> {
    /// True for a table of the same file, of several in one archive.
    fn is_of_its_file(&self, table: &Table) -> bool {
        self.sheets.get(table.sheet).is_some_and(|sheet| sheet.file == self.sheet.file)
    }

    /// Finds the tables whose labels the search meets.
    pub(super) fn search(
        &self,
        catalogue: &Catalogue,
        labels: &Search<'_>,
        surroundings: Surroundings<'_>,
        carried: &mut Carried<'_>,
        searched: &mut Searched,
        located: &mut Located,
    ) {
        let closest = &mut searched.closest;
        let grid = &self.sheet.grid;
        let mut from = 0;
        let Surroundings { mut above, mut left, hidden } = surroundings;
        let mut next = catalogue.find(labels, from, closest);
        let mut form_above: Option<usize> = None;
        let mut unit_above: Option<HeadText> = None;
        while let Some(mut header) = next {
            let body_start = header.bottom.saturating_add(1);
            next = catalogue.find(labels, body_start, closest);
            let mut head = head::read(grid, from, first_of_labels(grid, header.top), self.forms);
            // A table that goes on in columns further right has no head of its own.
            let left = left.take();
            let of_left = left.clone().filter(|_| {
                head == Head::default() && head_period::read(grid, from, header.top, Frequency::Year).is_none()
            });
            head = of_left.unwrap_or(head);
            above = left.or(above);
            let mut form_found = FormFound::ByLabels;
            if let [_, _, ..] = header.forms.as_slice() {
                match self.choose_form(&header, &head, from, form_above) {
                    Some((form, found)) => {
                        catalogue.read_as(&mut header, form);
                        form_found = found;
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
            head.period = head_period::read(grid, from, header.top, form.form.frequency).or(head.period);
            form_above = Some(number);
            let has_own_head = head.sender.is_some() && head.period.is_some();
            let (found_form, place) = ((number, form.form.frequency), (self.number, self.sheets));
            let contradiction = carried.complete(&mut head, above.as_ref(), found_form, place);
            // A table that has a column of periods asks no name for one, and no head.
            if !has_periods(form, &header) {
                located.findings.extend(contradiction.map(|found| self.contradiction(form, &header, &found)));
            }
            let fitting = head.period.as_ref().and_then(|found| found.fitting(form.form.frequency));
            let is_of_a_period = fitting.is_some() || has_periods(form, &header);
            let of_titles = located.findings.len();
            read_for_period(catalogue, form, &head, &mut header);
            let period = head.period.as_ref().and_then(|found| found.fitting(form.form.frequency));
            let period_of_head = period;
            let period = period.filter(|_| !has_periods(form, &header));
            Catalogue::doubt_asides(&mut header, form, period);
            area_label::split(grid, form, &mut header);
            above = Some(head.clone());
            let mut repeated = Vec::new();
            let units = UnitsBelow::of(grid, form, &header);
            let unknown = units.as_ref().map(|units| self.unknown_units(form, &header, units));
            located.findings.extend(unknown.into_iter().flatten());
            let below = |header: &Header| UnitsBelow::of(grid, form, header);
            // Other units below the labels are those of another table.
            let has_same_units = |again: &Header| {
                below(again).is_none_or(|again| units.as_ref().is_some_and(|units| units.units == again.units))
            };
            while let Some(again) =
                next.take_if(|again| self.goes_on(catalogue, form, &header, &head, again) && has_same_units(again))
            {
                let bottom = below(&again).map_or(again.bottom, |units| units.row);
                repeated.push(self.head_above(form, &header, again.top)..=bottom);
                next = catalogue.find(labels, again.bottom.saturating_add(1), closest);
            }
            let end = next.as_ref().map_or(u32::MAX, |next| self.head_above(form, &header, next.top));
            let above_labels = (from, first_of_labels(grid, header.top));
            let body_start = match &units {
                Some(units) if units.is_next => units.row.saturating_add(1),
                Some(units) => {
                    repeated.insert(0, units.row..=units.row);
                    body_start
                }
                None => body_start,
            };
            // What is on the sheets before, for the same period, may be summed with the rows of this one.
            let before = || {
                let goes_on = |table: &&Table| {
                    let of_table = table.head.period.as_ref().and_then(|found| found.fitting(form.form.frequency));
                    table.form == number && of_table == period_of_head && self.is_of_its_file(table)
                };
                let tables = located.tables.iter().filter(goes_on);
                sums_of(form, tables.filter_map(|table| Some((&self.sheets.get(table.sheet)?.grid, table))))
            };
            let (body, numbering) = rows::classify(grid, form, &header.columns, body_start..end, &repeated, &before);
            // What is said above and below a table is said of the period that its rows state, too.
            let is_beside = has_periods(form, &header);
            let of_figures = match is_beside {
                true => period_of_rows(grid, form, &header, &body, head.period.as_ref()),
                false => fitting,
            };
            let is_compared = |found: &&FoundPeriod| {
                is_beside && found.against.is_none() && found.period.frequency() <= form.form.frequency
            };
            let compared = head.period.as_ref().filter(is_compared);
            let title_of_others = is_of_a_period
                .then(|| self.title_of_other_figures(form, &header, from, (of_figures, compared)))
                .flatten();
            located.findings.splice(of_titles..of_titles, title_of_others.clone());
            let note_of_others =
                is_of_a_period.then(|| self.note_of_other_figures(form, &header, &body, of_figures)).flatten();
            let of_rows =
                if is_of_a_period { self.notes_of_rows(form, &header, &body, of_figures) } else { Vec::new() };
            // One that speaks of all figures is reported once.
            let is_of_all = |of_row: &Finding| note_of_others.as_ref().is_some_and(|note| note.value == of_row.value);
            located.findings.extend(of_rows.into_iter().filter(|of_row| !is_of_all(of_row)));
            located.findings.extend(note_of_others.filter(|_| title_of_others.is_none()));
            unit_elsewhere::add_all(&mut head.unit, units.as_ref().and_then(|units| units.of_table.clone()));
            head.unit = head.unit.or_else(|| unit_below(grid, &body));
            unit_elsewhere::add_all(&mut head.unit, unit_beside(grid, &header, &body));
            let solid = |row: &&Row| row.role.is_of_the_body();
            let first_row = body.iter().find(solid).map_or(body_start, |row| row.index);
            let last_row = body.iter().rev().find(solid).map_or(first_row, |row| row.index);
            from = last_row.max(header.bottom).saturating_add(1);
            if std::mem::take(hidden) {
                located.findings.push(self.hidden_sheet(form));
            }
            located.findings.extend(self.unread_rows(
                form,
                &header,
                &body,
                above_labels,
                body_start..end.max(body_start),
            ));
            let columns: Vec<LabelledColumn> = header
                .columns
                .iter()
                .map(|labelled| column(form, &header, labelled, self.sheet, units.as_ref(), &body))
                .collect();
            unit_elsewhere::add(&mut head.unit, self.sheet, form, &header, &columns);
            let taking = TakingTable { form: number, sheet: self.number, has_own_head, columns: &columns };
            carried.units.complete(&mut head, taking, self.sheets);
            // A unit above a table of another form may be meant for this one, too, as the period is.
            let own_unit = head.unit.clone();
            if own_unit.is_none() && head.mentioned_unit.is_none() && !has_own_head {
                let of_above = unit_above.as_ref().filter(|unit| is_of_figures(&stated(&unit.text)));
                head.mentioned_unit = of_above.cloned();
            }
            let on_this_sheet = |unit: HeadText| HeadText { sheet: Some(self.sheet.name.clone()), ..unit };
            unit_above = own_unit.filter(|unit| unit.sheet.is_none()).map(on_this_sheet).or(unit_above);
            // Who mends a label reads the year that it has to name.
            let year = head.period.as_ref().filter(|_| form.names_years()).and_then(FoundPeriod::year);
            let of_year = year.map(|year| form.in_year(year));
            let of_report = of_year.as_ref().unwrap_or(form);
            let lacks = self.judge(catalogue, of_report, &header, &body, &mut located.findings);
            let tables =
                if lacks.as_ref().is_some_and(Vec::is_empty) { &mut located.tables } else { &mut located.unusable };
            tables.push(Table {
                form: number,
                form_found,
                sheet: self.number,
                sheet_name: self.sheet.name.clone(),
                head,
                columns,
                body,
                numbering,
                first_row,
                last_row,
                header_top: header.top,
                header_row: header.bottom,
                title_of_others,
                lacks: lacks.unwrap_or_default(),
                continues: Vec::new(),
                is_piece: false,
                is_page: false,
            });
        }
        if let Some(row) = labels.gave_up() {
            // Rows of another table may have been taken for rows of the last.
            let on_it = |table: &mut Table| table.sheet == self.number;
            located.unusable.extend(located.tables.extract_if(.., on_it));
            let unusable = located.unusable.iter_mut().filter(|table| table.sheet == self.number);
            unusable.for_each(|table| table.lacks.clear());
            located.findings.push(self.too_many_labels(row));
        }
    }
}

/// The first row that labels are merged from into the row where they begin: what is beside them there is a label too, and of no head.
fn first_of_labels(grid: &Grid, top: u32) -> u32 {
    let reach = grid.merged().iter().filter(|range| range.first_row < top && range.last_row >= top);
    reach.map(|range| range.first_row).min().unwrap_or(top)
}

/// The unit of measure of a line below the rows that says nothing else: "Đơn vị tính: triệu đồng".
fn unit_below(grid: &Grid, body: &[Row]) -> Option<head::HeadText> {
    let notes = body.iter().rev().take_while(|row| row.role == RowRole::Note);
    let units = notes.filter_map(|row| {
        let cells: Vec<_> = grid.row(row.index).iter().filter(|(_, cell)| !cell.is_blank()).take(3).collect();
        let unit = head_unit::unit_of_line(&cells)?;
        Some(head::HeadText { cell: unit.cell.map(|(_, column)| (row.index, column)), ..unit })
    });
    // From the last note up: the line nearest to the rows counts.
    units.last()
}

fn column(
    form: &Form,
    header: &Header,
    labelled: &Labelled,
    sheet: &Sheet,
    units: Option<&UnitsBelow>,
    body: &[Row],
) -> LabelledColumn {
    let grid = &sheet.grid;
    let below = units.and_then(|units| units.units.get(&labelled.column)).cloned();
    let field = labelled.field().and_then(|field| form.schema.fields.get(field));
    let is_of_its_words =
        |path: &[String]| path.last().zip(field).is_some_and(|(text, field)| label_unit::is_of_its_words(text, field));
    let of_label = || Some(header.whole_path(labelled)).filter(|path| !is_of_its_words(path)).and_then(unit_in);
    LabelledColumn {
        index: labelled.column,
        label: one_line(&labelled.path),
        field: labelled.field(),
        matched: labelled.matched,
        unit: unit_elsewhere::both(
            below.filter(|unit| !unit.is_empty()).or_else(of_label),
            unit_elsewhere::in_comment(sheet, header, labelled.column),
        ),
        states_units: states_units(labelled, grid, body),
    }
}
