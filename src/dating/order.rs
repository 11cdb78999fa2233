//! The order in which articles stand.
//!
//! A feed, an archive or an export is often written day after day. Nothing says so, but the days that are known do: if
//! hardly one of them stands before its predecessor, an article between two of them was written between their days. Whether
//! a collection or a folder is in order is counted in each, never supposed; where it is not, its order says nothing.
//!
//! Two orders are tried: as the articles stand in their file or folder, and by the numbers in their names (`9` before `10`).
//! Both may run forward or backward, for feeds begin with the newest.

use super::Witness;
use super::hint::{Hint, Kind};
use super::row::{FAR, Strip};
use super::weights::{Family, GAPS, Weights, bin};
use crate::article::ArticleId;
use crate::calendar::Day;

/// The nearest articles of known day before and after one, in an order of days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bracket {
    pub before: Option<(ArticleId, Day)>,
    pub after: Option<(ArticleId, Day)>,
    /// How sure the order is: minus the logarithm of the share of articles that may stand out of it.
    pub sure: f32,
}

/// Steps from one known day to a later one that an order must show. Fewer may run one way by chance.
const STEPS: usize = 6;

/// Steps against the order that it may hold, a share of all.
const STRAY: f32 = 0.05;

/// The bracket of every article whose day is not known.
pub(super) fn brackets(witnesses: &[Witness<'_>], known: &[Option<Day>]) -> Vec<Option<Bracket>> {
    let mut brackets = vec![None; witnesses.len()];
    if known.iter().flatten().count() <= STEPS {
        return brackets;
    }
    let path = |n: usize| witnesses.get(n).map_or("", |witness| witness.article.path.as_str());
    let mut all: Vec<usize> = (0..witnesses.len()).collect();
    // Articles of one file stand together as they were read; the sort keeps that.
    all.sort_by(|&a, &b| shelf(path(a)).cmp(shelf(path(b))));
    for shelf in all.chunk_by(|&a, &b| shelf(path(a)) == shelf(path(b))) {
        if shelf.iter().all(|&n| known.get(n).is_some_and(Option::is_some)) {
            continue;
        }
        let mut named = shelf.to_vec();
        named.sort_by_cached_key(|&n| numbered(path(n)));
        let orders =
            [shelf.to_vec(), named.clone(), shelf.iter().rev().copied().collect(), named.into_iter().rev().collect()];
        let best = orders.into_iter().filter_map(|order| Some((sure(&order, known)?, order)));
        if let Some((sure, order)) = best.fold(None, |best: Option<(f32, Vec<usize>)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        }) {
            fill(&mut brackets, &order, known, sure);
        }
    }
    brackets
}

/// What holds the article: the file of a collection, or its folder.
fn shelf(path: &str) -> &str {
    path.split_once('#').map_or_else(|| path.rsplit_once('/').map_or("", |(folder, _)| folder), |(file, _)| file)
}

/// A name in pieces, so that its numbers compare as numbers.
fn numbered(path: &str) -> Vec<(u64, String)> {
    let mut pieces: Vec<(u64, String)> = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, more) = rest.split_at(words);
        let digits = more.find(|c: char| !c.is_ascii_digit()).unwrap_or(more.len());
        let (number, more) = more.split_at(digits);
        pieces.push((0, word.to_owned()));
        pieces.push((number.parse().unwrap_or(u64::MAX), String::new()));
        rest = more;
    }
    pieces
}

/// How sure an order is, if the known days show one.
fn sure(order: &[usize], known: &[Option<Day>]) -> Option<f32> {
    let days: Vec<Day> = order.iter().filter_map(|&n| known.get(n).copied().flatten()).collect();
    let (mut later, mut earlier) = (0, 0);
    for pair in days.windows(2) {
        if let [a, b] = pair {
            later += usize::from(a < b);
            earlier += usize::from(b < a);
        }
    }
    // A stray article makes one step back; beside it two brackets are wrong.
    let stray = (earlier as f32 + 0.5) / (days.len() as f32 + 1.0);
    (later >= STEPS && stray <= STRAY.max(0.6 / (days.len() as f32 + 1.0))).then(|| -(2.0 * stray).min(1.0).ln())
}

fn fill(brackets: &mut [Option<Bracket>], order: &[usize], known: &[Option<Day>], sure: f32) {
    let day = |n: usize| Some((ArticleId(n as u32), known.get(n).copied().flatten()?));
    let mut before = None;
    let mut open: Vec<usize> = Vec::new();
    let mut close = |open: &mut Vec<usize>, before: Option<(ArticleId, Day)>, after: Option<(ArticleId, Day)>| {
        let crossed = before.zip(after).is_some_and(|(before, after)| after.1 < before.1);
        for n in open.drain(..) {
            if let Some(bracket) = brackets.get_mut(n).filter(|_| !crossed) {
                *bracket = Some(Bracket { before, after, sure });
            }
        }
    };
    for &n in order {
        match day(n) {
            Some(this) => {
                close(&mut open, before, Some(this));
                before = Some(this);
            }
            None => open.push(n),
        }
    }
    close(&mut open, before, None);
}

/// The hint of a bracket.
pub(super) fn hint<'a>(bracket: Bracket, weights: &Weights) -> Hint<'a> {
    let first = bracket.before.map(|(_, day)| day.number());
    let last = bracket.after.map(|(_, day)| day.number());
    let mut strips = Vec::new();
    // What was learned where every article stood in order is no surer than this order is.
    let out = Family::EDGE.at(0);
    let value = (bracket.sure / -weights.of(out).min(-f32::MIN_POSITIVE)).min(1.0);
    let mut one = |feature: u16, day: i32| strips.push(Strip::new(feature, 1.0, day, day));
    let edge = |at: usize| Family::EDGE.at(at);
    let gap = first.zip(last).map_or(300, |(first, last)| last - first);
    let gaps = Family::GAP.nth(bin(&GAPS, gap));
    match (first, last) {
        (Some(first), Some(last)) if first == last => one(edge(4), first),
        (first, last) => {
            first.into_iter().for_each(|day| one(edge(2), day));
            last.into_iter().for_each(|day| one(edge(3), day));
        }
    }
    if let Some(day) = first {
        one(edge(1), day - 1);
        one(gaps.at(0), day);
        if last.is_none_or(|last| day + 1 < last) {
            one(gaps.at(2), day + 1);
        }
    }
    if let Some(day) = last {
        one(edge(1), day + 1);
        one(gaps.at(1), day);
        if first.is_none_or(|first| day - 1 > first) {
            one(gaps.at(3), day - 1);
        }
    }
    strips.extend(first.map(|day| Strip::new(out, value, -FAR, day - 1)));
    strips.extend(last.map(|day| Strip::new(out, value, day + 1, FAR)));
    Hint { kind: Kind::Ordered(bracket), strips }
}
