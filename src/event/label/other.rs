//! What a line leaves out because it was at another time than its event.
//!
//! A sentence may tell two happenings of one subject, or one that came twice. The day of the second gets the second:
//!
//! | sentence | on the later day |
//! |---|---|
//! | `The pact was reached on Sunday and signed in Oslo on Monday` | `The pact was signed in Oslo` |
//! | `Fees rose by 6 percent in May and by 10 percent in June` | `Fees rose by 10 percent` |
//!
//! And a figure may be held against an earlier one: on the earlier day `Sales rose to 6 million last year from 5 million in 2019` is
//! `Sales rose from 5 million`.

use super::piece::Piece;
use super::{clause, is};
use crate::sentence::pos::Pos;

/// Leaves out what the subject did at another time: `The pact was reached on Sunday and signed in Oslo` is, on the day of its signing,
/// `The pact was signed in Oslo`. Only where both verbs plainly have one form, and no clause stands between them.
pub(super) fn drop_conjunct(line: &mut Vec<Piece<'_>>) {
    let Some(trigger) = line.iter().position(|p| p.trigger) else { return };
    // "and begun to dig": the trigger is not the first of its verbs
    let group = |p: &&Piece<'_>| p.pos.is_verb() || matches!(p.pos, Pos::Adverb | Pos::To);
    let led = line[..trigger].iter().rev().take_while(group).count();
    let Some(and) = (trigger - led).checked_sub(1).filter(|&at| line[at].pos == Pos::Conjunction) else { return };
    let Some(verb) = line[..and].iter().position(clause::finite).filter(|&at| at > 0) else { return };
    let told = &line[verb + 1..and];
    let helped = is("aux", &line[verb].word());
    let formed = |p: &Piece<'_>| matches!(p.pos, Pos::VerbPast | Pos::VerbParticiple);
    let Some(first) = line[and + 1..=trigger].iter().find(|p| p.pos.is_verb()) else { return };
    let alike = match first.pos {
        Pos::VerbPast if !helped => line[verb].pos == Pos::VerbPast,
        Pos::VerbParticiple => helped && told.first().is_some_and(formed),
        // "had formed and begun": the tagger takes participles for other forms; but "was exiled and returned", "was freed and was"
        Pos::VerbPast | Pos::VerbPresent => {
            helped && told.first().is_some_and(formed) && !is("was", &line[verb].word()) && !is("aux", &first.word())
        }
        _ => false,
    };
    let clause = |p: &Piece<'_>| p.pos == Pos::Wh || clause::finite(p) || is("subordinator", &p.word());
    // "She fell ill on Monday and died", "lost the city and won it back": what stays must not hang on what goes
    let hangs = |p: &Piece<'_>| p.pos == Pos::Pronoun;
    let bound = line[..verb].iter().any(hangs) || line.get(trigger + 1).is_some_and(hangs);
    let other = told.iter().any(|p| p.time && !p.timex);
    if alike
        && other
        && !bound
        && !line[..verb].iter().any(clause)
        && !told.iter().skip(usize::from(helped)).any(clause)
    {
        line.drain(verb + usize::from(helped)..=and);
    }
}

/// Words before the halves of a line: with fewer, too little is told of both ("It airs").
const LEAST_WHOLE: usize = 2;

/// Whether a part has neither verb nor clause nor what the event is named by, and so may go.
fn plain(part: &[Piece<'_>]) -> bool {
    !part.iter().any(|p| clause::finite(p) && !p.time || p.trigger || p.pos == Pos::Wh)
}

/// Leaves out what was so at another time: `Fees rose by 6 percent in May and by 10 percent in June` is `Fees rose by 10 percent`
/// in June. Only where both halves begin with the same word and each has its own time.
pub(super) fn drop_half(line: &mut Vec<Piece<'_>>) {
    let Some(verb) = line.iter().position(clause::finite) else { return };
    let joints =
        |part: &[Piece<'_>]| part.iter().filter(|p| matches!(p.pos, Pos::Preposition | Pos::To) && !p.time).count();
    let halves = (verb + 2..line.len().saturating_sub(2)).find_map(|and| {
        let lead = line[and + 1];
        let led = line[and].pos == Pos::Conjunction && matches!(lead.pos, Pos::Preposition | Pos::To) && !lead.time;
        let end = (and + 1..line.len()).find(|&at| line[at].ends_segment()).map_or(line.len(), |at| at + 1);
        let begins = |at: &usize| led && line[*at].word() == lead.word() && line[*at].pos == lead.pos;
        // "in Bern in May and in Basel in June": both are built alike
        let alike = joints(&line[and + 1..end]);
        let mut from = (verb + 1..and).rev().filter(begins);
        let from = from.clone().find(|&at| joints(&line[at..and]) == alike).or_else(|| from.next())?;
        Some((from, and, end))
    });
    let Some((from, and, end)) = halves.filter(|(from, ..)| *from > LEAST_WHOLE) else { return };
    let has = |part: &[Piece<'_>], own: bool| part.iter().any(|p| p.time && p.timex == own);
    let only = |part: &[Piece<'_>], own: bool| has(part, own) && !has(part, !own) && plain(part);
    if only(&line[from..and], false) && only(&line[and + 1..end], true) {
        line.drain(from..=and);
    } else if only(&line[from..and], true) && only(&line[and + 1..end], false) {
        line.drain(and..end);
    }
}

/// Where the figure begins that the news is held against, if the event's time is that of it: `rose to 6 million last year [from 5
/// million in 2019]`.
fn baseline(line: &[Piece<'_>]) -> Option<usize> {
    let own = line.iter().position(|p| p.timex)?;
    let before = line[..own].iter().enumerate().rev().take(BASELINE);
    let phrase = before.take_while(|(_, p)| !clause::finite(p) && !p.ends_segment() && (!p.time || p.timex));
    phrase.filter(|(_, p)| is("from", &p.word())).map(|(at, _)| at).last()
}

/// Most words between what leads such a figure and its time: "from a record 5 million euros in".
const BASELINE: usize = 9;

/// Leaves out what has become of a figure: of `rose to 6 million last year from 5 million in 2019` that it rose to 6 million.
pub(super) fn drop_news(line: &mut Vec<Piece<'_>>) {
    let Some(lead) = baseline(line) else { return };
    let Some(to) = line[..lead].iter().rposition(|p| is("toward", &p.word())).filter(|&at| at > LEAST_WHOLE) else {
        return;
    };
    let part = &line[to..lead];
    let figure = |part: &[Piece<'_>]| part.iter().any(|p| p.pos == Pos::Number && !p.time);
    // "flew 70 to 80 sorties on Monday, up from 60"
    let spread = line[to - 1].pos == Pos::Number;
    if plain(part)
        && !spread
        && figure(part)
        && figure(&line[lead..])
        && part.iter().any(|p| p.time && !p.timex)
        && line[..to].iter().any(clause::finite)
    {
        line.drain(to..lead);
    }
}
