//! Whether the source says that it happened.
//!
//! | told | status |
//! |---|---|
//! | `will open on Monday`, a date after the day of writing | planned |
//! | `plans to visit in June`, `is scheduled for Monday` | planned |
//! | `did not meet in 2019`, `denied that talks were held in May`, `no vote took place on Monday` | denied |
//! | `would later lose`, of a date before the day of writing | reported |

use super::Status;
use super::clause::{Clause, Form};
use super::trigger::Governs;
use super::word::Word;
use super::words::is;
use crate::calendar::{Date, When};
use crate::sentence::pos::Pos;

/// Reads the status of a happening from the clause that tells it.
pub fn status(words: &[Word], clauses: &[Clause], governs: Governs, when: When, published: Option<Date>) -> Status {
    let Governs { trigger, clause: n, embedded, .. } = governs;
    let Some(clause) = clauses.get(n) else { return Status::Reported };
    let noun = clause.head != Some(trigger);
    let (start, end) = (when.interval().start, when.interval().end);
    let past = published.is_some_and(|p| end < p.interval().start);
    let future = published.is_some_and(|p| start > p.interval().end);
    let before = n.checked_sub(1).and_then(|n| clauses.get(n));
    let governor = before.and_then(|c| c.head).and_then(|head| words.get(head));

    let none = |i: usize| words.get(i).is_some_and(|w| w.is(is::NEGATION) && w.pos == Pos::Determiner);
    // "no talks were held": the determiner denies its noun, the verb's own "not" a noun only when the verb says little
    let no_noun = (trigger.saturating_sub(3)..trigger).any(none);
    let light = clause.head.and_then(|h| words.get(h)).is_some_and(|w| w.is(is::LIGHT | is::AUXILIARY));
    let negated = match (embedded, noun) {
        (true, _) => no_noun,
        (false, true) => no_noun || clause.negated && light,
        (false, false) => clause.negated || (clause.start..clause.group).any(none),
    };
    let governed = !embedded
        && governor.is_some_and(|w| w.is(is::DENYING))
        && (clause.form != Form::Finite || clause.subordinate)
        && !before.is_some_and(|c| c.negated);
    if (negated && !future) || governed {
        return Status::Denied;
    }
    if future {
        return Status::Planned;
    }
    let verb = clause.head.and_then(|h| words.get(h));
    // "is scheduled for Monday", with the day right after it; "a goal set by both in 2019" gives no day
    let dated = clause.head.is_some_and(|h| (h + 1..=h + 2).any(|i| words.get(i).is_some_and(|w| w.timed)));
    let planned_verb = dated && published.is_some() && verb.is_some_and(|w| w.is(is::SCHEDULING));
    let governed_plan = !embedded && clause.form == Form::Infinitive && governor.is_some_and(|w| w.is(is::PLANNING));
    let adjective_plan = !embedded
        && clause.form == Form::Infinitive
        && clause.group.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is(is::PLANNING));
    // "will play in Saturday's game", written on the Saturday
    let today = published.is_some_and(|p| p.interval() == when.interval());
    let ahead = if embedded { today && clause.ahead } else { clause.ahead || clause.open && !noun };
    if !past && (ahead || planned_verb) || governed_plan || adjective_plan {
        return Status::Planned;
    }
    Status::Reported
}
