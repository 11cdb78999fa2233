//! Parts of speech, by an averaged perceptron (Collins 2002, "Discriminative training methods for hidden Markov models").
//!
//! A tagger reads a sentence from left to right and gives each word the tag with the highest score. The score is a sum of
//! weights, one for each *feature* that holds there: "the word is `rose`", "it ends in `-ed`", "the word before is a modal".
//! The weights were learned by tagging sentences whose tags are known and, after each mistake, adding one to the features of
//! the right tag and taking one from those of the wrong; the average over all steps is what is kept. That is all of it.
//!
//! | word | features that decide | tag |
//! |---|---|---|
//! | `the talks` | after a determiner | [`Pos::NounPlural`] |
//! | `she talks` | after a pronoun | [`Pos::VerbThird`] |
//! | `was held` | after a form of *be* | [`Pos::VerbParticiple`] |
//! | `Held in Oslo,` | first word, `in` follows | [`Pos::VerbParticiple`] |
//!
//! [`feature`] says what the features are, `model` holds the weights (`assets/pos/README.md`: origin and licence),
//! `examples/train_pos.rs` learns them. Marks and numbers need no weights.

pub mod feature;
mod model;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::{Token, TokenKind};
pub use model::{Weights, pack};

/// How many tags there are.
pub const TAGS: usize = 24;

/// A tag: those of the Penn Treebank, as far as tense, triggers and names need them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Pos {
    Noun,
    NounPlural,
    Name,
    NamePlural,
    /// PRP, EX.
    Pronoun,
    /// PRP$, POS: `its`, `'s`.
    Possessive,
    Determiner,
    Adjective,
    Adverb,
    Number,
    /// IN, also before a clause: `after`, `that`.
    Preposition,
    /// RP: `broke *out*`.
    Particle,
    To,
    Modal,
    /// Base form, VB.
    VerbBase,
    /// Past tense, VBD.
    VerbPast,
    /// Gerund or present participle, VBG.
    VerbGerund,
    /// Past participle, VBN.
    VerbParticiple,
    /// Present, not third person, VBP.
    VerbPresent,
    /// Present, third person singular, VBZ.
    VerbThird,
    /// WDT, WP, WP$, WRB.
    Wh,
    Conjunction,
    Mark,
    Other,
}

impl Pos {
    /// All, in the order of their weights.
    pub const ALL: [Self; TAGS] = [
        Self::Noun,
        Self::NounPlural,
        Self::Name,
        Self::NamePlural,
        Self::Pronoun,
        Self::Possessive,
        Self::Determiner,
        Self::Adjective,
        Self::Adverb,
        Self::Number,
        Self::Preposition,
        Self::Particle,
        Self::To,
        Self::Modal,
        Self::VerbBase,
        Self::VerbPast,
        Self::VerbGerund,
        Self::VerbParticiple,
        Self::VerbPresent,
        Self::VerbThird,
        Self::Wh,
        Self::Conjunction,
        Self::Mark,
        Self::Other,
    ];

    /// From the name the Penn Treebank gives it (Santorini 1990), with the additions of the English Web Treebank.
    pub fn from_penn(tag: &str) -> Self {
        match tag {
            "NN" => Self::Noun,
            "NNS" => Self::NounPlural,
            "NNP" => Self::Name,
            "NNPS" => Self::NamePlural,
            "PRP" | "EX" => Self::Pronoun,
            "PRP$" | "POS" => Self::Possessive,
            "DT" | "PDT" => Self::Determiner,
            "JJ" | "JJR" | "JJS" | "AFX" => Self::Adjective,
            "RB" | "RBR" | "RBS" => Self::Adverb,
            "CD" => Self::Number,
            "IN" => Self::Preposition,
            "RP" => Self::Particle,
            "TO" => Self::To,
            "MD" => Self::Modal,
            "VB" => Self::VerbBase,
            "VBD" => Self::VerbPast,
            "VBG" => Self::VerbGerund,
            "VBN" => Self::VerbParticiple,
            "VBP" => Self::VerbPresent,
            "VBZ" => Self::VerbThird,
            "WDT" | "WP" | "WP$" | "WRB" => Self::Wh,
            "CC" => Self::Conjunction,
            "." | "," | ":" | "``" | "''" | "-LRB-" | "-RRB-" | "HYPH" | "NFP" | "$" | "#" | "SYM" => Self::Mark,
            _ => Self::Other,
        }
    }

    /// Any form of a verb, also of *be*, *have* and *do*; not a modal.
    pub fn is_verb(self) -> bool {
        self as usize >= Self::VerbBase as usize && self as usize <= Self::VerbThird as usize
    }

    /// A verb that carries tense by itself.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::VerbPast | Self::VerbPresent | Self::VerbThird)
    }

    /// A common noun.
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::NounPlural)
    }

    /// A name.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::NamePlural)
    }
}

/// The part of speech of each token, in order.
pub fn tag(text: &str, tokens: &[Token]) -> Vec<Pos> {
    tag_with(Weights::shipped(), text, tokens)
}

/// The same with other weights.
pub fn tag_with(weights: &Weights, text: &str, tokens: &[Token]) -> Vec<Pos> {
    let sentence = feature::Sentence::new(text, tokens);
    let mut tags: Vec<Pos> = Vec::with_capacity(tokens.len());
    let mut features = Vec::with_capacity(feature::COUNT);
    for i in 0..tokens.len() {
        let tag = match sentence.certain(i) {
            Some(tag) => tag,
            None => {
                sentence.features(i, &tags, &mut features);
                let tag = weights.best(&features);
                // Inside a sentence a capital is a name's, whatever its ending ("Xi Jinping spoke"), except after a quote.
                if tag.is_verb() && sentence.capital_inside(i) && tags.last() != Some(&Pos::Mark) {
                    Pos::Name
                } else if !tag.is_verb()
                    && !sentence.capital_inside(i)
                    && tokens.get(i).is_some_and(|t| is_past(t.span.of(text)))
                {
                    Pos::VerbPast
                } else {
                    tag
                }
            }
        };
        tags.push(tag);
    }
    tags
}

/// Whether a word is a past tense that the treebank is too small to know well (`assets/words/en/pos.toml`).
fn is_past(word: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Lists {
        past: String,
    }
    static PAST: OnceLock<FxHashSet<String>> = OnceLock::new();
    let past = PAST.get_or_init(|| {
        let lists = toml::from_str::<Lists>(include_str!("../../../assets/words/en/pos.toml"));
        lists.map(|lists| lists.past.split_whitespace().map(str::to_owned).collect()).unwrap_or_default()
    });
    past.contains(word)
}

/// The tag of a token that needs no weights: marks and numbers.
fn certain(word: &str, kind: TokenKind) -> Option<Pos> {
    match kind {
        TokenKind::Word => None,
        TokenKind::Mark => Some(match word {
            "%" => Pos::Noun,
            "&" => Pos::Conjunction,
            _ => Pos::Mark,
        }),
        TokenKind::Number => Some(match word.as_bytes().last() {
            Some(b's' | b'S') => Pos::NounPlural,
            Some(b't' | b'd' | b'h' | b'T' | b'D' | b'H') if word.len() > 2 => Pos::Adjective,
            _ => Pos::Number,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::tokens;
    use crate::span::Span;

    fn check(tagged: &str) {
        let text: Vec<_> = tagged.split(' ').map(|pair| pair.split('/').next().unwrap()).collect();
        let text = text.join(" ").replace(" 's", "'s");
        let mut found = Vec::new();
        tokens(&text, Span::new(0, text.len()), &mut found);
        let tags = tag(&text, &found);
        let got: Vec<_> = found.iter().zip(&tags).map(|(t, tag)| format!("{}/{tag:?}", t.span.of(&text))).collect();
        let expected: Vec<_> = tagged
            .split(' ')
            .map(|pair| pair.split_once('/').unwrap())
            .map(|(word, tag)| format!("{word}/{:?}", Pos::from_penn(tag)))
            .collect();
        assert_eq!(got.join(" "), expected.join(" "));
    }

    #[test]
    fn news_is_tagged() {
        check("The/DT bridge/NN fell/VBD on/IN Monday/NNP after/IN heavy/JJ rains/NNS ./.");
        check("She/PRP talks/VBZ while/IN the/DT talks/NNS go/VBP well/RB ./.");
        check("The/DT treaty/NN was/VBD signed/VBN by/IN the/DT ministers/NNS in/IN 2019/CD ./.");
        check("Ana/NNP Diaz/NNP spoke/VBD by/IN phone/NN ./.");
        check("Exports/NNS will/MD not/RB rise/VB to/IN $/$ 2.5/CD billion/CD ./.");
        check("Officials/NNS said/VBD Norway/NNP 's/POS parliament/NN approved/VBD it/PRP ./.");
    }

    #[test]
    fn headlines_are_tagged() {
        check("Norway/NNP signs/VBZ treaty/NN with/IN Chile/NNP after/IN years/NNS of/IN talks/NNS");
    }

    #[test]
    fn every_tag_has_its_place() {
        for (n, tag) in Pos::ALL.iter().enumerate() {
            assert_eq!(*tag as usize, n);
        }
    }
}
