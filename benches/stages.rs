//! What each stage costs on text of our own. `cargo bench --no-default-features --bench stages`

use std::sync::Arc;

use dateline::analysis::{self, Settings};
use dateline::article::{Article, Passage, PassageKind};
use dateline::copy::{self, Likeness};
use dateline::event::{self, Hand, Told};
use dateline::sentence::{self, Sentence};
use dateline::span::Span;
use dateline::timeline::{Source, Timeline};
use dateline::timex;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

/// About one time expression in forty words, as in news.
const SENTENCES: [&str; 8] = [
    "The ferry company said on Tuesday that three of its older ships would be sold to a yard in the north.",
    "Nobody on the island was surprised, because the engines had failed twice and the crew had long complained.",
    "In March 2019 the council had asked for a second opinion, which arrived late and was never read aloud.",
    "A spokeswoman for the harbor declined to say how many berths stood empty or who had paid for the repairs.",
    "Freight rose by a tenth last year, while the number of passengers fell to its lowest since 1998.",
    "The mayor, who may not stand again, called the plan a gift to shareholders and left before the vote.",
    "Talks between the two unions will resume next week if the mediators can find a room that suits everyone.",
    "Outside, a small crowd with lanterns sang for an hour and then walked home along the wet quay.",
];

fn text(bytes: usize) -> (String, Vec<Sentence>) {
    let mut text = String::with_capacity(bytes + 200);
    for sentence in SENTENCES.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(sentence);
        text.push_str(if text.len().is_multiple_of(5) { "\n\n" } else { " " });
    }
    let passages = [Passage { span: Span::new(0, text.trim_end().len()), kind: PassageKind::Body }];
    let sentences = sentence::split(&text, &passages);
    (text, sentences)
}

#[divan::bench]
fn tag(bencher: Bencher) {
    let (text, sentences) = text(1 << 20);
    timex::tag(&text, &sentences);
    bencher.counter(BytesCount::of_str(&text)).bench(|| timex::tag(&text, &sentences));
}

#[divan::bench]
fn resolve(bencher: Bencher) {
    let (text, sentences) = text(1 << 20);
    let expressions = timex::tag(&text, &sentences);
    let published = "2024-05-15".parse().ok();
    bencher.counter(BytesCount::of_str(&text)).bench(|| timex::resolve(&text, &sentences, &expressions, published));
}

/// Sentences in one article of [`merge`].
const PER_ARTICLE: usize = 6;

/// Articles of made-up news, each sentence one mention: who, where, what, when, and words of its own.
fn articles(mentions: usize) -> Vec<Article> {
    const NAMES: [&str; 12] =
        ["Berg", "Ruiz", "Holm", "Silva", "Okoye", "Tanaka", "Novak", "Lindt", "Moreau", "Castro", "Iyer", "Kowal"];
    const PLACES: [&str; 10] =
        ["Kalvo", "Ister", "Norvik", "Halden", "Lofoten", "Tanna", "Porto", "Lund", "Ghent", "Lima"];
    const VERBS: [&str; 10] =
        ["visited", "signed", "rejected", "opened", "closed", "attacked", "approved", "left", "announced", "sold"];
    const THINGS: [&str; 12] = [
        "budget", "treaty", "dam", "harbor", "school", "bridge", "tax", "ferry", "mine", "museum", "strike", "election",
    ];
    const MONTHS: [&str; 4] = ["March", "June", "September", "December"];
    // Knuth's linear congruential generator: the same articles at every run.
    let mut state = 1u64;
    let mut pick = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let article = |n: usize| {
        let mut text = String::new();
        for _ in 0..PER_ARTICLE {
            text += &format!(
                "{} of {} {} the {} {} over the {} plan {} on {} {}, 2021. ",
                NAMES[pick(NAMES.len())],
                PLACES[pick(PLACES.len())],
                VERBS[pick(VERBS.len())],
                PLACES[pick(PLACES.len())],
                THINGS[pick(THINGS.len())],
                THINGS[pick(THINGS.len())],
                pick(9000),
                MONTHS[pick(MONTHS.len())],
                1 + pick(28),
            );
        }
        let passages = vec![Passage { span: Span::new(0, text.trim_end().len()), kind: PassageKind::Body }];
        Article { path: format!("{n}.txt"), key: format!("a{n}"), text, passages, ..Article::default() }
    };
    (0..mentions.div_ceil(PER_ARTICLE)).map(article).collect()
}

/// Made-up news, read as far as its mentions.
struct News {
    timeline: Timeline,
    likeness: Likeness,
}

impl News {
    fn of(mentions: usize) -> Self {
        let articles = articles(mentions);
        let likeness = copy::compare(&articles.iter().collect::<Vec<_>>());
        let prepared = analysis::prepare_articles(articles, Vec::new());
        Self { timeline: analysis::conclude(&prepared, &Settings::default()), likeness }
    }

    fn told(&self) -> Vec<Told<'_>> {
        let sources = self.timeline.sources.iter();
        sources
            .map(|Source { article, sentences, timexes, published, .. }| {
                let day = published.as_ref().and_then(|p| p.date.day());
                Told { article: Arc::as_ref(article), sentences, timexes, published: day, written: published.as_ref() }
            })
            .collect()
    }
}

/// Mentions into groups. The cost should double when the mentions do.
#[divan::bench(args = [25_000, 50_000, 100_000], sample_count = 3, sample_size = 1)]
fn merge(bencher: Bencher, mentions: usize) {
    let news = News::of(mentions);
    let told = news.told();
    bencher
        .counter(ItemsCount::new(news.timeline.mentions.len()))
        .with_inputs(|| news.timeline.mentions.clone())
        .bench_values(|mentions| event::merge(&told, mentions, &news.likeness));
}

/// Groups into events with label, date and rank.
#[divan::bench(args = [25_000, 50_000, 100_000], sample_count = 3, sample_size = 1)]
fn describe(bencher: Bencher, mentions: usize) {
    let news = News::of(mentions);
    let told = news.told();
    bencher
        .counter(ItemsCount::new(news.timeline.mentions.len()))
        .with_inputs(|| event::merge(&told, news.timeline.mentions.clone(), &news.likeness))
        .bench_values(|merged| merged.describe(&told, &Hand::default()));
}
