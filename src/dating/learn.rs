//! What the weights are learned from.
//!
//! `examples/train_dating.rs` hides the days of dated articles and asks here what the program would see of them. The weights
//! are then those under which the true days would have been found likeliest. Only some days of a row are looked at: those
//! that any hint speaks for, and a sample of the rest that stands for all of it.

use rayon::prelude::*;

use super::infer::{Folder, Known, hints};
use super::order;
use super::row::Frame;
use super::weights::Weights;
use super::{Evidence, sure_days, told, witnesses};
use crate::calendar::Day;
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
    let known: Vec<Option<Known>> = witnesses.iter().map(|one| told(one, None).as_ref().and_then(Known::of)).collect();
    let frame = Frame::of(known.iter().flatten().map(|known| known.day), weights);
    let brackets = order::brackets(&witnesses, &sure_days(&known));
    let folder = Folder { witnesses: &witnesses, likeness, known: &known, frame: &frame, brackets: &brackets, weights };
    let open: Vec<usize> = (0..articles.len()).filter(|&n| known.get(n).is_some_and(Option::is_none)).collect();
    open.into_par_iter()
        .filter_map(|n| {
            let (hints, span) = hints(n, &folder, None)?;
            let ordered = brackets.get(n).is_some_and(Option::is_some);
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
            let truth = days.iter().position(|one| one.day == truth)?;
            Some(Sample { article: n, days, truth })
        })
        .collect()
}
