//! What a run says to monitors: OpenMetrics text, <https://prometheus.io/docs/specs/om/open_metrics_spec/>. Only gauges without
//! timestamps, so that the textfile collector of the Prometheus node exporter reads it too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::findings::finding::Finding;
use crate::findings::severity::Severity;
use crate::run::Outcome;
use crate::run::progress::Stage;

/// What is known of a run that has ended.
#[derive(Debug)]
pub struct Measured<'a> {
    /// Nothing where the run could not go on.
    pub outcome: Option<&'a Outcome>,
    pub stages: Vec<(Stage, Duration)>,
    pub took: Duration,
    pub ended: DateTime<Utc>,
    /// When a run last ended well; nothing where none has, or it cannot be known.
    pub last_success: Option<DateTime<Utc>>,
    pub exit_code: u8,
}

/// The submissions that a summary may leave out where there are none.
const STATES: [&str; 7] = ["received", "late", "missing", "rejected", "superseded", "duplicate", "withdrawn"];

/// The text, which ends with `# EOF`.
pub fn open_metrics(measured: &Measured<'_>) -> String {
    let mut text = Exposition::default();
    let success = u8::from(measured.outcome.is_some());
    text.one(
        "run_success",
        "1 where the last run published or confirmed its figures, 0 where it could not go on.",
        success,
    );
    text.one("run_exit_code", "Exit code of the last run.", measured.exit_code);
    text.one_in_seconds("run_ended_timestamp_seconds", "When the last run ended.", instant(measured.ended));
    if let Some(last) = measured.last_success {
        text.one_in_seconds("last_success_timestamp_seconds", "When a run last ended well.", instant(last));
    }
    text.one_in_seconds("run_duration_seconds", "How long the last run took.", took(measured.took));
    let mut stages: BTreeMap<&str, Duration> = BTreeMap::new();
    for (stage, duration) in &measured.stages {
        *stages.entry(stage.name()).or_default() += *duration;
    }
    let stages: Vec<(&str, String)> = stages.into_iter().map(|(stage, duration)| (stage, took(duration))).collect();
    text.family(
        "stage_duration_seconds",
        "How long each stage of the last run took.",
        Some("seconds"),
        "stage",
        &stages,
    );
    if let Some(outcome) = measured.outcome {
        of_outcome(&mut text, outcome);
    }
    text.0 + "# EOF\n"
}

fn of_outcome(text: &mut Exposition, outcome: &Outcome) {
    let summary = &outcome.summary;
    text.one(
        "run_unchanged",
        "1 where nothing that counts has changed since this run was published.",
        u8::from(outcome.unchanged),
    );
    text.one(
        "current_stays",
        "1 where a run of a later as-of day stays current.",
        u8::from(outcome.current_stays.is_some()),
    );
    text.one("objects", "Arrivals that the run counts.", summary.objects);
    text.one("objects_read", "Objects whose bytes were read by the last run.", outcome.objects_read);
    text.one(
        "objects_waiting",
        "Objects that were changed so shortly before that they wait for the next run.",
        outcome.unsettled.len(),
    );
    let rows = [("accepted", summary.rows_accepted), ("quarantined", summary.rows_quarantined)];
    text.family("rows", "Rows of the submissions that count.", None, "state", &rows);
    let findings = [("error", summary.errors), ("warning", summary.warnings), ("note", summary.notes)];
    text.family("findings", "Published findings.", None, "severity", &findings);
    let landing = [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)]
        .map(|(name, severity)| (name, count(&outcome.landing_findings, severity)));
    text.family("landing_findings", "Findings about the landing zone itself.", None, "severity", &landing);
    let figures = [("present", summary.figures), ("null", summary.figures_null)];
    text.family("figures", "Published figures; null ones have a status that says why.", None, "value", &figures);
    let submissions = STATES.map(|state| (state, summary.submissions.get(state).copied().unwrap_or_default()));
    text.family("submissions", "Submissions of all periods.", None, "state", &submissions);
}

fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity() == severity).count()
}

/// Seconds since 1970.
fn instant(instant: DateTime<Utc>) -> String {
    format!("{}.{:03}", instant.timestamp(), instant.timestamp_subsec_millis().min(999))
}

fn took(duration: Duration) -> String {
    format!("{}.{:06}", duration.as_secs(), duration.subsec_micros())
}

/// Families of gauges as they are written.
#[derive(Debug, Default)]
struct Exposition(String);

impl Exposition {
    fn head(&mut self, name: &str, help: &str, unit: Option<&str>) {
        let _ = writeln!(self.0, "# TYPE tinhso_{name} gauge");
        if let Some(unit) = unit {
            let _ = writeln!(self.0, "# UNIT tinhso_{name} {unit}");
        }
        let _ = writeln!(self.0, "# HELP tinhso_{name} {help}");
    }

    fn one(&mut self, name: &str, help: &str, value: impl std::fmt::Display) {
        self.head(name, help, None);
        let _ = writeln!(self.0, "tinhso_{name} {value}");
    }

    fn one_in_seconds(&mut self, name: &str, help: &str, value: String) {
        self.head(name, help, Some("seconds"));
        let _ = writeln!(self.0, "tinhso_{name} {value}");
    }

    /// A gauge for each value of a label. Values are our own names, which need no escapes.
    fn family(
        &mut self,
        name: &str,
        help: &str,
        unit: Option<&str>,
        label: &str,
        values: &[(&str, impl std::fmt::Display)],
    ) {
        self.head(name, help, unit);
        for (of_label, value) in values {
            let _ = writeln!(self.0, "tinhso_{name}{{{label}=\"{of_label}\"}} {value}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_could_not_go_on() {
        let failed = Measured {
            outcome: None,
            stages: vec![(Stage::Read, Duration::from_millis(1500)), (Stage::Read, Duration::from_millis(1))],
            took: Duration::from_millis(2250),
            ended: DateTime::from_timestamp_millis(1_764_000_000_007).unwrap(),
            last_success: None,
            exit_code: 2,
        };
        assert_eq!(
            open_metrics(&failed),
            "# TYPE tinhso_run_success gauge\n\
             # HELP tinhso_run_success 1 where the last run published or confirmed its figures, 0 where it could not go on.\n\
             tinhso_run_success 0\n\
             # TYPE tinhso_run_exit_code gauge\n\
             # HELP tinhso_run_exit_code Exit code of the last run.\n\
             tinhso_run_exit_code 2\n\
             # TYPE tinhso_run_ended_timestamp_seconds gauge\n\
             # UNIT tinhso_run_ended_timestamp_seconds seconds\n\
             # HELP tinhso_run_ended_timestamp_seconds When the last run ended.\n\
             tinhso_run_ended_timestamp_seconds 1764000000.007\n\
             # TYPE tinhso_run_duration_seconds gauge\n\
             # UNIT tinhso_run_duration_seconds seconds\n\
             # HELP tinhso_run_duration_seconds How long the last run took.\n\
             tinhso_run_duration_seconds 2.250000\n\
             # TYPE tinhso_stage_duration_seconds gauge\n\
             # UNIT tinhso_stage_duration_seconds seconds\n\
             # HELP tinhso_stage_duration_seconds How long each stage of the last run took.\n\
             tinhso_stage_duration_seconds{stage=\"read\"} 1.501000\n\
             # EOF\n"
        );
    }
}
