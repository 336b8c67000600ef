//! What came and what was wrong with it: findings, submissions, lineage.

use std::collections::HashSet;

use arrow_array::RecordBatch;

use crate::assemble::{Arrived, Submission};
use crate::columns::{Builders, date, instant, integer, text};
use crate::error::Error;
use crate::findings::message::Message;
use crate::project::Project;
use crate::publish::finding_id::FoundIn;
use crate::publish::finding_state::FindingState;
use crate::values::language::Language;

/// `findings`: everything wrong or odd, ordered by location; what was expected and is suggested in the language of the project.
pub fn findings(findings: &[FoundIn], states: &[FindingState], language: Language) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("finding_id"),
        text("code"),
        text("severity"),
        text("disposition"),
        text("object"),
        text("sheet"),
        text("cell"),
        integer("row"),
        text("form"),
        text("field"),
        text("ref_area"),
        date("ref_area_valid_from"),
        text("time_period"),
        text("value"),
        text("expected"),
        text("suggestion"),
        text("check"),
        text("message_vi"),
        text("message_en"),
        text("state"),
        instant("since"),
        text("resolved_by"),
    ]);
    for ((finding, _), state) in findings.iter().zip(states) {
        let at = &finding.location;
        builders
            .text(Some(&state.id))
            .text(Some(finding.code.name()))
            .text(Some(finding.severity().name()))
            .text(Some(finding.disposition().name()));
        builders.text(at.object.as_deref()).text(at.sheet.as_deref()).text(at.cell.as_deref());
        builders.integer(at.row.map(i64::from)).text(at.form.as_deref()).text(at.field.as_deref());
        builders.text(at.ref_area.as_deref());
        builders.date(at.ref_area_valid_from.as_deref().and_then(|day| day.parse().ok()));
        builders.text(at.time_period.as_deref()).text(finding.value.as_deref());
        let said = |message: &Option<Message>| message.as_ref().map(|message| message.text(language).to_owned());
        builders.text(said(&finding.expected).as_deref()).text(said(&finding.suggestion).as_deref());
        builders.text(finding.check.as_deref());
        builders.text(Some(&finding.message.vi)).text(Some(&finding.message.en));
        builders.text(Some(state.name())).instant(state.since).text(state.resolved_by.as_deref());
    }
    builders.finish()
}

/// `submissions`: expected × received, in the order of form, period, sender, arrival.
pub fn submissions(
    project: &Project,
    arrived: &[Arrived<'_>],
    submissions: &[Submission],
) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("form"),
        text("ref_area"),
        date("ref_area_valid_from"),
        text("time_period"),
        date("due"),
        text("state"),
        text("object"),
        text("sha256"),
        instant("received_at"),
        integer("revision"),
        integer("rows_accepted"),
        integer("rows_quarantined"),
    ]);
    let mut ordered: Vec<&Submission> = submissions.iter().collect();
    ordered.sort_by_key(|one| (one.form, one.period, one.sender, one.arrived, one.table, one.state));
    for one in ordered {
        let sender = one.sender.map(|unit| &project.registry.units[unit]);
        let source = one.arrived.map(|place| &arrived[place]);
        builders.text(Some(&project.forms[one.form].name)).text(sender.map(|unit| unit.code.as_str()));
        builders.date(sender.map(|unit| unit.valid_from)).text(one.period.map(|period| period.to_string()).as_deref());
        builders.date(one.due).text(Some(one.state.name())).text(source.map(|source| source.object));
        builders.text(source.map(|source| source.sha256)).instant(source.map(|source| source.received_at));
        builders.integer(source.map(|_| i64::from(one.revision)));
        let count = |count: u64| i64::try_from(count).ok().filter(|_| source.is_some());
        builders.integer(count(one.accepted)).integer(count(one.quarantined));
    }
    builders.finish()
}

/// `lineage`: which file, sheet and column letter each field came from, in the order of objects.
pub fn lineage(project: &Project, arrived: &[Arrived<'_>], duplicates: &HashSet<usize>) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("object"),
        text("sha256"),
        text("form"),
        text("sheet"),
        text("table"),
        integer("first_row"),
        integer("last_row"),
        text("field"),
        text("column"),
        text("label"),
        text("unit"),
        integer("multiplier"),
    ]);
    let mut ordered: Vec<(usize, &Arrived<'_>)> =
        arrived.iter().enumerate().filter(|(place, _)| !duplicates.contains(place)).collect();
    ordered.sort_by(|left, right| (left.1.object, left.1.received_at).cmp(&(right.1.object, right.1.received_at)));
    for (_, source) in ordered {
        for (number, table) in source.reading.tables.iter().enumerate() {
            let form = &project.forms[table.form];
            for column in &table.columns {
                builders
                    .text(Some(source.object))
                    .text(Some(source.sha256))
                    .text(Some(&form.name))
                    .text(Some(table.sheet_of(column)));
                builders.text(Some(&(number + 1).to_string()));
                let page = column.page.and_then(|page| table.pages.get(page));
                let (first, last) =
                    page.map_or((table.first_row, table.last_row), |page| (page.first_row, page.last_row));
                builders.integer(Some(i64::from(first))).integer(Some(i64::from(last)));
                builders.text(Some(&form.schema.fields[column.field].name)).text(Some(&column.letters));
                builders
                    .text(Some(&column.label))
                    .text(column.unit.as_deref())
                    .integer(column.multiplier.map(i64::from));
            }
        }
    }
    builders.finish()
}
