//! The words of a sentence, each with all that is asked of it.
//!
//! A token knows where it stands, a tag what part of speech it is, the lists what it may mean. [`Word`] holds the three
//! together, so that the rooms after this one ask one thing:
//!
//! | asked | of | answered by |
//! |---|---|---|
//! | verb, noun, name? | `strikes` | the tagger, put right by [`repair`] |
//! | does it name a happening? | `the strikes` | the list of event nouns |
//! | is it part of a time? | `last March` | the time expressions |
//! | where does the report begin? | `OSLO, Feb. 8 (Wire) —` | [`after_dateline`] |

use super::words::{Words, is};
use crate::sentence::pos::Pos;
use crate::sentence::{Token, TokenKind};
use crate::span::Span;

/// One token with all that is asked of it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where.
    pub span: Span,
    /// Word, number, mark.
    pub kind: TokenKind,
    /// Part of speech.
    pub pos: Pos,
    /// The lists it stands in.
    pub bits: u64,
    /// Index of the dated time expression it is part of.
    pub timex: Option<u32>,
    /// Part of any time expression.
    pub timed: bool,
    /// Written with a capital.
    pub capital: bool,
    /// First byte, to tell marks apart.
    pub mark: u8,
}

impl Word {
    /// Whether it stands in one of the lists.
    pub fn is(&self, bits: u64) -> bool {
        self.bits & bits != 0
    }

    /// Whether it names a happening.
    pub fn is_event(&self) -> bool {
        self.is(is::EVENT) && (self.pos.is_noun() || self.pos == Pos::VerbGerund)
    }

    /// Whether it can stand inside a noun phrase.
    pub fn is_nominal(&self) -> bool {
        self.pos.is_noun()
            || self.pos.is_name()
            || matches!(self.pos, Pos::Adjective | Pos::Number | Pos::Determiner | Pos::Possessive | Pos::Pronoun)
            || matches!(self.mark, b'-' | b'$' | b'%' | b'&')
    }
}

/// The words of a sentence with their lists.
pub fn words(text: &str, tokens: &[Token], tags: &[Pos], lists: &Words) -> Vec<Word> {
    let mut small = String::new();
    let mut before = 0;
    let cut = is_cut(text, tokens);
    tokens
        .iter()
        .zip(tags)
        .map(|(token, &pos)| {
            let spaced = token.span.start > before;
            before = token.span.end;
            let word = token.span.of(text);
            let bits = if token.kind == TokenKind::Word {
                small.clear();
                small.push_str(word);
                small.make_ascii_lowercase();
                if pos.is_noun() || pos.is_name() || pos == Pos::VerbGerund {
                    lists.noun_bits(&small)
                } else {
                    lists.bits(&small)
                }
            } else {
                0
            };
            let mark = match token.kind {
                TokenKind::Mark => match word {
                    "—" | "–" => b'_',
                    // a hyphen with a space before it is a dash
                    "-" if spaced && !cut => b'_',
                    "“" | "”" => b'"',
                    "‘" | "’" => b'\'',
                    _ => word.as_bytes().first().copied().unwrap_or(0),
                },
                _ => 0,
            };
            Word {
                span: token.span,
                kind: token.kind,
                pos,
                bits,
                timex: None,
                timed: false,
                capital: word.starts_with(char::is_uppercase),
                mark,
            }
        })
        .collect()
}

/// Whether a sentence was cut into words, with spaces before its commas and its full stop: its hyphens are no dashes.
pub fn is_cut(text: &str, tokens: &[Token]) -> bool {
    tokens.windows(2).any(|pair| match pair {
        [before, mark] => {
            mark.kind == TokenKind::Mark && before.span.end < mark.span.start && matches!(mark.span.of(text), "," | ".")
        }
        _ => false,
    })
}

/// How many words a dateline may have: place, region, day, agency.
const LONGEST_DATELINE: usize = 14;

/// Where the report begins after its dateline ("OSLO, Feb. 8 (Wire) —"): a dash early on, and no small word before it.
pub fn after_dateline(words: &[Word]) -> usize {
    let Some(dash) = words.iter().take(LONGEST_DATELINE).position(|w| w.mark == b'_') else { return 0 };
    let place = words
        .iter()
        .take(dash)
        .all(|w| w.capital || w.timed || w.mark != 0 && w.mark != b'"' || w.kind == TokenKind::Number);
    let mut end = dash + 1;
    while words.get(end).is_some_and(|w| matches!(w.mark, b'_' | b'-')) {
        end += 1;
    }
    if place && dash > 0 { end } else { 0 }
}

/// Puts right what a tagger that reads from left to right cannot know.
pub fn repair(text: &str, words: &mut [Word], lists: &Words) {
    for i in 1..words.len() {
        let (Some(&before), Some(&word)) = (words.get(i - 1), words.get(i)) else { continue };
        let next = words.get(i + 1).copied();
        // "rose to a record, meeting a goal": a participle, since an article follows
        let gerund = word.pos == Pos::Noun
            && before.mark == b','
            && next.is_some_and(|w| matches!(w.pos, Pos::Determiner | Pos::Possessive | Pos::Number))
            && word.span.of(text).ends_with(lists.gerund.as_str());
        // "plans to visit two factories": no subject can follow an infinitive, so this is its object
        let object = word.pos == Pos::VerbThird
            && (before.pos.is_noun() || before.pos == Pos::Adjective)
            && !word.is(is::AUXILIARY)
            && infinitive_before(words, i)
            || word.pos == Pos::VerbThird
                && matches!(before.pos, Pos::Determiner | Pos::Possessive)
                && !word.is(is::AUXILIARY);
        // "Chile's exports fell": an owner, since a noun follows
        let owner = word.pos.is_verb()
            && before.span.end == word.span.start
            && before.pos.is_name()
            && word.is(is::AUXILIARY)
            && next.is_some_and(|w| w.pos.is_noun() || w.pos.is_name());
        let pos = match (owner, gerund, object) {
            (true, _, _) => Pos::Possessive,
            (_, true, _) => Pos::VerbGerund,
            (_, _, true) => Pos::NounPlural,
            _ => continue,
        };
        if let Some(word) = words.get_mut(i) {
            word.pos = pos;
            let small = word.span.of(text).to_lowercase();
            word.bits = if object { lists.noun_bits(&small) } else { lists.bits(&small) };
        }
    }
}

/// Whether only the words of a noun phrase stand between `at` and an infinitive.
fn infinitive_before(words: &[Word], mut at: usize) -> bool {
    while let Some(word) = at.checked_sub(1).and_then(|i| words.get(i)) {
        if word.pos == Pos::VerbBase {
            return at
                .checked_sub(2)
                .and_then(|i| words.get(i))
                .is_some_and(|w| matches!(w.pos, Pos::To | Pos::Adverb));
        }
        if !word.is_nominal() || word.timed {
            return false;
        }
        at -= 1;
    }
    false
}
