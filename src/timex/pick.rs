//! Which of the dates that come again: the Friday, the March, the 8 February that is meant.
//!
//! News leaves out what its reader knows, so a bare weekday or month has many readings and only one that a reader of the
//! day would take. What the corpora show (`benches/README.md`), seen from the day of writing:
//!
//! | told | is | unless |
//! |---|---|---|
//! | a weekday | on that day or in the six days before: 91 of 100 | its verb looks ahead; or it is tomorrow and no verb tells it as past |
//! | a month | the past one: 71 of 100 | its verb looks ahead, or it is near and no verb shows |
//! | month and day | the nearest: 94 of 100 | it is far off and the verb denies it |
//! | a quarter | the last one that has begun | it is forecast and no quarter has just ended |

use super::Tense;
use super::told::{Cycle, Pick};
use crate::calendar::{Date, Day, Unit, Weekday};

/// A month that has just begun or is about to: told without year and tense it is the coming one if no more than this
/// many months off. Fewer loses "elections in March" written in December, more turns last spring into next.
const MONTHS_AHEAD: i32 = 3;

/// A day of a month this far on the wrong side of the day of writing gives way to the tense. Nearer, tenses mislead:
/// "The May 20 vote was moved" is told of a vote to come.
const FAR_DAYS: i32 = 90;

/// A day half a year off either way is more often one that was: days ahead count this many tenths.
const AHEAD_TENTHS: i32 = 13;

/// A month told as ahead that begins later than this is the one at hand or just past.
const AHEAD_LIMIT_DAYS: i32 = 335;

/// How long after its end a quarter is still the one that forecasts speak of.
const REPORTING_DAYS: i32 = 60;

/// The date of a cycle that `how` picks, seen from `base`.
pub(super) fn pick(cycle: Cycle, how: Pick, tense: Tense, base: Day) -> Option<Date> {
    let weekday = |w: Weekday| w.index() - base.weekday().index();
    match cycle {
        Cycle::Weekday(w) => {
            let back = weekday(w).rem_euclid(7) - 7;
            let days = match (how, tense) {
                (Pick::Near, Tense::Ahead) | (Pick::Coming, _) => weekday(w).rem_euclid(7),
                // Nobody calls a day six days ago by its bare name when tomorrow has the same.
                (Pick::Near, Tense::Unknown) if weekday(w).rem_euclid(7) == 1 => 1,
                (Pick::Near | Pick::Past, _) => -(-weekday(w)).rem_euclid(7),
                (Pick::Last, _) => back,
                (Pick::Next, _) => back + 7 + if back == -7 { 7 } else { 0 },
                // "This Saturday", said on Sunday: the next one, unless told as past.
                (Pick::This, tense) if weekday(w) < 0 => {
                    let over = base.weekday().index() >= 5;
                    if tense == Tense::Ahead || (over && tense == Tense::Unknown) { weekday(w) + 7 } else { weekday(w) }
                }
                (Pick::This, _) => weekday(w),
            };
            Some(Date::Day(base + days))
        }
        Cycle::Weekend => {
            let here = Date::holding(base, Unit::Weekend)?;
            let inside = here.interval().start <= base;
            let weeks = match (how, tense) {
                (Pick::Near | Pick::This, Tense::Ahead) | (Pick::Coming, _) => 0,
                (Pick::This, Tense::Unknown) => 0,
                (Pick::Near | Pick::Past | Pick::This, _) => {
                    if inside {
                        0
                    } else {
                        -1
                    }
                }
                (Pick::Last, _) => -1,
                (Pick::Next, _) => 1,
            };
            here.moved(weeks, Unit::Weekend)
        }
        Cycle::DayOfMonth(day) => {
            let (year, month, today) = base.ymd();
            let steps = match (how, tense) {
                (Pick::Next | Pick::Coming, _) | (Pick::Near, Tense::Ahead) => {
                    if day >= today {
                        0
                    } else {
                        1
                    }
                }
                (Pick::This, _) => 0,
                _ => {
                    if day <= today {
                        0
                    } else {
                        -1
                    }
                }
            };
            match Date::Month(year, month).moved(steps, Unit::Month)? {
                Date::Month(year, month) => Date::from_ymd(year, month, day),
                _ => None,
            }
        }
        Cycle::WeekdayDay(weekday, day) => {
            // The two meet about every seven months; the nearest is meant.
            let (year, month, _) = base.ymd();
            let months = (-9..=9).filter_map(|n| Date::Month(year, month).moved(n, Unit::Month));
            let days = months.filter_map(|month| within(Cycle::DayOfMonth(day), month));
            let fits = |d: &Date| d.day().is_some_and(|day| day.weekday() == weekday);
            days.filter(fits).min_by_key(|d| (d.interval().start - base).abs())
        }
        Cycle::Nth(..) => None,
        _ => yearly(cycle, how, tense, base),
    }
}

fn yearly(cycle: Cycle, how: Pick, tense: Tense, base: Day) -> Option<Date> {
    // 29 February comes every four years, a day of the month on a given weekday within six.
    let reach = if matches!(cycle, Cycle::MonthDay(2, 29)) { 4 } else { 1 };
    let reach = if matches!(cycle, Cycle::WeekdayMonthDay(..)) { 6 } else { reach };
    let all: Vec<Date> = (-reach..=reach).filter_map(|n| cycle.in_year(base.year() + n)).collect();
    let start = |d: &Date| d.interval().start;
    let end = |d: &Date| d.interval().end;
    let past = || all.iter().rev().find(|d| start(d) <= base).copied();
    let coming = || all.iter().find(|d| end(d) >= base).copied();
    if let Cycle::WeekdayMonthDay(weekday, ..) = cycle {
        // The weekday settles the year.
        let fits = |d: &&Date| d.day().is_some_and(|day| day.weekday() == weekday);
        if let Some(&date) = all.iter().filter(fits).min_by_key(|d| (start(d) - base).abs()) {
            return Some(date);
        }
    }
    match how {
        Pick::Last => {
            // "Last February", written in March: the month just gone would have been "last month".
            let just = |d: &&Date| matches!(cycle, Cycle::Month(_)) && base - end(d) <= 31;
            all.iter().rev().filter(|d| end(d) < base).find(|d| !just(d)).copied()
        }
        Pick::Past => past(),
        Pick::Next => all.iter().find(|d| start(d) > base).copied(),
        Pick::Coming => coming(),
        // "That winter", told of February.
        Pick::This => match cycle {
            Cycle::Season(_) => all.iter().find(|d| start(d) <= base && base <= end(d)).copied(),
            _ => None,
        }
        .or_else(|| cycle.in_year(base.year())),
        Pick::Near => match (cycle, tense) {
            (Cycle::MonthDay(..) | Cycle::WeekdayMonthDay(..) | Cycle::Feast(_), _) => {
                let ahead = |days: i32| if days > 0 { days * AHEAD_TENTHS / 10 } else { -days };
                let nearest = all.iter().min_by_key(|d| ahead(start(d) - base)).copied();
                // Far off on the side that the verb denies: the other side.
                match (nearest, tense) {
                    (Some(d), Tense::Past) if start(&d) - base > FAR_DAYS => past(),
                    // "Will take effect on New Year's Day": a feast that is over is not awaited.
                    (Some(d), Tense::Ahead) if matches!(cycle, Cycle::Feast(f) if !f.is_long()) && end(&d) < base => {
                        coming()
                    }
                    (Some(d), Tense::Ahead) if base - start(&d) > FAR_DAYS => coming(),
                    _ => nearest,
                }
            }
            // Results of a quarter are told, foretold and awaited for weeks after it.
            (Cycle::Quarter(_) | Cycle::Half(_), Tense::Ahead) => {
                past().filter(|d| base - end(d) <= REPORTING_DAYS).or_else(coming)
            }
            (Cycle::Quarter(_) | Cycle::Half(_), _) => past(),
            _ => {
                let (past, coming) = (past()?, coming()?);
                let ahead_days = start(&coming) - base;
                let limit = match tense {
                    Tense::Past => 0,
                    Tense::Unknown => MONTHS_AHEAD * 31,
                    Tense::Ahead => AHEAD_LIMIT_DAYS,
                };
                Some(if ahead_days <= limit { coming } else { past })
            }
        },
    }
}

/// The date of a cycle that lies in `of`.
pub(super) fn within(cycle: Cycle, of: Date) -> Option<Date> {
    let days = of.interval();
    if let (Cycle::Weekend | Cycle::Nth(1, Unit::Weekend), Date::Day(day)) = (cycle, of) {
        // "The Labor Day weekend" is the one before that Monday, "the Thanksgiving weekend" the one after that Thursday.
        let early = if day.weekday().index() < 2 { -2 } else { 0 };
        return Date::holding(day + early, Unit::Weekend);
    }
    let date = match cycle {
        Cycle::Weekday(w) => {
            let first = days.start + (w.index() - days.start.weekday().index()).rem_euclid(7);
            Date::Day(first)
        }
        Cycle::Weekend => Date::holding(days.start, Unit::Weekend)?,
        Cycle::DayOfMonth(day) | Cycle::WeekdayDay(_, day) => match of {
            Date::Month(y, m) => Date::from_ymd(y, m, day)?,
            _ => return None,
        },
        Cycle::Nth(n, unit) => {
            let (anchor, steps) = if n > 0 { (days.start, n - 1) } else { (days.end, n + 1) };
            Date::holding(anchor, unit)?.moved(steps, unit)?
        }
        _ => cycle.in_year(days.start.year())?,
    };
    // A week or a winter may reach over the edge; its beginning or its end must lie inside.
    let found = date.interval();
    found.overlaps(days).then_some(date)
}
