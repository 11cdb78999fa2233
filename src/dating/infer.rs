//! The weighing of days.
//!
//! Think of a row of days, each with a weight. Before an article is read, days near those of the other articles in the
//! folder weigh more: folders are made around a story. Then each clue multiplies the row by its curve ([`super::days`]):
//! "Thursday" favors Thursdays and the day after, "Feb 8" the days around every 8 February, a year told as past forbids
//! the years before it, a neighbor raises the days around its own. This is Bayes' rule with clues taken as independent,
//! which they are not quite; clues of one kind are therefore tempered by an exponent below 1.

use super::clue::{Clue, Told};
use super::days::{self, Bond, Heading, Place};
use super::{Witness, day_of, reasons};
use crate::article::{ArticleId, Method, Published};
use crate::calendar::{Date, Day, Interval, Weekday};
use crate::copy::Likeness;
use crate::timex::Tense;

/// A day that may testify.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Known {
    pub day: Day,
    pub confidence: f32,
    pub method: Method,
}

impl Known {
    pub(super) fn of(published: &Published) -> Option<Self> {
        let (confidence, method) = (published.confidence, published.method);
        day_of(published).map(|day| Self { day, confidence, method })
    }
}

/// The days around which the folder's stated days lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    first: Option<Day>,
    /// Share of the folder's days, smoothed; sums to 1.
    density: Vec<f64>,
    /// How many days are stated.
    stated: usize,
}

/// Days on either side of the folder's own that are still worth weighing.
const MARGIN: i32 = 400;

/// No row of days is longer: forty years. What lies further apart is no folder but an archive, and is weighed around what
/// the article itself tells.
const LONGEST: i32 = 14_610;

/// Share of all days over which chance is spread: twenty years.
const CHANCE: f64 = 1.0 / 7305.0;

impl Frame {
    pub(super) fn of<'a>(known: impl Iterator<Item = &'a Known>) -> Self {
        let mut days: Vec<i32> = known.map(|known| known.day.number()).collect();
        days.sort_unstable();
        let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return Self::default() };
        let (first, last) = (first - MARGIN, last + MARGIN);
        if last - first > LONGEST {
            return Self::default();
        }
        let mut density = vec![0.0; (last - first + 1) as usize];
        for day in &days {
            if let Some(cell) = density.get_mut((day - first) as usize) {
                *cell += 1.0 / days.len() as f64;
            }
        }
        // A window that holds a handful of articles: narrower, and the gaps between them look impossible; wider, and a
        // burst of news looks like any other week.
        let window = (4 * density.len() / days.len()).clamp(9, 91) | 1;
        for _ in 0..2 {
            density = smooth(&density, window);
        }
        Self { first: Some(Day::from_number(first)), density, stated: days.len() }
    }

    /// How likely a day is before the article is read.
    fn prior(&self, day: Day) -> f64 {
        let share = self.first.map_or(0.0, |first| {
            usize::try_from(day - first).ok().and_then(|at| self.density.get(at)).copied().unwrap_or(0.0)
        });
        let trust = 0.97 * self.stated as f64 / (self.stated as f64 + 2.0);
        trust * share + (1.0 - trust) * CHANCE
    }

    fn interval(&self) -> Option<Interval> {
        let start = self.first?;
        Some(Interval { start, end: start + (self.density.len() as i32 - 1) })
    }
}

fn smooth(density: &[f64], window: usize) -> Vec<f64> {
    let half = window / 2;
    let mut sum = 0.0;
    let mut smoothed = Vec::with_capacity(density.len());
    for at in 0..density.len() + half {
        sum += density.get(at).copied().unwrap_or(0.0);
        if at >= window {
            sum -= density.get(at - window).copied().unwrap_or(0.0);
        }
        if at >= half {
            smoothed.push(sum.max(0.0) / window as f64);
        }
    }
    smoothed
}

/// A full date in the first so many bytes is likely the article's own.
const HEAD_BYTES: u32 = 300;

/// The first weekday counts whole; each further one only so much, since they are told around the same day.
const FURTHER_WEEKDAY: f64 = 0.3;
const WEEKDAYS: usize = 8;

/// Full dates and returning dates after the first ones only repeat what those said.
const DATES: usize = 6;
const FURTHER_DATE: f64 = 0.5;

/// The most similar dated neighbor counts almost as a witness of its own; the others mostly repeat it.
const NEIGHBOR: f64 = 0.9;
const FURTHER_NEIGHBOR: f64 = 0.4;

/// What an inferred day says of its neighbors was partly learned from them.
const HEARSAY: f64 = 0.7;

/// A day is told only if it has at least this share of the weight; else the month or the year, if that has. Below a half
/// another day is as likely, and every weekday of the article would be counted from the wrong one.
const SURE_DAY: f64 = 0.5;
const SURE_MONTH: f64 = 0.6;
const SURE_YEAR: f64 = 0.6;

/// One factor of the weighing.
pub(super) struct Factor<'a> {
    pub kind: Kind<'a>,
    exponent: f64,
}

/// Where a factor comes from.
pub(super) enum Kind<'a> {
    /// A full date that is likely the article's own.
    Headed(&'a Clue, Day, Heading),
    /// Another clue of the article.
    Own(&'a Clue),
    /// The latest year told.
    LatestYear(&'a Clue, i32),
    /// An article that tells the same story.
    Neighbor { id: ArticleId, known: Known, alike: f64, bond: Bond, weekday: Option<&'a Clue> },
}

impl Factor<'_> {
    /// How much likelier this factor makes a day.
    pub(super) fn weight(&self, day: Day, frame: &Frame) -> f64 {
        let weight = match self.kind {
            Kind::Headed(_, own, heading) => days::headed(day - own, heading),
            Kind::LatestYear(_, year) => days::latest_year(day.year() - year),
            Kind::Own(clue) => match clue.told {
                Told::Day(told, _) => days::full(day - told, clue.tense),
                Told::Weekday(weekday) => {
                    let since = (day.weekday().index() - weekday.index()).rem_euclid(7) as usize;
                    days::weekday(since, clue.tense, place(clue, self.exponent))
                }
                Told::Yearly(yearly, weekday) => {
                    let year = day.year();
                    let nearest = [year - 1, year, year + 1]
                        .into_iter()
                        .filter_map(|year| yearly.day(year))
                        .min_by_key(|&told| ((day - told).abs(), told));
                    nearest.map_or(1.0, |told| yearly_weight(clue, told, weekday, day))
                }
                Told::Year(_) => 1.0,
            },
            Kind::Neighbor { known, alike, bond, .. } => {
                let sure = f64::from(known.confidence) * if known.method == Method::Inferred { HEARSAY } else { 1.0 };
                let near = sure * days::neighbor(day - known.day, alike, bond);
                let rest = 1.0 - sure * days::neighbor_total(alike, bond);
                rest + near / frame.prior(day)
            }
        };
        weight.powf(self.exponent)
    }
}

/// Bytes within which the lead of a report ends, and beyond which its history begins.
const LEAD_BYTES: u32 = 400;
const BODY_BYTES: u32 = 1500;

fn place(clue: &Clue, exponent: f64) -> Place {
    match clue.span.start {
        _ if exponent < 1.0 => Place::Further,
        ..LEAD_BYTES => Place::Lead,
        LEAD_BYTES..BODY_BYTES => Place::Body,
        _ => Place::Late,
    }
}

/// The first weekday that an article speaks of.
fn first_weekday<'a>(witness: &'a Witness<'_>) -> Option<(Weekday, &'a Clue)> {
    witness.clues.iter().find_map(|clue| match clue.told {
        Told::Weekday(weekday) | Told::Yearly(_, Some(weekday)) if clue.tense != Tense::Ahead => Some((weekday, clue)),
        _ => None,
    })
}

/// The full date that is most likely the article's own: the surest kind of heading, of equal ones the first.
pub(super) fn heading(clues: &[Clue]) -> Option<(usize, Heading)> {
    let kind = |clue: &Clue| match clue.told {
        Told::Day(day, weekday) => {
            let weekday = weekday.is_some_and(|weekday| weekday == day.weekday());
            match (clue.span.start < HEAD_BYTES, weekday, clue.clock) {
                (true, _, true) | (true, true, _) => Some(Heading::Line),
                (true, false, false) => Some(Heading::Plain),
                (false, true, true) => Some(Heading::Beside),
                _ => None,
            }
        }
        _ => None,
    };
    // What is to come is no day of writing: "due April 30, 1992".
    let all = clues
        .iter()
        .enumerate()
        .filter(|(_, clue)| clue.tense != Tense::Ahead)
        .filter_map(|(at, clue)| Some((kind(clue)?, at)));
    all.min().map(|(heading, at)| (at, heading))
}

fn factors<'a>(
    n: usize,
    witnesses: &'a [Witness<'_>],
    likeness: &Likeness,
    known: &[Option<Known>],
) -> Vec<Factor<'a>> {
    let mut factors = Vec::new();
    let Some(witness) = witnesses.get(n) else { return factors };
    let (mut weekdays, mut dates) = (0, 0);
    let mut latest: Option<(&Clue, i32)> = None;
    let own = heading(&witness.clues);
    for (at, clue) in witness.clues.iter().enumerate() {
        let exponent = match clue.told {
            Told::Day(day, _) if own.is_some_and(|(place, _)| place == at) => {
                let surest = own.map_or(Heading::Plain, |(_, heading)| heading);
                factors.push(Factor { kind: Kind::Headed(clue, day, surest), exponent: 1.0 });
                continue;
            }
            // Hours stand under comments and beside pictures, and those are not the article.
            Told::Day(..) if clue.clock => continue,
            Told::Day(day, _) => {
                dates += 1;
                if clue.tense != Tense::Ahead && latest.is_none_or(|(_, year)| year < day.year()) {
                    latest = Some((clue, day.year()));
                }
                if dates > DATES { continue } else { FURTHER_DATE }
            }
            Told::Yearly(_, weekday) => {
                dates += 1;
                if dates > DATES {
                    continue;
                }
                if weekday.is_some() || dates == 1 { 1.0 } else { FURTHER_DATE }
            }
            Told::Weekday(_) => {
                weekdays += 1;
                if weekdays > WEEKDAYS {
                    continue;
                }
                if weekdays == 1 { 1.0 } else { FURTHER_WEEKDAY }
            }
            Told::Year(year) => {
                if clue.tense != Tense::Ahead && latest.is_none_or(|(_, known)| known < year) {
                    latest = Some((clue, year));
                }
                continue;
            }
        };
        factors.push(Factor { kind: Kind::Own(clue), exponent });
    }
    if let Some((clue, year)) = latest {
        factors.push(Factor { kind: Kind::LatestYear(clue, year), exponent: 1.0 });
    }
    let own_weekday = first_weekday(witness);
    let original = |id: usize| likeness.copy_of.get(id).copied().flatten().map_or(id, ArticleId::index);
    let mut neighbors: Vec<(ArticleId, f32)> = likeness.neighbors.get(n).cloned().unwrap_or_default();
    if let Some(id) = likeness.copy_of.get(n).copied().flatten()
        && !neighbors.iter().any(|neighbor| neighbor.0 == id)
    {
        neighbors.push((id, 1.0));
    }
    let mut heard = false;
    for (id, alike) in neighbors {
        let Some(known) = known.get(id.index()).copied().flatten() else { continue };
        let theirs = witnesses.get(id.index()).and_then(first_weekday);
        let (bond, weekday) = match (own_weekday, theirs) {
            _ if original(id.index()) == original(n) => (Bond::Copy, None),
            (Some((own, clue)), Some((other, _))) if own == other => (Bond::SameWeekday, Some(clue)),
            (Some(_), Some(_)) => (Bond::OtherWeekday, None),
            _ => (Bond::None, None),
        };
        let kind = Kind::Neighbor { id, known, alike: f64::from(alike), bond, weekday };
        let exponent = if heard { FURTHER_NEIGHBOR } else { NEIGHBOR };
        heard = true;
        factors.push(Factor { kind, exponent });
    }
    factors
}

/// The days worth weighing for one article.
fn span_of(factors: &[Factor<'_>], frame: &Frame, within: Option<Date>) -> Option<Interval> {
    if let Some(date) = within {
        let days = date.interval();
        return (days.days() <= LONGEST).then_some(days);
    }
    let mut span = frame.interval();
    let mut widen = |start: Option<Day>, end: Option<Day>| {
        if let (Some(start), Some(end)) = (start, end) {
            let more = Interval { start, end };
            let hull = span.map_or(more, |span| span.hull(more));
            if hull.days() <= LONGEST {
                span = Some(hull);
            }
        }
    };
    let mut anchored = frame.stated > 0;
    for factor in factors {
        match factor.kind {
            Kind::Headed(_, day, _) => {
                anchored = true;
                widen(Some(day - 10), Some(day + 400));
            }
            Kind::Neighbor { known, .. } => {
                anchored = true;
                widen(Some(known.day - 30), Some(known.day + 30));
            }
            // Without any other hold the latest year told is the only one.
            Kind::LatestYear(_, year) if !anchored => {
                anchored = true;
                widen(Day::from_ymd(year - 1, 1, 1), Day::from_ymd(year + 8, 12, 31));
            }
            _ => {}
        }
    }
    span
}

/// The day of writing of article `n` as its words and neighbors tell it. `within`: what is stated, if coarser than a day.
pub(super) fn weigh(
    n: usize,
    witnesses: &[Witness<'_>],
    likeness: &Likeness,
    known: &[Option<Known>],
    frame: &Frame,
    within: Option<Date>,
) -> Option<Published> {
    let witness = witnesses.get(n)?;
    let factors = factors(n, witnesses, likeness, known);
    if factors.is_empty() {
        return None;
    }
    let span = span_of(&factors, frame, within)?;
    let row = weigh_days(&factors, frame, span);
    let total: f64 = row.iter().sum();
    let (best, weight) =
        row.iter().enumerate().fold((0, 0.0), |best, (at, &weight)| if weight > best.1 { (at, weight) } else { best });
    if weight <= 0.0 {
        return None;
    }
    let best = span.start + best as i32;
    let share = |date: Date| {
        let days = date.interval();
        let inside = |at: usize| {
            let day = span.start + at as i32;
            days.start <= day && day <= days.end
        };
        row.iter().enumerate().filter(|&(at, _)| inside(at)).map(|(_, &weight)| weight).sum::<f64>() / total
    };
    let (year, month) = (Date::Year(best.year()), Date::month_of(best));
    let steps = [(Date::Day(best), SURE_DAY), (month, SURE_MONTH), (year, SURE_YEAR)];
    let (date, sure) = steps
        .into_iter()
        .map(|(date, floor)| (date, share(date), floor))
        .find_map(|(date, sure, floor)| (sure >= floor).then_some((date, sure)))?;
    if within.is_some_and(|stated| stated.granularity() <= date.granularity()) {
        return None;
    }
    let because = reasons::inferred(witness, witnesses, &factors, frame, best, date);
    let confidence = if date.day().is_some() { calibrated(sure) } else { sure.min(0.99) };
    Some(Published { date, method: Method::Inferred, confidence: confidence as f32, because })
}

/// The weight of each day of a span; the greatest is 1.
fn weigh_days(factors: &[Factor<'_>], frame: &Frame, span: Interval) -> Vec<f64> {
    let mut logs: Vec<f64> = (0..span.days()).map(|at| frame.prior(span.start + at).ln()).collect();
    for factor in factors {
        let log = |day: Day| factor.weight(day, frame).max(1e-9).ln();
        match factor.kind {
            // Away from a neighbor's day all days weigh the same.
            Kind::Neighbor { known, .. } => {
                let away = log(known.day + 100);
                for (day, sum) in days_of(span.start, &mut logs) {
                    *sum += if (day - known.day).abs() <= days::NEAR_DAYS { log(day) } else { away };
                }
            }
            Kind::Own(Clue { told: Told::Weekday(_), .. }) => {
                let week: Vec<f64> = (0..7).map(|at| log(span.start + at)).collect();
                for (sum, log) in logs.iter_mut().zip(week.iter().cycle()) {
                    *sum += log;
                }
            }
            Kind::LatestYear(..) => {
                let mut known = (i32::MIN, 0.0, span.start);
                for (day, sum) in days_of(span.start, &mut logs) {
                    // Asking for the year of a day is dear; the first of the next year is asked for once a year.
                    if known.0 == i32::MIN || day >= known.2 {
                        let next = Day::from_ymd(day.year() + 1, 1, 1).unwrap_or(span.end + 1);
                        known = (day.year(), log(day), next);
                    }
                    *sum += known.1;
                }
            }
            Kind::Own(clue @ Clue { told: Told::Yearly(yearly, weekday), .. }) => {
                let years = span.start.year() - 1..=span.end.year() + 1;
                let returns: Vec<Day> = years.filter_map(|year| yearly.day(year)).collect();
                let mut at = 0;
                for (day, sum) in days_of(span.start, &mut logs) {
                    while let (Some(&this), Some(&next)) = (returns.get(at), returns.get(at + 1))
                        && (day - next).abs() < (day - this).abs()
                    {
                        at += 1;
                    }
                    if let Some(&told) = returns.get(at) {
                        *sum += yearly_weight(clue, told, *weekday, day).powf(factor.exponent).max(1e-9).ln();
                    }
                }
            }
            _ => {
                for (day, sum) in days_of(span.start, &mut logs) {
                    *sum += log(day);
                }
            }
        }
    }
    let greatest = logs.iter().copied().fold(f64::MIN, f64::max);
    logs.into_iter().map(|log| (log - greatest).exp()).collect()
}

fn days_of(start: Day, logs: &mut [f64]) -> impl Iterator<Item = (Day, &mut f64)> {
    logs.iter_mut().enumerate().map(move |(at, sum)| (start + at as i32, sum))
}

/// The weight of a day for a returning date, `told` being its nearest return.
fn yearly_weight(clue: &Clue, told: Day, weekday: Option<Weekday>, day: Day) -> f64 {
    match weekday {
        Some(weekday) => {
            let near = if clue.span.start < LEAD_BYTES { days::news } else { days::yearly };
            near(day - told, clue.tense) * days::agreement(told.weekday() == weekday)
        }
        None => days::yearly(day - told, clue.tense),
    }
}

/// How often a day of a computed share turned out right on dated collections (`benches/README.md`): clues that are not
/// independent make the middle of the scale too sure of itself.
const CALIBRATION: [(f64, f64); 8] =
    [(0.0, 0.0), (0.35, 0.2), (0.45, 0.33), (0.55, 0.42), (0.65, 0.52), (0.75, 0.66), (0.85, 0.86), (1.0, 0.99)];

fn calibrated(share: f64) -> f64 {
    let at = CALIBRATION.partition_point(|&(computed, _)| computed < share).clamp(1, CALIBRATION.len() - 1);
    let ((x0, y0), (x1, y1)) = (CALIBRATION[at - 1], CALIBRATION[at]);
    (y0 + (y1 - y0) * (share - x0) / (x1 - x0)).clamp(0.0, 0.99)
}
