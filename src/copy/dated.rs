//! Which dated articles an undated one is most like.
//!
//! [`super::story`] asks who tells the same story and keeps a few. Here the question is another: how does the vocabulary of
//! the days drift, so that even an article that shares no event with others shows its week? Therefore all words count, and
//! pairs of neighboring words with them ("emergency session", "second tremor"), which belong to shorter times than either word
//! alone. Only articles that state no day ask, and only those that do answer: where all or none do, nothing is done.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::words::{Collection, mix};
use crate::article::ArticleId;

/// Similar articles kept for each.
const KEPT: usize = 30;

/// A term of more articles than a tenth says nothing of the day; in a small folder this many may share it, in a large one no
/// term leads to more.
const SHARED: usize = 20;
const FOLLOWED: usize = 200;

/// The text as its telling words and pairs of words, each with its count, in order.
fn terms(collection: &Collection, text: &[u32]) -> Vec<(u64, u32)> {
    let words = text.iter().map(|&word| collection.word(word)).filter(|word| !word.common).map(|word| word.hash);
    let words: Vec<u64> = words.collect();
    let pairs = words.windows(2).map(|pair| pair.iter().fold(0_u64, |state, &word| mix(state.rotate_left(21) ^ word)));
    let mut all: Vec<u64> = words.iter().copied().chain(pairs).collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, same.len() as u32))).collect()
}

/// For each article that states no day those of the others that are most like it, with a similarity in 0..1, most alike first.
pub(super) fn similar(collection: &Collection, stated: &[bool]) -> Vec<Vec<(ArticleId, f32)>> {
    let count = collection.texts.len();
    let dated = stated.iter().filter(|&&stated| stated).count();
    if dated == 0 || dated == count {
        return vec![Vec::new(); count];
    }
    let texts: Vec<Vec<(u64, u32)>> = collection.texts.par_iter().map(|text| terms(collection, text)).collect();
    let mut articles: FxHashMap<u64, u32> = FxHashMap::default();
    for &(term, _) in texts.iter().flatten() {
        *articles.entry(term).or_default() += 1;
    }
    let most = (count / 10).clamp(SHARED, FOLLOWED) as u32;
    let weigh = |text: &Vec<(u64, u32)>| -> Vec<(u64, f32)> {
        let weight = |&(term, times): &(u64, u32)| {
            let among = articles.get(&term).copied().unwrap_or(1);
            let rarity = (1.0 + count as f32 / among as f32).ln();
            (2..=most).contains(&among).then(|| (term, (1.0 + (times as f32).ln()) * rarity))
        };
        let mut weights: Vec<(u64, f32)> = text.iter().filter_map(weight).collect();
        let length = weights.iter().map(|term| term.1 * term.1).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        weights.iter_mut().for_each(|term| term.1 /= length);
        weights
    };
    let weights: Vec<Vec<(u64, f32)>> = texts.par_iter().map(weigh).collect();
    let mut index: FxHashMap<u64, Vec<(u32, f32)>> = FxHashMap::default();
    for (n, terms) in weights.iter().enumerate().filter(|&(n, _)| stated.get(n) == Some(&true)) {
        for &(term, weight) in terms {
            index.entry(term).or_default().push((n as u32, weight));
        }
    }
    let meet = |scores: &mut Vec<f32>, n: usize| {
        if stated.get(n) != Some(&false) {
            return Vec::new();
        }
        scores.resize(count, 0.0);
        let mut met: Vec<u32> = Vec::new();
        for (term, weight) in weights.get(n).into_iter().flatten() {
            for &(other, theirs) in index.get(term).map_or(&[][..], Vec::as_slice) {
                if let Some(score) = scores.get_mut(other as usize) {
                    if *score == 0.0 {
                        met.push(other);
                    }
                    *score += weight * theirs;
                }
            }
        }
        let take = |other: u32| {
            let score = scores.get_mut(other as usize).map_or(0.0, std::mem::take);
            (ArticleId(other), score.min(1.0))
        };
        let mut best: Vec<(ArticleId, f32)> = met.into_iter().map(take).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(KEPT);
        best
    };
    (0..count).into_par_iter().map_init(Vec::new, meet).collect()
}
