//! The weighing of days.
//!
//! Think of a row of days, each with a score. Before an article is read, days near those of the other articles in the
//! folder score higher: folders are made around a story. Then each hint adds what it says: "Thursday" favors Thursdays and
//! the day after, "Feb 8" the days around every 8 February, a year told as past speaks against the years before it, similar
//! articles for the days around their own, its place in an orderly collection for the days between its neighbors'. The
//! scores become shares, and the share of the best day is how often such a day is right ([`super::weights`]).

use rayon::prelude::*;

use super::alike::{self, KIN, Kin};
use super::chain::{Chain, Settled, Steps};
use super::happening::Happenings;
use super::hint::{self, Hint, Kind};
use super::order::{Place, Run};
use super::row::{Frame, LONGEST, Row, Strip};
use super::weights::{FROM_ORIGINAL, Family, Setting, Weights};
use super::{Witness, day_of, reasons};
use crate::article::{ArticleId, Hold, Method, Published};
use crate::calendar::{Date, Day, Interval};
use crate::copy::Likeness;

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

/// Everything that the weighing of one article may look at.
pub(super) struct Folder<'a> {
    pub witnesses: &'a [Witness<'a>],
    pub likeness: &'a Likeness,
    pub known: &'a [Option<Known>],
    pub frame: &'a Frame,
    pub happenings: &'a Happenings<'a>,
    pub weights: &'a Weights,
}

/// What an inferred day says of its neighbors was partly learned from them.
const HEARSAY: f32 = 0.7;

/// An article that repeats another is at least so much like it.
const COPY: f32 = 0.7;

/// A day is told only if it has at least this share, or it and the days beside it so much together; else the month or the
/// year, if that is sure. Lower, and most days told are wrong by more than a day; higher, and articles lose a day that is
/// right or next to right, which for "Thursday" is as good.
const SURE_DAY: f64 = 0.3;
const SURE_NEXT: f64 = 0.6;
/// The same in small folders. There an analyst looks at every article, and all that it tells of "Tuesday" would go with its day;
/// told, it is told as about that day.
const SURE_DAY_SMALL: f64 = 0.2;
const SURE_NEXT_SMALL: f64 = 0.4;
const SURE_MONTH: f64 = 0.6;
const SURE_YEAR: f64 = 0.6;

/// A day of less share than this does not testify for its neighbors. Lower, and two articles talk each other into a day;
/// higher, and nothing travels.
const TESTIFIES: f64 = 0.886;

/// What is counted from a day of less share than this dates no event by itself: only such a day is as sure as one that a file
/// states. Lower, and reports of one happening part over days that are next to right (ECB+: pairwise F .850 at .886, .860 here).
/// A share and not a confidence: how often a share proves right may be measured anew without moving an event.
const FIRM: f64 = 0.98;

/// What is counted from a day of less share than this is only about right: most such days are wrong, though rarely by more than
/// a day or two. Higher, and folders that state few days turn to "about" as a whole, though most of their days are right.
const GUESS: f64 = 0.43;

/// Similar articles whose day is known, most alike first.
fn kin<'a>(n: usize, folder: &'a Folder<'_>) -> Vec<Kin<'a>> {
    let mut alike: Vec<(ArticleId, f32)> = folder.likeness.dated.get(n).cloned().unwrap_or_default();
    // Days that were given or inferred since stand with neighbors only.
    for &(id, share) in folder.likeness.neighbors.get(n).map_or(&[][..], Vec::as_slice) {
        if !alike.iter().any(|one| one.0 == id) {
            alike.push((id, share));
        }
    }
    let original = |id: usize| folder.likeness.copy_of.get(id).copied().flatten().map_or(id, ArticleId::index);
    if let Some(id) = folder.likeness.copy_of.get(n).copied().flatten()
        && !alike.iter().any(|one| one.0 == id)
    {
        alike.push((id, COPY));
    }
    let mut kin: Vec<Kin<'_>> = alike
        .into_iter()
        .filter_map(|(id, share)| {
            let known = folder.known.get(id.index()).copied().flatten()?;
            let sure = if known.method == Method::Inferred { known.confidence * HEARSAY } else { 1.0 };
            let alike = if original(id.index()) == original(n) { share.max(COPY) } else { share };
            let near = folder.witnesses.get(id.index()).map_or(&[][..], |witness| witness.near.as_slice());
            Some(Kin { id, day: known.day, alike, sure, near })
        })
        .collect();
    kin.sort_by(|a, b| (b.alike * b.sure).total_cmp(&(a.alike * a.sure)).then(a.id.cmp(&b.id)));
    kin.truncate(KIN);
    kin
}

/// An article that repeats another of known day is of that day or the next.
fn copied<'a>(n: usize, folder: &Folder<'_>) -> Option<Hint<'a>> {
    let of = folder.likeness.copy_of.get(n).copied().flatten()?;
    let known = folder.known.get(of.index()).copied().flatten()?;
    let mut strips = Vec::new();
    for (at, (from, to)) in FROM_ORIGINAL.into_iter().enumerate() {
        let day = known.day.number();
        strips.push(Strip::new(Family::COPIED.at(at), 1.0, day + from, day + to));
    }
    Some(Hint { kind: Kind::Alike(vec![(of, known.day)]), strips })
}

/// An article with what bears on its day, and the row of days that this makes.
struct Weighed<'a> {
    hints: Vec<Hint<'a>>,
    row: Row,
}

/// All hints at the day of an article but its place in an order, and the days worth weighing.
pub(super) fn hints<'a>(
    n: usize,
    folder: &'a Folder<'_>,
    place: Option<Place>,
    within: Option<Date>,
) -> Option<(Vec<Hint<'a>>, Interval)> {
    let witness = folder.witnesses.get(n)?;
    let kin = kin(n, folder);
    let span = span_of(witness, &kin, place, folder.frame, within)?;
    let mut hints = hint::own(&witness.clues, span);
    hints.extend(hint::amended(witness.article));
    hints.extend(folder.happenings.hint(n, witness));
    hints.extend(copied(n, folder));
    // Alone it says nothing of the day.
    let other = !hints.is_empty() || !kin.is_empty() || place.is_some();
    hints.extend(hint::rhythm(&witness.habits).filter(|_| other));
    // The same measure of chance as the folder's days have.
    let days = folder.frame.interval().unwrap_or(span).days();
    let setting = Setting::of(folder.frame.articles, place.is_some());
    let small = Setting::of(folder.frame.articles, false) == Setting::Small;
    hints.extend(alike::hint(&kin, &witness.near, days, setting, small));
    (!hints.is_empty() || place.is_some()).then_some((hints, span))
}

fn row<'a>(n: usize, folder: &'a Folder<'_>, place: Option<Place>, within: Option<Date>) -> Option<Weighed<'a>> {
    let (hints, span) = hints(n, folder, place, within)?;
    let strips = hints.iter().flat_map(|hint| &hint.strips);
    let row = Row::weigh(span, strips, folder.frame, place.is_some(), folder.weights);
    Some(Weighed { hints, row })
}

/// The days worth weighing for one article.
fn span_of(
    witness: &Witness<'_>,
    kin: &[Kin<'_>],
    place: Option<Place>,
    frame: &Frame,
    within: Option<Date>,
) -> Option<Interval> {
    if let Some(date) = within {
        let days = date.interval();
        return (days.days() <= LONGEST).then_some(days);
    }
    let mut span = frame.interval();
    let headed = hint::heading(&witness.clues);
    if let Some((at, _)) = headed
        && let Some(day) = witness.clues.get(at).and_then(|clue| clue.day())
    {
        widen(&mut span, Some(day - 10), Some(day + 400));
    }
    for one in kin {
        widen(&mut span, Some(one.day - 30), Some(one.day + 30));
    }
    if let Some(place) = place {
        let (before, after) = (place.before.map(|one| one.1), place.after.map(|one| one.1));
        widen(&mut span, before.or(after), after.or(before));
    }
    // Without any other hold the latest year told is the only one.
    if span.is_none()
        && let Some((_, year)) = hint::latest_year(&witness.clues, headed.map(|one| one.0))
    {
        widen(&mut span, Day::from_ymd(year - 1, 1, 1), Day::from_ymd(year + 8, 12, 31));
    }
    span
}

/// Widens a row of days, unless it would become too long.
fn widen(span: &mut Option<Interval>, start: Option<Day>, end: Option<Day>) {
    if let (Some(start), Some(end)) = (start, end) {
        let more = Interval { start, end };
        let hull = span.map_or(more, |span| span.hull(more));
        if hull.days() <= LONGEST {
            *span = Some(hull);
        }
    }
}

/// What was worked out of an article's day.
pub(super) struct Inferred {
    pub published: Published,
    /// Whether it may testify for its neighbors.
    pub testifies: bool,
}

/// The day of writing of article `n` as its words and its neighbors tell it. `within`: what is stated, if coarser than a day.
pub(super) fn weigh(n: usize, folder: &Folder<'_>, within: Option<Date>) -> Option<Inferred> {
    tell(n, folder, row(n, folder, None, within)?, within)
}

/// Days that a run without end is weighed over, on that side.
const OPEN_DAYS: i32 = 400;

/// Days times articles of a run that are weighed together; of more the order says nothing, for want of memory.
const CELLS: usize = 8_000_000;

/// The same for articles that follow each other in an order of days.
pub(super) fn weigh_run(
    run: &Run,
    folder: &Folder<'_>,
    within: impl Fn(usize) -> Option<Date> + Sync,
) -> Vec<(usize, Option<Inferred>)> {
    let place = run.place;
    let (before, after) = (place.before.map(|one| one.1), place.after.map(|one| one.1));
    let days = match (before, after) {
        (Some(start), Some(end)) => Interval { start, end },
        (Some(start), None) => Interval { start, end: start + OPEN_DAYS },
        (None, Some(end)) => Interval { start: end - OPEN_DAYS, end },
        (None, None) => return Vec::new(),
    };
    if days.days() as usize * run.articles.len() > CELLS {
        return run.articles.iter().map(|&n| (n, weigh(n, folder, within(n)))).collect();
    }
    let weighed = |n: usize| row(n, folder, Some(place), within(n));
    // The rows are made twice rather than kept: they are much longer than these days.
    let likelier: Vec<Vec<f32>> = run
        .articles
        .par_iter()
        .map(|&n| weighed(n).map_or_else(|| vec![1.0; days.days() as usize], |one| one.row.likelier(days)))
        .collect();
    let chain = Chain {
        steps: &Steps::of(run.pace, folder.weights),
        bounded: (before.is_some(), after.is_some()),
        stray: f64::from(run.stray),
        likelier: &likelier,
    };
    let one = |(&n, settled): (&usize, Settled)| {
        let told = weighed(n).and_then(|mut one| {
            let row = one.row.settled(days.start, &settled.days, settled.stray);
            let best = Date::Day(row.best()).interval();
            let likelier = (row.share(best) / one.row.share(best).max(f64::MIN_POSITIVE)).ln();
            one.hints.push(Hint { kind: Kind::Ordered(place, likelier), strips: Vec::new() });
            one.row = row;
            tell(n, folder, one, within(n))
        });
        (n, told)
    };
    run.articles.par_iter().zip(chain.weigh()).map(one).collect()
}

/// What a row of days tells.
fn tell(n: usize, folder: &Folder<'_>, Weighed { hints, row }: Weighed<'_>, within: Option<Date>) -> Option<Inferred> {
    let best = row.best();
    let (year, month) = (Date::Year(best.year()), Date::month_of(best));
    let small = Setting::of(folder.frame.articles, false) == Setting::Small;
    let (sure_day, sure_next) = if small { (SURE_DAY_SMALL, SURE_NEXT_SMALL) } else { (SURE_DAY, SURE_NEXT) };
    let steps = [(Date::Day(best), sure_day), (month, SURE_MONTH), (year, SURE_YEAR)];
    let beside = row.share(Interval { start: best - 1, end: best + 1 }) >= sure_next;
    let (date, share) = steps
        .into_iter()
        .map(|(date, floor)| (date, row.share(date.interval()), if beside { 0.0 } else { floor }))
        .find_map(|(date, share, floor)| (share >= floor).then_some((date, share)))?;
    if within.is_some_and(|stated| stated.granularity() <= date.granularity()) {
        return None;
    }
    let because = reasons::inferred(n, folder, &hints, row.span(), best, date);
    let hold = match share {
        _ if date.day().is_none() => Hold::Likely,
        FIRM.. => Hold::Firm,
        GUESS.. => Hold::Likely,
        _ => Hold::Guess,
    };
    let confidence = if date.day().is_some() { calibrated(share) } else { share.min(0.99) };
    Some(Inferred {
        published: Published { date, method: Method::Inferred, confidence: confidence as f32, hold, because },
        testifies: share >= TESTIFIES,
    })
}

/// How often a day of a computed share was right in collections and small folders that the weights were not learned from
/// (`benches/README.md`). Hints that are not independent make the upper middle of the scale too sure of itself.
const CALIBRATION: [(f64, f64); 12] = [
    (0.0, 0.0),
    (0.33, 0.33),
    (0.48, 0.5),
    (0.6, 0.58),
    (0.72, 0.62),
    (0.82, 0.73),
    (0.9, 0.8),
    (0.94, 0.88),
    (0.97, 0.94),
    (0.985, 0.97),
    (0.995, 0.99),
    (1.0, 0.99),
];

fn calibrated(share: f64) -> f64 {
    let at = CALIBRATION.partition_point(|&(computed, _)| computed < share).clamp(1, CALIBRATION.len() - 1);
    let ((x0, y0), (x1, y1)) = (CALIBRATION[at - 1], CALIBRATION[at]);
    (y0 + (y1 - y0) * (share - x0) / (x1 - x0)).clamp(0.0, 0.99)
}
