//! The lines in which newspapers and agencies sign a report: who wrote it, for whom, where and when.
//!
//! Such a line is no sentence and no headline, and holds little else than names and a date. Two forms are read:
//!
//! | form | example |
//! |---|---|
//! | a credit, a line of its own | `Harbor Post, Sunday, March 14, 2010; Page C7` |
//! | | `11 March 2010 Last updated at 10:40` |
//! | | `Agency, Callao, Nov 20 2019, 11:06 ist` |
//! | a dateline, before the first sentence | `CALLAO, Peru, March 14, 1987 -- The dockers …` |
//! | | `Dec. 19, 2008 (Agency) -- The dockers …` |
//!
//! A credit is taken for one by what it does *not* hold: every word in small letters must be one of those that stand in such
//! lines (`publication.toml`), and something must show that it is made for a date (a label, an outlet, an hour, a page), for
//! headlines hold names and dates, too: "Sinking of the Maria, January 14, 2010".

use super::Rung;
use super::evidence::Stamp;
use super::written::{self, Order, PATTERNS, Written};

/// Bytes of a line of credit at most.
const LINE_BYTES: usize = 140;

/// Capitalized words before a date that a weekday alone makes a credit: `Callao, Thursday, 11 March 2010`. More are a headline.
const NAMES_BY_WEEKDAY: usize = 3;

/// Bytes of the place and the agency before the dash of a dateline.
const PLACE_BYTES: usize = 60;
const AGENCY_BYTES: usize = 40;

/// What a stretch of a line holds beside dates.
#[derive(Default)]
struct Frame {
    /// A word that stands in credits only.
    signed: bool,
    /// A label of the last change.
    modified: bool,
    /// Names.
    names: usize,
}

impl Frame {
    /// `None` if a word of it belongs to a sentence.
    fn of(words: &str) -> Option<Self> {
        let mut frame = Self { modified: PATTERNS.is_modified(words), ..Self::default() };
        let apart = |c: char| c.is_whitespace() || "|/,;:()[]•·–—*".contains(c);
        for word in words.split(apart) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let Some(first) = word.chars().next() else { continue };
            if PATTERNS.signs(word) || is_page(word) {
                frame.signed = true;
            } else if first.is_uppercase() {
                frame.names += 1;
            } else if !first.is_numeric() && !PATTERNS.joins(word) {
                return None;
            }
        }
        Some(frame)
    }
}

/// The number of a page with its section: `A01`, `D-5`.
fn is_page(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && word.len() > 1 && chars.all(|c| c.is_ascii_digit() || c == '-')
}

/// The line as a whole, if it is one of credit.
pub(super) fn line(at: usize, words: &str, order: Order) -> Option<Stamp> {
    if words.len() > LINE_BYTES || words.ends_with(['.', '?', '!', ',', '”', '"']) && !words.ends_with("m.") {
        return None;
    }
    let mut from = 0;
    // The date that is told as published, else as changed, with what stands before it.
    let mut best: Option<(Written, Frame)> = None;
    let mut clock = false;
    while let Some(mut date) = written::find(words.get(from..)?, order) {
        (date.start, date.end) = (date.start + from, date.end + from);
        let frame = Frame::of(words.get(from..date.start)?)?;
        clock |= date.clock;
        if best.as_ref().is_none_or(|(_, best)| best.modified && !frame.modified) {
            best = Some((date, frame));
        }
        from = date.end;
    }
    let (date, before) = best?;
    let behind = words.get(from..)?;
    let rest = Frame::of(behind)?;
    // Names behind a date are of those who wrote it, or it is the date before a headline.
    let credits = rest.names == 0 || PATTERNS.opens_credit(behind);
    let signed = before.signed || rest.signed || rest.names > 0 || clock || PATTERNS.byline.is_match(words);
    let by_weekday = date.weekday && before.names <= NAMES_BY_WEEKDAY && rest.names == 0;
    if !credits || !(signed || by_weekday) {
        return None;
    }
    let rung = if before.modified { Rung::Modified } else { Rung::Signature };
    super::evidence::stamp(at, words, 0, words.len(), date.date, rung)
}

/// The place, date and agency before the dash with which a report begins.
pub(super) fn dateline(at: usize, words: &str, order: Order) -> Option<Stamp> {
    let reach = words.floor_char_boundary(2 * PLACE_BYTES + AGENCY_BYTES);
    let date = written::find(words.get(..reach)?, order)?;
    let place = words.get(..date.start).filter(|place| place.len() <= PLACE_BYTES)?;
    let before = Frame::of(place)?;
    let behind = words.get(date.end..)?;
    let bracketed = |text: &str| {
        let inside = text.trim_start().trim_start_matches(')').trim_start().strip_prefix('(')?;
        let end = inside.find(')').filter(|&end| end <= AGENCY_BYTES)?;
        Some(text.len() - inside.len() + end + 1)
    };
    let agency = bracketed(behind).unwrap_or(0);
    let rest = behind.get(agency..)?;
    let told = rest.trim_start_matches([' ', ')', '\u{a0}']);
    let text = told.trim_start_matches(['-', '–', '—', ':', ' ', '\u{a0}']);
    let dash = told.len() - text.len();
    // "January 14, 2010 - a Thursday" is a sentence that goes on.
    let begins = text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || "“\"‘'(".contains(c));
    let placed = before.names > 0 && !PATTERNS.byline.is_match(place) || agency > 0 && place.is_empty();
    if dash == 0 || !begins || !placed || !told.starts_with(['-', '–', '—', ':']) {
        return None;
    }
    super::evidence::stamp(at, words, 0, words.len() - text.trim_start().len(), date.date, Rung::Signature)
}

/// A sentence in which a paper speaks of itself: "This article appeared on page A1 of the January 14, 2010 edition", "This
/// article was amended on 9 June 2014".
pub(super) fn printed(at: usize, words: &str, order: Order) -> Option<Stamp> {
    let forms = [(&PATTERNS.printed, Rung::Modified), (&PATTERNS.amended, Rung::Amended)];
    let (label, rung) = forms.into_iter().find_map(|(form, rung)| Some((form.find(words)?, rung)))?;
    let date = written::find(words.get(label.end()..)?, order).filter(|date| date.start <= PLACE_BYTES)?;
    let end = if rung == Rung::Amended { label.end() + date.end } else { words.len() };
    super::evidence::stamp(at, words, 0, end, date.date, rung)
}
