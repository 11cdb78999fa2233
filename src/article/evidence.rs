//! The ladder of evidence: everything a file states about its day of writing, surest rung first.
//!
//! | rung | example |
//! |---|---|
//! | front matter, fields of a record | `date: 2024-02-08` |
//! | JSON-LD | `"datePublished": "2024-02-08T10:00:00Z"` |
//! | meta tags | `article:published_time` |
//! | `<time>` and dated elements | `<time datetime="2024-02-08">` |
//! | a leading or closing line, see also `credit` | `Published: 8 February 2024`, `Tue Mar 9, 2010 6:41 pm EST` |
//! | the address | `/2024/02/08/` |
//! | the name of the file | `2024-02-08-ferry.txt` |
//! | the day of the last change | `Updated 9 February 2024` |
//! | the day of a correction: it was written by then | `This article was amended on 9 February 2024` |
//! | the file's own time | a guess |
//!
//! A [`Stamp`] is such a statement standing in the text itself. It is no sentence of the report, so it becomes furniture of
//! its own, and the sentence behind it begins where the stamp ends.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::written::{self, Order, PATTERNS};
use super::{Evidence, Rung, credit};
use crate::calendar::{Date, Granularity};
use crate::span::Span;

/// One statement about the day, before the ladder is sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The day, or something coarser.
    pub date: Date,
    /// Where it stood.
    pub rung: Rung,
    /// The words as they stood.
    pub words: String,
}

impl Stated {
    /// A date in a field made for one; a day of last change stands on a rung of its own, far below.
    pub fn field(words: &str, rung: Rung, modified: bool, order: Order) -> Option<Self> {
        let date = written::value(words, order)?;
        Some(Self { date, rung: if modified { Rung::Modified } else { rung }, words: words.trim().to_owned() })
    }
}

/// A statement that stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// What it states.
    pub stated: Stated,
    /// The stretch of the text that is no part of any sentence.
    pub span: Span,
}

/// Sorts statements into the ladder: days before anything coarser, then by rung, then as they came.
pub fn ladder(mut stated: Vec<Stated>) -> Vec<Evidence> {
    stated.sort_by_key(|one| (one.date.granularity() != Granularity::Day, one.rung));
    if let Some(at) = stated.first().and_then(|first| local_day(first, &stated)) {
        stated.get_mut(..=at).unwrap_or_default().rotate_right(1);
    }
    let mut found: Vec<Evidence> = Vec::with_capacity(stated.len());
    for one in stated {
        if !found.iter().any(|e| e.date == one.date && e.rung == one.rung) {
            found.push(Evidence { date: one.date, rung: one.rung, words: one.words });
        }
    }
    found
}

/// A moment told in UTC near midnight names the neighbouring day. Where another statement names the day before a UTC
/// morning or the day after a UTC afternoon, and none repeats the UTC day, that is the day where the story was written.
fn local_day(first: &Stated, all: &[Stated]) -> Option<usize> {
    let hour = utc_hour(&first.words)?;
    let day = first.date.day()?;
    // The same moment told by the clock of the place: the same minute and second, another hour.
    let tick = minute(&first.words);
    let same = |other: &Stated| {
        other.rung < Rung::FileName
            && tick.is_some()
            && minute(&other.words) == tick
            && utc_hour(&other.words).is_none()
            && other.date.day().is_some_and(|other| (other - day).abs() == 1)
    };
    if let Some(local) = all.iter().position(same) {
        return Some(local);
    }
    let local = all.iter().filter(|other| other.rung < Rung::FileName && utc_hour(&other.words).is_none());
    if local.clone().any(|other| other.date == first.date) {
        return None;
    }
    let shift = if hour < 12 { -1 } else { 1 };
    let right = |other: &Stated| {
        other.rung < Rung::FileName
            && utc_hour(&other.words).is_none()
            && other.date.day().is_some_and(|d| d - day == shift)
    };
    all.iter().position(right)
}

/// The minute and second of a moment: `30:59` in `2024-02-08T23:30:59Z`.
fn minute(words: &str) -> Option<&str> {
    let clock = words.find(':')? + 1;
    words.get(clock..clock + 5).filter(|minute| minute.as_bytes().get(2) == Some(&b':'))
}

/// The hour of a moment told in UTC: 23 in `2024-02-08T23:30:00Z`.
fn utc_hour(words: &str) -> Option<u32> {
    let zoned = ["Z", "+00:00", "+0000", "GMT", "UTC"].iter().any(|zone| words.trim_end().ends_with(zone));
    let clock = words.find(':').filter(|_| zoned)?;
    words.get(clock.checked_sub(2)?..clock)?.trim().parse().ok()
}

/// Dates in the folders of an address: `/2024/02/08/`, `/2024-02-08-ferry`, `/20240208/`, `/2024/feb/8/`, `/08-02-2024` at
/// its end; else `/2024/02/`.
pub fn of_url(url: &str, stated: &mut Vec<Stated>) {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"[/=_-]((?:19|20)[0-9]{2}(?:[/_.-](?:[01]?[0-9]|[A-Za-z]{3})[/_.-][0-3]?[0-9]|[01][0-9][0-3][0-9]))(?:[^0-9]|$)").ok()
    });
    static MONTH: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"/((?:19|20)[0-9]{2})[/-](0[1-9]|1[0-2])(?:[/-]|$)").ok());
    let last = DAY.as_ref().and_then(|day| day.captures_iter(url).last()).and_then(|found| found.get(1));
    let day = last.and_then(|words| {
        let words = words.as_str();
        let mut parts = words.split(['/', '_', '.', '-']);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day)) if month.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                written::value(&format!("{day} {month} {year}"), Order::Unknown)
            }
            (Some(year), Some(month), Some(day)) => written::value(&format!("{year}-{month}-{day}"), Order::Unknown),
            _ => written::compact(words),
        }
    });
    let month = || {
        let found = MONTH.as_ref()?.captures(url)?;
        written::value(&format!("{}-{}", found.get(1)?.as_str(), found.get(2)?.as_str()), Order::Unknown)
    };
    // Day first: where the month comes first the address is read by no one else either.
    let day_first = || {
        let last = url.trim_end_matches('/').rsplit('/').next()?;
        let digits = last.len() == 10 && last.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        digits.then(|| written::value(last, Order::Unknown))?
    };
    if let Some(date) = day.or_else(day_first).or_else(month) {
        stated.push(Stated { date, rung: Rung::Url, words: url.to_owned() });
    }
}

/// A full date at the start or end of the name of a file.
pub fn of_file_name(path: &str, stated: &mut Vec<Stated>) {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let begins = name.get(..10).and_then(|head| written::at_start(head, Order::Unknown)).map(|w| w.date);
    let found = begins.or_else(|| name.get(..8).and_then(written::compact));
    if let Some(date) = found {
        stated.push(Stated { date, rung: Rung::FileName, words: name.to_owned() });
    }
}

/// Lines looked at from the start, blank ones not counted: headline, standfirst, byline, credit, stamp, and some to spare.
const HEAD_LINES: usize = 8;
/// Lines looked at from the end.
const FOOT_LINES: usize = 3;
/// How far into a line a stamp with weekday and clock may stand: behind a headline and a byline run together with it.
const STAMP_REACH_BYTES: usize = 400;
/// More lines than this that are nothing but a date make a chronology: those dates are its entries, not its own day.
const MOST_DATE_LINES: usize = 2;

/// The statements in the first and last lines of a text, in order of place.
pub fn stamps(text: &str, order: Order) -> Vec<Stamp> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            lines.push((at + (line.len() - line.trim_start().len()), words));
        }
        at += line.len();
    }
    let foot = lines.len().saturating_sub(FOOT_LINES).max(HEAD_LINES);
    let near = |n: usize| n < HEAD_LINES || n >= foot;
    let mut found: Vec<Stamp> = Vec::new();
    for (n, (at, words)) in lines.iter().enumerate().filter(|(n, _)| near(*n)) {
        let head = |stamp: fn(usize, &str, Order) -> Option<Stamp>| {
            if n < HEAD_LINES { stamp(*at, words, order) } else { None }
        };
        let signed = head(credit::dateline).or_else(|| credit::line(*at, words, order));
        let signed = signed.or_else(|| credit::printed(*at, words, order));
        // The tail of a wrapped sentence is no stamp: "… falls due on" / "May 15, 1985."
        let above = n.checked_sub(1).and_then(|n| lines.get(n));
        let runs_on = above.is_some_and(|(start, above)| {
            let gap = text.get(start + above.len()..*at).unwrap_or_default();
            gap.matches('\n').count() == 1 && above.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        });
        let tail = runs_on && (words.ends_with('.') || n > 2);
        let plain = || {
            let line = labelled(*at, words, order).or_else(|| alone(*at, words, order));
            line.or_else(|| head(behind_byline)).or_else(|| head(clocked))
        };
        let mut stamp = if tail { None } else { plain() };
        if let Some(mut signed) = signed {
            // What a label or a line of its own says is surer than the names beside it; all of the line is no sentence.
            if let Some(plain) = stamp.filter(|plain| plain.stated.date == signed.stated.date) {
                signed.stated.rung = plain.stated.rung;
            }
            stamp = Some(signed);
        }
        let label = above.is_some_and(|(_, above)| above.len() < LABEL_BYTES && above.ends_with(':'));
        let modified = label && above.is_some_and(|(_, above)| PATTERNS.modified.is_match(above));
        found.extend(stamp.map(|mut stamp| {
            if modified {
                stamp.stated.rung = Rung::Modified;
            }
            stamp
        }));
    }
    let bare = |stamp: &Stamp| {
        lines.iter().any(|(at, words)| stamp.span == Span::new(*at, at + words.len()) && words.len() < 60)
    };
    if found.iter().filter(|stamp| bare(stamp)).count() > MOST_DATE_LINES {
        let first = lines.first().map_or(0, |(at, _)| *at);
        found.retain(|stamp| !bare(stamp) || stamp.span.start as usize == first);
    }
    found
}

/// A statement in `from..to` of a line that begins at `at`.
pub(super) fn stamp(at: usize, words: &str, from: usize, to: usize, date: Date, rung: Rung) -> Option<Stamp> {
    let said = words.get(from..to)?;
    let stated = Stated { date, rung, words: said.trim().to_owned() };
    Some(Stamp { stated, span: Span::new(at + from, at + to) })
}

/// `Published: 8 February 2024 …`, `date 2024-02-08 The ministers …`.
fn labelled(at: usize, words: &str, order: Order) -> Option<Stamp> {
    let (label, rung) = match (PATTERNS.modified.captures(words), PATTERNS.published.captures(words)) {
        (Some(label), _) => (label, Rung::Modified),
        (None, Some(label)) => (label, Rung::LeadingLine),
        (None, None) => return None,
    };
    let after = label.get(0)?.end();
    let rest = words.get(after..)?;
    let date = written::at_start(rest, order)?;
    let end = after + date.end;
    let behind =
        words.get(end..)?.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '"' | '‘' | '('));
    // Behind a stamp begins a sentence or nothing: "Published 8 February 2024 in Lagos, the report …" is itself a sentence.
    let sentence_begins = behind.chars().next().is_none_or(|c| c.is_uppercase() || !c.is_alphabetic());
    (sentence_begins || label.name("colon").is_some()).then(|| stamp(at, words, 0, end, date.date, rung))?
}

/// A line that is nothing but a date, with its weekday, clock and punctuation.
fn alone(at: usize, words: &str, order: Order) -> Option<Stamp> {
    if words.len() > 80 {
        return None;
    }
    let head = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let from = words.len() - head.len();
    let date = written::at_start(head, order)?;
    let behind = head.get(date.end..)?;
    behind
        .chars()
        .all(|c| !c.is_alphanumeric())
        .then(|| stamp(at, words, 0, from + head.len(), date.date, Rung::LeadingLine))?
}

/// `By Ada Okoye | 8 February 2024`: a short line with a date at its end, behind a byline or a bar.
fn behind_byline(at: usize, words: &str, order: Order) -> Option<Stamp> {
    if words.len() > 120 || words.ends_with('.') {
        return None;
    }
    let date = written::find(words, order)?;
    let before = words.get(..date.start)?.trim_end();
    let behind = words.get(date.end..)?;
    let parted = before.ends_with(['|', '/', '•', '·', '–', '—']) || PATTERNS.byline.is_match(words);
    (parted && behind.chars().all(|c| !c.is_alphanumeric()))
        .then(|| stamp(at, words, 0, words.len(), date.date, Rung::LeadingLine))?
}

/// `CALLAO | Tue Mar 9, 2010 6:41 pm EST CALLAO (Agency) - Ships …`: weekday, date and clock run together with the text.
fn clocked(at: usize, words: &str, order: Order) -> Option<Stamp> {
    let reach = words.char_indices().map(|(at, _)| at).take_while(|at| *at <= STAMP_REACH_BYTES).last()?;
    let head = if words.len() <= STAMP_REACH_BYTES { words } else { words.get(..reach)? };
    let date = written::find(head, order).filter(|date| date.weekday && date.clock)?;
    let before = words.get(..date.start)?;
    // A byline and a place with a bar are part of the stamp; a headline or a sentence before it is not.
    let parts = before.trim_end().ends_with('|') && !before.contains(". ");
    let from = if parts || PATTERNS.byline.is_match(words) && date.start < 160 && !before.contains(". ") {
        0
    } else {
        date.start
    };
    stamp(at, words, from, date.end, date.date, Rung::LeadingLine)
}

/// Lines before and after the headline in which a page may put its day.
const BEFORE_HEADLINE: usize = 3;
const AFTER_HEADLINE: usize = 7;

/// Bytes of a line that is nothing but a label.
const LABEL_BYTES: usize = 40;

/// For pages that state their day in no tag: the first day in a short line beside the headline, else the one day that
/// stands behind a label, or alone, anywhere. Several different ones are teasers of other articles, and then none is taken.
/// `headlines`: what the headline may be, likeliest first.
pub fn of_lines(text: &str, headlines: &[String], order: Order) -> Option<Stated> {
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for words in text.lines().map(str::trim).filter(|words| !words.is_empty()) {
        match lines.last_mut().filter(|label| label.ends_with(':') && label.len() < LABEL_BYTES) {
            // A label on a line of its own.
            Some(label) => *label = Cow::Owned(format!("{label} {words}")),
            None => lines.push(Cow::Borrowed(words)),
        }
    }
    let labelled = |words: &str| labelled(0, words, order).map(|stamp| stamp.stated);
    let said = |words: &str| {
        labelled(words).or_else(|| {
            let stamp = alone(0, words, order).or_else(|| behind_byline(0, words, order));
            stamp.map(|stamp| stamp.stated)
        })
    };
    let published = |stated: &Stated| stated.rung == Rung::LeadingLine;
    let stated = |words: &str| said(words).filter(published);
    let short = |words: &&Cow<'_, str>| words.len() < 120 && !words.ends_with('.');
    let around = |headline: usize| {
        let around = headline.saturating_sub(BEFORE_HEADLINE)..lines.len().min(headline + AFTER_HEADLINE);
        lines.get(around).unwrap_or_default().iter().filter(short)
    };
    let in_line = |words: &Cow<'_, str>| {
        let date = written::find(words, order)?.date;
        Some(Stated { date, rung: Rung::LeadingLine, words: words.to_string() })
    };
    // Of headlines that stand twice the first may be a menu's. A line made for a date comes before one that holds a date among
    // other words.
    let place = |title: &String| lines.iter().rposition(|words| words == title).filter(|_| !title.is_empty());
    let beside = headlines
        .iter()
        .find_map(place)
        .and_then(|place| around(place).find_map(|words| stated(words)).or_else(|| around(place).find_map(in_line)));
    if beside.is_some() {
        return beside;
    }
    if let Some(entry) = lines.iter().find_map(|words| entry(words, order)) {
        return Some(entry);
    }
    let lines = || lines.iter().filter(short);
    // "On 8 February" may begin any line, "Date:" only one that is made for it.
    let labels = lines().filter(|words| PATTERNS.published.captures(words).is_some_and(|l| l.name("colon").is_some()));
    if let Some(one) = only(labels.filter_map(|words| labelled(words)).filter(published)) {
        return Some(one);
    }
    // The day of the last change is better than none.
    let mut alone = lines().filter_map(|words| stated(words)).peekable();
    if alone.peek().is_some() { only(alone) } else { only(lines().filter_map(|words| said(words))) }
}

/// The first statement, if all name the same day.
fn only(mut all: impl Iterator<Item = Stated>) -> Option<Stated> {
    let first = all.next()?;
    all.all(|other| other.date == first.date).then_some(first)
}

/// The sentence in which many a page speaks of itself: "This entry was posted on Friday, 8 February 2024 at 10:15 and is
/// filed under …".
fn entry(words: &str, order: Order) -> Option<Stated> {
    let label = PATTERNS.entry.captures(words)?;
    let after = label.get(0)?.end();
    let date = written::at_start(words.get(after..)?, order)?;
    let said = words.get(..after + date.end)?;
    Some(Stated { date: date.date, rung: Rung::LeadingLine, words: said.to_owned() })
}
