//! What may go from the middle of a line that is too long, and what it costs.
//!
//! The news of a sentence of 200 characters seldom stands in its first 90: `Two engineers from the port of Kalvo on Monday used a
//! visit to the yards of Halden to warn …`. What hangs on a word and is not waited for ([`wait`]) can go from before it, and the
//! line ends later, where nothing is torn:
//!
//! | goes | like | not where |
//! |---|---|---|
//! | phrase | `met the mayor [in Bern] to discuss …` | its head waits for it, its noun for what follows |
//! | aside | `opened, [after weeks of protest,] the bridge` | it is part of a list |
//! | time | `told the court [last week] that …` | a noun is named by it |
//! | title | `met [Health Minister] Ana Diaz` | the name has one part |
//! | verb | `Diaz [left the party and] founded …` | what stays hangs on what goes |
//!
//! This is the pruning of a sentence's branches (Knight and Marcu 2002; Filippova and Strube 2008), without a parser: a
//! phrase ends where its noun does, and what is waited for is asked of the words before it.

use std::ops::Range;

use super::frames::{Class, awaits};
use super::piece::{Piece, finish, segments};
use super::wait::{HINT, is_verb};
use super::{clause, fit, has_ending, is};
use crate::sentence::pos::Pos;

/// Something that may go.
#[derive(Clone, Debug)]
struct Spare {
    range: Range<usize>,
    /// What it costs, in the measure of [`wait`](super::wait).
    cost: f32,
    /// Whether the commas around it go too.
    commas: bool,
}

/// What costs more than this is part of what the line tells. At .4 places go without which nobody knows what is meant.
const DEAR: f32 = 0.3;

/// What everything costs that goes: a line that needs less of this wins over one that tells as much.
const GONE: f32 = 0.03;

/// What a title costs, a verb before the trigger, a phrase before another one that may belong to it.
const TITLE: f32 = 0.04;
const VERB: f32 = 0.12;
const BESIDE: f32 = 0.06;

/// What a name costs in a phrase that goes, twice that where a noun is known by it.
const NAME: f32 = 0.05;

/// Most words of an aside that goes.
const ASIDE: usize = 18;

/// Forms tried at most: each costs as much as a line.
const FORMS: usize = 3;

/// The line with less in its middle, in each form as little as makes it fit or as is worth a try; with what was paid for it.
pub(super) fn forms<'a>(line: &[Piece<'a>], source: &[Piece<'a>], most: usize) -> Vec<(f32, Vec<Piece<'a>>)> {
    let mut spares = spares(line, source);
    let width = |range: &Range<usize>| line[range.clone()].iter().map(|p| p.text.chars().count() + 1).sum::<usize>();
    spares.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.range.start.cmp(&b.range.start)));
    let excess = finish(line).chars().count().saturating_sub(most);
    let mut sets: Vec<(f32, Vec<usize>)> = Vec::new();
    let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
    for (n, one) in spares.iter().enumerate() {
        sets.push((one.cost, vec![n]));
        for (m, two) in spares.iter().enumerate().skip(n + 1) {
            if apart(&one.range, &two.range) && width(&one.range).min(width(&two.range)) < excess {
                sets.push((one.cost + two.cost, vec![n, m]));
            }
        }
    }
    // all that is cheap
    let mut all: Vec<usize> = Vec::new();
    for n in 0..spares.len() {
        let free = all.iter().all(|&m: &usize| apart(&spares[n].range, &spares[m].range));
        let saved: usize = all.iter().map(|&m| width(&spares[m].range)).sum();
        if free && saved < excess {
            all.push(n);
        }
    }
    if all.len() > 2 {
        sets.push((all.iter().map(|&n| spares[n].cost).sum(), all));
    }
    // those first that make it fit, the cheaper the better
    let fits = |set: &[usize]| set.iter().map(|&n| width(&spares[n].range)).sum::<usize>() >= excess;
    sets.sort_by(|a, b| fits(&b.1).cmp(&fits(&a.1)).then(a.0.total_cmp(&b.0)));
    sets.truncate(FORMS);
    let mut forms = Vec::with_capacity(sets.len());
    for (cost, set) in sets {
        let mut form = line.to_vec();
        let mut gone: Vec<&Spare> = set.iter().map(|&n| &spares[n]).collect();
        gone.sort_by_key(|spare| std::cmp::Reverse(spare.range.start));
        gone.into_iter().for_each(|spare| take(&mut form, spare));
        if form.len() >= 4 && clause::has_main_verb(&form) {
            forms.push((cost + GONE * set.len() as f32, form));
        }
    }
    forms
}

/// Takes one thing out; a comma after it is left to the word before, unless both go.
fn take(line: &mut Vec<Piece<'_>>, spare: &Spare) {
    let closed = line[spare.range.end - 1].ends_segment();
    if let Some(before) = spare.range.start.checked_sub(1).and_then(|at| line.get_mut(at)) {
        if spare.commas {
            before.comma = false;
            before.text = before.text.trim_end_matches(',');
        } else if closed && !before.ends_segment() {
            before.comma = true;
        }
    }
    line.drain(spare.range.clone());
}

/// All that may go.
fn spares(line: &[Piece<'_>], source: &[Piece<'_>]) -> Vec<Spare> {
    let mut found: Vec<Spare> = Vec::new();
    for at in 1..line.len() {
        found.extend(phrase(line, source, at));
    }
    found.extend(asides(line));
    found.extend(titles(line));
    found.extend(verb(line));
    found.retain(|spare| {
        spare.cost <= DEAR && !line[spare.range.clone()].iter().any(|p| p.trigger || p.timex || quotes(p))
    });
    found
}

fn quotes(piece: &Piece<'_>) -> bool {
    piece.text.contains(['"', '“', '”', '(', ')', '‘'])
}

/// Whether a word may stand inside a noun phrase.
fn inside(piece: &Piece<'_>) -> bool {
    clause::is_nominal(piece.pos)
        || matches!(piece.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective)
        || has_ending("owner", piece.text)
        || piece.text == super::piece::HYPHEN
        || piece.time && piece.pos != Pos::Preposition
        || matches!(piece.core, "$" | "€" | "£" | "¥")
}

/// Where the noun phrase ends that begins at `from`, with what `of` adds to it.
fn noun(line: &[Piece<'_>], from: usize) -> Option<usize> {
    let mut end = from;
    loop {
        let start = end;
        while let Some(piece) = line.get(end).filter(|p| inside(p)) {
            // "at the port Norvik's government": two lines that ran together
            let common = end > start && matches!(line[end - 1].pos, Pos::Noun | Pos::NounPlural);
            if common
                && line[end - 1].text.chars().all(char::is_lowercase)
                && has_ending("owner", piece.text)
                && piece.is_capital()
            {
                return None;
            }
            end += 1;
            if piece.ends_segment() {
                break;
            }
        }
        let last = end.checked_sub(1).filter(|_| end > start).map(|at| &line[at])?;
        if !(clause::is_nominal(last.pos) || last.time) || has_ending("owner", last.text) {
            return None;
        }
        match line.get(end) {
            Some(of) if is("of", &of.word()) && !last.ends_segment() => end += 1,
            _ => return Some(end),
        }
    }
}

/// A preposition and its noun, or a time, at `at`.
fn phrase(line: &[Piece<'_>], source: &[Piece<'_>], at: usize) -> Option<Spare> {
    let (lead, before) = (&line[at], &line[at - 1]);
    let word = lead.word();
    let time = lead.time && !before.time && !inside(before) && !is("timeprep", &before.word());
    let led = lead.pos == Pos::Preposition && !is("of", &word) && !is("than", &word) && !is("as", &word);
    // "originally [from Bern]", "was only [in Bern]"
    let bound = is("last", &before.word()) || led && before.pos == Pos::Adverb || before.ends_segment();
    if !(led || time) || bound {
        return None;
    }
    let end = if time {
        at + line[at..].iter().position(|p| !p.time || p.ends_segment()).map(|n| n + usize::from(line[at + n].time))?
    } else {
        noun(line, at + 1)?
    };
    let (last, next) = (line.get(end.checked_sub(1)?)?, line.get(end)?);
    // what follows a comma belongs to the line, unless it explains the noun that goes
    let begun = next.word();
    let closed = last.ends_segment();
    let cost = match next.pos {
        _ if next.core.is_empty() => return None,
        Pos::Wh | Pos::VerbGerund | Pos::VerbParticiple | Pos::Pronoun => return None,
        _ if is("relative", &begun) || is("complement", &begun) && !waits_that(line, at) => return None,
        // "from Bern, Basel and Kalvo"
        _ if closed && (is("apposition", &begun) || clause::is_start(next)) => return None,
        _ if closed => 0.0,
        Pos::Preposition if is("of", &begun) || awaits(Class::Noun, last, &begun) => return None,
        // "the murder of the mayor in 2003", "the state of the roads in Bern": told of the noun that goes
        Pos::Preposition if is("clause", &begun) => 0.0,
        Pos::Preposition if is("places", &begun) || is("timeprep", &begun) => {
            let time = line.get(end + 1).is_some_and(|p| p.time);
            let named = last.pos.is_name() && noun_is_name(&line[at + 1..end]);
            match (named, time) {
                (true, true) => 0.0,
                (true, false) if !is("places", &word) => BESIDE,
                _ => return None,
            }
        }
        Pos::Preposition if !last.pos.is_name() => return None,
        Pos::Preposition => BESIDE,
        _ if next.time && !(last.pos.is_name() && noun_is_name(&line[at + 1..end])) => return None,
        Pos::To if awaits(Class::Noun, last, "to") => return None,
        Pos::To => BESIDE,
        // "landed [in Bern] and will be in Basel": another place follows
        Pos::Conjunction if is("places", &word) => return None,
        Pos::Conjunction => match line.get(end + 1) {
            Some(verb) if clause::finite(verb) && line[..at].iter().any(clause::finite) => BESIDE,
            _ => return None,
        },
        // "the head of the bank in Bern | has": inside the subject
        _ if clause::finite(next) => {
            let told = line[..at].iter().rev().find(|p| clause::finite(p));
            // "after the court | issued the warrants": a clause
            if is("subordinator", &word) {
                return None;
            }
            // past another verb it may be a noun: "during a campaign rally"
            if told.is_some_and(|p| !is("say", &p.word())) {
                return None;
            }
            0.02
        }
        _ if is("complement", &begun) => 0.0,
        // "took in May | the city"
        _ if time && clause::is_start(next) && is_verb(before) => 0.0,
        _ => return None,
    };
    // "from Shanghai | to Rotterdam"
    if is("toward", &word) && line[..at].iter().rev().take(PAIR).any(|p| is("from", &p.word())) {
        return None;
    }
    if is("from", &word) && line[end..].iter().take(PAIR).any(|p| is("toward", &p.word())) {
        return None;
    }
    // a verb without what it wants; "was in Bern", "put in place"
    if is_verb(before) && (is("aux", &before.word()) || is("light", &before.word()) || led && !is("adjunct", &word)) {
        return None;
    }
    let waits = if time { 0.0 } else { fit::waits_at(line, at, source).max(HINT / 2.0) };
    // "a court [in Kalvo]": nothing else says which
    let named = !time && line[at + 1..end].iter().any(|p| p.pos.is_name() && !p.time);
    let common = matches!(before.pos, Pos::Noun | Pos::NounPlural);
    let subject = !line[..at].iter().any(clause::finite);
    let name = if named && common && subject {
        NAME * 2.0
    } else if named {
        NAME
    } else {
        0.0
    };
    Some(Spare { range: at..end, cost: cost + waits + name, commas: false })
}

/// Words between the halves of a pair.
const PAIR: usize = 5;

/// Whether a noun phrase is a name and nothing else: `in Bern`, not `at the harbor of Bern`.
fn noun_is_name(phrase: &[Piece<'_>]) -> bool {
    phrase.iter().all(|p| p.pos.is_name() || p.pos == Pos::Determiner || has_ending("owner", p.text))
}

/// Whether a verb or noun before `at` waits for `that`.
fn waits_that(line: &[Piece<'_>], at: usize) -> bool {
    let near = line[..at].iter().rev().take(6);
    near.take_while(|p| !p.ends_segment()).any(|p| {
        is("say", &p.word()) || p.pos.is_verb() && awaits(Class::Verb, p, "that") || awaits(Class::Noun, p, "that")
    })
}

/// What stands between two commas and explains.
fn asides(line: &[Piece<'_>]) -> Vec<Spare> {
    let mut found = Vec::new();
    let parts = segments(line);
    let comma = |at: usize| line.get(at).is_some_and(|p| p.text.ends_with(',') || p.comma);
    for (n, part) in parts.iter().enumerate().skip(1) {
        let Some(next) = parts.get(n + 1) else { break };
        let (before, inner) = (&line[part.start - 1], &line[part.clone()]);
        let (Some(first), Some(after)) = (inner.first(), line.get(next.start)) else { continue };
        if inner.len() > ASIDE || !comma(part.start - 1) || !comma(part.end - 1) || first.pos == Pos::Conjunction {
            continue;
        }
        let relative = first.pos == Pos::Wh || is("relative", &first.word());
        let told = inner.iter().any(clause::finite) && !relative;
        // "misrule, poverty, floods and war"
        let joined =
            |part: &[Piece<'_>]| part.iter().take_while(|p| !clause::finite(p)).any(|p| p.pos == Pos::Conjunction);
        let phrase = matches!(first.pos, Pos::Preposition | Pos::VerbGerund | Pos::VerbParticiple | Pos::To);
        let plain = clause::is_start(first) && clause::is_nominal(before.pos);
        let listed = plain && (joined(&line[next.clone()]) || after.pos == Pos::Conjunction || joined(inner))
            || n > 1 && phrase && joined(inner);
        if told || listed || !(relative || phrase || plain) || after.pos == Pos::Conjunction {
            continue;
        }
        let spoken = line[..part.start].iter().any(clause::finite);
        let verb = clause::verb_follows(&line[next.start..]) || after.pos == Pos::VerbParticiple && spoken;
        let bound = matches!(after.pos, Pos::Preposition | Pos::To | Pos::Particle);
        if plain && !verb && !(bound && spoken) {
            continue;
        }
        // "Diaz, the mayor, [who is ill,] resigned": the comma closes the other aside
        let commas = verb && (n == 1 || spoken) || bound && spoken;
        found.push(Spare { range: part.clone(), cost: if verb { 0.0 } else { 0.03 }, commas });
    }
    found
}

/// What somebody is before who it is: `[Health Minister] Ana Diaz`, `[the film director] Ole Berg`.
fn titles(line: &[Piece<'_>]) -> Vec<Spare> {
    let bare = |p: &Piece<'_>| p.text == p.core;
    let name = |p: &Piece<'_>| p.is_capital() && p.pos.is_name() && p.text.chars().any(char::is_lowercase);
    let mut found = Vec::new();
    for (at, piece) in line.iter().enumerate() {
        let names = line[at + 1..].iter().take(4).take_while(|p| name(p)).count();
        let whole = (2..=3).contains(&names)
            && line[at + 1..at + names].iter().all(|p| bare(p) && !has_ending("owner", p.text));
        if !is("title", &piece.word()) || !bare(piece) || !whole {
            continue;
        }
        let part = |p: &&Piece<'_>| {
            (clause::is_nominal(p.pos)
                || matches!(p.pos, Pos::Adjective | Pos::Determiner | Pos::Possessive)
                || has_ending("owner", p.text))
                && !p.ends_segment()
                && !p.time
        };
        let run = line[..at].iter().rev().take_while(part).count();
        // "WikiLeaks [founder] Ana Diaz", where the first is taken for no name
        let torn = (at - run).checked_sub(1).map(|before| &line[before]);
        if torn.is_some_and(|p| p.is_capital() && !clause::finite(p) && !p.ends_segment() && p.pos != Pos::Preposition)
        {
            continue;
        }
        found.push(Spare { range: at - run..at + 1, cost: TITLE, commas: false });
    }
    found
}

/// What the subject did besides: `Diaz [left the party and] founded another`.
fn verb(line: &[Piece<'_>]) -> Option<Spare> {
    let trigger = line.iter().position(|p| p.trigger).filter(|&at| line[at].pos == Pos::VerbPast)?;
    let and = trigger.checked_sub(1).filter(|&at| line[at].pos == Pos::Conjunction)?;
    let first = line[..and].iter().position(clause::finite).filter(|&at| at > 0)?;
    let own = |p: &Piece<'_>| p.pos == Pos::Wh || is("subordinator", &p.word()) || is("complement", &p.word());
    let told = &line[first..and];
    let hangs = line.get(trigger + 1).is_some_and(|p| p.pos == Pos::Pronoun);
    let plain = line[first].pos == Pos::VerbPast
        && !is("aux", &line[first].word())
        && !line[..first].iter().any(own)
        && !told.iter().skip(1).any(|p| own(p) || clause::finite(p) || p.pos == Pos::To)
        && !hangs;
    plain.then_some(Spare { range: first..and + 1, cost: VERB, commas: false })
}
