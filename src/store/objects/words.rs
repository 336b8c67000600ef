//! What a store answers, in words without credentials.
//!
//! Answers of stores quote requests, and requests hold keys. Of an answer that refuses, its kind and code are reported; of any other,
//! what is left when markup and everything that the environment calls a secret are taken out.

use std::fmt;

use object_store::Error as Refused;

/// Names in the environment whose values are secrets, where they hold one of these.
const OWNERS: [&str; 4] = ["AWS_", "AZURE_", "GOOGLE_", "GCP_"];
const SECRETS: [&str; 8] = ["KEY", "SECRET", "TOKEN", "PASSWORD", "SAS", "CREDENTIAL", "SIGNATURE", "SERVICE_ACCOUNT"];
/// A shorter value says nothing, and would be found in any text.
const SHORTEST_SECRET: usize = 6;
/// Characters of an answer that are reported.
const MOST: usize = 400;

/// Why a store refused, for a person.
#[derive(Debug)]
pub(super) struct Words(String);

impl Words {
    pub(super) fn of(refused: &Refused) -> Self {
        let answer = refused.to_string();
        let code = answer.split_once("<Code>").and_then(|(_, rest)| Some(rest.split_once("</Code>")?.0));
        let said = match refused {
            Refused::NotFound { .. } => "it is not there".to_owned(),
            Refused::PermissionDenied { .. } => "the store denies access".to_owned(),
            Refused::Unauthenticated { .. } => "the store does not accept the credentials".to_owned(),
            Refused::AlreadyExists { .. } | Refused::Precondition { .. } => "another writes to it".to_owned(),
            _ => plain(&answer, &secrets()),
        };
        Self(match code {
            Some(code) if code.len() < 64 && code.chars().all(char::is_alphanumeric) => format!("{said} ({code})"),
            _ => said,
        })
    }
}

impl fmt::Display for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Words {}

/// The values of the environment that must not be reported.
fn secrets() -> Vec<String> {
    let is_secret = |name: &str| {
        OWNERS.iter().any(|owner| name.starts_with(owner)) && SECRETS.iter().any(|secret| name.contains(secret))
    };
    let named =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let named = named.filter(|(name, value)| is_secret(name) && !is_path(name, value));
    named.map(|(_, value)| value).filter(|value| value.len() >= SHORTEST_SECRET).collect()
}

/// True where a variable holds the path of a file with a secret: that is what has to be mended.
fn is_path(name: &str, value: &str) -> bool {
    const OF_FILES: [&str; 4] = ["_FILE", "_PATH", "APPLICATION_CREDENTIALS", "SERVICE_ACCOUNT"];
    OF_FILES.iter().any(|end| name.ends_with(end)) && !value.trim_start().starts_with('{')
}

/// An answer without markup, queries of URLs and secrets.
fn plain(answer: &str, secrets: &[String]) -> String {
    let mut text = answer.split('<').next().unwrap_or_default().trim_end_matches([' ', ':', '-']).to_owned();
    for secret in secrets {
        text = text.replace(secret.as_str(), "***");
    }
    let words = text.split_whitespace().map(|word| match word.split_once('?') {
        Some((url, _)) if url.contains("://") => url,
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ").chars().take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_lose_keys_queries_and_markup() {
        let secret = "wJalrXUtnFEMI/K7MDENG".to_owned();
        let answer = format!(
            "Generic S3 error: Error performing GET https://h/b?sig=abc&x=1 in 2s - {secret}: <Error><Key>{secret}</Key>"
        );
        let shown = plain(&answer, std::slice::from_ref(&secret));
        assert_eq!(shown, "Generic S3 error: Error performing GET https://h/b in 2s - ***");
        let body = "<Code>InvalidAccessKeyId</Code><AWSAccessKeyId>AKIAEXAMPLE</AWSAccessKeyId>";
        let refused = Refused::PermissionDenied { path: "a".into(), source: body.into() };
        assert_eq!(Words::of(&refused).to_string(), "the store denies access (InvalidAccessKeyId)");
    }
}
