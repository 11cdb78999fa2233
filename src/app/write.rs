//! From what is shown to a file: collects what the export needs and lets it write.

use std::path::PathBuf;
use std::sync::Arc;

use super::index::Snapshot;
use super::state::ExportForm;
use crate::event::EventId;
use crate::scene::Range;

/// A format that the sheet offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Ending of the file.
    pub ending: &'static str,
    /// As the sheet says it.
    pub name: &'static str,
}

/// Formats in the order of the sheet: pictures, then data.
pub const FORMATS: [Format; 6] = [
    Format { ending: "svg", name: "SVG" },
    Format { ending: "png", name: "PNG" },
    Format { ending: "pdf", name: "PDF" },
    Format { ending: "csv", name: "CSV" },
    Format { ending: "json", name: "JSON" },
    Format { ending: "md", name: "Markdown" },
];

/// Whether a format is a picture.
pub fn is_picture(ending: &str) -> bool {
    matches!(ending, "svg" | "png" | "pdf")
}

/// Everything that a file is made from.
#[derive(Clone, Debug)]
pub struct Job {
    /// What was found.
    pub snapshot: Arc<Snapshot>,
    /// What passes the filters.
    pub shown: Arc<Vec<EventId>>,
    /// Name of the project.
    pub title: String,
    /// The days on the screen.
    pub range: Range,
    /// Only the most important.
    pub top: Option<usize>,
    /// Size of the timeline on the screen, in points.
    pub size: (f32, f32),
    /// What the sheet says.
    pub form: ExportForm,
}

/// Writes the file and tells where it is.
pub fn write(job: &Job) -> Result<PathBuf, String> {
    let _ = job;
    Err("Not yet".into())
}
