//! What similar articles of known day tell.
//!
//! Three things, each learned:
//!
//! | what | how |
//! |---|---|
//! | around which days they lie | the share of their days within 0, 1, 3, 10 and 40 days, each weighing the square of its likeness |
//! | how far the most similar one lies | by how similar it is: a rewrite is of the same day or the next |
//! | on which day both would tell of the same days | "yesterday" here and "Thursday" there agree only on a Friday |

use super::clue::Near;
use super::hint::{Hint, Kind};
use super::row::Strip;
use super::weights::{ALIKE, FROM_FIRST, Family, KERNELS, Setting, bin};
use crate::article::ArticleId;
use crate::calendar::Day;

/// A similar article of known day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kin<'a> {
    pub id: ArticleId,
    pub day: Day,
    /// How similar, 0 to 1, and how sure its day is.
    pub alike: f32,
    pub sure: f32,
    /// The days it tells.
    pub near: &'a [Near],
}

/// Similar articles that count; the rest only share a topic.
pub(super) const KIN: usize = 30;

/// Of these the days they tell are compared, over so many days around each.
const COMPARED: usize = 12;
const COMPARED_DAYS: i32 = 8;

/// Share of the days that similar articles say nothing of.
const CHANCE: f32 = 0.1;

/// Agreement that is chance: two articles of one week share a weekday somewhere.
const CHANCE_AGREEMENT: f32 = 0.02;

/// What the first day that an article tells weighs among the others.
const FIRST_TOLD: f32 = 1.0;
const FURTHER_TOLD: f32 = 0.4;

/// The hint of similar articles, most alike first; `days`: as many days are weighed.
pub(super) fn hint<'a>(kin: &[Kin<'_>], near: &[Near], days: i32, setting: Setting, small: bool) -> Option<Hint<'a>> {
    let first = kin.first()?;
    let mut strips = Vec::new();
    let family = Family::ALIKE.nth(setting as usize);
    let weight = |kin: &Kin<'_>| kin.alike * kin.alike * kin.sure;
    let total: f32 = kin.iter().map(weight).sum::<f32>().max(f32::MIN_POSITIVE);
    let chance = CHANCE / days.max(1) as f32;
    for (n, reach) in KERNELS.into_iter().enumerate() {
        let mut ends: Vec<(i32, f32)> = Vec::with_capacity(2 * kin.len());
        for one in kin {
            ends.push((one.day.number() - reach, weight(one)));
            ends.push((one.day.number() + reach + 1, -weight(one)));
        }
        ends.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut sum = 0.0;
        for (at, &(from, change)) in ends.iter().enumerate() {
            sum += change;
            let Some(&(to, _)) = ends.get(at + 1) else { break };
            let share = sum / total / (2 * reach + 1) as f32;
            if to > from && share > chance * 1e-3 {
                strips.push(Strip::new(family.at(n), (1.0 + share / chance).ln(), from, to - 1));
            }
        }
    }
    let how = if small { Family::SMALL } else { Family::FIRST }.nth(bin(&ALIKE, first.alike));
    let mut taken: Vec<(i32, i32)> = Vec::new();
    for (n, (from, to)) in FROM_FIRST.into_iter().enumerate() {
        // The last bin is what the others leave of it.
        let free: Vec<(i32, i32)> = if from == -to && from < 0 {
            let inner = taken.iter().fold((0, 0), |hull, one| (hull.0.min(one.0), hull.1.max(one.1)));
            vec![(from, inner.0 - 1), (inner.1 + 1, to)]
        } else {
            vec![(from, to)]
        };
        taken.push((from, to));
        let day = first.day.number();
        strips.extend(free.into_iter().map(|(from, to)| Strip::new(how.at(n), first.sure, day + from, day + to)));
    }
    compare(&mut strips, kin, near, total, family);
    Some(Hint { kind: Kind::Alike(kin.iter().map(|one| (one.id, one.day)).collect()), strips })
}

/// The days on which the article would tell of the same days as its kin.
fn compare(strips: &mut Vec<Strip>, kin: &[Kin<'_>], near: &[Near], total: f32, family: Family) {
    if near.is_empty() {
        return;
    }
    // Day, agreement of one kin with its likeness.
    let mut agreed: Vec<(i32, f32, f32)> = Vec::new();
    for one in kin.iter().take(COMPARED) {
        let theirs = told(one.near, one.day);
        if theirs.is_empty() {
            continue;
        }
        for offset in -COMPARED_DAYS..=COMPARED_DAYS {
            let day = one.day + offset;
            let shared: f32 = told(near, day)
                .iter()
                .filter_map(|(told, share)| theirs.iter().find(|(their, _)| their == told).map(|their| share * their.1))
                .sum();
            if shared > 0.0 {
                agreed.push((day.number(), one.alike * one.alike * one.sure * shared, one.alike * one.sure * shared));
            }
        }
    }
    agreed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for same in agreed.chunk_by(|a, b| a.0 == b.0) {
        let Some(&(day, ..)) = same.first() else { continue };
        let share = same.iter().map(|one| one.1).sum::<f32>() / total;
        let best = same.iter().map(|one| one.2).fold(0.0, f32::max);
        for (n, value) in [share, best].into_iter().enumerate() {
            let value = (1.0 + value / CHANCE_AGREEMENT).ln();
            strips.push(Strip::new(family.at(KERNELS.len() + n), value, day, day));
        }
    }
}

/// The days that an article of a day tells, with what share of its attention.
fn told(near: &[Near], written: Day) -> Vec<(Day, f32)> {
    let mut told: Vec<(Day, f32)> = Vec::new();
    let mut weight = FIRST_TOLD;
    for one in near {
        let this = std::mem::replace(&mut weight, FURTHER_TOLD);
        let Some(day) = one.day(written) else { continue };
        match told.iter_mut().find(|(known, _)| *known == day) {
            Some((_, sum)) => *sum += this,
            None => told.push((day, this)),
        }
    }
    let sum: f32 = told.iter().map(|one| one.1).sum();
    told.iter_mut().for_each(|one| one.1 /= sum);
    told
}
