//! The program `triplicate`.

use std::process::ExitCode;

fn main() -> ExitCode {
    triplicate::cli::main()
}
