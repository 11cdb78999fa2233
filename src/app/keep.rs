//! What outlives the window: the file of the project and how far it holds what was done, how the timeline was looked at, and
//! what was opened before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::filter::{Days, Filters};
use super::range::WORLD;
use super::state::{Column, LANES, Reading, Sort, State, lanes_name};
use crate::article::ArticleId;
use crate::calendar::{Date, Granularity, Interval, When};
use crate::mention::{MentionId, Status};
use crate::problem::Problem;
use crate::project::{self, Anchor, View};
use crate::scene::Range;
use crate::timeline::Known;
use crate::timeline::sure::{Sureness, WRITTEN};

/// Folders and projects on the start page: what fits below it in the least window.
const KEPT_RECENT: usize = 4;

/// Names of each kind whose place among the lanes is kept: those that some filter may bring to the top. The file is to stay
/// readable.
const KEPT_NAMES: usize = 64;

/// What the file calls the three ways to look at events.
const TIMELINE: &str = "timeline";
const LIST: &str = "list";
const REPORTS: &str = "reports";

const COLUMNS: [Column; 4] = [Column::Time, Column::Label, Column::Sources, Column::Importance];

/// What the file calls a column of the list.
fn column_name(column: Column) -> &'static str {
    match column {
        Column::Time => "time",
        Column::Label => "label",
        Column::Sources => "sources",
        Column::Importance => "importance",
    }
}

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

fn first(known: &Known) -> Known {
    let first = |names: &[String]| names.iter().take(KEPT_NAMES).cloned().collect();
    Known { entities: first(&known.entities), sources: first(&known.sources) }
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
        let date = |date: Option<Date>| date.map(|date| When::from(date).edtf()).into_iter().collect();
        let filters: [(&str, BTreeSet<String>); 9] = [
            ("from", date(chosen.days.from)),
            ("to", date(chosen.days.to)),
            ("entity", chosen.entities.clone()),
            ("source", chosen.sources.clone()),
            ("status", text(&chosen.statuses)),
            ("granularity", text(&chosen.granularities)),
            ("confidence", text(&chosen.confidences)),
            ("written", text(&chosen.written)),
            ("is", look.into_iter().filter(|(_, on)| *on).map(|(name, _)| name.to_owned()).collect()),
        ];
        let cited = self.snapshot.as_ref().zip(self.cited().or(self.reading.and_then(|reading| reading.mention)));
        let sort = self.list.unwrap_or_default();
        View {
            from: days.start.to_string(),
            to: days.end.to_string(),
            told: self.told.map(|told| told.interval()).map(|days| (days.start.to_string(), days.end.to_string())),
            known: self.snapshot.as_ref().map(|snapshot| first(&snapshot.known)).unwrap_or_default(),
            lanes: lanes_name(self.lanes).to_owned(),
            show: match (self.list, self.reports) {
                (Some(_), _) => LIST,
                (None, true) => REPORTS,
                (None, false) => TIMELINE,
            }
            .to_owned(),
            sort: match (sort == Sort::default(), sort.reversed) {
                (true, _) => String::new(),
                (_, false) => column_name(sort.by).to_owned(),
                (_, true) => format!("-{}", column_name(sort.by)),
            },
            shorten: self.shorten,
            facets: self.facets,
            search: self.search.text.trim().to_owned(),
            chosen: cited.and_then(|(snapshot, id)| Some(Anchor::of(&snapshot.timeline, snapshot.mention(id)?))),
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
        let days = |from: &str, to: &str| {
            let (from, to) = (day(from)?, day(to)?);
            Some(Range::of(Interval { start: from.start, end: to.end.max(from.start) }).clamp(WORLD))
        };
        self.range = days(&view.from, &view.to).unwrap_or(self.range);
        self.told = view.told.as_ref().and_then(|(from, to)| days(from, to));
        if let Some(lanes) = LANES.into_iter().find(|&lanes| lanes_name(lanes) == view.lanes) {
            self.lanes = lanes;
        }
        self.reports = view.show == REPORTS;
        let (column, reversed) = view.sort.strip_prefix('-').map_or((&*view.sort, false), |column| (column, true));
        let by = COLUMNS.into_iter().find(|&by| column_name(by) == column).unwrap_or_default();
        self.list = (view.show == LIST).then_some(Sort { by, reversed });
        self.shorten = view.shorten;
        self.facets = view.facets;
        self.search.text.clone_from(&view.search);
        self.search.waiting = self.search.is_active();
        if let Some(snapshot) = &self.snapshot
            && let Some(mention) = view.chosen.as_ref().and_then(|chosen| chosen.find(&snapshot.timeline))
            && let Some(article) = snapshot.mention(mention).map(|mention| mention.article)
        {
            self.choose_at(article, mention);
        }
        self.top = view.top;
        let of = |kind: &str| view.filters.get(kind).cloned().unwrap_or_default();
        let is = of("is");
        // Of the names that this program knows; a later one may have written others.
        let known = |kind: &str, names: &[&'static str]| -> BTreeSet<&'static str> {
            let chosen = of(kind);
            names.iter().copied().filter(|name| chosen.contains(*name)).collect()
        };
        let date = |kind: &str| of(kind).first().and_then(|text| text.parse::<Date>().ok());
        self.filters = Filters {
            days: Days { from: date("from"), to: date("to") }.ordered(),
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

    /// Opens the article at a mention and chooses the event that it tells, without moving the timeline.
    fn choose_at(&mut self, article: ArticleId, mention: MentionId) {
        let Some(snapshot) = self.snapshot.clone() else { return };
        self.reading = Some(Reading { article, mention: Some(mention) });
        self.reveals += 1;
        self.selection = snapshot.event_of(mention);
        let event = self.selection.and_then(|id| snapshot.event(id));
        self.citation = event.and_then(|event| event.mentions.iter().position(|&m| m == mention)).unwrap_or(0);
    }

    /// Finds again what edits name in articles that were changed since, and notes what cannot be found. Says whether the
    /// events must be found again for it.
    pub fn place_edits(&mut self) -> bool {
        let Some(snapshot) = self.snapshot.clone() else { return false };
        let placed = project::place(&mut self.journal, &mut self.keep.anchors, &snapshot.timeline);
        self.keep.unplaced = placed.unplaced;
        drop(snapshot);
        self.relabel();
        self.revision += 1;
        placed.regrouped
    }
}
