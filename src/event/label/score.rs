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
use super::{Aim, LISTS, Offer, is};
use crate::sentence::pos::Pos;

/// Shorter lines seldom say who did what.
const SHORTEST: usize = 16;

/// What speaks against a line as it stands, 0 if nothing does.
pub(super) fn flaws(offer: &Offer<'_>, aim: Aim, line: &[Piece<'_>], text: &str) -> f32 {
    let mut flaws = 0.0;
    let loud = !text.contains(|c: char| c.is_lowercase());
    // In capitals the last word of a row ("YEAR NET", "LOSS") is easily taken for a verb.
    let row = loud && line.iter().rposition(|p| !p.core.is_empty()) == line.iter().position(finite);
    let verb = has_main_verb(line) && !row;
    if !line.iter().any(|p| p.trigger) && offer.trigger.is_some() && !(aim == Aim::Content && verb) {
        // A whole sentence without the trigger names at least its article's happening; half a one names nothing.
        flaws += if verb { 0.55 } else { 1.0 };
    }
    if loud && text.contains('<') {
        // a row of a company's results
        flaws += 0.6;
    }
    if !verb {
        // a headline does well without a verb, but rows of tables are headlines too
        flaws += match offer.headline {
            false => 0.75,
            true if loud => 0.6,
            true => 0.2,
        };
    }
    if contentless(line) {
        flaws += 0.9;
    }
    if text.chars().count() < SHORTEST {
        flaws += 0.5;
    }
    let first = line.iter().find(|p| !p.core.is_empty());
    if let Some(first) = first {
        let word = first.word();
        if is("attribution", &word) {
            flaws += 0.8;
        } else if is("pronoun", &word) {
            flaws += if first.known { 0.2 } else { 0.8 };
        } else if is("last", &word) && !is("determiner", &word) || is("opener", &word) {
            flaws += 0.4;
        } else if first.pos == Pos::VerbGerund && !first.is_capital() {
            flaws += 0.7;
        } else if !first.is_capital() && first.trigger {
            // A line that begins with its verb has lost its subject.
            flaws += 0.35;
        } else if first.pos == Pos::Adverb && line.iter().filter(|p| !p.core.is_empty()).nth(1).is_some_and(finite) {
            // "Normally ends in March"
            flaws += 0.8;
        } else if finite(first) && !first.is_capital() {
            flaws += 0.8;
        }
        let second = line.iter().filter(|p| !p.core.is_empty()).nth(1).map(Piece::word).unwrap_or_default();
        if is("determiner", &word) && is("faint", &second) {
            flaws += 0.4;
        }
    }
    // "dropped charges against him": whom?
    let named = line.iter().position(|p| p.pos.is_name() && !p.text.ends_with("'s")).unwrap_or(line.len());
    let lost = |p: &&Piece<'_>| {
        let owner = p.pos == Pos::Possessive;
        // "rejected his appeal": whose? "Diaz lost her appeal" tells
        let open = p.span.start < line.get(named).map_or(u32::MAX, |n| n.span.start);
        (is("lost", &p.word()) || owner && is("whose", &p.word()) && open) && !p.known && (owner || p.stands.is_none())
    };
    flaws += 0.35 * line.iter().skip(1).filter(lost).count().min(2) as f32;
    if glued(line) {
        flaws += 0.6;
    }
    // "announced that his wife": the clause has lost its verb
    if let Some(that) = line.iter().skip(1).position(|p| is("complement", &p.word()) && p.pos == Pos::Preposition)
        && !line.iter().skip(that + 2).any(finite)
    {
        flaws += 0.6;
    }
    if !balanced(text) {
        flaws += 0.6;
    }
    if line.iter().filter(|p| is("say", &p.word()) && !p.trigger).count() > 0 {
        flaws += 0.15;
    }
    flaws
}

/// What makes a line hard to read alone. Not weighed for the rank of an event, only among its lines.
pub(super) fn alone(line: &[Piece<'_>], text: &str) -> f32 {
    let mut flaws = 0.0;
    // "on Saturday", "yesterday's": the event has its date, and the reader is not there
    let deictic = line.iter().filter(|p| p.time && is("deictic", &p.word())).count();
    flaws += 0.12 * deictic.min(2) as f32;
    // "The mayor of Bern said": what?
    let quoted = text.contains(['“', '”', '"']);
    if line.iter().rfind(|p| !p.core.is_empty()).is_some_and(|p| is("say", &p.word()) && finite(p)) && !quoted {
        flaws += 0.5;
    }
    // "The people will tomorrow": what stands before the time waits for more
    let bare = line.iter().rfind(|p| !p.core.is_empty() && !p.time);
    if line.last().is_some_and(|p| p.time)
        && bare.is_some_and(|p| p.pos == Pos::Modal || finite(p) && is("last", &p.word()))
    {
        flaws += 0.5;
    }
    if text.matches('<').count() != text.matches('>').count() {
        flaws += 0.3;
    }
    // "The singer has"
    if line.iter().rfind(|p| !p.core.is_empty()).is_some_and(|p| is("last", &p.word()) && p.trigger) {
        flaws += 0.5;
    }
    // "flew a team": what it is of was lost
    let end: Vec<&Piece<'_>> = line.iter().rev().filter(|p| !p.core.is_empty()).take(2).collect();
    if let [noun, article] = end.as_slice()
        && is("indefinite", &article.word())
        && noun.pos == Pos::Noun
        && !noun.trigger
    {
        flaws += 0.2;
    }
    // "The man was arrested": which?
    let heads: Vec<String> = line.iter().filter(|p| !p.core.is_empty()).take(2).map(Piece::word).collect();
    if let [article, noun] = heads.as_slice()
        && is("definite", article)
        && is("someone", noun)
        && line.iter().filter(|p| !p.core.is_empty()).nth(2).is_none_or(finite)
    {
        flaws += 0.3;
    }
    if LISTS.get("garbled").is_some_and(|marks| marks.iter().any(|mark| text.contains(mark))) {
        flaws += 0.5;
    }
    flaws
}

/// Whether a small word with a capital in the middle shows that two lines ran together.
fn glued(line: &[Piece<'_>]) -> bool {
    line.windows(2).any(|pair| match pair {
        [before, here] => {
            here.is_capital()
                && is("heading", &here.word())
                && !before.ends_segment()
                && !before.text.ends_with(['.', '“', '"', '‘', '(', '?', '!'])
                && !before.is_capital()
        }
        _ => false,
    })
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

pub(super) fn finite(piece: &Piece<'_>) -> bool {
    matches!(piece.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::Modal)
}

pub(super) fn is_nominal(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::NounPlural | Pos::Name | Pos::NamePlural | Pos::Number)
}

/// What a line loses for standing in the middle of a phrase: what comes right before or after it in the source belongs to it.
pub(super) fn torn(source: &[Piece<'_>], line: &[Piece<'_>]) -> f32 {
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
        if open && is("inside", &before.word()) && has_main_verb(line) && is_start(first) {
            // "one of [the largest ships ran aground]" says something else than its source
            flaws += 0.9;
        } else if open && (is("complemented", &before.word()) || matches!(before.pos, Pos::Determiner | Pos::Adjective))
        {
            flaws += 0.35;
        } else if open && first.pos == Pos::Particle {
            flaws += 0.4;
        } else if open && has_main_verb(line) && is_start(first) {
            let word = before.word();
            // "journalists covering [the conflict were reported missing]", "a plan to guard [the border has failed]"
            let verb = before.pos.is_verb() && !is("say", &word) && !is("show", &word);
            // "tested [positive]", "the council's [assembly]"
            if verb || before.pos == Pos::Possessive {
                flaws += 0.7;
            } else if before.pos == Pos::Conjunction
                && from
                    .checked_sub(2)
                    .and_then(|at| source.get(at))
                    .is_some_and(|p| is_nominal(p.pos) && !p.ends_segment())
                && !is("subject", &first.word())
            {
                flaws += 0.4;
            }
        }
    }
    let to = source.partition_point(|p| p.span.start < last.span.end);
    // past the time that was left out, with what leads it
    let past = source.iter().skip(to).find(|p| !p.time && !is("timeprep", &p.word()) && !p.core.is_empty());
    let closed = source.get(to.wrapping_sub(1)).is_some_and(Piece::ends_segment);
    let number = last.pos == Pos::Number && !last.time;
    if last.pos == Pos::Number && source.get(to).is_some_and(|p| p.pos == Pos::Number && !p.time) {
        // "reached $41.2 [million]"
        flaws += 0.9;
    }
    if number && source.get(to).is_some_and(|p| p.time || p.core.is_empty() && !p.ends_segment()) {
        // "is scheduled for 6 [- 7 February]"
        flaws += 0.5;
    }
    if let Some(after) = past.filter(|_| !closed && !last.ends_segment()) {
        let verb = finite(last) || matches!(last.pos, Pos::VerbParticiple | Pos::VerbBase | Pos::VerbGerund);
        let open = matches!(after.pos, Pos::To | Pos::VerbGerund | Pos::Adjective | Pos::Particle)
            || is("clause", &after.word())
            || is("complemented", &after.word());
        if (verb || last.pos == Pos::Adjective) && open {
            // "has begun [interviewing]", "were unable [to agree]", "died [of]"
            flaws += 0.5;
        } else if verb && after.pos == Pos::Preposition {
            flaws += 0.2;
        }
    }
    if let Some(after) = source.get(to).filter(|p| !p.time && !p.core.is_empty()) {
        let object = is_nominal(after.pos)
            || matches!(after.pos, Pos::Determiner | Pos::Possessive | Pos::Pronoun | Pos::Adjective);
        if last.ends_segment() {
            return flaws;
        }
        if finite(after) && !is("relative", &after.word()) && (is_nominal(last.pos) || last.trigger) {
            // "One of the two bridges [collapsed]"
            flaws += 0.3;
        } else if object && (finite(last) || matches!(last.pos, Pos::VerbParticiple | Pos::VerbBase | Pos::VerbGerund))
        {
            // "The minister opened [the bridge]"
            flaws += 0.5;
        } else if last.pos.is_name() && after.pos.is_name() && last.is_capital() && after.is_capital() {
            // half a name
            flaws += 0.4;
        } else if is_nominal(last.pos) && (after.pos == Pos::To || is("clause", &after.word())) {
            // "expressed hope [that …]", "ordered the head of the fund [to …]"
            flaws += 0.35;
        } else if is_nominal(last.pos) && !last.pos.is_name() && is_nominal(after.pos) {
            // "the murder trial of music [producer Phil Spector]"
            flaws += 0.4;
        } else if is("complemented", &after.word()) && is_nominal(last.pos) {
            flaws += 0.2;
        }
    }
    flaws
}

/// Whether a subject may begin so.
fn is_start(piece: &Piece<'_>) -> bool {
    is_nominal(piece.pos) || matches!(piece.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective)
}

/// Whether a finite verb stands outside relative clauses: "the call, which comes ahead of the vote" tells nothing yet.
pub(super) fn has_main_verb(line: &[Piece<'_>]) -> bool {
    let mut relative = false;
    let mut before: Option<&Piece<'_>> = None;
    for piece in line {
        let word = piece.word();
        // "the expected victory", "the last launch": inside a phrase, whatever the tagger says
        let inside = before.replace(piece).is_some_and(|b| {
            !b.ends_segment() && matches!(b.pos, Pos::Determiner | Pos::Possessive) && piece.pos != Pos::VerbThird
        });
        if inside {
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
pub(super) fn balanced(text: &str) -> bool {
    text.matches('“').count() == text.matches('”').count()
        && text.matches('"').count().is_multiple_of(2)
        && text.matches('(').count() == text.matches(')').count()
}
