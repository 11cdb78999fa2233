//! Timeline → files, one file a format.
//!
//! Pictures walk the scene, data walks the timeline; both write exactly what a filter shows and say what it left out.
//! [`Selection`] is that filter's answer. A data format is a function `write(timeline, selection, out)` that streams: it
//! holds one event or one article at a time, so a hundred thousand events cost no more memory than one.
//!
//! | format | one record is | citations |
//! |---|---|---|
//! | [`json`] | the document of the contract | a table of their own, joined by id |
//! | [`jsonl`] | an event a line | embedded, each with path, quote and position |
//! | [`csv`] | an event a row | one cell, a line each |
//! | [`markdown`] | a line of a chronology | footnotes |
//! | [`html`] | an entry of a page that needs no network | under the entry, opened by a click or a key |
//! | [`ics`] | a calendar entry | its description |
//! | [`timelinejs`] | a slide | a list on the slide |
//! | [`markwhen`] | an entry of a text timeline | quoted under it |
//! | [`bibtex`], [`ris`], [`csl`] | an article that is cited; see [`reference`](mod@reference) | notes on it |
//!
//! Positions leave as Unicode code points ([`crate::span::CodePoints`]), ids as the stable keys.

pub mod bibtex;
pub mod csl;
pub mod csv;
mod file;
pub mod html;
pub mod ics;
pub mod json;
pub mod jsonl;
pub mod markdown;
pub mod markwhen;
pub mod pdf;
pub mod png;
mod record;
pub mod reference;
pub mod ris;
mod subset;
pub mod svg;
pub mod timelinejs;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod gallery;

pub use file::write_file;

use std::collections::{BTreeMap, BTreeSet};

use crate::event::EventId;
use crate::timeline::Timeline;
use crate::timeline::edit::Edits;

/// The events to write, and what was left out on the way to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// In order of time.
    pub events: Vec<EventId>,
    /// One entry a filter that took something away, in the order the filters ran.
    pub left_out: Vec<LeftOut>,
    /// What a person says of events.
    pub own: Own,
}

/// What a person says of events beside what their sources say. Formats that people read say it with the event; in those
/// that programs read it adds fields and columns only where there is something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// Marked with a star.
    pub starred: BTreeSet<EventId>,
    /// Notes.
    pub notes: BTreeMap<EventId, String>,
}

impl Own {
    /// What `edits` say of the events of a timeline.
    pub fn of(timeline: &Timeline, edits: &Edits) -> Self {
        let mut own = Self::default();
        for (n, event) in timeline.events.iter().enumerate() {
            let id = EventId(n as u32);
            if edits.starred.contains(&event.key) {
                own.starred.insert(id);
            }
            if let Some(note) = edits.notes.get(&event.key) {
                own.notes.insert(id, note.clone());
            }
        }
        own
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.starred.is_empty() && self.notes.is_empty()
    }

    /// What is noted on an event; nothing is an empty note.
    pub fn note(&self, id: EventId) -> &str {
        self.notes.get(&id).map_or("", String::as_str)
    }
}

/// What one filter took away.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// How many events.
    pub events: usize,
    /// Why, in words: `outside 2021-03/2021-07`.
    pub because: String,
}

impl Selection {
    /// Everything.
    pub fn all(timeline: &Timeline) -> Self {
        Self { events: (0..timeline.events.len() as u32).map(EventId).collect(), ..Self::default() }
    }

    /// Keeps the events that `keep` agrees to, and remembers how many it did not.
    pub fn retain(&mut self, because: impl FnOnce() -> String, keep: impl FnMut(&EventId) -> bool) {
        let before = self.events.len();
        self.events.retain(keep);
        let events = before - self.events.len();
        if events > 0 {
            self.left_out.push(LeftOut { events, because: because() });
        }
    }

    /// Keeps the `top` most important; of equally important events the earlier ones.
    pub fn keep_top(&mut self, timeline: &Timeline, top: usize) {
        let mut ranked = self.events.clone();
        ranked.sort_by(|&a, &b| timeline.event(b).importance.total_cmp(&timeline.event(a).importance));
        ranked.truncate(top);
        ranked.sort_unstable();
        self.retain(|| format!("not among the {top} most important"), |id| ranked.binary_search(id).is_ok());
    }

    /// What was left out, one line; empty if nothing was.
    pub fn left_out_line(&self) -> String {
        let sum: usize = self.left_out.iter().map(|part| part.events).sum();
        let plural = if sum == 1 { "" } else { "s" };
        match &self.left_out[..] {
            [] => String::new(),
            [one] => format!("{sum} event{plural} left out: {}", one.because),
            all => {
                let parts: Vec<_> = all.iter().map(|part| format!("{} {}", part.events, part.because)).collect();
                format!("{sum} events left out: {}", parts.join(", "))
            }
        }
    }
}
