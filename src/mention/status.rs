//! Whether the source says that it happened.
//!
//! | told | status |
//! |---|---|
//! | `will open on Monday`, a date after the day of writing | planned |
//! | `plans to visit in June`, `is scheduled for Monday` | planned |
//! | `did not meet in 2019`, `denied that talks were held in May`, `no vote took place on Monday` | denied |
//! | `would later lose`, of a date before the day of writing | reported |

use super::Status;
use super::clause::{Clause, Form, Word};
use super::words::is;
use crate::calendar::{Date, When};

/// Reads the status of the happening named by word `trigger` in clause `n`.
pub fn status(
    words: &[Word],
    clauses: &[Clause],
    n: usize,
    trigger: usize,
    when: When,
    published: Option<Date>,
) -> Status {
    let Some(clause) = clauses.get(n) else { return Status::Reported };
    let noun = clause.head != Some(trigger);
    let (start, end) = (when.interval().start, when.interval().end);
    let past = published.is_some_and(|p| end < p.interval().start);
    let future = published.is_some_and(|p| start > p.interval().end);
    let before = n.checked_sub(1).and_then(|n| clauses.get(n));
    let governor = before.and_then(|c| c.head).and_then(|head| words.get(head));

    let no_noun = (1..=3).any(|back| {
        trigger
            .checked_sub(back)
            .and_then(|i| words.get(i))
            .is_some_and(|w| w.is(is::NEGATION) && w.pos == crate::sentence::pos::Pos::Determiner)
    });
    let negated = if noun {
        // "no talks were held"; the verb's own "not" denies the noun only when it is the verb's own happening
        no_noun || clause.negated && clause.head.and_then(|h| words.get(h)).is_some_and(|w| w.is(is::LIGHT))
    } else {
        clause.negated
            || (clause.group.saturating_sub(4)..clause.group).any(|i| {
                i >= clause.start
                    && words.get(i).is_some_and(|w| {
                        w.is(is::NEGATION)
                            && w.pos == crate::sentence::pos::Pos::Determiner
                            && i + 3 > clause.group.saturating_sub(1)
                    })
            })
    };
    let governed = governor.is_some_and(|w| w.is(is::DENYING))
        && (clause.form != Form::Finite || clause.subordinate)
        && !before.is_some_and(|c| c.negated);
    if (negated && !future) || governed {
        return Status::Denied;
    }
    if future {
        return Status::Planned;
    }
    let verb = clause.head.and_then(|h| words.get(h));
    let planned_verb = !noun && verb.is_some_and(|w| w.is(is::SCHEDULING)) && !past;
    let governed_plan = clause.form == Form::Infinitive && governor.is_some_and(|w| w.is(is::PLANNING));
    let adjective_plan = clause.form == Form::Infinitive
        && clause.group.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is(is::PLANNING));
    let ahead = clause.ahead || (clause.open && !noun);
    if !past && (ahead || planned_verb) || governed_plan || adjective_plan {
        return Status::Planned;
    }
    Status::Reported
}
