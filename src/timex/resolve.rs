//! Unresolved value → date: counting from an anchor.
//!
//! | told | anchor | arithmetic |
//! |---|---|---|
//! | a weekday | the day of writing | on or before it; at or after it if the verb looks ahead |
//! | month and day | the day of writing | the nearest; 94 of 100 in news |
//! | a month | the day of writing | the nearest, past before ahead; the verb decides |
//! | last year, two weeks ago | the day of writing | by whole units, as fine as the unit |
//! | the next day, that month | the last date told | the same |
//! | a year ago, beside amounts of money | the quarter last told | the same quarter, a year before |
//!
//! A day of writing that is known only to the month or year serves what needs no more, and leaves the rest empty.

use super::told::{Cycle, Pick, Told};
use super::{Anchor, Expression, Tense, Timex};
use crate::calendar::{Date, Day, Granularity, Interval, Open, Unit, Weekday, When};
use crate::sentence::Sentence;

/// A month that has just begun or is about to: told without year and tense it is the coming one if no more than this
/// many months off. Fewer loses "elections in March" written in December, more turns last spring into next.
const MONTHS_AHEAD: i32 = 3;

/// A day of a month this far on the wrong side of the day of writing gives way to the tense. Nearer, tenses mislead:
/// "The May 20 vote was moved" is told of a vote to come.
const FAR_DAYS: i32 = 90;

/// A month told in the past tense that begins within this many days is the coming one all the same: "trading for
/// November began", written in October. More, and "elected in November" of last year is lost.
const PAST_LIMIT_DAYS: i32 = 31;

/// How long after its end a quarter is still the one that forecasts speak of.
const REPORTING_DAYS: i32 = 60;

/// Counts each expression from its anchor. `published` is the day of writing, or something coarser; without it only
/// expressions that say it all get a date.
pub fn resolve(text: &str, sentences: &[Sentence], expressions: &[Expression], published: Option<Date>) -> Vec<Timex> {
    let _ = sentences;
    let mut story = Story { published, previous: None, period: None, year: None, long: None };
    let mut all: Vec<Timex> = Vec::with_capacity(expressions.len());
    for (n, expression) in expressions.iter().enumerate() {
        let far = expression.partner.filter(|&p| p as usize > n).and_then(|p| expressions.get(p as usize));
        let near = expression.partner.filter(|&p| (p as usize) < n).and_then(|p| all.get(p as usize));
        let outcome = story.after(expression, near.and_then(|t| t.when)).unwrap_or_else(|| story.read(expression, far));
        story.remember(expression, &outcome);
        all.push(timex(text, expression, outcome, &story));
    }
    join(&mut all);
    all
}

/// Gives both ends of a range the whole of it.
fn join(all: &mut [Timex]) {
    for n in 0..all.len() {
        let Some(other) = all[n].joined.map(|p| p as usize).filter(|&p| p > n && p < all.len()) else { continue };
        if let (Some(from), Some(to)) = (all[n].when, all[other].when)
            && from.from.interval().start <= to.to.interval().end
        {
            let whole = When { about: from.about || to.about, ..When::range(from.from, to.to) };
            all[n].joined_when = Some(whole);
            all[other].joined_when = Some(whole);
        }
    }
}

/// What a resolution gives.
#[derive(Clone, Debug, Default)]
struct Outcome {
    value: String,
    date: Option<Date>,
    range: Option<Interval>,
    anchor: Option<Anchor>,
    /// What it was counted from, for the explanation.
    base: Option<Date>,
}

/// What the article has told so far.
struct Story {
    published: Option<Date>,
    /// The last date told, and its sentence.
    previous: Option<(Date, u32)>,
    /// The quarter the article is about.
    period: Option<Date>,
    /// A year told earlier in the sentence at hand.
    year: Option<(i32, u32)>,
    /// The sentence that last told amounts of half a year or three quarters, and no quarter after.
    long: Option<u32>,
}

impl Story {
    fn today(&self) -> Option<Day> {
        self.published.and_then(Date::day)
    }

    /// The quarter that "a year ago" is counted from. None where the sentence tells of nine months: their year before
    /// is no quarter.
    fn quarter(&self, expression: &Expression) -> Option<Date> {
        self.period.filter(|_| self.long != Some(expression.sentence))
    }

    fn remember(&mut self, expression: &Expression, outcome: &Outcome) {
        if matches!(&expression.told, Told::Length(length) if matches!(length.as_str(), "P6M" | "P9M")) {
            self.long = Some(expression.sentence);
        }
        let Some(date) = outcome.date else { return };
        if matches!(date, Date::Quarter(..)) {
            self.long = None;
        }
        self.previous = Some((date, expression.sentence));
        // The quarter told, not one counted from it, nor one that is forecast or compared with once a quarter is known.
        if matches!(date, Date::Quarter(..)) && !matches!(expression.told, Told::Move(..)) {
            let over = self.published.is_none_or(|p| date.interval().end < p.interval().end);
            if self.period.is_none() || (over && matches!(expression.told, Told::Near(..))) {
                self.period = Some(date);
            }
        }
        if let Date::Year(year) = date {
            self.year = Some((year, expression.sentence));
        }
    }

    fn read(&self, expression: &Expression, far: Option<&Expression>) -> Outcome {
        // "Between January and November of 2023": the near end is the one before the far end.
        if let (Told::Near(cycle, Pick::Near), Some(far)) = (&expression.told, far)
            && let Some(end) = self.read(far, None).date
        {
            let back = pick(*cycle, Pick::Near, Tense::Past, end.interval().end);
            let yearly = cycle.in_year(2024).is_some() && !matches!(far.told, Told::Near(..));
            if let Some(date) = back.filter(|_| yearly) {
                return Outcome { base: Some(end), ..Outcome::date(date, Anchor::Previous) };
            }
        }
        self.told(&expression.told, expression).unwrap_or_default()
    }

    /// The far end of "from January to March", "from Monday to Friday": the first one after the near end.
    fn after(&self, expression: &Expression, near: Option<When>) -> Option<Outcome> {
        let Told::Near(cycle, Pick::Near) = &expression.told else { return None };
        let base = near?.from;
        // "The figures of Friday to December" are no range.
        if base.granularity() != cycle.grain() {
            return None;
        }
        let date = pick(*cycle, Pick::Coming, Tense::Unknown, base.interval().start)?;
        Some(Outcome { base: Some(base), ..Outcome::date(date, Anchor::Previous) })
    }

    fn told(&self, told: &Told, expression: &Expression) -> Option<Outcome> {
        match told {
            // "The 2022 period" of a report on a third quarter: the third quarter of 2022.
            Told::Date(Date::Year(year)) if expression.anchor == Anchor::Story => {
                Some(match self.quarter(expression) {
                    Some(period @ Date::Quarter(_, quarter)) => {
                        Outcome { base: Some(period), ..Outcome::date(Date::Quarter(*year, quarter), Anchor::Story) }
                    }
                    _ => Outcome::date(Date::Year(*year), Anchor::None),
                })
            }
            Told::Date(date) => Some(Outcome::date(*date, Anchor::None)),
            Told::Word(word) => Some(Outcome::word(word.clone())),
            Told::Length(length) => Some(Outcome::word(length.clone())),
            Told::Set(set) => Some(Outcome::word(set.clone())),
            Told::Near(cycle, how) => self.near(*cycle, *how, expression),
            Told::Move(count, unit, None) => self.moved(*count, *unit, expression),
            Told::Move(count, unit, Some(of)) => {
                let of = self.told(of, expression)?;
                let base = of.date?;
                // "Two weeks after 3 May" is a day.
                let whole = if *unit == Unit::Week { Some(base) } else { base.coarsened(*unit) };
                let date = whole.and_then(|d| d.moved(*count, *unit))?;
                Some(Outcome { base: Some(base), ..Outcome::date(date, of.anchor?) })
            }
            Told::Within(cycle, of) => {
                let of = self.told(of, expression)?;
                let date = within(*cycle, of.date?)?;
                Some(Outcome { base: of.base, ..Outcome::date(date, of.anchor?) })
            }
            Told::At(of, time) => {
                let day = match of {
                    Some(of) => self.told(of, expression)?,
                    None => self.day_at_hand(expression)?,
                };
                Some(Outcome { value: format!("{}T{time}", day.value), ..day })
            }
        }
    }

    /// The day that a bare time of day belongs to: the last one told in the sentence or in the one before it, else the
    /// day of writing.
    fn day_at_hand(&self, expression: &Expression) -> Option<Outcome> {
        if let Some((date @ Date::Day(_), sentence)) = self.previous
            && expression.sentence.saturating_sub(sentence) <= 1
        {
            return Some(Outcome { base: Some(date), ..Outcome::date(date, Anchor::Previous) });
        }
        let today = self.published.filter(|d| d.day().is_some())?;
        Some(Outcome { base: Some(today), ..Outcome::date(today, Anchor::Published) })
    }

    fn near(&self, cycle: Cycle, how: Pick, expression: &Expression) -> Option<Outcome> {
        let previous = self.previous.filter(|_| expression.anchor == Anchor::Previous).map(|(date, _)| date);
        if let Some(base) = previous
            && let Some(date) = pick(cycle, how, Tense::Past, base.interval().start)
        {
            return Some(Outcome { base: Some(base), ..Outcome::date(date, Anchor::Previous) });
        }
        // "Last year … in October": the October of the year told.
        if let (Pick::Near | Pick::Last, Some((year, sentence))) = (how, self.year)
            && sentence == expression.sentence
            && let Some(date) = cycle.in_year(year)
        {
            let base = Some(Date::Year(year));
            return Some(Outcome { base, ..Outcome::date(date, Anchor::Previous) });
        }
        let published = self.published?;
        let base = match cycle.in_year(2024) {
            // Needs the day.
            None => self.today()?,
            Some(_) if published.granularity() <= Granularity::Month => middle(published.interval()),
            // Written some time that year: a date of the same year, whichever side of the day it fell.
            Some(_) if published.granularity() == Granularity::Year && how == Pick::This => published.interval().start,
            Some(_) => return None,
        };
        let range = match cycle {
            Cycle::Feast(feast) if feast.is_long() => {
                let first = pick(cycle, how, expression.tense, base)?;
                feast.interval_in(first.interval().start.year())
            }
            _ => None,
        };
        if let Some(days) = range {
            let value = format!("{}/{}", days.start, days.end);
            let anchor = Some(Anchor::Published);
            return Some(Outcome { value, date: None, range, anchor, base: Some(published) });
        }
        let date = pick(cycle, how, expression.tense, base)?;
        Some(Outcome { base: Some(published), ..Outcome::date(date, Anchor::Published) })
    }

    fn moved(&self, count: i32, unit: Unit, expression: &Expression) -> Option<Outcome> {
        if unit.is_clock() {
            // Hours before an hour that nobody told: the day is all that is known.
            let today = self.published.filter(|d| d.day().is_some())?;
            return Some(Outcome { base: Some(today), ..Outcome::date(today, Anchor::Published) });
        }
        let from = |base: Date, anchor| {
            let date = base.coarsened(unit)?.moved(count, unit)?;
            Some(Outcome { base: Some(base), ..Outcome::date(date, anchor) })
        };
        match expression.anchor {
            Anchor::Story => {
                // The quarter itself, or its year before in a report of earnings.
                let period = match unit {
                    Unit::Quarter => self.period,
                    Unit::Year if expression.money => self.quarter(expression),
                    _ => None,
                };
                if let Some(period) = period {
                    let date = period.moved(count, unit)?;
                    return Some(Outcome { base: Some(period), ..Outcome::date(date, Anchor::Story) });
                }
                if unit == Unit::Quarter {
                    // Reports of a quarter come out after it: without one told it is the last that is over.
                    let base = self.published?.coarsened(unit)?.moved(-1, unit)?;
                    let date = base.moved(count, unit)?;
                    return Some(Outcome { base: Some(base), ..Outcome::date(date, Anchor::Published) });
                }
            }
            // "Three days later" after nothing told lies somewhere before the day of writing, not days after it.
            Anchor::Previous if self.previous.is_none() && unit == Unit::Day && count > 0 => return None,
            Anchor::Previous => {
                if let Some(found) = self.previous.and_then(|(base, _)| from(base, Anchor::Previous)) {
                    return Some(found);
                }
            }
            Anchor::Published | Anchor::None => {}
        }
        from(self.published?, Anchor::Published)
    }
}

impl Outcome {
    fn date(date: Date, anchor: Anchor) -> Self {
        Self { value: date.timex3(), date: Some(date), anchor: Some(anchor), ..Self::default() }
    }

    fn word(value: String) -> Self {
        Self { value, anchor: Some(Anchor::None), ..Self::default() }
    }
}

fn middle(days: Interval) -> Day {
    days.start + (days.days() - 1) / 2
}

/// The date of a cycle that `how` picks, seen from `base`.
fn pick(cycle: Cycle, how: Pick, tense: Tense, base: Day) -> Option<Date> {
    let weekday = |w: Weekday| w.index() - base.weekday().index();
    match cycle {
        Cycle::Weekday(w) => {
            let back = weekday(w).rem_euclid(7) - 7;
            let days = match (how, tense) {
                (Pick::Near, Tense::Ahead) | (Pick::Coming, _) => weekday(w).rem_euclid(7),
                (Pick::Near | Pick::Past, _) => -(-weekday(w)).rem_euclid(7),
                (Pick::Last, _) => back,
                (Pick::Next, _) => back + 7 + if back == -7 { 7 } else { 0 },
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
        Pick::Last => all.iter().rev().find(|d| end(d) < base).copied(),
        Pick::Past => past(),
        Pick::Next => all.iter().find(|d| start(d) > base).copied(),
        Pick::Coming => coming(),
        Pick::This => cycle.in_year(base.year()),
        Pick::Near => match (cycle, tense) {
            (Cycle::MonthDay(..) | Cycle::WeekdayMonthDay(..) | Cycle::Feast(_), _) => {
                let nearest = all.iter().min_by_key(|d| (start(d) - base).abs()).copied();
                // Far off on the side that the verb denies: the other side.
                match (nearest, tense) {
                    (Some(d), Tense::Past) if start(&d) - base > FAR_DAYS => past(),
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
                    Tense::Past => PAST_LIMIT_DAYS,
                    Tense::Unknown => MONTHS_AHEAD * 31,
                    Tense::Ahead => 366 - PAST_LIMIT_DAYS,
                };
                Some(if ahead_days <= limit { coming } else { past })
            }
        },
    }
}

/// The date of a cycle that lies in `of`.
fn within(cycle: Cycle, of: Date) -> Option<Date> {
    let days = of.interval();
    let date = match cycle {
        Cycle::Weekday(w) => {
            let first = days.start + (w.index() - days.start.weekday().index()).rem_euclid(7);
            Date::Day(first)
        }
        Cycle::Weekend => Date::holding(days.start, Unit::Weekend)?,
        Cycle::DayOfMonth(day) => match of {
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

fn timex(text: &str, expression: &Expression, outcome: Outcome, story: &Story) -> Timex {
    let anchor = outcome.anchor.unwrap_or(expression.anchor);
    let words: Vec<&str> = expression.span.of(text).split_whitespace().collect();
    let words = words.join(" ");
    let because = match (outcome.value.as_str(), outcome.base, anchor) {
        ("", ..) if story.published.is_none() => {
            format!("{words}: {} needs a day of writing", expression.told)
        }
        ("", ..) => format!("{words}: {} needs more than is known", expression.told),
        (value, Some(base), Anchor::Previous) => format!("{words}, counted from {base:?}, told before → {value}"),
        (value, Some(base), Anchor::Story) => format!("{words}, counted from {base:?}, the period reported → {value}"),
        (value, Some(base), _) => format!("{words}, counted from {base:?} → {value}"),
        (value, None, _) => format!("{words} → {value}"),
    };
    let mut when = match (outcome.date, outcome.range) {
        (Some(date), _) => Some(When::from(date)),
        (None, Some(days)) => Some(When::range(Date::Day(days.start), Date::Day(days.end))),
        _ => None,
    };
    if let Some(when) = &mut when {
        when.about = matches!(expression.modifier, Some("APPROX"));
        when.open = expression.open;
        narrow(when, expression.modifier);
    }
    Timex {
        span: expression.span,
        sentence: expression.sentence,
        kind: expression.kind,
        value: outcome.value,
        modifier: expression.modifier,
        when,
        rule: expression.rule,
        anchor,
        because,
        joined: expression.partner,
        joined_when: None,
    }
}

/// "Early March", "late 2023": about the first or last third, told no finer than the month or year it lies in.
fn narrow(when: &mut When, modifier: Option<&'static str>) {
    let third = match modifier {
        Some("START") => 0,
        Some("MID") => 1,
        Some("END") => 2,
        Some("BEFORE" | "ON_OR_BEFORE") => {
            when.open = Open::Until;
            return;
        }
        Some("AFTER" | "ON_OR_AFTER") => {
            when.open = Open::Since;
            return;
        }
        _ => return,
    };
    when.about = true;
    if when.from != when.to {
        return;
    }
    let part = match when.from {
        Date::Year(y) => {
            let month = |m| Date::Month(y, m);
            Some((month(third * 4 + 1), month(third * 4 + 4)))
        }
        Date::Month(y, m) => {
            let days = when.from.interval();
            let day = |d| Date::from_ymd(y, m, d);
            let last = if third == 2 { Some(Date::Day(days.end)) } else { day(third * 10 + 10) };
            day(third * 10 + 1).zip(last)
        }
        Date::Decade(d) => {
            let year = |n| Date::Year(d * 10 + n);
            Some([(year(0), year(3)), (year(3), year(6)), (year(6), year(9))][third as usize])
        }
        _ => None,
    };
    if let Some((from, to)) = part {
        when.from = from;
        when.to = to;
    }
}
