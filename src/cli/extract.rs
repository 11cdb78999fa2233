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
    /// With --format csv: what a row is
    #[arg(long, value_enum, default_value = "event")]
    rows: Rows,
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
    Bibtex,
    Ris,
    Csl,
}

/// The two forms of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Rows {
    Event,
    Citation,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    if args.coarse && args.format != Format::Ics {
        return Err(Failure::Usage("--coarse goes with --format ics".into()));
    }
    if args.rows == Rows::Citation && args.format != Format::Csv {
        return Err(Failure::Usage("--rows goes with --format csv".into()));
    }
    let loaded = super::load(&args.shared)?;
    let selection = super::select(&args.shared, &loaded)?;
    let timeline = loaded.timeline;
    super::write_with(&args.shared, |out| match args.format {
        Format::Json => export::json::write(&timeline, &selection, out),
        Format::Jsonl => export::jsonl::write(&timeline, &selection, out),
        Format::Csv => match args.rows {
            Rows::Event => export::csv::write(&timeline, &selection, out),
            Rows::Citation => export::csv::write_citations(&timeline, &selection, out),
        },
        Format::Md => export::markdown::write(&timeline, &selection, out),
        Format::Html => export::html::write(&timeline, &selection, out),
        Format::Ics => export::ics::write(&timeline, &selection, args.coarse, out),
        Format::Timelinejs => export::timelinejs::write(&timeline, &selection, out),
        Format::Markwhen => export::markwhen::write(&timeline, &selection, out),
        Format::Bibtex => export::bibtex::write(&timeline, &selection, out),
        Format::Ris => export::ris::write(&timeline, &selection, out),
        Format::Csl => export::csl::write(&timeline, &selection, out),
    })
}
