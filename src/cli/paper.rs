//! What answers for people are written on: how wide it is, and whether it has colours.

use std::borrow::Cow;
use std::io::{self, IsTerminal};

use clap::ValueEnum;
use terminal_size::{Height, Width};

use crate::report::fit::fitted;
use crate::report::ink::{coloured, plain};

/// Whether answers have colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR or CLICOLOR=0 says otherwise; elsewhere where CLICOLOR_FORCE asks for them.
    #[default]
    Auto,
    Always,
    Never,
}

/// Standard output and standard error, as far as a text for people depends on them. What is no terminal gets the text as it is.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    columns: Option<usize>,
    /// Those of standard error.
    columns_beside: Option<usize>,
    is_coloured: bool,
}

/// Narrower than this no terminal is taken to be.
const NARROWEST: usize = 20;
/// So wide is a terminal that does not say its size: some programs that record or forward one leave it at nothing.
const USUAL: usize = 80;

/// The columns of what a text is written to: those of the terminal, `None` where it is none.
fn columns_of(is_terminal: bool, size: Option<(Width, Height)>) -> Option<usize> {
    is_terminal.then(|| size.map_or(USUAL, |(width, _)| usize::from(width.0).max(NARROWEST)))
}

impl Paper {
    pub fn new(colour: Colour) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let beside = io::stderr();
        let asked = anstyle_query::clicolor_force()
            || is_terminal && anstyle_query::clicolor().unwrap_or(true) && anstyle_query::term_supports_color();
        Self {
            columns: columns_of(is_terminal, terminal_size::terminal_size()),
            columns_beside: columns_of(beside.is_terminal(), terminal_size::terminal_size_of(&beside)),
            is_coloured: match colour {
                Colour::Always => true,
                Colour::Never => false,
                Colour::Auto => !anstyle_query::no_color() && asked,
            },
        }
    }

    /// The text as it is written.
    pub fn written<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let text = self.columns.map_or(Cow::Borrowed(text), |columns| fitted(text, columns));
        match (self.is_coloured, text) {
            (true, text) => Cow::Owned(coloured(&text)),
            (false, Cow::Borrowed(text)) => plain(text),
            (false, Cow::Owned(text)) => Cow::Owned(plain(&text).into_owned()),
        }
    }

    /// The text as it is written beside the answer, on standard error, which has no colours.
    pub fn beside(&self, text: &str) -> String {
        let text = self.columns_beside.map_or(Cow::Borrowed(text), |columns| fitted(text, columns));
        plain(&text).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_does_not_say_its_size_has_eighty_columns() {
        let of = |wide: u16| Some((Width(wide), Height(24)));
        assert_eq!((columns_of(true, of(120)), columns_of(true, of(5))), (Some(120), Some(NARROWEST)));
        assert_eq!((columns_of(true, None), columns_of(false, None)), (Some(80), None));
    }

    #[test]
    fn what_is_said_beside_the_answer_is_as_wide_as_its_own_terminal() {
        let paper = |columns_beside| Paper { columns: None, columns_beside, is_coloured: false };
        let text = "pipelines/services.toml:12: một lỗi dài hơn cả dòng\n";
        assert_eq!(paper(None).beside(text), text);
        assert_eq!(paper(Some(40)).beside(text), "pipelines/services.toml:12: một lỗi dài\n  hơn cả dòng\n");
        assert_eq!(paper(Some(40)).written(text), text);
    }
}
