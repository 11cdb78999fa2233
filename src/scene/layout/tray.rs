//! What found no room: counts under a lane, each over the stretch its events stand in.

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::event::EventId;
use crate::scene::words::counted as count_of;
use crate::scene::{Align, Family, Hit, Item, Rect, Shape, Stroke, Target, Weight, font};

use super::Frame;

/// Width of a column of counts: a count of four digits with its gap.
const COUNT_COLUMN: f64 = 56.0;

/// Events of one column that are counted.
#[derive(Default)]
pub(super) struct Counted {
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

/// The counts of a lane, by column.
pub(super) type Tray = BTreeMap<i64, Counted>;

impl Frame<'_> {
    /// Counts an event that is seen from day to day and has no room.
    pub(super) fn count(&self, id: EventId, (start, end): (i32, i32), tray: &mut Tray) {
        let range = self.scale.range();
        let seen = (f64::from(start).max(range.start), f64::from(end).min(range.end));
        let x = self.scale.x_from_day((seen.0 + seen.1) / 2.0);
        // Columns hang on the calendar, not on the window, so that counts do not flicker while one pans.
        let anchored = (seen.0 + seen.1) / 2.0 * self.scale.points_per_day();
        let column = if self.scale.folds().is_empty() { anchored } else { x };
        let entry = tray.entry((column / COUNT_COLUMN).floor() as i64).or_insert(Counted {
            first: i32::MAX,
            last: i32::MIN,
            ..Counted::default()
        });
        entry.events.push(id);
        entry.x_sum += x;
        entry.first = entry.first.min(start);
        entry.last = entry.last.max(end - 1);
    }

    /// Draws the counts.
    pub(super) fn counts(&mut self, counted: Tray, y: f32, why: &str, hits: &mut Vec<(i32, Hit)>) {
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
            let label = format!("{} {why}, {first} to {last}", count_of(column.events.len(), "event"));
            hits.push((column.first, Hit { target, rect, label }));
            self.layers.counts.push(column.events);
        }
    }
}
