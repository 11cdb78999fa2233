//! Reasons in words, and contradictions.

use super::Witness;
use super::clue::{Clue, Told, Yearly};
use super::days::{Bond, Heading};
use super::infer::{self, Factor, Frame, Kind};
use crate::article::{Evidence, Method, Published, Rung};
use crate::calendar::{Date, Day, Weekday};
use crate::problem::Problem;
use crate::timex::Tense;

/// Reasons shown at most; the rest only repeats them.
const REASONS: usize = 5;

/// A factor that makes the day less than this much likelier is no reason.
const TELLING: f64 = 1.3;

/// Where the file states its day.
pub(super) fn stated(evidence: &Evidence) -> String {
    let place = match evidence.rung {
        Rung::FrontMatter => "its front matter or fields",
        Rung::JsonLd => "its JSON-LD",
        Rung::MetaTag => "a meta tag",
        Rung::TimeElement => "a time element",
        Rung::LeadingLine => "its first lines",
        Rung::Url => "its address",
        Rung::FileName => "its file name",
        Rung::Modified => "its last change",
        Rung::FileTime => return format!("only the time of the file: {}", evidence.date.timex3()),
    };
    format!("‘{}’ in {place}", short(&evidence.words))
}

/// Words for a reason: one line, not too long.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// Why `best` is the day of writing, surest first; `date` is what was settled on, perhaps coarser.
pub(super) fn inferred(
    witness: &Witness<'_>,
    witnesses: &[Witness<'_>],
    factors: &[Factor<'_>],
    frame: &Frame,
    best: Day,
    date: Date,
) -> Vec<String> {
    let mut telling: Vec<(f64, usize, &Factor<'_>)> = factors
        .iter()
        .enumerate()
        .map(|(n, factor)| (factor.weight(best, frame), n, factor))
        .filter(|&(weight, ..)| weight >= TELLING)
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut lines: Vec<String> = Vec::new();
    for (_, _, factor) in telling {
        let line = say(witness, witnesses, factor, best);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.truncate(REASONS);
    if lines.is_empty() {
        lines.push("the other articles of the folder lie around it".to_owned());
    }
    if date != Date::Day(best) {
        lines.push("no single day is sure".to_owned());
    }
    lines
}

fn say(witness: &Witness<'_>, witnesses: &[Witness<'_>], factor: &Factor<'_>, best: Day) -> String {
    let words = |clue: &Clue| short(clue.span.of(&witness.article.text));
    match factor.kind {
        Kind::Headed(clue, day, _) if day == best => format!("‘{}’ stands over it", words(clue)),
        Kind::Headed(clue, day, _) => format!("‘{}’ is {}", words(clue), apart(best - day)),
        Kind::LatestYear(clue, year) => {
            let told = if clue.tense == Tense::Past { "told as past" } else { "the latest year told" };
            format!("‘{}’: {year} is {told}", words(clue))
        }
        Kind::Own(clue) => match clue.told {
            Told::Day(day, _) => format!("‘{}’ is {}", words(clue), apart(best - day)),
            Told::Weekday(weekday) => {
                let since = (best.weekday().index() - weekday.index()).rem_euclid(7);
                if clue.tense == Tense::Ahead && since > 0 {
                    format!("‘{}’, to come, is {} days after {best}", words(clue), 7 - since)
                } else {
                    match since {
                        0 => format!("‘{}’ is the day of writing itself: {best} is a {weekday:?}", words(clue)),
                        1 => format!("‘{}’ is the day before {best}", words(clue)),
                        _ => format!("‘{}’ is {since} days before {best}", words(clue)),
                    }
                }
            }
            Told::Yearly(yearly, Some(weekday)) => {
                let years = years(yearly, weekday, best.year());
                format!("‘{}’ falls on a {weekday:?} in {years}", words(clue))
            }
            Told::Yearly(yearly, None) => {
                let nearest = (best.year() - 1..=best.year() + 1)
                    .filter_map(|year| yearly.day(year))
                    .min_by_key(|&day| ((best - day).abs(), day));
                format!("‘{}’ is {}", words(clue), nearest.map_or(String::new(), |day| apart(best - day)))
            }
            Told::Year(year) => format!("‘{}’ tells {year}", words(clue)),
        },
        Kind::Neighbor { id, known, bond, weekday, .. } => {
            let path = witnesses.get(id.index()).map_or("", |witness| witness.article.path.as_str());
            let verb = if bond == Bond::Copy { "repeats" } else { "tells the same story as" };
            let how = match known.method {
                Method::Given => "given",
                Method::Stated => "stated",
                Method::Inferred => "inferred",
                Method::FileTime => "by its file time",
            };
            let also = weekday.map_or(String::new(), |clue| format!(", and also says ‘{}’", words(clue)));
            format!("{verb} {path}, {how} {}{also}", known.day)
        }
    }
}

/// How far a day told lies from the day of writing.
fn apart(days: i32) -> String {
    match days {
        0 => "the day of writing itself".to_owned(),
        1 => "the day before".to_owned(),
        -1 => "the day after".to_owned(),
        2.. => format!("{days} days before"),
        _ => format!("{} days after", -days),
    }
}

/// The years near `year` in which a date falls on a weekday, that year first, then backward.
fn years(yearly: Yearly, weekday: Weekday, year: i32) -> String {
    let fits = |year: &i32| yearly.day(*year).is_some_and(|day| day.weekday() == weekday);
    let mut years: Vec<String> = (year - 12..=year).rev().filter(fits).map(|year| year.to_string()).collect();
    years.truncate(2);
    years.push("…".to_owned());
    years.join(", ").replace(", …", " …")
}

/// Days by which the line over an article may differ from the day it states: time zones, updates, papers dated the next
/// morning.
const LINE_DAYS: i32 = 2;

/// Days from the day of writing within which a date without year is that of the nearest year. Farther, "Monday, May 7" may
/// be last year's.
const SAME_SEASON_DAYS: i32 = 14;

/// Says so if nothing but the time of the file is known, or not even that.
pub(super) fn undated(witness: &Witness<'_>, settled: Option<&Published>) -> Option<Problem> {
    let instead = match settled {
        None => "what it tells by weekdays stays undated".to_owned(),
        Some(Published { method: Method::FileTime, date, .. }) => {
            format!("the file’s own time, {}, stands in", date.timex3())
        }
        Some(_) => return None,
    };
    let what = format!(
        "no day of writing is stated or can be worked out; {instead}; set it in the window or with --published"
    );
    Some(Problem::new(witness.article.path.clone(), what))
}

/// What an article tells against the day it states.
pub(super) fn contradiction(witness: &Witness<'_>, told: &Published) -> Option<Problem> {
    if told.method != Method::Stated {
        return None;
    }
    let (stated, day) = (told.date.timex3(), told.date.day()?);
    let words = |clue: &Clue| short(clue.span.of(&witness.article.text));
    let check = |what: String| Some(Problem::new(witness.article.path.clone(), what + "; check its day of writing"));
    if let Some((at, Heading::Line)) = infer::heading(&witness.clues)
        && let Some(clue) = witness.clues.get(at)
        && let Told::Day(line, _) = clue.told
        && (line - day).abs() > LINE_DAYS
    {
        return check(format!("states {stated} but ‘{}’ stands over it", words(clue)));
    }
    witness.clues.iter().find_map(|clue| {
        let Told::Yearly(yearly, Some(weekday)) = clue.told else { return None };
        let near = [day.year() - 1, day.year(), day.year() + 1]
            .into_iter()
            .filter_map(|year| yearly.day(year))
            .min_by_key(|&near| ((day - near).abs(), near))
            .filter(|&near| (day - near).abs() <= SAME_SEASON_DAYS && near.weekday() != weekday)?;
        check(format!("states {stated} but ‘{}’ was a {:?} then", words(clue), near.weekday()))
    })
}
