//! Sentence → time expressions, in two steps with a printable value between.
//!
//! [`tag`] finds expressions and reads each into an [`Expression`] that says what was told and what it must be
//! counted from, without knowing any date: "Thursday" is *a Thursday near the day of writing*. [`resolve`] then takes the
//! day of writing and counts. When an analyst corrects a day of writing, only the second step runs again.
//!
//! What an expression looks like is data: one stanza a rule in `assets/rules/en`, each with examples that the tests run.
//!
//! ```text
//! text ─items→ pieces ─matching→ rows of rules, layer by layer ─refine→ Expression (unresolved) ─resolve→ Timex
//! ```
//!
//! | file | teaches |
//! |---|---|
//! | `lexicon` | words as small integers |
//! | `item`, `numeral` | cutting a sentence, reading numbers once |
//! | `pattern` | the language of `pattern` in a rule |
//! | `production`, `told` | what a rule makes: the unresolved value |
//! | `rulebook` | loading, layers, the trie |
//! | `matching` | finding, longest first |
//! | `refine` | passes that need the whole sentence |
//! | `cues`, `clause`, `embedded`, `governed`, `tense` | the verb that governs an expression, past or ahead |
//! | `beside` | the happening that "days before the storm" is told by |
//! | `resolve` | counting from an anchor |
//! | `edge` | the first months of a year, the last days of a month |
//! | `shown` | value, place on a timeline, and why |
//! | `pick` | which Friday, which March |
//! | `story` | what the article told before |
//! | `program` | lists of dates to come: tours, fixtures |
//! | `history` | articles whose dates hang on what was told before |
//! | `explain` | a derivation as lines for a reader |

mod beside;
mod clause;
mod cues;
mod edge;
mod embedded;
mod explain;
mod governed;
mod history;
mod item;
mod lexicon;
mod matching;
mod numeral;
mod pattern;
mod pick;
mod production;
mod program;
mod refine;
mod resolve;
pub mod rulebook;
mod shown;
mod story;
mod tense;
mod told;

pub use explain::explain;
pub use resolve::resolve;
pub use told::{Cycle, Pick, Told};

use crate::calendar::{Date, Feast, Open, Weekday, When};
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
    /// For an end of a range ("from May to July"): index of the other end in the list.
    pub joined: Option<u32>,
    /// The whole range, the same at both ends.
    pub joined_when: Option<When>,
}

impl Timex {
    /// The stretch that an event told with this expression takes: the whole range if it is an end of one.
    pub fn whole(&self) -> Option<When> {
        self.joined_when.or(self.when)
    }
}

/// Whether its sentence tells something as past or as ahead, as far as the words beside it show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Tense {
    /// Nothing shows.
    #[default]
    Unknown,
    /// "said", "was held".
    Past,
    /// "will", "is scheduled", "plans to".
    Ahead,
}

/// An expression as it was read, before any date is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// Id of the rule that read it.
    pub rule: &'static str,
    /// What was told; prints as the unresolved value.
    pub told: Told,
    /// The TIMEX3 type.
    pub kind: TimexType,
    /// The TIMEX3 modifier.
    pub modifier: Option<&'static str>,
    /// What it must be counted from.
    pub anchor: Anchor,
    /// What the verb that governs it tells.
    pub tense: Tense,
    /// The word that told it.
    pub verb: Option<Span>,
    /// Its sentence tells amounts of money: a report of earnings, where "a year ago" means the same quarter.
    pub money: bool,
    /// "Since 2019", "until May": one end is open.
    pub open: Open,
    /// Its modifier says nothing of which part is meant: "earlier this year" is any time before.
    pub whole: bool,
    /// Counted in units ("two years ago"), not named ("last year").
    pub counted: bool,
    /// No later rule counts with it.
    pub alone: bool,
    /// Counted from the day of writing in news, but in a history from the date told before: "the end of the month".
    pub drifts: bool,
    /// The happening it is told by, with the word between: "before the invasion" after "days". Undated here, so the
    /// expression stays a length.
    pub beside: Option<Span>,
    /// For an end of a range: index of the other end in the article's list.
    pub partner: Option<u32>,
}

impl Expression {
    fn day_told(&self) -> &Told {
        match &self.told {
            Told::At(Some(told), _) => told,
            told => told,
        }
    }

    /// The weekday it tells, with or without month and day ("Thursday", "Thursday, Feb. 8").
    pub fn weekday(&self) -> Option<Weekday> {
        match self.day_told() {
            Told::Near(Cycle::Weekday(w) | Cycle::WeekdayMonthDay(w, ..) | Cycle::WeekdayDay(w, _), _) => Some(*w),
            Told::Within(Cycle::Weekday(w) | Cycle::WeekdayMonthDay(w, ..), _) => Some(*w),
            _ => None,
        }
    }

    /// Month 1–12 and day of the month, told without a year.
    pub fn month_day(&self) -> Option<(u32, u32)> {
        match self.day_told() {
            Told::Near(Cycle::MonthDay(m, d) | Cycle::WeekdayMonthDay(_, m, d), _) => Some((*m, *d)),
            _ => None,
        }
    }

    /// Month 1–12, told without a year or day.
    pub fn month(&self) -> Option<u32> {
        match self.day_told() {
            Told::Near(Cycle::Month(m), _) => Some(*m),
            _ => None,
        }
    }

    /// The date it tells in full: a day, a month of a year, a year …
    pub fn date(&self) -> Option<Date> {
        match self.day_told() {
            Told::Date(date) => Some(*date),
            // "Christmas 2023", "the third quarter of 2022"
            Told::Within(cycle, of) => match **of {
                Told::Date(Date::Year(year)) => cycle.in_year(year),
                _ => None,
            },
            _ => None,
        }
    }

    /// The feast it tells, and its year if that is told too.
    pub fn feast(&self) -> Option<(Feast, Option<i32>)> {
        match self.day_told() {
            Told::Near(Cycle::Feast(feast), _) => Some((*feast, None)),
            Told::Within(Cycle::Feast(feast), of) => match **of {
                Told::Date(Date::Year(year)) => Some((*feast, Some(year))),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it says its year itself, so that no day of writing is needed.
    pub fn is_absolute(&self) -> bool {
        self.date().is_some()
    }

    /// Whether its sentence tells it as past or ahead.
    pub fn tense(&self) -> Tense {
        self.tense
    }

    /// The unresolved value as text: `near XXXX-WXX-4`.
    pub fn unresolved(&self) -> String {
        self.told.to_string()
    }
}

/// Finds the time expressions of a text, in order. Knows no day of writing.
pub fn tag(text: &str, sentences: &[Sentence]) -> Vec<Expression> {
    let book = rulebook::english();
    let mut scratch = matching::Scratch::default();
    let mut all: Vec<Expression> = Vec::new();
    for (n, sentence) in sentences.iter().enumerate() {
        item::items(text, sentence.span, &book.lexicon, &mut scratch.items);
        let mut found = matching::run(book, text, n as u32, &mut scratch);
        if found.is_empty() {
            continue;
        }
        refine::refine(book, text, sentence, &scratch.items, &mut found);
        beside::note(book, text, sentence, &scratch.items, &mut found);
        let offset = all.len() as u32;
        for expression in &mut found {
            expression.partner = expression.partner.map(|p| p + offset);
        }
        all.append(&mut found);
    }
    all
}

#[cfg(test)]
mod readings;
#[cfg(test)]
mod styles;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod scenes;
#[cfg(test)]
mod classes;
#[cfg(test)]
mod tests;
