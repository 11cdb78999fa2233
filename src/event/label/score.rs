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
//! | no beginning | `signing the accord`, `Whether the mayor stays` |
//! | another beginning | `[neither Bern nor] Basel agreed`, `[more than] 60 people came` |
//! | no sentence | `The end of the year were …`: the verb is another's |
//! | torn | an opening quotation mark without the closing one |
//! | waiting | `The minister opened`: `wait` |

use super::broken::{balanced, broken, glued};
use super::clause::{accuses, finite, has_main_verb, is_nominal, is_start, leads, main_clause_follows};
use super::frames::{Class, awaits};
use super::piece::{Piece, segments};
use super::{Aim, LISTS, Offer, is, wait};
use crate::sentence::pos::Pos;

/// Shorter lines seldom say who did what.
const SHORTEST: usize = 16;

/// What a line loses that is a noun and tells of it no more than that it was: "a strike on a tanker".
const NOUN: f32 = 0.3;

/// What a line loses that has lost its subject. At .8 it wins over a whole one of somebody without a name ("The woman entered").
const HEADLESS: f32 = 1.3;

/// What a line loses that begins with somebody's words: an opinion, and whose? One that many sources repeat may still be the news.
const QUOTED: f32 = 0.3;

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
            false if aim == Aim::Noun => NOUN,
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
        // "That's the view", "We've put an end to it"
        let short = word.split(['\'', '’']).next().filter(|bare| bare.len() < word.len()).unwrap_or_default();
        if is("contracted", short) {
            flaws += 0.8;
        } else if first.text.starts_with(['"', '“']) {
            // what somebody said, and not who
            flaws += QUOTED;
        } else if is("attribution", &word) {
            flaws += 0.8;
        } else if is("pronoun", &word) {
            flaws += if first.known { 0.2 } else { 0.8 };
        } else if is("subordinator", &word) && first.pos != Pos::Adverb && !main_clause_follows(line) {
            // "Whether the mayor stays": and then?
            flaws += 0.9;
        } else if finite(first) && is("last", &word) {
            // "[He] had a meeting in Bern"
            flaws += 0.8;
        } else if first.pos == Pos::Adverb && line.iter().filter(|p| !p.core.is_empty()).nth(1).is_some_and(finite) {
            // "Normally ends in March"
            flaws += 0.8;
        } else if is("last", &word) && !is("determiner", &word) || is("opener", &word) || is("habit", &word) {
            flaws += 0.4;
        } else if first.pos == Pos::VerbParticiple && first.trigger && !first.is_capital() {
            flaws += HEADLESS;
        } else if matches!(first.pos, Pos::VerbGerund | Pos::VerbParticiple) && !(first.is_capital() && leads(line)) {
            // "Asked if the bridge was safe", "Speaking in Bern"
            flaws += if first.is_capital() && main_clause_follows(line) { 0.1 } else { 0.7 };
        } else if !first.is_capital() && (first.pos.is_verb() && (first.trigger || finite(first))) {
            // A line that begins with its verb has lost its subject.
            flaws += HEADLESS;
        } else if !first.is_capital() && first.trigger {
            flaws += 0.35;
        } else if first.pos == Pos::Adverb && !first.is_capital() && !first.time && next_is_bound(line) {
            // "[accused of talking] directly to the mayor left Bern"
            flaws += 0.6;
        } else if finite(first) && (!first.is_capital() || is("asked", &word)) {
            flaws += 0.8;
        }
        // "reporters the man had arrived": who was told, and what
        let run = line
            .iter()
            .enumerate()
            .take_while(|(at, p)| {
                let part = is_nominal(p.pos) || p.pos == Pos::Adjective || *at == 0 && p.pos == Pos::Determiner;
                (part || *at > 0 && p.is_capital()) && !p.time && !p.ends_segment() && !p.core.is_empty()
            })
            .count();
        let heard = run > 0 && (is_nominal(line[run - 1].pos) || line[run - 1].is_capital());
        if heard && line.get(run).is_some_and(|p| is("article", &p.word())) {
            flaws += 0.7;
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
    flaws += broken(line);
    flaws += if reduced(line) { 0.5 } else { 0.0 };
    // "announced that his wife": the clause has lost its verb
    let opens = |p: &Piece<'_>| is("complement", &p.word()) && matches!(p.pos, Pos::Preposition | Pos::Wh);
    if let Some(that) = line.iter().skip(1).position(opens)
        && (!line.iter().skip(that + 2).any(finite)
            || line[that + 1].pos == Pos::Preposition && !has_main_verb(&line[that + 2..]))
    {
        flaws += 0.6;
    }
    if LISTS.get("garbled").is_some_and(|marks| marks.iter().any(|mark| text.contains(mark))) {
        flaws += 0.4;
    }
    if !balanced(text) {
        flaws += 0.6;
    }
    if line.iter().filter(|p| is("say", &p.word()) && !p.trigger).count() > 0 {
        flaws += 0.15;
    }
    // "A ferry sank, officials said, the second this year"
    let parts = segments(line);
    let attributed = |n: &usize| {
        let part = &line[parts[*n].clone()];
        part.iter().any(|p| finite(p) && is("say", &p.word())) && part.iter().filter(|p| finite(p)).count() == 1
    };
    if parts.len() > 2 && (1..parts.len() - 1).any(|n| attributed(&n)) && line[..parts[0].end].iter().any(finite) {
        flaws += 0.3;
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

/// Whether a line tells how things are: `Good harbors are rare`, not `The harbor is to be closed`.
pub(super) fn state(line: &[Piece<'_>]) -> bool {
    let Some(at) = line.iter().position(finite) else { return false };
    let ahead = line[at + 1..].iter().find(|p| p.pos != Pos::Adverb && !is("negation", &p.word()));
    let happens = |p: &Piece<'_>| matches!(p.pos, Pos::VerbParticiple | Pos::VerbGerund | Pos::To);
    let habit = line[at].pos != Pos::VerbPast && line.iter().any(|p| is("habit", &p.word()));
    // "Floods may follow", "Countries should be ready"
    let guess = is("guess", &line[at].word());
    // "Diaz was the favorite", not "was elected" nor "was in Bern"
    let was = is("was", &line[at].word())
        && ahead.is_some_and(|p| matches!(p.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective));
    let was = was && !ahead.is_some_and(|p| is("became", &p.word()));
    habit || guess || was || is("state", &line[at].word()) && !ahead.is_some_and(happens)
}

/// How far back a denial is looked for: "nor the former mayor of [Bern has agreed]".
const DENIED: usize = 4;

/// What a line loses for standing in the middle of a phrase: what comes right before or after it in the source belongs to it.
/// The noun of a relative clause may stand anywhere.
pub(super) fn torn(source: &[Piece<'_>], line: &[Piece<'_>], aim: Aim) -> f32 {
    let (Some(first), Some(last)) =
        (line.iter().find(|p| !p.core.is_empty()), line.iter().rfind(|p| !p.core.is_empty()))
    else {
        return 0.0;
    };
    let mut flaws = 0.0;
    let from = source.partition_point(|p| p.span.end <= first.span.start);
    // "By Ana Diaz, Courier [Security Editor Ole Berg resigned]"
    let byline = source.first().is_some_and(|p| is("byline", &p.word()))
        && source.get(1).is_some_and(|p| p.is_capital() && !p.time)
        && source.get(2).is_some_and(|p| p.is_capital() && p.text.ends_with(','));
    if byline && from == 3 && aim != Aim::Relative {
        flaws += 0.6;
    }
    if let Some(before) = from.checked_sub(1).and_then(|at| source.get(at)).filter(|_| aim != Aim::Relative) {
        // "the "lost" [interview was shown]", "the ' New Day ' [saga ended]"
        let quote = before.core.is_empty() && before.text.ends_with(['"', '\'', '”', '’']);
        if quote && !before.ends_segment() && matches!(first.pos, Pos::Noun | Pos::NounPlural) && from > 2 {
            flaws += 0.6;
        }
        // "Ana Diaz, [Ole Berg and Ida Holm spoke]": the end of a list
        let subject = line.iter().take_while(|p| !finite(p));
        let rest = |p: &&Piece<'_>| is_nominal(p.pos) || p.pos == Pos::Conjunction;
        let listed = before.text.ends_with(',') && before.pos.is_name() && first.pos.is_name();
        if listed && subject.clone().all(|p| rest(&p)) && subject.clone().any(|p| p.pos == Pos::Conjunction) {
            flaws += 0.5;
        }
        // "Diaz, the mayor [shot in Bern]" with a comma before it is no sentence
        let explains = before.ends_segment() && before.pos.is_name() && matches!(first.pos, Pos::Determiner);
        flaws += if explains && reduced(line) { 0.6 } else { 0.0 };
        let open = !before.time && !before.core.is_empty() && !before.ends_segment();
        // "whether [the mayor can stay]", "what [the mayor called an insult]"
        let word = before.word();
        // "a woman [he met in Bern]"; but "told the court [he was ill]"
        let pronoun = first.stands.is_some_and(|name| name == first.core && first.full.is_none());
        if open && pronoun && matches!(before.pos, Pos::Noun | Pos::NounPlural) {
            let near = source.get(from.saturating_sub(DENIED)..from).unwrap_or_default();
            // "told police [he had shot her by mistake]" is not that he had
            let teller = near.iter().rev().find(|p| is("say", &p.word()));
            flaws += match teller {
                Some(told) if is("hearer", &told.word()) => 0.4,
                Some(_) => 0.0,
                None => 0.8,
            };
        }
        if open && has_main_verb(line) && is_start(first) {
            let near = source.get(from.saturating_sub(DENIED)..from).unwrap_or_default();
            let near = near.iter().rev().take_while(|p| !p.ends_segment() && !finite(p));
            if near.into_iter().any(|p| is("denied", &p.word())) {
                // "neither Bern nor [Basel has agreed]" is turned into its opposite
                flaws += 1.2;
            } else if is("complement", &word)
                && from.checked_sub(2).and_then(|at| source.get(at)).is_some_and(|p| is("unreal", &p.word()))
            {
                flaws += 0.6;
            } else if is("alleged", &word) || is("say", &word) && accuses(line) {
                // "Diaz claims [the mayor won]", "Diaz says [the mayor lied]"
                flaws += 0.5;
            } else if before.pos == Pos::Preposition
                && from.checked_sub(2).and_then(|at| source.get(at)).is_some_and(|p| awaits(Class::Verb, p, &word))
            {
                // "appear before [the court of Bern rules]"
                flaws += 0.6;
            } else if is("as", &word) && role(line) {
                flaws += 0.6;
            } else if is("condition", &word) || before.pos == Pos::Wh && !is("clause", &word) {
                flaws += 0.8;
            } else if is("relative", &word) && before.pos == Pos::Wh {
                flaws += 0.6;
            }
        }
        // "one of [the largest ships …]", "ships held [up by …]"
        if open && is("inside", &before.word()) && has_main_verb(line) && is_start(first) {
            // "one of [the largest ships ran aground]" says something else than its source
            flaws += 0.9;
        } else if open && before.pos.is_name() && first.pos.is_name() && before.is_capital() && first.is_capital() {
            // half a name; but "President [Ana Diaz]", "BERN [Ana Diaz]"
            let led = is("title", &word) || !before.core.contains(char::is_lowercase);
            flaws += if led { 0.0 } else { 0.6 };
        } else if open && before.pos == Pos::Number && is_nominal(first.pos)
            || first.pos == Pos::Number && is("counting", &word) && open
        {
            // "5 million [people voted]", "more than [60 doctors came]"
            flaws += 0.7;
        } else if open && (is("complemented", &before.word()) || matches!(before.pos, Pos::Determiner | Pos::Adjective))
        {
            flaws += 0.35;
        } else if open && first.pos == Pos::Particle {
            // "ships held [up by the tug passed]"
            flaws += 0.9;
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
    if last.pos == Pos::Number && source.get(to).is_some_and(|p| p.pos == Pos::Number && !p.time) {
        // "reached $41.2 [million]"
        flaws += 0.9;
    }
    flaws + wait::waits(source, to, line)
}

/// Whether the only verb of a line is one that wants an object and has none: `The mayor shot in Bern`, of whom it says which.
fn reduced(line: &[Piece<'_>]) -> bool {
    let mut verbs = line.iter().enumerate().filter(|(_, p)| finite(p));
    let (Some((at, verb)), None) = (verbs.next(), verbs.next()) else { return false };
    let next = line[at + 1..].iter().find(|p| !p.core.is_empty());
    verb.pos == Pos::VerbPast
        && awaits(Class::Verb, verb, "object")
        && !verb.ends_segment()
        && next.is_none_or(|p| p.pos == Pos::Preposition && !is("of", &p.word()))
}

/// Whether a line begins with what somebody is: "resigned as [head of the bank has caused]". With an article, "as" begins a clause.
fn role(line: &[Piece<'_>]) -> bool {
    let subject = line.iter().take_while(|p| !finite(p) && p.pos != Pos::Preposition);
    let mut words = subject.filter(|p| !p.core.is_empty());
    words.clone().last().is_some_and(|head| !head.is_capital() && head.pos != Pos::NounPlural && !head.pos.is_verb())
        && !words.any(|p| matches!(p.pos, Pos::Determiner | Pos::Possessive | Pos::Number) || p.text.ends_with("'s"))
}

/// Whether a preposition follows the first word.
fn next_is_bound(line: &[Piece<'_>]) -> bool {
    line.get(1).is_some_and(|p| matches!(p.pos, Pos::Preposition | Pos::To))
}
