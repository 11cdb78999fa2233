//! EDTF, the ISO 8601-2 profile of the Library of Congress: in from the command line, out to every export.
//!
//! EDTF has no weeks and writes quarters and seasons as two digits after the year (33–36, 21–24); a week therefore
//! leaves as the interval of its days. `~` is about, `/` an interval, `..` an open end.

use std::str::FromStr;

use super::date::YearForm;
use super::{Date, Day, Open, Season, When};

/// A text that is no date of the form `2024`, `2024-02` or `2024-02-08`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is no date; write 2024, 2024-02 or 2024-02-08")]
pub struct ParseDateError(String);

/// Reads EDTF level 0 dates, decades (`199X`), centuries (`19XX`), seasons and quarters (`2024-21` …).
impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(s: &str) -> Result<Self, ParseDateError> {
        parse(s).ok_or_else(|| ParseDateError(s.to_owned()))
    }
}

fn parse(s: &str) -> Option<Date> {
    let digits = |s: &str, n: usize| -> Option<u32> {
        (s.len() == n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
    };
    let s = s.trim();
    let (sign, body) = s.strip_prefix('-').map_or((1, s), |rest| (-1, rest));
    let mut parts = body.split('-');
    let head = parts.next()?;
    if let Some(century) = head.strip_suffix("XX") {
        return (parts.next().is_none()).then_some(Date::Century(sign * digits(century, 2)? as i32));
    }
    if let Some(decade) = head.strip_suffix('X') {
        return (parts.next().is_none()).then_some(Date::Decade(sign * digits(decade, 3)? as i32));
    }
    let year = sign * digits(head, 4)? as i32;
    let date = match (parts.next(), parts.next()) {
        (None, _) => Date::Year(year),
        (Some(month), None) => match digits(month, 2)? {
            m @ 1..=12 => Date::Month(year, m),
            s @ 21..=24 => {
                Date::Season(year, [Season::Spring, Season::Summer, Season::Autumn, Season::Winter][s as usize - 21])
            }
            q @ 33..=36 => Date::Quarter(year, q - 32),
            h @ 40..=41 => Date::Half(year, h - 39),
            _ => return None,
        },
        (Some(month), Some(day)) => Date::from_ymd(year, digits(month, 2)?, digits(day, 2)?)?,
    };
    parts.next().is_none().then_some(date)
}

/// The date as a single EDTF value, or its first and last day where EDTF has no word for it.
fn ends(date: Date) -> (String, Option<String>) {
    let year = YearForm;
    let one = |s: String| (s, None);
    match date {
        Date::Century(c) => one(format!("{c:02}XX")),
        Date::Decade(d) => one(format!("{d:03}X")),
        Date::Season(y, s) => one(format!("{}-{}", year(y), 21 + s as u32)),
        Date::Quarter(y, q) => one(format!("{}-{}", year(y), 32 + q)),
        Date::Half(y, h) => one(format!("{}-{}", year(y), 39 + h)),
        Date::Year(_) | Date::Month(..) | Date::Day(_) => one(date.timex3()),
        Date::Week(..) | Date::Weekend(..) => {
            let days = date.interval();
            (days.start.to_string(), Some(days.end.to_string()))
        }
    }
}

pub(super) fn write(when: When) -> String {
    let about = if when.about { "~" } else { "" };
    let (from, from_end) = ends(when.from);
    let (to, to_end) = ends(when.to);
    match when.open {
        Open::Since => format!("{from}{about}/.."),
        Open::Until => format!("../{}{about}", to_end.unwrap_or(to)),
        Open::No if when.from == when.to => match from_end {
            None => format!("{from}{about}"),
            Some(end) => format!("{from}{about}/{end}{about}"),
        },
        Open::No => format!("{from}{about}/{}{about}", to_end.unwrap_or(to)),
    }
}

/// The months as the screen names them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn say_day(day: Day) -> String {
    let (y, m, d) = day.ymd();
    format!("{d} {} {y}", MONTHS[m as usize - 1])
}

fn say(date: Date) -> String {
    match date {
        Date::Century(c) => format!("{c}00–{c}99"),
        Date::Decade(d) => format!("the {d}0s"),
        Date::Year(y) => y.to_string(),
        Date::Half(y, h) => format!("{} half of {y}", ["first", "second"][(h as usize - 1) & 1]),
        Date::Quarter(y, q) => {
            format!("{} quarter of {y}", ["first", "second", "third", "fourth"][(q as usize - 1) & 3])
        }
        Date::Season(y, s) => format!("{} {y}", ["spring", "summer", "autumn", "winter"][s as usize]),
        Date::Month(y, m) => format!("{} {y}", MONTHS[(m as usize - 1) % 12]),
        Date::Week(..) => format!("week of {}", say_day(date.interval().start)),
        Date::Weekend(..) => format!("weekend of {}", say_day(date.interval().start)),
        Date::Day(day) => format!("{:?} {}", day.weekday(), say_day(day)),
    }
}

pub(super) fn words(when: When) -> String {
    let about = if when.about { "about " } else { "" };
    match when.open {
        Open::Since => return format!("since {about}{}", say(when.from)),
        Open::Until => return format!("until {about}{}", say(when.to)),
        Open::No => {}
    }
    if when.from == when.to {
        return format!("{about}{}", say(when.from));
    }
    match (when.from, when.to) {
        (Date::Month(a, m), Date::Month(b, n)) if a == b => {
            format!("{about}{}–{} {a}", MONTHS[(m as usize - 1) % 12], MONTHS[(n as usize - 1) % 12])
        }
        (Date::Year(a), Date::Year(b)) => format!("{about}{a}–{b}"),
        (Date::Day(a), Date::Day(b)) => {
            let ((ay, am, ad), (by, bm, _)) = (a.ymd(), b.ymd());
            if (ay, am) == (by, bm) {
                format!("{about}{ad}–{}", say_day(b))
            } else if ay == by {
                format!("{about}{ad} {} – {}", MONTHS[am as usize - 1], say_day(b))
            } else {
                format!("{about}{} – {}", say_day(a), say_day(b))
            }
        }
        (from, to) => format!("{about}{} – {}", say(from), say(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(s: &str) -> Date {
        s.parse().unwrap()
    }

    #[test]
    fn dates_read_and_write_back() {
        for s in ["2024", "2024-02", "2024-02-08", "199X", "19XX", "2024-21", "2024-35", "-0044"] {
            assert_eq!(When::from(date(s)).edtf(), s);
        }
        for s in ["", "24", "2024-13", "2024-02-30", "2024-2-8", "yesterday", "2024-02-08-01"] {
            assert!(s.parse::<Date>().is_err(), "{s}");
        }
    }

    #[test]
    fn whens_write_edtf_and_words() {
        let table = [
            (When::from(date("2024-02-08")), "2024-02-08", "Thursday 8 February 2024"),
            (When::from(Date::Week(2024, 6)), "2024-02-05/2024-02-11", "week of 5 February 2024"),
            (When::range(date("2023-01"), date("2023-11")), "2023-01/2023-11", "January–November 2023"),
            (When::from(date("2022")).about(), "2022~", "about 2022"),
            (When { open: Open::Since, ..When::from(date("2019")) }, "2019/..", "since 2019"),
            (When::range(date("2024-03-05"), date("2024-03-03")), "2024-03-03/2024-03-05", "3–5 March 2024"),
        ];
        for (when, edtf, words) in table {
            assert_eq!((when.edtf().as_str(), when.words().as_str()), (edtf, words));
        }
    }
}
