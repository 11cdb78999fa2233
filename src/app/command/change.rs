//! What changes the analysis. Each is an [`Edit`] in the journal, with words that say what was done.

use super::{Effect, say};
use crate::app::index::Snapshot;
use crate::app::state::State;
use crate::article::ArticleId;
use crate::calendar::Date;
use crate::event::{EventId, Hand};
use crate::mention::fold;
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

/// Other words for the event; none, or its own, give it back those of its sources.
pub(super) fn rename(state: &mut State, words: &str) -> Option<Effect> {
    state.label_form = None;
    let event = selected_key(state)?;
    let own = state.snapshot.as_ref()?.own_label(state.selection?);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let after = (!words.is_empty() && words != own).then_some(words);
    let before = state.journal.now().renamed.get(&event).cloned();
    if before == after {
        return None;
    }
    edited(state, Edit::Rename { event, before, after })
}

/// A note on the event; an empty one takes it away.
pub(super) fn note(state: &mut State, words: &str) -> Option<Effect> {
    state.note_form = None;
    let event = selected_key(state)?;
    let after = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let before = state.journal.now().notes.get(&event).cloned();
    if before == after {
        return None;
    }
    edited(state, Edit::Note { event, before, after })
}

/// What is being typed becomes what was typed.
pub(super) fn keep_typed(state: &mut State) -> Option<Effect> {
    if let Some(words) = state.note_form.clone() {
        note(state, &words);
    }
    let words = state.label_form.clone()?;
    rename(state, &words)
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

/// Keeps the chosen event in mind, to be merged with one that is walked to; asked again, no longer.
pub(super) fn pick_selected(state: &mut State) {
    let Some(event) = state.selection else {
        say(state, "Choose an event first");
        return;
    };
    if let Some(at) = state.picked.iter().position(|&id| id == event) {
        state.picked.remove(at);
        return;
    }
    state.picked.push(event);
    say(state, "Chosen; walk to another event, and Ctrl+M makes them one");
}

/// Makes one event of the selected and the picked ones.
pub(super) fn merge(state: &mut State) -> Option<Effect> {
    let snapshot = state.snapshot.clone()?;
    let selection = state.selection?;
    if state.picked.iter().all(|&id| id == selection) {
        say(state, "To merge, click a second event with Ctrl held, or press M on one and walk to the other");
        return None;
    }
    let others = std::mem::take(&mut state.picked).into_iter().filter(|&id| id != selection);
    let events: Vec<_> = std::iter::once(selection).chain(others).collect();
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

/// Who is shown by one name is called by another from now on; without words, as the articles write it. If somebody is
/// called so already, the two are one.
pub(super) fn call(state: &mut State, shown: &str, words: &str) -> Option<Effect> {
    state.sheet = None;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = state.journal.now().hand.clone();
    let one = state.snapshot.as_ref().is_some_and(|snapshot| {
        let other = fold(&words);
        let mut names = snapshot.timeline.events.iter().flat_map(|event| &event.entities);
        other != fold(shown) && names.any(|name| fold(name) == other)
    });
    let called = match words.is_empty() {
        true => before.called.written(shown).into_iter().fold(before.called.clone(), |all, name| all.part(name)),
        false => before.called.call(shown, &words, state.stands(shown)),
    };
    if called == before.called {
        return None;
    }
    let effect = edited(state, Edit::Regroup { after: Hand { called, ..before.clone() }, before });
    if one {
        say(state, format!("{shown} and {words} are one; undo parts them again"));
    }
    effect
}

/// A name as the articles write it is a name of its own again.
pub(super) fn part_name(state: &mut State, written: &str) -> Option<Effect> {
    state.sheet = None;
    let before = state.journal.now().hand.clone();
    let called = before.called.part(written);
    if called == before.called {
        return None;
    }
    edited(state, Edit::Regroup { after: Hand { called, ..before.clone() }, before })
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
        Edit::Rename { after: Some(_), .. } => "Renamed",
        Edit::Rename { after: None, .. } => "Named by its sources again",
        Edit::Note { after: Some(_), .. } => "Note written",
        Edit::Note { after: None, .. } => "Note removed",
        Edit::Regroup { before, after } if before.called != after.called => "Named anew; undo takes it back",
        Edit::Regroup { before, after } if after.apart.len() > before.apart.len() => "Split off; undo puts it back",
        Edit::Regroup { .. } => "Merged; undo parts them again",
    };
    say(state, said);
    changed(state, &edit)
}

/// What follows from a change, whichever way it was made.
fn changed(state: &mut State, edit: &Edit) -> Option<Effect> {
    state.revision += 1;
    state.keep.changes += 1;
    if edit.changes_events() {
        return Some(Effect::Conclude);
    }
    if matches!(edit, Edit::Rename { .. } | Edit::Regroup { .. }) {
        state.relabel();
        state.recall();
        if matches!(edit, Edit::Regroup { .. }) && !state.focus.is_empty() {
            // Of whom all is told, it is told under every name that is hers.
            return Some(Effect::Conclude);
        }
        // The search reads labels too.
        return state.search.is_active().then(|| Effect::Search(state.search.text.clone()));
    }
    None
}

fn followed(state: &mut State, edit: Option<Edit>, word: &str) -> Option<Effect> {
    let Some(edit) = edit else {
        say(state, if word == "Undone" { "Nothing to undo" } else { "Nothing to redo" });
        return None;
    };
    say(state, format!("{word}: {}", what(&edit)));
    state.day_form = None;
    state.label_form = None;
    state.note_form = None;
    changed(state, &edit)
}

/// An edit in words, for menus and the status line.
pub fn what(edit: &Edit) -> &'static str {
    match edit {
        Edit::Published { .. } => "day of writing",
        Edit::Star { .. } => "star",
        Edit::Hide { .. } => "hide",
        Edit::Rename { .. } => "rename",
        Edit::Note { .. } => "note",
        Edit::Regroup { before, after } if before.called != after.called => "name",
        Edit::Regroup { before, after } if before.apart == after.apart => "merge",
        Edit::Regroup { .. } => "split",
    }
}
