//! How likely a clue is on each day: the tables and curves of the weighing.
//!
//! They follow dated news: how far the days that articles name lie from the day they were written on. The offsets of
//! weekdays are counts; the tails of the curves and some shares are judged, and the calibration in `infer` answers for the
//! whole. Offsets run from the day told to the day of writing, so a positive one means that the article was written after what it tells.
//! A weight is how much likelier the clue is on that day than on any day; 1 says nothing, and no clue is so sure that it
//! could not be a slip of the pen, so every curve has a floor.

use crate::timex::Tense;

/// Years over which a full date could lie by chance, in days.
const CHANCE_DAYS: f64 = 30.0 * 365.25;

/// How a full date stands over an article, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Heading {
    /// In the first lines with its weekday or an hour: "Mon Mar 2, 2009 4:23 pm".
    Line,
    /// In the first lines: "February 23, 2011".
    Plain,
    /// Later, with its weekday and an hour: the line of a later passage, or a comment.
    Beside,
}

/// A full date over the article.
pub(super) fn headed(offset: i32, heading: Heading) -> f64 {
    let (same, next, other) = match heading {
        Heading::Line => (0.93, 0.02, 0.03),
        Heading::Plain => (0.6, 0.05, 0.3),
        Heading::Beside => (0.5, 0.1, 0.25),
    };
    let share = match offset {
        0 => same,
        1 => next,
        -1 => next / 2.0,
        _ => return floor(if offset > 0 { other } else { other / 5.0 }, offset),
    };
    share * CHANCE_DAYS
}

/// A full date anywhere else.
pub(super) fn full(offset: i32, tense: Tense) -> f64 {
    let (past, ahead) = sides(tense);
    let share = match offset {
        0 => 0.12,
        1..=3 => past * 0.05,
        _ => return floor(if offset > 0 { past } else { 0.3 * ahead }, offset),
    };
    share * CHANCE_DAYS
}

/// What is told far from the day of writing thins out as one over the distance.
fn floor(share: f64, offset: i32) -> f64 {
    (share / (10.0 * (f64::from(offset.abs()) + 3.0)) * CHANCE_DAYS).max(0.002)
}

/// Weights of days after and before what is told, by tense.
fn sides(tense: Tense) -> (f64, f64) {
    match tense {
        Tense::Past => (1.0, 0.03),
        Tense::Ahead => (0.15, 1.0),
        Tense::Unknown => (0.8, 0.25),
    }
}

/// A month and day without year, at its nearest return; within half a year.
pub(super) fn yearly(offset: i32, tense: Tense) -> f64 {
    let (past, ahead) = sides(tense);
    let near = match offset.abs() {
        0 => return 0.09 * 365.0,
        1 => 0.04,
        2 => 0.027,
        3..=7 => 0.015,
        8..=20 => 0.01,
        21..=60 => 0.004,
        _ => 0.0017,
    };
    let side = if offset > 0 { past / 0.8 } else { ahead / 0.4 };
    (near * side * 365.0).max(0.05)
}

/// A month and day with its weekday in the lead, "on Thursday (Feb 8)": the news itself, as papers write it that cannot
/// know on which day they are read.
pub(super) fn news(offset: i32, tense: Tense) -> f64 {
    let share = match offset {
        _ if tense == Tense::Ahead => return yearly(offset, tense),
        0 => 0.36,
        1 => 0.17,
        2 => 0.06,
        3..=6 => 0.025,
        _ => return 0.7 * yearly(offset, tense),
    };
    share * 365.0
}

/// A weekday that stands beside a date and is that date's, or is not.
pub(super) fn agreement(agrees: bool) -> f64 {
    if agrees { 6.6 } else { 0.06 }
}

/// Where a bare weekday stands. What a report begins with happened on the day or the day before; further down stands the
/// week's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The first weekday of the text, within the lead.
    Lead,
    /// The first, but further down.
    Body,
    /// The first, but far down.
    Late,
    /// Not the first.
    Further,
}

/// A bare weekday: days since it was last that weekday, 0 to 6.
pub(super) fn weekday(since: usize, tense: Tense, place: Place) -> f64 {
    let share = match (tense, place) {
        (Tense::Ahead, _) => [0.12, 0.08, 0.10, 0.12, 0.16, 0.20, 0.22],
        (_, Place::Lead) => [0.57, 0.20, 0.08, 0.05, 0.03, 0.03, 0.04],
        (_, Place::Body) => [0.36, 0.27, 0.15, 0.09, 0.05, 0.04, 0.04],
        (_, Place::Late) => [0.24, 0.22, 0.17, 0.15, 0.10, 0.07, 0.05],
        (_, Place::Further) => [0.38, 0.31, 0.10, 0.06, 0.05, 0.05, 0.05],
    };
    share.get(since).copied().unwrap_or(0.05) * 7.0
}

/// The latest year that an article tells, and not as to come: years since.
pub(super) fn latest_year(since: i32) -> f64 {
    let share = match since {
        ..-5 => 0.002,
        -5..=-2 => 0.015,
        -1 => 0.05,
        0 => 0.40,
        1 => 0.14,
        2 => 0.10,
        3 => 0.06,
        4 => 0.05,
        5 => 0.04,
        6..=10 => 0.02,
        _ => 0.004,
    };
    share * 20.0
}

/// Days around a neighbor's day that it makes likelier.
pub(super) const NEAR_DAYS: i32 = 7;

/// A neighbor's day: the share of days at this offset from it, for neighbors this much alike. `bond` says what else
/// ties the two.
pub(super) fn neighbor(offset: i32, alike: f64, bond: Bond) -> f64 {
    let (same, next, near) = shares(alike, bond);
    match offset.abs() {
        0 => same,
        1 => next,
        2..=NEAR_DAYS => near,
        _ => 0.0,
    }
}

/// The share of all days that [`neighbor`] spreads within a week.
pub(super) fn neighbor_total(alike: f64, bond: Bond) -> f64 {
    let (same, next, near) = shares(alike, bond);
    same + 2.0 * next + 12.0 * near
}

fn shares(alike: f64, bond: Bond) -> (f64, f64, f64) {
    let s = alike.clamp(0.1, 0.7);
    match bond {
        Bond::Copy => (0.64, 0.13, 0.006),
        Bond::SameWeekday => ((0.04 + 0.9 * s).min(0.5), 0.04 + 0.25 * s, 0.012 + 0.01 * s),
        Bond::OtherWeekday => (0.02 + 0.2 * s, 0.02 + 0.26 * s, 0.012 + 0.03 * s),
        Bond::None => (0.02 + 0.3 * s, 0.01 + 0.22 * s, 0.006 + 0.02 * s),
    }
}

/// What ties two articles besides their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    /// One repeats the other.
    Copy,
    /// Both speak of the same weekday first.
    SameWeekday,
    /// Each speaks of another weekday first.
    OtherWeekday,
    /// One of them speaks of none.
    None,
}
