//! What keeps the reports of an agency apart.
//!
//! A folder that is large, on many subjects, and states its days is a *feed* ([`super::story::Stories`] finds it): the output of an
//! agency or of a newspaper over weeks. It tells the same of a thousand companies in one form, and follows every affair from
//! day to day. There alike words say little, and what two mentions do not share says much:
//!
//! | two mentions are two, if | like |
//! |---|---|
//! | each names people and bodies, and none of them is the other's | two banks raise their rates |
//! | one names nobody and they are not nearly word for word the same | "prices rose one pct in March" |
//! | a day is held against its month or year, and not the same happened | the poll of a day, the election of the year |
//! | their titles name others and they share a form | two companies' dividends |
//! | both are leads, and neither knows whom the other begins with | two visits of a day |
//! | each takes people to a country that the other does not know | two stages of a journey |
//! | they share words and hardly a figure | two rounds of help for the money market |
//! | both are statements and not the same is said | a minister's speech and his answers |
//!
//! All was set by reading the widest events of one agency's output (`benches/reuters-50.md`); no second one was at hand.

use smallvec::SmallVec;

use super::Told;
use super::profile::{Profile, clause_of};
use super::reader::{Reader, Sentence};
use super::similarity::{Agreement, Bond};
use super::words::{self, Role, TermId, Word};
use crate::calendar::{Granularity, When};
use crate::mention::Mention;
use crate::span::Span;

/// Sentences that share more of their words than this and differ in their figures fill in one form. Lower, two accounts of
/// one sale that count different things are two; higher, one round of help for the money market joins the next.
const FORM: f32 = 0.2;
/// From which share of common words on others by name fill in one form, so that no third may join them.
const SAME_FORM: f32 = 0.4;
/// From which share of common words on two articles whose titles name others carry the same background.
const WORDS_OF_A_FORM: f32 = 0.8;
/// Words that must be shared where one of two names nobody.
const WORD_FOR_WORD: f32 = 0.7;
/// How well what happened must agree for a day to be the day of a month or year. Lower, the poll of a day is the election
/// that others expect in its month.
const SAME_HAPPENING: f32 = 0.5;
/// Words that two statements must share. Lower, all that a minister says on a day is one statement.
const STATEMENT: f32 = 0.5;
/// What two must share of whom and what: many things rise in a month, and many by as much.
const ABOUT: f32 = 0.2;
/// From so many figures on half of them must not be all that is shared: a bond has its yield beside that of the bond it is
/// held against.
const MANY_FIGURES: usize = 4;
/// Headline and lead.
const LEADS: u32 = 2;
/// Sentences at the top of a report that may be a form's.
const FORM_DEPTH: u32 = 3;
/// A clause that says less than this of whom and what is told of many months and years ("vetoed a similar bill last year")…
const SCANT: f32 = 1.3;
/// … and must agree so much better where no figure and nothing else ties the articles.
const SCANTLY_TOLD: f32 = 0.2;
/// What it says that each names somebody whom the other does not: whoever is met by one minister is not met by another.
const FOREIGN: f32 = 0.2;

/// Words that a statement has at least beside its speaker.
const LEAST_SAID: usize = 3;

/// Names, each as its terms.
pub type Names = SmallVec<[SmallVec<[TermId; 3]>; 2]>;

/// What the reports of a feed are told apart by, beside what all mentions are compared by.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The names that take part, each as its terms.
    pub names: Names,
    /// Whether it names nobody and `names` are those of the title.
    pub borrowed: bool,
    /// The names in the title of its article, sorted.
    pub owner: Box<[TermId]>,
    /// The first of them.
    pub subject: Option<TermId>,
    /// Of a statement what is said, without names, sorted.
    pub said: Box<[TermId]>,
    /// Whether it counts people: who were hurt, who came. Such counts grow, and sources differ on them.
    pub toll: bool,
    /// The countries of its clause, where it takes people to one.
    pub countries: SmallVec<[TermId; 4]>,
    /// The numbers of the sentence that are no time, as hashes, sorted.
    pub figures: Box<[u32]>,
}

impl Marks {
    /// Reads them; `names` are those that take part.
    pub(super) fn of(
        here: &Told<'_>,
        mention: &Mention,
        sentence: Sentence<'_>,
        mut names: Names,
        profile: &Profile,
        reader: &Reader<'_>,
    ) -> Self {
        // "Dividend payable …", "Bank N.A.": what is mostly written small names nobody, with a capital too.
        for name in &mut names {
            name.retain(|term| reader.vocabulary.is_name(*term));
        }
        names.retain(|name| !name.is_empty());
        let owner = reader.owner(mention.article.0);
        let borrowed = names.is_empty();
        if borrowed {
            names = owner.iter().map(|&term| SmallVec::from_slice(&[term])).collect();
        }
        Self {
            names,
            borrowed,
            owner: owner.into(),
            subject: reader.subject_of(mention.article.0),
            said: if profile.says { said(mention, sentence, reader) } else { Box::default() },
            toll: mention.amounts.iter().any(|a| a.unit == "person"),
            countries: countries(profile, reader),
            figures: figures(here, mention.sentence),
        }
    }
}

/// The countries of a clause that takes people to one.
fn countries(profile: &Profile, reader: &Reader<'_>) -> SmallVec<[TermId; 4]> {
    let placed = profile.around.iter().any(|&kind| words::is_placed(kind));
    let country = |term: &TermId| reader.vocabulary.get(*term).country;
    profile.content.iter().copied().filter(|term| placed && country(term)).collect()
}

/// What a statement says, without names: the words around its clause, or all where these are too few.
fn said(mention: &Mention, sentence: Sentence<'_>, reader: &Reader<'_>) -> Box<[TermId]> {
    let vocabulary = &reader.vocabulary;
    let clause = clause_of(mention);
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
    said.into()
}

/// The numbers of a sentence that are no part of a time.
fn figures(told: &Told<'_>, sentence: Span) -> Box<[u32]> {
    let text = told.article.text.as_str();
    let mut found: SmallVec<[u32; 8]> = SmallVec::new();
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
    found.as_slice().into()
}

/// What two mentions share, each 0..1.
pub(super) struct Measured {
    /// Words.
    pub words: f32,
    /// Words that say of whom and what it is told.
    pub about: f32,
    /// The happening.
    pub trigger: f32,
    /// The time.
    pub time: f32,
}

/// How two mentions of a feed are two, whatever else agrees; `None` if they may be one.
pub(super) fn part(a: &Profile, b: &Profile, when: (When, When), shared: &Measured) -> Option<Agreement> {
    let two = |strangers: bool, conflict: bool| Some(Agreement { strangers, conflict, ..Agreement::default() });
    // "Similar talks were held this week": an article that dates its own news otherwise tells of other news.
    if a.article == b.article && a.sentence != b.sentence && shared.time < 1.0 {
        return two(false, false);
    }
    if a.original == b.original {
        return None;
    }
    let (Some(of_a), Some(of_b)) = (&a.marks, &b.marks) else { return None };
    let unnamed = of_a.names.is_empty() || of_b.names.is_empty();
    if !unnamed && !acquainted(a, b) {
        return two(true, shared.words > SAME_FORM);
    }
    if unnamed && (of_a.names.len() == of_b.names.len() || shared.words < WORD_FOR_WORD) {
        return two(false, false);
    }
    if is_coarse(when) && when.0.granularity != when.1.granularity && shared.trigger < SAME_HAPPENING {
        return two(false, false);
    }
    if elsewhere(of_a, of_b) && elsewhere(of_b, of_a) {
        return two(false, true);
    }
    // Reports on two companies lead with one form, and others carry their background word for word.
    let (owner, other) = (&of_a.owner, &of_b.owner);
    let owners = !owner.is_empty() && !other.is_empty() && !owner.iter().any(|t| other.contains(t));
    let top = a.depth < FORM_DEPTH && b.depth < FORM_DEPTH;
    if owners && (top && shared.words > SAME_FORM || shared.words > WORDS_OF_A_FORM) {
        return two(false, top);
    }
    // Two leads tell of two, if neither knows whom the other begins with, or whom its title names.
    let stranger = |x: &Marks, y: &Profile| x.names.first().is_some_and(|name| !told_in(name, y));
    let unknown = |x: &Marks, y: &Profile| !x.owner.iter().any(|&term| told_in(&[term], y));
    let apart = || stranger(of_a, b) && stranger(of_b, a) || owners && unknown(of_a, b) && unknown(of_b, a);
    let leads = a.depth < LEADS && b.depth < LEADS;
    if leads && apart() {
        return two(false, false);
    }
    // "Shell raises its prices", "Total raises its prices".
    if leads && begins_elsewhere(of_a, of_b, b) && begins_elsewhere(of_b, of_a, a) {
        return two(false, shared.words > SAME_FORM);
    }
    // Counts of people grow, and sources differ on them.
    if shared.words > FORM && !(of_a.toll && of_b.toll) && figures_differ(of_a, of_b) {
        return two(false, true);
    }
    // Who speaks, speaks often: what was said must be the same.
    if shared.about < ABOUT || a.says && b.says && said_alike(of_a, of_b) < STATEMENT {
        return two(false, false);
    }
    None
}

/// Whether one takes people to a country that is not among those of the other.
fn elsewhere(x: &Marks, y: &Marks) -> bool {
    !y.countries.is_empty() && x.countries.iter().any(|country| !y.countries.contains(country))
}

/// What speaks against two mentions that may be one.
pub(super) fn against(a: &Profile, b: &Profile, when: (When, When), bond: Bond) -> f32 {
    let (Some(of_a), Some(of_b)) = (&a.marks, &b.marks) else { return 0.0 };
    let tied = bond.alike > 0.0 || bond.story == Some(true) || of_a.figures.iter().any(|f| of_b.figures.contains(f));
    let scant = is_coarse(when) && !tied && a.told.min(b.told) < SCANT;
    let foreign = foreign(of_a, b) && foreign(of_b, a);
    f32::from(scant) * SCANTLY_TOLD + f32::from(foreign) * FOREIGN
}

/// Whether one of two times is longer than a week.
fn is_coarse((a, b): (When, When)) -> bool {
    a.granularity.max(b.granularity) > Granularity::Week
}

/// Whether the title of one begins with somebody of whom the other knows nothing.
fn begins_elsewhere(x: &Marks, other: &Marks, y: &Profile) -> bool {
    x.subject.is_some_and(|name| !told_in(&[name], y) && !other.owner.contains(&name))
}

/// Whether both tell figures and hardly one of them is the same.
fn figures_differ(a: &Marks, b: &Marks) -> bool {
    let same = a.figures.iter().filter(|f| b.figures.contains(f)).count();
    let least = a.figures.len().min(b.figures.len());
    same * 2 < least || least >= MANY_FIGURES && same * 2 == least
}

/// How much of the shorter of two statements is in the other, 0..1.
fn said_alike(a: &Marks, b: &Marks) -> f32 {
    let same = a.said.iter().filter(|term| b.said.binary_search(term).is_ok()).count();
    same as f32 / a.said.len().min(b.said.len()).max(1) as f32
}

/// Whether all of a name is told in a mention.
fn told_in(name: &[TermId], y: &Profile) -> bool {
    name.iter().all(|&t| y.terms.binary_search_by_key(&t, |w| w.0).is_ok())
}

/// Whether one names somebody of whom the other knows nothing.
fn foreign(x: &Marks, y: &Profile) -> bool {
    x.names.iter().any(|name| name.iter().all(|&t| !told_in(&[t], y)))
}

/// Whether a name of one is told in the other.
fn acquainted(a: &Profile, b: &Profile) -> bool {
    let (Some(of_a), Some(of_b)) = (&a.marks, &b.marks) else { return true };
    if of_a.borrowed && of_b.borrowed {
        // Whole titles: most of the shorter, for both may name what is sold.
        let same = of_a.names.iter().filter(|name| of_b.names.contains(name)).count();
        return same * 2 > of_a.names.len().min(of_b.names.len());
    }
    let knows = |x: &Marks, other: &Marks, y: &Profile| {
        x.names
            .iter()
            .any(|name| other.names.iter().any(|other| other.iter().all(|t| name.contains(t))) || told_in(name, y))
    };
    knows(of_a, of_b, b) || knows(of_b, of_a, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Date, Day};

    #[test]
    fn stages_of_a_journey_are_two() {
        let (italy, spain, france) = (1, 2, 3);
        for (one, other, apart) in [
            (&[italy][..], &[spain][..], true),
            (&[italy], &[italy], false),
            // the whole journey, and a stage of it
            (&[italy, spain, france], &[spain], false),
            (&[italy, spain], &[spain, france], true),
            (&[italy], &[], false),
        ] {
            let trip = |article: u32, countries: &[TermId]| Profile {
                article,
                original: article,
                terms: [(9, 1.0)].into(),
                marks: Some(Box::new(Marks {
                    names: Names::from_iter([SmallVec::from_slice(&[9])]),
                    countries: countries.iter().copied().collect(),
                    ..Marks::default()
                })),
                ..Profile::default()
            };
            let when = When::from(Date::Day(Day::from_number(0)));
            let shared = Measured { words: 0.6, about: 0.6, trigger: 1.0, time: 1.0 };
            let parted = part(&trip(0, one), &trip(1, other), (when, when), &shared);
            assert_eq!(parted.is_some(), apart, "{one:?} {other:?}");
        }
    }

    /// Two leads of one day; `begins` are the names that their titles begin with, `told` is what the sentences tell.
    fn check(begins: [TermId; 2], told: [&[TermId]; 2], apart: bool) {
        const PLACE: TermId = 9;
        let lead = |n: usize| Profile {
            article: n as u32,
            original: n as u32,
            terms: told[n].iter().map(|&term| (term, 0.5)).collect(),
            marks: Some(Box::new(Marks {
                names: Names::from_iter([SmallVec::from_slice(&[PLACE])]),
                owner: [begins[n], PLACE].into(),
                subject: Some(begins[n]),
                ..Marks::default()
            })),
            ..Profile::default()
        };
        let when = When::from(Date::Day(Day::from_number(0)));
        let shared = Measured { words: 0.6, about: 0.6, trigger: 1.0, time: 1.0 };
        let parted = part(&lead(0), &lead(1), (when, when), &shared);
        assert_eq!(parted.is_some(), apart, "{begins:?} {told:?}");
    }

    #[test]
    fn leads_that_begin_with_others_are_two() {
        check([1, 2], [&[1, 5, 9], &[2, 5, 9]], true);
        check([1, 1], [&[1, 5, 9], &[1, 5, 9]], false);
        // "Anna Berg meets Luis Ruiz", "Luis Ruiz meets Anna Berg"
        check([1, 2], [&[1, 2, 9], &[1, 2, 9]], false);
    }
}
