//! Units of the calendar, and moving a date by them.
//!
//! Two kinds of arithmetic serve the news, and both keep the grain of what was told:
//!
//! | said on 2024-02-08 | arithmetic | gives |
//! |---|---|---|
//! | last month | [`Date::holding`] the day by month, then [`Date::moved`] −1 month | `2024-01` |
//! | two weeks ago | by week, −2 | `2024-W04` |
//! | a year earlier, of the third quarter of 2023 | the quarter itself, −1 year | `2022-Q3` |

use super::{Date, Day, Season, Weekday};

/// A unit people count time in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    const CODES: [(&'static str, Self); 13] = [
        ("s", Self::Second),
        ("m", Self::Minute),
        ("h", Self::Hour),
        ("D", Self::Day),
        ("WE", Self::Weekend),
        ("W", Self::Week),
        ("M", Self::Month),
        ("Q", Self::Quarter),
        ("SE", Self::Season),
        ("HY", Self::Half),
        ("Y", Self::Year),
        ("DE", Self::Decade),
        ("CE", Self::Century),
    ];

    /// The unit a word list names: `s m h D WE W M Q SE HY Y DE CE`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CODES.iter().find(|(c, _)| *c == code).map(|&(_, unit)| unit)
    }

    /// The code of word lists.
    pub fn code(self) -> &'static str {
        Self::CODES.iter().find(|(_, u)| *u == self).map_or("", |&(code, _)| code)
    }

    /// Its length in minutes, if it is whole minutes and shorter than a day.
    pub fn minutes(self) -> Option<i32> {
        match self {
            Self::Minute => Some(1),
            Self::Hour => Some(60),
            _ => None,
        }
    }

    /// Shorter than a day.
    pub fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

impl Date {
    /// The unit-long date that holds `day`. `None` for units shorter than a day.
    pub fn holding(day: Day, unit: Unit) -> Option<Self> {
        let (year, month, _) = day.ymd();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Self::Day(day),
            Unit::Week => Self::week_of(day),
            Unit::Weekend => {
                let (year, week) = day.week();
                Self::Weekend(year, week)
            }
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, month.div_ceil(3)),
            Unit::Season => match month {
                12 => Self::Season(year, Season::Winter),
                1 | 2 => Self::Season(year - 1, Season::Winter),
                3..=5 => Self::Season(year, Season::Spring),
                6..=8 => Self::Season(year, Season::Summer),
                _ => Self::Season(year, Season::Autumn),
            },
            Unit::Half => Self::Half(year, month.div_ceil(6)),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year.div_euclid(10)),
            Unit::Century => Self::Century(year.div_euclid(100)),
        })
    }

    /// The coarser date of length `unit` that holds all of this one, or the year that a winter belongs to; `None` if this one
    /// is coarser than the unit.
    pub fn coarsened(self, unit: Unit) -> Option<Self> {
        // A winter reaches into the next year.
        if let (Self::Season(year, _), Unit::Year) = (self, unit) {
            return Some(Self::Year(year));
        }
        let days = self.interval();
        let whole = Self::holding(days.start, unit)?;
        (whole.interval().contains(days)).then_some(whole)
    }

    /// The date `count` units later (earlier if negative), as fine as this one. A month or year moved from a day keeps
    /// the day of the month, or the last one that the month has. `None` if the unit is finer than the date.
    pub fn moved(self, count: i32, unit: Unit) -> Option<Self> {
        let months = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => {
                let Self::Day(day) = self else { return None };
                return Some(Self::Day(day + count));
            }
            Unit::Week | Unit::Weekend => {
                let days = count.checked_mul(7)?;
                let monday = |y, w| Day::from_week(y, w, Weekday::Monday);
                return match self {
                    Self::Day(day) => Some(Self::Day(day + days)),
                    Self::Week(y, w) => Some(Self::week_of(monday(y, w)? + days)),
                    Self::Weekend(y, w) => Self::holding(monday(y, w)? + days, Unit::Weekend),
                    _ => None,
                };
            }
            Unit::Month => 1,
            Unit::Quarter | Unit::Season => 3,
            Unit::Half => 6,
            Unit::Year => 12,
            Unit::Decade => 120,
            Unit::Century => 1200,
        };
        let months = count.checked_mul(months)?;
        if months.abs() > 12 * 9999 {
            return None;
        }
        let years = (months % 12 == 0).then_some(months / 12);
        let steps = |step: i32| (months % step == 0).then_some(months / step);
        let carry = |index: i32, per_year: i32| (index.div_euclid(per_year), index.rem_euclid(per_year));
        Some(match self {
            Self::Day(day) => {
                let (y, m, d) = day.ymd();
                let (y, m) = carry(y * 12 + m as i32 - 1 + months, 12);
                (28..=d).rev().chain([d]).find_map(|d| Self::from_ymd(y, m as u32 + 1, d))?
            }
            Self::Week(y, w) => {
                let y = y + years?;
                Self::Week(y, if w == 53 && Day::from_week(y, 53, Weekday::Monday).is_none() { 52 } else { w })
            }
            Self::Weekend(y, w) => Self::Weekend(y + years?, w.min(52)),
            Self::Month(y, m) => {
                let (y, m) = carry(y * 12 + m as i32 - 1 + months, 12);
                Self::Month(y, m as u32 + 1)
            }
            Self::Quarter(y, q) => {
                let (y, q) = carry(y * 4 + q as i32 - 1 + steps(3)?, 4);
                Self::Quarter(y, q as u32 + 1)
            }
            Self::Season(y, s) => {
                let (y, s) = carry(y * 4 + s as i32 + steps(3)?, 4);
                Self::Season(y, [Season::Spring, Season::Summer, Season::Autumn, Season::Winter][s as usize & 3])
            }
            Self::Half(y, h) => {
                let (y, h) = carry(y * 2 + h as i32 - 1 + steps(6)?, 2);
                Self::Half(y, h as u32 + 1)
            }
            Self::Year(y) => Self::Year(y + years?),
            Self::Decade(d) => Self::Decade(d + (years? % 10 == 0).then_some(years? / 10)?),
            Self::Century(c) => Self::Century(c + (years? % 100 == 0).then_some(years? / 100)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_move_and_keep_their_grain() {
        let table = [
            ("2024-02-08", -10, Unit::Day, "2024-01-29"),
            ("2024-02-08", 2, Unit::Week, "2024-02-22"),
            ("2024-03-31", -1, Unit::Month, "2024-02-29"),
            ("2024-02-29", 1, Unit::Year, "2025-02-28"),
            ("2024-02", -14, Unit::Month, "2022-12"),
            ("2024-34", -1, Unit::Year, "2023-Q2"),
            ("2024-33", -1, Unit::Quarter, "2023-Q4"),
            ("2024", 1, Unit::Decade, "2034"),
        ];
        for (from, count, unit, to) in table {
            let date: Date = from.parse().unwrap();
            assert_eq!(date.moved(count, unit).unwrap().timex3(), to, "{from} {count} {unit:?}");
        }
        assert_eq!(Date::Year(2024).moved(1, Unit::Month), None);
        assert_eq!(Date::Week(2024, 6).moved(-6, Unit::Week), Some(Date::Week(2023, 52)));
    }

    #[test]
    fn days_lie_in_units() {
        let day = Day::from_ymd(2024, 2, 8).unwrap();
        let table = [
            (Unit::Week, "2024-W06"),
            (Unit::Month, "2024-02"),
            (Unit::Quarter, "2024-Q1"),
            (Unit::Season, "2023-WI"),
            (Unit::Half, "2024-H1"),
            (Unit::Decade, "202"),
            (Unit::Century, "20"),
        ];
        for (unit, value) in table {
            assert_eq!(Date::holding(day, unit).unwrap().timex3(), value);
            assert_eq!(Unit::from_code(unit.code()), Some(unit));
        }
        assert_eq!(Date::Year(2024).coarsened(Unit::Month), None);
        assert_eq!(Date::Season(2023, Season::Winter).coarsened(Unit::Year), Some(Date::Year(2023)));
    }
}
