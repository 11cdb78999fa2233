//! `dateline extract`: articles → timeline as data.

use clap::ValueEnum;

use super::{Failure, Shared};
use crate::export;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    shared: Shared,
    /// What to write
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
    /// With --format ics: also events known only to the year or coarser
    #[arg(long)]
    coarse: bool,
}

/// One file a format in [`crate::export`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Jsonl,
    Csv,
    Md,
    Html,
    Ics,
    Timelinejs,
    Markwhen,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let timeline = super::load(&args.shared)?;
    let selection = super::select(&args.shared, &timeline)?;
    super::write_with(&args.shared, |out| match args.format {
        Format::Json => export::json::write(&timeline, &selection, out),
        Format::Jsonl => export::jsonl::write(&timeline, &selection, out),
        Format::Csv => export::csv::write(&timeline, &selection, out),
        Format::Md => export::markdown::write(&timeline, &selection, out),
        Format::Html => export::html::write(&timeline, &selection, out),
        Format::Ics => export::ics::write(&timeline, &selection, args.coarse, out),
        Format::Timelinejs => export::timelinejs::write(&timeline, &selection, out),
        Format::Markwhen => export::markwhen::write(&timeline, &selection, out),
    })
}
