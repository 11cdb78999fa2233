//! Texts as numbered words.
//!
//! Comparing thousands of articles means comparing words millions of times, so each spelling gets a number once. What is
//! known of a spelling over the whole collection stands beside it: in how many articles it occurs, how often it is
//! capitalised inside a sentence. The second tells names from other words in any language that capitalises names, with no
//! list of names: "Apple" at the start of a sentence says nothing, "Apple" in the middle of one does.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::{Article, PassageKind};

/// All articles as word numbers.
#[derive(Debug, Default)]
pub(super) struct Collection {
    /// For each article its report, word by word.
    pub texts: Vec<Vec<u32>>,
    /// For each word what is known of it.
    pub lexicon: Vec<Word>,
}

/// One spelling, over the whole collection. Case does not count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// 64 well-mixed bits; the same for the same spelling in any collection.
    pub hash: u64,
    /// In how many articles it occurs.
    pub articles: u32,
    /// Whether it begins with a digit.
    pub number: bool,
    /// Whether it is one of the words that every text holds.
    pub common: bool,
    inside: u32,
    capitalised: u32,
}

impl Word {
    /// Whether it is capitalised more often than not where a sentence does not ask for it.
    pub fn name(&self) -> bool {
        self.capitalised * 2 > self.inside
    }
}

/// One occurrence.
struct Occurrence {
    hash: u64,
    number: bool,
    /// Whether it is capitalised, if its place says anything.
    capital: Option<bool>,
}

/// Words that say nothing about what an article is about.
const COMMON: &str = include_str!("../../assets/words/en/stop.txt");

impl Collection {
    /// Reads the report of every article: titles, body and captions, not furniture and nothing twice.
    pub fn read(articles: &[&Article]) -> Self {
        let occurrences: Vec<Vec<Occurrence>> = articles.par_iter().map(|article| occurrences(article)).collect();
        let mut collection = Self::default();
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        for line in COMMON.lines().filter(|line| !line.starts_with('#')) {
            each_word(line, &mut |word, _| {
                let hash = hash(word);
                numbers.entry(hash).or_insert_with(|| collection.add(hash, false, true));
            });
        }
        let mut last_seen: Vec<u32> = vec![u32::MAX; collection.lexicon.len()];
        for (at, words) in occurrences.iter().enumerate() {
            let text = words.iter().map(|word| {
                let number = *numbers.entry(word.hash).or_insert_with(|| collection.add(word.hash, word.number, false));
                if last_seen.len() <= number as usize {
                    last_seen.push(u32::MAX);
                }
                if let (Some(entry), Some(last)) =
                    (collection.lexicon.get_mut(number as usize), last_seen.get_mut(number as usize))
                {
                    if *last != at as u32 {
                        *last = at as u32;
                        entry.articles += 1;
                    }
                    entry.inside += word.capital.is_some() as u32;
                    entry.capitalised += (word.capital == Some(true)) as u32;
                }
                number
            });
            let text = text.collect();
            collection.texts.push(text);
        }
        collection
    }

    fn add(&mut self, hash: u64, number: bool, common: bool) -> u32 {
        self.lexicon.push(Word { hash, articles: 0, number, common, inside: 0, capitalised: 0 });
        self.lexicon.len() as u32 - 1
    }

    /// The word with this number.
    pub fn word(&self, number: u32) -> Word {
        self.lexicon.get(number as usize).copied().unwrap_or(Word {
            hash: 0,
            articles: 0,
            number: false,
            common: true,
            inside: 0,
            capitalised: 0,
        })
    }
}

fn occurrences(article: &Article) -> Vec<Occurrence> {
    let mut found = Vec::with_capacity(article.text.len() / 6);
    for passage in article.passages.iter().filter(|p| p.kind.is_report()) {
        // Headlines capitalise as they please.
        let telling = passage.kind != PassageKind::Title;
        each_word(passage.span.of(&article.text), &mut |word, inside| {
            let first = word.chars().next();
            found.push(Occurrence {
                hash: hash(word),
                number: first.is_some_and(|c| c.is_ascii_digit()),
                capital: (telling && inside).then(|| first.is_some_and(char::is_uppercase)),
            });
        });
    }
    found
}

/// Calls `take` with each word and whether it stands inside a sentence, that is neither first in it nor first in a quote.
/// What follows an apostrophe belongs to no word if it is as short as an ending (`'s`, `'re`).
fn each_word(text: &str, take: &mut impl FnMut(&str, bool)) {
    let mut inside = false;
    let mut start = None;
    let mut after_apostrophe = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            let ends = chars.peek().is_none_or(|&(_, next)| {
                !(next.is_alphanumeric() || matches!(next, '.' | ',') && c.is_ascii_digit() && digit_at(text, at + 2))
            });
            if ends && let Some(from) = start.take() {
                let word = text.get(from..at + c.len_utf8()).unwrap_or_default();
                if !(after_apostrophe && word.len() <= 2) {
                    take(word, inside);
                }
                inside = true;
                after_apostrophe = false;
            }
        } else if start.is_none() {
            after_apostrophe = matches!(c, '\'' | '’');
            if matches!(c, '.' | '?' | '!' | ':' | '"' | '“' | '\n' | '-' | '–' | '—' | '•') {
                inside = false;
            }
        }
    }
}

fn digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// The same for the same spelling in upper and lower case. FNV-1a (Fowler, Noll, Vo), finished by [`mix`].
fn hash(word: &str) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    };
    if word.is_ascii() {
        word.bytes().filter(|&b| b != b',').for_each(|b| eat(b.to_ascii_lowercase()));
    } else {
        let mut buffer = [0; 4];
        for c in word.chars().flat_map(char::to_lowercase) {
            c.encode_utf8(&mut buffer).bytes().for_each(&mut eat);
        }
    }
    mix(state)
}

/// Spreads 64 bits so that any few of them serve as a sample (the finaliser of SplitMix64; Steele, Lea, Flood 2014).
pub(super) fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_a_reader_would_end_them() {
        let table = [
            ("Oslo’s mayor said: “We'll pay 1,200.50 kroner.”", "Oslo mayor said We pay 1,200.50 kroner"),
            ("In 2019, 4.5 per cent.", "In 2019 4.5 per cent"),
            ("d'Estaing – Zürich", "d Estaing Zürich"),
        ];
        for (text, words) in table {
            let mut found = Vec::new();
            each_word(text, &mut |word, _| found.push(word.to_owned()));
            assert_eq!(found.join(" "), words);
        }
        assert_eq!(hash("1,200"), hash("1200"));
        assert_eq!((hash("ZÜRICH"), hash("oslo")), (hash("Zürich"), hash("Oslo")));
    }

    #[test]
    fn names_are_told_by_their_capitals_inside_sentences() {
        let text = "Ferries left Bergen. Bergen waved. The ferries came back to Bergen.";
        let article = crate::copy::tests::article("a", text);
        let collection = Collection::read(&[&article]);
        let of = |word: &str| collection.lexicon.iter().find(|w| w.hash == hash(word)).unwrap();
        assert!(of("Bergen").name() && !of("ferries").name() && !of("waved").name());
        assert!(of("the").common && !of("ferries").common);
    }
}
