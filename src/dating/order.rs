//! The order in which articles stand.
//!
//! A feed, an archive or an export is often written day after day. Nothing says so, but the days that are known do: if
//! hardly one of them stands before its predecessor, an article between two of them was written between their days. Whether
//! a collection or a folder is in order is counted in each, never supposed; where it is not, its order says nothing.
//!
//! Two orders are tried: as the articles stand in their file or folder, and by the numbers in their names (`9` before `10`).
//! Both may run forward or backward, for feeds begin with the newest. How much of an order holds is the longest part of the
//! known days that never falls (Schensted 1961, "Longest increasing and decreasing subsequences"); what is not part of it is
//! a stray and bounds nobody.
//!
//! What the order tells is weighed in [`super::chain`], for all articles of a [`Run`] together.

use super::Witness;
use super::row::{FAR, Strip};
use super::weights::{Family, PACES, STEPS, bin};
use crate::article::ArticleId;
use crate::calendar::Day;

/// Articles of unknown day that follow each other, and the nearest of known day before and after them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub articles: Vec<usize>,
    pub place: Place,
    /// Which of the paces the articles around it keep, see [`PACES`].
    pub pace: usize,
    /// The share of articles that stand out of this order.
    pub stray: f32,
}

/// Between which known days articles stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub before: Option<(ArticleId, Day)>,
    pub after: Option<(ArticleId, Day)>,
}

/// How likely the known days of articles in no order at all may be to stand so, at most. Higher, and some folder of six
/// reports in the order of their headlines passes for a feed; lower, and small folders never show their order.
const CHANCE: f64 = 0.01;

/// Share of the known days that may be strays.
const STRAYS: f32 = 0.05;

/// Known days on either side by which the pace is measured.
const PACED: usize = 5;

/// The runs of articles whose day is not known, where an order holds.
pub(super) fn runs(witnesses: &[Witness<'_>], known: &[Option<Day>]) -> Vec<Run> {
    let path = |n: usize| witnesses.get(n).map_or("", |witness| witness.article.path.as_str());
    let mut all: Vec<usize> = (0..witnesses.len()).collect();
    // Articles of one file stand together as they were read; the sort keeps that.
    all.sort_by(|&a, &b| shelf(path(a)).cmp(shelf(path(b))));
    let mut runs = Vec::new();
    for shelf in all.chunk_by(|&a, &b| shelf(path(a)) == shelf(path(b))) {
        if shelf.iter().all(|&n| known.get(n).is_some_and(Option::is_some)) {
            continue;
        }
        let mut named = shelf.to_vec();
        named.sort_by_cached_key(|&n| numbered(path(n)));
        let orders =
            [shelf.to_vec(), named.clone(), shelf.iter().rev().copied().collect(), named.into_iter().rev().collect()];
        let mut best: Option<(Order, Vec<usize>)> = None;
        for articles in orders {
            if let Some(order) = Order::of(&articles, known)
                && best.as_ref().is_none_or(|best| order.stray < best.0.stray)
            {
                best = Some((order, articles));
            }
        }
        if let Some((order, articles)) = best {
            order.fill(&articles, &mut runs);
        }
    }
    runs
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

/// An order that the known days show.
struct Order {
    /// The known days that are in order, with their places.
    fixed: Vec<(usize, Day)>,
    /// The places of articles of unknown day.
    open: Vec<usize>,
    stray: f32,
}

impl Order {
    fn of(articles: &[usize], known: &[Option<Day>]) -> Option<Self> {
        let day = |n: usize| known.get(n).copied().flatten();
        let days: Vec<(usize, Day)> = articles.iter().enumerate().filter_map(|(at, &n)| Some((at, day(n)?))).collect();
        let fixed = rising(&days);
        let count = days.len() as f32 + 1.0;
        let strays = days.len() - fixed.len();
        let stray = (strays as f32 + 0.5) / count;
        if stray > STRAYS.max(0.6 / count) {
            return None;
        }
        // Of all ways to lay out the days, of which those of equal days are one; each stray might be any of them. Four orders
        // are tried.
        let same = fixed.chunk_by(|a, b| a.1 == b.1).map(|same| factorial(same.len()));
        let chance = 4_f64.ln() + same.sum::<f64>() - factorial(fixed.len()) + strays as f64 * f64::from(count).ln();
        if chance > CHANCE.ln() {
            return None;
        }
        let open = articles.iter().enumerate().filter(|&(_, &n)| day(n).is_none()).map(|(at, _)| at).collect();
        Some(Self { fixed, open, stray: stray.max(chance.exp() as f32) })
    }

    fn fill(&self, articles: &[usize], runs: &mut Vec<Run>) {
        let id = |&(at, day): &(usize, Day)| Some((ArticleId(*articles.get(at)? as u32), day));
        let mut open = self.open.iter().copied().peekable();
        for next in 0..=self.fixed.len() {
            let before = next.checked_sub(1).and_then(|before| self.fixed.get(before));
            let after = self.fixed.get(next);
            let mut run = Vec::new();
            while let Some(at) = open.next_if(|&at| after.is_none_or(|after| at < after.0)) {
                run.extend(articles.get(at));
            }
            if !run.is_empty() {
                let place = Place { before: before.and_then(id), after: after.and_then(id) };
                runs.push(Run { articles: run, place, pace: self.pace(next), stray: self.stray });
            }
        }
    }

    /// The pace around the place before the `next` of the fixed days.
    fn pace(&self, next: usize) -> usize {
        let around = self.fixed.get(next.saturating_sub(PACED)..(next + PACED).min(self.fixed.len()));
        let Some([first, .., last]) = around else { return PACES.len() };
        bin(&PACES, (last.1 - first.1) as f32 / (last.0 - first.0).max(1) as f32)
    }
}

/// The longest part of the days that never falls.
fn rising(days: &[(usize, Day)]) -> Vec<(usize, Day)> {
    // For each length the place of the least day that ends such a part.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(days.len());
    for (at, &(_, day)) in days.iter().enumerate() {
        let length = ends.partition_point(|&end| days.get(end).is_some_and(|one| one.1 <= day));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut part = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        part.extend(days.get(at));
        next = before.get(at).copied().flatten();
    }
    part.reverse();
    part
}

/// The logarithm of a factorial.
fn factorial(n: usize) -> f64 {
    (2..=n).map(|n| (n as f64).ln()).sum()
}

/// The hints of known days right before and after an article, from which the steps are learned.
pub(super) fn steps(before: Option<Day>, after: Option<Day>, pace: usize) -> Vec<Strip> {
    let family = Family::STEP.nth(pace);
    let mut strips = Vec::new();
    for at in 0..=STEPS.len() {
        let from = at.checked_sub(1).and_then(|before| STEPS.get(before)).copied().unwrap_or(0);
        let to = STEPS.get(at).map_or(FAR, |bound| bound - 1);
        strips.extend(before.map(|day| Strip::new(family.at(at), 1.0, day.number() + from, day.number() + to)));
        strips.extend(after.map(|day| Strip::new(family.at(at), 1.0, day.number() - to, day.number() - from)));
    }
    strips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_that_never_falls() {
        let table =
            [("", ""), ("1 2 2 4", "1 2 2 4"), ("1 9 2 3 3", "1 2 3 3"), ("5 6 1 7 8", "5 6 7 8"), ("3 2 1", "1")];
        for (days, expected) in table {
            let days = days.split_whitespace().enumerate();
            let days: Vec<_> = days.map(|(at, day)| (at, Day::from_number(day.parse().unwrap()))).collect();
            let part: Vec<String> = rising(&days).iter().map(|one| one.1.number().to_string()).collect();
            assert_eq!(part.join(" "), expected);
        }
    }

    #[test]
    fn an_order_must_show_more_than_chance() {
        let order = |days: &str| {
            let known: Vec<Option<Day>> = days.split(' ').map(|day| day.parse().ok().map(Day::from_number)).collect();
            Order::of(&(0..known.len()).collect::<Vec<_>>(), &known).map(|order| (order.fixed.len(), order.open.len()))
        };
        assert_eq!(order("1 2 - 3 5 6 8"), Some((6, 1)));
        // Five may stand so by chance, and of one day any order is one.
        assert_eq!(order("1 2 - 3 5 6"), None);
        assert_eq!(order("4 4 4 4 4 4 - 4 4 5"), None);
        // One stray of forty bounds nobody, one of eight is no order.
        let forty: Vec<String> = (1..=40).map(|day| if day == 20 { 90 } else { day }.to_string()).collect();
        assert_eq!(order(&forty.join(" ")), Some((39, 0)));
        assert_eq!(order("1 2 90 4 5 6 - 7 8"), None);
    }
}
