//! The days of articles that follow each other, weighed together.
//!
//! Of three undated articles between the 3rd and the 9th the middle one says "Thursday", and that was the 5th: then the first is
//! of the 3rd to the 5th, and the last of the 5th to the 9th. So each bears on its neighbors, and none can be settled alone.
//!
//! The days of such a run are a chain: each is the day before it or some days later, and how likely which step is, was
//! learned for folders of several paces. With what its own words and similar articles say of each article, that is a hidden
//! Markov model, and its shares come from one pass forward and one back (Rabiner 1989, "A tutorial on hidden Markov models").
//! An article may also be a stray: then it is of any day, and the chain passes it by.
//!
//! Steps fall into few bins, within which all days are alike; so a pass costs a sum per bin and day, not per pair of days.

use super::weights::{Family, STEPS, Weights};

/// How likely each step is, from one article to the next.
pub(super) struct Steps {
    /// First day of each bin, the day after its last, and the probability of each of its days.
    bins: Vec<(usize, usize, f64)>,
}

/// Days of the last bin, which has no end.
const LAST: usize = 1000;

impl Steps {
    /// The steps of a pace.
    pub fn of(pace: usize, weights: &Weights) -> Self {
        let family = Family::STEP.nth(pace);
        let bin = |at: usize| {
            let from = at.checked_sub(1).and_then(|before| STEPS.get(before)).map_or(0, |&bound| bound as usize);
            let to = STEPS.get(at).map_or(from + LAST, |&bound| bound as usize);
            (from, to, f64::from(weights.of(family.at(at))).exp())
        };
        let mut bins: Vec<(usize, usize, f64)> = (0..=STEPS.len()).map(bin).collect();
        let total: f64 = bins.iter().map(|&(from, to, share)| (to - from) as f64 * share).sum();
        bins.iter_mut().for_each(|bin| bin.2 /= total);
        Self { bins }
    }

    fn share(&self, days: usize) -> f64 {
        self.bins.iter().find(|bin| (bin.0..bin.1).contains(&days)).map_or(0.0, |bin| bin.2)
    }

    /// For each day what arrives from all others by one step, forward or back.
    fn go(&self, from: &[f64], forward: bool) -> Vec<f64> {
        let mut sums = Vec::with_capacity(from.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for share in from {
            sum += share;
            sums.push(sum);
        }
        let until = |at: usize| sums.get(at.min(from.len())).copied().unwrap_or_default();
        let one = |day: usize| {
            let bin = |&(near, far, share): &(usize, usize, f64)| {
                let (start, end) = if forward {
                    ((day + 1).saturating_sub(far), (day + 1).saturating_sub(near))
                } else {
                    (day + near, day + far)
                };
                share * (until(end) - until(start)).max(0.0)
            };
            self.bins.iter().map(bin).sum()
        };
        (0..from.len()).map(one).collect()
    }
}

/// What is weighed of a run.
pub(super) struct Chain<'a> {
    pub steps: &'a Steps,
    /// Whether the first and the last day of the row are those of known articles right before and after it.
    pub bounded: (bool, bool),
    /// The share of articles that stand out of order.
    pub stray: f64,
    /// For each article how much likelier than chance its own words and similar articles make each day of the row.
    pub likelier: &'a [Vec<f32>],
}

/// The share of each day for one article in order, and the share of its being a stray; together 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settled {
    pub days: Vec<f64>,
    pub stray: f64,
}

impl Chain<'_> {
    /// Weighs all articles together. The rows must be of one length.
    pub fn weigh(&self) -> Vec<Settled> {
        let days = self.likelier.first().map_or(0, Vec::len);
        // Going forward: where the last article in order may be; and that none was yet, if no day is known before.
        let mut at = vec![0.0; days];
        let mut none = 1.0;
        if let Some(first) = at.first_mut().filter(|_| self.bounded.0) {
            (*first, none) = (1.0, 0.0);
        }
        let chance = 1.0 / days.max(1) as f64;
        let mut forward = Vec::with_capacity(self.likelier.len());
        for likelier in self.likelier {
            let mut here = self.steps.go(&at, true);
            for (here, &likelier) in here.iter_mut().zip(likelier) {
                *here = (1.0 - self.stray) * (*here + none * chance) * f64::from(likelier);
            }
            let strayed = (at.clone(), none);
            for (at, here) in at.iter_mut().zip(&here) {
                *at = *at * self.stray + here;
            }
            none *= self.stray;
            let total = at.iter().sum::<f64>() + none;
            let total = if total > 0.0 { total } else { 1.0 };
            at.iter_mut().for_each(|share| *share /= total);
            none /= total;
            forward.push((here, strayed));
        }
        // And back: how well what follows fits.
        let mut fits: Vec<f64> = (0..days).map(|day| self.ends(days - 1 - day)).collect();
        let mut none = if self.bounded.1 { chance } else { 1.0 };
        let mut settled = Vec::with_capacity(self.likelier.len());
        for (likelier, (here, (at, begun))) in self.likelier.iter().zip(forward).rev() {
            let ordered: Vec<f64> = here.iter().zip(&fits).map(|(here, fits)| here * fits).collect();
            let strayed = at.iter().zip(&fits).map(|(at, fits)| at * fits).sum::<f64>() + begun * none;
            let strayed = strayed * self.stray;
            let total = ordered.iter().sum::<f64>() + strayed;
            if total > 0.0 && total.is_finite() {
                let days = ordered.into_iter().map(|share| share / total).collect();
                settled.push(Settled { days, stray: strayed / total });
            } else {
                settled.push(Settled { days: vec![0.0; days], stray: 1.0 });
            }
            let arrives: Vec<f64> =
                likelier.iter().zip(&fits).map(|(&likelier, fits)| f64::from(likelier) * fits).collect();
            let begins = (1.0 - self.stray) * arrives.iter().sum::<f64>() * chance;
            let before = self.steps.go(&arrives, false);
            for (fits, before) in fits.iter_mut().zip(before) {
                *fits = *fits * self.stray + (1.0 - self.stray) * before;
            }
            none = none * self.stray + begins;
            let total = fits.iter().copied().fold(none, f64::max);
            let total = if total > 0.0 { total } else { 1.0 };
            fits.iter_mut().for_each(|fits| *fits /= total);
            none /= total;
        }
        settled.reverse();
        settled
    }

    /// How likely the known day after the run is, so many days after its last.
    fn ends(&self, days: usize) -> f64 {
        if self.bounded.1 { self.steps.share(days) } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten days; each article as the days that its words speak for, ten times as much as for others, `-` for none.
    fn weigh(articles: &[&str], bounded: (bool, bool), stray: f64) -> Vec<Settled> {
        let row = |days: &&str| -> Vec<f32> {
            (0..10).map(|day| if days.contains(char::from(b'0' + day)) { 10.0 } else { 1.0 }).collect()
        };
        let likelier: Vec<Vec<f32>> = articles.iter().map(row).collect();
        let steps = Steps { bins: vec![(0, 1, 0.2), (1, 9, 0.1)] };
        Chain { steps: &steps, bounded, stray, likelier: &likelier }.weigh()
    }

    /// The same by trying all ways.
    fn tried(articles: &[&str]) -> Vec<Vec<f64>> {
        let step = |days: usize| if days == 0 { 0.2 } else { f64::from(u8::from(days < 9)) * 0.1 };
        let likelier = |at: usize, day: usize| {
            if articles[at].contains(char::from(b'0' + day as u8)) { 10.0 } else { 1.0 }
        };
        let mut sums = vec![vec![0.0; 10]; articles.len()];
        for way in 0..10_usize.pow(articles.len() as u32) {
            let days: Vec<usize> = (0..articles.len()).map(|at| way / 10_usize.pow(at as u32) % 10).collect();
            let all: Vec<usize> = [0].into_iter().chain(days.iter().copied()).chain([9]).collect();
            if all.is_sorted() {
                let share: f64 = all.windows(2).map(|pair| step(pair[1] - pair[0])).product();
                let share = share * days.iter().enumerate().map(|(at, &day)| likelier(at, day)).product::<f64>();
                days.iter().enumerate().for_each(|(at, &day)| sums[at][day] += share);
            }
        }
        let total: f64 = sums[0].iter().sum();
        sums.into_iter().map(|row| row.into_iter().map(|share| share / total).collect()).collect()
    }

    #[test]
    fn two_passes_find_what_trying_all_ways_finds() {
        for articles in [&["4"][..], &["-", "4", "-"], &["5", "2", "-", "7"]] {
            let settled = weigh(articles, (true, true), 0.0);
            for (settled, tried) in settled.iter().zip(tried(articles)) {
                let off = settled.days.iter().zip(tried).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
                assert!(off < 1e-9 && settled.stray == 0.0, "{articles:?}");
            }
        }
    }

    #[test]
    fn neighbors_bound_each_other_and_strays_nobody() {
        let late = |settled: &Settled| settled.days[7..].iter().sum::<f64>();
        let alone = weigh(&["-", "-"], (true, true), 0.01);
        let bound = weigh(&["-", "2"], (true, true), 0.01);
        assert!(late(&bound[0]) < late(&alone[0]) * 0.7);
        let open = weigh(&["-", "-"], (false, false), 0.01);
        assert!((open[0].days.iter().sum::<f64>() + open[0].stray - 1.0).abs() < 1e-9);
        // Eight are of the last day; the ninth says the second and is out of order.
        let stray = weigh(&["9", "9", "9", "9", "9", "2", "9", "9", "9"], (true, true), 0.1);
        assert!(stray[5].stray > 0.3 && stray[4].stray < 0.1 && stray[5].days[2] < 0.05, "{:?}", stray[5]);
    }
}
