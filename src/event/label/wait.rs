//! What the end of a line waits for.
//!
//! A long sentence has to end early, and most places are wrong for it: `accused the mayor` waits for *of what*, `a decision`
//! for *to do what*, `as much` for *as what*. Grammars call what is waited for a *complement*, and say that it hangs on the
//! word, not on the sentence (Huddleston and Pullum 2002, "The Cambridge Grammar of the English Language", chapters 4, 5 and
//! 7). So it is data: `assets/words/en/complements.txt` names the words and what they wait for, and parts of speech do the rest:
//!
//! | the line ends | and goes on | torn by |
//! |---|---|---|
//! | `the swine flu` | `virus` | one compound, wholly |
//! | `hit Channel` | `Five` | half a name, wholly |
//! | `The minister opened` | `the bridge` | a verb without its object, wholly |
//! | `a bleak portrait` | `of the actor` | `of`, after all but names |
//! | `asked a judge` | `to allow it` | the frame `verb object to`, nearly |
//! | `talks` | `in Bern` | a place: hardly |
//! | `talks` | `after the vote` | a time: not at all |

use std::cell::LazyCell;

use super::after::{after_adjective, after_noun, after_verb};
use super::clause::{finite, is_nominal};
use super::frames::{Class, awaits, wants};
use super::piece::{HYPHEN, Piece, is_dash};
use super::{has_ending, is};
use crate::sentence::pos::Pos;

/// What it costs to end a line there. The whole line stands for nothing any more …
pub(super) const TORN: f32 = 1.0;
/// … it says something, and a reader asks what …
pub(super) const OPEN: f32 = 0.6;
/// … it says less than its source …
pub(super) const LESS: f32 = 0.3;
/// … it reads as if it were all.
pub(super) const HINT: f32 = 0.1;

pub(super) fn is_verb(piece: &Piece<'_>) -> bool {
    matches!(
        piece.pos,
        Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::VerbParticiple | Pos::VerbBase | Pos::VerbGerund
    )
}

/// Whether a word with a capital is plainly no name: it begins another line where no mark ends the one before.
pub(super) fn is_common(piece: &Piece<'_>) -> bool {
    let word = piece.word();
    let abstraction =
        has_ending("abstract", &word) && !is("proper", word.trim_end_matches("'s").trim_end_matches("’s"));
    matches!(piece.pos, Pos::NounPlural | Pos::Pronoun) || abstraction
}

/// Whether a noun phrase may begin so.
pub(super) fn begins_phrase(piece: &Piece<'_>) -> bool {
    is_nominal(piece.pos) || matches!(piece.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective | Pos::Pronoun)
}

/// How much the end of `line` waits for what follows it in its sentence, 0 to 1. `to` is the first piece of `source` after it.
pub(super) fn waits(source: &[Piece<'_>], to: usize, line: &[Piece<'_>]) -> f32 {
    // "was yesterday | ruled": the time is no part of what waits
    let ends_in_time = line.iter().rfind(|p| !p.core.is_empty()).is_some_and(|p| p.time && p.pos != Pos::Number);
    let timeless = |p: &&Piece<'_>| !p.core.is_empty() && !(ends_in_time && (p.time || is("timeprep", &p.word())));
    let Some(end) = line.iter().rev().find(timeless).and_then(|p| line.iter().position(|q| q.span == p.span)) else {
        return 0.0;
    };
    let (last, before) = (&line[end], &line[..end]);
    // "Bern counted 125 -- many of them new |": the aside is open
    let dashes = |part: &[Piece<'_>]| part.iter().filter(|p| is_dash(p.text)).count();
    if dashes(line) % 2 == 1 && dashes(source.get(to..).unwrap_or_default()) > 0 && !is_dash(last.text) {
        return OPEN;
    }
    // "was how unsurprising | it was"
    if last.pos == Pos::Adjective && before.last().is_some_and(|p| is("asks", &p.word())) {
        return TORN;
    }
    // "signed, beginning | on Monday"
    if last.pos == Pos::VerbGerund && before.last().is_some_and(Piece::ends_segment) {
        return OPEN;
    }
    // "invited the mayor, the poet and": the source itself is torn
    let tail = source.last().filter(|p| p.text == p.core && to < source.len() && source.len() - to <= TAIL);
    if tail.is_some_and(|p| matches!(p.pos, Pos::Conjunction | Pos::Determiner | Pos::Preposition)) {
        return OPEN;
    }
    // "is only closed | when the wind blows": the opposite of what is meant
    let limit = rest_word(source, to, line).is_some_and(|word| is("limits", &word));
    if limit && before.iter().any(|p| is("limited", &p.word())) {
        return OPEN;
    }
    // "a $ | 5 million loan"
    if !last.core.contains(char::is_alphanumeric) {
        return TORN;
    }
    if source.get(to).is_some_and(|p| p.text == HYPHEN) || line.last().is_some_and(|p| p.text == HYPHEN) {
        return TORN;
    }
    let mut rest = source.get(to..).unwrap_or_default();
    // "(March 3)" was left out, and is no part of the sentence
    // "to form | <Kalvo Timber>"
    if rest.first().is_some_and(|p| p.text.starts_with('<')) && is_verb(last) && awaits(Class::Verb, last, "object") {
        return TORN;
    }
    while rest.first().is_some_and(|p| p.text.starts_with(['(', '[', '<'])) {
        let Some(close) = rest.iter().position(|p| p.text.contains([')', ']', '>'])) else { break };
        rest = &rest[close + 1..];
    }
    // another line that ran into this one, or what a quotation is followed by
    let heads =
        |p: &Piece<'_>| p.is_capital() && is("heading", &p.word()) && !(last.is_capital() && p.pos == Pos::Number);
    let common = |p: &Piece<'_>| {
        let small = rest.get(1).is_some_and(|n| n.core.starts_with(char::is_lowercase));
        // "northern | France" is waited for, whatever it ends in
        let due = matches!(last.pos, Pos::Adjective | Pos::Preposition | Pos::Determiner | Pos::Possessive);
        p.is_capital() && !last.is_capital() && !due && small && is_common(p)
    };
    let quoted = last.text.ends_with(['”', '"']) && !rest.first().is_some_and(|p| is_nominal(p.pos));
    if rest.first().is_some_and(|p| heads(p) || common(p) || is("source", &p.word())) || quoted {
        return 0.0;
    }
    if finite(last) && is("last", &last.word()) && end + 1 < line.len() {
        return TORN;
    }
    // "The plan was, apparently, |"
    let tail = line[..=end].iter().rev().find(|p| p.pos != Pos::Adverb && !p.core.is_empty());
    if last.pos == Pos::Adverb
        && !last.time
        && tail.is_some_and(|p| finite(p) && is("aux", &p.word()) && p.ends_segment())
    {
        return TORN;
    }
    if rest_is_time(source, to, line) {
        return TORN;
    }
    // "announced a 2.5 billion": the source itself is torn
    let counted = line.iter().rev().take_while(|p| p.pos == Pos::Number && !p.time).count();
    let article = line.len().checked_sub(counted + 1).and_then(|at| line.get(at)).filter(|_| counted > 0);
    if rest.is_empty() && article.is_some_and(|p| is("indefinite", &p.word())) && counted > 1 {
        return TORN;
    }
    // "leads to the first identification …"
    if rest.is_empty() && last.text.ends_with(['…']) || rest.is_empty() && last.text.ends_with("...") {
        return OPEN;
    }
    // "for a May 3 | phone call": the time belongs to a noun that was cut
    let time = line.iter().rev().take_while(|p| p.time || p.core.is_empty()).count();
    let article = line.len().checked_sub(time + 1).map(|at| &line[at]).filter(|_| time > 0);
    if article.is_some_and(|p| is("indefinite", &p.word())) && source.get(to).is_some_and(|p| is_nominal(p.pos)) {
        return TORN;
    }
    // "straight from Sunday | lunch", "for April 15-30 | shipment"
    let led = line.len().checked_sub(time + 1).map(|at| &line[at]).filter(|_| time > 0);
    let compound = source.get(to).is_some_and(|p| matches!(p.pos, Pos::Noun | Pos::NounPlural) && !p.time);
    if led.is_some_and(|p| p.pos == Pos::Preposition)
        && compound
        && line.last().is_some_and(|p| p.time && !p.ends_segment())
        && !source.get(to + 1).is_some_and(finite)
    {
        return TORN;
    }
    // "was found four years | after the flood"
    if ends_in_time && source.get(to).is_some_and(|p| is("counted", &p.word())) {
        return OPEN;
    }
    // "a kiss-and-tell | book"
    if before.last().is_some_and(|p| p.text == HYPHEN) && rest.first().is_some_and(|p| begins_phrase(p) && !p.time) {
        return TORN;
    }
    // "Ana | "Red" Diaz"
    let mark = rest.first().is_some_and(|p| p.core.is_empty() && p.text.contains(['"', '“', '\'']))
        || rest.first().is_some_and(|p| p.text.starts_with(['"', '“']));
    let marks = line.iter().map(|p| p.text.matches('"').count()).sum::<usize>();
    let opens = rest.first().is_some_and(|p| p.text.contains('“')) || marks.is_multiple_of(2);
    let owner = last.pos == Pos::Possessive || has_ending("owner", last.text);
    if mark && opens && (owner || matches!(last.pos, Pos::Determiner | Pos::Adjective | Pos::Number)) {
        return TORN;
    }
    // "his country has made | "great strides""
    if mark && opens && is_verb(last) && !awaits(Class::Verb, last, "complete") {
        return TORN;
    }
    // "for its environmental | ..."
    let dots = |p: &Piece<'_>| p.text.ends_with(['…']) || p.text.ends_with("..");
    if last.pos == Pos::Adjective && (dots(last) || rest.first().is_some_and(dots)) {
        return TORN;
    }
    if mark && last.pos.is_name() && rest.iter().take(2).any(|p| p.pos.is_name() && p.is_capital()) {
        return TORN;
    }
    // "was arrested after Diaz, 32, | said": the clause has no verb yet
    let mut words = rest.iter().filter(|p| !p.core.is_empty());
    let verb = words.find(|p| p.pos != Pos::Number).is_some_and(finite);
    let begun = line.iter().rposition(|p| is("subordinator", &p.word()));
    if begun.is_some_and(|at| !line[at..].iter().any(finite)) && (verb || verb_past_asides(rest)) {
        return TORN;
    }
    let closed = last.ends_segment()
        || line[end..].iter().any(Piece::ends_segment)
        || to.checked_sub(1).and_then(|at| source.get(at)).is_some_and(Piece::ends_segment)
        || rest.first().is_some_and(|p| p.core.is_empty() && (p.ends_segment() || is_dash(p.text)));
    // "Ana Diaz, once hailed as a star, | was": the line has a subject and no verb
    let goes_on = rest.iter().find(|p| !p.core.is_empty()).is_some_and(finite);
    if closed && (goes_on || verb_past_asides(rest)) && described(source, line) {
        return TORN;
    }
    if clause_begun(line, rest) {
        return TORN;
    }
    if closed {
        return after_comma(rest, before, last).max(far(before, rest)).max(given(line, rest));
    }
    // what follows right away belongs to a compound, what follows past a time may still be waited for
    if let Some(next) = rest.first()
        && let Some(cost) = inside(last, next, rest)
    {
        return cost;
    }
    let mut past = 0;
    while rest
        .get(past)
        .is_some_and(|p| p.time || is("timeprep", &p.word()) && rest.get(past + 1).is_some_and(|n| n.time))
    {
        past += 1;
    }
    if past > 0 && rest.get(past - 1).is_some_and(Piece::ends_segment) {
        return after_comma(&rest[past..], before, last).max(far(before, rest));
    }
    // "had run the ferry | aground"
    let led = rest.get(past).is_some_and(|p| is("whither", &p.word()));
    if led && past == 0 && (is_nominal(last.pos) || is_verb(last)) {
        return TORN * 0.8;
    }
    // "is now [in Bern]"
    let adverb = rest.get(past).is_some_and(|p| p.pos == Pos::Adverb && !p.ends_segment());
    let Some(next) = rest.get(past + usize::from(adverb)).filter(|p| !p.core.is_empty()) else { return 0.0 };
    let following = rest.get(past + usize::from(adverb) + 1);
    // "two | more boats"
    if adverb && matches!(last.pos, Pos::Number | Pos::Determiner | Pos::Possessive) && begins_phrase(next) {
        return TORN;
    }
    let word = next.word();
    // "as much | as", "more than half | of", "from Bern | to Basel", "between Bern | and Basel"
    if let Some(cost) = pair(before, last, next, &word) {
        return cost;
    }
    // "three in London, one in Bern and one | in Basel"
    if last.pos == Pos::Number && next.pos == Pos::Preposition {
        return if before.last().is_some_and(|p| p.pos == Pos::Conjunction) { TORN } else { LESS };
    }
    let near = match last.pos {
        Pos::Particle | Pos::Adverb => {
            let verb =
                before.iter().rposition(|p| p.pos != Pos::Adverb && p.pos != Pos::Particle).map(|at| &before[at]);
            match verb {
                Some(verb) if is_verb(verb) && last.pos == Pos::Particle => {
                    if awaits(Class::Verb, verb, &last.word()) && begins_phrase(next) && past == 0 {
                        return TORN;
                    }
                    (after_verb(verb, next, following, &word) * 0.8).min(OPEN)
                }
                Some(verb) if is("last", &verb.word()) => TORN,
                Some(verb) if is_verb(verb) => after_verb(verb, next, following, &word),
                _ if is_verb(next) || matches!(next.pos, Pos::Adjective) => TORN,
                // "wiped billions off | the market"
                Some(noun) if is_nominal(noun.pos) && last.pos == Pos::Particle && begins_phrase(next) && past == 0 => {
                    TORN * 0.8
                }
                // "called for the mayor immediately | to resign"
                Some(noun) if is_nominal(noun.pos) && next.pos == Pos::To => {
                    after_noun(before, noun, next, following, &word)
                }
                _ => HINT,
            }
        }
        Pos::Adjective => after_adjective(before, last, next, &word),
        Pos::VerbParticiple | Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::VerbBase | Pos::VerbGerund => {
            after_verb(last, next, following, &word)
        }
        _ => after_noun(before, last, next, following, &word),
    };
    near.max(far(before, rest)).max(said(&line[..=end], rest))
}

/// Most words in which a source breaks off.
const TAIL: usize = 3;

/// The first word after a line that is no time.
fn rest_word<'a>(source: &[Piece<'a>], to: usize, line: &[Piece<'_>]) -> Option<std::borrow::Cow<'a, str>> {
    let rest = source.get(to..)?;
    let closed = line.last().is_some_and(Piece::ends_segment);
    rest.iter().find(|p| !p.core.is_empty() && !p.time).filter(|_| !closed).map(Piece::word)
}

/// Whether a verb of thinking or saying has its subject and not its verb: `found that the mayor, | who is 62, had left`,
/// `thought the mayor | no longer had a chance`.
fn clause_begun(line: &[Piece<'_>], rest: &[Piece<'_>]) -> bool {
    let Some(at) = line.iter().rposition(finite).filter(|&at| is("thinks", &line[at].word())) else { return false };
    let told = &line[at + 1..];
    let subject = |p: &Piece<'_>| {
        is_nominal(p.pos)
            || matches!(p.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective | Pos::Preposition | Pos::Adverb)
            || p.core.is_empty()
            || p.time
            || has_ending("owner", p.text)
    };
    let begins =
        told.iter().find(|p| !p.core.is_empty()).is_some_and(|p| begins_phrase(p) || is("complement", &p.word()));
    if !begins || !told.iter().all(subject) {
        return false;
    }
    let mut words =
        rest.iter().filter(|p| !p.core.is_empty() && !p.time && p.pos != Pos::Adverb && !is("negation", &p.word()));
    words.next().is_some_and(finite) || told.last().is_some_and(Piece::ends_segment) && verb_past_asides(rest)
}

/// Whether a clause goes on with its verb after one or more asides: `as forty candidates, | among them a singer, filed`.
fn verb_past_asides(rest: &[Piece<'_>]) -> bool {
    let Some(verb) = rest.iter().take(ASIDES).position(finite) else { return false };
    let joined = |p: &Piece<'_>| p.pos == Pos::Wh || is("clause", &p.word()) || is("relative", &p.word());
    let first = verb.checked_sub(1).is_some_and(|at| rest[at].ends_segment());
    first && !is("say", &rest[verb].word()) && !rest[..verb].iter().any(joined)
}

/// How far past an aside the verb of a clause is looked for.
const ASIDES: usize = 24;

/// Whether the only verb of a line may describe its subject: "The total, pledged in Bern".
fn described(source: &[Piece<'_>], line: &[Piece<'_>]) -> bool {
    let mut verbs = line.iter().filter(|p| finite(p));
    let (Some(verb), None) = (verbs.next(), verbs.next()) else {
        return verbs.count() == 0 && !line.iter().any(finite);
    };
    let at = source.partition_point(|p| p.span.end <= verb.span.start);
    let before = source[..at].iter().rev().find(|p| p.pos != Pos::Adverb || p.ends_segment());
    verb.pos == Pos::VerbPast && before.is_some_and(Piece::ends_segment)
}

/// What a verb or noun waits for that comes past a place or time: `gave warning at a meeting | in Bern that the bank …`.
fn said(line: &[Piece<'_>], rest: &[Piece<'_>]) -> f32 {
    let stops =
        |p: &Piece<'_>| is_verb(p) || p.ends_segment() || matches!(p.pos, Pos::Wh | Pos::Conjunction | Pos::Modal);
    let near = rest.iter().take(FAR).take_while(|p| !stops(p));
    let that = near.clone().skip(1).any(|p| is("complement", &p.word()) && p.pos != Pos::Determiner);
    let since = line.iter().rposition(finite).unwrap_or(0);
    let heads = |p: &Piece<'_>| awaits(Class::Noun, p, "that") || is("say", &p.word());
    let open = that && !line[since..].iter().any(|p| is("complement", &p.word())) && line[since..].iter().any(heads);
    if open { OPEN } else { 0.0 }
}

/// What a verb of giving waits for past a comma: `gave the mayor, | Ana Diaz, a lead`.
fn given(line: &[Piece<'_>], rest: &[Piece<'_>]) -> f32 {
    let Some(at) = line.iter().rposition(is_verb).filter(|&at| is("giving", &line[at].word())) else { return 0.0 };
    let one = line[at..].iter().filter(|p| p.pos == Pos::Determiner).count() == 1;
    let near = rest.iter().take(FAR).take_while(|p| !finite(p) && p.pos != Pos::Preposition);
    if one && near.clone().any(|p| is("indefinite", &p.word())) { OPEN } else { 0.0 }
}

/// What a verb of the line waits for that comes only after something else: `names its editor, Ana Diaz, | as head of news`.
fn far(before: &[Piece<'_>], rest: &[Piece<'_>]) -> f32 {
    let Some(at) = before.iter().rposition(is_verb) else { return 0.0 };
    let verb = &before[at];
    let of_verb = LazyCell::new(|| wants(verb));
    let near = rest.iter().take(FAR).take_while(|p| !finite(p) && p.pos != Pos::Wh);
    let waits = near.enumerate().any(|(n, p)| {
        let word = p.word();
        // "pressed the mayor in Bern | to resign"
        let deed = p.pos == Pos::To && rest.get(n + 1).is_some_and(|p| p.pos == Pos::VerbBase);
        (p.pos == Pos::Preposition && is("far", &word) || deed && is("asking", &verb.word()))
            && !before[at..].iter().any(|b| b.word() == word)
            && of_verb.contains(&(Class::Object, &*word))
    });
    if waits { OPEN } else { 0.0 }
}

/// How many words on something is still waited for.
const FAR: usize = 9;

/// Whether a time goes on after the line.
fn rest_is_time(source: &[Piece<'_>], to: usize, line: &[Piece<'_>]) -> bool {
    let last = line.last().is_some_and(|p| p.time && !p.ends_segment());
    last && source.get(to).is_some_and(|p| p.time && !p.core.is_empty() && p.pos != Pos::Preposition)
}

/// What two words next to each other cost where both are part of one phrase.
fn inside(last: &Piece<'_>, next: &Piece<'_>, rest: &[Piece<'_>]) -> Option<f32> {
    if next.core.is_empty() {
        return None;
    }
    let owner = last.text.ends_with("'s") || last.text.ends_with("’s") || last.pos == Pos::Possessive;
    if owner && next.pos != Pos::Preposition && !finite(next) {
        return Some(TORN);
    }
    let attribute = matches!(last.pos, Pos::Determiner | Pos::Number);
    if attribute && !last.time && (is_nominal(next.pos) || next.pos == Pos::Adjective || next.core == "s") {
        return Some(TORN);
    }
    if last.pos == Pos::Adjective && !next.time && (is_nominal(next.pos) || next.pos == Pos::Adjective) {
        return Some(TORN);
    }
    if last.pos == Pos::Number && !last.time && next.time {
        // "is scheduled for 6 [- 7 February]"
        return Some(OPEN);
    }
    // "a North | Varde-sized share"
    let name = is_nominal(next.pos) || next.pos == Pos::Adjective || next.core.contains('-') || next.core.len() == 1;
    if last.is_capital() && next.is_capital() && name && !last.time && !next.time {
        return Some(TORN);
    }
    let noun = |p: &Piece<'_>| is_nominal(p.pos) && !p.time;
    if noun(last) && noun(next) {
        return Some(TORN);
    }
    // "the [Tuesday meeting]"
    if next.time && noun(last) && !last.pos.is_name() && rest.get(1).is_some_and(noun) && !next.ends_segment() {
        return Some(LESS);
    }
    None
}

/// What the second half of a pair costs where the first stands in the line.
fn pair(before: &[Piece<'_>], last: &Piece<'_>, next: &Piece<'_>, word: &str) -> Option<f32> {
    let near = |list: &str| before.iter().rev().take(PAIR).any(|p| is(list, &p.word()));
    let here = last.word();
    if is("than", word) && (near("comparative") || is("comparative", &here)) {
        return Some(TORN);
    }
    if is("as", word) && (before.last().is_some_and(|p| is("as", &p.word())) || near("so") || is("so", &here)) {
        return Some(TORN);
    }
    if is("up", &here) && is("toward", word) {
        return Some(TORN);
    }
    // "had not been told | before the vote": the opposite of what is meant
    if is("turning", word) && before.iter().any(|p| is("negation", &p.word())) {
        return Some(OPEN);
    }
    // "one of the biggest efforts | in years"
    let most = before.iter().rev().take(PAIR).any(|p| is("superlative", &p.word()));
    if most && is("among", word) && is_nominal(last.pos) {
        return Some(0.4);
    }
    let conjunction = next.pos == Pos::Conjunction;
    let open = |opener: &str, closer: &str| {
        let at = before.iter().rposition(|p| is(opener, &p.word()));
        at.is_some_and(|at| !before[at..].iter().any(|p| is(closer, &p.word())))
    };
    if conjunction && (open("between", "joins") || open("both", "joins")) {
        return Some(TORN);
    }
    if open("between", "joins") {
        return Some(OPEN);
    }
    if next.pos == Pos::To && open("from", "toward") && before.iter().rev().take(PAIR).any(|p| is("from", &p.word())) {
        return Some(OPEN);
    }
    None
}

/// How many words back the first half of a pair is looked for.
const PAIR: usize = 5;

/// A line that ends at a comma: part of a list, or a verb that still waits?
fn after_comma(rest: &[Piece<'_>], before: &[Piece<'_>], last: &Piece<'_>) -> f32 {
    let attributive = before.last().is_some_and(|p| !p.ends_segment() && !p.pos.is_verb() && p.pos != Pos::Adverb);
    if finite(last) && awaits(Class::Verb, last, "object") {
        return OPEN;
    }
    let Some(first) = rest.iter().find(|p| !p.core.is_empty()) else { return 0.0 };
    // "a new range of faster, | cheaper computers"
    if last.pos == Pos::Adjective && first.pos == Pos::Adjective && attributive {
        return TORN;
    }
    // "misrule, | poverty and floods": the list goes on; "the mayor, | a friend of his": an apposition does not
    let start = is_nominal(first.pos) && !first.time || first.pos == Pos::Adjective;
    let word = first.word();
    if (!start && first.pos != Pos::Conjunction)
        || is("apposition", &word)
        || !(is_nominal(last.pos) || last.pos == Pos::Adjective)
    {
        return 0.0;
    }
    let mut joined = first.pos == Pos::Conjunction;
    for (n, piece) in rest.iter().take(LIST).enumerate() {
        if finite(piece) || piece.pos == Pos::Modal || matches!(piece.pos, Pos::Wh | Pos::Pronoun) {
            return 0.0;
        }
        if joined && n > 0 && is_nominal(piece.pos) && (piece.ends_segment() || n + 1 == rest.len().min(LIST)) {
            return OPEN;
        }
        joined |= piece.pos == Pos::Conjunction;
        if n > 0 && piece.text.ends_with(['.', ';', ':']) {
            break;
        }
    }
    if joined && first.pos != Pos::Conjunction { OPEN } else { 0.0 }
}

/// How far a list is followed.
const LIST: usize = 9;
