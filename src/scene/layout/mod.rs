//! Arrangement + view → scene.
//!
//! Vertical places are settled ([`Arrangement`]); a frame lays the range over the width, asks each row for the few events
//! that can be seen, gives them marks and labels in order of importance, and counts the rest in the tray under the lane.
//!
//! | job | file |
//! |---|---|
//! | lanes, rows, marks with their labels | here |
//! | gridlines, weekends, folds, names of dates | `axis` |
//! | counts of what has no room | `tray` |
//! | citations by when they were reported | `reports`, `square` |
//!
//! What is drawn later covers what is drawn earlier: ground, grid, brackets, guide, marks, labels, counts, lane names, axis.

mod axis;
mod reports;
mod square;
mod tray;

pub use reports::reports;

use std::borrow::Cow;

use crate::event::{Event, EventId};
use crate::timeline::Timeline;

use super::label::{self, Crowd, Taken, Wish};
use super::lane::{Arrangement, Lane, LaneMode};
use super::mark::{Kind, Mark};
use super::theme::Theme;
use super::track::Track;
use super::view::View;
use super::words::{counted, short_date, spoken};
use super::{
    Align, Color, Family, Hit, Item, Point, Range, Rect, Scale, Scene, Shape, Stroke, Target, Text, Weight, font,
};
use tray::Tray;

/// Marks closer than this cannot both be drawn, so of each such column only the most important event is asked for.
const COLUMN: f64 = 3.0;

/// The share of events whose labels are set in semi-bold, and the most of them: importance shows in weight, not in size.
const BOLD_SHARE: usize = 5;
const MOST_BOLD: usize = 24;

/// The label of an event, with a star where it has one.
fn starred(event: &Event, star: bool) -> Cow<'_, str> {
    if star { format!("★ {}", event.label).into() } else { event.label.as_str().into() }
}

/// Draws what a view shows of an arrangement.
pub fn layout(timeline: &Timeline, arrangement: &Arrangement, view: &View<'_>, theme: &Theme) -> Scene {
    let plot = view.plot(arrangement.mode, theme);
    let scale = view.scale(arrangement.mode, theme);
    let mut frame = Frame::new(timeline, arrangement, view, theme, plot, scale);
    if arrangement.events == 0 {
        // No axis either: any dates on it would be made up.
        frame.nothing();
        return frame.finish();
    }
    frame.grid();
    for (n, lane) in arrangement.lanes.iter().enumerate() {
        let top = plot.y + lane.top - view.scroll;
        if top + lane.height > plot.y && top < view.height {
            frame.lane(n, lane, top);
        }
    }
    frame.axis();
    frame.guide();
    frame.finish()
}

/// Items by what covers what.
#[derive(Default)]
struct Layers {
    grid: Vec<Item>,
    brackets: Vec<Item>,
    guide: Vec<Item>,
    marks: Vec<Item>,
    labels: Vec<Item>,
    names: Vec<Item>,
    axis: Vec<Item>,
    /// Over the axis.
    over: Vec<Item>,
    hits: Vec<Hit>,
    counts: Vec<Vec<EventId>>,
    /// Where the selected event stands, once for each of its lanes: edges of its mark.
    selected: Option<(f32, f32, Kind)>,
}

struct Frame<'a> {
    timeline: &'a Timeline,
    arrangement: &'a Arrangement,
    view: &'a View<'a>,
    theme: &'a Theme,
    plot: Rect,
    scale: Scale,
    /// What is marked and can be seen, the most important last.
    stars: Vec<EventId>,
    layers: Layers,
}

impl<'a> Frame<'a> {
    fn new(
        timeline: &'a Timeline,
        arrangement: &'a Arrangement,
        view: &'a View<'a>,
        theme: &'a Theme,
        plot: Rect,
        scale: Scale,
    ) -> Self {
        let seen = |id: &EventId| {
            let event = timeline.events.get(id.index());
            event.is_some_and(|event| Range::of(event.when.interval()).overlaps(view.range))
        };
        let mut stars: Vec<EventId> = view.starred.into_iter().flatten().copied().filter(seen).collect();
        stars.sort_by_key(|id| std::cmp::Reverse(arrangement.rank(*id)));
        Self { timeline, arrangement, view, theme, plot, scale, stars, layers: Layers::default() }
    }
}

impl Frame<'_> {
    fn bottom(&self) -> f32 {
        self.view.height
    }

    fn nothing(&mut self) {
        let (colors, sizes) = (&self.theme.colors, &self.theme.sizes);
        let whole = Rect { x: 0.0, y: 0.0, width: self.view.width, height: self.view.height };
        self.layers.grid.push(Item::fill(whole, 0.0, colors.ground));
        let (x, y) = (self.view.width / 2.0, self.view.height * 0.45);
        let text = Item::text("No dated events", x, y, sizes.body, Weight::Regular, colors.second).align(Align::Center);
        self.layers.labels.push(text);
    }

    fn lane(&mut self, index: usize, lane: &Lane, top: f32) {
        let sizes = &self.theme.sizes;
        let color = lane.color(self.theme);
        if self.arrangement.mode != LaneMode::None {
            self.lane_name(index, lane, top);
        }
        let mut hits: Vec<(i32, Hit)> = Vec::new();
        let mut counted = Tray::new();
        let first = top + sizes.lane_pad + sizes.row / 2.0;
        for (n, track) in lane.brackets.iter().chain(&lane.rows).enumerate() {
            let y = (first + n as f32 * sizes.row).round();
            self.row(track, y, color, &mut hits, &mut counted);
        }
        let rows = (lane.brackets.len() + lane.rows.len()).max(1) as f32;
        let below = top + sizes.lane_pad + rows * sizes.row + sizes.tray / 2.0;
        let tray_y = if lane.tray { below } else { below - sizes.tray / 2.0 - sizes.row / 2.0 };
        self.counts(counted, tray_y, "without room", &mut hits);
        hits.sort_by_key(|(start, _)| *start);
        self.layers.hits.extend(hits.into_iter().map(|(_, hit)| hit));
        let y = (top + lane.height).round() - 0.5;
        self.layers.grid.push(Item::line(0.0, y, self.view.width, y, 1.0, self.theme.colors.line));
    }

    fn lane_name(&mut self, index: usize, lane: &Lane, top: f32) {
        let (colors, sizes) = (&self.theme.colors, &self.theme.sizes);
        let target = Target::Lane(index as u32);
        let y = (top + sizes.lane_pad + sizes.row / 2.0).round();
        let swatch = Rect { x: sizes.margin, y: y - 4.0, width: 8.0, height: 8.0 };
        let names = &mut self.layers.names;
        names.push(Item::fill(swatch, 2.0, lane.color(self.theme)).of(target));
        let x = swatch.x + swatch.width + 6.0;
        let room = sizes.gutter - x - 6.0;
        let pitch = sizes.body + 3.0;
        // The first line stands in the middle of the first row.
        let room_below = lane.height - sizes.lane_pad * 1.5 - sizes.row / 2.0 + pitch / 2.0;
        let most = (room_below / pitch).floor().clamp(1.0, 3.0) as usize;
        let lines = font::wrap(&lane.name, room, sizes.body, Family::Sans, Weight::Regular, most);
        let baseline = y + font::cap_height(sizes.body, Family::Sans) / 2.0;
        for (n, line) in lines.iter().enumerate() {
            // One word may be longer than the room: a file name, a compound.
            let line = &font::cut(line, room, sizes.body, Family::Sans, Weight::Regular);
            let text =
                Item::text(line, x, baseline + n as f32 * pitch, sizes.body, Weight::Regular, colors.ink).of(target);
            let clip = Rect { x: 0.0, y: top, width: sizes.gutter - 2.0, height: lane.height };
            names.push(Item { clip: Some(clip), ..text });
        }
        let height = lines.len() as f32 * pitch;
        let rect = Rect { x: swatch.x, y: y - pitch / 2.0, width: sizes.gutter - swatch.x - 4.0, height };
        let told = [counted(lane.events, "event"), counted(lane.articles, "article")];
        // Under the name, where both have room.
        let small = sizes.small + 4.0;
        let first = baseline + (lines.len() - 1) as f32 * pitch + small + 2.0;
        if first + small + 0.3 * sizes.small <= top + lane.height - 2.0 {
            let names = &mut self.layers.names;
            for (n, told) in told.iter().enumerate() {
                let text = Item::text(told, x, first + n as f32 * small, sizes.small, Weight::Regular, colors.second);
                names.push(Item {
                    clip: Some(Rect { x: 0.0, y: top, width: sizes.gutter - 2.0, height: lane.height }),
                    ..text
                });
            }
        }
        let label = format!("{}, {}", lane.name, told.join(", "));
        self.layers.hits.push(Hit { target, rect, label });
    }

    fn row(&mut self, track: &Track, y: f32, color: Color, hits: &mut Vec<(i32, Hit)>, counted: &mut Tray) {
        let (view, theme) = (self.view, self.theme);
        let visible = y > self.plot.y - theme.sizes.row && y < self.bottom() + theme.sizes.row;
        let mut candidates = track.candidates(&self.scale, COLUMN);
        // What is looked at comes before what has a star, and that before what is important.
        let touching = track.touching(self.scale.range());
        for wanted in self.stars.iter().copied().chain(view.hovered).chain(view.selected) {
            let found = candidates.iter().position(|i| track.marks.get(*i).is_some_and(|mark| mark.id == wanted));
            if let Some(at) = found {
                candidates[..=at].rotate_right(1);
            } else if let Some(i) = self.find(track, touching.clone(), wanted) {
                candidates.insert(0, i);
            }
        }
        if let Some(found) = view.highlighted {
            candidates.sort_by_key(|i| track.marks.get(*i).is_none_or(|mark| !found.contains(&mark.id)));
        }
        let crowd = Crowd::new(
            candidates
                .iter()
                .filter_map(|i| self.timeline.events.get(track.marks.get(*i)?.id.index()))
                .map(|event| Mark::place(event, &self.scale, y, theme).reach(theme))
                .collect(),
        );
        let mut taken = Taken::default();
        let mut placed: Vec<usize> = Vec::new();
        for i in candidates {
            let Some(mark) = track.marks.get(i) else { continue };
            let chosen = view.selected == Some(mark.id) || view.hovered == Some(mark.id);
            if !chosen && view.top.is_some_and(|top| mark.rank as usize >= top) {
                continue;
            }
            if self.place(mark.id, mark.rank, mark.start, y, color, &crowd, &mut taken, visible, hits) {
                placed.push(i);
            }
        }
        placed.sort_unstable();
        let range = self.scale.range();
        let mut next = placed.iter().copied().peekable();
        for i in touching {
            if next.peek() == Some(&i) {
                next.next();
                continue;
            }
            let Some(mark) = track.marks.get(i) else { continue };
            if f64::from(mark.end) > range.start {
                self.count(mark.id, (mark.start, mark.end), counted);
            }
        }
    }

    /// Index of an event on a track.
    fn find(&self, track: &Track, among: std::ops::Range<usize>, id: EventId) -> Option<usize> {
        let start = self.timeline.events.get(id.index())?.when.interval().start.number();
        let from = track.beginning(f64::from(start));
        let same = track.marks.get(from..)?.iter().take_while(|mark| mark.start == start);
        let seen = |mark: &super::track::Mark| mark.id == id && f64::from(mark.end) > self.scale.range().start;
        same.enumerate().find(|(_, mark)| seen(mark)).map(|(n, _)| from + n).filter(|i| among.contains(i))
    }

    /// Draws one event if there is room for its mark.
    #[allow(clippy::too_many_arguments)]
    fn place(
        &mut self,
        id: EventId,
        rank: u32,
        start: i32,
        y: f32,
        color: Color,
        crowd: &Crowd,
        taken: &mut Taken,
        visible: bool,
        hits: &mut Vec<(i32, Hit)>,
    ) -> bool {
        let (view, theme, plot) = (self.view, self.theme, self.plot);
        let (colors, sizes) = (&theme.colors, &theme.sizes);
        let Some(event) = self.timeline.events.get(id.index()) else { return false };
        let mut mark = Mark::place(event, &self.scale, y, theme);
        let (left, right) = mark.reach(theme);
        let edges = (plot.x, plot.x + plot.width);
        // Neighboring years share an edge; pills and bars keep two points apart.
        let margin = if mark.kind == Kind::Bracket { -0.75 } else { 1.0 };
        if !taken.free(left - margin, right + margin) {
            return false;
        }
        taken.take(left - margin, right + margin);
        let star = view.has_star(id);
        let bold = star || (rank as usize) < (self.arrangement.events / BOLD_SHARE).clamp(1, MOST_BOLD);
        let weight = if bold { Weight::SemiBold } else { Weight::Regular };
        let number = view.numbers.and_then(|numbers| numbers.get(&id));
        let seen = (mark.left.max(edges.0), mark.right.min(edges.1));
        let label = label::place(
            Wish {
                text: &starred(event, star),
                weight,
                size: sizes.body,
                extra: if view.numbers.is_some() { NUMBER_ROOM } else { 0.0 },
                reach: (left - margin.max(0.0), right + margin.max(0.0)),
                line: (mark.kind != Kind::Pill || seen.1 - seen.0 > 4.0 * sizes.dot).then_some(seen),
                in_line_first: mark.kind == Kind::Bracket,
                edges,
                gap: sizes.label_gap,
                apart: sizes.apart,
                // Who chooses an event asks what it is, also where its words have no room.
                shorten: view.shorten || view.selected == Some(id),
            },
            crowd,
            taken,
        );
        if !visible {
            return true;
        }
        let dimmed = view.highlighted.is_some_and(|found| !found.contains(&id));
        let share = if dimmed { colors.dimmed } else { 1.0 };
        let target = Target::Event(id);
        let layer = if mark.kind == Kind::Bracket { &mut self.layers.brackets } else { &mut self.layers.marks };
        let gap = label.as_ref().and_then(|label| label.gap);
        let selected = view.selected == Some(id);
        if selected || view.hovered == Some(id) {
            let ring = ring(&mark, theme, if selected { colors.accent } else { colors.second }, selected);
            layer.push(Item { shape: ring, target, clip: Some(plot) });
            mark.ringed = true;
        }
        mark.paint(layer, target, color.alpha(share), gap, plot, theme);
        if selected && self.layers.selected.is_none() {
            self.layers.selected = Some((mark.left, mark.right, mark.kind));
        }
        let body = mark.body(theme);
        let mut found = Rect { x: seen.0, width: (seen.1 - seen.0).max(1.0), y: y - 10.0, height: 20.0 };
        if body.width < 20.0 {
            found.x = ((body.x + body.width / 2.0) - 10.0).max(edges.0 - 10.0);
            found.width = 20.0;
        }
        if let Some(label) = &label {
            let ink = if event.status == crate::mention::Status::Denied { colors.second } else { colors.ink };
            let baseline = y + font::cap_height(sizes.body, Family::Sans) / 2.0;
            let text = Item::text(&label.text, label.x, baseline, sizes.body, weight, ink.alpha(share)).of(target);
            self.layers.labels.push(Item { clip: Some(plot), ..text });
            let mut end = label.x + label.width;
            if let Some(number) = number {
                let size = NUMBER_SIZE;
                let number = number.to_string();
                let width = font::sans(&number, size, Weight::SemiBold);
                let text = Item::text(&number, end + 3.0, baseline - 3.5, size, Weight::SemiBold, colors.second);
                self.layers.labels.push(Item { clip: Some(plot), ..text.of(target) });
                end += 3.0 + width;
            }
            let from = found.x.min(label.x);
            found = Rect { x: from, width: (found.x + found.width).max(end) - from, ..found };
        }
        let label = if star { format!("{}, starred", spoken(event)) } else { spoken(event) };
        hits.push((start, Hit { target, rect: found, label }));
        true
    }

    /// The dotted line from the selected mark to the axis, and its date there.
    fn guide(&mut self) {
        let (colors, sizes) = (&self.theme.colors, &self.theme.sizes);
        let Some((left, right, kind)) = self.layers.selected else { return };
        let Some(event) = self.view.selected.and_then(|id| self.timeline.events.get(id.index())) else { return };
        let (from, to) = (self.plot.x, self.plot.x + self.plot.width);
        let middle = ((left.max(from) + right.min(to)) / 2.0).clamp(from, to);
        let wide = right - left > 1.5 * sizes.dot && kind != Kind::Pill;
        let dotted = Stroke { width: 1.5, color: colors.accent, dash: Some((1.5, 3.0)) };
        let edges = if wide { vec![left, right] } else { vec![middle] };
        if wide {
            let rect = Rect { x: left, y: self.plot.y, width: right - left, height: self.plot.height };
            let wash = Item::fill(rect, 0.0, colors.accent.alpha(0.05));
            self.layers.guide.push(Item { clip: Some(self.plot), ..wash });
        }
        for x in edges {
            for (top, bottom) in self.beside_labels(x) {
                let points = vec![Point { x, y: top }, Point { x, y: bottom }];
                let shape = Shape::Line { points, stroke: dotted };
                self.layers.guide.push(Item { shape, target: Target::None, clip: Some(self.plot) });
            }
        }
        let flag = short_date(event.when);
        let width = font::figures(&flag, sizes.small, Family::Sans, Weight::SemiBold).1 + 14.0;
        let x = (middle - width / 2.0).min(self.view.width - width - 2.0).max(from - 8.0);
        let rect = Rect { x, y: sizes.axis - 20.0, width, height: 18.0 };
        // A day half covered by the flag would be misread.
        let covered = Rect { x: rect.x - 2.0, width: rect.width + 4.0, ..rect };
        let meets = |item: &Item| matches!(&item.shape, Shape::Text(text) if text_box(text).overlaps(covered));
        self.layers.axis.retain(|item| !meets(item));
        let target = self.view.selected.map_or(Target::None, Target::Event);
        self.layers.axis.push(Item::fill(rect, 9.0, colors.accent).of(target));
        let baseline = rect.y + rect.height / 2.0 + font::cap_height(sizes.small, Family::Sans) / 2.0;
        let text = Item::text(&flag, x + width / 2.0, baseline, sizes.small, Weight::SemiBold, colors.on_accent)
            .of(target)
            .align(Align::Center);
        self.layers.axis.push(text.figures());
    }

    /// The stretches of the vertical at `x` that no label stands in: a line through words makes them hard to read.
    fn beside_labels(&self, x: f32) -> Vec<(f32, f32)> {
        let boxes = self.layers.labels.iter().filter_map(|item| match &item.shape {
            // Measuring costs most; what begins beyond needs none.
            Shape::Text(text) if text.align == Align::Left && text.at.x - 2.0 >= x => None,
            Shape::Text(text) => Some(text_box(text)),
            _ => None,
        });
        let crossed = boxes.filter(|words| words.x - 2.0 < x && x < words.x + words.width + 2.0);
        let mut crossed: Vec<(f32, f32)> = crossed.map(|words| (words.y - 2.0, words.y + words.height + 2.0)).collect();
        crossed.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut free, mut from) = (Vec::new(), self.plot.y);
        for (top, bottom) in crossed {
            if top > from {
                free.push((from, top));
            }
            from = from.max(bottom);
        }
        if from < self.bottom() {
            free.push((from, self.bottom()));
        }
        free
    }

    fn finish(self) -> Scene {
        let Layers { grid, brackets, guide, marks, labels, names, axis, over, hits, counts, .. } = self.layers;
        let items = [grid, guide, brackets, marks, labels, names, axis, over].into_iter().flatten().collect();
        Scene { width: self.view.width, height: self.view.height, items, hits, counts }
    }
}

/// The box of a line of text, from the top of its capitals to the foot of its descenders.
pub(super) fn text_box(text: &Text) -> Rect {
    let cap = font::cap_height(text.size, text.family);
    Rect { x: text.left(), y: text.at.y - cap, width: text.width(), height: cap + 0.2 * text.size }
}

/// Room for a number of three digits beside a label.
const NUMBER_ROOM: f32 = 18.0;
const NUMBER_SIZE: f32 = 9.0;

/// On a pixel's middle, where a line of one point is sharp.
fn crisp(x: f64) -> f32 {
    (x.round() + 0.5) as f32
}

fn ring(mark: &Mark<'_>, theme: &Theme, color: Color, selected: bool) -> Shape {
    let out = theme.sizes.ring;
    let body = mark.body(theme);
    let rect =
        Rect { x: body.x - out, y: body.y - out, width: body.width + 2.0 * out, height: body.height + 2.0 * out };
    let radius = if mark.kind == Kind::Pill { rect.height / 2.0 } else { 5.0 };
    let stroke = Stroke { width: if selected { 2.0 } else { 1.25 }, color, dash: None };
    Shape::Rect { rect, radius, fill: Some(theme.colors.ground), stroke: Some(stroke) }
}
