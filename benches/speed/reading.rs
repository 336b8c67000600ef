//! What the reader adds to reading: finding the table, typing and checking each cell and keeping its place, beside what it
//! takes to look at each cell at all. One thread, files in memory; opening and its peer take turns file by file.

use std::hint::black_box;
use std::io::Cursor;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use tinhso::engine::embedded;
use tinhso::formats;
use tinhso::intake::{Content, Reader};
use tinhso::project::load::load;
use tinhso::store::project::read_project;

use crate::measure::{compare_times, measure};
use crate::province::Project;

const ROUNDS: usize = 5;
/// The argument by which the bench calls itself to read so many workbooks and forget each.
pub const READ_AND_FORGET: &str = "--read-and-forget";

pub fn bench(project: &Project) {
    let declared = load(&read_project(&project.folder).expect("a project")).expect("sound declarations");
    let engine = embedded();
    let reader = Reader::new(&declared, &engine);
    let files: Vec<Vec<u8>> = project.files().map(|path| std::fs::read(path).expect("a file")).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let (mut raw, mut opened, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut times = [Duration::ZERO; 3];
        for bytes in &files {
            let timed = |slot: &mut Duration, work: &dyn Fn()| {
                let begun = Instant::now();
                work();
                *slot += begun.elapsed();
            };
            timed(&mut times[0], &|| {
                let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
                for name in book.sheet_names() {
                    let range = book.worksheet_range(&name).expect("a sheet");
                    black_box(range.used_cells().count());
                    black_box(book.merge_cells_by_sheet_name(&name).expect("ranges"));
                }
            });
            timed(&mut times[1], &|| {
                black_box(formats::open(bytes, &declared.settings.limits).expect("a workbook"));
            });
        }
        // As a run does: the checks of a form are decided once a batch.
        let begun = Instant::now();
        black_box(pool.install(|| read(&reader, &files)));
        times[2] = begun.elapsed();
        raw.push(times[0]);
        opened.push(times[1]);
        whole.push(times[2]);
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    let (raw, opened, whole) = (median(&mut raw), median(&mut opened), median(&mut whole));
    let count = files.len();
    compare_times(
        &format!("cells, hidden, percents: {count} workbooks"),
        opened,
        "plain calamine, cells and merges",
        raw,
    );
    compare_times("find, type, check, trace", whole.saturating_sub(opened), "plain calamine, cells and merges", raw);
    compare_times("all of reading", whole, "plain calamine, cells and merges", raw);
    let peak = |count: usize| {
        let mut command = std::process::Command::new(std::env::current_exe().expect("a path"));
        measure(command.arg(READ_AND_FORGET).arg(&project.folder).arg(count.to_string())).memory
    };
    let (few, all) = (peak(count / 8), peak(count));
    println!("memory: {few} MiB for {} workbooks, {all} MiB for {count}", count / 8);
}

fn read(reader: &Reader<'_>, files: &[Vec<u8>]) -> usize {
    let fetch = |bytes: &Vec<u8>| Ok(((), Some(Content::Whole(bytes.clone().into()))));
    reader.read(files.iter().collect(), fetch, || ()).expect("readings").len()
}

/// Reads so many workbooks of a project one after the other and keeps none.
pub fn read_and_forget(folder: &std::path::Path, count: usize) {
    let declared = load(&read_project(folder).expect("a project")).expect("sound declarations");
    let engine = embedded();
    let reader = Reader::new(&declared, &engine);
    for path in crate::province::files(folder).take(count) {
        black_box(reader.trace(&std::fs::read(path).expect("a file")).expect("a reading"));
    }
}
