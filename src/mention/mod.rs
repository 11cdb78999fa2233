//! One sentence reports one happening at one time.
//!
//! A mention joins a trigger (the verb or event noun: "spoke", "invasion"), the time that governs it, who took part and
//! the amounts told. It points into its article and copies nothing but the names it was read for.

use crate::article::{Article, ArticleId, Published};
use crate::calendar::When;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::timex::Timex;

/// Index of a mention in the analysis at hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MentionId(pub u32);

impl MentionId {
    /// As an index into the list of mentions.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether the source says that it happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Told as fact.
    #[default]
    Reported,
    /// Told as plan, schedule or intention.
    Planned,
    /// Told as not having happened.
    Denied,
}

impl Status {
    /// `reported`, `planned` or `denied`.
    pub fn name(self) -> &'static str {
        ["reported", "planned", "denied"][self as usize]
    }
}

/// One sentence reports one happening at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Stable id from content: `m` and twelve hexadecimal digits.
    pub key: String,
    /// Its article.
    pub article: ArticleId,
    /// Its sentence.
    pub sentence: Span,
    /// The stretch of the sentence that the time governs; what a label is made of.
    pub clause: Span,
    /// Index of the time expression in the article's list; `None` where the report is dated by its day of writing.
    pub timex: Option<u32>,
    /// When it happened.
    pub when: When,
    /// How the date came about; the derivation of the time expression, or why the day of writing serves.
    pub because: String,
    /// The word that names the happening.
    pub trigger: Option<Span>,
    /// Who and what takes part, as names read in full ("Putin" → "Vladimir Putin").
    pub actors: Vec<String>,
    /// Amounts told, normalised.
    pub amounts: Vec<Amount>,
    /// Whether the source says that it happened.
    pub status: Status,
}

/// An amount with its unit: 218.2 billion dollars.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Where it stands.
    pub span: Span,
    /// The number, multiplied out: 2.182e11.
    pub number: f64,
    /// ISO 4217 code, `%`, or the counted noun in lower case, singular.
    pub unit: String,
}

/// The mentions of one article, in order of position.
pub fn extract(
    id: ArticleId,
    article: &Article,
    sentences: &[Sentence],
    timexes: &[Timex],
    published: Option<&Published>,
) -> Vec<Mention> {
    let _ = (id, article, sentences, timexes, published);
    Vec::new()
}
