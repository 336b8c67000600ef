//! What a user declares, as plain data: settings, forms, pipelines.
//!
//! Takes the texts of a project folder; gives a checked [`Project`], or every fault with its file and line. Settings have
//! two shapes: as written (`settings`, `form`, `pipeline`) and as resolved (`Project`), with expressions parsed, names
//! looked up and digests taken.

pub mod check;
pub mod expression;
pub mod in_part;
pub mod load;
pub mod starter;
mod two_areas;
pub mod written;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use globset::GlobMatcher;

use crate::findings::fault::Fault;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::findings::settled::Acceptance;
use crate::findings::severities::Severities;
use crate::findings::severity::Severity;
use crate::project::expression::plan::{AggregatePart, Plan};
use crate::project::expression::typed::Condition;
use crate::project::written::decisions::Decisions;
use crate::project::written::files::SourceFile;
use crate::project::written::form::Form;
use crate::project::written::landing::NamePatterns;
use crate::project::written::pipeline::{Indicator, Pipeline, WhereMissing};
use crate::project::written::settings::{Geography, Settings};
use crate::registry::{Registry, UnitIndex};
use crate::values::decimal::Decimal;
use crate::values::text;

/// The place of a form in [`Project::forms`].
pub type FormIndex = usize;

/// A project whose declarations hold.
#[derive(Clone, Debug)]
pub struct Project {
    pub settings: Settings,
    pub forms: Vec<Form>,
    pub pipelines: Vec<Pipeline>,
    pub decisions: Decisions,
    pub registry: Arc<Registry>,
    /// The project's province.
    pub province: UnitIndex,
    pub geographies: Vec<Geography>,
    /// Names of files that programs leave in the landing zone.
    pub debris: NamePatterns,
    pub sources: Vec<ResolvedSource>,
    /// Those that a row alone decides.
    pub checks: Vec<ResolvedCheck>,
    /// Those that name other periods or another form, and are decided over what is current.
    pub across_checks: Vec<ResolvedCheck>,
    pub indicators: Vec<ResolvedIndicator>,
    /// For each form: how its lines are grouped, where it has lines.
    pub grouped: Vec<Option<Grouped>>,
    /// What is odd about the declarations, and stops nothing.
    pub warnings: Vec<Fault>,
    /// SHA-256 of the declarations, places, the as-of day and `settle` aside, in hex.
    pub declarations_digest: String,
    /// The same without the decisions: each is about one object.
    pub reading_digest: String,
    /// SHA-256 of the registry, in hex.
    pub registry_digest: String,
    /// SHA-256 of each file that was read, by name.
    pub files: Vec<(String, String)>,
    /// The text of each as its digest covers it, by name.
    pub texts: Vec<SourceFile>,
}

/// Where the submissions of a form lie.
#[derive(Clone, Debug)]
pub struct ResolvedSource {
    pub form: FormIndex,
    pub pattern: GlobMatcher,
}

impl ResolvedSource {
    /// True where an object lies here, in whichever form of Unicode its name is written: some systems keep decomposed letters.
    pub fn covers(&self, object: &str) -> bool {
        self.pattern.is_match(&*text::composed(object))
    }
}

/// A check with its parsed condition.
#[derive(Clone, Debug)]
pub struct ResolvedCheck {
    pub form: FormIndex,
    pub name: String,
    pub condition: Condition,
    /// The condition as written.
    pub assert: String,
    /// The form that is joined.
    pub with: Option<FormIndex>,
    /// What is not decided passes, or fails.
    pub missing: WhereMissing,
    pub severity: Severity,
    pub message: Message,
}

impl ResolvedCheck {
    /// True where a row breaks it: it does not hold there or, where that is asked for, is not decided.
    pub fn is_broken(&self, verdict: Option<bool>) -> bool {
        !verdict.unwrap_or(self.missing == WhereMissing::Passes)
    }

    /// The fields of a row of its form whose values an error withholds: those that it names. `None` where it names values of other periods and
    /// forms alone: then it speaks of the row as a whole.
    pub fn withheld_fields(&self, form: &Form) -> Option<Vec<String>> {
        let own: Vec<String> = self.condition.fields().into_iter().filter(|name| form.field(name).is_some()).collect();
        (!own.is_empty()).then_some(own)
    }
}

/// An indicator with its typed plan.
#[derive(Clone, Debug)]
pub struct ResolvedIndicator {
    /// The place of its pipeline in [`Project::pipelines`].
    pub pipeline: usize,
    pub declared: Indicator,
    /// The value of the field named by `by`, where the indicator is broken down.
    pub breakdown: Option<String>,
    pub plan: Plan,
    /// The form of the numerator: its calendar is the indicator's.
    pub form: FormIndex,
    /// By what the quotient of the amounts is multiplied: the declared factor, times the power of ten between the amounts and the figure.
    pub factor: Decimal,
    /// SDMX UNIT_MULT of the figure.
    pub multiplier: i64,
}

/// A form of lines as it is kept: one row a unit and period, one field for each part that an indicator needs.
#[derive(Clone, Debug)]
pub struct Grouped {
    pub form: Form,
    /// What each measure of `form` adds up, in the order of its fields.
    pub parts: Vec<AggregatePart>,
}

impl Project {
    /// The same project, in whose forms this is accepted: for the reading of one object.
    #[must_use]
    pub fn accepting(&self, accepted: &[Acceptance]) -> Self {
        let mut project = self.clone();
        for form in &mut project.forms {
            form.severities = form.severities.accepting(accepted);
        }
        project
    }

    /// A form as its units are kept: grouped, where it has lines.
    pub fn unit_form(&self, form: FormIndex) -> &Form {
        self.grouped[form].as_ref().map_or(&self.forms[form], |grouped| &grouped.form)
    }

    /// The form of a name.
    pub fn form_named(&self, name: &str) -> Option<FormIndex> {
        self.forms.iter().position(|form| form.name == name)
    }

    /// The severities that apply to a finding: those of its form, where it is about one.
    pub fn severities_of(&self, finding: &Finding) -> &Severities {
        static NONE: LazyLock<Severities> = LazyLock::new(Severities::default);
        let form = finding.location.form.as_deref().and_then(|name| self.form_named(name));
        form.and_then(|form| self.forms.get(form)).map_or(&NONE, |form| &form.severities)
    }

    /// True where an object was left behind by a program, and was sent by nobody.
    pub fn is_debris(&self, object: &str) -> bool {
        self.debris.fit(object)
    }

    /// True where a source of some pipeline covers an object for some form.
    pub fn is_claimed(&self, object: &str) -> bool {
        self.sources.iter().any(|source| source.covers(object))
    }

    /// The patterns of the sources of some forms, in order.
    pub fn places_of_sources(&self, is_meant: impl Fn(FormIndex) -> bool) -> Vec<&str> {
        let meant = self.sources.iter().filter(|source| is_meant(source.form));
        let places: BTreeSet<&str> = meant.map(|source| source.pattern.glob().glob()).collect();
        places.into_iter().collect()
    }

    /// True where a source covers an object for this form.
    pub fn claims(&self, form: FormIndex, object: &str) -> bool {
        self.sources.iter().any(|source| source.form == form && source.covers(object))
    }

    /// True where a form speaks for the province: it has no areas, or the province as its only level.
    pub fn speaks_for_province(&self, form: FormIndex) -> bool {
        let form = &self.forms[form];
        !form.has_areas() || form.form.reports.ever() == [self.registry.units[self.province].level.clone()]
    }
}
