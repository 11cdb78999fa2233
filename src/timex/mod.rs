//! Sentence → time expressions, in two steps with a printable value between.
//!
//! [`tag`] finds expressions and reads each into an [`Unresolved`] value that says what was told and what it must be
//! counted from, without knowing any date: "Thursday" is *a Thursday near the day of writing*. [`resolve`] then takes the
//! day of writing and counts. When an analyst corrects a day of writing, only the second step runs again.
//!
//! What an expression looks like is data: one stanza a rule in `assets/rules/en`, each with examples that the tests run.

use crate::calendar::{Date, When};
use crate::sentence::Sentence;
use crate::span::Span;

/// The TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexType {
    /// A calendar date of any granularity, or `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimexType {
    /// The name TIMEX3 gives it.
    pub fn name(self) -> &'static str {
        ["DATE", "TIME", "DURATION", "SET"][self as usize]
    }
}

/// What a resolution counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Nothing: the expression says it all.
    None,
    /// The day of writing.
    Published,
    /// The last date told before it.
    Previous,
    /// The period the article is about.
    Story,
}

impl Anchor {
    /// The word of the JSON document.
    pub fn name(self) -> &'static str {
        ["none", "published", "previous", "story"][self as usize]
    }
}

/// One resolved time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// The TIMEX3 type.
    pub kind: TimexType,
    /// The TIMEX3 value: `2024-02-08`, `P2D`, `PRESENT_REF`. Empty if it could not be resolved for want of an anchor.
    pub value: String,
    /// The TIMEX3 modifier: `START`, `APPROX` …
    pub modifier: Option<&'static str>,
    /// Where it stands on a timeline; `None` for durations, sets and vague references.
    pub when: Option<When>,
    /// Id of the rule that read it.
    pub rule: &'static str,
    /// What it was counted from.
    pub anchor: Anchor,
    /// One line a person reads: words → rule → anchor → arithmetic → value.
    pub because: String,
}

/// An expression as it was read, before any date is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
}

/// Finds the time expressions of a text, in order. Knows no day of writing.
pub fn tag(text: &str, sentences: &[Sentence]) -> Vec<Expression> {
    let _ = (text, sentences);
    Vec::new()
}

/// Counts each expression from its anchor. `published` is the day of writing, or something coarser; without it only
/// expressions that say it all get a date.
pub fn resolve(text: &str, sentences: &[Sentence], expressions: &[Expression], published: Option<Date>) -> Vec<Timex> {
    let _ = (text, sentences, expressions, published);
    Vec::new()
}
