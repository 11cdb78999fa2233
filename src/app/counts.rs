//! How many events each choice of the filters holds, as the left panel says it.
//!
//! A choice counts what it would show beside what is chosen in the *other* filters: with "Harbor Wire" chosen, "planned" says
//! how many planned events that paper tells, while the other papers still say what they would add.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::filter::{Filters, Sieve, bit};
use super::index::Snapshot;
use crate::calendar::Granularity;
use crate::event::Event;
use crate::mention::Status;
use crate::timeline::Source;
use crate::timeline::edit::Edits;
use crate::timeline::sure::{Sureness, WRITTEN, sureness, written};

/// Entities and sources listed, as many as there are lanes; the others are counted, and the search finds them. With more,
/// the facets below never come into sight on a common screen.
const LISTED: usize = 8;

/// The rows of *Look here*, in order.
pub const LOOK: [&str; 4] = ["sources differ", "starred", "with a note", "hidden"];

/// One choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// What it is called.
    pub name: String,
    /// Events that it would show, were it chosen beside what is chosen in the other filters.
    pub events: usize,
    /// Articles that tell them.
    pub articles: usize,
}

/// How many events each choice holds, most first, of those that pass the other filters.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Counts {
    pub entities: Vec<Choice>,
    pub more_entities: usize,
    pub sources: Vec<Choice>,
    pub more_sources: usize,
    pub statuses: Vec<(&'static str, usize)>,
    pub granularities: Vec<(&'static str, usize)>,
    pub confidences: Vec<(&'static str, usize)>,
    pub written: Vec<(&'static str, usize)>,
    /// For each row of *Look here*.
    pub look: [usize; LOOK.len()],
    pub reprints: usize,
    pub articles: usize,
    /// Articles that state no source.
    pub unstated: usize,
}

/// Names with how many events each holds: all, and those that pass the other filters.
type Tally<'a> = FxHashMap<&'a str, (usize, usize)>;

impl Counts {
    /// Whether the articles state no source and lie in no folders, so that each is one of its own: a list of eight of
    /// thousands of them tells nothing.
    pub fn sources_are_files(&self) -> bool {
        let sources = self.sources.len() + self.more_sources;
        sources > 3 * LISTED && 2 * sources > self.articles && 2 * self.unstated > self.articles
    }

    /// Counts once over all events.
    pub fn new(snapshot: &Snapshot, filters: &Filters, edits: &Edits) -> Self {
        let timeline = &snapshot.timeline;
        let sieve = Sieve::new(snapshot, filters, edits);
        let unstated = timeline.sources.iter().filter(|source| source.article.source.is_empty()).count();
        let mut counts = Self { articles: timeline.sources.len(), unstated, ..Self::default() };
        let (mut entities, mut sources) = (Tally::default(), Tally::default());
        let (mut statuses, mut fine) = ([(0, 0); 3], [(0, 0); Granularity::ALL.len()]);
        let (mut sure, mut days) = ([(0, 0); Sureness::ALL.len()], [(0, 0); WRITTEN.len()]);
        let fails: Vec<u16> = timeline.events.iter().map(|event| sieve.fails(event)).collect();
        for (event, fails) in timeline.events.iter().zip(&fails) {
            let add = |tally: &mut (usize, usize), own: u16| {
                *tally = (tally.0 + 1, tally.1 + usize::from(fails & !own == 0));
            };
            for entity in &event.entities {
                add(entities.entry(entity).or_default(), bit::ENTITY);
            }
            // Each choice once an event, however many of its articles are of that kind.
            for outlet in outlets(snapshot, event) {
                add(sources.entry(outlet).or_default(), bit::SOURCE);
            }
            for (n, name) in WRITTEN.iter().enumerate() {
                if told_by(snapshot, event).any(|source| written(source) == *name) {
                    add(&mut days[n], bit::WRITTEN);
                }
            }
            add(&mut sure[sureness(timeline, event) as usize], bit::CONFIDENCE);
            add(&mut statuses[event.status as usize], bit::STATUS);
            add(&mut fine[event.when.granularity as usize], bit::GRANULARITY);
            let look = [
                (bit::DISPUTED, !event.disagreements.is_empty()),
                (bit::STARRED, edits.starred.contains(&event.key)),
                (bit::NOTED, edits.notes.contains_key(&event.key)),
                (bit::HIDDEN, edits.hidden.contains(&event.key)),
            ];
            for (n, (own, is)) in look.into_iter().enumerate() {
                counts.look[n] += usize::from(is && fails & !own == 0);
            }
        }
        counts.more_entities = entities.len().saturating_sub(LISTED);
        counts.more_sources = sources.len().saturating_sub(LISTED);
        counts.entities = most(entities, &filters.entities);
        counts.sources = most(sources, &filters.sources);
        counts.count_articles(snapshot, &fails);
        // What the folder has none of is not offered; what the other filters leave none of is, and says so.
        let some = |names: &[&'static str], numbers: &[(usize, usize)]| -> Vec<(&'static str, usize)> {
            let all = names.iter().zip(numbers).filter(|(_, (all, _))| *all > 0);
            all.map(|(name, (_, now))| (*name, *now)).collect()
        };
        counts.statuses = some(&[Status::Reported, Status::Planned, Status::Denied].map(Status::name), &statuses);
        counts.granularities = some(&Granularity::ALL.map(Granularity::name), &fine);
        counts.confidences = some(&Sureness::ALL.map(Sureness::name), &sure);
        counts.written = some(&WRITTEN, &days);
        counts.reprints = timeline.sources.iter().filter(|s| s.copy_of.is_some()).count();
        counts
    }

    /// How many articles tell the events of the names that are listed.
    fn count_articles(&mut self, snapshot: &Snapshot, fails: &[u16]) {
        let places = |all: &[Choice]| -> FxHashMap<String, usize> {
            all.iter().enumerate().map(|(n, choice)| (choice.name.clone(), n)).collect()
        };
        let (entities, sources) = (places(&self.entities), places(&self.sources));
        let (mut of_entity, mut of_source) = (vec![Vec::new(); entities.len()], vec![Vec::new(); sources.len()]);
        for (event, fails) in snapshot.timeline.events.iter().zip(fails) {
            let articles = event.mentions.iter().filter_map(|&m| Some(snapshot.mention(m)?.article));
            for at in event.entities.iter().filter(|_| fails & !bit::ENTITY == 0).filter_map(|name| entities.get(name))
            {
                of_entity[*at].extend(articles.clone());
            }
            for article in articles.filter(|_| fails & !bit::SOURCE == 0) {
                let outlet = snapshot.timeline.sources.get(article.index()).map(|source| source.outlet.as_str());
                if let Some(at) = outlet.and_then(|outlet| sources.get(outlet)) {
                    of_source[*at].push(article);
                }
            }
        }
        let lists = self.entities.iter_mut().zip(of_entity).chain(self.sources.iter_mut().zip(of_source));
        for (choice, mut articles) in lists {
            articles.sort_unstable();
            articles.dedup();
            choice.articles = articles.len();
        }
    }
}

/// The articles that tell an event, some perhaps twice.
fn told_by<'a>(snapshot: &'a Snapshot, event: &'a Event) -> impl Iterator<Item = &'a Source> + Clone {
    let articles = event.mentions.iter().filter_map(|&m| Some(snapshot.mention(m)?.article));
    articles.filter_map(|id| snapshot.timeline.sources.get(id.index()))
}

/// The outlets that tell an event, each once.
fn outlets<'a>(snapshot: &'a Snapshot, event: &'a Event) -> Vec<&'a str> {
    let mut outlets: Vec<&str> = told_by(snapshot, event).map(|source| source.outlet.as_str()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    outlets
}

/// The names with the most events, and those that are chosen.
fn most(tally: Tally<'_>, chosen: &BTreeSet<String>) -> Vec<Choice> {
    let mut all: Vec<_> = tally.into_iter().collect();
    // Of as many, those that have more without the filters, so that the order says something where they leave little.
    all.sort_by(|(a, n), (b, m)| (m.1, m.0).cmp(&(n.1, n.0)).then_with(|| a.cmp(b)));
    let listed = all.iter().enumerate().filter(|(n, (name, _))| *n < LISTED || chosen.contains(*name));
    listed.map(|(_, (name, n))| Choice { name: (*name).to_owned(), events: n.1, articles: 0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_of_one_article_each_are_not_listed() {
        for (articles, unstated, sources, files) in [
            (20, 20, 20, false),
            (700, 700, 2, false),
            // Pages of as many papers, which say who they are.
            (129, 9, 106, false),
            (129, 129, 106, true),
            (2000, 2000, 900, false),
        ] {
            let choice = |n: usize| Choice { name: n.to_string(), events: 1, articles: 1 };
            let listed = (0..LISTED.min(sources)).map(choice).collect();
            let more_sources = sources.saturating_sub(LISTED);
            let counts = Counts { articles, unstated, sources: listed, more_sources, ..Counts::default() };
            assert_eq!(counts.sources_are_files(), files, "{sources} of {articles}");
        }
    }
}
