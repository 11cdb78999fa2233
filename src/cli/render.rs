//! `dateline render`: articles → picture.

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
    Err(Failure::NotBuilt("render"))
}
