//! What `tinhso verify` found, for machines and for people: a line for each comparison.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::message::Message;
use crate::run::verify::{Agreement, Compared, Comparison, Verification};
use crate::values::language::Language;
use crate::{message, say};

/// The answer of `tinhso verify`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso verify --format json")]
pub struct VerifyAnswer {
    /// `verify/1`
    pub tinhso: &'static str,
    pub run_id: String,
    /// SHA-256 of the manifest of the run, to be kept elsewhere.
    pub manifest_sha256: String,
    /// The last link of the chain of arrivals that the run counts; nothing where their list is damaged.
    pub chain_head: Option<String>,
    /// How many arrivals it counts.
    pub chain_length: Option<usize>,
    /// The version of the program that made the run.
    pub program_version: String,
    /// The last deadline that the run counts.
    pub last_deadline: Option<String>,
    pub comparisons: Vec<Comparison>,
}

impl VerifyAnswer {
    pub fn new(found: Verification) -> Self {
        Self {
            tinhso: "verify/1",
            run_id: found.run_id,
            manifest_sha256: found.manifest_sha256,
            chain_length: found.chain.as_ref().map(|chain| chain.length),
            chain_head: found.chain.map(|chain| chain.head),
            program_version: found.program_version,
            last_deadline: found.last_deadline.map(|day| day.to_string()),
            comparisons: found.comparisons,
        }
    }
}

/// What was compared, in a word.
fn name(compared: Compared) -> Message {
    match compared {
        Compared::Outputs => message!("verify-compared.outputs"),
        Compared::Archive => message!("verify-compared.archive"),
        Compared::Ledger => message!("verify-compared.ledger"),
        Compared::Declarations => message!("verify-compared.declarations"),
        Compared::Registry => message!("verify-compared.registry"),
        Compared::Program => message!("verify-compared.program"),
        Compared::Repeated => message!("verify-compared.repeated"),
        Compared::Duckdb => message!("verify-compared.duckdb"),
    }
}

/// The answer for people.
pub fn text(answer: &VerifyAnswer, language: Language) -> String {
    let deadline = answer.last_deadline.as_deref().unwrap_or("-");
    let (run, version) = (&answer.run_id, &answer.program_version);
    let mut text = say!(language, "verify-head", run = run, version = version, deadline = deadline) + "\n";
    let names: Vec<String> =
        answer.comparisons.iter().map(|one| name(one.compared).text(language).to_owned()).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    for (one, name) in answer.comparisons.iter().zip(&names) {
        let sign = match one.result {
            Agreement::Same => '✓',
            Agreement::Different => '✗',
            Agreement::NotCompared => '?',
            Agreement::Unavailable => '–',
        };
        let blanks = " ".repeat(width.saturating_sub(name.chars().count()));
        let _ = writeln!(text, "  {sign} {name}{blanks}  {}", one.message.text(language));
        let mut causes = one.cause.iter();
        for difference in &one.differences {
            match causes.next() {
                Some(cause) => drop(writeln!(text, "      {difference}: {}", cause.text(language))),
                None => drop(writeln!(text, "      {difference}")),
            }
        }
    }
    let digest = &answer.manifest_sha256;
    let (head, length) =
        (answer.chain_head.as_deref().unwrap_or("-"), answer.chain_length.unwrap_or_default().to_string());
    text + &say!(language, "verify-keep", run = run, digest = digest, length = length, head = head) + "\n"
}
