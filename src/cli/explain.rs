//! `dateline explain "two weeks ago" --published 2024-02-08`: how words become a date.

use super::{Failure, Shared, write_with};
use crate::calendar::Date;
use crate::timex;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The words, or a whole sentence
    #[arg(value_name = "TEXT", required = true)]
    text: String,
    /// The day of writing: 2024, 2024-02 or 2024-02-08
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let tree = timex::explain(&args.text, args.published);
    if tree.is_empty() {
        return Err(Failure::Other(format!("no time expression in ‘{}’", args.text)));
    }
    write_with(&Shared::default(), |out| out.write_all(tree.as_bytes()))
}
