//! The `.dateline` file: what the analyst did, and nothing of the articles.
//!
//! The analysis can be made again at any time; what a person said about it cannot. So the file holds only that, as JSON
//! that can be read without this program, with the folder told relative to the file, so that both can move together.
//!
//! Inside the program an event goes by a key, a hash of where one of its sentences stands. When an article is corrected or
//! moved, that key is gone. Therefore the file remembers of everything it names also the article and the sentence itself
//! ([`Anchor`]), and finds it again by these:
//!
//! | what happened | found by |
//! |---|---|
//! | nothing | key |
//! | the article was corrected elsewhere | path and sentence |
//! | the article was moved | sentence; its day of writing by title and first sentence |
//! | the sentence is gone | nothing: it is kept in the file, and listed as a problem |
//!
//! Names given to those who take part are kept by the name that the articles write, and so need no place.
//!
//! | file | holds |
//! |---|---|
//! | `anchor` | places in the articles, and how they are found again |
//! | `file` | the JSON, reading and writing it |
//! | `path` | where the folder is, seen from the file |
//! | `view` | how the timeline was looked at |
//!
//! A file is written beside its place and takes its name when it is complete. What was there at the beginning of a session
//! stays as `NAME.dateline~`, and is read when the file itself cannot be.

mod anchor;
mod file;
mod path;
mod view;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::analysis::{self, Prepared, Settings};
use crate::problem::Problem;
use crate::timeline::Timeline;
use crate::timeline::edit::{Edits, Journal};

pub use anchor::Anchor;
pub use file::ProjectError;
pub use path::{beside, is_project};
pub use view::View;

/// The ending of the file.
pub const ENDING: &str = "dateline";

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// What was opened.
    pub paths: Vec<PathBuf>,
    /// What the analyst did.
    pub edits: Edits,
    /// Where each event and mention that the edits name stands, by key, and how each article with a given day begins.
    pub anchors: BTreeMap<String, Anchor>,
    /// How it was looked at.
    pub view: View,
}

impl Project {
    /// Gathers what is to be kept. `known` are the anchors of a file that was opened: what has no place now keeps its own.
    pub fn gather(
        paths: &[PathBuf],
        edits: &Edits,
        known: &BTreeMap<String, Anchor>,
        view: View,
        timeline: &Timeline,
    ) -> Self {
        Self { paths: paths.to_vec(), edits: edits.clone(), anchors: anchor::gather(edits, known, timeline), view }
    }

    /// Finds the events of articles as the analyst left them: with the days that were given, merged and split by hand, and
    /// under other words. The edits follow their sentences; those that find none become problems of the timeline.
    pub fn conclude(&self, prepared: &Prepared, settings: &Settings) -> (Timeline, Edits) {
        let mut journal = Journal::of(self.edits.clone());
        let mut anchors = self.anchors.clone();
        let concluded = |edits: &Edits| {
            let (given, hand) = (edits.given.clone(), edits.hand.clone());
            let known = self.view.known.clone();
            analysis::conclude(prepared, &Settings { given, hand, known, ..settings.clone() })
        };
        let mut timeline = concluded(journal.now());
        let mut placed = place(&mut journal, &mut anchors, &timeline);
        if placed.regrouped {
            timeline = concluded(journal.now());
            placed = place(&mut journal, &mut anchors, &timeline);
        }
        timeline.relabel(&journal.now().renamed);
        timeline.problems.extend(placed.unplaced);
        timeline.problems.sort();
        (timeline, journal.now().clone())
    }
}

/// What became of edits when they met the articles again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// What the edits name and the articles no longer hold: one problem each.
    pub unplaced: Vec<Problem>,
    /// Whether what was merged or split goes by other names now, or an article with a given day, so that the events must be
    /// found again.
    pub regrouped: bool,
}

/// Lets edits find what they name in articles that were changed since.
pub fn place(journal: &mut Journal, anchors: &mut BTreeMap<String, Anchor>, timeline: &Timeline) -> Placed {
    let articles = anchor::moved_articles(journal.now(), anchors, timeline);
    journal.follow_articles(&articles);
    for (old, new) in &articles {
        if let Some(anchor) = anchors.remove(&anchor::day_key(old)) {
            anchors.insert(anchor::day_key(new), anchor);
        }
    }
    let before = journal.now().hand.clone();
    let moved = anchor::moved(journal.now(), anchors, timeline);
    for (old, new) in &moved {
        if let Some(anchor) = anchors.remove(old) {
            anchors.insert(new.clone(), anchor);
        }
    }
    journal.follow(&moved);
    journal.follow(&timeline.renamed(&journal.events()));
    let unplaced = anchor::unplaced(journal.now(), anchors, timeline);
    Placed { unplaced, regrouped: journal.now().hand != before || !articles.is_empty() }
}

#[cfg(test)]
mod tests;
