//! Reports + view → scene: when it happened across, when it was reported up.
//!
//! A citation is the mark of its event at the height of the day on which its article was written; the dashed line is what
//! was reported on the day it happened, so plans stand below it and what is told again stands above. Where several events
//! would stand on one another they become a count, as on the timeline; what was reported before or after the days seen is
//! counted at the edge. The chosen event is drawn whole, its citations joined by a line.

use crate::calendar::{Day, When};
use crate::event::EventId;
use crate::mention::MentionId;
use crate::scene::label::Taken;
use crate::scene::mark::{Kind, Mark};
use crate::scene::report::{Dot, EDGE, Reports};
use crate::scene::words::{counted as count_of, short_date, spoken};
use crate::scene::{
    Align, Arrangement, Color, Family, Hit, Item, LaneMode, Point, Range, Rect, Scale, Scene, Shape, Stroke, Target,
    Theme, View, Weight, font, tick,
};
use crate::timeline::Timeline;

use super::square::{Placed, Square, Squares, firsts};
use super::tray::Tray;
use super::{BOLD_SHARE, Frame, MOST_BOLD, NUMBER_ROOM, NUMBER_SIZE, crisp, ring, starred};

/// So many events of one square may stand side by side, told in so many reports; more are counted unread.
const FEW_EVENTS: usize = 3;
const FEW_REPORTS: usize = 24;

/// A label shorter than this says nothing: two or three words.
const LEAST_LABEL: f32 = 112.0;

/// A count of so many events is as dark as counts get, and how dark that is: darker, and the number on it is hard to read.
const MUCH: f32 = 256.0;
const DARKEST: f32 = 0.45;

/// Height of a line of labels, in points.
const LINE: f32 = 18.0;

/// Draws what a view shows of the reports. `arrangement` is that of the same events and says what is important.
pub fn reports(
    timeline: &Timeline,
    reports: &Reports,
    arrangement: &Arrangement,
    view: &View<'_>,
    theme: &Theme,
) -> Scene {
    // Marks are smaller than on the timeline: there are more of them, and the ticks below would count what is drawn.
    let mut small = theme.clone();
    (small.sizes.dot, small.sizes.bar, small.sizes.ticks) = (9.0, 7.0, 0);
    let theme = &small;
    // Names of days stand where names of lanes do.
    let plot = view.plot(LaneMode::Entity, theme);
    let scale = view.scale(LaneMode::Entity, theme);
    let up = reports.up(view, theme);
    let frame = Frame::new(timeline, arrangement, view, theme, plot, scale);
    let mut frame = Plane { frame, up, reports, labels: Vec::new() };
    if reports.is_empty() {
        return frame.nothing();
    }
    frame.frame.grid();
    frame.days();
    frame.diagonal();
    frame.marks();
    frame.undated();
    frame.frame.axis();
    frame.frame.guide();
    frame.frame.finish()
}

struct Plane<'a> {
    frame: Frame<'a>,
    /// Days of writing over points from the bottom of the plot.
    up: Scale,
    reports: &'a Reports,
    /// What labels must not cover, a line each.
    labels: Vec<Taken>,
}

impl Plane<'_> {
    fn nothing(mut self) -> Scene {
        let (colors, sizes) = (&self.frame.theme.colors, &self.frame.theme.sizes);
        let (width, height) = (self.frame.view.width, self.frame.view.height);
        let words = "No article has a day of writing, so nothing can be drawn by when it was reported";
        let text = Item::text(words, width / 2.0, height * 0.45, sizes.body, Weight::Regular, colors.second);
        let whole = Rect { x: 0.0, y: 0.0, width, height };
        self.frame.layers.grid.push(Item::fill(whole, 0.0, colors.ground));
        self.frame.layers.labels.push(text.align(Align::Center));
        self.frame.finish()
    }

    fn y(&self, day: f64) -> f32 {
        self.frame.plot.y + self.frame.plot.height - self.up.x_from_day(day) as f32
    }

    /// The axis at the left: days of writing.
    fn days(&mut self) {
        let (colors, sizes, plot) = (&self.frame.theme.colors, &self.frame.theme.sizes, self.frame.plot);
        let (top, bottom) = (plot.y, plot.y + plot.height);
        let ticks = tick::ticks(&self.up);
        let (grid, names) = (&mut self.frame.layers.grid, &mut self.frame.layers.names);
        let level = |x: f64| crisp(f64::from(bottom) - x);
        for x in &ticks.grid {
            let y = level(*x);
            grid.push(Item::line(plot.x, y, plot.x + plot.width, y, 1.0, colors.grid));
        }
        // Below the axis above nothing may stand; of the upper tier the first name stays in sight at the bottom.
        let fits = |y: f32| y > top + 14.0 && y < bottom - 2.0;
        let mut taken: Vec<f32> = Vec::new();
        for tick in &ticks.major {
            let inside = tick.x >= self.up.left() - 0.5;
            let y = level(tick.x.max(self.up.left()));
            if inside {
                grid.push(Item::line(0.0, y, plot.x + plot.width, y, 1.0, colors.line));
            }
            let baseline = y - 6.0;
            if fits(baseline) && taken.iter().all(|at| (at - baseline).abs() > 18.0) {
                taken.push(baseline);
                let text = Item::text(&tick.name, sizes.margin, baseline, sizes.body, Weight::SemiBold, colors.ink);
                names.push(text.figures());
            }
        }
        let mut last = f32::MAX;
        for tick in &ticks.minor {
            let baseline = level(tick.x) - 6.0;
            if fits(baseline) && last - baseline > 16.0 {
                last = baseline;
                let text = Item::text(&tick.name, plot.x - 8.0, baseline, sizes.small, Weight::Regular, colors.second);
                let text = text.figures();
                names.push(text.align(Align::Right));
            }
        }
        let line = Item::line(plot.x - 0.5, top, plot.x - 0.5, bottom, 1.0, colors.line);
        names.push(line);
        let words =
            Item::text("Reported", sizes.margin, sizes.axis * 0.83, sizes.small, Weight::Regular, colors.second);
        self.frame.layers.hits.push(Hit {
            target: Target::Lane(0),
            rect: Rect { x: sizes.margin, y: sizes.axis * 0.5, width: plot.x - 24.0, height: 16.0 },
            label: format!("Upward: when it was reported, {}", stretch_words(self.up.range())),
        });
        self.frame.layers.over.push(words);
    }

    /// What was reported on the day it happened.
    fn diagonal(&mut self) {
        let (across, up) = (self.frame.scale.range(), self.up.range());
        let (from, to) = (across.start.max(up.start), across.end.min(up.end));
        if to - from < 1.0 {
            return;
        }
        let colors = &self.frame.theme.colors;
        let at = |day: f64| Point { x: self.frame.scale.x_from_day(day) as f32, y: self.y(day) };
        let stroke = Stroke { width: 1.0, color: colors.second.alpha(0.7), dash: Some((3.0, 4.0)) };
        let shape = Shape::Line { points: vec![at(from), at(to)], stroke };
        self.frame.layers.guide.push(Item { shape, target: Target::None, clip: Some(self.frame.plot) });
    }

    fn marks(&mut self) {
        let (view, theme, plot) = (self.frame.view, self.frame.theme, self.frame.plot);
        let (across, up) = (self.frame.scale.range(), self.up.range());
        let lines = (plot.height / LINE).ceil().max(1.0) as usize;
        self.labels = vec![Taken::default(); lines];
        let chosen = |id: EventId| view.selected == Some(id) || view.hovered == Some(id);
        let mut squares = Squares::new(&self.frame.scale, &self.up);
        let (mut later, mut earlier) = (Tray::new(), Tray::new());
        let mut alone: Vec<Placed<'_>> = Vec::new();
        let reports = self.reports;
        for dot in reports.touching(across).iter().filter(|dot| f64::from(dot.end) > across.start) {
            let rank = self.frame.arrangement.rank(dot.event).unwrap_or(u32::MAX);
            if !chosen(dot.event) && view.top.is_some_and(|top| rank as usize >= top) {
                continue;
            }
            let (late, early) = (dot.told >= up.end, dot.told < up.start);
            if (late || early) && chosen(dot.event) {
                // What one looks at is never only counted: it stands at the edge, clear of the counts.
                let edge = EDGE as f32 + 4.0;
                let y = if late { plot.y + edge } else { plot.y + plot.height - edge };
                alone.push(Placed { dot, y, rank });
                continue;
            }
            if late || early {
                let tray = if late { &mut later } else { &mut earlier };
                self.frame.count(dot.event, (dot.start, dot.end), tray);
                continue;
            }
            let placed = Placed { dot, y: self.y(dot.told).round(), rank };
            if chosen(dot.event) {
                alone.push(placed);
                continue;
            }
            squares.put(placed);
        }
        let mut hits: Vec<(i32, Hit)> = Vec::new();
        for square in squares.filled() {
            if self.are_apart(&square.members) {
                alone.extend(firsts(&square.members));
            } else {
                self.crowd(&square, &mut hits);
            }
        }
        // What is long first, then what is less important, so that it is covered and not the other way round.
        let long = |dot: &Dot| std::cmp::Reverse(dot.end - dot.start);
        let order = |p: &Placed<'_>| (chosen(p.dot.event), long(p.dot), std::cmp::Reverse(p.rank), p.dot.told as i64);
        alone.sort_by_key(order);
        self.threads(&alone);
        for placed in &alone {
            self.mark(placed, &mut hits);
        }
        let star = |id: EventId| view.has_star(id);
        let first = |p: &Placed<'_>| (!chosen(p.dot.event), !star(p.dot.event), p.rank, p.dot.told as i64);
        alone.sort_by_key(first);
        let mut labeled = None;
        for placed in &alone {
            // Once, at the first report beside which there is room.
            if labeled != Some(placed.dot.event) && self.label(placed, theme) {
                labeled = Some(placed.dot.event);
            }
        }
        hits.sort_by_key(|(start, _)| *start);
        self.frame.counts(later, plot.y + 12.0, "reported later", &mut hits);
        self.frame.counts(earlier, plot.y + plot.height - 12.0, "reported earlier", &mut hits);
        self.frame.layers.hits.extend(hits.into_iter().map(|(_, hit)| hit));
    }

    /// Whether the marks of a square can be told apart: few events, none of which covers another.
    fn are_apart(&self, members: &[Placed<'_>]) -> bool {
        let theme = self.frame.theme;
        if members.len() > FEW_REPORTS {
            return false;
        }
        let firsts = firsts(members);
        let boxes: Vec<Rect> = firsts
            .iter()
            .filter_map(|placed| Some((placed, self.frame.timeline.events.get(placed.dot.event.index())?)))
            .map(|(placed, event)| Mark::place(event, &self.frame.scale, placed.y, theme).body(theme))
            .map(|body| Rect { x: body.x - 0.5, width: body.width + 1.0, ..body })
            .collect();
        boxes.len() <= FEW_EVENTS
            && boxes.iter().enumerate().all(|(n, a)| boxes.iter().skip(n + 1).all(|b| !a.overlaps(*b)))
    }

    fn color(&self, dot: &Dot) -> Color {
        let theme = self.frame.theme;
        let dimmed = self.frame.view.highlighted.is_some_and(|found| !found.contains(&dot.event));
        let color = dot.hue.map_or(theme.colors.others, |hue| theme.lane(hue));
        color.alpha(if dimmed { theme.colors.dimmed } else { 1.0 })
    }

    /// The citations of what is chosen, joined.
    fn threads(&mut self, placed: &[Placed<'_>]) {
        let (view, colors) = (self.frame.view, &self.frame.theme.colors);
        for (id, color) in [(view.hovered, colors.second), (view.selected, colors.accent)] {
            let mine: Vec<&Placed<'_>> = placed.iter().filter(|placed| Some(placed.dot.event) == id).collect();
            let Some(first) = mine.first() else { continue };
            let (left, right) = self.frame.scale.xs(Range::new(f64::from(first.dot.start), f64::from(first.dot.end)));
            let edges = (self.frame.plot.x, self.frame.plot.x + self.frame.plot.width);
            let x = ((left as f32).max(edges.0) + (right as f32).min(edges.1)) / 2.0;
            let ys = mine.iter().map(|placed| placed.y);
            let (top, bottom) = (ys.clone().fold(f32::MAX, f32::min), ys.fold(f32::MIN, f32::max));
            if bottom > top {
                let points = vec![Point { x, y: top }, Point { x, y: bottom }];
                let shape = Shape::Line { points, stroke: Stroke { width: 2.0, color, dash: None } };
                self.frame.layers.brackets.push(Item { shape, target: Target::None, clip: Some(self.frame.plot) });
            }
        }
    }

    fn mark(&mut self, placed: &Placed<'_>, hits: &mut Vec<(i32, Hit)>) {
        let (view, theme, plot) = (self.frame.view, self.frame.theme, self.frame.plot);
        let Some(event) = self.frame.timeline.events.get(placed.dot.event.index()) else { return };
        let (color, target) = (self.color(placed.dot), Target::Report(placed.dot.mention));
        let mark = Mark::place(event, &self.frame.scale, placed.y, theme);
        let body = mark.body(theme);
        let layer =
            if mark.kind == Kind::Bracket { &mut self.frame.layers.brackets } else { &mut self.frame.layers.marks };
        // A day of writing that is only a month stands as tall as the month.
        let off = placed.dot.off * self.up.points_per_day() as f32;
        if off > body.height {
            let x = (mark.left.max(plot.x) + mark.right.min(plot.x + plot.width)) / 2.0;
            let points = vec![Point { x, y: placed.y - off }, Point { x, y: placed.y + off }];
            let shape = Shape::Line { points, stroke: Stroke { width: 1.5, color: color.alpha(0.6), dash: None } };
            layer.push(Item { shape, target, clip: Some(plot) });
        }
        let selected = view.selected == Some(placed.dot.event);
        if selected || view.hovered == Some(placed.dot.event) {
            let color = if selected { theme.colors.accent } else { theme.colors.second };
            layer.push(Item { shape: ring(&mark, theme, color, selected), target, clip: Some(plot) });
        }
        mark.paint(layer, target, color, None, plot, theme);
        if selected && self.frame.layers.selected.is_none() {
            self.frame.layers.selected = Some((mark.left, mark.right, mark.kind));
        }
        let (left, right) = (mark.left.max(plot.x), mark.right.min(plot.x + plot.width));
        let wide = (right - left).max(16.0);
        let rect = Rect { x: (left + right - wide) / 2.0, y: placed.y - 8.0, width: wide, height: 16.0 };
        self.take(Rect { x: rect.x - 2.0, width: rect.width + 4.0, ..rect });
        let label = format!("{}, reported {}", spoken(event), self.report_words(placed.dot.mention));
        hits.push((placed.dot.start, Hit { target: Target::Report(placed.dot.mention), rect, label }));
    }

    /// `Friday 9 February 2024 by Harbor Wire`
    fn report_words(&self, mention: MentionId) -> String {
        let timeline = self.frame.timeline;
        let source = timeline.mentions.get(mention.index()).and_then(|m| timeline.sources.get(m.article.index()));
        let Some((source, published)) = source.and_then(|source| Some((source, source.published.as_ref()?))) else {
            return String::new();
        };
        format!("{} by {}", When::from(published.date).words(), source.outlet)
    }

    /// Several events on one spot: how many.
    fn crowd(&mut self, square: &Square<'_>, hits: &mut Vec<(i32, Hit)>) {
        let members = &square.members;
        let (colors, sizes, plot) = (&self.frame.theme.colors, &self.frame.theme.sizes, self.frame.plot);
        let mut events: Vec<EventId> = members.iter().map(|placed| placed.dot.event).collect();
        events.sort_unstable();
        events.dedup();
        // In the middle of its square, where it covers no neighbor's.
        let (day, y) = (square.day, self.y(square.told).round());
        let number = events.len().to_string();
        // Three digits stay within the square too.
        let size = if events.len() < 100 { sizes.small } else { NUMBER_SIZE };
        let width = (font::sans(&number, size, Weight::Regular) + 4.0).max(17.0);
        let x = (self.frame.scale.x_from_day(day) as f32 - width / 2.0).round();
        let x = x.clamp(plot.x, (plot.x + plot.width - width).max(plot.x));
        let target = Target::Count(self.frame.layers.counts.len() as u32);
        let found = self.frame.view.highlighted;
        let dimmed = found.is_some_and(|found| !events.iter().any(|id| found.contains(id)));
        let ink = colors.ink.alpha(if dimmed { colors.dimmed } else { 1.0 });
        let rect = Rect { x, y: y - 8.0, width, height: 16.0 };
        // The more, the darker: from afar the counts read as a map of when much was written about what.
        let much = ((events.len() as f32).log2() / MUCH.log2()).min(1.0);
        let shade = if dimmed { 0.0 } else { much * DARKEST };
        let stroke = Stroke { width: 1.0, color: colors.line, dash: None };
        for (fill, stroke) in [(colors.panel, Some(stroke)), (colors.density.alpha(shade), None)] {
            let shape = Shape::Rect { rect, radius: 4.0, fill: Some(fill), stroke };
            self.frame.layers.labels.push(Item { shape, target, clip: Some(plot) });
        }
        let baseline = y + font::cap_height(size, Family::Sans) / 2.0;
        let text = Item::text(&number, x + width / 2.0, baseline, size, Weight::Regular, ink).of(target);
        self.frame.layers.labels.push(Item { clip: Some(plot), ..text.align(Align::Center) });
        self.take(Rect { x: x - 2.0, width: width + 4.0, ..rect });
        let starts = members.iter().map(|placed| placed.dot.start);
        let (first, last) = (starts.clone().min().unwrap_or_default(), starts.max().unwrap_or_default());
        let when = short_date(When::range(
            crate::calendar::Date::Day(Day::from_number(first)),
            crate::calendar::Date::Day(Day::from_number(last)),
        ));
        let label = format!("{} on one spot, {when}", count_of(events.len(), "event"));
        hits.push((first, Hit { target, rect, label }));
        self.frame.layers.counts.push(events);
    }

    /// The lines of labels that a rectangle stands in.
    fn lines(&self, rect: Rect) -> std::ops::Range<usize> {
        let line = |y: f32| ((y - self.frame.plot.y) / LINE).floor().max(0.0) as usize;
        line(rect.y)..(line(rect.y + rect.height - 0.01) + 1).min(self.labels.len())
    }

    fn take(&mut self, rect: Rect) {
        for n in self.lines(rect) {
            if let Some(taken) = self.labels.get_mut(n) {
                taken.take_any(rect.x, rect.x + rect.width);
            }
        }
    }

    fn label(&mut self, placed: &Placed<'_>, theme: &Theme) -> bool {
        let (view, plot, colors, sizes) = (self.frame.view, self.frame.plot, &theme.colors, &theme.sizes);
        let Some(event) = self.frame.timeline.events.get(placed.dot.event.index()) else { return false };
        let mark = Mark::place(event, &self.frame.scale, placed.y, theme);
        let (left, right) = mark.reach(theme);
        let most = (self.frame.arrangement.events / BOLD_SHARE).clamp(1, MOST_BOLD);
        let star = view.has_star(placed.dot.event);
        let label = starred(event, star);
        let weight = if star || (placed.rank as usize) < most { Weight::SemiBold } else { Weight::Regular };
        let number = view.numbers.and_then(|numbers| numbers.get(&placed.dot.event));
        let extra = if view.numbers.is_some() { NUMBER_ROOM } else { 0.0 };
        let (right, left) = (right.min(plot.x + plot.width) + sizes.label_gap, left - sizes.label_gap);
        let at = Rect { x: left, y: placed.y - 8.0, width: 0.0, height: 16.0 };
        if at.y < plot.y {
            return false;
        }
        // The room that all lines of labels leave it on both sides.
        let room = |side: &dyn Fn(&Taken) -> f32| {
            let lines = self.lines(at).filter_map(|n| self.labels.get(n));
            lines.map(side).fold(f32::MAX, f32::min) - extra
        };
        let after = room(&|line| line.room_right(right, plot.x + plot.width + sizes.apart) - sizes.apart);
        let before = room(&|line| line.room_left(left, plot.x) - 2.0);
        let width = font::sans(&label, sizes.body, weight);
        // Many stand close, so what does not fit whole on either side is shortened where there is more room.
        let side = if after >= width || after >= before { after } else { before };
        let text = match side {
            _ if side >= width => Some(label.clone().into_owned()),
            _ if side >= LEAST_LABEL => font::shorten(&label, side, sizes.body, Family::Sans, weight),
            _ => None,
        };
        let Some(text) = text else { return false };
        let width = font::sans(&text, sizes.body, weight);
        let x = if side == after { right } else { left - width - extra };
        self.take(Rect { x: x - 2.0, width: width + extra + 4.0, ..at });
        let dimmed = view.highlighted.is_some_and(|found| !found.contains(&placed.dot.event));
        let share = if dimmed { colors.dimmed } else { 1.0 };
        let target = Target::Event(placed.dot.event);
        let baseline = placed.y + font::cap_height(sizes.body, Family::Sans) / 2.0;
        let text = Item::text(&text, x, baseline, sizes.body, weight, colors.ink.alpha(share)).of(target);
        self.frame.layers.labels.push(Item { clip: Some(plot), ..text });
        if let Some(number) = number {
            let at = (x + width + 3.0, baseline - 3.5);
            let text = Item::text(&number.to_string(), at.0, at.1, NUMBER_SIZE, Weight::SemiBold, colors.second);
            self.frame.layers.labels.push(Item { clip: Some(plot), ..text.of(target) });
        }
        true
    }

    /// What has no place here, said in words.
    fn undated(&mut self) {
        if self.reports.undated == 0 {
            return;
        }
        let (colors, sizes, plot) = (&self.frame.theme.colors, &self.frame.theme.sizes, self.frame.plot);
        let words = format!("{} without a day of writing", count_of(self.reports.undated, "citation"));
        let width = font::sans(&words, sizes.small, Weight::Regular);
        let (x, y) = (plot.x + plot.width - width, plot.y + plot.height - 8.0);
        let ground = Rect { x: x - 4.0, y: y - 12.0, width: width + 8.0, height: 16.0 };
        self.frame.layers.names.push(Item::fill(ground, 4.0, colors.ground));
        self.frame.layers.names.push(Item::text(&words, x, y, sizes.small, Weight::Regular, colors.second));
    }
}

fn stretch_words(days: Range) -> String {
    let days = days.interval();
    format!("{} to {}", days.start, days.end)
}

#[cfg(test)]
mod tests;
