//! The days under the title of a picture: from when to when it tells.

use crate::calendar::Granularity;
use crate::event::Event;
use crate::scene::Range;
use crate::scene::words::{short_date, stretch};

/// From the first to the last event, as fine as these two are told.
pub(super) fn days_of(shown: &[&Event], range: Range) -> Option<String> {
    let inside = |event: &&&Event| {
        event.when.granularity <= Granularity::Year && Range::of(event.when.interval()).overlaps(range)
    };
    let first = shown.iter().filter(inside).min_by_key(|event| event.when.interval().start)?;
    let last = shown.iter().filter(inside).max_by_key(|event| event.when.interval().end)?;
    let (first, last) = (edge(first, false), edge(last, true));
    Some(if first == last { first } else { format!("{first} – {last}") })
}

/// The same where only a part of time is drawn: what reaches over its ends says nothing about it.
pub(super) fn days_within(shown: &[&Event], range: Range) -> Option<String> {
    let days = range.interval();
    let fine = || shown.iter().map(|event| event.when).filter(|when| when.granularity <= Granularity::Month);
    let first = fine().map(|when| when.interval().start).min().map_or(days.start, |day| day.max(days.start));
    let last = fine().map(|when| when.interval().end).max().map_or(days.end, |day| day.min(days.end));
    (first <= last).then(|| stretch(first, last))
}

/// The first or last date of an event, as fine as it is told, for the range under the title.
fn edge(event: &Event, last: bool) -> String {
    let (date, days) = (if last { event.when.to } else { event.when.from }, event.when.interval());
    let day = if last { days.end } else { days.start };
    let fine = event.when.granularity <= Granularity::Week;
    short_date(if fine { crate::calendar::Date::Day(day).into() } else { date.into() })
}
