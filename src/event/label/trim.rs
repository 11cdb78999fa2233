//! What a label leaves out.
//!
//! Each pass takes away one thing that news sentences carry besides who did what (the table in `label`). A pass never takes
//! the trigger, and leaves the line alone where it is not sure that the rest reads on.

use super::fit::waits_at;
use super::piece::{Piece, is_dash, segments};
use super::{COMFORTABLE, clause, is, wait};
use crate::sentence::pos::Pos;

/// Most words of a place before the agency: "New York City (Wire)".
const PLACE_WORDS: usize = 4;

/// `Port Varde (Wire) A ferry sank`, `Port Varde (Wire)A ferry sank`: where it was written, and by whom.
fn drop_wire(line: &mut Vec<Piece<'_>>) {
    let Some(open) = line.iter().take(PLACE_WORDS + 1).position(|p| p.text.starts_with('(')) else { return };
    let Some(close) = line.iter().take(open + 4).position(|p| p.text.contains(')')).filter(|&at| at >= open) else {
        return;
    };
    if open == 0 || !line[..=close].iter().all(|p| p.is_capital() && !p.trigger) {
        return;
    }
    let Some((_, rest)) = line[close].text.split_once(')') else { return };
    let begins = if rest.is_empty() { line.get(close + 1).map_or("", |p| p.text) } else { rest };
    if begins.starts_with(char::is_uppercase) {
        let glued = (!rest.is_empty()).then(|| line[close].part(line[close].text.len() - rest.len()));
        line.splice(..=close, glued);
    }
}

pub(super) fn drop_brackets(line: &mut Vec<Piece<'_>>) {
    drop_wire(line);
    let mut depth = 0usize;
    line.retain(|piece| {
        let (open, close) = (piece.text.matches(['(', '[']).count(), piece.text.matches([')', ']']).count());
        let inside = depth > 0 || open > 0 && piece.text.starts_with(['(', '[']);
        depth = (depth + open).saturating_sub(close);
        !inside
    });
}

/// Leaves the one of several lines that ran together which has the trigger: `Rivers rise The mayor said` is a heading and
/// a sentence, `* Rivers rise * Mayor speaks` are two points of a list, `BERN (Agency) -` ends what stands above a report.
pub(super) fn drop_heading(line: &mut Vec<Piece<'_>>) {
    let Some(trigger) = line.iter().position(|p| p.trigger).or_else(|| (!line.is_empty()).then_some(0)) else { return };
    let star = |p: &Piece<'_>| p.core.is_empty() && p.text.contains(['*', '•', '|']);
    let begins = |at: usize| {
        let (Some(before), Some(here)) = (line.get(at - 1), line.get(at)) else { return false };
        if star(here) || star(before) || is_dash(here.text) && before.text.ends_with(')') {
            return true;
        }
        // "Blasts heard By Ana Diaz"
        let signed = is("agent", &here.word()) && line[at + 1..].iter().take(2).filter(|p| p.is_capital()).count() == 2;
        if signed && here.is_capital() && here.text == here.core && at >= 3 && !before.is_capital() {
            return true;
        }
        let small = line.get(at + 1).is_some_and(|p| p.core.chars().next().is_some_and(char::is_lowercase));
        let joined = before.ends_segment() || before.text.ends_with(['.', '“', '"', '‘', '\'', '(', '?', '!', ']']);
        // a small word with a capital, nothing before it that asks for one
        // but "Channel Five" is a name
        let counts = line.get(at + 1).is_some_and(|p| p.pos == Pos::NounPlural);
        let named = before.is_capital() && here.pos == Pos::Number && !counts;
        here.is_capital() && small && !joined && !named && !here.core.is_empty() && is("heading", &here.word())
    };
    let cuts: Vec<usize> = (1..line.len()).filter(|&at| begins(at)).collect();
    let from = cuts.iter().copied().filter(|&cut| cut <= trigger).max().unwrap_or(0);
    let to = cuts.iter().copied().find(|&cut| cut > trigger).unwrap_or(line.len());
    if to - from >= 3 {
        line.truncate(to);
        // what leads into the dash is the dateline of the report below
        if cuts.contains(&to) && line.last().is_some_and(|p| p.text.ends_with(')')) {
            let place = |p: &Piece<'_>| {
                p.time || p.text.ends_with(')') || p.text.starts_with('(') || !p.text.contains(char::is_lowercase)
            };
            while line.len() > from + 3 && line.last().is_some_and(|p| place(p) && !p.trigger) {
                line.pop();
            }
        }
        line.drain(..from);
    }
    while line.first().is_some_and(|p| p.core.is_empty() && (star(p) || is_dash(p.text))) {
        line.remove(0);
    }
    while line.last().is_some_and(star) {
        line.pop();
    }
}

/// Drops a title that ran into its sentence where only a word's capital shows it: `Children found alive Rescuers have pulled …`.
/// A word that the same article writes small is no name.
pub(super) fn drop_title(line: &mut Vec<Piece<'_>>, text: &str) {
    let trigger = line.iter().position(|p| p.trigger).unwrap_or(line.len());
    let letters = |p: &Piece<'_>| p.core.len() > 2 && p.core.chars().all(char::is_alphabetic);
    let loud = |p: &Piece<'_>| !p.core.is_empty() && p.core.chars().all(char::is_uppercase);
    let begins = |at: usize| {
        let (Some(before), Some(here)) = (line.get(at - 1), line.get(at)) else { return false };
        if before.ends_segment()
            || before.text != before.core
            || !here.is_capital()
            || here.text.starts_with(['“', '"', '\''])
        {
            return false;
        }
        // "TRAVELERS WARNED The port", "THE COURIER Berg has …"
        let paper = at == 2 && line[..at].iter().all(|p| p.core.len() > 2);
        if (at >= 3 || paper) && line[..at].iter().all(loud) && letters(here) && !loud(here) {
            return true;
        }
        let next = line.get(at + 1);
        let small = next.is_some_and(|p| p.core.starts_with(char::is_lowercase) && p.pos != Pos::Possessive);
        // a capital on what is no name: the tagger sees it from the words around
        let ends = clause::is_nominal(before.pos) || before.pos == Pos::Adjective;
        let common = at >= 3 && ends && wait::is_common(here);
        let known = || common || is_written(text, &here.core.to_lowercase());
        small && !before.is_capital() && letters(here) && !loud(here) && known()
    };
    let last = trigger.min(line.len().saturating_sub(3)).min(TITLE_WORDS);
    let from = (2..=last).rev().find(|&at| begins(at)).unwrap_or(0);
    // "Medics bring the wounded ashore Dozens of sailors were …": the title holds the trigger
    let loose = |at: usize| {
        let before = &line[at - 1];
        matches!(before.pos, Pos::Noun | Pos::NounPlural | Pos::Adjective)
            && begins(at)
            && (wait::is_common(&line[at]) || clause::is_start(&line[at]) && !line[at].pos.is_name())
    };
    let to = (trigger + 2..line.len().min(TITLE_WORDS)).find(|&at| at >= from + 3 && loose(at)).unwrap_or(line.len());
    line.truncate(to);
    line.drain(..from);
    // "NEW: The port …"
    if line.len() > 4 && line.first().is_some_and(|p| p.text.ends_with(':') && loud(p) && !p.trigger) {
        line.remove(0);
    }
}

/// Drops the name of an agency that ran into its line: `Reuters Norwegian pilots strike`.
pub(super) fn drop_agency(line: &mut Vec<Piece<'_>>) {
    let names = line.iter().skip(1).take_while(|p| p.is_capital()).count();
    let agency = line.first().is_some_and(|p| is("agency", &p.word()) && !p.ends_segment() && !p.trigger);
    let noun = line.get(1 + names).is_some_and(|p| matches!(p.pos, Pos::Noun | Pos::NounPlural | Pos::VerbParticiple));
    if agency && (1..=2).contains(&names) && noun && line.len() > 4 {
        line.remove(0);
    }
}

/// Longest title.
const TITLE_WORDS: usize = 14;

/// Whether a text has a word, written so.
fn is_written(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..at].chars().next_back()) && !letter(text[at + found.len()..].chars().next())
    })
}

/// Drops what explains a name between commas, where the verb follows right after: `Ana Diaz, the mayor, resigned`.
pub(super) fn drop_apposition(line: &mut Vec<Piece<'_>>) {
    let width = |line: &[Piece<'_>]| line.iter().map(|p| p.text.chars().count() + 1).sum::<usize>();
    let parts = segments(line);
    for (n, part) in parts.iter().enumerate().skip(1) {
        let Some(next) = parts.get(n + 1) else { return };
        let comma = |at: usize| line.get(at).is_some_and(|p| p.text.ends_with(',') || p.comma);
        let first = line.get(part.start).map(Piece::word).unwrap_or_default();
        let verb = line.get(next.start).is_some_and(|p| clause::finite(p) || p.pos == Pos::VerbParticiple);
        let explains = is("apposition", &first) || is("relative", &first);
        let name = line.get(part.start - 1).is_some_and(|p| clause::is_nominal(p.pos) || p.text == ",");
        let long = width(line) > COMFORTABLE || is("relative", &first);
        // "among them a singer, [a pilot and the heirs,] filed": the end of a list
        let opens = |p: &Piece<'_>| matches!(p.pos, Pos::Preposition | Pos::VerbGerund);
        let listed = n > 1
            && line.get(parts[n - 1].start).is_some_and(opens)
            && line[part.clone()].iter().any(|p| p.pos == Pos::Conjunction);
        if comma(part.start - 1)
            && comma(part.end - 1)
            && verb
            && explains
            && name
            && long
            && !listed
            && !line[part.clone()].iter().any(|p| p.trigger)
        {
            let range = part.clone();
            let before = &mut line[range.start - 1];
            before.comma = false;
            before.text = before.text.trim_end_matches(',');
            line.drain(range);
            return;
        }
    }
}

/// `CAIRO —`, `LONDON, March 3 (Agency) -`: capitals before a dash near the beginning.
pub(super) fn drop_dateline(line: &mut Vec<Piece<'_>>) {
    let Some(dash) = line.iter().take(9).position(|p| is_dash(p.text)) else { return };
    let before = &line[..dash];
    let named = before
        .iter()
        .all(|p| p.is_capital() || p.core.is_empty() || p.timex || p.core.bytes().any(|b| b.is_ascii_digit()));
    if named && dash + 3 < line.len() && !before.iter().any(|p| p.trigger) {
        line.drain(..=dash);
    }
}

/// Most words between a verb of saying and what is said: "told reporters in the port on Saturday that".
const HEARER_WORDS: usize = 8;

/// Leaves what was said of "The ministry said that …", "She told reporters in the port that …".
pub(super) fn drop_speaker(line: &mut Vec<Piece<'_>>) {
    let Some(says) = line.iter().take(16).position(|p| is("say", &p.word())) else { return };
    if clause::accuses(&line[says + 1..]) {
        return;
    }
    let heard = line.iter().skip(says + 1).take(HEARER_WORDS);
    let complement = heard.take_while(|p| !p.ends_segment()).position(|p| is("complement", &p.word()));
    let begins = line.get(says + 1).is_some_and(|next| is("subject", &next.word()) || next.is_capital());
    let cut = match complement {
        Some(at) => says + at + 2,
        None if begins && !line[says].ends_segment() => says + 1,
        None => return,
    };
    if clause::has_main_verb(line.get(cut..).unwrap_or_default()) {
        line.drain(..cut);
    }
}

/// Most words an attribution between commas has: "the head of the country's electoral commission said on Monday".
const ATTRIBUTION_WORDS: usize = 12;

pub(super) fn drop_attribution(line: &mut Vec<Piece<'_>>) {
    // "Customs data show that …", "The ministry said that …"
    let trigger = line.iter().position(|p| p.trigger);
    let leads = |at: usize, piece: &Piece<'_>| -> Option<usize> {
        let word = piece.word();
        // "the paper that first reported | the split said …": no speaker of the sentence
        let before = line[..at].iter().rev().find(|p| p.pos != Pos::Adverb && p.pos != Pos::Adjective);
        if before.is_some_and(|p| is("relative", &p.word())) {
            return None;
        }
        // "Diaz claims that the mayor won", "Diaz says the mayor lied" is not "The mayor lied"
        let claims = is("alleged", &word) || is("say", &word) && clause::accuses(&line[at + 1..]);
        if piece.trigger || claims || !(is("say", &word) || is("show", &word)) {
            return None;
        }
        let next = line.get(at + 1)?;
        if is("complement", &next.word()) {
            return Some(at + 2);
        }
        // "The mayor said the bridge …": what follows begins a clause of its own.
        let begins = is("subject", &next.word()) || next.is_capital();
        let told = is("hearer", &word);
        (is("say", &word) && !told && begins && !piece.text.ends_with(',')).then_some(at + 1)
    };
    if let Some(trigger) = trigger {
        let cut = line
            .iter()
            .enumerate()
            .take(trigger.min(16))
            .filter_map(|(at, p)| leads(at, p))
            .filter(|&cut| cut <= trigger && !line.get(cut).is_some_and(is_nobody))
            .max();
        if let Some(cut) = cut {
            line.drain(..cut);
        }
    }
    // ", the ministry said", ", according to police,"
    let parts = segments(line);
    if parts.len() < 2 {
        // "… according to police" without a comma.
        let at = line.iter().position(|p| is("source", &p.word())).filter(|&at| at > 2);
        if let Some(at) = at
            && !line[at..].iter().any(|p| p.trigger)
        {
            line.truncate(at);
        }
        return;
    }
    let mut drop = vec![false; line.len()];
    for (n, part) in parts.iter().enumerate() {
        let pieces = &line[part.clone()];
        let first = pieces.iter().find(|p| !p.core.is_empty()).map(Piece::word).unwrap_or_default();
        // "the ministry said", "said the minister", not "and said that the bridge was closed"
        let says = pieces.iter().position(|p| is("say", &p.word())).is_some_and(|at| {
            let begun = pieces.first().is_some_and(|p| p.pos == Pos::Conjunction);
            // "Diaz, 33, claims Berg, a captain, lied": he did not lie
            let claims = is("alleged", &pieces[at].word()) && n + 1 < parts.len();
            let more = claims || pieces[at + 1..].iter().any(|p| clause::finite(p) || is("complement", &p.word()));
            !begun && !more
        });
        let attribution = is("attribution", &first) || n > 0 && says && pieces.len() <= ATTRIBUTION_WORDS;
        if attribution && !pieces.iter().any(|p| p.trigger) {
            drop[part.clone()].fill(true);
        }
    }
    let mut at = 0;
    line.retain(|_| {
        at += 1;
        !drop[at - 1]
    });
}

/// Whether a pronoun begins a clause and nothing says whom it means: "Diaz and Berg said [they would go]" keeps who said it.
fn is_nobody(piece: &Piece<'_>) -> bool {
    piece.pos == Pos::Pronoun && piece.stands.is_none() && is("pronoun", &piece.word())
}

pub(super) fn drop_opener(line: &mut Vec<Piece<'_>>) {
    // "[Three weeks later] another ship ran aground"
    let lead = line.iter().take_while(|p| p.time && !p.timex && !p.ends_segment()).count();
    let counted = lead > 1 && is("counted", &line[lead - 1].word()) && line[0].pos == Pos::Number;
    if counted && line.get(lead).is_some_and(clause::is_start) && clause::has_main_verb(&line[lead..]) {
        line.drain(..lead);
    }
    for _ in 0..3 {
        let Some(first) = line.iter().position(|p| !p.core.is_empty()) else { return };
        let word = line[first].word();
        let parts = segments(line);
        if let Some(part) = parts.first().filter(|_| parts.len() > 1) {
            let segment = &line[part.clone()];
            let rest = line.len() - part.end;
            // "Born [on 3 May 1950], Diaz grew up": what its time left over
            let next = &line[part.end..];
            let subject = next.first().is_some_and(|p| clause::is_start(p) || p.pos == Pos::Pronoun);
            let comma = segment.last().is_some_and(|p| p.text.ends_with(',') || p.comma);
            let led = segment[0].pos == Pos::VerbGerund && subject && comma && clause::leads(next);
            let bare = segment.len() == 1 && matches!(segment[0].pos, Pos::VerbParticiple | Pos::Adverb);
            if bare && rest >= 3 && !segment[0].trigger
                || led && rest >= 4 && !segment.iter().any(|p| p.trigger)
                || is("opener", &word) && rest >= 4 && !segment.iter().any(|p| p.trigger)
                || segment.iter().all(|p| p.time || is("opener", &p.word())) && rest >= 4
            {
                let place = is("places", &word) && line.get(first + 1).is_some_and(|p| p.is_capital() && !p.time);
                line.drain(..part.end);
                // "[In Kalvo,] a town of 2,000, the mayor resigned": what the place is goes with it
                let explained = segments(line).first().cloned().filter(|first| {
                    let subject = line.get(first.end).is_some_and(|p| clause::is_start(p) || p.pos == Pos::Pronoun);
                    let explains = line.first().is_some_and(|p| is("apposition", &p.word()));
                    let told = line[first.clone()].iter().any(|p| p.trigger || clause::finite(p));
                    place
                        && subject
                        && explains
                        && !told
                        && clause::leads(&line[first.end..])
                        && line.len() - first.end >= 4
                });
                if let Some(explained) = explained {
                    line.drain(explained);
                }
                continue;
            }
        }
        // "1955 Ana Diaz is born": the year of an entry in a list
        let entry = first + 1 < line.len()
            && line[first].core.bytes().all(|b| b.is_ascii_digit())
            && line[first].time
            && line[first + 1].is_capital();
        if (is("leader", &word) || entry) && line.len() > 4 && !line[first].trigger {
            line.drain(..=first);
            continue;
        }
        return;
    }
}

/// What may be waited for at an end that a line is given though it would fit.
const SPARE: f32 = 0.25;

/// Drops what explains and does not tell: relative clauses, participles, subordinate clauses.
pub(super) fn drop_tail(line: &mut Vec<Piece<'_>>, source: &[Piece<'_>]) {
    let width = |line: &[Piece<'_>]| line.iter().map(|p| p.text.chars().count() + 1).sum::<usize>();
    let last_needed = line.iter().rposition(|p| p.trigger).map_or(2, |t| t.max(2));
    // Segments after a comma that begin with a relative word or a participle.
    let parts = segments(line);
    for part in parts.iter().skip(1) {
        let Some(first) = line.get(part.start).map(Piece::word) else { continue };
        let relative = is("aside", &first);
        let participle = line.get(part.start).is_some_and(|p| p.pos == Pos::VerbGerund);
        if part.start > last_needed && (relative || participle) && part.start >= 4 {
            line.truncate(part.start);
            break;
        }
    }
    // Without a comma, only where the line is long.
    while width(line) > COMFORTABLE + 1 {
        let mut ends = (last_needed.max(3) + 1..line.len()).rev().filter(|&at| is("subordinate", &line[at].word()));
        let cut = ends.find(|&at| waits_at(line, at, source) < SPARE);
        match cut {
            Some(cut) => line.truncate(cut),
            None => break,
        }
    }
}

/// Drops a length of time at the end that has lost what it is counted from: `left the lake, six days`.
pub(super) fn drop_span(line: &mut Vec<Piece<'_>>) {
    let Some(tail) = segments(line).last().cloned() else { return };
    let trigger = line.iter().rposition(|p| p.trigger).unwrap_or(2);
    let span = |p: &Piece<'_>| p.time || p.pos == Pos::Number || p.core.is_empty();
    let timed = line[tail.clone()].iter().any(|p| p.time);
    if tail.start > trigger.max(2) && tail.len() <= 3 && timed && line[tail.clone()].iter().all(span) {
        line.truncate(tail.start);
    }
}

/// Takes out a comma between a subject and its verb that is left of a pair: `The mayor, resigned`.
pub(super) fn mend_comma(line: &mut [Piece<'_>]) {
    let Some(at) = line.iter().position(|p| p.text.ends_with(',') || p.comma) else { return };
    if line.get(at + 1).is_some_and(clause::finite) && !line[..=at].iter().any(clause::finite) {
        line[at].comma = false;
        line[at].text = line[at].text.trim_end_matches(',');
    }
}

/// Drops the beginning of a clause whose verb was cut off: `the last flood was in 1968 when “Big`.
pub(super) fn drop_dangling(line: &mut Vec<Piece<'_>>) {
    for at in (4..line.len()).rev() {
        if is("clause", &line[at].word()) {
            // "since last week" is no clause
            let time = line.get(at + 1).is_some_and(|p| p.time);
            if !time && !line[at..].iter().any(|p| clause::finite(p) || p.trigger) {
                line.truncate(at);
            }
            return;
        }
    }
    // "must hold a vote or risk"
    if line.len() > 5 && line[line.len() - 2].pos == Pos::Conjunction && line[line.len() - 1].pos == Pos::VerbBase {
        line.truncate(line.len() - 2);
    }
}
