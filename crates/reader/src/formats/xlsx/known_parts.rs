//! What was read of parts that come again and again: the workbooks of a province were filled in from one template, so that their
//! styles and lists of relationships are often the same bytes.

use std::any::{Any, TypeId};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::formats::xlsx::inflate::{Packed, Stated};

/// How many parts a thread keeps, and the longest of them in bytes as it is packed, and unpacked: longer ones are read anew.
const MOST: usize = 32;
const LONGEST: usize = 16 << 10;
const LONGEST_UNPACKED: u64 = 128 << 10;

/// What was read of the last parts, by all that decides it: the packed bytes, and what was made of them.
#[derive(Default)]
pub(super) struct KnownParts(VecDeque<Known>);

struct Known {
    made: TypeId,
    stated: Stated,
    /// All of it, since a checksum of 32 bits can be that of another part.
    packed: (bool, Box<[u8]>),
    read: Rc<dyn Any>,
}

impl KnownParts {
    /// What was read of an equal part.
    pub fn get<T: 'static>(&self, part: Packed<'_>) -> Option<Rc<T>> {
        let made = TypeId::of::<T>();
        let is_same = |known: &&Known| {
            known.made == made
                && known.stated == part.stated
                && known.packed.0 == part.is_deflated
                && *known.packed.1 == *part.bytes
        };
        Rc::clone(&self.0.iter().find(is_same)?.read).downcast().ok()
    }

    /// Keeps what was read of a part, in the place of the oldest where there are too many.
    pub fn keep<T: 'static>(&mut self, part: Packed<'_>, read: &Rc<T>) {
        if part.bytes.len() > LONGEST || part.stated.size > LONGEST_UNPACKED {
            return;
        }
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        let packed = (part.is_deflated, part.bytes.into());
        self.0.push_back(Known {
            made: TypeId::of::<T>(),
            stated: part.stated,
            packed,
            read: Rc::clone(read) as Rc<dyn Any>,
        });
    }
}
