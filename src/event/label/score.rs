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

use super::piece::Piece;
use super::{Aim, LISTS, Offer, is, wait};
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
        } else if is("subordinator", &word) && first.pos != Pos::Adverb && !main_clause_follows(line) {
            // "Whether the mayor stays": and then?
            flaws += 0.9;
        } else if finite(first) && is("last", &word) {
            // "[He] had a meeting in Bern"
            flaws += 0.8;
        } else if is("last", &word) && !is("determiner", &word) || is("opener", &word) {
            flaws += 0.4;
        } else if first.pos == Pos::VerbParticiple && first.trigger && !first.is_capital() {
            flaws += 0.8;
        } else if matches!(first.pos, Pos::VerbGerund | Pos::VerbParticiple) && !(first.is_capital() && leads(line)) {
            // "Asked if the bridge was safe", "Speaking in Bern"
            flaws += if first.is_capital() && main_clause_follows(line) { 0.1 } else { 0.7 };
        } else if !first.is_capital() && (first.pos.is_verb() && (first.trigger || finite(first))) {
            // A line that begins with its verb has lost its subject.
            flaws += 0.8;
        } else if !first.is_capital() && first.trigger {
            flaws += 0.35;
        } else if first.pos == Pos::Adverb && line.iter().filter(|p| !p.core.is_empty()).nth(1).is_some_and(finite) {
            // "Normally ends in March"
            flaws += 0.8;
        } else if first.pos == Pos::Adverb && !first.is_capital() && !first.time && next_is_bound(line) {
            // "[accused of talking] directly to the mayor left Bern"
            flaws += 0.6;
        } else if finite(first) && !first.is_capital() {
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
    flaws
}

/// What makes a line hard to read alone. Not weighed for the rank of an event, only among its lines.
pub(super) fn alone(line: &[Piece<'_>], text: &str) -> f32 {
    let mut flaws = 0.0;
    // "Ana Diaz will play the singer who died": another happening than the one that is meant
    let trigger = line.iter().position(|p| p.trigger).unwrap_or(0);
    if let Some(main) = line.iter().position(finite).filter(|&main| main < trigger)
        && line[trigger].pos.is_verb()
        && line[main..trigger].iter().any(|p| p.pos == Pos::Wh || is("subordinator", &p.word()))
    {
        flaws += 0.15;
    }
    // "The stretch where the ferry sank was left": another verb is the line's own
    if let Some(main) = line.iter().rposition(finite).filter(|&main| main > trigger && line[trigger].pos.is_verb())
        && line[..trigger].iter().any(|p| p.pos == Pos::Wh && !p.ends_segment())
        && main > trigger + 1
    {
        flaws += 0.15;
    }
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
    // "The plan failed": which?
    let bare: Vec<&Piece<'_>> = line.iter().filter(|p| !p.core.is_empty()).take(3).collect();
    if let [article, noun, verb] = bare.as_slice()
        && is("definite", &article.word())
        && matches!(noun.pos, Pos::Noun | Pos::NounPlural)
        && finite(verb)
    {
        flaws += 0.2;
    }
    // "The man was arrested": which? With the line before, 0.3
    let heads: Vec<std::borrow::Cow<'_, str>> =
        line.iter().filter(|p| !p.core.is_empty()).take(2).map(Piece::word).collect();
    if let [article, noun] = heads.as_slice()
        && is("definite", article)
        && is("someone", noun)
        && line.iter().filter(|p| !p.core.is_empty()).nth(2).is_none_or(finite)
    {
        flaws += 0.1;
    }
    flaws
}

/// What shows that a line is no sentence, wherever it stands in it.
fn broken(line: &[Piece<'_>]) -> f32 {
    let words: Vec<&Piece<'_>> = line.iter().filter(|p| !p.core.is_empty()).collect();
    let mut flaws = 0.0;
    // "whom the police have charged with murdering [was named]", "in Bern [said]": a verb that has no subject
    let headless = |pair: &[&Piece<'_>]| {
        let (before, here) = (pair[0], pair[1]);
        matches!(before.pos, Pos::VerbGerund | Pos::VerbBase) && finite(here) && !before.ends_segment() && !here.trigger
    };
    if words.windows(2).any(headless) {
        flaws += 0.6;
    }
    // "mid-June and addressed supporters": a time, and what was done besides
    let times = words.iter().take_while(|p| p.time || is("timeprep", &p.word())).count();
    if times > 0 && words.get(times).is_some_and(|p| p.pos == Pos::Conjunction) {
        flaws += 0.8;
    }
    // "village elders and farmers, the people of Bern will vote": the end of a list before the subject
    let listed =
        |p: &Piece<'_>| p.core.is_empty() || is_nominal(p.pos) || matches!(p.pos, Pos::Adjective | Pos::Conjunction);
    if let Some(comma) = line.iter().position(|p| p.text.ends_with(','))
        && line[..=comma].iter().all(listed)
        && line[..=comma].iter().any(|p| p.pos == Pos::Conjunction)
        && line.get(comma + 1).is_some_and(|p| p.pos == Pos::Determiner)
    {
        flaws += 0.6;
    }
    // "More than six months after the vote was held": and then?
    if let Some(at) = words.iter().take(LENGTH).position(|p| is("counted", &p.word()))
        && at > 0
        && words[at - 1].time
        && !words[..at].iter().any(|p| finite(p) || p.ends_segment())
        && !main_clause_follows(line)
        && words[at..].iter().any(|p| finite(p))
    {
        flaws += 0.7;
    }
    // "Bern recognized as the capital": whom?
    if words.windows(2).any(|pair| is("far", &pair[1].word()) && wait::lacks_object(pair[0], &pair[1].word())) {
        flaws += 0.5;
    }
    // "A 1968 a flu pandemic"
    if words.windows(3).any(|w| is("article", &w[0].word()) && is("article", &w[2].word())) {
        flaws += 0.6;
    }
    // "became chairman; Ana Diaz, a banker": the second half has lost its verb
    let half = line.iter().rposition(|p| p.text.ends_with(';'));
    if half.is_some_and(|at| at + 1 < line.len() && !line[at..].iter().any(finite)) {
        flaws += 0.5;
    }
    // "the end of the year were": a verb that belongs to another subject
    if disagrees(&words) {
        flaws += 0.5;
    }
    // "Ana Diaz has been charged with robbing was named": two verbs and nothing between that begins a clause
    if let Some(one) = words.iter().position(|p| finite(p))
        && is("aux", &words[one].word())
        && let Some(two) =
            words.iter().skip(one + 2).position(|p| finite(p) && is("aux", &p.word())).map(|at| at + one + 2)
        && !finite(words[two - 1])
        && !words[one + 1..two].iter().any(|p| {
            matches!(p.pos, Pos::Conjunction | Pos::Wh | Pos::Modal | Pos::Pronoun)
                || p.ends_segment()
                || p.text.contains(['"', '“', '”'])
                || is("clause", &p.word())
                || is("subordinator", &p.word())
                || is("say", &p.word())
                || is("than", &p.word())
                || is("complement", &p.word())
        })
    {
        flaws += 0.6;
    }
    let shown = words.first().is_some_and(|p| is("picture", &p.word()));
    if shown && words.get(1).is_some_and(|p| is("shows", &p.word())) {
        flaws += 0.8;
    }
    if words.len() > 2 && words[..3].iter().all(|p| is("page", &p.word())) {
        flaws += 1.0;
    }
    // a quotation of which one mark was cut
    let marks = |mark: &[char]| line.iter().map(|p| p.text.matches(mark).count()).sum::<usize>();
    if marks(&['“']) < marks(&['”']) || !marks(&['"']).is_multiple_of(2) {
        flaws += 0.25;
    }
    flaws
}

/// Whether the verb's number is not that of the subject's first noun: `The end of the day were`.
fn disagrees(words: &[&Piece<'_>]) -> bool {
    let head = words.iter().position(|p| p.pos == Pos::Preposition).filter(|&at| at > 0);
    let verb = words.iter().position(|p| finite(p));
    let (Some(of), Some(verb)) = (head, verb) else { return false };
    let subject = &words[..verb];
    let (head, word) = (words[of - 1], words[verb].word());
    let plain = of < verb
        && words[..of].iter().all(|p| matches!(p.pos, Pos::Determiner | Pos::Adjective | Pos::Noun | Pos::NounPlural))
        && !subject.iter().any(|p| p.ends_segment() || matches!(p.pos, Pos::Conjunction | Pos::Wh))
        && !is("collective", &head.word());
    plain
        && match head.pos {
            Pos::Noun => is("plural", &word),
            Pos::NounPlural => is("singular", &word),
            _ => false,
        }
}

/// Most words of a length of time at the beginning of a line: "more than six months".
const LENGTH: usize = 6;

/// How far back a denial is looked for: "nor the former mayor of [Bern has agreed]".
const DENIED: usize = 4;

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

/// Whether a line tells how things are: `Good harbors are rare`, not `The harbor is to be closed`.
pub(super) fn state(line: &[Piece<'_>]) -> bool {
    let Some(at) = line.iter().position(finite) else { return false };
    let ahead = line[at + 1..].iter().find(|p| p.pos != Pos::Adverb && !is("negation", &p.word()));
    let happens = |p: &Piece<'_>| matches!(p.pos, Pos::VerbParticiple | Pos::VerbGerund | Pos::To);
    let habit = line[at].pos != Pos::VerbPast && line.iter().any(|p| is("habit", &p.word()));
    habit || is("state", &line[at].word()) && !ahead.is_some_and(happens)
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
    // "By Ana Diaz, Courier [Security Editor Ole Berg resigned]"
    let byline = source.first().is_some_and(|p| is("byline", &p.word()))
        && source.get(1).is_some_and(|p| p.is_capital() && !p.time)
        && source.get(2).is_some_and(|p| p.is_capital() && p.text.ends_with(','));
    if byline && from == 3 {
        flaws += 0.6;
    }
    if let Some(before) = from.checked_sub(1).and_then(|at| source.get(at)) {
        let open = !before.time && !before.core.is_empty() && !before.ends_segment();
        // "whether [the mayor can stay]", "what [the mayor called an insult]"
        let word = before.word();
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
    if last.pos == Pos::Number && source.get(to).is_some_and(|p| p.pos == Pos::Number && !p.time) {
        // "reached $41.2 [million]"
        flaws += 0.9;
    }
    flaws + wait::waits(source, to, line)
}

/// Whether a preposition follows the first word.
fn next_is_bound(line: &[Piece<'_>]) -> bool {
    line.get(1).is_some_and(|p| matches!(p.pos, Pos::Preposition | Pos::To))
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
fn main_clause_follows(line: &[Piece<'_>]) -> bool {
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
