//! The text cut into passages, in order: paragraphs, and the stretches that stand apart inside one.
//!
//! A sentence never crosses a passage. A single line break inside a passage is a wrapped line, nothing more.

use super::evidence::Stamp;
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

/// Cuts `text`. `title` is the headline as stated elsewhere, empty if unknown.
pub fn cut(text: &str, title: &str, hints: &[Hint], stamps: &[Stamp]) -> Cut {
    let _ = hints;
    let mut passages = Vec::new();
    for paragraph in paragraphs(text) {
        let mut at = paragraph.start;
        for stamp in stamps.iter().filter(|s| paragraph.contains(s.span)) {
            if stamp.span.start < at {
                continue;
            }
            push(text, &mut passages, Span { start: at, end: stamp.span.start }, PassageKind::Body);
            push(text, &mut passages, stamp.span, PassageKind::Furniture);
            at = stamp.span.end;
        }
        push(text, &mut passages, Span { start: at, end: paragraph.end }, PassageKind::Body);
    }
    let title = mark_title(text, title, &mut passages);
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
    let looked_at = passages.iter_mut().take(6).filter(|p| p.kind == PassageKind::Body);
    for (n, passage) in looked_at.enumerate() {
        let words = passage.span.of(text);
        let same = !title.is_empty() && words == title.trim();
        let alone = title.is_empty() && n == 0 && stands_alone(words) && text.len() > words.len() * 2;
        if same || alone {
            passage.kind = PassageKind::Title;
            return passage.span;
        }
    }
    Span::default()
}

fn stands_alone(line: &str) -> bool {
    let ends = line.ends_with(['.', '!', ':', ';', ',', '”', '"']);
    !ends && !line.contains('\n') && line.chars().count() <= MAX_TITLE_CHARS
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
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut full, mut unfinished, mut long) = (0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        let (words, next) = (pair[0].of(text).trim(), pair[1].of(text).trim());
        if next.is_empty() || words.is_empty() {
            continue;
        }
        full += 1;
        unfinished += usize::from(words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | ';')));
        long += usize::from(words.len() > 100);
    }
    full >= 2 && unfinished * 2 > full && long * 10 <= full
}
