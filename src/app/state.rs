//! Everything the window knows, as plain data: no widget, no color, no thread.
//!
//! Panels read it; only [`crate::app::command`] changes it. What is selected is kept as ids, what is shown as days, so
//! that a new snapshot of the analysis can slip under it.

use std::path::PathBuf;
use std::sync::Arc;

use super::filter::Filters;
use super::index::Snapshot;
use super::keep::Keep;
use super::prefs::Prefs;
use super::range::around;
use super::system::System;
use super::watch::News;
use crate::article::ArticleId;
use crate::event::EventId;
use crate::mention::MentionId;
use crate::progress::Monitor;
use crate::scene::{LaneMode, Range, theme};
use crate::timeline::edit::Journal;
use crate::timeline::query::Query;

/// A choice of lanes as the menu says it.
pub fn lanes_name(lanes: LaneMode) -> &'static str {
    match lanes {
        LaneMode::None => "none",
        LaneMode::Source => "source",
        LaneMode::Entity => "entity",
    }
}

/// All choices of lanes, in the order of the menu.
pub const LANES: [LaneMode; 3] = [LaneMode::None, LaneMode::Source, LaneMode::Entity];

/// A column of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Column {
    #[default]
    Time,
    Label,
    Sources,
    Importance,
}

/// The order of the list: time and words from the first, numbers from the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub by: Column,
    /// The other way round.
    pub reversed: bool,
}

/// The article that stands open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which.
    pub article: ArticleId,
    /// The mention it was opened at.
    pub mention: Option<MentionId>,
}

/// A search and what it found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As typed.
    pub text: String,
    /// Everything, in order of time.
    pub found: Arc<Vec<EventId>>,
    /// What of it the filters show.
    pub hits: Arc<Vec<EventId>>,
    /// What is wrong with the query, if anything.
    pub problem: Option<String>,
    /// The hit that was walked to.
    pub at: Option<usize>,
    /// Whether the answer to `text` is still on its way.
    pub waiting: bool,
}

impl Search {
    /// Whether anything is looked for.
    pub fn is_active(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

impl State {
    /// Of whom the search asks to be told all, where the snapshot does not tell it yet: `entity:"Ana Diaz"` finds what
    /// is told of her without a date too, and for that the articles are gone through once more.
    pub fn wanted_focus(&self) -> Option<Vec<String>> {
        self.snapshot.as_ref()?;
        // While a name is typed its quotation marks are open, and nothing is known of it.
        let names: Vec<String> = Query::parse(&self.search.text).ok()?.entities().collect();
        (names != self.focus).then_some(names)
    }
}

/// What stands in front of the window, one at a time.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    /// Name the file that keeps what the analyst did.
    Save {
        /// As typed.
        path: String,
        /// Where a file was found to be there, so that saving replaces it.
        there: Option<PathBuf>,
    },
    /// What the analyst did is not kept, and would be lost by this.
    Leave(Leave),
    /// Open a folder by path or dialog.
    Open {
        /// As typed.
        path: String,
    },
    /// Save a picture or data.
    Export(ExportForm),
    /// The keys.
    Keys,
    /// Every command by name.
    Palette {
        /// As typed.
        text: String,
        /// The row that Enter takes.
        at: usize,
    },
    /// Another name for somebody.
    Name(NameForm),
    /// Show a day.
    GoTo {
        /// As typed.
        text: String,
    },
    /// Leave out what was before or after.
    Days {
        /// The first date, as typed.
        from: String,
        /// The last.
        to: String,
    },
}

/// What the sheet for names says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameForm {
    /// Who is to get another name, as shown now; `None` while that is being chosen.
    pub shown: Option<String>,
    /// As typed.
    pub text: String,
    /// The row that Enter takes; `None` is what was typed.
    pub at: Option<usize>,
}

/// What would lose what the analyst did.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Leave {
    Close,
    Open(Vec<PathBuf>),
    Sample,
}

/// What the export sheet says.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportForm {
    /// Which of `write::PICTURES` and `write::DATA`.
    pub format: &'static str,
    /// Where to.
    pub path: String,
    /// Where a file was found to be there, so that exporting replaces it.
    pub there: Option<String>,
    /// The file that may be replaced: the dialog of the desktop or the sheet has asked.
    pub replaces: Option<String>,
    /// By when things were reported, too.
    pub reports: bool,
    /// Its colors.
    pub look: theme::Look,
    /// Lanes.
    pub lanes: LaneMode,
    /// Pixels a point, 1 to 4, for `png`.
    pub scale: u32,
    /// A3 instead of A4, for `pdf`.
    pub large: bool,
    /// A row a citation instead of a row an event, for `csv`.
    pub citation_rows: bool,
    /// Also what is known only to the year or coarser, for `ics`.
    pub coarse: bool,
    /// The whole timeline instead of what is on the screen.
    pub whole: bool,
    /// Numbered citations under the picture.
    pub citations: bool,
}

/// Events behind a count, listed where it was clicked.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// Which.
    pub events: Vec<EventId>,
    /// Where the count stands, in points from the top left of the window.
    pub at: (f32, f32),
}

/// One line in the status line.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub wrong: bool,
}

/// A run beside the window.
#[derive(Clone, Debug)]
pub struct Loading {
    /// How far it is, and how to stop it.
    pub monitor: Arc<Monitor>,
    /// Its results carry this number; a later run makes it stale.
    pub generation: u64,
    /// Whether files are being read, or only dates drawn again.
    pub reads: bool,
}

/// Where one was, to go back to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The event.
    pub selection: Option<EventId>,
    /// Which of its citations.
    pub citation: usize,
    /// The article.
    pub reading: Option<Reading>,
    /// The days.
    pub range: Range,
    /// The days of writing.
    pub told: Option<Range>,
}

/// Everything the window knows.
#[derive(Clone, Debug)]
pub struct State {
    /// Name of what is open: the folder's.
    pub title: String,
    /// What was opened.
    pub paths: Vec<PathBuf>,
    /// Folders and projects opened before, the last first.
    pub recent: Vec<PathBuf>,
    /// The analysis; `None` before the first.
    pub snapshot: Option<Arc<Snapshot>>,
    /// What runs beside the window.
    pub loading: Option<Loading>,
    /// Number of the last run that was started.
    pub generation: u64,
    /// What is new in the folder since it was read.
    pub news: Option<News>,
    /// What the analyst changed.
    pub journal: Journal,
    /// The days on the screen.
    pub range: Range,
    /// The days of writing on the screen, where they were zoomed on their own; else they follow `range`.
    pub told: Option<Range>,
    /// What the timeline is parted by.
    pub lanes: LaneMode,
    /// The events as a list instead of the timeline, in this order.
    pub list: Option<Sort>,
    /// Whether the timeline is drawn by when things were reported, too.
    pub reports: bool,
    /// Whether labels without room are shortened; `None` where the timeline is narrow.
    pub shorten: Option<bool>,
    /// Only so many of the most important events are drawn.
    pub top: Option<usize>,
    /// What is left out.
    pub filters: Filters,
    /// The event.
    pub selection: Option<EventId>,
    /// The lane in which it was walked to, by name, where it may stand in several.
    pub lane: Option<String>,
    /// Events picked beside it, to be merged with it.
    pub picked: Vec<EventId>,
    /// Which of its citations, by index.
    pub citation: usize,
    /// The article.
    pub reading: Option<Reading>,
    /// A stretch of time drawn with Shift, whose length is shown; Enter zooms to it.
    pub band: Option<Range>,
    /// Counts the times that an article must scroll to its sentence; a panel that has seen fewer scrolls.
    pub reveals: u64,
    /// The search.
    pub search: Search,
    /// Of whom the snapshot at hand, or the run for the next one, tells all it can: those whom a search asks for by name.
    pub focus: Vec<String>,
    /// What stands in front.
    pub sheet: Option<Sheet>,
    /// The events behind a count.
    pub listing: Option<Listing>,
    /// Whether the list of problems is open.
    pub problems: bool,
    /// Whether the left panel is open; `None` where the window is wide.
    pub facets: Option<bool>,
    /// The day of writing being typed for the open article.
    pub day_form: Option<String>,
    /// The words being typed for the event.
    pub label_form: Option<String>,
    /// The note being typed on the event.
    pub note_form: Option<String>,
    /// The file that keeps the edits.
    pub keep: Keep,
    /// The window may close and lose what was not kept: the analyst said so.
    pub discard: bool,
    /// What holds for every folder.
    pub prefs: Prefs,
    /// What the desktop asks for.
    pub system: System,
    /// The last word of the program.
    pub notice: Option<Notice>,
    /// Where one was before.
    pub back: Vec<Place>,
    /// Where one was before going back.
    pub forward: Vec<Place>,
    /// Whether the last command belonged to a gesture (wheel, drag), of which only the start is kept in `back`.
    pub gesture: bool,
    /// Whether the last command moved the days with the hand, which they follow at once.
    pub by_hand: bool,
    /// Counts the times that one has asked for the next panel.
    pub panels: u64,
    /// Set when the search box should take the keyboard; the panel clears it by command.
    pub focus_search: bool,
    /// Changes whenever the drawing may: part of the key under which it is kept.
    pub revision: u64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            title: String::new(),
            paths: Vec::new(),
            recent: Vec::new(),
            snapshot: None,
            loading: None,
            generation: 0,
            news: None,
            journal: Journal::default(),
            range: Range { start: 19_000.0, end: 19_365.0 },
            told: None,
            lanes: LaneMode::Entity,
            list: None,
            reports: false,
            shorten: None,
            top: None,
            filters: Filters::default(),
            selection: None,
            lane: None,
            picked: Vec::new(),
            citation: 0,
            reading: None,
            band: None,
            reveals: 0,
            search: Search::default(),
            focus: Vec::new(),
            sheet: None,
            listing: None,
            problems: false,
            facets: None,
            day_form: None,
            label_form: None,
            note_form: None,
            keep: Keep::default(),
            discard: false,
            prefs: Prefs::default(),
            system: System::default(),
            notice: None,
            back: Vec::new(),
            forward: Vec::new(),
            gesture: false,
            by_hand: false,
            panels: 0,
            focus_search: false,
            revision: 0,
        }
    }
}

impl State {
    /// Where one is.
    pub fn place(&self) -> Place {
        let Self { selection, citation, reading, range, told, .. } = *self;
        Place { selection, citation, reading, range, told }
    }

    /// The mention that is cited now.
    pub fn cited(&self) -> Option<MentionId> {
        let event = self.snapshot.as_ref()?.event(self.selection?)?;
        event.mentions.get(self.citation).copied()
    }

    /// The label of an event: the analyst's words, or those of its source.
    pub fn label(&self, id: EventId) -> &str {
        let Some(event) = self.snapshot.as_ref().and_then(|s| s.event(id)) else { return "" };
        self.journal.now().renamed.get(&event.key).unwrap_or(&event.label)
    }

    /// How many problems there are: of the articles, and of edits that have lost their place.
    pub fn problem_count(&self) -> usize {
        self.keep.unplaced.len() + self.snapshot.as_ref().map_or(0, |s| s.timeline.problems.len())
    }

    /// What the analyst wrote on an event.
    pub fn note(&self, id: EventId) -> Option<&str> {
        let event = self.snapshot.as_ref()?.event(id)?;
        self.journal.now().notes.get(&event.key).map(String::as_str)
    }

    /// Gives the events of the snapshot the words that the analyst gave them.
    pub fn relabel(&mut self) {
        if let Some(snapshot) = &mut self.snapshot {
            Arc::make_mut(snapshot).relabel(&self.journal.now().renamed);
        }
    }

    /// Shows the days that the articles are about.
    pub fn show_core(&mut self) {
        if let Some(core) = self.snapshot.as_ref().and_then(|snapshot| snapshot.core) {
            self.range = around(core);
        }
    }

    /// Takes over a finished analysis. Where it follows another of the same articles, perhaps with more of them, nothing
    /// moves: what was selected is found again by its words, what was edited by its mentions.
    pub fn adopt(&mut self, new: Arc<Snapshot>) {
        self.journal.follow(&new.timeline.renamed(&self.journal.events()));
        self.picked.clear();
        if let Some(old) = &self.snapshot {
            let (from, to) = (old.timeline.called.clone(), new.timeline.called.clone());
            if from != to {
                self.follow_names(&from, &to);
            }
        }
        match self.snapshot.take() {
            Some(old) if old.core.is_some() || new.core.is_none() => {
                let event = |id: Option<EventId>| id.and_then(|id| new.find(&old, id));
                let reading = |reading: Option<Reading>| {
                    reading.and_then(|r| {
                        let mention = r.mention.and_then(|m| new.find_mention(&old, m));
                        Some(Reading { article: new.find_article(&old, r.article)?, mention })
                    })
                };
                self.selection = event(self.selection);
                self.reading = reading(self.reading);
                for place in self.back.iter_mut().chain(&mut self.forward) {
                    place.selection = event(place.selection);
                    place.reading = reading(place.reading);
                }
                // The cited sentence may now stand elsewhere in its event, or in another.
                if let Some(mention) = self.reading.and_then(|r| r.mention)
                    && let (Some(_), Some(id)) = (self.selection, new.event_of(mention))
                {
                    self.selection = Some(id);
                    let mentions = new.event(id).map_or(&[][..], |event| &event.mentions);
                    self.citation = mentions.iter().position(|&m| m == mention).unwrap_or(0);
                }
            }
            _ => {
                self.selection = None;
                self.reading = None;
                self.citation = 0;
                self.back.clear();
                self.forward.clear();
                if let Some(core) = new.core {
                    self.range = around(core);
                }
            }
        }
        self.listing = None;
        (self.search.found, self.search.hits) = Default::default();
        self.search.at = None;
        self.search.waiting = self.search.is_active();
        self.snapshot = Some(new);
        self.recall();
        self.relabel();
        self.revision += 1;
    }
}
