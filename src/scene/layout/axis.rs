//! The calendar behind the marks: gridlines, weekends, folds, and the two tiers of names above.

use crate::scene::{Align, Family, Item, Point, Range, Rect, Shape, Stroke, Weight, font, tick};

use super::{Frame, crisp};

/// From this many points a day, Saturdays and Sundays are tinted: where the axis names single days.
const WEEKEND_POINTS: f64 = 24.0;

/// How much of the ground the lines of months and years have in high contrast: with less they cross out labels, with more
/// they are the lines of days.
const PALER: f32 = 0.6;

impl Frame<'_> {
    /// What lies behind everything.
    pub(super) fn grid(&mut self) {
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
        // Where lines are as strong as ink, one that goes through all lanes would strike out the words that it meets.
        let major = if self.theme.look.is_contrast() { colors.line.mix(colors.ground, PALER) } else { colors.line };
        for tick in ticks.major.iter().filter(|tick| tick.x >= self.scale.left() - 0.5) {
            let x = crisp(tick.x);
            self.layers.grid.push(Item::line(x, self.plot.y, x, bottom, 1.0, major));
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

    /// The band with the names of dates.
    pub(super) fn axis(&mut self) {
        let (colors, sizes) = (&self.theme.colors, &self.theme.sizes);
        let out = &mut self.layers.axis;
        let band = Rect { x: 0.0, y: 0.0, width: self.view.width, height: sizes.axis };
        out.push(Item::fill(band, 0.0, colors.ground));
        let ticks = tick::ticks(&self.scale);
        let right = self.plot.x + self.plot.width;
        let figures = |name: &str, size, weight| font::figures(name, size, Family::Sans, weight).1;
        let (major_y, minor_y) = (sizes.axis * 0.40, sizes.axis * 0.83);
        for (n, tick) in ticks.major.iter().enumerate() {
            let inside = tick.x >= self.scale.left() - 0.5;
            let x = tick.x.max(self.scale.left()) as f32;
            let next = ticks.major.get(n + 1).map_or(f32::MAX, |next| next.x as f32);
            if inside {
                let x = crisp(tick.x);
                out.push(Item::line(x, sizes.axis * 0.12, x, sizes.axis, 1.0, colors.line));
            }
            let fits =
                |name: &&String| x + 6.0 + figures(name, sizes.body, Weight::SemiBold) + 6.0 <= next.min(right + 8.0);
            if let Some(name) = [Some(&tick.name), tick.short.as_ref()].into_iter().flatten().find(fits) {
                out.push(Item::text(name, x + 6.0, major_y, sizes.body, Weight::SemiBold, colors.ink).figures());
            }
        }
        let mut free_from = f32::MIN;
        for tick in &ticks.minor {
            let x = tick.x as f32 + 6.0;
            let width = figures(&tick.name, sizes.small, Weight::Regular);
            let folded = self.scale.folds().iter().any(|fold| {
                let (left, right) = self.scale.xs(*fold);
                f64::from(x) < right + 4.0 && f64::from(x + width) > left - 4.0
            });
            // "31" beyond the line of the first of June would be a day of June.
            let crosses = ticks.major.iter().any(|major| {
                let line = major.x as f32;
                tick.x as f32 + 0.5 < line && line < x + width + 3.0
            });
            if x >= free_from && x + width <= right + 8.0 && !folded && !crosses {
                out.push(Item::text(&tick.name, x, minor_y, sizes.small, Weight::Regular, colors.second).figures());
                free_from = x + width + 4.0;
            }
        }
        for fold in self.scale.folds() {
            let (left, right) = self.scale.xs(*fold);
            let middle = ((left + right) / 2.0) as f32;
            let months = (fold.days() / 30.44).round();
            let name = if months < 24.0 { format!("{months} mo") } else { format!("{} y", (months / 12.0).round()) };
            let text =
                Item::text(&name, middle, minor_y, sizes.small, Weight::Regular, colors.second).align(Align::Center);
            out.push(text);
        }
        let y = sizes.axis - 0.5;
        out.push(Item::line(0.0, y, self.view.width, y, 1.0, colors.line));
    }
}
