//! `dateline render`: articles → picture.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Failure, Shared, load, select, write_out};
use crate::calendar::{Date, Day};
use crate::event::EventId;
use crate::export::{pdf, png, svg};
use crate::scene::picture::{Order, Page, pages};
use crate::scene::{LaneMode, Look, Range, Theme, core};
use crate::timeline::Timeline;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    shared: Shared,
    /// Size of the picture: 1600x900, a4 or a3 (landscape), any WIDTHxHEIGHT
    #[arg(long, value_name = "SIZE", default_value = "1600x900")]
    size: Page,
    /// Pixels a point of a PNG, 1 to 4
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    /// Colors
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,
    /// What each lane stands for
    #[arg(long, value_enum, default_value_t = Lanes::None)]
    lanes: Lanes,
    /// Draw by when it was reported, too: upward, one mark a citation; lanes then say whose colors
    #[arg(long)]
    reports: bool,
    /// What stands under the timeline
    #[arg(long, value_enum, default_value_t = Legend::Citations)]
    legend: Legend,
    /// Show all of time, also what lies far before and after the main story
    #[arg(long)]
    whole: bool,
    /// Title of the picture; the name of the folder if left out
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Day of saving at the foot of the page; today if left out
    #[arg(long, value_name = "DATE")]
    saved: Option<Date>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ThemeName {
    Light,
    Dark,
    Contrast,
    ContrastDark,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Lanes {
    None,
    Source,
    Entity,
}

#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
enum Legend {
    Citations,
    None,
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(scale) if (1.0..=4.0).contains(&scale) => Ok(scale),
        _ => Err("write a number from 1 to 4".to_owned()),
    }
}

/// Runs it.
pub fn run(args: Args) -> Result<(), Failure> {
    let format = args.shared.output.as_deref().and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
    let Some(format) = format.filter(|format| ["svg", "png", "pdf"].contains(&format.as_str())) else {
        return Err(Failure::Usage("render writes a file; give -o NAME.svg, NAME.png or NAME.pdf".to_owned()));
    };
    let loaded = load(&args.shared)?;
    let selection = select(&args.shared, &loaded)?;
    let timeline = loaded.timeline;
    let look = match args.theme {
        ThemeName::Light => Look::Light,
        ThemeName::Dark => Look::Dark,
        ThemeName::Contrast => Look::Contrast,
        ThemeName::ContrastDark => Look::ContrastDark,
    };
    let lanes = match args.lanes {
        Lanes::None => LaneMode::None,
        Lanes::Source => LaneMode::Source,
        Lanes::Entity => LaneMode::Entity,
    };
    let mut left_out = selection.left_out_line();
    let bounded = args.whole || args.shared.from.is_some() || args.shared.to.is_some();
    let range = if bounded { None } else { main_story(&timeline, &selection.events) };
    if let Some(range) = range {
        let outside = |id: &&EventId| !range.interval().overlaps(timeline.event(**id).when.interval());
        let outside = selection.events.iter().filter(outside).count();
        if !left_out.is_empty() {
            left_out.push_str(" · ");
        }
        let _ = write!(left_out, "{outside} earlier or later than the time shown");
        if !args.shared.quiet {
            eprintln!("{outside} events lie outside the main story; --whole draws them too");
        }
    }
    let title = args.title.clone().unwrap_or_else(|| name_of(&args.shared));
    let order = Order {
        reports: args.reports,
        told: None,
        starred: Some(&selection.own.starred),
        title: &title,
        events: &selection.events,
        page: args.size,
        lanes,
        citations: args.legend == Legend::Citations,
        one_page: format != "pdf",
        range,
        left_out: &left_out,
        saved: Some(args.saved.map_or_else(today, |date| date.interval().start)),
    };
    let pages = pages(&timeline, &order, &Theme::of(look));
    let Some(first) = pages.first() else { return Ok(()) };
    let failed = |error: png::Error| Failure::Other(error.to_string());
    let bytes = match format.as_str() {
        "svg" => svg::write(first, &title).into_bytes(),
        "png" => png::write(first, &title, args.scale).map_err(failed)?,
        _ => pdf::write(&pages, &title).map_err(failed)?,
    };
    write_out(&args.shared, &bytes)
}

/// The days of the main story with a little room around, if they are much fewer than all.
fn main_story(timeline: &Timeline, events: &[EventId]) -> Option<Range> {
    let events = || events.iter().map(|id| timeline.event(*id));
    let full = events().map(|event| Range::of(event.when.interval())).reduce(Range::hull)?;
    let core = core(events(), full);
    (core != full).then(|| core.with_margin(0.03))
}

/// What the project, else the first path, is called, without an ending.
fn name_of(shared: &Shared) -> String {
    let path = shared
        .project
        .as_ref()
        .or(shared.paths.first())
        .map(|path| path.canonicalize().unwrap_or_else(|_| path.clone()));
    let name = path.as_deref().and_then(Path::file_stem).map(|name| name.to_string_lossy().into_owned());
    name.filter(|name| name != "-").unwrap_or_else(|| "Timeline".to_owned())
}

/// Today, in universal time; `SOURCE_DATE_EPOCH` if that is set, as reproducible builds ask (reproducible-builds.org).
fn today() -> Day {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<u64>().ok());
    let seconds = given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_secs()));
    Day::from_number((seconds / 86_400) as i32)
}
