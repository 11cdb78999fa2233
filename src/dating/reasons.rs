//! Reasons in words, and contradictions.

use super::Witness;
use super::clue::{Clue, Told, Yearly};
use super::happening::Match;
use super::hint::{self, Heading, Hint, Kind};
use super::infer::Folder;
use super::row;
use crate::article::{ArticleId, Evidence, Method, Passage, PassageKind, Published, Rung};
use crate::calendar::{Date, Day, Interval, Weekday};
use crate::problem::Problem;
use crate::sentence;
use crate::span::Span;
use crate::timex::{self, Tense};

/// Reasons shown at most; the rest only repeats them.
const REASONS: usize = 5;

/// A hint that makes the day less than this much likelier than the others is no reason; a logarithm: a third.
const TELLING: f64 = 0.3;

/// Where the file states its day.
pub(super) fn stated(evidence: &Evidence) -> String {
    let place = match evidence.rung {
        Rung::FrontMatter => "its front matter or fields",
        Rung::JsonLd => "its JSON-LD",
        Rung::MetaTag => "a meta tag",
        Rung::TimeElement => "a time element",
        Rung::LeadingLine => "its first lines",
        Rung::Signature => "the line that signs it",
        Rung::Url => "its address",
        Rung::FileName => "its file name",
        Rung::Modified => "its last change",
        Rung::Amended => "a correction",
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
    n: usize,
    folder: &Folder<'_>,
    hints: &[Hint<'_>],
    span: Interval,
    best: Day,
    date: Date,
) -> Vec<String> {
    let Some(witness) = folder.witnesses.get(n) else { return Vec::new() };
    let mut telling: Vec<(f64, usize, &Hint<'_>)> = hints
        .iter()
        .enumerate()
        .map(|(n, hint)| match hint.kind {
            Kind::Ordered(_, weight) => (weight, n, hint),
            _ => (row::telling(&hint.strips, best, span, folder.weights), n, hint),
        })
        .filter(|&(weight, ..)| weight >= TELLING)
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut lines: Vec<String> = Vec::new();
    for (_, _, hint) in telling {
        for line in say(n, witness, folder, hint, best) {
            // The same words twice are one reason.
            let words = |line: &str| line.strip_prefix('‘').and_then(|rest| rest.split('’').next()).map(str::to_owned);
            let again = |told: &String| *told == line || words(told).is_some_and(|told| Some(told) == words(&line));
            if !lines.iter().any(again) {
                lines.push(line);
            }
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

/// Similar articles named at most, and how far from the day they may lie.
const NAMED: usize = 2;
const NAMED_DAYS: i32 = 1;

fn say(n: usize, witness: &Witness<'_>, folder: &Folder<'_>, hint: &Hint<'_>, best: Day) -> Vec<String> {
    match &hint.kind {
        Kind::Headed(clue, day) => vec![say_clue(witness, clue, Some(*day), best)],
        Kind::Own(clue) => vec![say_clue(witness, clue, None, best)],
        Kind::LatestYear(clue, year) => {
            let told = if clue.tense == Tense::Past { "told as past" } else { "the latest year told" };
            vec![format!("‘{}’: {year} is {told}", words(witness, clue))]
        }
        Kind::Rhythm => Vec::new(),
        Kind::Alike(kin) => {
            let near = kin.iter().filter(|(_, day)| (*day - best).abs() <= NAMED_DAYS).take(NAMED);
            near.map(|&(id, day)| say_kin(n, witness, folder, id, day)).collect()
        }
        Kind::Told(matches) => {
            let on = |one: &&Match<'_>| one.own.written(one.day).iter().any(|day| day.0 == best);
            matches.iter().filter(on).take(NAMED).map(|one| say_match(witness, folder, one)).collect()
        }
        Kind::Amended(words, day) => vec![format!("‘{}’: it was written by {day}", short(words))],
        Kind::Ordered(place, _) => {
            let path = |id: ArticleId| folder.witnesses.get(id.index()).map_or("", |w| w.article.path.as_str());
            let one = |(id, day): (ArticleId, Day)| format!("{} of {day}", path(id));
            let place = match (place.before, place.after) {
                (Some(before), Some(after)) => format!("between {} and {}", one(before), one(after)),
                (Some(before), None) => format!("after {}", one(before)),
                (None, Some(after)) => format!("before {}", one(after)),
                (None, None) => return Vec::new(),
            };
            vec![format!("stands {place}, where articles follow each other in the order of their days")]
        }
    }
}

fn words(witness: &Witness<'_>, clue: &Clue) -> String {
    short(clue.span.of(&witness.article.text))
}

fn say_kin(n: usize, witness: &Witness<'_>, folder: &Folder<'_>, id: ArticleId, day: Day) -> String {
    let theirs = folder.witnesses.get(id.index());
    let path = theirs.map_or("", |witness| witness.article.path.as_str());
    let method = folder.known.get(id.index()).copied().flatten().map(|known| known.method);
    let how = match method {
        Some(Method::Given) => "given",
        Some(Method::Stated) => "stated",
        Some(Method::Inferred) | None => "inferred",
        Some(Method::FileTime) => "by its file time",
    };
    let original = |n: usize| folder.likeness.copy_of.get(n).copied().flatten().map_or(n, ArticleId::index);
    let is_copy = original(n) == original(id.index());
    let verb = if is_copy { "repeats" } else { "tells the same story as" };
    let own = hint::first_weekday(&witness.clues);
    let same =
        own.filter(|own| theirs.and_then(|theirs| hint::first_weekday(&theirs.clues)).is_some_and(|t| t.0 == own.0));
    let also =
        same.filter(|_| !is_copy).map_or(String::new(), |own| format!(", and also says ‘{}’", words(witness, own.1)));
    format!("{verb} {path}, {how} {day}{also}")
}

fn say_match(witness: &Witness<'_>, folder: &Folder<'_>, one: &Match<'_>) -> String {
    let theirs = folder.witnesses.get(one.of.index());
    let path = theirs.map_or("", |witness| witness.article.path.as_str());
    let said = theirs.map_or(String::new(), |theirs| short(one.theirs.span.of(&theirs.article.text)));
    let own = short(one.own.span.of(&witness.article.text));
    let who = if path == witness.article.path { "it".to_owned() } else { path.to_owned() };
    format!("‘{own}’, and {who} tells that of {}: ‘{said}’", one.day)
}

fn say_clue(witness: &Witness<'_>, clue: &Clue, headed: Option<Day>, best: Day) -> String {
    let words = words(witness, clue);
    match clue.told {
        Told::Day(..) if headed == Some(best) => format!("‘{words}’ stands over it"),
        Told::Day(day, _) => format!("‘{words}’ is {}", apart(best - day)),
        Told::Weekday(weekday) => {
            let since = (best.weekday().index() - weekday.index()).rem_euclid(7);
            if clue.tense == Tense::Ahead && since > 0 {
                return format!("‘{words}’, to come, is {} days after {best}", 7 - since);
            }
            match since {
                0 => format!("‘{words}’ is the day of writing itself: {best} is a {weekday:?}"),
                1 => format!("‘{words}’ is the day before {best}"),
                _ => format!("‘{words}’ is {since} days before {best}"),
            }
        }
        Told::Yearly(yearly, Some(weekday)) => {
            let years = years(yearly, weekday, best.year());
            format!("‘{words}’ falls on a {weekday:?} in {years}")
        }
        Told::Yearly(yearly, None) => {
            let nearest = (best.year() - 1..=best.year() + 1)
                .filter_map(|year| yearly.day(year))
                .min_by_key(|&day| ((best - day).abs(), day));
            format!("‘{words}’ is {}", nearest.map_or(String::new(), |day| apart(best - day)))
        }
        Told::Year(year) => format!("‘{words}’ tells {year}"),
        Told::Month(month) => {
            let since = (best.ymd().1 + 12 - month) % 12;
            match since {
                0 => format!("‘{words}’ is the month of writing"),
                _ if clue.tense == Tense::Ahead => format!("‘{words}’, to come, is {} ahead", months(12 - since)),
                _ => format!("‘{words}’ is {} before", months(since)),
            }
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

fn months(count: u32) -> String {
    if count == 1 { "a month".to_owned() } else { format!("{count} months") }
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
            format!("the file is of {}, and what it tells by weekdays stays undated", date.timex3())
        }
        Some(_) => return None,
    };
    let what = format!(
        "no day of writing is stated or can be worked out; {instead}; set it in the window or with --published"
    );
    Some(Problem::new(witness.article.path.clone(), what))
}

/// What an article tells against the day it states.
///
/// | against it | because |
/// |---|---|
/// | the statement itself names another weekday | one of the two is wrong |
/// | the line over the article bears another day | so it was written then |
/// | "Thursday (May 7)", and that was a Friday | a weekday beside a date is that date's |
pub(super) fn contradiction(witness: &Witness<'_>, told: &Published) -> Option<Problem> {
    if told.method != Method::Stated {
        return None;
    }
    let (stated, day) = (told.date.timex3(), told.date.day()?);
    let check = |what: String| {
        let what = format!("states {stated} but {what}; check its day of writing");
        Some(Problem::new(witness.article.path.clone(), what))
    };
    if let Some((words, weekday)) = stated_weekday(witness, day) {
        return check(format!("its ‘{words}’ would be a {weekday:?}"));
    }
    if let Some((at, Heading::Line)) = hint::heading(&witness.clues)
        && let Some(clue) = witness.clues.get(at)
        && let Told::Day(line, _) = clue.told
        && (line - day).abs() > LINE_DAYS
    {
        return check(format!("‘{}’ stands over it", words(witness, clue)));
    }
    witness.clues.iter().find_map(|clue| match clue.told {
        Told::Yearly(yearly, Some(weekday)) => {
            let near = [day.year() - 1, day.year(), day.year() + 1]
                .into_iter()
                .filter_map(|year| yearly.day(year))
                .min_by_key(|&near| ((day - near).abs(), near))
                .filter(|&near| (day - near).abs() <= SAME_SEASON_DAYS && near.weekday() != weekday)?;
            check(format!("‘{}’ was a {:?} then", words(witness, clue), near.weekday()))
        }
        _ => None,
    })
}

/// The words of a statement that name another weekday than its day's, and that day's own.
fn stated_weekday(witness: &Witness<'_>, day: Day) -> Option<(String, Weekday)> {
    let ladder = || witness.article.evidence.iter().filter(|evidence| evidence.rung.states());
    let words = &ladder().find(|evidence| evidence.date == Date::Day(day))?.words;
    // An address or a bare number names no weekday.
    if !words.contains(' ') || !words.contains(char::is_alphabetic) {
        return None;
    }
    // A rule that reads the whole date keeps no weekday, so each word is read alone.
    let named = words.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).find_map(|word| {
        let passages = [Passage { span: Span::new(0, word.len()), kind: PassageKind::Body }];
        let sentences = sentence::split(word, &passages);
        timex::tag(word, &sentences).iter().find_map(timex::Expression::weekday)
    })?;
    (named != day.weekday()).then(|| (short(words), day.weekday()))
}
