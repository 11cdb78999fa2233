//! Mentions → events: the same happening, told by many, said once.

use serde::Serialize;

use crate::article::Article;
use crate::calendar::When;
use crate::copy::Likeness;
use crate::mention::{Mention, MentionId, Status};

/// Index of an event in its timeline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventId(pub u32);

impl EventId {
    /// As an index into the list of events.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One happening with everything that tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable id from content: `e` and twelve hexadecimal digits.
    pub key: String,
    /// When it happened, as fine as its best evidence and no finer.
    pub when: When,
    /// At most 90 characters, whole words of a source.
    pub label: String,
    /// Whether the sources say that it happened.
    pub status: Status,
    /// 0..1.
    pub importance: f32,
    /// Articles that tell it.
    pub sources: u32,
    /// Of these, articles that are no copy of each other.
    pub independent_sources: u32,
    /// Who and what takes part, most telling first.
    pub entities: Vec<String>,
    /// Where sources differ.
    pub disagreements: Vec<Disagreement>,
    /// Why these mentions are one event, in words.
    pub because: String,
    /// What tells it, in order of article and position; never empty.
    pub mentions: Vec<MentionId>,
}

/// Sources tell the same thing differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// `amount`, `date`, `actor` or `status`.
    pub about: Subject,
    /// What each side says, at least two.
    pub claims: Vec<Claim>,
}

/// What sources can differ on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Subject {
    Amount,
    Date,
    Actor,
    Status,
}

impl Subject {
    /// The word of the JSON document.
    pub fn name(self) -> &'static str {
        ["amount", "date", "actor", "status"][self as usize]
    }
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it says, in the words of a source.
    pub value: String,
    /// Who says it.
    pub mentions: Vec<MentionId>,
}

/// Joins the mentions that tell the same happening, and labels, dates and ranks each event. In order of time.
pub fn group(articles: &[&Article], mentions: &[Mention], likeness: &Likeness) -> Vec<Event> {
    let _ = (articles, mentions, likeness);
    Vec::new()
}
