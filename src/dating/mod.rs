//! Articles → day of writing, with method, confidence and reasons.
//!
//! Nothing else in the program can begin before this: "Thursday" is a date only when the day of writing is known. An
//! analyst knows it, or the file states it, or it must be worked out the way a careful reader would.
//!
//! | method | from | confidence |
//! |---|---|---|
//! | given | the analyst, for this article or, with `--published`, for all that state none | 1 |
//! | stated | the ladder of evidence in the file: metadata, leading line, address, file name | by rung |
//! | inferred | the article's own words, copies of it, others that tell the same story | computed, see below |
//! | file-time | the time of the file, if nothing else is known | low |
//!
//! Inference weighs days (`infer`). Every hint says of each day how much likelier it makes that day; the weights
//! ([`weights`]) are learned from dated news, and the share of the best day is the confidence. A day that is not sure
//! enough is not told: the month or the year is, if that is sure. Articles that were inferred serve as witnesses in the next
//! round, so a day travels from the one article that states it through those that tell its story.
//!
//! | hint | file |
//! |---|---|
//! | weekdays, dates, months and years that the article tells | `clue`, `hint` |
//! | similar articles, and whether both would then tell of the same days | `alike` |
//! | a happening of which another article names the day, in small folders | `account`, `happening` |
//! | its place in a collection that stands in the order of days | `order`, `chain` |
//! | the days of all others | `row` |
//!
//! What contradicts itself is never silently mended: it becomes a [`Problem`].

pub mod account;
mod alike;
mod chain;
pub mod clue;
mod happening;
mod hint;
mod infer;
pub mod learn;
mod order;
mod reasons;
mod resolve;
mod row;
#[cfg(test)]
mod tests;
pub mod weights;

use rayon::prelude::*;

use crate::article::{Article, Hold, Method, Published, Rung};
use crate::calendar::{Date, Day};
use crate::copy::Likeness;
use crate::problem::Problem;
use crate::sentence::Sentence;
use crate::timex::Expression;
use account::Account;
use clue::{Clue, Near};
use happening::Happenings;
use infer::{Folder, Inferred, Known};
pub use resolve::resolve;
use row::Frame;
use weights::{Setting, Weights};

/// What dating sees of one article.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The article with what it states.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its time expressions, unresolved.
    pub expressions: &'a [Expression],
    /// What the analyst said about this article, if anything.
    pub given: Option<Date>,
}

/// The day of writing of every article, in order. `fallback` is `--published`: for articles that state none.
pub fn date(
    articles: &[Evidence<'_>],
    likeness: &Likeness,
    fallback: Option<Date>,
) -> (Vec<Option<Published>>, Vec<Problem>) {
    settle(&witnesses(articles), likeness, fallback, Weights::shipped())
}

/// The clues of all articles.
pub fn witnesses<'a>(articles: &[Evidence<'a>]) -> Vec<Witness<'a>> {
    let small = Setting::of(articles.len(), false) == Setting::Small;
    let accounts =
        |evidence: &Evidence<'a>| account::read(&evidence.article.text, evidence.sentences, evidence.expressions);
    let read = |evidence: &Evidence<'a>| Witness {
        article: evidence.article,
        clues: clue::read(&evidence.article.text, evidence.sentences, evidence.expressions),
        near: clue::near(evidence.sentences, evidence.expressions),
        habits: clue::habits(evidence.sentences, evidence.expressions),
        accounts: if small { accounts(evidence) } else { Vec::new() },
        given: evidence.given,
    };
    articles.par_iter().map(read).collect()
}

/// One article as the weighing of days sees it.
#[derive(Clone, Debug)]
pub struct Witness<'a> {
    /// The article with what it states.
    pub article: &'a Article,
    /// What its words tell.
    pub clues: Vec<Clue>,
    /// The days of the news that it tells.
    pub near: Vec<Near>,
    /// Its words of the week's rhythm.
    pub habits: Vec<usize>,
    /// The happenings that it tells with their days; of a large folder none are read.
    pub accounts: Vec<Account>,
    /// What the analyst said about it.
    pub given: Option<Date>,
}

/// Times the inferred days travel on to their neighbors. Each round reaches articles one step further from those that
/// state a day; after the third almost nothing changes.
const ROUNDS: usize = 3;

/// The same for clues that were read already.
pub fn settle(
    witnesses: &[Witness<'_>],
    likeness: &Likeness,
    fallback: Option<Date>,
    weights: &Weights,
) -> (Vec<Option<Published>>, Vec<Problem>) {
    let small = Setting::of(witnesses.len(), false) == Setting::Small;
    let told: Vec<Option<Published>> = witnesses.iter().map(|witness| told(witness, fallback, small)).collect();
    let mut problems: Vec<Problem> = witnesses
        .iter()
        .zip(&told)
        .filter_map(|(witness, told)| reasons::contradiction(witness, told.as_ref()?))
        .collect();
    let mut known: Vec<Option<Known>> = told.iter().map(|told| told.as_ref().and_then(Known::of)).collect();
    let frame = Frame::of(known.len(), known.iter().flatten().map(|known| known.day), weights);
    let mut settled = told;
    let open: Vec<usize> = (0..witnesses.len()).filter(|&n| !is_day(&settled, n)).collect();
    let days: Vec<Option<Day>> = known.iter().map(|known| known.map(|known| known.day)).collect();
    let runs = order::runs(witnesses, &days);
    let mut placed = vec![false; witnesses.len()];
    runs.iter().flat_map(|run| &run.articles).for_each(|&n| placed[n] = true);
    let alone: Vec<usize> = open.iter().copied().filter(|&n| !placed[n]).collect();
    for _ in 0..ROUNDS {
        let happenings = Happenings::of(witnesses, &known);
        let folder = Folder { witnesses, likeness, known: &known, frame: &frame, happenings: &happenings, weights };
        let within = |n| coarse(&settled, witnesses, n);
        let mut found: Vec<(usize, Option<Inferred>)> =
            alone.par_iter().map(|&n| (n, infer::weigh(n, &folder, within(n)))).collect();
        found.par_extend(runs.par_iter().flat_map_iter(|run| infer::weigh_run(run, &folder, within)));
        let before = known.clone();
        for (n, inferred) in found {
            known[n] = inferred.as_ref().filter(|one| one.testifies).and_then(|one| Known::of(&one.published));
            if let Some(inferred) = inferred {
                settled[n] = Some(inferred.published);
            }
        }
        if known == before {
            break;
        }
    }
    for (n, witness) in witnesses.iter().enumerate() {
        if settled[n].is_none() {
            settled[n] = file_time(witness.article);
        }
        problems.extend(reasons::undated(witness, settled[n].as_ref()));
    }
    problems.sort();
    (settled, problems)
}

fn is_day(settled: &[Option<Published>], n: usize) -> bool {
    settled[n].as_ref().is_some_and(|p| p.date.day().is_some() || p.method == Method::Given)
}

/// What is stated more coarsely than a day bounds what may be inferred.
fn coarse(settled: &[Option<Published>], witnesses: &[Witness<'_>], n: usize) -> Option<Date> {
    let stated = settled[n].as_ref().filter(|p| p.method == Method::Stated).map(|p| p.date);
    stated.or_else(|| {
        let evidence = witnesses[n].article.evidence.iter().find(|e| e.rung.states() && e.date.day().is_none())?;
        Some(evidence.date)
    })
}

/// What was said: by the analyst, by the file, by the analyst for all the rest.
///
/// A report is signed on the day of its edition, often one after the happening. In a large folder, where days part what is told
/// of one happening, such a day dates nothing by itself (ECB+, where agencies sign 90 reports: pairwise F .854 if it does, .868
/// if not); in a `small` one it does (twelve folders of five to seven reports: 9 of 1,028 checks fail otherwise).
fn told(witness: &Witness<'_>, fallback: Option<Date>, small: bool) -> Option<Published> {
    let given = |date, because: &str| Published {
        date,
        method: Method::Given,
        confidence: 1.0,
        hold: Hold::Firm,
        because: vec![because.to_owned()],
    };
    if let Some(date) = witness.given {
        return Some(given(date, "given by you"));
    }
    let ladder = || witness.article.evidence.iter().filter(|evidence| evidence.rung.states());
    // A day on a lower rung is better than a month on a higher one that agrees with it.
    let Some(best) = ladder().next() else {
        return fallback.map(|date| given(date, "given for all articles that state no day"));
    };
    let finer = ladder().find(|e| e.date.day().is_some() && best.date.interval().contains(e.date.interval()));
    let stated = finer.unwrap_or(best);
    Some(Published {
        date: stated.date,
        method: Method::Stated,
        confidence: trust(stated.rung),
        hold: if small || stated.rung != Rung::Signature { Hold::Firm } else { Hold::Likely },
        because: vec![reasons::stated(stated)],
    })
}

/// How often a statement on this rung is the day of writing. Metadata err by a time zone or name the day of an update;
/// addresses and file names are sometimes those of the event.
fn trust(rung: Rung) -> f32 {
    match rung {
        Rung::FrontMatter => 0.99,
        Rung::JsonLd => 0.97,
        Rung::MetaTag => 0.96,
        Rung::LeadingLine => 0.95,
        Rung::Signature => 0.94,
        Rung::Url => 0.94,
        Rung::TimeElement | Rung::FileName => 0.9,
        Rung::Modified => 0.6,
        Rung::Amended => 0.3,
        Rung::FileTime => 0.2,
    }
}

fn file_time(article: &Article) -> Option<Published> {
    let evidence = article.evidence.iter().find(|evidence| evidence.rung == Rung::FileTime)?;
    Some(Published {
        date: evidence.date,
        method: Method::FileTime,
        confidence: trust(Rung::FileTime),
        hold: Hold::Likely,
        because: vec![reasons::stated(evidence)],
    })
}

/// The day of a published date, if it is told to the day.
fn day_of(published: &Published) -> Option<Day> {
    published.date.day()
}
