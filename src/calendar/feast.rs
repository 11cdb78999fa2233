//! Feasts: days that a name tells and a year fixes.
//!
//! | notation | feast | how its day is found |
//! |---|---|---|
//! | `12-25` | Christmas | the same day every year |
//! | `11-4-4` | Thanksgiving | the fourth Thursday of November; `5--1-1` counts from the end of the month |
//! | `easter-2` | Good Friday | days from Easter Sunday (Meeus, *Astronomical Algorithms*, chapter 8, after Butcher) |
//! | `pascha+0` | Orthodox Easter | the same on the Julian calendar (Meeus) |
//! | `china-1-1+0` | Lunar New Year | month and day of the Chinese calendar, days from it |
//! | `islam-10-1+0` | Eid al-Fitr | month and day of the Umm al-Qura calendar; where the moon is sighted it can differ by a day |
//! | `hebrew-1-10+0` | Yom Kippur | month and day of the Hebrew calendar, Tishri being 1 |
//! | `diwali+0` | Diwali | the eve of the new moon between 16 October and 15 November |
//!
//! A last `x29` makes a feast that many days long.

use std::fmt;
use std::str::FromStr;

use icu_calendar::cal::{ChineseTraditional, Hebrew, Hijri};

use super::{Day, Interval, Weekday};

/// A feast, which has a day in every year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Feast {
    base: Base,
    offset: i32,
    days: i32,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Base {
    Fixed(u32, u32),
    /// Month, which one of them (−1 the last), ISO weekday 1–7.
    Nth(u32, i32, i32),
    Easter,
    Pascha,
    China(u8, u8),
    Islam(u8, u8),
    Hebrew(u8, u8),
    Diwali,
}

impl Feast {
    /// Its first day in `year`; `None` if the year has none (a feast of the moon can skip one) or is beyond 1–9999.
    pub fn day_in(self, year: i32) -> Option<Day> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let day = match self.base {
            Base::Fixed(month, day) => Day::from_ymd(year, month, day)?,
            Base::Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday)?,
            Base::Easter => easter(year)?,
            Base::Pascha => pascha(year)?,
            Base::China(month, day) => moon_day(year, (1, 366), |d| china(d) == Some((month, day)))?,
            Base::Islam(month, day) => moon_day(year, (1, 366), |d| islam(d) == Some((month, day)))?,
            Base::Hebrew(month, day) => moon_day(year, (1, 366), |d| hebrew(d) == Some((month, day)))?,
            Base::Diwali => moon_day(year, (290, 320), |d| china(d).is_some_and(|(_, day)| day == 1))? - 1,
        };
        Some(day + self.offset)
    }

    /// All its days in `year`.
    pub fn interval_in(self, year: i32) -> Option<Interval> {
        self.day_in(year).map(|start| Interval { start, end: start + (self.days - 1) })
    }

    /// Whether it is longer than a day.
    pub fn is_long(self) -> bool {
        self.days > 1
    }
}

fn nth_weekday(year: i32, month: u32, nth: i32, weekday: i32) -> Option<Day> {
    let first = Day::from_ymd(year, month, 1)?;
    if nth > 0 {
        let day = first + (weekday - 1 - first.weekday().index()).rem_euclid(7) + (nth - 1) * 7;
        (day.ymd().1 == month).then_some(day)
    } else {
        let next = if month == 12 { Day::from_ymd(year + 1, 1, 1)? } else { Day::from_ymd(year, month + 1, 1)? };
        let last = next - 1;
        Some(last - (last.weekday().index() + 1 - weekday).rem_euclid(7) + (nth + 1) * 7)
    }
}

fn easter(year: i32) -> Option<Day> {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Day::from_ymd(year, (n / 31) as u32, (n % 31 + 1) as u32)
}

fn pascha(year: i32) -> Option<Day> {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let n = d + e + 114;
    // The Julian calendar is behind by 13 days from 1900 to 2099, one day more or less each century that is no leap year.
    let behind = year / 100 - year / 400 - 2;
    Some(Day::from_ymd(year, (n / 31) as u32, (n % 31 + 1) as u32)? + behind)
}

/// The first day between two days of the year for which `is` holds.
fn moon_day(year: i32, (first, last): (i32, i32), is: impl Fn(Day) -> bool) -> Option<Day> {
    let january = Day::from_ymd(year, 1, 1)?;
    (first..=last).map(|n| january + (n - 1)).find(|&day| day.year() == year && is(day))
}

fn iso(day: Day) -> Option<icu_calendar::Date<icu_calendar::Iso>> {
    let (y, m, d) = day.ymd();
    icu_calendar::Date::try_new_iso(y, m as u8, d as u8).ok()
}

fn china(day: Day) -> Option<(u8, u8)> {
    let date = iso(day)?.to_calendar(ChineseTraditional::new());
    let month = date.month();
    (!month.to_input().is_leap()).then_some((month.number(), date.day_of_month().0))
}

fn islam(day: Day) -> Option<(u8, u8)> {
    let date = iso(day)?.to_calendar(Hijri::new_umm_al_qura());
    Some((date.month().ordinal, date.day_of_month().0))
}

fn hebrew(day: Day) -> Option<(u8, u8)> {
    let date = iso(day)?.to_calendar(Hebrew::new());
    let month = date.month();
    (!month.to_input().is_leap()).then_some((month.number(), date.day_of_month().0))
}

impl FromStr for Feast {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        parse(s).ok_or(())
    }
}

fn parse(s: &str) -> Option<Feast> {
    let (s, days) = match s.split_once('x') {
        Some((head, days)) => (head, days.parse().ok()?),
        None => (s, 1),
    };
    let moved = |rest: &str| -> Option<i32> { if rest.is_empty() { Some(0) } else { rest.parse().ok() } };
    let lunar = |rest: &str| -> Option<(u8, u8, i32)> {
        let (month, rest) = rest.split_once('-')?;
        let cut = rest.find(['+', '-']).unwrap_or(rest.len());
        Some((month.parse().ok()?, rest.get(..cut)?.parse().ok()?, moved(rest.get(cut..)?)?))
    };
    let (base, offset) = if let Some(rest) = s.strip_prefix("easter") {
        (Base::Easter, moved(rest)?)
    } else if let Some(rest) = s.strip_prefix("pascha") {
        (Base::Pascha, moved(rest)?)
    } else if let Some(rest) = s.strip_prefix("diwali") {
        (Base::Diwali, moved(rest)?)
    } else if let Some(rest) = s.strip_prefix("china-") {
        let (m, d, offset) = lunar(rest)?;
        (Base::China(m, d), offset)
    } else if let Some(rest) = s.strip_prefix("islam-") {
        let (m, d, offset) = lunar(rest)?;
        (Base::Islam(m, d), offset)
    } else if let Some(rest) = s.strip_prefix("hebrew-") {
        let (m, d, offset) = lunar(rest)?;
        (Base::Hebrew(m, d), offset)
    } else {
        let (month, rest) = s.split_once('-')?;
        let month: u32 = month.parse().ok()?;
        let (body, offset) = match rest.split_once('+') {
            Some((body, offset)) => (body, offset.parse().ok()?),
            None => (rest, 0),
        };
        match body.rsplit_once('-') {
            Some((nth, weekday)) => (Base::Nth(month, nth.parse().ok()?, weekday.parse().ok()?), offset),
            None => (Base::Fixed(month, body.parse().ok()?), offset),
        }
    };
    let valid = match base {
        Base::Fixed(m, d) => Day::from_ymd(2024, m, d).is_some(),
        Base::Nth(m, n, w) => (1..=12).contains(&m) && (-5..=5).contains(&n) && n != 0 && (1..=7).contains(&w),
        _ => true,
    };
    (valid && (1..=60).contains(&days)).then_some(Feast { base, offset, days })
}

/// The notation of the table above.
impl fmt::Display for Feast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.base {
            Base::Fixed(m, d) => write!(f, "{m:02}-{d:02}")?,
            Base::Nth(m, n, w) => write!(f, "{m:02}-{n}-{w}")?,
            Base::Easter => f.write_str("easter")?,
            Base::Pascha => f.write_str("pascha")?,
            Base::Diwali => f.write_str("diwali")?,
            Base::China(m, d) => write!(f, "china-{m}-{d}")?,
            Base::Islam(m, d) => write!(f, "islam-{m}-{d}")?,
            Base::Hebrew(m, d) => write!(f, "hebrew-{m}-{d}")?,
        }
        if self.offset != 0 {
            write!(f, "{:+}", self.offset)?;
        }
        if self.days > 1 {
            write!(f, "x{}", self.days)?;
        }
        Ok(())
    }
}

impl Weekday {
    /// The weekday of ISO 8601 number 1 (Monday) to 7.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number - 1).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_where_almanacs_say() {
        let table = [
            ("12-25", 2024, "2024-12-25"),
            ("11-4-4", 2023, "2023-11-23"),
            ("05--1-1", 2024, "2024-05-27"),
            ("11-1-1+1", 2024, "2024-11-05"),
            ("easter", 2024, "2024-03-31"),
            ("easter-2", 2000, "2000-04-21"),
            ("easter", 1998, "1998-04-12"),
            ("pascha", 2024, "2024-05-05"),
            ("pascha", 2021, "2021-05-02"),
            ("china-1-1", 2024, "2024-02-10"),
            ("china-1-1", 2023, "2023-01-22"),
            ("china-1-1-1", 2024, "2024-02-09"),
            ("islam-10-1", 2024, "2024-04-10"),
            ("islam-9-1x29", 2024, "2024-03-11"),
            ("hebrew-1-10", 2023, "2023-09-25"),
            ("diwali", 2023, "2023-11-12"),
            ("diwali", 2022, "2022-10-24"),
            ("diwali", 2025, "2025-10-20"),
        ];
        for (notation, year, day) in table {
            let feast: Feast = notation.parse().unwrap();
            assert_eq!(feast.day_in(year).unwrap().to_string(), day, "{notation}");
            assert_eq!(feast.to_string().parse::<Feast>().unwrap(), feast);
        }
        for wrong in ["", "13-1", "2-30", "easter2x", "11-9-4", "noel"] {
            assert!(wrong.parse::<Feast>().is_err(), "{wrong}");
        }
    }
}
