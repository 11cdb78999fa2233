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
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::piece::{HYPHEN, Piece, is_dash};
use super::score::{finite, is_nominal};
use super::{has_ending, is};
use crate::event::words::{lines, stem};
use crate::sentence::pos::Pos;

/// What it costs to end a line there. The whole line stands for nothing any more …
pub(super) const TORN: f32 = 1.0;
/// … it says something, and a reader asks what …
const OPEN: f32 = 0.6;
/// … it says less than its source …
const LESS: f32 = 0.3;
/// … it reads as if it were all.
const HINT: f32 = 0.1;

/// The kind of word that waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Verb,
    /// A verb whose object stands between.
    Object,
    Noun,
    Adjective,
}

/// What words wait for, by stem.
#[derive(Default)]
struct Frames {
    heads: FxHashMap<String, SmallVec<[(Class, &'static str); 6]>>,
    /// Form → stem, where the stemmer does not know.
    forms: FxHashMap<&'static str, String>,
}

static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let mut frames = Frames::default();
    for line in lines(include_str!("../../../assets/words/en/complements.txt")) {
        let Some((frame, heads)) = line.split_once(':') else { continue };
        let (class, what) = match frame.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["form", head] => {
                frames.forms.extend(heads.split_whitespace().map(|form| (form, stem(head))));
                continue;
            }
            ["verb", "object", what] => (Class::Object, *what),
            ["verb", what] => (Class::Verb, *what),
            ["noun", what] => (Class::Noun, *what),
            ["adjective", what] => (Class::Adjective, *what),
            _ => continue,
        };
        for head in heads.split_whitespace() {
            frames.heads.entry(stem(head)).or_default().push((class, what));
        }
    }
    frames
});

/// What a word waits for.
type Wants = &'static [(Class, &'static str)];

/// Looks a word up. Stemming is the dear part: look up once and ask often.
fn wants(piece: &Piece<'_>) -> Wants {
    let word = piece.word();
    let found = match FRAMES.forms.get(&*word) {
        Some(stem) => FRAMES.heads.get(stem),
        None => FRAMES.heads.get(&stem(&word)),
    };
    found.map_or(&[], |found| found.as_slice())
}

/// Whether a word waits for `what`.
fn awaits(class: Class, piece: &Piece<'_>, what: &str) -> bool {
    wants(piece).contains(&(class, what))
}

/// Whether an active verb that takes an object and `what` has `what` right after it: `recognized as the government`.
pub(super) fn lacks_object(verb: &Piece<'_>, what: &str) -> bool {
    matches!(verb.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent)
        && awaits(Class::Object, verb, what)
        && !awaits(Class::Verb, verb, what)
}

fn is_verb(piece: &Piece<'_>) -> bool {
    matches!(
        piece.pos,
        Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::VerbParticiple | Pos::VerbBase | Pos::VerbGerund
    )
}

/// Whether a word with a capital is plainly no name: it begins another line where no mark ends the one before.
pub(super) fn is_common(piece: &Piece<'_>) -> bool {
    matches!(piece.pos, Pos::NounPlural | Pos::Pronoun) || has_ending("abstract", &piece.word())
}

/// Whether a noun phrase may begin so.
fn begins_phrase(piece: &Piece<'_>) -> bool {
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
    if source.get(to).is_some_and(|p| p.text == HYPHEN) || line.last().is_some_and(|p| p.text == HYPHEN) {
        return TORN;
    }
    let mut rest = source.get(to..).unwrap_or_default();
    // "(March 3)" was left out, and is no part of the sentence
    while rest.first().is_some_and(|p| p.text.starts_with(['(', '[', '<'])) {
        let Some(close) = rest.iter().position(|p| p.text.contains([')', ']', '>'])) else { break };
        rest = &rest[close + 1..];
    }
    // another line that ran into this one, or what a quotation is followed by
    let heads =
        |p: &Piece<'_>| p.is_capital() && is("heading", &p.word()) && !(last.is_capital() && p.pos == Pos::Number);
    let common = |p: &Piece<'_>| {
        let small = rest.get(1).is_some_and(|n| n.core.starts_with(char::is_lowercase));
        p.is_capital() && !last.is_capital() && small && is_common(p)
    };
    let quoted = last.text.ends_with(['”', '"']) && !rest.first().is_some_and(|p| is_nominal(p.pos));
    if rest.first().is_some_and(|p| heads(p) || common(p) || is("source", &p.word())) || quoted {
        return 0.0;
    }
    if finite(last) && is("last", &last.word()) && end + 1 < line.len() {
        return TORN;
    }
    if rest_is_time(source, to, line) {
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
    if mark && last.pos.is_name() && rest.iter().take(2).any(|p| p.pos.is_name() && p.is_capital()) {
        return TORN;
    }
    // "was arrested after Diaz, 32, | said": the clause has no verb yet
    let mut words = rest.iter().filter(|p| !p.core.is_empty());
    let verb = words.find(|p| p.pos != Pos::Number).is_some_and(finite);
    let begun = line.iter().rposition(|p| is("subordinator", &p.word()));
    if begun.is_some_and(|at| !line[at..].iter().any(finite)) && verb {
        return TORN;
    }
    let closed = last.ends_segment()
        || line[end..].iter().any(Piece::ends_segment)
        || to.checked_sub(1).and_then(|at| source.get(at)).is_some_and(Piece::ends_segment)
        || rest.first().is_some_and(|p| p.core.is_empty() && (p.ends_segment() || is_dash(p.text)));
    if closed {
        return after_comma(rest, last).max(far(before, rest));
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
        return after_comma(&rest[past..], last).max(far(before, rest));
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
                _ => HINT,
            }
        }
        Pos::Adjective => after_adjective(before, last, next, &word),
        Pos::VerbParticiple | Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::VerbBase | Pos::VerbGerund => {
            after_verb(last, next, following, &word)
        }
        _ => after_noun(before, last, next, following, &word),
    };
    near.max(far(before, rest))
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
    if last.is_capital() && next.is_capital() && is_nominal(next.pos) && !last.time && !next.time {
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
fn after_comma(rest: &[Piece<'_>], last: &Piece<'_>) -> f32 {
    if finite(last) && awaits(Class::Verb, last, "object") {
        return OPEN;
    }
    let Some(first) = rest.iter().find(|p| !p.core.is_empty()) else { return 0.0 };
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

fn after_adjective(before: &[Piece<'_>], last: &Piece<'_>, next: &Piece<'_>, word: &str) -> f32 {
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

fn after_verb(last: &Piece<'_>, next: &Piece<'_>, following: Option<&Piece<'_>>, word: &str) -> f32 {
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
        return 0.0;
    }
    if of_verb.contains(&(Class::Verb, "object")) {
        // "the court heard | during the second day": what?
        return 0.5;
    }
    if is("free", word) { HINT } else { LESS }
}

fn after_noun(
    before: &[Piece<'_>],
    last: &Piece<'_>,
    next: &Piece<'_>,
    following: Option<&Piece<'_>>,
    word: &str,
) -> f32 {
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
    if is("condition", word) {
        return LESS;
    }
    match next.pos {
        Pos::To if wanted(Class::Noun, "to") || object("to") || deed => TORN * 0.8,
        Pos::To => LESS,
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

/// The lines of the list that are no frame.
#[cfg(test)]
pub(super) fn unread() -> Vec<&'static str> {
    let known = |frame: &str| {
        let words: Vec<&str> = frame.split_whitespace().collect();
        matches!(words.as_slice(), ["form", _] | ["verb", "object", _] | ["verb" | "noun" | "adjective", _])
    };
    let all = lines(include_str!("../../../assets/words/en/complements.txt"));
    all.filter(|line| !line.split_once(':').is_some_and(|(frame, _)| known(frame))).collect()
}
