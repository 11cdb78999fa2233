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

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use crate::calendar::Day;
use crate::event::{Event, EventId};
use crate::timeline::Timeline;

use super::lane::{Arrangement, LaneMode, MOST_LANES};
use super::layout::{layout, reports};
use super::report::Reports;
use super::scale::Fold;
use super::theme::Theme;
use super::view::View;
use super::words::{counted, short_date};
use super::{Align, Color, Family, Hit, Item, Point, Range, Rect, Scene, Shape, Target, Text, Weight, font};
use citation::CITATION;
use days::{days_of, days_within};
pub use fold::whole;

/// Size of a page in points (1/96 inch).
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Page {
    pub width: f32,
    pub height: f32,
}

/// Points in a millimeter.
const MM: f32 = 96.0 / 25.4;

impl Page {
    /// A4, landscape.
    pub const A4: Self = Self { width: 297.0 * MM, height: 210.0 * MM };
    /// A3, landscape.
    pub const A3: Self = Self { width: 420.0 * MM, height: 297.0 * MM };
    /// A screen.
    pub const SCREEN: Self = Self { width: 1600.0, height: 900.0 };
}

/// `a4`, `a3` or `1600x900`.
impl FromStr for Page {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s.to_ascii_lowercase().as_str() {
            "a4" => return Ok(Self::A4),
            "a3" => return Ok(Self::A3),
            _ => {}
        }
        let wrong = || format!("‘{s}’ is no size; write a4, a3 or WIDTHxHEIGHT such as 1600x900");
        let (width, height) = s.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
        let side = |s: &str| s.trim().parse::<u16>().map(f32::from).map_err(|_| wrong());
        let page = Self { width: side(width)?, height: side(height)? };
        // Smaller than this and title, axis and one row do not fit; larger and nobody could open it.
        if page.width < 320.0 || page.height < 240.0 || page.width > 20_000.0 || page.height > 20_000.0 {
            return Err(format!("‘{s}’ is no size for a picture; sides go from 320x240 to 20000x20000"));
        }
        Ok(page)
    }
}

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
    /// Whether citations are numbered and printed.
    pub citations: bool,
    /// Whether there is but one page, so that what finds no room on it is cited nowhere.
    pub one_page: bool,
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
        Some(told) => reports(timeline, told, arrangement, view, theme),
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

fn blank(page: Page, theme: &Theme) -> Scene {
    let whole = Rect { x: 0.0, y: 0.0, width: page.width, height: page.height };
    Scene {
        width: page.width,
        height: page.height,
        items: vec![Item::fill(whole, 0.0, theme.colors.ground)],
        ..Scene::default()
    }
}

struct Sheet<'a> {
    scene: Scene,
    theme: &'a Theme,
    timeline: &'a Timeline,
}

impl Sheet<'_> {
    fn put(&mut self, item: Item) {
        self.scene.items.push(item);
    }

    #[allow(clippy::too_many_arguments)]
    fn write(&mut self, text: &str, x: f32, y: f32, size: f32, family: Family, weight: Weight, color: Color) -> f32 {
        let at = Point { x, y };
        let shape = Shape::Text(Text { text: text.to_owned(), at, align: Align::Left, size, family, weight, color });
        self.put(Item::plain(shape));
        x + font::width(text, size, family, weight)
    }

    fn head(&mut self, order: &Order<'_>, events: &[EventId], inner: Rect, range: Range) {
        let colors = &self.theme.colors;
        let (ink, second) = (colors.ink, colors.second);
        let size = 24.0;
        let title = font::shorten(order.title, inner.width, size, Family::Serif, Weight::SemiBold);
        let title = title.unwrap_or_else(|| order.title.to_owned());
        self.write(&title, inner.x, inner.y + 17.0, size, Family::Serif, Weight::SemiBold, ink);
        let articles = self.timeline.sources.len();
        let outlets: BTreeSet<&str> = self.timeline.sources.iter().map(|source| source.outlet.as_str()).collect();
        let shown: Vec<&Event> = events.iter().filter_map(|id| self.timeline.events.get(id.index())).collect();
        let mut facts = Vec::new();
        facts.extend(match order.range {
            Some(_) => days_within(&shown, range),
            None => days_of(&shown, range),
        });
        facts.push(counted(events.len(), "event"));
        facts.push(counted(articles, "article"));
        if outlets.len() > 1 && outlets.len() < articles {
            facts.push(counted(outlets.len(), "source"));
        }
        let line = facts.join("  ·  ");
        self.write(&line, inner.x, inner.y + 38.0, 12.0, Family::Sans, Weight::Regular, second);
    }

    /// Puts a drawing on the page.
    fn place(&mut self, drawing: Scene, at: Point) {
        let move_rect = |rect: Rect| Rect { x: rect.x + at.x, y: rect.y + at.y, ..rect };
        let move_point = |point: Point| Point { x: point.x + at.x, y: point.y + at.y };
        for mut item in drawing.items {
            match &mut item.shape {
                Shape::Rect { rect, .. } | Shape::Fade { rect, .. } => *rect = move_rect(*rect),
                Shape::Line { points, .. } => points.iter_mut().for_each(|point| *point = move_point(*point)),
                Shape::Text(text) => text.at = move_point(text.at),
            }
            item.clip = item.clip.map(move_rect);
            self.scene.items.push(item);
        }
        let moved = drawing.hits.into_iter().map(|hit| Hit { rect: move_rect(hit.rect), ..hit });
        self.scene.hits.extend(moved);
        self.scene.counts = drawing.counts;
    }

    fn foot(&mut self, note: &str, saved: Option<Day>, inner: Rect) {
        let color = self.theme.colors.second;
        let y = inner.y + inner.height;
        let mut right = inner.x + inner.width;
        if let Some(day) = saved {
            let words = format!("Saved {}", short_date(crate::calendar::Date::Day(day).into()));
            let text = Item::text(&words, right, y, FINE, Weight::Regular, color).align(Align::Right);
            self.put(text);
            right -= font::sans(&words, FINE, Weight::Regular) + 24.0;
        }
        if let Some(note) = font::shorten(note, right - inner.x, FINE, Family::Sans, Weight::Regular) {
            self.write(&note, inner.x, y, FINE, Family::Sans, Weight::Regular, color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{all, story, timeline};
    use super::*;

    /// One page of these events, by no lanes.
    fn order(events: &[EventId], page: Page) -> Order<'_> {
        Order {
            reports: false,
            title: "The bridge",
            events,
            page,
            lanes: LaneMode::None,
            citations: true,
            one_page: true,
            range: None,
            left_out: "",
            saved: None,
        }
    }

    fn page_of(timeline: &Timeline, size: &str, lanes: LaneMode) -> Vec<Scene> {
        let events = all(timeline);
        let order = Order {
            lanes,
            one_page: false,
            left_out: "2 events left out: outside 2019/2024",
            saved: Day::from_ymd(2024, 2, 9),
            ..order(&events, size.parse().unwrap())
        };
        pages(timeline, &order, &Theme::light())
    }

    fn words(scene: &Scene) -> String {
        let text = |item: &Item| match &item.shape {
            Shape::Text(text) => Some(text.text.clone()),
            _ => None,
        };
        scene.items.iter().filter_map(text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn sizes_are_read() {
        assert_eq!("1600x900".parse(), Ok(Page::SCREEN));
        assert_eq!("A4".parse(), Ok(Page::A4));
        for wrong in ["", "a5", "1600", "10x10", "900x-4", "99999x900"] {
            assert!(wrong.parse::<Page>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_number_beside_a_label_has_its_citation() {
        for (size, lanes) in [("1600x900", LaneMode::None), ("a4", LaneMode::Entity), ("a3", LaneMode::Source)] {
            let pages = page_of(&story(), size, lanes);
            let cited: BTreeSet<u32> = pages
                .iter()
                .flat_map(|page| &page.hits)
                .filter_map(|hit| match hit.target {
                    Target::Citation(number) => Some(number),
                    _ => None,
                })
                .collect();
            let beside: BTreeSet<u32> = pages[0]
                .items
                .iter()
                .filter(|item| matches!(item.target, Target::Event(_)))
                .filter_map(|item| match &item.shape {
                    Shape::Text(text) => text.text.parse().ok(),
                    _ => None,
                })
                .collect();
            assert!(beside.len() > 10);
            assert_eq!(beside, cited, "{size}");
            assert!(cited.iter().copied().eq(1..=cited.len() as u32), "numbers run from 1 without a gap");
        }
    }

    #[test]
    fn the_page_says_what_it_is() {
        let pages = page_of(&story(), "1600x900", LaneMode::None);
        let words = words(&pages[0]);
        for want in [
            "The bridge",
            "2019 – 2024  ·  24 events  ·  4 articles",
            "2 events left out: outside 2019/2024",
            "Saved 9 Feb 2024",
            "sources differ",
            "“Bridge opens to traffic, officials",
        ] {
            assert!(words.contains(want), "{want} is missing in:\n{words}");
        }
        let inside = |item: &Item| match &item.shape {
            Shape::Text(text) => text.at.y < 900.0 && text.at.x < 1600.0,
            _ => true,
        };
        assert!(pages[0].items.iter().all(inside));
    }

    #[test]
    fn on_the_only_page_no_number_leads_nowhere() {
        let timeline = story();
        let events = all(&timeline);
        let order = order(&events, "900x420".parse().unwrap());
        let pages = pages(&timeline, &order, &Theme::light());
        assert_eq!(pages.len(), 1);
        let cited = |hit: &Hit| matches!(hit.target, Target::Citation(_));
        let cited = pages[0].hits.iter().filter(|hit| cited(hit)).count();
        let beside = |item: &&Item| match &item.shape {
            Shape::Text(text) => matches!(item.target, Target::Event(_)) && text.text.parse::<u32>().is_ok(),
            _ => false,
        };
        assert_eq!(pages[0].items.iter().filter(beside).count(), cited);
        let words = words(&pages[0]);
        assert!(cited > 0 && words.contains(&format!("{cited} of them cited")), "{words}");
    }

    #[test]
    fn a_part_of_time_says_which_part_and_how_many_events_it_holds() {
        let timeline = story();
        let day = |s: &str| Range::of(s.parse::<crate::calendar::Date>().unwrap().interval());
        let (from, to) = (day("2021-01-01"), day("2022-12-31"));
        let range = from.hull(to);
        let inside = all(&timeline)
            .into_iter()
            .filter(|id| Range::of(timeline.event(*id).when.interval()).overlaps(range))
            .count();
        assert!(inside > 0 && inside < timeline.events.len());
        let events = all(&timeline);
        let order = Order { range: Some(range), ..order(&events, Page::SCREEN) };
        let words = words(&pages(&timeline, &order, &Theme::light())[0]);
        assert!(words.contains(&format!("·  {}  ·", counted(inside, "event"))), "{words}");
        let line = words.lines().nth(1).unwrap_or_default();
        assert!(!line.contains("half") && !line.contains("since"), "{line}");
    }

    #[test]
    fn without_events_no_date_is_made_up() {
        let words = words(&page_of(&timeline(Vec::new()), "a4", LaneMode::Entity)[0]);
        assert!(words.contains("No dated events") && !words.contains("1970"), "{words}");
    }

    #[test]
    fn a_picture_by_when_it_was_reported_names_its_colors_and_cites() {
        let mut timeline = story();
        super::super::fixture::written(&mut timeline, &["2021-03-05", "2022-02-03", "2022-09-01", "2023-10-02"]);
        let events = all(&timeline);
        let order = Order { reports: true, lanes: LaneMode::Source, ..order(&events, Page::SCREEN) };
        let pages = pages(&timeline, &order, &Theme::light());
        let reported = pages[0].hits.iter().filter(|hit| matches!(hit.target, Target::Report(_))).count();
        assert!(reported > 10, "{reported} marks");
        let words = words(&pages[0]);
        for wanted in ["Reported", "Radio Nord", "Coast Courier", "The bridge"] {
            assert!(words.contains(wanted), "‘{wanted}’ is missing in {words}");
        }
        assert!(pages[0].hits.iter().any(|hit| matches!(hit.target, Target::Citation(_))), "nothing is cited");
    }
}
