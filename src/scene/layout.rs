//! Arrangement + view → scene.
//!
//! Vertical places are settled ([`Arrangement`]); a frame lays the range over the width, asks each row for the few events
//! that can be seen, gives them marks and labels in order of importance, and counts the rest in the tray under the lane.
//! What is drawn later covers what is drawn earlier: ground, grid, brackets, guide, marks, labels, counts, lane names, axis.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Day, Open};
use crate::event::EventId;
use crate::timeline::Timeline;

use super::label::{self, Crowd, Taken, Wish};
use super::lane::{Arrangement, Lane, LaneMode, Track};
use super::mark::{Kind, Mark};
use super::scale::Fold;
use super::theme::Theme;
use super::{Align, Color, Family, Hit, Item, Point, Range, Rect, Scale, Scene, Shape, Stroke, Target, Weight};
use super::{font, tick};

/// What is to be seen of an arrangement, and how.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What time is shown.
    pub range: Range,
    /// Empty stretches to fold; none on the screen.
    pub folds: &'a [Fold],
    /// In points.
    pub width: f32,
    /// In points, with the axis.
    pub height: f32,
    /// How far the lanes are scrolled up, in points.
    pub scroll: f32,
    /// The event with a ring and a guide.
    pub selected: Option<EventId>,
    /// The event under the pointer.
    pub hovered: Option<EventId>,
    /// If given, all other events are dimmed: hits of a search.
    pub highlighted: Option<&'a BTreeSet<EventId>>,
    /// Only so many of the most important events get a mark; the rest is counted.
    pub top: Option<usize>,
    /// Numbers beside the labels, which refer to citations.
    pub numbers: Option<&'a BTreeMap<EventId, u32>>,
    /// Whether labels without room are shortened.
    pub shorten: bool,
}

impl View<'_> {
    /// A view of a range with nothing selected.
    pub fn new(range: Range, width: f32, height: f32) -> Self {
        Self {
            range,
            folds: &[],
            width,
            height,
            scroll: 0.0,
            selected: None,
            hovered: None,
            highlighted: None,
            top: None,
            numbers: None,
            shorten: false,
        }
    }

    /// Where marks stand: right of the lane names, below the axis.
    pub fn plot(&self, mode: LaneMode, theme: &Theme) -> Rect {
        let left = if mode == LaneMode::None { theme.sizes.margin } else { theme.sizes.gutter };
        let width = (self.width - left - theme.sizes.margin).max(1.0);
        Rect { x: left, y: theme.sizes.axis, width, height: (self.height - theme.sizes.axis).max(0.0) }
    }

    /// Days over points, as [`layout`] uses it: for zooming at the pointer and dragging.
    pub fn scale(&self, mode: LaneMode, theme: &Theme) -> Scale {
        let plot = self.plot(mode, theme);
        Scale::folded(self.range, f64::from(plot.x), f64::from(plot.x + plot.width), self.folds.to_vec())
    }
}

/// Marks closer than this cannot both be drawn, so of each such column only the most important event is asked for.
const COLUMN: f64 = 3.0;

/// Width of a column of counts: a count of four digits with its gap.
const COUNT_COLUMN: f64 = 56.0;

/// The share of events whose labels are set in semi-bold, and the most of them: importance shows in weight, not in size.
const BOLD_SHARE: usize = 5;
const MOST_BOLD: usize = 24;

/// From this many points a day, Saturdays and Sundays are tinted: where the axis names single days.
const WEEKEND_POINTS: f64 = 24.0;

/// Opacity of what is not a hit while a search is on.
const DIMMED: f32 = 0.28;

/// Draws what a view shows of an arrangement.
pub fn layout(timeline: &Timeline, arrangement: &Arrangement, view: &View<'_>, theme: &Theme) -> Scene {
    let plot = view.plot(arrangement.mode, theme);
    let scale = view.scale(arrangement.mode, theme);
    let mut frame = Frame { timeline, arrangement, view, theme, plot, scale, layers: Layers::default() };
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
    layers: Layers,
}

/// Events of one column that are counted.
#[derive(Default)]
struct Counted {
    events: Vec<EventId>,
    x_sum: f64,
    first: i32,
    last: i32,
}

impl Counted {
    fn with(mut self, other: Self) -> Self {
        self.events.extend(other.events);
        Self { x_sum: self.x_sum + other.x_sum, last: self.last.max(other.last), ..self }
    }
}

impl Frame<'_> {
    fn bottom(&self) -> f32 {
        self.view.height
    }

    fn grid(&mut self) {
        let colors = &self.theme.colors;
        let whole = Rect { x: 0.0, y: 0.0, width: self.view.width, height: self.view.height };
        self.layers.grid.push(Item::fill(whole, 0.0, colors.ground));
        let ticks = tick::ticks(&self.scale);
        let bottom = self.bottom();
        if self.scale.points_per_day() >= WEEKEND_POINTS && self.scale.folds().is_empty() {
            let days = self.scale.range().interval();
            let mut day = days.start - days.start.weekday().index() + 5;
            while day <= days.end {
                let (left, right) = self.scale.xs(Range::new(f64::from(day.number()), f64::from(day.number()) + 2.0));
                let rect =
                    Rect { x: left as f32, y: self.plot.y, width: (right - left) as f32, height: self.plot.height };
                let weekend = Item::fill(rect, 0.0, colors.panel.alpha(0.7));
                self.layers.grid.push(Item { clip: Some(self.plot), ..weekend });
                day = day + 7;
            }
        }
        for x in &ticks.grid {
            let x = crisp(*x);
            self.layers.grid.push(Item::line(x, self.plot.y, x, bottom, 1.0, colors.grid));
        }
        for tick in ticks.major.iter().filter(|tick| tick.x >= self.scale.left() - 0.5) {
            let x = crisp(tick.x);
            self.layers.grid.push(Item::line(x, self.plot.y, x, bottom, 1.0, colors.line));
        }
        for fold in self.scale.folds() {
            let (left, right) = self.scale.xs(*fold);
            let rect = Rect { x: left as f32, y: self.plot.y, width: (right - left) as f32, height: self.plot.height };
            self.layers.grid.push(Item::fill(rect, 0.0, colors.panel));
            for x in [left as f32, right as f32] {
                // The torn edge: a zigzag of 3 points every 5.
                let points = (0..=(self.plot.height / 5.0) as usize)
                    .map(|n| Point { x: x + if n % 2 == 0 { -1.5 } else { 1.5 }, y: self.plot.y + n as f32 * 5.0 })
                    .collect();
                let stroke = Stroke { width: 1.0, color: colors.line, dash: None };
                self.layers.grid.push(Item::plain(Shape::Line { points, stroke }));
            }
        }
    }

    fn axis(&mut self) {
        let (colors, sizes) = (&self.theme.colors, &self.theme.sizes);
        let out = &mut self.layers.axis;
        let band = Rect { x: 0.0, y: 0.0, width: self.view.width, height: sizes.axis };
        out.push(Item::fill(band, 0.0, colors.ground));
        let ticks = tick::ticks(&self.scale);
        let right = self.plot.x + self.plot.width;
        let (major_y, minor_y) = (sizes.axis * 0.40, sizes.axis * 0.83);
        for (n, tick) in ticks.major.iter().enumerate() {
            let width = font::sans(&tick.name, sizes.body, Weight::SemiBold);
            let inside = tick.x >= self.scale.left() - 0.5;
            let x = tick.x.max(self.scale.left()) as f32;
            let next = ticks.major.get(n + 1).map_or(f32::MAX, |next| next.x as f32);
            if inside {
                let x = crisp(tick.x);
                out.push(Item::line(x, sizes.axis * 0.12, x, sizes.axis, 1.0, colors.line));
            }
            if x + 6.0 + width + 6.0 <= next.min(right + 8.0) {
                out.push(Item::text(&tick.name, x + 6.0, major_y, sizes.body, Weight::SemiBold, colors.ink));
            }
        }
        let mut free_from = f32::MIN;
        for tick in &ticks.minor {
            let x = tick.x as f32 + 6.0;
            let width = font::sans(&tick.name, sizes.small, Weight::Regular);
            let folded = self.scale.folds().iter().any(|fold| {
                let (left, right) = self.scale.xs(*fold);
                f64::from(x) < right + 4.0 && f64::from(x + width) > left - 4.0
            });
            if x >= free_from && x + width <= right + 8.0 && !folded {
                out.push(Item::text(&tick.name, x, minor_y, sizes.small, Weight::Regular, colors.second));
                free_from = x + width + 4.0;
            }
        }
        for fold in self.scale.folds() {
            let (left, right) = self.scale.xs(*fold);
            let middle = ((left + right) / 2.0) as f32;
            let months = (fold.days() / 30.44).round();
            let name = if months < 24.0 { format!("{months} mo") } else { format!("{} y", (months / 12.0).round()) };
            let text =
                Item::text(&name, middle, minor_y, sizes.small, Weight::Regular, colors.faint).align(Align::Center);
            out.push(text);
        }
        let y = sizes.axis - 0.5;
        out.push(Item::line(0.0, y, self.view.width, y, 1.0, colors.line));
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
        let mut counted: BTreeMap<i64, Counted> = BTreeMap::new();
        let first = top + sizes.lane_pad + sizes.row / 2.0;
        for (n, track) in lane.brackets.iter().chain(&lane.rows).enumerate() {
            let y = (first + n as f32 * sizes.row).round();
            self.row(track, y, color, &mut hits, &mut counted);
        }
        let rows = (lane.brackets.len() + lane.rows.len()).max(1) as f32;
        let below = top + sizes.lane_pad + rows * sizes.row + sizes.tray / 2.0;
        let tray_y = if lane.tray { below } else { below - sizes.tray / 2.0 - sizes.row / 2.0 };
        self.counts(counted, tray_y, &mut hits);
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
            let text =
                Item::text(line, x, baseline + n as f32 * pitch, sizes.body, Weight::Regular, colors.ink).of(target);
            let clip = Rect { x: 0.0, y: top, width: sizes.gutter - 2.0, height: lane.height };
            names.push(Item { clip: Some(clip), ..text });
        }
        let height = lines.len() as f32 * pitch;
        let rect = Rect { x: swatch.x, y: y - pitch / 2.0, width: sizes.gutter - swatch.x - 4.0, height };
        let label = format!("{}, {}", lane.name, events(lane.events));
        self.layers.hits.push(Hit { target, rect, label });
    }

    fn row(
        &mut self,
        track: &Track,
        y: f32,
        color: Color,
        hits: &mut Vec<(i32, Hit)>,
        counted: &mut BTreeMap<i64, Counted>,
    ) {
        let (view, theme) = (self.view, self.theme);
        let visible = y > self.plot.y - theme.sizes.row && y < self.bottom() + theme.sizes.row;
        let mut candidates = track.candidates(&self.scale, COLUMN);
        // What the analyst looks at comes before what is important.
        let touching = track.touching(self.scale.range());
        for wanted in [view.hovered, view.selected].into_iter().flatten() {
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
            if f64::from(mark.end) <= range.start {
                continue;
            }
            let seen = (f64::from(mark.start).max(range.start), f64::from(mark.end).min(range.end));
            let x = self.scale.x_from_day((seen.0 + seen.1) / 2.0);
            // Columns hang on the calendar, not on the window, so that counts do not flicker while one pans.
            let anchored = (seen.0 + seen.1) / 2.0 * self.scale.points_per_day();
            let column = if self.scale.folds().is_empty() { anchored } else { x };
            let entry = counted.entry((column / COUNT_COLUMN).floor() as i64).or_insert(Counted {
                first: i32::MAX,
                last: i32::MIN,
                ..Counted::default()
            });
            entry.events.push(mark.id);
            entry.x_sum += x;
            entry.first = entry.first.min(mark.start);
            entry.last = entry.last.max(mark.end - 1);
        }
    }

    /// Index of an event on a track.
    fn find(&self, track: &Track, among: std::ops::Range<usize>, id: EventId) -> Option<usize> {
        let start = self.timeline.events.get(id.index())?.when.interval().start.number();
        let from = track.beginning(f64::from(start));
        let same = track.marks.get(from..)?.iter().take_while(|mark| mark.start == start);
        let seen = |mark: &super::lane::Mark| mark.id == id && f64::from(mark.end) > self.scale.range().start;
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
        let mark = Mark::place(event, &self.scale, y, theme);
        let (left, right) = mark.reach(theme);
        let edges = (plot.x, plot.x + plot.width);
        // Neighboring years share an edge; pills and bars keep two points apart.
        let margin = if mark.kind == Kind::Bracket { -0.75 } else { 1.0 };
        if !taken.free(left - margin, right + margin) {
            return false;
        }
        taken.take(left - margin, right + margin);
        let bold = (rank as usize) < (self.arrangement.events / BOLD_SHARE).clamp(1, MOST_BOLD);
        let weight = if bold { Weight::SemiBold } else { Weight::Regular };
        let number = view.numbers.and_then(|numbers| numbers.get(&id));
        let seen = (mark.left.max(edges.0), mark.right.min(edges.1));
        let label = label::place(
            Wish {
                text: &event.label,
                weight,
                size: sizes.body,
                extra: if view.numbers.is_some() { NUMBER_ROOM } else { 0.0 },
                reach: (left - margin.max(0.0), right + margin.max(0.0)),
                line: (mark.kind != Kind::Pill || seen.1 - seen.0 > 4.0 * sizes.dot).then_some(seen),
                in_line_first: mark.kind == Kind::Bracket,
                edges,
                gap: sizes.label_gap,
                apart: sizes.apart,
                shorten: view.shorten,
            },
            crowd,
            taken,
        );
        if !visible {
            return true;
        }
        let dimmed = view.highlighted.is_some_and(|found| !found.contains(&id));
        let share = if dimmed { DIMMED } else { 1.0 };
        let target = Target::Event(id);
        let layer = if mark.kind == Kind::Bracket { &mut self.layers.brackets } else { &mut self.layers.marks };
        let gap = label.as_ref().and_then(|label| label.gap);
        let selected = view.selected == Some(id);
        if selected || view.hovered == Some(id) {
            let ring = ring(&mark, theme, if selected { colors.accent } else { colors.second }, selected);
            layer.push(Item { shape: ring, target, clip: Some(plot) });
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
        hits.push((start, Hit { target, rect: found, label: spoken(event) }));
        true
    }

    fn counts(&mut self, counted: BTreeMap<i64, Counted>, y: f32, hits: &mut Vec<(i32, Hit)>) {
        let (colors, sizes) = (&self.theme.colors, &self.theme.sizes);
        let edges = (self.plot.x, self.plot.x + self.plot.width);
        let number = |column: &Counted| format!("+{}", column.events.len());
        // Where each stands: to the right of the one before, and where there is no more room at the edge, together with it.
        let mut placed: Vec<(f32, f32, Counted)> = Vec::new();
        for mut column in counted.into_values() {
            loop {
                column.events.sort_unstable();
                column.events.dedup();
                let width = font::sans(&number(&column), sizes.small, Weight::Regular) + 14.0;
                let middle = (column.x_sum / column.events.len().max(1) as f64) as f32;
                let free_from = placed.last().map_or(edges.0, |(x, width, _)| x + width + 4.0);
                let most = (edges.1 - width).floor();
                let x = (middle - width / 2.0).round().min(most).max(free_from.ceil());
                match placed.pop_if(|_| x > most) {
                    Some((_, _, before)) => column = before.with(column),
                    None => {
                        placed.push((x, width, column));
                        break;
                    }
                }
            }
        }
        for (x, width, column) in placed {
            let number = number(&column);
            let target = Target::Count(self.layers.counts.len() as u32);
            let rect = Rect { x, y: y - 8.0, width, height: 16.0 };
            let stroke = Stroke { width: 1.0, color: colors.line, dash: None };
            let shape = Shape::Rect { rect, radius: 8.0, fill: Some(colors.panel), stroke: Some(stroke) };
            self.layers.labels.push(Item { shape, target, clip: Some(self.plot) });
            let baseline = y + font::cap_height(sizes.small, Family::Sans) / 2.0;
            let text = Item::text(&number, x + width / 2.0, baseline, sizes.small, Weight::Regular, colors.second)
                .of(target)
                .align(Align::Center);
            self.layers.labels.push(Item { clip: Some(self.plot), ..text });
            let (first, last) = (Day::from_number(column.first), Day::from_number(column.last));
            let label = format!("{} without room, {first} to {last}", events(column.events.len()));
            hits.push((column.first, Hit { target, rect, label }));
            self.layers.counts.push(column.events);
        }
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
            let points = vec![Point { x, y: self.plot.y }, Point { x, y: self.bottom() }];
            let shape = Shape::Line { points, stroke: dotted };
            self.layers.guide.push(Item { shape, target: Target::None, clip: Some(self.plot) });
        }
        let flag = short_date(event.when);
        let width = font::sans(&flag, sizes.small, Weight::SemiBold) + 14.0;
        let x = (middle - width / 2.0).min(self.view.width - width - 2.0).max(from - 8.0);
        let rect = Rect { x, y: sizes.axis - 20.0, width, height: 18.0 };
        let target = self.view.selected.map_or(Target::None, Target::Event);
        self.layers.axis.push(Item::fill(rect, 9.0, colors.accent).of(target));
        let baseline = rect.y + rect.height / 2.0 + font::cap_height(sizes.small, Family::Sans) / 2.0;
        let text = Item::text(&flag, x + width / 2.0, baseline, sizes.small, Weight::SemiBold, colors.on_accent)
            .of(target)
            .align(Align::Center);
        self.layers.axis.push(text);
    }

    fn finish(self) -> Scene {
        let Layers { grid, brackets, guide, marks, labels, names, axis, hits, counts, .. } = self.layers;
        let items = [grid, guide, brackets, marks, labels, names, axis].into_iter().flatten().collect();
        Scene { width: self.view.width, height: self.view.height, items, hits, counts }
    }
}

/// Room for a number of three digits beside a label.
const NUMBER_ROOM: f32 = 18.0;
const NUMBER_SIZE: f32 = 9.0;

/// `1 event`, `3 events`.
pub(super) fn events(count: usize) -> String {
    if count == 1 { "1 event".to_owned() } else { format!("{count} events") }
}

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

/// What a screen reader says of an event: label, date in words, status, sources.
pub fn spoken(event: &crate::event::Event) -> String {
    let sources = match (event.sources, event.independent_sources) {
        (1, _) => "1 article".to_owned(),
        (all, independent) if independent < all => format!("{all} articles, {independent} independent"),
        (all, _) => format!("{all} articles"),
    };
    let status = match event.status {
        crate::mention::Status::Reported => String::new(),
        other => format!(", {}", other.name()),
    };
    let differ = if event.disagreements.is_empty() { "" } else { ", sources differ" };
    format!("{}, {}{status}, {sources}{differ}", event.label, event.when.words())
}

/// A date as short as the flag on the axis: `8 Feb 2024`, `Jan–Nov 2023`, `2023`.
pub fn short_date(when: crate::calendar::When) -> String {
    use crate::calendar::Date;
    let day = |d: Day| {
        let (year, month, of_month) = d.ymd();
        format!("{of_month} {} {year}", tick::short_month(month))
    };
    let one = |date: Date| match date {
        Date::Day(d) => day(d),
        Date::Month(year, month) => format!("{} {year}", tick::short_month(month)),
        other => crate::calendar::When::from(other).words(),
    };
    let about = if when.about { "about " } else { "" };
    let span = |a: Day, b: Day| {
        let ((a_year, a_month, a_day), (b_year, b_month, _)) = (a.ymd(), b.ymd());
        match (a_year == b_year, a_month == b_month) {
            (true, true) => format!("{a_day}–{}", day(b)),
            (true, false) => format!("{a_day} {} – {}", tick::short_month(a_month), day(b)),
            _ => format!("{} – {}", day(a), day(b)),
        }
    };
    let words = match (when.from, when.to) {
        (Date::Week(..) | Date::Weekend(..), _) => span(when.interval().start, when.interval().end),
        (from, to) if from == to => one(from),
        (Date::Day(a), Date::Day(b)) => span(a, b),
        (Date::Month(a, m), Date::Month(b, n)) if a == b => {
            format!("{}–{} {a}", tick::short_month(m), tick::short_month(n))
        }
        (Date::Year(a), Date::Year(b)) => format!("{a}–{b}"),
        (from, to) => format!("{} – {}", one(from), one(to)),
    };
    match when.open {
        Open::No => format!("{about}{words}"),
        Open::Since => format!("since {about}{words}"),
        Open::Until => format!("until {about}{words}"),
    }
}
