//! How a line that is too long becomes one that fits.
//!
//! First the middle gives way, then the end. From the middle goes only what can go without a doubt, one thing after the other:
//!
//! | goes | like |
//! |---|---|
//! | front | `Speaking to reporters in the port, the mayor said …` |
//! | aside | `Ana Diaz, the head of the bank, resigned`, `opened, despite protests, the bridge` |
//! | dashes | `The bridge – the longest of the country – has …` |
//! | title | `Health Minister Ana Diaz resigned` |
//!
//! Then the line ends where least is waited for ([`wait`]); between ends that wait alike, as late as it fits.

use super::piece::{Piece, finish, is_dash, segments};
use super::{LEFT_OUT, clause, is, wait};
use crate::sentence::pos::Pos;

/// Ends that a line may be given are weighed against each other, those first at which least is waited for. Fewer, and what
/// only the written line shows (a clause without its verb, a lost name) decides too little; more cost time.
const ENDS: usize = 4;

/// The lines of at most `most` characters that a long one can be cut to, best end first. The line itself if it fits.
pub(super) fn fit<'a>(line: Vec<Piece<'a>>, source: &[Piece<'a>], most: usize) -> Vec<Vec<Piece<'a>>> {
    if finish(&line).chars().count() <= most {
        return vec![line];
    }
    let fits = |n: usize| finish(&line[..n]).chars().count() <= most;
    let longest = (1..=line.len()).rev().find(|&n| width(&line[..n]) <= most + SLACK && fits(n)).unwrap_or(0);
    let needed = line.iter().rposition(|p| p.trigger).filter(|&t| t < longest).map_or(3, |t| (t + 1).max(3));
    let mut ends: Vec<(f32, usize)> = (needed..=longest.min(line.len() - 1))
        .rev()
        .filter(|&n| {
            n > 0 && !line[n - 1].core.is_empty() && (line[n - 1].is_month() || !is("last", &line[n - 1].word()))
        })
        .map(|n| (waits_at(&line, n, source) + LEFT_OUT * most.saturating_sub(width(&line[..n])) as f32, n))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lines: Vec<Vec<Piece<'a>>> = ends.into_iter().take(ENDS).map(|(_, n)| line[..n].to_vec()).collect();
    if lines.is_empty() {
        lines.push(line[..longest].to_vec());
    }
    lines
}

/// Characters that a line may lose at its ends when it is written out.
const SLACK: usize = 12;

/// How many characters the pieces take.
fn width(line: &[Piece<'_>]) -> usize {
    line.iter().map(|p| p.text.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

/// How much a line would wait for more if it ended before `at`.
pub(super) fn waits_at(line: &[Piece<'_>], at: usize, source: &[Piece<'_>]) -> f32 {
    let Some(last) = at.checked_sub(1).and_then(|at| line.get(at)) else { return 0.0 };
    let to = source.partition_point(|p| p.span.start < last.span.end);
    wait::waits(source, to, &line[..at])
}

/// The line, and if it is too long the line with less and less in its middle: what can go without a doubt.
pub(super) fn shorten(line: Vec<Piece<'_>>, most: usize) -> Vec<Vec<Piece<'_>>> {
    let mut forms = vec![line];
    let passes: [fn(&mut Vec<Piece<'_>>) -> bool; 4] = [spare_front, spare_asides, spare_dashes, spare_title];
    for pass in passes {
        let Some(longer) = forms.last().filter(|form| finish(form).chars().count() > most) else { break };
        let mut form = longer.clone();
        if pass(&mut form) && form.len() >= 4 && clause::has_main_verb(&form) {
            forms.push(form);
        }
    }
    forms
}

/// Leaves out a phrase before the comma that a subject follows: `Speaking to reporters in the port, the mayor said …`.
fn spare_front(line: &mut Vec<Piece<'_>>) -> bool {
    let Some(front) = segments(line).first().cloned() else { return false };
    let (Some(first), Some(next)) = (line.first(), line.get(front.end)) else { return false };
    let phrase = matches!(first.pos, Pos::Preposition | Pos::VerbGerund | Pos::VerbParticiple | Pos::Adverb | Pos::To);
    let subject = clause::is_start(next) || next.pos == Pos::Pronoun;
    let comma = line[front.end - 1].text.ends_with(',') || line[front.end - 1].comma;
    let goes = phrase && subject && comma && !line[front.clone()].iter().any(|p| p.trigger);
    if goes && clause::leads(&line[front.end..]) {
        line.drain(front);
        return true;
    }
    false
}

/// Most words of what stands between commas and goes.
const ASIDE: usize = 14;

/// Leaves out what stands between two commas and only explains: between subject and verb, or led by a preposition.
fn spare_asides(line: &mut Vec<Piece<'_>>) -> bool {
    let mut any = false;
    let mut n = 1;
    loop {
        let parts = segments(line);
        let (Some(part), Some(next)) = (parts.get(n).cloned(), parts.get(n + 1).cloned()) else { return any };
        n += 1;
        let comma = |at: usize| line.get(at).is_some_and(|p| p.text.ends_with(',') || p.comma);
        let (before, inner) = (&line[part.start - 1], &line[part.clone()]);
        let (Some(first), Some(after)) = (inner.first(), line.get(next.start)) else { return any };
        let relative = is("relative", &first.word());
        let plain = inner.len() <= ASIDE
            && comma(part.start - 1)
            && comma(part.end - 1)
            && !inner.iter().any(|p| p.trigger)
            && !is("say", &first.word())
            && (relative || !inner.iter().any(clause::finite))
            && after.pos != Pos::Conjunction
            && first.pos != Pos::Conjunction;
        // "Ana Diaz, 62, resigned"
        let verb =
            clause::finite(after) && clause::is_nominal(before.pos) && !line[..part.start].iter().any(clause::finite);
        // "opened, despite protests, the bridge"
        let adverbial =
            first.pos == Pos::Preposition && !clause::is_nominal(before.pos) && is("adjunct", &first.word());
        if plain && (verb || adverbial) {
            // "Diaz, the mayor, [who is ill,] resigned": the comma closes the other aside
            let mark = &mut line[part.start - 1];
            if n == 2 || !verb {
                mark.comma = false;
                mark.text = mark.text.trim_end_matches(',');
            }
            line.drain(part);
            any = true;
            n -= 1;
        }
    }
}

/// Leaves out what stands between two dashes.
fn spare_dashes(line: &mut Vec<Piece<'_>>) -> bool {
    let mut dashes = line.iter().enumerate().filter(|(_, p)| is_dash(p.text)).map(|(at, _)| at);
    let (Some(from), Some(to)) = (dashes.next(), dashes.next()) else { return false };
    if from > 1 && to + 1 < line.len() && !line[from..to].iter().any(|p| p.trigger) {
        line.drain(from..=to);
        return true;
    }
    false
}

/// Leaves out what somebody is before who it is: `Film director Ana Diaz has left …`, `Health Minister Ole Berg resigned`.
fn spare_title(line: &mut Vec<Piece<'_>>) -> bool {
    let bare = |p: &Piece<'_>| p.text == p.core;
    let phrase = |(at, p): &(usize, &Piece<'_>)| {
        let part = clause::is_nominal(p.pos) || matches!(p.pos, Pos::Determiner | Pos::Adjective);
        part && bare(p) && !p.trigger && (*at > 0 || !is("whose", &p.word()))
    };
    let run = line.iter().enumerate().take_while(phrase).count();
    let Some(title) = line[..run].iter().rposition(|p| is("title", &p.word())) else { return false };
    let names = &line[title + 1..run];
    let verb = line.get(run).is_some_and(clause::finite);
    if verb && (2..=3).contains(&names.len()) && names.iter().all(|p| p.is_capital() && p.pos.is_name()) {
        line.drain(..=title);
        return true;
    }
    false
}
