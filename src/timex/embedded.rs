//! Clauses inside a clause: infinitives, which tell by the verb that they hang on, and relative clauses, whose verb is not
//! the one that stands after them.
//!
//! | clause | the time is of | tense |
//! |---|---|---|
//! | They *agreed to meet* **in May** | what they agreed to | ahead |
//! | A judge *ordered* the two *to stand* trial **in May** | what he ordered | ahead |
//! | They *managed to meet* **in May** | both verbs | past |
//! | A truce that *took* effect **on Monday** will end | the relative clause | past |

use super::clause::{Clause, REACH, Step, Verb};
use super::cues::{AHEAD, BE_BARE, COMMAND, DECISION, PLAN, RANK, RELATIVE, STAGED, SUBJECT, WHEN};
use crate::sentence::pos::Pos;

/// How many words an infinitive may stand before a time that is its own.
const INFINITIVE_WORDS: usize = 6;

impl Clause<'_> {
    /// "To meet": what stands before it says whether that is still to come.
    pub(super) fn infinitive(&self, to: usize, weekly: bool) -> Step {
        let mut at = to;
        // "Is now to meet", "is standing by to fly".
        while at > 0 && matches!(self.tag(at - 1), Pos::Adverb | Pos::Particle) {
            at -= 1;
        }
        let Some(head) = at.checked_sub(1) else { return Step::Found(Verb::Unclear) };
        // "Announced plans to cut jobs Friday", "extended their offers to buy it Friday": a day of the week is the main
        // verb's, a month ("plans to close it in June") the plan's.
        let owned = head > 0
            && matches!(self.tag(head - 1), Pos::Possessive | Pos::Determiner | Pos::Adjective | Pos::VerbPast);
        if weekly && owned && (self.tag(head).is_noun() || self.tag(head) == Pos::VerbThird) {
            return Step::Before(head);
        }
        if self.is(head, PLAN | AHEAD) {
            return Step::Found(self.then(head));
        }
        if !weekly && self.is_commanded(head) || self.is_awaited(to) {
            return Step::Found(Verb::Ahead);
        }
        match self.tag(head) {
            _ if self.is(head, DECISION) && self.tag(head).is_noun() && self.is(to + 1, STAGED) => {
                Step::Found(Verb::Ahead)
            }
            _ if self.is(head, DECISION) => Step::Found(Verb::Unclear),
            // "Will be formed to work", "was formed to work".
            Pos::VerbParticiple => match self.group(head, weekly) {
                Step::Found(verb) => Step::Found(verb),
                _ => Step::Found(Verb::Past),
            },
            Pos::VerbPast => Step::Found(Verb::Past),
            Pos::VerbPresent | Pos::VerbThird => Step::Found(Verb::Ahead),
            Pos::VerbGerund => Step::Found(Verb::Unclear),
            _ => Step::Before(head + 1),
        }
    }

    /// "The deal, to be signed in June, was agreed", but "the first woman to be named".
    fn is_awaited(&self, to: usize) -> bool {
        let Some(head) = to.checked_sub(1) else { return false };
        let passive = self.is(to + 1, BE_BARE) && self.tag(to + 2) == Pos::VerbParticiple;
        let from = self.phrase(head);
        let begins = from == 0 || matches!(self.tag(from - 1), Pos::Mark | Pos::Preposition);
        let named = self.tag(head).is_noun() && begins || self.word(head) == ",";
        passive && named && !(head.saturating_sub(4)..head).any(|at| self.is(at, RANK))
    }

    /// Where the noun and what stands before it begin, for one that ends at a token.
    fn phrase(&self, end: usize) -> usize {
        let part = |at: usize| {
            let tag = self.tag(at);
            let small = matches!(tag, Pos::Determiner | Pos::Possessive | Pos::Adjective | Pos::Number | Pos::Pronoun);
            small || tag.is_noun() || tag.is_name()
        };
        let mut at = end + 1;
        while at > 0 && part(at - 1) {
            at -= 1;
        }
        at
    }

    /// Whether a noun that ends at a token is the one that another tells to do something: "ordered the two to stand trial".
    fn is_commanded(&self, end: usize) -> bool {
        let from = self.phrase(end);
        let verb = from.checked_sub(1).filter(|_| from <= end);
        verb.is_some_and(|at| self.is(at, COMMAND) && self.tag(at).is_verb() && self.then(at) == Verb::Ahead)
    }

    /// Whether a relative clause told as past ends before a token: "a truce that took effect on Monday will end".
    pub(super) fn ends_relative(&self, end: usize) -> bool {
        let floor = end.saturating_sub(REACH);
        let relative = |at: &usize| self.is(*at, RELATIVE) && *at > floor;
        let Some(from) = (floor..end).rev().find(relative) else { return false };
        let verb = (from + 1..end).find(|at| {
            matches!(self.tag(*at), Pos::Modal | Pos::VerbPast | Pos::VerbPresent | Pos::VerbThird | Pos::Mark)
        });
        verb.is_some_and(|at| self.tag(at) == Pos::VerbPast && self.finite(at) == Verb::Past)
    }

    /// Whether the words that end at a token hang on an infinitive, and on no verb after it.
    pub(super) fn is_infinitive(&self, end: usize) -> bool {
        let floor = end.saturating_sub(INFINITIVE_WORDS);
        for at in (floor..=end).rev() {
            match self.tag(at) {
                Pos::VerbBase => return at > 0 && self.tag(at - 1) == Pos::To,
                Pos::Mark | Pos::Wh | Pos::Conjunction => return false,
                tag if tag.is_verb() || tag == Pos::Modal => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether a verb is that of a clause which says when: "before he steps down".
    pub(super) fn is_timed(&self, verb: usize) -> bool {
        verb > 1 && self.tag(verb).is_verb() && self.is(verb - 1, SUBJECT) && self.is(verb - 2, WHEN)
    }
}
