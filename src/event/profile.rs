//! What a mention is compared by: its time, its trigger and kinds of happening, its terms, its actors, its amounts.
//!
//! All is numbers, read once: terms and kinds as ids in sorted lists, weighed by the [`Reader`], units and figures as hashes. Two
//! mentions are then compared by walking short lists, without a map and without text.

use smallvec::SmallVec;

use super::Told;
use super::feed::Marks;
use super::reader::{Reader, Sentence};
use super::words::{KindId, Role, TermId, Word};
use crate::article::PassageKind;
use crate::calendar::When;
use crate::mention::Mention;
use crate::span::Span;
use crate::timex::Anchor;

/// A term with its weight; lists are in order of term and of length 1 as vectors.
pub type Weighted = (TermId, f32);

/// Kinds live in the same space as terms, above them.
const KIND_BASE: TermId = 1 << 24;
/// Amounts too.
const AMOUNT_BASE: TermId = 1 << 25;

/// Words of the sentence outside the clause still say what the report is about, but less than the clause. At 0 leads with
/// short clauses find nobody; at 1 two happenings of one sentence look alike.
const REST_OF_SENTENCE: f32 = 0.35;
/// Names are compared as actors already. At 1 two statements by the same people look like one.
const NAME_WEIGHT: f32 = 0.5;
/// The trigger's own term counts more than other words.
const TRIGGER_WEIGHT: f32 = 1.6;

/// The number of the unit that counts people.
pub const PEOPLE: u32 = 0;

/// What one mention is compared by.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Its article.
    pub article: u32,
    /// The first article of which its article is a copy, or its article.
    pub original: u32,
    /// Its sentence.
    pub sentence: Span,
    /// Index of its sentence in its article.
    pub position: u32,
    /// Sentences of the report before it; lines of furniture do not count.
    pub depth: u32,
    /// Whether it stands under a picture.
    pub caption: bool,
    /// The time told; `None` only before it is filled.
    pub when: Option<When>,
    /// Whether a time expression dates it, not the day of writing.
    pub explicit: bool,
    /// Whether its time hangs on a day of writing that is only a guess, or is borrowed from others: it may join, and never
    /// dates.
    pub loose: bool,
    /// Whether it stands in a table, or in an article that is mostly tables: it tells of its own article only.
    pub form: bool,
    /// The terms of clause and sentence, kinds and amounts.
    pub terms: Box<[Weighted]>,
    /// Length of the part of `terms` that says of whom and what it is told: without trigger, kinds and amounts.
    pub about: f32,
    /// How much its clause says of whom and what, in words as rare as can be.
    pub told: f32,
    /// The terms of its actors' names.
    pub actors: Box<[Weighted]>,
    /// Which sorts of names are among them, as bits of [`Sort`]: a person contradicts no country.
    pub sorts: u8,
    /// The term of the trigger, unless it is a light verb.
    pub trigger: Option<TermId>,
    /// Whether the trigger is a word of saying.
    pub says: bool,
    /// Kinds named by the trigger; where the trigger is light, the kinds beside it.
    pub kinds: SmallVec<[KindId; 4]>,
    /// Kinds named anywhere in the clause.
    pub around: SmallVec<[KindId; 4]>,
    /// Content terms of the clause, sorted, without weights.
    pub content: Box<[TermId]>,
    /// Amounts: a number for the unit, and the amount.
    pub amounts: Box<[(u32, f64)]>,
    /// What tells the reports of an agency apart, where the folder is its output.
    pub marks: Option<Box<Marks>>,
}

/// Sorts of names, as bits: who plainly is a person, what plainly is a country, and the rest.
pub struct Sort;

#[allow(missing_docs)]
impl Sort {
    pub const PERSON: u8 = 1;
    pub const COUNTRY: u8 = 2;
    pub const OTHER: u8 = 4;
}

/// What the mentions of one article share.
#[derive(Default)]
pub struct Page {
    /// Whether most of it is tables.
    tables: bool,
    /// Of each sentence, how many of the report stand before it.
    depths: Vec<u32>,
}

impl Page {
    /// Looks over an article.
    pub fn of(told: &Told<'_>) -> Self {
        let (mut table, mut text, mut depth) = (0, 0, 0);
        let mut depths = Vec::with_capacity(told.sentences.len() + 1);
        for sentence in told.sentences {
            depths.push(depth);
            depth += u32::from(sentence.kind.is_report());
            match sentence.kind {
                PassageKind::Table => table += sentence.span.of(&told.article.text).len(),
                PassageKind::Body => text += sentence.span.of(&told.article.text).len(),
                _ => {}
            }
        }
        depths.push(depth);
        Self { tables: table > text, depths }
    }

    /// Whether a sentence is a row of a table, or stands in an article that is mostly tables: it leads to them or adds to them.
    fn is_form(&self, kind: Option<PassageKind>) -> bool {
        match kind {
            Some(PassageKind::Table) => true,
            Some(PassageKind::Title | PassageKind::Body) => self.tables,
            _ => false,
        }
    }
}

impl Profile {
    /// Weighs a mention; `actors` are the terms of the names that take part, sorted.
    pub fn of(
        here: Option<&Told<'_>>,
        mention: &Mention,
        page: &Page,
        sentence: Sentence<'_>,
        actors: &[TermId],
        sorts: u8,
        reader: &Reader<'_>,
    ) -> Self {
        let article = mention.article.0;
        let timex = mention.timex.and_then(|t| here?.timexes.get(t as usize));
        let position = here.map_or(0, |t| t.sentences.partition_point(|s| s.span.end <= mention.sentence.start));
        let counted = timex.is_none_or(|t| t.anchor != Anchor::None);
        let mut profile = Self {
            article,
            original: reader.original(article),
            sentence: mention.sentence,
            position: position as u32,
            depth: page.depths.get(position).copied().unwrap_or_default(),
            caption: here.and_then(|t| t.sentences.get(position)).is_some_and(|s| s.kind == PassageKind::Caption),
            when: Some(mention.when),
            explicit: mention.timex.is_some(),
            form: page.is_form(here.and_then(|t| t.sentences.get(position)).map(|s| s.kind)),
            loose: counted && here.is_some_and(|t| !t.sure()),
            amounts: mention.amounts.iter().map(|amount| (reader.unit(&amount.unit), amount.number)).collect(),
            actors: unit(actors.iter().map(|&term| (term, reader.rarity.of_term(term))).collect()).into(),
            sorts,
            ..Self::default()
        };
        profile.weigh(mention, timex.map(|t| t.span), actors, sentence, reader);
        profile
    }

    fn weigh(
        &mut self,
        mention: &Mention,
        timex: Option<Span>,
        actors: &[TermId],
        sentence: Sentence<'_>,
        reader: &Reader<'_>,
    ) {
        let (vocabulary, rarity) = (&reader.vocabulary, &reader.rarity);
        let once = rarity.once();
        let mut weights: Vec<Weighted> =
            Vec::with_capacity(sentence.words.len() + sentence.kinds.len() + self.amounts.len());
        let mut content: SmallVec<[TermId; 24]> = SmallVec::new();
        let clause = clause_of(mention);
        let trigger = mention.trigger;
        let near = |word: &Word| trigger.is_some_and(|t| word.span.start < t.end + 40 && t.start < word.span.end + 24);
        for word in sentence.words {
            let term = vocabulary.get(word.term);
            let is_trigger = trigger.is_some_and(|t| t.overlaps(word.span));
            if is_trigger {
                match term.role {
                    Role::Content => self.trigger = Some(word.term),
                    Role::Say => {
                        self.trigger = Some(word.term);
                        self.says = true;
                    }
                    _ => {}
                }
            }
            if term.role != Role::Content && !is_trigger || timex.is_some_and(|t| t.overlaps(word.span)) {
                continue;
            }
            // What is left of "1986/87" beside the time.
            if term.stem.len() <= 2 && term.stem.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            let inside = clause.contains(word.span);
            let mut weight = rarity.of_term(word.term);
            if inside && !is_trigger {
                self.told += weight / once;
            }
            if actors.binary_search(&word.term).is_ok() {
                weight *= NAME_WEIGHT;
            }
            if is_trigger && term.role == Role::Content {
                weight *= TRIGGER_WEIGHT;
            } else if !inside {
                weight *= REST_OF_SENTENCE;
            }
            if inside && term.role == Role::Content {
                content.push(word.term);
            }
            weights.push((word.term, weight));
        }
        let mut beside: SmallVec<[KindId; 4]> = SmallVec::new();
        for &(at, len, kind) in sentence.kinds {
            let Some(words) = sentence.words.get(at..at + len) else { continue };
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let span = first.span.hull(last.span);
            let inside = clause.contains(span);
            let weight = rarity.of_kind(kind);
            if trigger.is_some_and(|t| t.overlaps(span)) {
                self.kinds.push(kind);
            } else if near(first) {
                beside.push(kind);
            }
            if inside {
                self.around.push(kind);
            }
            weights.push((kind_term(kind), if inside { weight } else { weight * REST_OF_SENTENCE }));
        }
        if self.trigger.is_none() {
            self.kinds.extend(beside);
        }
        self.kinds.sort_unstable();
        self.kinds.dedup();
        self.around.sort_unstable();
        self.around.dedup();
        content.sort_unstable();
        content.dedup();
        self.content = content.as_slice().into();
        for &(unit, number) in &self.amounts {
            weights.push((AMOUNT_BASE + amount_bucket(unit, number), 2.0));
        }
        self.terms = unit(weights).into();
        self.about = self.terms.iter().filter(|t| self.names(t.0)).map(|t| t.1 * t.1).sum::<f32>().sqrt();
    }

    /// Whether a term says of whom and what it is told, not what happened.
    pub fn names(&self, term: TermId) -> bool {
        term < KIND_BASE && self.trigger != Some(term)
    }
}

/// The stretch of its sentence that a mention tells.
pub fn clause_of(mention: &Mention) -> Span {
    if mention.clause.is_empty() { mention.sentence } else { mention.clause }
}

/// A kind as a term.
pub fn kind_term(kind: KindId) -> TermId {
    KIND_BASE + TermId::from(kind)
}

/// A number that two amounts share if they are told as the same: three significant digits and the unit.
fn amount_bucket(unit: u32, number: f64) -> TermId {
    let digits = format!("{number:.2e}");
    digits.bytes().fold(unit.wrapping_mul(0x9e37), |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b))) & 0xff_ffff
}

/// Sorted by term, repeated terms at their greatest weight, scaled to length 1.
pub fn unit(mut weights: Vec<Weighted>) -> Vec<Weighted> {
    weights.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    weights.dedup_by_key(|w| w.0);
    let length = weights.iter().map(|w| w.1 * w.1).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.iter_mut().for_each(|w| w.1 /= length);
    }
    weights
}
