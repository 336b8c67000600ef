//! What texts say, remembered for texts that come again and again: the forms of a province have the same titles and labels in
//! every file.

use std::collections::HashMap;
use std::rc::Rc;

/// Texts that are remembered, and the longest of them in bytes: longer ones are looked at anew.
pub const MOST: usize = 4096;
pub const LONGEST: usize = 256;

/// What has been asked of texts, by text. Only what depends on nothing but the text may enter it.
#[derive(Debug)]
pub struct Remembered<T>(HashMap<Rc<str>, Rc<T>, ahash::RandomState>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T> Remembered<T> {
    /// What is known of a text; `new` makes it where nothing is.
    pub fn of(&mut self, text: &str, new: impl FnOnce(Rc<str>) -> T) -> Rc<T> {
        if text.len() > LONGEST {
            return Rc::new(new(text.into()));
        }
        if let Some(known) = self.0.get(text) {
            return Rc::clone(known);
        }
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let text: Rc<str> = text.into();
        let known = Rc::new(new(Rc::clone(&text)));
        self.0.insert(text, Rc::clone(&known));
        known
    }

    /// How many texts are remembered.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True where nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
