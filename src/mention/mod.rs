//! One sentence reports one happening at one time.
//!
//! A mention joins a trigger (the verb or event noun: "spoke", "invasion"), the time that governs it, who took part and
//! the amounts told. It points into its article and copies nothing but the names it was read for.
//!
//! | step | file | question |
//! |---|---|---|
//! | words | `word` | what each word is |
//! | clauses | `clause` | which words belong to which verb |
//! | trigger | `trigger` | which happening the time belongs to |
//! | times | `pair` | which times of a sentence tell a happening of their own |
//! | status | `status` | whether it is told as fact, as plan, or as not so |
//! | actors | `actor`, `name`, `capital` | who takes part, in full |
//! | referents | `refer` | whom "he" means |
//! | closer | `closer` | what is told without a time of those asked about |
//! | amounts | `amount` | how much, in which unit |
//! | words | `words` | the lists, which are data |
//!
//! Only sentences with a dated time are tagged for parts of speech. Where no time is told, the day of writing serves for
//! the lead alone: the first sentence of a report says what happened, and says it because it just did. Who asks for one
//! person or thing ([`Focus`]) gets more: then every sentence that tells of it is read.

mod actor;
mod amount;
mod capital;
mod clause;
mod closer;
mod name;
mod pair;
mod refer;
mod status;
#[cfg(test)]
mod tests;
mod trigger;
mod word;
mod words;

use std::cell::OnceCell;

use crate::article::{Article, ArticleId, Method, PassageKind, Published};
use crate::calendar::{Granularity, Open, When};
use crate::sentence::pos::{self, Pos};
use crate::sentence::{Sentence, Token, TokenKind, tokens};
use crate::span::Span;
use crate::stable;
use crate::timex::Timex;
use clause::{Clause, Form};
use closer::News;
pub use name::{Focus, fold, is_called, is_person, name_words};
use trigger::Governs;
use word::Word;
use words::{Words, is};

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
    /// Words of the sentence that stand for a name, where that is plain: "she", "Diaz" → "Ana Diaz".
    pub referents: Vec<(Span, String)>,
    /// Amounts told, normalised.
    pub amounts: Vec<Amount>,
    /// Whether the source says that it happened.
    pub status: Status,
}

impl Mention {
    /// A sentence and its time; nothing else is known of it yet.
    pub fn new(article: ArticleId, sentence: Span, when: When) -> Self {
        Self {
            key: String::new(),
            article,
            sentence,
            clause: sentence,
            timex: None,
            when,
            because: String::new(),
            trigger: None,
            actors: Vec::new(),
            referents: Vec::new(),
            amounts: Vec::new(),
            status: Status::Reported,
        }
    }
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

/// A sentence of more words than this is a table or a list that lost its line breaks; its times are not read.
const LONGEST_SENTENCE: usize = 400;
/// A lead of fewer words is a byline or a heading.
const SHORTEST_LEAD: usize = 8;

/// The mentions of one article, in order of position; of those in `focus` also what is told without a time.
pub fn extract(
    id: ArticleId,
    article: &Article,
    sentences: &[Sentence],
    timexes: &[Timex],
    published: Option<&Published>,
    focus: &Focus,
) -> Vec<Mention> {
    let reader = Reader { id, article, sentences, published, focus, lists: Words::get(), names: OnceCell::new() };
    let mut closer = (!focus.is_empty() && focus.may_be_in(&article.text))
        .then(|| Closer { news: published.and_then(|p| News::of(p.date)) });
    let mut mentions = Vec::new();
    let mut buffer = Vec::new();
    let mut next = 0;
    let mut lead = Some(());
    for (n, sentence) in sentences.iter().enumerate() {
        let from = next + timexes.get(next..).unwrap_or_default().partition_point(|t| (t.sentence as usize) < n);
        next = from + timexes.get(from..).unwrap_or_default().partition_point(|t| t.sentence as usize <= n);
        let here = timexes.get(from..next).unwrap_or_default();
        let first_body = sentence.kind == PassageKind::Body && lead.is_some();
        if !sentence.kind.is_report() {
            continue;
        }
        let known = mentions.len();
        if here.iter().any(|t| t.when.is_some()) {
            tokens(&article.text, sentence.span, &mut buffer);
            reader.dated(sentence, &buffer, here, from, &mut mentions);
            if first_body {
                lead = None;
            }
        } else if first_body {
            tokens(&article.text, sentence.span, &mut buffer);
            if buffer.len() >= SHORTEST_LEAD {
                lead = None;
                mentions.extend(reader.lead(sentence, &buffer));
            }
        }
        if let Some(closer) = &mut closer
            && sentence.kind != PassageKind::Title
        {
            tokens(&article.text, sentence.span, &mut buffer);
            if buffer.len() > LONGEST_SENTENCE {
                continue;
            }
            if let Some(news) = &mut closer.news {
                news.pass(mentions.get(known..).unwrap_or_default());
            }
            let more =
                reader.closer(sentence, &buffer, here, mentions.get(known..).unwrap_or_default(), closer.news.as_ref());
            mentions.extend(more);
        }
    }
    mentions
}

/// What a sentence tells without naming a time, for a reader who knows from elsewhere when it was. `because` says from where.
pub fn undated(
    id: ArticleId,
    article: &Article,
    sentences: &[Sentence],
    sentence: Sentence,
    published: Option<&Published>,
    when: When,
    because: String,
) -> Option<Mention> {
    let lists = Words::get();
    let mut buffer = Vec::new();
    tokens(&article.text, sentence.span, &mut buffer);
    if buffer.len() > LONGEST_SENTENCE {
        return None;
    }
    let focus = Focus::default();
    let reader = Reader { id, article, sentences, published, focus: &focus, lists, names: OnceCell::new() };
    let parsed = reader.parse(&buffer, &[]);
    let main = clause::main_after(&parsed.clauses, 0)?;
    let governs = trigger::of_clause(&parsed.words, &parsed.clauses, main)?;
    Some(reader.mention(&sentence, &buffer, &parsed, governs, when, None, because))
}

/// What a closer reading remembers from sentence to sentence.
struct Closer {
    news: Option<News>,
}

struct Reader<'a> {
    id: ArticleId,
    article: &'a Article,
    sentences: &'a [Sentence],
    published: Option<&'a Published>,
    focus: &'a Focus,
    lists: &'static Words,
    names: OnceCell<actor::Names<'a>>,
}

/// A sentence read for its clauses.
struct Parsed {
    tags: Vec<Pos>,
    words: Vec<Word>,
    clauses: Vec<Clause>,
}

impl<'a> Reader<'a> {
    fn names(&self) -> &actor::Names<'a> {
        self.names
            .get_or_init(|| actor::Names::of(&self.article.text, self.sentences, self.lists, !self.focus.is_empty()))
    }

    /// Where those asked about stand word for word, and not before a noun: "the Kalvo 4 covers" are no Kalvo 4.
    fn focus_spots(&self, buffer: &[Token], words: &[Word]) -> Vec<(usize, usize)> {
        let mut spots = self.focus.spots(&buffer.iter().map(|t| t.span.of(&self.article.text)).collect::<Vec<_>>());
        spots.retain(|&(_, to)| !closer::modifies(words, to));
        spots
    }

    fn parse(&self, buffer: &[Token], timexes: &[Timex]) -> Parsed {
        let text = &self.article.text;
        let tags = pos::tag(text, buffer);
        let mut words = word::words(text, buffer, &tags, self.lists);
        for (n, timex) in timexes.iter().enumerate() {
            let from = words.partition_point(|w| w.span.end <= timex.span.start);
            for word in
                words.get_mut(from..).unwrap_or_default().iter_mut().take_while(|w| w.span.start < timex.span.end)
            {
                word.timed = true;
                if timex.when.is_some() {
                    word.timex = Some(n as u32);
                }
            }
        }
        word::repair(text, &mut words, self.lists);
        let clauses = clause::clauses(&words);
        Parsed { tags, words, clauses }
    }

    /// The mentions of a sentence with dated times; `offset` is the index of its first time in the article's list.
    fn dated(&self, sentence: &Sentence, buffer: &[Token], timexes: &[Timex], offset: usize, into: &mut Vec<Mention>) {
        if buffer.len() > LONGEST_SENTENCE {
            return;
        }
        let parsed = self.parse(buffer, timexes);
        let words = &parsed.words;
        // "Published: 3 June 2019" says when and not what
        if words.iter().filter(|w| !w.timed && w.kind == TokenKind::Word).count() < 2 {
            return;
        }
        for pair in pair::told(words, &parsed.clauses, timexes, offset) {
            let Some(timex) = timexes.get(pair.timex) else { continue };
            let mut mention = self.mention(
                sentence,
                buffer,
                &parsed,
                pair.governs,
                pair.when,
                Some((offset + pair.timex) as u32),
                timex.because.clone(),
            );
            mention.amounts.retain(|amount| !amount::of_another_time(words, amount, timex.span));
            into.push(mention);
        }
    }

    /// What the first sentence of the report tells without naming a time, if it tells of something that happened.
    fn lead(&self, sentence: &Sentence, buffer: &[Token]) -> Option<Mention> {
        let published = self.published?;
        if published.date.granularity() > Granularity::Year || buffer.len() > LONGEST_SENTENCE {
            return None;
        }
        if !sentence.span.of(&self.article.text).trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?']) {
            return None;
        }
        let parsed = self.parse(buffer, &[]);
        let main = clause::main_after(&parsed.clauses, 0)?;
        // A state ("is one of …"), a guess ("may …") and an opinion ("critics say") are no news of the day.
        let happened = |n: usize| {
            let clause = parsed.clauses.get(n)?;
            let verb = parsed.words.get(clause.head?)?;
            let done = verb.pos.is_finite() || verb.pos == Pos::VerbParticiple;
            let told = clause.form == Form::Finite && done && !clause.open && !verb.is(is::AUXILIARY | is::HABITUAL);
            // "Retiring early takes time", not "Norway recognizes the council": what is so for all is no news
            let present = matches!(verb.pos, Pos::VerbThird | Pos::VerbPresent);
            let named = || {
                (clause.start..clause.group).filter_map(|i| Some((i, parsed.words.get(i)?))).any(|(i, w)| {
                    // a tagger may take a country at the beginning for anything
                    let common =
                        w.bits != 0 || matches!(w.pos, Pos::NounPlural | Pos::VerbGerund | Pos::Adverb | Pos::Pronoun);
                    w.pos.is_name() || w.capital && (i > 0 || !common && w.pos != Pos::Determiner)
                })
            };
            let told = told && (!present || named());
            (told && !(verb.is(is::SAYING) && verb.pos != Pos::VerbPast)).then_some(verb)
        };
        let verb = happened(main)?;
        // "Police said that two men drowned": what is said is the news, if it is over.
        let said = verb.is(is::SAYING).then_some(main + 1).filter(|&n| {
            happened(n).is_some_and(|v| matches!(v.pos, Pos::VerbPast | Pos::VerbParticiple) && !v.is(is::SAYING))
                && parsed.clauses.get(n).is_some_and(|c| !c.relative)
        });
        let main = said.unwrap_or(main);
        let governs = trigger::of_clause(&parsed.words, &parsed.clauses, main)?;
        let day = published.date.timex3();
        let (when, because) = match published.method {
            // A file may have been copied long after: what it tells happened before, nobody knows when.
            Method::FileTime => (
                When { open: Open::Until, ..When::from(published.date) },
                format!("no time told, and the day of writing is not known; the file is of {day}"),
            ),
            _ if published.is_guess() => (
                When::from(published.date).about(),
                format!("no time told; the lead reports the news of its day of writing, about {day}"),
            ),
            _ => (
                When::from(published.date),
                format!("no time told; the lead reports the news of its day of writing, {day}"),
            ),
        };
        Some(self.mention(sentence, buffer, &parsed, governs, when, None, because))
    }

    #[allow(clippy::too_many_arguments)]
    fn mention(
        &self,
        sentence: &Sentence,
        buffer: &[Token],
        parsed: &Parsed,
        governs: Governs,
        when: When,
        timex: Option<u32>,
        because: String,
    ) -> Mention {
        let text = &self.article.text;
        let words = &parsed.words;
        let report = word::after_dateline(words);
        let mut governs = governs;
        governs.stretch.0 = governs.stretch.0.max(report).min(governs.trigger.max(report));
        let names = self.names();
        let timed = |i: usize| words.get(i).is_some_and(|w| w.timed);
        let actors = |stretch| names.actors(text, buffer, &parsed.tags, timed, stretch, self.lists);
        let mut found = actors(governs.stretch);
        if found.is_empty() {
            // The sentence around it tells who, but not who says so ("…, the minister said").
            let source = |c: &Clause| c.head.and_then(|h| words.get(h)).is_some_and(|w| w.is(is::SAYING));
            let told = parsed.clauses.iter().enumerate().filter(|(n, c)| *n == governs.clause || !source(c));
            for (_, clause) in told {
                for name in actors((clause.start.max(report), clause.end)) {
                    if !found.contains(&name) {
                        found.push(name);
                    }
                }
            }
        }
        if !self.focus.is_empty() && !found.iter().any(|name| self.focus.holds(name)) {
            for (from, to) in self.focus_spots(buffer, words) {
                let inside = governs.stretch.0 <= from && to <= governs.stretch.1;
                let name = trigger::span(words, (from, to)).map(|span| span.of(text).to_owned());
                found.extend(name.filter(|name| inside && !found.contains(name)));
            }
        }
        let trigger = words.get(governs.trigger).map(|w| w.span);
        let clause = trigger::span(words, governs.stretch).unwrap_or(sentence.span);
        let day = self.published.map(|p| p.date);
        let status = status::status(words, &parsed.clauses, governs, when, day);
        let place = trigger.unwrap_or(sentence.span);
        // Where it stands and which of the article's times governs it, never the date: that changes when a day of writing is
        // corrected, and what an analyst did must still find it.
        let key = stable::key(
            'm',
            &[
                self.article.key.as_bytes(),
                &place.start.to_le_bytes(),
                sentence.span.of(text).as_bytes(),
                &timex.unwrap_or(u32::MAX).to_le_bytes(),
            ],
        );
        Mention {
            key,
            clause,
            timex,
            because,
            trigger,
            actors: found,
            referents: buffer
                .iter()
                .enumerate()
                .filter_map(|(at, token)| {
                    let name = names.referent(token.span).or_else(|| names.person(text, buffer, at, self.lists))?;
                    Some((token.span, name.to_owned()))
                })
                .collect(),
            amounts: amount::amounts(text, words, governs.stretch, self.lists),
            status,
            ..Mention::new(self.id, sentence.span, when)
        }
    }
}
