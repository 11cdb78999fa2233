//! Getting about: from event to event, from place to place, from hit to hit.

use super::choose::select;
use super::say;
use crate::app::filter::{Days, is_shown};
use crate::app::range;
use crate::app::state::{Sheet, State};
use crate::calendar::{Date, When};
use crate::event::EventId;
use crate::scene::Range;

/// The next shown event in order of time, `step` being 1 or −1. Without a selection: the most important on the screen.
pub(super) fn neighbor(state: &State, step: isize) -> Option<EventId> {
    let snapshot = state.snapshot.as_ref()?;
    let count = snapshot.timeline.events.len() as isize;
    let Some(selected) = state.selection else {
        let inside = |id: &&EventId| {
            snapshot.event(**id).is_some_and(|e| Range::of(e.when.interval()).overlaps(state.range))
                && is_shown(state, **id)
        };
        return snapshot.by_importance.iter().find(inside).or(snapshot.by_importance.first()).copied();
    };
    let mut at = selected.0 as isize + step;
    while (0..count).contains(&at) {
        let id = EventId(at as u32);
        if is_shown(state, id) {
            return Some(id);
        }
        at += step;
    }
    None
}

pub(super) fn select_end(state: &mut State, end: impl Fn(&[EventId]) -> Option<EventId>) {
    let Some(snapshot) = state.snapshot.clone() else { return };
    let shown: Vec<_> =
        (0..snapshot.timeline.events.len() as u32).map(EventId).filter(|&id| is_shown(state, id)).collect();
    if let Some(id) = end(&shown) {
        select(state, id);
        bring_into_view(state, id);
    }
}

/// Keys zoom at the selection if it is on the screen, else at the middle.
pub(super) fn zoom_center(state: &State) -> f64 {
    let selected = state.snapshot.as_ref().and_then(|s| s.event(state.selection?));
    selected
        .map(|e| range::middle(Range::of(e.when.interval())))
        .filter(|at| (state.range.start..=state.range.end).contains(at))
        .unwrap_or(range::middle(state.range))
}

/// All but a few odd dates far away, and said how many those are; there already, really all.
pub(super) fn full_range(state: &mut State) {
    let Some(snapshot) = state.snapshot.clone() else { return };
    let Some((full, whole)) = snapshot.full.zip(snapshot.whole) else { return };
    if state.range == range::around(full) {
        state.range = range::around(whole);
        return;
    }
    state.range = range::around(full);
    let beyond = |event: &&crate::event::Event| !Range::of(event.when.interval()).overlaps(full);
    match snapshot.timeline.events.iter().filter(beyond).count() {
        0 => {}
        1 => say(state, "1 event lies far away; full range again shows it"),
        n => say(state, format!("{} events lie far away; full range again shows them", crate::app::view::grouped(n))),
    }
}

/// Asks which days are to be left, beginning with those that are.
pub(super) fn show_days(state: &mut State) {
    let say = |date: Option<Date>| date.map(|date| When::from(date).edtf()).unwrap_or_default();
    let days = state.filters.days;
    state.sheet = Some(Sheet::Days { from: say(days.from), to: say(days.to) });
}

/// Leaves out what is not on the screen.
pub(super) fn filter_seen(state: &mut State) {
    let seen = state.range.interval();
    state.filters.days = Days { from: Some(Date::Day(seen.start)), to: Some(Date::Day(seen.end)) };
    (state.sheet, state.listing) = (None, None);
    state.revision += 1;
}

/// Leaves out what was before and after, and shows what remains: with an open end as far as there are events.
pub(super) fn filter_days(state: &mut State, days: Days) {
    state.filters.days = days;
    (state.sheet, state.listing) = (None, None);
    state.revision += 1;
    let Some(full) = state.snapshot.as_ref().and_then(|snapshot| snapshot.full).filter(|_| !days.is_any()) else {
        return;
    };
    let start = days.from.map_or(full.start, |from| f64::from(from.interval().start.number()));
    let end = days.to.map_or(full.end, |to| f64::from(to.interval().end.number() + 1));
    if start < end {
        state.range = range::around(Range::new(start, end));
    }
}

/// First to the middle; there already, fitted.
pub(super) fn frame(state: &mut State, id: EventId) {
    let Some(days) = state.snapshot.as_ref().and_then(|s| s.event(id)).map(|e| e.when.interval()) else { return };
    let middle = range::middle(Range::of(days));
    let centered = (range::middle(state.range) - middle).abs() < state.range.days() * 0.02;
    state.range = if centered { range::framing(days) } else { range::centered(state.range, middle) };
}

pub(super) fn travel(state: &mut State, back: bool) {
    let here = state.place();
    let (from, to) = if back { (&mut state.back, &mut state.forward) } else { (&mut state.forward, &mut state.back) };
    let Some(place) = from.pop() else { return };
    to.push(here);
    state.selection = place.selection;
    state.citation = place.citation;
    state.reading = place.reading;
    state.range = place.range;
    state.told = place.told;
    state.reveals += 1;
    state.listing = None;
    state.day_form = None;
}

pub(super) fn walk_hits(state: &mut State, step: isize) {
    let hits = state.search.hits.clone();
    if hits.is_empty() {
        return;
    }
    let at = match state.search.at {
        None if step < 0 => hits.len() - 1,
        None => 0,
        Some(at) => (at as isize + step).rem_euclid(hits.len() as isize) as usize,
    };
    state.search.at = Some(at);
    if let Some(&id) = hits.get(at) {
        select(state, id);
        bring_into_view(state, id);
    }
}

/// Moves the timeline, without zooming, only if the event is out of sight.
pub(super) fn bring_into_view(state: &mut State, id: EventId) {
    let Some(days) = state.snapshot.as_ref().and_then(|s| s.event(id)).map(|e| e.when.interval()) else { return };
    let days = Range::of(days);
    if !days.overlaps(state.range) {
        state.range = range::centered(state.range, range::middle(days));
    }
}
