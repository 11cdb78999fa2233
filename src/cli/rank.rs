//! `dateline rank`: every candidate day, most important first.

use super::{Failure, Shared};
use crate::timeline::days::{self, Wanted};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    shared: Shared,
    /// What the timeline is about, comma-separated; softens, never filters alone
    #[arg(long, value_name = "WORDS", default_value = "")]
    about: String,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let mut wanted = wanted(&args.shared, args.about)?;
    let super::Loaded { timeline, edits } = super::load(&args.shared)?;
    wanted.leave_out(&timeline, &edits.hidden);
    let ranked = days::rank(&timeline, &wanted);
    let most = args.shared.top.unwrap_or(ranked.len());
    let names: Vec<String> = ranked.iter().take(most).map(|ranked| ranked.day.to_string()).collect();
    let mut bytes = serde_json::to_vec(&names).map_err(|error| Failure::Other(error.to_string()))?;
    bytes.push(b'\n');
    super::write_out(&args.shared, &bytes)
}

/// The days that the shared options ask for.
pub(super) fn wanted(shared: &Shared, about: String) -> Result<Wanted, Failure> {
    let from = shared.from.map(|date| date.interval().start);
    let to = shared.to.map(|date| date.interval().end);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Failure::Usage(format!("--from {from} is later than --to {to}")));
    }
    Ok(Wanted { about, from, to, ..Wanted::default() })
}
