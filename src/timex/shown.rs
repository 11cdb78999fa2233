//! A resolution as others see it: its value, its place on a timeline, and one line of why.
//!
//! "Early March" is about the first third of March, told no finer than the month it lies in.

use super::story::{Outcome, Story};
use super::told::{Cycle, Pick, Told};
use super::{Anchor, Expression, Tense, Timex};
use crate::calendar::{Date, Granularity, Open, Unit, When};

/// What lies no further from the day of writing is of about the same month. Two weeks and more are of another as often.
const NEAR_DAYS: i32 = 7;

/// Puts an outcome beside the expression it is of.
pub(super) fn timex(text: &str, expression: &Expression, outcome: Outcome, story: &Story) -> Timex {
    let anchor = outcome.anchor.unwrap_or(expression.anchor);
    let words: Vec<&str> = expression.span.of(text).split_whitespace().collect();
    let mut words = words.join(" ");
    if let (Some(verb), true) = (expression.verb, outcome.governed) {
        let told = if expression.tense == Tense::Ahead { "ahead" } else { "past" };
        words.push_str(&format!(", told as {told} by ‘{}’", verb.of(text)));
    }
    if outcome.early {
        words.push_str(" in an article that seems dated a day early");
    }
    let because = match (outcome.value.as_str(), outcome.base, anchor) {
        ("", ..) if story.published.is_none() => {
            format!("{words}: {} needs a day of writing", expression.told)
        }
        ("", ..) => format!("{words}: {} needs more than is known", expression.told),
        (value, Some(base), Anchor::Previous) => format!("{words}, counted from {base:?}, told before → {value}"),
        (value, Some(base), Anchor::Story) => format!("{words}, counted from {base:?}, the period reported → {value}"),
        (value, Some(base), _) => format!("{words}, counted from {base:?} → {value}"),
        (value, None, _) => match expression.beside {
            Some(happening) => {
                format!("{words}, told by ‘{}’, which has no date here → {value}", happening.of(text))
            }
            None => format!("{words} → {value}"),
        },
    };
    let mut when = match (outcome.date, outcome.range) {
        (Some(date), _) => Some(When::from(date)),
        (None, Some(days)) => Some(When::range(Date::Day(days.start), Date::Day(days.end))),
        _ => None,
    };
    // "Tuesday", of an article of which only the month is known: about that month.
    let month = story.published.filter(|date| date.granularity() == Granularity::Month);
    let coarse = month.filter(|_| outcome.value.is_empty() && near(&expression.told));
    if let Some(when) = &mut when {
        when.about = matches!(expression.modifier, Some("APPROX"));
        when.open = expression.open;
        if !expression.whole {
            narrow(when, expression.modifier);
        }
    }
    when = when.or(coarse.map(|date| When { about: true, ..When::from(date) }));
    let value = if outcome.value.is_empty() { expression.told.open_value() } else { outcome.value };
    Timex {
        span: expression.span,
        sentence: expression.sentence,
        kind: expression.kind,
        value,
        modifier: expression.modifier,
        when,
        rule: expression.rule,
        anchor,
        because,
        joined: expression.partner,
        joined_when: None,
    }
}

/// Whether it is told of a day or week close to the day of writing.
fn near(told: &Told) -> bool {
    match told {
        Told::Near(Cycle::Weekday(_) | Cycle::Weekend, pick) => !matches!(pick, Pick::Next),
        Told::Move(count, Unit::Day, None) => count.abs() <= NEAR_DAYS,
        Told::Move(count, Unit::Week, None) => (count * 7).abs() <= NEAR_DAYS,
        Told::At(Some(of), _) => near(of),
        _ => false,
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
    // "Early Friday" is of that day all the same.
    if when.granularity == Granularity::Day {
        return;
    }
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
