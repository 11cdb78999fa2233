//! Which times of a sentence tell a happening of their own.
//!
//! Every time belongs to a happening ([`trigger`]), but not every such pair is news of its day:
//!
//! | sentence | told | and not |
//! |---|---|---|
//! | `Last year … it opened last March` | opened, last March | last year, which is coarser |
//! | `higher in 2023 than in 2022` | higher, 2023 | 2022, which is a measure |
//! | `OSLO, May 14 — A ferry sank on Monday` | sank, Monday | May 14, the day of the report |
//! | `It sank on Monday, police said on Tuesday` | sank, Monday | Tuesday: a witness makes no happening |
//! | `was hired on Monday and flew out that night` | hired and flew, Monday | the same again |
//! | `arrested in early-morning raids on May 3` | arrested, May 3 | the morning, which is of that day |

use super::clause::{self, Clause};
use super::trigger::{self, Governs};
use super::word::{self, Word};
use super::words::is;
use crate::calendar::{Granularity, Open, When};
use crate::sentence::pos::Pos;
use crate::timex::{Timex, TimexType};

/// Days after a happening within which telling it is no happening of its own. At 0 the sinking of Monday is one of Tuesday too,
/// "the coast guard said on Tuesday"; after weeks a statement is news.
const WITNESS: i32 = 3;

/// A time with the happening it belongs to.
pub struct Pair {
    /// Index of the time among those of the sentence.
    pub timex: usize,
    /// Last word of the time.
    last: usize,
    /// When, both ends of a range together.
    pub when: When,
    /// The happening.
    pub governs: Governs,
    /// What something is measured against: "than in 2010".
    compared: bool,
    /// In the dateline: the day of the report, not that of a happening.
    dateline: bool,
}

/// A sentence read for its clauses.
struct Read<'w> {
    words: &'w [Word],
    clauses: &'w [Clause],
}

/// The pairs of a sentence that tell a happening of their own, in order; `offset` is the index of its first time in the
/// article's list.
pub fn told(words: &[Word], clauses: &[Clause], timexes: &[Timex], offset: usize) -> Vec<Pair> {
    let report = word::after_dateline(words);
    let mut pairs: Vec<Pair> = Vec::new();
    for (n, timex) in timexes.iter().enumerate() {
        // Both ends of a range tell one stretch of time; the first speaks for both.
        let partner = timex.joined.map(|index| index as usize);
        let Some(when) = timex.whole().filter(|_| partner.is_none_or(|index| index > offset + n)) else { continue };
        let end = partner.and_then(|index| timexes.get(index.checked_sub(offset)?)).map_or(timex.span, |t| t.span).end;
        let first = words.partition_point(|w| w.span.end <= timex.span.start);
        let last = words.partition_point(|w| w.span.start < end.max(timex.span.end)).saturating_sub(1);
        let Some(governs) = trigger::governs(words, clauses, first, last.max(first)) else { continue };
        let back = |n: usize| first.checked_sub(n).and_then(|i| words.get(i));
        let compared = back(1).is_some_and(|w| w.is(is::COMPARING))
            || back(1).is_some_and(|w| w.is(is::TEMPORAL)) && back(2).is_some_and(|w| w.is(is::COMPARING));
        // "the holiday on Saturday": two names of one day; the second adds nothing, however it was counted.
        let again = pairs.last().is_some_and(|pair| {
            pair.last < first
                && first - pair.last <= 2
                && (pair.last + 1..first).all(|i| words.get(i).is_some_and(|w| w.is(is::TEMPORAL)))
                && !pair.when.interval().contains(when.interval())
                && pair.when.granularity <= when.granularity
        });
        if !again {
            pairs.push(Pair { timex: n, last: last.max(first), when, governs, compared, dateline: first < report });
        }
    }
    // "in early-morning raids on May 3": a part of a day before its noun is of the day that the clause names
    let part = |pair: &Pair| {
        let noun = words.get(pair.last + 1).is_some_and(Word::is_nominal);
        noun && timexes.get(pair.timex).is_some_and(|timex| timex.kind == TimexType::Time)
    };
    let named = |pair: &Pair| pair.when.granularity == Granularity::Day && !part(pair) && !pair.dateline;
    let days: Vec<usize> = pairs.iter().filter(|pair| named(pair)).map(|pair| pair.governs.clause).collect();
    pairs.retain(|pair| !part(pair) || !days.contains(&pair.governs.clause));
    let here = Read { words, clauses };
    let kept: Vec<bool> = (0..pairs.len()).map(|n| stands(&pairs, n) && here.adds(&pairs, n)).collect();
    let mut told: Vec<Pair> = Vec::new();
    for (pair, _) in pairs.into_iter().zip(kept).filter(|(_, kept)| *kept) {
        // "was hired on Monday and flew out the same evening": one report of one day
        match told.iter_mut().find(|before| here.goes_on(before, &pair)) {
            Some(before) => before.governs.stretch.1 = pair.governs.stretch.1.max(before.governs.stretch.1),
            None => told.push(pair),
        }
    }
    told
}

impl Read<'_> {
    /// Whether pair `n` tells more than when something else of its sentence was told.
    fn adds(&self, pairs: &[Pair], n: usize) -> bool {
        let Some(pair) = pairs.get(n) else { return false };
        let says = |pair: &Pair| self.words.get(pair.governs.trigger).is_some_and(|w| w.is(is::SAYING));
        let mut others = pairs.iter().filter(|other| other.timex != pair.timex);
        if pair.dateline {
            // "OSLO, May 14 — The ferry ran aground on Monday": the time in the sentence is that of the happening. Where it only
            // says when it was said, that is the day.
            return !others.any(|other| {
                let own =
                    if says(other) { other.when != pair.when } else { other.governs.clause == pair.governs.clause };
                own && !other.dateline
            });
        }
        if !says(pair) {
            return true;
        }
        // "The ferry ran aground, the coast guard said on Monday": what was said of a day is what happened on it, and a witness
        // who speaks within days of what he tells makes no other happening of it.
        let content = self.content(pair.governs.clause);
        !others.any(|other| {
            !says(other)
                && (other.when == pair.when
                    || Some(other.governs.clause) == content
                        && !other.governs.embedded
                        && other.when.granularity == Granularity::Day
                        && (0..=WITNESS).contains(&(pair.when.interval().start - other.when.interval().end)))
        })
    }

    /// The clause that tells what the saying in clause `n` says.
    fn content(&self, n: usize) -> Option<usize> {
        let main = clause::main_after(self.clauses, 0)?;
        if main < n { Some(main) } else { Some(n + 1).filter(|&n| self.clauses.get(n).is_some_and(|c| !c.relative)) }
    }

    /// Whether `next` goes on with the subject and the day of `pair`: "was hired on Monday and flew out the same evening".
    fn goes_on(&self, pair: &Pair, next: &Pair) -> bool {
        let (Some(a), Some(b)) = (self.clauses.get(pair.governs.clause), self.clauses.get(next.governs.clause)) else {
            return false;
        };
        let joined = self.words.get(b.start).is_some_and(|w| w.pos == Pos::Conjunction);
        let own = (b.start + 1..b.group).any(|i| self.words.get(i).is_some_and(|w| w.pos != Pos::Adverb));
        let told = |c: &Clause| (c.form, c.ahead, c.open, c.negated);
        !pair.governs.embedded
            && !next.governs.embedded
            && next.governs.clause == pair.governs.clause + 1
            && joined
            && !own
            && told(a) == told(b)
            && pair.when.interval() == next.when.interval()
    }
}

/// Whether pair `n` tells something that no other pair of the sentence tells better: of two times for one happening the
/// finer stands ("last year … last March"), of two equal ones the first, and what it is compared with falls ("than in 2010").
fn stands(pairs: &[Pair], n: usize) -> bool {
    let Some(pair) = pairs.get(n) else { return false };
    !pairs.iter().enumerate().any(|(m, other)| {
        if m == n || other.governs.trigger != pair.governs.trigger || other.dateline && !pair.dateline {
            return false;
        }
        if pair.compared && !other.compared {
            return true;
        }
        if pair.when.open != Open::No || other.when.open != Open::No {
            return pair.when == other.when && m < n;
        }
        let (mine, theirs) = (pair.when.interval(), other.when.interval());
        if mine == theirs { m < n } else { mine.contains(theirs) && (pair.compared || !other.compared) }
    })
}
