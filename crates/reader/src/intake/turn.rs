//! Whose turn it is to be divided among the workers.
//!
//! A worker that waits for the pieces of its export takes other work meanwhile: the next file, which may be an export with pieces of its own, and
//! so on until its stack is full. So one export at a time is read in pieces side by side, and the others each by one worker, which waits for nobody.

use std::sync::atomic::{AtomicBool, Ordering};

/// Who may divide an export.
#[derive(Debug, Default)]
pub struct ExportTurns {
    is_taken: AtomicBool,
}

/// The turn of one export, which ends with it.
#[derive(Debug)]
pub(super) struct ExportTurn<'a> {
    turns: &'a ExportTurns,
}

impl ExportTurns {
    /// The turn, unless another has it.
    pub(super) fn take(&self) -> Option<ExportTurn<'_>> {
        let taken = self.is_taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed);
        taken.is_ok().then_some(ExportTurn { turns: self })
    }
}

impl Drop for ExportTurn<'_> {
    fn drop(&mut self) {
        self.turns.is_taken.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_the_turn_at_a_time() {
        let turns = ExportTurns::default();
        let turn = turns.take();
        assert!(turn.is_some() && turns.take().is_none());
        drop(turn);
        assert!(turns.take().is_some());
    }
}
