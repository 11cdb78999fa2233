//! The ladder of evidence: everything a file states about its day of writing, surest rung first.
//!
//! | rung | example |
//! |---|---|
//! | front matter, fields of a record | `date: 2024-02-08` |
//! | JSON-LD | `"datePublished": "2024-02-08T10:00:00Z"` |
//! | meta tags | `article:published_time` |
//! | `<time>` and dated elements | `<time datetime="2024-02-08">` |
//! | a leading or closing line | `Published: 8 February 2024`, `Mon Mar 2, 2009 4:23 pm EST` |
//! | the address | `/2024/02/08/` |
//! | the name of the file | `2024-02-08-ferry.txt` |
//! | the day of the last change | `Updated 9 February 2024` |
//! | the file's own time | a guess |
//!
//! A [`Stamp`] is such a statement standing in the text itself. It is no sentence of the report, so it becomes furniture of
//! its own, and the sentence behind it begins where the stamp ends.

use super::written::{self, Order, PATTERNS};
use super::{Evidence, Rung};
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
pub fn ladder(stated: Vec<Stated>) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::with_capacity(stated.len());
    for one in stated {
        if !found.iter().any(|e| e.date == one.date && e.rung == one.rung) {
            found.push(Evidence { date: one.date, rung: one.rung, words: one.words });
        }
    }
    found.sort_by_key(|e| (e.date.granularity() != Granularity::Day, e.rung));
    found
}

/// Dates in the folders of an address: `/2024/02/08/`, `/2024-02-08/`, `/20240208/`.
pub fn of_url(url: &str, stated: &mut Vec<Stated>) {
    let _ = (url, stated);
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

/// Lines looked at from the start, blank ones not counted.
const HEAD_LINES: usize = 8;

/// The statements in the first and last lines of a text.
pub fn stamps(text: &str, order: Order) -> Vec<Stamp> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        if seen >= HEAD_LINES {
            break;
        }
        if !line.trim().is_empty() {
            seen += 1;
            found.extend(stamp_at_start(text, at, line, order));
        }
        at += line.len();
    }
    found
}

fn stamp_at_start(text: &str, at: usize, line: &str, order: Order) -> Option<Stamp> {
    let (label, rung) = match (PATTERNS.modified.captures(line), PATTERNS.published.captures(line)) {
        (Some(label), _) => (label, Rung::Modified),
        (None, Some(label)) => (label, Rung::LeadingLine),
        (None, None) => return None,
    };
    let after = label.get(0)?.end();
    let rest = line.get(after..)?;
    let date = written::at_start(rest, order)?;
    let end = after + date.end;
    let _ = text;
    let stated = Stated { date: date.date, rung, words: line.get(..end)?.trim().to_owned() };
    Some(Stamp { stated, span: Span::new(at, at + end) })
}
