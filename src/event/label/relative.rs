//! What a relative clause tells of its noun, as a line of its own.
//!
//! A time may belong to a clause inside another's: on the day on which `a ship ran aground`, nobody opened anything, though the
//! sentence says `The canal opened with a ball and a ship that ran aground the night before`. Its noun and its verb, without
//! the word that joins them, tell the event in the words of the source:
//!
//! | sentence | line |
//! |---|---|
//! | `Egypt seized [the ship] that [blocked the canal last month]` | `The ship blocked the canal` |
//! | `[The Kalvo dam], which [broke on Monday], is to be rebuilt` | `The Kalvo dam broke` |
//! | `[a member of the panel] who [resigned on Monday]` | none: the panel, or its member? |
//! | `the ship that Egypt seized last month` | none: the noun is what was seized |

use std::ops::Range;

use super::clause::is_nominal;
use super::piece::{HYPHEN, Piece};
use super::{has_ending, is};
use crate::sentence::pos::Pos;
use crate::span::Span;

/// A happening that is told in a relative clause.
pub(super) struct Relative {
    /// The noun with what belongs to it, if it is plain which one.
    noun: Option<Range<usize>>,
    /// The verb and what follows it.
    told: Range<usize>,
}

impl Relative {
    /// The clause that holds the trigger, if it is a relative one. `clause` is the stretch that its time governs.
    pub(super) fn of(source: &[Piece<'_>], clause: Span) -> Option<Self> {
        let trigger = source.iter().position(|p| p.trigger)?;
        let leads =
            |p: &&Piece<'_>| p.pos.is_verb() || matches!(p.pos, Pos::Modal | Pos::Adverb) || is("negation", &p.word());
        let verbs = source[..trigger].iter().rev().take_while(|p| leads(p) && !p.ends_segment()).count();
        let told = trigger - verbs;
        let joint = told.checked_sub(1)?;
        let verb = source[told..=trigger].iter().any(|p| p.pos.is_verb());
        if !verb || !is("relative", &source[joint].word()) || source[joint].ends_segment() {
            return None;
        }
        let end = source.partition_point(|p| p.span.start < clause.end).max(trigger + 1);
        // "The dam, which broke on Monday, is to be rebuilt": a clause that a comma opens another one closes.
        let aside = joint.checked_sub(1).is_some_and(|at| source[at].ends_segment());
        let closed = source[trigger..end].iter().position(|p| aside && p.ends_segment());
        let end = closed.map_or(end, |at| trigger + at + 1);
        // "The bank that closed the account, Kalvo Savings, said"
        let named =
            (trigger..end.saturating_sub(1)).find(|&at| source[at].text.ends_with(',') && source[at + 1].pos.is_name());
        let end = named.map_or(end, |at| at + 1);
        // "told the Courier that overnight …": after a name "that" is no relative.
        let named = source[..joint].last().is_some_and(|p| p.pos.is_name()) && is("complement", &source[joint].word());
        if named {
            return None;
        }
        Some(Self { noun: noun(&source[..joint]), told: told..end })
    }

    /// The line; `None` where it is not plain of whom the clause tells.
    pub(super) fn line<'a>(&self, source: &[Piece<'a>]) -> Option<Vec<Piece<'a>>> {
        let mut line = source.get(self.noun.clone()?)?.to_vec();
        // "the only one who could win", "anyone who visited the town": the clause is what makes it the only one
        if line.iter().any(|p| is("superlative", &p.word()) || is("anyone", &p.word())) {
            return None;
        }
        if let Some(last) = line.last_mut() {
            last.text = last.text.trim_end_matches(',');
            last.comma = false;
        }
        line.extend_from_slice(source.get(self.told.clone())?);
        Some(line)
    }
}

/// The noun phrase that a text ends with, if no other noun could be meant.
fn noun(before: &[Piece<'_>]) -> Option<Range<usize>> {
    let end = before.len();
    let last = before.last().filter(|p| is_nominal(p.pos) && !p.time)?;
    let comma = last.text.ends_with(',');
    let mut start = end - 1;
    while let Some(piece) = start.checked_sub(1).and_then(|at| before.get(at)) {
        // "a much - delayed pact"
        let next = before.get(start).is_some_and(|p| p.text == HYPHEN);
        // "a planned version", "a $ 1 m threat"
        let planned = piece.pos == Pos::VerbParticiple
            && start.checked_sub(2).and_then(|at| before.get(at)).is_some_and(|p| p.pos == Pos::Determiner);
        // "Hong [Kong's hotel]": the owner has more than one word
        let owner = has_ending("owner", piece.text);
        let part = is_nominal(piece.pos)
            || planned
            || matches!(piece.core, "$" | "€" | "£" | "¥")
            || piece.text == HYPHEN
            || next
            || matches!(piece.pos, Pos::Adjective | Pos::Determiner | Pos::Possessive)
            || owner;
        if !part || piece.ends_segment() || piece.time {
            break;
        }
        start -= 1;
        if piece.pos == Pos::Determiner || piece.pos == Pos::Possessive && !owner {
            break;
        }
    }
    // "its 26 crown | a share offer that": the phrase begins further back
    let article = before.get(start).is_some_and(|p| p.pos == Pos::Determiner);
    let amount =
        start.checked_sub(1).and_then(|at| before.get(at)).is_some_and(|p| is_nominal(p.pos) && !p.ends_segment());
    if article && amount {
        return None;
    }
    // "a member of the panel who", "Bern and Basel, which"
    let back = |n: usize| start.checked_sub(n).and_then(|at| before.get(at)).filter(|p| !p.ends_segment());
    let bound = back(1).is_some_and(|p| matches!(p.pos, Pos::Preposition | Pos::To));
    let joined = comma && back(1).is_some_and(|p| p.pos == Pos::Conjunction);
    if joined
        || bound && back(2).is_some_and(|p| is_nominal(p.pos) || matches!(p.pos, Pos::Determiner | Pos::Pronoun))
        || comma && end - start > LONGEST_NAMED
    {
        return None;
    }
    Some(start..end)
}

/// Words of the longest noun before a comma; what is longer is seldom one.
const LONGEST_NAMED: usize = 6;
