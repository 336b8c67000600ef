//! What claims about speed rest on: whole commands, each beside a plain program that only does the inevitable part of the
//! work, in one run on one machine.
//!
//!     cargo bench --bench speed [-- reading | workbooks | nights | explain | lines | history | failing] [--small]
//!
//! A line gives the time, the time of processors and the memory of tinhso, of its peer, and the ratio of the two: the median of some rounds in which
//! both take turns. `--small` makes a tenth of the input, to try the bench itself. Plain Polars and DuckDB are those of
//! Python; without them (`TINHSO_PYTHON` names an interpreter) their lines say so.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a bench fails by panicking, and it works on real folders"
)]

mod explain;
mod failing;
mod history;
mod lines;
mod measure;
mod nights;
mod peer;
mod province;
mod reading;
mod workbooks;

/// That of the program, so that what is read in this process costs what it costs there; plain calamine has it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(place) = arguments.iter().position(|argument| argument == peer::PLAIN_CALAMINE) {
        peer::plain_calamine(arguments[place + 1].as_ref());
        return;
    }
    if let Some(place) = arguments.iter().position(|argument| argument == reading::READ_AND_FORGET) {
        reading::read_and_forget(arguments[place + 1].as_ref(), arguments[place + 2].parse().expect("a number"));
        return;
    }
    let scale: u64 = if arguments.iter().any(|argument| argument == "--small") { 10 } else { 1 };
    let wanted = |name: &str| {
        let named = arguments.iter().filter(|argument| !argument.starts_with("--")).collect::<Vec<_>>();
        named.is_empty() || named.iter().any(|argument| *argument == name)
    };
    measure::heading();
    if wanted("reading") {
        reading::bench(&province::Project::new(usize::try_from(1_000 / scale).expect("small")));
    }
    if wanted("workbooks") || wanted("nights") {
        let project = province::Project::new(usize::try_from(2_000 / scale).expect("small"));
        if wanted("workbooks") {
            workbooks::bench(&project);
            workbooks::bench(&province::Project::wide(usize::try_from(2_000 / scale).expect("small")));
        }
        if wanted("nights") {
            nights::bench(&project);
        }
    }
    if wanted("explain") {
        explain::bench(usize::try_from(20_000 / scale).expect("small"));
    }
    if wanted("history") {
        history::bench(usize::try_from(91 / scale).expect("small"));
    }
    if wanted("failing") {
        failing::bench(usize::try_from(100_000 / scale).expect("small"));
    }
    if wanted("lines") {
        lines::bench(10_000_000 / scale);
    }
    province::tidy();
}
