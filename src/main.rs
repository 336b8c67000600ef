//! Parse, dispatch, exit code: nothing else.

/// Reading a workbook is a thousand small pieces of memory on many threads (decision 0055).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tinhso::cli::main()
}
