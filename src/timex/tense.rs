//! The verb that governs a time expression, and whether it tells of what was or of what is to come.
//!
//! "Friday" is last Friday or the next one; only the verb knows. It is found as a reader finds it: the nearest verb before
//! the expression in the same clause, else the first finite one after it.
//!
//! | clause | verb | tense |
//! |---|---|---|
//! | The court *ruled* **Friday** | finite, past | past |
//! | The court *will rule* **Friday** | modal | ahead |
//! | They *agreed to meet* **Friday** | infinitive after a word of planning | ahead |
//! | They *managed to meet* **Friday** | infinitive after any other past verb | past |
//! | The two *meet* **Friday** | present: an appointment | ahead for days of the week, else unknown |
//! | He *was to have met* them **Friday** | perfect | past |
//! | a bill *passed* **Friday** | participle without auxiliary | past |
//! | He is *accused of shooting* them **Friday** | gerund after a preposition | unknown |
//!
//! Which word is a verb, and in what form, the part-of-speech tagger says ([`crate::sentence::pos`]); it runs only over
//! sentences that hold an expression for which the tense decides. What no form shows ("due", "agreed to") is in
//! `assets/words/en/tense.toml`.

use std::ops::Range;

use smallvec::SmallVec;

use super::clause::{Clause, Verb};
use super::cues::{
    AHEAD, APPOINTED, APPOINTMENT, BE_BARE, BE_NOW, COMPLEMENT, EMPTY, EVENT, FILLED, FREE, FROM_THEN, HAVE, LIMIT,
    OCCASION, PURPOSE, SET_FOR, SUDDEN, TERM, TERMS, THROUGH, WEAK,
};
use super::told::{Cycle, Told};
use super::{Expression, Pick, Tense};
use crate::article::PassageKind;
use crate::calendar::Open;
use crate::sentence::Sentence;
use crate::sentence::pos::Pos;
use crate::span::Span;

/// Bytes before an expression that the tagger reads: room for as many tokens as [`Clause::before`] looks at and their own neighbors.
const BEHIND: u32 = 200;

/// Bytes after it, where no verb stands before it: "On Friday, after …, the court …".
const AHEAD_OF: u32 = 200;

/// Bytes after it that are read in any case, for `'s` and a `to`.
const BESIDE: u32 = 30;

/// A dateline has its date within this many bytes.
const DATELINE: u32 = 60;

/// No sentence has its first and last time further apart than this many bytes.
const LONGEST: u32 = 4000;

/// Reads the tense of each expression that is open to it.
pub fn govern(text: &str, sentence: &Sentence, found: &mut [Expression]) {
    let open = |e: &Expression| weekly(&e.told).is_some() && !heads_report(text, sentence, e);
    let Some(first) = found.iter().position(open) else { return };
    let last = found.iter().rposition(open).unwrap_or(first);
    let (Some(from), Some(to)) = (found.get(first), found.get(last)) else { return };
    let (from, to) = (from.span.start, to.span.end);
    // A table that the reader took for one sentence has no verbs, and would be read whole.
    if to - from > LONGEST {
        return;
    }
    let window = |behind: u32, ahead: u32| Span {
        start: edge(text, from.saturating_sub(behind).max(sentence.span.start)),
        end: if to + ahead < sentence.span.end { edge(text, to + ahead) } else { sentence.span.end },
    };
    let spans: SmallVec<[Span; 4]> = found.iter().map(|e| e.span).collect();
    // Most verbs stand before their time; what comes after is read only if one is missing.
    let near = Clause::read(text, window(BEHIND, BESIDE), &spans);
    let mut wide = None;
    let mut last: Option<(Span, bool, Shown)> = None;
    for expression in found.iter_mut() {
        let Some(weekly) = weekly(&expression.told).filter(|_| !heads_report(text, sentence, expression)) else {
            continue;
        };
        let place = near.place(expression.span);
        // "Said that in May", "said that as of May": the verb comes after.
        let before = |n: usize| place.start.checked_sub(n);
        let preposition = |n| before(n).is_some_and(|at| near.tag(at) == Pos::Preposition);
        let complement = |n| before(n).is_some_and(|at| near.is(at, COMPLEMENT));
        let complement = preposition(1) && (complement(2) || preposition(2) && complement(3));
        let apart = complement || near.is_unstopped(&place);
        let behind = || if apart { None } else { near.before(place.start, weekly) };
        // "By July and August it will …", "on Monday or Tuesday".
        let joined = last.filter(|(span, same, _)| *same == weekly && near.joins(near.place(*span).end..place.start));
        let verb = near.beside(&place, weekly);
        let shown = match verb.or_else(|| if joined.is_some() { None } else { behind() }) {
            None if joined.is_some() => joined.map(|(.., shown)| shown).unwrap_or_default(),
            _ if place.start > 0 && near.is(place.start - 1, FREE) => Shown::default(),
            // "Hopes of a rise by July kept prices up": the verb that follows is not its own.
            Some((_, at)) if place.start > 2 && at == place.end && !weekly && near.is(place.start - 1, LIMIT) => {
                Shown::default()
            }
            Some(verb) => {
                let behind = verb.1 < place.start;
                near.tense(expression, place, verb, behind, weekly, sentence.kind)
            }
            None => {
                let wide = wide.get_or_insert_with(|| Clause::read(text, window(BESIDE, AHEAD_OF), &spans));
                let place = wide.place(expression.span);
                match wide.after(place.end) {
                    Some(verb) => wide.tense(expression, place, verb, false, weekly, sentence.kind),
                    // Not at the head of its sentence: "By Friday, the dead …".
                    None if place.start > 1 && wide.is(place.start - 1, LIMIT | TERM) => {
                        Shown { tense: Tense::Ahead, verb: None }
                    }
                    None => Shown::default(),
                }
            }
        };
        last = Some((expression.span, weekly, shown));
        expression.tense = if expression.open == Open::Since { Tense::Past } else { shown.tense };
        expression.verb = shown.verb.filter(|_| expression.open != Open::Since);
    }
}

/// "OSLO, March 3 - ": the date of a dateline has no verb. In a folder of wires every article begins with one, and reading
/// them would cost as much as all other verbs.
fn heads_report(text: &str, sentence: &Sentence, expression: &Expression) -> bool {
    let rest = text.get(expression.span.end as usize..).unwrap_or_default();
    expression.span.start.saturating_sub(sentence.span.start) < DATELINE
        && rest.trim_start_matches([' ', ')']).starts_with(['-', '–', '—', '_'])
}

/// The beginning of the word at `at`, so that no window begins or ends inside a character or word.
fn edge(text: &str, at: u32) -> u32 {
    let inside = |n: &usize| text.as_bytes().get(*n).is_some_and(|b| !b.is_ascii_whitespace());
    let at = at as usize;
    let back = (at.saturating_sub(30)..=at).rev().find(|n| *n == 0 || !inside(&(n - 1)));
    back.or_else(|| (0..=at).rev().find(|n| text.is_char_boundary(*n))).unwrap_or(0) as u32
}

/// Whether it comes again every week; `None` if no tense can move it.
fn weekly(told: &Told) -> Option<bool> {
    match told {
        Told::Near(cycle, Pick::Near | Pick::This) => Some(matches!(cycle, Cycle::Weekday(_) | Cycle::Weekend)),
        Told::At(Some(of), _) | Told::Within(_, of) => weekly(of),
        _ => None,
    }
}

/// A tense, and the words that show it.
#[derive(Clone, Copy, Debug, Default)]
struct Shown {
    tense: Tense,
    verb: Option<Span>,
}

impl Clause<'_> {
    /// "Had been due in", "had been long expected to resign in".
    fn was_awaited(&self, at: usize) -> bool {
        let infinitive = at > 1 && self.tag(at - 1) == Pos::To;
        let at = if infinitive { at - 2 } else { at };
        (at.saturating_sub(2)..at).any(|n| self.is(n, BE_BARE)) && self.is(at, AHEAD | WEAK | SET_FOR)
    }

    /// Whether a month stands for itself, though its verb is past: "announced a ban starting in August", "resigned before the
    /// November election".
    fn is_own(&self, place: &Range<usize>) -> bool {
        let preposition = place.start > 0 && self.tag(place.start - 1) == Pos::Preposition;
        self.is(place.end, EVENT) || preposition && place.start > 1 && self.is(place.start - 2, FROM_THEN)
    }

    /// Whether a sentence begins at the preposition before `place` though no full stop says so, as on pages that were cut
    /// into text: "with the support of some On Saturday morning a quake …".
    fn is_unstopped(&self, place: &Range<usize>) -> bool {
        let Some(at) = place.start.checked_sub(1).filter(|&at| at > 0 && self.tag(at) == Pos::Preposition) else {
            return false;
        };
        let capital = |at: usize| self.word(at).starts_with(|c: char| c.is_ascii_uppercase());
        capital(at) && !capital(at - 1) && self.word(at - 1).starts_with(|c: char| c.is_ascii_alphanumeric())
    }

    /// Whether no more than "and", "or" and a preposition stands between two times.
    fn joins(&self, between: Range<usize>) -> bool {
        let small = |at: usize| matches!(self.tag(at), Pos::Conjunction | Pos::Preposition) || self.word(at) == ",";
        between.len() <= 3 && between.clone().any(|at| self.tag(at) == Pos::Conjunction) && between.clone().all(small)
    }

    /// What a verb says of an expression at `place`. `behind`: it stands before it.
    fn tense(
        &self,
        expression: &Expression,
        place: Range<usize>,
        (verb, at): (Verb, usize),
        behind: bool,
        weekly: bool,
        kind: PassageKind,
    ) -> Shown {
        let own = self.text.get(expression.span.end as usize..).unwrap_or_default().starts_with(['\'', '’']);
        let preposition = place.start.checked_sub(1);
        let stands = |list| preposition.is_some_and(|p| self.is(p, list));
        let tense = match verb {
            Verb::Unclear if stands(LIMIT | TERM) => Tense::Ahead,
            Verb::Unclear => Tense::Unknown,
            // "They gave him until Friday", but "he ruled until Friday".
            Verb::Past if behind && stands(TERM) && self.is(at, TERMS) => Tense::Ahead,
            // "Orders for November came in": not the month in which they came.
            Verb::Past if !weekly && stands(PURPOSE) => Tense::Unknown,
            // "Had been expected to resign in June": that June may be still to come.
            Verb::Past if !weekly && behind && self.was_awaited(at) => Tense::Unknown,
            Verb::Past => Tense::Past,
            Verb::Ahead if own && behind && !stands(OCCASION) => Tense::Unknown,
            Verb::Ahead => Tense::Ahead,
            Verb::Would if own || !behind => Tense::Unknown,
            Verb::Would => Tense::Ahead,
            // "Rescuers search the ruins on Tuesday": captions tell in the present what was photographed.
            Verb::Present if kind == PassageKind::Caption => Tense::Past,
            Verb::Present => {
                let bare = preposition.is_none_or(|p| self.tag(p) != Pos::Preposition);
                // "Arrives in June".
                let filled = !self.is(at, EMPTY) || self.is(at + 1, FILLED);
                // "Has a show on Friday".
                let holds = weekly && self.is(at, HAVE) && self.tag(at + 1) == Pos::Determiner && stands(APPOINTED);
                // "The visitation is 4-8 p.m. Sunday", "the hearing is at 9 a.m. Monday".
                let between = at + 1..place.start.min(at + 5);
                let small = |tag| matches!(tag, Pos::Number | Pos::Mark | Pos::Preposition | Pos::Particle);
                let hour = between.clone().all(|n| small(self.tag(n)));
                let is = weekly && behind && self.is(at, BE_NOW) && hour && between.end == place.start;
                let appointed =
                    holds || is || (bare || !weekly || stands(APPOINTED)) && self.is(at, APPOINTMENT) && filled;
                // "Sunday marks ten years of …": the day itself is spoken of, and is not over.
                let heads = preposition.is_none_or(|p| self.tag(p) == Pos::Mark);
                let object = matches!(self.tag(at + 1), Pos::Determiner | Pos::Possessive | Pos::Number);
                let subject = weekly && heads && !behind && at == place.end && object;
                // "It is shut from Friday to Monday."
                let stretch = weekly && expression.partner.is_some();
                if !own && (appointed || subject || stretch || stands(LIMIT | TERM | THROUGH)) {
                    Tense::Ahead
                } else {
                    Tense::Unknown
                }
            }
        };
        // "A film that can be seen by all, on Sunday, which told of …"
        let told = matches!(self.tag(place.end), Pos::Wh) && self.tag(place.end + 1) == Pos::VerbPast;
        let tense = if told && weekly && !own { Tense::Past } else { tense };
        // "Christmas sales will …", "produced over Christmas will …": only what stands after its verb is awaited.
        let feast = matches!(expression.told, Told::Near(Cycle::Feast(_), _));
        let attribute = self.tag(place.end).is_noun() || self.tag(place.end).is_name();
        let tense = match tense {
            Tense::Past if !weekly && self.is_own(&place) => Tense::Unknown,
            Tense::Ahead if feast && (!behind || attribute || !stands(APPOINTED)) => Tense::Unknown,
            tense => tense,
        };
        // "Thursday's bombing will make it harder": nobody bombs by appointment.
        let sudden = place.end + usize::from(own);
        let tense = match tense {
            Tense::Ahead | Tense::Unknown
                if weekly && own && self.is(sudden, SUDDEN) && !self.tag(sudden + 1).is_noun() =>
            {
                Tense::Past
            }
            tense => tense,
        };
        // "Treated victims of Monday's quake": the verb does not tell of that day.
        let tells = tense == Tense::Ahead || (tense == Tense::Past && !own);
        let verb = self.with_auxiliaries(at).filter(|_| tells);
        Shown { tense, verb }
    }
}
