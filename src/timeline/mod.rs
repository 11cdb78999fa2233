//! The timeline: one immutable snapshot of an analysis, which the window, the pictures and the data exports all read.

pub mod days;
pub mod digest;
pub mod edit;
pub mod query;
pub mod sure;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleId, Published};
use crate::event::{self, Called, Event, EventId, Names};
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
    /// Who published it: what the article states, else its folder, else its file; see [`outlets`].
    pub outlet: String,
}

/// Who published each article: what it states, else the folder it lies in, else its file.
///
/// A folder is often named after the outlet whose pages lie in it, and not every page states it: `harbor-wire/a.txt` and a
/// page that states "Harbor Wire" are one outlet, written as it writes itself.
pub fn outlets<'a>(articles: impl Iterator<Item = &'a Article> + Clone) -> Vec<String> {
    let bare = |name: &str| name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    // "The Daily Ledger", "Le Monde": folders are named without the article.
    let plain = |name: &str| {
        let rest = name.split_once(' ').filter(|(first, _)| first.chars().count() <= 3).map(|(_, rest)| rest);
        rest.map(bare).filter(|rest| !rest.is_empty())
    };
    // Of several spellings the one that sorts first, so that the order of reading does not matter.
    let mut stated: BTreeMap<String, &str> = BTreeMap::new();
    for name in articles.clone().map(|article| article.source.as_str()).filter(|name| !name.is_empty()) {
        for key in std::iter::once(bare(name)).chain(plain(name)) {
            let known = stated.entry(key).or_insert(name);
            *known = name.min(known);
        }
    }
    articles
        .map(|article| {
            let name = if article.source.is_empty() { folder(&article.path) } else { &article.source };
            stated.get(&bare(name)).copied().unwrap_or(name).to_owned()
        })
        .collect()
}

/// The name of the folder that a path stands in, else of the file without its ending.
fn folder(path: &str) -> &str {
    let path = path.split('#').next().unwrap_or_default();
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or_default();
    match parts.next().filter(|folder| !folder.is_empty()) {
        Some(folder) => folder,
        None => file.rsplit_once('.').map_or(file, |(stem, _)| stem),
    }
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
    /// The full name of every name.
    pub names: Arc<Names>,
    /// Names that the analyst gave to those who take part; [`Event::entities`] have them already.
    pub called: Called,
    /// Names that were shown before.
    pub known: Known,
}

/// Names in the order in which they were shown first. They keep it, and with it their colors, when the articles are read
/// again and others have become busier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Who and what takes part.
    pub entities: Vec<String>,
    /// Outlets.
    pub sources: Vec<String>,
}

impl Known {
    /// Whether nothing was shown before.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.sources.is_empty()
    }
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

    /// Gives events other words, by key, so that the drawing, the search and every export say the same. Returns the words
    /// that were there.
    pub fn relabel(&mut self, renamed: &BTreeMap<String, String>) -> BTreeMap<EventId, String> {
        let mut own = BTreeMap::new();
        for (n, event) in self.events.iter_mut().enumerate().filter(|_| !renamed.is_empty()) {
            if let Some(words) = renamed.get(&event.key) {
                own.insert(EventId(n as u32), std::mem::replace(&mut event.label, words.clone()));
            }
        }
        own
    }

    /// Gives those who take part other names, in the place of those that they were given before.
    pub fn call(&mut self, called: Called) {
        for event in &mut self.events {
            let mentions = || event.mentions.iter().filter_map(|id| self.mentions.get(id.index()));
            if mentions().any(|mention| self.names.differ(&mention.actors, &self.called, &called)) {
                event.entities = self.names.of_event(mentions(), &called);
            }
        }
        self.called = called;
    }

    /// The time expression that dates a mention, if one does.
    pub fn timex(&self, mention: &Mention) -> Option<&Timex> {
        self.source(mention.article).timexes.get(mention.timex? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_what_its_pages_state_are_one_outlet() {
        let article =
            |path: &str, source: &str| Article { path: path.into(), source: source.into(), ..Article::default() };
        let articles = [
            article("harbor-wire/a.txt", ""),
            article("feed.jsonl#3", "Harbor Wire"),
            article("daily_ledger/b.html", "The Daily Ledger"),
            article("daily_ledger/c.txt", ""),
            article("notes/d.txt", ""),
            article("e.txt", ""),
        ];
        let wanted = ["Harbor Wire", "Harbor Wire", "The Daily Ledger", "The Daily Ledger", "notes", "e"];
        assert_eq!(outlets(articles.iter()), wanted);
    }
}
