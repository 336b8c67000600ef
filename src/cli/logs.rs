//! What a command says of its work while it runs, on standard error: warnings and worse, or more where TINHSO_LOG asks.
//!
//! Logs name stages, objects, digests, counts and durations; never what a cell holds, and never a credential.

use std::fmt;

use chrono::Utc;
use clap::ValueEnum;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use super::printer::Logs;
use crate::values::instant::instant;

/// The environment variable that asks for more.
const VARIABLE: &str = "TINHSO_LOG";

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    /// An object of JSON a line.
    Json,
}

/// Begins to write logs.
pub fn init(format: LogFormat) {
    let logs = tracing_subscriber::fmt().with_env_filter(filter(std::env::var(VARIABLE).ok().as_deref()));
    let logs = logs.with_ansi(false).with_writer(move || Logs { json: format == LogFormat::Json });
    // A second subscriber in one process is refused; the first one serves.
    let _ = match format {
        LogFormat::Text => logs.without_time().try_init(),
        LogFormat::Json => logs.event_format(Lines).try_init(),
    };
}

/// What is logged. A level alone is that of this program: libraries below it may log what they send to stores.
fn filter(asked: Option<&str>) -> EnvFilter {
    let level = asked.map(|asked| asked.trim().to_lowercase()).unwrap_or_default();
    let directives = match level.as_str() {
        "" => "warn".to_owned(),
        "off" | "error" => level,
        "warn" | "info" | "debug" | "trace" => format!("warn,tinhso={level},tinhso_reader={level}"),
        _ => asked.unwrap_or_default().to_owned(),
    };
    EnvFilter::try_new(directives).unwrap_or_else(|_| EnvFilter::new("warn"))
}

/// A line of JSON of an event: `time`, `level`, `target`, `message` and its fields.
struct Lines;

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let metadata = event.metadata();
        let mut line = LogLine::new(metadata.level().as_str(), metadata.target());
        event.record(&mut line);
        writeln!(writer, "{}", Value::Object(line.0))
    }
}

/// A line of JSON for what is said on standard error beside logs.
pub fn line(level: &str, text: &str) -> String {
    let mut line = LogLine::new(level, "tinhso");
    line.0.insert("message".to_owned(), text.trim_end().into());
    format!("{}\n", Value::Object(line.0))
}

struct LogLine(Map<String, Value>);

impl LogLine {
    fn new(level: &str, target: &str) -> Self {
        let head = [("time", instant(Utc::now())), ("level", level.to_lowercase()), ("target", target.to_owned())];
        Self(head.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
    }

    fn set(&mut self, field: &Field, value: impl Into<Value>) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

impl Visit for LogLine {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.set(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.set(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.set(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.set(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.set(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.set(field, format!("{value:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_alone_is_that_of_this_program() {
        for (asked, filtered) in [
            (None, "warn"),
            (Some(""), "warn"),
            (Some("INFO"), "tinhso_reader=info,tinhso=info,warn"),
            (Some("off"), "off"),
            (Some("polars=debug"), "polars=debug"),
            (Some("=="), "warn"),
        ] {
            assert_eq!(filter(asked).to_string(), filtered, "{asked:?}");
        }
    }

    #[test]
    fn what_is_said_beside_logs_is_a_line_of_json() {
        let line = line("ERROR", "lỗi: \"a\"\n");
        let read: Value = serde_json::from_str(line.trim_end()).unwrap();
        assert_eq!((&read["level"], &read["message"]), (&"error".into(), &"lỗi: \"a\"".into()));
        assert_eq!(line.lines().count(), 1);
    }
}
