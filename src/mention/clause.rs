//! A sentence as clauses: which words belong to which verb.
//!
//! No parser here, but what a careful reader sees at a glance. Verbs stand in *groups* ("has not been signed"), each group
//! makes a clause, and between two groups one word is where the second clause begins:
//!
//! | between the groups | the second clause begins | |
//! |---|---|---|
//! | a conjunction or relative | there | `met │ as trade hit`, `trade, │ which exceeded` |
//! | a comma, then a participle | after the comma | `hit a record, │ achieving a goal` |
//! | a participle after its noun | at the participle | `a goal │ set by both` |
//! | *to* | there | `plans │ to visit` |
//! | nothing | where the subject begins | `said Thursday │ the firm will close` |
//!
//! What stands before the first conjunction without a verb ("On Monday, as …") is a clause without a group, and belongs
//! to the first clause that no conjunction opens.

use super::word::Word;
use super::words::is;
use crate::sentence::pos::Pos;

/// How a group carries its tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "signed", "will sign", "was signed".
    Finite,
    /// "to sign".
    Infinitive,
    /// "signing", "signed" after its noun.
    Participle,
}

/// A verb with its helpers, and the words that belong to it.
#[derive(Clone, Copy, Debug)]
pub struct Clause {
    /// First word of the clause.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// First word of the verb group; equals `start..` of nothing if there is none.
    pub group: usize,
    /// The verb that carries the meaning; `None` in a stretch without a verb.
    pub head: Option<usize>,
    /// How the group carries its tense.
    pub form: Form,
    /// Opened by a subordinating word.
    pub subordinate: bool,
    /// Opened by the relative that the noun before it explains.
    pub relative: bool,
    /// Whether the group looks ahead: *will*.
    pub ahead: bool,
    /// *may, could, would*.
    pub open: bool,
    /// *not, never*.
    pub negated: bool,
}

/// The clauses of a sentence, in order and without gaps.
pub fn clauses(words: &[Word]) -> Vec<Clause> {
    let groups = groups(words);
    let mut clauses: Vec<Clause> = Vec::with_capacity(groups.len() + 2);
    let mut begun = 0;
    for (n, group) in groups.iter().enumerate() {
        let after = if n == 0 { 0 } else { groups.get(n - 1).map_or(0, |g| g.last + 1) };
        let boundary = boundary(words, after, group, n == 0);
        if boundary > begun {
            // The stretch up to here belongs to the clause before; before the first group it stands alone.
            match clauses.last_mut() {
                Some(last) => last.end = boundary,
                None => clauses.push(Clause {
                    start: 0,
                    end: boundary,
                    group: 0,
                    head: None,
                    form: Form::Finite,
                    subordinate: false,
                    relative: false,
                    ahead: false,
                    open: false,
                    negated: false,
                }),
            }
        }
        let opener = words.get(boundary);
        let subordinate = opener.is_some_and(|w| w.is(is::SUBORDINATE) && boundary < group.first);
        let said = boundary.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is(is::SAYING));
        let relative = opener.is_some_and(|w| w.pos == Pos::Wh) && !said
            || group.form == Form::Participle
                && boundary.checked_sub(1).and_then(|i| words.get(i)).is_none_or(|w| w.mark != b',');
        clauses.push(Clause {
            start: boundary,
            end: words.len(),
            group: group.first,
            head: Some(group.head),
            form: group.form,
            subordinate,
            relative,
            ahead: group.ahead,
            open: group.open,
            negated: group.negated,
        });
        begun = boundary;
    }
    for n in 1..clauses.len() {
        let start = clauses.get(n).map_or(0, |c| c.start);
        if let Some(before) = clauses.get_mut(n - 1) {
            before.end = start;
        }
    }
    clauses
}

struct Group {
    first: usize,
    last: usize,
    head: usize,
    form: Form,
    ahead: bool,
    open: bool,
    negated: bool,
}

fn groups(words: &[Word]) -> Vec<Group> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let to = word.pos == Pos::To && follows_verb(words, at + 1);
        let verb = word.pos.is_verb() && !word.is(is::ATTRIBUTING | is::COMPARING);
        if !(verb || word.pos == Pos::Modal || to) || is_modifier(words, at) {
            at += 1;
            continue;
        }
        let mut group = Group {
            first: at,
            last: at,
            head: at,
            form: Form::Finite,
            ahead: false,
            open: false,
            negated: at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is(is::NEGATION)),
        };
        group.form = match word.pos {
            Pos::To => Form::Infinitive,
            Pos::VerbGerund | Pos::VerbParticiple => Form::Participle,
            _ => Form::Finite,
        };
        let mut i = at;
        let mut helper = true;
        while let Some(word) = words.get(i) {
            if word.pos.is_verb() {
                // a full verb ends the group; helpers lead on
                if !helper {
                    break;
                }
                group.head = i;
                group.last = i;
                helper = word.is(is::AUXILIARY);
            } else if word.pos == Pos::Modal {
                if !helper || i > at && group.last + 1 < i {
                    break;
                }
                group.ahead |= word.is(is::AHEAD);
                group.open |= word.is(is::OPEN);
                group.last = i;
                group.head = i;
            } else if word.pos == Pos::To {
                if i != at {
                    break;
                }
                group.last = i;
            } else if word.is(is::NEGATION) && word.pos != Pos::Determiner {
                group.negated = true;
            } else if word.pos != Pos::Adverb {
                break;
            }
            i += 1;
        }
        at = group.last + 1;
        found.push(group);
    }
    // "The bridge collapsed, killing four": the tagger cannot always tell past from participle; a sentence has a main verb.
    if found.iter().all(|group| group.form != Form::Finite) {
        let main = |group: &&mut Group| words.get(group.head).is_some_and(|w| w.pos == Pos::VerbParticiple);
        if let Some(group) = found.iter_mut().find(main) {
            group.form = Form::Finite;
        }
    }
    for n in 0..found.len() {
        if found.get(n).is_some_and(|group| lacks_verb(words, group, found.get(n + 1))) {
            found.get_mut(n).into_iter().for_each(|group| group.form = Form::Finite);
        }
    }
    found
}

/// Whether a lone past participle must be the past tense: a conjunction or a saying opens its clause ("said that two men
/// drowned") and no other verb follows that could be meant ("said that goods made abroad sell").
fn lacks_verb(words: &[Word], group: &Group, next: Option<&Group>) -> bool {
    if group.form != Form::Participle || group.first != group.last {
        return false;
    }
    if words.get(group.head).is_none_or(|w| w.pos != Pos::VerbParticiple) {
        return false;
    }
    let mut at = group.first;
    let mut subject = false;
    let opened = loop {
        let Some(word) = at.checked_sub(1).and_then(|i| words.get(i)) else {
            // "Berg resigned in a letter, saying": a name or pronoun that begins the sentence is the subject
            let before = group.first.checked_sub(1).and_then(|i| words.get(i));
            break before.is_some_and(|w| (w.pos.is_name() || w.pos == Pos::Pronoun) && !w.timed);
        };
        if word.is(is::SUBORDINATE | is::SAYING) && !word.pos.is_noun() {
            break subject;
        }
        if !(word.is_nominal() || word.pos == Pos::Preposition || word.timed) {
            break false;
        }
        subject |= word.pos.is_noun() || word.pos.is_name() || word.pos == Pos::Pronoun;
        at -= 1;
    };
    let other = next.is_some_and(|next| {
        next.form == Form::Finite
            && (group.last + 1..next.first)
                .all(|i| words.get(i).is_some_and(|w| w.mark != b',' && !w.is(is::SUBORDINATE | is::COORDINATE)))
    });
    opened && !other
}

fn follows_verb(words: &[Word], mut at: usize) -> bool {
    while let Some(word) = words.get(at) {
        if word.pos.is_verb() {
            return true;
        }
        if word.pos != Pos::Adverb {
            return false;
        }
        at += 1;
    }
    false
}

/// A participle before its noun ("the planned visit", "rising prices") makes no clause.
fn is_modifier(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|i| words.get(i));
    let next = words.get(at + 1);
    if matches!(word.pos, Pos::VerbPast | Pos::VerbParticiple) && next.is_some_and(|w| w.pos.is_noun() && !w.timed) {
        // "two flooded villages", "preferred shares"
        let counted = before.is_some_and(|w| w.pos == Pos::Number && !w.timed);
        let named =
            word.pos == Pos::VerbParticiple && before.is_some_and(|w| (w.pos.is_name() || w.pos.is_noun()) && !w.timed);
        if counted || named {
            return true;
        }
    }
    if !matches!(word.pos, Pos::VerbGerund | Pos::VerbParticiple) {
        return false;
    }
    let opens =
        before.is_some_and(|w| matches!(w.pos, Pos::Determiner | Pos::Possessive | Pos::Adjective) || w.mark == b'-');
    let noun = next.is_some_and(|w| w.pos.is_noun() || w.pos.is_name() || w.pos == Pos::Adjective);
    opens && (noun || word.pos == Pos::VerbGerund)
}

/// Where the clause of `group` begins; the group before it ends at `after`.
fn boundary(words: &[Word], after: usize, group: &Group, first: bool) -> usize {
    match group.form {
        Form::Infinitive => return group.first,
        Form::Participle => {
            // "before", "by" or "after" and a gerund go together
            let opens = group.first.checked_sub(1).filter(|&i| i >= after).and_then(|i| words.get(i).map(|w| (i, w)));
            return match opens {
                Some((i, w))
                    if matches!(w.pos, Pos::Preposition | Pos::Wh | Pos::Conjunction) || w.is(is::SUBORDINATE) =>
                {
                    i
                }
                _ => group.first,
            };
        }
        Form::Finite => {}
    }
    // Walk left over the subject.
    let mut at = group.first;
    let mut subject = None;
    while at > after {
        let Some(word) = words.get(at - 1) else { break };
        if word.pos == Pos::Wh || word.is(is::SUBORDINATE) && !word.pos.is_noun() && word.pos != Pos::Determiner {
            // "after the attack, police said": a conjunction has its verb before the next comma
            return at - 1;
        }
        if word.pos == Pos::Conjunction {
            let directly = at == group.first;
            let comma = at.checked_sub(2).and_then(|i| words.get(i)).is_some_and(|w| matches!(w.mark, b',' | b';'));
            let said = after.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is(is::SAYING));
            let whole = (after..at - 1).all(|i| words.get(i).is_some_and(|w| w.is_nominal() && !w.timed));
            // "that trade between Chile and Peru rose": what stands before belongs to this clause already
            let opened =
                (after..at - 1).any(|i| words.get(i).is_some_and(|w| w.is(is::SUBORDINATE) || w.pos == Pos::Wh));
            let one_subject = opened || said && whole;
            if !first && (directly || comma || !one_subject) {
                return at - 1;
            }
            at -= 1;
            continue;
        }
        if word.mark == b')'
            && let Some(open) = (after..at - 1).rev().find(|&i| words.get(i).is_some_and(|w| w.mark == b'('))
        {
            at = open;
            continue;
        }
        if matches!(word.mark, b';' | b':' | b'_' | b'(' | b')') {
            return subject.unwrap_or(at);
        }
        if matches!(word.mark, b',' | b'"') {
            if first {
                // "On Monday, police said": the first clause takes what leads into it, unless a conjunction opens it
                return lead(words, at).unwrap_or(0);
            }
            return at;
        }
        if subject.is_none() && (word.timed || !(word.is_nominal() || word.pos == Pos::Adverb)) {
            // the subject itself ended here; a preposition before it may still belong to it ("police in Oslo said")
            if word.timed {
                let mut begin = at - 1;
                while begin > after && words.get(begin - 1).is_some_and(|w| w.timed) {
                    begin -= 1;
                }
                // "profits for the quarter fell": a time inside the subject, told from "said on Monday profits fell"
                let inside = words.get(begin.wrapping_sub(1)).is_some_and(|w| w.pos == Pos::Preposition)
                    && begin >= after + 2
                    && words.get(begin - 2).is_some_and(|w| w.is_nominal());
                if inside {
                    at = begin - 1;
                    continue;
                }
                subject = Some(at);
            } else if word.pos.is_verb() || word.pos == Pos::To {
                subject = Some(at);
            }
        }
        at -= 1;
    }
    if first { 0 } else { subject.unwrap_or(at) }
}

/// Before the comma at `comma - 1`: a stretch that begins with a conjunction is left to stand alone.
fn lead(words: &[Word], comma: usize) -> Option<usize> {
    words.first().is_some_and(|w| w.pos == Pos::Wh).then_some(comma)
}

/// The clause that holds word `at`.
pub fn of(clauses: &[Clause], at: usize) -> usize {
    clauses.partition_point(|clause| clause.start <= at).saturating_sub(1)
}

/// The clause whose verb a stretch without one belongs to: the first that no conjunction opens, else the first with a verb.
pub fn main_after(clauses: &[Clause], from: usize) -> Option<usize> {
    let later = || clauses.iter().enumerate().skip(from);
    later()
        .find(|(_, c)| c.head.is_some() && !c.subordinate && !c.relative && c.form == Form::Finite)
        .or_else(|| later().find(|(_, c)| c.head.is_some()))
        .map(|(n, _)| n)
}
