//! The text cut into passages, in order: paragraphs, and the stretches that stand apart inside one.
//!
//! A sentence never crosses a passage; a single line break inside a passage is a wrapped line, nothing more. Where text
//! was wrapped at a fixed width, blank lines and indents part paragraphs; elsewhere every line is one.
//!
//! | step | marks |
//! |---|---|
//! | paragraphs | body |
//! | stamps of the day ([`super::evidence`]) | furniture, cut out of their line |
//! | what the format knows (`<figcaption>`) | caption |
//! | [`super::furniture`] | furniture and captions; lists of other stories behind a marker |
//! | the headline | title |
//! | [`super::table`] | table |
//! | [`super::repeat`] | repeat |

use super::evidence::Stamp;
use super::furniture;
use super::repeat;
use super::table;
use super::written;
use super::{Passage, PassageKind};
use crate::span::Span;

/// A stretch whose kind the format knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: PassageKind,
}

/// One line a passage of the report, for the tests of what marks them.
#[cfg(test)]
pub(super) fn of_lines(lines: &[&str]) -> (String, Vec<Passage>) {
    let mut at = 0;
    let passage = |line: &&str| {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        Passage { span, kind: PassageKind::Body }
    };
    let passages = lines.iter().map(passage).collect();
    (lines.join("\n"), passages)
}

/// The passages of a text, and where its title stands.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// In order; together all of the text but white space.
    pub passages: Vec<Passage>,
    /// The headline in the text; empty if it holds none.
    pub title: Span,
}

/// A title has at most this many characters; longer first lines are the first paragraph.
const MAX_TITLE_CHARS: usize = 160;
/// Passages from the start among which the headline is looked for.
const TITLE_REACH: usize = 8;

/// Cuts `text`. `title` is the headline as stated elsewhere, empty if unknown.
pub fn cut(text: &str, title: &str, hints: &[Hint], stamps: &[Stamp]) -> Cut {
    let mut passages = Vec::new();
    let mut stamps = stamps.iter().peekable();
    for paragraph in paragraphs(text) {
        let mut at = paragraph.start;
        while let Some(stamp) = stamps.next_if(|stamp| stamp.span.start < paragraph.end) {
            if stamp.span.start < at || stamp.span.end > paragraph.end {
                continue;
            }
            push(text, &mut passages, Span { start: at, end: stamp.span.start }, PassageKind::Body);
            push(text, &mut passages, stamp.span, PassageKind::Furniture);
            at = stamp.span.end;
        }
        push(text, &mut passages, Span { start: at, end: paragraph.end }, PassageKind::Body);
    }
    let mut hints: Vec<Hint> = hints.to_vec();
    hints.sort_by_key(|hint| hint.span);
    for passage in &mut passages {
        let before = hints.partition_point(|hint| hint.span.start <= passage.span.start);
        if let Some(hint) =
            before.checked_sub(1).and_then(|n| hints.get(n)).filter(|hint| hint.span.contains(passage.span))
        {
            passage.kind = hint.kind;
        }
    }
    let title = mark_title(text, title, &mut passages);
    mark_furniture(text, &mut passages);
    table::mark(text, &mut passages);
    repeat::mark(text, &mut passages);
    Cut { passages, title }
}

fn push(text: &str, passages: &mut Vec<Passage>, span: Span, kind: PassageKind) {
    let words = span.of(text);
    let start = span.start as usize + words.len() - words.trim_start().len();
    let end = start + words.trim().len();
    if start < end {
        passages.push(Passage { span: Span::new(start, end), kind });
    }
}

/// The headline: the passage that says what `title` says, or a first one that stands alone.
fn mark_title(text: &str, title: &str, passages: &mut [Passage]) -> Span {
    let known = letters(title);
    let mut buffer = String::new();
    let count = passages.len();
    let several = count > 1;
    for (n, passage) in passages.iter_mut().take(TITLE_REACH).enumerate().filter(|(_, p)| p.kind == PassageKind::Body) {
        let words = passage.span.of(text);
        let found = if known.is_empty() {
            several && stands_alone(words) && furniture::judge(words, (n, count - n - 1), &mut buffer).is_none()
        } else {
            letters(words) == known
        };
        if found {
            passage.kind = PassageKind::Title;
            return passage.span;
        }
        if known.is_empty() && furniture::judge(words, (n, count - n - 1), &mut buffer).is_none() {
            break;
        }
    }
    Span::default()
}

/// Letters and digits only, for comparing headlines that differ in quotes and case.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn stands_alone(line: &str) -> bool {
    let ends = line.ends_with(['.', '!', ':', ';', ',', '”', '"', '-', '–', '—']);
    !ends && !line.contains('\n') && line.contains(' ') && line.chars().count() <= MAX_TITLE_CHARS
}

/// Passages of report that must have been seen before a marker opens a list: at the top of a page "Share" or an agency's
/// name stands before the headline, and what follows is the article.
const REPORT_BEFORE_LIST: usize = 3;
/// Words in the longest line of a list of other stories.
const HEADLINE_WORDS: usize = 22;
/// Words in the name of a part of a paper.
const TEASER_WORDS: usize = 4;

fn mark_furniture(text: &str, passages: &mut [Passage]) {
    let mut buffer = String::new();
    let mut listing = false;
    let mut report = 0;
    let count = passages.len();
    for place in 0..count {
        let Some(passage) = passages.get_mut(place).filter(|passage| passage.kind == PassageKind::Body) else {
            continue;
        };
        let words = passage.span.of(text);
        if is_dated_teaser(words) {
            passage.kind = PassageKind::Furniture;
            let above = place.checked_sub(1).and_then(|above| passages.get_mut(above));
            if let Some(above) =
                above.filter(|above| above.kind == PassageKind::Body && is_headline(above.span.of(text)))
            {
                above.kind = PassageKind::Furniture;
            }
        } else if let Some(verdict) = furniture::judge(words, (place, count - place - 1), &mut buffer) {
            passage.kind = verdict.kind;
            listing |= verdict.opens_list && report >= REPORT_BEFORE_LIST;
        } else if (listing && is_headline(words)) || is_column_teaser(words) {
            passage.kind = PassageKind::Furniture;
        } else {
            listing = false;
            report += 1;
        }
    }
}

fn is_headline(words: &str) -> bool {
    !words.ends_with(['.', '!', ':', ';', ',', '”', '"']) && words.split_whitespace().count() <= HEADLINE_WORDS
}

/// `22 Jan 10 | Ports`: the second line of a link to another story, with its day and its part of the paper.
fn is_dated_teaser(words: &str) -> bool {
    words.split_once('|').is_some_and(|(day, part)| {
        part.split_whitespace().count() <= TEASER_WORDS
            && part.contains(char::is_alphabetic)
            && written::is_short_day(day)
    })
}

/// `ADA OKOYE: Who pays for the new quay`: the teaser of a column, its writer in capitals.
fn is_column_teaser(words: &str) -> bool {
    let Some((writer, headline)) = words.split_once(": ") else { return false };
    let names = writer.split(' ').count();
    let capitals = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && word.chars().any(char::is_alphabetic)
    };
    (2..=4).contains(&names)
        && writer.split(' ').all(capitals)
        && is_headline(headline)
        // A line all in capitals is a headline of its own.
        && headline.chars().any(char::is_lowercase)
}

/// Blank lines part paragraphs. Where a text has long lines, every line is a paragraph; where lines are wrapped, an
/// indented line begins one.
fn paragraphs(text: &str) -> Vec<Span> {
    let lines: Vec<Span> = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines {
        let words = line.of(text);
        if words.trim().is_empty() {
            open = false;
            continue;
        }
        let indented = words.starts_with("  ") || words.starts_with('\t') || words.starts_with('\u{3000}');
        match found.last_mut() {
            Some(last) if open && wrapped && !indented => last.end = line.end,
            _ => found.push(line),
        }
        open = true;
    }
    found
}

fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        found.push(Span::new(at, at + words.len()));
        at += line.len();
    }
    found
}

/// Whether line breaks come from a fixed width: nearly no line is longer than a typewriter's, and most do not end a sentence.
/// Lines with blank ones around them show the width, too: below long paragraphs a list of links is no wrapped text.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut full, mut unfinished) = (0usize, 0usize);
    let all = || lines.iter().map(|line| line.of(text).trim().len()).filter(|&length| length > 0);
    let long = all().filter(|&length| length > 100).count();
    for pair in lines.windows(2) {
        let (words, next) = (pair[0].of(text).trim(), pair[1].of(text).trim());
        if next.is_empty() || words.is_empty() {
            continue;
        }
        full += 1;
        unfinished += usize::from(words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | ';')));
    }
    full >= 2 && unfinished * 2 > full && long * 10 <= all().count()
}
