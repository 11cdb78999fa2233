//! One day of the proleptic Gregorian calendar, counted from 1970-01-01.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A day, as the number of days since 1970-01-01. Subtracting two gives days; years run from −9999 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A day of the week. Weeks begin on Monday (ISO 8601).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Day number of 1970-01-01 as chrono counts (days from the first day of year 1, which is 1).
const EPOCH_FROM_CE: i32 = 719_163;

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// Days since Monday, 0 to 6.
    pub fn index(self) -> i32 {
        self as i32
    }
}

impl Day {
    /// The day with this number of days since 1970-01-01.
    pub fn from_number(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day of a year, month (1–12) and day of month (1–31); `None` if there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(-9999..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_naive)
    }

    /// The day of an ISO 8601 week year, week (1–53) and weekday.
    pub fn from_week(year: i32, week: u32, weekday: Weekday) -> Option<Self> {
        let monday = NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon)?;
        Some(Self::from_naive(monday) + weekday.index())
    }

    fn from_naive(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    fn naive(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(EPOCH_FROM_CE)).unwrap_or(NaiveDate::MIN)
    }

    /// Year, month 1–12, day of month 1–31.
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.naive();
        (date.year(), date.month(), date.day())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.naive().year()
    }

    /// Its day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.0 + 3).rem_euclid(7) as usize]
    }

    /// ISO 8601 week year and week.
    pub fn week(self) -> (i32, u32) {
        let week = self.naive().iso_week();
        (week.year(), week.week())
    }
}

impl std::ops::Add<i32> for Day {
    type Output = Self;
    fn add(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl std::ops::Sub<i32> for Day {
    type Output = Self;
    fn sub(self, days: i32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

impl std::ops::Sub for Day {
    type Output = i32;
    fn sub(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

/// ISO 8601: `2024-02-08`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{}-{month:02}-{day:02}", super::date::YearForm(year))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_agree_with_the_calendar() {
        let table = [
            ((1970, 1, 1), 0, Weekday::Thursday, (1970, 1)),
            ((2024, 2, 8), 19_761, Weekday::Thursday, (2024, 6)),
            ((2024, 12, 30), 20_087, Weekday::Monday, (2025, 1)),
            ((1900, 3, 1), -25_508, Weekday::Thursday, (1900, 9)),
        ];
        for ((y, m, d), number, weekday, week) in table {
            let day = Day::from_ymd(y, m, d).unwrap();
            assert_eq!((day.number(), day.weekday(), day.week(), day.ymd()), (number, weekday, week, (y, m, d)));
        }
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
    }
}
