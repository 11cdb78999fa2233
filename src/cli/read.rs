//! `dateline read`: each article as the program reads it.

use super::Failure;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Article files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<std::path::PathBuf>,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let _ = args;
    Err(Failure::NotBuilt("read"))
}
