//! Measures days of writing: hides the day of every third article of dated collections and infers it again.
//!
//! ```text
//! cargo bench --no-default-features --bench dating -- FILE.jsonl...
//! ```
//!
//! Each file is a collection: one object a line with `id`, `date` and `text`. Which third is hidden follows from the ids,
//! so that two runs hide the same articles. Every collection is measured three times: with the days of the other two
//! thirds and with neighbors, with the days but without neighbors, and with all days hidden. `-v` lists the misses.

use std::collections::BTreeMap;

use dateline::article::{Article, Evidence as Statement, Passage, PassageKind, Published, Rung};
use dateline::calendar::Date;
use dateline::copy::{self, Likeness};
use dateline::dating::{self, Evidence};
use dateline::span::Span;
use dateline::{sentence, timex};

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

/// FNV-1a: the same third on every machine.
fn hidden(id: &str) -> bool {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 20) % 3 == 0
}

fn read(path: &str) -> Vec<(Article, Date)> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines()
        .filter_map(|line| {
            let object: serde_json::Value = serde_json::from_str(line).ok()?;
            let text = object["text"].as_str()?.to_owned();
            let passages = vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }];
            let article = Article { path: object["id"].as_str()?.to_owned(), text, passages, ..Article::default() };
            Some((article, object["date"].as_str()?.parse().ok()?))
        })
        .collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let verbose = arguments.iter().any(|a| a == "-v");
    let mut totals: [Score; 3] = Default::default();
    for path in arguments.iter().filter(|a| *a != "-v") {
        let collection = read(path);
        let name = path.rsplit('/').nth(1).unwrap_or(path);
        let read: Vec<_> = collection
            .iter()
            .map(|(article, _)| {
                let sentences = sentence::split(&article.text, &article.passages);
                let expressions = timex::tag(&article.text, &sentences);
                (sentences, expressions)
            })
            .collect();
        let likeness = copy::compare(&collection.iter().map(|(article, _)| article).collect::<Vec<_>>());
        let nobody = Likeness {
            copy_of: vec![None; collection.len()],
            neighbors: vec![Vec::new(); collection.len()],
            ..Likeness::default()
        };
        for (way, (all_hidden, likeness)) in
            [(false, &likeness), (false, &nobody), (true, &likeness)].into_iter().enumerate()
        {
            let dated: Vec<Article> = collection
                .iter()
                .map(|(article, date)| {
                    let mut article = article.clone();
                    if !all_hidden && !hidden(&article.path) {
                        article.evidence.push(Statement { date: *date, rung: Rung::JsonLd, words: date.timex3() });
                    }
                    article
                })
                .collect();
            let evidence: Vec<Evidence<'_>> = dated
                .iter()
                .zip(&read)
                .map(|(article, (sentences, expressions))| Evidence { article, sentences, expressions, given: None })
                .collect();
            let start = std::time::Instant::now();
            let (published, problems) = dating::date(&evidence, likeness, None);
            let took = start.elapsed();
            let mut score = Score::default();
            for ((article, truth), published) in collection.iter().zip(&published) {
                if !hidden(&article.path) {
                    continue;
                }
                score.add(*truth, published.as_ref());
                let miss = published.as_ref().filter(|p| p.date.day().is_some() && p.date != *truth);
                if verbose
                    && way == 0
                    && let Some(p) = miss
                {
                    println!("  {} {truth:?}: {:?} {:.2} {:?}", article.path, p.date, p.confidence, p.because);
                }
            }
            score.print(&format!("{name} {}", ["with all", "no neighbors", "no days"][way]));
            if way == 0 {
                println!("  {took:.0?}, {} problems", problems.len());
                if verbose {
                    problems.iter().for_each(|problem| println!("  {problem}"));
                }
            }
            totals[way].merge(&score);
        }
    }
    for (score, name) in totals.iter().zip(["all collections", "without neighbors", "without any day"]) {
        score.print(name);
        for (tenth, (told, right)) in &score.buckets {
            println!("  confidence .{tenth}: {told:>5} told, {:>5.1} % right", 100.0 * *right as f64 / *told as f64);
        }
    }
}
