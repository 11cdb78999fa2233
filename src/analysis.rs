//! The whole pipeline on one screen: articles in, [`Timeline`] out.
//!
//! It has two halves. [`prepare`] reads, splits and tags, and knows no dates; [`conclude`] settles the days of writing and
//! does everything that follows from them. When an analyst corrects a day of writing, only the second half runs again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::folder::FIRST;
use crate::article::{self, Article, ArticleId};
use crate::calendar::Date;
use crate::copy::{self, Likeness};
use crate::dating;
use crate::event;
use crate::mention;
use crate::problem::Problem;
use crate::progress::Monitor;
use crate::sentence::{self, Sentence};
use crate::timeline::{self, Source, Timeline};
use crate::timex::{self, Expression};

/// What an analyst says beforehand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Day of writing for articles that state none.
    pub published: Option<Date>,
    /// Day of writing of single articles, by path; stronger than what they state.
    pub given: BTreeMap<String, Date>,
    /// Whom the analyst asks about: of these also what is told without a time becomes mentions.
    pub focus: mention::Focus,
    /// Events joined and citations parted by hand, and names given.
    pub hand: event::Hand,
    /// Names that were shown before, which keep their places.
    pub known: timeline::Known,
}

impl Settings {
    /// Whom the analyst asks about, under all names that she says are one.
    fn focus(&self) -> mention::Focus {
        let mut focus = self.focus.clone();
        for names in self.hand.called.groups().filter(|names| names.iter().any(|name| self.focus.holds(name))) {
            focus.add(names);
        }
        focus
    }
}

/// Everything that does not depend on a day of writing.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    articles: Vec<Read>,
    likeness: Likeness,
    problems: Vec<Problem>,
}

#[derive(Clone, Debug)]
struct Read {
    article: Arc<Article>,
    sentences: Arc<Vec<Sentence>>,
    expressions: Vec<Expression>,
}

/// Reads the folders and files at `paths`. A cancelled run returns what it had.
pub fn prepare(paths: &[PathBuf], monitor: &Monitor) -> Prepared {
    let (articles, problems) = article::folder::read(paths, monitor);
    prepare_articles(articles, problems)
}

/// The same, and `begun` gets the first articles of a large folder as soon as they are prepared, while the rest is not yet
/// read; of one large file, while the rest is not yet split and tagged.
pub fn prepare_with(paths: &[PathBuf], monitor: &Monitor, begun: impl Fn(Prepared)) -> Prepared {
    let mut shown = false;
    let (articles, problems) = article::folder::read_with(paths, monitor, &mut |articles, problems| {
        shown = true;
        begun(prepare_articles(articles.to_vec(), problems.to_vec()));
    });
    let first = articles.get(..FIRST).filter(|_| !shown && articles.len() > 2 * FIRST && !monitor.is_cancelled());
    if let Some(first) = first {
        begun(prepare_articles(first.to_vec(), problems.clone()));
    }
    prepare_articles(articles, problems)
}

/// The same for articles that were read elsewhere.
pub fn prepare_articles(articles: Vec<Article>, problems: Vec<Problem>) -> Prepared {
    let articles: Vec<Read> = articles
        .into_par_iter()
        .map(|article| {
            let sentences = sentence::split(&article.text, &article.passages);
            let expressions = timex::tag(&article.text, &sentences);
            Read { article: Arc::new(article), sentences: Arc::new(sentences), expressions }
        })
        .collect();
    let likeness = copy::compare(&articles.iter().map(|read| &*read.article).collect::<Vec<_>>());
    Prepared { articles, likeness, problems }
}

impl Prepared {
    /// What each article says of its day of writing; `given` are the days that an analyst knows better, by path.
    pub fn evidence(&self, given: &BTreeMap<String, Date>) -> Vec<dating::Evidence<'_>> {
        self.articles
            .iter()
            .map(|read| dating::Evidence {
                article: &read.article,
                sentences: &read.sentences,
                expressions: &read.expressions,
                given: given.get(&read.article.path).copied(),
            })
            .collect()
    }

    /// How alike the articles are.
    pub fn likeness(&self) -> &Likeness {
        &self.likeness
    }
}

/// Settles the days of writing and finds the events.
pub fn conclude(prepared: &Prepared, settings: &Settings) -> Timeline {
    let evidence = prepared.evidence(&settings.given);
    let (published, more) = dating::date(&evidence, &prepared.likeness, settings.published);
    let focus = settings.focus();
    let outlets = timeline::outlets(prepared.articles.iter().map(|read| &*read.article));
    let (sources, mentions): (Vec<_>, Vec<_>) = prepared
        .articles
        .par_iter()
        .zip(published)
        .enumerate()
        .map(|(n, (read, published))| {
            let article = &*read.article;
            let timexes = dating::resolve(&article.text, &read.sentences, &read.expressions, published.as_ref());
            let id = ArticleId(n as u32);
            let mentions = mention::extract(id, article, &read.sentences, &timexes, published.as_ref(), &focus);
            let source = Source {
                article: read.article.clone(),
                sentences: read.sentences.clone(),
                timexes,
                published,
                copy_of: prepared.likeness.copy_of.get(n).copied().flatten(),
                outlet: outlets.get(n).cloned().unwrap_or_default(),
            };
            (source, mentions)
        })
        .unzip();
    let mentions: Vec<_> = mentions.into_iter().flatten().collect();
    let told: Vec<event::Told<'_>> = sources
        .iter()
        .map(|source: &Source| event::Told {
            article: &source.article,
            sentences: &source.sentences,
            timexes: &source.timexes,
            published: source.published.as_ref().and_then(|p| p.date.day()),
            written: source.published.as_ref(),
        })
        .collect();
    let (mentions, events, names) = event::merge(&told, mentions, &prepared.likeness).describe(&told, &settings.hand);
    let mut problems: Vec<_> = prepared.problems.iter().cloned().chain(more).collect();
    problems.sort();
    problems.dedup();
    Timeline {
        sources,
        mentions,
        events,
        problems,
        names: Arc::new(names),
        called: settings.hand.called.clone(),
        known: settings.known.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Passage, PassageKind};
    use crate::span::Span;

    /// Names given by hand hold for whoever is meant, in a grown folder too, and in no way for the words of a source.
    #[test]
    fn a_name_given_by_hand_outlives_a_grown_folder() {
        let texts = [
            "Sofia Weiss opened the lock at Halden on 3 May 2024 with a short speech.",
            "On 9 May 2024 Sophie Weisz closed the lock at Halden for repairs.",
            "Weisz reopened the lock on 20 May 2024, a week late, the town of Halden said.",
        ];
        let articles = |count: usize| {
            let article = |(n, text): (usize, &&str)| {
                let bytes = format!("Report number {n}\nPublished: 2024-06-01\n\n{text}\n");
                article::read_bytes(&format!("{n}.txt"), bytes.as_bytes()).0
            };
            prepare_articles(texts.iter().enumerate().take(count).flat_map(article).collect(), Vec::new())
        };
        let concluded = |count: usize, called: &event::Called| {
            let hand = event::Hand { called: called.clone(), ..event::Hand::default() };
            conclude(&articles(count), &Settings { hand, ..Settings::default() })
        };
        let of = |timeline: &Timeline, name: &str| {
            timeline.events.iter().filter(|event| event.entities.iter().any(|other| other == name)).count()
        };
        let none = event::Called::default();
        let before = concluded(2, &none);
        assert_eq!((of(&before, "Sofia Weiss"), of(&before, "Sophie Weisz")), (1, 1), "{:?}", before.events);
        let one = none.call("Sophie Weisz", "Sofia Weiss", true);
        assert_eq!(of(&concluded(2, &one), "Sofia Weiss"), 2);
        // An article that came later, with the short name.
        assert_eq!(of(&concluded(3, &one), "Sofia Weiss"), 3);
        let after = concluded(3, &one.call("Sofia Weiss", "Dr. Weiss", true));
        assert_eq!((of(&after, "Sofia Weiss"), of(&after, "Dr. Weiss")), (0, 3));
        // The same at once, without going through the articles again.
        let mut at_once = concluded(3, &none);
        at_once.call(after.called.clone());
        assert_eq!(at_once.events, after.events);
        at_once.call(none.clone());
        assert_eq!(at_once.events, concluded(3, &none).events);
        let labels = |timeline: &Timeline| timeline.events.iter().map(|e| e.label.clone()).collect::<Vec<_>>();
        assert_eq!(labels(&after), labels(&concluded(3, &none)), "labels are words of the sources");
    }

    /// Mention and event keys outlive a corrected day of writing, and so does what was merged by hand.
    #[test]
    fn what_was_done_by_hand_outlives_a_corrected_day() {
        let article = |path: &str, text: &str| Article {
            path: path.into(),
            key: path.into(),
            text: text.into(),
            passages: vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }],
            ..Article::default()
        };
        let prepared = prepare_articles(
            vec![
                article("a.txt", "The ferry Skarvet ran aground off Kalvo on Thursday with forty people on board."),
                article("b.txt", "Anna Berg opened the new lock of the canal at Halden yesterday."),
            ],
            Vec::new(),
        );
        let concluded = |day: &str, hand: &event::Hand| {
            let settings = Settings { published: day.parse().ok(), hand: hand.clone(), ..Settings::default() };
            conclude(&prepared, &settings)
        };
        let before = concluded("2024-05-15", &event::Hand::default());
        let keys: Vec<Vec<String>> = before.mentions.iter().map(|m| vec![m.key.clone()]).collect();
        assert_eq!((before.events.len(), keys.len()), (2, 2));
        let hand = event::Hand::default().join(&keys);
        for day in ["2024-05-15", "2024-09-09"] {
            let after = concluded(day, &hand);
            assert_eq!(after.events.len(), 1, "{day}");
            assert_eq!(after.events[0].because, "merged by hand");
            assert_eq!(after.mentions.iter().map(|m| vec![m.key.clone()]).collect::<Vec<_>>(), keys, "{day}");
        }
    }
}
