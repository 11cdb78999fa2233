//! What each hint is worth: the table of weights.
//!
//! The weighing of days is a conditional logit (McFadden 1974, "Conditional logit analysis of qualitative choice behavior"):
//! a day's score is the sum of the weights of all that speaks for or against it, and its share is `exp(score)` over the sum
//! of all days. Each weight is the logarithm of how much likelier a hint makes a day. They are learned from dated news
//! by `examples/train_dating.rs`, all at once, so that hints that repeat each other share what they are worth; where there
//! was little to learn from, a weight stays near the one judged by hand that it started from.
//!
//! `assets/dating/weights.toml` holds them, a line a family: `"weekday.lead" = [since 0, since 1, … since 6]`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// How many days lie between what is told and the day: the first day of each bin but the first. Positive offsets mean
/// that the article was written after what it tells.
pub(super) const OFFSETS: [i32; 14] = [-30, -7, -3, -1, 0, 1, 2, 3, 4, 8, 31, 91, 366, 1501];

/// The same for dates that return every year, within half a year.
pub(super) const SEASONS: [i32; 12] = [-60, -20, -7, -2, -1, 0, 1, 2, 3, 8, 21, 61];

/// Years since the latest year told.
pub(super) const YEARS: [i32; 9] = [-1, 0, 1, 2, 3, 4, 5, 6, 11];

/// Days on either side over which the folder's days are counted.
pub(super) const DENSITIES: [i32; 6] = [0, 1, 3, 15, 91, 365];

/// Days on either side over which the days of similar articles are counted.
pub(super) const KERNELS: [i32; 5] = [0, 1, 3, 10, 40];

/// Similarities that bin the most similar article.
pub(super) const ALIKE: [f32; 6] = [0.08, 0.14, 0.2, 0.28, 0.4, 0.6];

/// From and to which offset from the most similar article's day its bins reach. The first that holds counts.
pub(super) const FROM_FIRST: [(i32, i32); 8] =
    [(0, 0), (1, 1), (-1, -1), (2, 3), (-3, -2), (4, 7), (-7, -4), (-20, 20)];

/// From and to which offset from the day of the article that it repeats a copy lies.
pub(super) const FROM_ORIGINAL: [(i32, i32); 5] = [(0, 0), (1, 1), (-1, -1), (2, 7), (-7, -2)];

/// Likenesses that bin how far the words beside two days agree; less is none.
pub(super) const LIKE_WORDS: [f32; 4] = [0.12, 0.2, 0.3, 0.45];

/// Days before a correction: the first day of each bin but the first.
pub(super) const AMENDED: [i32; 4] = [-60, -14, -3, 1];

/// Days from an article to the next in an order of days.
pub(super) const STEPS: [i32; 9] = [1, 2, 3, 4, 7, 15, 31, 91, 366];

/// Days an article, around one, that bin the pace of an order.
pub(super) const PACES: [f32; 3] = [1.0, 3.0, 8.0];

/// Families of weights: name, and how many.
const FAMILIES: [(&str, usize); 52] = [
    ("head.line", 15),
    ("head.plain", 15),
    ("head.beside", 15),
    ("full.past", 15),
    ("full.ahead", 15),
    ("full.unknown", 15),
    ("yearly.past", 13),
    ("yearly.ahead", 13),
    ("yearly.unknown", 13),
    ("yearly.news", 13),
    ("yearly.agrees", 2),
    ("weekday.lead", 7),
    ("weekday.body", 7),
    ("weekday.late", 7),
    ("weekday.further", 7),
    ("weekday.ahead", 7),
    ("year.since", 10),
    ("month.past", 12),
    ("month.ahead", 12),
    ("month.unknown", 12),
    ("rhythm", 56),
    ("folder.free", 8),
    ("folder.ordered", 8),
    ("folder.small", 8),
    ("alike.free", 7),
    ("alike.ordered", 7),
    ("alike.small", 7),
    ("first.0", 8),
    ("first.1", 8),
    ("first.2", 8),
    ("first.3", 8),
    ("first.4", 8),
    ("first.5", 8),
    ("first.6", 8),
    ("small.0", 8),
    ("small.1", 8),
    ("small.2", 8),
    ("small.3", 8),
    ("small.4", 8),
    ("small.5", 8),
    ("small.6", 8),
    ("order.step0", 10),
    ("order.step1", 10),
    ("order.step2", 10),
    ("order.step3", 10),
    ("told.kind", 7),
    ("told.counted", 4),
    ("told.near", 4),
    ("told.weekday", 4),
    ("copied", 5),
    ("amended", 5),
    ("weekday.this", 7),
];

/// One of [`FAMILIES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Family(pub usize);

macro_rules! families {
    ($($name:ident = $at:expr),* $(,)?) => { impl Family { $(pub const $name: Self = Self($at);)* } };
}

families!(
    HEAD = 0,
    FULL = 3,
    YEARLY = 6,
    NEWS = 9,
    AGREES = 10,
    WEEKDAY = 11,
    AHEAD = 15,
    YEAR = 16,
    MONTH = 17,
    RHYTHM = 20,
    FOLDER = 21,
    ALIKE = 24,
    FIRST = 27,
    SMALL = 34,
    STEP = 41,
    TOLD_KIND = 45,
    TOLD_WORDS = 46,
    COPIED = 49,
    AMENDED = 50,
    THIS = 51,
);

impl Family {
    /// The `n`-th of several families that stand in a row.
    pub fn nth(self, n: usize) -> Self {
        Self(self.0 + n)
    }

    /// The number of its `at`-th weight.
    pub fn at(self, at: usize) -> u16 {
        let before: usize = FAMILIES.iter().take(self.0).map(|family| family.1).sum();
        (before + at) as u16
    }
}

/// The bin of `value`: how many of the bounds it has reached.
pub(super) fn bin<T: PartialOrd + Copy>(bounds: &[T], value: T) -> usize {
    bounds.iter().take_while(|&&bound| bound <= value).count()
}

/// What is known of a folder as a whole. In each setting the same words and likenesses weigh differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Many articles and no order.
    Free,
    /// The article stands between others in an order of days.
    Ordered,
    /// Few articles: what is common and what is rare shows in few articles, so these are alike for less.
    Small,
}

/// Articles of a small folder at most. The weights of small folders were learned from 5 to 20 articles.
const SMALL_FOLDER: usize = 30;

impl Setting {
    pub fn of(articles: usize, ordered: bool) -> Self {
        match articles {
            _ if ordered => Self::Ordered,
            ..=SMALL_FOLDER => Self::Small,
            _ => Self::Free,
        }
    }
}

/// A table of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f32>);

impl Weights {
    /// The weights that come with the program.
    pub fn shipped() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        // A family that is missing weighs nothing; the test below would show it.
        WEIGHTS.get_or_init(|| Self::read(include_str!("../../assets/dating/weights.toml")))
    }

    /// Reads a table as [`Self::write`] writes it.
    pub fn read(text: &str) -> Self {
        let table: BTreeMap<String, Vec<f32>> = toml::from_str(text).unwrap_or_default();
        let family = |&(name, size): &(&str, usize)| {
            let mut weights = table.get(name).cloned().unwrap_or_default();
            weights.resize(size, 0.0);
            weights
        };
        Self(FAMILIES.iter().flat_map(family).collect())
    }

    /// As a file, with `head` before it.
    pub fn write(&self, head: &str) -> String {
        let mut text = head.to_owned();
        let mut rest = self.0.as_slice();
        for (name, size) in FAMILIES {
            let (these, more) = rest.split_at(size.min(rest.len()));
            rest = more;
            let words: Vec<String> = these.iter().map(|weight| format!("{weight:.2}")).collect();
            text.push_str(&format!("\"{name}\" = [{}]\n", words.join(", ")));
        }
        text
    }

    /// From the numbers of [`Self::numbers`].
    pub fn from_numbers(numbers: &[f32]) -> Self {
        Self(numbers.to_vec())
    }

    /// All weights in a row.
    pub fn numbers(&self) -> &[f32] {
        &self.0
    }

    /// The numbers of a family's weights.
    pub fn family(name: &str) -> std::ops::Range<usize> {
        let before = |end: usize| FAMILIES.iter().take(end).map(|family| family.1).sum::<usize>();
        FAMILIES.iter().position(|family| family.0 == name).map_or(0..0, |at| before(at)..before(at + 1))
    }

    /// One weight.
    pub(super) fn of(&self, feature: u16) -> f32 {
        self.0.get(feature as usize).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_is_shipped_whole() {
        let table: BTreeMap<String, Vec<f32>> =
            toml::from_str(include_str!("../../assets/dating/weights.toml")).unwrap();
        let sizes: BTreeMap<&str, usize> = table.iter().map(|(name, weights)| (name.as_str(), weights.len())).collect();
        assert_eq!(sizes, FAMILIES.into_iter().collect());
        let shipped = Weights::shipped();
        assert_eq!(&Weights::read(&shipped.write("# head\n")), shipped);
        assert!(shipped.numbers().iter().all(|weight| weight.abs() < 16.0));
    }

    #[test]
    fn bins_hold_what_their_bounds_say() {
        let table = [(-31, 0), (-30, 1), (-1, 4), (0, 5), (1, 6), (7, 9), (8, 10), (2000, 14)];
        for (offset, expected) in table {
            assert_eq!(bin(&OFFSETS, offset), expected, "{offset}");
        }
        assert_eq!(bin(&ALIKE, 0.3), 4);
    }
}
