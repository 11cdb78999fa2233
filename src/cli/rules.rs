//! `dateline rules`: the rules that find and read time expressions.

use super::Failure;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let _ = args;
    Err(Failure::NotBuilt("rules"))
}
