//! Whom "he" means, where a reader is sure.
//!
//! Reports name a person once and go on with "he". Nobody is sure of all of these, but many are plain, and only those are
//! resolved:
//!
//! | read before | then | means |
//! |---|---|---|
//! | `Ana Diaz resigned.` | `She left.` | `Ana Diaz`: nobody else was named |
//! | `Ana Diaz met Ole Berg.` | `She left.` | `Ana Diaz`: a given name says who is *she* |
//! | `Ana Diaz met Rosa Lind.` | `She left.` | likely `Ana Diaz`: the subject goes on as the subject |
//! | `Ana Diaz met Rosa Lind.` | `Peace is what she wants.` | nobody: it could be either |
//! | `Premier Ole Berg spoke.` … | `the premier` | likely `Ole Berg`: no other has the title |
//! | `Kalvo Steel` told all over | `The company fell.` | `Kalvo Steel`: no other name is told half as often |
//!
//! What is *likely* helps whoever asks for one person to find everything; only what is *sure* may stand in a label. Sure is
//! the only person of the right gender in three sentences, if the article tells of no other of that gender more often, and
//! no pronoun before was left open. A wrong name is worse than a pronoun.
//!
//! What stands in quotation marks is read by nobody else's sentences and left alone.

use rustc_hash::FxHashMap;

use super::name::Gender;
use crate::span::Span;

/// What a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A body, a place, a product.
    Other,
    /// One word that the article does not introduce, or that could be two people: it may be anybody.
    Lone,
    /// Two or three words with capitals: perhaps a person.
    Maybe,
    /// A title or a given name says so.
    Person,
}

/// A name as it was met.
#[derive(Clone, Copy, Debug)]
pub struct Met<'t> {
    /// Which sentence of the report.
    pub sentence: u32,
    /// Which word of it.
    pub at: u32,
    /// Without titles.
    pub name: &'t str,
    /// What it may be.
    pub kind: Kind,
    /// Where a title or a given name says it.
    pub gender: Option<Gender>,
    /// The title before it, in lower case.
    pub title: Option<Title>,
}

/// A title, by the hash of its lower case.
pub type Title = u64;

/// A word that stands for a name.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// Which sentence of the report.
    pub sentence: u32,
    /// Which word of it.
    pub at: u32,
    /// The word.
    pub span: Span,
    /// How it stands for it.
    pub by: By,
}

/// How a word stands for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// *he*, *her*.
    Gender(Gender),
    /// *the premier*.
    Title(Title),
    /// *the company*.
    Firm,
}

/// What each such word of an article means, as far as it is sure.
#[derive(Debug, Default)]
pub struct Referents {
    /// In order of position.
    found: Vec<(Span, u32, bool)>,
    names: Vec<String>,
}

/// A pronoun this near the beginning of its sentence is its subject.
const SUBJECT_PRONOUN: u32 = 2;
/// A name this near the beginning is the subject, or stands beside it.
const SUBJECT_NAME: u32 = 8;
/// A firm must be told this often to be "the company".
const FIRM_TOLD: u32 = 2;

/// Stands for a person that a pronoun before left open.
const OPEN: u32 = u32::MAX;

/// A person as the resolution sees it.
#[derive(Clone, Copy, Debug)]
struct Person {
    id: u32,
    subject: bool,
}

/// Who was named in a sentence, each once.
type Named = smallvec::SmallVec<[Person; 4]>;

impl Referents {
    /// Reads what was met in an article, in order. `full` gives the full name of a name, or `None` if it could be two.
    pub fn of<'t>(met: &[Met<'t>], stands: &[Stand], full: impl Fn(&'t str) -> Option<&'t str>) -> Self {
        if stands.is_empty() {
            return Self::default();
        }
        let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
        let mut names: Vec<String> = Vec::new();
        let mut kinds: Vec<(Kind, Option<Gender>, u32)> = Vec::new();
        let mut titles: FxHashMap<Title, Option<u32>> = FxHashMap::default();
        let of_met: Vec<u32> = met
            .iter()
            .map(|m| {
                let name = full(m.name).unwrap_or(m.name);
                let id = *ids.entry(name).or_insert_with(|| {
                    names.push(name.split_whitespace().collect::<Vec<_>>().join(" ").replace(" - ", "-"));
                    kinds.push((Kind::Other, None, 0));
                    names.len() as u32 - 1
                });
                if let Some(known) = kinds.get_mut(id as usize) {
                    known.0 = known.0.max(m.kind);
                    known.1 = known.1.or(m.gender);
                    known.2 += 1;
                }
                if let Some(title) = m.title {
                    titles.entry(title).and_modify(|who| *who = who.filter(|w| *w == id)).or_insert(Some(id));
                }
                id
            })
            .collect();
        let kind = |id: u32| kinds.get(id as usize).copied().unwrap_or((Kind::Other, None, 0));
        let firm = {
            let mut told: Vec<(u32, u32)> =
                (0..names.len() as u32).filter(|&id| kind(id).0 != Kind::Person).map(|id| (kind(id).2, id)).collect();
            told.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            match told.as_slice() {
                [(n, id), rest @ ..] if *n >= FIRM_TOLD && rest.first().is_none_or(|(m, _)| m * 2 <= *n) => Some(*id),
                _ => None,
            }
        };
        let mut found = Vec::new();
        let (mut next_met, mut next_stand) = (0, 0);
        let mut before: Named = Named::new();
        let mut earlier: Named = Named::new();
        let mut last: Option<u32> = None;
        while let Some(sentence) = match (met.get(next_met), stands.get(next_stand)) {
            (Some(m), Some(s)) => Some(m.sentence.min(s.sentence)),
            (None, Some(s)) => Some(s.sentence),
            _ => None,
        } {
            // a sentence that names nobody lets the one before it speak on, one only
            for _ in 0..last.map_or(0, |last| (sentence - last - 1).min(2)) {
                earlier = std::mem::take(&mut before);
            }
            last = Some(sentence);
            let mut here: Named = Named::new();
            loop {
                let m = met.get(next_met).filter(|m| m.sentence == sentence);
                let s = stands.get(next_stand).filter(|s| s.sentence == sentence);
                match (m, s) {
                    (Some(m), s) if s.is_none_or(|s| m.at < s.at) => {
                        let id = of_met.get(next_met).copied().unwrap_or_default();
                        next_met += 1;
                        if kind(id).0 >= Kind::Lone && !here.iter().any(|p| p.id == id) {
                            here.push(Person { id, subject: here.is_empty() && m.at <= SUBJECT_NAME });
                        }
                    }
                    (_, Some(s)) => {
                        next_stand += 1;
                        let (who, sure) = match s.by {
                            By::Title(title) => (titles.get(&title).copied().flatten(), false),
                            By::Firm => (firm, true),
                            By::Gender(gender) => {
                                let near = [&here, &before, &earlier];
                                let who = pronoun(s, gender, near, kind);
                                let sure = who.is_some_and(|id| {
                                    let told = kind(id);
                                    let rival = |other: u32| {
                                        let known = kind(other);
                                        other != id && known.0 >= Kind::Lone && known.1.is_none_or(|g| g == gender)
                                    };
                                    told.0 == Kind::Person
                                        && told.1 == Some(gender)
                                        && !near.iter().any(|named| named.iter().any(|p| p.id == OPEN || rival(p.id)))
                                        && (0..names.len() as u32).all(|other| {
                                            !rival(other) || kind(other).0 < Kind::Person || kind(other).2 <= told.2
                                        })
                                });
                                if who.is_none() && !here.iter().any(|p| p.id == OPEN) {
                                    here.push(Person { id: OPEN, subject: false });
                                }
                                (who, sure)
                            }
                        };
                        if let Some(id) = who {
                            found.push((s.span, id, sure));
                            if s.by != By::Firm && !here.iter().any(|p| p.id == id) {
                                here.push(Person { id, subject: here.is_empty() && s.at <= SUBJECT_NAME });
                            }
                        }
                    }
                    _ => break,
                }
            }
            earlier = std::mem::replace(&mut before, here);
        }
        Self { found, names }
    }

    /// The name that the word at `span` stands for, and whether that is sure or only likely.
    pub fn at(&self, span: Span) -> Option<(&str, bool)> {
        let at = self.found.binary_search_by_key(&span.start, |f| f.0.start).ok()?;
        let &(_, id, sure) = self.found.get(at)?;
        self.names.get(id as usize).map(|name| (name.as_str(), sure))
    }

    /// Whether nothing stands for anything.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// The one that a pronoun means: the only fitting one of its sentence before it, else of the sentence before that, and so
/// on; among several the subject, if the pronoun is one too.
fn pronoun(
    stand: &Stand,
    gender: Gender,
    near: [&Named; 3],
    kind: impl Fn(u32) -> (Kind, Option<Gender>, u32),
) -> Option<u32> {
    for (n, named) in near.into_iter().enumerate() {
        let fits: smallvec::SmallVec<[Person; 4]> = named
            .iter()
            .copied()
            .filter(|p| p.id != OPEN && kind(p.id).0 >= Kind::Maybe && kind(p.id).1.is_none_or(|known| known == gender))
            .collect();
        match fits.as_slice() {
            [] => {}
            [one] => return Some(one.id),
            many => {
                let subject = many.iter().find(|p| p.subject && kind(p.id).0 == Kind::Person);
                return subject.filter(|_| n == 1 && stand.at <= SUBJECT_PRONOUN).map(|p| p.id);
            }
        }
    }
    None
}
