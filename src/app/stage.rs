//! What is drawn, kept between frames so that a frame costs what is on the screen and not what was found.
//!
//! | kept | made again when |
//! |---|---|
//! | the events that pass the filters | the snapshot, an edit or a filter changes |
//! | the arrangement in lanes and rows | these events, the choice of lanes or the window's height change |
//! | the citations by when they were reported | these events or the choice of lanes change |
//! | the scene, the overview | anything of their view changes: range, size, selection, theme |
//! | the counts of the filters | the snapshot, an edit or a filter changes |
//! | the open article, folded into paragraphs | another article, width or theme |

use std::collections::BTreeSet;
use std::sync::Arc;

use super::command::Command;
use super::counts::Counts;
use super::filter::{Filters, is_shown};
use super::likely::Names;
use super::range::middle;
use super::state::{Column, Sort, State};
use super::view::article::Page;
use crate::event::EventId;
use crate::scene::{Arrangement, LaneMode, Look, Range, Reports, Scene, Theme};

/// Drawings and tables kept between frames.
#[derive(Debug, Default)]
pub struct Stage {
    shown_key: Option<(usize, u64)>,
    shown: Arc<Vec<EventId>>,
    /// Those with a star.
    pub(super) starred: Arc<BTreeSet<EventId>>,
    arranged: Kept<(usize, LaneMode, u32), Arc<Arrangement>>,
    hits: Kept<usize, Arc<BTreeSet<EventId>>>,
    rows: Kept<(usize, Sort, Option<usize>), Arc<Vec<EventId>>>,
    outside: Kept<(usize, i32, i32), usize>,
    /// Who may be meant by what is typed.
    pub(super) names: Names,
    reported: Kept<(usize, LaneMode), Arc<Reports>>,
    /// Who stands in which lane and row.
    pub(super) arrangement: Option<Arc<Arrangement>>,
    pub(super) scene: Kept<SceneKey, Arc<Scene>>,
    pub(super) overview: Kept<OverviewKey, Arc<Scene>>,
    pub(super) counts: Kept<(usize, u64, Filters), Arc<Counts>>,
    pub(super) page: Page,
    /// Where the keyboard comes to in the search, the filters, the event and the article; what is not seen has no place.
    pub(super) stops: [Option<egui::Id>; 4],
    /// How often one has asked for the next panel.
    pub(super) asked: u64,
    /// Whether the filters stood beside the timeline in the last frame.
    pub(super) filters_seen: bool,
    /// How far the timeline has glided to the days that were asked for.
    glide: Glide,
    /// The hit that the list of those found has followed, and how far it is scrolled, in points.
    pub(super) found: (Option<usize>, f32),
    /// The event under the pointer.
    pub(super) hovered: Option<EventId>,
    /// Vertical scroll of the timeline, in points.
    pub(super) scroll: f32,
    /// The selection that the scroll has followed.
    pub(super) followed: (Option<EventId>, Option<String>),
    /// Size of the timeline in the last frame, in points.
    pub(super) size: (f32, f32),
    /// The selection and the order that the list has followed, and how far it is scrolled, in points.
    pub(super) listed: (Option<EventId>, Option<Sort>),
    pub(super) list_scroll: f32,
    /// How often the scene was laid out; for tests of the cost of a frame.
    pub(super) layouts: u64,
}

/// Everything a scene depends on, in a form that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneKey {
    pub(super) arrangement: usize,
    pub(super) range: (u64, u64),
    pub(super) told: Option<(u64, u64)>,
    pub(super) size: (u32, u32),
    pub(super) scroll: u32,
    pub(super) top: Option<usize>,
    pub(super) selected: Option<EventId>,
    pub(super) hovered: Option<EventId>,
    pub(super) hits: usize,
    pub(super) shorten: bool,
    pub(super) reports: bool,
    pub(super) look: Look,
}

/// Timelines narrower than this, in points, shorten their labels unless the analyst says otherwise. Measured with the
/// sample: at 576 points 5 of 34 marks had a whole label, shortened 15 of 17; at 896 points 18 of 28 had a whole one.
const NARROW: f32 = 760.0;

/// Everything the overview depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct OverviewKey {
    pub(super) arrangement: usize,
    pub(super) range: (u64, u64),
    pub(super) width: u32,
    pub(super) hits: usize,
    pub(super) look: Look,
}

/// Seconds in which the timeline glides to another range. Long enough for the eye to follow where things go, too short to
/// wait for.
const GLIDE: f64 = 0.12;

/// The days that are drawn while the timeline moves to others.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Glide {
    snapshot: usize,
    from: Range,
    to: Range,
    /// In seconds.
    begun: f64,
    shown: Range,
}

impl Default for Glide {
    fn default() -> Self {
        let nowhere = Range { start: 0.0, end: 1.0 };
        Self { snapshot: 0, from: nowhere, to: nowhere, begun: f64::NEG_INFINITY, shown: nowhere }
    }
}

/// One value and the key it was made for.
#[derive(Debug)]
pub struct Kept<K, V>(Option<(K, V)>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, V: Clone> Kept<K, V> {
    /// The value for `key`, made if the one that is kept is for another.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> V {
        match &self.0 {
            Some((kept, value)) if *kept == key => value.clone(),
            _ => {
                let value = make();
                self.0 = Some((key, value.clone()));
                value
            }
        }
    }
}

/// The citation of the chosen event that was reported next after the one shown, or before it; by index.
fn later_report(state: &State, step: isize) -> Option<usize> {
    let snapshot = state.snapshot.as_ref()?;
    let event = snapshot.event(state.selection?)?;
    let written = |n: usize| {
        let article = snapshot.mention(*event.mentions.get(n)?)?.article;
        let published = snapshot.timeline.sources.get(article.index())?.published.as_ref()?;
        Some((published.date.interval().start, n))
    };
    let mut order: Vec<_> = (0..event.mentions.len()).filter_map(written).collect();
    order.sort_unstable();
    let at = order.iter().position(|(_, n)| *n == state.citation);
    let next = at.map_or(Some(0), |at| at.checked_add_signed(step))?;
    order.get(next).map(|(_, n)| *n)
}

/// Tells two snapshots apart for as long as one of them is kept in the state.
pub fn identity(state: &State) -> usize {
    state.snapshot.as_ref().map_or(0, |s| Arc::as_ptr(s) as usize)
}

impl Stage {
    /// Brings the shown events and their arrangement up to date; called once a frame, before any panel.
    pub fn refresh(&mut self, state: &State, theme: &Theme) {
        let key = (identity(state), state.revision);
        if self.shown_key != Some(key) {
            let count = state.snapshot.as_ref().map_or(0, |s| s.timeline.events.len());
            self.shown = Arc::new((0..count as u32).map(EventId).filter(|&id| is_shown(state, id)).collect());
            let marked = &state.journal.now().starred;
            let star = |id: &EventId| {
                let event = state.snapshot.as_ref().and_then(|snapshot| snapshot.event(*id));
                event.is_some_and(|event| marked.contains(&event.key))
            };
            // Most often nothing has a star.
            let of = if marked.is_empty() { &[][..] } else { &self.shown[..] };
            self.starred = Arc::new(of.iter().copied().filter(star).collect());
            self.shown_key = Some(key);
        }
        let Some(snapshot) = &state.snapshot else {
            self.arrangement = None;
            return;
        };
        // The height of the last frame; the first frame arranges for a usual window.
        let height = if self.size.1 > 0.0 { self.size.1 } else { 700.0 };
        let key = (Arc::as_ptr(&self.shown) as usize, state.lanes, height.to_bits());
        let shown = &self.shown;
        self.arrangement = Some(self.arranged.get(key, || {
            Arc::new(Arrangement::new(&snapshot.timeline, shown, state.lanes, height - theme.sizes.axis, theme))
        }));
    }

    /// The days to draw at this time, in seconds, and whether they are still on their way to those of the state. What the
    /// hand moves follows it at once; a key, a button or a jump lets the eye follow.
    pub(super) fn gliding(&mut self, state: &State, now: f64) -> (Range, bool) {
        let glide = &mut self.glide;
        let snapshot = identity(state);
        if glide.snapshot != snapshot || state.by_hand {
            *glide = Glide { snapshot, to: state.range, shown: state.range, ..Glide::default() };
        } else if glide.to != state.range {
            *glide = Glide { snapshot, from: glide.shown, to: state.range, begun: now, shown: glide.shown };
        }
        let share = ((now - glide.begun) / GLIDE).clamp(0.0, 1.0);
        if share >= 1.0 {
            glide.shown = glide.to;
            return (glide.to, false);
        }
        // Fast at first, so that the key is felt, and soft at the end.
        let eased = 1.0 - (1.0 - share).powi(3);
        let between = |a: f64, b: f64| a + (b - a) * eased;
        glide.shown =
            Range { start: between(glide.from.start, glide.to.start), end: between(glide.from.end, glide.to.end) };
        (glide.shown, true)
    }

    /// What a command that speaks of what is drawn means: the next row of the list, the next lane of the timeline.
    pub fn meant(&mut self, state: &State, theme: &Theme, command: Command) -> Command {
        if let Command::ZoomTold(_) | Command::PanTold(_) = command {
            return self.told(state, theme, &command).map_or(command, |told| Command::Told(Some(told)));
        }
        if command == Command::ToggleFacets && state.snapshot.is_some() {
            return Command::Facets(!self.filters_seen);
        }
        let Command::Walk(step) = command else { return command };
        // Several keys may come in one frame, each after what the one before has changed.
        self.refresh(state, theme);
        let Some(sort) = state.list else {
            let Some(selected) = state.selection else { return Command::SelectNext(step) };
            if state.reports {
                return later_report(state, -step).map_or(command, Command::Cite);
            }
            let arrangement = self.arrangement.as_ref();
            let lane = state.lane.as_deref().or_else(|| self.lane_in_sight(state, selected, theme));
            let next = arrangement.and_then(|a| a.beside(lane, selected, step));
            return next.map_or(command, |(lane, id)| Command::SelectIn(id, lane.name.clone()));
        };
        let rows = self.rows(state, sort);
        let at = state.selection.and_then(|id| rows.iter().position(|&row| row == id));
        let next = match at {
            None if step < 0 => rows.len().checked_sub(1),
            None => Some(0),
            Some(at) => at.checked_add_signed(step),
        };
        let next = next.and_then(|at| rows.get(at)).copied();
        next.or(state.selection).map_or(command, Command::Select)
    }

    /// The first lane on the screen that an event stands in.
    fn lane_in_sight(&self, state: &State, id: EventId, theme: &Theme) -> Option<&str> {
        let start = state.snapshot.as_ref()?.event(id)?.when.interval().start;
        let seen = self.scroll..self.scroll + self.size.1 - theme.sizes.axis - theme.sizes.row;
        let mut places = self.arrangement.as_ref()?.places_of(id, start, theme);
        places.find(|(_, top)| seen.contains(top)).map(|(lane, _)| lane.name.as_str())
    }

    /// The citations of the shown events by when they were reported, if the timeline is drawn so.
    pub(super) fn reported(&mut self, state: &State) -> Option<Arc<Reports>> {
        let snapshot = state.snapshot.as_ref().filter(|_| state.reports)?;
        let shown = &self.shown;
        let key = (Arc::as_ptr(shown) as usize, state.lanes);
        Some(self.reported.get(key, || Arc::new(Reports::new(&snapshot.timeline, shown, state.lanes))))
    }

    /// The days of writing after a key has zoomed or moved them, where they are drawn.
    fn told(&mut self, state: &State, theme: &Theme, command: &Command) -> Option<Range> {
        self.refresh(state, theme);
        let reports = self.reported(state).filter(|_| state.list.is_none())?;
        let told = state.told.unwrap_or_else(|| reports.told(state.range));
        Some(reports.kept(match command {
            Command::ZoomTold(factor) => told.zoom(*factor, middle(told)),
            Command::PanTold(share) => told.shift(share * told.days()),
            _ => return None,
        }))
    }

    /// The first control of a panel in this frame.
    pub(super) fn stop(&mut self, panel: usize, id: egui::Id) {
        if let Some(stop) = self.stops.get_mut(panel) {
            stop.get_or_insert(id);
        }
    }

    /// Where the keyboard goes from what has it now, if one has asked for the next panel since the last frame.
    pub(super) fn next_stop(&mut self, asked: u64, focused: Option<egui::Id>) -> Option<egui::Id> {
        if std::mem::replace(&mut self.asked, asked) == asked {
            return None;
        }
        let at = self.stops.iter().position(|stop| stop.is_some() && *stop == focused);
        let first = at.map_or(0, |at| at + 1);
        self.stops.iter().cycle().skip(first).take(self.stops.len()).copied().flatten().next()
    }

    /// Events that pass the filters, in order of time.
    pub fn shown(&self) -> &Arc<Vec<EventId>> {
        &self.shown
    }

    /// Whether labels without room are shortened.
    pub(super) fn shortens(&self, state: &State) -> bool {
        state.shorten.unwrap_or(self.size.0 < NARROW)
    }

    /// The events of the list, in its order.
    pub(super) fn rows(&mut self, state: &State, sort: Sort) -> Arc<Vec<EventId>> {
        let Some(snapshot) = &state.snapshot else { return Arc::default() };
        let shown = &self.shown;
        self.rows.get((Arc::as_ptr(shown) as usize, sort, state.top), || {
            // Ids are in order of time, and every sort here keeps it among equals.
            let mut rows: Vec<EventId> = shown.to_vec();
            let importance = |id: &EventId| snapshot.event(*id).map_or(0.0, |e| e.importance);
            if let Some(top) = state.top.filter(|&top| top < rows.len()) {
                rows.sort_by(|a, b| importance(b).total_cmp(&importance(a)));
                rows.truncate(top);
                rows.sort_unstable();
            }
            let sources = |id: &EventId| snapshot.event(*id).map_or(0, |e| e.sources);
            match sort.by {
                Column::Time => {}
                Column::Label => rows.sort_by_cached_key(|id| state.label(*id).to_lowercase()),
                Column::Sources => rows.sort_by_key(|id| std::cmp::Reverse(sources(id))),
                Column::Importance => rows.sort_by(|a, b| importance(b).total_cmp(&importance(a))),
            }
            if sort.reversed {
                rows.reverse();
            }
            Arc::new(rows)
        })
    }

    /// How many shown events lie wholly outside the days on the screen.
    pub(super) fn outside(&mut self, state: &State) -> usize {
        let Some(snapshot) = &state.snapshot else { return 0 };
        let (days, shown) = (state.range.interval(), &self.shown);
        let key = (Arc::as_ptr(shown) as usize, days.start.number(), days.end.number());
        let inside = |id: &&EventId| snapshot.event(**id).is_some_and(|e| e.when.interval().overlaps(days));
        self.outside.get(key, || shown.iter().filter(|id| !inside(id)).count())
    }

    /// The hits of the search as a set.
    pub(super) fn hits(&mut self, state: &State) -> Arc<BTreeSet<EventId>> {
        let hits = &state.search.hits;
        self.hits.get(Arc::as_ptr(hits) as usize, || Arc::new(hits.iter().copied().collect()))
    }

    /// The timeline was given this much room; it is arranged for it from the next frame on.
    pub(super) fn resized(&mut self, width: f32, height: f32) -> bool {
        let changed = self.size != (width, height);
        self.size = (width, height);
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_glide_and_the_hand_does_not() {
        let (near, far) = (Range { start: 0.0, end: 10.0 }, Range { start: 100.0, end: 140.0 });
        let mut state = State { range: near, by_hand: true, ..State::default() };
        let mut stage = Stage::default();
        assert_eq!(stage.gliding(&state, 1.0), (near, false));
        (state.range, state.by_hand) = (far, false);
        assert_eq!(stage.gliding(&state, 2.0), (near, true));
        let (between, moving) = stage.gliding(&state, 2.0 + GLIDE / 2.0);
        assert!(moving && between.start > 50.0 && between.end < 140.0, "{between:?}");
        assert_eq!(stage.gliding(&state, 2.0 + GLIDE), (far, false));
        // Half way to elsewhere the hand takes hold of it.
        state.range = near;
        stage.gliding(&state, 3.0);
        (state.range, state.by_hand) = (far, true);
        assert_eq!(stage.gliding(&state, 3.01), (far, false));
    }
}
