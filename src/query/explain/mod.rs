//! Where a figure comes from: takes a published run and the name of a figure, gives every unit of its area, every row that it
//! adds, and every cell of those rows, read again in the archive; and why a unit does not count.
//!
//! | file | takes | gives |
//! |---|---|---|
//! | [`depth`] | what is asked | which units are followed to their cells |
//! | [`shares`] | the units tables of the period | what each unit and each row adds, by the engine |
//! | [`cells`] | a row of a units table | the rows of `data/<form>` that it was restated and combined from |
//! | [`locations`], [`sources`] | those rows, the archive | their cells: column, label, text, what it is read as now |
//! | [`added`] | those shares | whether they give the published parts |
//! | [`current_exports`] | submissions, the archive | which export the lines of a unit and period are of |
//! | [`lines`] | rows of a form of lines, the archive | the lines behind them |
//! | [`reasons`] | submissions, findings | why a unit does not count |
//! | [`uneven`] | the cells of a unit | which members and periods are in one part of a ratio alone |
//! | [`withheld`] | findings | why a figure has the status Q |
//! | [`decided`] | decisions, the archive | what people have decided of cells that bear upon the figure |
//!
//! An explanation is proved as it is made: the rows must add up to the published parts, the cells must give the rows, and
//! what the archive holds must read the same.

mod added;
pub mod answer;
mod cells;
mod current_exports;
mod decided;
pub mod depth;
pub mod leaves;
mod lines;
mod locations;
mod reasons;
mod shares;
mod sources;
mod uneven;
mod withheld;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use self::answer::{
    DecidedCell, ExplainAnswer, ExplainedCell, ExplainedPart, ExplainedRow, ExplainedUnit, PartName, Proof,
};
use self::cells::{Cells, KnownRows};
use self::decided::DecidedOf;
use self::depth::{Depth, FEW};
use self::shares::{Shares, UnitShare, units_of};
use self::sources::Sources;
use crate::engine::Engines;
use crate::error::Error;
use crate::message;
use crate::project::{FormIndex, Project, ResolvedIndicator};
use crate::query::asked::run_asked;
use crate::query::question::{self, FigureRow, Question};
use crate::query::run_tables::{RunTables, date, only, owned};
use crate::registry::{Registry, UnitIndex};
use crate::store::Warehouse;
use crate::values::period::Period;
use crate::values::status::Status;

/// Shares by the place of an indicator in the project, the geography and the period.
type KnownShares = HashMap<(usize, String, Period), Rc<Shares>>;

/// Explains the figures of one run.
pub struct Explainer<'a> {
    project: &'a Project,
    engines: Engines<'a>,
    tables: RunTables<'a>,
    sources: Sources<'a>,
    shares: RefCell<KnownShares>,
    known: KnownRows,
    /// The units of figures that were explained, by what they are asked for.
    units: RefCell<HashMap<(usize, String, Period, UnitIndex), FollowedUnit>>,
    /// True where the lines behind groups are found again.
    finds_lines: bool,
}

/// What is asked of each unit.
struct AskedOfUnits<'a> {
    period: Period,
    shares: &'a Shares,
    cells: &'a Cells<'a>,
}

/// A unit, and of which form each of its rows is.
#[derive(Clone)]
struct FollowedUnit {
    index: UnitIndex,
    unit: ExplainedUnit,
    forms: Vec<FormIndex>,
    /// The cells give the values of the rows.
    agrees: bool,
}

impl FollowedUnit {
    /// Its cells, each with its form.
    fn cells_of_forms(&self) -> impl Iterator<Item = (FormIndex, &ExplainedCell)> {
        let rows = self.unit.rows.iter().zip(&self.forms);
        rows.flat_map(|(row, form)| row.fields.iter().flat_map(|field| &field.cells).map(|cell| (*form, cell)))
    }

    fn cells(&self) -> impl Iterator<Item = &ExplainedCell> {
        self.cells_of_forms().map(|(_, cell)| cell)
    }
}

impl<'a> Explainer<'a> {
    /// Opens a run.
    ///
    /// # Errors
    /// No such run.
    pub fn new(
        project: &'a Project,
        warehouse: &'a Warehouse,
        run_id: Option<&str>,
        engines: Engines<'a>,
    ) -> Result<Self, Error> {
        let run_id = run_asked(warehouse, run_id)?;
        Ok(Self {
            project,
            engines,
            tables: RunTables::open(warehouse, run_id)?,
            sources: Sources::new(project, warehouse, engines.local),
            shares: RefCell::default(),
            known: KnownRows::default(),
            units: RefCell::default(),
            finds_lines: false,
        })
    }

    /// Finds the lines of exports again, too.
    pub fn with_lines(self, finds_lines: bool) -> Self {
        Self { finds_lines, ..self }
    }

    /// Explains one figure.
    ///
    /// # Errors
    /// A figure that the run does not have, or declarations that no longer have its indicator; a table that cannot be read.
    pub fn explain(&self, question: &Question, depth: Depth) -> Result<ExplainAnswer, Error> {
        self.of(&question::find(self.project, &self.tables, question)?, depth, false)
    }

    /// Explains every figure of an indicator, one after another.
    ///
    /// # Errors
    /// As [`Self::explain`].
    pub fn explain_all(&self, indicator: &str, mut each: impl FnMut(ExplainAnswer)) -> Result<(), Error> {
        for found in question::all(&self.tables, indicator)? {
            each(self.of(&found, Depth::WHOLE, true)?);
        }
        self.units.borrow_mut().clear();
        self.shares.borrow_mut().clear();
        Ok(())
    }

    /// Explains a figure. Where others come after it, its units are kept for the other areas that they count in.
    fn of(&self, found: &FigureRow, depth: Depth, keeps: bool) -> Result<ExplainAnswer, Error> {
        let figure = found.figure(&self.tables)?;
        let damaged = |what: &str| Error::damaged("indicators", format!("it names no {what}"));
        let period: Period = figure.time_period.parse().map_err(|_| damaged("period"))?;
        let valid_from = found.valid_from().ok_or_else(|| damaged("area"))?;
        let (place, indicator) = self.indicator(&figure.indicator, &figure.method, &figure.breakdown)?;
        let members = self.members(&figure.geography, &figure.ref_area, valid_from)?;
        // Figures that come after this one need other units, too.
        let code = |unit: &UnitIndex| Some(self.project.registry.units.get(*unit)?.code.clone());
        let codes = (!keeps && members.len() <= FEW).then(|| members.iter().filter_map(code).collect());
        let shares = self.shares((place, indicator), &figure.geography, period, codes.as_ref())?;
        let in_area = shares
            .units
            .iter()
            .map(|(unit, share)| (*unit, share))
            .filter(|(unit, _)| members.binary_search(unit).is_ok());
        let units = largest_first(&self.project.registry, in_area);
        let whole = self.finds_lines || self.has_decisions(&shares, period)?;
        let depth = if whole { Depth { most_objects: depth.most_objects, ..Depth::WHOLE } } else { depth };
        let is_followed = depth.followed(&units);
        let first: Vec<UnitIndex> =
            units.iter().zip(&is_followed).filter(|(_, followed)| **followed).map(|((unit, _), _)| *unit).collect();
        let codes = (!keeps && first.len() <= FEW).then(|| self.codes(&shares, first.into_iter(), period));
        let of_figure = KnownRows::default();
        let known = if codes.is_some() { &of_figure } else { &self.known };
        let cells = Cells { project: self.project, tables: &self.tables, known, codes };
        let asked = AskedOfUnits { period, shares: &shares, cells: &cells };
        let mut followed = Vec::new();
        let mut fresh = Vec::new();
        let mut proof = Proof::default();
        for (&(unit, share), is_followed) in units.iter().zip(is_followed) {
            let kept = keeps.then(|| (place, figure.geography.clone(), period, unit));
            let known = kept.as_ref().and_then(|kept| self.units.borrow().get(kept).cloned());
            fresh.push((known.is_none(), kept));
            followed.push(known.map_or_else(|| self.unit(&asked, unit, share, is_followed), Ok)?);
            proof.units += u64::from(is_followed);
        }
        let agrees = followed.iter().all(|one| one.agrees);
        let adds_up = agrees && self.adds_up(found, indicator, &shares, &units)?;
        proof.adds_up = (figure.numerator.is_some() || !adds_up).then_some(adds_up);
        let digests: BTreeSet<&str> =
            followed.iter().flat_map(FollowedUnit::cells).map(|cell| cell.sha256.as_str()).collect();
        let reads = digests.len() <= depth.most_objects;
        let located = followed.iter_mut().zip(&fresh).filter(|(_, (is_fresh, _))| *is_fresh).map(|(unit, _)| unit);
        self.locate(located, reads, keeps)?;
        for one in followed.iter_mut().filter(|one| one.unit.counts) {
            one.unit.uneven = uneven::parts(self.project, &one.unit);
        }
        if keeps {
            let fresh = fresh.into_iter().zip(&followed).filter(|((is_fresh, _), _)| *is_fresh);
            self.units.borrow_mut().extend(fresh.filter_map(|((_, kept), unit)| Some((kept?, unit.clone()))));
        }
        if self.finds_lines {
            lines::find(self, period, &shares, &mut followed, &mut proof)?;
        }
        let (mut withheld, mut decisions) = (Vec::new(), Vec::new());
        let is_withheld = figure.obs_status == Status::Q.code();
        if is_withheld || !self.project.decisions.is_empty() {
            let codes = self.codes(&shares, units.iter().map(|(unit, _)| *unit), period);
            decisions = self.decisions(&shares, &codes, period)?;
            if is_withheld {
                withheld = withheld::of_figure(self.project, &self.tables, &shares, &codes, period)?;
            }
        }
        for one in followed.iter_mut().filter(|one| !one.unit.counts && !decisions.is_empty()) {
            let codes = self.codes(&shares, std::iter::once(one.index), period);
            decided::add_reasons(&mut one.unit, &codes, &decisions);
        }
        let objects = locations::objects(self.project, &self.tables, &followed, &mut proof)?;
        Ok(ExplainAnswer {
            tinhso: "explain/1",
            run_id: self.tables.run_id.clone(),
            parts: self.parts(found, indicator, &figure),
            figure,
            others_named: found.others(&self.tables)?,
            units: followed.into_iter().map(|one| one.unit).collect(),
            withheld,
            decisions,
            objects,
            proof,
        })
    }

    /// What people have decided of cells that bear upon the units with these codes.
    fn decisions(&self, shares: &Shares, codes: &BTreeSet<String>, period: Period) -> Result<Vec<DecidedCell>, Error> {
        DecidedOf { project: self.project, tables: &self.tables, sources: &self.sources, shares, codes, period }.cells()
    }

    /// A unit. One that is followed has its reasons and its rows with their cells, which are still to be located.
    fn unit(
        &self,
        asked: &AskedOfUnits<'_>,
        index: UnitIndex,
        share: &UnitShare,
        is_followed: bool,
    ) -> Result<FollowedUnit, Error> {
        let unit = &self.project.registry.units[index];
        let mut one = FollowedUnit {
            index,
            unit: ExplainedUnit {
                ref_area: unit.code.clone(),
                ref_area_valid_from: unit.valid_from,
                ref_area_name: unit.name.clone(),
                counts: share.reported,
                reasons: Vec::new(),
                numerator: share.numerator.filter(|_| share.reported),
                denominator: share.denominator.filter(|_| share.reported),
                rows: Vec::new(),
                not_used: Vec::new(),
                uneven: Vec::new(),
            },
            forms: Vec::new(),
            agrees: true,
        };
        if is_followed {
            self.follow(asked, share, &mut one)?;
        }
        Ok(one)
    }

    /// Why a unit does not count, and its rows with their cells.
    fn follow(&self, asked: &AskedOfUnits<'_>, share: &UnitShare, one: &mut FollowedUnit) -> Result<(), Error> {
        let unit = one.index;
        one.unit.reasons = reasons::of_unit(asked.cells, asked.shares, unit, share, asked.period)?;
        if share.reported {
            one.unit.not_used = reasons::not_used(asked.cells, asked.shares, unit, asked.period)?;
        }
        for part in asked.shares.parts.iter().filter(|_| share.reported) {
            for &row in part.by_unit.get(unit).into_iter().flatten() {
                let enters = part.enters(row);
                // What a condition turned away is shown where nothing else speaks for the unit.
                if !enters && one.unit.reasons.is_empty() {
                    continue;
                }
                let followed = asked.cells.follow(part, row, unit, asked.period)?;
                one.agrees &= followed.agrees;
                let form = self.project.form_named(&part.part.form);
                let damaged = || Error::damaged("declarations", format!("they have no form {}", part.part.form));
                one.forms.push(form.ok_or_else(damaged)?);
                one.unit.rows.push(ExplainedRow {
                    part: part.name,
                    form: part.part.form.clone(),
                    enters,
                    amount: part.amount(row).map(|amount| amount.to_string()),
                    dimensions: followed.dimensions,
                    fields: followed.fields,
                    lines: followed.lines,
                    found: None,
                });
            }
        }
        Ok(())
    }

    /// Says where the cells of units lie. All objects that are read for it are kept where other figures will need them.
    fn locate<'u>(
        &self,
        units: impl Iterator<Item = &'u mut FollowedUnit>,
        reads: bool,
        keeps: bool,
    ) -> Result<(), Error> {
        let cells = units.flat_map(|one| {
            one.unit.rows.iter_mut().zip(&one.forms).flat_map(|(row, form)| {
                row.fields.iter_mut().flat_map(|field| &mut field.cells).map(|cell| (*form, cell))
            })
        });
        locations::locate(self.project, &self.tables, (reads.then_some(&self.sources), keeps), cells.collect())
    }

    /// The indicator as the project declares it.
    fn indicator(
        &self,
        name: &str,
        method: &Option<String>,
        breakdown: &Option<String>,
    ) -> Result<(usize, &'a ResolvedIndicator), Error> {
        let is_it = |one: &&ResolvedIndicator| {
            one.declared.name.get_ref() == name && one.declared.method == *method && one.breakdown == *breakdown
        };
        let mut declared = self.project.indicators.iter().enumerate();
        let found = declared.find(|(_, one)| is_it(one));
        found.ok_or_else(|| Error::Request(message!("explain-not-declared", indicator = name)))
    }

    /// The shares of all units, which are kept, or of those with these codes.
    fn shares(
        &self,
        (place, indicator): (usize, &ResolvedIndicator),
        geography: &str,
        period: Period,
        codes: Option<&BTreeSet<String>>,
    ) -> Result<Rc<Shares>, Error> {
        let key = (place, geography.to_owned(), period);
        if let Some(known) = self.shares.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let made = Rc::new(Shares::new(
            (indicator, &self.project.registry),
            (geography, period),
            codes,
            &self.tables,
            self.engines,
        )?);
        if codes.is_none() {
            self.shares.borrow_mut().insert(key, Rc::clone(&made));
        }
        Ok(made)
    }

    /// The units that count in an area, in the order of the registry.
    fn members(&self, geography: &str, area: &str, valid_from: NaiveDate) -> Result<Vec<UnitIndex>, Error> {
        let columns = ["ref_area", "ref_area_valid_from", "area_valid_from"];
        let wanted = [("area", only(area)), ("geography", only(geography))];
        let areas = self.tables.columns("registry/areas", &columns, &wanted)?;
        let rows = units_of(&areas, &self.project.registry)?.into_iter().enumerate();
        let own = rows.filter(|(row, _)| date(&areas, "area_valid_from", *row) == Some(valid_from));
        let mut members: Vec<UnitIndex> = own.filter_map(|(_, unit)| unit).collect();
        members.sort_unstable();
        members.dedup();
        Ok(members)
    }

    /// The parts with their formulas.
    fn parts(
        &self,
        found: &FigureRow,
        indicator: &ResolvedIndicator,
        figure: &answer::ExplainedFigure,
    ) -> Vec<ExplainedPart> {
        let part = |name: PartName,
                    column: &str,
                    value: &Option<String>,
                    plan: Option<&crate::project::expression::plan::AggregatePart>| {
            let formula = owned(&found.catalog, column, found.entry)?;
            let form = plan.and_then(|part| self.project.form_named(&part.form));
            let form = form.map(|form| &self.project.forms[form]);
            let title = |field: String| Some((field.clone(), form?.field(&field)?.title.clone()?));
            Some(ExplainedPart {
                part: name,
                formula,
                form: plan.map(|part| part.form.clone()),
                form_title: form.and_then(|form| form.title.clone()),
                fields: plan.into_iter().flat_map(|part| part.fields()).filter_map(title).collect(),
                value: value.clone(),
            })
        };
        let plan = &indicator.plan;
        [
            part(PartName::Numerator, "numerator", &figure.numerator, Some(&plan.numerator)),
            part(PartName::Denominator, "denominator", &figure.denominator, plan.denominator_part()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Units in the order of what they add, the largest first; then those that do not count. What adds the same is in the order of codes.
fn largest_first<'s>(
    registry: &Registry,
    units: impl Iterator<Item = (UnitIndex, &'s UnitShare)>,
) -> Vec<(UnitIndex, &'s UnitShare)> {
    let mut units: Vec<_> = units.collect();
    units.sort_by_cached_key(|(unit, share)| {
        let amount = share.numerator.filter(|_| share.reported);
        let key = registry.units.get(*unit).map(|unit| (unit.code.as_str(), unit.valid_from));
        (!share.reported, std::cmp::Reverse(amount.map(|amount| amount.units().unsigned_abs())), key)
    });
    units
}
