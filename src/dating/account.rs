//! What an article tells to have happened, and how it counts the days to it.
//!
//! An [`Account`] is a day beside a happening: "yesterday's vote", "the vote of 20 August", "the 13-day-old strike". Where one
//! article names the day and another counts from it, the two together tell on which day the other was written
//! (`happening`).
//!
//! | words | count |
//! |---|---|
//! | the vote on 20 August 2009 | [`Count::Day`] |
//! | the vote on 20 August | [`Count::MonthDay`] |
//! | Thursday's vote | [`Count::Weekday`] |
//! | the vote three days ago, yesterday's vote | [`Count::Ago`] |
//! | three days after the vote | [`Count::Since`] |
//! | the three-day-old strike | [`Count::Age`] |

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::calendar::{Date, Day, Unit, Weekday};
use crate::sentence::{self, Sentence, Token, TokenKind, tokens};
use crate::span::Span;
use crate::timex::{Expression, Tense, TimexType, Told};

/// How the day of a happening is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// In full.
    Day(Day),
    /// By month 1–12 and day.
    MonthDay(u32, u32),
    /// By the day of the week.
    Weekday(Weekday),
    /// So many days before the day of writing; yesterday is 1.
    Ago(i32),
    /// So many days after the happening the article was written, or what it tells came to pass.
    Since(i32),
    /// By how old it is: "the three-day-old strike".
    Age(i32),
}

/// A happening with its day.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// From the words that tell the day to those that name the happening.
    pub span: Span,
    /// How the day is told.
    pub count: Count,
    /// Whether it is told as past or as to come.
    pub tense: Tense,
    /// Numbers of the kinds of happening that the nearest word of one names.
    pub kinds: Vec<u16>,
    /// How many words lie between the day and that word.
    pub away: usize,
    /// It is that day's: "yesterday's vote".
    pub owned: bool,
    /// The words of the sentence, in order of their hashes, with how near they stand, 0 to 1.
    pub words: Vec<(u64, f32)>,
}

/// Accounts of an article at most; further on it tells of the past.
const ACCOUNTS: usize = 24;

/// Words between a day and the happening that belongs to it.
const REACH: usize = 7;

/// So many words away a word counts half.
const HALF: f32 = 6.0;

/// Days ago that are still counted one by one.
const COUNTED_DAYS: i32 = 60;

#[derive(Deserialize)]
struct Language {
    after: Vec<String>,
    before: Vec<String>,
    old: Vec<String>,
    ordinal: Vec<String>,
    of: Vec<String>,
    units: FxHashMap<String, i32>,
    numbers: FxHashMap<String, i32>,
}

struct Lists {
    languages: Vec<Language>,
    kinds: FxHashMap<String, Vec<u16>>,
    common: FxHashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut kinds: FxHashMap<String, Vec<u16>> = FxHashMap::default();
    for (number, kind) in sentence::kinds().iter().enumerate() {
        // Phrases need more than a word beside them and are left to those who know the sentence.
        for word in kind.phrases.iter().filter(|phrase| !phrase.contains(' ')) {
            kinds.entry(stemmer.stem(word).into_owned()).or_default().push(number as u16);
        }
    }
    Lists {
        languages: [include_str!("../../assets/words/en/dating.toml")]
            .into_iter()
            .filter_map(|file| toml::from_str(file).ok())
            .collect(),
        kinds,
        common: include_str!("../../assets/words/en/stop.txt").split_whitespace().collect(),
    }
});

impl Lists {
    fn number(&self, word: &str) -> Option<i32> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let listed = || self.languages.iter().find_map(|language| language.numbers.get(word)).copied();
        digits.parse().ok().or_else(listed)
    }

    fn unit(&self, word: &str) -> Option<i32> {
        self.languages.iter().find_map(|language| language.units.get(word)).copied()
    }

    fn holds(&self, list: fn(&Language) -> &Vec<String>, word: &str) -> bool {
        self.languages.iter().any(|language| list(language).iter().any(|one| one == word))
    }
}

/// A word of a sentence.
struct Word {
    token: Token,
    small: String,
    hash: u64,
    kinds: &'static [u16],
}

/// What a report tells with a day beside it, in order.
pub fn read(text: &str, sentences: &[Sentence], expressions: &[Expression]) -> Vec<Account> {
    let mut accounts = Vec::new();
    let mut buffer = Vec::new();
    let stemmer = Stemmer::create(Algorithm::English);
    let mut expressions = expressions.iter().peekable();
    for (n, sentence) in sentences.iter().enumerate() {
        let mut here: Vec<&Expression> = Vec::new();
        while let Some(one) = expressions.next_if(|one| one.sentence as usize <= n) {
            here.push(one);
        }
        if !sentence.kind.is_report() || accounts.len() >= ACCOUNTS {
            continue;
        }
        tokens(text, sentence.span, &mut buffer);
        let words: Vec<Word> = buffer.iter().map(|token| word(text, *token, &stemmer)).collect();
        for expression in here {
            let happening = happening(expression, sentence);
            if let Some(count) = count(expression, happening, text) {
                // Of "days after the vote" the happening is what stands behind.
                let around = happening.unwrap_or(expression.span);
                let inside = happening.is_some();
                accounts.push(account(&words, expression.span, around, inside, count, expression.tense));
            }
        }
        accounts.extend(ages(&words));
    }
    accounts.truncate(ACCOUNTS);
    accounts
}

fn word(text: &str, token: Token, stemmer: &Stemmer) -> Word {
    let small = token.span.of(text).to_lowercase();
    let stem = stemmer.stem(&small);
    let says = token.kind == TokenKind::Word && small.len() > 2 && !LISTS.common.contains(small.as_str());
    let kinds = if says { LISTS.kinds.get(stem.as_ref()).map_or(&[][..], Vec::as_slice) } else { &[] };
    // FNV-1a; 0 says nothing.
    let hash = stem.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    Word { token, hash: if says { hash } else { 0 }, kinds, small }
}

/// Whether a number is written as one of an order: "13th", "thirteenth".
fn is_ordinal(word: &str) -> bool {
    LISTS.languages.iter().any(|language| language.ordinal.iter().any(|ending| word.ends_with(ending)))
}

/// "13-day-old", "the 13th day of".
fn ages(words: &[Word]) -> Vec<Account> {
    let small = |at: usize| words.get(at).map_or("", |word| word.small.as_str());
    let mut found = Vec::new();
    for (at, first) in words.iter().enumerate() {
        let Some(number) = LISTS.number(&first.small).filter(|&number| (1..=COUNTED_DAYS).contains(&number)) else {
            continue;
        };
        let (days, last) = if small(at + 1) == "-" && small(at + 3) == "-" && LISTS.holds(|l| &l.old, small(at + 4)) {
            (LISTS.unit(small(at + 2)).map(|unit| unit * number), at + 4)
        } else if is_ordinal(&first.small) && LISTS.holds(|l| &l.of, small(at + 2)) {
            (LISTS.unit(small(at + 1)).filter(|&unit| unit == 1).map(|_| number - 1), at + 1)
        } else {
            continue;
        };
        if let (Some(days), Some(last)) = (days, words.get(last)) {
            let span = first.token.span.hull(last.token.span);
            let behind = words.last().map_or(span.end, |word| word.token.span.end);
            let account =
                account(words, span, Span { start: span.end, end: behind }, true, Count::Age(days), Tense::Unknown);
            found.push(account);
        }
    }
    found
}

/// What stands behind a length that is told by a happening: "after the storm".
fn happening(expression: &Expression, sentence: &Sentence) -> Option<Span> {
    let rest = Span { start: expression.span.end, end: sentence.span.end };
    expression.beside.or_else(|| matches!(expression.told, Told::Length(_)).then_some(rest))
}

fn count(expression: &Expression, happening: Option<Span>, text: &str) -> Option<Count> {
    let told = match &expression.told {
        Told::At(None, _) => return None,
        Told::At(Some(told), _) => told,
        told => told,
    };
    match told {
        Told::Move(days, Unit::Day, None) if days.abs() <= COUNTED_DAYS => return Some(Count::Ago(-days)),
        Told::Move(weeks, Unit::Week, None) if expression.counted => return Some(Count::Ago(-weeks * 7)),
        Told::Length(length) => {
            let mut word = happening?.of(text).split_whitespace();
            let first = word.next()?.to_lowercase();
            let (number, unit) = length.strip_prefix('P')?.split_at(length.len().checked_sub(2)?);
            let days = number.parse::<i32>().ok()?
                * match unit {
                    "D" => 1,
                    "W" => 7,
                    _ => return None,
                };
            return match () {
                _ if LISTS.holds(|l| &l.after, &first) => Some(Count::Since(days)),
                _ if LISTS.holds(|l| &l.before, &first) => Some(Count::Since(-days)),
                _ => None,
            };
        }
        _ => {}
    }
    if let Some(Date::Day(day)) = expression.date() {
        // A stamp with its hour is no happening.
        return (expression.kind == TimexType::Date).then_some(Count::Day(day));
    }
    match (expression.month_day(), expression.weekday()) {
        (Some((month, day)), _) => Some(Count::MonthDay(month, day)),
        (None, Some(weekday)) => Some(Count::Weekday(weekday)),
        (None, None) => None,
    }
}

/// The account of the words at `time`; the happening stands nearest to `around`, inside it or not.
fn account(words: &[Word], time: Span, around: Span, inside: bool, count: Count, tense: Tense) -> Account {
    let first = words.iter().position(|word| word.token.span.end > around.start).unwrap_or(words.len());
    let end = words.iter().position(|word| word.token.span.start >= around.end).unwrap_or(words.len());
    let away = |at: usize| match at {
        _ if at < first => first - at,
        _ if at >= end => at + 1 - end,
        _ if inside => at - first,
        _ => 0,
    };
    let timed = |word: &Word| word.token.span.start < time.end && word.token.span.end > time.start;
    let nearest = words
        .iter()
        .enumerate()
        .filter(|(at, word)| !word.kinds.is_empty() && !timed(word) && away(*at) <= REACH)
        .min_by_key(|(at, _)| (away(*at), *at));
    let span = nearest.map_or(time, |(_, word)| time.hull(word.token.span));
    // "'s" is a token of its own.
    let owned = !inside
        && words.get(end).is_some_and(|word| word.small.starts_with(['\'', '’']))
        && nearest.is_some_and(|(at, _)| at > end);
    let far = nearest.map_or(usize::MAX, |(at, _)| away(at));
    let mut said: Vec<(u64, f32)> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.hash != 0 && !timed(word))
        .map(|(at, word)| (word.hash, HALF / (HALF + away(at) as f32)))
        .collect();
    said.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    said.dedup_by_key(|word| word.0);
    let kinds = nearest.map_or(&[][..], |(_, word)| word.kinds).to_vec();
    Account { span, count, tense, kinds, away: far, owned, words: said }
}

impl Account {
    /// The days that the happening may have, told in an article written on `written`, with how sure each is, 0 to 1.
    pub fn days(&self, written: Day) -> Vec<(Day, f32)> {
        match self.count {
            Count::Day(day) => vec![(day, 1.0)],
            Count::Ago(days) => vec![(written - days, 1.0)],
            Count::Weekday(weekday) => {
                let back = (written.weekday().index() - weekday.index()).rem_euclid(7);
                let (last, next) = (written - back, written + (7 - back) % 7);
                match self.tense {
                    Tense::Past => vec![(last, 1.0)],
                    Tense::Ahead => vec![(next, 1.0)],
                    Tense::Unknown if last == next => vec![(last, 1.0)],
                    Tense::Unknown => vec![(last, 0.6), (next, 0.4)],
                }
            }
            Count::MonthDay(month, day) => {
                let years = written.year() - 1..=written.year() + 1;
                let fits = |&told: &Day| match self.tense {
                    Tense::Past => told <= written,
                    Tense::Ahead => told >= written,
                    Tense::Unknown => true,
                };
                let near = years.filter_map(|year| Day::from_ymd(year, month, day)).filter(fits);
                near.min_by_key(|&told| (told - written).abs()).map(|told| (told, 1.0)).into_iter().collect()
            }
            Count::Since(_) | Count::Age(_) => Vec::new(),
        }
    }

    /// The days on which it may have been written if the happening was on `day`, with how well each fits, 0 to 1.
    pub fn written(&self, day: Day) -> Vec<(Day, f32)> {
        match self.count {
            Count::Ago(days) | Count::Age(days) => vec![(day + days, 1.0)],
            // What came to pass after so many days may be told a day later.
            Count::Since(days) => vec![(day + days, 1.0), (day + days + 1, 0.4)],
            Count::Weekday(weekday) if weekday == day.weekday() => match self.tense {
                Tense::Ahead => (-6..=0).map(|since| (day + since, 1.0)).collect(),
                Tense::Past => (0..7).map(|since| (day + since, 1.0)).collect(),
                Tense::Unknown => (-3..7).map(|since| (day + since, 0.7)).collect(),
            },
            _ => Vec::new(),
        }
    }
}
