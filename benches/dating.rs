//! Measures days of writing: hides the day of every third article of dated collections and infers it again.
//!
//! ```text
//! cargo bench --no-default-features --bench dating -- [--folds DIR] FILE.jsonl...
//! ```
//!
//! Each file is a collection: one object a line with `id`, `date` and `text`. Which third is hidden follows from the ids,
//! so that two runs hide the same articles; the ids themselves, which often hold the date, are never read for it. Every
//! collection is measured four times:
//!
//! | way | days of the others | similar articles | order of the articles |
//! |---|---|---|---|
//! | as it stands | two thirds | yes | yes |
//! | mixed up | two thirds | yes | no |
//! | alone | two thirds | no | no |
//! | no day | none | yes | no |
//!
//! And in small folders, as an analyst opens them: 5, 10 or 20 articles of one collection that lie close in time, with the
//! days of a third hidden, in the order of their days and mixed up.
//!
//! With `--folds DIR` each is weighed with `DIR/NAME.toml`, learned from the other collections by `train_dating`; else with
//! the weights that are shipped. `-v` lists the misses, `--list` every hidden article with its day, the day told and the
//! confidence, `--small` measures the small folders only.

use std::collections::BTreeMap;

use dateline::analysis;
use dateline::article::{Article, Evidence as Statement, Passage, PassageKind, Published, Rung};
use dateline::calendar::Date;
use dateline::copy::Likeness;
use dateline::dating;
use dateline::dating::weights::Weights;
use dateline::span::Span;

/// What one way of measuring found.
#[derive(Default)]
struct Score {
    hidden: usize,
    /// Told to the day, of these right, of these at most a day off.
    days: usize,
    exact: usize,
    near: usize,
    /// Told as a month or a year, of these right.
    coarse: usize,
    coarse_right: usize,
    /// By tenth of confidence: told to the day, right.
    buckets: BTreeMap<usize, (usize, usize)>,
}

impl Score {
    fn add(&mut self, truth: Date, published: Option<&Published>) {
        self.hidden += 1;
        let Some(published) = published else { return };
        let (Some(day), Some(truth_day)) = (published.date.day(), truth.day()) else {
            self.coarse += 1;
            self.coarse_right += published.date.interval().contains(truth.interval()) as usize;
            return;
        };
        self.days += 1;
        self.exact += (day == truth_day) as usize;
        self.near += ((day - truth_day).abs() <= 1) as usize;
        let bucket = self.buckets.entry((published.confidence * 10.0) as usize).or_default();
        bucket.0 += 1;
        bucket.1 += (day == truth_day) as usize;
    }

    fn merge(&mut self, other: &Self) {
        self.hidden += other.hidden;
        self.days += other.days;
        self.exact += other.exact;
        self.near += other.near;
        self.coarse += other.coarse;
        self.coarse_right += other.coarse_right;
        for (&tenth, &(told, right)) in &other.buckets {
            let bucket = self.buckets.entry(tenth).or_default();
            bucket.0 += told;
            bucket.1 += right;
        }
    }

    fn print(&self, name: &str) {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (sure, sure_right) = self.buckets.range(9..).fold((0, 0), |sum, (_, b)| (sum.0 + b.0, sum.1 + b.1));
        println!(
            "{name:<34} hidden {:>5} | day told {:>5.1} % | right {:>5.1} % of all, {:>5.1} % of told, ±1 day {:>5.1} % | \
             sure {:>5.1} %, right {:>5.1} % | coarser {:>5.1} %, right {:>5.1} %",
            self.hidden,
            percent(self.days, self.hidden),
            percent(self.exact, self.hidden),
            percent(self.exact, self.days),
            percent(self.near, self.days),
            percent(sure, self.hidden),
            percent(sure_right, sure),
            percent(self.coarse, self.hidden),
            percent(self.coarse_right, self.coarse),
        );
    }
}

/// The same third on every machine.
fn hidden(id: &str) -> bool {
    (hash(id) >> 20).is_multiple_of(3)
}

/// FNV-1a.
fn hash(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// An article, its day and whether that is hidden.
type Dated = (Article, Date, bool);

fn read(path: &str) -> Vec<Dated> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines()
        .filter_map(|line| {
            let object: serde_json::Value = serde_json::from_str(line).ok()?;
            let text = object["text"].as_str()?.to_owned();
            let id = object["id"].as_str()?;
            let passages = vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }];
            let article = Article { path: id.to_owned(), text, passages, ..Article::default() };
            Some((article, object["date"].as_str()?.parse().ok()?, hidden(id)))
        })
        .collect()
}

/// Articles of a small folder, how many of them hide their day, and from how many that follow each other in the order of days
/// they are drawn: twice as many are days of one story, six times as many its stages.
const SMALL: [(usize, usize, usize); 4] = [(5, 2, 10), (5, 2, 30), (10, 3, 20), (20, 7, 40)];
/// How many such folders a collection gives.
const FOLDERS: usize = 30;

/// Small folders of a collection that stands in the order of days: which articles each holds, and whether their day is hidden.
fn small(collection: &[Dated], (size, hides, drawn): (usize, usize, usize), ordered: bool) -> Vec<Vec<(usize, bool)>> {
    let folder = |number: usize| {
        let key = |n: usize, salt: &str| hash(&format!("{number} {size} {n} {salt}"));
        let first = key(0, "first") as usize % (collection.len() - drawn);
        let mut articles: Vec<usize> = (first..first + drawn).collect();
        articles.sort_by_key(|&n| key(n, "drawn"));
        articles.truncate(size);
        let mut folder: Vec<(usize, bool)> = articles.iter().enumerate().map(|(at, &n)| (n, at < hides)).collect();
        folder.sort_by_key(|&(n, _)| if ordered { n as u64 } else { key(n, "mixed") });
        folder
    };
    (0..FOLDERS).map(folder).collect()
}

/// Measures the small folders of a collection.
fn measure_small(
    collection: &[Dated],
    size: (usize, usize, usize),
    ordered: bool,
    weights: &Weights,
    verbose: bool,
    list: bool,
) -> Score {
    let mut score = Score::default();
    for folder in small(collection, size, ordered) {
        let articles = folder.iter().enumerate().map(|(at, &(n, hidden))| {
            let (article, date, _) = &collection[n];
            let mut article = Article { path: format!("{at:02}.txt"), ..article.clone() };
            if !hidden {
                article.evidence.push(Statement { date: *date, rung: Rung::JsonLd, words: date.timex3() });
            }
            article
        });
        let prepared = analysis::prepare_articles(articles.collect(), Vec::new());
        let evidence = prepared.evidence(&BTreeMap::new());
        let (published, _) = dating::settle(&dating::witnesses(&evidence), prepared.likeness(), None, weights);
        for (&(n, hidden), published) in folder.iter().zip(&published) {
            let (article, truth, _) = &collection[n];
            if hidden {
                score.add(*truth, published.as_ref());
                let told = published.as_ref().map_or(("-".to_owned(), 0.0), |p| (p.date.timex3(), p.confidence));
                if list {
                    let way = if ordered { "small-in-order" } else { "small-mixed" };
                    println!(
                        "@ {way}-{}-of-{} {} {} {} {:.4}",
                        size.0,
                        size.2,
                        article.path,
                        truth.timex3(),
                        told.0,
                        told.1
                    );
                }
                if verbose {
                    let days: Vec<String> = folder
                        .iter()
                        .map(|one| format!("{}{}", if one.1 { "?" } else { "" }, collection[one.0].1.timex3()))
                        .collect();
                    println!("  {} {} {:?} among {}", article.path, truth.timex3(), published, days.join(" "));
                }
            }
        }
    }
    score
}

const WAYS: [&str; 4] = ["as it stands", "mixed up", "alone", "no day"];

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let verbose = arguments.iter().any(|a| a == "-v");
    arguments.retain(|a| a != "-v");
    let list = arguments.iter().any(|a| a == "--list");
    arguments.retain(|a| a != "--list");
    let folds = arguments.iter().position(|a| a == "--folds").map(|at| {
        arguments.remove(at);
        arguments.remove(at)
    });
    let only_small = arguments.iter().any(|a| a == "--small");
    arguments.retain(|a| a != "--small");
    let mut totals: [Score; 4] = Default::default();
    let mut small_totals: Vec<(String, Score)> = Vec::new();
    let (mut shown, mut refuted, mut moved, mut found) = (0, 0, 0, 0);
    for path in &arguments {
        let mut collection = read(path);
        let name = path.rsplit('/').nth(1).unwrap_or(path);
        let learned = folds.as_ref().map(|folds| {
            let path = format!("{folds}/{name}.toml");
            Weights::read(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
        });
        let weights = learned.as_ref().unwrap_or(Weights::shipped());
        for (size, ordered) in SMALL.into_iter().flat_map(|size| [(size, true), (size, false)]) {
            let score = measure_small(&collection, size, ordered, weights, verbose && only_small, list);
            let way = format!("{} of {} articles, {}", size.0, size.2, if ordered { "in order" } else { "mixed up" });
            score.print(&format!("{name}, {way}"));
            match small_totals.iter_mut().find(|total| total.0 == way) {
                Some(total) => total.1.merge(&score),
                None => small_totals.push((way, score)),
            }
        }
        if only_small {
            continue;
        }
        for (way, total) in totals.iter_mut().enumerate() {
            if way == 1 {
                collection.sort_by_key(|(article, ..)| hash(&article.path));
            }
            let dated: Vec<Article> = collection
                .iter()
                .enumerate()
                .map(|(n, (article, date, hidden))| {
                    let mut article = Article { path: format!("c.jsonl#{n}"), ..article.clone() };
                    if way < 3 && !hidden {
                        article.evidence.push(Statement { date: *date, rung: Rung::JsonLd, words: date.timex3() });
                    }
                    article
                })
                .collect();
            let prepared = analysis::prepare_articles(dated, Vec::new());
            let evidence = prepared.evidence(&BTreeMap::new());
            if way == 3 {
                // The other side of the alarms: how many wrong days they find.
                let wrong: Vec<Article> = collection
                    .iter()
                    .map(|(article, date, _)| {
                        let days = (hash(&article.path) % 800) as i32 - 400;
                        let day = Date::Day(date.interval().start + if days.abs() < 20 { 20 } else { days });
                        let evidence = vec![Statement { date: day, rung: Rung::JsonLd, words: day.timex3() }];
                        Article { evidence, ..article.clone() }
                    })
                    .collect();
                moved += wrong.len();
                let wrong = analysis::prepare_articles(wrong, Vec::new());
                let (_, problems) = dating::date(&wrong.evidence(&BTreeMap::new()), &Likeness::default(), None);
                found += problems.iter().filter(|p| p.what.contains("check its day")).count();
            }
            let alone = Likeness { copy_of: vec![None; evidence.len()], ..Likeness::default() };
            let likeness = if way == 2 { &alone } else { prepared.likeness() };
            let (published, problems) = dating::settle(&dating::witnesses(&evidence), likeness, None, weights);
            let mut score = Score::default();
            for ((article, truth, hidden), published) in collection.iter().zip(&published) {
                if !hidden {
                    continue;
                }
                score.add(*truth, published.as_ref());
                if list {
                    let told = published.as_ref().map_or(("-".to_owned(), 0.0), |p| (p.date.timex3(), p.confidence));
                    println!(
                        "@ {} {} {} {} {:.4}",
                        WAYS[way].replace(' ', "-"),
                        article.path,
                        truth.timex3(),
                        told.0,
                        told.1
                    );
                }
                let miss = published.as_ref().filter(|p| p.date.day().is_some() && p.date != *truth);
                if verbose
                    && way == 0
                    && let Some(p) = miss
                {
                    println!("  {} {truth:?}: {:?} {:.2} {:?}", article.path, p.date, p.confidence, p.because);
                }
            }
            score.print(&format!("{name}, {}", WAYS[way]));
            total.merge(&score);
            if way == 0 {
                shown += collection.iter().filter(|one| !one.2).count();
                let against: Vec<_> = problems.iter().filter(|p| p.what.contains("check its day")).collect();
                refuted += against.len();
                if verbose {
                    against.iter().for_each(|problem| println!("  {problem}"));
                }
            }
        }
    }
    let small = small_totals.iter().map(|(way, score)| (score, way.as_str()));
    for (score, name) in totals.iter().zip(WAYS).chain(small) {
        score.print(&format!("all, {name}"));
        for (tenth, (told, right)) in &score.buckets {
            println!("  confidence .{tenth}: {told:>5} told, {:>5.1} % right", 100.0 * *right as f64 / *told as f64);
        }
    }
    println!("{refuted} of {shown} shown days contradicted; of days moved at random {found} of {moved}");
}
