//! Which happening a time belongs to.
//!
//! A time stands with a noun or with a verb, and the order of words decides, first line that fits:
//!
//! | the time stands | it belongs to | |
//! |---|---|---|
//! | before a noun, or with *'s* | that noun | `Monday's [vote]`, `its June 2011 [merger] with …` |
//! | after an event noun before the verb | that noun | `the [vote] on Monday passed` |
//! | after *after, during, for …* and an event noun | that noun | `was fined for the [spill] in 2010` |
//! | anywhere else | the verb of its clause | `[met] twice in 2011` |
//! | … of which the verb says little | the event noun beside it | `held [talks] on Monday`, `the [vote] was on Monday` |

use super::clause::{self, Clause, Form};
use super::word::Word;
use super::words::is;
use crate::sentence::TokenKind;
use crate::sentence::pos::Pos;
use crate::span::Span;

/// How many prepositional phrases may stand between an event noun and its time: "the invasion of the island by its neighbor
/// in 1990" has two. With more, the time has come back to the verb.
const FARTHEST: u32 = 2;

/// What a time belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governs {
    /// Index of the word that names the happening.
    pub trigger: usize,
    /// Index of its clause.
    pub clause: usize,
    /// A noun with a time of its own inside the clause ("since its founding in 1945"), which the verb says nothing of.
    pub embedded: bool,
    /// The words that tell it, first and one past the last.
    pub stretch: (usize, usize),
}

/// What the time at words `first..=last` belongs to; `None` if the sentence holds neither verb nor event noun for it.
pub fn governs(words: &[Word], clauses: &[Clause], first: usize, last: usize) -> Option<Governs> {
    let n = clause::of(clauses, first);
    // "ahead of Christmas": the day has a name and is what happens
    let named = words.get(last).is_some_and(|w| w.capital && w.kind == TokenKind::Word && !w.is(is::NO_NAME));
    let begin = phrase_start(words, first);
    if named && anchored(words, begin, 0) {
        return Some(Governs { trigger: last, clause: n, embedded: true, stretch: (begin, last + 1) });
    }
    if entered(words, last) {
        return None;
    }
    if let Some(noun) = after(words, first, last) {
        let stretch = (phrase_start(words, noun), phrase_end(words, noun.max(last)));
        return Some(Governs { trigger: noun, clause: n, embedded: true, stretch });
    }
    let here = clauses.get(n);
    let begin = here.map_or(0, |c| c.start);
    let head = here.and_then(|c| c.head);
    if let Some(noun) = before(words, begin, first, head) {
        let stretch = (phrase_start(words, noun), last + 1);
        return Some(Governs { trigger: noun, clause: n, embedded: true, stretch });
    }
    let n = match head {
        Some(_) => n,
        None => match clause::main_after(clauses, n) {
            Some(n) => n,
            None => return verbless(words, first, last),
        },
    };
    let mut n = n;
    let mut clause = clauses.get(n)?;
    let mut head = clause.head?;
    let mut trigger = weigh(words, clause, head);
    // "On Monday the court is due to rule": what is due is what happens
    if let Some(next) = clauses.get(n + 1)
        && let Some(verb) = next.head
        && next.form == Form::Infinitive
        && next.start == trigger + 1
        && words.get(trigger).is_some_and(|w| w.is(is::PLANNING) && (trigger != head || w.pos == Pos::VerbParticiple))
    {
        (n, clause, head) = (n + 1, next, verb);
        trigger = weigh(words, clause, head);
    }
    // "overtook a rival to become the largest": the infinitive says what came of it, the verb before it what happened
    if clause.form == Form::Infinitive
        && trigger == head
        && words.get(head).is_some_and(|w| w.is(is::LIGHT))
        && let Some(before) = n.checked_sub(1).and_then(|n| clauses.get(n))
        && let Some(verb) = before.head
        && !words.get(verb).is_some_and(|w| w.is(is::PLANNING | is::SCHEDULING | is::SAYING | is::DENYING | is::LIGHT))
    {
        return Some(Governs { trigger: verb, clause: n - 1, embedded: false, stretch: stretch(words, clauses, n) });
    }
    Some(Governs { trigger, clause: n, embedded: false, stretch: stretch(words, clauses, n) })
}

/// The verb of clause `n`, or the noun that says more.
pub fn of_clause(words: &[Word], clauses: &[Clause], n: usize) -> Option<Governs> {
    let clause = clauses.get(n)?;
    let trigger = weigh(words, clause, clause.head?);
    Some(Governs { trigger, clause: n, embedded: false, stretch: stretch(words, clauses, n) })
}

/// Whether the time only says for what somebody enters: "five 2024 Republican hopefuls".
fn entered(words: &[Word], last: usize) -> bool {
    let phrase = words.get(last + 1..).unwrap_or_default().iter();
    let head =
        phrase.take_while(|w| (w.pos.is_noun() || w.pos.is_name() || w.pos == Pos::Adjective) && !w.timed).last();
    words.get(last).is_some_and(|w| w.kind == TokenKind::Number) && head.is_some_and(|w| w.is(is::ENTERED))
}

/// The noun that the time stands before: "Monday's vote", "its June 2011 merger".
fn after(words: &[Word], first: usize, last: usize) -> Option<usize> {
    let mut at = last + 1;
    let touches = words.get(last).zip(words.get(at)).is_some_and(|(a, b)| a.span.end == b.span.start);
    let possessive = touches && words.get(at).is_some_and(|w| w.kind == TokenKind::Word || w.mark == b'\'');
    if possessive {
        at += 1;
    }
    let inside = first.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| {
        matches!(w.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective) && !w.timed
            || w.mark == b'\'' && glued(words, first - 1)
    });
    let determined = words.get(first).is_some_and(|w| w.pos == Pos::Determiner);
    if !possessive && !inside && !determined {
        return None;
    }
    let mut noun = None;
    while let Some(word) = words.get(at) {
        let goes_on = word.pos.is_noun()
            || word.pos.is_name()
            || word.pos == Pos::Adjective
            || word.mark == b'-'
            || noun.is_none()
                && (matches!(word.pos, Pos::VerbGerund | Pos::VerbParticiple | Pos::Number) || word.mark == b'"');
        if !goes_on || word.timed {
            break;
        }
        if word.pos.is_noun() || word.pos.is_name() || word.is_event() {
            noun = Some(at);
        }
        at += 1;
    }
    noun.filter(|&noun| possessive || inside || words.get(noun).is_some_and(Word::is_event))
}

/// Whether the mark at `at` touches the word before it, as the apostrophe of a plural possessor does.
fn glued(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| words.get(i));
    matches!((before, words.get(at)), (Some(a), Some(b)) if a.span.end == b.span.start && a.mark == 0)
}

/// The event noun that the time stands after: "the vote on Monday passed", "fined for the spill in 2010".
fn before(words: &[Word], begin: usize, first: usize, head: Option<usize>) -> Option<usize> {
    let mut at = first;
    while at > begin && words.get(at - 1).is_some_and(|w| w.pos == Pos::Preposition && w.is(is::TEMPORAL)) {
        at -= 1;
    }
    let verb_first = head.is_some_and(|h| h < first);
    let stop = if verb_first { head.map_or(begin, |h| h + 1) } else { begin };
    // "was behind two killings": a verb that says nothing lets any event noun have the time
    let empty = head.and_then(|h| words.get(h)).is_some_and(|w| w.is(is::AUXILIARY));
    let mut kept = None;
    if verb_first
        && at < first
        && words.get(at - 1).is_some_and(|w| (w.pos.is_noun() || w.pos.is_name()) && !w.timed)
        && anchored(words, phrase_start(words, at - 1), stop)
    {
        return Some(at - 1);
    }
    let mut prepositions = 0;
    while at > stop && prepositions <= FARTHEST {
        let word = words.get(at - 1)?;
        prepositions += u32::from(word.pos == Pos::Preposition);
        let part = word.is_nominal()
            || matches!(word.pos, Pos::Preposition | Pos::To)
            || word.mark == b'"'
            // "a Dutch-built tanker"
            || at >= 2 && words.get(at - 2).is_some_and(|w| w.mark == b'-' && w.span.end == word.span.start)
            || word.pos == Pos::Conjunction;
        // "sentenced for shooting a guard in 2003"
        if verb_first
            && word.pos == Pos::VerbGerund
            && at >= 2
            && words.get(at - 2).is_some_and(|w| w.is(is::GOVERNING))
        {
            return Some(at - 1);
        }
        if !part || word.timed {
            break;
        }
        if word.is(is::ATTRIBUTING) {
            return kept;
        }
        if word.is_event() && words.get(at).is_none_or(|next| !(next.pos.is_noun() || next.mark == b'-')) {
            let start = phrase_start(words, at - 1);
            let lead = start.checked_sub(1).filter(|&i| i >= stop).and_then(|i| words.get(i));
            match lead {
                Some(w) if verb_first && (w.is(is::GOVERNING | is::COMPARING) || answers(words, start)) => {
                    return Some(at - 1);
                }
                Some(w) if verb_first && w.pos == Pos::Preposition && (empty || owned(words, start, at - 1)) => {
                    return Some(at - 1);
                }
                // "the signing of the pact on Monday": the noun that holds the other
                Some(w) if w.pos == Pos::Preposition => kept = if verb_first { kept } else { Some(at - 1) },
                _ if verb_first => return None,
                _ => return Some(at - 1),
            }
            at = start.max(stop);
            continue;
        }
        at -= 1;
    }
    kept
}

/// Whether "ahead of" or the like stands before the phrase that begins at `start`.
fn anchored(words: &[Word], start: usize, stop: usize) -> bool {
    let back = |n: usize| start.checked_sub(n).filter(|&i| i >= stop).and_then(|i| words.get(i));
    let anchor = |w: Option<&Word>| w.is_some_and(|w| w.is(is::ANCHORING));
    anchor(back(1)) || back(1).is_some_and(|w| w.pos == Pos::Preposition) && anchor(back(2))
}

/// Whether a preposition of several words stands before the phrase that begins at `start`: "in response to", "in honor of",
/// "under cover of". What follows it is no part of what the verb tells.
fn answers(words: &[Word], start: usize) -> bool {
    let back = |n: usize| start.checked_sub(n).and_then(|i| words.get(i)).map(|w| w.pos);
    matches!((back(3), back(2), back(1)), (Some(Pos::Preposition), Some(Pos::Noun), Some(Pos::Preposition | Pos::To)))
}

/// Whether the phrase of a noun that begins at `start` has an owner: "his arrest", "Norway's arrest".
fn owned(words: &[Word], start: usize, noun: usize) -> bool {
    let phrase = words.get(start..noun).unwrap_or_default();
    phrase.iter().any(|w| w.pos == Pos::Possessive) || (start..noun).any(|i| words[i].mark == b'\'' && glued(words, i))
}

/// A stretch without any verb, such as a caption or a headline: the nearest event noun, else the nearest noun.
fn verbless(words: &[Word], first: usize, last: usize) -> Option<Governs> {
    let near = |i: &usize| if *i < first { first - i } else { 2 * (i - last) };
    let events = (0..words.len()).filter(|&i| words.get(i).is_some_and(|w| w.is_event() && !w.timed)).min_by_key(near);
    let nouns =
        || (0..words.len()).filter(|&i| words.get(i).is_some_and(|w| w.pos.is_noun() && !w.timed)).min_by_key(near);
    let trigger = events.or_else(nouns)?;
    Some(Governs { trigger, clause: 0, embedded: false, stretch: (0, words.len()) })
}

/// The verb at `head`, unless it says little and an event noun stands beside it.
fn weigh(words: &[Word], clause: &Clause, head: usize) -> usize {
    let Some(verb) = words.get(head) else { return head };
    if !verb.is(is::LIGHT | is::AUXILIARY | is::SCHEDULING) {
        return head;
    }
    let event = |i: usize| {
        words.get(i).is_some_and(|w| w.is_event() && !w.timed)
            && !words.get(i + 1).is_some_and(|w| w.pos.is_noun() || w.pos == Pos::Possessive)
    };
    // the object: nothing but its own phrase between
    let mut object = None;
    for i in head + 1..clause.end {
        let Some(word) = words.get(i) else { break };
        if event(i) {
            object = Some(i);
            break;
        }
        // "in-person talks"
        let compound = words.get(i + 1).is_some_and(|w| w.mark == b'-' && w.span.start == word.span.end);
        if !(word.is_nominal()
            || compound
            || matches!(word.pos, Pos::Adverb | Pos::VerbParticiple | Pos::VerbGerund | Pos::Particle)
            || word.mark == b'"')
        {
            break;
        }
    }
    let subject = || (clause.start..clause.group).rev().find(|&i| event(i));
    // "the merger that took place", "remarks made last week": the noun before the clause
    let antecedent = || {
        let last = clause.start.checked_sub(1).filter(|_| clause.relative)?;
        let last = if words.get(last).is_some_and(|w| w.mark == b',') { last.checked_sub(1)? } else { last };
        (phrase_start(words, last)..=last).rev().find(|&i| event(i))
    };
    // "was ill", "are higher": what is said of the subject
    let predicate = || {
        // "were damaged south of Crete"
        let where_to = |i: usize| words.get(i).is_some_and(|w| w.is(is::DIRECTION));
        let said = |w: &Word| !w.timed && (w.pos == Pos::Adjective || w.pos.is_noun());
        let last = (head + 1..clause.end)
            .take_while(|&i| words.get(i).is_some_and(|w| w.is_nominal() || w.pos == Pos::Adverb))
            .filter(|&i| words.get(i).is_some_and(said) && !where_to(i))
            .last();
        last.filter(|_| verb.is(is::AUXILIARY))
    };
    object.or_else(subject).or_else(antecedent).or_else(predicate).unwrap_or(head)
}

/// Where the noun phrase around `noun` begins.
pub fn phrase_start(words: &[Word], noun: usize) -> usize {
    let mut at = noun;
    while let Some(word) = at.checked_sub(1).and_then(|i| words.get(i)) {
        let possessor = word.mark == b'\'' && glued(words, at - 1);
        if !(word.is_nominal()
            || possessor
            || word.timed
            || matches!(word.pos, Pos::VerbParticiple)
                && words.get(at).is_some_and(|w| w.pos.is_noun())
                && word.pos != Pos::To)
        {
            break;
        }
        at -= 1;
        if word.pos == Pos::Determiner {
            break;
        }
    }
    at
}

/// Where the phrase that begins before `from` ends: before the next verb, comma or conjunction.
fn phrase_end(words: &[Word], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(word) = words.get(at) {
        let joins = word.pos == Pos::Conjunction
            && words.get(at - 1).is_some_and(|w| w.pos.is_name())
            && words.get(at + 1).is_some_and(|w| w.pos.is_name());
        if !(word.is_nominal() || joins || word.pos == Pos::Preposition && !word.is(is::SUBORDINATE) || word.timed) {
            break;
        }
        at += 1;
    }
    while at > from + 1 && words.get(at - 1).is_some_and(|w| w.pos == Pos::Preposition) {
        at -= 1;
    }
    at
}

/// The words of clause `n`, its subject and infinitives with it, opening and closing marks without.
fn stretch(words: &[Word], clauses: &[Clause], n: usize) -> (usize, usize) {
    let Some(clause) = clauses.get(n) else { return (0, 0) };
    let (mut start, mut end) = (clause.start, clause.end);
    let mut back = n;
    // an infinitive is told with the verb it hangs on: "plans to visit"
    while let Some(c) = clauses.get(back)
        && c.form == Form::Infinitive
        && back > 0
    {
        back -= 1;
        start = clauses.get(back).map_or(start, |c| c.start);
    }
    let mut next = n + 1;
    // … and so is a gerund right after its verb: "has begun interviewing"
    let gerund = |c: &Clause, next: usize| {
        c.form == Form::Participle
            && c.start == c.group
            && clauses.get(next - 1).and_then(|b| b.head).is_some_and(|head| head + 1 == c.start)
    };
    while let Some(c) = clauses.get(next)
        && (c.form == Form::Infinitive || gerund(c, next))
        && !(c.start..c.end).any(|i| words.get(i).is_some_and(|w| w.timex.is_some()))
    {
        end = c.end;
        next += 1;
    }
    let opens = |i: usize| {
        words.get(i).is_some_and(|w| {
            w.mark != 0 && !matches!(w.mark, b'"' | b'$' | b'(')
                || w.pos == Pos::Conjunction
                || w.is(is::SUBORDINATE) && i < clause.group
        })
    };
    while start < end && opens(start) {
        start += 1;
    }
    let closes = |i: usize| {
        words
            .get(i)
            .is_some_and(|w| matches!(w.mark, b',' | b';' | b':' | b'.' | b'_' | b'(') || w.pos == Pos::Conjunction)
    };
    while end > start && closes(end - 1) {
        end -= 1;
    }
    // a relative or participle is told with the noun it explains: "a goal set in 2011"
    if clause.relative && start >= clause.group {
        let mut noun = clause.start;
        while noun > 0 && words.get(noun - 1).is_some_and(|w| w.mark == b',') {
            noun -= 1;
        }
        if noun > 0 {
            start = phrase_start(words, noun - 1).min(start);
        }
    }
    (start, end)
}

/// The span of a stretch of words.
pub fn span(words: &[Word], stretch: (usize, usize)) -> Option<Span> {
    let first = words.get(stretch.0)?;
    let last = words.get(stretch.1.checked_sub(1)?)?;
    (first.span.start < last.span.end).then(|| first.span.hull(last.span))
}
