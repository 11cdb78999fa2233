//! What a mention is compared by: its time, its trigger and kinds of happening, its terms, its actors, its amounts.
//!
//! Terms weigh by how rare they are among the *articles that are no copies* (inverse document frequency), so that a story
//! printed ten times does not make its own words common, and a word of the folder's one subject says little.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Told;
use super::words::{KindId, Role, TermId, Vocabulary, Word, word_spans};
use crate::article::PassageKind;
use crate::calendar::When;
use crate::copy::Likeness;
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
/// A kind of happening counts as much as a rare word: it is what joins "spoke by phone" and "telephone conversation".
const KIND_WEIGHT: f32 = 1.3;
/// Names are compared as actors already. At 1 two statements by the same people look like one.
const NAME_WEIGHT: f32 = 0.5;
/// The trigger's own term counts more than other words.
const TRIGGER_WEIGHT: f32 = 1.6;

/// Words that a statement has at least beside its speaker.
const LEAST_SAID: usize = 3;

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
    /// The time told; `None` only before it is filled.
    pub when: Option<When>,
    /// Whether a time expression dates it, not the day of writing.
    pub explicit: bool,
    /// Whether its time hangs on a day of writing that is only a guess, or is borrowed from others: it may join, and never
    /// dates.
    pub loose: bool,
    /// Whether it stands in a table, or in an article that is mostly tables: it tells of its own article only.
    pub form: bool,
    /// The names that take part, each as its terms.
    pub names: Names,
    /// Of a statement what is said, without names, sorted.
    pub said: Box<[TermId]>,
    /// The names in the title of its article, sorted.
    pub owner: SmallVec<[TermId; 4]>,
    /// Whether it names nobody and `names` are those of the title.
    pub borrowed: bool,
    /// Whether it counts people: who were hurt, who came. Such counts grow, and sources differ on them.
    pub toll: bool,
    /// The numbers of the sentence that are no time, as hashes, sorted.
    pub figures: SmallVec<[u32; 4]>,
    /// The terms of clause and sentence, kinds and amounts.
    pub terms: Vec<Weighted>,
    /// Length of the part of `terms` that says of whom and what it is told: without trigger, kinds and amounts.
    pub about: f32,
    /// How much its clause says of whom and what, in words as rare as can be.
    pub told: f32,
    /// The terms of its actors' names.
    pub actors: Vec<Weighted>,
    /// The term of the trigger, unless it is a light verb.
    pub trigger: Option<TermId>,
    /// Whether the trigger is a word of saying.
    pub says: bool,
    /// Kinds named by the trigger; where the trigger is light, the kinds beside it.
    pub kinds: SmallVec<[KindId; 4]>,
    /// Kinds named anywhere in the clause.
    pub around: SmallVec<[KindId; 6]>,
    /// Content terms of the clause, sorted, without weights.
    pub content: SmallVec<[TermId; 12]>,
    /// Amounts: a number for the unit, and the amount.
    pub amounts: SmallVec<[(u32, f64); 2]>,
}

/// The words of one sentence, read once for all mentions in it.
struct Sentence {
    words: Vec<Word>,
    kinds: Vec<(usize, usize, KindId)>,
}

/// What is known of the words of a folder once all mentions are read; reads further ones.
pub struct Reader<'a> {
    vocabulary: Vocabulary<'a>,
    originals: Vec<u32>,
    rarity: Rarity,
    units: FxHashMap<String, u32>,
    /// The terms of each article's title.
    titles: Vec<Box<[TermId]>>,
}

/// The profiles of all mentions, in order.
pub fn profiles<'a>(told: &[Told<'a>], mentions: &[Mention], likeness: &Likeness) -> (Vec<Profile>, Reader<'a>) {
    let mut vocabulary = Vocabulary::default();
    let originals = originals(told.len(), likeness);
    // Mentions are in order of article and position, so those of a sentence stand together.
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut of_mention: Vec<u32> = Vec::with_capacity(mentions.len());
    let mut last = None;
    for mention in mentions {
        let here = (mention.article, mention.sentence);
        if last != Some(here) {
            last = Some(here);
            sentences.push(Sentence::read(told, mention.article.index(), mention.sentence, &mut vocabulary));
        }
        of_mention.push(sentences.len().saturating_sub(1) as u32);
    }
    let names: Vec<Names> = mentions.iter().map(|mention| name_terms(mention, &mut vocabulary)).collect();
    let actors: Vec<Vec<TermId>> = names.iter().map(all_terms).collect();
    let rarity = Rarity::of(told.len(), &originals, mentions, &of_mention, &sentences, &actors, vocabulary.len());
    let titles = told
        .iter()
        .map(|t| {
            let title = t.article.title.as_str();
            // Words of a headline in capitals are looked up as a sentence writes them.
            let shouted = !title.contains(char::is_lowercase);
            let words = word_spans(title, Span::new(0, title.len()));
            let words = words.into_iter().map(|span| span.of(title)).map(|word| match word {
                word if shouted && !word.contains('.') => vocabulary.intern(&word.to_lowercase()),
                word => vocabulary.intern(word),
            });
            words.collect()
        })
        .collect();
    let mut reader = Reader { vocabulary, originals, rarity, units: FxHashMap::default(), titles };
    let mut profiles = Vec::with_capacity(mentions.len());
    for (((mention, &sentence), actors), names) in mentions.iter().zip(&of_mention).zip(&actors).zip(names) {
        if let Some(sentence) = sentences.get(sentence as usize) {
            profiles.push(reader.profile(told, mention, sentence, actors, names));
        }
    }
    (profiles, reader)
}

/// Names, each as its terms.
type Names = SmallVec<[SmallVec<[TermId; 3]>; 2]>;

/// The terms of each name that takes part.
fn name_terms(mention: &Mention, vocabulary: &mut Vocabulary<'_>) -> Names {
    let mut names = Names::new();
    for name in &mention.actors {
        let mut terms: SmallVec<[TermId; 3]> = SmallVec::new();
        for span in word_spans(name, Span::new(0, name.len())) {
            let term = vocabulary.intern(span.of(name));
            if vocabulary.get(term).role == Role::Content {
                terms.push(term);
            }
        }
        if !terms.is_empty() {
            names.push(terms);
        }
    }
    names
}

/// The terms of all names, sorted.
fn all_terms(names: &Names) -> Vec<TermId> {
    let mut terms: Vec<TermId> = names.iter().flatten().copied().collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

impl Sentence {
    fn read<'a>(told: &[Told<'a>], article: usize, span: Span, vocabulary: &mut Vocabulary<'a>) -> Self {
        let words = told.get(article).map_or_else(Vec::new, |told| vocabulary.read(&told.article.text, span));
        let kinds = vocabulary.kinds(&words);
        Self { words, kinds }
    }
}

impl<'a> Reader<'a> {
    /// The profile of a further mention, weighed as the others are.
    pub fn read(&mut self, told: &[Told<'a>], mention: &Mention) -> Profile {
        let sentence = Sentence::read(told, mention.article.index(), mention.sentence, &mut self.vocabulary);
        let names = name_terms(mention, &mut self.vocabulary);
        self.profile(told, mention, &sentence, &all_terms(&names), names)
    }

    /// The words of a stretch of an article by weight, before it is known what it tells.
    pub fn terms(&mut self, told: &[Told<'a>], article: usize, span: Span) -> Vec<Weighted> {
        let sentence = Sentence::read(told, article, span, &mut self.vocabulary);
        let content = |word: &&Word| self.vocabulary.get(word.term).role == Role::Content;
        let words = sentence.words.iter().filter(content).map(|word| (word.term, self.rarity.of_term(word.term)));
        let kinds = sentence
            .kinds
            .iter()
            .map(|&(.., kind)| (KIND_BASE + TermId::from(kind), self.rarity.of_kind(kind) * KIND_WEIGHT));
        unit(words.chain(kinds).collect())
    }

    /// In what share of the articles that tell something the most widespread word stands: of a folder on one subject, in most.
    pub fn subject(&self) -> f32 {
        let telling = self.rarity.telling.max(1) as f32;
        let content = |term: usize| self.vocabulary.get(term as TermId).role == Role::Content;
        let of_term = self.rarity.terms.iter().enumerate().filter(|(term, _)| content(*term)).map(|(_, &n)| n);
        of_term.max().unwrap_or_default() as f32 / telling
    }

    /// The first article of which this one is a copy, or itself.
    pub fn original(&self, article: u32) -> u32 {
        self.originals.get(article as usize).copied().unwrap_or(article)
    }

    /// The names in the title of an article, sorted: whom its nameless sentences are about.
    fn title_names(&self, article: usize) -> SmallVec<[TermId; 4]> {
        let terms = self.titles.get(article).map_or(&[][..], |title| &title[..]).iter().copied();
        let name =
            |term: &TermId| self.vocabulary.is_title_name(*term) && self.vocabulary.get(*term).role == Role::Content;
        let mut names: SmallVec<[TermId; 4]> = terms.filter(name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn profile(
        &mut self,
        told: &[Told<'a>],
        mention: &Mention,
        sentence: &Sentence,
        actors: &[TermId],
        names: Names,
    ) -> Profile {
        let article = mention.article.0;
        let here = told.get(mention.article.index());
        let timex = mention.timex.and_then(|t| here?.timexes.get(t as usize));
        let amounts: SmallVec<[(u32, f64); 2]> = mention
            .amounts
            .iter()
            .map(|amount| {
                let next = self.units.len() as u32;
                (*self.units.entry(amount.unit.clone()).or_insert(next), amount.number)
            })
            .collect();
        let position = here.map_or(0, |t| t.sentences.partition_point(|s| s.span.end <= mention.sentence.start));
        let above = here.and_then(|t| t.sentences.get(..position)).unwrap_or_default();
        let counted = timex.is_none_or(|t| t.anchor != Anchor::None);
        let mut profile = Profile {
            article,
            original: self.original(article),
            sentence: mention.sentence,
            position: position as u32,
            depth: above.iter().filter(|s| s.kind.is_report()).count() as u32,
            when: Some(mention.when),
            explicit: mention.timex.is_some(),
            form: here.is_some_and(|t| is_form(t, position)),
            toll: mention.amounts.iter().any(|a| a.unit == "person"),
            figures: here.map_or_else(SmallVec::new, |t| figures(t, mention.sentence)),
            loose: counted && here.is_some_and(|t| !t.sure()),
            amounts,
            names,
            ..Profile::default()
        };
        // "Dividend payable …", "Bank N.A.": what is mostly written small names nobody, with a capital too.
        for name in &mut profile.names {
            name.retain(|term| self.vocabulary.is_name(*term));
        }
        profile.names.retain(|name| !name.is_empty());
        profile.owner = self.title_names(mention.article.index());
        if profile.names.is_empty() {
            profile.names = profile.owner.iter().map(|&term| SmallVec::from_slice(&[term])).collect();
            profile.borrowed = true;
        }
        profile.read(mention, timex.map(|t| t.span), actors, sentence, &self.vocabulary, &self.rarity);
        profile.actors = unit(actors.iter().map(|&term| (term, self.rarity.of_term(term))).collect());
        profile
    }
}

impl Profile {
    fn read(
        &mut self,
        mention: &Mention,
        timex: Option<Span>,
        actors: &[TermId],
        sentence: &Sentence,
        vocabulary: &Vocabulary<'_>,
        rarity: &Rarity,
    ) {
        let mut weights: Vec<Weighted> = Vec::with_capacity(sentence.words.len());
        let clause = if mention.clause.is_empty() { mention.sentence } else { mention.clause };
        let trigger = mention.trigger;
        let near = |word: &Word| trigger.is_some_and(|t| word.span.start < t.end + 40 && t.start < word.span.end + 24);
        for word in &sentence.words {
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
                self.told += weight / rarity.weight(1);
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
                self.content.push(word.term);
            }
            weights.push((word.term, weight));
        }
        if self.says {
            let all = || {
                let content = |word: &&Word| vocabulary.get(word.term).role == Role::Content;
                sentence.words.iter().filter(content).filter(|word| !vocabulary.is_name(word.term))
            };
            let outside = all().filter(|word| !clause.contains(word.span));
            let mut said: Vec<TermId> = outside.map(|word| word.term).collect();
            if said.len() < LEAST_SAID {
                said = all().map(|word| word.term).collect();
            }
            said.sort_unstable();
            said.dedup();
            self.said = said.into();
        }
        let mut beside: SmallVec<[KindId; 4]> = SmallVec::new();
        for &(at, len, kind) in &sentence.kinds {
            let Some(words) = sentence.words.get(at..at + len) else { continue };
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let span = first.span.hull(last.span);
            let inside = clause.contains(span);
            let weight = rarity.of_kind(kind) * KIND_WEIGHT;
            if trigger.is_some_and(|t| t.overlaps(span)) {
                self.kinds.push(kind);
            } else if near(first) {
                beside.push(kind);
            }
            if inside {
                self.around.push(kind);
            }
            weights.push((KIND_BASE + TermId::from(kind), if inside { weight } else { weight * REST_OF_SENTENCE }));
        }
        if self.trigger.is_none() {
            self.kinds.extend(beside);
        }
        self.kinds.sort_unstable();
        self.kinds.dedup();
        self.around.sort_unstable();
        self.around.dedup();
        self.content.sort_unstable();
        self.content.dedup();
        for &(unit, number) in &self.amounts {
            weights.push((AMOUNT_BASE + amount_bucket(unit, number), 2.0));
        }
        self.terms = unit(weights);
        self.about = self.terms.iter().filter(|t| self.names(t.0)).map(|t| t.1 * t.1).sum::<f32>().sqrt();
    }

    /// Whether a term says of whom and what it is told, not what happened.
    pub fn names(&self, term: TermId) -> bool {
        term < KIND_BASE && self.trigger != Some(term)
    }
}

/// Whether a sentence is a row of a table, or stands in an article that is mostly tables: it leads to them or adds to them.
fn is_form(told: &Told<'_>, position: usize) -> bool {
    let of = |kind: PassageKind| -> usize {
        told.sentences.iter().filter(|s| s.kind == kind).map(|s| s.span.of(&told.article.text).len()).sum()
    };
    match told.sentences.get(position).map(|s| s.kind) {
        Some(PassageKind::Table) => true,
        Some(PassageKind::Title | PassageKind::Body) => of(PassageKind::Table) > of(PassageKind::Body),
        _ => false,
    }
}

/// The numbers of a sentence that are no part of a time.
fn figures(told: &Told<'_>, sentence: Span) -> SmallVec<[u32; 4]> {
    let text = told.article.text.as_str();
    let mut found: SmallVec<[u32; 4]> = SmallVec::new();
    let mut at = sentence.start as usize;
    for word in sentence.of(text).split_inclusive(char::is_whitespace) {
        let span = Span::new(at, at + word.trim_end().len());
        at += word.len();
        let figure = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !figure.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let first = told.timexes.partition_point(|t| t.span.end <= span.start);
        if told.timexes.get(first).is_some_and(|t| t.span.overlaps(span)) {
            continue;
        }
        let digits =
            figure.bytes().filter(|&b| b != b',').fold(0u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
        found.push(digits);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A number that two amounts share if they are told as the same: three significant digits and the unit.
fn amount_bucket(unit: u32, number: f64) -> TermId {
    let digits = format!("{number:.2e}");
    digits.bytes().fold(unit.wrapping_mul(0x9e37), |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b))) & 0xff_ffff
}

/// Sorted by term, repeated terms at their greatest weight, scaled to length 1.
fn unit(mut weights: Vec<Weighted>) -> Vec<Weighted> {
    weights.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    weights.dedup_by_key(|w| w.0);
    let length = weights.iter().map(|w| w.1 * w.1).sum::<f32>().sqrt();
    if length > 0.0 {
        weights.iter_mut().for_each(|w| w.1 /= length);
    }
    weights
}

/// For each article, the first of its chain of copies.
pub fn originals(articles: usize, likeness: &Likeness) -> Vec<u32> {
    let mut of: Vec<u32> = (0..articles as u32).collect();
    fn root(of: &mut [u32], mut at: u32) -> u32 {
        while of[at as usize] != at {
            of[at as usize] = of[of[at as usize] as usize];
            at = of[at as usize];
        }
        at
    }
    for (copy, original) in likeness.copy_of.iter().enumerate().take(articles) {
        if let Some(original) = original.filter(|o| o.index() < articles) {
            let (a, b) = (root(&mut of, copy as u32), root(&mut of, original.0));
            of[a.max(b) as usize] = a.min(b);
        }
    }
    (0..articles as u32).map(|at| root(&mut of, at)).collect()
}

/// How rare terms and kinds are among articles.
struct Rarity {
    articles: f32,
    /// Articles, no copies, with a mention.
    telling: u32,
    terms: Vec<u32>,
    kinds: FxHashMap<KindId, u32>,
}

impl Rarity {
    fn of(
        articles: usize,
        originals: &[u32],
        mentions: &[Mention],
        of_mention: &[u32],
        sentences: &[Sentence],
        actors: &[Vec<TermId>],
        terms: usize,
    ) -> Self {
        let mut rarity = Self { articles: 0.0, telling: 0, terms: vec![0; terms], kinds: FxHashMap::default() };
        let mut seen_terms: FxHashSet<TermId> = FxHashSet::default();
        let mut seen_kinds: FxHashSet<KindId> = FxHashSet::default();
        let mut article = None;
        for ((mention, &sentence), actors) in mentions.iter().zip(of_mention).zip(actors) {
            if article != Some(mention.article) {
                article = Some(mention.article);
                rarity.telling += u32::from(originals.get(mention.article.index()) == Some(&mention.article.0));
                seen_terms.clear();
                seen_kinds.clear();
            }
            if originals.get(mention.article.index()) != Some(&mention.article.0) {
                continue;
            }
            let Some(sentence) = sentences.get(sentence as usize) else { continue };
            for term in sentence.words.iter().map(|w| w.term).chain(actors.iter().copied()) {
                if seen_terms.insert(term) {
                    rarity.terms[term as usize] += 1;
                }
            }
            for &(_, _, kind) in &sentence.kinds {
                if seen_kinds.insert(kind) {
                    *rarity.kinds.entry(kind).or_default() += 1;
                }
            }
        }
        rarity.articles = (0..articles).filter(|&a| originals.get(a) == Some(&(a as u32))).count() as f32;
        rarity
    }

    /// Never zero: in a folder about one thing its words are in every article and still must agree.
    fn weight(&self, found_in: u32) -> f32 {
        (1.0 + (self.articles + 1.0) / (found_in as f32 + 0.5)).ln()
    }

    fn of_term(&self, term: TermId) -> f32 {
        self.weight(self.terms.get(term as usize).copied().unwrap_or_default())
    }

    fn of_kind(&self, kind: KindId) -> f32 {
        self.weight(self.kinds.get(&kind).copied().unwrap_or_default())
    }
}
