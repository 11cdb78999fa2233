//! The words of a clause around a time, and the verb that is nearest to it.
//!
//! A tagger says which words are verbs and in what form; here stands what it takes to read a *group* of them: auxiliaries,
//! infinitives and what governs them, participles without auxiliary, verbs of relative clauses that are passed over, and what
//! a tagger of 94 of 100 words gets wrong often enough to matter (nouns in -s, halves of compounds, rare modals).

use std::ops::Range;

use super::cues::*;
use crate::sentence::pos::{self, Pos};
use crate::sentence::{Token, TokenKind, tokens};
use crate::span::Span;

/// How many words before an expression its verb is looked for. Beyond, the nearest verb is another clause's more often
/// than not.
pub(super) const REACH: usize = 24;

/// How many after it, where none stands before: asides come between ("In January, a week after the vote, …").
const REACH_AFTER: usize = 28;

/// What a verb group shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Past,
    Ahead,
    /// "Would", "could", "may".
    Would,
    Present,
    /// A verb, but none that tells.
    Unclear,
}

/// One step towards the front of a clause.
pub(super) enum Step {
    Found(Verb),
    /// Look further, before this token.
    Before(usize),
    /// What stands beyond belongs to another clause.
    Edge,
}

/// A stretch of a sentence with its words read.
pub(super) struct Clause<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token>,
    pub(super) tags: Vec<Pos>,
    pub(super) lists: Vec<u64>,
}

impl<'t> Clause<'t> {
    /// Tags the words of a stretch; those of `times` are no verbs ("May", "March").
    pub(super) fn read(text: &'t str, within: Span, times: &[Span]) -> Self {
        let mut list = Vec::new();
        tokens(text, within, &mut list);
        let lists = list
            .iter()
            .enumerate()
            .map(|(n, token)| {
                let written = token.span.of(text);
                let word = written.trim_start_matches(['\'', '’']);
                let found = match word.bytes().all(|b| b.is_ascii_lowercase()) {
                    true => WORDS.get(word).copied(),
                    // No list holds a mark, a number or a longer word.
                    false if token.kind != TokenKind::Word || word.len() > LONGEST => None,
                    false => WORDS.get(&word.to_lowercase().replace('’', "'")).copied(),
                };
                // "We're" and "we 're", but not "re-elected".
                let apart = list.get(n.wrapping_sub(1)).is_some_and(|t| matches!(t.span.of(text), "'" | "’"));
                let whole = word.len() == written.len();
                let short = whole && (word == "s" || !apart && matches!(word, "re" | "ll" | "d" | "ve"));
                found.filter(|_| !short).unwrap_or(0)
            })
            .collect::<Vec<u64>>();
        let mut tags = pos::tag(text, &list);
        let end = |n: usize| list.get(n).map_or(0, |t| t.span.end);
        let hyphen = |n: usize| list.get(n).is_some_and(|t| t.span.of(text) == "-");
        for (n, token) in list.iter().enumerate() {
            let tag = tags[n];
            // "Ordered the two to stand trial", read as "two to three".
            if tag == Pos::VerbBase && n > 0 && tags[n - 1] == Pos::Preposition && lists[n - 1] & TO != 0 {
                tags[n - 1] = Pos::To;
            }
            if !(tag.is_verb() || tag == Pos::Modal) {
                continue;
            }
            // "Re-election", "the U.S.-led raid".
            let before = n > 0 && hyphen(n - 1) && end(n - 1) == token.span.start;
            let after = hyphen(n + 1) && list.get(n + 1).is_some_and(|t| t.span.start == token.span.end);
            let part = before || after;
            if part || times.iter().any(|t| t.start <= token.span.start && token.span.end <= t.end) {
                tags[n] = Pos::Name;
            } else if tag == Pos::Modal && lists[n] & (WILL | WOULD | COULD | MODAL) == 0 {
                // There are only so many modals.
                tags[n] = Pos::VerbPast;
            }
        }
        Self { text, tokens: list, tags, lists }
    }

    pub(super) fn is(&self, at: usize, lists: u64) -> bool {
        self.lists.get(at).is_some_and(|l| l & lists != 0)
    }

    pub(super) fn tag(&self, at: usize) -> Pos {
        self.tags.get(at).copied().unwrap_or(Pos::Mark)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// The tokens of an expression.
    pub(super) fn place(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|t| t.span.end <= span.start);
        let to = self.tokens.partition_point(|t| t.span.start < span.end);
        from..to.max(from)
    }

    /// A verb with what stands before it and makes its tense: "is to meet", "had been held".
    pub(super) fn with_auxiliaries(&self, verb: usize) -> Option<Span> {
        let mut from = verb;
        while from > 0 {
            let auxiliary = matches!(self.tag(from - 1), Pos::Modal | Pos::To | Pos::Adverb)
                || self.is(from - 1, WILL | WOULD | BE_PAST | BE_NOW | BE_BARE | HAVE | HAD | DID | DO)
                || (self.tag(from) == Pos::To && self.is(from - 1, PLAN | AHEAD));
            if !auxiliary {
                break;
            }
            from -= 1;
        }
        // Not "also", "then": an adverb belongs to it only between its parts.
        while from < verb && self.tag(from) == Pos::Adverb {
            from += 1;
        }
        Some(self.tokens.get(from)?.span.hull(self.tokens.get(verb)?.span))
    }

    /// The finite verb that an expression stands directly before: "The union on Monday rejected the offer". Not where it
    /// stands directly after another: "A law signed Monday will raise the fee".
    pub(super) fn beside(&self, place: &Range<usize>, weekly: bool) -> Option<(Verb, usize)> {
        let prepositions = usize::from(place.start > 0 && self.tag(place.start - 1) == Pos::Preposition);
        if let Some(last) = (place.start).checked_sub(prepositions + 1) {
            // "Set to air Monday", "air" taken for a noun.
            let infinitive = last > 0 && self.tag(last).is_noun() && self.tag(last - 1) == Pos::To;
            if self.tag(last).is_verb() || infinitive {
                return None;
            }
            // "The decision to hold the vote in May cost him …": the month in which it is held.
            if !weekly && self.is_infinitive(last) {
                return None;
            }
        }
        // "The firm, from April, will pay", but "is due on Sunday, said".
        let before = place.start.checked_sub(prepositions + 1);
        let aside = self.word(place.end) == "," && before.is_some_and(|at| self.word(at) == ",");
        let mut at = place.end + usize::from(aside);
        while self.tag(at) == Pos::Adverb {
            at += 1;
        }
        match self.tag(at) {
            Pos::Modal if self.is(at, WILL) && self.ends_relative(place.start) => None,
            Pos::Modal => Some((self.modal(at, self.is(at + 1, HAVE)), at)),
            Pos::VerbPast => Some((self.finite(at), at)),
            // "The panel Wednesday defeated the plan", taken for a participle.
            Pos::VerbParticiple if !self.is(at, AHEAD) => Some((Verb::Past, at)),
            Pos::VerbThird | Pos::VerbPresent if self.is(at, BE_NOW | HAVE | REPORTING) => Some((self.finite(at), at)),
            // "Has his passport back and this weekend flies to Rome".
            Pos::VerbThird if self.is(at, APPOINTMENT) && self.begins(place.start - prepositions) => {
                Some((Verb::Present, at))
            }
            _ => None,
        }
    }

    /// Whether a clause begins at a token.
    fn begins(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| matches!(self.tag(before), Pos::Conjunction | Pos::Wh | Pos::Mark))
    }

    /// The first token of the stretch in which a verb before `at` is looked for: [`REACH`] words, of which a name is one.
    fn reach(&self, at: usize) -> usize {
        let mut left = REACH;
        let mut floor = at;
        while floor > 0 && left > 0 {
            floor -= 1;
            let inside = self.tag(floor).is_name() && self.tag(floor + 1).is_name() || self.tag(floor) == Pos::Mark;
            left -= usize::from(!inside);
        }
        floor
    }

    /// The nearest verb before a token.
    pub(super) fn before(&self, at: usize, weekly: bool) -> Option<(Verb, usize)> {
        let from = at.min(self.tokens.len());
        let floor = self.reach(from);
        let mut at = from;
        let mut present = None;
        while at > floor {
            match self.step(at - 1, from, weekly) {
                // "Beat United and travel to Leeds Tuesday": after "and" the base form is a present.
                Step::Found(Verb::Present)
                    if at > 1 && self.tag(at - 1) == Pos::VerbBase && self.tag(at - 2) == Pos::Conjunction =>
                {
                    return self.joined(at - 1, floor, weekly).or(Some((Verb::Present, at - 1)));
                }
                // "Passed in May and takes effect in July".
                Step::Found(Verb::Present)
                    if at > 1
                        && self.tag(at - 1) == Pos::VerbThird
                        && self.is(at - 1, APPOINTMENT)
                        && self.tag(at - 2) == Pos::Conjunction =>
                {
                    return Some((Verb::Present, at - 1));
                }
                // "The glory of his term before he steps down in April".
                Step::Found(Verb::Present) if !weekly && self.is_timed(at - 1) => {
                    return Some((Verb::Present, at - 1));
                }
                Step::Found(Verb::Present) if present.is_none() => {
                    // Nouns in -s pass for verbs ("met his aides Friday"). A clause has one finite verb: another before
                    // it is the better one.
                    present = Some((Verb::Present, at - 1));
                    at -= 1;
                }
                Step::Found(verb) => return Some((verb, at - 1)),
                Step::Edge => break,
                // Always further to the front.
                Step::Before(next) => at = next.min(at - 1),
            }
            if present.is_some() && (at == 0 || self.tag(at - 1) == Pos::Wh || self.word(at - 1) == ",") {
                break;
            }
        }
        // "Donors to meet in March": a headline.
        present.or_else(|| self.foretold(floor.max(at)..from))
    }

    /// What the token `at` shows, seen from behind.
    pub(super) fn step(&self, at: usize, from: usize, weekly: bool) -> Step {
        if self.is_break(at) || self.is(at, EDGE) {
            return Step::Edge;
        }
        let tag = self.tag(at);
        // "Sailed as planned", "as previously scheduled": what was ahead before it came true.
        if self.is(at, AHEAD | WEAK | PLAN) && self.is_fulfilled(at) {
            return Step::Before(at);
        }
        // "Initially due in February": what was ahead once is ahead no more, or still.
        if !weekly && at > 0 && self.is(at, AHEAD | WEAK | PLAN) && self.is(at - 1, FORMER) {
            return Step::Found(Verb::Unclear);
        }
        // "UP NEXT: Host Rovers on Friday", a program of games.
        let opens = at == 0 || self.tag(at - 1) == Pos::Mark;
        if weekly
            && opens
            && self.is(at, SHOWN)
            && matches!(self.tag(at + 1), Pos::Determiner | Pos::Name | Pos::NamePlural)
        {
            return Step::Found(Verb::Present);
        }
        // "The fair runs Friday": a noun taken for an adjective.
        let appointed = weekly
            && at + 1 == from
            && tag == Pos::VerbThird
            && self.is(at, APPOINTMENT)
            && at > 1
            && self.tag(at - 1) == Pos::Adjective
            && self.tag(at - 2) == Pos::Determiner;
        if appointed {
            return Step::Found(Verb::Present);
        }
        // "Its top aides": what stands after these is no verb, whatever the tagger says.
        let noun = at > 0
            && matches!(tag, Pos::VerbPresent | Pos::VerbThird)
            && matches!(
                self.tag(at - 1),
                Pos::Adjective | Pos::Determiner | Pos::Possessive | Pos::Preposition | Pos::Number | Pos::VerbGerund
            );
        if noun {
            return Step::Before(at);
        }
        // "Unveiled his plans in March": a plan looks ahead as a verb, or with an infinitive.
        let noun = self.is(at, NOMINAL) && (tag.is_noun() || weekly && at > 0 && self.tag(at - 1) == Pos::VerbPast);
        if self.is(at, AHEAD) && !tag.is_name() && (!noun || self.tag(at + 1) == Pos::To) {
            // "Fell due to rain", "will" reached over its own verb.
            let cause = self.tag(at + 1) == Pos::To && at + 2 <= from && self.tag(at + 2) != Pos::VerbBase;
            return if cause { Step::Before(at) } else { Step::Found(self.then(at)) };
        }
        // "Set to air Monday", whatever the tagger makes of "air"; but "agreed to the move".
        let infinitive = self.tag(at + 1) == Pos::To
            && at + 2 < from
            && !matches!(self.tag(at + 2), Pos::Determiner | Pos::Possessive | Pos::Pronoun | Pos::Number | Pos::Name);
        if infinitive && self.is(at, PLAN) && tag.is_verb() {
            return Step::Found(self.then(at));
        }
        // "Ahead of elections in September".
        if self.is(at, BEFORE_IT) && self.is(at + 1, OF) && at + 2 < from {
            return Step::Found(Verb::Ahead);
        }
        // "A summit set for Oslo in April".
        let set = at > 0 && !matches!(self.tag(at - 1), Pos::Determiner | Pos::Possessive | Pos::Number);
        if set && self.is(at, SET_FOR) && self.is(at + 1, PURPOSE) {
            return Step::Found(self.then(at));
        }
        // "The planned march followed the vote on Friday".
        if self.is(at, WEAK) && at > 0 && matches!(self.tag(at - 1), Pos::Determiner | Pos::Possessive) {
            return Step::Before(at);
        }
        if self.is(at, WEAK) && tag.is_verb() {
            return Step::Found(if self.then(at) == Verb::Past { Verb::Past } else { Verb::Would });
        }
        if self.is(at, MISTAKEN) && !tag.is_verb() {
            return Step::Found(Verb::Present);
        }
        // "United, who won in May, travel to Leeds on Saturday".
        let aside = at > 0 && self.word(at - 1) == "," && self.tag(at + 1) == Pos::Preposition;
        let subject = aside || at > 0 && matches!(self.tag(at - 1), Pos::NounPlural | Pos::Name | Pos::NamePlural);
        if subject && self.is(at, MISTAKEN_AFTER) && matches!(tag, Pos::Noun | Pos::Adjective) {
            return Step::Found(Verb::Present);
        }
        // "The court sits Monday", "the envoy arrives in Lima on Monday": read as a plural.
        let third = tag == Pos::NounPlural && self.is(at, APPOINTMENT) && at > 0;
        let alone = matches!(self.tag(at + 1), Pos::Preposition | Pos::Particle) || at + 1 == from;
        if third
            && alone
            && (matches!(self.tag(at - 1), Pos::Noun | Pos::Name | Pos::Adjective) || self.word(at - 1) == ",")
        {
            return Step::Found(Verb::Present);
        }
        match tag {
            Pos::Modal => Step::Found(self.modal(at, false)),
            Pos::VerbBase | Pos::VerbParticiple | Pos::VerbGerund => self.group(at, weekly),
            Pos::VerbPast => Step::Found(Verb::Past),
            Pos::VerbPresent | Pos::VerbThird if self.is(at, REPORTING) => Step::Found(Verb::Past),
            Pos::VerbPresent if self.is(at, SAME) => Step::Found(Verb::Past),
            Pos::VerbPresent | Pos::VerbThird => Step::Found(Verb::Present),
            // "Its record set on Aug. 6", taken for a noun.
            Pos::Noun if self.is(at, SAME) && self.tag(at + 1) == Pos::Preposition => Step::Found(Verb::Past),
            _ => Step::Before(at),
        }
    }

    /// "As planned", "as had been long expected".
    fn is_fulfilled(&self, at: usize) -> bool {
        let mut at = at;
        while at > 0 && (self.tag(at - 1) == Pos::Adverb || self.is(at - 1, BE_BARE | HAD)) && !self.is(at - 1, AS) {
            at -= 1;
        }
        at > 0 && self.is(at - 1, AS)
    }

    pub(super) fn is_break(&self, at: usize) -> bool {
        self.tag(at) == Pos::Mark && matches!(self.word(at), ";" | ":" | "\"" | "“" | "”" | "``" | "''" | "«" | "»")
    }

    /// "Had been due on Friday", "had planned to": what was ahead then.
    pub(super) fn then(&self, at: usize) -> Verb {
        let mut at = at;
        while at > 0 && (self.tag(at - 1) == Pos::Adverb || self.is(at - 1, BE_BARE)) {
            at -= 1;
        }
        if at > 0 && self.is(at - 1, HAD) { Verb::Past } else { Verb::Ahead }
    }

    /// The tense of a verb that does not carry it itself, from its auxiliaries.
    pub(super) fn group(&self, verb: usize, weekly: bool) -> Step {
        let mut at = verb;
        let mut perfect = false;
        while at > 0 {
            let before = at - 1;
            let bare_have = self.is(before, HAVE) && self.tag(before) == Pos::VerbBase;
            perfect |= bare_have;
            if bare_have || self.tag(before) == Pos::Adverb || self.is(before, BE_BARE) {
                at = before;
            } else {
                break;
            }
        }
        let Some(head) = at.checked_sub(1) else { return self.lone(verb) };
        match self.tag(head) {
            Pos::Modal => Step::Found(self.modal(head, perfect)),
            Pos::To if perfect => Step::Found(Verb::Past),
            Pos::To => self.infinitive(head, weekly),
            Pos::VerbPast | Pos::VerbPresent | Pos::VerbThird | Pos::Possessive | Pos::VerbParticiple => {
                if self.is(head, BE_PAST | HAD | HAVE | DID) {
                    Step::Found(Verb::Past)
                } else if self.is(head, BE_NOW | DO) && self.tag(head) != Pos::Possessive {
                    Step::Found(Verb::Present)
                } else {
                    self.lone(verb)
                }
            }
            _ => self.lone(verb),
        }
    }

    /// "Will", "may", and "could", which with a denial is the past of "can".
    pub(super) fn modal(&self, at: usize, perfect: bool) -> Verb {
        let denied = || {
            (at.saturating_sub(8)..at + 3).any(|n| self.is(n, DENIAL))
                || (at + 1..at + 4).any(|n| self.is(n, PERCEIVED))
        };
        match self.is(at, WILL) {
            true => Verb::Ahead,
            false if perfect || (self.is(at, COULD) && denied()) => Verb::Past,
            false => Verb::Would,
        }
    }

    /// A participle, gerund or base form that has no auxiliary.
    pub(super) fn lone(&self, verb: usize) -> Step {
        match self.tag(verb) {
            // "And set Friday as the deadline": base and past are one form.
            Pos::VerbBase if self.is(verb, SAME) => Step::Found(Verb::Past),
            // "Get it done by July": what is had done.
            Pos::VerbParticiple
                if verb > 1
                    && (verb.saturating_sub(4)..verb - 1)
                        .any(|n| self.is(n, CAUSED) && self.tag(n) == Pos::VerbBase) =>
            {
                Step::Before(verb)
            }
            Pos::VerbParticiple => Step::Found(Verb::Past),
            // "He and Arafat meet": a present that looks like a base form.
            // "To try and whip up": what the infinitive before it is.
            Pos::VerbBase
                if verb > 1 && self.tag(verb - 1) == Pos::Conjunction && self.tag(verb - 2) == Pos::VerbBase =>
            {
                Step::Before(verb)
            }
            Pos::VerbBase
                if verb > 0
                    && (self.tag(verb - 1).is_name()
                        || self.tag(verb - 1).is_noun()
                        || self.tag(verb - 1) == Pos::Conjunction) =>
            {
                Step::Found(Verb::Present)
            }
            Pos::VerbGerund if verb > 0 && self.tag(verb - 1) == Pos::Preposition => Step::Found(Verb::Unclear),
            // "Saw him leave", "the leaders meeting in Oslo": the verb before it tells.
            _ => Step::Before(verb),
        }
    }

    /// The first finite verb from a token on, past relative clauses.
    pub(super) fn after(&self, from: usize) -> Option<(Verb, usize)> {
        let mut relative = false;
        let mut present = None;
        let mut participle = None;
        for at in from..self.tokens.len().min(from + REACH_AFTER) {
            if self.is_break(at) || self.is(at, EDGE) {
                break;
            }
            // "The league plans to": a planning noun or verb alike.
            if self.is(at, AHEAD) && self.is(at, PLAN) && self.tag(at + 1) == Pos::To && !relative {
                return Some((Verb::Ahead, at));
            }
            match self.tag(at) {
                Pos::Wh => relative = true,
                Pos::Modal | Pos::VerbPast | Pos::VerbPresent | Pos::VerbThird if relative => relative = false,
                Pos::Modal if self.is(at, WOULD) => return Some((Verb::Unclear, at)),
                Pos::Modal => {
                    let perfect = (at + 1..at + 4).any(|n| self.is(n, HAVE));
                    let verb = self.modal(at, perfect);
                    return Some((if verb == Verb::Would { Verb::Ahead } else { verb }, at));
                }
                Pos::VerbPast => return Some((self.finite(at), at)),
                Pos::VerbPresent | Pos::VerbThird => match self.finite(at) {
                    // Perhaps a noun in -s: "shares fell".
                    Verb::Present if present.is_none() => present = Some((Verb::Present, at)),
                    Verb::Present => {}
                    verb => return Some((verb, at)),
                },
                // "The workers sued", taken for a participle.
                Pos::VerbParticiple if at > from && (self.tag(at - 1).is_noun() || self.tag(at - 1).is_name()) => {
                    participle = participle.or(Some((Verb::Past, at)));
                }
                Pos::Mark | Pos::To | Pos::Preposition if present.is_some() => break,
                _ => {}
            }
        }
        present.or(participle)
    }

    /// The tense of a finite verb with what follows it: "was due", "is to begin", "has begun".
    pub(super) fn finite(&self, at: usize) -> Verb {
        let mut next = at + 1;
        while self.tag(next) == Pos::Adverb {
            next += 1;
        }
        let be = self.is(at, BE_PAST | BE_NOW);
        let plans = be || self.tag(at) != Pos::VerbPast;
        let planned = (be && self.is(next, AHEAD)) || (self.tag(next) == Pos::To && plans && self.is(at, PLAN));
        match self.tag(at) {
            _ if self.is(at, HAD) => Verb::Past,
            _ if planned => Verb::Ahead,
            Pos::VerbPast => Verb::Past,
            _ if self.is(at, REPORTING) => Verb::Past,
            _ if self.is(at, HAVE) && self.tag(next) == Pos::VerbParticiple => Verb::Past,
            _ => Verb::Present,
        }
    }
}
