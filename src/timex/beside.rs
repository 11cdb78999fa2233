//! The happening that a length is told by.
//!
//! "Days before the invasion" has no place in the calendar unless somebody dates the invasion. The length stays a length,
//! and keeps what it is told by, so that a reader sees it and a later stage can look for it.
//!
//! | words | told by |
//! |---|---|
//! | *Days* before the invasion of the island they fled | `before the invasion of the island` |
//! | *a year* into her second term | `into her second term` |
//! | *Years* after leaving office | `after leaving office` |
//! | *the night* of the raid | `of the raid` |
//! | *two days before Christmas* | nothing: a rule counts it |
//!
//! The name ends where its parts of speech do: at a verb, a pronoun, a mark, another expression, or where a second name
//! begins.

use super::Expression;
use super::item::{Item, What};
use super::rulebook::Rulebook;
use super::told::Told;
use crate::sentence::pos::{self, Pos};
use crate::sentence::{Sentence, tokens};
use crate::span::Span;

/// Bytes that are read for a name: more than the longest that a reader wants to see.
const LONGEST: u32 = 90;

/// Notes the happening for each length, and for "the day before the storm". `items` are those of the sentence after
/// matching.
pub fn note(book: &Rulebook, text: &str, sentence: &Sentence, items: &[Item], found: &mut [Expression]) {
    let Some(list) = book.lexicon.class("beside") else { return };
    let places = |word: &[u8]| book.lexicon.look_up(word).is_some_and(|w| book.lexicon.value(w, list).is_some());
    for (at, item) in items.iter().enumerate() {
        let What::Expression(n, _) = item.what else { continue };
        let Some(expression) = found.get_mut(n as usize) else { continue };
        // "The day before" holds the placing word itself; "the night" of the raid does not, nor does a length.
        let mut unknown = false;
        let own = match &expression.told {
            Told::Length(_) => false,
            Told::Word(word) if word.starts_with("XXXX") => {
                unknown = true;
                let words = expression.span.of(text);
                places(words.rsplit(' ').next().unwrap_or_default().as_bytes())
            }
            _ => continue,
        };
        let Some(next) = items.get(at + 1) else { continue };
        if !own && !unknown && !matches!(next.what, What::Word(w) if book.lexicon.value(w, list).is_some()) {
            continue;
        }
        let other = items.iter().skip(at + 1).find(|i| matches!(i.what, What::Expression(..)));
        let end = other.map_or(sentence.span.end, |i| i.start).min(next.start + LONGEST);
        expression.beside =
            name(text, Span { start: next.start, end: text.floor_char_boundary(end as usize) as u32 }, !own);
    }
}

/// The name that begins at the start of `within`, after one placing word if there is one.
fn name(text: &str, within: Span, placed: bool) -> Option<Span> {
    let mut list = Vec::new();
    tokens(text, within, &mut list);
    let tags = pos::tag(text, &list);
    let first = usize::from(placed);
    let mut end = None;
    for (n, (token, tag)) in list.iter().zip(&tags).enumerate().skip(first) {
        match tag {
            Pos::Noun | Pos::NounPlural | Pos::Name | Pos::NamePlural => end = Some(token.span.end),
            Pos::VerbGerund if n == first => end = Some(token.span.end),
            Pos::Determiner | Pos::Possessive if n == first => {}
            // "The city's fall", "the fall of the city", but "the vote | the man".
            Pos::Possessive if text.get(token.span.start as usize..).is_some_and(|t| t.starts_with(['\'', '’'])) => {}
            Pos::Determiner | Pos::Possessive => {
                let before = tags.get(n.wrapping_sub(1));
                if !matches!(before, Some(Pos::Preposition | Pos::VerbGerund)) {
                    break;
                }
            }
            Pos::Adjective | Pos::Number | Pos::VerbParticiple if n == first || end.is_none() => {}
            Pos::Adjective | Pos::Number => {}
            Pos::Preposition if end.is_some() => {}
            _ => break,
        }
    }
    end.map(|end| Span { start: within.start, end })
}
