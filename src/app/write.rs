//! From what is shown to a file: collects what the export needs and lets it write.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::index::Snapshot;
use super::state::ExportForm;
use crate::calendar::Day;
use crate::event::EventId;
use crate::export::{self, Own, Selection};
use crate::scene::picture::{Order, Page, pages};
use crate::scene::{Range, Theme};
use crate::timeline::edit::Edits;

/// A format that the sheet offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// What it is called in [`ExportForm::format`].
    pub id: &'static str,
    /// Ending of the file.
    pub ending: &'static str,
    /// As the sheet says it.
    pub name: &'static str,
}

const fn format(id: &'static str, ending: &'static str, name: &'static str) -> Format {
    Format { id, ending, name }
}

/// Drawings of the timeline, in the order of the sheet.
pub const PICTURES: [Format; 3] =
    [format("svg", "svg", "SVG"), format("png", "png", "PNG"), format("pdf", "pdf", "PDF")];

/// What the timeline says, in the order of the sheet: to read, to calculate with, to show elsewhere.
pub const DATA: [Format; 7] = [
    format("html", "html", "HTML"),
    format("md", "md", "Markdown"),
    format("csv", "csv", "CSV"),
    format("json", "json", "JSON"),
    format("ics", "ics", "iCalendar"),
    format("timelinejs", "json", "TimelineJS"),
    format("markwhen", "mw", "markwhen"),
];

/// The articles that are cited, for programs that manage references.
pub const REFERENCES: [Format; 3] =
    [format("bibtex", "bib", "BibTeX"), format("ris", "ris", "RIS"), format("csl", "json", "CSL-JSON")];

/// Whether a format is a picture.
pub fn is_picture(id: &str) -> bool {
    PICTURES.iter().any(|format| format.id == id)
}

/// The ending of a file of this format.
pub fn ending(id: &str) -> &'static str {
    PICTURES.iter().chain(&DATA).chain(&REFERENCES).find(|format| format.id == id).map_or("", |format| format.ending)
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
    /// The days of writing on the screen, if they do not follow those.
    pub told: Option<Range>,
    /// Only the most important.
    pub top: Option<usize>,
    /// Stars and notes.
    pub edits: Edits,
    /// Today, for the foot of a picture.
    pub today: Option<Day>,
    /// What the sheet says.
    pub form: ExportForm,
}

impl Job {
    /// What goes into the file, and what is left out on the way.
    fn selection(&self) -> Selection {
        let timeline = &*self.snapshot.timeline;
        let mut selection = Selection::all(timeline);
        selection.own = Own::of(timeline, &self.edits);
        let filtered = || "by filters or hidden".to_owned();
        selection.retain(filtered, |id| self.shown.binary_search(id).is_ok());
        if !self.form.whole {
            let days = self.range.interval();
            let outside = || format!("outside {}/{}", days.start, days.end);
            selection.retain(outside, |id| {
                self.snapshot.event(*id).is_some_and(|event| event.when.interval().overlaps(days))
            });
        }
        if let Some(top) = self.top {
            selection.keep_top(timeline, top);
        }
        selection
    }
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq)]
pub enum Unwritten {
    /// One is there, and nobody has said that it may be replaced; this was asked for.
    There(Box<ExportForm>),
    /// In words.
    Failed(String),
}

/// Writes the file and tells where it is. One that is there is replaced only where the analyst has said so.
pub fn write(job: &Job) -> Result<PathBuf, Unwritten> {
    let path = PathBuf::from(job.form.path.trim());
    if job.form.replaces.as_deref() != Some(job.form.path.trim()) && path.exists() {
        return Err(Unwritten::There(Box::new(job.form.clone())));
    }
    write_over(job, path).map_err(Unwritten::Failed)
}

fn write_over(job: &Job, path: PathBuf) -> Result<PathBuf, String> {
    let selection = job.selection();
    let timeline = &*job.snapshot.timeline;
    if is_picture(job.form.format) {
        let bytes = picture(job, &selection)?;
        return finish(path, |out| out.write_all(&bytes));
    }
    let data = |out: &mut dyn Write| -> io::Result<()> {
        match job.form.format {
            "md" => export::markdown::write(timeline, &selection, out),
            "csv" if job.form.citation_rows => export::csv::write_citations(timeline, &selection, out),
            "csv" => export::csv::write(timeline, &selection, out),
            "ics" => export::ics::write(timeline, &selection, job.form.coarse, out),
            "json" => export::json::write(timeline, &selection, out),
            "timelinejs" => export::timelinejs::write(timeline, &selection, out),
            "markwhen" => export::markwhen::write(timeline, &selection, out),
            "bibtex" => export::bibtex::write(timeline, &selection, out),
            "ris" => export::ris::write(timeline, &selection, out),
            "csl" => export::csl::write(timeline, &selection, out),
            _ => export::html::write(timeline, &selection, out),
        }
    };
    finish(path, data)
}

fn finish(path: PathBuf, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<PathBuf, String> {
    export::write_file(&path, write).map_err(|error| format!("{} could not be written: {error}", path.display()))?;
    Ok(path)
}

/// The page as bytes of its format.
fn picture(job: &Job, selection: &Selection) -> Result<Vec<u8>, String> {
    let left_out = if selection.left_out.is_empty() { String::new() } else { selection.left_out_line() };
    let order = Order {
        reports: job.form.reports,
        told: job.told.filter(|_| !job.form.whole),
        starred: Some(&selection.own.starred),
        title: &job.title,
        events: &selection.events,
        page: match (job.form.format, job.form.large) {
            ("pdf", false) => Page::A4,
            ("pdf", true) => Page::A3,
            _ => Page::SCREEN,
        },
        lanes: job.form.lanes,
        citations: job.form.citations,
        one_page: job.form.format != "pdf",
        range: (!job.form.whole).then_some(job.range),
        left_out: &left_out,
        saved: job.today,
    };
    let theme = Theme::of(job.form.look);
    let scenes = pages(&job.snapshot.timeline, &order, &theme);
    // SVG and PNG have one page; citations that find no room on it are in the PDF.
    let first = scenes.first().ok_or("There is nothing to draw")?;
    let failed = |error: export::png::Error| error.to_string();
    match job.form.format {
        "pdf" => export::pdf::write(&scenes, &job.title).map_err(failed),
        "png" => export::png::write(first, &job.title, job.form.scale as f32).map_err(failed),
        _ => Ok(export::svg::write(first, &job.title).into_bytes()),
    }
}
