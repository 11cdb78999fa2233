//! The words of a folder, read once: which terms there are, how rare each is, whom the headlines name.
//!
//! Everything that mentions are compared by needs the whole folder: a name is a word that is seldom written small *anywhere*, and a
//! term weighs by how rare it is among the *articles that are no copies* (inverse document frequency), so that a story printed ten
//! times does not make its own words common, and a word of the folder's one subject says little.
//!
//! | step | in | threads |
//! |---|---|---|
//! | words become terms | [`Reader::of`] | one: a term's number is its place in the order of first meeting |
//! | articles are counted by term and kind | [`Reader::of`] | one |
//! | each mention is weighed | [`Draft::profiles`] | all: nothing changes any more |

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Told;
use super::feed::Marks;
use super::profile::{PEOPLE, Page, Profile, Sort, Weighted, kind_term, unit};
use super::words::{KindId, Role, TermId, Vocabulary, Word, word_spans};
use crate::copy::Likeness;
use crate::mention::{Mention, is_person};
use crate::span::Span;

/// A kind of happening counts as much as a rare word: it is what joins "spoke by phone" and "telephone conversation".
const KIND_WEIGHT: f32 = 1.3;

/// A kind of happening that stands in a sentence: index of its first word, words taken, kind.
pub type KindAt = (usize, usize, KindId);

/// The words of one sentence.
#[derive(Clone, Copy)]
pub struct Sentence<'s> {
    /// In order.
    pub words: &'s [Word],
    /// In order of the first word.
    pub kinds: &'s [KindAt],
}

/// What is known of the words of a folder once all mentions are read; reads further ones.
pub struct Reader<'a> {
    /// Every term.
    pub vocabulary: Vocabulary<'a>,
    /// How rare each is.
    pub rarity: Rarity,
    originals: Vec<u32>,
    units: FxHashMap<String, u32>,
    /// The names in each article's title, sorted, and the first of them, where they are asked for.
    owners: Vec<(Box<[TermId]>, Option<TermId>)>,
    /// The sentences that are read already, where some will be asked for again.
    draft: Draft,
}

/// The words of a sentence that was read, or where they stand among those of all mentions.
pub enum Words {
    /// Index of a sentence of a mention.
    Known(u32),
    /// Words and kinds.
    New(Vec<Word>, Vec<KindAt>),
}

/// The terms of a name, and its [`Sort`].
type Name = (SmallVec<[TermId; 3]>, u8);

/// The words of all mentions, on the way to their profiles.
#[derive(Default)]
pub struct Draft {
    words: Vec<Word>,
    kinds: Vec<KindAt>,
    /// Article and place of each sentence.
    places: Vec<(u32, Span)>,
    /// Where its words and kinds end.
    ends: Vec<(u32, u32)>,
    /// The sentence of each mention.
    of_mention: Vec<u32>,
    /// Different names.
    names: Vec<Name>,
    /// For each mention its names one after the other, and where they end.
    names_of: Vec<u32>,
    names_end: Vec<u32>,
}

impl Draft {
    fn sentence(&self, n: u32) -> Sentence<'_> {
        let n = n as usize;
        let (words, kinds) = n.checked_sub(1).and_then(|n| self.ends.get(n)).copied().unwrap_or_default();
        let (words_end, kinds_end) = self.ends.get(n).copied().unwrap_or_default();
        Sentence {
            words: self.words.get(words as usize..words_end as usize).unwrap_or_default(),
            kinds: self.kinds.get(kinds as usize..kinds_end as usize).unwrap_or_default(),
        }
    }

    fn names(&self, mention: usize) -> impl Iterator<Item = &Name> + Clone {
        let from = mention.checked_sub(1).and_then(|n| self.names_end.get(n)).copied().unwrap_or_default();
        let to = self.names_end.get(mention).copied().unwrap_or_default();
        let of = self.names_of.get(from as usize..to as usize).unwrap_or_default();
        of.iter().filter_map(|&name| self.names.get(name as usize))
    }

    /// The profiles of all mentions, in order; those of a feed are told apart by more.
    pub fn profiles<'a>(
        self,
        told: &[Told<'a>],
        mentions: &[Mention],
        reader: &mut Reader<'a>,
        feed: bool,
    ) -> Vec<Profile> {
        mentions.iter().for_each(|mention| reader.learn_units(mention));
        if feed {
            reader.read_titles(told);
        }
        let read = &*reader;
        let mut from = 0;
        let of_articles: Vec<std::ops::Range<usize>> = mentions
            .chunk_by(|a, b| a.article == b.article)
            .map(|of_article| {
                from += of_article.len();
                from - of_article.len()..from
            })
            .collect();
        let mut profiles = Vec::with_capacity(mentions.len());
        let draft = &self;
        profiles.par_extend(of_articles.into_par_iter().flat_map_iter(|range| {
            let article = mentions.get(range.start).map_or(0, |m| m.article.index());
            let page = told.get(article).map(Page::of).unwrap_or_default();
            range.filter_map(move |n| {
                let (mention, &sentence) = (mentions.get(n)?, draft.of_mention.get(n)?);
                Some(read.profile(told, mention, &page, draft.sentence(sentence), draft.names(n), feed))
            })
        }));
        // A feed tells everything with its day: hardly a sentence is read again.
        if !feed {
            reader.draft = self;
        }
        profiles
    }
}

/// The kinds of happening that stand in a sentence. A word of a time names none: March is no march.
fn kinds(vocabulary: &Vocabulary<'_>, told: &Told<'_>, words: &[Word]) -> Vec<KindAt> {
    let timed = |word: &Word| {
        let next = told.timexes.partition_point(|timex| timex.span.end <= word.span.start);
        told.timexes.get(next).is_some_and(|timex| timex.span.start <= word.span.start)
    };
    let mut kinds = vocabulary.kinds(words);
    kinds.retain(|&(at, ..)| words.get(at).is_some_and(|word| !timed(word)));
    kinds
}

/// The terms of a name.
fn terms_of_name(name: &str, vocabulary: &mut Vocabulary<'_>) -> SmallVec<[TermId; 3]> {
    let spans = word_spans(name, Span::new(0, name.len()));
    let terms = spans.into_iter().map(|span| vocabulary.intern(span.of(name)));
    let terms: SmallVec<[TermId; 3]> = terms.collect();
    terms.into_iter().filter(|&term| vocabulary.get(term).role == Role::Content).collect()
}

/// Which [`Sort`] of name it is.
fn sort_of(name: &str, terms: &[TermId], vocabulary: &Vocabulary<'_>) -> u8 {
    if is_person(name) {
        Sort::PERSON
    } else if terms.iter().any(|&term| vocabulary.get(term).country) {
        Sort::COUNTRY
    } else {
        Sort::OTHER
    }
}

impl<'a> Reader<'a> {
    /// Reads the words of all mentions, which are in order of article and position.
    pub fn of(told: &[Told<'a>], mentions: &[Mention], likeness: &Likeness) -> (Self, Draft) {
        let mut vocabulary = Vocabulary::default();
        let originals = originals(told.len(), likeness);
        let mut draft = Draft::default();
        // Mentions of a sentence stand together.
        let mut last = None;
        for mention in mentions {
            let here = (mention.article, mention.sentence);
            if last != Some(here) {
                last = Some(here);
                if let Some(told) = told.get(mention.article.index()) {
                    let words = vocabulary.read(&told.article.text, mention.sentence);
                    draft.kinds.extend(kinds(&vocabulary, told, &words));
                    draft.words.extend(words);
                }
                draft.places.push((mention.article.0, mention.sentence));
                draft.ends.push((draft.words.len() as u32, draft.kinds.len() as u32));
            }
            draft.of_mention.push(draft.ends.len().saturating_sub(1) as u32);
        }
        // The same few people are in most of the news.
        let mut known: FxHashMap<&str, Option<u32>> = FxHashMap::default();
        for mention in mentions {
            for name in &mention.actors {
                let known = known.entry(name).or_insert_with(|| {
                    let terms = terms_of_name(name, &mut vocabulary);
                    (!terms.is_empty()).then(|| {
                        let sort = sort_of(name, &terms, &vocabulary);
                        draft.names.push((terms, sort));
                        draft.names.len() as u32 - 1
                    })
                });
                draft.names_of.extend(*known);
            }
            draft.names_end.push(draft.names_of.len() as u32);
        }
        let rarity = Rarity::of(told.len(), &originals, mentions, &draft, vocabulary.len());
        let (units, owners) = (FxHashMap::from_iter([("person".to_owned(), PEOPLE)]), Vec::new());
        (Self { vocabulary, rarity, originals, units, owners, draft: Draft::default() }, draft)
    }

    /// The profile of a further mention, weighed as the others are.
    pub fn read(&mut self, told: &[Told<'a>], mention: &Mention, feed: bool) -> Profile {
        let here = told.get(mention.article.index());
        let words = self.words(told, mention.article.0, mention.sentence);
        let name = |name: &String| {
            let terms = terms_of_name(name, &mut self.vocabulary);
            let sort = sort_of(name, &terms, &self.vocabulary);
            (terms, sort)
        };
        let names: SmallVec<[Name; 4]> = mention.actors.iter().map(name).collect();
        self.learn_units(mention);
        let page = here.map(Page::of).unwrap_or_default();
        let names = names.iter().filter(|name| !name.0.is_empty());
        self.profile(told, mention, &page, self.sentence(&words), names, feed)
    }

    /// Reads the words of a sentence, unless a mention stands there.
    pub fn words(&mut self, told: &[Told<'a>], article: u32, span: Span) -> Words {
        if let Ok(known) = self.draft.places.binary_search(&(article, span)) {
            return Words::Known(known as u32);
        }
        let Some(told) = told.get(article as usize) else { return Words::New(Vec::new(), Vec::new()) };
        let words = self.vocabulary.read(&told.article.text, span);
        let kinds = kinds(&self.vocabulary, told, &words);
        Words::New(words, kinds)
    }

    /// The words of a sentence and the kinds of happening among them.
    pub fn sentence<'s>(&'s self, words: &'s Words) -> Sentence<'s> {
        match words {
            Words::Known(known) => self.draft.sentence(*known),
            Words::New(words, kinds) => Sentence { words, kinds },
        }
    }

    /// Words by weight, before it is known what they tell.
    pub fn terms(&self, sentence: Sentence<'_>) -> Vec<Weighted> {
        let content = |word: &&Word| self.vocabulary.get(word.term).role == Role::Content;
        let words = sentence.words.iter().filter(content).map(|word| (word.term, self.rarity.of_term(word.term)));
        let kinds = sentence.kinds.iter().map(|&(.., kind)| (kind_term(kind), self.rarity.of_kind(kind)));
        unit(words.chain(kinds).collect())
    }

    /// In what share of the articles that tell something the most widespread word stands: of a folder on one subject, in most.
    pub fn subject(&self) -> f32 {
        let telling = self.rarity.telling.max(1) as f32;
        let content = |term: usize| self.vocabulary.get(term as TermId).role == Role::Content;
        let of_term = self.rarity.found_in.iter().enumerate().filter(|(term, _)| content(*term)).map(|(_, &n)| n);
        of_term.max().unwrap_or_default() as f32 / telling
    }

    /// The first article of which this one is a copy, or itself.
    pub fn original(&self, article: u32) -> u32 {
        self.originals.get(article as usize).copied().unwrap_or(article)
    }

    /// The names in the title of an article, sorted: whom its nameless sentences are about.
    pub fn owner(&self, article: u32) -> &[TermId] {
        self.owners.get(article as usize).map_or(&[], |owner| &owner.0)
    }

    /// The name with which the title of an article begins: most often who does what it tells.
    pub fn subject_of(&self, article: u32) -> Option<TermId> {
        self.owners.get(article as usize)?.1
    }

    /// The number of a unit of amounts.
    pub fn unit(&self, unit: &str) -> u32 {
        self.units.get(unit).copied().unwrap_or(u32::MAX)
    }

    fn learn_units(&mut self, mention: &Mention) {
        for amount in &mention.amounts {
            if !self.units.contains_key(&amount.unit) {
                self.units.insert(amount.unit.clone(), self.units.len() as u32);
            }
        }
    }

    fn read_titles(&mut self, told: &[Told<'a>]) {
        let vocabulary = &mut self.vocabulary;
        // Words of a headline in capitals are looked up as a sentence writes them.
        let mut small: FxHashMap<&str, TermId> = FxHashMap::default();
        let titles: Vec<Vec<TermId>> = told
            .iter()
            .map(|t| {
                let title = t.article.title.as_str();
                let shouted = !title.contains(char::is_lowercase);
                let spans = word_spans(title, Span::new(0, title.len()));
                let words = spans.into_iter().map(|span| span.of(title)).map(|word| match word {
                    word if shouted && !word.contains('.') => {
                        *small.entry(word).or_insert_with(|| vocabulary.intern(&word.to_lowercase()))
                    }
                    word => vocabulary.term(word),
                });
                words.collect()
            })
            .collect();
        let name = |term: &TermId| vocabulary.is_title_name(*term) && vocabulary.get(*term).role == Role::Content;
        let owners = titles.into_iter().map(|title| {
            let mut names: Vec<TermId> = title.into_iter().filter(name).collect();
            let first = names.first().copied();
            names.sort_unstable();
            names.dedup();
            (names.into_boxed_slice(), first)
        });
        self.owners = owners.collect();
    }

    fn profile<'n>(
        &self,
        told: &[Told<'a>],
        mention: &Mention,
        page: &Page,
        sentence: Sentence<'_>,
        names: impl Iterator<Item = &'n Name> + Clone,
        feed: bool,
    ) -> Profile {
        let here = told.get(mention.article.index());
        let mut actors: SmallVec<[TermId; 12]> = names.clone().flat_map(|name| &name.0).copied().collect();
        actors.sort_unstable();
        actors.dedup();
        let sorts = names.clone().fold(0, |sorts, name| sorts | name.1);
        let mut profile = Profile::of(here, mention, page, sentence, &actors, sorts, self);
        if let (true, Some(here)) = (feed, here) {
            profile.marks = Some(Box::new(Marks::of(
                here,
                mention,
                sentence,
                names.map(|name| name.0.clone()).collect(),
                &profile,
                self,
            )));
        }
        profile
    }
}

/// For each article, the first of its chain of copies.
fn originals(articles: usize, likeness: &Likeness) -> Vec<u32> {
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
pub struct Rarity {
    /// What a term weighs that no article has, and one that a single article has.
    unseen: f32,
    once: f32,
    /// Articles, no copies, with a mention.
    telling: u32,
    /// Articles in which each term is found.
    found_in: Vec<u32>,
    terms: Vec<f32>,
    kinds: Vec<f32>,
}

impl Rarity {
    fn of(articles: usize, originals: &[u32], mentions: &[Mention], draft: &Draft, terms: usize) -> Self {
        let mut telling = 0;
        let mut found_in: Vec<u32> = vec![0; terms];
        let mut kinds: Vec<u32> = Vec::new();
        // The last article in which a term or kind was counted.
        let mut term_at: Vec<u32> = vec![u32::MAX; terms];
        let mut kind_at: Vec<u32> = Vec::new();
        let mut last = None;
        for (n, (mention, &sentence)) in mentions.iter().zip(&draft.of_mention).enumerate() {
            let article = mention.article.0;
            if originals.get(mention.article.index()) != Some(&article) {
                continue;
            }
            if last != Some(article) {
                last = Some(article);
                telling += 1;
            }
            let sentence = draft.sentence(sentence);
            let of_names = draft.names(n).flat_map(|name| &name.0).copied();
            for term in sentence.words.iter().map(|w| w.term).chain(of_names) {
                if let (Some(at), Some(n)) = (term_at.get_mut(term as usize), found_in.get_mut(term as usize))
                    && *at != article
                {
                    *at = article;
                    *n += 1;
                }
            }
            for &(_, _, kind) in sentence.kinds {
                let kind = kind as usize;
                if kinds.len() <= kind {
                    kinds.resize(kind + 1, 0);
                    kind_at.resize(kind + 1, u32::MAX);
                }
                if let (Some(at), Some(n)) = (kind_at.get_mut(kind), kinds.get_mut(kind))
                    && *at != article
                {
                    *at = article;
                    *n += 1;
                }
            }
        }
        let articles = (0..articles).filter(|&a| originals.get(a) == Some(&(a as u32))).count() as f32;
        // Never zero: in a folder about one thing its words are in every article and still must agree.
        let weight = |found_in: u32| (1.0 + (articles + 1.0) / (found_in as f32 + 0.5)).ln();
        Self {
            unseen: weight(0),
            once: weight(1),
            telling,
            terms: found_in.iter().map(|&n| weight(n)).collect(),
            kinds: kinds.iter().map(|&n| weight(n)).collect(),
            found_in,
        }
    }

    /// What a term weighs.
    pub fn of_term(&self, term: TermId) -> f32 {
        self.terms.get(term as usize).copied().unwrap_or(self.unseen)
    }

    /// What a kind of happening weighs beside terms.
    pub fn of_kind(&self, kind: KindId) -> f32 {
        self.kinds.get(kind as usize).copied().unwrap_or(self.unseen) * KIND_WEIGHT
    }

    /// The weight of a word that one article has.
    pub fn once(&self) -> f32 {
        self.once
    }
}
