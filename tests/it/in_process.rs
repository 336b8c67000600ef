//! Runs without a process of their own: over a disk of a test, and on one thread, so that each asks the same in the same order.

use std::path::Path;
use std::sync::Arc;

use tinhso::engine::{Engines, embedded};
use tinhso::error::Error;
use tinhso::project::Project;
use tinhso::project::load::load;
use tinhso::run::progress::{Progress, Stage};
use tinhso::run::{Options, Outcome, run};
use tinhso::store::places::Places;
use tinhso::store::project::read_project;
use tinhso::store::{Disk, Warehouse};

use crate::kit::{assert_whole, current_id};
use crate::mini::{Mini, SECOND_QUARTER};

pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}

/// A project that is loaded once.
pub struct Runner {
    pub mini: Mini,
    project: Project,
    threads: rayon::ThreadPool,
}

impl Runner {
    pub fn new(mini: Mini) -> Self {
        let project = load(&read_project(mini.path()).expect("files")).expect("a project");
        let threads = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        Self { mini, project, threads }
    }

    pub fn run(&self, disk: Disk, options: &Options) -> Result<Outcome, Error> {
        let places = Places { folder: self.mini.path().to_owned(), landing: "landing".to_owned() };
        let (warehouse, engine) = (Warehouse::over(Arc::new(disk)), embedded());
        let engines = Engines { plans: &engine, local: &engine };
        self.threads.install(|| run(&self.project, &places, &warehouse, options, engines, &Silent))
    }
}

/// One indicator: what it is does not matter here.
const PIPELINE: &str = r#"name  = "services"
title = { vi = "Dịch vụ", en = "Services" }

[[source]]
form = "services"
from = "services/**"

[[indicator]]
name        = "dossiers"
title       = { vi = "Hồ sơ", en = "Dossiers" }
numerator   = { source = "services", value = "sum(received)" }
unit        = "DOSSIER"
areas       = ["province"]
periods     = ["quarter"]
"#;

/// A folder in memory where the system has one: what a test asks of a disk is written down, and need not be waited for.
pub fn fast_folder() -> tempfile::TempDir {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory.or_else(|_| tempfile::tempdir()).expect("a folder")
}

/// The declarations of one pipeline, and quarters of the old map from the first of 2023 on.
pub fn with_quarters(count: u32) -> Mini {
    let mini = Mini::new();
    std::fs::remove_file(mini.path().join("pipelines/economy.toml")).expect("removed");
    std::fs::remove_file(mini.path().join("schemas/value-added.json")).expect("removed");
    mini.write("pipelines/services.toml", PIPELINE);
    mini.edit("tinhso.toml", "[\"as-reported\", \"2025-07-01\"]", "[\"as-reported\"]");
    for quarter in 0..count {
        mini.quarter(&format!("{}-Q{}", 2023 + quarter / 4, 1 + quarter % 4), &SECOND_QUARTER);
    }
    mini
}

/// Asserts that the current run, and every other that has its name, is whole.
#[track_caller]
pub fn assert_published_is_whole(warehouse: &Path) {
    if let Ok(runs) = std::fs::read_dir(warehouse.join("runs")) {
        for run in runs.map(|run| run.expect("an entry")) {
            if !run.file_name().to_string_lossy().starts_with('.') {
                assert_whole(&run.path());
            }
        }
    }
    if let Some(id) = current_id(warehouse) {
        assert_whole(&warehouse.join("runs").join(id));
    }
}
