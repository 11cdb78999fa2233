//! What words mean to the question "is this the same happening?"
//!
//! Two reporters choose different words. Before anything is compared, each word is brought to a *term*: lower case, no
//! accents, no ending, irregular forms and the names of one country brought together. Terms then have a role:
//!
//! | words | term | role |
//! |---|---|---|
//! | `spoke`, `speaking` | `speak` | content, of the kind *speech* |
//! | `spoke by phone`, `telephone conversation` | | of the kind *call* |
//! | `Moscow`, `Russians` | `russia` | content |
//! | `held`, `took` | `hold`, `take` | light: the happening is in the words around |
//! | `said` | `say` | a statement about something |
//! | `Thursday`, `the` | | stop: never compared |
//!
//! All lists are data in `assets/words/en`. Kinds are sets of words and short phrases for one sort of happening; they let
//! "overtook" meet "leapfrogged".

use std::sync::LazyLock;

pub use crate::mention::fold;
use crate::sentence::kinds;
use crate::span::Span;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

/// A term in the [`Vocabulary`] at hand.
pub type TermId = u32;

/// A sort of happening: index into the list of `event-kinds.txt`.
pub type KindId = u16;

/// Stands in a phrase for a few words between a verb and its particle: "pull _ off".
const GAP: &str = "_";
/// Words in such a gap, at most. With more the particle belongs to something else.
const WIDEST: usize = 4;

/// The word lists, read once.
struct Lexicon {
    stemmer: Stemmer,
    stop: FxHashSet<String>,
    light: FxHashSet<String>,
    say: FxHashSet<String>,
    /// Irregular form or name of a country → what it is compared as.
    base: FxHashMap<String, String>,
    /// What countries are compared as.
    countries: FxHashSet<String>,
    /// First stem of a phrase → the whole phrase and its kind; longest first.
    phrases: FxHashMap<String, Vec<(Vec<String>, KindId)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = |list: &'static str| lines(list).flat_map(str::split_whitespace);
    let mut base: FxHashMap<String, String> = FxHashMap::default();
    let mut countries = FxHashSet::default();
    for (list, places) in [
        (include_str!("../../assets/words/en/event-irregular.txt"), false),
        (include_str!("../../assets/words/en/event-places.txt"), true),
    ] {
        for line in lines(list) {
            let mut forms = line.split_whitespace();
            let Some(head) = forms.next() else { continue };
            let head = stemmer.stem(head).into_owned();
            if places {
                countries.insert(head.clone());
            }
            for form in forms {
                base.entry(form.to_owned()).or_insert_with(|| head.clone());
                base.entry(stemmer.stem(form).into_owned()).or_insert_with(|| head.clone());
            }
        }
    }
    let mut lexicon = Lexicon {
        stop: words(include_str!("../../assets/words/en/stop.txt")).map(str::to_owned).collect(),
        light: FxHashSet::default(),
        say: FxHashSet::default(),
        countries,
        phrases: FxHashMap::default(),
        stemmer,
        base,
    };
    lexicon.light = words(include_str!("../../assets/words/en/event-light.txt")).map(|w| lexicon.stem(w)).collect();
    lexicon.say = words(include_str!("../../assets/words/en/event-say.txt")).map(|w| lexicon.stem(w)).collect();
    for (id, kind) in kinds().iter().enumerate() {
        for phrase in &kind.phrases {
            let stems: Vec<String> = phrase.split_whitespace().map(|w| lexicon.stem(w)).collect();
            let Some(first) = stems.first() else { continue };
            let known = lexicon.phrases.entry(first.clone()).or_default();
            if !known.contains(&(stems.clone(), id as KindId)) {
                known.push((stems, id as KindId));
            }
        }
    }
    for phrases in lexicon.phrases.values_mut() {
        phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
    }
    lexicon
});

/// Whether it happens to one thing once a day at most: a ship runs aground, a king dies; they meet and say more often.
pub fn happens_once(kind: KindId) -> bool {
    kinds().get(kind as usize).is_some_and(|kind| kind.once)
}

/// Whether it takes people to a place: who is in Lisbon for it is not in Dublin for it.
pub fn is_placed(kind: KindId) -> bool {
    kinds().get(kind as usize).is_some_and(|kind| kind.placed)
}

/// A list's name → its words.
pub type Lists = FxHashMap<&'static str, FxHashSet<&'static str>>;

/// The lists of a file that has one a line: a name, a colon, words.
pub fn named(file: &'static str) -> Lists {
    let named = lines(file).filter_map(|line| line.split_once(':'));
    named.map(|(name, words)| (name.trim(), words.split_whitespace().collect())).collect()
}

/// The stem that a folded word is compared by, irregular forms brought together: `sought` and `seeks` are one.
pub fn stem(folded: &str) -> String {
    LEXICON.stem(folded)
}

/// The lines of a list without comments and empty lines.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lexicon {
    /// The stem of a folded word, irregular forms and country names brought together.
    fn stem(&self, folded: &str) -> String {
        if let Some(base) = self.base.get(folded) {
            return base.clone();
        }
        let stem = self.stemmer.stem(folded);
        self.base.get(&*stem).cloned().unwrap_or_else(|| stem.into_owned())
    }
}

/// The name of a kind, as shown to people.
pub fn kind_name(kind: KindId) -> &'static str {
    kinds().get(kind as usize).map_or("", |kind| kind.name)
}

/// What a term is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Never compared.
    Stop,
    /// A verb that carries another word's happening.
    Light,
    /// A word of saying.
    Say,
    /// Everything else.
    Content,
}

/// One term of a vocabulary.
#[derive(Clone, Debug)]
pub struct Term {
    /// As compared: `leapfrog`.
    pub stem: String,
    /// What it is good for.
    pub role: Role,
    /// Whether it is a country, its people or its seat.
    pub country: bool,
}

/// A name is written with a capital so many times as often as without: Reagan, Baker (and a baker). Lower, "Bank" and "Trust" are
/// names; higher, one misprint unmakes a name.
const SMALL: u32 = 4;

/// A word of a text, as a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where.
    pub span: Span,
    /// What it is compared as.
    pub term: TermId,
}

/// Every term met in one run. Ids follow the order of first meeting, so the same articles give the same ids.
#[derive(Default)]
pub struct Vocabulary<'a> {
    by_surface: FxHashMap<&'a str, TermId>,
    by_stem: FxHashMap<String, TermId>,
    terms: Vec<Term>,
    /// Of each term, how often it was written small, with a capital where it need not, and with one where any word has it.
    cases: Vec<(u32, u32, u32)>,
}

impl<'a> Vocabulary<'a> {
    /// The words of a stretch of text.
    pub fn read(&mut self, text: &'a str, within: Span) -> Vec<Word> {
        let mut words = Vec::new();
        // In a headline of capitals every word has one.
        let shouted = !within.of(text).contains(char::is_lowercase);
        for span in word_spans(text, within) {
            let surface = span.of(text);
            let term = self.term(surface);
            self.count(surface, term, words.is_empty(), shouted);
            words.push(Word { span, term });
        }
        words
    }

    /// The term of one word as written.
    pub fn term(&mut self, surface: &'a str) -> TermId {
        if let Some(&id) = self.by_surface.get(surface) {
            return id;
        }
        let id = self.intern(surface);
        self.by_surface.insert(surface, id);
        id
    }

    /// The same for a word that does not live as long as the vocabulary.
    pub fn intern(&mut self, surface: &str) -> TermId {
        // "US" is a country and "us" is nobody: capitals are kept where all letters are.
        let capitals = surface.len() > 1 && surface.chars().all(|c| c.is_uppercase() || c == '.');
        let plain = surface.strip_suffix("'s").or_else(|| surface.strip_suffix("’s")).unwrap_or(surface);
        let folded = if capitals { plain.trim_matches('.').to_owned() } else { fold(plain) };
        let folded = folded.trim_matches('\'');
        let stop = !capitals && LEXICON.stop.contains(folded);
        let stem = if capitals {
            LEXICON.base.get(folded).cloned().unwrap_or_else(|| fold(&folded.replace('.', "")))
        } else {
            LEXICON.stem(folded)
        };
        let year = stem.len() == 4 && stem.parse::<u32>().is_ok_and(|y| (1000..2100).contains(&y));
        let role = if LEXICON.say.contains(&stem) {
            Role::Say
        } else if LEXICON.light.contains(&stem) {
            Role::Light
        } else if stop || year || stem.is_empty() {
            Role::Stop
        } else {
            Role::Content
        };
        // "May" the month and "can't" stem like other words; the first meeting would decide the role of both. A stop word
        // therefore lives under a name of its own, which phrases of the kinds still find.
        let name = if role == Role::Stop { format!("{stem}\u{0}") } else { stem.clone() };
        if let Some(&id) = self.by_stem.get(&name) {
            return id;
        }
        let id = self.terms.len() as TermId;
        self.by_stem.insert(name, id);
        let country = LEXICON.countries.contains(&stem);
        self.terms.push(Term { stem, role, country });
        self.cases.push((0, 0, 0));
        id
    }

    fn count(&mut self, surface: &str, term: TermId, first: bool, shouted: bool) {
        let (Some(one), Some(cases)) = (surface.chars().next(), self.cases.get_mut(term as usize)) else { return };
        if one.is_lowercase() {
            cases.0 += 1;
        } else if one.is_uppercase() && !shouted {
            *(if first { &mut cases.2 } else { &mut cases.1 }) += 1;
        }
    }

    /// Whether a word of a title is a name: the same, or what no sentence has, as the sign of a company's shares.
    pub fn is_title_name(&self, id: TermId) -> bool {
        let unseen = self.cases.get(id as usize) == Some(&(0, 0, 0));
        self.is_name(id) || unseen && self.get(id).stem.starts_with(char::is_alphabetic)
    }

    /// Whether a term is a name wherever it stands: it is seldom written small.
    pub fn is_name(&self, id: TermId) -> bool {
        let (small, capital, first) = self.cases.get(id as usize).copied().unwrap_or_default();
        capital + first > 0 && small * SMALL <= capital
    }

    /// What a term is.
    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id as usize]
    }

    /// How many terms there are.
    #[allow(clippy::len_without_is_empty)] // nobody asks a vocabulary whether it is empty
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// The kinds of happening that stand in a run of words: (index of the first word, words taken, kind), in order.
    /// Where phrases overlap, the longest wins; a word may belong to more than one kind.
    pub fn kinds(&self, words: &[Word]) -> Vec<(usize, usize, KindId)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let mut taken = 1;
            if let Some(phrases) = LEXICON.phrases.get(self.get(words[at].term).stem.as_str()) {
                let mut longest = 0;
                for (stems, kind) in phrases {
                    if stems.len() < longest {
                        break;
                    }
                    if self.stands(words.get(at + 1..).unwrap_or_default(), stems.get(1..).unwrap_or_default()) {
                        longest = stems.len();
                        // What stands in the gap may be of a kind, too.
                        let whole = if stems.iter().any(|s| s == GAP) { 1 } else { longest };
                        found.push((at, whole, *kind));
                        taken = taken.max(whole);
                    }
                }
            }
            at += taken;
        }
        found
    }

    /// Whether a phrase stands at the beginning of `words`.
    fn stands(&self, words: &[Word], stems: &[String]) -> bool {
        let Some((first, rest)) = stems.split_first() else { return true };
        if first == GAP {
            return (1..=WIDEST).any(|n| self.stands(words.get(n..).unwrap_or_default(), rest));
        }
        words.split_first().is_some_and(|(word, words)| self.get(word.term).stem == *first && self.stands(words, rest))
    }

    /// The kinds of a single term.
    pub fn kinds_of(&self, term: TermId) -> SmallVec<[KindId; 4]> {
        let word = Word { span: Span::default(), term };
        self.kinds(&[word]).into_iter().map(|(_, _, kind)| kind).collect()
    }
}

/// The words and numbers inside `within`: letters and digits, with an apostrophe between letters (`don't`), a full stop
/// between capitals (`U.S`) and a point or comma between digits (`218.2`) inside.
pub fn word_spans(text: &str, within: Span) -> Vec<Span> {
    let part = within.of(text);
    let base = within.start as usize;
    let mut spans = Vec::with_capacity(part.len() / 6);
    let mut chars = part.char_indices().peekable();
    let mut start = None;
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        let inside = c.is_alphanumeric()
            || start.is_some()
                && match c {
                    '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
                    '.' => {
                        before.is_uppercase() && after.is_uppercase()
                            || before.is_ascii_digit() && after.is_ascii_digit()
                    }
                    ',' => before.is_ascii_digit() && after.is_ascii_digit(),
                    _ => unicode_normalization::char::is_combining_mark(c),
                };
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push(Span::new(base + from, base + at));
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    if let Some(from) = start {
        spans.push(Span::new(base + from, base + part.len()));
    }
    spans
}

/// The cosine of two unit vectors of terms, each in order of term.
pub fn dot(a: &[(TermId, f32)], b: &[(TermId, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.1 * y.1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content terms of `text`, in order.
    fn check(text: &str, expected: &str) {
        let mut vocabulary = Vocabulary::default();
        let words = vocabulary.read(text, Span::new(0, text.len()));
        let terms: Vec<_> = words.iter().map(|w| vocabulary.get(w.term)).filter(|t| t.role == Role::Content).collect();
        let stems: Vec<_> = terms.iter().map(|t| t.stem.as_str()).collect();
        assert_eq!(stems.join(" "), expected, "in {text:?}");
    }

    #[test]
    fn words_become_terms() {
        check("The ministers spoke on Monday", "minist speak");
        check("Brazilians and Brazil's carmakers", "brazil brazil carmak");
        check("The U.S. told us", "america");
        check("US troops", "america troop");
        check("Café owners weren’t consulted in 2021", "cafe owner consult");
        check("a loss of 1,200.5 tonnes", "lose 1,200.5 tonn");
    }

    #[test]
    fn phrases_name_kinds() {
        let kinds = |text: &str| {
            let mut vocabulary = Vocabulary::default();
            let words = vocabulary.read(text, Span::new(0, text.len()));
            let kinds: Vec<_> = vocabulary.kinds(&words).into_iter().map(|(.., k)| kind_name(k)).collect();
            kinds.join(" ")
        };
        assert_eq!(kinds("They spoke by phone"), "call");
        assert_eq!(kinds("in a telephone conversation"), "call");
        assert_eq!(kinds("She called for calm"), "demand");
        assert_eq!(kinds("Tugs pulled the ferry off the rocks"), "refloat");
        assert_eq!(kinds("He pulled on a coat that his old friend had taken off"), "");
        assert_eq!(kinds("held in-person talks"), "meeting meeting");
        assert!(kinds("The rival overtook it").contains("overtake"));
        assert!(kinds("The rival leapfrogged it").contains("overtake"));
    }
}
