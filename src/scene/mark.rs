//! A mark says how well its time is known.
//!
//! | told as | drawn as |
//! |---|---|
//! | a day | a pill, round when a day is narrow, a day wide when it is wide |
//! | a range of days, a week, a month, a quarter, a season | a bar as wide as its span |
//! | a year and coarser | a thin bracket with its label in the line |
//! | about | the same with faded ends |
//! | since, until | the same, running out where it is open |
//! | planned | outlined; a bracket is dashed |
//! | denied | pale and struck |
//! | sources that differ | split along its length, and a dot in the color of *look here* |
//!
//! Under a mark stand ticks, one for each independent source.

use crate::calendar::{Granularity, Open};
use crate::event::Event;
use crate::mention::Status;

use super::lane::is_bracket;
use super::theme::Theme;
use super::{Color, Item, Point, Range, Rect, Scale, Shape, Stroke, Target};

/// What kind of mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Pill,
    Bar,
    Bracket,
}

/// One mark, placed.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    pub event: &'a Event,
    pub kind: Kind,
    /// Edges of its body, in points; may lie outside the plot.
    pub left: f32,
    pub right: f32,
    /// Middle of its row.
    pub y: f32,
    /// Whether a ring stands around it, which its ticks must not be hidden by.
    pub ringed: bool,
}

/// How much of the ground a bar has: long ones would shout in full color.
pub(super) const BAR: f32 = 0.14;

/// How far outside the plot shapes may go: enough that a clipped end is not seen as an end.
const BEYOND: f32 = 48.0;

/// Room that the dot of *look here* takes right of a mark.
const LOOK_DOT: f32 = 12.0;

impl<'a> Mark<'a> {
    /// Where the mark of an event stands on a scale.
    pub fn place(event: &'a Event, scale: &Scale, y: f32, theme: &Theme) -> Self {
        let when = event.when;
        let days = Range::of(when.interval());
        let kind = if is_bracket(when) {
            Kind::Bracket
        } else if when.granularity == Granularity::Day && days.days() <= 1.0 {
            Kind::Pill
        } else {
            Kind::Bar
        };
        let least = match kind {
            Kind::Pill if when.about => theme.sizes.dot + 2.0 * theme.sizes.fade,
            Kind::Pill => theme.sizes.dot,
            Kind::Bar | Kind::Bracket => theme.sizes.least_bar,
        };
        let (left, right) = scale.xs(days);
        let more = ((f64::from(least) - (right - left)) / 2.0).max(0.0);
        let clamp = |x: f64| x.clamp(scale.left() - f64::from(BEYOND), scale.right() + f64::from(BEYOND)) as f32;
        Self { event, kind, left: clamp(left - more), right: clamp(right + more), y, ringed: false }
    }

    /// Its whole reach on the row, with what runs out and the dot.
    pub fn reach(&self, theme: &Theme) -> (f32, f32) {
        let run = |open| if self.event.when.open == open { theme.sizes.run } else { 0.0 };
        let look = if self.differs() { LOOK_DOT } else { 0.0 };
        (self.left - run(Open::Until), self.right + run(Open::Since) + look)
    }

    /// Whether its sources differ.
    pub fn differs(&self) -> bool {
        !self.event.disagreements.is_empty()
    }

    /// The body as a rectangle.
    pub fn body(&self, theme: &Theme) -> Rect {
        let height = if self.kind == Kind::Pill { theme.sizes.dot } else { theme.sizes.bar };
        Rect { x: self.left, y: self.y - height / 2.0, width: self.right - self.left, height }
    }

    /// Draws it. `gap` is a stretch left open for a label in its line.
    pub fn paint(
        &self,
        out: &mut Vec<Item>,
        target: Target,
        color: Color,
        gap: Option<(f32, f32)>,
        clip: Rect,
        theme: &Theme,
    ) {
        let mut pen = Pen { out, target, clip };
        match self.kind {
            Kind::Bracket => self.paint_bracket(&mut pen, color, gap, theme),
            Kind::Pill | Kind::Bar => self.paint_body(&mut pen, color, gap, theme),
        }
        self.paint_runs(&mut pen, color, theme);
        if self.differs() {
            let (_, right) = self.reach(theme);
            let look = theme.colors.look.alpha(f32::from(color.a) / 255.0);
            let rect = Rect { x: right - 6.0, y: self.y - 3.0, width: 6.0, height: 6.0 };
            pen.rect(rect, 3.0, Some(look), None);
        }
        self.paint_ticks(&mut pen, color, theme);
    }

    fn paint_body(&self, pen: &mut Pen<'_>, color: Color, gap: Option<(f32, f32)>, theme: &Theme) {
        let body = self.body(theme);
        let radius = if self.kind == Kind::Pill { body.height / 2.0 } else { 2.5_f32.min(body.width / 2.0) };
        let ground = theme.colors.ground;
        let status = self.event.status;
        // Opaque, so that gridlines do not shine through.
        let fill = match self.kind {
            _ if status == Status::Denied => color.mix(ground, theme.colors.pale),
            Kind::Bar => color.mix(ground, BAR),
            _ => color,
        };
        let outline = Stroke { width: theme.sizes.outline, color, dash: None };
        if self.event.when.about {
            let fade = theme.sizes.fade.max(body.width * 0.18).min(body.width * 0.42);
            // Two thin lines need more of their length than a body to be seen at all.
            let fade = if status == Status::Planned { fade.min(body.width * 0.28) } else { fade };
            let strips: Vec<Rect> = if status == Status::Planned {
                let edge = theme.sizes.outline;
                vec![Rect { height: edge, ..body }, Rect { y: body.y + body.height - edge, height: edge, ..body }]
            } else {
                vec![body]
            };
            for strip in strips {
                let clear = fill.alpha(0.0);
                // Joined on whole points: anywhere else the seam would show.
                let (from, to) = ((strip.x + fade).round(), (strip.x + strip.width - fade).round());
                pen.fade(Rect { width: from - strip.x, ..strip }, clear, fill);
                pen.rect(Rect { x: from, width: to - from, ..strip }, 0.0, Some(fill), None);
                pen.fade(Rect { x: to, width: strip.x + strip.width - to, ..strip }, fill, clear);
            }
        } else if status == Status::Planned {
            let inset = theme.sizes.outline / 2.0;
            let inner = Rect {
                x: body.x + inset,
                y: body.y + inset,
                width: body.width - 2.0 * inset,
                height: body.height - 2.0 * inset,
            };
            pen.rect(inner, (radius - inset).max(0.0), Some(ground), Some(outline));
        } else {
            pen.rect(body, radius, Some(fill), None);
        }
        if self.differs() {
            let slit = Rect { y: self.y - 1.0, height: 2.0, ..body };
            pen.rect(slit, 0.0, Some(ground), None);
        }
        if let Some((from, to)) = gap {
            let hole = Rect { x: from, y: body.y - 1.0, width: to - from, height: body.height + 2.0 };
            pen.rect(hole, 0.0, Some(ground), None);
        }
        if status == Status::Denied {
            let ink = theme.colors.ink.alpha(f32::from(color.a) / 255.0);
            let stroke = Stroke { width: 1.5, color: ink, dash: None };
            // A bar is struck through, a dot is crossed out.
            let (dx, dy) =
                if self.kind == Kind::Pill && body.width < 2.0 * body.height { (-2.0, 7.0) } else { (3.0, 0.0) };
            pen.line(
                Point { x: body.x - dx, y: self.y + dy },
                Point { x: body.x + body.width + dx, y: self.y - dy },
                stroke,
            );
        }
    }

    fn paint_bracket(&self, pen: &mut Pen<'_>, color: Color, gap: Option<(f32, f32)>, theme: &Theme) {
        let sizes = &theme.sizes;
        let when = self.event.when;
        let dash = (self.event.status == Status::Planned).then_some((4.0, 3.0));
        let pale =
            if self.event.status == Status::Denied { color.mix(theme.colors.ground, theme.colors.pale) } else { color };
        let stroke = Stroke { width: sizes.bracket_line, color: pale, dash };
        let fade = if when.about { (2.4 * sizes.fade).min((self.right - self.left) * 0.3) } else { 0.0 };
        let lines: &[f32] = if self.differs() { &[-1.75, 1.75] } else { &[0.0] };
        for dy in lines {
            let y = self.y + dy;
            let thin = |x: f32, width: f32| Rect { x, y: y - stroke.width / 2.0, width, height: stroke.width };
            if fade > 0.0 {
                pen.fade(thin(self.left, fade), pale.alpha(0.0), pale);
                pen.fade(thin(self.right - fade, fade), pale, pale.alpha(0.0));
            }
            let (left, right) = (self.left + fade, self.right - fade);
            let pieces = match gap {
                Some((from, to)) => vec![(left, from.min(right)), (to.max(left), right)],
                None => vec![(left, right)],
            };
            for (from, to) in pieces.into_iter().filter(|(from, to)| to > from) {
                pen.line(Point { x: from, y }, Point { x: to, y }, stroke);
            }
        }
        if !when.about {
            let feet = Stroke { dash: None, ..stroke };
            let half = stroke.width / 2.0;
            let mut foot = |x: f32| {
                pen.line(Point { x, y: self.y - half }, Point { x, y: self.y + sizes.bracket }, feet);
            };
            if when.open != Open::Until {
                foot(self.left + half);
            }
            if when.open != Open::Since {
                foot(self.right - half);
            }
        }
        if self.event.status == Status::Denied {
            let ink = theme.colors.ink.alpha(f32::from(color.a) / 255.0);
            let stroke = Stroke { width: 1.5, color: ink, dash: None };
            let at = match gap {
                Some((from, _)) => from - 8.0,
                None => (self.left + self.right) / 2.0,
            };
            pen.line(Point { x: at - 4.0, y: self.y + 5.0 }, Point { x: at + 4.0, y: self.y - 5.0 }, stroke);
        }
    }

    fn paint_runs(&self, pen: &mut Pen<'_>, color: Color, theme: &Theme) {
        let height = if self.kind == Kind::Bracket { theme.sizes.bracket_line } else { 3.0 };
        let strip = Rect { x: self.right, y: self.y - height / 2.0, width: theme.sizes.run, height };
        match self.event.when.open {
            Open::No => {}
            Open::Since => pen.fade(strip, color, color.alpha(0.0)),
            Open::Until => pen.fade(Rect { x: self.left - strip.width, ..strip }, color.alpha(0.0), color),
        }
    }

    fn paint_ticks(&self, pen: &mut Pen<'_>, color: Color, theme: &Theme) {
        let sizes = &theme.sizes;
        let count = self.event.independent_sources.min(sizes.ticks);
        let step = sizes.tick + sizes.tick_gap;
        let width = count as f32 * step - sizes.tick_gap;
        let ink = theme.colors.second.alpha(f32::from(color.a) / 255.0);
        let visible_left = self.left.max(pen.clip.x);
        let (x, y) = match self.kind {
            Kind::Pill if self.right - self.left < 2.5 * sizes.dot => {
                ((self.left + self.right - width) / 2.0, self.y + sizes.dot / 2.0 + 2.5)
            }
            Kind::Pill | Kind::Bar => (visible_left + 1.0, self.y + sizes.bar / 2.0 + 2.5),
            Kind::Bracket => (visible_left + 5.0, self.y + 3.0),
        };
        if self.kind == Kind::Bracket && self.right - self.left < width + 10.0 {
            return;
        }
        let y = if self.ringed && self.kind != Kind::Bracket { y + sizes.ring } else { y };
        for n in 0..count {
            let rect = Rect { x: x + n as f32 * step, y, width: sizes.tick, height: sizes.tick_height };
            pen.rect(rect, 0.0, Some(ink), None);
        }
    }
}

/// Writes shapes of one mark.
struct Pen<'a> {
    out: &'a mut Vec<Item>,
    target: Target,
    clip: Rect,
}

impl Pen<'_> {
    fn put(&mut self, shape: Shape) {
        self.out.push(Item { shape, target: self.target, clip: Some(self.clip) });
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Color>, stroke: Option<Stroke>) {
        if rect.width > 0.0 {
            self.put(Shape::Rect { rect, radius, fill, stroke });
        }
    }

    fn fade(&mut self, rect: Rect, left: Color, right: Color) {
        if rect.width > 0.0 {
            self.put(Shape::Fade { rect, left, right });
        }
    }

    fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.put(Shape::Line { points: vec![from, to], stroke });
    }
}
