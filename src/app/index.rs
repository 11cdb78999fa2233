//! A snapshot of the analysis with the look-ups that panels need, made once beside the window.
//!
//! A frame may not walk all events, so every question that a panel asks each frame is answered here beforehand: which
//! event a mention belongs to, which mentions stand in an article, which days everything spans, what weighs most.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::analysis::Prepared;
use crate::article::{ArticleId, Method};
use crate::event::{Called, Event, EventId};
use crate::mention::{Mention, MentionId};
use crate::scene::{Arrangement, LaneMode, Range, Theme, core, known_names};
use crate::timeline::{Known, Timeline};

fn known(timeline: &Timeline) -> Known {
    let names = |mode| known_names(timeline, mode);
    Known { entities: names(LaneMode::Entity), sources: names(LaneMode::Source) }
}

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
    /// Each article by its path.
    article_at: FxHashMap<String, ArticleId>,
    /// Events, most important first.
    pub by_importance: Vec<EventId>,
    /// Days that all events span, a few odd ones left aside; `None` without events.
    pub full: Option<Range>,
    /// Days that really all span.
    pub whole: Option<Range>,
    /// The days that the articles are about: what is shown first.
    pub core: Option<Range>,
    /// How long the analysis took, in seconds.
    pub seconds: f64,
    /// Names in the order of their lanes, to be known when the articles are read again.
    pub known: Known,
    /// The words of its sources for each event that the analyst gave others.
    own_labels: BTreeMap<EventId, String>,
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
        let arrangement = Arrangement::new(&timeline, &by_importance, LaneMode::None, 0.0, &Theme::light());
        let (full, whole) = (arrangement.main(), arrangement.full());
        let core = full.map(|full| core(timeline.events.iter(), full));
        let own_labels = BTreeMap::new();
        let known = known(&timeline);
        let paths = timeline.sources.iter().map(|source| source.article.path.clone());
        let article_at = paths.zip((0..).map(ArticleId)).collect();
        let timeline = Arc::new(timeline);
        Self {
            timeline,
            prepared,
            event_of,
            mentions_of,
            article_at,
            by_importance,
            full,
            whole,
            core,
            seconds,
            known,
            own_labels,
        }
    }

    /// Gives those who take part other names; nobody else moves to another lane for it.
    pub fn call(&mut self, called: Called) {
        let timeline = Arc::make_mut(&mut self.timeline);
        timeline.known = std::mem::take(&mut self.known);
        timeline.call(called);
        self.known = known(timeline);
    }

    /// Sorts the lanes anew, the busiest first, as if nothing had been known before.
    pub fn sort_lanes(&mut self) {
        Arc::make_mut(&mut self.timeline).known = Known::default();
        self.known = known(&self.timeline);
    }

    /// Gives events the words that the analyst gave them, by key, and all others their own: so the drawing, the search and
    /// every export say the same.
    pub fn relabel(&mut self, renamed: &BTreeMap<String, String>) {
        if renamed.is_empty() && self.own_labels.is_empty() {
            return;
        }
        let timeline = Arc::make_mut(&mut self.timeline);
        for (id, own) in std::mem::take(&mut self.own_labels) {
            if let Some(event) = timeline.events.get_mut(id.index()) {
                event.label = own;
            }
        }
        self.own_labels = timeline.relabel(renamed);
    }

    /// The words of the sources for an event.
    pub fn own_label(&self, id: EventId) -> &str {
        self.own_labels.get(&id).or_else(|| Some(&self.event(id)?.label)).map_or("", String::as_str)
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
    pub fn mentions_of(&self, article: ArticleId) -> impl Iterator<Item = (MentionId, &Mention)> + Clone {
        let range = self.mentions_of.get(article.index()).cloned().unwrap_or(0..0);
        range.filter_map(|n| Some((MentionId(n), self.timeline.mentions.get(n as usize)?)))
    }

    /// Which citation of an event shows best how its date is known: the first that says it as finely, with words of time
    /// before one that is dated by its day of writing, an article before its reprint, one whose own day is known before one
    /// whose day was inferred, and then the one that gave the event its label.
    pub fn dating_citation(&self, id: EventId) -> Option<usize> {
        let event = self.event(id)?;
        let doubt = |id: &MentionId| {
            let mention = self.mention(*id)?;
            let source = self.timeline.sources.get(mention.article.index())?;
            let sure = source.published.as_ref().is_some_and(|published| published.method != Method::Inferred);
            let told = (mention.when != event.when, mention.timex.is_none(), source.copy_of.is_some());
            Some((told, !sure, *id != event.label_of))
        };
        let doubts = event.mentions.iter().enumerate().filter_map(|(n, id)| Some((doubt(id)?, n)));
        doubts.min().map(|(_, n)| n)
    }

    /// The event of `other` in this snapshot: the one that holds a mention of the same words. Events are named by what
    /// they hold, so a corrected date, which changes their order, does not lose the selection.
    pub fn find(&self, other: &Snapshot, id: EventId) -> Option<EventId> {
        let event = other.event(id)?;
        event.mentions.iter().find_map(|&m| self.event_of(self.find_mention(other, m)?))
    }

    /// The article of `other` in this snapshot; another may stand at its place where articles were added.
    pub fn find_article(&self, other: &Snapshot, id: ArticleId) -> Option<ArticleId> {
        self.article_at.get(&other.timeline.sources.get(id.index())?.article.path).copied()
    }

    /// The same mention in this snapshot, else one of the same sentence.
    pub fn find_mention(&self, other: &Snapshot, id: MentionId) -> Option<MentionId> {
        let wanted = other.mention(id)?;
        let article = self.find_article(other, wanted.article)?;
        let words = |of: &Self, mention: &Mention| -> Option<String> {
            let source = of.timeline.sources.get(mention.article.index())?;
            Some(mention.sentence.of(&source.article.text).to_owned())
        };
        let sentence = words(other, wanted)?;
        let mut here = self.mentions_of(article).filter(|(_, m)| words(self, m).is_some_and(|words| words == sentence));
        let first = here.clone().next();
        here.find(|(_, mention)| mention.key == wanted.key).or(first).map(|(id, _)| id)
    }
}
