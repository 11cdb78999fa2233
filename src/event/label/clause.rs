//! What makes a clause: a subject may begin so, a verb is finite, a main verb stands outside relative clauses.

use super::is;
use super::piece::Piece;
use crate::sentence::pos::Pos;

/// Whether a verb has a tense, and so may be what a clause tells.
pub(super) fn finite(piece: &Piece<'_>) -> bool {
    matches!(piece.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::Modal)
}

/// Whether a line begins with a verb that has a tense, past adverbs: `also unveiled`.
pub(super) fn verb_follows(line: &[Piece<'_>]) -> bool {
    line.iter().find(|p| p.pos != Pos::Adverb).is_some_and(finite)
}

/// Whether a clause says that somebody did wrong: `that the mayor lied`, `Berg tried to bribe him`. Of the passive, `the mayor was shot`,
/// nobody is accused.
pub(super) fn accuses(clause: &[Piece<'_>]) -> bool {
    let clause = &clause[..clause.iter().position(Piece::ends_segment).map_or(clause.len(), |at| at + 1)];
    clause.iter().enumerate().any(|(at, piece)| {
        let before = || clause[..at].iter().rev().find(|p| p.pos != Pos::Adverb);
        let passive = || piece.pos == Pos::VerbParticiple && before().is_some_and(|p| is("be", &p.word()));
        piece.pos.is_verb() && is("accusing", &piece.word()) && !passive()
    })
}

/// Whether it may be the head of a noun phrase.
pub(super) fn is_nominal(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::NounPlural | Pos::Name | Pos::NamePlural | Pos::Number)
}

/// Whether a verb stands in the first clause, before a comma or the beginning of another: "Smoking kills", not "Speaking
/// after the court ruled".
pub(super) fn leads(line: &[Piece<'_>]) -> bool {
    let Some(verb) = line.iter().position(finite) else { return false };
    !line[..verb]
        .iter()
        .any(|p| p.ends_segment() || p.pos == Pos::Wh || is("subordinator", &p.word()) || is("clause", &p.word()))
}

/// Whether a clause with a subject and a verb comes after a comma.
pub(super) fn main_clause_follows(line: &[Piece<'_>]) -> bool {
    let Some(comma) = line.iter().position(Piece::ends_segment) else { return false };
    let rest = &line[comma + 1..];
    rest.first().is_some_and(|p| is_start(p) || p.pos == Pos::Pronoun) && has_main_verb(rest)
}

/// Whether a subject may begin so.
pub(super) fn is_start(piece: &Piece<'_>) -> bool {
    is_nominal(piece.pos) || matches!(piece.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective)
}

/// Whether a finite verb stands outside relative clauses: "the call, which comes ahead of the vote" tells nothing yet.
pub(super) fn has_main_verb(line: &[Piece<'_>]) -> bool {
    let mut relative = false;
    let mut before: Option<&Piece<'_>> = None;
    for (at, piece) in line.iter().enumerate() {
        let word = piece.word();
        // "the expected victory", "the last launch": inside a phrase, whatever the tagger says
        let inside = before.replace(piece).is_some_and(|b| {
            !b.ends_segment() && matches!(b.pos, Pos::Determiner | Pos::Possessive) && piece.pos != Pos::VerbThird
        });
        // "the alleged attempted robbery"
        let described = piece.pos == Pos::VerbPast
            && at >= 2
            && line[at - 1].pos == Pos::Adjective
            && matches!(line[at - 2].pos, Pos::Determiner | Pos::Possessive)
            && line.get(at + 1).is_some_and(|p| is_nominal(p.pos));
        if inside || described {
            continue;
        }
        if piece.pos == Pos::Wh || is("relative", &word) {
            relative = true;
        }
        if finite(piece) && !relative {
            return true;
        }
        if piece.ends_segment() && finite_ended(piece) {
            relative = false;
        }
    }
    false
}

/// A comma closes a relative clause.
pub(super) fn finite_ended(piece: &Piece<'_>) -> bool {
    piece.text.ends_with(',') || piece.comma
}
