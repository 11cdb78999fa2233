//! The same happening, told here by a count of days and there by its day.
//!
//! A careful reader dates "yesterday's vote" by the article beside it that says "the vote of 20 August". Two ways show that both
//! mean one happening, and both are hints only, each learned:
//!
//! | what | how |
//! |---|---|
//! | the kind of happening | a folder's earthquake has one day, its protests have many: the share of a day among all that are told of this kind |
//! | the words beside it | the cosine of the words of both sentences, the rarer and the nearer to the day the more |
//!
//! In a large folder the same words tell of many happenings, and this says nothing there (`benches/README.md`); it is looked at
//! in small ones only, which also bounds what it costs.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Witness;
use super::account::{Account, Count};
use super::hint::{Hint, Kind};
use super::infer::Known;
use super::row::Strip;
use super::weights::{Family, LIKE_WORDS, bin};
use crate::article::{ArticleId, Method};
use crate::calendar::Day;

/// Articles of a folder as if one more told each kind of happening, of another day.
const UNTOLD: f32 = 1.0;

/// A share of this is chance.
const CHANCE: f32 = 0.05;

/// Words between a day and the happening that is told with it in one breath: "Tuesday's deadly quake".
const TIGHT: usize = 3;

/// The rarity of words is counted as in so many accounts at least: in few, all are rare.
const FLOOR: f32 = 200.0;

/// What an inferred day says was partly learned from others.
const HEARSAY: f32 = 0.6;

/// A happening of known day that the article counts from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    /// What the article tells.
    pub own: &'a Account,
    /// Who tells the day, and how.
    pub of: ArticleId,
    pub theirs: &'a Account,
    pub day: Day,
}

/// All that the articles of known day tell to have happened on which day.
pub(super) struct Happenings<'a> {
    facts: Vec<Fact<'a>>,
    /// How rare each word is.
    rarity: FxHashMap<u64, f32>,
}

struct Fact<'a> {
    of: ArticleId,
    day: Day,
    sure: f32,
    account: &'a Account,
    length: f32,
}

impl<'a> Happenings<'a> {
    pub fn of(witnesses: &'a [Witness<'a>], known: &[Option<Known>]) -> Self {
        let mut rarity: FxHashMap<u64, f32> = FxHashMap::default();
        let mut count = 0.0_f32;
        for account in witnesses.iter().flat_map(|witness| &witness.accounts) {
            count += 1.0;
            for (word, _) in &account.words {
                *rarity.entry(*word).or_default() += 1.0;
            }
        }
        let all = count.max(FLOOR);
        rarity.values_mut().for_each(|told| *told = (all / (*told + 0.5)).ln().max(0.1));
        let mut happenings = Self { facts: Vec::new(), rarity };
        for (n, witness) in witnesses.iter().enumerate() {
            let known = known.get(n).copied().flatten();
            for account in &witness.accounts {
                let told = match (account.count, known) {
                    (Count::Day(day), _) => vec![(day, 1.0)],
                    (_, Some(known)) => {
                        let sure = if known.method == Method::Inferred { known.confidence * HEARSAY } else { 1.0 };
                        account.days(known.day).into_iter().map(|(day, share)| (day, share * sure)).collect()
                    }
                    (_, None) => Vec::new(),
                };
                for (day, sure) in told {
                    let length = happenings.length(account);
                    happenings.facts.push(Fact { of: ArticleId(n as u32), day, sure, account, length });
                }
            }
        }
        happenings
    }

    fn length(&self, account: &Account) -> f32 {
        let one = |&(word, near): &(u64, f32)| near * self.rarity.get(&word).copied().unwrap_or_default();
        account.words.iter().map(|word| one(word).powi(2)).sum::<f32>().sqrt()
    }

    /// The cosine of the words of two accounts.
    fn alike(&self, own: &Account, length: f32, fact: &Fact<'_>) -> f32 {
        let (mut a, mut b) = (own.words.iter().peekable(), fact.account.words.iter().peekable());
        let mut sum = 0.0;
        while let (Some(&&(left, near)), Some(&&(right, far))) = (a.peek(), b.peek()) {
            if left == right {
                let rarity = self.rarity.get(&left).copied().unwrap_or_default();
                sum += near * far * rarity * rarity;
            }
            if left <= right {
                a.next();
            }
            if right <= left {
                b.next();
            }
        }
        sum / (length * fact.length).max(f32::MIN_POSITIVE)
    }

    /// What the accounts of article `n` say of its day.
    pub fn hint(&self, n: usize, witness: &'a Witness<'a>) -> Option<Hint<'a>> {
        // By how it counts: from a happening, in days, from today or yesterday, by weekdays.
        let way = |account: &Account| match account.count {
            Count::Since(_) | Count::Age(_) => Some(0),
            Count::Ago(days) if !(-1..=1).contains(&days) => Some(0),
            Count::Ago(_) => Some(1),
            Count::Weekday(_) => Some(2),
            _ => None,
        };
        // "Yesterday's vote" is that vote; "the vote … yesterday" may be many things.
        let kind = |account: &Account| match account.count {
            Count::Age(_) => 6,
            Count::Since(_) => 0,
            Count::Ago(days) if !(-1..=1).contains(&days) => 1,
            Count::Ago(_) => 3 - usize::from(account.owned),
            _ => 5 - usize::from(account.away <= TIGHT),
        };
        let mut kinds: [BTreeMap<Day, f32>; 7] = Default::default();
        let mut words: [BTreeMap<Day, f32>; 3] = Default::default();
        let mut matches: Vec<(f32, Match<'a>)> = Vec::new();
        for own in &witness.accounts {
            let Some(way) = way(own) else { continue };
            let length = self.length(own);
            // What others tell of the same kind, once an article and day.
            let mut told: BTreeMap<Day, BTreeMap<ArticleId, (f32, &'a Account)>> = BTreeMap::new();
            for fact in
                self.facts.iter().filter(|fact| fact.of.index() != n || matches!(fact.account.count, Count::Day(_)))
            {
                if own.kinds.iter().any(|kind| fact.account.kinds.contains(kind)) {
                    told.entry(fact.day).or_default().entry(fact.of).or_insert((fact.sure, fact.account));
                }
                let alike = self.alike(own, length, fact) * fact.sure;
                if alike >= LIKE_WORDS[0] {
                    for (day, fits) in own.written(fact.day) {
                        let best = words[way].entry(day).or_default();
                        *best = best.max(alike * fits);
                    }
                    let theirs = fact.account;
                    matches.push((alike, Match { own, of: fact.of, theirs, day: fact.day }));
                }
            }
            let total: f32 = told.values().flat_map(BTreeMap::values).map(|one| one.0).sum::<f32>() + UNTOLD;
            for (&day, by) in &told {
                let share = by.values().map(|one| one.0).sum::<f32>() / total;
                for (written, fits) in own.written(day) {
                    let best = kinds[kind(own)].entry(written).or_default();
                    *best = best.max(share * fits);
                }
                if let Some((&of, &(_, theirs))) = by.iter().next() {
                    matches.push((share, Match { own, of, theirs, day }));
                }
            }
        }
        let mut strips = Vec::new();
        for (way, days) in kinds.iter().enumerate() {
            for (day, share) in days {
                let value = (1.0 + share / CHANCE).ln();
                strips.push(Strip::new(Family::TOLD_KIND.at(way), value, day.number(), day.number()));
            }
        }
        for (way, days) in words.iter().enumerate() {
            for (day, &alike) in days.iter().filter(|(_, alike)| **alike >= LIKE_WORDS[0]) {
                let at = bin(&LIKE_WORDS, alike) - 1;
                strips.push(Strip::new(Family::TOLD_WORDS.nth(way).at(at), 1.0, day.number(), day.number()));
            }
        }
        matches.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then(a.1.own.span.cmp(&b.1.own.span))
                .then(a.1.of.cmp(&b.1.of))
                .then(a.1.day.cmp(&b.1.day))
        });
        (!strips.is_empty()).then(|| Hint { kind: Kind::Told(matches.into_iter().map(|one| one.1).collect()), strips })
    }
}
