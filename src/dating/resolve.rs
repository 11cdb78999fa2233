//! Time expressions counted from a day of writing that is not sure.
//!
//! What is counted from a guess is no surer than the guess, with one exception: what comes out the same from every day on which the
//! article may have been written. "The deal of May 25" is the same day in an article of any day from June to October, and it is
//! that day even where only the month or the year of writing is known.
//!
//! | day of writing | `Tuesday` | `May 25` |
//! |---|---|---|
//! | stated, or as good | the Tuesday before | 25 May |
//! | a guess | about the Tuesday before | 25 May, if it is the same from weeks before and after |
//! | a month | about that month | 25 May, if it is the same from all of it |
//! | a year | no day | the same |
//! | only the file's own time | some time until then: files are copied long after they were written | the same |

use crate::article::{Method, Published};
use crate::calendar::{Date, Day, Open, When};
use crate::sentence::Sentence;
use crate::timex::{self, Anchor, Expression, Tense, Timex};

/// Days by which a guess may be off for what is as sure as if it were none. More, and few dates are sure; fewer, and those
/// of a year that was guessed wrong are.
const OFF_DAYS: i32 = 30;

/// Resolves the expressions of an article from what is known of its day of writing.
pub fn resolve(
    text: &str,
    sentences: &[Sentence],
    expressions: &[Expression],
    published: Option<&Published>,
) -> Vec<Timex> {
    let from = |date: Option<Date>| timex::resolve(text, sentences, expressions, date);
    let on = |day: Day| from(Some(Date::Day(day)));
    let Some(published) = published else { return from(None) };
    if published.method == Method::FileTime {
        let counted = from(Some(published.date));
        let mut timexes = from(None);
        for ((timex, counted), expression) in timexes.iter_mut().zip(counted).zip(expressions) {
            let past = expression.tense != Tense::Ahead;
            if timex.when.is_none() && counted.anchor == Anchor::Published && counted.when.is_some() && past {
                timex.when = Some(When { open: Open::Until, ..When::from(published.date) });
                let words = timex.span.of(text);
                timex.because =
                    format!("{words}, and the day of writing is not known; the file is of {}", published.date.timex3());
            }
        }
        return timexes;
    }
    let mut timexes = from(Some(published.date));
    match published.date.day() {
        Some(day) if published.is_guess() => {
            let (early, late) = (on(day - OFF_DAYS), on(day + OFF_DAYS));
            for (n, timex) in timexes.iter_mut().enumerate().filter(|(_, timex)| timex.anchor != Anchor::None) {
                let same = |other: &[Timex]| other.get(n).is_some_and(|other| other.when == timex.when);
                if !(same(&early) && same(&late)) {
                    timex.when = timex.when.map(When::about);
                    timex.joined_when = timex.joined_when.map(When::about);
                }
            }
        }
        Some(_) => {}
        None => {
            let days = published.date.interval();
            let (early, late) = (on(days.start), on(days.end));
            for (n, timex) in timexes.iter_mut().enumerate().filter(|(_, timex)| timex.when.is_none()) {
                let Some((first, last)) = early.get(n).zip(late.get(n)) else { continue };
                if first.when.is_some() && first.when == last.when && first.joined_when == last.joined_when {
                    let because = first.because.replace(&days.start.to_string(), &published.date.timex3());
                    *timex = Timex { because, ..first.clone() };
                }
            }
        }
    }
    timexes
}
