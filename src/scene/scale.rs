//! The only place where days become x.
//!
//! A [`Range`] is a stretch of time in days since 1970-01-01, the end not included; a [`Scale`] lays one over a stretch of
//! points. Both are `f64`: at four points a day, `f32` would lose half a point by the year 2024 counted from 1970.
//!
//! A saved picture of a whole timeline may **fold** empty years: the stretch between two days is then drawn
//! [`FOLD_WIDTH`] wide, whatever its length, and what draws the axis shows the fold. The map stays monotonic, so
//! everything else works as before. Zooming drops the folds.

use crate::calendar::{Day, Interval};

/// How wide a folded stretch is drawn, in points: room for the sign of the fold and no more.
pub const FOLD_WIDTH: f64 = 28.0;

/// Closest zoom: this many days over the whole width. Below two days there is nothing finer to see.
pub const LEAST_DAYS: f64 = 3.0;

/// A stretch of time in days since 1970-01-01, the end not included.
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Range {
    pub start: f64,
    pub end: f64,
}

impl Range {
    /// From one to another; never empty.
    pub fn new(start: f64, end: f64) -> Self {
        let (start, end) = if start <= end { (start, end) } else { (end, start) };
        Self { start, end: end.max(start + 1e-6) }
    }

    /// The days of an interval, whole.
    pub fn of(days: Interval) -> Self {
        Self { start: f64::from(days.start.number()), end: f64::from(days.end.number()) + 1.0 }
    }

    /// In days.
    pub fn days(self) -> f64 {
        self.end - self.start
    }

    /// The smallest range that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share some time.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// With room on both sides: `share` of its length, but at least a day.
    pub fn with_margin(self, share: f64) -> Self {
        let more = (self.days() * share).max(1.0);
        Self { start: self.start - more, end: self.end + more }
    }

    /// The days it touches.
    pub fn interval(self) -> Interval {
        let start = Day::from_number(self.start.floor() as i32);
        let end = Day::from_number((self.end.ceil() as i32 - 1).max(self.start.floor() as i32));
        Interval { start, end }
    }

    /// Moved by `days`, later if positive.
    pub fn shift(self, days: f64) -> Self {
        Self { start: self.start + days, end: self.end + days }
    }

    /// Zoomed about a day that stays in place; `factor` above 1 is closer.
    pub fn zoom(self, factor: f64, about: f64) -> Self {
        let days = (self.days() / factor.max(1e-9)).clamp(LEAST_DAYS, 4_000_000.0);
        let share = ((about - self.start) / self.days()).clamp(0.0, 1.0);
        let start = about.clamp(self.start, self.end) - share * days;
        Self { start, end: start + days }
    }

    /// No longer than `bounds`, and moved so that it lies inside.
    pub fn clamp(self, bounds: Self) -> Self {
        let days = self.days().min(bounds.days()).max(LEAST_DAYS.min(bounds.days()));
        let middle = (self.start + self.end) / 2.0;
        let start = if self.days() == days { self.start } else { middle - days / 2.0 };
        let start = start.min(bounds.end - days).max(bounds.start);
        Self { start, end: start + days }
    }
}

/// A stretch of empty time that is drawn [`FOLD_WIDTH`] wide.
pub type Fold = Range;

/// Days over points.
#[derive(Clone, PartialEq, Debug)]
pub struct Scale {
    range: Range,
    left: f64,
    right: f64,
    folds: Vec<Fold>,
    points_per_day: f64,
}

impl Scale {
    /// Lays `range` from `left` to `right`, in points.
    pub fn new(range: Range, left: f64, right: f64) -> Self {
        Self::folded(range, left, right, Vec::new())
    }

    /// The same with folds, in order of time, inside the range and apart from each other; others are left out.
    pub fn folded(range: Range, left: f64, right: f64, folds: Vec<Fold>) -> Self {
        let range = Range::new(range.start, range.end);
        let right = right.max(left + 1.0);
        let mut kept: Vec<Fold> = Vec::new();
        for fold in folds {
            let after = kept.last().map_or(range.start, |last| last.end);
            if fold.days() > 0.0 && fold.start >= after && fold.end <= range.end {
                kept.push(fold);
            }
        }
        let open_days = range.days() - kept.iter().map(|fold| fold.days()).sum::<f64>();
        let open_points = right - left - kept.len() as f64 * FOLD_WIDTH;
        if open_days <= 0.0 || open_points <= 0.0 {
            return Self::new(range, left, right);
        }
        Self { range, left, right, folds: kept, points_per_day: open_points / open_days }
    }

    /// What it shows.
    pub fn range(&self) -> Range {
        self.range
    }

    /// Where it begins, in points.
    pub fn left(&self) -> f64 {
        self.left
    }

    /// Where it ends, in points.
    pub fn right(&self) -> f64 {
        self.right
    }

    /// Its folds.
    pub fn folds(&self) -> &[Fold] {
        &self.folds
    }

    /// Points a day outside folds.
    pub fn points_per_day(&self) -> f64 {
        self.points_per_day
    }

    /// Where a moment stands; outside the range it goes on at the same pace.
    pub fn x_from_day(&self, day: f64) -> f64 {
        let mut x = self.left;
        let mut from = self.range.start;
        for fold in &self.folds {
            if day < fold.start {
                break;
            }
            x += (fold.start - from) * self.points_per_day;
            if day < fold.end {
                return x + (day - fold.start) / fold.days() * FOLD_WIDTH;
            }
            x += FOLD_WIDTH;
            from = fold.end;
        }
        x + (day - from) * self.points_per_day
    }

    /// The moment at x.
    pub fn day_from_x(&self, x: f64) -> f64 {
        let mut at = self.left;
        let mut from = self.range.start;
        for fold in &self.folds {
            let fold_x = at + (fold.start - from) * self.points_per_day;
            if x < fold_x {
                break;
            }
            if x < fold_x + FOLD_WIDTH {
                return fold.start + (x - fold_x) / FOLD_WIDTH * fold.days();
            }
            at = fold_x + FOLD_WIDTH;
            from = fold.end;
        }
        from + (x - at) / self.points_per_day
    }

    /// Where a range stands: left and right edge.
    pub fn xs(&self, range: Range) -> (f64, f64) {
        (self.x_from_day(range.start), self.x_from_day(range.end))
    }

    /// The range after zooming about the moment at `x`, which stays under the pointer. `factor` above 1 is closer.
    pub fn zoom(&self, factor: f64, x: f64) -> Range {
        self.range.zoom(factor, self.day_from_x(x))
    }

    /// The range after the drawing was dragged by `dx` points.
    pub fn pan(&self, dx: f64) -> Range {
        self.range.shift(-dx / self.points_per_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(start: f64, end: f64) -> Range {
        Range::new(start, end)
    }

    #[test]
    fn days_and_points_go_both_ways() {
        let plain = Scale::new(days(100.0, 200.0), 50.0, 1050.0);
        let folded = Scale::folded(days(0.0, 10_000.0), 0.0, 1000.0, vec![days(1000.0, 4000.0), days(6000.0, 9000.0)]);
        for scale in [&plain, &folded] {
            let mut last = f64::NEG_INFINITY;
            for step in -20..120 {
                let day = scale.range().start + scale.range().days() * f64::from(step) / 100.0;
                let x = scale.x_from_day(day);
                assert!(x > last, "x grows with time");
                assert!((scale.day_from_x(x) - day).abs() < 1e-6, "{day} → {x} → {}", scale.day_from_x(x));
                last = x;
            }
            assert!((scale.x_from_day(scale.range().start) - scale.left()).abs() < 1e-9);
            assert!((scale.x_from_day(scale.range().end) - scale.right()).abs() < 1e-6);
        }
        let (a, b) = folded.xs(days(1000.0, 4000.0));
        assert!((b - a - FOLD_WIDTH).abs() < 1e-9);
    }

    #[test]
    fn the_day_under_the_pointer_stays_there() {
        let scale = Scale::new(days(0.0, 365.0), 100.0, 900.0);
        for x in [100.0, 333.0, 900.0] {
            for factor in [0.5, 1.1, 7.0] {
                let day = scale.day_from_x(x);
                let closer = Scale::new(scale.zoom(factor, x), 100.0, 900.0);
                assert!((closer.x_from_day(day) - x).abs() < 1e-6);
            }
        }
        let dragged = Scale::new(scale.pan(80.0), 100.0, 900.0);
        assert!((dragged.x_from_day(10.0) - scale.x_from_day(10.0) - 80.0).abs() < 1e-9);
    }

    #[test]
    fn a_range_stays_inside_its_bounds() {
        let bounds = days(0.0, 1000.0);
        let table = [
            (days(-50.0, 50.0), days(0.0, 100.0)),
            (days(950.0, 1050.0), days(900.0, 1000.0)),
            (days(-500.0, 2500.0), days(0.0, 1000.0)),
            (days(10.0, 20.0), days(10.0, 20.0)),
        ];
        for (range, inside) in table {
            assert_eq!(range.clamp(bounds), inside);
        }
        assert_eq!(days(5.0, 6.0).zoom(1e12, 5.5).days(), LEAST_DAYS);
    }
}
