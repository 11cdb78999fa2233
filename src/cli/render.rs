//! `dateline render`: articles → picture.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Failure, Shared, load, select, write_out};
use crate::calendar::{Date, Day};
use crate::export::{pdf, png, svg};
use crate::scene::picture::{Order, Page, pages};
use crate::scene::{LaneMode, Look, Theme};

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
    /// What stands under the timeline
    #[arg(long, value_enum, default_value_t = Legend::Citations)]
    legend: Legend,
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
    let timeline = load(&args.shared)?;
    let selection = select(&args.shared, &timeline)?;
    let look = match args.theme {
        ThemeName::Light => Look::Light,
        ThemeName::Dark => Look::Dark,
        ThemeName::Contrast => Look::Contrast,
    };
    let lanes = match args.lanes {
        Lanes::None => LaneMode::None,
        Lanes::Source => LaneMode::Source,
        Lanes::Entity => LaneMode::Entity,
    };
    let left_out = selection.left_out_line();
    let title = args.title.clone().unwrap_or_else(|| name_of(&args.shared));
    let order = Order {
        title: &title,
        events: &selection.events,
        page: args.size,
        lanes,
        citations: args.legend == Legend::Citations,
        range: None,
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

/// What the first path is called, without an ending.
fn name_of(shared: &Shared) -> String {
    let path = shared.paths.first().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone()));
    let name = path.as_deref().and_then(Path::file_stem).map(|name| name.to_string_lossy().into_owned());
    name.filter(|name| name != "-").unwrap_or_else(|| "Timeline".to_owned())
}

/// Today, in universal time; `SOURCE_DATE_EPOCH` if that is set, as reproducible builds ask (reproducible-builds.org).
fn today() -> Day {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<u64>().ok());
    let seconds = given.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |t| t.as_secs()));
    Day::from_number((seconds / 86_400) as i32)
}
