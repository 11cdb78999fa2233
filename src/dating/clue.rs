//! What an article's words tell about the day they were written on.
//!
//! A [`Clue`] is a time expression seen from the other side: not "which day does ‘Thursday’ mean, given the day of
//! writing", but "which days of writing could have made someone write ‘Thursday’". It keeps only what bears on that.
//!
//! | words | clue | what it says of the day of writing |
//! |---|---|---|
//! | 8 February 2024 | [`Told::Day`] | at or shortly after it, if it is told as past |
//! | Thursday (Feb 8) | [`Told::Yearly`] | near a year in which 8 February is a Thursday |
//! | Lunar New Year on Saturday | [`Told::Yearly`] | near a year in which the feast falls on a Saturday |
//! | Thursday | [`Told::Weekday`] | a Thursday or the days after it |
//! | last seen in 2023 | [`Told::Year`] | 2023 or later |
//! | since March | [`Told::Month`] | March or the months after it |
//!
//! A [`Near`] is the other use of such words: whether two articles tell of the same days. "Yesterday" says nothing of the
//! day of writing by itself; beside another report that tells the same of "Thursday" it says Friday.

use crate::article::PassageKind;
use crate::calendar::{Date, Day, Feast, Granularity, Unit, Weekday};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::timex::{Cycle, Expression, Pick, Tense, TimexType, Told as Unresolved};

/// One hint at the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clue {
    /// The words, in the article's text; with the weekday if one stands beside the date.
    pub span: Span,
    /// What they tell.
    pub told: Told,
    /// Whether the sentence tells it as past or as to come.
    pub tense: Tense,
    /// Whether an hour stands with it, as in the line that a system prints over an article or a comment.
    pub clock: bool,
    /// "This Tuesday": the day itself, or one of the days ahead.
    pub this: bool,
    /// Whether it stands in the flow of a sentence ("the quarter ended June 30, 1986") and not in a line made for dates.
    pub flows: bool,
}

/// What the words of a clue tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A full date, perhaps with its weekday.
    Day(Day, Option<Weekday>),
    /// A date that returns every year, perhaps with its weekday: 8 February, Easter Sunday.
    Yearly(Yearly, Option<Weekday>),
    /// A weekday alone, near the day of writing.
    Weekday(Weekday),
    /// A year, or a month of it.
    Year(i32),
    /// A month, 1 to 12, of a year that goes without saying.
    Month(u32),
}

/// A date that returns every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yearly {
    /// A month 1–12 and a day 1–31.
    MonthDay(u32, u32),
    /// A feast, by its first day.
    Feast(Feast),
}

impl Clue {
    /// The day of a full date.
    pub fn day(&self) -> Option<Day> {
        match self.told {
            Told::Day(day, _) => Some(day),
            _ => None,
        }
    }
}

impl Yearly {
    /// Its day in `year`.
    pub fn day(self, year: i32) -> Option<Day> {
        match self {
            Self::MonthDay(month, day) => Day::from_ymd(year, month, day),
            Self::Feast(feast) => feast.day_in(year),
        }
    }
}

/// Bytes between a weekday and the date it belongs to: "Thursday (Feb 8)", "8 February, a Thursday". Longer, and the
/// weekday of another clause is taken for it.
const BESIDE_DATE: usize = 4;

/// Bytes between a feast and its weekday: "the Easter weekend, on Friday" must not count, "Lunar New Year on Saturday" must.
const BESIDE_FEAST: usize = 8;

/// Characters of the longest word that may lead to a date.
const LONGEST_WORD: usize = 40;

/// Reads the clues of a report, in order. What stands in furniture or is said twice is no clue.
pub fn read(text: &str, sentences: &[Sentence], expressions: &[Expression]) -> Vec<Clue> {
    let mut clues: Vec<(u32, Clue)> = Vec::new();
    for expression in expressions {
        let reported = sentences.get(expression.sentence as usize).is_some_and(|sentence| sentence.kind.is_report());
        let Some(told) = told(expression).filter(|_| reported) else { continue };
        let clock = expression.kind == TimexType::Time;
        let flows = flows(text, expression.span);
        let this = matches!(expression.told, Unresolved::Near(Cycle::Weekday(_), Pick::This));
        let clue = Clue { span: expression.span, told, tense: expression.tense(), clock, this, flows };
        match clues.last_mut() {
            Some((sentence, last)) if *sentence == expression.sentence => match joined(text, last, &clue) {
                Some(both) => *last = both,
                None => clues.push((expression.sentence, clue)),
            },
            _ => clues.push((expression.sentence, clue)),
        }
    }
    // A caption that names a weekday tells the news ("in Callao on Wednesday"); one with a date is often years old.
    let news = |sentence: u32, clue: &Clue| {
        sentences.get(sentence as usize).is_none_or(|of| of.kind != PassageKind::Caption)
            || matches!(clue.told, Told::Day(_, Some(_)) | Told::Yearly(_, Some(_)) | Told::Weekday(_))
    };
    clues.into_iter().filter(|(sentence, clue)| news(*sentence, clue)).map(|(_, clue)| clue).collect()
}

/// A word in small letters before it on its line leads to it.
fn flows(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let mut line = before.rsplit('\n').next().unwrap_or_default();
    // The last word is enough, and lines may be as long as the text.
    if let Some((at, _)) = line.char_indices().rev().nth(LONGEST_WORD) {
        line = line.get(at..).unwrap_or_default();
    }
    line.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_lowercase))
}

fn told(expression: &Expression) -> Option<Told> {
    if let Some((feast, year)) = expression.feast() {
        return match year {
            Some(year) => feast.day_in(year).map(|day| Told::Day(day, None)),
            None => Some(Told::Yearly(Yearly::Feast(feast), None)),
        };
    }
    if let Some(date) = expression.date() {
        return match date {
            Date::Day(day) => Some(Told::Day(day, expression.weekday())),
            date if date.granularity() <= Granularity::Year => Some(Told::Year(date.interval().start.year())),
            _ => None,
        };
    }
    match (expression.month_day(), expression.weekday()) {
        (Some((month, day)), weekday) => Some(Told::Yearly(Yearly::MonthDay(month, day), weekday)),
        (None, Some(weekday)) => Some(Told::Weekday(weekday)),
        (None, None) => expression.month().map(Told::Month),
    }
}

/// A weekday and the date beside it as one clue.
fn joined(text: &str, first: &Clue, second: &Clue) -> Option<Clue> {
    let between = text.get(first.span.end as usize..second.span.start as usize)?;
    let (weekday, date) = match (first.told, second.told) {
        (Told::Weekday(weekday), date) | (date, Told::Weekday(weekday)) => (weekday, date),
        _ => return None,
    };
    let beside = |reach: usize| between.len() <= reach;
    let told = match date {
        Told::Day(day, None) if beside(BESIDE_DATE) => Told::Day(day, Some(weekday)),
        Told::Yearly(yearly @ Yearly::MonthDay(..), None) if beside(BESIDE_DATE) => Told::Yearly(yearly, Some(weekday)),
        Told::Yearly(yearly @ Yearly::Feast(_), None) if beside(BESIDE_FEAST) && first.told == date => {
            Told::Yearly(yearly, Some(weekday))
        }
        _ => return None,
    };
    let tense = if first.tense == Tense::Unknown { second.tense } else { first.tense };
    Some(Clue {
        span: first.span.hull(second.span),
        told,
        tense,
        clock: first.clock || second.clock,
        this: false,
        flows: first.flows,
    })
}

/// A day near the day of writing, told in words that count from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// The last such weekday.
    Weekday(Weekday),
    /// So many days ago: "today", "yesterday".
    Ago(i32),
    /// A month 1–12 and a day.
    MonthDay(u32, u32),
    /// A full date.
    Day(Day),
}

/// Days further back than this are no news.
const NEWS_DAYS: i32 = 10;

/// As many days are read; the rest of an article repeats them or tells of the past.
const NEAR: usize = 8;

/// The days of the news that a report tells, in order; nothing that is still to come.
pub fn near(sentences: &[Sentence], expressions: &[Expression]) -> Vec<Near> {
    let reported = |e: &&Expression| {
        e.tense() != Tense::Ahead
            && sentences.get(e.sentence as usize).is_some_and(|sentence| sentence.kind.is_report())
    };
    expressions.iter().filter(reported).filter_map(one_near).take(NEAR).collect()
}

fn one_near(expression: &Expression) -> Option<Near> {
    let told = match &expression.told {
        Unresolved::At(None, _) if expression.kind == TimexType::Time => return None,
        Unresolved::At(Some(told), _) => told,
        told => told,
    };
    if let Unresolved::Move(days @ -1..=0, Unit::Day, None) = told {
        return Some(Near::Ago(-days));
    }
    if let Some(Date::Day(day)) = expression.date() {
        return Some(Near::Day(day));
    }
    match (expression.month_day(), expression.weekday()) {
        (Some((month, day)), _) => Some(Near::MonthDay(month, day)),
        (None, Some(weekday)) => Some(Near::Weekday(weekday)),
        (None, None) => None,
    }
}

impl Near {
    /// The day it means in an article written on `written`, if it is news there.
    pub fn day(self, written: Day) -> Option<Day> {
        let day = match self {
            Self::Weekday(weekday) => written - (written.weekday().index() - weekday.index()).rem_euclid(7),
            Self::Ago(days) => written - days,
            Self::MonthDay(month, day) => {
                let this = Day::from_ymd(written.year(), month, day).filter(|&told| told <= written);
                this.or_else(|| Day::from_ymd(written.year() - 1, month, day))?
            }
            Self::Day(day) => day,
        };
        (0..=NEWS_DAYS).contains(&(written - day)).then_some(day)
    }
}

/// Words of the week's rhythm: a Sunday paper says "last week" of what a Thursday paper calls "this week".
pub const HABITS: usize = 8;

/// Which of the [`HABITS`] a report has: today, yesterday, tomorrow, last night, last week, this week, next week, weekend.
pub fn habits(sentences: &[Sentence], expressions: &[Expression]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for expression in expressions {
        if !sentences.get(expression.sentence as usize).is_some_and(|sentence| sentence.kind.is_report()) {
            continue;
        }
        let habit = match &expression.told {
            Unresolved::Move(0, Unit::Day, None) => 0,
            Unresolved::Move(-1, Unit::Day, None) => 1,
            Unresolved::Move(1, Unit::Day, None) => 2,
            Unresolved::At(Some(of), _) if matches!(**of, Unresolved::Move(-1, Unit::Day, None)) => 3,
            Unresolved::Move(-1, Unit::Week, None) => 4,
            Unresolved::Move(0, Unit::Week, None) => 5,
            Unresolved::Move(1, Unit::Week, None) => 6,
            Unresolved::Near(Cycle::Weekend, _) | Unresolved::Move(_, Unit::Weekend, None) => 7,
            _ => continue,
        };
        if !found.contains(&habit) {
            found.push(habit);
        }
    }
    found
}
