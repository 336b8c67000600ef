//! The help of the command line, in the language of the person who asks.
//!
//! Takes the tree of commands as clap derives it; gives the same tree with the texts of the message files. Their keys are made
//! from the names: `help-COMMAND` for a command, `help-COMMAND.ARGUMENT` for an argument, those of every command under
//! `help-tinhso`. A test walks the tree and fails where a language has no text.

use std::ffi::OsString;
use std::sync::LazyLock;

use clap::{Arg, Command};

use crate::findings::message::sentence;
use crate::say;
use crate::values::language::Language;

/// The name of the environment variable that chooses the language of messages where `--lang` does not.
pub const LANGUAGE_VARIABLE: &str = "TINHSO_LANG";

/// The headings of a help; clap takes them as texts that live as long as the program.
#[derive(Debug)]
struct Headings {
    arguments: String,
    command: String,
    commands: String,
    options: String,
}

impl Headings {
    fn new(language: Language) -> Self {
        Self {
            arguments: say!(language, "help-words.arguments"),
            command: say!(language, "help-words.command"),
            commands: say!(language, "help-words.commands"),
            options: say!(language, "help-words.options"),
        }
    }

    fn of(language: Language) -> &'static Self {
        static VI: LazyLock<Headings> = LazyLock::new(|| Headings::new(Language::Vi));
        static EN: LazyLock<Headings> = LazyLock::new(|| Headings::new(Language::En));
        match language {
            Language::Vi => &VI,
            Language::En => &EN,
        }
    }
}

/// The language that a person asked for, by `--lang` or else by [`LANGUAGE_VARIABLE`]; `None` leaves it to the project. It is
/// looked up before the command line is parsed, since help and refusals are said while it is parsed.
pub fn language_asked(arguments: &[OsString]) -> Option<Language> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        let code = match argument {
            "--" => break,
            "--lang" => arguments.next(),
            argument => argument.strip_prefix("--lang="),
        };
        asked = code.and_then(language_of).or(asked);
    }
    asked.or_else(|| language_of(&std::env::var(LANGUAGE_VARIABLE).ok()?))
}

/// The language with this code.
pub fn language_of(code: &str) -> Option<Language> {
    match code {
        "vi" => Some(Language::Vi),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The key of the text of a command.
pub fn key_of_command(command: &str) -> String {
    format!("help-{command}")
}

/// The key of the text of an argument.
pub fn key_of_argument(command: &str, argument: &str) -> String {
    format!("{}.{}", key_of_command(command), argument.replace('_', "-"))
}

/// The tree with the text of each command and argument.
pub fn described(root: Command, language: Language) -> Command {
    described_command(root, language)
        .after_help(say!(language, "help-exit-codes"))
        .mut_subcommands(|command| described_command(command, language))
}

fn described_command(command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    command.about(sentence(language, &key_of_command(&name), &[])).mut_args(|arg| {
        let text = sentence(language, &key_of_argument(&name, arg.get_id().as_str()), &[]);
        arg.help(text)
    })
}

/// The tree with the words that clap adds by itself: headings, usage, defaults, values, and the flags of help.
pub fn in_words(root: Command, language: Language) -> Command {
    let mut root = root;
    // Options of every command and the flags of help are added to each command here.
    root.build();
    in_words_of(root, language)
}

fn in_words_of(command: Command, language: Language) -> Command {
    let mut command = command
        .mut_subcommands(|command| match command.get_name() {
            "help" => in_words_of(command.about(say!(language, "help-words.help-command")), language),
            _ => in_words_of(command, language),
        })
        .mut_args(|arg| argument_in_words(arg, language))
        .subcommand_value_name(Headings::of(language).command.as_str())
        .subcommand_help_heading(Headings::of(language).commands.as_str());
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &say!(language, "help-words.some-options"));
    let heading = say!(language, "help-words.usage");
    command
        .override_usage(usage)
        .help_template(format!("{{about-with-newline}}\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}"))
}

fn argument_in_words(arg: Arg, language: Language) -> Arg {
    let mut text = match arg.get_id().as_str() {
        "help" => say!(language, "help-words.help"),
        "version" => say!(language, "help-words.version"),
        _ => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    if arg.get_action().takes_values() {
        let defaults: Vec<String> =
            arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
        if !defaults.is_empty() {
            text = format!("{text} {}", say!(language, "help-words.default", value = defaults.join(", ")));
        }
        let possible: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !possible.is_empty() {
            text = format!("{text} {}", say!(language, "help-words.possible", values = possible.join(", ")));
        }
    }
    let headings = Headings::of(language);
    let heading = if arg.is_positional() { &headings.arguments } else { &headings.options };
    arg.help(text).help_heading(heading.as_str()).hide_default_value(true).hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::Arguments;
    use crate::findings::message::{file, is_known};

    use clap::CommandFactory as _;

    /// The key of each command and argument.
    fn keys() -> BTreeSet<String> {
        let root = Arguments::command();
        let mut keys = BTreeSet::new();
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            keys.insert(key_of_command(command.get_name()));
            let arguments =
                command.get_arguments().map(|arg| key_of_argument(command.get_name(), arg.get_id().as_str()));
            keys.extend(arguments);
        }
        keys
    }

    #[test]
    fn every_command_and_argument_has_its_text_in_each_language() {
        for language in [Language::Vi, Language::En] {
            for key in keys() {
                assert!(is_known(language, &key), "{language:?} has no {key}");
            }
        }
    }

    #[test]
    fn no_text_is_left_of_what_is_gone() {
        let keys = keys();
        let mut id = String::new();
        for line in file(Language::En).lines() {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|sign: char| sign.is_ascii_lowercase()))
            {
                id = name.to_owned();
                let other =
                    !id.starts_with("help-") || ["help-words", "help-exit-codes", "help-refused"].contains(&name);
                assert!(other || keys.contains(name), "{name} describes no command");
                if other {
                    id.clear();
                }
            } else if let Some((name, _)) = line.strip_prefix("    .").and_then(|rest| rest.split_once(" =")) {
                assert!(id.is_empty() || keys.contains(&format!("{id}.{name}")), "{id}.{name} describes no argument");
            }
        }
    }

    #[test]
    fn the_help_of_each_command_is_in_one_language() {
        let help = |language: Language| {
            let mut root = in_words(described(Arguments::command(), language), language);
            let mut texts = vec![root.render_help().to_string()];
            texts.extend(root.get_subcommands_mut().map(|command| command.render_help().to_string()));
            texts.join("\n")
        };
        let vi = help(Language::Vi);
        for english in ["Usage", "Options", "Commands", "Arguments", "default", "possible", "Print", " the "] {
            assert!(!vi.contains(english), "{english}: {vi}");
        }
        let en = help(Language::En);
        assert!(en.is_ascii() || !en.contains(['ạ', 'ế', 'ộ', 'ư', 'đ']), "{en}");
    }

    #[test]
    fn the_language_is_seen_before_parsing() {
        let asked = |words: &[&str]| language_asked(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["tinhso", "run", "--lang", "en", "--help"]), Some(Language::En));
        assert_eq!(asked(&["tinhso", "--lang=vi"]), Some(Language::Vi));
        assert_eq!(asked(&["tinhso", "validate", "--", "--lang=en"]), asked(&["tinhso"]));
        assert_eq!(asked(&["tinhso", "--lang", "fr"]), asked(&["tinhso"]));
    }
}
