//! The day as pages write it: `2024-02-08T23:30-05:00`, `Thu, 8 Feb 2024`, `February 8th, 2024`, `08.02.2024`.
//!
//! This is not the tagger of time expressions. A page states its day of publication in full, in a handful of forms, often
//! with a clock and a zone, and in a place of its own; it never says "last Thursday". So one pattern, built from the word
//! lists of `assets/words/*/publication.toml`, is enough. The local day counts, whatever the zone: a story filed in New
//! York at half past eleven at night belongs to that day, although it is tomorrow in London.
//!
//! | written | read |
//! |---|---|
//! | `2024-02-08T23:30:00-05:00` | 2024-02-08 |
//! | `Tue Mar 9, 2010 6:41 pm EST` | 2010-03-09 |
//! | `1707434999` (seconds since 1970) | 2024-02-08, UTC |
//! | `02/08/2024` | nothing, unless the page's language tells which comes first |

use std::sync::LazyLock;

use regex::{Captures, Regex};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::calendar::{Date, Day};

/// Which of `02/08/2024` is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// Nobody knows: such a date is read only if one of the two is above 12.
    #[default]
    Unknown,
    /// Most of the world.
    DayFirst,
    /// The United States.
    MonthFirst,
}

/// A date found in a text, with the time of day and zone that belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The day.
    pub date: Date,
    /// First byte of its words.
    pub start: usize,
    /// After its last word, clock and zone included.
    pub end: usize,
    /// A time of day stands beside it.
    pub clock: bool,
    /// A weekday stands before it.
    pub weekday: bool,
}

/// The word lists of one language.
#[derive(Deserialize)]
struct Language {
    months: std::collections::BTreeMap<String, u32>,
    words: Words,
}

/// Words around a date; see the file for what each list is.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Words {
    weekdays: Vec<String>,
    ordinals: Vec<String>,
    between: Vec<String>,
    at: Vec<String>,
    meridiem: Vec<String>,
    zones: Vec<String>,
    pub(super) published: Vec<String>,
    pub(super) modified: Vec<String>,
    pub(super) byline: Vec<String>,
    entry: Vec<String>,
    printed: Vec<String>,
    amended: Vec<String>,
    signs: Vec<String>,
    joins: Vec<String>,
    credits: Vec<String>,
}

/// One entry a language. Adding a language is adding its folder and its line here.
const LANGUAGES: &[&str] = &[
    include_str!("../../assets/words/en/publication.toml"),
    include_str!("../../assets/words/de/publication.toml"),
    include_str!("../../assets/words/es/publication.toml"),
    include_str!("../../assets/words/fr/publication.toml"),
    include_str!("../../assets/words/it/publication.toml"),
    include_str!("../../assets/words/nl/publication.toml"),
    include_str!("../../assets/words/pt/publication.toml"),
];

pub(super) struct Patterns {
    months: FxHashMap<String, u32>,
    date: Regex,
    /// A label such as `Published on:` with what may follow it, at the start of a line.
    pub(super) published: Regex,
    pub(super) modified: Regex,
    pub(super) byline: Regex,
    /// How a sentence begins in which a page tells when it was published.
    pub(super) entry: Regex,
    clock: Regex,
    /// How a sentence begins in which a paper tells when it printed the report.
    pub(super) printed: Regex,
    /// How one begins in which it tells when it corrected the report.
    pub(super) amended: Regex,
    /// A label of the last change, anywhere.
    changed: Regex,
    /// How the part of a credit behind its date begins.
    credits: Regex,
    /// Words that stand in credits, and those that join names there; in small letters.
    signs: FxHashSet<String>,
    joins: FxHashSet<String>,
}

pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(Patterns::build);

/// Words as one alternative of a pattern, longest first so that `september` is not read as `sep`.
fn any<'a>(words: impl IntoIterator<Item = &'a String>) -> String {
    let mut words: Vec<String> = words.into_iter().map(|w| regex::escape(w).replace(' ', r"\s+")).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.retain(|word| !word.is_empty());
    words.dedup();
    words.join("|")
}

impl Patterns {
    fn build() -> Self {
        let languages: Vec<Language> = LANGUAGES.iter().filter_map(|file| toml::from_str(file).ok()).collect();
        let all = |list: fn(&Words) -> &Vec<String>| any(languages.iter().flat_map(|l| list(&l.words)));
        let months: FxHashMap<String, u32> =
            languages.iter().flat_map(|l| l.months.iter().map(|(word, n)| (word.to_lowercase(), *n))).collect();
        let month = any(languages.iter().flat_map(|l| l.months.keys()));
        let (weekday, ordinal, between) = (all(|w| &w.weekdays), all(|w| &w.ordinals), all(|w| &w.between));
        let weekday = format!(r"(?P<w>(?:{weekday})\.?\s*,?\s+)?");
        let clock = format!(
            r"[0-2]?\d[:.h][0-5]\d(?:[:.][0-5]\d)?(?:[.,]\d+)?(?:\s*(?:{})\b\.?)?(?:\s*\(?(?-i:Z|{})\b\)?)?(?:\s*[+-]\d\d?(?::?\d\d)?\b)?",
            all(|w| &w.meridiem).replace(r"\.", r"\.?"),
            all(|w| &w.zones)
        );
        // Months are words of a text in any script; the digits are ASCII throughout.
        let date = format!(
            r"(?i)\b{weekday}(?:(?P<y1>[12]\d{{3}})[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)|(?P<y2>[12]\d{{3}})\s?年\s?(?P<m2>\d\d?)\s?月\s?(?P<d2>\d\d?)\s?日|(?P<d3>\d\d?)(?:{ordinal}|\.|º)?(?:\s+(?:{between}))?[\s/.-]+(?P<m3>{month})\.?(?:\s*,)?(?:\s+(?:{between}))?[\s/.-]+(?P<y3>[12]\d{{3}})\b|(?P<m4>{month})\.?\s+(?P<d4>\d\d?)(?:{ordinal})?(?:\s*,\s*|\s+)(?:{clock}\s+)?(?P<y4>[12]\d{{3}})\b|(?P<a5>\d\d?)(?P<s5>[/.-])(?P<b5>\d\d?)[/.-](?P<y5>[12]\d{{3}}|\d\d)\b)(?P<c>(?:T|[\s,|–—@·•-]*(?:(?:{})\s+)?){clock})?",
            all(|w| &w.at),
            ordinal = ordinal,
        )
        .replace(r"\d", "[0-9]");
        let label = |words: String| {
            let at = all(|w| &w.at);
            compile(&format!(
                r"(?i)^[\s\W]*?(?:{words})\b(?P<colon>\s*[:|–—-])?\s*(?:(?:(?:{at})\s+)?{clock}\s*[,|–—-]?\s*)?"
            ))
        };
        let single = |list: fn(&Words) -> &Vec<String>| -> FxHashSet<String> {
            let words = languages.iter().flat_map(|l| list(&l.words)).flat_map(|label| label.split(' '));
            words.map(str::to_lowercase).collect()
        };
        let lists: [fn(&Words) -> &Vec<String>; 6] =
            [|w| &w.signs, |w| &w.published, |w| &w.modified, |w| &w.meridiem, |w| &w.zones, |w| &w.weekdays];
        let joins = single(|w| &w.joins);
        let signs = lists.into_iter().flat_map(single).filter(|word| word.len() > 1 && !joins.contains(word)).collect();
        Self {
            months,
            date: compile(&date),
            published: label(all(|w| &w.published)),
            modified: label(all(|w| &w.modified)),
            byline: compile(&format!(r"(?i)^\s*(?:{})\s", all(|w| &w.byline))),
            entry: compile(&format!(r"(?i)^\s*(?:{})\s", all(|w| &w.entry))),
            clock: compile(&format!(r"(?i)^(?:{clock})\s*,?\s*")),
            printed: compile(&format!(r"(?i)^\W*(?:{})\b", all(|w| &w.printed))),
            amended: compile(&format!(r"(?i)^\W*(?:{})\b", all(|w| &w.amended))),
            changed: compile(&format!(r"(?i)\b(?:{})\b", all(|w| &w.modified))),
            credits: compile(&format!(r"(?i)^\W*(?:{})\b", all(|w| &w.credits))),
            signs,
            joins,
        }
    }

    /// Whether a word stands in the lines that sign a report, and hardly elsewhere.
    pub(super) fn signs(&self, word: &str) -> bool {
        self.signs.contains(&word.to_lowercase())
    }

    /// Whether a word in small letters may stand between the names of such a line.
    pub(super) fn joins(&self, word: &str) -> bool {
        self.joins.contains(word)
    }

    /// Whether a day of the last change is announced.
    pub(super) fn is_modified(&self, words: &str) -> bool {
        self.changed.is_match(words)
    }

    /// Whether what stands behind a date tells who wrote it.
    pub(super) fn opens_credit(&self, behind: &str) -> bool {
        self.credits.is_match(behind)
    }

    fn read(&self, found: &Captures<'_>, order: Order) -> Option<Date> {
        let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
        let month = |name: &str| found.name(name).and_then(|m| self.months.get(&m.as_str().to_lowercase()).copied());
        let (year, month, day) = if let Some(year) = number("y1") {
            (year, number("m1")?, number("d1")?)
        } else if let Some(year) = number("y2") {
            (year, number("m2")?, number("d2")?)
        } else if let Some(year) = number("y3") {
            (year, month("m3")?, number("d3")?)
        } else if let Some(year) = number("y4") {
            (year, month("m4")?, number("d4")?)
        } else {
            let (a, b, year) = (number("a5")?, number("b5")?, number("y5")?);
            let dotted = found.name("s5").is_some_and(|s| s.as_str() == ".");
            // Two digits are a year only between dots; `8-2-24` may be anything.
            let year = match year {
                _ if found.name("y5").is_some_and(|y| y.as_str().len() == 4) => year,
                0..=68 if dotted => 2000 + year,
                69..=99 if dotted => 1900 + year,
                _ => return None,
            };
            match (order, dotted) {
                _ if a > 12 => (year, b, a),
                _ if b > 12 => (year, a, b),
                (_, true) | (Order::DayFirst, _) => (year, b, a),
                (Order::MonthFirst, _) => (year, a, b),
                (Order::Unknown, _) => return None,
            }
        };
        plausible(year, month, day)
    }
}

/// An empty pattern that matches nothing stands in for one that a broken word list would make; the test below would fail.
fn compile(pattern: &str) -> Regex {
    #[allow(clippy::unwrap_used, reason = "a constant pattern")]
    Regex::new(pattern).unwrap_or_else(|_| Regex::new("[^\\s\\S]").unwrap())
}

/// A day on which a newspaper can have come out.
fn plausible(year: u32, month: u32, day: u32) -> Option<Date> {
    (1600..2100).contains(&year).then(|| Date::from_ymd(year as i32, month, day))?
}

/// Whether `text` is nothing but a day and a month, perhaps with a short year: `22 Jan 10`.
pub(super) fn is_short_day(text: &str) -> bool {
    let (mut days, mut months) = (0, 0);
    for word in text.split_whitespace().map(|word| word.trim_matches(['.', ','])) {
        match word.parse::<u32>() {
            Ok(_) => days += 1,
            Err(_) if PATTERNS.months.contains_key(&word.to_lowercase()) => months += 1,
            Err(_) => return false,
        }
    }
    months == 1 && (1..=2).contains(&days)
}

/// The first date written in `text`.
pub fn find(text: &str, order: Order) -> Option<Written> {
    let patterns = &*PATTERNS;
    patterns.date.captures_iter(text).find_map(|found| {
        let whole = found.get(0)?;
        // `T` of the clock without a clock, or another digit behind, is no date.
        if text[whole.end()..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        Some(Written {
            date: patterns.read(&found, order)?,
            start: whole.start(),
            end: whole.end(),
            clock: found.name("c").is_some(),
            weekday: found.name("w").is_some(),
        })
    })
}

/// The date with which `text` begins, a clock before it allowed (`10:15 am, 8 February 2024`).
pub fn at_start(text: &str, order: Order) -> Option<Written> {
    let skip = PATTERNS.clock.find(text).map_or(0, |m| m.end());
    let rest = text.get(skip..)?;
    // Long enough for any date with weekday, clock and zone.
    let head = rest.char_indices().nth(80).map_or(rest, |(at, _)| &rest[..at]);
    let found = find(head, order).filter(|found| found.start == 0)?;
    Some(Written { start: 0, end: found.end + skip, clock: found.clock || skip > 0, ..found })
}

/// The date in a field made for one: a JSON value, a meta tag, the front matter of a page. Also reads `20240208`, seconds
/// and milliseconds since 1970, and a bare `2024-02` or `2024`.
pub fn value(text: &str, order: Order) -> Option<Date> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            4 => text.parse().ok().filter(|d| matches!(d, Date::Year(1600..2100))),
            8 => compact(text),
            // Seconds or milliseconds since 1970, from 2001 on; the zone is lost, so the day is the day in UTC.
            10 | 13 => {
                let seconds: i64 = text.get(..10)?.parse().ok()?;
                let day = Day::from_number((seconds / 86_400) as i32);
                (day.year() < 2100).then_some(Date::Day(day))
            }
            14 => compact(text.get(..8)?),
            _ => None,
        };
    }
    if let Some(found) = find(text, order) {
        return Some(found.date);
    }
    if let Some(date) = text
        .get(..8)
        .filter(|_| text.as_bytes().get(8).is_some_and(|b| !b.is_ascii_alphanumeric() || *b == b'T'))
        .and_then(compact)
    {
        return Some(date);
    }
    // `2024-02`, or the year alone: coarse, but stated.
    text.parse::<Date>().ok().filter(|d| matches!(d, Date::Year(y) | Date::Month(y, _) if (1600..2100).contains(y)))
}

/// `20240208`.
pub fn compact(digits: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| plausible(part(0..4)?, part(4..6)?, part(6..8)?))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_load() {
        for file in LANGUAGES {
            let language: Language = toml::from_str(file).unwrap();
            assert!(language.months.len() >= 12 && !language.words.weekdays.is_empty());
        }
        assert!(PATTERNS.date.as_str().len() > 100, "the pattern compiles");
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let got = value(text, Order::Unknown).map_or("none".into(), |d| d.timex3());
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn fields_hold_dates_in_many_forms() {
        check("2024-02-08", "2024-02-08");
        check("2024-02-08T23:30-05:00", "2024-02-08");
        check("2024-02-08T23:30:00.000Z", "2024-02-08");
        check("2024-2-8 10:00", "2024-02-08");
        check("2024/02/08", "2024-02-08");
        check("20240208", "2024-02-08");
        check("20240208T101500Z", "2024-02-08");
        check("20240208101500", "2024-02-08");
        check("1707434999", "2024-02-08");
        check("1707434999000", "2024-02-08");
        check("Thu, 08 Feb 2024 23:30:00 GMT", "2024-02-08");
        check("Thu Feb 08 2024 23:30:00 GMT+0200", "2024-02-08");
        check("Thu Feb  8 23:30:00 EST 2024", "2024-02-08");
        check("8th of February, 2024", "2024-02-08");
        check("Thursday, February 8th, 2024 at 10:15 a.m. EST", "2024-02-08");
        check("January 09 , 2008", "2008-01-09");
        check("08.02.2024", "2024-02-08");
        check("8.2.24", "2024-02-08");
        check("8-Feb-2024", "2024-02-08");
        check("25/12/2023", "2023-12-25");
        check("12/25/2023", "2023-12-25");
        check("2024年2月8日", "2024-02-08");
        check("2024-02", "2024-02");
        check("2024", "2024");
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "soon",
            "02/08/2024",
            "8-2-24",
            "2024-13-08",
            "2023-02-29",
            "0000-00-00",
            "12345",
            "31 June 2024",
            "1.2.3",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn the_language_of_a_page_settles_which_comes_first() {
        assert_eq!(value("02/08/2024", Order::MonthFirst), Date::from_ymd(2024, 2, 8));
        assert_eq!(value("02/08/2024", Order::DayFirst), Date::from_ymd(2024, 8, 2));
    }

    #[test]
    fn a_clock_and_a_zone_belong_to_the_date() {
        let spans = [
            ("[Tue Mar 9, 2010 6:41 pm EST] CALLAO (Agency) - Ships", true),
            ("Fears grow [Wednesday 6 May 2009 15.16 BST] It was", true),
            ("Posted [February 8, 2024] The ministers met", false),
            ("[2024-02-08T10:00:00+01:00] The ministers met", true),
            ("[8 Feb 2024, 10:15am] Police said", true),
        ];
        for (marked, clock) in spans {
            let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
            let found = find(&marked.replace(['[', ']'], ""), Order::Unknown).unwrap();
            assert_eq!((found.start, found.end, found.clock), (start, end, clock), "{marked}");
        }
    }
}
