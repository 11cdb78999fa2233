//! A row of days, each with a score.
//!
//! Everything that bears on the day of writing says the same thing of whole stretches of days: "at least a year after",
//! "any Thursday". So each hint is a list of [`Strip`]s, and a row adds them as changes at the two ends of each and sums
//! once, however long the strips are.

use super::weights::{DENSITIES, Family, Setting, Weights};
use crate::calendar::{Day, Interval, Weekday};

/// A stretch of days that a hint favors or disfavors alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strip {
    /// Number of its weight.
    pub feature: u16,
    /// How much of that weight counts.
    pub value: f32,
    /// First and last day, by [`Day::number`]; open ends reach very far.
    pub from: i32,
    pub to: i32,
    /// Only these days of the stretch.
    pub weekday: Option<Weekday>,
}

/// Days far beyond any row.
pub(super) const FAR: i32 = 10_000_000;

impl Strip {
    pub fn new(feature: u16, value: f32, from: i32, to: i32) -> Self {
        Self { feature, value, from, to, weekday: None }
    }

    /// Whether it speaks of a day.
    pub fn holds(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day.number()) && self.weekday.is_none_or(|weekday| weekday == day.weekday())
    }

    /// The share of the days of `span` that it speaks of.
    fn share(&self, span: Interval) -> f64 {
        let days = self.to.min(span.end.number()) - self.from.max(span.start.number()) + 1;
        let week = if self.weekday.is_some() { 7.0 } else { 1.0 };
        f64::from(days.max(0)) / f64::from(span.days()) / week
    }
}

/// Adds strips for the bins of the offset from `origin`, within `from..=to`.
pub(super) fn offsets(
    strips: &mut Vec<Strip>,
    family: Family,
    bounds: &[i32],
    origin: i32,
    within: (i32, i32),
    value: f32,
) {
    for at in 0..=bounds.len() {
        let from = at.checked_sub(1).and_then(|before| bounds.get(before)).map_or(-FAR, |bound| origin + bound);
        let to = bounds.get(at).map_or(FAR, |bound| origin + bound - 1);
        let (from, to) = (from.max(within.0), to.min(within.1));
        if from <= to {
            strips.push(Strip::new(family.at(at), value, from, to));
        }
    }
}

/// How much likelier strips make a day than the days of the span on the whole, as a logarithm.
pub(super) fn telling(strips: &[Strip], day: Day, span: Interval, weights: &Weights) -> f64 {
    let one = |strip: &Strip| {
        let weight = f64::from(weights.of(strip.feature) * strip.value);
        weight * (f64::from(u8::from(strip.holds(day))) - strip.share(span))
    };
    strips.iter().map(one).sum()
}

/// The days around which the folder's known days lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    span: Option<Interval>,
    /// How many articles there are.
    pub articles: usize,
    /// How many days are known.
    pub known: usize,
    /// How many of them lie before each day of the span, and at last all.
    before: Vec<u32>,
    /// The share of each weekday.
    weekdays: [f32; 7],
    /// How much likelier than by chance each day is if the undated articles are no others than the dated; a logarithm.
    like: Vec<f32>,
    /// The score of each day of the span, without and with an order of the articles.
    scores: [Vec<f32>; 2],
}

/// Days on either side of the folder's own that are still worth weighing.
const MARGIN: i32 = 400;

/// No row of days is longer: forty years. What lies further apart is no folder but an archive, and is weighed around what
/// the article itself tells.
pub(super) const LONGEST: i32 = 14_610;

/// Share of the days that the folder says nothing of, and articles that as good as stand in it beside the known ones:
/// with two of them a folder of one known day does not swear by it.
const CHANCE: f32 = 0.1;
const UNSEEN: f32 = 2.0;

impl Frame {
    /// Of so many articles those of known day.
    pub fn of(articles: usize, known: impl Iterator<Item = Day>, weights: &Weights) -> Self {
        let mut days: Vec<i32> = known.map(Day::number).collect();
        days.sort_unstable();
        let (Some(&first), Some(&last)) = (days.first(), days.last()) else {
            return Self { articles, ..Self::default() };
        };
        let (first, last) = (first - MARGIN, last + MARGIN);
        if last - first > LONGEST {
            return Self { articles, ..Self::default() };
        }
        let mut before = vec![0; (last - first + 2) as usize];
        let mut weekdays = [3.0; 7];
        for day in &days {
            if let Some(cell) = before.get_mut((day - first + 1) as usize) {
                *cell += 1;
            }
            if let Some(share) = weekdays.get_mut(Day::from_number(*day).weekday().index() as usize) {
                *share += 1.0;
            }
        }
        for at in 1..before.len() {
            before[at] += before[at - 1];
        }
        let all = days.len() as f32 + 21.0;
        let weekdays = weekdays.map(|count| (count * 7.0 / all).ln());
        let span = Interval { start: Day::from_number(first), end: Day::from_number(last) };
        let mut frame = Self {
            span: Some(span),
            known: days.len(),
            before,
            weekdays,
            like: like(&days, first, last),
            scores: Default::default(),
            articles,
        };
        frame.scores = [false, true].map(|ordered| {
            let score = |number: i32| {
                let mut sum = 0.0;
                frame.features(Day::from_number(number), ordered, &mut |feature, value| {
                    sum += weights.of(feature) * value;
                });
                sum
            };
            (first..=last).map(score).collect()
        });
        frame
    }

    /// The days worth weighing by it.
    pub fn interval(&self) -> Option<Interval> {
        self.span
    }

    /// What the folder says of a day, feature by feature.
    pub fn features(&self, day: Day, ordered: bool, take: &mut impl FnMut(u16, f32)) {
        let Some(span) = self.span else { return };
        let at = day - span.start;
        let until = |at: i32| {
            let last = self.before.len() as i32 - 1;
            self.before.get(at.clamp(0, last) as usize).copied().unwrap_or_default()
        };
        let family = Family::FOLDER.nth(Setting::of(self.articles, ordered) as usize);
        let known = self.known as f32 + UNSEEN;
        let chance = (CHANCE + UNSEEN / known) / span.days() as f32;
        for (n, reach) in DENSITIES.into_iter().enumerate() {
            let near = until(at + reach + 1) - until(at - reach);
            if near > 0 {
                let share = near as f32 / known / (2 * reach + 1) as f32;
                take(family.at(n), (1.0 + share / chance).ln());
            }
        }
        let weekday = self.weekdays.get(day.weekday().index() as usize).copied().unwrap_or_default();
        take(family.at(DENSITIES.len()), weekday);
        let like = usize::try_from(at).ok().and_then(|at| self.like.get(at)).copied().unwrap_or(LEAST_LIKE);
        take(family.at(DENSITIES.len() + 1), like);
    }

    fn score(&self, day: Day, ordered: bool) -> f32 {
        let at = self.span.and_then(|span| usize::try_from(day - span.start).ok());
        at.and_then(|at| self.scores[usize::from(ordered)].get(at)).copied().unwrap_or_default()
    }
}

/// The least of [`Frame::like`]: a day far outside may be told by words all the same.
const LEAST_LIKE: f32 = -4.0;

/// The days of undated articles if chance chose which articles state none: of a further one each place between those of known
/// day, in order, is as likely as any other, before the first and after the last too, however close together or far apart they
/// lie. So of five reports of one day and the next the sixth is of these, and of five from ten years it may be of any.
fn like(days: &[i32], first: i32, last: i32) -> Vec<f32> {
    let mut shares = vec![0.0_f64; (last - first + 1) as usize];
    let place = 1.0 / (days.len() + 1) as f64;
    let mut changes = vec![0.0_f64; shares.len() + 1];
    for pair in days.windows(2) {
        if let [from, to] = pair {
            let share = place / f64::from(to - from + 1);
            changes[(from - first) as usize] += share;
            changes[(to - first + 1) as usize] -= share;
        }
    }
    let mut sum = 0.0;
    for (share, change) in shares.iter_mut().zip(changes) {
        sum += change;
        *share = sum;
    }
    if let (Some(&least), Some(&most)) = (days.first(), days.last()) {
        // Outside, as far as they lie from each other, and rarely farther.
        let scale = 1.0 + f64::from(most - least) / days.len() as f64;
        let outside = |away: i32| place / scale / (1.0 + f64::from(away) / scale).powi(2);
        for (at, share) in shares.iter_mut().enumerate() {
            let day = first + at as i32;
            if day <= least {
                *share += outside(least - day);
            }
            if day >= most {
                *share += outside(day - most);
            }
        }
    }
    let chance = f64::from(last - first + 1);
    shares.into_iter().map(|share| ((share * chance).max(1e-9).ln() as f32).max(LEAST_LIKE)).collect()
}

/// A row of days with the share of each.
#[derive(Clone, Debug)]
pub(super) struct Row {
    span: Interval,
    shares: Vec<f64>,
}

impl Row {
    /// Adds up all strips over the days of a span.
    pub fn weigh<'a>(
        span: Interval,
        strips: impl Iterator<Item = &'a Strip>,
        frame: &Frame,
        ordered: bool,
        weights: &Weights,
    ) -> Self {
        let days = span.days().max(1) as usize;
        let mut changes = vec![0.0_f64; days + 1];
        let mut weekly = [0.0_f64; 7];
        let (first, last) = (span.start.number(), span.end.number());
        for strip in strips {
            let weight = f64::from(weights.of(strip.feature) * strip.value);
            if let Some(weekday) = strip.weekday {
                if let Some(sum) = weekly.get_mut(weekday.index() as usize) {
                    *sum += weight;
                }
                continue;
            }
            let (from, to) = (strip.from.max(first), strip.to.min(last));
            if from > to {
                continue;
            }
            for (at, change) in [(from - first, weight), (to - first + 1, -weight)] {
                if let Some(cell) = changes.get_mut(at as usize) {
                    *cell += change;
                }
            }
        }
        let mut sum = 0.0;
        let mut weekday = span.start.weekday().index() as usize;
        let mut shares: Vec<f64> = Vec::with_capacity(days);
        for (at, change) in changes.iter().take(days).enumerate() {
            sum += change;
            let week = weekly.get(weekday).copied().unwrap_or_default();
            shares.push(sum + week + f64::from(frame.score(span.start + at as i32, ordered)));
            weekday = (weekday + 1) % 7;
        }
        let greatest = shares.iter().copied().fold(f64::MIN, f64::max);
        let mut total = 0.0;
        for share in &mut shares {
            *share = (*share - greatest).exp();
            total += *share;
        }
        shares.iter_mut().for_each(|share| *share /= total);
        Self { span, shares }
    }

    /// The likeliest day, of equals the first.
    pub fn best(&self) -> Day {
        let better = |best: (usize, f64), (at, &share): (usize, &f64)| if share > best.1 { (at, share) } else { best };
        self.span.start + self.shares.iter().enumerate().fold((0, 0.0), better).0 as i32
    }

    /// The span of its days.
    pub fn span(&self) -> Interval {
        self.span
    }

    /// How much likelier each day of an interval is than by chance.
    pub fn likelier(&self, days: Interval) -> Vec<f32> {
        let chance = f64::from(self.span.days().max(1));
        let one = |number: i32| {
            let at = usize::try_from(number - self.span.start.number()).ok();
            (at.and_then(|at| self.shares.get(at)).copied().unwrap_or_default() * chance) as f32
        };
        (days.start.number()..=days.end.number()).map(one).collect()
    }

    /// The same row as its place in an order settles it: from `start` on the shares of days in order, and of its being a stray.
    pub fn settled(&self, start: Day, days: &[f64], stray: f64) -> Self {
        let mut shares: Vec<f64> = self.shares.iter().map(|share| share * stray).collect();
        for (at, more) in days.iter().enumerate() {
            let at = usize::try_from(start - self.span.start + at as i32).ok();
            if let Some(share) = at.and_then(|at| shares.get_mut(at)) {
                *share += more;
            }
        }
        Self { span: self.span, shares }
    }

    /// The share of the days of an interval.
    pub fn share(&self, days: Interval) -> f64 {
        let from = (days.start - self.span.start).max(0) as usize;
        let to = (days.end - self.span.start + 1).max(0) as usize;
        self.shares.get(from..to.min(self.shares.len())).map_or(0.0, |shares| shares.iter().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: i32, to: i32) -> Interval {
        Interval { start: Day::from_number(from), end: Day::from_number(to) }
    }

    #[test]
    fn strips_add_up_and_shares_sum_to_one() {
        let numbers = vec![1.0; 500];
        let weights = Weights::from_numbers(&numbers);
        // Day 0 of the calendar's numbers was a Thursday; so are the days 7 and 14.
        let thursday = Day::from_number(0).weekday();
        let strips = [
            Strip::new(0, 2.0, -FAR, 9),
            Strip { weekday: Some(thursday), ..Strip::new(1, 1.0, -FAR, FAR) },
            Strip::new(2, 1.0, 5, 8),
        ];
        let row = Row::weigh(days(0, 19), strips.iter(), &Frame::default(), false, &weights);
        assert_eq!(row.best().number(), 7);
        assert!((row.share(days(-5, 40)) - 1.0).abs() < 1e-9);
        assert!(row.share(days(5, 8)) > 0.5 && row.share(days(12, 13)) < 0.02);
        let tells = |day: i32| telling(&strips, Day::from_number(day), days(0, 19), &weights);
        assert!(tells(7) > tells(6) && tells(6) > tells(3) && tells(3) > 0.0 && tells(15) < 0.0);
    }

    #[test]
    fn a_folder_favors_its_own_days() {
        let known = [100, 101, 101, 140].map(Day::from_number);
        let frame = Frame::of(4, known.into_iter(), Weights::shipped());
        let score = |day: i32| frame.score(Day::from_number(day), false);
        assert!(score(101) > score(400) && score(141) > score(400));
        let like = |day: i32| frame.like[(day - 100 + MARGIN) as usize];
        assert!(like(101) > like(100) && like(100) > like(120) && like(120) > like(160) && like(160) > like(400));
        assert_eq!(Frame::of(0, [].into_iter(), Weights::shipped()).interval(), None);
    }
}
