//! Verbs without a tense of their own, which another governs from further off, or none does.
//!
//! | words | told |
//! |---|---|
//! | it *will cut* jobs and *shut* the mine in December | ahead, by "will" |
//! | *plans to sell* the mill and *rent* it in May | ahead, by "plans" |
//! | Ministers *to meet* in March | ahead: a headline |

use std::ops::Range;

use super::clause::{Clause, Step, Verb};
use super::cues::{DECISION, EDGE, FORETOLD};
use crate::sentence::pos::Pos;

impl Clause<'_> {
    /// What governs a base form after "and": "it will cut jobs and shut the mine", "plans to sell and rent".
    pub(super) fn joined(&self, verb: usize, floor: usize, weekly: bool) -> Option<(Verb, usize)> {
        for at in (floor..verb.saturating_sub(1)).rev() {
            match self.tag(at) {
                _ if self.is_break(at) || self.is(at, EDGE) => return None,
                Pos::Modal => return Some((self.modal(at, false), at)),
                Pos::To if self.tag(at + 1) == Pos::VerbBase => {
                    return match self.infinitive(at, weekly) {
                        Step::Found(found) => Some((found, at + 1)),
                        _ => None,
                    };
                }
                Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::Wh => return None,
                _ => {}
            }
        }
        None
    }

    /// The infinitive of a headline: "to meet" after a name or noun, where nothing else is a verb.
    pub(super) fn foretold(&self, within: Range<usize>) -> Option<(Verb, usize)> {
        let infinitive = |&at: &usize| {
            self.tag(at) == Pos::To
                && self.is(at + 1, FORETOLD)
                && self.tag(at + 1) == Pos::VerbBase
                && at > 0
                && (self.tag(at - 1).is_noun() || self.tag(at - 1).is_name())
                // "Explained a decision to give them refuge" is no headline.
                && !(at > 1 && self.tag(at - 1).is_noun() && matches!(self.tag(at - 2), Pos::Determiner | Pos::Possessive | Pos::Adjective))
                && !self.is(at - 1, DECISION)
        };
        within.clone().find(infinitive).filter(|at| at + 1 < within.end).map(|at| (Verb::Ahead, at + 1))
    }
}
