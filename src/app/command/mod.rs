//! One enum of everything that can be done; one function that does it.
//!
//! A key, a button, a menu, the palette and a test all push the same [`Command`]. [`apply`] changes the state and says in
//! an [`Effect`] what must happen outside of it (read files, ask for a path, write one), so that the whole behavior of the
//! window is tested without a window.

mod change;
mod choose;
mod file;
mod leave;
mod walk;

use std::path::PathBuf;
use std::sync::Arc;

use super::filter::{Days, Filters, sift};
use super::prefs::Look;
use super::range;
use super::state::{ExportForm, Leave, Listing, NameForm, Notice, Sheet, Sort, State};
use crate::article::ArticleId;
use crate::calendar::{Date, When};
use crate::event::EventId;
use crate::mention::MentionId;
use crate::scene::{LaneMode, Range};

pub use change::what;
pub use choose::Form;
use choose::{citation_text, cite, read, select};
pub use leave::would_lose;
use leave::{forget, leaves, title};
use walk::{bring_into_view, frame, neighbor, select_end, travel, walk_hits, zoom_center};

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
    /// Reads what is new in the folder.
    ReadNews,
    CancelRun,
    // choose
    Select(EventId),
    SelectNext(isize),
    /// To the lane below (1) or above (−1), in the list to the next or previous row, among reports to the one before or
    /// after; the window, which knows what is
    /// drawn, makes of it a choice of an event.
    Walk(isize),
    /// An event in the lane of this name, where it stands in several.
    SelectIn(EventId, String),
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
    /// The days of writing; `None` lets them follow the days across.
    Told(Option<Range>),
    /// Zooms the days of writing alone; the window, which knows how many are drawn, makes of it a [`Command::Told`].
    ZoomTold(f64),
    /// Moves them by a share of what is seen, later if positive; likewise.
    PanTold(f64),
    FrameSelection,
    Frame(EventId),
    FullRange,
    Lanes(LaneMode),
    List(Option<Sort>),
    ToggleList,
    ToggleReports,
    Shorten(bool),
    Top(Option<usize>),
    Filter(Filters),
    /// Asks for the time that events must share a day with.
    ShowDays,
    /// First and last date, as typed.
    TypeDays(String, String),
    /// Leaves out what was before and after, and shows the days that remain.
    FilterDays(Days),
    /// The same with the days on the screen.
    FilterSeen,
    Look(Look),
    HighContrast(bool),
    WheelPans(bool),
    ReadNewsAtOnce(bool),
    /// Gives the keyboard to the next panel.
    NextPanel,
    ToggleProblems,
    ToggleFacets,
    Facets(bool),
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
    ReadClosely(Vec<String>),
    WalkHits(isize),
    // change
    EditDay(Option<String>),
    /// Lets the day of writing of the open article be typed over.
    ShowDay,
    SetPublished(ArticleId, Option<Date>),
    Star,
    Hide,
    ShowRename,
    EditLabel(Option<String>),
    Rename(String),
    ShowNote,
    EditNote(Option<String>),
    /// Keeps a note or other words that are being typed, as leaving them does.
    KeepTyped,
    Note(String),
    /// Asks for another name for somebody; without a name first for whom.
    ShowName(Option<String>),
    TypeName(NameForm),
    /// Who is shown by the first is called by the second; if somebody is called so already, they are one.
    CallName(String, String),
    /// A name as it is written is a name of its own again.
    PartName(String),
    SortLanes,
    Pick(EventId),
    /// The chosen event, so that another can be walked to and merged with it.
    PickSelected,
    DropPicks,
    Merge,
    SplitOff,
    Undo,
    Redo,
    // save
    Save,
    TypeSave(String),
    SaveTo(PathBuf),
    /// The same, but asks before it replaces a file.
    AskSaveTo(PathBuf),
    /// Where the project is to be kept a file is there already.
    FoundThere(PathBuf),
    AskSavePath,
    ShowLeave(Leave),
    Discard(Leave),
    ShowExport,
    Export(ExportForm),
    AskExportPath,
    WriteExport,
    Copy(Form),
}

/// What must happen outside of the state.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Effect {
    AskFolder,
    AskExportPath(String),
    AskSavePath(String),
    Save,
    Look(PathBuf),
    Close,
    Open(Vec<PathBuf>),
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
    let gesture = matches!(command, C::Zoom(_) | C::ZoomAt(..) | C::Pan(_) | C::Drag(_) | C::Told(Some(_)));
    let jump = matches!(
        command,
        C::Select(_)
            | C::SelectNext(_)
            | C::SelectIn(..)
            | C::SelectFirst
            | C::SelectLast
            | C::Read(..)
            | C::Show(_)
            | C::FullRange
            | C::Told(None)
            | C::ZoomToBand
    ) || matches!(command, C::Frame(_) | C::FrameSelection | C::WalkHits(_) | C::GoTo(_))
        || (gesture && !state.gesture);
    let before = state.place();
    state.gesture = gesture;
    state.by_hand = matches!(command, C::ZoomAt(..) | C::Drag(_));
    let typed = if leaves(&command) { change::keep_typed(state) } else { None };
    let revision = state.revision;
    let effect = perform(state, command).or(typed);
    if state.revision != revision {
        sift(state);
    }
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
            if would_lose(state) {
                state.sheet = Some(Sheet::Leave(Leave::Open(paths)));
                return None;
            }
            forget(state);
            state.title = title(&paths);
            state.paths = paths.clone();
            return Some(Effect::Open(paths));
        }
        C::Open(_) => {}
        C::OpenSample => {
            if would_lose(state) {
                state.sheet = Some(Sheet::Leave(Leave::Sample));
                return None;
            }
            forget(state);
            state.title = "Sample".into();
            return Some(Effect::ReadSample);
        }
        C::Reload if !state.paths.is_empty() => return Some(Effect::Read(state.paths.clone())),
        C::Reload => {}
        C::ReadNews if state.news.is_some() => return perform(state, C::Reload),
        C::ReadNews => say(state, "Nothing is new in the folder"),
        C::ReadNewsAtOnce(on) => {
            state.prefs.reads_news = on;
            say(state, if on { "New files are read at once" } else { "New files wait until you read them" });
            if on && state.news.is_some_and(|news| !news.empty) {
                return perform(state, C::Reload);
            }
        }
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
        C::Walk(_) if state.reports => say(state, "No other report of it there"),
        C::Walk(_) => say(state, "No other lane there; the menu of lanes parts by source or entity"),
        C::SelectIn(event, lane) => {
            select(state, event);
            bring_into_view(state, event);
            state.lane = Some(lane);
        }
        C::SelectFirst => select_end(state, |shown| shown.first().copied()),
        C::SelectLast => select_end(state, |shown| shown.last().copied()),
        C::Deselect => {
            state.selection = None;
            state.reading = None;
            state.picked.clear();
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
                state.range = range::zoomed(band, 1.0, range::middle(band));
            }
        }
        C::Zoom(factor) => state.range = range::zoomed(state.range, factor, zoom_center(state)),
        C::ZoomAt(factor, at) => state.range = range::zoomed(state.range, factor, at),
        C::Pan(share) => state.range = range::moved(state.range, share * state.range.days()),
        C::FrameSelection => {
            if let Some(event) = state.selection {
                frame(state, event);
            }
        }
        C::Frame(event) => {
            select(state, event);
            frame(state, event);
        }
        C::Told(told) => state.told = told,
        C::ZoomTold(_) | C::PanTold(_) => say(state, "R draws by when it was reported; there this zooms and moves"),
        C::FullRange => {
            state.told = None;
            walk::full_range(state);
        }
        C::Lanes(lanes) => state.lanes = lanes,
        C::List(sort) => state.list = sort,
        C::Shorten(on) => state.shorten = Some(on),
        C::ToggleList => state.list = if state.list.is_some() { None } else { Some(Sort::default()) },
        C::ToggleReports => {
            // A list stands in front of both; asked for, the drawing comes forward.
            state.reports = state.list.is_some() || !state.reports;
            state.list = None;
        }
        C::Top(top) => state.top = top,
        C::Filter(filters) => {
            state.filters = filters;
            state.listing = None;
            state.revision += 1;
        }
        C::ShowDays => walk::show_days(state),
        C::TypeDays(from, to) => state.sheet = Some(Sheet::Days { from, to }),
        C::FilterDays(days) => walk::filter_days(state, days.ordered()),
        C::FilterSeen => walk::filter_seen(state),
        C::Look(look) => state.prefs.look = look,
        C::HighContrast(on) => {
            // What the system asks for too is left to it.
            state.prefs.contrast = (on != state.system.contrast.unwrap_or_default()).then_some(on);
        }
        C::WheelPans(on) => {
            state.prefs.wheel_pans = on;
            say(state, if on { "The wheel pans; with Ctrl it zooms" } else { "The wheel zooms; with Shift it pans" });
        }
        C::NextPanel => state.panels += 1,
        C::ToggleProblems => state.problems = !state.problems,
        // The window, which knows whether they are seen, makes of the first the second.
        C::ToggleFacets => state.facets = Some(!state.facets.unwrap_or(true)),
        C::Facets(open) => state.facets = Some(open),
        C::ShowKeys => state.sheet = Some(Sheet::Keys),
        C::ShowPalette => state.sheet = Some(Sheet::Palette { text: String::new(), at: 0 }),
        C::TypePalette(text, at) => state.sheet = Some(Sheet::Palette { text, at }),
        C::ShowGoTo => state.sheet = Some(Sheet::GoTo { text: String::new() }),
        C::TypeGoTo(text) => state.sheet = Some(Sheet::GoTo { text }),
        C::GoTo(date) => {
            state.sheet = None;
            state.range = range::framing(date.interval());
        }
        C::CloseSheet => state.sheet = None,
        C::Escape => escape(state),
        C::FocusSearch => state.focus_search = true,
        C::FocusedSearch => state.focus_search = false,
        C::Search(text) => {
            state.search.text = text;
            state.search.at = None;
            state.search.waiting = state.search.is_active();
            if !state.search.is_active() {
                (state.search.found, state.search.hits) = Default::default();
                state.search.problem = None;
            }
            return Some(Effect::Search(state.search.text.clone()));
        }
        C::ReadClosely(names) => {
            state.focus = names;
            return Some(Effect::Conclude);
        }
        C::WalkHits(step) => walk_hits(state, step),
        C::EditDay(text) => state.day_form = text,
        C::ShowDay => {
            let source = state.snapshot.as_ref().zip(state.reading);
            let source = source.and_then(|(snapshot, reading)| snapshot.timeline.sources.get(reading.article.index()));
            let now = source.map(|source| source.published.as_ref().map(|p| When::from(p.date).edtf()));
            state.day_form = now.map(Option::unwrap_or_default);
        }
        C::SetPublished(article, date) => return change::set_published(state, article, date),
        C::ShowRename => state.label_form = state.selection.map(|id| state.label(id).to_owned()),
        C::ShowNote => state.note_form = state.selection.map(|id| state.note(id).unwrap_or_default().to_owned()),
        C::EditLabel(text) => state.label_form = text,
        C::Rename(words) => return change::rename(state, &words),
        C::EditNote(text) => state.note_form = text,
        C::KeepTyped => {}
        C::ShowName(shown) if state.snapshot.is_some() => {
            let text = shown.clone().unwrap_or_default();
            let at = shown.is_none().then_some(0);
            state.sheet = Some(Sheet::Name(NameForm { shown, text, at }));
        }
        C::ShowName(_) => {}
        C::TypeName(form) => state.sheet = Some(Sheet::Name(form)),
        C::CallName(shown, words) => return change::call(state, &shown, &words),
        C::PartName(written) => return change::part_name(state, &written),
        C::SortLanes => {
            if let Some(snapshot) = &mut state.snapshot {
                Arc::make_mut(snapshot).sort_lanes();
                state.revision += 1;
            }
        }
        C::Note(words) => return change::note(state, &words),
        C::Star => return change::star(state),
        C::Hide => return change::hide(state),
        C::Pick(event) => change::pick(state, event),
        C::PickSelected => change::pick_selected(state),
        C::DropPicks => state.picked.clear(),
        C::Merge => return change::merge(state),
        C::SplitOff => return change::split_off(state),
        C::Undo => return change::undo(state),
        C::Redo => return change::redo(state),
        C::Save => return file::save(state),
        C::TypeSave(path) => state.sheet = Some(Sheet::Save { path, there: None }),
        C::AskSavePath => return file::ask_save_path(state),
        C::AskSaveTo(path) => return file::ask_save_to(state, path),
        C::FoundThere(path) => file::found_there(state, path),
        C::SaveTo(path) => return file::save_to(state, path),
        C::ShowLeave(leave) => state.sheet = Some(Sheet::Leave(leave)),
        C::Discard(leave) => {
            state.sheet = None;
            state.keep.saved = state.keep.changes;
            match leave {
                Leave::Close => {
                    state.discard = true;
                    return Some(Effect::Close);
                }
                Leave::Open(paths) => return perform(state, C::Open(paths)),
                Leave::Sample => return perform(state, C::OpenSample),
            }
        }
        C::ShowExport => file::show_export(state),
        C::Export(form) => state.sheet = Some(Sheet::Export(form)),
        C::AskExportPath => return file::ask_export_path(state),
        C::WriteExport => return file::write_export(state),
        C::Copy(form) => {
            let text = citation_text(state, form)?;
            say(state, form.said());
            return Some(Effect::Copy(text));
        }
    }
    None
}

fn say(state: &mut State, text: impl Into<String>) {
    state.notice = Some(Notice { text: text.into(), wrong: false });
}

/// One layer at a time, the nearest first.
fn escape(state: &mut State) {
    if state.sheet.is_some() {
        state.sheet = None;
    } else if state.listing.is_some() {
        state.listing = None;
    } else if state.band.is_some() {
        state.band = None;
    } else if !state.picked.is_empty() {
        state.picked.clear();
    } else if state.label_form.is_some() || state.note_form.is_some() {
        state.label_form = None;
        state.note_form = None;
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

#[cfg(test)]
mod tests;
