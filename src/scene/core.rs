//! What the articles are about, on the axis.
//!
//! A folder about one spring names the year a canal was dug and the year a bridge will be done. Drawn from first to last
//! day, the spring is a stripe at the edge. So the window opens on, and a picture shows, the shortest stretch that holds
//! most of the importance; everything else stays one step away and is counted.

use crate::calendar::Granularity;
use crate::event::Event;

use super::Range;

/// The share of the weight that the first view must hold. With more, three lines of history in a folder about one spring
/// squeeze the spring into a stripe; with less, a story with a quiet beginning loses it.
const CORE_SHARE: f64 = 0.8;

/// Only if the core is this much shorter than the whole is it shown first; else the whole is, and nothing is missed.
const CORE_GAIN: f64 = 3.0;

/// The shortest stretch that holds most of the importance, or `full` if that is not much longer.
pub fn core<'e>(events: impl Iterator<Item = &'e Event>, full: Range) -> Range {
    // A year that is told only as a year says little about where in it the story is.
    let mut fine: Vec<(Range, f64)> = events
        .filter(|event| event.when.granularity < Granularity::Year)
        .map(|event| (Range::of(event.when.interval()), f64::from(event.importance) + 0.05))
        .collect();
    fine.sort_by(|a, b| a.0.start.total_cmp(&b.0.start));
    let wanted = fine.iter().map(|(_, weight)| weight).sum::<f64>() * CORE_SHARE;
    let (mut best, mut first, mut held) = (None::<Range>, 0, 0.0);
    for (days, weight) in &fine {
        held += weight;
        // As many of the first as can be done without.
        while let Some((left, light)) = fine.get(first).filter(|(_, light)| held - light >= wanted) {
            debug_assert!(left.start <= days.start);
            held -= light;
            first += 1;
        }
        if held >= wanted
            && let Some((left, _)) = fine.get(first)
        {
            let range = Range::new(left.start, days.end);
            if best.is_none_or(|best| range.days() < best.days()) {
                best = Some(range);
            }
        }
    }
    best.filter(|best| best.days() * CORE_GAIN < full.days()).unwrap_or(full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Date, When};

    fn full(events: &[Event]) -> Option<Range> {
        events.iter().map(|event| Range::of(event.when.interval())).reduce(Range::hull)
    }

    fn check(days: &[&str], core: &str) {
        let event = |day: &&str| Event {
            key: String::new(),
            when: When::from(day.parse::<Date>().unwrap()),
            label: String::new(),
            label_of: crate::mention::MentionId(0),
            status: Default::default(),
            importance: 0.5,
            sources: 1,
            independent_sources: 1,
            entities: Vec::new(),
            disagreements: Vec::new(),
            because: String::new(),
            mentions: Vec::new(),
        };
        let events: Vec<Event> = days.iter().map(event).collect();
        let found = full(&events).map(|full| super::core(events.iter(), full));
        let say = |range: Range| format!("{}/{}", range.interval().start, range.interval().end);
        assert_eq!(found.map(say).unwrap_or_default(), core, "{days:?}");
    }

    #[test]
    fn the_first_view_is_what_the_articles_are_about() {
        check(&[], "");
        check(&["2021-03-23"], "2021-03-23/2021-03-23");
        check(&["2021-03-23", "2021-05", "2021-09-30"], "2021-03-23/2021-09-30");
        let spring = ["2021-03-23", "2021-03-24", "2021-03-26", "2021-03-29", "2021-04-07", "2021-04-13", "2021-05-04"];
        let mut days = vec!["1869-11-17", "1956-07-26"];
        days.extend(spring);
        days.extend(spring);
        check(&days, "2021-03-23/2021-05-04");
    }
}
