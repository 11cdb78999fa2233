//! What the weights are learned from.
//!
//! `examples/train_dating.rs` hides the days of dated articles and asks here what the program would see of them. The weights
//! are then those under which the true days would have been found likeliest. Only some days of a row are looked at: those
//! that any hint speaks for, and a sample of the rest that stands for all of it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::happening::Happenings;
use super::hint::{Hint, Kind};
use super::infer::{Folder, Known, hints};
use super::order::{self, Place, Run};
use super::row::Frame;
use super::weights::Weights;
use super::{Evidence, told, witnesses};
use crate::calendar::{Day, Interval};
use crate::copy::Likeness;

/// One article whose day is hidden.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its index.
    pub article: usize,
    /// Days it could be.
    pub days: Vec<Choice>,
    /// Which of them is the true one.
    pub truth: usize,
}

/// A day that may be the true one.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The day.
    pub day: Day,
    /// The logarithm of how many days it stands for.
    pub stands: f32,
    /// What speaks for it: numbers of weights, and how much of each counts.
    pub seen: Vec<(u16, f32)>,
}

/// Days sampled from those that nothing special speaks for.
const SAMPLED: i32 = 60;

/// Days that a strip may cover to make them special.
const SPECIAL: i32 = 16;

/// What is seen of the articles that state no day; `truth`: their days.
pub fn samples(articles: &[Evidence<'_>], likeness: &Likeness, truth: &[Day]) -> Vec<Sample> {
    let witnesses = witnesses(articles);
    let weights = Weights::shipped();
    let known: Vec<Option<Known>> =
        witnesses.iter().map(|one| told(one, None, true).as_ref().and_then(Known::of)).collect();
    let frame = Frame::of(known.len(), known.iter().flatten().map(|known| known.day), weights);
    let days: Vec<Option<Day>> = known.iter().map(|known| known.map(|known| known.day)).collect();
    let happenings = Happenings::of(&witnesses, &known);
    let folder =
        Folder { witnesses: &witnesses, likeness, known: &known, frame: &frame, happenings: &happenings, weights };
    let places = places(&order::runs(&witnesses, &days), truth);
    let open: Vec<usize> = (0..articles.len()).filter(|&n| known.get(n).is_some_and(Option::is_none)).collect();
    open.into_par_iter()
        .filter_map(|n| {
            let place = places.get(&n);
            let (mut hints, mut span) = hints(n, &folder, place.map(|place| place.0), None)?;
            let ordered = place.is_some();
            if let Some(&(_, (before, after), pace)) = place {
                hints.push(Hint { kind: Kind::Rhythm, strips: order::steps(before, after, pace) });
                span = Interval {
                    start: before.map_or(span.start, |day| day.max(span.start)),
                    end: after.map_or(span.end, |day| day.min(span.end)),
                };
            }
            let truth = *truth.get(n)?;
            let strips: Vec<_> = hints.iter().flat_map(|hint| &hint.strips).collect();
            let (first, last) = (span.start.number(), span.end.number());
            let mut special: Vec<i32> = strips
                .iter()
                .filter(|strip| strip.to - strip.from < SPECIAL)
                .flat_map(|strip| strip.from..=strip.to)
                .filter(|day| (first..=last).contains(day))
                .collect();
            special.push(truth.number());
            special.sort_unstable();
            special.dedup();
            if !(first..=last).contains(&truth.number()) {
                return None;
            }
            let rest = span.days() - special.len() as i32;
            let step = (span.days() / SAMPLED).max(1);
            let sampled: Vec<i32> = (first + (n as i32 * 7) % step..=last)
                .step_by(step as usize)
                .filter(|day| special.binary_search(day).is_err())
                .collect();
            let stands = (rest.max(1) as f32 / sampled.len().max(1) as f32).ln().max(0.0);
            let day = |number: i32, stands: f32| {
                let day = Day::from_number(number);
                let mut seen: Vec<(u16, f32)> =
                    strips.iter().filter(|strip| strip.holds(day)).map(|strip| (strip.feature, strip.value)).collect();
                frame.features(day, ordered, &mut |feature, value| seen.push((feature, value)));
                Choice { day, stands, seen }
            };
            let days: Vec<_> =
                special.iter().map(|&n| day(n, 0.0)).chain(sampled.iter().map(|&n| day(n, stands))).collect();
            sample(n, days, truth)
        })
        .collect()
}

/// Where an article stands: the known days of its run, the true ones right before and after it, and the pace.
type Stand = (Place, (Option<Day>, Option<Day>), usize);

/// Steps are learned one at a time, as if the days right before and after each article were known (Besag 1975, "Statistical
/// analysis of non-lattice data"): what is likeliest then is nearly what is likeliest for the whole run.
fn places(runs: &[Run], truth: &[Day]) -> BTreeMap<usize, Stand> {
    let mut places = BTreeMap::new();
    for run in runs {
        let day = |at: Option<usize>| at.and_then(|at| truth.get(*run.articles.get(at)?).copied());
        for (at, &n) in run.articles.iter().enumerate() {
            let before = day(at.checked_sub(1)).or(run.place.before.map(|one| one.1));
            let after = day(Some(at + 1)).or(run.place.after.map(|one| one.1));
            places.insert(n, (run.place, (before, after), run.pace));
        }
    }
    places
}

/// Days of which the same is seen become one that stands for all, and what is seen of every day is left out: neither
/// changes what is learned, and both make it faster.
fn sample(article: usize, mut days: Vec<Choice>, truth: Day) -> Option<Sample> {
    for choice in &mut days {
        choice.seen.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    }
    let (first, rest) = days.split_first()?;
    let everywhere: Vec<(u16, f32)> =
        first.seen.iter().copied().filter(|one| rest.iter().all(|choice| choice.seen.contains(one))).collect();
    for choice in &mut days {
        for one in &everywhere {
            if let Some(at) = choice.seen.iter().position(|seen| seen == one) {
                choice.seen.remove(at);
            }
        }
    }
    let order = |a: &Choice, b: &Choice| {
        let pairs = a.seen.iter().zip(&b.seen).map(|(a, b)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        (a.day == truth)
            .cmp(&(b.day == truth))
            .then(pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then))
            .then(a.seen.len().cmp(&b.seen.len()))
    };
    days.sort_by(order);
    let mut merged: Vec<Choice> = Vec::new();
    for choice in days {
        match merged.last_mut().filter(|last| order(last, &choice).is_eq()) {
            Some(last) => last.stands = (last.stands.exp() + choice.stands.exp()).ln(),
            None => merged.push(choice),
        }
    }
    let truth = merged.iter().position(|one| one.day == truth)?;
    Some(Sample { article, days: merged, truth })
}
