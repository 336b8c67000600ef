//! A guard around readers of foreign bytes: takes a reader, gives what it gives, or the part at which it panicked.
//!
//! The bytes are not ours to trust, nor is what a library makes of them: a panic is a fault of the file. Nothing is said of it on the
//! terminal; the finding says it.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// True while a reader runs behind the guard.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
    /// The part that was begun last.
    static PART: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A reader panicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    /// The part, sheet or member that was being read, where it is known.
    pub part: Option<String>,
}

/// Runs a reader. What it held is dropped where it panics.
///
/// # Errors
/// A panic, with the part that [`reading`] was last given.
pub fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Panicked> {
    static SILENCED: Once = Once::new();
    SILENCED.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                before(panic);
            }
        }));
    });
    let (was_guarded, part_before) = (IS_GUARDED.replace(true), PART.take());
    let given = catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(was_guarded);
    let part = PART.replace(part_before);
    given.map_err(|_| Panicked { part })
}

/// Notes the part that is read from now on.
pub(super) fn reading(part: &str) {
    if IS_GUARDED.get() {
        PART.with_borrow_mut(|noted| noted.get_or_insert_default().replace_range(.., part));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(part: &str) -> Result<(), Panicked> {
        guarded(|| {
            reading(part);
            panic!("of a library")
        })
    }

    #[test]
    fn a_panic_names_the_part_that_was_read() {
        assert_eq!(fails("xl/a.bin"), Err(Panicked { part: Some("xl/a.bin".into()) }));
        assert_eq!(guarded(|| panic!("before any part")), Err::<(), _>(Panicked { part: None }));
        let outer = guarded(|| {
            reading("b.xlsx");
            let inner = fails("xl/b.bin");
            assert_eq!(inner.unwrap_err().part.as_deref(), Some("xl/b.bin"));
            panic!("outside")
        });
        assert_eq!(outer, Err::<(), _>(Panicked { part: Some("b.xlsx".into()) }));
        assert_eq!(guarded(|| 1), Ok(1));
    }

    /// What the test below runs as another process.
    #[test]
    #[ignore = "it is run by another test"]
    fn a_panic_behind_the_guard() {
        fails("xl/a.bin").unwrap_err();
    }

    #[test]
    fn nothing_is_said_on_the_terminal() {
        let this = std::env::current_exe().unwrap();
        let name = "formats::guard::tests::a_panic_behind_the_guard";
        let ran =
            std::process::Command::new(this).args([name, "--exact", "--ignored", "--nocapture"]).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success() && said.contains("1 passed"), "{said}");
        assert!(!said.contains("panicked") && !said.contains("of a library"), "{said}");
    }
}
