//! A place in the articles, told so that it is found again; see the table in [`super`].

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::calendar::When;
use crate::event;
use crate::mention::{Mention, MentionId, fold};
use crate::problem::Problem;
use crate::timeline::edit::Edits;
use crate::timeline::{Source, Timeline};

/// A place in the articles, told so that it is found again: one sentence, or the event that it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// [`Mention::key`].
    pub mention: String,
    /// [`crate::article::Article::path`].
    #[serde(default)]
    pub article: String,
    /// The sentence, white space folded.
    #[serde(default)]
    pub quote: String,
    /// The words of time in it, which tell two mentions of one sentence apart.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time: String,
}

impl Anchor {
    /// Where a mention stands.
    pub fn of(timeline: &Timeline, mention: &Mention) -> Self {
        let source = timeline.sources.get(mention.article.index());
        let time = timeline.timex(mention).zip(source).map(|(timex, source)| timex.span.of(&source.article.text));
        Self {
            mention: mention.key.clone(),
            article: source.map(|source| source.article.path.clone()).unwrap_or_default(),
            quote: quote(timeline, mention),
            time: time.unwrap_or_default().to_owned(),
        }
    }

    /// The mention that stands there: the same, else one of the same sentence, in the same article and with the same
    /// words of time before others.
    pub fn find(&self, timeline: &Timeline) -> Option<MentionId> {
        let ids = || (0..timeline.mentions.len() as u32).map(MentionId);
        let same = ids().find(|&id| timeline.mention(id).key == self.mention);
        let told = |id: &MentionId| {
            let found = Self::of(timeline, timeline.mention(*id));
            (found.quote == self.quote).then_some((found.article == self.article, found.time == self.time))
        };
        let alike = || ids().filter_map(|id| Some((told(&id)?, std::cmp::Reverse(id)))).max().map(|(_, id)| id.0);
        same.or_else(|| if self.quote.is_empty() { None } else { alike() })
    }
}

/// The anchors of everything that the edits name. `known` are those of a file that was opened: what has no place now keeps
/// its own.
pub(super) fn gather(edits: &Edits, known: &BTreeMap<String, Anchor>, timeline: &Timeline) -> BTreeMap<String, Anchor> {
    let mut named = names(edits);
    named.extend(edits.given.keys().map(|path| day_key(path)));
    let mut anchors: BTreeMap<String, Anchor> =
        known.iter().filter(|(key, _)| named.contains(*key)).map(|(k, a)| (k.clone(), a.clone())).collect();
    for mention in timeline.mentions.iter().filter(|_| !named.is_empty()) {
        for key in [mention.key.clone(), event::key_of(&mention.key)] {
            if named.contains(&key) {
                anchors.insert(key, Anchor::of(timeline, mention));
            }
        }
    }
    for source in timeline.sources.iter().filter(|source| edits.given.contains_key(&source.article.path)) {
        let path = source.article.path.clone();
        anchors.insert(day_key(&path), Anchor { article: path, quote: opening(source), ..Anchor::default() });
    }
    anchors
}

/// Under which key the anchor of an article with a given day stands.
pub(super) fn day_key(path: &str) -> String {
    format!("day:{path}")
}

/// How an article begins: its title and its first sentence, which it keeps when it is moved.
fn opening(source: &Source) -> String {
    let text = &source.article.text;
    let first = source.sentences.iter().find(|sentence| sentence.kind.is_report());
    let words = first.map(|sentence| sentence.span.of(text)).unwrap_or_default();
    source.article.title.split_whitespace().chain(words.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// Where articles with a given day lie now, if they were moved: old path to new. An article of which there are two is not
/// guessed at.
pub(super) fn moved_articles(
    edits: &Edits,
    anchors: &BTreeMap<String, Anchor>,
    timeline: &Timeline,
) -> BTreeMap<String, String> {
    if edits.given.is_empty() {
        return BTreeMap::new();
    }
    let held: FxHashSet<&str> = timeline.sources.iter().map(|source| &*source.article.path).collect();
    let lost = edits.given.keys().filter(|path| !held.contains(path.as_str()));
    let wanted = lost.filter_map(|path| Some((anchors.get(&day_key(path))?.quote.as_str(), path)));
    let wanted: FxHashMap<&str, &String> = wanted.filter(|(quote, _)| !quote.is_empty()).collect();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in timeline.sources.iter().filter(|_| !wanted.is_empty()) {
        if let Some(path) = wanted.get(opening(source).as_str())
            && !edits.given.contains_key(&source.article.path)
        {
            found.entry((*path).clone()).or_default().push(source.article.path.clone());
        }
    }
    found.into_iter().filter_map(|(old, new)| <[String; 1]>::try_from(new).ok().map(|[new]| (old, new))).collect()
}

/// Where things named by the edits stand now, if their articles were changed: old key to new key, of mentions and of
/// events. What still goes by its key, and what cannot be found, is left out.
pub(super) fn moved(
    edits: &Edits,
    anchors: &BTreeMap<String, Anchor>,
    timeline: &Timeline,
) -> BTreeMap<String, String> {
    let lost = lost(edits, timeline);
    let mut wanted: FxHashMap<String, Vec<(&String, &Anchor)>> = FxHashMap::default();
    for key in &lost {
        if let Some(anchor) = anchors.get(key).filter(|anchor| !anchor.quote.is_empty()) {
            wanted.entry(anchor.quote.clone()).or_default().push((key, anchor));
        }
    }
    // Of several mentions of the same sentence: the same article first, then the same words of time, then the first.
    let mut best: BTreeMap<String, ((bool, bool), String)> = BTreeMap::new();
    for mention in timeline.mentions.iter().filter(|_| !wanted.is_empty()) {
        let Some(keys) = wanted.get(&quote(timeline, mention)) else { continue };
        let found = Anchor::of(timeline, mention);
        for (key, anchor) in keys {
            let likeness = (found.article == anchor.article, found.time == anchor.time);
            let name = if is_event(key) { event::key_of(&mention.key) } else { mention.key.clone() };
            match best.get(*key) {
                Some((before, _)) if *before >= likeness => {}
                _ => _ = best.insert((*key).clone(), (likeness, name)),
            }
        }
    }
    best.into_iter().map(|(key, (_, name))| (key, name)).collect()
}

/// What the edits name and the articles no longer hold: one problem each.
pub(super) fn unplaced(edits: &Edits, anchors: &BTreeMap<String, Anchor>, timeline: &Timeline) -> Vec<Problem> {
    let mut problems: Vec<Problem> = lost(edits, timeline)
        .into_iter()
        .map(|key| {
            let anchor = anchors.get(&key).cloned().unwrap_or_default();
            let done = done(edits, &key);
            Problem::new(anchor.article, format!("{done}, but the sentence is gone: “{}”", anchor.quote))
        })
        .collect();
    let held: FxHashSet<&str> = match edits.given.is_empty() {
        true => FxHashSet::default(),
        false => timeline.sources.iter().map(|source| &*source.article.path).collect(),
    };
    let days = edits.given.iter().filter(|(path, _)| !held.contains(path.as_str()));
    problems.extend(days.map(|(path, day)| {
        Problem::new(path, format!("its day was set to {}, but it is gone", When::from(*day).words()))
    }));
    problems.extend(unnamed(edits, timeline));
    problems.sort();
    problems
}

/// Names that were given to somebody whom no article names any more.
fn unnamed(edits: &Edits, timeline: &Timeline) -> Vec<Problem> {
    let called = &edits.hand.called;
    let mut gone: BTreeMap<&str, &str> = called.iter().collect();
    for name in timeline.mentions.iter().flat_map(|mention| &mention.actors) {
        if gone.is_empty() {
            break;
        }
        if called.get(name).is_some() {
            let name = fold(name.trim());
            gone.retain(|written, _| fold(written) != name);
        }
    }
    let problem = |(written, called)| Problem::new(written, format!("is called “{called}”, but no article names it"));
    gone.into_iter().map(problem).collect()
}

/// Keys of events begin with an `e`, those of mentions with an `m`.
pub(super) fn is_event(key: &str) -> bool {
    key.starts_with('e')
}

/// Every event and mention that the edits name.
fn names(edits: &Edits) -> BTreeSet<String> {
    let hand = &edits.hand;
    let events = edits.starred.iter().chain(&edits.hidden).chain(edits.renamed.keys()).chain(edits.notes.keys());
    let mentions = hand.joined.iter().flat_map(|(a, b)| [a, b]).chain(&hand.apart);
    events.chain(mentions).cloned().collect()
}

/// The names of which no mention is at hand.
fn lost(edits: &Edits, timeline: &Timeline) -> BTreeSet<String> {
    let mut lost = names(edits);
    for mention in &timeline.mentions {
        if lost.is_empty() {
            break;
        }
        lost.remove(&mention.key);
        lost.remove(&event::key_of(&mention.key));
    }
    lost
}

/// What was done to the thing with this key, for a person.
fn done(edits: &Edits, key: &str) -> String {
    let all = [
        (edits.starred.contains(key), "starred"),
        (edits.hidden.contains(key), "hidden"),
        (edits.renamed.contains_key(key), "renamed"),
        (edits.notes.contains_key(key), "given a note"),
        (edits.hand.apart.contains(key), "split off"),
        (edits.hand.joined.iter().any(|(a, b)| a == key || b == key), "merged"),
    ];
    let done: Vec<_> = all.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    format!("an event was {}", done.join(" and "))
}

fn quote(timeline: &Timeline, mention: &Mention) -> String {
    let source = timeline.sources.get(mention.article.index());
    let text = source.map(|source| mention.sentence.of(&source.article.text)).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
