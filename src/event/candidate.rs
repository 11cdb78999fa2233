//! Which mentions are worth comparing.
//!
//! Two mentions are compared only if they share a telling word, kind or name *and* stand at times that could be the same. All are
//! kept in one long list, in order of feature, then of time, then of mention; each asks it for its own features and times:
//!
//! ```text
//! treaty    4 March: 3 8 | 5 March: 12 15 77 | March: 9
//! Halden    4 March: 8 | 1987: 40
//! ```
//!
//! Times are numbered in their order, so that the days around a day lie side by side. A stated day and the same day as a day of
//! writing are two times: a stated day is one with the day beside it, a day of writing with what happened up to three days before.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::profile::{Profile, Weighted};
use super::similarity::{DAYS_APART, days};
use super::words::TermId;
use crate::calendar::{Date, Granularity, When};

/// Features by which a mention is looked up, most telling first.
const FEATURES: usize = 12;
/// In a longer list of mentions that share feature and time, each meets only its neighbors and the first few: those join
/// everybody who belongs together.
const LIST: usize = 48;
const LIST_HEAD: usize = 8;
const LIST_NEAR: usize = 12;
/// Features are asked most telling first; once this many meetings were noted, what remains is common and adds nobody.
const MEETINGS: usize = 500;
/// Candidates that share most are compared in full.
const CANDIDATES: usize = 24;
/// Mentions that share less of what tells them (sum of squared weights; 1 is everything) are not compared: whatever else
/// they have in common is common.
const SHARED: f32 = 0.06;

/// Mentions by feature and time: one long list in order of feature, time and mention, with a directory of its runs.
pub struct Index {
    times: FxHashMap<Time, u32>,
    /// See [`Bond::feed`](super::similarity::Bond::feed).
    feed: bool,
    /// Feature → its part of `runs`.
    directory: FxHashMap<TermId, (u32, u32)>,
    runs: Vec<Run>,
    mentions: Vec<u32>,
    features: Vec<Features>,
    by_time: Vec<u32>,
}

/// What a mention is looked up by, most telling first.
type Features = SmallVec<[Weighted; FEATURES]>;

/// From, to, and whether a time expression says so.
type Time = (Date, Date, bool);

/// The time of a mention.
fn time_of(profile: &Profile) -> Option<Time> {
    profile.when.map(|when| (when.from, when.to, profile.explicit))
}

/// Mentions that share a feature and a time.
struct Run {
    time: u32,
    start: u32,
    end: u32,
}

/// What one thread notes while it looks for candidates; used again for each mention.
pub struct Notes {
    /// What each mention shares with the one that asks; 0 between two questions.
    shared: Vec<f32>,
    /// Those with more than 0.
    met: Vec<u32>,
    found: Vec<(u32, f32)>,
}

impl Notes {
    /// For a folder of so many mentions.
    pub fn of(mentions: usize) -> Self {
        Self { shared: vec![0.0; mentions], met: Vec::new(), found: Vec::new() }
    }

    fn note(&mut self, mention: u32, weight: f32) {
        if let Some(shared) = self.shared.get_mut(mention as usize) {
            if *shared == 0.0 {
                self.met.push(mention);
            }
            *shared += weight;
        }
    }
}

impl Index {
    /// Of all mentions.
    pub fn of(profiles: &[Profile], feed: bool) -> Self {
        let features: Vec<Features> = profiles.par_iter().map(features).collect();
        let mut all: Vec<Time> = profiles.iter().filter_map(time_of).collect();
        all.par_sort_unstable();
        all.dedup();
        let times: FxHashMap<Time, u32> = all.into_iter().zip(0..).collect();
        let mut entries: Vec<(TermId, u32, u32)> = Vec::with_capacity(profiles.len() * FEATURES);
        let mut by_time: Vec<(u32, u32)> = Vec::with_capacity(profiles.len());
        for (i, (profile, features)) in profiles.iter().zip(&features).enumerate() {
            let Some(&time) = time_of(profile).and_then(|time| times.get(&time)) else { continue };
            by_time.push((time, i as u32));
            entries.extend(features.iter().map(|&(feature, _)| (feature, time, i as u32)));
        }
        by_time.par_sort_unstable();
        entries.par_sort_unstable();
        let mut directory: FxHashMap<TermId, (u32, u32)> = FxHashMap::default();
        let mut runs: Vec<Run> = Vec::new();
        for run in entries.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some(&(feature, time, _)) = run.first() else { continue };
            let start = runs.last().map_or(0, |r| r.end);
            let at = runs.len() as u32;
            runs.push(Run { time, start, end: start + run.len() as u32 });
            directory.entry(feature).or_insert((at, at)).1 = at + 1;
        }
        let mentions = entries.into_iter().map(|e| e.2).collect();
        Self { times, feed, directory, runs, mentions, features, by_time: by_time.into_iter().map(|e| e.1).collect() }
    }

    /// All mentions in order of time: what is asked one after the other lies side by side.
    pub fn by_time(&self) -> &[u32] {
        &self.by_time
    }

    /// Mentions before `i` worth comparing with it, and later ones that hold its time, with what they share, in no order.
    pub fn candidates<'n>(&self, i: u32, profile: &Profile, notes: &'n mut Notes) -> &'n [(u32, f32)] {
        notes.found.clear();
        let Some(when) = profile.when else { return &notes.found };
        let mut times: SmallVec<[(u32, bool); 24]> = times_around(when, profile.explicit, self.feed)
            .into_iter()
            .filter_map(|time| Some((*self.times.get(&time)?, time.0.granularity() == when.granularity)))
            .collect();
        times.sort_unstable();
        let mut meetings = 0;
        for &(feature, weight) in self.features.get(i as usize).into_iter().flatten() {
            if meetings >= MEETINGS {
                break;
            }
            let Some(&(from, to)) = self.directory.get(&feature) else { continue };
            let mut runs = self.runs.get(from as usize..to as usize).unwrap_or_default();
            for &(time, mutual) in &times {
                // The next day most often follows at once.
                if runs.first().is_some_and(|run| run.time < time) {
                    runs = &runs[1..];
                    if runs.first().is_some_and(|run| run.time < time) {
                        runs = &runs[runs.partition_point(|run| run.time < time)..];
                    }
                }
                let Some(run) = runs.first() else { break };
                if run.time != time {
                    continue;
                }
                let list = self.mentions.get(run.start as usize..run.end as usize).unwrap_or_default();
                let mut meet = |list: &[u32]| {
                    // Equally fine mentions look each other up; the later one asks.
                    for &j in list.iter().filter(|&&j| j < i || j != i && !mutual) {
                        meetings += 1;
                        notes.note(j, weight * weight);
                    }
                };
                if list.len() <= LIST {
                    meet(list);
                } else {
                    let at = list.partition_point(|&j| j < i);
                    let from = at.saturating_sub(LIST_NEAR).max(LIST_HEAD);
                    meet(&list[..LIST_HEAD]);
                    meet(&list[from.min(list.len())..(at + LIST_NEAR).max(from).min(list.len())]);
                }
            }
        }
        for j in notes.met.drain(..) {
            let shared = notes.shared.get_mut(j as usize).map(std::mem::take).unwrap_or_default();
            if shared >= SHARED {
                notes.found.push((j, shared));
            }
        }
        if notes.found.len() > CANDIDATES {
            notes.found.select_nth_unstable_by(CANDIDATES, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            notes.found.truncate(CANDIDATES);
        }
        &notes.found
    }
}

fn features(profile: &Profile) -> Features {
    let mut all: SmallVec<[Weighted; 48]> = SmallVec::from_slice(&profile.terms);
    all.extend(profile.actors.iter().map(|&(term, weight)| (term, weight * 0.5)));
    all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut kept = Features::new();
    for feature in all {
        if kept.len() == FEATURES {
            break;
        }
        if !kept.iter().any(|k| k.0 == feature.0) {
            kept.push(feature);
        }
    }
    kept
}

/// The times that could be the same as `when`: itself, days around a day, and what holds it. A range stands alone.
fn times_around(when: When, explicit: bool, feed: bool) -> SmallVec<[Time; 24]> {
    let mut times: SmallVec<[Time; 24]> = SmallVec::new();
    times.extend([false, true].map(|other| (when.from, when.to, other)));
    if when.from != when.to {
        return times;
    }
    if let Some(day) = when.from.day() {
        for later in (-DAYS_APART..=DAYS_APART).filter(|&later| later != 0) {
            let near = Date::Day(day + later);
            let may = [false, true].into_iter().filter(|&other| days(later, explicit, other, feed) > 0.0);
            times.extend(may.map(|other| (near, near, other)));
        }
    }
    let mut add = |date: Date| {
        if date != when.from {
            times.extend([false, true].map(|other| (date, date, other)));
        }
    };
    if let Some(day) = when.from.day() {
        add(Date::week_of(day));
        let (year, week) = day.week();
        add(Date::Weekend(year, week));
        add(Date::month_of(day));
    }
    let first = when.interval().start;
    let (year, month, _) = first.ymd();
    if when.granularity <= Granularity::Week {
        add(Date::month_of(first));
    }
    if when.granularity <= Granularity::Month {
        add(Date::Quarter(year, month.div_ceil(3)));
    }
    if when.granularity <= Granularity::Season {
        add(Date::Year(year));
    }
    times
}
