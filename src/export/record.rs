//! The records of the contract: what an event, a mention and an article look like outside the program.
//!
//! They borrow from the timeline and are made one at a time. Field names and their order are the contract's.

use serde::Serialize;

use super::{Own, Selection};
use crate::article::{Article, ArticleId, Method};
use crate::calendar::When;
use crate::event::EventId;
use crate::mention::{Mention, MentionId};
use crate::span::{CodePoints, Span};
use crate::timeline::{Source, Timeline};

#[derive(Serialize)]
pub struct ArticleRecord<'a> {
    id: &'a str,
    path: &'a str,
    title: &'a str,
    source: &'a str,
    url: &'a str,
    characters: usize,
    published: Option<PublishedRecord<'a>>,
    copy_of: Option<&'a str>,
}

#[derive(Serialize)]
pub struct PublishedRecord<'a> {
    date: String,
    method: Method,
    confidence: f32,
    because: &'a [String],
}

impl<'a> ArticleRecord<'a> {
    pub fn of(timeline: &'a Timeline, source: &'a Source) -> Self {
        let article = &*source.article;
        Self {
            id: &article.key,
            path: &article.path,
            title: &article.title,
            source: &article.source,
            url: &article.url,
            characters: article.text.chars().count(),
            published: source.published.as_ref().map(|published| PublishedRecord {
                date: When::from(published.date).edtf(),
                method: published.method,
                confidence: rounded(published.confidence),
                because: &published.because,
            }),
            copy_of: source.copy_of.map(|id| &*timeline.source(id).article.key),
        }
    }
}

#[derive(Serialize)]
pub struct EventRecord<'a> {
    id: &'a str,
    edtf: String,
    start: String,
    end: String,
    granularity: &'static str,
    label: &'a str,
    status: &'static str,
    importance: f32,
    sources: u32,
    independent_sources: u32,
    entities: &'a [String],
    disagreements: Vec<DisagreementRecord<'a>>,
    because: &'a str,
    /// Only where a person starred it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    starred: bool,
    /// Only where a person wrote one.
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

#[derive(Serialize)]
struct DisagreementRecord<'a> {
    about: &'static str,
    claims: Vec<ClaimRecord<'a>>,
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    value: &'a str,
    mentions: Vec<&'a str>,
}

impl<'a> EventRecord<'a> {
    pub fn of(timeline: &'a Timeline, id: EventId, own: &'a Own) -> Self {
        let event = timeline.event(id);
        let days = event.when.interval();
        let disagreements = event.disagreements.iter().map(|disagreement| DisagreementRecord {
            about: disagreement.about.name(),
            claims: disagreement
                .claims
                .iter()
                .map(|claim| ClaimRecord { value: &claim.value, mentions: keys(timeline, &claim.mentions) })
                .collect(),
        });
        Self {
            id: &event.key,
            edtf: event.when.edtf(),
            start: days.start.to_string(),
            end: days.end.to_string(),
            granularity: event.when.granularity.name(),
            label: &event.label,
            status: event.status.name(),
            importance: rounded(event.importance),
            sources: event.sources,
            independent_sources: event.independent_sources,
            entities: &event.entities,
            disagreements: disagreements.collect(),
            because: &event.because,
            starred: own.starred.contains(&id),
            note: own.note(id),
        }
    }
}

/// The stable ids of some mentions.
pub fn keys<'a>(timeline: &'a Timeline, mentions: &[MentionId]) -> Vec<&'a str> {
    mentions.iter().map(|&id| &*timeline.mention(id).key).collect()
}

/// A stretch of a text with its words.
#[derive(Serialize)]
pub struct Quote<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

impl<'a> Quote<'a> {
    fn of(text: &'a str, points: &CodePoints, span: Span) -> Self {
        Self { start: points.at(span.start), end: points.at(span.end), text: span.of(text) }
    }
}

#[derive(Serialize)]
pub struct TimexRecord<'a> {
    #[serde(flatten)]
    quote: Quote<'a>,
    r#type: &'static str,
    value: &'a str,
    r#mod: Option<&'static str>,
    rule: &'a str,
    anchor: &'static str,
    because: &'a str,
}

/// A mention without its ids, which differ between the formats.
#[derive(Serialize)]
pub struct MentionRecord<'a> {
    sentence: Quote<'a>,
    timex: Option<TimexRecord<'a>>,
    trigger: Option<Quote<'a>>,
    /// Only where the date is not that of a time expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
}

impl<'a> MentionRecord<'a> {
    pub fn of(timeline: &'a Timeline, mention: &'a Mention, points: &CodePoints) -> Self {
        let text = &*timeline.source(mention.article).article.text;
        let timex = timeline.timex(mention);
        Self {
            sentence: Quote::of(text, points, mention.sentence),
            timex: timex.map(|timex| TimexRecord {
                quote: Quote::of(text, points, timex.span),
                r#type: timex.kind.name(),
                value: &timex.value,
                r#mod: timex.modifier,
                rule: timex.rule,
                anchor: timex.anchor.name(),
                because: &timex.because,
            }),
            trigger: mention.trigger.map(|span| Quote::of(text, points, span)),
            because: timex.is_none_or(|timex| timex.because != mention.because).then_some(&*mention.because),
        }
    }
}

/// Code points of the articles that were asked for; each text is read at most once.
pub struct Positions(Vec<Option<CodePoints>>);

impl Positions {
    pub fn of(timeline: &Timeline) -> Self {
        Self(vec![None; timeline.sources.len()])
    }

    pub fn get(&mut self, timeline: &Timeline, id: ArticleId) -> &CodePoints {
        self.0[id.index()].get_or_insert_with(|| CodePoints::of(&timeline.source(id).article.text))
    }
}

/// A citation in words, for the formats that are read and not joined.
pub struct Citation<'a> {
    /// The article it stands in.
    pub article: &'a Article,
    /// The sentence, verbatim but for its line breaks.
    pub quote: String,
    /// Code points of the sentence in the article's text.
    pub start: u32,
    /// End, excluded.
    pub end: u32,
    /// Day of writing as people write it.
    pub published: Option<String>,
}

impl<'a> Citation<'a> {
    pub fn of(timeline: &'a Timeline, positions: &mut Positions, id: MentionId) -> Self {
        let mention = timeline.mention(id);
        let source = timeline.source(mention.article);
        let points = positions.get(timeline, mention.article);
        Self {
            article: &source.article,
            quote: one_line(mention.sentence.of(&source.article.text)),
            start: points.at(mention.sentence.start),
            end: points.at(mention.sentence.end),
            published: source.published.as_ref().map(|published| When::from(published.date).words()),
        }
    }

    /// Who said it and when: `Harbor Wire, Wednesday 24 March 2021`; the path where the outlet is not known.
    pub fn credit(&self) -> String {
        let who = if self.article.source.is_empty() { &self.article.path } else { &self.article.source };
        match &self.published {
            Some(published) => format!("{}, {published}", one_line(who)),
            None => one_line(who),
        }
    }
}

/// `3 events`, `1 event`.
pub fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// A heading for a whole export: the years it covers.
pub fn heading(timeline: &Timeline, selection: &Selection) -> String {
    let days = selection.events.iter().map(|&id| timeline.event(id).when.interval());
    match days.reduce(|all, one| all.hull(one)) {
        None => "No dated events".into(),
        Some(days) if days.start.year() == days.end.year() => format!("What happened in {}", days.start.year()),
        Some(days) => format!("What happened, {}–{}", days.start.year(), days.end.year()),
    }
}

/// Three decimals: what a score means, without the noise of its arithmetic.
pub fn rounded(score: f32) -> f32 {
    if score.is_finite() { (score * 1000.0).round() / 1000.0 } else { 0.0 }
}

/// Runs of white space as one space, for formats in which a line break means something.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
