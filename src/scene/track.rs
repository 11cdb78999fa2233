//! A row of a lane as an index, and how events are dealt to rows.
//!
//! A [`Track`] is a row sorted by time with a tree that finds the most important event of any stretch, so that a frame asks
//! for a few hundred events, however many there are. [`open`] and [`deal`] say which event goes to which row; the reasons stand
//! in the preface of [`lane`](super::lane).

use std::collections::BTreeMap;

use crate::event::EventId;

use super::{Range, Scale};

/// Beyond this rank in a lane an event is never labeled at full range, and rows are dealt out in turn in order of time,
/// which spreads neighbors just as well when all is dense, without searching.
const DEALT_FROM: usize = 1_000;

/// One event on a row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Mark {
    pub id: EventId,
    /// First day.
    pub start: i32,
    /// The day after the last.
    pub end: i32,
    /// Place in the order of importance, 0 is first.
    pub rank: u32,
}

/// A row's events by time, with an index.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Track {
    /// In order of start.
    pub marks: Vec<Mark>,
    /// The latest end of all marks up to this one.
    reach: Vec<i32>,
    /// A tree over the marks: node `i` holds the index of the most important mark below it; leaves start at `leaves`.
    best: Vec<u32>,
    leaves: usize,
}

const NOBODY: u32 = u32::MAX;

impl Track {
    fn new(mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|mark| (mark.start, mark.end, mark.rank));
        let mut latest = i32::MIN;
        let reach = marks
            .iter()
            .map(|mark| {
                latest = latest.max(mark.end);
                latest
            })
            .collect();
        let leaves = marks.len().next_power_of_two().max(1);
        let mut track = Self { reach, best: vec![NOBODY; 2 * leaves], leaves, marks };
        for i in 0..track.marks.len() {
            track.best[leaves + i] = i as u32;
        }
        for node in (1..leaves).rev() {
            track.best[node] = track.better(track.best[2 * node], track.best[2 * node + 1]);
        }
        track
    }

    fn rank(&self, index: u32) -> u32 {
        self.marks.get(index as usize).map_or(NOBODY, |mark| mark.rank)
    }

    fn better(&self, a: u32, b: u32) -> u32 {
        if self.rank(b) < self.rank(a) { b } else { a }
    }

    /// Index of the most important mark in `from..to`.
    fn best_in(&self, from: usize, to: usize) -> Option<usize> {
        let (mut a, mut b) = (from + self.leaves, to + self.leaves);
        let mut best = NOBODY;
        while a < b {
            if a % 2 == 1 {
                best = self.better(best, self.best[a]);
                a += 1;
            }
            if b % 2 == 1 {
                b -= 1;
                best = self.better(best, self.best[b]);
            }
            a /= 2;
            b /= 2;
        }
        (best != NOBODY).then_some(best as usize)
    }

    /// Indices of all marks that may touch the range; some of the first may end before it.
    pub fn touching(&self, range: Range) -> std::ops::Range<usize> {
        let first = self.reach.partition_point(|end| f64::from(*end) <= range.start);
        let last = self.marks.partition_point(|mark| f64::from(mark.start) < range.end);
        first..last.max(first)
    }

    /// Whether an event that begins on a day stands here.
    pub fn holds(&self, id: EventId, start: i32) -> bool {
        let first = self.beginning(f64::from(start));
        let same = self.marks.get(first..).unwrap_or_default().iter().take_while(|mark| mark.start == start);
        same.into_iter().any(|mark| mark.id == id)
    }

    /// Index of the first mark that begins at or after a day.
    pub fn beginning(&self, day: f64) -> usize {
        self.marks.partition_point(|mark| f64::from(mark.start) < day)
    }

    /// The marks that could be drawn on a scale: all of them, or where they are dense, the most important of each
    /// `column` points. Most important first.
    pub fn candidates(&self, scale: &Scale, column: f64) -> Vec<usize> {
        let range = scale.range();
        let touching = self.touching(range);
        let columns = ((scale.right() - scale.left()) / column).ceil().max(1.0);
        let mut found: Vec<usize> = if (touching.len() as f64) <= 2.0 * columns {
            touching.collect()
        } else {
            let inside = self.beginning(range.start).clamp(touching.start, touching.end);
            let mut found: Vec<usize> = self.best_in(touching.start, inside).into_iter().collect();
            let mut from = inside;
            for n in 1..=columns as usize {
                let to = self.beginning(scale.day_from_x(scale.left() + n as f64 * column)).min(touching.end);
                if to > from {
                    found.extend(self.best_in(from, to));
                    from = to;
                }
            }
            found
        };
        found.retain(|i| self.marks.get(*i).is_some_and(|mark| f64::from(mark.end) > range.start));
        found.sort_by_key(|i| self.rank(*i as u32));
        found
    }
}

/// A row while it is dealt: its taken stretches, last day by first day, and its marks.
pub(super) type Open = (BTreeMap<i32, i32>, Vec<Mark>);

/// Deals the most important marks to rows and opens as many as they ask for, at most `cap`; see the preface.
pub(super) fn open(marks: &[Mark], cap: usize, comfort: f64) -> Vec<Open> {
    let mut rows: Vec<Open> = Vec::new();
    for mark in marks.iter().take(DEALT_FROM) {
        let distance = |taken: &BTreeMap<i32, i32>| {
            let before = taken.range(..=mark.start).next_back().map(|(_, end)| mark.start - end);
            let after = taken.range(mark.start..).next().map(|(start, _)| start - mark.end);
            f64::from(before.unwrap_or(i32::MAX).min(after.unwrap_or(i32::MAX)))
        };
        let mut best = None;
        for (n, (taken, _)) in rows.iter().enumerate() {
            let far = distance(taken);
            if far >= comfort {
                best = Some((far, n));
                break;
            }
            if best.is_none_or(|(most, _)| far > most) {
                best = Some((far, n));
            }
        }
        let n = match best {
            Some((far, n)) if far >= comfort || rows.len() >= cap.max(1) => n,
            _ => {
                rows.push(Default::default());
                rows.len() - 1
            }
        };
        if let Some((taken, on_row)) = rows.get_mut(n) {
            let end = taken.entry(mark.start).or_insert(mark.end);
            *end = (*end).max(mark.end);
            on_row.push(*mark);
        }
    }
    rows
}

/// Deals all marks, most important first, to rows.
pub(super) fn deal(marks: &[Mark], cap: usize, comfort: f64) -> Vec<Track> {
    let mut rows = open(marks, cap, comfort);
    let mut in_time: Vec<Mark> = marks.iter().skip(DEALT_FROM).copied().collect();
    in_time.sort_by_key(|mark| (mark.start, mark.end, mark.rank));
    let count = rows.len();
    for (n, mark) in in_time.into_iter().enumerate() {
        if let Some((_, on_row)) = rows.get_mut(n % count.max(1)) {
            on_row.push(mark);
        }
    }
    rows.into_iter().map(|(_, marks)| Track::new(marks)).collect()
}
