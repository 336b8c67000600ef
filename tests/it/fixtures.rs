//! What is committed under `fixtures/landing` is what the generator makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::kit::{repository, tree};

/// The generator, which `cargo test` builds beside the tests.
fn generator() -> PathBuf {
    let test = std::env::current_exe().expect("the test's own place");
    let profile = test.parent().and_then(Path::parent).expect("target/PROFILE/deps");
    profile.join("examples").join(format!("make-fixtures{}", std::env::consts::EXE_SUFFIX))
}

#[test]
fn the_committed_fixtures_are_what_the_generator_makes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (landing, page) = (folder.path().join("landing"), folder.path().join("README.md"));
    let generator = generator();
    assert!(
        generator.is_file(),
        "cargo test builds {}; with `--test it` build it first: cargo build --examples",
        generator.display()
    );
    let made = Command::new(&generator).args([&landing, &page]).current_dir(repository()).status().expect("it starts");
    assert!(made.success());
    let (made, committed) = (tree(&landing), tree(&repository().join("fixtures/landing")));
    assert!(made.len() > 600, "only {} files", made.len());
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&made), names(&committed));
    let changed: Vec<&String> =
        made.iter().filter(|(name, bytes)| committed[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(changed.is_empty(), "run `cargo run --example make-fixtures` and commit: {changed:#?}");
    let read = |path: &Path| fs::read_to_string(path).expect("a page");
    assert_eq!(read(&page), read(&repository().join("fixtures/README.md")), "fixtures/README.md");
}
