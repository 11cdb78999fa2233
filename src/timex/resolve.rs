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

use super::cues;
use super::edge;
use super::history::{self, History, Place};
use super::pick::{pick, within};
use super::program;
use super::rulebook::english;
use super::shown::timex;
use super::story::{Outcome, Story, UNIT_SENTENCES, is_aside};
use super::told::{Cycle, Pick, Told};
use super::{Anchor, Expression, Tense, Timex};
use crate::calendar::{Date, Day, Granularity, Interval, Unit, When};
use crate::sentence::Sentence;
use crate::span::Span;

/// "Last year … in October" reaches this far; further on stands another clause with a year of its own.
const YEAR_BYTES: u32 = 60;

/// A month further ahead than this is the past one, unless its verb stands beside it ("will be held in May"). Of 47 months
/// that a verb farther off put more than 200 days ahead, those up to this limit were right 14 times of 19, those beyond 6
/// times of 28.
const MONTH_LIMIT_DAYS: i32 = 243;

/// How far a verb may end before a time that stands beside it: " in early ".
const VERB_BYTES: u32 = 10;

/// "The next day" counts from a day told at most this many sentences before.
const DAY_SENTENCES: u32 = 8;

/// A fiscal year that began at most this many days ago is the one that "begins Oct. 1".
const BEGUN_DAYS: i32 = 120;

/// What figures are compared with stands this many words after the word that compares.
const COMPARED_WORDS: usize = 5;

/// "At dawn" in a history is that of a day told at most this many sentences before.
const CLOCK_SENTENCES: u32 = 4;

/// How much may stand before an expression that begins its sentence: "In ", "But on ".
const LEAD_BYTES: u32 = 8;

/// Counts each expression from its anchor. `published` is the day of writing, or something coarser; without it only
/// expressions that say it all get a date.
pub fn resolve(text: &str, sentences: &[Sentence], expressions: &[Expression], published: Option<Date>) -> Vec<Timex> {
    let history = history::is_history(sentences, expressions, published).then(History::default);
    let mut story = Story { published, history, ..Story::default() };
    let programs = program::programs(text, expressions);
    let mut all: Vec<Timex> = Vec::with_capacity(expressions.len());
    for (n, expression) in expressions.iter().enumerate() {
        let far = expression.partner.filter(|&p| p as usize > n).and_then(|p| expressions.get(p as usize));
        let near = expression.partner.filter(|&p| (p as usize) < n).and_then(|p| all.get(p as usize));
        let within = sentences.get(expression.sentence as usize).map_or(Span { start: 0, end: u32::MAX }, |s| s.span);
        let list = programs.partition_point(|list| list.start <= n).checked_sub(1).and_then(|at| programs.get(at));
        story.program = list.is_some_and(|list| list.contains(&n));
        story.leads = expression.span.start.saturating_sub(within.start) <= LEAD_BYTES;
        story.heads = expression.span.start == within.start;
        story.alone = story.heads && within.end.saturating_sub(expression.span.end) <= 1;
        let rest = text.get(expression.span.end as usize..within.end as usize).unwrap_or_default();
        let told = rest.trim_start().strip_prefix(['-', '–', '—', ':']).unwrap_or_default();
        story.sets = story.leads && !story.heads && history::follows(text, expression.span, "setting");
        // "2011 February 7 Hearing at the crown court", and below it more days of that year.
        let next = expressions.get(n + 1).map_or(u32::MAX, |next| next.span.start);
        let beside = next <= expression.span.end + 1;
        story.headed = story.heads && beside && rest.starts_with(char::is_whitespace);
        story.sets |= story.heads && expression.is_absolute() && begins(rest);
        story.opens = story.sets || story.leads && rest.starts_with(',');
        story.entry = story.heads && told.trim_start().starts_with(char::is_alphabetic);
        story.to_come = expression.tense == Tense::Ahead && expression.verb.is_some_and(|v| cues::is_now(v.of(text)));
        story.perfect = expression.verb.is_some_and(|v| cues::is_perfect(v.of(text)));
        story.ends = history::follows(text, expression.span, "ending");
        story.begins = story.year_fiscal && history::follows_on(text, expression.span, "starting");
        story.year_aside = story.year.is_some_and(|(_, sentence, end)| {
            sentence == expression.sentence && is_aside(text, within, end, expression)
        });
        story.full_aside = story.full.is_some_and(|(_, sentence, end)| {
            sentence == expression.sentence && is_aside(text, within, end, expression)
        });
        let partner = expression.partner.filter(|&p| (p as usize) < n).and_then(|p| expressions.get(p as usize));
        let weekly = partner.is_some_and(|e| e.weekday().is_some());
        let grain = partner.and_then(|e| e.told.grain());
        let after = story.after(expression, near.and_then(|t| t.when).zip(grain), weekly);
        let outcome = after.unwrap_or_else(|| story.read(expression, far));
        story.remember(expression, &outcome);
        if story.year.is_some_and(|(_, sentence, end)| (sentence, end) == (expression.sentence, expression.span.end)) {
            story.year_fiscal = is_fiscal(expression.span.of(text));
        }
        // "Lower than in January 1986 …"
        if story.full.is_some_and(|(_, sentence, end)| (sentence, end) == (expression.sentence, expression.span.end))
            && (history::bracketed(text, within, expression.span.start)
                || history::follows_near(text, expression.span, "comparing", COMPARED_WORDS))
        {
            story.full = None;
        }
        // "The 1994 treaty was marked on 7 April" says nothing of the year of that April; "the 1994 Christmas truce" does.
        if story.year.is_some_and(|(_, sentence, end)| (sentence, end) == (expression.sentence, expression.span.end))
            && !beside
            && story.is_passing(text, within, expression)
        {
            story.year_passing = true;
        }
        let timex = timex(text, expression, outcome, &story);
        if let Some(history) = &mut story.history {
            let bracketed = history::bracketed(text, within, expression.span.start);
            history.remember(text, expression, timex.when, Place { leads: story.leads, bracketed }, published);
        }
        all.push(timex);
    }
    join(&mut all);
    edge::narrow(text, expressions, &mut all);
    all
}

/// Whether a year is told as one of accounts: "fiscal 2025", "FY25".
fn is_fiscal(words: &str) -> bool {
    let lexicon = &english().lexicon;
    let Some(list) = lexicon.class("fiscal") else { return false };
    let mut words = words.split(|c: char| !c.is_alphabetic());
    words.any(|word| lexicon.look_up(word.as_bytes()).is_some_and(|entry| lexicon.value(entry, list).is_some()))
}

/// Whether a sentence begins after a date that heads a line: "1984 In January he …".
fn begins(rest: &str) -> bool {
    let lexicon = &english().lexicon;
    let Some(list) = lexicon.class("opening") else { return false };
    let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.starts_with(char::is_uppercase)
        && lexicon.look_up(word.as_bytes()).is_some_and(|entry| lexicon.value(entry, list).is_some())
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

impl Story {
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
        // "Between 9 p.m. and 9:30 p.m. on Friday"
        if let (Told::At(None, time), Some(Told::At(Some(_), _))) = (&expression.told, far.map(|f| &f.told))
            && let Some(day) = far.and_then(|far| self.read(far, None).date)
        {
            let value = format!("{}T{time}", day.timex3());
            return Outcome { base: Some(day), value, ..Outcome::date(day, Anchor::Previous) };
        }
        self.told(&expression.told, expression).unwrap_or_default()
    }

    /// The far end of "from January to March", "from Monday to Friday": the first one after the near end.
    fn after(&self, expression: &Expression, near: Option<(When, Granularity)>, weekly: bool) -> Option<Outcome> {
        let (Told::Near(cycle, Pick::Near), time) = (match &expression.told {
            Told::At(Some(of), time) => (&**of, Some(time)),
            told => (told, None),
        }) else {
            return None;
        };
        let (near, grain) = near?;
        // "Mid-September" is told by its days, and of a month for all that.
        let base = near.from;
        // "From Sept. 3 to Thursday": the Thursday of the writing.
        if matches!(cycle, Cycle::Weekday(_)) && !weekly {
            return None;
        }
        // "The figures of Friday to December" are no range.
        if grain != cycle.grain() {
            return None;
        }
        let date = pick(*cycle, Pick::Coming, Tense::Unknown, base.interval().start)?;
        let told = Outcome { base: Some(base), ..Outcome::date(date, Anchor::Previous) };
        Some(match time {
            Some(time) => Outcome { value: format!("{}T{time}", told.value), ..told },
            None => told,
        })
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
            Told::Anniversary(count, unit, of) => {
                let of = self.told(of, expression)?;
                let base = of.date?;
                Some(Outcome { base: Some(base), ..Outcome::date(base.moved(*count, *unit)?, of.anchor?) })
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
                // "An hour later, at 2.28pm": of that hour the day.
                let date = day.value.split_once('T').map_or(day.value.as_str(), |(date, _)| date);
                Some(Outcome { value: format!("{date}T{time}"), ..day })
            }
        }
    }

    /// The day that a bare time of day belongs to: the last one told in the sentence or in the one before it, else the
    /// day of writing.
    fn day_at_hand(&self, expression: &Expression) -> Option<Outcome> {
        if self.history.is_some() {
            let (day, sentence) = self.day?;
            let near = expression.sentence.saturating_sub(sentence) <= CLOCK_SENTENCES;
            let date = Date::Day(day);
            return near.then(|| Outcome { base: Some(date), ..Outcome::date(date, Anchor::Previous) });
        }
        if let Some((date @ Date::Day(_), sentence)) = self.previous
            && !self.heads
            && expression.sentence.saturating_sub(sentence) <= 1
        {
            return Some(Outcome { base: Some(date), ..Outcome::date(date, Anchor::Previous) });
        }
        let today = self.published.filter(|d| d.day().is_some())?;
        Some(Outcome { base: Some(today), ..Outcome::date(today, Anchor::Published) })
    }

    fn near(&self, cycle: Cycle, how: Pick, expression: &Expression) -> Option<Outcome> {
        if let Some((base, _)) = self.previous.filter(|_| expression.anchor == Anchor::Previous) {
            // "The previous Friday" after a Friday told: the one before that.
            let told = match cycle {
                Cycle::Weekday(w) => self.weekdays.get(w.index() as usize).copied().flatten().map(Date::Day),
                _ => None,
            };
            let base = told.unwrap_or(base);
            // "In 1848 …; the following spring" is that of 1849.
            let whole = how == Pick::Next && base.granularity() == Granularity::Year;
            let from = if whole { base.interval().end } else { base.interval().start };
            let date = match how {
                // "The second quarter ended Oct. 31": fiscal quarters end anywhere in the year. The last such day, or
                // for a quarter of the past the nearest.
                Pick::Near => (from.year() - 1..=from.year() + 1)
                    .filter_map(|year| cycle.in_year(year))
                    .filter(|d| self.published.is_none_or(|p| d.interval().start <= p.interval().end))
                    .min_by_key(|d| match self.published {
                        Some(published) if !self.back => published.interval().end - d.interval().start,
                        _ => (d.interval().start - base.interval().end).abs(),
                    }),
                _ => pick(cycle, how, Tense::Past, from),
            };
            if let Some(date) = date {
                return Some(Outcome { base: Some(base), ..Outcome::date(date, Anchor::Previous) });
            }
        }
        // "Last year … in October": the October of the year told.
        if let (Pick::Near | Pick::Last, Some((year, sentence, end))) = (how, self.year)
            && self.history.is_none()
            && !self.year_aside
            && !self.begins
            && (!self.year_passing || self.ends)
            && sentence == expression.sentence
            && expression.span.start.saturating_sub(end) <= YEAR_BYTES
            && let Some(date) = cycle.in_year(year)
            && self.agrees(expression.tense, date)
        {
            let base = Some(Date::Year(year));
            return Some(Outcome { base, ..Outcome::date(date, Anchor::Previous) });
        }
        // "March 19 - Jets strike the port.", in the present tense.
        let tense = if self.entry && expression.tense == Tense::Unknown { Tense::Past } else { expression.tense };
        // "The fiscal year beginning Oct. 1", written in April: not that of half a year ago.
        let how = if self.begins && how == Pick::Near { self.beginning(cycle, expression.tense) } else { how };
        let how = if self.program && how == Pick::Near { Pick::Coming } else { how };
        if let Some(outcome) = self.day_of_month(cycle, how, expression) {
            return Some(outcome);
        }
        if let Some(outcome) = self
            .history
            .as_ref()
            .filter(|_| !self.to_come)
            .and_then(|history| history.read(cycle, how, expression.sentence, self.published))
        {
            return Some(outcome);
        }
        if let Some(outcome) = self.of_line(cycle, how, expression) {
            return Some(outcome);
        }
        let told = self
            .line_of_chronology(cycle, expression)
            .or_else(|| self.chronicle(cycle, expression))
            .or_else(|| self.of_scene(cycle, expression))
            .or_else(|| self.of_full(cycle, expression));
        if let Some((last, date)) = told.filter(|_| how == Pick::Near) {
            return Some(Outcome { base: Some(last), ..Outcome::date(date, Anchor::Previous) });
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
            return Some(Outcome { value, range, anchor, base: Some(published), ..Outcome::default() });
        }
        if let Some(outcome) =
            self.day_to_come(cycle, how, expression).or_else(|| self.same_weekday(cycle, how, expression))
        {
            return Some(outcome);
        }
        // "The talks, which will go on, began in May", read with the wrong verb in June.
        let doubtful = |d: &Date| matches!(cycle, Cycle::Month(_)) && d.interval().start - base > MONTH_LIMIT_DAYS;
        let gap = |verb: Span| expression.span.start.checked_sub(verb.end);
        let close = expression.verb.and_then(gap).is_some_and(|gap| gap <= VERB_BYTES);
        let date = pick(cycle, how, tense, base)?;
        if how == Pick::Near && expression.tense == Tense::Ahead && !close && doubtful(&date) {
            let date = pick(cycle, how, Tense::Past, base)?;
            return Some(Outcome { base: Some(published), ..Outcome::date(date, Anchor::Published) });
        }
        let governed = pick(cycle, how, Tense::Past, base) != pick(cycle, how, Tense::Ahead, base);
        Some(Outcome { base: Some(published), governed, ..Outcome::date(date, Anchor::Published) })
    }

    /// Which of the days on which a fiscal year begins: the one ahead, unless one is just over.
    fn beginning(&self, cycle: Cycle, tense: Tense) -> Pick {
        let Some(today) = self.today().filter(|_| tense != Tense::Past) else { return Pick::Near };
        let over = pick(cycle, Pick::Past, Tense::Unknown, today);
        let just = over.is_some_and(|date| today - date.interval().start <= BEGUN_DAYS);
        if just { Pick::Near } else { Pick::Coming }
    }

    fn moved(&self, count: i32, unit: Unit, expression: &Expression) -> Option<Outcome> {
        if unit.is_clock() {
            if expression.anchor == Anchor::Previous
                && let Some(outcome) = self.hours_later(count, unit, expression)
            {
                return Some(outcome);
            }
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
                let told = match unit {
                    Unit::Month => self.month,
                    Unit::Week => self.week,
                    _ => None,
                };
                let near =
                    |&(_, sentence): &(Date, u32)| expression.sentence.saturating_sub(sentence) <= UNIT_SENTENCES;
                let told = told.filter(|told| near(told) || self.history.is_some()).map(|(date, _)| date);
                if told.is_none() && matches!(unit, Unit::Month | Unit::Week) && self.history.is_some() {
                    return self.previous.and_then(|(base, _)| from(base, Anchor::Previous));
                }
                if let Some(period) = period.or(told) {
                    let date = period.moved(count, unit)?;
                    return Some(Outcome { base: Some(period), ..Outcome::date(date, Anchor::Story) });
                }
                if let (Unit::Week, Some(today)) = (unit, self.today()) {
                    return from(Date::Day(today - 1), Anchor::Published);
                }
                if unit == Unit::Quarter {
                    // Reports of a quarter come out after it: without one told it is the last that is over.
                    let base = self.published?.coarsened(unit)?.moved(-1, unit)?;
                    let date = base.moved(count, unit)?;
                    return Some(Outcome { base: Some(base), ..Outcome::date(date, Anchor::Published) });
                }
            }
            // "Three days later", "that day" need a day: the last one told if a month or year was told since, not that of
            // the writing.
            Anchor::Previous if unit == Unit::Day && count >= 0 => {
                // "Later that day", with no day told: that of the writing.
                if count == 0 && self.day.is_none() {
                    return from(self.published?, Anchor::Published);
                }
                let (day, sentence) = self.day?;
                let near = expression.sentence.saturating_sub(sentence) <= DAY_SENTENCES;
                return from(Date::Day(day), Anchor::Previous).filter(|_| near);
            }
            // "The late 1950s … three years later": nobody can say when, and it is not counted from the writing.
            Anchor::Previous
                if expression.counted
                    && self.previous.is_some_and(|(base, _)| base.granularity() > Granularity::Year) =>
            {
                return None;
            }
            // "That quarter", after the day on which it ended.
            Anchor::Previous if unit == Unit::Quarter && count == 0 && self.quarter.is_some() => {
                return self.quarter.and_then(|quarter| from(quarter, Anchor::Previous));
            }
            // "What we still pay for ten years later": none knows from when, but not from a year at hand to one to come.
            Anchor::Previous
                if expression.counted && count > 0 && unit >= Unit::Year && self.is_to_come(count, unit) =>
            {
                return None;
            }
            // "A decade later", and no date told: not counted from the writing.
            Anchor::Previous if expression.counted && count > 0 && self.previous.is_none() => return None,
            Anchor::Previous => {
                if let Some(found) = self.previous.and_then(|(base, _)| from(base, Anchor::Previous)) {
                    return Some(found);
                }
            }
            Anchor::Published
                if expression.drifts && (self.history.is_some() || self.in_line(expression).is_some()) =>
            {
                return self.previous.and_then(|(base, _)| from(base, Anchor::Previous));
            }
            Anchor::Published | Anchor::None => {}
        }
        from(self.published?, Anchor::Published)
    }
}

fn middle(days: Interval) -> Day {
    days.start + (days.days() - 1) / 2
}
