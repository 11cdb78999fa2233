//! The sentences that tell a day best.
//!
//! Of all sentences that tell of a day those are chosen that stand nearest to what they have in common (centroid), after
//! each was weighed by what makes it a sentence of a timeline:
//!
//! | counts less | because |
//! |---|---|
//! | no happening of the day is reported in it | it names the day and tells something else |
//! | further down in its article | leads tell what happened, the rest explains |
//! | under 12 words or over 22 | it says too little, or much that is not about the day |
//! | a question, or one that ends with a colon | it tells nothing |
//! | begins with *but*, *he*, *this* | it leans on the sentence before |
//! | a quotation | it tells what somebody thinks of it |
//! | bars between its parts, or *By* in front | the frame of a page ran into it |
//!
//! What says again what is chosen already, for this day or the days beside it, is left out.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Timeline;
use super::days::{Telling, Wanted, rank};
use crate::article::ArticleId;
use crate::calendar::Day;
use crate::event::words::{Lists, Role, TermId, Vocabulary, dot, fold, named};
use crate::span::Span;

/// A day with the sentences chosen for it, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldDay {
    /// The day.
    pub day: Day,
    /// Article and sentence.
    pub sentences: Vec<(ArticleId, Span)>,
}

/// Two sentences whose words agree this far say the same. Lower, two results of one vote cannot stand together; higher, a
/// digest repeats itself.
const REPEATS: f32 = 0.55;
/// What remains of sentences with a fault; see the table above.
const ASKS: f32 = 0.2;
const FRAMED: f32 = 0.3;
const LEANS: f32 = 0.5;
const QUOTED: f32 = 0.6;
/// Sentences are compared among the best this many of a day.
const POOL: usize = 400;

/// The `days` most important days in order of time, each with up to `sentences` sentences.
pub fn digest(timeline: &Timeline, wanted: &Wanted, days: usize, sentences: usize) -> Vec<ToldDay> {
    let mut ranked = rank(timeline, wanted);
    ranked.truncate(days);
    ranked.sort_by_key(|r| r.day);
    let mut reader = Reader::of(timeline);
    let mut told: Vec<ToldDay> = Vec::new();
    let mut said: Vec<(Day, Terms)> = Vec::new();
    for ranked in &ranked {
        let mut candidates: Vec<Candidate> = Vec::new();
        for telling in &ranked.tellings {
            candidates.extend(reader.candidate(timeline, telling));
        }
        candidates.sort_by(|a, b| b.prior.total_cmp(&a.prior).then((a.article, a.span).cmp(&(b.article, b.span))));
        candidates.truncate(POOL);
        let centroid = centroid(&candidates);
        for candidate in &mut candidates {
            // The square root: where a sentence stands settles between sentences that tell the same, no more.
            candidate.score = dot(&candidate.terms, &centroid) * candidate.prior.sqrt();
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.article, a.span).cmp(&(b.article, b.span))));
        let mut chosen: Vec<(ArticleId, Span)> = Vec::new();
        let mut kept: Vec<Terms> = Vec::new();
        for candidate in candidates {
            if chosen.len() == sentences {
                break;
            }
            let repeats = kept.iter().chain(said.iter().filter(|(day, _)| ranked.day - *day <= 7).map(|(_, t)| t));
            if repeats.map(|terms| dot(terms, &candidate.terms)).fold(0.0, f32::max) > REPEATS {
                continue;
            }
            chosen.push((candidate.article, candidate.span));
            kept.push(candidate.terms);
        }
        said.extend(kept.into_iter().map(|terms| (ranked.day, terms)));
        if !chosen.is_empty() {
            told.push(ToldDay { day: ranked.day, sentences: chosen });
        }
    }
    told
}

type Terms = SmallVec<[(TermId, f32); 16]>;

struct Candidate {
    article: ArticleId,
    span: Span,
    terms: Terms,
    /// What it counts before its words are looked at.
    prior: f32,
    score: f32,
}

/// Reads sentences into weighted terms; rarity is over the sentences that were asked for.
struct Reader<'a> {
    vocabulary: Vocabulary<'a>,
    /// Term → articles that have it.
    found_in: Vec<u32>,
    articles: f32,
}

impl<'a> Reader<'a> {
    fn of(timeline: &'a Timeline) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut found_in: Vec<u32> = Vec::new();
        let mut seen: FxHashSet<TermId> = FxHashSet::default();
        let mut articles = 0.0;
        for source in timeline.sources.iter().filter(|s| s.copy_of.is_none()) {
            articles += 1.0;
            seen.clear();
            let text = source.article.text.as_str();
            for word in vocabulary.read(text, Span::new(0, text.len())) {
                if seen.insert(word.term) {
                    let at = word.term as usize;
                    if found_in.len() <= at {
                        found_in.resize(at + 1, 0);
                    }
                    found_in[at] += 1;
                }
            }
        }
        Self { vocabulary, found_in, articles }
    }

    fn candidate(&mut self, timeline: &'a Timeline, telling: &Telling) -> Option<Candidate> {
        let source = timeline.sources.get(telling.article.index())?;
        let sentence = source.sentences.get(telling.sentence as usize)?;
        let text = source.article.text.as_str();
        let words = self.vocabulary.read(text, sentence.span);
        let mut terms: Terms = SmallVec::new();
        for word in &words {
            if self.vocabulary.get(word.term).role != Role::Stop {
                let found = self.found_in.get(word.term as usize).copied().unwrap_or_default() as f32;
                // Softened: a day is told by its common words, not by the one odd name.
                terms.push((word.term, (1.0 + self.articles / (1.0 + found)).ln().sqrt()));
            }
        }
        terms.sort_unstable_by_key(|t| t.0);
        terms.dedup_by_key(|t| t.0);
        let length = terms.iter().map(|t| t.1 * t.1).sum::<f32>().sqrt();
        if terms.len() < 3 || length == 0.0 {
            return None;
        }
        terms.iter_mut().for_each(|t| t.1 /= length);
        let early = 1.0 + 1.2 / (1.0 + telling.sentence as f32 * 0.5);
        let length = match words.len() {
            0..6 => 0.4,
            6..12 => 0.7,
            12..23 => 1.0,
            23..31 => 0.8,
            31..43 => 0.55,
            _ => 0.3,
        };
        let written = sentence.span.of(text);
        let faults = [
            (written.ends_with(['?', ':']), ASKS),
            (written.contains('|') || begins(written, "author"), FRAMED),
            (begins(written, "leaning"), LEANS),
            (written.starts_with(['"', '“', '‘', '\'']), QUOTED),
        ];
        let faults: f32 = faults.iter().filter(|(is, _)| *is).map(|(_, weight)| weight).product();
        let prior = telling.weight * early * length * faults;
        Some(Candidate { article: telling.article, span: sentence.span, terms, prior, score: 0.0 })
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| named(include_str!("../../assets/words/en/digest.txt")));

/// Whether the first word of a sentence stands in a list of `assets/words/en/digest.txt`.
fn begins(sentence: &str, list: &str) -> bool {
    let first = sentence.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    LISTS.get(list).is_some_and(|words| words.contains(fold(first).as_str()))
}

/// What the candidates have in common, of length 1.
fn centroid(candidates: &[Candidate]) -> Terms {
    let mut sum: FxHashMap<TermId, f32> = FxHashMap::default();
    for candidate in candidates {
        for &(term, weight) in &candidate.terms {
            *sum.entry(term).or_default() += weight * candidate.prior;
        }
    }
    let mut terms: Terms = sum.into_iter().collect();
    terms.sort_unstable_by_key(|t| t.0);
    let length = terms.iter().map(|t| t.1 * t.1).sum::<f32>().sqrt();
    if length > 0.0 {
        terms.iter_mut().for_each(|t| t.1 /= length);
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::super::days::tests::timeline;
    use super::*;

    #[test]
    fn a_digest_tells_days_in_order_and_says_nothing_twice() {
        let timeline = timeline(&[
            (
                "2024-05-04",
                "The mill at Kalvo burned down on Friday. Nobody was hurt when the mill at Kalvo burned down.",
            ),
            (
                "2024-05-05",
                "The mill at Kalvo burned down on Friday, and the mayor thanked the crews from five villages.",
            ),
            ("2024-06-10", "A firm from Bern bought the ruin of the Kalvo mill on 9 June for two million."),
        ]);
        let told = digest(&timeline, &Wanted::default(), 3, 2);
        assert!(told.windows(2).all(|pair| pair[0].day < pair[1].day));
        let mut said: Vec<&str> =
            told.iter().flat_map(|d| &d.sentences).map(|(a, s)| s.of(&timeline.source(*a).article.text)).collect();
        let all = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), all);
        assert!(said.iter().any(|s| s.contains("burned down on Friday")));
    }

    #[test]
    fn a_sentence_of_a_timeline_tells_what_happened() {
        let timeline = timeline(&[(
            "2024-05-20",
            "What burned at the Kalvo mill on 3 May? But on 3 May the mill at Kalvo was still full of wool and flax. \
             The mill at Kalvo burned down on 3 May with all the wool and flax in it.",
        )]);
        let told = digest(&timeline, &Wanted::default(), 1, 1);
        let (article, span) = told[0].sentences[0];
        assert_eq!(
            span.of(&timeline.source(article).article.text),
            "The mill at Kalvo burned down on 3 May with all the wool and flax in it."
        );
    }
}
