//! One enum of everything that can be done; one function that does it.
//!
//! A key, a button, a menu, the palette and a test all push the same [`Command`]. [`apply`] changes the state and says in
//! an [`Effect`] what must happen outside of it (read files, ask for a path, write one), so that the whole behavior of the
//! window is tested without a window.

use std::path::PathBuf;
use std::sync::Arc;

use super::state::{self, ExportForm, Filters, Listing, Look, Notice, Reading, Sheet, State};
use crate::article::ArticleId;
use crate::calendar::Date;
use crate::event::EventId;
use crate::mention::MentionId;
use crate::scene::lane::outlet;
use crate::scene::{LaneMode, Range};
use crate::timeline::edit::Edit;

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Command {
    // open
    ShowOpen,
    TypePath(String),
    AskFolder,
    Open(Vec<PathBuf>),
    OpenSample,
    Reload,
    CancelRun,
    // choose
    Select(EventId),
    SelectNext(isize),
    SelectFirst,
    SelectLast,
    Deselect,
    Cite(usize),
    CiteNext(isize),
    Read(ArticleId, Option<MentionId>),
    CloseArticle,
    ListEvents(Listing),
    CloseListing,
    Back,
    Forward,
    // look
    Show(Range),
    Drag(Range),
    Band(Option<Range>),
    ZoomToBand,
    Zoom(f64),
    ZoomAt(f64, f64),
    Pan(f64),
    FrameSelection,
    Frame(EventId),
    FullRange,
    Lanes(LaneMode),
    Top(Option<usize>),
    Filter(Filters),
    Look(Look),
    ToggleProblems,
    ToggleFacets,
    ShowKeys,
    ShowPalette,
    TypePalette(String, usize),
    ShowGoTo,
    TypeGoTo(String),
    GoTo(Date),
    CloseSheet,
    Escape,
    // search
    FocusSearch,
    FocusedSearch,
    Search(String),
    WalkHits(isize),
    // change
    EditDay(Option<String>),
    SetPublished(ArticleId, Option<Date>),
    Star,
    Hide,
    Undo,
    Redo,
    // save
    ShowExport,
    Export(ExportForm),
    AskExportPath,
    WriteExport,
    CopyCitation,
}

/// What must happen outside of the state.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Effect {
    AskFolder,
    AskExportPath(String),
    Read(Vec<PathBuf>),
    ReadSample,
    Conclude,
    Search(String),
    Export(ExportForm),
    Copy(String),
}

/// Places kept for going back. More than anyone walks; few enough to remap at every new snapshot.
const KEPT_PLACES: usize = 100;

/// Does it.
pub fn apply(state: &mut State, command: Command) -> Option<Effect> {
    use Command as C;
    let gesture = matches!(command, C::Zoom(_) | C::ZoomAt(..) | C::Pan(_) | C::Drag(_));
    let jump = matches!(
        command,
        C::Select(_)
            | C::SelectNext(_)
            | C::SelectFirst
            | C::SelectLast
            | C::Read(..)
            | C::Show(_)
            | C::FullRange
            | C::ZoomToBand
    ) || matches!(command, C::Frame(_) | C::FrameSelection | C::WalkHits(_) | C::GoTo(_))
        || (gesture && !state.gesture);
    let before = state.place();
    state.gesture = gesture;
    let effect = perform(state, command);
    if jump && state.snapshot.is_some() && state.place() != before {
        state.back.push(before);
        state.forward.clear();
        if state.back.len() > KEPT_PLACES {
            state.back.remove(0);
        }
    }
    effect
}

fn perform(state: &mut State, command: Command) -> Option<Effect> {
    use Command as C;
    match command {
        C::ShowOpen => state.sheet = Some(Sheet::Open { path: String::new() }),
        C::TypePath(path) => state.sheet = Some(Sheet::Open { path }),
        C::AskFolder => return Some(Effect::AskFolder),
        C::Open(paths) if !paths.is_empty() => {
            forget(state);
            state.title = title(&paths);
            state.paths = paths.clone();
            return Some(Effect::Read(paths));
        }
        C::Open(_) => {}
        C::OpenSample => {
            forget(state);
            state.title = "Sample".into();
            return Some(Effect::ReadSample);
        }
        C::Reload if !state.paths.is_empty() => return Some(Effect::Read(state.paths.clone())),
        C::Reload => {}
        C::CancelRun => {
            if let Some(loading) = state.loading.take() {
                loading.monitor.cancel();
                // Whatever it still sends is stale from here on.
                state.generation += 1;
                say(state, "Stopped");
            }
        }
        C::Select(event) => select(state, event),
        C::SelectNext(step) => {
            if let Some(event) = neighbor(state, step) {
                select(state, event);
                bring_into_view(state, event);
            }
        }
        C::SelectFirst => select_end(state, |shown| shown.first().copied()),
        C::SelectLast => select_end(state, |shown| shown.last().copied()),
        C::Deselect => {
            state.selection = None;
            state.reading = None;
        }
        C::Cite(n) => cite(state, n),
        C::CiteNext(step) => {
            let count = state.snapshot.as_ref().and_then(|s| Some(s.event(state.selection?)?.mentions.len()));
            if let Some(count @ 1..) = count {
                cite(state, (state.citation as isize + step).rem_euclid(count as isize) as usize);
            }
        }
        C::Read(article, mention) => read(state, article, mention),
        C::CloseArticle => state.reading = None,
        C::ListEvents(listing) => state.listing = Some(listing),
        C::CloseListing => state.listing = None,
        C::Back => travel(state, true),
        C::Forward => travel(state, false),
        C::Show(range) | C::Drag(range) => state.range = range,
        C::Band(band) => state.band = band,
        C::ZoomToBand => {
            if let Some(band) = state.band.take() {
                state.range = state::zoomed(band, 1.0, state::middle(band));
            }
        }
        C::Zoom(factor) => state.range = state::zoomed(state.range, factor, zoom_center(state)),
        C::ZoomAt(factor, at) => state.range = state::zoomed(state.range, factor, at),
        C::Pan(share) => state.range = state::moved(state.range, share * state.range.days()),
        C::FrameSelection => {
            if let Some(event) = state.selection {
                frame(state, event);
            }
        }
        C::Frame(event) => {
            select(state, event);
            frame(state, event);
        }
        C::FullRange => {
            if let Some(full) = state.snapshot.as_ref().and_then(|s| s.full) {
                state.range = state::around(full);
            }
        }
        C::Lanes(lanes) => state.lanes = lanes,
        C::Top(top) => state.top = top,
        C::Filter(filters) => {
            state.filters = filters;
            state.listing = None;
            state.revision += 1;
        }
        C::Look(look) => state.look = look,
        C::ToggleProblems => state.problems = !state.problems,
        C::ToggleFacets => state.facets = !state.facets,
        C::ShowKeys => state.sheet = Some(Sheet::Keys),
        C::ShowPalette => state.sheet = Some(Sheet::Palette { text: String::new(), at: 0 }),
        C::TypePalette(text, at) => state.sheet = Some(Sheet::Palette { text, at }),
        C::ShowGoTo => state.sheet = Some(Sheet::GoTo { text: String::new() }),
        C::TypeGoTo(text) => state.sheet = Some(Sheet::GoTo { text }),
        C::GoTo(date) => {
            state.sheet = None;
            state.range = state::framing(date.interval());
        }
        C::CloseSheet => state.sheet = None,
        C::Escape => escape(state),
        C::FocusSearch => state.focus_search = true,
        C::FocusedSearch => state.focus_search = false,
        C::Search(text) => {
            state.search.text = text;
            state.search.at = None;
            state.search.waiting = state.search.is_active();
            state.revision += 1;
            if !state.search.is_active() {
                state.search.hits = Arc::default();
                state.search.problem = None;
            }
            return Some(Effect::Search(state.search.text.clone()));
        }
        C::WalkHits(step) => walk_hits(state, step),
        C::EditDay(text) => state.day_form = text,
        C::SetPublished(article, date) => {
            let path = state.snapshot.as_ref()?.timeline.sources.get(article.index())?.article.path.clone();
            let before = state.journal.now().given.get(&path).copied();
            state.day_form = None;
            if before != date {
                return edited(state, Edit::Published { path, before, after: date });
            }
        }
        C::Star => {
            let event = selected_key(state)?;
            let on = !state.journal.now().starred.contains(&event);
            return edited(state, Edit::Star { event, on });
        }
        C::Hide => {
            let event = selected_key(state)?;
            let on = !state.journal.now().hidden.contains(&event);
            return edited(state, Edit::Hide { event, on });
        }
        C::Undo => {
            let edit = state.journal.undo();
            return followed(state, edit, "Undone");
        }
        C::Redo => {
            let edit = state.journal.redo();
            return followed(state, edit, "Redone");
        }
        C::ShowExport if state.snapshot.is_some() => {
            let form = ExportForm {
                format: super::write::FORMATS[0].ending,
                path: String::new(),
                dark: false,
                lanes: state.lanes,
                scale: 2,
                whole: false,
                citations: true,
            };
            state.sheet = Some(Sheet::Export(form));
        }
        C::ShowExport => {}
        C::Export(form) => state.sheet = Some(Sheet::Export(form)),
        C::AskExportPath => {
            let Some(Sheet::Export(form)) = &state.sheet else { return None };
            return Some(Effect::AskExportPath(format!("timeline.{}", form.format)));
        }
        C::WriteExport => {
            let Some(Sheet::Export(form)) = state.sheet.take() else { return None };
            return Some(Effect::Export(form));
        }
        C::CopyCitation => {
            let text = citation_text(state)?;
            say(state, "Copied");
            return Some(Effect::Copy(text));
        }
    }
    None
}

/// A name for what was opened: the folder's own, or how many files.
fn title(paths: &[PathBuf]) -> String {
    match paths {
        [one] => one
            .canonicalize()
            .ok()
            .as_deref()
            .unwrap_or(one)
            .file_name()
            .map_or_else(|| one.display().to_string(), |name| name.to_string_lossy().into_owned()),
        many => format!("{} paths", many.len()),
    }
}

/// Empties the window for another folder. Light or dark, and the lanes, stay as they were.
fn forget(state: &mut State) {
    if let Some(loading) = &state.loading {
        loading.monitor.cancel();
    }
    let fresh = State {
        look: state.look,
        lanes: state.lanes,
        facets: state.facets,
        generation: state.generation + 1,
        revision: state.revision + 1,
        ..State::default()
    };
    *state = fresh;
}

fn say(state: &mut State, text: impl Into<String>) {
    state.notice = Some(Notice { text: text.into(), wrong: false });
}

fn select(state: &mut State, id: EventId) {
    let Some(mention) = state.snapshot.as_ref().and_then(|s| s.event(id)?.mentions.first().copied()) else { return };
    state.listing = None;
    if state.selection == Some(id) {
        if state.reading.is_none() {
            cite(state, 0);
        }
        return;
    }
    state.selection = Some(id);
    state.citation = 0;
    open_at(state, mention);
}

fn cite(state: &mut State, n: usize) {
    let mention = state.snapshot.as_ref().and_then(|s| s.event(state.selection?)?.mentions.get(n).copied());
    if let Some(mention) = mention {
        state.citation = n;
        open_at(state, mention);
    }
}

fn open_at(state: &mut State, mention: MentionId) {
    let article = state.snapshot.as_ref().and_then(|s| s.mention(mention)).map(|m| m.article);
    if let Some(article) = article {
        state.reading = Some(Reading { article, mention: Some(mention) });
        state.reveals += 1;
        state.day_form = None;
    }
}

/// Opens an article at a mention; its event becomes the selection, so that the three panels tell one story.
fn read(state: &mut State, article: ArticleId, mention: Option<MentionId>) {
    state.reading = Some(Reading { article, mention });
    state.reveals += 1;
    state.day_form = None;
    let Some(snapshot) = state.snapshot.clone() else { return };
    let Some(mention) = mention else { return };
    if let Some(id) = snapshot.event_of(mention)
        && let Some(event) = snapshot.event(id)
    {
        state.selection = Some(id);
        state.citation = event.mentions.iter().position(|&m| m == mention).unwrap_or(0);
        bring_into_view(state, id);
    }
}

/// Moves the timeline, without zooming, only if the event is out of sight.
fn bring_into_view(state: &mut State, id: EventId) {
    let Some(days) = state.snapshot.as_ref().and_then(|s| s.event(id)).map(|e| e.when.interval()) else { return };
    let days = Range::of(days);
    if !days.overlaps(state.range) {
        state.range = state::centered(state.range, state::middle(days));
    }
}

/// Whether an event passes the filters and is not hidden.
pub fn is_shown(state: &State, id: EventId) -> bool {
    let Some(snapshot) = &state.snapshot else { return false };
    let Some(event) = snapshot.event(id) else { return false };
    let (filters, edits) = (&state.filters, state.journal.now());
    if edits.hidden.contains(&event.key) {
        return false;
    }
    if filters.is_empty() {
        return true;
    }
    let source_of = |m: &MentionId| {
        let article = snapshot.mention(*m)?.article;
        Some(outlet(snapshot.timeline.sources.get(article.index())?))
    };
    (filters.entities.is_empty() || event.entities.iter().any(|e| filters.entities.contains(e)))
        && (filters.statuses.is_empty() || filters.statuses.contains(event.status.name()))
        && (filters.granularities.is_empty() || filters.granularities.contains(event.when.granularity.name()))
        && (!filters.disputed || !event.disagreements.is_empty())
        && (!filters.starred || edits.starred.contains(&event.key))
        && (filters.sources.is_empty()
            || event.mentions.iter().filter_map(source_of).any(|s| filters.sources.contains(&s)))
}

/// The next shown event in order of time, `step` being 1 or −1. Without a selection: the most important on the screen.
fn neighbor(state: &State, step: isize) -> Option<EventId> {
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

fn select_end(state: &mut State, end: impl Fn(&[EventId]) -> Option<EventId>) {
    let Some(snapshot) = state.snapshot.clone() else { return };
    let shown: Vec<_> =
        (0..snapshot.timeline.events.len() as u32).map(EventId).filter(|&id| is_shown(state, id)).collect();
    if let Some(id) = end(&shown) {
        select(state, id);
        bring_into_view(state, id);
    }
}

/// Keys zoom at the selection if it is on the screen, else at the middle.
fn zoom_center(state: &State) -> f64 {
    let selected = state.snapshot.as_ref().and_then(|s| s.event(state.selection?));
    selected
        .map(|e| state::middle(Range::of(e.when.interval())))
        .filter(|at| (state.range.start..=state.range.end).contains(at))
        .unwrap_or(state::middle(state.range))
}

/// First to the middle; there already, fitted.
fn frame(state: &mut State, id: EventId) {
    let Some(days) = state.snapshot.as_ref().and_then(|s| s.event(id)).map(|e| e.when.interval()) else { return };
    let middle = state::middle(Range::of(days));
    let centered = (state::middle(state.range) - middle).abs() < state.range.days() * 0.02;
    state.range = if centered { state::framing(days) } else { state::centered(state.range, middle) };
}

fn travel(state: &mut State, back: bool) {
    let here = state.place();
    let (from, to) = if back { (&mut state.back, &mut state.forward) } else { (&mut state.forward, &mut state.back) };
    let Some(place) = from.pop() else { return };
    to.push(here);
    state.selection = place.selection;
    state.citation = place.citation;
    state.reading = place.reading;
    state.range = place.range;
    state.reveals += 1;
    state.listing = None;
    state.day_form = None;
}

/// One layer at a time, the nearest first.
fn escape(state: &mut State) {
    if state.sheet.is_some() {
        state.sheet = None;
    } else if state.listing.is_some() {
        state.listing = None;
    } else if state.band.is_some() {
        state.band = None;
    } else if state.day_form.is_some() {
        state.day_form = None;
    } else if state.problems {
        state.problems = false;
    } else if state.search.is_active() {
        perform(state, Command::Search(String::new()));
    } else if state.reading.is_some() {
        state.reading = None;
    } else {
        state.selection = None;
    }
}

fn walk_hits(state: &mut State, step: isize) {
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

fn selected_key(state: &State) -> Option<String> {
    Some(state.snapshot.as_ref()?.event(state.selection?)?.key.clone())
}

fn edited(state: &mut State, edit: Edit) -> Option<Effect> {
    state.journal.make(edit.clone());
    let said = match &edit {
        Edit::Published { after: Some(_), .. } => "Day of writing set, dates counted again",
        Edit::Published { after: None, .. } => "Day of writing left to the article, dates counted again",
        Edit::Star { on: true, .. } => "Starred",
        Edit::Star { on: false, .. } => "Star removed",
        Edit::Hide { on: true, .. } => "Hidden; undo brings it back",
        Edit::Hide { on: false, .. } => "Shown again",
        Edit::Rename { .. } => "Renamed",
    };
    say(state, said);
    state.revision += 1;
    edit.moves_dates().then_some(Effect::Conclude)
}

fn followed(state: &mut State, edit: Option<Edit>, word: &str) -> Option<Effect> {
    let Some(edit) = edit else {
        say(state, if word == "Undone" { "Nothing to undo" } else { "Nothing to redo" });
        return None;
    };
    say(state, format!("{word}: {}", what(&edit)));
    state.revision += 1;
    state.day_form = None;
    edit.moves_dates().then_some(Effect::Conclude)
}

/// An edit in words, for menus and the status line.
pub fn what(edit: &Edit) -> &'static str {
    match edit {
        Edit::Published { .. } => "day of writing",
        Edit::Star { .. } => "star",
        Edit::Hide { .. } => "hide",
        Edit::Rename { .. } => "rename",
    }
}

/// The cited sentence with where it stands, ready for a document.
fn citation_text(state: &State) -> Option<String> {
    let snapshot = state.snapshot.as_ref()?;
    let mention = snapshot.mention(state.cited()?)?;
    let source = snapshot.timeline.sources.get(mention.article.index())?;
    let quote = mention.sentence.of(&source.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut from = vec![outlet(source), source.article.title.clone()];
    from.extend(source.published.as_ref().map(|p| crate::calendar::When::from(p.date).words()));
    from.extend([source.article.url.clone(), source.article.path.clone()]);
    from.retain(|part| !part.is_empty());
    from.dedup();
    Some(format!("“{quote}”\n{}", from.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Prepared;
    use crate::app::index::Snapshot;
    use crate::article::Article;
    use crate::calendar::When;
    use crate::event::Event;
    use crate::mention::Mention;
    use crate::span::Span;
    use crate::timeline::{Source, Timeline};

    /// Events on these days, each told once in an article of its own.
    fn state(days: &[&str]) -> State {
        let mut timeline = Timeline::default();
        for (n, day) in days.iter().enumerate() {
            let when = When::from(day.parse::<Date>().unwrap());
            let text = format!("The {n}. lock of the canal opened.");
            let sentence = Span::new(0, text.len());
            let article = Article { path: format!("{n}.txt"), text, ..Article::default() };
            timeline.sources.push(Source { article: Arc::new(article), ..Source::default() });
            timeline.mentions.push(Mention {
                key: format!("m{n}"),
                article: ArticleId(n as u32),
                sentence,
                clause: sentence,
                timex: None,
                when,
                because: String::new(),
                trigger: None,
                actors: Vec::new(),
                referents: Vec::new(),
                amounts: Vec::new(),
                status: Default::default(),
            });
            timeline.events.push(Event {
                key: format!("e{n}"),
                when,
                label: format!("Lock {n} opens"),
                status: Default::default(),
                importance: n as f32 / 10.0,
                sources: 1,
                independent_sources: 1,
                entities: vec![format!("Lock {}", n % 2)],
                disagreements: Vec::new(),
                because: String::new(),
                mentions: vec![MentionId(n as u32)],
            });
        }
        let mut state = State::default();
        state.adopt(Arc::new(Snapshot::new(timeline, Arc::new(Prepared::default()), 0.0)));
        state
    }

    fn run(state: &mut State, commands: impl IntoIterator<Item = Command>) -> Vec<Effect> {
        commands.into_iter().filter_map(|command| apply(state, command)).collect()
    }

    fn event(n: u32) -> EventId {
        EventId(n)
    }

    const DAYS: [&str; 4] = ["2021-03-01", "2021-03-15", "2021-04", "2021-06-01"];

    #[test]
    fn choosing_an_event_opens_its_first_sentence() {
        let mut state = state(&DAYS);
        run(&mut state, [Command::Select(event(2))]);
        assert_eq!(state.reading, Some(Reading { article: ArticleId(2), mention: Some(MentionId(2)) }));
        assert_eq!(state.cited(), Some(MentionId(2)));
    }

    #[test]
    fn arrows_walk_in_order_of_time_and_skip_what_is_hidden() {
        let mut state = state(&DAYS);
        // Without a selection they begin with the most important on the screen.
        run(&mut state, [Command::SelectNext(1)]);
        assert_eq!(state.selection, Some(event(3)));
        run(&mut state, [Command::Select(event(1)), Command::Hide, Command::Select(event(0)), Command::SelectNext(1)]);
        assert_eq!(state.selection, Some(event(2)));
        run(&mut state, [Command::SelectLast, Command::SelectNext(1)]);
        assert_eq!(state.selection, Some(event(3)), "the last has no next");
        run(&mut state, [Command::SelectFirst]);
        assert_eq!(state.selection, Some(event(0)));
    }

    #[test]
    fn one_step_back_undoes_a_whole_gesture() {
        let mut state = state(&DAYS);
        let before = state.range;
        run(
            &mut state,
            [Command::Zoom(2.0), Command::Zoom(2.0), Command::Pan(0.3), Command::ZoomAt(1.1, before.start)],
        );
        assert_ne!(state.range, before);
        run(&mut state, [Command::Back]);
        assert_eq!(state.range, before);
        run(&mut state, [Command::Forward]);
        assert_ne!(state.range, before);
    }

    #[test]
    fn back_leads_to_the_event_before() {
        let mut state = state(&DAYS);
        run(&mut state, [Command::Select(event(0)), Command::Select(event(3)), Command::Back]);
        assert_eq!((state.selection, state.reading.map(|r| r.article)), (Some(event(0)), Some(ArticleId(0))));
        run(&mut state, [Command::Forward]);
        assert_eq!(state.selection, Some(event(3)));
    }

    #[test]
    fn escape_closes_one_layer_at_a_time() {
        let mut state = state(&DAYS);
        run(
            &mut state,
            [
                Command::Search("lock".into()),
                Command::Select(event(1)),
                Command::ToggleProblems,
                Command::EditDay(Some(String::new())),
                Command::ListEvents(Listing { events: vec![event(0)], at: (0.0, 0.0) }),
                Command::ShowKeys,
            ],
        );
        let mut open = Vec::new();
        for _ in 0..7 {
            open.push([
                state.sheet.is_some(),
                state.listing.is_some(),
                state.day_form.is_some(),
                state.problems,
                state.search.is_active(),
                state.reading.is_some(),
                state.selection.is_some(),
            ]);
            run(&mut state, [Command::Escape]);
        }
        for (n, layers) in open.iter().enumerate() {
            assert_eq!(layers.iter().filter(|open| !**open).count(), n, "after {n} times: {layers:?}");
        }
        assert_eq!(state.selection, None);
    }

    #[test]
    fn a_day_of_writing_runs_the_second_half_again_and_can_be_undone() {
        let mut state = state(&DAYS);
        let date = "2021-05-04".parse::<Date>().unwrap();
        let effects = run(&mut state, [Command::SetPublished(ArticleId(0), Some(date))]);
        assert_eq!((effects, state.journal.now().given.get("0.txt")), (vec![Effect::Conclude], Some(&date)));
        assert_eq!(run(&mut state, [Command::SetPublished(ArticleId(0), Some(date))]), [], "the same again is no edit");
        assert_eq!(run(&mut state, [Command::Undo]), [Effect::Conclude]);
        assert!(state.journal.now().given.is_empty());
        assert_eq!(run(&mut state, [Command::Undo]), [], "nothing is left to undo");
        assert_eq!(run(&mut state, [Command::Redo]), [Effect::Conclude]);
    }

    #[test]
    fn a_star_moves_no_date() {
        let mut state = state(&DAYS);
        assert_eq!(run(&mut state, [Command::Select(event(1)), Command::Star]), []);
        assert!(state.journal.now().starred.contains("e1"));
        run(&mut state, [Command::Star]);
        assert!(state.journal.now().starred.is_empty());
    }

    #[test]
    fn filters_leave_out_what_they_say() {
        let mut state = state(&DAYS);
        let shown = |state: &State| (0..4).filter(|&n| is_shown(state, event(n))).collect::<Vec<_>>();
        let mut check = |filters: Filters, expected: &[u32]| {
            run(&mut state, [Command::Filter(filters)]);
            assert_eq!(shown(&state), expected);
        };
        check(Filters::default(), &[0, 1, 2, 3]);
        check(Filters { entities: ["Lock 1".into()].into(), ..Filters::default() }, &[1, 3]);
        check(Filters { granularities: ["month"].into(), ..Filters::default() }, &[2]);
        check(Filters { statuses: ["planned"].into(), ..Filters::default() }, &[]);
        check(Filters { sources: ["3".into()].into(), ..Filters::default() }, &[3]);
        check(Filters { disputed: true, ..Filters::default() }, &[]);
    }

    #[test]
    fn hits_are_walked_round() {
        let mut state = state(&DAYS);
        state.search.hits = Arc::new(vec![event(1), event(3)]);
        let mut seen = Vec::new();
        for step in [1, 1, 1, -1, -1] {
            run(&mut state, [Command::WalkHits(step)]);
            seen.extend(state.selection.map(|e| e.0));
        }
        assert_eq!(seen, [1, 3, 1, 3, 1]);
    }

    #[test]
    fn framing_centers_first_and_then_fits() {
        let mut state = state(&DAYS);
        let width = state.range.days();
        run(&mut state, [Command::Select(event(1)), Command::FrameSelection]);
        assert_eq!(state.range.days(), width);
        run(&mut state, [Command::FrameSelection]);
        assert!(state.range.days() < width);
        run(&mut state, [Command::FullRange]);
        assert_eq!(state.range.days(), width);
    }

    #[test]
    fn stopping_makes_what_comes_stale() {
        let mut state = state(&DAYS);
        let monitor = Arc::new(crate::progress::Monitor::default());
        state.generation = 7;
        state.loading = Some(crate::app::state::Loading { monitor: monitor.clone(), generation: 7, reads: true });
        run(&mut state, [Command::CancelRun]);
        assert!(monitor.is_cancelled() && state.loading.is_none() && state.generation == 8);
    }

    #[test]
    fn another_folder_forgets_the_first_but_not_how_it_is_looked_at() {
        let mut state = state(&DAYS);
        run(&mut state, [Command::Look(Look::Dark), Command::Lanes(LaneMode::Source), Command::Select(event(1))]);
        let effects = run(&mut state, [Command::Open(vec!["/tmp/other".into()])]);
        assert_eq!(effects, [Effect::Read(vec!["/tmp/other".into()])]);
        assert!(state.snapshot.is_none() && state.selection.is_none() && state.back.is_empty());
        assert_eq!((state.look, state.lanes, state.title.as_str()), (Look::Dark, LaneMode::Source, "other"));
    }

    #[test]
    fn a_citation_is_copied_with_where_it_stands() {
        let mut state = state(&DAYS);
        let effects = run(&mut state, [Command::Select(event(0)), Command::CopyCitation]);
        assert_eq!(effects, [Effect::Copy("“The 0. lock of the canal opened.”\n0, 0.txt".into())]);
    }
}
