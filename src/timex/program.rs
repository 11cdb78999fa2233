//! Lists of dates to come: tours, fixtures, calendars of events.
//!
//! "June 9 – Leeds, June 12 – York, June 14 – Hull" has no verb, and written in November the last June is nearer than the
//! next. That the list is a program shows in the words before it: *tour dates*, *tickets*, *fixtures*.

use super::Expression;
use super::rulebook::english;
use crate::span::Span;

/// Dates that make a list. Two or three stand beside each other in any report.
const LEAST: usize = 4;

/// The dates of a list are no further apart than this many bytes: what stands between is a place or two.
const APART: u32 = 110;

/// How far before its first date the words stand that tell what a list is of.
const BEFORE: usize = 500;

/// Which expressions stand in a list of dates to come, as ranges of their indices.
pub(super) fn programs(text: &str, expressions: &[Expression]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < expressions.len() {
        let mut to = from;
        while to < expressions.len() && is_entry(text, expressions, to) && (to == from || near(expressions, to)) {
            to += 1;
        }
        if to - from >= LEAST && is_announced(text, expressions, from) {
            found.push(from..to);
        }
        from = to.max(from + 1);
    }
    found
}

/// A day and month without a year that a place is told of: "June 9 – Leeds", "June 9: Leeds", "June 9, Leeds".
fn is_entry(text: &str, expressions: &[Expression], at: usize) -> bool {
    let Some(expression) = expressions.get(at).filter(|e| e.month_day().is_some() && e.weekday().is_none()) else {
        return false;
    };
    let rest = text.get(expression.span.end as usize..).unwrap_or_default().trim_start_matches([' ', '\t']);
    let told = rest.trim_start_matches(['-', '–', '—', ':', ',', '@', '|', '\n', ' ']);
    // Both ends of "June 9-10" and the first of "June 9, 10".
    let marked = told.len() < rest.len();
    marked && told.starts_with(|c: char| c.is_uppercase())
}

fn near(expressions: &[Expression], at: usize) -> bool {
    let pair = at.checked_sub(1).and_then(|before| expressions.get(before)).zip(expressions.get(at));
    pair.is_some_and(|(before, this)| this.span.start.saturating_sub(before.span.end) <= APART)
}

/// Whether a word before the list tells that it is of what is to come.
fn is_announced(text: &str, expressions: &[Expression], at: usize) -> bool {
    let lexicon = &english().lexicon;
    let (Some(list), Some(first)) = (lexicon.class("program"), expressions.get(at)) else { return false };
    let Span { start, .. } = first.span;
    let end = start as usize;
    let from = (end.saturating_sub(BEFORE)..=end).find(|n| text.is_char_boundary(*n)).unwrap_or(end);
    let mut words = text.get(from..end).unwrap_or_default().split(|c: char| !c.is_alphabetic());
    words.any(|word| lexicon.look_up(word.as_bytes()).is_some_and(|entry| lexicon.value(entry, list).is_some()))
}
