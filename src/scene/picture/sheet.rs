//! What stands on a page around the drawing: title and facts above, what was left out and the day of saving below.

use std::collections::BTreeSet;

use super::days::{days_of, days_within};
use super::{FINE, Order, Page};
use crate::calendar::Day;
use crate::event::{Event, EventId};
use crate::scene::theme::Theme;
use crate::scene::words::{counted, short_date};
use crate::scene::{Align, Color, Family, Hit, Item, Point, Range, Rect, Scene, Shape, Text, Weight, font};
use crate::timeline::Timeline;

pub(super) fn blank(page: Page, theme: &Theme) -> Scene {
    let whole = Rect { x: 0.0, y: 0.0, width: page.width, height: page.height };
    Scene {
        width: page.width,
        height: page.height,
        items: vec![Item::fill(whole, 0.0, theme.colors.ground)],
        ..Scene::default()
    }
}

pub(super) struct Sheet<'a> {
    pub scene: Scene,
    pub theme: &'a Theme,
    pub timeline: &'a Timeline,
}

impl Sheet<'_> {
    pub fn put(&mut self, item: Item) {
        self.scene.items.push(item);
    }

    #[allow(clippy::too_many_arguments)]
    pub fn write(
        &mut self,
        text: &str,
        x: f32,
        y: f32,
        size: f32,
        family: Family,
        weight: Weight,
        color: Color,
    ) -> f32 {
        let at = Point { x, y };
        let shape = Shape::Text(Text {
            text: text.to_owned(),
            at,
            align: Align::Left,
            size,
            family,
            weight,
            color,
            figures: false,
        });
        self.put(Item::plain(shape));
        x + font::width(text, size, family, weight)
    }

    pub fn head(&mut self, order: &Order<'_>, events: &[EventId], inner: Rect, range: Range) {
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
    pub fn place(&mut self, drawing: Scene, at: Point) {
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

    pub fn foot(&mut self, note: &str, saved: Option<Day>, inner: Rect) {
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
