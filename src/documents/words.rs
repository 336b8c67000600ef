//! The codes of the tables in words, for people who know no SDMX.

use crate::findings::message::Message;
use crate::say;
use crate::values::language::Language;
use crate::values::status::Status;

/// An observation status.
pub fn status(status: Status, language: Language) -> String {
    match status {
        Status::B => say!(language, "obs-status.b"),
        Status::O => say!(language, "obs-status.o"),
        Status::M => say!(language, "obs-status.m"),
        Status::L => say!(language, "obs-status.l"),
        Status::H => say!(language, "obs-status.h"),
        Status::Q => say!(language, "obs-status.q"),
        Status::J => say!(language, "obs-status.j"),
        Status::S => say!(language, "obs-status.s"),
        Status::D => say!(language, "obs-status.d"),
        Status::K => say!(language, "obs-status.k"),
        Status::W => say!(language, "obs-status.w"),
        Status::I => say!(language, "obs-status.i"),
        Status::F => say!(language, "obs-status.f"),
        Status::E => say!(language, "obs-status.e"),
        Status::P => say!(language, "obs-status.p"),
        Status::N => say!(language, "obs-status.n"),
        Status::U => say!(language, "obs-status.u"),
        Status::V => say!(language, "obs-status.v"),
        Status::G => say!(language, "obs-status.g"),
        Status::A => say!(language, "obs-status.a"),
    }
}

/// A level of units; one that is not of Vietnam stays as it is.
pub fn level(level: &str, language: Language) -> String {
    match level {
        "province" => say!(language, "area-level.province"),
        "district" => say!(language, "area-level.district"),
        "commune" => say!(language, "area-level.commune"),
        other => other.to_owned(),
    }
}

/// A level of units in both languages.
pub fn level_name(name: &str) -> Message {
    Message::new(level(name, Language::Vi), level(name, Language::En))
}

/// A geography: as reported, or the map of a day.
pub fn geography(geography: &str, language: Language) -> String {
    match geography {
        "as-reported" => say!(language, "geography.as-reported"),
        day => say!(language, "geography.map", day = day),
    }
}

/// The state of a target.
pub(crate) fn state(name: &str, language: Language) -> String {
    match name {
        "met" => say!(language, "target-state.met"),
        "not met" => say!(language, "target-state.not-met"),
        "on track" => say!(language, "target-state.on-track"),
        "behind" => say!(language, "target-state.behind"),
        "no data" => say!(language, "target-state.no-data"),
        other => other.to_owned(),
    }
}

/// The column of the catalog that has the titles of indicators in a language.
pub(super) const fn title_column(language: Language) -> &'static str {
    match language {
        Language::Vi => "title_vi",
        Language::En => "title_en",
    }
}
