//! What a line waits for whose last word is a verb, a noun or an adjective: by its frames, by what kind of word comes next.

use std::cell::LazyCell;

use super::clause::{finite, is_nominal};
use super::frames::{Class, awaits, wants};
use super::piece::Piece;
use super::wait::{HINT, LESS, OPEN, TORN, begins_phrase, is_verb};
use super::{has_ending, is};
use crate::sentence::pos::Pos;

/// What it costs to end a line after the object of a verb that says little: less than a lost object, more than a lost place.
const HOLLOW: f32 = 0.4;

pub(super) fn after_adjective(before: &[Piece<'_>], last: &Piece<'_>, next: &Piece<'_>, word: &str) -> f32 {
    if matches!(next.pos, Pos::To) || awaits(Class::Adjective, last, word) {
        return TORN * 0.8;
    }
    if is("complement", word) && awaits(Class::Adjective, last, "that") {
        return TORN * 0.8;
    }
    match next.pos {
        // "is the richest | and oldest": half of what describes a noun that was cut
        Pos::Conjunction if before.last().is_some_and(|p| matches!(p.pos, Pos::Determiner | Pos::Possessive)) => TORN,
        Pos::Conjunction => LESS,
        Pos::Preposition if is("cut", word) && !is("ties", word) => HINT,
        Pos::Preposition => LESS,
        _ => HINT,
    }
}

pub(super) fn after_verb(last: &Piece<'_>, next: &Piece<'_>, following: Option<&Piece<'_>>, word: &str) -> f32 {
    let passive = last.pos == Pos::VerbParticiple;
    if awaits(Class::Verb, last, word) || passive && awaits(Class::Object, last, word) {
        return TORN * 0.8;
    }
    if passive && next.pos == Pos::Preposition && is("places", word) && awaits(Class::Object, last, "place") {
        return TORN * 0.8;
    }
    if is("complement", word) || is("asks", word) {
        return TORN;
    }
    match next.pos {
        Pos::Particle => return TORN,
        // "could go | ahead"
        Pos::Adverb if is("whither", word) => return TORN,
        Pos::To if following.is_some_and(|f| f.pos == Pos::VerbBase) => return OPEN,
        Pos::VerbGerund | Pos::VerbBase | Pos::VerbParticiple => return OPEN,
        Pos::Adjective => return TORN * 0.8,
        Pos::Conjunction => {
            // "must hold | or risk": both wait for the same
            let same = following.is_some_and(|f| f.pos == last.pos || is_verb(f) && is_verb(last));
            let shared = matches!(last.pos, Pos::VerbBase | Pos::VerbGerund) || !awaits(Class::Verb, last, "complete");
            return if same && shared { OPEN } else { HINT };
        }
        // "was joking | when …"
        Pos::Wh if last.pos == Pos::VerbGerund => return 0.5,
        _ if begins_phrase(next) && !next.time => return TORN,
        _ => {}
    }
    if passive {
        return if is("agent", word) { LESS } else { HINT };
    }
    let of_verb = wants(last);
    if of_verb.contains(&(Class::Verb, "complete")) {
        // "arrived | in Bern" says less
        return if is("moving", &last.word()) && is("places", word) { HINT } else { 0.0 };
    }
    if of_verb.contains(&(Class::Verb, "object")) {
        // "the court heard | during the second day": what?
        return 0.5;
    }
    if is("free", word) { HINT } else { LESS }
}

/// Whether a line ends with the object of a verb that says little: `took a tour | over the ruins`, `signed an order | to close`,
/// `expressed satisfaction | after the vote`. The noun is what was done.
fn hollow(before: &[Piece<'_>], last: &Piece<'_>, next: &Piece<'_>, word: &str) -> bool {
    let Some(verb) = before.iter().rposition(is_verb) else { return false };
    let told = before[verb + 1..].iter().any(|p| matches!(p.pos, Pos::Preposition | Pos::To));
    let more = matches!(next.pos, Pos::Preposition | Pos::To | Pos::VerbGerund | Pos::Wh) || is("clause", word);
    more && !told && last.pos == Pos::Noun && is("light", &before[verb].word())
}

/// What a noun at the end waits for, be it for its own sake or for its verb's.
pub(super) fn after_noun(
    before: &[Piece<'_>],
    last: &Piece<'_>,
    next: &Piece<'_>,
    following: Option<&Piece<'_>>,
    word: &str,
) -> f32 {
    let least = if hollow(before, last, next, word) { HOLLOW } else { 0.0 };
    noun(before, last, next, following, word).max(least)
}

fn noun(before: &[Piece<'_>], last: &Piece<'_>, next: &Piece<'_>, following: Option<&Piece<'_>>, word: &str) -> f32 {
    // the verb whose object the line ends with
    let verb = before.iter().rposition(is_verb).map(|at| &before[at]);
    let since = before.iter().rposition(is_verb).map_or(0, |at| at + 1).min(before.len());
    let taken = |what: &str| before[since..].iter().any(|p| p.word() == what);
    let (own, of_verb) = (LazyCell::new(|| wants(last)), LazyCell::new(|| verb.map_or(&[][..], wants)));
    let wanted = |class: Class, what: &str| own.contains(&(class, what));
    let asked = |what: &str| of_verb.contains(&(Class::Object, what));
    let object = |what: &str| asked(what) && !taken(what);
    // "used his visit to Bern | to say": the place is not what was waited for
    let to_do = following.is_some_and(|f| f.pos == Pos::VerbBase);
    let done = before[since..].windows(2).any(|pair| pair[0].pos == Pos::To && pair[1].pos == Pos::VerbBase);
    let place = before.get(since).is_some_and(|p| p.pos == Pos::To);
    let deed = to_do && !done && !place && asked("to");
    if finite(next) && !next.time {
        // a subject without its verb; or a participle that was taken for one
        return if matches!(next.pos, Pos::VerbPast) { OPEN } else { TORN * 0.8 };
    }
    if next.pos == Pos::Modal {
        return TORN * 0.8;
    }
    if is("of", word) {
        return if last.pos.is_name() { OPEN } else { TORN * 0.8 };
    }
    if is("complement", word) {
        return if wanted(Class::Noun, "that") || verb.is_some_and(|v| is("say", &v.word())) {
            TORN * 0.8
        } else {
            LESS
        };
    }
    if is("asks", word) && !is("relative", word) {
        return OPEN;
    }
    // "received a boost | when": the boost is all that is told
    if wanted(Class::Noun, "why") && !before[since..].iter().any(|p| is("why", &p.word())) && is("why", word) {
        return OPEN;
    }
    if is("condition", word) {
        return LESS;
    }
    // "was taken by the bank | as showing weakness"
    if is("as", word) && following.is_some_and(|f| f.pos == Pos::VerbGerund) {
        return OPEN;
    }
    // "the government's plans | to send", "the order | to close": known by whose it is, it says less
    let phrase =
        before.iter().rev().take_while(|p| is_nominal(p.pos) || p.pos == Pos::Adjective || has_ending("owner", p.text));
    let owned = phrase.clone().any(|p| has_ending("owner", p.text))
        || before.iter().rev().nth(phrase.count()).is_some_and(|p| p.pos == Pos::Possessive);
    match next.pos {
        Pos::To if owned && wanted(Class::Noun, "to") && !object("to") => LESS,
        Pos::To if wanted(Class::Noun, "to") || object("to") || deed => TORN * 0.8,
        // "arrived in Bern | to hold talks"
        Pos::To if last.pos.is_name() => HINT,
        Pos::To => LESS,
        // "dig the town | out of its debts"
        _ if is("whither", word) || is("parting", word) => OPEN,
        Pos::Preposition => {
            // "300 million dollars | in tariffs", "the stretch | in which"
            let amount = before.last().is_some_and(|p| p.pos == Pos::Number) && is("amounts", word);
            if amount || following.is_some_and(|f| f.pos == Pos::Wh && !is("asks", &f.word())) {
                return 0.5;
            }
            if is("clause", word) || is("free", word) && !wanted(Class::Noun, word) {
                return 0.0;
            }
            if object(word)
                || is("places", word) && object("place") && !before[since..].iter().any(|p| is("places", &p.word()))
            {
                return OPEN + HINT;
            }
            if wanted(Class::Noun, word) {
                return 0.5;
            }
            if is("ties", word) { 0.2 } else { HINT }
        }
        Pos::Particle => OPEN,
        Pos::Conjunction => match following {
            // "went on stage | and announced …"
            Some(f) if finite(f) || f.pos == Pos::Modal || f.pos == Pos::Adverb => {
                // "floated, turned slowly | and was led away": a row of verbs without its last
                let row = before.windows(2).any(|pair| pair[0].ends_segment() && finite(&pair[1]));
                if row { OPEN } else { 0.05 }
            }
            Some(f) if is("subject", &f.word()) && !matches!(f.pos, Pos::Determiner | Pos::Possessive) => 0.0,
            Some(f) if begins_phrase(f) => 0.2,
            _ => LESS,
        },
        Pos::Wh if last.pos.is_name() => 0.0,
        Pos::Wh if is("clause", word) && !is("relative", word) => 0.0,
        Pos::Wh => LESS,
        // "a hardline | Islamic group", but "troops | loyal to the mayor"
        Pos::Adjective if following.is_some_and(|f| is_nominal(f.pos)) => TORN * 0.8,
        Pos::Adjective => 0.4,
        Pos::VerbGerund if before.last().is_some_and(|p| p.pos == Pos::Conjunction) => OPEN,
        Pos::VerbParticiple | Pos::VerbGerund if last.pos.is_name() => 0.05,
        Pos::VerbParticiple | Pos::VerbGerund => 0.15,
        Pos::VerbBase => OPEN,
        Pos::Determiner if verb.is_some_and(|v| is("giving", &v.word())) => TORN * 0.8,
        Pos::Determiner | Pos::Possessive | Pos::Pronoun => 0.4,
        _ => 0.0,
    }
}
