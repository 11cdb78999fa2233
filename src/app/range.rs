//! The stretch of days on the screen, as gestures move it. No gesture leads out of the world or to a stretch of nothing.

use crate::calendar::Interval;
use crate::scene::Range;

/// As far as one can pan: the years −4000 to 6000. Nothing is told outside, and getting lost has an end.
pub const WORLD: Range = Range { start: -2_180_000.0, end: 1_472_000.0 };

/// Days with a little air at both ends. Labels stand to the right of their mark, so the right end gets more.
pub fn around(days: Range) -> Range {
    let span = days.days().max(3.0);
    Range::new(days.start - span * 0.03 - 0.5, days.end + span * 0.09 + 0.5).clamp(WORLD)
}

/// Days with their surroundings, so that one can see where one is: a day in its month, a month in its year.
pub fn framing(days: Interval) -> Range {
    let days = Range::of(days);
    let air = (days.days() * 1.5).max(12.0);
    Range::new(days.start - air, days.end + air).clamp(WORLD)
}

/// The same width around the day `at`.
pub fn centered(range: Range, at: f64) -> Range {
    range.shift(at - middle(range)).clamp(WORLD)
}

/// The middle of a range.
pub fn middle(range: Range) -> f64 {
    (range.start + range.end) / 2.0
}

/// `factor` > 1 shows fewer days; the day `at` stays where it is.
pub fn zoomed(range: Range, factor: f64, at: f64) -> Range {
    if factor.is_finite() { range.zoom(factor, at).clamp(WORLD) } else { range }
}

/// `days` later.
pub fn moved(range: Range, days: f64) -> Range {
    if days.is_finite() { range.shift(days).clamp(WORLD) } else { range }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;

    #[test]
    fn zooming_keeps_the_day_under_the_pointer() {
        let range = Range { start: 100.0, end: 200.0 };
        let near = zoomed(range, 2.0, 125.0);
        assert_eq!((near.start, near.end), (112.5, 162.5));
        assert_eq!(zoomed(near, 0.5, 125.0), range);
    }

    #[test]
    fn no_gesture_leaves_the_world() {
        let mut range = Range { start: 0.0, end: 10.0 };
        for _ in 0..200 {
            range = zoomed(range, 3.0, 5.0);
        }
        assert!(range.days() > 1.0);
        for _ in 0..200 {
            range = moved(zoomed(range, 0.3, 5.0), 1e6);
        }
        assert!(range.start >= WORLD.start && range.end <= WORLD.end);
        assert_eq!(zoomed(range, f64::NAN, 0.0), range);
        assert_eq!(moved(range, f64::INFINITY), range);
    }

    #[test]
    fn a_framed_day_shows_its_surroundings() {
        let day = Day::from_number(1000);
        let range = framing(Interval { start: day, end: day });
        assert!(range.start < 990.0 && range.end > 1010.0);
    }
}
