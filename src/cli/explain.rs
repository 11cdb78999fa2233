//! `dateline explain`: how one sentence gets its dates.

use super::Failure;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The sentence
    #[arg(value_name = "TEXT", required = true)]
    text: String,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let _ = args;
    Err(Failure::NotBuilt("explain"))
}
