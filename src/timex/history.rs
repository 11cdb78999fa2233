//! Articles that tell of the past in the order of time: histories, chronicles, lives.
//!
//! News hangs every date on the day of writing. A history does not: "On 8 June the ships sailed", read a century later, is
//! the 8 June of the year that the story is in. So an article is first judged as a whole, and in a history a date without
//! its year hangs on what was told before.
//!
//! | told before | told | is |
//! |---|---|---|
//! | January 1895 | on 12 **February** | 1895-02-12: the same year, however far ahead |
//! | 5 November 1942 | in **January** | 1943-01: back would be more than half a year |
//! | 3 May 1916 | in **April** | 1916-04: a look back |
//! | late 1941 | in **February** | 1942-02 |
//! | 8 June 1894 | on **the 15th** | 1894-06-15 |
//! | Sunday, 7 July 1861 | on **Thursday** | 1861-07-11 |
//!
//! Not every year told moves the story: "the treaty of 1878", "who had led them since 1903" and "(born 1890)" are asides.

use super::pick::pick;
use super::rulebook::english;
use super::story::Outcome;
use super::told::{Cycle, Pick, Told};
use super::{Anchor, Expression, Tense};
use crate::article::PassageKind;
use crate::calendar::{Date, Granularity, Interval, Open, Unit, When};
use crate::sentence::Sentence;
use crate::span::Span;

/// Years that lie this many years before the writing are no news of it: those of the last two often are compared with it.
const GONE_YEARS: i32 = 3;

/// What the dates of years gone by weigh in a history, at least: a day or month 2, a year 1. A date or two of old stand in
/// every second article of news.
const LEAST_WEIGHT: u32 = 4;

/// The same where no day of writing is known, so that all years count as gone by.
const LEAST_UNDATED: u32 = 24;

/// Days and months with their year that a history has at least, one if nothing hangs on the day of writing: base years of
/// an index are none.
const LEAST_FINE: u32 = 2;

/// Days and months of the year before last that make a history where nothing hangs on the day of writing: a war that has
/// just been fought.
const LEAST_NEAR: u32 = 6;

/// What hangs on the day of writing ("yesterday", a bare weekday) weighs 2, a date of its year 1. A history has so many
/// times the weight of years gone by. With less, features that tell a life in passing would count.
const OUTWEIGHED: u32 = 2;

/// A year told in passing moves the story no further ahead than this: "he died there in 1960" is an aside.
const YEARS_ON: i32 = 2;

/// A day or month told in full moves the story no further back than this unless it begins its sentence.
const YEARS_BACK: i32 = 1;

/// A date of the year at hand that lies further back than this is the next year's.
const BACK_DAYS: i32 = 184;

/// A bare weekday is that of the week after a day told at most this many sentences before.
const WEEKDAY_SENTENCES: u32 = 2;

/// "The 10th", told after the 12th, looks back; after the 25th it is of the next month.
const LOOK_BACK_DAYS: i32 = 10;

/// Whether the article tells of the past, and not of the day on which it was written.
pub(super) fn is_history(sentences: &[Sentence], expressions: &[Expression], published: Option<Date>) -> bool {
    let year = published.map(|p| p.interval().start.year());
    let (mut gone, mut fine, mut near, mut recent, mut deictic) = (0, 0, 0, 0, 0);
    // Tables of prices hold four figures beside months.
    let prose = |e: &&Expression| {
        let kind = sentences.get(e.sentence as usize).map(|s| s.kind);
        kind.is_none_or(|kind| matches!(kind, PassageKind::Body | PassageKind::Title))
    };
    for expression in expressions.iter().filter(prose) {
        match expression.date() {
            // "Up from 24 million in December 1985" is no story.
            Some(date) if date.granularity() <= Granularity::Year && !expression.money => {
                let is_fine = u32::from(date.granularity() < Granularity::Year);
                let back = year.map_or(i32::MAX, |year| year - date.interval().start.year());
                if back >= GONE_YEARS {
                    gone += 1 + is_fine;
                    fine += is_fine;
                } else {
                    recent += 1;
                    near += is_fine * u32::from(back == GONE_YEARS - 1);
                }
            }
            Some(_) => {}
            None => deictic += u32::from(hangs_on_writing(expression)),
        }
    }
    let own = recent + 2 * deictic;
    // Without a day of writing even news of today would do.
    let least = if year.is_some() { LEAST_WEIGHT } else { LEAST_UNDATED };
    let least_fine = if own == 0 { 1 } else { LEAST_FINE };
    (fine >= least_fine && gone >= least && own * OUTWEIGHED <= gone) || (deictic == 0 && near >= LEAST_NEAR)
}

/// "Yesterday", "last week", "Friday": what only a reader of the day understands.
fn hangs_on_writing(expression: &Expression) -> bool {
    if expression.anchor != Anchor::Published || expression.drifts {
        return false;
    }
    match expression.day_told() {
        Told::Move(_, _, None) | Told::Anniversary(..) => true,
        Told::Near(cycle, pick) => *pick != Pick::Near || matches!(cycle, Cycle::Weekday(_) | Cycle::Weekend),
        _ => false,
    }
}

/// Where a history has come to.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The stretch that was last told.
    here: Option<Interval>,
    /// Its sentence.
    sentence: u32,
    /// It was a whole year, so that any date of it may follow.
    whole_year: bool,
    /// The year of the last date that was taken for an aside. Another one of it is none.
    aside: Option<i32>,
}

impl History {
    /// The date of a cycle that comes every year, week or month.
    pub(super) fn read(&self, cycle: Cycle, how: Pick, sentence: u32, published: Option<Date>) -> Option<Outcome> {
        let here = self.here.filter(|_| matches!(how, Pick::Near | Pick::Coming | Pick::Past))?;
        // It has come to the day of writing, from where the rest is counted better.
        if published.is_some_and(|p| here.start.year() >= p.interval().start.year() - 1) {
            return None;
        }
        let date = match cycle {
            Cycle::Weekday(_) | Cycle::Weekend => {
                let near = here.days() == 1 && sentence.saturating_sub(self.sentence) <= WEEKDAY_SENTENCES;
                pick(cycle, Pick::Coming, Tense::Unknown, here.start).filter(|_| near)?
            }
            Cycle::DayOfMonth(_) if here.days() <= 31 => pick(
                cycle,
                Pick::Coming,
                Tense::Unknown,
                here.start - LOOK_BACK_DAYS.min(here.start.ymd().2 as i32 - 1),
            )?,
            _ => self.of_year(cycle, here)?,
        };
        let base = Some(Date::Day(here.start));
        Some(Outcome { base, ..Outcome::date(date, Anchor::Previous) })
    }

    fn of_year(&self, cycle: Cycle, here: Interval) -> Option<Date> {
        let year = here.start.year();
        let same = cycle.in_year(year);
        let next = || cycle.in_year(year + 1);
        let Some(date) = same else { return next().or_else(|| cycle.in_year(year - 1)) };
        let middle = here.start + here.days() / 2;
        let back = middle - date.interval().end;
        if self.whole_year || back <= BACK_DAYS { Some(date) } else { next() }
    }

    /// Takes note of a date told. `asides`: it stands in brackets; `leads`: it begins its sentence.
    pub(super) fn remember(
        &mut self,
        text: &str,
        expression: &Expression,
        when: Option<When>,
        place: Place,
        published: Option<Date>,
    ) {
        let Some(when) = when.filter(|w| w.from.granularity() <= Granularity::Year) else { return };
        let days = when.interval();
        // "In 2050 the sea …"
        if published.is_some_and(|p| days.start > p.interval().end) {
            return;
        }
        let year = days.start.year();
        let told = expression.date().is_some();
        let yearly = when.from.granularity() == Granularity::Year;
        let counted = matches!(expression.day_told(), Told::Move(..));
        let moves = match self.here {
            None => true,
            // "Revenue fell last year": from here on the writing is near. "Today a street bears his name" is an aside.
            _ if hangs_on_writing(expression) => !matches!(expression.day_told(), Told::Move(0, Unit::Day, None)),
            _ if place.leads && !place.bracketed => !counted || days.start >= self.here.map_or(days.start, |h| h.start),
            _ if !told && !counted => true,
            Some(here) => {
                let since = year - here.start.year();
                let near = if yearly || counted {
                    (0..=YEARS_ON).contains(&since) && (counted || follows(text, expression.span, "telling"))
                } else {
                    since >= -YEARS_BACK && (!place.bracketed || since <= YEARS_ON)
                };
                near && expression.open != Open::Since || self.aside == Some(year)
            }
        };
        if moves {
            self.here = Some(days);
            self.sentence = expression.sentence;
            self.whole_year = yearly && when.from == when.to;
            self.aside = None;
        } else {
            self.aside = Some(year);
        }
    }
}

/// Where an expression stands in its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// It begins it, but for a word or two.
    pub(super) leads: bool,
    /// It stands in brackets.
    pub(super) bracketed: bool,
}

/// Whether the word before an expression stands in a list: "in 1943" tells that something happened then, "the 1943 treaty"
/// does not.
pub(super) fn follows(text: &str, span: Span, list: &str) -> bool {
    let lexicon = &english().lexicon;
    let Some(list) = lexicon.class(list) else { return false };
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    lexicon.look_up(word.as_bytes()).is_some_and(|entry| lexicon.value(entry, list).is_some())
}

/// The same, of the last two words: "begins Oct. 1", "begins on Oct. 1".
pub(super) fn follows_on(text: &str, span: Span, list: &str) -> bool {
    follows_near(text, span, list, 2)
}

/// The same, of the last few words.
pub(super) fn follows_near(text: &str, span: Span, list: &str, count: usize) -> bool {
    let lexicon = &english().lexicon;
    let Some(list) = lexicon.class(list) else { return false };
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    let mut words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(count);
    words.any(|word| lexicon.look_up(word.as_bytes()).is_some_and(|entry| lexicon.value(entry, list).is_some()))
}

/// Whether a bracket that opened in the sentence is still open at `at`.
pub(super) fn bracketed(text: &str, sentence: Span, at: u32) -> bool {
    let before = text.get(sentence.start as usize..at as usize).unwrap_or_default();
    match (before.rfind('('), before.rfind(')')) {
        (Some(open), Some(close)) => open > close,
        (open, _) => open.is_some(),
    }
}
