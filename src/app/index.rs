//! A snapshot of the analysis with the look-ups that panels need, made once beside the window.
//!
//! A frame may not walk all events, so every question that a panel asks each frame is answered here beforehand: which
//! event a mention belongs to, which mentions stand in an article, which days everything spans, what weighs most.

use std::sync::Arc;

use crate::analysis::Prepared;
use crate::article::ArticleId;
use crate::calendar::Granularity;
use crate::event::{Event, EventId};
use crate::mention::{Mention, MentionId};
use crate::scene::{Arrangement, LaneMode, Range, Theme};
use crate::timeline::Timeline;

/// One finished analysis. Immutable; a newer one replaces it whole.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// What was found.
    pub timeline: Arc<Timeline>,
    /// What was read, so that a corrected day of writing need not read again.
    pub prepared: Arc<Prepared>,
    /// Event of each mention.
    event_of: Vec<Option<EventId>>,
    /// Mentions of each article; the timeline keeps them in order of article.
    mentions_of: Vec<std::ops::Range<u32>>,
    /// Events, most important first.
    pub by_importance: Vec<EventId>,
    /// Days that all events span, a few odd ones left aside; `None` without events.
    pub full: Option<Range>,
    /// The days that the articles are about: what is shown first.
    pub core: Option<Range>,
    /// How long the analysis took, in seconds.
    pub seconds: f64,
}

impl Snapshot {
    /// Looks once over everything.
    pub fn new(timeline: Timeline, prepared: Arc<Prepared>, seconds: f64) -> Self {
        let mut event_of = vec![None; timeline.mentions.len()];
        for (n, event) in timeline.events.iter().enumerate() {
            for mention in &event.mentions {
                if let Some(slot) = event_of.get_mut(mention.index()) {
                    *slot = Some(EventId(n as u32));
                }
            }
        }
        let mut mentions_of = vec![0..0; timeline.sources.len()];
        for (n, mention) in timeline.mentions.iter().enumerate() {
            if let Some(range) = mentions_of.get_mut(mention.article.index()) {
                if range.start == range.end {
                    range.start = n as u32;
                }
                range.end = n as u32 + 1;
            }
        }
        let mut by_importance: Vec<_> = (0..timeline.events.len() as u32).map(EventId).collect();
        let importance = |id: &EventId| timeline.events.get(id.index()).map_or(0.0, |e| e.importance);
        by_importance.sort_by(|a, b| importance(b).total_cmp(&importance(a)).then(a.cmp(b)));
        // The same range as the overview strip shows.
        let full = Arrangement::new(&timeline, &by_importance, LaneMode::None, 0.0, &Theme::light()).main();
        let core = core(&timeline.events, full);
        Self { timeline: Arc::new(timeline), prepared, event_of, mentions_of, by_importance, full, core, seconds }
    }

    /// An event, if the id is of this snapshot.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.timeline.events.get(id.index())
    }

    /// A mention, if the id is of this snapshot.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.timeline.mentions.get(id.index())
    }

    /// The event that a mention tells.
    pub fn event_of(&self, mention: MentionId) -> Option<EventId> {
        self.event_of.get(mention.index()).copied().flatten()
    }

    /// The mentions of an article, in order of position.
    pub fn mentions_of(&self, article: ArticleId) -> impl Iterator<Item = (MentionId, &Mention)> {
        let range = self.mentions_of.get(article.index()).cloned().unwrap_or(0..0);
        range.filter_map(|n| Some((MentionId(n), self.timeline.mentions.get(n as usize)?)))
    }

    /// The event of `other` in this snapshot: the one that holds a mention of the same words. Events are named by what
    /// they hold, so a corrected date, which changes their order, does not lose the selection.
    pub fn find(&self, other: &Snapshot, id: EventId) -> Option<EventId> {
        let event = other.event(id)?;
        event.mentions.iter().find_map(|&m| self.event_of(self.find_mention(other, m)?))
    }

    /// The mention of the same words in this snapshot.
    pub fn find_mention(&self, other: &Snapshot, id: MentionId) -> Option<MentionId> {
        let wanted = other.mention(id)?;
        let path = |s: &Snapshot, m: &Mention| Some(s.timeline.sources.get(m.article.index())?.article.clone());
        let (here, there) = (self.timeline.sources.get(wanted.article.index())?, path(other, wanted)?);
        if here.article.path != there.path {
            return None;
        }
        let same = |m: &&(MentionId, &Mention)| m.1.sentence == wanted.sentence;
        let told: Vec<_> = self.mentions_of(wanted.article).filter(|m| same(&m)).collect();
        told.iter().find(|m| m.1.trigger == wanted.trigger && m.1.timex == wanted.timex).or(told.first()).map(|m| m.0)
    }
}

/// The share of the weight that the first view must hold. With more, three lines of history in a folder about one spring
/// squeeze the spring into a stripe; with less, a story with a quiet beginning loses it.
const CORE_SHARE: f64 = 0.8;

/// Only if the core is this much shorter than the whole is it shown first; else the whole is, and nothing is missed.
const CORE_GAIN: f64 = 3.0;

/// The shortest stretch that holds most of the importance.
fn core(events: &[Event], full: Option<Range>) -> Option<Range> {
    let full = full?;
    // A year that is told only as a year says little about where in it the story is.
    let mut fine: Vec<(Range, f64)> = events
        .iter()
        .filter(|event| event.when.granularity < Granularity::Year)
        .map(|event| (Range::of(event.when.interval()), f64::from(event.importance) + 0.05))
        .collect();
    fine.sort_by(|a, b| a.0.start.total_cmp(&b.0.start));
    let wanted = fine.iter().map(|(_, weight)| weight).sum::<f64>() * CORE_SHARE;
    let (mut best, mut first, mut held) = (None::<Range>, 0, 0.0);
    for (days, weight) in &fine {
        held += weight;
        // As many of the first as can be done without.
        while let Some((left, light)) = fine.get(first).filter(|(_, light)| held - light >= wanted) {
            debug_assert!(left.start <= days.start);
            held -= light;
            first += 1;
        }
        if held >= wanted
            && let Some((left, _)) = fine.get(first)
        {
            let range = Range::new(left.start, days.end);
            if best.is_none_or(|best| range.days() < best.days()) {
                best = Some(range);
            }
        }
    }
    Some(best.filter(|best| best.days() * CORE_GAIN < full.days()).unwrap_or(full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Date, When};

    fn check(days: &[&str], core: &str) {
        let event = |day: &&str| Event {
            key: String::new(),
            when: When::from(day.parse::<Date>().unwrap()),
            label: String::new(),
            status: Default::default(),
            importance: 0.5,
            sources: 1,
            independent_sources: 1,
            entities: Vec::new(),
            disagreements: Vec::new(),
            because: String::new(),
            mentions: Vec::new(),
        };
        let events = days.iter().map(event).collect();
        let snapshot = Snapshot::new(Timeline { events, ..Timeline::default() }, Arc::default(), 0.0);
        let say = |range: Range| format!("{}/{}", range.interval().start, range.interval().end);
        assert_eq!(snapshot.core.map(say).unwrap_or_default(), core, "{days:?}");
    }

    #[test]
    fn the_first_view_is_what_the_articles_are_about() {
        check(&[], "");
        check(&["2021-03-23"], "2021-03-23/2021-03-23");
        check(&["2021-03-23", "2021-05", "2021-09-30"], "2021-03-23/2021-09-30");
        let spring = ["2021-03-23", "2021-03-24", "2021-03-26", "2021-03-29", "2021-04-07", "2021-04-13", "2021-05-04"];
        let mut days = vec!["1869-11-17", "1956-07-26"];
        days.extend(spring);
        days.extend(spring);
        check(&days, "2021-03-23/2021-05-04");
    }
}
