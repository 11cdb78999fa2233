//! Who stands in which lane and on which row, settled once for a set of events.
//!
//! What moves while one zooms is only x. So everything vertical is decided beforehand, from the data and the height of
//! the drawing and never from the range on the screen or from the width of labels:
//!
//! 1. **Lanes.** None, one a source, or one an entity: the busiest eight, and *Others*. An event of two entities stands
//!    in both.
//! 2. **Rows.** Years and coarser get rows of their own at the top of a lane, side by side without overlap. Everything
//!    else goes, most important first, to the first row on which its nearest neighbor in time is comfortably far, and
//!    if there is none and no row may be opened, to the row on which it is farthest. So each row carries important events
//!    that are far apart, which is what gives their labels room, at every zoom.
//! 3. **Tracks.** A row is an index: sorted by time, with a tree that finds the most important event of any stretch. A
//!    frame then asks for a few hundred events, however many there are.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::calendar::{Day, Granularity, When};
use crate::event::{Event, EventId};
use crate::timeline::Timeline;

use super::theme::Theme;
use super::{Color, Range, Scale};

/// What a lane stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum LaneMode {
    /// One lane with everything.
    #[default]
    None,
    /// One an outlet.
    Source,
    /// One a person, place or thing that takes part.
    Entity,
}

/// The most lanes with a name of their own; a ninth hue could not be told from the eight.
pub const MOST_LANES: usize = 8;

/// The name of the lane for what has no lane of its own.
pub const OTHERS: &str = "Others";

/// Neighbors on a row are comfortable when they are this share of the whole range apart: about a label's width on a
/// common screen. Smaller and labels of important events collide at full range, larger and lanes become tall and empty.
const COMFORT: f64 = 0.2;

/// The most rows of one lane, however tall the drawing.
const MOST_ROWS: usize = 40;

/// So many rows a lane always gets if its events ask for them: on one row every second label would find no room.
const LEAST_ROWS: usize = 2;

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

/// One lane.
#[derive(Clone, PartialEq, Debug)]
pub struct Lane {
    /// What it stands for; empty if there is only one.
    pub name: String,
    /// Index into the theme's lane colors; `None` is for *Others*.
    pub hue: Option<usize>,
    /// How many events stand in it.
    pub events: usize,
    /// Top, in points from the top of the first lane.
    pub top: f32,
    /// In points.
    pub height: f32,
    /// Years and coarser.
    pub(super) brackets: Vec<Track>,
    /// The rest.
    pub(super) rows: Vec<Track>,
    /// Whether it has a line for counts below.
    pub(super) tray: bool,
}

impl Lane {
    /// The color of its marks.
    pub fn color(&self, theme: &Theme) -> Color {
        self.hue.map_or(theme.colors.others, |hue| theme.lane(hue))
    }
}

/// Lanes and rows of a set of events, ready for any number of frames.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Arrangement {
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// What the lanes stand for.
    pub mode: LaneMode,
    /// Height of all lanes together, in points.
    pub height: f32,
    /// Events in it, each once.
    pub events: usize,
    /// Place in the order of importance by event index, 0 is first; `u32::MAX` if it is not among the events.
    pub(super) ranks: Vec<u32>,
    /// All starts, in order, for the density; day numbers.
    pub(super) starts: Vec<i32>,
    full: Option<Range>,
    main: Option<Range>,
}

/// Whether an event is drawn as a bracket: it is told to the year or coarser.
pub(super) fn is_bracket(when: When) -> bool {
    when.granularity >= Granularity::Year
}

/// The lanes an event belongs to, by name, each once.
fn names(timeline: &Timeline, event: &Event, mode: LaneMode) -> Vec<String> {
    let mut names = match mode {
        LaneMode::None => return vec![String::new()],
        LaneMode::Entity => event.entities.clone(),
        LaneMode::Source => event
            .mentions
            .iter()
            .filter_map(|id| timeline.mentions.get(id.index()))
            .filter_map(|mention| timeline.sources.get(mention.article.index()))
            .map(|source| source.outlet.clone())
            .collect(),
    };
    names.sort();
    names.dedup();
    names
}

impl Arrangement {
    /// Arranges these events of a timeline for lanes that are together `height` points tall; they get taller only if
    /// the fewest rows do not fit.
    pub fn new(timeline: &Timeline, events: &[EventId], mode: LaneMode, height: f32, theme: &Theme) -> Self {
        Self::with_lanes(timeline, events, mode, MOST_LANES, height, theme)
    }

    /// The same with at most so many lanes of their own name.
    pub fn with_lanes(
        timeline: &Timeline,
        events: &[EventId],
        mode: LaneMode,
        most_lanes: usize,
        height: f32,
        theme: &Theme,
    ) -> Self {
        let most_lanes = most_lanes.clamp(1, MOST_LANES);
        let mut ids: Vec<EventId> = events.iter().copied().filter(|id| id.index() < timeline.events.len()).collect();
        ids.sort_unstable();
        ids.dedup();

        let mut by_rank = ids.clone();
        by_rank.sort_by(|a, b| {
            let (a_event, b_event) = (timeline.event(*a), timeline.event(*b));
            b_event.importance.total_cmp(&a_event.importance).then(a.cmp(b))
        });
        let mut ranks = vec![u32::MAX; timeline.events.len()];
        for (rank, id) in by_rank.iter().enumerate() {
            ranks[id.index()] = rank as u32;
        }

        let marks: Vec<(Mark, When)> = by_rank
            .iter()
            .map(|id| {
                let when = timeline.event(*id).when;
                let days = when.interval();
                let mark =
                    Mark { id: *id, start: days.start.number(), end: days.end.number() + 1, rank: ranks[id.index()] };
                (mark, when)
            })
            .collect();
        let (full, main) = ranges(&marks);

        let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut homeless = Vec::new();
        for (n, (mark, _)) in marks.iter().enumerate() {
            let names = names(timeline, timeline.event(mark.id), mode);
            if names.is_empty() {
                homeless.push(n);
            }
            for name in names {
                members.entry(name).or_default().push(n);
            }
        }
        let mut order: Vec<(String, Vec<usize>)> = members.into_iter().collect();
        order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
        if order.len() > most_lanes {
            let mut rest: FxHashMap<usize, ()> = homeless.iter().map(|n| (*n, ())).collect();
            let housed: FxHashMap<usize, ()> =
                order.iter().take(most_lanes).flat_map(|(_, members)| members.iter().map(|n| (*n, ()))).collect();
            for (_, members) in order.drain(most_lanes..) {
                rest.extend(members.into_iter().filter(|n| !housed.contains_key(n)).map(|n| (n, ())));
            }
            homeless = rest.into_keys().collect();
            homeless.sort_unstable();
        }
        let mut groups: Vec<(String, Option<usize>, Vec<usize>)> =
            order.into_iter().enumerate().map(|(hue, (name, members))| (name, Some(hue), members)).collect();
        if !homeless.is_empty() {
            groups.push((OTHERS.to_owned(), None, homeless));
        }

        let comfort = main.or(full).map_or(1.0, |range| range.days() * COMFORT);
        let split: Vec<(Vec<Mark>, Vec<Mark>)> = groups
            .iter()
            .map(|(_, _, members)| {
                let members = members.iter().filter_map(|n| marks.get(*n));
                let (long, short): (Vec<_>, Vec<_>) = members.partition(|(_, when)| is_bracket(*when));
                let only = |marks: Vec<&(Mark, When)>| marks.into_iter().map(|(mark, _)| *mark).collect();
                (only(long), only(short))
            })
            .collect();
        // A lane opens one row after another as its events ask for them, and a cap only ends that early. So how many rows
        // it would open says for every cap how tall it is, and the events are dealt once more at most.
        let asked: Vec<(usize, usize)> = split
            .iter()
            .map(|(long, short)| (open(long, MOST_ROWS, 0.0).len(), open(short, MOST_ROWS, comfort).len()))
            .collect();
        // Brackets are context: they may take a third of a lane.
        let few = |short: usize, cap: usize| if short == 0 { cap } else { cap.div_ceil(3) };
        let rows = |cap: usize, (long, short): (usize, usize)| (long.min(few(short, cap)), short.min(cap));
        let sizes = &theme.sizes;
        let shape = |cap: usize, n: usize| -> (f32, bool) {
            let (long, short) = rows(cap, asked.get(n).copied().unwrap_or_default());
            let members = split.get(n).map_or(0, |(long, short)| long.len() + short.len());
            let tray = members > 1;
            let height = (long + short).max(1) as f32 * sizes.row + 2.0 * sizes.lane_pad;
            (if tray { height + sizes.tray } else { height }, tray)
        };
        let total = |cap: usize| (0..split.len()).map(|n| shape(cap, n).0).sum::<f32>();
        let cap = (LEAST_ROWS..=MOST_ROWS).rev().find(|cap| total(*cap) <= height).unwrap_or(LEAST_ROWS);

        let mut top = 0.0;
        let lanes: Vec<Lane> = groups
            .into_iter()
            .zip(&split)
            .enumerate()
            .map(|(n, ((name, hue, members), (long, short)))| {
                let (height, tray) = shape(cap, n);
                let brackets = deal(long, few(asked.get(n).map_or(0, |(_, short)| *short), cap), 0.0);
                let rows = deal(short, cap, comfort);
                let lane = Lane { name, hue, events: members.len(), top, height, brackets, rows, tray };
                top += height;
                lane
            })
            .collect();
        let mut starts: Vec<i32> = marks.iter().map(|(mark, _)| mark.start).collect();
        starts.sort_unstable();
        Self { lanes, mode, height: top, events: ids.len(), ranks, starts, full, main }
    }

    /// From the first to the last day of any event; `None` without events.
    pub fn full(&self) -> Option<Range> {
        self.full
    }

    /// The same without decades, centuries and a few dates far away from all others: what to show first.
    pub fn main(&self) -> Option<Range> {
        self.main.or(self.full)
    }

    /// The lanes that an event stands in, top first; `start` is its first day.
    pub fn lanes_of(&self, id: EventId, start: Day) -> impl Iterator<Item = &Lane> {
        let start = start.number();
        self.lanes.iter().filter(move |lane| {
            lane.brackets.iter().chain(&lane.rows).any(|track| {
                let first = track.beginning(f64::from(start));
                let same = track.marks.get(first..).unwrap_or_default().iter().take_while(|mark| mark.start == start);
                same.into_iter().any(|mark| mark.id == id)
            })
        })
    }

    /// Place in the order of importance among these events, 0 is first.
    pub fn rank(&self, id: EventId) -> Option<u32> {
        self.ranks.get(id.index()).copied().filter(|rank| *rank != u32::MAX)
    }
}

/// The full range, and the range without what would distort it.
fn ranges(marks: &[(Mark, When)]) -> (Option<Range>, Option<Range>) {
    let range = |mark: &Mark| Range::new(f64::from(mark.start), f64::from(mark.end));
    let full = marks.iter().map(|(mark, _)| range(mark)).reduce(Range::hull);
    let mut fine: Vec<Range> =
        marks.iter().filter(|(_, when)| when.granularity <= Granularity::Year).map(|(mark, _)| range(mark)).collect();
    fine.sort_by(|a, b| a.start.total_cmp(&b.start));
    // At most this many dates may be far away and still be left out: one in fifty, but one at least.
    let few = (fine.len() / 50).max(1);
    let hull = |ranges: &[Range]| ranges.iter().copied().reduce(Range::hull);
    let mut kept = &fine[..];
    if fine.len() > 4 {
        for cut in 1..=few {
            let (Some(early), Some(late)) = (hull(&fine[..cut]), hull(&fine[cut..])) else { break };
            // Far: the gap is longer than three times all the rest.
            if late.start - early.end > 3.0 * late.days() {
                kept = &fine[cut..];
            }
        }
        for cut in 1..=few.min(kept.len().saturating_sub(2)) {
            let at = kept.len() - cut;
            let (Some(early), Some(late)) = (hull(&kept[..at]), hull(&kept[at..])) else { break };
            if late.start - early.end > 3.0 * early.days() {
                kept = &kept[..at];
                break;
            }
        }
    }
    (full, hull(kept))
}

/// A row while it is dealt: its taken stretches, last day by first day, and its marks.
type Open = (BTreeMap<i32, i32>, Vec<Mark>);

/// Deals the most important marks to rows and opens as many as they ask for, at most `cap`; see the preface.
fn open(marks: &[Mark], cap: usize, comfort: f64) -> Vec<Open> {
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
fn deal(marks: &[Mark], cap: usize, comfort: f64) -> Vec<Track> {
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
