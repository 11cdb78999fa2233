//! How many voices tell an event: articles, and articles that are no copy of each other.
//!
//! A reprint is found by the whole text ([`Likeness::copy_of`](crate::copy::Likeness)). Many papers print only half of a
//! wire report between words of their own; there the *sentence* that tells the event gives it away.

use rustc_hash::FxHashMap;

use super::profile::Profile;
use super::words::dot;

/// Two sentences whose words agree this far were not written twice. Lower, two reporters who both write plainly become
/// one; higher, one changed word makes a reprint a witness.
const SAME_SENTENCE: f32 = 0.92;
/// Short sentences agree by chance.
const SAME_SENTENCE_TERMS: usize = 8;

/// Articles, and independent ones among them.
pub fn voices(members: &[&Profile]) -> (u32, u32) {
    let mut articles: Vec<u32> = members.iter().map(|p| p.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut originals: Vec<u32> = members.iter().map(|p| p.original).collect();
    originals.sort_unstable();
    originals.dedup();
    let mut parent: FxHashMap<u32, u32> = originals.iter().map(|&o| (o, o)).collect();
    fn root(parent: &FxHashMap<u32, u32>, mut at: u32) -> u32 {
        while let Some(&up) = parent.get(&at).filter(|&&up| up != at) {
            at = up;
        }
        at
    }
    // The first sentences of each voice are enough, and keep a large event cheap.
    let mut some: Vec<&&Profile> = members.iter().filter(|p| p.terms.len() >= SAME_SENTENCE_TERMS).collect();
    some.dedup_by_key(|p| p.original);
    some.truncate(64);
    for (at, a) in some.iter().enumerate() {
        for b in some.iter().skip(at + 1) {
            if a.original != b.original && dot(&a.terms, &b.terms) >= SAME_SENTENCE {
                let (x, y) = (root(&parent, a.original), root(&parent, b.original));
                parent.insert(x.max(y), x.min(y));
            }
        }
    }
    let independent = originals.iter().filter(|&&o| root(&parent, o) == o).count();
    (articles.len() as u32, independent.max(1) as u32)
}
