//! Keys and region of a profile in the files that the tools of AWS keep in a home folder, where the environment names none.

#![allow(clippy::disallowed_methods, reason = "the files of a home folder that hold credentials are read here")]

use std::collections::HashMap;
use std::path::PathBuf;

/// What a profile holds that a client needs: values by the names of the configuration of `object_store`.
pub(super) fn of_home() -> HashMap<&'static str, String> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let home = variable("HOME").map(PathBuf::from);
    let file = |named: &str, usual: &str| {
        let path = variable(named).map(PathBuf::from).or_else(|| Some(home.as_ref()?.join(usual)))?;
        std::fs::read_to_string(path).ok()
    };
    let name = variable("AWS_PROFILE").unwrap_or_else(|| "default".to_owned());
    let credentials = file("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials").unwrap_or_default();
    let config = file("AWS_CONFIG_FILE", ".aws/config").unwrap_or_default();
    let mut found = HashMap::new();
    // Keys that belong together come from one place.
    if variable("AWS_ACCESS_KEY_ID").is_none() {
        let keys = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];
        found.extend(section(&credentials, &name, &keys));
    }
    if variable("AWS_REGION").is_none() && variable("AWS_DEFAULT_REGION").is_none() {
        let title = if name == "default" { name } else { format!("profile {name}") };
        found.extend(section(&config, &title, &["region"]));
    }
    found
}

/// The values of some names in the section of a title.
fn section(text: &str, title: &str, wanted: &[&'static str]) -> HashMap<&'static str, String> {
    let mut is_inside = false;
    let mut found = HashMap::new();
    for line in text.lines().map(str::trim) {
        if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            is_inside = head.trim() == title;
        } else if let Some((name, value)) = line.split_once('=').filter(|_| is_inside)
            && let Some(name) = wanted.iter().find(|wanted| **wanted == name.trim())
        {
            found.insert(*name, value.trim().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_the_section_of_its_name() {
        let text = "[other]\naws_access_key_id=X\n# a note\n[ default ]\naws_access_key_id = A\nregion=r\naws_secret_access_key = b=c\n";
        let found = section(text, "default", &["aws_access_key_id", "aws_secret_access_key"]);
        assert_eq!((found["aws_access_key_id"].as_str(), found["aws_secret_access_key"].as_str()), ("A", "b=c"));
        assert_eq!(found.len(), 2);
        assert!(section(text, "profile default", &["region"]).is_empty());
    }
}
