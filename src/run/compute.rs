//! From readings to a published run: assemble, aggregate, publish.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow_array::RecordBatch;
use chrono::NaiveDate;
use rayon::prelude::*;

use super::form_tables::FormTables;
use super::ingest::Ingested;
use crate::aggregate::figure::figures;
use crate::aggregate::withheld::withhold;
use crate::assemble::across::checks::{CheckedAcross, Withheld};
use crate::assemble::across::shown_since::ShownSince;
use crate::assemble::newest::late::late_findings;
use crate::assemble::newest::{Newest, newest};
use crate::assemble::object_name::ObjectNames;
use crate::assemble::{
    Arrived, State, Submission, across, decisions, expected, foreign_keys, stopped, unused_rows, withdrawn,
};
use crate::engine::{AREAS, COUNTS, PlanEngine, Tables, units_table};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::collector::of_submissions;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{Project, ResolvedIndicator};
use crate::publish::datapackage::{PublishedTable, describe};
use crate::publish::figures::{IndicatorFigures, catalog, indicators, judge, targets};
use crate::publish::finding_id::{FoundIn, Origins};
use crate::publish::finding_state::states;
use crate::publish::inputs::Chain;
use crate::publish::open_errors::OpenErrors;
use crate::publish::statement::{PROVENANCE, provenance as provenance_of};
use crate::publish::summary::{Summary, target_lines};
use crate::publish::{declarations, inputs, manifest, provenance, registry};
use crate::run::progress::{Progress, Stage};
use crate::run::returns::returns;
use crate::store::{Entry, ExistingRun, Staging, Warehouse, WrittenFile};
use crate::typing::reading::Reading;
use crate::values::period::{Calendar, Period};

/// Computes and writes a run into one warehouse, of inputs that the archive of one holds. It appears under its name only when it is whole; a damaged one of the same id gives way.
///
/// # Errors
/// Where the engine or the warehouse fails.
#[expect(clippy::too_many_arguments, reason = "the straight line hands each stage what the stages before gave")]
pub fn publish(
    project: &Project,
    (warehouse, archive): (&Warehouse, &Warehouse),
    counted: &[Entry],
    deadline: Option<NaiveDate>,
    (run_id, existing): (&str, ExistingRun),
    ingested: &Ingested,
    engine: &dyn PlanEngine,
    progress: &dyn Progress,
) -> Result<Summary, Error> {
    let mut found = Vec::new();
    let (withdrawn, remaining): (Vec<Entry>, Vec<Entry>) = counted.iter().cloned().partition(|entry| entry.withdrawn);
    let (readings, mut findings) = arrivals(project, &remaining, &ingested.readings, &mut found)?;
    // What is withdrawn came all the same, and what was found in it is resolved.
    let (withdrawn, resolved) = arrivals(project, &withdrawn, &ingested.readings, &mut Vec::new())?;
    let in_use = readings.len();
    findings.extend(resolved.into_iter().map(|(finding, place)| (finding, place.map(|place| in_use + place))));
    let mut arrived: Vec<Arrived<'_>> = readings
        .iter()
        .chain(&withdrawn)
        .map(|(entry, reading)| Arrived {
            object: &entry.object,
            sha256: &entry.sha256,
            received_at: entry.received_at,
            reading,
        })
        .collect();
    let withdrawn = arrived.split_off(in_use);
    let names = ObjectNames::new(project);
    let mut newest = newest(&names, &arrived);
    // Bytes that came twice are reported once; those that a sender went back to are reported again.
    findings.retain(|(_, place)| place.is_none_or(|place| !newest.duplicates.contains(&place)));
    let broken_keys = foreign_keys::check(project, &arrived, &mut newest);
    let unused = unused_rows::findings(project, &arrived, &newest);
    newest.of_arrivals.extend(unused);
    let of_form = |form: usize| FormTables::new(project, form, &arrived, &newest, deadline);
    let (across, of_forms) = rayon::join(
        || Across::check(project, &arrived, &newest),
        || in_order((0..project.forms.len()).into_par_iter().map(of_form)),
    );
    found.append(&mut newest.findings);
    found.extend(expected::complete(&names, &arrived, deadline, &mut newest.submissions));
    for (finding, place) in late_findings(project, &arrived, &newest.submissions) {
        match place {
            Some(place) => newest.of_arrivals.push((finding, place)),
            None => found.push(finding),
        }
    }

    let Across { findings: mut found_across, withheld, mut shown } = across;
    let corrected =
        across::corrected_rows::resolved(project, &arrived, &newest, &found_across, &mut findings, &mut shown);
    found_across.extend(corrected);
    arrived.extend(withdrawn);
    found_across.extend(across::withdrawn_rows::findings(&names, (&arrived, in_use), &found_across, &mut shown));
    newest.submissions.extend(withdrawn::submissions(project, &arrived, in_use));
    newest.duplicates.extend(in_use..arrived.len());

    let mut engine_tables = Tables::new();
    let mut periods: BTreeSet<(Calendar, Period)> = BTreeSet::new();
    let mut ready: Vec<(String, RecordBatch)> = Vec::new();
    for (declared, tables) in project.forms.iter().zip(of_forms?) {
        periods.extend(tables.periods.iter().map(|period| (declared.form.calendar, *period)));
        found.extend(tables.findings);
        engine_tables.register(units_table(&declared.name), tables.units.clone());
        ready.push((units_table(&declared.name), tables.units));
        ready.extend(tables.data.map(|rows| (format!("data/{}", declared.name), rows)));
    }
    let periods: Vec<(Period, Calendar)> = periods.into_iter().map(|(calendar, period)| (period, calendar)).collect();
    let (areas, counts) = (
        registry::areas(&project.registry, &project.geographies)?,
        registry::counts(&project.registry, &periods, &project.geographies)?,
    );
    engine_tables.register(AREAS, areas.clone());
    engine_tables.register(COUNTS, counts.clone());
    ready.push((AREAS.to_owned(), areas));
    ready.push((COUNTS.to_owned(), counts));

    let mut computed = compute(project, engine, &engine_tables, progress)?;
    for one in &mut computed {
        withhold(project, one.indicator, &mut one.figures, &withheld);
    }
    let judged = judge(project, &computed);
    let mut about_submissions = of_submissions(found, |finding| project.severities_of(finding));
    decisions::accept(project, &arrived, &mut about_submissions);
    findings.extend(about_submissions.into_iter().map(|finding| (finding, None)));
    for (finding, place) in std::mem::take(&mut newest.of_arrivals) {
        let mut said = of_submissions([finding], |finding| project.severities_of(finding));
        decisions::accept(project, &arrived, &mut said);
        findings.extend(said.into_iter().map(|finding| (finding, Some(place))));
    }
    findings.extend(broken_keys.into_iter().chain(found_across));
    let found = findings.iter().map(|(finding, place)| (finding, *place));
    let about_decisions = decisions::report(project, counted, &arrived, &newest, found);
    findings.extend(about_decisions.into_iter().map(|finding| (finding, None)));
    findings.sort();
    let origins = Origins::new(project, &arrived, &newest.submissions);
    let states = states(project, (&findings, &shown), &origins, &arrived, counted, &newest)?;
    let mut summary = Summary {
        objects: u64::try_from(counted.len()).unwrap_or(u64::MAX),
        last_deadline: deadline.map(|day| day.to_string()),
        targets: target_lines(project, &judged),
        open_errors: OpenErrors::new(project, &origins, &findings, &states),
        ..Summary::default()
    };
    summary.count(&findings, &states, &newest.submissions);
    count_rows(&mut summary, &arrived, &newest);
    for figure in computed.iter().flat_map(|one| &one.figures) {
        if figure.value.is_some() { summary.figures += 1 } else { summary.figures_null += 1 }
    }
    let computed = &computed;
    // The largest come first: what is begun last is short.
    let of_pipelines = project.pipelines.iter().enumerate().map(|(place, pipeline)| -> (String, LazyTable<'_>) {
        let name = format!("indicators/{}", pipeline.name.get_ref());
        (name, Box::new(move || indicators(project, place, computed)))
    });
    let of_forms = ready.into_iter().map(|(name, batch)| (name, made(batch)));
    let mut tables: Vec<(String, LazyTable<'_>)> = of_pipelines.chain(of_forms).collect();
    let of_run: [(&str, LazyTable<'_>); 9] = [
        ("registry/units", Box::new(|| registry::units(&project.registry))),
        ("registry/crosswalk", Box::new(|| registry::crosswalk(&project.registry))),
        ("targets", Box::new(|| targets(project, &judged))),
        ("catalog", Box::new(|| catalog(project))),
        ("findings", Box::new(|| provenance::findings(&findings, &states, project.settings.language))),
        ("submissions", Box::new(|| provenance::submissions(project, &arrived, &newest.submissions))),
        ("lineage", Box::new(|| provenance::lineage(project, &arrived, &newest.duplicates))),
        (inputs::TABLE, Box::new(|| inputs::inputs(counted))),
        (declarations::TABLE, Box::new(|| declarations::declarations(project))),
    ];
    tables.extend(of_run.map(|(name, table)| (name.to_owned(), table)));
    let returns = returns(&names, archive, &findings, &states, &arrived, &newest)?;
    summary.returns = u64::try_from(returns.len()).unwrap_or(u64::MAX);
    write(project, warehouse, counted, deadline, (run_id, existing), (tables, returns), &summary, progress)?;
    Ok(summary)
}

/// What submissions say of one another.
struct Across {
    findings: Vec<FoundIn>,
    withheld: Vec<Withheld>,
    shown: ShownSince,
}

impl Across {
    fn check(project: &Project, arrived: &[Arrived<'_>], newest: &Newest) -> Self {
        let mut shown = ShownSince::default();
        let mut findings = across::check(project, arrived, newest, &mut shown);
        for (finding, _) in &mut findings {
            decisions::accept(project, arrived, std::slice::from_mut(finding));
        }
        let CheckedAcross { found, withheld, shown: of_checks } = across::checks::check(project, arrived, newest);
        findings.extend(found);
        shown.extend(of_checks);
        Self { findings, withheld, shown }
    }
}

/// A table of a run, made when it is written: tables are made side by side.
type LazyTable<'a> = Box<dyn Fn() -> Result<RecordBatch, Error> + Send + Sync + 'a>;

/// A table that is made already.
fn made<'a>(batch: RecordBatch) -> LazyTable<'a> {
    Box::new(move || Ok(batch.clone()))
}

/// Arrivals with their readings, and the findings of these.
type Readings<'a> = (Vec<(&'a Entry, Cow<'a, Reading>)>, Vec<FoundIn>);

/// What arrived, each with its reading, in the order of arrival; and the findings of readings, with the names of their
/// objects and the indices of their arrivals. What is found about the objects themselves goes to `found`.
fn arrivals<'a>(
    project: &Project,
    counted: &'a [Entry],
    readings: &'a HashMap<String, Arc<Reading>>,
    found: &mut Vec<Finding>,
) -> Result<Readings<'a>, Error> {
    let mut entries: Vec<&Entry> = counted.iter().collect();
    entries.sort_by(|left, right| (left.received_at, &left.object).cmp(&(right.received_at, &right.object)));
    let mut findings = Vec::new();
    let mut arrived: Vec<(&Entry, Cow<'_, Reading>)> = Vec::new();
    for entry in entries {
        let location = Location { object: Some(entry.object.clone()), ..Location::default() };
        if !project.is_claimed(&entry.object) {
            let message = message!("unclaimed-object.no-source");
            let places = project.places_of_sources(|_| true).join(", ");
            found.push(Finding::new(Code::UnclaimedObject, location, message).expected(places));
            continue;
        }
        let reading = readings
            .get(&entry.sha256)
            .ok_or_else(|| Error::damaged(&entry.object, "the ledger names it, and it has not been read"))?;
        findings.extend(reading.findings.iter().cloned().map(|mut finding| {
            finding.location.object = Some(entry.object.clone());
            (finding, Some(arrived.len()))
        }));
        let claimed = |table: &&crate::typing::reading::TypedTable| project.claims(table.form, &entry.object);
        let mut reading = if reading.tables.iter().all(|table| claimed(&table)) {
            Cow::Borrowed(reading.as_ref())
        } else {
            for table in reading.tables.iter().filter(|table| !claimed(table)) {
                let form = &project.forms[table.form];
                let message = message!("unclaimed-object.form", form = &form.form.code);
                let location = Location { form: Some(form.name.clone()), ..location.clone() };
                let places = project.places_of_sources(|form| form == table.form).join(", ");
                found.push(Finding::new(Code::UnclaimedObject, location, message).expected(places));
            }
            let tables = reading.tables.iter().filter(claimed).cloned().collect();
            let return_of = reading.return_of.clone();
            Cow::Owned(Reading { tables, return_of, ..Reading::default() })
        };
        let stopped = stopped::stopped(project, &reading);
        for one in &stopped {
            one.keep_out(reading.to_mut());
        }
        let said = stopped.iter().filter_map(|one| one.finding(project, &entry.object));
        let said = of_submissions(said, |finding| project.severities_of(finding));
        findings.extend(said.into_iter().map(|finding| (finding, Some(arrived.len()))));
        arrived.push((entry, reading));
    }
    Ok((arrived, findings))
}

/// The tables of a run by their names, and what goes back to the senders by the names of its files.
type Outputs<'a> = (Vec<(String, LazyTable<'a>)>, Vec<(String, Vec<u8>)>);

/// Plans that run at once. An engine has threads of its own, and a thread that waits for them begins the next plan on the same stack.
const PLANS_AT_ONCE: usize = 4;

/// Runs every plan.
fn compute<'a>(
    project: &'a Project,
    engine: &dyn PlanEngine,
    tables: &Tables,
    progress: &dyn Progress,
) -> Result<Vec<IndicatorFigures<'a>>, Error> {
    progress.begin(Stage::Compute, project.indicators.len());
    let of_indicator = |indicator: &'a ResolvedIndicator| {
        let subject = || indicator.declared.name.get_ref().clone();
        let batch = engine.run(&indicator.plan, tables).map_err(|error| Error::engine(subject(), error))?;
        let figures = figures(project, indicator, &batch)
            .ok_or_else(|| Error::engine(subject(), "the engine gave other columns than it promised"))?;
        progress.step();
        Ok(IndicatorFigures { indicator, figures })
    };
    let mut computed = Vec::with_capacity(project.indicators.len());
    for plans in project.indicators.chunks(PLANS_AT_ONCE) {
        computed.extend(in_order(plans.par_iter().map(of_indicator))?);
    }
    progress.end();
    Ok(computed)
}

/// What is worked out in parallel, in its order; of several errors the first, whichever came up before.
fn in_order<T: Send>(work: impl IndexedParallelIterator<Item = Result<T, Error>>) -> Result<Vec<T>, Error> {
    let mut done: Vec<Result<T, Error>> = Vec::new();
    work.collect_into_vec(&mut done);
    done.into_iter().collect()
}

/// Rows that are used, those among them that are kept of submissions that others have replaced, and rows that are kept out of submissions that count.
fn count_rows(summary: &mut Summary, arrived: &[Arrived<'_>], newest: &Newest) {
    for current in newest.current.iter().flat_map(|form| form.values()) {
        let used = current.rows(arrived).map(|(table, row)| table.rows.source_rows(row).0);
        summary.rows_accepted += used.sum::<u64>();
    }
    let counted = |submission: &&Submission| submission.state != State::Superseded;
    for submission in newest.submissions.iter().filter(counted) {
        summary.rows_quarantined += submission.quarantined;
    }
}

#[expect(clippy::too_many_arguments, reason = "the straight line hands each stage what the stages before gave")]
fn write(
    project: &Project,
    warehouse: &Warehouse,
    counted: &[Entry],
    deadline: Option<NaiveDate>,
    (run_id, existing): (&str, ExistingRun),
    (tables, returns): Outputs<'_>,
    summary: &Summary,
    progress: &dyn Progress,
) -> Result<(), Error> {
    progress.begin(Stage::Publish, tables.len());
    let staging = Staging::new(warehouse, run_id)?;
    let of_table = |(name, table): (String, LazyTable<'_>)| {
        let path = format!("{name}.parquet");
        let batch = table()?;
        let written = staging.write_table(&path, &batch)?;
        progress.step();
        Ok((written, PublishedTable { path, schema: batch.schema().as_ref().clone() }))
    };
    let (mut written, mut published): (Vec<WrittenFile>, Vec<PublishedTable>) =
        in_order(tables.into_par_iter().with_max_len(1).map(of_table))?.into_iter().unzip();
    let returned = returns.into_par_iter().map(|(name, bytes)| staging.write_bytes(&name, &bytes));
    written.extend(in_order(returned)?);
    published.sort_by(|left, right| left.path.cmp(&right.path));
    let package = manifest::pretty(&describe(project, run_id, &published))?;
    written.push(staging.write_bytes("datapackage.json", &package)?);
    written.sort_by(|left, right| left.relative.cmp(&right.relative));
    let chain = Chain::over(counted);
    let provenance = manifest::pretty(&provenance_of(project, run_id, &chain, deadline, &written))?;
    written.push(staging.write_bytes(PROVENANCE, &provenance)?);
    written.sort_by(|left, right| left.relative.cmp(&right.relative));
    let manifest = manifest::pretty(&manifest::manifest(project, run_id, counted, deadline, &written, summary))?;
    written.push(staging.write_bytes(manifest::FILE, &manifest)?);
    progress.commits();
    staging.publish(&written, existing)?;
    progress.end();
    Ok(())
}
