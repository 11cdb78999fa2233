//! The timeline: one immutable snapshot of an analysis, which the window, the pictures and the data exports all read.

pub mod days;
pub mod edit;
pub mod query;

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, ArticleId, Published};
use crate::event::{self, Event, EventId};
use crate::mention::{Mention, MentionId};
use crate::problem::Problem;
use crate::sentence::Sentence;
use crate::timex::Timex;

/// An article with everything that was found in it.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The article as read.
    pub article: std::sync::Arc<Article>,
    /// Its sentences, in order.
    pub sentences: std::sync::Arc<Vec<Sentence>>,
    /// Its time expressions, in order, resolved.
    pub timexes: Vec<Timex>,
    /// Its day of writing; `None` when nothing is known.
    pub published: Option<Published>,
    /// The article that this one repeats nearly word for word.
    pub copy_of: Option<ArticleId>,
}

/// Everything found in a set of articles. Events are in order of time, then importance.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The articles, in order of path.
    pub sources: Vec<Source>,
    /// The mentions, in order of article and position.
    pub mentions: Vec<Mention>,
    /// The events, in order of time.
    pub events: Vec<Event>,
    /// What went wrong on the way.
    pub problems: Vec<Problem>,
}

impl Timeline {
    /// The source with this id.
    pub fn source(&self, id: ArticleId) -> &Source {
        &self.sources[id.index()]
    }

    /// The mention with this id.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.mentions[id.index()]
    }

    /// The event with this id.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// The present names of events that were named otherwise when fewer articles were read, or other days were given:
    /// an event is named after one of its mentions, and is found by it. Names that still stand, and names whose mention is
    /// gone, are left out.
    pub fn renamed(&self, keys: &BTreeSet<String>) -> BTreeMap<String, String> {
        let mut lost = keys.clone();
        for event in &self.events {
            lost.remove(&event.key);
        }
        let mut names = BTreeMap::new();
        for event in self.events.iter().filter(|_| !lost.is_empty()) {
            for mention in &event.mentions {
                let key = event::key_of(&self.mention(*mention).key);
                if lost.contains(&key) {
                    names.insert(key, event.key.clone());
                }
            }
        }
        names
    }

    /// The time expression that dates a mention, if one does.
    pub fn timex(&self, mention: &Mention) -> Option<&Timex> {
        self.source(mention.article).timexes.get(mention.timex? as usize)
    }
}
