//! The hints of an article's own words, as strips of days.
//!
//! | hint | binned by |
//! |---|---|
//! | a full date over the article | how it stands there; days since |
//! | any other full date | tense; days since |
//! | a date that returns every year | tense; days since its nearest return; whether the weekday beside it fits |
//! | a weekday | tense, and where it stands: what a report begins with happened that day or the day before |
//! | the latest year told | years since |
//! | a month without year | tense; months since |
//! | "yesterday", "this week", "last week" | the weekdays on which papers write so |

use super::clue::{Clue, Told, Yearly};
use super::happening::Match;
use super::order::Place;
use super::row::{FAR, Strip, offsets};
use super::weights::{AMENDED, Family, OFFSETS, SEASONS, YEARS, bin};
use crate::article::{Article, ArticleId, Rung};
use crate::calendar::{Day, Interval, Weekday};
use crate::timex::Tense;

/// One thing that speaks for some days: its strips, and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Hint<'a> {
    pub kind: Kind<'a>,
    pub strips: Vec<Strip>,
}

/// Where a hint comes from.
#[derive(Clone, Debug)]
pub(super) enum Kind<'a> {
    /// A full date that is likely the article's own.
    Headed(&'a Clue, Day),
    /// Another clue of the article.
    Own(&'a Clue),
    /// The latest year told.
    LatestYear(&'a Clue, i32),
    /// Words that some weekdays like better than others.
    Rhythm,
    /// The articles that tell the same story, most alike first.
    Alike(Vec<(ArticleId, Day)>),
    /// The happenings that it counts from, and whose day others tell, surest first.
    Told(Vec<Match<'a>>),
    /// The day on which it was corrected.
    Amended(&'a str, Day),
    /// Its place among articles that stand in the order of their days, and by how much that made the day likelier, as a
    /// logarithm.
    Ordered(Place, f64),
}

/// How a full date stands over an article, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heading {
    /// In the first lines with its weekday or an hour: "Tue Mar 9, 2010 6:41 pm".
    Line,
    /// In the first lines: "February 23, 2011".
    Plain,
    /// Later, with its weekday and an hour: the line of a later passage, or a comment.
    Beside,
}

/// A full date in the first so many bytes is likely the article's own.
const HEAD_BYTES: u32 = 300;

/// Bytes within which the lead of a report ends, and beyond which its history begins.
const LEAD_BYTES: u32 = 400;
const BODY_BYTES: u32 = 1500;

/// The first of a kind counts whole, each further one only so much, since they are told around the same day; and no more
/// than so many count at all.
const FURTHER_DATE: f32 = 0.5;
const FURTHER_WEEKDAY: f32 = 0.3;
const DATES: usize = 5;
const MONTHS: usize = 4;
const WEEKDAYS: usize = 8;

/// The full date that is most likely the article's own: the surest kind of heading, of equal ones the first.
pub(super) fn heading(clues: &[Clue]) -> Option<(usize, Heading)> {
    let kind = |clue: &Clue| match clue.told {
        Told::Day(day, weekday) if !clue.flows => {
            let weekday = weekday.is_some_and(|weekday| weekday == day.weekday());
            match (clue.span.start < HEAD_BYTES, weekday, clue.clock) {
                (true, _, true) | (true, true, _) => Some(Heading::Line),
                (true, false, false) => Some(Heading::Plain),
                (false, true, true) => Some(Heading::Beside),
                _ => None,
            }
        }
        _ => None,
    };
    // What is to come is no day of writing: "due April 30, 1992".
    let all = clues
        .iter()
        .enumerate()
        .filter(|(_, clue)| clue.tense != Tense::Ahead)
        .filter_map(|(at, clue)| Some((kind(clue)?, at)));
    all.min().map(|(heading, at)| (at, heading))
}

/// The families of past, ahead and unknown stand in this order.
fn by_tense(tense: Tense) -> usize {
    match tense {
        Tense::Past => 0,
        Tense::Ahead => 1,
        Tense::Unknown => 2,
    }
}

/// The hints of an article's own words. Those that return weekly or yearly are laid out over `span` only.
pub(super) fn own(clues: &[Clue], span: Interval) -> Vec<Hint<'_>> {
    let mut hints: Vec<Hint<'_>> = Vec::new();
    let (mut days, mut returning, mut weekdays, mut months) = (Vec::new(), Vec::new(), 0, Vec::new());
    let headed = heading(clues);
    for (at, clue) in clues.iter().enumerate() {
        let mut strips = Vec::new();
        let mut kind = Kind::Own(clue);
        match clue.told {
            Told::Day(day, _) if headed.is_some_and(|(place, _)| place == at) => {
                let surest = headed.map_or(Heading::Plain, |(_, heading)| heading);
                offsets(&mut strips, Family::HEAD.nth(surest as usize), &OFFSETS, day.number(), (-FAR, FAR), 1.0);
                kind = Kind::Headed(clue, day);
            }
            // Hours stand under comments and beside pictures, and those are not the article.
            Told::Day(..) if clue.clock => continue,
            Told::Day(day, _) => {
                if days.contains(&day) || days.len() == DATES {
                    continue;
                }
                let value = if days.is_empty() { 1.0 } else { FURTHER_DATE };
                days.push(day);
                let family = Family::FULL.nth(by_tense(clue.tense));
                offsets(&mut strips, family, &OFFSETS, day.number(), (-FAR, FAR), value);
            }
            Told::Yearly(yearly, weekday) => {
                if returning.contains(&yearly) || returning.len() == DATES {
                    continue;
                }
                let value = if returning.is_empty() || weekday.is_some() { 1.0 } else { FURTHER_DATE };
                returning.push(yearly);
                seasons(&mut strips, clue, yearly, weekday, span, value);
            }
            Told::Weekday(weekday) => {
                if weekdays == WEEKDAYS {
                    continue;
                }
                weekdays += 1;
                let (family, value) = weekday_family(clue, weekdays == 1);
                for since in 0..7 {
                    let on = Weekday::from_number((weekday.index() + since) % 7 + 1);
                    strips.push(Strip { weekday: on, ..Strip::new(family.at(since as usize), value, -FAR, FAR) });
                }
            }
            Told::Month(month) => {
                if months.contains(&month) || months.len() == MONTHS {
                    continue;
                }
                let value = if months.is_empty() { 1.0 } else { FURTHER_DATE };
                months.push(month);
                by_month(&mut strips, Family::MONTH.nth(by_tense(clue.tense)), month, span, value);
            }
            Told::Year(_) => continue,
        }
        hints.push(Hint { kind, strips });
    }
    if let Some((clue, year)) = latest_year(clues, headed.map(|(at, _)| at)) {
        let mut strips = Vec::new();
        for this in span.start.year()..=span.end.year() {
            let (from, to) = year_days(this);
            strips.push(Strip::new(Family::YEAR.at(bin(&YEARS, this - year)), 1.0, from, to));
        }
        hints.push(Hint { kind: Kind::LatestYear(clue, year), strips });
    }
    hints
}

/// A correction was made after the article was written, most often within days.
pub(super) fn amended(article: &Article) -> Option<Hint<'_>> {
    let amended = article.evidence.iter().find(|evidence| evidence.rung == Rung::Amended)?;
    let day = amended.date.day()?;
    let mut strips = Vec::new();
    offsets(&mut strips, Family::AMENDED, &AMENDED, day.number(), (-FAR, FAR), 1.0);
    Some(Hint { kind: Kind::Amended(&amended.words, day), strips })
}

/// The weekdays on which papers write so.
pub(super) fn rhythm<'a>(habits: &[usize]) -> Option<Hint<'a>> {
    let on = |habit: usize| {
        (0..7).map(move |day| Strip {
            weekday: Weekday::from_number(day + 1),
            ..Strip::new(Family::RHYTHM.at(habit * 7 + day as usize), 1.0, -FAR, FAR)
        })
    };
    let strips: Vec<Strip> = habits.iter().flat_map(|&habit| on(habit)).collect();
    (!strips.is_empty()).then_some(Hint { kind: Kind::Rhythm, strips })
}

/// The first and last day of a year, by number.
fn year_days(year: i32) -> (i32, i32) {
    let first = |year| Day::from_ymd(year, 1, 1).map_or(FAR, Day::number);
    (first(year), first(year + 1) - 1)
}

fn weekday_family(clue: &Clue, first: bool) -> (Family, f32) {
    let value = if first { 1.0 } else { FURTHER_WEEKDAY };
    let place = match clue.span.start {
        _ if clue.this && clue.tense != Tense::Past => return (Family::THIS, value),
        _ if clue.tense == Tense::Ahead => return (Family::AHEAD, value),
        _ if !first => 3,
        ..LEAD_BYTES => 0,
        LEAD_BYTES..BODY_BYTES => 1,
        _ => 2,
    };
    (Family::WEEKDAY.nth(place), value)
}

/// The latest year that is told, and not as to come.
pub(super) fn latest_year(clues: &[Clue], but: Option<usize>) -> Option<(&Clue, i32)> {
    let year = |(at, clue): (usize, &'_ Clue)| match clue.told {
        _ if clue.tense == Tense::Ahead || Some(at) == but => None,
        Told::Day(day, _) if !clue.clock => Some(day.year()),
        Told::Year(year) => Some(year),
        _ => None,
    };
    let all = clues.iter().enumerate().filter_map(|(at, clue)| Some((clue, year((at, clue))?)));
    all.fold(
        None,
        |best: Option<(&Clue, i32)>, one| if best.is_none_or(|best| best.1 < one.1) { Some(one) } else { best },
    )
}

/// Each return of a yearly date governs the days nearer to it than to its other returns.
fn seasons(strips: &mut Vec<Strip>, clue: &Clue, yearly: Yearly, weekday: Option<Weekday>, span: Interval, value: f32) {
    let news = weekday.is_some() && clue.span.start < LEAD_BYTES && clue.tense != Tense::Ahead;
    let family = if news { Family::NEWS } else { Family::YEARLY.nth(by_tense(clue.tense)) };
    let years = span.start.year() - 1..=span.end.year() + 1;
    let returns: Vec<Day> = years.filter_map(|year| yearly.day(year)).collect();
    let middle = |a: Day, b: Day| a.number() + (b - a) / 2;
    for (at, &day) in returns.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| returns.get(before));
        let from = before.map_or(-FAR, |&before| middle(before, day) + 1);
        let to = returns.get(at + 1).map_or(FAR, |&next| middle(day, next));
        offsets(strips, family, &SEASONS, day.number(), (from, to), value);
        if let Some(weekday) = weekday {
            let agrees = usize::from(day.weekday() != weekday);
            strips.push(Strip::new(Family::AGREES.at(agrees), 1.0, from, to));
        }
    }
}

fn by_month(strips: &mut Vec<Strip>, family: Family, told: u32, span: Interval, value: f32) {
    for year in span.start.year()..=span.end.year() {
        for month in 1..=12 {
            let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            let (Some(from), Some(to)) = (Day::from_ymd(year, month, 1), Day::from_ymd(next.0, next.1, 1)) else {
                continue;
            };
            let since = (month + 12 - told) % 12;
            strips.push(Strip::new(family.at(since as usize), value, from.number(), to.number() - 1));
        }
    }
}

/// The first weekday that an article speaks of, with its words.
pub(super) fn first_weekday(clues: &[Clue]) -> Option<(Weekday, &Clue)> {
    clues.iter().find_map(|clue| match clue.told {
        Told::Weekday(weekday) | Told::Yearly(_, Some(weekday)) if clue.tense != Tense::Ahead => Some((weekday, clue)),
        _ => None,
    })
}
