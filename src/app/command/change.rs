//! What changes the analysis. Each is an [`Edit`] in the journal, with words that say what was done.

use super::{Effect, say};
use crate::app::index::Snapshot;
use crate::app::state::State;
use crate::article::ArticleId;
use crate::calendar::Date;
use crate::event::EventId;
use crate::timeline::edit::Edit;

/// The day of writing of an article, as the analyst knows it; `None` leaves it to the article.
pub(super) fn set_published(state: &mut State, article: ArticleId, date: Option<Date>) -> Option<Effect> {
    let path = state.snapshot.as_ref()?.timeline.sources.get(article.index())?.article.path.clone();
    let before = state.journal.now().given.get(&path).copied();
    state.day_form = None;
    if before == date {
        return None;
    }
    edited(state, Edit::Published { path, before, after: date })
}

pub(super) fn star(state: &mut State) -> Option<Effect> {
    let event = selected_key(state)?;
    let on = !state.journal.now().starred.contains(&event);
    edited(state, Edit::Star { event, on })
}

pub(super) fn hide(state: &mut State) -> Option<Effect> {
    let event = selected_key(state)?;
    let on = !state.journal.now().hidden.contains(&event);
    edited(state, Edit::Hide { event, on })
}

/// Another event beside the selected one, to be merged with it; picked again, no longer.
pub(super) fn pick(state: &mut State, event: EventId) {
    if state.selection.is_none() {
        super::select(state, event);
    } else if let Some(at) = state.picked.iter().position(|&id| id == event) {
        state.picked.remove(at);
    } else if state.selection != Some(event) {
        state.picked.push(event);
    }
}

/// Makes one event of the selected and the picked ones.
pub(super) fn merge(state: &mut State) -> Option<Effect> {
    let snapshot = state.snapshot.clone()?;
    let selection = state.selection?;
    if state.picked.is_empty() {
        say(state, "To merge, click a second event with Ctrl held");
        return None;
    }
    let events: Vec<_> = std::iter::once(selection).chain(state.picked.drain(..)).collect();
    let before = state.journal.now().hand.clone();
    let after = before.join(&events.iter().map(|&id| mentions(&snapshot, id)).collect::<Vec<_>>());
    edited(state, Edit::Regroup { before, after })
}

/// Makes the citation shown an event of its own.
pub(super) fn split_off(state: &mut State) -> Option<Effect> {
    let snapshot = state.snapshot.clone()?;
    let event = mentions(&snapshot, state.selection?);
    if event.len() < 2 {
        say(state, "One citation is all there is of this event");
        return None;
    }
    let mention = snapshot.mention(state.cited()?)?.key.clone();
    let before = state.journal.now().hand.clone();
    let after = before.part(&mention, &event);
    edited(state, Edit::Regroup { before, after })
}

pub(super) fn undo(state: &mut State) -> Option<Effect> {
    let edit = state.journal.undo();
    followed(state, edit, "Undone")
}

pub(super) fn redo(state: &mut State) -> Option<Effect> {
    let edit = state.journal.redo();
    followed(state, edit, "Redone")
}

/// The keys of the mentions of an event.
fn mentions(snapshot: &Snapshot, id: EventId) -> Vec<String> {
    let ids = snapshot.event(id).map_or(&[][..], |event| &event.mentions);
    ids.iter().filter_map(|&m| Some(snapshot.mention(m)?.key.clone())).collect()
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
        Edit::Regroup { before, after } if after.apart.len() > before.apart.len() => "Split off; undo puts it back",
        Edit::Regroup { .. } => "Merged; undo parts them again",
    };
    say(state, said);
    state.revision += 1;
    edit.changes_events().then_some(Effect::Conclude)
}

fn followed(state: &mut State, edit: Option<Edit>, word: &str) -> Option<Effect> {
    let Some(edit) = edit else {
        say(state, if word == "Undone" { "Nothing to undo" } else { "Nothing to redo" });
        return None;
    };
    say(state, format!("{word}: {}", what(&edit)));
    state.revision += 1;
    state.day_form = None;
    edit.changes_events().then_some(Effect::Conclude)
}

/// An edit in words, for menus and the status line.
pub fn what(edit: &Edit) -> &'static str {
    match edit {
        Edit::Published { .. } => "day of writing",
        Edit::Star { .. } => "star",
        Edit::Hide { .. } => "hide",
        Edit::Rename { .. } => "rename",
        Edit::Regroup { before, after } if before.apart == after.apart => "merge",
        Edit::Regroup { .. } => "split",
    }
}
