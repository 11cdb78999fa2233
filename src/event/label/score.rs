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
use super::{Aim, Offer, is};
use crate::sentence::pos::Pos;

/// Shorter lines seldom say who did what.
const SHORTEST: usize = 16;

/// What speaks against a line, 0 if nothing does. `source` is the whole sentence.
pub(super) fn flaws(offer: &Offer<'_>, aim: Aim, source: &[Piece<'_>], line: &[Piece<'_>], text: &str) -> f32 {
    let mut flaws = 0.0;
    let verb = has_main_verb(line);
    if !line.iter().any(|p| p.trigger) && offer.trigger.is_some() && !(aim == Aim::Content && verb) {
        // A whole sentence without the trigger names at least its article's happening; half a one names nothing.
        flaws += if verb { 0.55 } else { 1.0 };
    }
    if !verb && !offer.headline {
        flaws += 0.5;
    }
    if contentless(line) {
        flaws += 0.9;
    }
    flaws += torn(source, line);
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
        } else if first.pos == Pos::VerbGerund && !first.is_capital() {
            flaws += 0.7;
        } else if !first.is_capital() && first.trigger {
            // A line that begins with its verb has lost its subject.
            flaws += 0.35;
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
/// Whether a line tells that somebody spoke and not what: `Its chairman said on television`.
pub(super) fn contentless(line: &[Piece<'_>]) -> bool {
    let Some(at) = line.iter().position(|p| is("say", &p.word())) else { return false };
    if line.iter().any(|p| p.text.contains(['“', '”', '"'])) {
        return false;
    }
    if line.iter().any(|p| finite(p) && !is("say", &p.word())) {
        return false;
    }
    // "announced a plan" tells something, "told reporters" and "announced on Monday" do not
    let rest = line.iter().skip(at + 1).take_while(|p| p.pos != Pos::Preposition);
    let object = rest.filter(|p| !p.time).any(|p| is_nominal(p.pos));
    is("bare", &line[at].word()) || !object
}

fn finite(piece: &Piece<'_>) -> bool {
    matches!(piece.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::Modal)
}

fn is_nominal(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::NounPlural | Pos::Name | Pos::NamePlural | Pos::Number)
}

/// What a line loses for standing in the middle of a phrase: what comes right before or after it in the source belongs to it.
fn torn(source: &[Piece<'_>], line: &[Piece<'_>]) -> f32 {
    let (Some(first), Some(last)) =
        (line.iter().find(|p| !p.core.is_empty()), line.iter().rfind(|p| !p.core.is_empty()))
    else {
        return 0.0;
    };
    let mut flaws = 0.0;
    let from = source.partition_point(|p| p.span.end <= first.span.start);
    if let Some(before) = from.checked_sub(1).and_then(|at| source.get(at)) {
        let open = !before.time && !before.core.is_empty() && !before.ends_segment();
        // "one of [the largest ships …]", "ships held [up by …]"
        if open && (is("complemented", &before.word()) || matches!(before.pos, Pos::Determiner | Pos::Adjective)) {
            flaws += 0.35;
        } else if open && first.pos == Pos::Particle {
            flaws += 0.4;
        }
    }
    let to = source.partition_point(|p| p.span.start < last.span.end);
    if let Some(after) = source.get(to).filter(|p| !p.time && !p.core.is_empty()) {
        let object = is_nominal(after.pos)
            || matches!(after.pos, Pos::Determiner | Pos::Possessive | Pos::Pronoun | Pos::Adjective);
        if last.ends_segment() {
            return flaws;
        }
        if finite(after) && !is("relative", &after.word()) && (is_nominal(last.pos) || last.trigger) {
            // "One of the two bridges [collapsed]"
            flaws += 0.3;
        } else if object && last.trigger && finite(last) {
            // "The minister opened [the bridge]"
            flaws += 0.4;
        } else if is("complemented", &after.word()) && is_nominal(last.pos) {
            flaws += 0.2;
        }
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
pub(super) fn balanced(text: &str) -> bool {
    text.matches('“').count() == text.matches('”').count()
        && text.matches('"').count().is_multiple_of(2)
        && text.matches('(').count() == text.matches(')').count()
}
