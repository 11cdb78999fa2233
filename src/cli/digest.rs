//! `dateline digest`: the days that matter most, with the sentences that tell them best.

use std::fmt::Write as _;

use clap::ValueEnum;

use super::{Failure, Shared};
use crate::calendar::{Date, When};
use crate::timeline::Timeline;
use crate::timeline::digest::{ToldDay, digest};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    shared: Shared,
    /// How many days
    #[arg(long, value_name = "N", default_value_t = 10)]
    days: usize,
    /// How many sentences a day, at most
    #[arg(long, value_name = "K", default_value_t = 1)]
    sentences: usize,
    /// What the timeline is about, comma-separated; softens, never filters alone
    #[arg(long, value_name = "WORDS", default_value = "")]
    about: String,
    /// What to write
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Md,
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let mut wanted = super::rank::wanted(&args.shared, args.about)?;
    let super::Loaded { timeline, edits } = super::load(&args.shared)?;
    wanted.leave_out(&timeline, &edits.hidden);
    let told = digest(&timeline, &wanted, args.shared.top.unwrap_or(args.days), args.sentences);
    let text = match args.format {
        Format::Json => json(&timeline, &told).map_err(|error| Failure::Other(error.to_string()))?,
        Format::Md => markdown(&timeline, &told),
    };
    super::write_out(&args.shared, text.as_bytes())
}

fn sentence<'a>(timeline: &'a Timeline, (article, span): &(crate::article::ArticleId, crate::span::Span)) -> &'a str {
    span.of(&timeline.source(*article).article.text)
}

/// `[["2024-02-08", ["sentence", …]], …]`, a day a line.
fn json(timeline: &Timeline, told: &[ToldDay]) -> serde_json::Result<String> {
    let rows: Vec<String> = told
        .iter()
        .map(|day| {
            let sentences: Vec<&str> = day.sentences.iter().map(|s| sentence(timeline, s)).collect();
            serde_json::to_string(&(day.day.to_string(), sentences))
        })
        .collect::<serde_json::Result<_>>()?;
    Ok(if rows.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", rows.join(",\n")) })
}

/// A heading a day, a quote a sentence with the file that it stands in.
fn markdown(timeline: &Timeline, told: &[ToldDay]) -> String {
    let mut text = String::new();
    for day in told {
        let _ = writeln!(text, "## {}\n", When::from(Date::Day(day.day)).words());
        for told in &day.sentences {
            let one_line = sentence(timeline, told).split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "- {one_line} *({})*", timeline.source(told.0).article.path);
        }
        text.push('\n');
    }
    text
}
