//! What the analyst changed, as values that can be undone.
//!
//! The analysis proposes, the analyst disposes. A change never touches an article or an event: it is a small value kept
//! beside them, named by things that stay the same when the folder is read again (an article's path, an event's key).
//! Each [`Edit`] carries what was there before, so that its inverse is another edit and undo is nothing special.
//!
//! | the analyst | edit | what runs again |
//! |---|---|---|
//! | says when an article was written | [`Edit::Published`] | `analysis::conclude` |
//! | stars an event | [`Edit::Star`] | nothing |
//! | hides an event | [`Edit::Hide`] | the drawing |
//! | gives an event other words | [`Edit::Rename`] | the drawing |
//! | writes a note on an event | [`Edit::Note`] | nothing |
//! | merges events, splits a citation off | [`Edit::Regroup`] | `analysis::conclude` |
//! | gives a name, says that two names are one | [`Edit::Regroup`] | [`super::Timeline::call`] |
//!
//! An event is named after one of its mentions. When articles join, another mention may give the name; then
//! [`Journal::follow`] puts the new name in the place of the old, so that a star stays with its event.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Date;
use crate::event::Hand;

/// One change, with what was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The day of writing of one article; `None` leaves it to the article and its neighbors.
    Published {
        /// [`crate::article::Article::path`].
        path: String,
        /// What the analyst had said before.
        before: Option<Date>,
        /// What the analyst says now.
        after: Option<Date>,
    },
    /// An event is marked, or no longer.
    Star {
        /// [`crate::event::Event::key`].
        event: String,
        /// Whether it is marked from now on.
        on: bool,
    },
    /// An event is left out of the drawing, or no longer.
    Hide {
        /// [`crate::event::Event::key`].
        event: String,
        /// Whether it is left out from now on.
        on: bool,
    },
    /// An event gets other words; `None` gives it back those of its source.
    Rename {
        /// [`crate::event::Event::key`].
        event: String,
        /// The words before.
        before: Option<String>,
        /// The words from now on.
        after: Option<String>,
    },
    /// An event gets a note; `None` takes it away.
    Note {
        /// [`crate::event::Event::key`].
        event: String,
        /// The note before.
        before: Option<String>,
        /// The note from now on.
        after: Option<String>,
    },
    /// Events are merged, a citation is split off, or somebody gets another name.
    Regroup {
        /// What was joined, parted and called otherwise before.
        before: Hand,
        /// What is from now on.
        after: Hand,
    },
}

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Published { path, before, after } => Self::Published { path, before: after, after: before },
            Self::Star { event, on } => Self::Star { event, on: !on },
            Self::Hide { event, on } => Self::Hide { event, on: !on },
            Self::Rename { event, before, after } => Self::Rename { event, before: after, after: before },
            Self::Note { event, before, after } => Self::Note { event, before: after, after: before },
            Self::Regroup { before, after } => Self::Regroup { before: after, after: before },
        }
    }

    /// Whether the events must be found again.
    pub fn changes_events(&self) -> bool {
        match self {
            Self::Published { .. } => true,
            Self::Regroup { before, after } => (&before.joined, &before.apart) != (&after.joined, &after.apart),
            _ => false,
        }
    }

    fn event_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Star { event, .. }
            | Self::Hide { event, .. }
            | Self::Rename { event, .. }
            | Self::Note { event, .. } => Some(event),
            Self::Published { .. } | Self::Regroup { .. } => None,
        }
    }
}

/// Everything the analyst said, as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Days of writing, by path of the article.
    pub given: BTreeMap<String, Date>,
    /// Marked events, by key.
    pub starred: BTreeSet<String>,
    /// Events left out, by key.
    pub hidden: BTreeSet<String>,
    /// Other words for events, by key.
    pub renamed: BTreeMap<String, String>,
    /// What the analyst wrote on events, by key.
    pub notes: BTreeMap<String, String>,
    /// Events merged, citations split off, names given.
    pub hand: Hand,
}

impl Edits {
    /// Makes one change.
    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Published { path, after, .. } => put(&mut self.given, path, *after),
            Edit::Star { event, on } => switch(&mut self.starred, event, *on),
            Edit::Hide { event, on } => switch(&mut self.hidden, event, *on),
            Edit::Rename { event, after, .. } => put(&mut self.renamed, event, after.clone()),
            Edit::Note { event, after, .. } => put(&mut self.notes, event, after.clone()),
            Edit::Regroup { after, .. } => self.hand.clone_from(after),
        }
    }
}

fn put<V>(map: &mut BTreeMap<String, V>, key: &str, value: Option<V>) {
    match value {
        Some(value) => _ = map.insert(key.to_owned(), value),
        None => _ = map.remove(key),
    }
}

fn switch(set: &mut BTreeSet<String>, key: &str, on: bool) {
    _ = if on { set.insert(key.to_owned()) } else { set.remove(key) };
}

/// The changes with the way back and the way forward again.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    now: Edits,
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

impl Journal {
    /// What was said in an earlier session; it cannot be undone step by step any more.
    pub fn of(now: Edits) -> Self {
        Self { now, ..Self::default() }
    }

    /// As it stands.
    pub fn now(&self) -> &Edits {
        &self.now
    }

    /// Makes a change. What was undone can no longer be redone.
    pub fn make(&mut self, edit: Edit) {
        self.now.apply(&edit);
        self.undone.clear();
        self.done.push(edit);
    }

    /// Takes the last change back and tells which it was.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.done.pop()?;
        self.now.apply(&edit.inverse());
        self.undone.push(edit.clone());
        Some(edit)
    }

    /// Makes the change again that was taken back last, and tells which it was.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.undone.pop()?;
        self.now.apply(&edit);
        self.done.push(edit.clone());
        Some(edit)
    }

    /// Puts the present names of events and mentions in the place of those that changed: `names` from old to new.
    pub fn follow(&mut self, names: &BTreeMap<String, String>) {
        if names.is_empty() {
            return;
        }
        let now = |key: String| names.get(&key).cloned().unwrap_or(key);
        for edit in self.done.iter_mut().chain(&mut self.undone) {
            if let Some(event) = edit.event_mut() {
                *event = now(std::mem::take(event));
            }
            if let Edit::Regroup { before, after } = edit {
                (*before, *after) = (before.renamed(now), after.renamed(now));
            }
        }
        let edits = &mut self.now;
        edits.starred = std::mem::take(&mut edits.starred).into_iter().map(now).collect();
        edits.hidden = std::mem::take(&mut edits.hidden).into_iter().map(now).collect();
        edits.renamed = std::mem::take(&mut edits.renamed).into_iter().map(|(key, words)| (now(key), words)).collect();
        edits.notes = std::mem::take(&mut edits.notes).into_iter().map(|(key, words)| (now(key), words)).collect();
        edits.hand = edits.hand.renamed(now);
    }

    /// Gives days of writing to articles that were moved: `paths` from old to new.
    pub fn follow_articles(&mut self, paths: &BTreeMap<String, String>) {
        if paths.is_empty() {
            return;
        }
        let now = |path: String| paths.get(&path).cloned().unwrap_or(path);
        for edit in self.done.iter_mut().chain(&mut self.undone) {
            if let Edit::Published { path, .. } = edit {
                *path = now(std::mem::take(path));
            }
        }
        self.now.given = std::mem::take(&mut self.now.given).into_iter().map(|(path, day)| (now(path), day)).collect();
    }

    /// The events that some edit names.
    pub fn events(&self) -> BTreeSet<String> {
        let past = self.done.iter().chain(&self.undone).filter_map(|edit| edit.clone().event_mut().cloned());
        let now = &self.now;
        let marked = now.starred.iter().chain(&now.hidden);
        past.chain(marked.chain(now.renamed.keys()).chain(now.notes.keys()).cloned()).collect()
    }

    /// The change that [`Self::undo`] would take back.
    pub fn next_undo(&self) -> Option<&Edit> {
        self.done.last()
    }

    /// The change that [`Self::redo`] would make again.
    pub fn next_redo(&self) -> Option<&Edit> {
        self.undone.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Called;

    fn day(path: &str, before: Option<i32>, after: Option<i32>) -> Edit {
        Edit::Published { path: path.into(), before: before.map(Date::Year), after: after.map(Date::Year) }
    }

    #[test]
    fn every_edit_can_be_taken_back_and_made_again() {
        let edits = [
            day("a.txt", None, Some(2020)),
            day("a.txt", Some(2020), Some(2021)),
            Edit::Star { event: "e1".into(), on: true },
            Edit::Hide { event: "e1".into(), on: true },
            Edit::Rename { event: "e1".into(), before: None, after: Some("The ferry sinks".into()) },
            Edit::Note { event: "e1".into(), before: None, after: Some("Ask the harbor office".into()) },
            Edit::Star { event: "e1".into(), on: false },
            Edit::Regroup {
                before: Hand::default(),
                after: Hand::default().join(&[vec!["m1".into()], vec!["m2".into()]]),
            },
            day("a.txt", Some(2021), None),
            Edit::Regroup {
                before: Hand::default().join(&[vec!["m1".into()], vec!["m2".into()]]),
                after: Hand {
                    called: Called::default().call("Anne Berg", "Anna Berg", true),
                    ..Hand::default().join(&[vec!["m1".into()], vec!["m2".into()]])
                },
            },
        ];
        let mut journal = Journal::default();
        let mut states = vec![journal.now().clone()];
        for edit in edits {
            journal.make(edit);
            states.push(journal.now().clone());
        }
        for state in states.iter().rev().skip(1) {
            journal.undo();
            assert_eq!(journal.now(), state);
        }
        assert_eq!((journal.undo(), journal.now()), (None, &Edits::default()));
        for state in &states[1..] {
            journal.redo();
            assert_eq!(journal.now(), state);
        }
        assert_eq!(journal.redo(), None);
    }

    #[test]
    fn edits_follow_an_event_to_its_new_name() {
        let mut journal = Journal::default();
        journal.make(Edit::Star { event: "e1".into(), on: true });
        journal.make(Edit::Rename { event: "e1".into(), before: None, after: Some("The ferry sinks".into()) });
        journal.make(Edit::Hide { event: "e2".into(), on: true });
        journal.undo();
        assert_eq!(journal.events().into_iter().collect::<Vec<_>>(), ["e1", "e2"]);
        journal.follow(&[("e1", "e7"), ("e2", "e8")].map(|(a, b)| (a.to_owned(), b.to_owned())).into());
        assert!(journal.now().starred.contains("e7"));
        assert_eq!(journal.now().renamed.get("e7").map(String::as_str), Some("The ferry sinks"));
        journal.redo();
        assert!(journal.now().hidden.contains("e8"));
        journal.undo();
        journal.undo();
        journal.undo();
        assert_eq!(journal.now(), &Edits::default());
    }

    #[test]
    fn a_day_of_writing_follows_its_article() {
        let mut journal = Journal::default();
        journal.make(day("a.txt", None, Some(2020)));
        journal.make(day("b.txt", None, Some(2021)));
        journal.undo();
        journal.follow_articles(
            &[("a.txt", "old/a.txt"), ("b.txt", "old/b.txt")].map(|(a, b)| (a.into(), b.into())).into(),
        );
        journal.redo();
        assert_eq!(journal.now().given.keys().collect::<Vec<_>>(), ["old/a.txt", "old/b.txt"]);
        journal.undo();
        journal.undo();
        assert_eq!(journal.now(), &Edits::default());
    }

    #[test]
    fn a_new_change_forgets_what_was_undone() {
        let mut journal = Journal::default();
        journal.make(day("a.txt", None, Some(2020)));
        journal.undo();
        journal.make(day("b.txt", None, Some(2021)));
        assert_eq!(journal.redo(), None);
        assert_eq!(journal.now().given.keys().collect::<Vec<_>>(), ["b.txt"]);
    }
}
