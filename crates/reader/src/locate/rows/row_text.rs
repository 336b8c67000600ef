//! What the text of a cell below the labels says, remembered on the thread that asked: names of units, totals and signatures come again
//! in every file.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::words::{LONGEST, ends};
use crate::values::remembered::Remembered;
use crate::values::text;

thread_local! {
    static KNOWN: RefCell<Remembered<RowText>> = RefCell::default();
}

/// A text, and what has been asked of it.
pub(in crate::locate) struct RowText {
    /// As [`text::name`] writes it.
    pub name: String,
    ends: OnceCell<bool>,
}

impl RowText {
    pub fn of(written: &str) -> Rc<Self> {
        KNOWN.with_borrow_mut(|known| known.of(written, |written| Self::new(&written)))
    }

    fn new(written: &str) -> Self {
        Self { name: text::name(text::beginning(written, LONGEST)), ends: OnceCell::new() }
    }

    /// True where it begins the part below the body.
    pub fn ends(&self) -> bool {
        *self.ends.get_or_init(|| ends(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_the_same_however_often_it_is_asked() {
        for _ in 0..2 {
            let known = RowText::of("  Người  LẬP biểu ");
            assert_eq!((known.name.as_str(), known.ends()), ("người lập biểu", true));
            assert!(!RowText::of("Xã Nà Tấu").ends());
        }
    }
}
