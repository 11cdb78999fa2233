//! Getting about: from event to event, from place to place, from hit to hit.

use super::choose::select;
use super::say;
use crate::app::range;
use crate::app::state::State;
use crate::event::EventId;
use crate::mention::MentionId;
use crate::scene::Range;
use crate::timeline::{Source, sure};

/// Whether an event passes the filters and is not hidden.
pub fn is_shown(state: &State, id: EventId) -> bool {
    let Some(snapshot) = &state.snapshot else { return false };
    let Some(event) = snapshot.event(id) else { return false };
    let (filters, edits) = (&state.filters, state.journal.now());
    if edits.hidden.contains(&event.key) != filters.hidden {
        return false;
    }
    if filters.is_empty() {
        return true;
    }
    let source_of = |m: &MentionId| snapshot.timeline.sources.get(snapshot.mention(*m)?.article.index());
    let told_by = |test: &dyn Fn(&Source) -> bool| event.mentions.iter().filter_map(source_of).any(test);
    (filters.entities.is_empty() || event.entities.iter().any(|e| filters.entities.contains(e)))
        && (filters.statuses.is_empty() || filters.statuses.contains(event.status.name()))
        && (filters.granularities.is_empty() || filters.granularities.contains(event.when.granularity.name()))
        && (!filters.disputed || !event.disagreements.is_empty())
        && (!filters.noted || edits.notes.contains_key(&event.key))
        && (!filters.starred || edits.starred.contains(&event.key))
        && (filters.sources.is_empty() || told_by(&|source| filters.sources.contains(&source.outlet)))
        && (filters.written.is_empty() || told_by(&|source| filters.written.contains(sure::written(source))))
        && (filters.confidences.is_empty()
            || filters.confidences.contains(sure::sureness(&snapshot.timeline, event).name()))
}

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
