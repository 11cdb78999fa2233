//! What speaks against a line as the name of an event.
//!
//! A line that was shortened mechanically may have lost its subject, its verb or what was said. Nothing here changes it;
//! each flaw costs points, and the line of another mention wins:
//!
//! | flaw | like |
//! |---|---|
//! | no happening | the trigger was cut |
//! | no verb | `The call, which comes ahead of the vote` |
//! | nothing said | `The council's spokesperson said` |
//! | subject elsewhere | `It passed the spot` |
//! | no beginning | `signing the accord` |
//! | torn | an opening quotation mark without the closing one |

use super::piece::Piece;
use super::{Offer, is};
use crate::sentence::pos::Pos;

/// Shorter lines seldom say who did what.
const SHORTEST: usize = 16;

/// What speaks against a line, 0 if nothing does.
pub(super) fn flaws(offer: &Offer<'_>, line: &[Piece<'_>], text: &str) -> f32 {
    let mut flaws = 0.0;
    let verb = has_main_verb(line);
    if !line.iter().any(|p| p.trigger) && offer.trigger.is_some() {
        // A whole sentence without the trigger names at least its article's happening; half a one names nothing.
        flaws += if verb { 0.55 } else { 1.0 };
    }
    if !verb && !offer.headline {
        flaws += 0.5;
    }
    let last = line.iter().rev().find(|p| !p.core.is_empty());
    if last.is_some_and(|p| matches!(p.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent) && p.trigger)
        && !text.contains(['”', '"'])
        && line.len() < 7
    {
        // "Human Rights Watch said": what was said is missing.
        flaws += if last.is_some_and(|p| is("say", &p.word())) { 0.9 } else { 0.1 };
    }
    if text.chars().count() < SHORTEST {
        flaws += 0.5;
    }
    let first = line.iter().find(|p| !p.core.is_empty());
    if let Some(first) = first {
        let word = first.word();
        if is("pronoun", &word) {
            flaws += 0.5;
        } else if is("last", &word) && !is("determiner", &word) || is("opener", &word) {
            flaws += 0.4;
        } else if !first.is_capital() && first.trigger {
            // A line that begins with its verb has lost its subject.
            flaws += 0.35;
        } else if first.pos == Pos::VerbGerund && !first.is_capital() {
            flaws += 0.4;
        }
        let second = line.iter().filter(|p| !p.core.is_empty()).nth(1).map(Piece::word).unwrap_or_default();
        if is("determiner", &word) && is("faint", &second) {
            flaws += 0.4;
        }
    }
    if !balanced(text) {
        flaws += 0.6;
    }
    if line.iter().filter(|p| is("say", &p.word()) && !p.trigger).count() > 0 {
        flaws += 0.15;
    }
    flaws
}
/// Whether a finite verb stands outside relative clauses: "the call, which comes ahead of the vote" tells nothing yet.
pub(super) fn has_main_verb(line: &[Piece<'_>]) -> bool {
    let mut relative = false;
    for piece in line {
        let word = piece.word();
        if piece.pos == Pos::Wh || is("relative", &word) {
            relative = true;
        }
        let finite = matches!(piece.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::Modal);
        if finite && !relative {
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
pub(super) fn balanced(text: &str) -> bool {
    text.matches('“').count() == text.matches('”').count()
        && text.matches('"').count().is_multiple_of(2)
        && text.matches('(').count() == text.matches(')').count()
}
