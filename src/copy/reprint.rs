//! Who repeats whom.
//!
//! A text is cut into overlapping runs of three words (shingles; Broder 1997, "On the resemblance and containment of
//! documents"). Few runs occur in two articles by chance, so an index from run to articles leads from each article to
//! those that may repeat it. To keep the index small a long article enters only a sample of its runs, those whose hash
//! ends in enough zeros: the same runs are then in everybody's sample or in nobody's.
//!
//! Shared runs find candidates but judge badly: a translated or smoothed copy shares every third run and two notices
//! written on one form share half. So candidates are aligned. The longest common subsequence counts the words that stand
//! in both *in the same order*:
//!
//! | pair | shared runs | aligned | numbers and names shared |
//! |---|---|---|---|
//! | reprint | .9 | .95 | 1 |
//! | the same wire, rewritten or translated back | .3–.6 | .7–.9 | .9 |
//! | two reports of one event | .1 | .4 | .5 |
//! | two notices on one form | .3–.5 | .6 | .2 |

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Collection, mix};
use crate::calendar::Day;

/// Two articles that repeat each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    /// The smaller index.
    pub a: u32,
    /// The larger index.
    pub b: u32,
    /// Share of the shorter one's words that stand in the longer one in the same order.
    pub share: f32,
}

/// Words in a run. Two are shared by chance all the time; four miss rewrites, where every fifth word is another.
const RUN: usize = 3;

/// A text is sampled down to at most twice as many runs as this. Lower, and a brief cut from a long report is missed;
/// higher only costs time.
const SAMPLE: usize = 96;

/// A run that stands in more articles than this leads only to the nearest few of them and to the first, so that form
/// sentences cost linear time; reprints share so many runs that they are still found.
const CROWD: usize = 12;

/// Share of the sampled runs of the shorter text that makes a candidate. Rewrites lie above .25, chance below .05.
const CANDIDATE: f32 = 0.12;

/// Only so many words of an article are aligned.
const ALIGNED_WORDS: usize = 4096;

/// All pairs of articles that repeat each other, in order. `stated`: the day of writing that each article states.
pub(super) fn pairs(collection: &Collection, stated: &[Option<Day>]) -> Vec<Pair> {
    let day = |n: u32| stated.get(n as usize).copied().flatten();
    let candidates = candidates(collection);
    candidates
        .par_chunk_by(|x, y| x.0 == y.0)
        .flat_map_iter(|with_same_first| {
            let a = with_same_first.first().map_or(0, |pair| pair.0);
            let aligner = Aligner::new(collection, a);
            let alike = with_same_first.iter().filter_map(|&(_, b)| {
                let gap_days = day(a).zip(day(b)).map_or(0, |(a, b)| (a - b).abs());
                let facts = aligner.compare(collection, b);
                facts.repeats(gap_days).then_some(Pair { a, b, share: facts.aligned })
            });
            alike.collect::<Vec<_>>()
        })
        .collect()
}

/// The runs of a text, hashed, each once, in order of hash.
fn runs(collection: &Collection, text: &[u32]) -> Vec<u64> {
    let mut runs: Vec<u64> = text
        .windows(RUN)
        .map(|run| run.iter().fold(0_u64, |state, &word| mix(state.rotate_left(21) ^ collection.word(word).hash)))
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// How many zeros a hash must end in to be in the sample of a text with `runs` runs.
fn level(runs: usize) -> u32 {
    (runs / SAMPLE).checked_ilog2().unwrap_or(0)
}

fn candidates(collection: &Collection) -> Vec<(u32, u32)> {
    let samples: Vec<(u32, Vec<u64>)> = collection
        .texts
        .par_iter()
        .map(|text| {
            let mut runs = runs(collection, text);
            let level = level(runs.len());
            runs.retain(|run| run.trailing_zeros() >= level);
            (level, runs)
        })
        .collect();
    let mut index: Vec<(u64, u32)> =
        samples.iter().enumerate().flat_map(|(n, (_, runs))| runs.iter().map(move |&run| (run, n as u32))).collect();
    index.par_sort_unstable();
    let mut meetings: Vec<(u32, u32)> = Vec::new();
    for crowd in index.chunk_by(|x, y| x.0 == y.0) {
        for (place, &(_, b)) in crowd.iter().enumerate().skip(1) {
            let near = if crowd.len() <= CROWD { 0 } else { place.saturating_sub(3) };
            if near > 0
                && let Some(&(_, first)) = crowd.first()
            {
                meetings.push((first, b));
            }
            meetings.extend(crowd.iter().take(place).skip(near).map(|&(_, a)| (a, b)));
        }
    }
    meetings.par_sort_unstable();
    // A run counts in the sample of both only if it passes the stricter of the two samplings.
    let sampled = |n: u32, at: u32| {
        samples.get(n as usize).map_or(0, |(level, runs)| {
            if *level >= at { runs.len() } else { runs.iter().filter(|run| run.trailing_zeros() >= at).count() }
        })
    };
    let level_of = |n: u32| samples.get(n as usize).map_or(0, |sample| sample.0);
    meetings
        .chunk_by(|x, y| x == y)
        .filter_map(|meeting| {
            let &(a, b) = meeting.first()?;
            let stricter = level_of(a).max(level_of(b));
            let shorter = sampled(a, stricter).min(sampled(b, stricter));
            (meeting.len() as f32 >= CANDIDATE * shorter as f32).then_some((a, b))
        })
        .collect()
}

/// What two texts share.
#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    /// Words of the shorter and of the longer.
    shorter: usize,
    longer: usize,
    /// Share of the shorter one's words that stand in the longer one in the same order.
    aligned: f32,
    /// Share of the shorter one's words that are numbers.
    figures: f32,
    /// Share of its numbers, each once, that the longer one holds; 1 if it has none.
    numbers: f32,
    /// How many of its numbers the longer one does not hold.
    numbers_missing: u32,
    /// The same share for its names.
    names: f32,
    /// The same for its other uncommon words.
    others: f32,
}

/// Texts shorter than this are alerts, notices and tables: their words are a form's, so only identity tells.
const FORM_WORDS: usize = 60;

/// Days between two notices of the same words that make them two notices. A bank says the same thing twice a month; a
/// reprint of a notice follows within days.
const FORM_GAP_DAYS: i32 = 3;

/// Days after which even a long text repeats only if it is identical: a column that returns every season.
const LONG_GAP_DAYS: i32 = 45;

impl Facts {
    /// `gap_days`: between the days of writing that the two state, 0 if either states none.
    fn repeats(&self, gap_days: i32) -> bool {
        if self.shorter < 12 {
            return self.aligned >= 0.99 && self.longer == self.shorter && gap_days <= FORM_GAP_DAYS;
        }
        let particulars = self.numbers.min(self.names);
        if self.shorter < FORM_WORDS {
            return self.aligned >= 0.9 && particulars >= 0.85 && gap_days <= FORM_GAP_DAYS;
        }
        // Next week's bulletin has the words of this week's and other figures.
        if gap_days > FORM_GAP_DAYS && self.numbers < 0.95 {
            return false;
        }
        let table = self.figures > 0.25;
        if self.aligned >= 0.9 && particulars >= if table { 0.95 } else { 0.8 } {
            return gap_days <= LONG_GAP_DAYS || self.aligned >= 0.97;
        }
        // A rewrite changes words, not what is told: it keeps the names, the figures and most of what is neither. Below
        // .65 / .75 stand reports that share a press release and the next week's table on the same form; above .7 / .85
        // copies that went through another language are lost.
        !table
            && self.aligned >= 0.65
            && self.names >= 0.8
            && self.others >= 0.75
            && (self.numbers >= 0.8 || self.numbers >= 0.6 && self.numbers_missing <= 2)
            && self.shorter * 3 >= self.longer
            && gap_days <= LONG_GAP_DAYS
    }
}

/// Compares one text with many.
struct Aligner<'a> {
    text: &'a [u32],
    /// For each word of the text its row of position bits.
    rows: FxHashMap<u32, u32>,
    bits: Vec<u64>,
    width: usize,
}

impl<'a> Aligner<'a> {
    fn new(collection: &'a Collection, n: u32) -> Self {
        let text = text_of(collection, n);
        let width = text.len().div_ceil(64);
        let mut rows: FxHashMap<u32, u32> = FxHashMap::default();
        let mut bits = Vec::new();
        for (at, &word) in text.iter().enumerate() {
            let next = rows.len() as u32;
            let row = *rows.entry(word).or_insert(next) as usize;
            bits.resize(bits.len().max((row + 1) * width), 0);
            if let Some(bit) = bits.get_mut(row * width + at / 64) {
                *bit |= 1 << (at % 64);
            }
        }
        Self { text, rows, bits, width }
    }

    /// Length of the longest common subsequence, 64 cells at a time (Hyyrö 2004, "Bit-parallel LCS-length computation
    /// revisited").
    fn common_subsequence(&self, other: &[u32]) -> usize {
        let mut state = vec![u64::MAX; self.width];
        for word in other {
            let Some(&row) = self.rows.get(word) else { continue };
            let from = row as usize * self.width;
            let Some(row) = self.bits.get(from..from + self.width) else { continue };
            let mut carry = false;
            for (cell, &matches) in state.iter_mut().zip(row) {
                let kept = *cell & matches;
                let (sum, over) = cell.overflowing_add(kept);
                let (sum, over_again) = sum.overflowing_add(carry as u64);
                carry = over || over_again;
                *cell = sum | (*cell & !matches);
            }
        }
        (0..self.text.len()).filter(|at| state.get(at / 64).is_some_and(|cell| cell >> (at % 64) & 1 == 0)).count()
    }

    fn compare(&self, collection: &Collection, n: u32) -> Facts {
        let other = text_of(collection, n);
        let (shorter, longer) = if self.text.len() <= other.len() { (self.text, other) } else { (other, self.text) };
        let held: FxHashSet<u32> = longer.iter().copied().collect();
        let mut words = shorter.to_vec();
        words.sort_unstable();
        words.dedup();
        let share = |takes: &dyn Fn(u32) -> bool| {
            let (mut all, mut both) = (0, 0);
            for &word in words.iter().filter(|&&word| takes(word)) {
                all += 1;
                both += held.contains(&word) as u32;
            }
            (if all == 0 { 1.0 } else { both as f32 / all as f32 }, all - both)
        };
        let kind = |word: u32| {
            let word = collection.word(word);
            if word.number {
                1
            } else if word.common {
                0
            } else if word.name() {
                2
            } else {
                3
            }
        };
        let (numbers, numbers_missing) = share(&|word| kind(word) == 1);
        Facts {
            shorter: shorter.len(),
            longer: longer.len(),
            aligned: self.common_subsequence(other) as f32 / shorter.len().max(1) as f32,
            figures: shorter.iter().filter(|&&word| kind(word) == 1).count() as f32 / shorter.len().max(1) as f32,
            numbers,
            numbers_missing,
            names: share(&|word| kind(word) == 2).0,
            others: share(&|word| kind(word) == 3).0,
        }
    }
}

fn text_of(collection: &Collection, n: u32) -> &[u32] {
    let text = collection.texts.get(n as usize).map_or(&[][..], Vec::as_slice);
    text.get(..ALIGNED_WORDS).unwrap_or(text)
}
