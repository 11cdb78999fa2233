//! Which events are shown: what is chosen in the filters of the left panel, and what an event must be to pass.
//!
//! | within one filter | between filters |
//! |---|---|
//! | any of what is chosen | all of them |
//!
//! A filter with nothing chosen lets everything pass. So that each choice can say how many events it would bring, an event is
//! asked not only whether it passes but [which filters](Sieve::fails) it fails: a choice counts those that pass all the
//! others.

use std::collections::BTreeSet;

use super::index::Snapshot;
use super::state::State;
use crate::calendar::{Date, Interval, When};
use crate::event::{Event, EventId};
use crate::mention::MentionId;
use crate::scene::short_date;
use crate::timeline::edit::Edits;
use crate::timeline::{Source, sure};

/// A stretch of time, either end open: `2022 – Apr 2024`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// It begins with this date.
    pub from: Option<Date>,
    /// It ends with this one.
    pub to: Option<Date>,
}

impl Days {
    /// Whether it leaves nothing out.
    pub fn is_any(self) -> bool {
        self == Self::default()
    }

    /// Whether it shares a day with `days`, as `date:` in the search asks.
    pub fn meets(self, days: Interval) -> bool {
        self.from.is_none_or(|from| days.end >= from.interval().start)
            && self.to.is_none_or(|to| days.start <= to.interval().end)
    }

    /// The same with the ends in order.
    pub fn ordered(self) -> Self {
        match (self.from, self.to) {
            (Some(from), Some(to)) if to.interval().end < from.interval().start => {
                Self { from: Some(to), to: Some(from) }
            }
            _ => self,
        }
    }

    /// The same in a sentence: `2022–2024`, `the time from 2022`.
    pub fn span_words(self) -> String {
        match self {
            Self { from: Some(_), to: Some(_) } => self.words(),
            _ => format!("the time {}", self.words()),
        }
    }

    /// As a chip says it.
    pub fn words(self) -> String {
        match (self.from, self.to) {
            (None, None) => "Any date".into(),
            (Some(from), None) => format!("from {}", short_date(from.into())),
            (None, Some(to)) => format!("to {}", short_date(to.into())),
            (Some(from), Some(to)) => short_date(When::range(from, to)),
        }
    }
}

/// Filters of the left panel: what is chosen in each; nothing chosen is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// The time that an event must share a day with.
    pub days: Days,
    /// Entities, any of them.
    pub entities: BTreeSet<String>,
    /// Outlets, any of them.
    pub sources: BTreeSet<String>,
    /// Statuses by name, any of them.
    pub statuses: BTreeSet<&'static str>,
    /// Granularities by name, any of them.
    pub granularities: BTreeSet<&'static str>,
    /// How sure the date is, by name, any of them.
    pub confidences: BTreeSet<&'static str>,
    /// Where the day of writing of an article that tells it comes from, by name, any of them.
    pub written: BTreeSet<&'static str>,
    /// Only events whose sources differ.
    pub disputed: bool,
    /// Only starred events.
    pub starred: bool,
    /// Only events with a note.
    pub noted: bool,
    /// What was hidden instead of the rest, to look at it again.
    pub hidden: bool,
}

impl Filters {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One filter, as a bit of what [`Sieve::fails`] returns.
#[allow(missing_docs)]
pub mod bit {
    pub const DAYS: u16 = 1;
    pub const ENTITY: u16 = 1 << 1;
    pub const SOURCE: u16 = 1 << 2;
    pub const STATUS: u16 = 1 << 3;
    pub const GRANULARITY: u16 = 1 << 4;
    pub const CONFIDENCE: u16 = 1 << 5;
    pub const WRITTEN: u16 = 1 << 6;
    pub const DISPUTED: u16 = 1 << 7;
    pub const STARRED: u16 = 1 << 8;
    pub const NOTED: u16 = 1 << 9;
    pub const HIDDEN: u16 = 1 << 10;
}

/// The filters, ready to ask events.
#[derive(Clone, Copy, Debug)]
pub struct Sieve<'a> {
    snapshot: &'a Snapshot,
    filters: &'a Filters,
    edits: &'a Edits,
}

impl<'a> Sieve<'a> {
    /// Over the events of a snapshot, as the analyst has changed them.
    pub fn new(snapshot: &'a Snapshot, filters: &'a Filters, edits: &'a Edits) -> Self {
        Self { snapshot, filters, edits }
    }

    /// The filters that an event does not pass, a bit each.
    pub fn fails(&self, event: &Event) -> u16 {
        let (filters, edits, snapshot) = (self.filters, self.edits, self.snapshot);
        let mut fails = 0;
        let mut ask = |bit: u16, passes: bool| fails |= if passes { 0 } else { bit };
        ask(bit::HIDDEN, edits.hidden.contains(&event.key) == filters.hidden);
        if filters.is_empty() {
            return fails;
        }
        let source_of = |m: &MentionId| snapshot.timeline.sources.get(snapshot.mention(*m)?.article.index());
        let told_by = |test: &dyn Fn(&Source) -> bool| event.mentions.iter().filter_map(source_of).any(test);
        ask(bit::DAYS, filters.days.meets(event.when.interval()));
        ask(bit::ENTITY, filters.entities.is_empty() || event.entities.iter().any(|e| filters.entities.contains(e)));
        ask(bit::STATUS, filters.statuses.is_empty() || filters.statuses.contains(event.status.name()));
        let grain = event.when.granularity.name();
        ask(bit::GRANULARITY, filters.granularities.is_empty() || filters.granularities.contains(grain));
        ask(bit::DISPUTED, !filters.disputed || !event.disagreements.is_empty());
        ask(bit::NOTED, !filters.noted || edits.notes.contains_key(&event.key));
        ask(bit::STARRED, !filters.starred || edits.starred.contains(&event.key));
        let outlet = |source: &Source| filters.sources.contains(&source.outlet);
        ask(bit::SOURCE, filters.sources.is_empty() || told_by(&outlet));
        let written = |source: &Source| filters.written.contains(sure::written(source));
        ask(bit::WRITTEN, filters.written.is_empty() || told_by(&written));
        let sure = || filters.confidences.contains(sure::sureness(&snapshot.timeline, event).name());
        ask(bit::CONFIDENCE, filters.confidences.is_empty() || sure());
        fails
    }
}

/// Whether an event passes the filters and is not hidden.
pub fn is_shown(state: &State, id: EventId) -> bool {
    let Some(snapshot) = &state.snapshot else { return false };
    let sieve = Sieve::new(snapshot, &state.filters, state.journal.now());
    snapshot.event(id).is_some_and(|event| sieve.fails(event) == 0)
}

/// Parts what a search found by whether the filters show it: one walks through what can be seen.
pub fn sift(state: &mut State) {
    let found = state.search.found.clone();
    let hits: Vec<EventId> = found.iter().copied().filter(|&id| is_shown(state, id)).collect();
    let at = state.search.at.and_then(|at| state.search.hits.get(at).copied());
    state.search.at = at.and_then(|id| hits.iter().position(|&hit| hit == id));
    state.search.hits = if hits.len() == found.len() { found } else { std::sync::Arc::new(hits) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_time_is_said_as_it_was_given() {
        let date = |text: &str| text.parse::<Date>().ok();
        let days = |from: &str, to: &str| Days { from: date(from), to: date(to) };
        for (stretch, words, meets) in [
            (days("", ""), "Any date", true),
            (days("2022", "2024"), "2022–2024", true),
            (days("2022-03", ""), "from Mar 2022", true),
            (days("", "2023-12-31"), "to 31 Dec 2023", false),
            (days("2024-02-09", "2024-02-20"), "9–20 Feb 2024", false),
            (days("2024-02", "2024-02"), "Feb 2024", true),
            (days("2025", "2024").ordered(), "2024–2025", true),
            (days("2024", "2024-02-08").ordered(), "2024 – 8 Feb 2024", true),
        ] {
            assert_eq!(stretch.words(), words);
            let day = date("2024-02-08").unwrap().interval();
            assert_eq!(stretch.meets(day), meets, "{words}");
        }
    }
}
