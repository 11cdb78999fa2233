//! Which articles tell one story: all of them together, not two by two.
//!
//! Two articles on one topic share its words: two arrests share *arrested*, *police* and *charged*, two earthquakes share
//! *magnitude* and *epicenter*. What tells the stories apart are the few words that are common in one and missing in the
//! other, names above all. A word's rarity in the folder cannot show that, its rarity *within the topic* can. So articles
//! are gathered twice:
//!
//! | round | rarity counted in | gathers | example |
//! |---|---|---|---|
//! | topic | the folder | whatever shares rare words | everything about emergency patches of one program |
//! | story | the topic | what shares words that are rare there | the patch of December, the patch of September |
//!
//! Both rounds join the two most alike groups first, for as long as the *average* pair of them is alike (average link;
//! Sokal & Michener 1958), so that a chain of neighbors makes no story. With vectors of length 1 that average is the product of
//! the groups' sums, so no pair is ever looked at twice. Only groups with members that are neighbors of each other are asked.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::words::Collection;
use crate::article::ArticleId;

/// The news stands in the headline and the first paragraphs: words after so many count only [`BODY`].
const LEAD_WORDS: usize = 80;
/// What a word of the body counts beside one of the lead. At 1 background makes topics of stories; at 0 short leads meet
/// nobody.
const BODY: f32 = 0.2;
/// Telling words an article is reduced to.
const TERMS: usize = 60;
/// Power of the inverse document frequency. At 1 the words of the topic outweigh those of the story.
const RARITY: f32 = 1.5;
/// The rarity of a folder of fewer articles is counted as if it had so many. At 50 the words of a story in a folder of twenty
/// articles are no rarer than any other, and half of its articles stay alone; at 800 what a paper writes of one person over ten
/// years becomes a story.
const FLOOR: f32 = 200.0;
/// Average likeness of a topic. Lower costs time, higher tears stories before the second round can look at them.
const TOPIC: f32 = 0.12;
/// Average likeness of a story, within its topic. At .06 twins (two awards, two arrests) begin to melt together, at .09 long
/// stories fall apart; see `benches/README.md`.
const STORY: f32 = 0.075;
/// In a small folder it may be so much lower: there are fewer twins to melt with.
const SMALL: f32 = 0.8;
/// What a word counts within a topic beside its rarity there, so that words which all of the topic share still hold it
/// together.
const SHARED: f32 = 0.3;
/// What a word counts that only one article of the topic has. It leads to nobody; at 0 a hundred notices on one form, which differ
/// in the name of a company alone, are one story.
const OWN: f32 = 0.6;
/// Topics up to this size are gathered from all their pairs, larger ones from neighbors only.
const ALL_PAIRS: usize = 48;

type Vector = Vec<(u32, f32)>;

/// For each article the number of its story; stories are numbered by the first of their articles.
pub(super) fn stories(collection: &Collection, neighbors: &[Vec<(ArticleId, f32)>]) -> Vec<u32> {
    let articles = (collection.texts.len() as f32).max(FLOOR);
    let least = STORY * (collection.texts.len() as f32 / FLOOR).clamp(SMALL, 1.0);
    let vectors: Vec<Vector> = collection.texts.par_iter().map(|text| vector(collection, text, articles)).collect();
    let near: Vec<(u32, u32)> = neighbors
        .iter()
        .enumerate()
        .flat_map(|(a, list)| list.iter().map(move |&(b, _)| ((a as u32).min(b.0), (a as u32).max(b.0))))
        .collect();
    let topics = gather(&vectors, near, TOPIC);
    let told: Vec<Vec<Vec<u32>>> = topics
        .par_iter()
        .map(|topic| {
            if topic.len() < 3 {
                return vec![topic.clone()];
            }
            let within = within(&vectors, topic);
            let place: FxHashMap<u32, u32> = topic.iter().zip(0..).map(|(&a, n)| (a, n)).collect();
            let pairs: Vec<(u32, u32)> = if topic.len() <= ALL_PAIRS {
                (0..topic.len() as u32).flat_map(|a| (a + 1..topic.len() as u32).map(move |b| (a, b))).collect()
            } else {
                let of = |a: u32| neighbors.get(a as usize).map_or(&[][..], Vec::as_slice);
                let near = |(n, &a): (usize, &u32)| {
                    let place = &place;
                    let n = n as u32;
                    of(a).iter().filter_map(move |(b, _)| place.get(&b.0).map(|&m| (n.min(m), n.max(m))))
                };
                topic.iter().enumerate().flat_map(near).collect()
            };
            let stories = gather(&within, pairs, least);
            stories
                .into_iter()
                .map(|story| story.iter().filter_map(|&n| topic.get(n as usize).copied()).collect())
                .collect()
        })
        .collect();
    let mut story_of: Vec<u32> = (0..collection.texts.len() as u32).collect();
    for story in told.iter().flatten() {
        for &article in story {
            if let (Some(of), Some(&first)) = (story_of.get_mut(article as usize), story.first()) {
                *of = first;
            }
        }
    }
    story_of
}

/// The most telling words of a text with their weights, in order of word; the squares of the weights sum to 1.
fn vector(collection: &Collection, text: &[u32], articles: f32) -> Vector {
    let mut words: Vec<(u32, bool)> = text.iter().enumerate().map(|(n, &word)| (word, n < LEAD_WORDS)).collect();
    words.sort_unstable();
    let mut terms: Vector = words
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| {
            let &(number, _) = same.first()?;
            let word = collection.word(number);
            (!word.common).then(|| {
                let told: f32 = same.iter().map(|&(_, lead)| if lead { 1.0 } else { BODY }).sum();
                let rarity = (1.0 + articles / word.articles.max(1) as f32).ln().powf(RARITY);
                let kind = if word.name() { 2.0 } else { 1.0 };
                // What is all an article's own is unlike the rest, but not as much as it is rare.
                let own = if word.articles < 2 { 0.5 } else { 1.0 };
                (number, own * kind * rarity * (1.0 + told).log2())
            })
        })
        .collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(TERMS);
    terms.sort_unstable_by_key(|term| term.0);
    unit(&mut terms);
    terms
}

fn unit(terms: &mut Vector) {
    let length = terms.iter().map(|term| term.1 * term.1).sum::<f32>().sqrt();
    if length > 0.0 {
        terms.iter_mut().for_each(|term| term.1 /= length);
    }
}

/// The vectors of a topic's articles, weighed by what is rare within the topic.
fn within(vectors: &[Vector], topic: &[u32]) -> Vec<Vector> {
    let of = |article: u32| vectors.get(article as usize).map_or(&[][..], Vec::as_slice);
    let mut articles: FxHashMap<u32, u32> = FxHashMap::default();
    for &(word, _) in topic.iter().flat_map(|&article| of(article)) {
        *articles.entry(word).or_default() += 1;
    }
    let all = topic.len() as f32 + 1.0;
    let weigh = |&(word, weight): &(u32, f32)| {
        let n = articles.get(&word).copied().unwrap_or(1);
        let rarity = if n > 1 { (all / (n as f32 + 0.5)).ln().max(0.0) + SHARED } else { OWN };
        (word, weight * rarity)
    };
    topic
        .iter()
        .map(|&article| {
            let mut terms: Vector = of(article).iter().map(weigh).collect();
            unit(&mut terms);
            terms
        })
        .collect()
}

/// Two groups with the likeness they had when it was last looked up, which it can only fall below.
struct Edge {
    alike: f32,
    a: u32,
    b: u32,
    /// Sizes of the two when looked up.
    size: u32,
}

impl PartialEq for Edge {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Edge {}

impl PartialOrd for Edge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Edge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.alike.total_cmp(&other.alike).then((other.a, other.b).cmp(&(self.a, self.b)))
    }
}

/// Groups of vectors whose average pair is alike by `least`, found along `pairs`; in order of their first member.
fn gather(vectors: &[Vector], mut pairs: Vec<(u32, u32)>, least: f32) -> Vec<Vec<u32>> {
    pairs.sort_unstable();
    pairs.dedup();
    let mut sums: Vec<Vector> = vectors.to_vec();
    let mut members: Vec<Vec<u32>> = (0..vectors.len() as u32).map(|n| vec![n]).collect();
    let mut parent: Vec<u32> = (0..vectors.len() as u32).collect();
    let alike = |sums: &[Vector], members: &[Vec<u32>], a: u32, b: u32| {
        let (Some(x), Some(y)) = (sums.get(a as usize), sums.get(b as usize)) else { return 0.0 };
        let count = |of: u32| members.get(of as usize).map_or(1, Vec::len).max(1) as f32;
        dot(x, y) / (count(a) * count(b))
    };
    let edge = |sums: &[Vector], members: &[Vec<u32>], a: u32, b: u32| Edge {
        alike: alike(sums, members, a, b),
        a,
        b,
        size: [a, b].iter().filter_map(|&of| members.get(of as usize)).map(|m| m.len() as u32).sum(),
    };
    let mut queue: BinaryHeap<Edge> = pairs
        .into_iter()
        .filter(|(a, b)| a != b)
        .map(|(a, b)| edge(&sums, &members, a, b))
        .filter(|edge| edge.alike >= least)
        .collect();
    while let Some(top) = queue.pop() {
        let (a, b) = (root(&mut parent, top.a), root(&mut parent, top.b));
        if a == b {
            continue;
        }
        let (a, b) = (a.min(b), a.max(b));
        let now = edge(&sums, &members, a, b);
        if now.size != top.size || (a, b) != (top.a, top.b) {
            // The groups have grown since. Another edge between the same two may be first in line again; that costs little.
            if now.alike >= least {
                queue.push(now);
            }
            continue;
        }
        let (Some(more), Some(moved)) =
            (sums.get_mut(b as usize).map(std::mem::take), members.get_mut(b as usize).map(std::mem::take))
        else {
            continue;
        };
        if let (Some(sum), Some(list), Some(up)) =
            (sums.get_mut(a as usize), members.get_mut(a as usize), parent.get_mut(b as usize))
        {
            *sum = add(sum, &more);
            list.extend(moved);
            list.sort_unstable();
            *up = a;
        }
    }
    members.into_iter().filter(|list| !list.is_empty()).collect()
}

fn root(parent: &mut [u32], mut at: u32) -> u32 {
    while let Some(&up) = parent.get(at as usize).filter(|&&up| up != at) {
        let over = parent.get(up as usize).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(at as usize) {
            *slot = over;
        }
        at = over;
    }
    at
}

/// The sum of two vectors in order of word.
fn add(x: &[(u32, f32)], y: &[(u32, f32)]) -> Vector {
    let mut sum = Vec::with_capacity(x.len() + y.len());
    let (mut i, mut j) = (0, 0);
    loop {
        match (x.get(i), y.get(j)) {
            (Some(&a), Some(&b)) if a.0 == b.0 => {
                sum.push((a.0, a.1 + b.1));
                (i, j) = (i + 1, j + 1);
            }
            (Some(&a), b) if b.is_none_or(|b| a.0 < b.0) => {
                sum.push(a);
                i += 1;
            }
            (_, Some(&b)) => {
                sum.push(b);
                j += 1;
            }
            (_, None) => return sum,
        }
    }
}

/// The product of two vectors in order of word; the words of the shorter are looked up where the other is much longer.
fn dot(x: &[(u32, f32)], y: &[(u32, f32)]) -> f32 {
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let mut sum = 0.0;
    let mut rest = long;
    for &(word, weight) in short {
        let skip = if rest.len() > 8 * short.len() {
            rest.partition_point(|term| term.0 < word)
        } else {
            rest.iter().take_while(|term| term.0 < word).count()
        };
        rest = rest.get(skip..).unwrap_or_default();
        match rest.first() {
            Some(term) if term.0 == word => sum += term.1 * weight,
            Some(_) => {}
            None => break,
        }
    }
    sum
}
