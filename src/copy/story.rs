//! Who tells the same story.
//!
//! Each article is reduced to its most telling words: those it uses and few others do (tf–idf; Spärck Jones 1972, Salton
//! & Buckley 1988), names twice as telling as other words. Two articles are as alike as the cosine of the angle between
//! those weights. The index leads from a word only to articles that are told by it, and a word that tells too many of
//! them is no longer followed, though it still counts.

use rayon::prelude::*;

use super::reprint::Pair;
use super::words::Collection;
use crate::article::ArticleId;

/// Telling words an article is reduced to. Fewer, and two reports that stress different sides no longer meet; more only
/// add words of style.
const TERMS: usize = 40;

/// Neighbors kept for each article.
const NEIGHBORS: usize = 8;

/// Below this two articles only share a topic. Reports of one event lie between .2 and .7.
const ALIKE: f32 = 0.12;

/// A word that tells more articles than this is not followed through the index.
const FOLLOWED: usize = 80;

/// Pretend that the collection is at least so large: in a folder of five articles no word is rare, and each must not
/// look as common as it is there.
const FLOOR: f32 = 50.0;

/// For each article the others that tell its story, most alike first; copies count as wholly alike.
pub(super) fn neighbors(collection: &Collection, copies: &[Pair]) -> Vec<Vec<(ArticleId, f32)>> {
    let articles = (collection.texts.len() as f32).max(FLOOR);
    let terms: Vec<Vec<(u32, f32)>> =
        collection.texts.par_iter().map(|text| telling(collection, text, articles)).collect();
    let mut index: Vec<(u32, u32, f32)> = terms
        .iter()
        .enumerate()
        .flat_map(|(n, terms)| terms.iter().map(move |&(word, weight)| (word, n as u32, weight)))
        .collect();
    index.par_sort_unstable_by_key(|&(word, n, _)| (word, n));
    let mut first: Vec<u32> = vec![0; collection.lexicon.len() + 1];
    for &(word, _, _) in &index {
        if let Some(count) = first.get_mut(word as usize + 1) {
            *count += 1;
        }
    }
    for at in 1..first.len() {
        first[at] += first[at - 1];
    }
    let told_by = |word: u32| {
        let from = first.get(word as usize).map_or(0, |&at| at as usize);
        let to = first.get(word as usize + 1).map_or(0, |&at| at as usize);
        index.get(from..to).unwrap_or_default()
    };
    let mut copied: Vec<Vec<(u32, f32)>> = vec![Vec::new(); collection.texts.len()];
    for pair in copies {
        for (from, to) in [(pair.a, pair.b), (pair.b, pair.a)] {
            if let Some(list) = copied.get_mut(from as usize) {
                list.push((to, pair.share));
            }
        }
    }
    let meet = |scores: &mut (Vec<f32>, Vec<u32>), n: usize| {
        let (scores, touched) = scores;
        scores.resize(collection.texts.len(), 0.0);
        let mut meet = |other: u32, more: f32| {
            if let Some(score) = scores.get_mut(other as usize) {
                if *score == 0.0 {
                    touched.push(other);
                }
                *score += more;
            }
        };
        let own = terms.get(n).map_or(&[][..], Vec::as_slice);
        let mut crowded: Vec<(u32, f32)> = Vec::new();
        for &(word, weight) in own {
            let others = told_by(word);
            if others.len() > FOLLOWED {
                crowded.push((word, weight));
                continue;
            }
            others.iter().filter(|other| other.1 as usize != n).for_each(|&(_, other, w)| meet(other, w * weight));
        }
        let mut best: Vec<(ArticleId, f32)> = Vec::new();
        for &(other, share) in copied.get(n).map_or(&[][..], Vec::as_slice) {
            best.push((ArticleId(other), share));
            if let Some(score) = scores.get_mut(other as usize) {
                *score = -1.0;
            }
        }
        touched.sort_unstable();
        for &other in touched.iter() {
            let Some(score) = scores.get_mut(other as usize) else { continue };
            if *score > ALIKE / 2.0 {
                // Words that too many share were not followed, but those who met otherwise may share them.
                let theirs = terms.get(other as usize).map_or(&[][..], Vec::as_slice);
                let more: f32 = crowded
                    .iter()
                    .filter_map(|&(word, weight)| {
                        let at = theirs.binary_search_by_key(&word, |term| term.0).ok()?;
                        theirs.get(at).map(|term| term.1 * weight)
                    })
                    .sum();
                if *score + more >= ALIKE {
                    best.push((ArticleId(other), (*score + more).min(1.0)));
                }
            }
        }
        for (other, _) in copied.get(n).map_or(&[][..], Vec::as_slice) {
            if let Some(score) = scores.get_mut(*other as usize) {
                *score = 0.0;
            }
        }
        for other in touched.drain(..) {
            if let Some(score) = scores.get_mut(other as usize) {
                *score = 0.0;
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(NEIGHBORS);
        best
    };
    (0..collection.texts.len())
        .into_par_iter()
        .map_init(|| (Vec::new(), Vec::new()), |scores, n| meet(scores, n))
        .collect()
}

/// The most telling words of a text with their weights, in order of word; the squares of the weights sum to 1.
fn telling(collection: &Collection, text: &[u32], articles: f32) -> Vec<(u32, f32)> {
    let mut words = text.to_vec();
    words.sort_unstable();
    let mut terms: Vec<(u32, f32)> = words
        .chunk_by(|a, b| a == b)
        .filter_map(|same| {
            let &number = same.first()?;
            let word = collection.word(number);
            // A word of one article leads nowhere, but counts in its length: what is all its own is unlike the rest.
            (!word.common).then(|| {
                let rarity = (1.0 + articles / word.articles.max(1) as f32).ln();
                let kind = if word.name() { 2.0 } else { 1.0 };
                (number, kind * rarity * (1.0 + (same.len() as f32).ln()))
            })
        })
        .collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(TERMS);
    let length = terms.iter().map(|term| term.1 * term.1).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    terms.iter_mut().for_each(|term| term.1 /= length);
    terms.sort_unstable_by_key(|term| term.0);
    terms
}
