//! `dateline rank`: every candidate day, most important first.

use super::{Failure, Shared};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    shared: Shared,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let _ = args;
    Err(Failure::NotBuilt("rank"))
}
