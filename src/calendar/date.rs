//! The [`Date`]: a named stretch of the calendar.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Day, Interval, Weekday};

/// How fine a date is told, finest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Granularity {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

impl Granularity {
    /// Finest first.
    pub const ALL: [Self; 8] =
        [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Season, Self::Year, Self::Decade, Self::Century];

    /// The word of the JSON document: `day`, `week` …
    pub fn name(self) -> &'static str {
        ["day", "week", "month", "quarter", "season", "year", "decade", "century"][self as usize]
    }
}

/// A season as news uses it: the meteorological quarter of the northern hemisphere, and always only about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February of the following year.
    Winter,
}

/// A stretch of the calendar with a name, as fine as it was told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Date {
    /// `Century(19)` is 1900–1999, as TIMEX3 writes `19`.
    Century(i32),
    /// `Decade(199)` is 1990–1999.
    Decade(i32),
    /// A calendar year.
    Year(i32),
    /// Half of a year, 1 or 2.
    Half(i32, u32),
    /// Quarter of a year, 1–4.
    Quarter(i32, u32),
    /// Season of a year; a winter belongs to the year in which it begins.
    Season(i32, Season),
    /// Month of a year, 1–12.
    Month(i32, u32),
    /// ISO 8601 week of a week year, 1–53.
    Week(i32, u32),
    /// Saturday and Sunday of that week.
    Weekend(i32, u32),
    /// One day.
    Day(Day),
}

impl Date {
    /// One day, or `None` if there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        Day::from_ymd(year, month, day).map(Self::Day)
    }

    /// The month that holds `day`.
    pub fn month_of(day: Day) -> Self {
        let (year, month, _) = day.ymd();
        Self::Month(year, month)
    }

    /// The week that holds `day`.
    pub fn week_of(day: Day) -> Self {
        let (year, week) = day.week();
        Self::Week(year, week)
    }

    /// How fine it is told.
    pub fn granularity(self) -> Granularity {
        match self {
            Self::Century(_) => Granularity::Century,
            Self::Decade(_) => Granularity::Decade,
            Self::Year(_) => Granularity::Year,
            Self::Half(..) | Self::Season(..) => Granularity::Season,
            Self::Quarter(..) => Granularity::Quarter,
            Self::Month(..) => Granularity::Month,
            Self::Week(..) | Self::Weekend(..) => Granularity::Week,
            Self::Day(_) => Granularity::Day,
        }
    }

    /// The day, if it is told to the day.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The days it covers.
    pub fn interval(self) -> Interval {
        let months = |year: i32, first: u32, last: u32| Interval {
            start: first_of_month(year, first),
            end: first_of_month(year + (last / 12) as i32, last % 12 + 1) - 1,
        };
        match self {
            Self::Century(c) => {
                Interval { start: first_of_month(c * 100, 1), end: first_of_month(c * 100 + 100, 1) - 1 }
            }
            Self::Decade(d) => Interval { start: first_of_month(d * 10, 1), end: first_of_month(d * 10 + 10, 1) - 1 },
            Self::Year(y) => months(y, 1, 12),
            Self::Half(y, h) => months(y, h * 6 - 5, h * 6),
            Self::Quarter(y, q) => months(y, q * 3 - 2, q * 3),
            Self::Season(y, Season::Spring) => months(y, 3, 5),
            Self::Season(y, Season::Summer) => months(y, 6, 8),
            Self::Season(y, Season::Autumn) => months(y, 9, 11),
            Self::Season(y, Season::Winter) => {
                Interval { start: first_of_month(y, 12), end: first_of_month(y + 1, 3) - 1 }
            }
            Self::Month(y, m) => months(y, m, m),
            Self::Week(y, w) => {
                let start = Day::from_week(y, w, Weekday::Monday).unwrap_or(first_of_month(y, 1));
                Interval { start, end: start + 6 }
            }
            Self::Weekend(y, w) => {
                let start = Day::from_week(y, w, Weekday::Saturday).unwrap_or(first_of_month(y, 1));
                Interval { start, end: start + 1 }
            }
            Self::Day(day) => Interval { start: day, end: day },
        }
    }

    /// The TIMEX3 value (ISO-TimeML): `2024-02-08`, `2024-W06`, `2024-Q1`, `199`.
    pub fn timex3(self) -> String {
        match self {
            Self::Century(c) => format!("{c:02}"),
            Self::Decade(d) => format!("{d:03}"),
            Self::Year(y) => YearForm(y).to_string(),
            Self::Half(y, h) => format!("{}-H{h}", YearForm(y)),
            Self::Quarter(y, q) => format!("{}-Q{q}", YearForm(y)),
            Self::Season(y, s) => format!("{}-{}", YearForm(y), ["SP", "SU", "FA", "WI"][s as usize]),
            Self::Month(y, m) => format!("{}-{m:02}", YearForm(y)),
            Self::Week(y, w) => format!("{}-W{w:02}", YearForm(y)),
            Self::Weekend(y, w) => format!("{}-W{w:02}-WE", YearForm(y)),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// The TIMEX3 value.
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.timex3())
    }
}

fn first_of_month(year: i32, month: u32) -> Day {
    let edge = if year < 0 { -9999 } else { 9999 };
    Day::from_ymd(year, month, 1).or_else(|| Day::from_ymd(edge, 12, 31)).unwrap_or(Day::from_number(0))
}

/// A year with four digits, as ISO 8601 writes it; years before year 0 carry a minus sign.
pub(super) struct YearForm(pub i32);

impl fmt::Display for YearForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 { write!(f, "-{:04}", -self.0) } else { write!(f, "{:04}", self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_date_covers_its_days() {
        let table = [
            (Date::Century(19), "19", "1900-01-01/1999-12-31"),
            (Date::Decade(199), "199", "1990-01-01/1999-12-31"),
            (Date::Year(2024), "2024", "2024-01-01/2024-12-31"),
            (Date::Half(2024, 2), "2024-H2", "2024-07-01/2024-12-31"),
            (Date::Quarter(2023, 4), "2023-Q4", "2023-10-01/2023-12-31"),
            (Date::Season(2023, Season::Winter), "2023-WI", "2023-12-01/2024-02-29"),
            (Date::Month(2024, 2), "2024-02", "2024-02-01/2024-02-29"),
            (Date::Month(2024, 12), "2024-12", "2024-12-01/2024-12-31"),
            (Date::Week(2024, 6), "2024-W06", "2024-02-05/2024-02-11"),
            (Date::Weekend(2024, 6), "2024-W06-WE", "2024-02-10/2024-02-11"),
        ];
        for (date, timex3, days) in table {
            let Interval { start, end } = date.interval();
            assert_eq!((date.timex3().as_str(), format!("{start}/{end}").as_str()), (timex3, days));
        }
    }
}
