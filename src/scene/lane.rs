//! Who stands in which lane and on which row, settled once for a set of events.
//!
//! What moves while one zooms is only x. So everything vertical is decided beforehand, from the data and the height of
//! the drawing and never from the range on the screen or from the width of labels:
//!
//! 1. **Lanes.** None, one a source, or one an entity: the busiest eight, and *Others*. An event of two entities stands
//!    in both.
//!    The color of a name, and its order among the lanes, come from its place among all names of the timeline, not among
//!    those shown, so both stay when a filter or a saved picture shows fewer. When the articles are read again, names
//!    that were known before keep their places, and new ones follow after them.
//! 2. **Rows.** Years and coarser get rows of their own at the top of a lane, side by side without overlap. Everything
//!    else goes, most important first, to the first row on which its nearest neighbor in time is comfortably far, and
//!    if there is none and no row may be opened, to the row on which it is farthest. So each row carries important events
//!    that are far apart, which is what gives their labels room, at every zoom.
//! 3. **Tracks.** A row is an index: sorted by time, with a tree that finds the most important event of any stretch. A
//!    frame then asks for a few hundred events, however many there are. See `track`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::calendar::{Day, Granularity, When};
use crate::event::{Event, EventId};
use crate::timeline::Timeline;

use super::theme::Theme;
use super::track::{Mark, Track, deal, open};
use super::{Color, Range};

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

/// One lane.
#[derive(Clone, PartialEq, Debug)]
pub struct Lane {
    /// What it stands for; empty if there is only one.
    pub name: String,
    /// Place of its name among all of the timeline, from which it has its color; `None` is for *Others*.
    pub hue: Option<usize>,
    /// How many events stand in it.
    pub events: usize,
    /// How many articles tell them: one long chronicle can fill a lane by itself.
    pub articles: usize,
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
fn names<'t>(timeline: &'t Timeline, event: &'t Event, mode: LaneMode) -> Vec<&'t str> {
    let mut names: Vec<&str> = match mode {
        LaneMode::None => return vec![""],
        LaneMode::Entity => event.entities.iter().map(String::as_str).collect(),
        LaneMode::Source => event
            .mentions
            .iter()
            .filter_map(|id| timeline.mentions.get(id.index()))
            .filter_map(|mention| timeline.sources.get(mention.article.index()))
            .map(|source| source.outlet.as_str())
            .collect(),
    };
    names.sort_unstable();
    names.dedup();
    names
}

/// How many articles tell these events.
fn articles<'t>(timeline: &Timeline, events: impl Iterator<Item = &'t Event>) -> usize {
    let mentions = events.flat_map(|event| &event.mentions);
    let mut all: Vec<_> = mentions.filter_map(|id| Some(timeline.mentions.get(id.index())?.article)).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// Names with what stands at each, the busiest first; of equally busy ones in the order of the alphabet.
fn by_business<T>(members: BTreeMap<&str, T>, count: impl Fn(&T) -> usize) -> Vec<(&str, T)> {
    let mut order: Vec<_> = members.into_iter().collect();
    // The sort is stable, and a tree gives its names in order.
    order.sort_by_key(|(_, here)| std::cmp::Reverse(count(here)));
    order
}

/// The place of each name among all events of a timeline: those known before in their order, then the busiest first. What
/// its color is taken from.
#[derive(Default)]
pub(super) struct Places<'t>(FxHashMap<&'t str, usize>);

/// The names of a timeline that were known before.
fn known(timeline: &Timeline, mode: LaneMode) -> &[String] {
    match mode {
        LaneMode::None => &[],
        LaneMode::Source => &timeline.known.sources,
        LaneMode::Entity => &timeline.known.entities,
    }
}

impl<'t> Places<'t> {
    /// Counts once over all events.
    pub fn of(timeline: &'t Timeline, mode: LaneMode) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for event in &timeline.events {
            for name in names(timeline, event, mode) {
                *counts.entry(name).or_default() += 1;
            }
        }
        let known = known(timeline, mode);
        let mut at: FxHashMap<&str, usize> = known.iter().map(String::as_str).zip(0..).collect();
        // Who was given another name stays where she was known by her own.
        for group in timeline.called.groups().filter(|_| mode == LaneMode::Entity) {
            if let Some((shown, written)) = group.split_first()
                && let Some(place) = written.iter().filter_map(|name| at.get(name).copied()).min()
            {
                // Somebody busy who is called as somebody rare was does not lose her lane for it.
                let known = at.entry(shown).or_insert(place);
                if *known >= MOST_LANES {
                    *known = place.min(*known);
                }
            }
        }
        let mut next = known.len();
        let mut new = || {
            next += 1;
            next - 1
        };
        let order = by_business(counts, |n| *n).into_iter();
        Self(order.map(|(name, _)| (name, at.get(name).copied().unwrap_or_else(&mut new))).collect())
    }

    /// Whether the places are those that counting the events at hand would give.
    fn are_counted(timeline: &Timeline, mode: LaneMode) -> bool {
        known(timeline, mode).is_empty()
    }

    /// The place of a name.
    pub fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }
}

/// The names of a timeline in the order of their places, with those known before that are gone: what is to be known when
/// the articles are read again.
pub fn known_names(timeline: &Timeline, mode: LaneMode) -> Vec<String> {
    let mut names = known(timeline, mode).to_vec();
    let first = names.len();
    let mut new: Vec<(usize, &str)> =
        Places::of(timeline, mode).0.into_iter().filter(|(_, place)| *place >= first).map(|(n, p)| (p, n)).collect();
    new.sort_unstable();
    names.extend(new.into_iter().map(|(_, name)| name.to_owned()));
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

        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
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
        let mut order = by_business(members, Vec::len);
        // Where all events are shown their order is that of the colors, and nothing need be counted twice.
        let all = ids.len() == timeline.events.len() && Places::are_counted(timeline, mode);
        let places = if all { Places::default() } else { Places::of(timeline, mode) };
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
        let mut groups: Vec<(String, Option<usize>, Vec<usize>)> = order
            .into_iter()
            .enumerate()
            .map(|(n, (name, members))| (name.to_owned(), Some(places.get(name).unwrap_or(n)), members))
            .collect();
        // The busiest have lanes, in the order that they have wherever they are shown.
        groups.sort_by_key(|(_, place, _)| *place);
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
                let events = members.iter().filter_map(|n| marks.get(*n)).map(|(mark, _)| timeline.event(mark.id));
                let articles = articles(timeline, events);
                let brackets = deal(long, few(asked.get(n).map_or(0, |(_, short)| *short), cap), 0.0);
                let rows = deal(short, cap, comfort);
                let lane = Lane { name, hue, events: members.len(), articles, top, height, brackets, rows, tray };
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

    /// Where an event stands, top first: the lane, and the top of its row in points from the top of the first lane.
    pub fn places_of(&self, id: EventId, start: Day, theme: &Theme) -> impl Iterator<Item = (&Lane, f32)> {
        let (start, sizes) = (start.number(), &theme.sizes);
        let (pad, row) = (sizes.lane_pad, sizes.row);
        self.lanes.iter().flat_map(move |lane| {
            let tracks = lane.brackets.iter().chain(&lane.rows).enumerate();
            let here = tracks.filter(move |(_, track)| track.holds(id, start));
            here.map(move |(n, _)| (lane, lane.top + pad + n as f32 * row))
        })
    }

    /// The event nearest in time to another, in the nearest lane below (`step` 1) or above (−1) that holds any but that one.
    /// `from` names the lane to start from, where the event stands in several; else it is its first.
    pub fn beside(&self, from: Option<&str>, id: EventId, step: isize) -> Option<(&Lane, EventId)> {
        let find = |lane: &Lane| {
            let mut marks = lane.brackets.iter().chain(&lane.rows).flat_map(|track| &track.marks);
            marks.find(|mark| mark.id == id).copied()
        };
        let named = self.lanes.iter().position(|lane| Some(lane.name.as_str()) == from && find(lane).is_some());
        let here = named.or_else(|| self.lanes.iter().position(|lane| find(lane).is_some()))?;
        let at = self.lanes.get(here).and_then(find)?;
        let middle = |mark: &Mark| i64::from(mark.start) + i64::from(mark.end);
        let far = |mark: &&Mark| ((middle(mark) - middle(&at)).abs(), mark.rank);
        let mut next = here.checked_add_signed(step)?;
        while let Some(lane) = self.lanes.get(next) {
            let marks = lane.brackets.iter().chain(&lane.rows).flat_map(|track| &track.marks);
            if let Some(mark) = marks.filter(|mark| mark.id != id).min_by_key(far) {
                return Some((lane, mark.id));
            }
            next = next.checked_add_signed(step)?;
        }
        None
    }

    /// Place in the order of importance among these events, 0 is first.
    pub fn rank(&self, id: EventId) -> Option<u32> {
        self.ranks.get(id.index()).copied().filter(|rank| *rank != u32::MAX)
    }
}

/// One date in so many may be far away from all others and still be left out of the first view; one date at least.
const FEW: usize = 50;

/// They are left out only if what remains is so many times shorter. Less, and the beginning of a story is lost for a little
/// room; more, and a folder of 700 articles about one year, in which sixty dates are strewn over fifteen centuries, is drawn
/// as one line.
const FAR: f64 = 4.0;

/// The full range, and the range without what would distort it.
fn ranges(marks: &[(Mark, When)]) -> (Option<Range>, Option<Range>) {
    let range = |mark: &Mark| Range::new(f64::from(mark.start), f64::from(mark.end));
    let full = marks.iter().map(|(mark, _)| range(mark)).reduce(Range::hull);
    let fine = marks.iter().filter(|(_, when)| when.granularity <= Granularity::Year).map(|(mark, _)| range(mark));
    let (mut starts, mut ends): (Vec<f64>, Vec<f64>) = fine.map(|range| (range.start, range.end)).unzip();
    starts.sort_by(f64::total_cmp);
    ends.sort_by(f64::total_cmp);
    // So many at the front and the rest of the few at the back.
    let few = if starts.len() > 4 { (starts.len() / FEW).max(1) } else { 0 };
    let last = ends.len().checked_sub(few + 1);
    let without = |n: usize| Some(Range::new(*starts.get(n)?, *ends.get(last? + n)?));
    let shortest = (0..=few).filter_map(without).min_by(|a, b| a.days().total_cmp(&b.days()));
    let all = starts.first().zip(ends.last()).map(|(start, end)| Range::new(*start, *end));
    let gains = |range: &Range| all.is_some_and(|all| range.days() * FAR < all.days());
    (full, shortest.filter(gains).or(all))
}
