//! Takes the digest of the program: its sources and its lock file. It is part of every run's id, so that two programs
//! never claim the same run.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads files and speaks to cargo"
)]

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Where the sources of the program lie.
const SOURCES: [&str; 3] = ["src", "crates/reader/src", "messages"];

fn main() {
    for folder in SOURCES {
        println!("cargo:rerun-if-changed={folder}");
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in SOURCES {
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let name: Vec<_> = file.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        digest.update(name.join("/").as_bytes());
        digest.update([0]);
        // A checkout may end its lines either way.
        digest.update(text.replace("\r\n", "\n").as_bytes());
        digest.update([0]);
    }
    let hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=TINHSO_PROGRAM_DIGEST={hex}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "rs" || extension == "csv" || extension == "ftl")
        {
            files.push(path);
        }
    }
}
