//! Progress bars on a terminal; nothing elsewhere.

use std::io::IsTerminal as _;
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressStyle};

use crate::run::progress::{Progress, Stage};
use crate::say;
use crate::values::language::Language;

/// A bar for each stage.
pub struct Bars {
    language: Language,
    shown: bool,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bars {
    pub fn new(language: Language) -> Self {
        Self { language, shown: std::io::stderr().is_terminal(), bar: Mutex::new(None) }
    }

    fn with_bar(&self, work: impl FnOnce(&mut Option<ProgressBar>)) {
        // A bar is only for show: a thread that died while it held one does not stop the others.
        let mut bar = self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work(&mut bar);
    }
}

impl Progress for Bars {
    fn begin(&self, stage: Stage, steps: usize) {
        if !self.shown || steps == 0 {
            return;
        }
        let label = match stage {
            Stage::Read => say!(self.language, "progress.read"),
            Stage::Compute => say!(self.language, "progress.compute"),
            Stage::Publish => say!(self.language, "progress.publish"),
        };
        let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX));
        if let Ok(style) = ProgressStyle::with_template("{msg:14} {bar:32} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(label);
        self.with_bar(|slot| *slot = Some(bar));
    }

    fn step(&self) {
        self.with_bar(|slot| {
            if let Some(bar) = slot {
                bar.inc(1);
            }
        });
    }

    fn end(&self) {
        self.with_bar(|slot| {
            if let Some(bar) = slot.take() {
                bar.finish_and_clear();
            }
        });
    }
}
