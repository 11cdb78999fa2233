//! Learns the weights of the hints at a day of writing.
//!
//! ```text
//! cargo run --release --no-default-features --example train_dating -- assets/dating/judged.toml assets/dating/weights.toml COLLECTION.jsonl...
//! ```
//!
//! A collection is one JSON object a line with `id`, `date` and `text`, in the order of their days. Each is seen as it is
//! and with its articles mixed up, with a third, nine tenths or all of its days hidden. `--folds DIR` also writes, for every
//! collection, the weights learned from the others, with which `cargo bench --bench dating -- --folds DIR` then measures it.
//! The same input gives the same weights.

use std::collections::BTreeMap;

use dateline::analysis;
use dateline::article::{Article, Evidence as Statement, Passage, PassageKind, Rung};
use dateline::calendar::{Date, Day};
use dateline::dating::learn::{Sample, samples};
use dateline::dating::weights::Weights;
use dateline::span::Span;

/// How strongly a weight is held where it began: at one half of this, squared, a nat of likelihood.
const HOLD: f32 = 2.0;

/// Families that the collections hardly show, and how much more strongly they are held: "on Thursday (Feb 8)" is how papers
/// write that cannot know on which day they are read, and none of these does.
const HELD: [&str; 2] = ["yearly.news", "yearly.agrees"];
const HELD_MORE: f32 = 30.0;

/// Steps of learning, and how far each goes at first.
const STEPS: usize = 120;
const RATE: f32 = 0.08;

const HEAD: &str = "# What each hint at a day of writing is worth; src/dating/weights.rs says what the numbers are.\n\
    # Learned by examples/train_dating.rs; do not edit by hand.\n";

/// How days are hidden: how many of a thousand, whether the articles stand in order, and which share of them is learned
/// from, lest the ways that hide more drown the others.
const WAYS: [(u64, bool, u64); 7] = [
    (333, true, 1),
    (333, false, 1),
    (334, true, 1),
    (334, false, 1),
    (900, true, 3),
    (901, false, 3),
    (1000, false, 1),
];

struct Seen {
    collection: usize,
    sample: Sample,
}

/// FNV-1a: the same on every machine.
fn hash(id: &str, salt: u64) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325 ^ salt, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn hidden(id: &str, way: usize) -> bool {
    match WAYS[way].0 {
        // The third that the bench hides.
        333 => (hash(id, 0) >> 20).is_multiple_of(3),
        1000 => true,
        share => (hash(id, share) >> 20) % 1000 < share,
    }
}

fn see(path: &str, collection: usize, seen: &mut Vec<Seen>) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut articles: Vec<(String, Article, Date)> = text
        .lines()
        .filter_map(|line| {
            let object: serde_json::Value = serde_json::from_str(line).ok()?;
            let text = object["text"].as_str()?.to_owned();
            let id = object["id"].as_str()?.to_owned();
            let passages = vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }];
            Some((id, Article { text, passages, ..Article::default() }, object["date"].as_str()?.parse().ok()?))
        })
        .collect();
    for (way, &(_, ordered, part)) in WAYS.iter().enumerate() {
        if !ordered {
            articles.sort_by_key(|(id, ..)| hash(id, 7));
        }
        let dated: Vec<Article> = articles
            .iter()
            .enumerate()
            .map(|(n, (id, article, date))| {
                let mut article = Article { path: format!("c#{n:05}"), ..article.clone() };
                if !hidden(id, way) {
                    article.evidence.push(Statement { date: *date, rung: Rung::JsonLd, words: String::new() });
                }
                article
            })
            .collect();
        let prepared = analysis::prepare_articles(dated, Vec::new());
        let truth: Vec<Day> = articles.iter().map(|(_, _, date)| date.interval().start).collect();
        let all = samples(&prepared.evidence(&BTreeMap::new()), prepared.likeness(), &truth);
        let kept = all.into_iter().filter(|sample| hash(&articles[sample.article].0, 11).is_multiple_of(part));
        seen.extend(kept.map(|sample| Seen { collection, sample }));
        articles.sort_by(|a, b| a.2.cmp(&b.2).then(a.0.cmp(&b.0)));
    }
}

/// The shares of the days of a sample. What is scored stands for itself, or for all like it in `total`.
fn shares(sample: &Sample, weights: &[f32]) -> Vec<f32> {
    let scores: Vec<f32> = sample
        .days
        .iter()
        .map(|choice| choice.seen.iter().map(|&(feature, value)| weights[feature as usize] * value).sum())
        .collect();
    let stands = |n: usize| sample.days[n].stands;
    let greatest = (0..scores.len()).map(|n| scores[n] + stands(n)).fold(f32::MIN, f32::max);
    let all: Vec<f32> = (0..scores.len()).map(|n| (scores[n] + stands(n) - greatest).exp()).collect();
    let total: f32 = all.iter().sum();
    all.into_iter().map(|share| share / total).collect()
}

/// Adam (Kingma & Ba 2015) over all samples at once: the likelihood is concave, so any road leads to its top.
fn learn(seen: &[&Seen], begin: &[f32]) -> Vec<f32> {
    let mut weights = begin.to_vec();
    let mut hold = vec![HOLD; weights.len()];
    HELD.into_iter().flat_map(Weights::family).for_each(|n| hold[n] *= HELD_MORE);
    let (mut mean, mut square) = (vec![0.0_f32; weights.len()], vec![0.0_f32; weights.len()]);
    for step in 1..=STEPS {
        let mut slope: Vec<f32> = (0..begin.len()).map(|n| hold[n] * (begin[n] - weights[n])).collect();
        for one in seen {
            let sample = &one.sample;
            for (share, choice) in shares(sample, &weights).into_iter().zip(&sample.days) {
                if share > 1e-5 {
                    choice.seen.iter().for_each(|&(feature, value)| slope[feature as usize] -= share * value);
                }
            }
            sample.days[sample.truth].seen.iter().for_each(|&(feature, value)| slope[feature as usize] += value);
        }
        let rate = RATE * (1.0 - 0.9 * step as f32 / STEPS as f32);
        for (n, slope) in slope.into_iter().enumerate() {
            mean[n] = 0.9 * mean[n] + 0.1 * slope;
            square[n] = 0.99 * square[n] + 0.01 * slope * slope;
            let (mean, square) =
                (mean[n] / (1.0 - 0.9_f32.powi(step as i32)), square[n] / (1.0 - 0.99_f32.powi(step as i32)));
            weights[n] += rate * mean / (square.sqrt() + 1e-6);
        }
    }
    weights
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let folds = arguments.iter().position(|a| a == "--folds").map(|at| {
        arguments.remove(at);
        arguments.remove(at)
    });
    let [judged, out, collections @ ..] = arguments.as_slice() else {
        panic!("train_dating [--folds DIR] JUDGED.toml WEIGHTS.toml COLLECTION.jsonl...")
    };
    let begin = Weights::read(&std::fs::read_to_string(judged).unwrap_or_else(|error| panic!("{judged}: {error}")));
    let mut seen = Vec::new();
    for (n, path) in collections.iter().enumerate() {
        see(path, n, &mut seen);
    }
    println!("{} articles with hidden days", seen.len());
    // All of them, and each time all but one.
    let left_out: Vec<usize> =
        if folds.is_some() { (0..=collections.len()).collect() } else { vec![collections.len()] };
    let write = |left_out: usize| {
        let others: Vec<&Seen> = seen.iter().filter(|one| one.collection != left_out).collect();
        let weights = Weights::from_numbers(&learn(&others, begin.numbers()));
        let path = match collections.get(left_out) {
            Some(path) => {
                format!("{}/{}.toml", folds.as_deref().unwrap_or("."), path.rsplit('/').nth(1).unwrap_or(path))
            }
            None => out.clone(),
        };
        std::fs::write(&path, weights.write(HEAD)).unwrap_or_else(|error| panic!("{path}: {error}"));
    };
    std::thread::scope(|scope| {
        for half in 0..2 {
            let (write, left_out) = (&write, &left_out);
            scope.spawn(move || left_out.iter().skip(half).step_by(2).for_each(|&n| write(n)));
        }
    });
}
