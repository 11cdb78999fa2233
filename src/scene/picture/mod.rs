//! The printable page around a timeline: title, range, drawing, legend, numbered citations, and what was left out.
//!
//! ```text
//! ┌──────────────────────────────────────────────┐
//! │ Title                                        │
//! │ Feb 2021 – Nov 2023 · 31 events · 14 articles│
//! │ ┌ the scene of the whole range, empty years ┐│
//! │ │ folded                                    ││
//! │ └───────────────────────────────────────────┘│
//! │ ● day ▬ week to quarter ⎴ year …             │
//! │ 1 date, outlets        2 …         3 …       │
//! │   “quote”                                    │
//! │ 3 events left out: …              day of save│
//! └──────────────────────────────────────────────┘
//! ```
//!
//! A number beside a label leads to the citation with that number. Citations that find no room on the page go on to
//! further pages, for the formats that have pages.

mod citation;
mod days;
mod fold;
mod key;
mod page;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::event::EventId;
use crate::timeline::Timeline;

use super::lane::{Arrangement, LaneMode, MOST_LANES};
use super::layout::{layout, reports};
use super::report::Reports;
use super::scale::Fold;
use super::theme::Theme;
use super::view::View;
use super::words::counted;
use super::{Item, Point, Range, Rect, Scene, Shape, Target};
use citation::CITATION;
pub use fold::whole;
pub use page::Page;
use sheet::{Sheet, blank};

/// What the page says and shows.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// In large letters.
    pub title: &'a str,
    /// The events to draw.
    pub events: &'a [EventId],
    /// Size of the page.
    pub page: Page,
    /// What lanes stand for.
    pub lanes: LaneMode,
    /// Whether it is drawn by when things were reported, too; lanes then say whose colors the marks have.
    pub reports: bool,
    /// The days of writing that are drawn then, as in [`View::told`].
    pub told: Option<Range>,
    /// Whether citations are numbered and printed.
    pub citations: bool,
    /// Whether there is but one page, so that what finds no room on it is cited nowhere.
    pub one_page: bool,
    /// Events that the analyst marked, as in [`View::starred`].
    pub starred: Option<&'a BTreeSet<EventId>>,
    /// What is shown of time; the whole if `None`.
    pub range: Option<Range>,
    /// How many events were left out and why; empty if none were.
    pub left_out: &'a str,
    /// The day of saving, for the foot of the page.
    pub saved: Option<Day>,
}

/// Type on paper: the citations are the smallest that still print well.
const FINE: f32 = 10.0;
/// Least width of a column of citations: about 60 letters.
const COLUMN: f32 = 300.0;
const COLUMN_GAP: f32 = 28.0;
/// How much rows may open up on a large page.
const MOST_AIRY: f32 = 1.5;

/// Draws the page, and as many more as the citations need.
pub fn pages(timeline: &Timeline, order: &Order<'_>, theme: &Theme) -> Vec<Scene> {
    let page = order.page;
    let margin = (page.width * 0.025 / 4.0).round().clamp(4.0, 12.0) * 4.0;
    let inner = Rect { x: margin, y: margin, width: page.width - 2.0 * margin, height: page.height - 2.0 * margin };
    let head = 52.0;
    let foot = 24.0;
    let key = 30.0;
    let columns = (((inner.width + COLUMN_GAP) / (COLUMN + COLUMN_GAP)).floor() as usize).max(1);

    // What lies outside the time shown takes no row and is not counted; the foot says how much it is.
    let within = |id: &EventId| match (order.range, timeline.events.get(id.index())) {
        (Some(range), Some(event)) => Range::of(event.when.interval()).overlaps(range),
        (None, event) => event.is_some(),
        (_, None) => false,
    };
    let events: Vec<EventId> = order.events.iter().copied().filter(within).collect();

    let body = inner.height - head - foot - key;
    let height_of = |labels: usize| labels.div_ceil(columns) as f32 * CITATION;
    let most = body * if order.lanes == LaneMode::None { 0.3 } else { 0.22 };
    let arranged = |citations: f32, theme: &Theme| {
        let room = (body - citations).max(theme.sizes.axis + theme.sizes.row) - theme.sizes.axis;
        if order.reports {
            return Arrangement::new(timeline, &events, order.lanes, room, theme);
        }
        // A page does not scroll: the less busy lanes join the others until all fit.
        let mut arrangement = Arrangement::default();
        for most in (1..=MOST_LANES).rev() {
            arrangement = Arrangement::with_lanes(timeline, &events, order.lanes, most, room, theme);
            if arrangement.height <= room {
                break;
            }
        }
        arrangement
    };
    let told = order.reports.then(|| Reports::new(timeline, &events, order.lanes));
    let draw = |arrangement: &Arrangement, view: &View<'_>, theme: &Theme| match &told {
        Some(told) => reports(timeline, told, arrangement, &View { told: order.told, ..*view }, theme),
        None => layout(timeline, arrangement, view, theme),
    };
    // Lanes ask for as much as they need; by when it was reported all the room is used.
    let tall = |arrangement: &Arrangement, theme: &Theme| match &told {
        Some(_) => (body - most).max(theme.sizes.axis + theme.sizes.row),
        None => arrangement.height + theme.sizes.axis,
    };
    let labels = |arrangement: &Arrangement, theme: &Theme| {
        let (range, folds) = time_of(timeline, order, arrangement);
        let nobody = BTreeMap::new();
        let mut view = View::new(range, inner.width, tall(arrangement, theme));
        view.folds = &folds;
        view.starred = order.starred;
        view.numbers = order.citations.then_some(&nobody);
        labeled(&draw(arrangement, &view, theme))
    };
    // The citations get what they need, but at most a part of the page; the drawing gets the rest. How many there are
    // shows the drawing itself.
    let wanted = |labels: usize| if order.citations { height_of(labels).min(most) } else { 0.0 };
    let mut citations = wanted(events.len());
    let mut arrangement = arranged(citations, theme);
    let needed = wanted(labels(&arrangement, theme).len() + columns);
    if needed < citations {
        citations = needed;
        arrangement = arranged(citations, theme);
    }
    // Few events on a large page: rows open up a little, and the rest stays white.
    let found = if order.citations { height_of(labels(&arrangement, theme).len()) } else { 0.0 };
    let room = (body - citations).max(theme.sizes.axis + theme.sizes.row);
    let airy = (body - found.max(citations) - theme.sizes.axis) / arrangement.height.max(1.0);
    let mut roomy = theme.clone();
    roomy.sizes.row = (theme.sizes.row * airy.clamp(1.0, MOST_AIRY)).floor();
    roomy.sizes.lane_pad = (theme.sizes.lane_pad * airy.clamp(1.0, MOST_AIRY)).floor();
    let theme = &roomy;
    if airy > 1.0 && told.is_none() {
        let most = arrangement.lanes.iter().filter(|lane| lane.hue.is_some()).count();
        let room = room - theme.sizes.axis;
        arrangement = Arrangement::with_lanes(timeline, &events, order.lanes, most, room, theme);
    }
    let needed = arrangement.height + theme.sizes.axis;
    let height = if arrangement.events == 0 || told.is_some() { room } else { needed.min(room) };

    let (range, folds) = time_of(timeline, order, &arrangement);
    let mut view = View::new(range, inner.width, height);
    view.folds = &folds;
    view.starred = order.starred;
    let rest = inner.height - head - height - key - foot;
    let rows = (rest / CITATION).floor().max(0.0) as usize;
    let mut numbers = BTreeMap::new();
    if order.citations {
        let mut cited: Vec<EventId> = labels(&arrangement, theme).into_iter().collect();
        if order.one_page {
            // A number that leads nowhere is worse than none: the most important ones get what room there is.
            let importance = |id: &EventId| timeline.events.get(id.index()).map_or(0.0, |event| event.importance);
            cited.sort_by(|a, b| importance(b).total_cmp(&importance(a)).then(a.cmp(b)));
            cited.truncate(rows * columns);
            cited.sort_unstable();
        }
        numbers = cited.into_iter().zip(1..).collect();
        view.numbers = Some(&numbers);
    }
    let drawing = draw(&arrangement, &view, theme);
    let labeled = labeled(&drawing).len();
    let cited = numbers.len();

    let mut sheet = Sheet { scene: blank(page, theme), theme, timeline };
    sheet.head(order, &events, inner, range);
    let origin = Point { x: inner.x, y: inner.y + head };
    sheet.place(drawing, origin);
    let y = origin.y + height;
    let names = if told.is_some() { &arrangement.lanes[..] } else { &[] };
    sheet.key(&events, names, inner, y + key / 2.0);
    let mut left_over: Vec<(EventId, u32)> = numbers.into_iter().collect();
    let after = sheet.citations(&left_over, inner, y + key + 4.0, columns, rows);
    left_over.drain(..after);
    let mut notes = Vec::new();
    if labeled < arrangement.events {
        notes.push(format!("{labeled} of {} labeled", counted(arrangement.events, "event")));
    }
    if order.citations && order.one_page && cited < labeled {
        notes.push(format!("{cited} of them cited"));
    }
    if !left_over.is_empty() {
        notes.push(format!("citations from number {} stand on the next pages of the PDF", after + 1));
    }
    if !order.left_out.is_empty() {
        notes.push(order.left_out.to_owned());
    }
    sheet.foot(&notes.join(" · "), order.saved, inner);

    let mut pages = vec![sheet.scene];
    let rows = ((inner.height - head - foot) / CITATION).floor().max(1.0) as usize;
    while !left_over.is_empty() {
        let mut sheet = Sheet { scene: blank(page, theme), theme, timeline };
        sheet.head(order, &events, inner, range);
        let done = sheet.citations(&left_over, inner, inner.y + head, columns, rows);
        sheet.foot("", order.saved, inner);
        pages.push(sheet.scene);
        left_over.drain(..done.max(1));
    }
    pages
}

/// The days that the page shows, and what of them is folded.
fn time_of(timeline: &Timeline, order: &Order<'_>, arrangement: &Arrangement) -> (Range, Vec<Fold>) {
    match order.range {
        Some(range) => (range, Vec::new()),
        None => whole(timeline, arrangement),
    }
}

/// Events whose label is on a scene, in order of time.
fn labeled(scene: &Scene) -> BTreeSet<EventId> {
    let text = |item: &Item| matches!(item.shape, Shape::Text(_));
    let event = |item: &Item| match item.target {
        Target::Event(id) => Some(id),
        _ => None,
    };
    scene.items.iter().filter(|item| text(item)).filter_map(event).collect()
}

#[cfg(test)]
mod tests;
