//! Who takes part: names, read in full within their article.
//!
//! An article introduces "Foreign Minister Ana Diaz of Chile" and goes on with "Diaz". [`Names`] reads the whole article
//! once and remembers which full name a last name stood for, so that both are the same actor. Titles are left off,
//! peoples and seats of power lead to their country:
//!
//! | text | actor |
//! |---|---|
//! | `President Ana Diaz`, later `Diaz` | `Ana Diaz` |
//! | `Chilean officials`, `Santiago protested` | `Chile` |
//! | `the flood in Santiago` | `Santiago` |
//! | `World Food Programme (WFP)`, later `WFP` | `World Food Programme` |
//! | `the two countries` in a report on Chile and Norway | `Chile`, `Norway` |
//! | `she`, `the president`, where it is plain | `Ana Diaz` (see `refer`) |

use rustc_hash::{FxHashMap, FxHashSet};

use super::capital::{hull, is_capital, is_headline, is_plain, place, run, strip};
use super::name::{Gender, given};
use super::refer::{By, Kind, Met, Referents, Stand, Title};
use super::words::{Words, is};
use crate::sentence::pos::Pos;
use crate::sentence::{Sentence, Token, TokenKind, tokens};
use crate::span::Span;

/// What the article calls whom.
#[derive(Debug, Default)]
pub struct Names<'t> {
    /// Last part or short form → full name; `None` if it could be two.
    full: FxHashMap<&'t str, Option<String>>,
    /// First of two parts → full name: a family name that stands first ("Li Wanshan", later "Li").
    first: FxHashMap<&'t str, Option<String>>,
    /// Words seen with a capital where none was due.
    seen: FxHashSet<&'t str>,
    /// The two places that the article is about, if there are clearly two.
    places: Option<[String; 2]>,
    /// The two people with a title that it is about, if there are clearly two.
    people: Option<[String; 2]>,
    /// Words that stand for a name.
    referents: Referents,
    /// Full names that are surely people's: a title or a given name says so.
    persons: FxHashSet<String>,
    /// Whether what such a word is likely to mean is enough.
    likely: bool,
}

/// A name, and the words it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// First word.
    pub from: usize,
    /// One past the last word.
    pub to: usize,
    /// In full.
    pub name: String,
}

/// How often the article tells of whom, while it is read.
#[derive(Debug, Default)]
struct Tally<'t> {
    met: Vec<Met<'t>>,
    stands: Vec<Stand>,
    places: FxHashMap<String, u32>,
    people: FxHashMap<&'t str, u32>,
    titled: FxHashSet<&'t str>,
}

/// The two that are told most, in order of name: "the two" are certain only if a third is told at most half as often as
/// the second. A larger share, and a report on three countries calls the wrong pair; a smaller one, and a country named
/// in passing hides the pair.
fn pair<S: AsRef<str>>(told: impl Iterator<Item = (S, u32)>) -> Option<[String; 2]> {
    let mut told: Vec<_> = told.collect();
    told.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.as_ref().cmp(b.as_ref())));
    let third = told.get(2).map_or(0, |(_, n)| *n);
    match told.as_slice() {
        [(a, _), (b, n), ..] if *n >= 2 && third * 2 <= *n => {
            let mut pair = [a.as_ref().to_owned(), b.as_ref().to_owned()];
            pair.sort();
            Some(pair)
        }
        _ => None,
    }
}

impl<'t> Names<'t> {
    /// Reads the report passages of an article. With `likely`, pronouns are also read where they are likely to mean somebody
    /// and not sure to.
    pub fn of(text: &'t str, sentences: &[Sentence], lists: &Words, likely: bool) -> Self {
        let mut names = Self { likely, ..Self::default() };
        let mut tally = Tally::default();
        let mut buffer = Vec::new();
        for (n, sentence) in sentences.iter().filter(|s| s.kind.is_report()).enumerate() {
            tokens(text, sentence.span, &mut buffer);
            if !is_headline(text, &buffer) {
                names.read(text, &buffer, n as u32, lists, &mut tally);
            }
        }
        let full =
            |name: &'t str| names.full.get(name).or_else(|| names.first.get(name)).and_then(|full| full.as_deref());
        for m in tally.met.iter_mut().filter(|m| m.kind == Kind::Other && !m.name.contains(' ')) {
            m.kind = Kind::Lone;
        }
        // the first word of a sentence has its capital anyway: "Current Kalvo prices" is nobody
        for m in tally.met.iter_mut().filter(|m| m.at == 0 && m.kind == Kind::Maybe) {
            let first = m.name.split_whitespace().next().unwrap_or_default();
            if !names.seen.contains(first) {
                m.kind = Kind::Other;
            }
        }
        let referents = {
            let owned: FxHashMap<&str, &str> = tally.met.iter().filter_map(|m| Some((m.name, full(m.name)?))).collect();
            Referents::of(&tally.met, &tally.stands, |name| owned.get(name).copied())
        };
        let sure = tally.met.iter().filter(|m| m.kind == Kind::Person && m.name.contains(' '));
        let persons = sure.map(|m| m.name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        names.referents = referents;
        names.persons = persons;
        names.places = pair(tally.places.into_iter());
        let titled = tally.people.iter().filter(|(name, _)| tally.titled.contains(*name));
        names.people = pair(titled.map(|(last, n)| (names.full.get(last).cloned().flatten().unwrap_or_default(), *n)))
            .filter(|pair| !pair.iter().any(String::is_empty));
        names
    }

    fn read(&mut self, text: &'t str, tokens: &[Token], sentence: u32, lists: &Words, tally: &mut Tally<'t>) {
        let mut at = 0;
        let mut quoted = false;
        while at < tokens.len() {
            let Some(end) = run(text, tokens, at, tokens.len(), lists) else {
                match tokens.get(at).map(|t| t.span.of(text)) {
                    Some("“") => quoted = true,
                    Some("”") => quoted = false,
                    Some("\"") => quoted = !quoted,
                    _ if quoted => {}
                    _ => {
                        if let Some(by) = stands(text, tokens, at, lists)
                            && let Some(token) = tokens.get(at)
                        {
                            tally.stands.push(Stand { sentence, at: at as u32, span: token.span, by });
                        }
                    }
                }
                at += 1;
                continue;
            };
            for token in tokens.get(at.max(1)..end).unwrap_or_default() {
                if token.kind == TokenKind::Word {
                    self.seen.insert(token.span.of(text));
                }
            }
            let (start, _) = strip(text, tokens, at, end, lists);
            let last = tokens.get(end - 1).map(|t| t.span.of(text)).unwrap_or_default();
            tally.met.extend(met(text, tokens, (at, start, end), sentence, lists).filter(|_| !quoted));
            if let Some((_, stands)) = place(text, tokens, at, end, lists) {
                *tally.places.entry(stands.for_place.clone()).or_default() += 1;
            }
            if !lists.places.contains_key(last) {
                *tally.people.entry(last).or_default() += 1;
                if start > at
                    && lists.bits(&tokens.get(start - 1).map(|t| t.span.of(text).to_lowercase()).unwrap_or_default())
                        & is::TITLE
                        != 0
                {
                    tally.titled.insert(last);
                }
            }
            if end - start >= 2
                && !(at == 0
                    && end == 2
                    && start == 0
                    && !self.seen.contains(tokens.first().map_or("", |t| t.span.of(text))))
            {
                let whole = hull(tokens, start, end).of(text);
                if !lists.places.contains_key(whole) {
                    learn(&mut self.full, last, whole);
                    if end - start == 2 {
                        learn(&mut self.first, tokens.get(start).map_or("", |t| t.span.of(text)), whole);
                    }
                    if let [open, short, close] = tokens.get(end..end + 3).unwrap_or_default()
                        && open.span.of(text) == "("
                        && close.span.of(text) == ")"
                        && short.span.of(text).chars().all(char::is_uppercase)
                    {
                        learn(&mut self.full, short.span.of(text), whole);
                    }
                }
            }
            at = end;
        }
    }

    /// The pair that "two countries", "both leaders" at `at` calls.
    fn called_pair(&self, text: &str, tokens: &[Token], at: usize, lists: &Words) -> Option<&[String; 2]> {
        let bits = |i: usize| tokens.get(i).map_or(0, |t| lists.bits(&t.span.of(text).to_lowercase()));
        if bits(at) & is::PAIRING == 0 {
            return None;
        }
        let called = bits(at + 1);
        if called & is::PAIR_PLACES != 0 {
            self.places.as_ref()
        } else if called & is::PAIR_PEOPLE != 0 {
            self.people.as_ref()
        } else {
            None
        }
    }

    /// The actors named in `tokens[from..to]`, in order, each once.
    pub fn actors(
        &self,
        text: &str,
        tokens: &[Token],
        tags: &[Pos],
        timed: impl Fn(usize) -> bool,
        within: (usize, usize),
        lists: &Words,
    ) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for named in self.named(text, tokens, tags, timed, within, lists) {
            if !found.contains(&named.name) {
                found.push(named.name);
            }
        }
        found
    }

    /// The name that a pronoun or "the company" at `span` surely stands for.
    pub fn referent(&self, span: Span) -> Option<&str> {
        self.referents.at(span).filter(|(_, sure)| *sure).map(|(name, _)| name)
    }

    /// The full name of the person whom the article calls here by one part of it: `Diaz` is `Ana Diaz`.
    pub fn person(&self, text: &str, tokens: &[Token], at: usize, lists: &Words) -> Option<&str> {
        let word = |at: usize| tokens.get(at).map_or("", |t| t.span.of(text));
        let part = word(at);
        if !is_capital(part) || self.persons.is_empty() || lists.places.contains_key(part) {
            return None;
        }
        let full = |map: &'_ FxHashMap<&str, Option<String>>| map.get(part).is_some_and(Option::is_some);
        let name = if full(&self.full) { self.full.get(part) } else { self.first.get(part) }?.as_deref()?;
        // "Diaz Motors", "the Diaz plan", "Rosa Diaz", "Mr Diaz"
        let joined = |word: &str| is_capital(word) || matches!(word, "-" | "&" | "'");
        let before = at.checked_sub(1).map_or("", word);
        let led = joined(before) || lists.bits(&before.to_lowercase()) & (is::ARTICLE | is::TITLE) != 0;
        (self.persons.contains(name) && !led && !joined(word(at + 1))).then_some(name)
    }

    /// Every name in `tokens[from..to]`, in order.
    pub fn named(
        &self,
        text: &str,
        tokens: &[Token],
        tags: &[Pos],
        timed: impl Fn(usize) -> bool,
        (from, to): (usize, usize),
        lists: &Words,
    ) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        // A name keeps its words and not the line break it was wrapped at.
        let mut add = |from: usize, to: usize, name: String| {
            let name = if name.contains(" - ") { name.replace(" - ", "-") } else { name };
            let name = if name.contains(['\n', '\r', '\t']) {
                name.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                name
            };
            if !name.is_empty() {
                found.push(Named { from, to, name });
            }
        };
        let headline = is_headline(text, tokens);
        let mut at = from;
        while at < to {
            let first = tokens.get(at).map(|t| t.span.of(text)).unwrap_or_default();
            let lone = at == 0 && !self.seen.contains(first) && !tags.first().is_some_and(|p| p.is_name());
            let place = place(text, tokens, at, to, lists);
            if let Some(pair) = self.called_pair(text, tokens, at, lists) {
                pair.iter().for_each(|name| add(at, at + 2, name.clone()));
                at += 2;
                continue;
            }
            if !self.referents.is_empty()
                && let Some(token) = tokens.get(at)
                && let Some((name, _)) = self.referents.at(token.span).filter(|(_, sure)| *sure || self.likely)
            {
                add(at, at + 1, name.to_owned());
                at += 1;
                continue;
            }
            if timed(at) || lone && place.is_none() {
                at += 1;
                continue;
            }
            if headline && place.is_none() {
                // where every word has its capital, only names known from the report are names
                if let Some(full) = self.full.get(first).cloned().flatten() {
                    add(at, at + 1, full);
                }
                at += 1;
                continue;
            }
            let Some(end) = run(text, tokens, at, to, lists).filter(|&end| !headline && !(at..end).any(&timed)) else {
                match place {
                    Some((end, stands)) => {
                        add(at, end, stands.for_place.clone());
                        at = end;
                    }
                    None => at += 1,
                }
                continue;
            };
            if let Some((after, stands)) = place
                && after >= end
            {
                let placed = at
                    .checked_sub(1)
                    .and_then(|i| tokens.get(i))
                    .is_some_and(|t| lists.bits(&t.span.of(text).to_lowercase()) & is::PLACING != 0);
                let name = if stands.seat && placed {
                    hull(tokens, at, after).of(text).to_owned()
                } else {
                    stands.for_place.clone()
                };
                add(at, after, name);
                at = after;
                continue;
            }
            let (start, people) = strip(text, tokens, at, end, lists);
            if let Some(country) = people {
                add(at, at + 1, country);
            }
            if start < end {
                let whole = hull(tokens, start, end).of(text);
                let full = |map: &FxHashMap<&str, Option<String>>| map.get(whole).cloned().flatten();
                let lone = end - start == 1;
                let full = if lone { full(&self.full).or_else(|| full(&self.first)) } else { None };
                let place = lists.places.get(whole).filter(|s| !s.seat).map(|s| s.for_place.clone());
                add(start, end, full.or(place).unwrap_or_else(|| whole.to_owned()));
            }
            at = end;
        }
        found
    }
}

/// A name of the run `at..end`, of which titles and peoples end at `start`, as [`Referents`] want it.
fn met<'t>(
    text: &'t str,
    tokens: &[Token],
    (at, start, end): (usize, usize, usize),
    sentence: u32,
    lists: &Words,
) -> impl Iterator<Item = Met<'t>> + use<'t> {
    let word = |i: usize| tokens.get(i).map(|t| t.span.of(text)).unwrap_or_default();
    let name = hull(tokens, start, end).of(text);
    let known = || {
        if start >= end || lists.places.contains_key(name) {
            return None;
        }
        let before = start.checked_sub(1).filter(|&i| i >= at).map(|i| if word(i) == "." { i - 1 } else { i });
        let title = before.map(|i| word(i).to_lowercase()).filter(|title| lists.bits(title) & is::TITLE != 0);
        let bits = title.as_deref().map_or(0, |title| lists.bits(title));
        let gender = if bits & is::HE != 0 {
            Some(Gender::He)
        } else if bits & is::SHE != 0 {
            Some(Gender::She)
        } else if end - start >= 2 {
            given(word(start))
        } else {
            None
        };
        let body = (start..end).any(|i| {
            lists.bits(&word(i).to_lowercase()) & is::BODY != 0
                || tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number)
        });
        let kind = if body {
            Kind::Other
        } else if title.is_some() || gender.is_some() {
            Kind::Person
        } else if (2..=3).contains(&(end - start))
            && (start..end).all(|i| is_plain(word(i)))
            && lists.bits(&word(end - 1).to_lowercase()) & is::TITLE == 0
        {
            Kind::Maybe
        } else {
            Kind::Other
        };
        let gender = gender.filter(|_| kind == Kind::Person);
        let title = title.as_deref().map(title_key);
        Some(Met { sentence, at: at as u32, name, kind, gender, title })
    };
    known().into_iter()
}

fn title_key(title: &str) -> Title {
    crate::stable::hash(&[title.as_bytes()])
}

/// How the word at `at` stands for a name, if it can.
fn stands(text: &str, tokens: &[Token], at: usize, lists: &Words) -> Option<By> {
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
    let word = token.span.of(text);
    let small = |word: &str| lists.bits(&word.to_ascii_lowercase());
    if word.len() <= 7 {
        let bits = small(word);
        if bits & is::TITLE == 0 && bits & (is::HE | is::SHE) != 0 {
            return Some(By::Gender(if bits & is::HE != 0 { Gender::He } else { Gender::She }));
        }
    }
    let before = tokens.get(at.checked_sub(1)?).filter(|t| t.kind == TokenKind::Word)?;
    if before.span.len() > 3 || small(before.span.of(text)) & is::ARTICLE == 0 || before.span.len() != 3 {
        return None;
    }
    let next = tokens.get(at + 1).map(|t| t.span.of(text)).unwrap_or_default();
    // "the president of Chile", "the company Acme", "the group's", "the bank loan": told more closely, or of another
    if next.starts_with(char::is_alphabetic) && (is_capital(next) || small(next) & is::NAME_JOINT != 0) {
        return None;
    }
    let bits = small(word);
    if bits & is::TITLE != 0 && !is_capital(word) {
        return Some(By::Title(title_key(&word.to_lowercase())));
    }
    (bits & is::FIRM != 0).then_some(By::Firm)
}

/// Remembers that `short` stands for `whole`, unless it could stand for two.
fn learn<'t>(known: &mut FxHashMap<&'t str, Option<String>>, short: &'t str, whole: &str) {
    if short.len() < 2 {
        return;
    }
    match known.get_mut(short) {
        None => {
            known.insert(short, Some(whole.to_owned()));
        }
        Some(name) => {
            // "Diaz" is two people if two first names lead to it; a longer form of the same name is the same.
            if let Some(full) = name
                && full != whole
            {
                if whole.ends_with(full.as_str()) || full.ends_with(whole) {
                    return;
                }
                *name = None;
            }
        }
    }
}
