//! Learns the weights of the hints at a day of writing.
//!
//! ```text
//! cargo run --release --no-default-features --example train_dating -- assets/dating/judged.toml assets/dating/weights.toml COLLECTION.jsonl...
//! ```
//!
//! A collection is one JSON object a line with `id`, `date` and `text`, in the order of their days. Each is seen as it is
//! and with its articles mixed up, with a third, nine tenths or all of its days hidden, and so are small folders of articles
//! that lie near each other. `--folds DIR` also writes, for every
//! collection, the weights learned from the others, with which `cargo bench --bench dating -- --folds DIR` then measures it.
//! The same input gives the same weights.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

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

/// Small folders: how many articles, how many of them hide their day, and from how many that follow each other they are drawn.
const SMALL: [(usize, usize, usize); 6] = [(5, 2, 10), (5, 2, 30), (10, 3, 20), (10, 3, 60), (20, 7, 40), (20, 7, 100)];

/// How many of each are seen of a collection.
const FOLDERS: usize = 12;

struct Seen {
    collection: usize,
    way: usize,
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
        seen.extend(kept.map(|sample| Seen { collection, way, sample }));
        articles.sort_by(|a, b| a.2.cmp(&b.2).then(a.0.cmp(&b.0)));
    }
    for (size, ordered) in SMALL.into_iter().flat_map(|size| [(size, true), (size, false)]) {
        let sees = |number: usize| see_small(&articles, size, ordered, number);
        let samples: Vec<Vec<Sample>> = (0..FOLDERS).into_par_iter().map(sees).collect();
        let way = WAYS.len() + usize::from(!ordered);
        seen.extend(samples.into_iter().flatten().map(|sample| Seen { collection, way, sample }));
    }
}

/// One small folder of a collection.
fn see_small(
    articles: &[(String, Article, Date)],
    (size, hides, from): (usize, usize, usize),
    ordered: bool,
    number: usize,
) -> Vec<Sample> {
    let key = |n: usize, salt: u64| hash(&format!("{number} of {size} from {from}: {n}"), salt) >> 8;
    let first = key(0, 1) as usize % articles.len().saturating_sub(from).max(1);
    let mut drawn: Vec<usize> = (first..articles.len().min(first + from)).collect();
    drawn.sort_by_key(|&n| key(n, 2));
    drawn.truncate(size);
    let mut folder: Vec<(usize, bool)> = drawn.into_iter().enumerate().map(|(at, n)| (n, at < hides)).collect();
    folder.sort_by_key(|&(n, _)| if ordered { n as u64 } else { key(n, 3) });
    let dated = folder.iter().enumerate().map(|(at, &(n, hidden))| {
        let (_, article, date) = &articles[n];
        let mut article = Article { path: format!("{at:02}.txt"), ..article.clone() };
        if !hidden {
            article.evidence.push(Statement { date: *date, rung: Rung::JsonLd, words: String::new() });
        }
        article
    });
    let prepared = analysis::prepare_articles(dated.collect(), Vec::new());
    let truth: Vec<Day> = folder.iter().map(|&(n, _)| articles[n].2.interval().start).collect();
    samples(&prepared.evidence(&BTreeMap::new()), prepared.likeness(), &truth)
}

/// The samples in one piece, for they are read a thousand times.
struct Pool {
    /// Which collection a sample is of, its first choice, and which of them is true.
    samples: Vec<(usize, usize, usize)>,
    /// In which of the ways its day was hidden.
    ways: Vec<usize>,
    /// How many days a choice stands for, as a logarithm, and where what is seen of it begins.
    choices: Vec<(f32, usize)>,
    seen: Vec<(u16, f32)>,
}

impl Pool {
    fn of(all: Vec<Seen>) -> Self {
        let mut pool = Self { samples: Vec::new(), ways: Vec::new(), choices: Vec::new(), seen: Vec::new() };
        for Seen { collection, way, sample } in all {
            pool.ways.push(way);
            pool.samples.push((collection, pool.choices.len(), pool.choices.len() + sample.truth));
            for choice in sample.days {
                pool.choices.push((choice.stands, pool.seen.len()));
                pool.seen.extend(choice.seen);
            }
        }
        pool
    }

    fn seen(&self, choice: usize) -> &[(u16, f32)] {
        let end = self.choices.get(choice + 1).map_or(self.seen.len(), |next| next.1);
        &self.seen[self.choices[choice].1..end]
    }

    fn choices(&self, sample: usize) -> Range<usize> {
        let end = self.samples.get(sample + 1).map_or(self.choices.len(), |next| next.1);
        self.samples[sample].1..end
    }

    /// The shares of the days of a sample. What is scored stands for itself, or for all like it.
    fn shares(&self, sample: usize, weights: &[f32], shares: &mut Vec<f32>) {
        shares.clear();
        shares.extend(self.choices(sample).map(|choice| {
            let score: f32 = self.seen(choice).iter().map(|&(feature, value)| weights[feature as usize] * value).sum();
            score + self.choices[choice].0
        }));
        let greatest = shares.iter().copied().fold(f32::MIN, f32::max);
        let mut total = 0.0;
        for share in shares.iter_mut() {
            *share = (*share - greatest).exp();
            total += *share;
        }
        shares.iter_mut().for_each(|share| *share /= total);
    }
}

/// How surprising the true days of collections are that were left out, in nats an article, way by way.
fn surprise(pool: &Pool, of: impl Fn(usize) -> bool, weights: &[f32]) -> String {
    let mut shares = Vec::new();
    let mut sums = [(0.0, 0); WAYS.len() + 2];
    for (sample, &(_, first, truth)) in pool.samples.iter().enumerate().filter(|one| of(one.1.0)) {
        pool.shares(sample, weights, &mut shares);
        let sum = &mut sums[pool.ways[sample]];
        *sum = (sum.0 - f64::from(shares[truth - first].max(1e-9).ln()), sum.1 + 1);
    }
    let one = |(sum, count): (f64, usize)| format!(" {:.3} of {count}", sum / count.max(1) as f64);
    sums.into_iter().map(one).collect()
}

/// Adam (Kingma & Ba 2015) over all samples at once: the likelihood is concave, so any road leads to its top.
fn learn(pool: &Pool, but: impl Fn(usize) -> bool, begin: &[f32], without: &[String]) -> Vec<f32> {
    let mut shares = Vec::new();
    let mut weights = begin.to_vec();
    let mut hold = vec![HOLD; weights.len()];
    HELD.into_iter().flat_map(Weights::family).for_each(|n| hold[n] *= HELD_MORE);
    let without: Vec<usize> = without.iter().flat_map(|name| Weights::family(name)).collect();
    without.iter().for_each(|&n| weights[n] = 0.0);
    let (mut mean, mut square) = (vec![0.0_f32; weights.len()], vec![0.0_f32; weights.len()]);
    for step in 1..=STEPS {
        let mut slope: Vec<f32> = (0..begin.len()).map(|n| hold[n] * (begin[n] - weights[n])).collect();
        for (sample, &(collection, first, truth)) in pool.samples.iter().enumerate() {
            if but(collection) {
                continue;
            }
            pool.shares(sample, &weights, &mut shares);
            for (at, &share) in shares.iter().enumerate() {
                if share > 1e-5 {
                    pool.seen(first + at).iter().for_each(|&(feature, value)| slope[feature as usize] -= share * value);
                }
            }
            pool.seen(truth).iter().for_each(|&(feature, value)| slope[feature as usize] += value);
        }
        let rate = RATE * (1.0 - 0.9 * step as f32 / STEPS as f32);
        without.iter().for_each(|&n| slope[n] = 0.0);
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
    // In trials, so many sets of collections instead of all but one at a time.
    let sets = arguments.iter().position(|a| a == "--sets").map(|at| {
        arguments.remove(at);
        arguments.remove(at).parse::<usize>().expect("--sets N")
    });
    // And without the families of these names.
    let without = arguments.iter().position(|a| a == "--without").map_or(Vec::new(), |at| {
        arguments.remove(at);
        arguments.remove(at).split(',').map(str::to_owned).collect()
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
    let pool = Pool::of(seen);
    println!("{} days, {} hints", pool.choices.len(), pool.seen.len());
    // All of them, and each time all but those of one set.
    let sets = sets.unwrap_or(collections.len());
    let set = |collection: usize| collection % sets;
    let mut left_out: Vec<Option<usize>> = vec![None];
    left_out.extend(folds.iter().flat_map(|_| (0..sets).map(Some)));
    let write = |left_out: Option<usize>| {
        let but = |collection: usize| left_out == Some(set(collection));
        let learned = learn(&pool, but, begin.numbers(), &without);
        if left_out.is_some() {
            println!("left out {left_out:?}: surprise{}", surprise(&pool, but, &learned));
        }
        let text = Weights::from_numbers(&learned).write(HEAD);
        let write = |path: &str| std::fs::write(path, &text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let Some(folds) = folds.as_deref().filter(|_| left_out.is_some()) else { return write(out) };
        for (_, path) in collections.iter().enumerate().filter(|one| but(one.0)) {
            write(&format!("{folds}/{}.toml", path.rsplit('/').nth(1).unwrap_or(path)));
        }
    };
    left_out.into_par_iter().for_each(write);
}
