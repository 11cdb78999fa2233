//! What outlives the window: the file of the project and how far it holds what was done, how the timeline was looked at, and
//! what was opened before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::range::WORLD;
use super::state::{Filters, LANES, State, lanes_name};
use crate::calendar::{Date, Granularity, Interval};
use crate::mention::Status;
use crate::problem::Problem;
use crate::project::{Anchor, Project, View};
use crate::scene::Range;
use crate::timeline::sure::{Sureness, WRITTEN};

/// Folders and projects on the start page: what fits below it in the least window.
const KEPT_RECENT: usize = 4;

/// The file that keeps what the analyst did, and how far it does.
#[derive(Clone, Debug, Default)]
pub struct Keep {
    /// Where it is; `None` until it is saved for the first time.
    pub path: Option<PathBuf>,
    /// Where things named by the edits stood when they were last seen.
    pub anchors: BTreeMap<String, Anchor>,
    /// Edits whose sentence is gone.
    pub unplaced: Vec<Problem>,
    /// Edits made, undone and redone so far in this session.
    pub changes: u64,
    /// How many of them are in the file.
    pub saved: u64,
    /// How many there were when saving was last tried.
    pub tried: u64,
    /// Whether a file is being written.
    pub saving: bool,
    /// Whether the file was written in this session, so that the last good copy is made.
    pub kept: bool,
}

impl Keep {
    /// Whether something would be lost if the window closed now.
    pub fn is_dirty(&self) -> bool {
        self.changes != self.saved
    }
}

impl State {
    /// Notes what is open for the start page of another day: the project, else the folder.
    pub fn remember(&mut self) {
        let open = match (&self.keep.path, self.paths.as_slice()) {
            (Some(path), _) => path,
            (None, [path]) => path,
            _ => return,
        };
        let open = std::path::absolute(open).unwrap_or_else(|_| open.clone());
        self.recent.retain(|path| *path != open);
        self.recent.insert(0, open);
        self.recent.truncate(KEPT_RECENT);
    }

    /// What the file is to hold of how the timeline is looked at.
    pub fn view(&self) -> View {
        let days = self.range.interval();
        let chosen = &self.filters;
        let text = |names: &BTreeSet<&'static str>| names.iter().map(|name| (*name).to_owned()).collect();
        let look = [
            ("disputed", chosen.disputed),
            ("starred", chosen.starred),
            ("noted", chosen.noted),
            ("hidden", chosen.hidden),
        ];
        let filters: [(&str, BTreeSet<String>); 7] = [
            ("entity", chosen.entities.clone()),
            ("source", chosen.sources.clone()),
            ("status", text(&chosen.statuses)),
            ("granularity", text(&chosen.granularities)),
            ("confidence", text(&chosen.confidences)),
            ("written", text(&chosen.written)),
            ("is", look.into_iter().filter(|(_, on)| *on).map(|(name, _)| name.to_owned()).collect()),
        ];
        View {
            from: days.start.to_string(),
            to: days.end.to_string(),
            lanes: lanes_name(self.lanes).to_owned(),
            top: self.top,
            filters: filters
                .into_iter()
                .filter(|(_, names)| !names.is_empty())
                .map(|(kind, names)| (kind.to_owned(), names))
                .collect(),
        }
    }

    /// Looks at the timeline as it was looked at before.
    pub fn restore(&mut self, view: &View) {
        let day = |text: &str| text.parse::<Date>().ok().map(|date| date.interval());
        if let (Some(from), Some(to)) = (day(&view.from), day(&view.to)) {
            self.range = Range::of(Interval { start: from.start, end: to.end.max(from.start) }).clamp(WORLD);
        }
        if let Some(lanes) = LANES.into_iter().find(|&lanes| lanes_name(lanes) == view.lanes) {
            self.lanes = lanes;
        }
        self.top = view.top;
        let of = |kind: &str| view.filters.get(kind).cloned().unwrap_or_default();
        let is = of("is");
        // Of the names that this program knows; a later one may have written others.
        let known = |kind: &str, names: &[&'static str]| -> BTreeSet<&'static str> {
            let chosen = of(kind);
            names.iter().copied().filter(|name| chosen.contains(*name)).collect()
        };
        self.filters = Filters {
            entities: of("entity"),
            sources: of("source"),
            statuses: known("status", &[Status::Reported, Status::Planned, Status::Denied].map(Status::name)),
            granularities: known("granularity", &Granularity::ALL.map(Granularity::name)),
            confidences: known("confidence", &Sureness::ALL.map(Sureness::name)),
            written: known("written", &WRITTEN),
            disputed: is.contains("disputed"),
            starred: is.contains("starred"),
            noted: is.contains("noted"),
            hidden: is.contains("hidden"),
        };
        self.revision += 1;
    }

    /// Finds again what edits name in articles that were changed since, and notes what cannot be found. Says whether the
    /// events must be found again for it.
    pub fn place_edits(&mut self) -> bool {
        let Some(snapshot) = self.snapshot.clone() else { return false };
        let timeline = &snapshot.timeline;
        let before = self.journal.now().hand.clone();
        let moved = Project::moved(self.journal.now(), &self.keep.anchors, timeline);
        for (old, new) in &moved {
            if let Some(anchor) = self.keep.anchors.remove(old) {
                self.keep.anchors.insert(new.clone(), anchor);
            }
        }
        self.journal.follow(&moved);
        self.journal.follow(&timeline.renamed(&self.journal.events()));
        self.keep.unplaced = Project::unplaced(self.journal.now(), &self.keep.anchors, timeline);
        drop(snapshot);
        self.relabel();
        self.revision += 1;
        self.journal.now().hand != before
    }
}
