//! The program `triplicate`.

use std::process::ExitCode;

/// A document is millions of small values, which the system's allocator takes a third more time over.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    triplicate::cli::main()
}
