//! Leaves out the time: the event has a date.
//!
//! | sentence | line |
//! |---|---|
//! | `resigned on Monday` | `resigned` |
//! | `in the March 11 week`, `the Friday meeting` | stays: a noun is known by it |
//! | `was sworn in today` | `was sworn in`: the preposition is the verb's |
//! | `60 cases alone on Tuesday` | `60 cases`: what is said of the time goes with it |

use super::piece::Piece;
use super::{clause, has_ending, is};
use crate::event::words::fold;
use crate::sentence::pos::Pos;

/// Leaves out the time where the line reads on without it.
pub(super) fn drop_time(line: &mut Vec<Piece<'_>>) {
    let Some(from) = line.iter().position(|p| p.timex) else { return };
    let to = line.iter().rposition(|p| p.timex).unwrap_or(from) + 1;
    // "30 years ago [today]"
    let more = line[to..].iter().take_while(|p| p.time && is("deictic", &p.word())).count();
    let more = if line[to - 1].ends_segment() { 0 } else { more };
    if line[from..to].iter().any(|p| p.trigger || !p.timex) || to + more - from >= line.len() {
        return;
    }
    let to = to + more;
    let loud = line.iter().all(|p| !p.core.contains(char::is_lowercase));
    let before = from.checked_sub(1).and_then(|at| line.get(at)).map(Piece::word).unwrap_or_default();
    let after = line.get(to).map(Piece::word).unwrap_or_default();
    let noun_follows = line
        .get(to)
        .is_some_and(|p| matches!(p.pos, Pos::Noun | Pos::NounPlural | Pos::Name | Pos::NamePlural | Pos::Adjective));
    let owner = from
        .checked_sub(1)
        .and_then(|at| line.get(at))
        .is_some_and(|p| has_ending("owner", &p.word()) || matches!(p.pos, Pos::Determiner | Pos::Adjective));
    let owns = line.get(to).is_some_and(|p| p.core.len() <= 2 && has_ending("owner", &fold(p.text)));
    // "in next month's vote", "the afternoon session", "the Rivers Act 1987", "the last flood was in 1968"
    let modifies = noun_follows && (owner || is("determiner", &line[from].word()));
    let titled = from > 0
        && from + 1 == to
        && line[from - 1].is_capital()
        && !line[from - 1].ends_segment()
        && line[from].core.bytes().all(|b| b.is_ascii_digit());
    let preposition = (0..from).rev().take_while(|&at| is("timeprep", &line[at].word())).count();
    let said =
        from.checked_sub(preposition + 1).and_then(|at| line.get(at)).is_some_and(|p| is("predicate", &p.word()));
    let predicate = said && !line.get(to).is_some_and(|p| clause::finite(p) || p.pos == Pos::VerbParticiple);
    // "Friday night's event": the event is not named without it
    let owning = line[to - 1].text.ends_with("'s") || line[to - 1].text.ends_with("’s");
    if owning && noun_follows {
        return;
    }
    let closed = line[to - 1].ends_segment() || line.get(to).is_some_and(|p| p.core.is_empty() && p.ends_segment());
    // "A second lane, opened [in 2015], will close"
    let alone = from
        .checked_sub(preposition + 1)
        .is_some_and(|at| line[at].pos == Pos::VerbParticiple && at > 0 && line[at - 1].ends_segment() && closed);
    if alone {
        return;
    }
    // "Born [on 3 May 1950], Diaz grew up"
    let lone = from == preposition + 1 && line[0].pos == Pos::VerbParticiple && closed;
    // "in the [March 11] week", "straight from [Sunday] lunch", not "on Monday police said"
    let led = from > 1 && line[from - 1].pos == Pos::Preposition && !line[to - 1].ends_segment();
    let compound =
        line.get(to).is_some_and(|p| matches!(p.pos, Pos::Noun | Pos::NounPlural) || p.pos.is_name() && loud)
            && !line.get(to + 1).is_some_and(clause::finite);
    if owns || modifies || titled || predicate || lone || led && compound {
        return;
    }
    if owner && !noun_follows {
        // "ahead of the country's New Year": the time is what is owned.
        return;
    }
    if is("keepbefore", &before) || from == 0 && is("timeverb", &after) {
        return;
    }
    let mut from = from;
    // "was sworn in [today]", "turned himself in [on Monday]"
    let particle = |at: usize| {
        let adverb = matches!(line[at].pos, Pos::Particle | Pos::Adverb);
        let apart = at > 0 && is("reflexive", &line[at - 1].word());
        is("inside", &line[at].word()) && adverb || is("bound", &line[at].word()) && apart
    };
    while from > 0 && is("timeprep", &line[from - 1].word()) && !line[from - 1].trigger && !particle(from - 1) {
        // "the events of 2011": without its noun's complement the line says less than before.
        if is("complemented", &line[from - 1].word()) {
            return;
        }
        from -= 1;
    }
    // "made his name back [in 1982]", "60 cases alone [on Tuesday]": said of the time
    while from > 2
        && is("oftime", &line[from - 1].word())
        && !line[from - 1].trigger
        && !line[from - 1].ends_segment()
        && !line[from - 2].pos.is_verb()
    {
        from -= 1;
    }
    // The comma after the time closed the segment that the time stood in: the word before takes it over.
    let comma = line[to - 1].ends_segment() && from > 0 && !line[from - 1].ends_segment();
    // "began [on June 5, the first day of the war]": what the day was goes with it
    let told = line[to..].iter().position(Piece::ends_segment).map_or(line.len(), |at| to + at + 1);
    let day = line[to..told].iter().take(DAY).any(|p| is("dayword", &p.word()));
    let explains = line[to - 1].ends_segment() && line.get(to).is_some_and(|p| p.pos == Pos::Determiner) && day;
    let to = if explains && !line[to..told].iter().any(|p| p.trigger || clause::finite(p)) { told } else { to };
    line.drain(from..to);
    if comma && from > 0 {
        line[from - 1].comma = true;
    }
}

/// Words in which it is said what a day was: "the first day of".
const DAY: usize = 4;
